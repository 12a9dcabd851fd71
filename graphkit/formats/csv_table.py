"""Plain tables that others wrote: columns told by name, and what is wrong told with its place.

A table has a header, in any case and order; cells are parted by commas, semicolons or tabs, whichever the header uses.
Other columns are passed over.  A file is in UTF-8, or in UTF-16 as spreadsheets write Unicode text.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from graphkit.dossier.csv_lines import delimiter_of
from graphkit.dossier.lines import end_of
from graphkit.dossier.problem import Place, printable, quoted
from graphkit.formats.numerals import Decimal, decimal_of

Value = TypeVar("Value")
TOLD_AT_MOST = 20
HEAD = 10_000  # bytes in which a header ends
_DELIMITER_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # as Excel writes it before the header


class BadTable(ValueError):
    """A table cannot be read as what it should be; the message has a line ``FILE:LINE:COL found; remedy`` for each."""


class Complaint(Exception):
    """What is wrong in one column of a row, and what would be right."""

    def __init__(self, column: str, found: str) -> None:
        self.column = column
        self.found = found


class Cell:
    """The cells of the row at hand, by the names of columns."""

    def __init__(self, table: CsvTable) -> None:
        self._table = table

    def __call__(self, column: str) -> str:
        """What stands in a column; nothing where there is no such column."""
        place = self._table.columns.get(column)
        return "" if place is None else self._table.row[place]

    @property
    def decimal(self) -> Decimal:
        """The sign before decimals in the table."""
        return self._table.decimal


class CsvTable:
    """The rows of a file, and what is wrong with them.

    Attributes
    ----------
    columns : dict of str to int
        The columns that are read, by name.
    header, row : sequence of str
        The cells of the header, and of the row at hand.
    """

    def __init__(self, path: Path, text: str, *, delimiter: str = "", quote: str = '"') -> None:
        self.path = path
        self.lines = tuple(io.StringIO(text, newline=""))
        told = _DELIMITER_TOLD.match(text)
        self.skipped = 1 if told else 0
        self.delimiter = delimiter or (told[1] if told else delimiter_of(text))
        self.quote = quote
        self.header: Sequence[str] = ()
        self.columns: dict[str, int] = {}
        self.complaints: list[str] = []
        self.first = self.last = 0
        self.row: Sequence[str] = ()

    def each(self, read: Callable[[Cell], Value]) -> Iterator[Value]:
        """The value of every row that is right; notes those that are not."""
        for row in itertools.islice(self.rows(), 1, None):
            self.row = row
            yield from self.checked(read)

    def checked(self, read: Callable[[Cell], Value]) -> Iterator[Value]:
        """The value of the row at hand if it is right; notes it if not."""
        try:
            if len(self.row) < len(self.header) or any(self.row[len(self.header) :]):
                found = f"the row has {len(self.row)} cells and the header {len(self.header)}"
                raise Complaint("", f"{found}; give every row a cell for each column{self._hint()}")
            value = read(Cell(self))
        except Complaint as wrong:
            self.complain(wrong.column, wrong.found)
        else:
            yield value

    def _hint(self) -> str:
        """What may be wrong with a row that has too many cells."""
        too_many = len(self.row) > len(self.header) and self.delimiter == ","
        return ", and quotes around a cell with a comma in it" if too_many else ""

    def complain(self, column: str, found: str) -> None:
        """Note what is wrong in a column of the row at hand."""
        self.complaints.append(f"{self.place(column)} {found}")

    def complain_at(self, line: int, found: str) -> None:
        """Note what is wrong on a line."""
        self.complaints.append(f"{Place(str(self.path), line, 1)} {found}")

    def stop_if_wrong(self) -> None:
        """Raise what was noted."""
        if self.complaints:
            more = len(self.complaints) - TOLD_AT_MOST
            told = self.complaints[:TOLD_AT_MOST] + ([f"and {more} more like these"] if more > 0 else [])
            raise BadTable("\n".join(map(printable, told)))

    def passed_over(self) -> list[str]:
        """A note where there are columns that were not read."""
        others = [name for place, name in enumerate(self.header) if place not in self.columns.values()]
        return [f"columns not read: {', '.join(map(quoted, others))}"] if others else []

    @cached_property
    def decimal(self) -> Decimal:
        """The sign before decimals, as all numbers of the table tell it; empty where they do not."""
        lines = csv.reader(self.lines[self.skipped :], delimiter=self.delimiter, quotechar=self.quote)
        return decimal_of(cell.strip() for row in lines for cell in row)

    def rows(self) -> Iterator[list[str]]:
        """Every row, the header too, with blanks around cells taken away."""
        self.first = self.last = self.skipped
        reader = csv.reader(
            self.lines[self.skipped :],
            delimiter=self.delimiter,
            quotechar=self.quote,
            skipinitialspace=True,
            strict=True,
        )
        try:
            for row in reader:
                self.first, self.last = self.last + 1, self.skipped + reader.line_num
                cells = [cell.strip() for cell in row]
                if any(cells):
                    yield cells
        except csv.Error as error:
            place = Place(str(self.path), min(self.last + 1, len(self.lines)), 1)
            found = f"{place} this is not CSV: {error}; check the quotes in this row and before it"
            raise BadTable(printable(found)) from None

    def place(self, column: str) -> Place:
        """Where a cell of the row at hand begins; of a row of several lines only the row is known."""
        index = self.columns.get(column)
        if index is None or self.first != self.last:
            return Place(str(self.path), max(self.first, 1), 1)
        return Place(str(self.path), self.first, _start(self.lines[self.first - 1], self.delimiter, self.quote, index))


def open_table(
    path: Path | str, known: Sequence[str], needed: Sequence[str], *, also: Mapping[str, str] | None = None
) -> CsvTable:
    """Open a table and read its header.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8.
    known, needed : sequence of str
        Names of the columns that are read, and of those that must be there.
    also : mapping of str to str, optional
        Other names of columns.

    Returns
    -------
    CsvTable

    Raises
    ------
    BadTable
        If the file cannot be read, or its header is wrong.
    """
    table = CsvTable(Path(path), text_of(Path(path)))
    table.header = table.row = next(table.rows(), [])
    _name_columns(table, known, also or {})
    for column in needed:
        if column not in table.columns:
            there = f"the header has {', '.join(map(quoted, table.header))}" if table.header else "the file is empty"
            table.complain("", f"no column {column}: {there}; write a header such as {','.join(needed)}")
    table.stop_if_wrong()
    return table


def _name_columns(table: CsvTable, known: Sequence[str], also: Mapping[str, str]) -> None:
    """Find the columns by their own names, and by other names those that are not there by their own."""
    own = [called(name, known, {}) for name in table.header]
    for index, name in enumerate(table.header):
        column = called(name, known, also)
        if column not in known or (own[index] != column and column in own):
            continue
        if column in table.columns:
            first = quoted(table.header[table.columns[column]])
            again = f"a column {column} stands here and further on"
            told = again if own[index] == column else f"{first} and {quoted(name)} are both a column {column}"
            table.complain(column, f"{told}; keep one")
        table.columns.setdefault(column, index)


def text_of(path: Path) -> str:
    """The text of a file in UTF-8 or UTF-16.

    Raises
    ------
    BadTable
        If it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadTable(printable(f"cannot read '{path}': {error.strerror}; name a CSV file")) from None
    if data.startswith(b"PK\x03\x04"):
        raise BadTable(printable(f"'{path}' is a workbook, or packed; save the sheet as CSV UTF-8"))
    encoding = _encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
        place = end_of(data[: error.start].decode(encoding, "replace"), str(path))
        raise BadTable(printable(f"{place} is not {name} (byte {error.start}); save it as CSV UTF-8")) from None


