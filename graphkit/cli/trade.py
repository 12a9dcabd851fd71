"""`graphkit trade`: what actors could trade across issues, and the best package of two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphkit.cli.forecast_options import (
    assume_option,
    exclude_option,
    input_argument,
    issue_option,
    on_behalf_option,
    scale_option,
    set_option,
)
from graphkit.cli.options import clocks
from graphkit.cli.plotting import plot_option, plot_to_write
from graphkit.cli.printing import format_option


@click.command()
@input_argument
@click.option(
    "--parties",
    metavar="A,B",
    help="Whose packages; default: the two whose consent the issues need, or the only two there "
    "are. CSV holds the packages then.",
)
@click.option(
    "--disagreement",
    type=click.Choice(["expected", "status-quo"]),
    default="expected",
    show_default=True,
    help="What is without a deal: the expected outcome of all, or where the issues stand.",
)
@issue_option
@assume_option
@set_option
@exclude_option
@on_behalf_option
@scale_option
@clocks
@plot_option
@format_option
def trade(input_: str | None, format_: str, **wishes: Any) -> None:
    """Tell what actors in DIR, a dossier, or TABLE could trade across issues, by what matters to them.

    The exchange model: two actors on opposite sides of the expected outcome on two issues each give way on the one
    that matters less to them, so that both gain alike; the largest gain comes first. Gains are points of scales from 0
    to 100 times salience as a share. What is missing is listed and never filled in.

    \b
    Of two parties it tells, on the issues on which both have a position and salience,
      pareto             packages from which neither can gain without the other losing;
                         between one and the next a single issue moves
      nash               largest product of what both gain over no deal
      kalai_smorodinsky  both gain the same share of the most that each could gain
      best               whoever gains less gains most, and who gives on which issue for it

    --plot draws what the packages are worth to the two.

    TABLE is as for graphkit forecast.

    \b
    Example:
      graphkit trade seed/istanbul-2025 --assume salience=50 --assume capability=50
      graphkit trade table.csv --parties Ann,Ben
      graphkit trade table.csv --set Ann.toll.salience=80 --format json
    """
    from graphkit.cli.trade_words import print_trade

    if wishes["plot"]:
        wishes["plot"] = plot_to_write(Path(wishes["plot"]))
    print_trade(input_, format_, wishes)
