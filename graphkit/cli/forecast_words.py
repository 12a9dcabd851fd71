"""Forecasts as text: one line a model, or one an issue, what was assumed, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import CHANGED, SAME, Compared, beside
from graphkit.cli.forecast_draws import is_drawn, print_draws
from graphkit.cli.forecast_input import Read, read, settings, what_if
from graphkit.cli.forecast_notes import (
    caption_of,
    caveats,
    left_out,
    missing,
    more,
    parameters_of,
    reasons,
    without_ends,
)
from graphkit.cli.printing import print_answer

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Forecast
    from graphkit.bargaining.uncertainty import Uncertain

LONG = {"issue": "issue", "model": "model", "outcome": "outcome", "low": "low", "high": "high"}
COMPARED = Compared(("issue", "model"), ("outcome",), ("outcome",))
STATES = Compared(("model", "state", "issue", "actor"), ("position",), ("position",))
COURSES = Compared(("model", "issue", "actor"), ("positions",))
IN_ROUNDS = ("challenge", "exchange", "smp")
Row = dict[str, Any]


def print_forecast(input_: str | None, format_: str, wishes: Mapping[str, Any]) -> tuple[Read, Forecast | Uncertain]:
    """Print the forecast, or the states behind it; what went in, and what came out."""
    from graphkit.bargaining.forecast import as_row, forecast

    told = settings(wishes)
    if is_drawn(wishes):
        return print_draws(input_, format_, wishes, told)
    if wishes["rounds"] and not set(IN_ROUNDS) & set(wishes["models"]):
        raise click.UsageError(f"--rounds is of models that run in rounds; take one of {', '.join(IN_ROUNDS)}")
    given = read(input_, wishes)
    tables = what_if(given, wishes["sets"])
    found = forecast(tables, wishes["models"], told)
    base = forecast(given.tables, wishes["models"], told) if wishes["sets"] else None
    parameters = _parameters(input_, given, wishes, found)
    caption = caption_of(given, wishes)
    if wishes["rounds"]:
        _print_rounds(found, base, format_, caption, parameters, missing(given))
        if wishes["plot"]:
            from graphkit.cli.bargaining_plots import plot_rounds

            plot_rounds(input_, given, tables, wishes, found)
        return given, found
    rows = [as_row(each) for each in found.rows]
    difference = beside(rows, [as_row(each) for each in base.rows], COMPARED, wishes["sets"]) if base else None
    rows = difference.rows if difference else rows
    notes = [*missing(given), *reasons(found.rows), *left_out(found.rows), *caveats(found.rows)]
    shown = LONG
    if format_ in ("table", "markdown"):
        rows, shown = _for_readers(rows, wishes["models"])
    print_answer(
        rows,
        format_,
        caption=caption,
        parameters=parameters,
        notes=[*notes, *without_ends(found.rows)],
        shown=shown,
        more=more(given),
        difference=difference,
    )
    if wishes["plot"]:
        from graphkit.cli.bargaining_plots import plot_forecast

        plot_forecast(input_, given, tables, wishes, found)
    return given, found


def _for_readers(rows: Sequence[Row], models: Sequence[str]) -> tuple[list[Row], dict[str, str]]:
    """Rows with an outcome: one a model, or, of several issues by several models, one an issue."""
    known = [row for row in rows if row["outcome"] is not None or row.get("base_outcome") is not None]
    issues = dict.fromkeys(row["issue"] for row in known)
    if len(issues) < 2 or len(models) < 2:
        change = {"change_outcome": "change"} if any(row.get("change_outcome") for row in known) else {}
        return [row | {"actors": len(row["actors"])} for row in known], LONG | change | {"actors": "actors"}
    by = {(row["issue"], row["model"]): _cell(row) for row in known}
    used = [model for model in models if any((issue, model) in by for issue in issues)]
    changed = {row["issue"] for row in known if row.get("difference") != SAME}
    wide = [
        {"issue": issue, "difference": CHANGED if issue in changed else SAME}
        | {model: by.get((issue, model)) for model in used}
        for issue in issues
    ]
    return wide, {name: name for name in ("issue", *used)}


def _cell(row: Row) -> str:
    change, base = row.get("change_outcome"), row.get("base_outcome")
    if change is None and (row["outcome"] is None or row.get("difference", SAME) != SAME):
        return f"{_short(row['outcome'])} (base {_short(base)})"
    return _short(row["outcome"]) + (f" ({change:+.1f})" if change else "")


def _short(outcome: float | None) -> str:
    return "none" if outcome is None else f"{outcome:.1f}"


def _print_rounds(
    found: Forecast,
    base: Forecast | None,
    format_: str,
    caption: str,
    parameters: Mapping[str, Any],
    notes: Sequence[str],
) -> None:
    """Print the positions of every state."""
    rows, before = _states(found), _states(base) if base else []
    moves = [{"model": model, **asdict(move)} for model, history in found.histories for move in history.moves]
    shown, compared = {name: name for name in ("model", "state", "issue", "actor", "position")}, STATES
    if format_ in ("table", "markdown"):
        rows, before, compared = _courses(rows), _courses(before), COURSES
        shown = {name: name for name in ("model", "issue", "actor", "positions")}
    difference = beside(rows, before, compared, parameters["set"]) if base else None
    print_answer(
        difference.rows if difference else rows,
        format_,
        caption=f"{caption}\npositions of every state, the first being what went in",
        parameters={**parameters, "rounds": True},
        notes=[*notes, *reasons(found.rows), *caveats(found.rows)],
        shown=shown,
        more={"moves": moves},
        difference=difference,
    )


def _states(found: Forecast) -> list[Row]:
    return [{"model": model, **row} for model, history in found.histories for row in history.rows()]


def _courses(rows: Sequence[Row]) -> list[Row]:
    """One row for each actor on each issue, its positions one after another."""
    courses: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for row in rows:
        courses[row["model"], row["issue"], row["actor"]].append(row["position"])
    return [
        {"model": model, "issue": issue, "actor": actor, "positions": " ".join(f"{each:5.1f}" for each in places)}
        for (model, issue, actor), places in courses.items()
    ]


def _parameters(input_: str | None, given: Read, wishes: Mapping[str, Any], found: Forecast) -> dict[str, Any]:
    settings_used = {"settings": asdict(found.settings)}
    return {"input": input_, "models": list(wishes["models"])} | parameters_of(input_, given, wishes) | settings_used
