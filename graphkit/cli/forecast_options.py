"""Options that say what goes into forecasts, zones of agreement and trades."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., None])
MODELS = ("compromise", "median", "mean", "nash", "quota", "challenge", "exchange", "smp")


class _Models(click.ParamType[tuple[str, ...]]):
    """Names of models with commas between."""

    name = "models"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The models, each once, in the order of the words."""
        from graphkit.dossier.problem import near, quoted

        names = [each.strip() for each in str(value).split(",")]
        for name in names:
            if name not in MODELS:
                self.fail(f"no model {quoted(name)}; {near(name, MODELS)}", param, ctx)
        return tuple(dict.fromkeys(names))


input_argument = click.argument("input_", metavar="[DIR|TABLE]", required=False, type=click.Path(path_type=str))
model_option = click.option(
    "--model", "models", type=_Models(), metavar="MODEL,…", help="Only these models.  [default: all]"
)
issue_option = click.option(
    "--issue", "issues", multiple=True, metavar="ISSUE", help="Only this issue; may be repeated."
)
assume_option = click.option(
    "--assume",
    multiple=True,
    metavar="QUANTITY=N",
    help="Salience or capability of everybody who has none; may be repeated. Without it such actors are left out.",
)
page_draws_option = click.option(
    "--draws",
    type=click.IntRange(0, 1_000_000),
    metavar="N",
    help="For models: draw what is not certain so often, 0 for not at all.  [default: 1000]",
)
set_option = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="ACTOR.ISSUE.value=N",
    help="What if: change a value, salience or capability, and show the difference; may be repeated.",
)
exclude_option = click.option(
    "--exclude", multiple=True, metavar="VARIABLE=VALUE", help="Of a dossier: leave out such positions."
)
on_behalf_option = click.option(
    "--on-behalf",
    type=click.Choice(["committed", "holder"]),
    help="Of a dossier: for whom a position on behalf of others counts.  [default: committed]",
)
scale_option = click.option("--scale", metavar="LOW,HIGH", help="Of a table: ends of the issues' scales.")


_DRAWS = (
    click.option(
        "--draws",
        type=click.IntRange(1, 1_000_000),
        metavar="N",
        help="Draw what is not certain so often, in intervals.",
    ),
    click.option("--seed", type=click.IntRange(0), metavar="N", help="Of the draws.  [default: 0]"),
    click.option(
        "--interval",
        type=click.FloatRange(0, 100, min_open=True, max_open=True),
        metavar="PERCENT",
        help="Share of draws that low and high enclose.  [default: 80]",
    ),
    click.option(
        "--shape",
        type=click.Choice(["triangular", "uniform"]),
        help="How a number is drawn from its range: likeliest as it stands, or all alike.  [default: triangular]",
    ),
    click.option(
        "--spread",
        "spreads",
        multiple=True,
        metavar="QUANTITY=N[%]",
        help="A range of N points, or percent, to either side for every position, salience or capability without one.",
    ),
    click.option(
        "--grade",
        "grades",
        multiple=True,
        metavar="GRADE=CHANCE",
        help="How likely a position of such a grade stands, such as credibility.5=0.1; may be repeated.",
    ),
    click.option("--no-grades", is_flag=True, help="Every position stands as coded, whatever its grades."),
    click.option(
        "--joint-draws",
        type=click.IntRange(1, 100_000),
        metavar="N",
        help="Draws of exchange and smp, which run one by one.  [default: 500]",
    ),
    click.option("--sobol", is_flag=True, help="Which input matters most: Sobol indices of variance."),
    click.option(
        "--tornado", is_flag=True, help="How far the outcome goes as one input alone moves through its range."
    ),
    click.option(
        "--top", type=click.IntRange(1), metavar="N", help="For --sobol and --tornado: inputs told.  [default: 5]"
    ),
)


def draws_options(command: Command) -> Command:
    """Add the options of draws."""
    for option in reversed(_DRAWS):
        command = option(command)
    return command
