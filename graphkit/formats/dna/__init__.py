"""Databases and exports of Discourse Network Analyzer (DNA) 3.

`statements` reads a database as a table of statements, `dossier` as a dossier, and `codings` by coder; `events` reads
event lists as all of these, `either` whichever of the two a file is, and `networks` what DNA exports as a matrix, as
GraphML or as DL.  `kinds` tells them apart.
"""

from graphkit.formats.dna.codings import codings_of
from graphkit.formats.dna.database import BadDatabase, is_database
from graphkit.formats.dna.dossier import dossier_of
from graphkit.formats.dna.either import read_dossier, read_statements
from graphkit.formats.dna.events import dossier_of_events, events_of
from graphkit.formats.dna.kinds import kind_of
from graphkit.formats.dna.networks import network_of
from graphkit.formats.dna.statements import statements_of

__all__ = [
    "BadDatabase",
    "codings_of",
    "dossier_of",
    "dossier_of_events",
    "events_of",
    "is_database",
    "kind_of",
    "network_of",
    "read_dossier",
    "read_statements",
    "statements_of",
]
