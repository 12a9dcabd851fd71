"""An answer drawn: the page written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.output import STANDARD_OUTPUT, file_to_write, named, write_output

if TYPE_CHECKING:
    from graphkit.report.asked import Answered

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
