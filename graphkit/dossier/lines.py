"""Files as text, and the records in them before the models read them.

Every value keeps the line and column at which it stands; where it stands is looked up only when somebody asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphkit.dossier.dossier import Path, Spots
from graphkit.dossier.problem import Place, Problem

FILE_CODES = {
    "F003": "a file is UTF-8, with or without a byte order mark",
    "F004": "a file is YAML",
    "F005": "a file has no anchors, aliases or tags: every record says all of itself",
    "F006": "a key stands once in a mapping, and a column once in a table",
    "F007": "a file, a text and the nesting of a record stay within the limits",
    "F009": "a file of records is a list of mappings; dossier.yaml is one mapping",
    "F010": "a table is CSV, and every row has a cell for each column",
}
BYTES_AT_MOST = 1 << 30
SCALAR_AT_MOST = 1 << 20
NOT_READ = "the rest of the file was not read"

Value = Any  # str, None, list of Value or dict of str to Value: the shapes of a file, checked by the models


class RawSpots(Spots, Protocol):
    """Where the values and the keys of one record stand."""

    def key_at(self, path: Path) -> Place:
        """The place of the key at `path`."""


@dataclass
class RawRecord:
    """One record as it stands in the file: texts, lists and mappings, and what is wrong with them already."""

    file: str
    value: Value
    where: RawSpots
    problems: list[Problem] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)  # keys without a value, which say nothing


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Bytes of a file as text.

    Returns
    -------
    (str, list of Problem)
        The text, without a byte order mark, and no problem; or an empty text and the problem.
    """
    if len(data) > BYTES_AT_MOST:
        return "", [
            Problem(Place(file, 1, 1), "F007", f"the file has {len(data)} bytes", f"split it below {BYTES_AT_MOST}")
        ]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        place = end_of(data[: error.start].decode("utf-8-sig", "replace"), file)
        found = f"byte {error.start} ({data[error.start]:#04x}) is not UTF-8"
        return "", [Problem(place, "F003", found, "save the file as UTF-8")]


def end_of(text: str, file: str) -> Place:
    """The place of the character after a text from the start of a file."""
    lines = re.split("\r\n|\r|\n", text)
    return Place(file, len(lines), len(lines[-1]) + 1)
