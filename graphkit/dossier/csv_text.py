"""Records as tables in the style of the house: commas, line feeds, quotes where a cell needs them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from graphkit.dossier.cells import SEPARATOR, row_of
from graphkit.dossier.csv_lines import delimiter_of
from graphkit.dossier.lines import SCALAR_AT_MOST
from graphkit.dossier.model import Record
from graphkit.dossier.shape import rank_of

Row = dict[str, str]


def table_of(records: Sequence[Record]) -> str:
    """Records of one kind as a table, with a column for each value that any of them has.

    Parameters
    ----------
    records : sequence of Record
        In the order of the rows.

    Returns
    -------
    str
        Empty where there are no records.
    """
    if not records:
        return ""
    rows = [cells_of(record) for record in records]
    numbered = {column.removesuffix(".1") for row in rows for column in row if column.endswith(".1")}
    rows = [_numbered(row, numbered) for row in rows]
    columns = _in_order({column for row in rows for column in row}, type(records[0]))
    return _text([columns, *([row.get(column, "") for column in columns] for row in rows)])


def in_order(text: str, model: type[Record]) -> str:
    """A table with its columns in the order of the house; cells, rows and columns stay what they are."""
    header, *rows = _read(text) or [[]]
    names = [name.strip() for name in header]
    columns = _in_order(names, model)
    return _text([columns, *([row[names.index(column)] for column in columns] for row in rows if any(row))])


def with_row(text: str, row: Row, model: type[Record]) -> str:
    """A table with one row more; columns that it lacks come last, and all else stays as it is, byte for byte."""
    read = _read(text)
    if not read:
        columns = _in_order(row, model)
        return _text([columns, [row[column] for column in columns]])
    header = [name.strip() for name in read[0]]
    numbered = {name.removesuffix(".1") for name in header if name.endswith(".1")}
    row = _numbered(row, numbered)
    new = _in_order([column for column in row if column not in header], model)
    delimiter, end = delimiter_of(text), _line_end(text)
    text = _widened(text, new, delimiter) if new else text
    text += "" if text.endswith(("\n", "\r")) else end
    return text + _line([row.get(column, "") for column in [*header, *new]], delimiter) + end


def cells_of(record: Record) -> Row:
    """A record's cells by column."""
    return row_of(record.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _numbered(row: Row, lists: Iterable[str]) -> Row:
    """A row in which the words of some lists have a column each, as in the rest of the table."""
    found: Row = {}
    for column, cell in row.items():
        words = cell.split(f"{SEPARATOR} ") if column in lists else []
        found |= {f"{column}.{number}": word for number, word in enumerate(words, 1)} if words else {column: cell}
    return found


def _in_order(columns: Iterable[str], model: type[Record]) -> list[str]:
    return sorted(columns, key=lambda column: rank_of(column, model))


def _read(text: str) -> list[list[str]]:
    return [row for row in _reader(io.StringIO(text, newline=""), delimiter_of(text)) if row]


def _reader(lines: Iterable[str], delimiter: str) -> Any:
    csv.field_size_limit(SCALAR_AT_MOST)
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _widened(text: str, columns: Sequence[str], delimiter: str) -> str:
    """A table with more columns, which are empty in every row."""
    lines = list(io.StringIO(text, newline=""))
    reader = _reader(lines, delimiter)
    more = delimiter + delimiter.join(columns)
    for row in reader:
        if row:
            last = lines[reader.line_num - 1]
            content = last.rstrip("\r\n")
            lines[reader.line_num - 1] = content + more + last[len(content) :]
            more = delimiter * len(columns)
    return "".join(lines)


def _line_end(text: str) -> str:
    first = io.StringIO(text, newline="").readline()
    return first[len(first.rstrip("\r\n")) :] or "\n"


def _text(rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"{_line(row, ',')}\n" for row in rows if row)


def _line(cells: Sequence[str], delimiter: str) -> str:
    """Cells as a line; the writer of the standard library leaves a carriage return without quotes."""
    return delimiter.join(f'"{cell.replace(_Q, _Q * 2)}"' if _needs_quotes(cell, delimiter) else cell for cell in cells)


def _needs_quotes(cell: str, delimiter: str) -> bool:
    return any(sign in cell for sign in (delimiter, _Q, "\n", "\r"))


_Q = '"'
