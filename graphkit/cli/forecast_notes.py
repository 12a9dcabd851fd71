"""What is told beside forecasts and trades: what went in, what is missing, and why there is no outcome."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphkit.cli.forecast_input import Read, assumed
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Outcome
    from graphkit.bargaining.inputs import Found
    from graphkit.bargaining.table import Inputs

FEW_POSITIONS = 3
NUMBERS = ("no salience", "no capability")


def caption_of(given: Read, wishes: Mapping[str, Any]) -> str:
    """What went in: how many issues and actors, as of when, from how many sources; what was assumed."""
    tables = tables_of(given.tables)
    actors = {actor for table in tables for actor in table.actors}
    size = f"{number_of(len(tables), 'issue')} with positions of {number_of(len(actors), 'actor')}"
    parts = [size, *_scales(tables)]
    if given.dossier is not None:
        day = wishes["as_of"] or given.dossier.manifest.as_of
        sources = {source for each in given.found for source in each.sources}
        parts += [f"as of {day}" if day else "as of the last day", f"from {number_of(len(sources), 'source')}"]
    lines = ["; ".join(parts), *thin(given)]
    if wishes["assume"]:
        lines.append(f"assumed of everybody who has none: {', '.join(wishes['assume'])}")
    return "\n".join(map(plain, lines))


def thin(given: Read) -> list[str]:
    """Where few positions or one source carry all that is told, or nobody judged what models need; for the caption."""
    import numpy as np

    tables = [each for each in given.found if each.inputs is not None]
    if not tables:
        return []
    few = [each.issue for each in tables if each.inputs is not None and len(each.inputs) <= FEW_POSITIONS]
    single = [each.issue for each in tables if len(each.sources) == 1]
    told = []
    if few:
        told.append(f"at most {FEW_POSITIONS} actors have a position with a value on {_some(few, len(tables))}")
    if single:
        told.append(f"one source carries every position on {_some(single, len(tables))}")
    told += [
        f"nobody's {quantity} was judged"
        for quantity in ("salience", "capability")
        if all(np.isnan(getattr(table, quantity)).all() for table in tables_of(given.tables))
    ]
    return ["thin evidence: " + "; ".join(told)] if told else []


def _some(issues: Sequence[str], every: int) -> str:
    return f"all {every} issues" if len(issues) == every > 1 else ", ".join(issues)


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
    held = Counter(actor for table in tables_of(given.tables) for actor in table.actors)
    told = {
        what: f"of all {len(held)} actors on every issue"
        if len(given.tables) > 1 and what in NUMBERS and {actor: len(issues) for actor, issues in by.items()} == held
        else ", ".join(_where(*each, len(given.tables)) for each in by.items())
        for what, by in sorts.items()
    }
    return [f"missing, and not filled in: {what}: {where}" for what, where in told.items()]


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
    every = list(dict.fromkeys(row.model for row in rows))
    told = ((", ".join(issues), _by(models, every), reason) for (reason, models), issues in shared.items())
    return [f"no outcome: {reason}: {issues}{models}" for issues, models, reason in told]


def without_ends(rows: Sequence[Outcome]) -> list[str]:
    """Which models tell no low and high end of an outcome, where others do."""
    ranged = {row.issue for row in rows if row.low is not None}
    models = dict.fromkeys(row.model for row in rows if row.outcome is not None and row.low is None)
    touched = [model for model in models if any(row.issue in ranged for row in rows if row.model == model)]
    if not touched:
        return []
    return [f"no low and high by {', '.join(touched)}, whose outcomes need not lie between; --draws tells intervals"]


def _by(models: Sequence[str], every: Sequence[str]) -> str:
    """By which models; those that are not, where these are fewer."""
    others = [model for model in every if model not in models]
    if not others:
        return ""
    return f" by all but {', '.join(others)}" if len(others) < min(3, len(models)) else f" by {', '.join(models)}"


def left_out(rows: Sequence[Outcome]) -> list[str]:
    """Who has a position and was left out all the same, where others went in."""
    by: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for row in rows:
        if row.outcome is not None and row.left_out:
            by[row.issue, row.left_out].append(row.model)
    told = ((issue, ", ".join(models), ", ".join(actors)) for (issue, actors), models in by.items())
    return [f"left out: {actors}: {issue} by {models}" for issue, models, actors in told]


def caveats(rows: Sequence[Outcome]) -> list[str]:
    """Who went in and counts for nothing, and which models ended before they came to rest."""
    return [*_without_influence(rows), *_unsettled(rows)]


def _without_influence(rows: Sequence[Outcome]) -> Iterator[str]:
    by: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for row in rows:
        if row.outcome is not None and (actors := row.detail.get("without_influence")):
            by[row.issue, tuple(actors)].append(row.model)
    for (issue, actors), models in by.items():
        where = f"without influence on {issue} by {', '.join(models)}"
        yield f"{where}, since salience or capability is 0: {', '.join(actors)}"


def _unsettled(rows: Sequence[Outcome]) -> Iterator[str]:
    by: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in rows:
        if row.outcome is not None and not row.detail.get("settled", True):
            by[row.model, row.detail["states"] - 1].append(row.issue)
    for (model, rounds), issues in by.items():
        told = f"{model} did not settle within {number_of(rounds, 'round')} on {', '.join(issues)}"
        yield f"{told}, and its outcome is that of the last one; --max-rounds {10 * rounds} lets it go on"


def more(given: Read) -> dict[str, Any]:
    """What is missing, what was assumed, and what coders gave who do not agree, for programs."""
    if given.dossier is None:
        return {}
    gaps = [asdict(gap) for each in given.found for gap in each.missing]
    filled = [
        {"issue": each.issue, "actor": actor, "quantity": quantity}
        for each in given.found
        for quantity, actor in each.assumed
    ]
    gave = [
        {"issue": each.issue, "actor": each.actor, "quantity": each.quantity, "coder": one.coder}
        | {"value": one.value, "low": one.low, "high": one.high, "preferred": one.coder == each.preferred}
        for found in given.found
        for each in found.disagreements
        for one in each.judgements
    ]
    return {"missing": gaps, "assumed": filled, "disagreements": gave}
