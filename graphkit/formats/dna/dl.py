"""DL, the text format of UCINET, with a full matrix, as DNA writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.formats.dna.exported import number, refused

_LABELS = re.compile(r"(row |col |column )?labels:\s*(.*)", re.IGNORECASE)
_SIZE = re.compile(r"\b(nr|nc|n)\s*=\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A network as a matrix: names of rows and columns, and a row of cells for each name of a row."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[float, ...], ...]
    two_mode: bool


def matrix_of(path: Path, text: str) -> Matrix:
    """Read a full matrix in DL.

    Parameters
    ----------
    path : Path
        Named in errors.
    text : str

    Raises
    ------
    BadDatabase
        If the file has another format of DL, lacks a part, or has not as many names and numbers as it says; the message
        tells the line.
    """
    lines = list(enumerate(text.splitlines(), 1))
    size = {name.lower(): int(count) for name, count in _SIZE.findall(lines[0][1])}
    if "fullmatrix" not in lines[0][1].lower():
        raise refused(path, "a DL file begins with a line such as dl n = 7, format = fullmatrix", 1)
    start = next((index for index, (_, line) in enumerate(lines) if line.strip().lower() == "data:"), None)
    if start is None:
        raise refused(path, "it has no line data:, after which the matrix stands", len(lines))
    labels = _labels(lines[1:start])
    two_mode = "row" in labels
    rows, columns = (labels["row"], labels.get("column", [])) if two_mode else 2 * (labels.get("all", []),)
    wanted = (size.get("nr", size.get("n")), size.get("nc", size.get("n")))
    for names, count, what in ((rows, wanted[0], "rows"), (columns, wanted[1], "columns")):
        if count is not None and len(names) != count:
            raise refused(path, f"it has {len(names)} labels of {what}, where its first line says {count}", 1)
    cells = tuple(_cells(path, lines[start + 1 :], len(columns)))
    if len(cells) != len(rows):
        raise refused(path, f"the matrix has {len(cells)} rows, and there are {len(rows)} labels", lines[-1][0])
    return Matrix(tuple(rows), tuple(columns), cells, two_mode)


def _labels(lines: Sequence[tuple[int, str]]) -> dict[str, list[str]]:
    """Names by what they are of: all, row or column."""
    found: dict[str, list[str]] = {}
    part = "all"
    for _, line in lines:
        heading = _LABELS.fullmatch(line.strip())
        if heading:
            part = {"": "all", "row": "row"}.get((heading[1] or "").strip().lower(), "column")
        name = (heading[2] if heading else line).strip().strip('"')
        found.setdefault(part, []).extend([name] if name else [])
    return found


def _cells(path: Path, lines: Sequence[tuple[int, str]], width: int) -> Iterator[tuple[float, ...]]:
    for line, text in lines:
        cells = text.split()
        if cells and len(cells) != width:
            raise refused(path, f"the row has {len(cells)} numbers, and there are {width} columns", line)
        if cells:
            yield tuple(number(path, cell, line) for cell in cells)
