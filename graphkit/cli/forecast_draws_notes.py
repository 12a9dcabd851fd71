"""What is told beside forecasts over draws: what varies and what does not, grades, and what is not steady."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graphkit.cli.forecast_input import Read
from graphkit.cli.forecast_notes import thin
from graphkit.cli.opening import number_of

if TYPE_CHECKING:
    from graphkit.bargaining.grades import Chances
    from graphkit.bargaining.plans import Plan
    from graphkit.bargaining.sensitivity import Sobol
    from graphkit.bargaining.spread import Spread
    from graphkit.bargaining.uncertainty import Uncertain
    from graphkit.dossier.model import Judgement

FEW_ISSUES = 3


def notes_of(given: Read, found: Uncertain, rule: Chances | None, indices: Sobol | None) -> list[str]:
    """All that a reader of intervals must know, a line for each sort."""
    return [
        *_coders(given, found),
        *_ranges(found),
        *_assumed(given, found),
        *_grades(given, found, rule),
        *_nothing_varies(found.rows),
        *_without(found.rows),
        *_not_steady(found.rows),
        *_given(given, found.rows),
        *_no_indices(indices, found.rows),
    ]


def _coders(given: Read, found: Uncertain) -> Iterator[str]:
    """Who gave what where coders do not agree and draws vary over it, once where it is of all issues."""
    ranges = {(each.issue, each.what, each.actor): each for plan in found.plans for each in plan.varied}
    every = [each for one in given.found for each in one.disagreements]
    told = [(each, ranges.get((each.issue, *each.key))) for each in every]
    for each, range_ in {(each.judgements, each.actor): (each, range_) for each, range_ in told}.values():
        if range_ is not None:
            gave = ", ".join(_gave(one, each.preferred, given) for one in each.judgements)
            about = f" on {each.issue}" if each.judgements[0].issue else ""
            spread = (range_.low, range_.high) != (each.low, each.high)
            how = "by --spread" if spread else "evenly"
            counts = any(one.coder == each.preferred for one in each.judgements)
            but = "" if counts else "; none is preferred, so it counts in draws alone"
            drawn = f"drawn {how} from {range_.low:g} to {range_.high:g}"
            yield f"coders do not agree: the {each.quantity} of {each.actor}{about}: {gave}; {drawn}{but}"


def _gave(judgement: Judgement, preferred: str | None, given: Read) -> str:
    coders = given.dossier.manifest.coders if given.dossier else ()
    name = next((each.name for each in coders if each.id == judgement.coder and each.name), judgement.coder)
    ends = (judgement.low, judgement.high)
    span = "" if ends == (None, None) else f" ({' to '.join('…' if end is None else f'{end:g}' for end in ends)})"
    return f"{name}{' (preferred)' * (judgement.coder == preferred)} {judgement.value:g}{span}"


def _given(given: Read, rows: Sequence[Spread]) -> Iterator[str]:
    """What an interval is not, where few are at the table."""
    if given.dossier is not None and thin(given) and any(len(row.values) for row in rows):
        yield "an interval tells what ranges and grades leave open, and nothing of who is not there"


def _ranges(found: Uncertain) -> Iterator[str]:
    """How many numbers have a range, and that the others stay as told."""
    told = {row.point.issue for row in found.rows if row.point.outcome is not None}
    plans = [each for each in found.plans if each.table.issue in told]
    if any(each.ranges < each.numbers for each in plans):
        parts = [f"{each.ranges} of {each.numbers} on {each.table.issue}" for each in plans]
        if len(plans) > FEW_ISSUES:
            parts = [f"{sum(each.ranges for each in plans)} of {sum(each.numbers for each in plans)}"]
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
            f"grades: {loose} of {number_of(count, 'position')} may stand anywhere on the scale: each is no likelier "
            "than its weakest grade says, and falls where the sources that it rests on are not reliable"
        )
        if resting := _resting(found.plans):
            yield f"grades: sources in doubt, and how many positions rest on each: {', '.join(resting)}"
        yield f"grades: chances, by no standard ({_rule(rule)}); --grade changes one, --no-grades leaves them out"
    if bare:
        yield f"grades: {bare} of {number_of(count, 'position')} carry none, or were set, and stand in every draw"


def _resting(plans: Sequence[Plan]) -> list[str]:
    """The sources in doubt, with their chances, those first on which most positions rest."""
    every = [each for plan in plans for each in plan.varied if each.source]
    count: dict[str, int] = defaultdict(int)
    for each in every:
        count[each.source] += len(each.actors)
    chance = {each.source: each.value for each in every}
    return [
        f"{source} {chance[source]:g} ({count[source]})" for source in sorted(count, key=lambda id: (-count[id], id))
    ]


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
        yield f"no interval: no input has a range or a grade below certain: {issue} by {', '.join(models)}"


def _without(rows: Sequence[Spread]) -> Iterator[str]:
    shares: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.without:
            told = f"{row.without * 100:.0f} %" if row.without >= 0.005 else "under 1 %"
            shares[told, str(row.point.model)].append(row.point.issue)
    if shares:
        parts = (f"{share} on {', '.join(issues)} by {model}" for (share, model), issues in shares.items())
        yield f"draws without an outcome, intervals are of the rest: {'; '.join(parts)}"


def _not_steady(rows: Sequence[Spread]) -> Iterator[str]:
    drawn = [row for row in rows if row.converged is not None]
    loose = [row for row in drawn if not row.converged]
    if not loose:
        return
    where = ", ".join(f"{row.point.issue} by {row.point.model} (error {row.error:.2g})" for row in loose)
    if len(loose) > FEW_ISSUES:
        where = (
            f"{len(loose)} of {number_of(len(drawn), 'interval')}, the largest error is {max(map(_error, loose)):.2g}"
        )
    yield f"* not steady yet, more draws would move an end or the median by more than 1 % of the scale: {where}"


def _error(row: Spread) -> float:
    return row.error or 0.0


def _no_indices(indices: Sobol | None, rows: Sequence[Spread]) -> Iterator[str]:
    why: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (issue, model), reason in (indices.reasons if indices else {}).items():
        why[reason, model].append(issue)
    for (reason, model), issues in why.items():
        every = {row.point.issue for row in rows if row.point.model == model and row.has_answer}
        where = f"all {len(every)} issues" if len(issues) == len(every) > FEW_ISSUES else ", ".join(issues)
        yield f"no Sobol indices: {reason}: {model} on {where}"
