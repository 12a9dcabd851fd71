"""Options that say what goes into forecasts, zones of agreement and trades."""

from __future__ import annotations

import click

input_argument = click.argument("input_", metavar="[DIR|TABLE]", required=False, type=click.Path(path_type=str))
issue_option = click.option(
    "--issue", "issues", multiple=True, metavar="ISSUE", help="Only this issue; may be repeated."
)
assume_option = click.option(
    "--assume",
    multiple=True,
    metavar="QUANTITY=N",
    help="Salience or capability of everybody who has none; may be repeated. Without it such actors are left out.",
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
