"""One part of the answer of `graphkit gaps`, and how parts are printed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import click

from graphkit.cli.output import plain, print_json, print_rows
from graphkit.cli.printing import say


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the answer.

    Attributes
    ----------
    name : str
    caption : str
        What was looked at, and what there is in sum; where something is supposed, that on lines of its own.
    rows : sequence of mappings
        For programs.
    columns : tuple of str
        Of the rows.
    text : callable
        From a width in letters to lines for readers, below the caption.
    shown : mapping of str to str
        The columns of a Markdown table, with their headings.
    notes : tuple of str
    remarks : tuple of str
        Notes that the text for readers tells itself.
    more : mapping
        Further parts of the JSON.
    """

    name: str
    caption: str
    rows: Sequence[Mapping[str, Any]]
    columns: tuple[str, ...]
    text: Callable[[int], Iterable[str]]
    shown: Mapping[str, str]
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


def print_part(part: Part, format_: str, parameters: Mapping[str, Any]) -> None:
    """Print one part alone."""
    if format_ == "json":
        told = {"parameters": dict(parameters), "caption": part.caption, "notes": [*part.notes, *part.remarks]}
        print_json(told | {"rows": list(part.rows)} | dict(part.more))
        return
    say(part.notes if format_ == "table" else (*part.notes, *part.remarks))
    if format_ == "csv":
        click.echo(part.caption, err=True)
        print_rows([dict(row) for row in part.rows], "csv", columns=part.columns)
    elif format_ == "markdown":
        click.echo("\n".join(_markdown(part)))
    else:
        click.echo("\n".join(_told(part)))


def print_parts(parts: Sequence[Part], format_: str, parameters: Mapping[str, Any]) -> None:
    """Print several parts under one another."""
    notes = [note for part in parts for note in (*part.notes, *(() if format_ == "table" else part.remarks))]
    if format_ == "json":
        by_name = {part.name: {"caption": part.caption, "rows": list(part.rows), **part.more} for part in parts}
        caption = "; ".join(part.caption for part in parts)
        print_json({"parameters": dict(parameters), "caption": caption, "notes": notes} | by_name)
        return
    if format_ == "csv":
        names = ", ".join(part.name for part in parts)
        raise click.UsageError(f"csv is one table, and these are {len(parts)}; choose one with --only: {names}")
    say(notes)
    for number, part in enumerate(parts):
        click.echo("\n" if number else "", nl=False)
        if format_ == "markdown":
            click.echo(f"## {part.name.capitalize()}\n")
            click.echo("\n".join(_markdown(part)))
        else:
            click.echo(click.style(part.name.upper(), bold=True))
            click.echo("\n".join(_told(part)))


def wrapped(text: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """A text as lines of a width; no word is broken, an id least of all."""
    from textwrap import wrap

    indent = first if rest is None else rest
    lines = wrap(
        text, width, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return lines or [first.rstrip()]


def _told(part: Part) -> Iterator[str]:
    width = _width()
    for line in part.caption.splitlines():
        yield from wrapped(line, width)
    yield from part.text(width)


def _width() -> int:
    from graphkit.cli.table import IN_A_PIPE

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else IN_A_PIPE


def _markdown(part: Part) -> Iterator[str]:
    from graphkit.cli.markdown import escaped, markdown

    for line in part.caption.splitlines():
        yield escaped(plain(line))
        yield ""
    rows = [{heading: _for_readers(row[name]) for name, heading in part.shown.items()} for row in part.rows]
    yield markdown(rows, list(part.shown.values()))


def _for_readers(value: Any) -> Any:
    return f"{value:.3g}" if isinstance(value, float) and value else value
