"""Print answers: as a table for people, as JSON or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import click

Row = dict[str, Any]


def print_rows(rows: Sequence[Row], format_: str, *, columns: Sequence[str] = (), title: str | None = None) -> None:
    """Print rows in the wanted format.

    Parameters
    ----------
    rows : sequence of dict
        All with the same keys.
    format_ : str
        ``table``, ``json`` or ``csv``.
    columns : sequence of str, optional
        Columns for a table; all by default.
    title : str, optional
        A line above a table.
    """
    _PRINTERS[format_](rows, columns or (tuple(rows[0]) if rows else ()), title)


def print_json(value: Any) -> None:
    """Print a value as JSON, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def plain(value: object) -> str:
    """A value as text that prints on one line and controls no terminal.

    Examples
    --------
    >>> plain(["a", "b"]), plain(None), plain(62.5), plain(40.0)
    ('a; b', '', '62.5', '40')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return "; ".join(plain(each) for each in value)
    return "".join(_printable(letter) for letter in str(value))


def _printable(letter: str) -> str:
    if letter in "\n\t":
        return " "
    return (
        letter.encode("unicode_escape").decode() if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter
    )


def _as_table(rows: Sequence[Row], columns: Sequence[str], title: str | None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        click.echo("none")
        return
    shown = [column for column in columns if any(row[column] not in (None, "", [], ()) for row in rows)]
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in shown:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(row[column])) for column in shown))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False).print(table)


def _as_csv(rows: Sequence[Row], columns: Sequence[str], title: str | None) -> None:
    from graphkit.formats.cells import cell

    writer = csv.writer(sys.stdout, lineterminator="\n")
    names = tuple(rows[0]) if rows else columns
    writer.writerow(names)
    writer.writerows([[cell(row[name]) for name in names] for row in rows])


def _as_json(rows: Sequence[Row], columns: Sequence[str], title: str | None) -> None:
    print_json(list(rows))


_PIPE_WIDTH = 160
_PRINTERS: dict[str, Callable[[Sequence[Row], Sequence[str], str | None], None]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
}
