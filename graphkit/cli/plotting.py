"""Plots as files: the option `--plot`, and where the picture goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.opening import note_if_inside
from graphkit.cli.output import file_to_write, named, write_output

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SUFFIXES = (".svg", ".png", ".pdf")

plot_option = click.option(
    "--plot",
    "plot",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also draw it as a picture for print; the name ends in .svg, .png or .pdf.",
)


def plot_to_write(path: Path) -> Path:
    """The path of a picture, which must end in one of `SUFFIXES` and can be written; misuse otherwise."""
    if path.suffix.lower() not in SUFFIXES:
        raise click.UsageError(f"{named(path)} names no kind of picture; let it end in .svg, .png or .pdf")
    try:
        return file_to_write(path)
    except click.UsageError as error:
        raise click.UsageError(error.message.replace("with -o", "with --plot")) from None


def write_plot(path: Path, folder: str | None, draw: Callable[[], Figure], *, title: str, texts: Iterable[str]) -> None:
    """Draw a picture, write it and say where; exit 1 where there is nothing to draw."""
    from graphkit.report.plots.style import CannotDraw, drawn

    try:
        picture = drawn(draw, path.suffix.lower().removeprefix("."), title=title, texts=texts)
    except CannotDraw as error:
        raise click.ClickException(f"nothing was drawn: {error}") from None
    if write_output(path, picture):
        click.echo(f"drawn: {named(path)}", err=True)
        if folder:
            note_if_inside(Path(folder), path)
