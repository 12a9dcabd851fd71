"""`graphkit demo`: from the dossier that comes with graphkit to a page, in one command."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.desktop import has_desktop
from graphkit.cli.opening import open_at
from graphkit.cli.output import file_to_write, plain, write_output

SEED = "istanbul-2025"


@click.command()
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=Path(f"{SEED}.html"),
    show_default=True,
    help="Where to write the page.",
)
@click.option("--open/--no-open", "open_", default=True, help="Open the page where there is a desktop.")
def demo(output: Path, *, open_: bool) -> None:
    """Check the dossier of the Istanbul talks that comes with graphkit, and draw it.

    \b
    Example:
      graphkit demo -o istanbul.html
    """
    from graphkit.dossier.bundled import bundled_dossier
    from graphkit.report.page import render

    file_to_write(output)
    dossier = open_at(str(bundled_dossier(SEED)), as_of=None, known_on=None)
    if not write_output(output, render(dossier)):
        return
    click.echo(f"The graph of {dossier.manifest.title!r} is in {plain(output.resolve())}")
    if open_ and has_desktop():
        click.launch(str(output.resolve()))
