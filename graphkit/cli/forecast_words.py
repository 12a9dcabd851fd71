"""Forecasts as text: one line a model, or one an issue, what was assumed, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.forecast_input import Read, assumed, read, settings, what_if
from graphkit.cli.measured import print_answer
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Forecast, Outcome
    from graphkit.bargaining.table import Inputs

LONG = {"issue": "issue", "model": "model", "outcome": "outcome", "low": "low", "high": "high"}
COMPARED = {"base": "without", "change": "change"}
IN_ROUNDS = ("challenge", "exchange", "smp")
Row = dict[str, Any]


def print_forecast(input_: str | None, format_: str, wishes: Mapping[str, Any]) -> None:
    """Print the forecast, or the states behind it."""
    from graphkit.bargaining.forecast import forecast

    told = settings(wishes)
    if wishes["rounds"] and not set(IN_ROUNDS) & set(wishes["models"]):
        raise click.UsageError(f"--rounds is of models that run in rounds; take one of {', '.join(IN_ROUNDS)}")
    given = read(input_, wishes)
    base = forecast(given.tables, wishes["models"], told)
    found = forecast(what_if(given, wishes["sets"]), wishes["models"], told) if wishes["sets"] else base
    parameters = _parameters(input_, given, wishes, found)
    caption = _caption(given, wishes)
    if wishes["rounds"]:
        _print_rounds(found, format_, caption, parameters, _missing(given))
        return
    pairs = zip(found.rows, base.rows, strict=True)
    rows = [_row(mine, theirs, compare=bool(wishes["sets"])) for mine, theirs in pairs]
    notes = [*_missing(given), *_reasons(found.rows), *_left_out(found.rows)]
    shown = LONG | (COMPARED if wishes["sets"] else {}) | {"actors": "actors"}
    if format_ in ("table", "markdown"):
        rows, shown = _for_readers(rows, wishes["models"], shown)
    print_answer(rows, format_, caption=caption, parameters=parameters, notes=notes, shown=shown, more=_more(given))


def _row(mine: Outcome, theirs: Outcome, *, compare: bool) -> Row:
    from graphkit.bargaining.forecast import as_row

    row = as_row(mine)
    if compare:
        both = mine.outcome is not None and theirs.outcome is not None
        row |= {"base": theirs.outcome, "change": mine.outcome - theirs.outcome if both else None}  # type: ignore[operator]
    return row


def _for_readers(rows: Sequence[Row], models: Sequence[str], shown: dict[str, str]) -> tuple[list[Row], dict[str, str]]:
    """Rows with an outcome: one a model, or, of several issues by several models, one an issue."""
    known = [row for row in rows if row["outcome"] is not None]
    issues = dict.fromkeys(row["issue"] for row in known)
    if len(issues) < 2 or len(models) < 2:
        return [row | {"actors": len(row["actors"])} for row in known], shown
    by = {(row["issue"], row["model"]): _cell(row) for row in known}
    used = [model for model in models if any((issue, model) in by for issue in issues)]
    wide = [{"issue": issue} | {model: by.get((issue, model)) for model in used} for issue in issues]
    return wide, {name: name for name in ("issue", *used)}


def _cell(row: Row) -> str:
    change = row.get("change")
    return f"{row['outcome']:.1f}" + (f" ({change:+.1f})" if change else "")


def _print_rounds(
    found: Forecast, format_: str, caption: str, parameters: Mapping[str, Any], notes: Sequence[str]
) -> None:
    """Print the positions of every state."""
    rows = [{"model": model, **row} for model, history in found.histories for row in history.rows()]
    moves = [{"model": model, **asdict(move)} for model, history in found.histories for move in history.moves]
    shown = {name: name for name in ("model", "state", "issue", "actor", "position")}
    if format_ in ("table", "markdown"):
        rows, shown = _courses(rows), {name: name for name in ("model", "issue", "actor", "positions")}
    print_answer(
        rows,
        format_,
        caption=f"{caption}\npositions of every state, the first being what went in",
        parameters={**parameters, "rounds": True},
        notes=[*notes, *_reasons(found.rows)],
        shown=shown,
        more={"moves": moves},
    )


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
    named = {name: list(wishes[name]) for name in ("models", "issues", "exclude")}
    days = {name: wishes[name] for name in ("as_of", "known_on")} if given.dossier else {}
    sources = sorted({source for each in given.found for source in each.sources})
    return {
        "input": input_,
        **named,
        **days,
        "on_behalf": (wishes["on_behalf"] or "committed") if given.dossier else None,
        "assume": assumed(wishes["assume"]),
        "set": list(wishes["sets"]),
        "settings": asdict(found.settings),
        "sources": sources if given.dossier else None,
    }


def _caption(given: Read, wishes: Mapping[str, Any]) -> str:
    """What went in: how many issues and actors, as of when, from how many sources; what was assumed and set."""
    tables = _tables(given)
    actors = {actor for table in tables for actor in table.actors}
    size = f"{number_of(len(tables), 'issue')} with positions of {number_of(len(actors), 'actor')}"
    parts = [size, *_scales(tables)]
    if given.dossier is not None:
        day = wishes["as_of"] or given.dossier.manifest.as_of
        sources = {source for each in given.found for source in each.sources}
        parts += [f"as of {day}" if day else "as of the last day", f"from {number_of(len(sources), 'source')}"]
    lines = ["; ".join(parts)]
    if wishes["assume"]:
        lines.append(f"assumed of everybody who has none: {', '.join(wishes['assume'])}")
    if wishes["sets"]:
        lines.append(f"what if: {', '.join(wishes['sets'])}")
    return "\n".join(map(plain, lines))


def _tables(given: Read) -> list[Inputs]:
    from graphkit.bargaining.table import Inputs

    found = [each if isinstance(each, Inputs) else each.inputs for each in given.tables]
    return [each for each in found if each is not None]


def _scales(tables: Sequence[Inputs]) -> list[str]:
    scales = {table.scale for table in tables}
    return [f"scale {low:g} to {high:g}" for low, high in scales] if len(scales) == 1 else []


def _missing(given: Read) -> list[str]:
    """What is missing, a line for each sort, with the issues and actors."""
    sorts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in given.found:
        for gap in each.missing:
            sorts[gap.what][gap.actor].append(gap.issue)
    told = {what: [_where(*each, len(given.tables)) for each in by.items()] for what, by in sorts.items()}
    return [f"missing, and not filled in: {what}: {', '.join(where)}" for what, where in told.items()]


def _where(actor: str, issues: Sequence[str], count: int) -> str:
    if len(issues) > 2:
        return f"{actor} ({len(issues)} of {count} issues)"
    return f"{actor} ({', '.join(issues)})" if count > 1 else actor


def _reasons(rows: Sequence[Outcome]) -> list[str]:
    """Why models have no outcome: a line for each reason and the issues and models that share it."""
    why: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.outcome is None:
            why[row.reason.partition(": ")[0], row.issue].append(row.model)
    shared: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (reason, issue), models in why.items():
        shared[reason, tuple(models)].append(issue)
    every = len({row.model for row in rows})
    told = (
        (", ".join(issues), "" if len(models) == every else f" by {', '.join(models)}", reason)
        for (reason, models), issues in shared.items()
    )
    return [f"no outcome on {issues}{models}: {reason}" for issues, models, reason in told]


def _left_out(rows: Sequence[Outcome]) -> list[str]:
    """Who has a position and was left out all the same, where others went in."""
    by: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for row in rows:
        if row.outcome is not None and row.left_out:
            by[row.issue, row.left_out].append(row.model)
    told = ((issue, ", ".join(models), ", ".join(actors)) for (issue, actors), models in by.items())
    return [f"left out on {issue} by {models}: {actors}" for issue, models, actors in told]


def _more(given: Read) -> dict[str, Any]:
    """What is missing and what was assumed, for programs."""
    if given.dossier is None:
        return {}
    missing = [asdict(gap) for each in given.found for gap in each.missing]
    filled = [
        {"issue": each.issue, "actor": actor, "quantity": quantity}
        for each in given.found
        for quantity, actor in each.assumed
    ]
    return {"missing": missing, "assumed": filled}
