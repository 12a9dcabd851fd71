"""What forecasts over draws are given: the rule of grades, ranges of numbers that have none, zones of agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.forecast_input import Read, exclusions
from graphkit.cli.forecast_notes import tables_of
from graphkit.cli.wishes import refuse

if TYPE_CHECKING:
    from graphkit.bargaining.draws import Margin
    from graphkit.bargaining.forecast import Settings
    from graphkit.bargaining.grades import Chances
    from graphkit.bargaining.inputs import Found
    from graphkit.bargaining.table import Inputs
    from graphkit.bargaining.uncertainty import Uncertain

Wishes = Mapping[str, Any]


def uncertain_over(given: Read, tables: Sequence[Found | Inputs], wishes: Wishes, told: Settings) -> Uncertain:
    """The forecast over draws that words ask for."""
    from graphkit.bargaining.uncertainty import DRAWS, INTERVAL, JOINT_DRAWS, uncertain

    return uncertain(
        tables,
        wishes["models"],
        told,
        draws=wishes["draws"] or DRAWS,
        seed=wishes["seed"] or 0,
        interval=wishes["interval"] or INTERVAL,
        shape=wishes["shape"] or "triangular",
        margins=_margins(wishes["spreads"]),
        joint_draws=wishes["joint_draws"] or JOINT_DRAWS,
        zones=_zones(given, wishes),
    )


def with_grades(given: Read, rule: Chances | None) -> Read:
    """The inputs with the chance that each position stands."""
    from graphkit.bargaining.grades import graded

    if rule is None or given.dossier is None:
        return given
    return replace(given, tables=graded(given.found, given.dossier, rule))


def _zones(given: Read, wishes: Wishes) -> dict[str, tuple[float, float]]:
    """Where agreement is possible, on the issues of which all lines are known and leave room."""
    from graphkit.bargaining import zone

    issues = [table.issue for table in tables_of(given.tables)]
    if given.dossier is None:
        found = zone.of_tables(tables_of(given.tables))
    else:
        found = zone.of_dossier(
            given.dossier,
            issues,
            exclude=exclusions(wishes["exclude"]),
            on_behalf=wishes["on_behalf"] or "committed",
        )
    rows = [row for row in found.rows if row.verdict == "zone" and row.low is not None and row.high is not None]
    return {row.issue: (row.low, row.high) for row in rows}  # type: ignore[misc]  # neither is None


def rule_of(wishes: Wishes) -> Chances | None:
    """How likely positions stand by their grades; None where grades are left out."""
    from graphkit.bargaining.grades import chances
    from graphkit.bargaining.table import BadInputs

    if wishes["no_grades"]:
        refuse(wishes, {"grades": "--grade"}, "has no use beside --no-grades")
        return None
    try:
        return chances(dict(_pairs("--grade", wishes["grades"], "credibility.5=0.1")))
    except BadInputs as error:
        raise click.UsageError(f"--grade: {error}") from None


def _margins(words: Sequence[str]) -> dict[str, Margin]:
    """What --spread asks for, by quantity."""
    from graphkit.bargaining.draws import Margin
    from graphkit.bargaining.table import QUANTITIES
    from graphkit.dossier.problem import near, quoted

    percent = {each.partition("=")[0] for each in words if each.endswith("%")}
    found: dict[str, Margin] = {}
    for name, size in _pairs("--spread", [each.removesuffix("%") for each in words], "capability=10"):
        quantity = {"value": "position", "power": "capability"}.get(name, name)
        if quantity not in QUANTITIES:
            raise click.UsageError(f"--spread: no quantity {quoted(name)}; {near(name, QUANTITIES)}")
        if size < 0:
            raise click.UsageError(f"--spread: {size:g} is below 0; a range goes so far to either side")
        found[quantity] = Margin(size, name in percent)
    return found


def _pairs(option: str, words: Sequence[str], example: str) -> Iterator[tuple[str, float]]:
    """Names and numbers of NAME=NUMBER."""
    from math import isfinite

    for each in words:
        name, _, number = each.rpartition("=")
        try:
            value = float(number)
        except ValueError:
            value = float("nan")
        if not name or not isfinite(value):
            raise click.UsageError(f"{option} {each!r} is no NAME=NUMBER; write one such as {example}")
        yield name, value
