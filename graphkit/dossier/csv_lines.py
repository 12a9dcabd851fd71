"""CSV as text, with the line and column of every cell.

A table has a header of columns, `graphkit.dossier.cells` says which, and a row for each record.  Cells are parted by
commas, semicolons or tabs, whichever the header uses; quotes and line ends are those of RFC 4180.  A row without any
text is passed over.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from graphkit.dossier.cells import Column, UnknownColumn, closed, column, raw_path, raw_value
from graphkit.dossier.dossier import Path
from graphkit.dossier.lines import NOT_READ, SCALAR_AT_MOST, RawRecord
from graphkit.dossier.model import Record
from graphkit.dossier.problem import Place, Problem, near, quoted

DELIMITERS = (",", ";", "\t")


def read_rows(text: str, file: str, model: type[Record]) -> Iterator[RawRecord | Problem]:
    """The records of a table, one by one.

    Parameters
    ----------
    text : str
        The file's text.
    file : str
        Its name, as it is to stand in problems.
    model : type of record
        What each row holds.

    Yields
    ------
    RawRecord or Problem
    """
    table = _Table(file, tuple(io.StringIO(text, newline="")), delimiter_of(text))
    rows = table.rows()
    try:
        header = next(rows, None)
        if header is None:
            return
        columns = yield from _columns(table, header, model)
        for row in rows:
            if any(row.cells):
                yield _record(table, row, columns, len(header.cells))
    except csv.Error as error:
        place = Place(file, min(table.lines_read + 1, len(table.lines)), 1)
        found = f"this is not CSV: {error}".replace("\t", "\\t")  # it quotes the delimiter
        yield Problem(place, "F010", found, f"check the quotes in this row and before it; {NOT_READ}")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its cells, and its first and last line, counted from 1."""

    cells: Sequence[str]
    first: int
    last: int


class _Table:
    """The lines of a file, and the rows that they make."""

    def __init__(self, file: str, lines: tuple[str, ...], delimiter: str) -> None:
        self.file = file
        self.lines = lines
        self.delimiter = delimiter
        self.lines_read = 0

    def rows(self) -> Iterator[_Row]:
        """Every row that is no blank line; raises csv.Error where the lines are not CSV."""
        csv.field_size_limit(SCALAR_AT_MOST)
        reader = csv.reader(self.lines, delimiter=self.delimiter, strict=True)
        for cells in reader:
            first, self.lines_read = self.lines_read + 1, reader.line_num
            if cells:
                yield _Row(cells, first, self.lines_read)

    def place(self, row: _Row, index: int) -> Place:
        """Where a cell of a row stands, at its text or at its opening quote; a missing one at the end of the row."""
        line, col = row.first, 1
        inside, fresh, closed = False, True, False  # in quotes; at the start of a cell; just after quotes
        for letter, following in _letters(self.lines[row.first - 1 : row.last]):
            if index == 0:
                break
            quotes = letter == '"' and (inside or fresh or closed)  # any other quote is a letter of the cell
            closed, inside = quotes and inside, inside != quotes
            fresh = letter == self.delimiter and not inside
            index -= fresh
            ends_line = letter == "\n" or (letter == "\r" and following != "\n")
            line, col = (line + 1, 1) if ends_line else (line, col + 1)
        return Place(self.file, line, col)


def _letters(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each character of a row with the one after it; the end of the row is none."""
    text = "".join(lines).rstrip("\r\n")
    return zip(text, [*text[1:], ""], strict=True)


@dataclass(frozen=True, slots=True)
class _RowSpots:
    """Where the values of a row stand; a list's items may have closed up over empty cells."""

    table: _Table
    row: _Row
    columns: Sequence[Column | None]

    def at(self, path: Path) -> Place:
        """The place of the cell of the value at `path`, or of the row."""
        asked = raw_path(raw_value(self.row.cells, self.columns), path)
        for end in range(len(asked), 0, -1):
            for index, each in enumerate(self.columns):
                if each is not None and each.path[:end] == asked[:end] and index < len(self.row.cells):
                    return self.table.place(self.row, index)
        return Place(self.table.file, self.row.first, 1)

    def key_at(self, path: Path) -> Place:
        """A cell is its own key."""
        return self.at(path)


def delimiter_of(text: str) -> str:
    """What parts the cells of the header, the first line that is not empty; what stands in quotes parts nothing."""
    header = re.match("[\r\n]*([^\r\n]*)", text)
    assert header is not None
    return max(DELIMITERS, key=re.sub('"[^"]*"', "", header[1]).count)


def _columns(table: _Table, header: _Row, model: type[Record]) -> Generator[Problem, None, tuple[Column | None, ...]]:
    """The columns of a header, None for one that cannot be used; yields what is wrong with them."""
    columns: list[Column | None] = []
    for index, name in enumerate(header.cells):
        try:
            found = column(name.strip(), model)
        except UnknownColumn as unknown:
            columns.append(None)
            yield Problem(
                table.place(header, index), "R102", f"unknown column {quoted(name)}", near(name, unknown.keys)
            )
            continue
        if any(each is not None and _overlap(each.path, found.path) for each in columns):
            yield Problem(table.place(header, index), "F006", f"column {quoted(name)} again", "keep one")
            columns.append(None)
        else:
            columns.append(found)
    return tuple(columns)


def _overlap(one: Path, other: Path) -> bool:
    """Whether two columns would write to the same value."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def _record(table: _Table, row: _Row, columns: Sequence[Column | None], width: int) -> RawRecord:
    where = _RowSpots(table, row, columns)
    record = RawRecord(table.file, closed(raw_value(row.cells, columns)), where)
    if len(row.cells) != width:
        found = f"the row has {len(row.cells)} cells and the header {width}"
        place = table.place(row, min(len(row.cells), width))
        record.problems.append(Problem(place, "F010", found, "give every row a cell for each column"))
    return record
