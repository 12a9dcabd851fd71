"""Statements and dossiers from a database of DNA or from an event list, whichever a file is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphkit.analysis.discourse.statements import Statements
from graphkit.dossier.dossier import Dossier
from graphkit.formats.dna.dossier import dossier_of
from graphkit.formats.dna.events import dossier_of_events, events_of
from graphkit.formats.dna.kinds import kind_of
from graphkit.formats.dna.statements import statements_of


def read_statements(path: Path, **choices: Any) -> Statements:
    """The statements of a file; choices and errors as `statements_of`, but that an event list holds one type."""
    return events_of(path, **choices) if kind_of(path) == "events" else statements_of(path, **choices)


def read_dossier(path: Path) -> Dossier:
    """A file as a dossier; errors as `dossier_of`."""
    return dossier_of_events(path) if kind_of(path) == "events" else dossier_of(path)
