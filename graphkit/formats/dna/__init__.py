"""Databases and exports of Discourse Network Analyzer (DNA) 3.

`statements` reads a database as a table of statements, `dossier` as a dossier, and `exports` reads what DNA exports:
event lists, matrices and GraphML.
"""

from graphkit.formats.dna.database import BadDatabase, is_database
from graphkit.formats.dna.dossier import dossier_of
from graphkit.formats.dna.exports import events_of, network_of
from graphkit.formats.dna.statements import statements_of

__all__ = ["BadDatabase", "dossier_of", "events_of", "is_database", "network_of", "statements_of"]
