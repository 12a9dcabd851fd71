"""What is told beside forecasts and trades: what went in, what is missing, and why there is no outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphkit.cli.forecast_input import Read, assumed
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Outcome
    from graphkit.bargaining.inputs import Found
    from graphkit.bargaining.table import Inputs


def caption_of(given: Read, wishes: Mapping[str, Any]) -> str:
    """What went in: how many issues and actors, as of when, from how many sources; what was assumed and set."""
    tables = tables_of(given.tables)
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


def parameters_of(input_: str | None, given: Read, wishes: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked for, for programs."""
    named = {name: list(wishes[name]) for name in ("issues", "exclude")}
    days = {name: wishes[name] for name in ("as_of", "known_on")} if given.dossier else {}
    sources = sorted({source for each in given.found for source in each.sources})
    return {
        "input": input_,
        **named,
        **days,
        "on_behalf": (wishes["on_behalf"] or "committed") if given.dossier else None,
        "assume": assumed(wishes["assume"]),
        "set": list(wishes["sets"]),
        "sources": sources if given.dossier else None,
    }


def tables_of(tables: Sequence[Found | Inputs]) -> list[Inputs]:
    """The inputs themselves, of the issues that have any."""
    from graphkit.bargaining.table import Inputs

    found = [each if isinstance(each, Inputs) else each.inputs for each in tables]
    return [each for each in found if each is not None]


def _scales(tables: Sequence[Inputs]) -> list[str]:
    scales = {table.scale for table in tables}
    return [f"scale {low:g} to {high:g}" for low, high in scales] if len(scales) == 1 else []


def missing(given: Read) -> list[str]:
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


def reasons(rows: Sequence[Outcome]) -> list[str]:
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


def left_out(rows: Sequence[Outcome]) -> list[str]:
    """Who has a position and was left out all the same, where others went in."""
    by: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for row in rows:
        if row.outcome is not None and row.left_out:
            by[row.issue, row.left_out].append(row.model)
    told = ((issue, ", ".join(models), ", ".join(actors)) for (issue, actors), models in by.items())
    return [f"left out on {issue} by {models}: {actors}" for issue, models, actors in told]


def more(given: Read) -> dict[str, Any]:
    """What is missing and what was assumed, for programs."""
    if given.dossier is None:
        return {}
    gaps = [asdict(gap) for each in given.found for gap in each.missing]
    filled = [
        {"issue": each.issue, "actor": actor, "quantity": quantity}
        for each in given.found
        for quantity, actor in each.assumed
    ]
    return {"missing": gaps, "assumed": filled}
