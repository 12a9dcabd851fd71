"""What is told beside forecasts over draws: what varies and what does not, grades, and what is not steady."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graphkit.cli.forecast_input import Read
from graphkit.cli.opening import number_of

if TYPE_CHECKING:
    from graphkit.bargaining.grades import Chances
    from graphkit.bargaining.sensitivity import Index, Sobol
    from graphkit.bargaining.uncertainty import Spread, Uncertain

FEW_POSITIONS = 3


def notes_of(given: Read, found: Uncertain, rule: Chances | None, indices: Sobol | None) -> list[str]:
    """All that a reader of intervals must know, a line for each sort."""
    return [
        *_thin(given),
        *_ranges(found),
        *_assumed(given, found),
        *_grades(given, found, rule),
        *_nothing_varies(found.rows),
        *_without(found.rows),
        *_not_steady(found.rows),
        *_no_indices(indices),
    ]


def _thin(given: Read) -> Iterator[str]:
    """Where few positions or one source carry an outcome."""
    if given.dossier is None:
        return
    tables = [each for each in given.found if each.inputs is not None]
    few = [each.issue for each in tables if each.inputs is not None and len(each.inputs) <= FEW_POSITIONS]
    if few:
        yield (
            f"thin: at most {FEW_POSITIONS} actors have a position with a value on {_some(few, len(tables))}; an "
            "interval tells what their ranges leave open, and nothing of who is not there"
        )
    single = [each.issue for each in tables if len(each.sources) == 1]
    if single:
        yield f"thin: one source carries every position on {_some(single, len(tables))}"


def _some(issues: Sequence[str], every: int) -> str:
    return f"all {every} issues" if len(issues) == every > 1 else ", ".join(issues)


def _ranges(found: Uncertain) -> Iterator[str]:
    """How many numbers have a range, and that the others stay as told."""
    told = {row.point.issue for row in found.rows if row.point.outcome is not None}
    plans = [each for each in found.plans if each.table.issue in told]
    if any(each.ranges < each.numbers for each in plans):
        parts = (f"{each.ranges} of {each.numbers} on {each.table.issue}" for each in plans)
        graded = any((each.table.chance < 1).any() for each in plans)
        but = ", but for what a grade leaves open" if graded else ""
        yield f"numbers that have a range: {', '.join(parts)}; those without stay as told{but}"


def _assumed(given: Read, found: Uncertain) -> Iterator[str]:
    """How many numbers were assumed and do not vary."""
    varied = {(each.issue, each.what, each.actor) for plan in found.plans for each in plan.varied}
    count = sum((each.issue, *number) not in varied for each in given.found for number in each.assumed)
    if count:
        yield f"{number_of(count, 'number')} assumed: no range is known of what is assumed; --spread gives one"


def _grades(given: Read, found: Uncertain, rule: Chances | None) -> Iterator[str]:
    """The rule of grades, where it has an effect, and who carries no grade."""
    if given.dossier is None or rule is None:
        return
    tables = [each.table for each in found.plans]
    loose = sum(int((table.chance < 1).sum()) for table in tables)
    bare = sum(int((table.chance != table.chance).sum()) for table in tables)
    count = sum(len(table) for table in tables)
    if loose:
        yield (
            f"grades: {loose} of {number_of(count, 'position')} may stand anywhere on the scale, by the weakest of "
            f"their grades ({_rule(rule)}); these chances are no standard: --grade changes one, --no-grades leaves "
            "them out"
        )
    if bare:
        yield f"grades: {bare} of {number_of(count, 'position')} carry none, or were set, and stand in every draw"


def _rule(rule: Chances) -> str:
    """The chances by scale, such as ``credibility 1 1, 2 0.9``."""
    scales: dict[str, list[str]] = defaultdict(list)
    for grade, chance in rule.items():
        scale, _, mark = grade.partition(".")
        scales[scale].append(f"{mark} {chance:g}")
    return "; ".join(f"{scale} {', '.join(marks)}" for scale, marks in scales.items())


def _nothing_varies(rows: Sequence[Spread]) -> Iterator[str]:
    still: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.point.outcome is not None and not len(row.values):
            still[row.point.issue].append(row.point.model)
    for issue, models in still.items():
        yield f"no interval on {issue} by {', '.join(models)}: no input of it has a range or a grade below certain"


def _without(rows: Sequence[Spread]) -> Iterator[str]:
    shares: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.without:
            told = f"{row.without * 100:.0f} %" if row.without >= 0.005 else "under 1 %"
            shares[row.point.issue, told].append(row.point.model)
    if shares:
        parts = (f"{share} on {issue} by {', '.join(models)}" for (issue, share), models in shares.items())
        yield f"draws without an outcome, intervals are of the rest: {'; '.join(parts)}"


def _not_steady(rows: Sequence[Spread]) -> Iterator[str]:
    loose = [row for row in rows if row.converged is False]
    if loose:
        parts = (f"{row.point.issue} by {row.point.model} (error {row.error:.2g})" for row in loose)
        yield f"not steady yet, more draws would move the interval by more than 1 % of the scale: {', '.join(parts)}"


def _no_indices(indices: Sobol | None) -> Iterator[str]:
    why: dict[str, list[str]] = defaultdict(list)
    for (issue, model), reason in (indices.reasons if indices else {}).items():
        why[reason].append(f"{issue} by {model}")
    for reason, where in why.items():
        yield f"no Sobol indices on {', '.join(where)}: {reason}"


def sentence(index: Index) -> str:
    """Which input matters most, in a sentence."""
    what = {"evidence": "whether the position of {} stands, or where it is if not"}.get(
        index.what, f"the {index.what} of {{}}"
    )
    return (
        f"{index.issue} by {index.model}: {what.format(index.actor)}, {_percent(index.first)} by itself and "
        f"{_percent(index.total)} with what it does together with others"
    )


def _percent(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0) * 100:.0f} %"
