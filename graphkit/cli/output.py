"""Print answers: as a table for people, as JSON or CSV for programs; and write files."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import click

from graphkit.dossier.problem import printable

Row = dict[str, Any]
STANDARD_OUTPUT = "-"


def print_rows(
    rows: Sequence[Row], format_: str, *, columns: Sequence[str], aside: Collection[str] = (), names: int = 0
) -> None:
    """Print rows in the wanted format.

    Parameters
    ----------
    rows : sequence of dict
        All with the same keys.
    format_ : str
        ``table``, ``json`` or ``csv``.
    columns : sequence of str
        What a table and CSV show, in this order.
    aside : collection of str
        What a table leaves out.
    names : int
        How many of the first columns name a row; see `graphkit.cli.table.table`.
    """
    if format_ == "json":
        print_json(list(rows))
    elif format_ == "csv":
        click.echo(_as_csv(rows, columns), nl=False)
    else:
        click.echo(_as_table(rows, [column for column in columns if column not in aside], names=names))


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
    return printable(str(value))


def wrapped(text: str, *, indent: str, err: bool = False) -> str:
    """A line in as many as a terminal needs, the later ones indented; as it is where there is no terminal.

    Parameters
    ----------
    text, indent : str
    err : bool
        Whether it goes to the standard error.
    """
    if not (sys.stderr if err else sys.stdout).isatty():
        return text
    from graphkit.cli.table import folded

    return folded(text, shutil.get_terminal_size().columns, indent=indent)


def named(path: Path) -> str:
    """The name of a file or folder in quotes, whole and on one line."""
    return f"'{printable(str(path))}'"


def file_to_write(path: Path) -> Path:
    """The path, which must be a file, a device or ``-``, in a folder that is there; misuse otherwise."""
    if str(path) == STANDARD_OUTPUT:
        return path
    if path.is_dir():
        raise click.UsageError(f"{named(path)} is a folder; name a file in it with -o")
    if not path.parent.is_dir():
        raise click.UsageError(f"no folder {named(path.parent)}; make the folder first")
    return path


def make_folder(path: Path) -> None:
    """Make a folder, with those above it, unless it is there; a message where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise click.UsageError(f"{named(path)} is no folder, or a file stands in its way; name another") from None
    except OSError as error:
        raise click.ClickException(f"cannot make the folder {named(path)}: {error.strerror}; name another") from error


def write_output(path: Path, content: str | bytes) -> bool:
    """Write a text or bytes to a path; tell whether that is a file, which one would want to know the name of.

    Raises
    ------
    click.ClickException
        If it cannot be written; misuse (exit code 2) where the folder is missing, else exit code 1.
    """
    from graphkit.dossier.files import is_stream, write_bytes

    if str(path) == STANDARD_OUTPUT:
        click.echo(content, nl=False)
        return False
    try:
        write_bytes(path, content.encode() if isinstance(content, str) else content)
        return not is_stream(path)
    except FileNotFoundError:
        raise click.UsageError(f"no folder for {named(path)}; make the folder first") from None
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = f"cannot write {named(path)}: {error.strerror}"
        raise click.ClickException(f"{reason}; name another place") from error


def _as_table(rows: Sequence[Row], columns: Sequence[str], *, names: int) -> str:
    from graphkit.cli.table import table

    if not rows:
        return "none"
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    return table(rows, columns, width=width, bold=terminal, names=names)


def _as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    from graphkit.formats.cells import cell

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[cell(row[name]) for name in columns] for row in rows])
    return text.getvalue()
