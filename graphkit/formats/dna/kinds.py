"""What a file is to graphkit: a database of DNA, an event list, or a network that DNA or another program exported."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Literal

from graphkit.formats.dna.database import is_database

Kind = Literal["database", "events", "network"]
HEAD = 4000  # bytes that tell
NETWORK_SUFFIXES = (".graphml", ".dl")
_DL = re.compile(r"\s*dl\b", re.IGNORECASE)


def kind_of(path: Path) -> Kind | None:
    """What a file is, by its first bytes and else by its name.

    Returns
    -------
    "database", "events" (one statement a row), "network" (GraphML, DL, or a matrix as DNA writes one) or None
        None for anything else, and for what is no file.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    if not path.is_file():
        return None
    if is_database(path):
        return "database"
    with path.open("rb") as file:
        head = file.read(HEAD).decode("utf-8-sig", "replace")
    if path.suffix.lower() in NETWORK_SUFFIXES or "<graphml" in head or _DL.match(head):
        return "network"
    names = next(iter(csv.reader(head.splitlines()[:1], delimiter=";")), [])
    if "statement_id" in names:
        return "events"
    return "network" if len(names) > 1 and not names[0].strip() else None
