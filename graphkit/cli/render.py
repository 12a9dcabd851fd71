"""`graphkit render`: draw a dossier as one HTML file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from graphkit.cli.opening import folder_of, keep_from_records, note_if_inside
from graphkit.cli.options import clocks, dossier_argument
from graphkit.cli.output import file_to_write, plain, write_output
from graphkit.cli.what_if import open_supposed, what_if_option, what_if_title

VIEWS = ("relations", "positions", "events")


@click.command()
@dossier_argument
@click.option("--view", type=click.Choice(VIEWS), default="relations", show_default=True, help="What to draw.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write the page, - for standard output; default: ID-VIEW.html in the current folder.",
)
@click.option("--title", help="Title of the page; default: the dossier's.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the layout.")
@what_if_option
@clocks
def render(
    folder: str | None,
    view: Any,
    output: Path | None,
    title: str | None,
    seed: int,
    sets: tuple[str, ...],
    as_of: date | None,
    known_on: date | None,
) -> None:
    """Draw the dossier in DIR as one HTML file that needs no network.

    \b
    relations  actors, their ties, and where they agree and conflict
    positions  actors and the issues on which they took a stance
    events     who took part in what, and what followed what

    \b
    Example:
      graphkit render seed/istanbul-2025 --view positions -o positions.html
    """
    from graphkit.dossier.clocks import at
    from graphkit.report.page import render as page

    if output:
        keep_from_records(folder_of(folder), file_to_write(output))
    days = {"as_of": as_of, "known_on": known_on}
    opened = open_supposed(folder, sets, **days)
    dossier = at(opened.whole, **days)
    title = what_if_title(title or dossier.manifest.title, opened.told)
    path = output or file_to_write(Path(f"{dossier.manifest.id}-{view}.html"))
    if write_output(path, page(dossier, view=view, title=title, seed=seed, **days)):
        click.echo(plain(path))
        note_if_inside(folder_of(folder), path)