def _encoding_of(data: bytes) -> str:
    """UTF-16 where a byte order mark says so, or every other byte is empty; else UTF-8."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if data[1:8:2] == bytes(4) and all(data[:8:2]):
        return "utf-16-le"
    return "utf-16-be" if data[:8:2] == bytes(4) and all(data[1:8:2]) else "utf-8-sig"


def header_of(path: Path, known: Sequence[str], *, also: Mapping[str, str] | None = None) -> set[str]:
    """The columns of a table by the names they are known by; none where the file is no table."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return set()
    text = head.decode(_encoding_of(head), "ignore")
    text = text[told.end() :] if (told := _DELIMITER_TOLD.match(text)) else text
    header = text.lstrip("\r\n").splitlines()[:1]
    names = next(iter(csv.reader(header, delimiter=told[1] if told else delimiter_of(text), skipinitialspace=True)), [])
    return {called(name.strip(), known, also or {}) for name in names}


def called(name: str, known: Sequence[str], also: Mapping[str, str]) -> str:
    """The name by which a column is known; its own, in small letters, where it is not.

    What stands in brackets after it, such as a unit, is no part of it.

    Examples
    --------
    >>> called("At  least", ["at_least"], {}), called("Power (0-100)", ["capability"], {"power": "capability"})
    ('at_least', 'capability')
    """
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]$", "", name.strip())
    column = re.sub(r"[\s._-]+", "_", bare.casefold())
    return column if column in known else also.get(column, column)


def _start(line: str, delimiter: str, quote: str, index: int) -> int:
    """The column, from 1, at which a cell of a line begins."""
    col, inside = 1, False
    for letter in line:
        if index == 0:
            break
        inside ^= letter == quote
        index -= letter == delimiter and not inside
        col += 1
    return col
