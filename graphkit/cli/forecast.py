"""`graphkit forecast`: where issues would end, by the models of the field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphkit.cli.forecast_options import (
    MODELS,
    assume_option,
    draws_options,
    exclude_option,
    input_argument,
    issue_option,
    model_option,
    on_behalf_option,
    scale_option,
    set_option,
)
from graphkit.cli.options import DAY, clocks
from graphkit.cli.plotting import plot_option, plot_to_write
from graphkit.cli.printing import format_option


@click.command()
@input_argument
@model_option
@issue_option
@assume_option
@set_option
@click.option("--rounds", is_flag=True, help="Print the positions of every state of the models that run in rounds.")
@click.option("--max-rounds", type=click.IntRange(1, 10_000), metavar="N", help="Rounds at most.")
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="MODEL.NAME=VALUE",
    help="Of nash, challenge or smp, such as challenge.denominator=all-pairs; may be repeated.",
)
@click.option("--quota", type=click.FloatRange(50, 100), metavar="PERCENT", help="For quota: what wins, of capability.")
@exclude_option
@on_behalf_option
@scale_option
@draws_options
@click.option(
    "--store",
    is_flag=True,
    help="Of a dossier: also add the outcomes to its forecasts.yaml, for graphkit score to tell how good they were.",
)
@click.option("--for", "target", type=DAY, metavar="DAY", help="With --store: the day for which they are made.")
@clocks
@plot_option
@format_option
def forecast(input_: str | None, format_: str, **wishes: Any) -> None:
    """Say where each issue of DIR, a dossier, or TABLE would end by models of bargaining.

    Positions are the values that actors hold; salience and capability are the coders' judgements. What is missing is
    listed and never filled in. A model foretells nothing by itself: it draws the consequence of these numbers.

    \b
    compromise  mean of positions, weighted by capability times salience
    median      weighted median
    mean        mean
    nash        Nash bargaining solution, losses concave
    quota       what votes by capability leave standing
    challenge   actors press each other, those who expect to lose give way
    exchange    pairs trade moves on two issues
    smp         KTAB's spatial model of politics, all issues at once

    --plot draws each issue's scale with its actors and the outcomes; with --rounds the positions over the rounds; and
    with --draws the intervals and how they settle.

    TABLE is a CSV table with the columns actor and position, and perhaps salience, capability, issue, low, high,
    salience_low, salience_high, capability_low, capability_high, at_least and at_most, or usual other names of these;
    a CSV or XML file of KTAB; or a file of the exchange model. Numbers are on any scale.

    --draws runs the models over draws: numbers from their ranges, or between what coders gave who do not agree, and
    positions that stand or may be anywhere on the scale, as their evidence is graded; what rests on one source falls
    together. Then low and high are the ends of an interval. --sobol and --tornado say which input matters most, a
    number, a position or a source.

    \b
    Example:
      graphkit forecast seed/istanbul-2025 --assume salience=50 --assume capability=50
      graphkit forecast table.csv --model compromise,median --set Ann.toll.value=70
      graphkit forecast ktab.csv --model smp --rounds --format csv
      graphkit forecast table.csv --model challenge --rounds --plot rounds.svg
      graphkit forecast my-talks --draws 10000 --store --for 2026-03-31
      graphkit forecast table.csv --draws 10000 --seed 1 --spread capability=10% --sobol --plot sure.svg
    """
    if wishes["plot"]:
        wishes["plot"] = plot_to_write(Path(wishes["plot"]))
    from graphkit.cli.forecast_store import checked, store
    from graphkit.cli.forecast_words import print_forecast

    wishes["models"] = wishes["models"] or MODELS
    to_store = checked(input_, wishes)
    given, found = print_forecast(input_, format_, wishes)
    if to_store:
        store(to_store, given, found, wishes)
