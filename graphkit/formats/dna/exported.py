"""What files that DNA exported have in common: how they are read as text, and how they are refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graphkit.dossier.lines import decode
from graphkit.dossier.problem import Place, printable
from graphkit.formats.dna.database import BadDatabase


class Row(NamedTuple):
    """The cells of a row, and the line on which it begins, from 1."""

    line: int
    cells: list[str]


def text_of(path: Path) -> str:
    """The text of a file.

    Raises
    ------
    BadDatabase
        If it cannot be read or is not UTF-8.
    """
    try:
        octets = path.read_bytes()
    except OSError as error:
        raise BadDatabase(printable(f"cannot read '{path}': {error.strerror}; name another file")) from None
    text, problems = decode(octets, str(path))
    if problems:
        raise BadDatabase(str(problems[0]))
    return text


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV file that are not empty; DNA parts cells with semicolons.

    Raises
    ------
    BadDatabase
        If the file cannot be read or is no CSV.
    """
    lines = tuple(io.StringIO(text_of(path), newline=""))
    reader = csv.reader(lines, delimiter=";", strict=True)
    return list(_rows(path, reader))


def _rows(path: Path, reader: csv.reader) -> Iterator[Row]:  # type: ignore[valid-type]  # what csv.reader() gives
    last = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise refused(path, f"it is no CSV ({error}); check the quotes in this row", last + 1) from None
        if cells is None:
            return
        if cells:
            yield Row(last + 1, cells)
        last = reader.line_num


def number(path: Path, text: str, line: int | None = None, *, of: str = "") -> float:
    """A number that may be a weight; `of` says of what, where there is no line.

    Raises
    ------
    BadDatabase
        If it is none, or not finite.
    """
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value - value != 0:
        found = f"'{text}' {of}".strip()
        raise refused(path, f"{found} is no number; write one such as 2 or 0.5", line)
    return value


def refused(path: Path, reason: str, line: int | None = None) -> BadDatabase:
    """The error that a file is not what DNA exports, on a line where one is to blame."""
    where = str(Place(str(path), line, 1)) if line else f"'{path}'"
    return BadDatabase(printable(f"{where} is not a readable export of DNA: {reason}"))
