"""An answer drawn: what its rows name, and the page written to a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.output import STANDARD_OUTPUT, file_to_write, named, plain, write_output

if TYPE_CHECKING:
    from graphkit.report.asked import Answered, Cell, Named, Table

_ID = re.compile(r"(actor|tie|issue|position|judgement|proposal|event|source|evidence):[a-z0-9][a-z0-9.-]*")
_CITED = ("source", "evidence")
CARDS_AT_MOST = 12

render_option = click.option(
    "--render",
    "page",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also draw what the answer names, as one HTML file that needs no network; - writes that to standard output.",
)


def page_to_write(path: Path) -> Path:
    """The path of a page, which can be written; misuse otherwise."""
    try:
        return file_to_write(path)
    except click.UsageError as error:
        raise click.UsageError(error.message.replace("with -o", "with --render")) from None


def is_standard_output(path: Path | None) -> bool:
    """Whether the page takes the place of the rows."""
    return str(path) == STANDARD_OUTPUT


def draw(answered: Answered, path: Path, *, hint: str) -> None:
    """Write the page of an answer and say where; exit 1 with a hint where there is nothing to draw."""
    from graphkit.report.asked import NothingToDraw, render_answer

    try:
        html = render_answer(answered)
    except NothingToDraw:
        raise click.ClickException(
            f"nothing was drawn: the answer names nothing that is in the graph; {hint}"
        ) from None
    if write_output(path, html):
        click.echo(f"drawn: {named(path)}", err=True)


def table_of(dossier: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Table:
    """Rows whose ids name nodes of one dossier."""
    from graphkit.report.asked import Named, Table

    def part(value: object) -> str | Named:
        return Named(f"{dossier}/{value}", str(value)) if _is_id(value) else plain(value)

    def cell(value: object) -> Cell:
        return [part(each) for each in value] if isinstance(value, list | tuple) else [part(value)]

    return Table(tuple(columns), tuple(tuple(cell(row[name]) for name in columns) for row in rows))


def keys_of(dossier: str, rows: Sequence[Mapping[str, Any]], parameters: Mapping[str, Any]) -> frozenset[str]:
    """What an answer to a question is about, as keys of nodes.

    Sources that stand in a list are citations: they are drawn only where there is nothing else.  Many claims and the
    sources that carry them make a crowd: the claims alone are drawn then.
    """
    alone = {value for row in [*rows, parameters] for value in row.values() if _is_id(value)}
    listed = {each for row in rows for value in row.values() if isinstance(value, list | tuple) for each in value}
    cited = {id for id in listed if _is_id(id) and _is_cited(id)}
    about = alone | {id for id in listed if _is_id(id) and not _is_cited(id)}
    if sum(id.startswith("position:") for id in about) > CARDS_AT_MOST:
        about = {id for id in about if not _is_cited(id)}
    return frozenset(f"{dossier}/{id}" for id in about or cited)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_cited(id: str) -> bool:
    return id.partition(":")[0] in _CITED
