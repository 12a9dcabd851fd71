"""`graphkit report`: a dossier as one HTML file with linked views."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from graphkit.cli.forecast_options import assume_option, model_option, page_draws_option
from graphkit.cli.opening import folder_of, keep_from_records, note_if_inside
from graphkit.cli.options import DAY, dossier_argument, known_on_option
from graphkit.cli.output import file_to_write, plain, write_output
from graphkit.cli.what_if import open_supposed, what_if_option, what_if_title


@click.command()
@dossier_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write the report, - for standard output; default: ID.html in the current folder.",
)
@click.option("--title", help="Title of the report; default: the dossier's.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the layouts, and of the draws."
)
@what_if_option
@click.option(
    "--as-of",
    type=DAY,
    metavar="DAY",
    help="Last day of which the report tells, and to which it is set at first; default: the dossier's own.",
)
@known_on_option
@model_option
@assume_option
@page_draws_option
def report(
    folder: str | None,
    output: Path | None,
    title: str | None,
    seed: int,
    sets: tuple[str, ...],
    as_of: date | None,
    known_on: date | None,
    models: Any,
    assume: tuple[str, ...],
    draws: int | None,
) -> None:
    """Write the dossier in DIR as one HTML file that opens with a double click and needs no network.

    \b
    Network    actors with ties, agreement and conflict; positions on issues; events:
               also around one actor, with blocs collapsed, with the shortest path between two
    Matrix     who takes which stance on which issue
    Scales     who stands where on each issue, whether there is room for a deal, and where models would end
    Timeline   events, how long positions held, what changed when
    Evidence   every claim with source, grade, date and place in the text; what is not known

    The views are linked: what is selected, filtered or set to a day in one is so in all, and stands in the address,
    so that a link reopens it. A story.yaml in DIR is told beside the views, step by step. For a single view, see
    render.

    Where models of bargaining have all numbers they need for the last day, their outcomes stand on the scales, with
    intervals where inputs have ranges or grades, the rounds, and which input matters most; and once the packages of the
    two parties whose consent issues need. --model, --assume and --draws are those of forecast. What is missing is
    listed and never filled in unless --assume says so.

    \b
    Example:
      graphkit report seed/istanbul-2025 -o talks.html
      graphkit report seed/istanbul-2025 --assume salience=50 --assume capability=50 --draws 5000 -o talks.html
    """
    from graphkit.bargaining.table import BadInputs
    from graphkit.cli.forecast_input import assumed
    from graphkit.report.whole import report as page

    if output:
        keep_from_records(folder_of(folder), file_to_write(output))
    opened = open_supposed(folder, sets, as_of=as_of, known_on=known_on)
    dossier = opened.whole
    title = what_if_title(title or dossier.manifest.title, opened.told)
    path = output or file_to_write(Path(f"{dossier.manifest.id}.html"))
    days = {"as_of": as_of, "known_on": known_on}
    try:
        html = page(dossier, title=title, seed=seed, **days, models=models, assume=assumed(assume), draws=draws)
    except BadInputs as error:
        raise click.UsageError(str(error)) from None
    if write_output(path, html):
        click.echo(plain(path))
        note_if_inside(folder_of(folder), path)
