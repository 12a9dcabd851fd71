"""How the rows of an answer are printed: JSON and CSV whole, tables and Markdown for readers, notes after them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.output import plain, print_json, print_rows, wrapped

if TYPE_CHECKING:
    from graphkit.cli.difference import Difference

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)


def say(notes: Sequence[str]) -> None:
    """Print what was left out, as talk; notes of one sort, which begin alike up to a colon, under one head."""
    for head, group in groupby(map(plain, notes), lambda note: note.partition(": ")[0]):
        told = [note.removeprefix(f"{head}: ") for note in group]
        if len(told) == 1:
            line = f"{head}: {told[0]}" if told[0] != head else head
            click.echo(wrapped(f"note: {line}", indent="      ", err=True), err=True)
        else:
            click.echo(f"note: {head}", err=True)
            for each in told:
                click.echo(wrapped(f"      {each}", indent="        ", err=True), err=True)


def print_answer(
    rows: Sequence[Mapping[str, Any]],
    format_: str,
    *,
    caption: str,
    parameters: Mapping[str, Any],
    notes: Sequence[str],
    shown: Mapping[str, str],
    names: int = 0,
    more: Mapping[str, Any] | None = None,
    difference: Difference | None = None,
    then: Callable[[], None] | None = None,
) -> None:
    """Print rows under their caption: as JSON and CSV whole, as table and Markdown what is shown, in words.

    The answer comes first: notes follow a table, and what `then` prints after it.

    Parameters
    ----------
    rows : sequence of mappings
    format_ : str
        ``table``, ``json``, ``csv`` or ``markdown``.
    caption : str
    parameters : mapping
        How the rows came about.
    notes : sequence of str
        What was left out; talk, except in JSON.
    shown : mapping of str to str
        The columns of a table, with their headings.
    names : int
        How many of the first columns name a row: where a table is too wide, they stand in each of its parts.
    more : mapping, optional
        Further parts of the JSON.
    difference : Difference, optional
        Of which the rows are some or all; the caption, the JSON and the columns of a table tell of it.
    then : function, optional
        Prints further parts of the answer for people, below a table.
    """
    if difference is not None:
        caption = "\n".join([caption, *difference.lines])
        more = {"differences": difference.counts, **(more or {})}
        shown = difference.shown(shown)
        rows = list(map(difference.for_readers, rows)) if format_ in ("table", "markdown") else rows
    if format_ == "json":
        told = {"parameters": dict(parameters), "caption": caption, "notes": list(notes), "rows": list(rows)}
        print_json(told | dict(more or {}))
        return
    if format_ == "csv":
        say(notes)
        click.echo(caption, err=True)
        flat = [_flat(row) for row in rows]
        print_rows(flat, "csv", columns=list(flat[0]) if flat else list(shown))
        return
    print_table(rows, format_, caption=caption, shown=shown, names=names)
    if then:
        then()
    if notes:
        click.echo(err=True)
        say(notes)


def print_table(
    rows: Sequence[Mapping[str, Any]], format_: str, *, caption: str, shown: Mapping[str, str], names: int = 0
) -> None:
    """Print what is shown of rows under their caption, as ``table`` or ``markdown``; see `print_answer`."""
    from graphkit.cli.markdown import markdown

    words = [{heading: _for_readers(row[name]) for name, heading in shown.items()} for row in rows]
    click.echo("\n".join(wrapped(line, indent="  ") for line in caption.split("\n")) + "\n")
    if format_ == "markdown":
        click.echo(markdown(words, list(shown.values())))
    else:
        print_rows(words, "table", columns=list(shown.values()), names=names)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose cells are plain: a mapping becomes ``name: value`` texts."""
    return {
        name: [f"{key}: {_number(each)}" for key, each in value.items()] if isinstance(value, Mapping) else value
        for name, value in row.items()
    }


def _number(value: Any) -> Any:
    return f"{value:.6g}" if isinstance(value, float) else value


def _for_readers(value: Any) -> Any:
    return f"{value:.3g}" if isinstance(value, float) and value else value
