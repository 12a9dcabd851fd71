"""What a measure counts: the dated things behind it, and its value for some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.positions import SIGN, statements_of
from graphkit.analysis.discourse.statements import Statements, Times
from graphkit.analysis.polarization import Interval, PolarizationOptions, polarization
from graphkit.analysis.timeline.spans import Span, spans
from graphkit.analysis.timeline.wanted import Wanted
from graphkit.dossier.dates import Edtf, begins
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Event, Position, Proposal

TIES = {"agreement": "congruence", "conflict": "conflict"}
COUNTED: Mapping[str, type[Event | Proposal]] = {"events": Event, "proposals": Proposal}
HELD = ("held", "held-balance")
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Value:
    """A measure of some things: its value, NaN where there is nothing to measure, and what is behind it."""

    value: float
    counted: int
    sources: int
    low: float = NAN
    high: float = NAN
    by_issue: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Counting:
    """How to measure some of the things that count.

    Attributes
    ----------
    times : array of datetime64[s]
        When each thing that counts happened or began, ascending.
    all_times : array of datetime64[s]
        When anything did that the filters let through, ascending, so that windows of all measures are the same.
    measure : function
        From a slice of `times` and the last day of the window to its value.
    by_number : bool
        Whether a window may be of so many things: they are positions taken.
    ranged : bool
        Whether values come with a range.
    notes : tuple of str
    """

    times: Times
    all_times: Times
    measure: Callable[[slice, date], Value]
    by_number: bool = False
    ranged: bool = False
    notes: tuple[str, ...] = ()


def counting(dossier: Dossier, measure: str, wanted: Wanted, *, draws: int, seed: int) -> Counting:
    """What a measure counts in a dossier; see `graphkit.analysis.timeline.course`."""
    positions = _positions(dossier, wanted, everybody=measure in TIES)
    events = [each for each in dossier.events if wanted.concerns(_there(each), each.issues)]
    proposals = [each for each in dossier.proposals if wanted.concerns(each.by, {term.issue for term in each.terms})]
    begun = {each.id: begins(each.valid)[0] for each in positions}
    taken = [each for each in positions if _lies(begun[each.id], wanted)]
    found: list[Event | Proposal] = [*events, *proposals]
    dated = [each for each in found if _lies(_day(each.date), wanted)]
    all_times = _times([*(begun[each.id] for each in taken), *(_day(each.date) for each in dated)])
    if measure in COUNTED:
        return _of_records([each for each in dated if isinstance(each, COUNTED[measure])], all_times)
    if measure in HELD:
        return _of_held(dossier, positions, all_times, balance=measure == "held-balance")
    return _of_statements(dossier, taken, all_times, measure, wanted, PolarizationOptions(draws=draws, seed=seed))


def _positions(dossier: Dossier, wanted: Wanted, *, everybody: bool) -> list[Position]:
    """The positions of the actors and issues that are wanted; of everybody where ties between actors are measured."""
    about = replace(wanted, actors=()) if everybody else wanted
    every = dossier.positions
    return [each for each in every if about.concerns((each.actor, *each.on_behalf_of), (each.issue,))]


def _there(event: Event) -> set[str]:
    return {each.actor for each in event.participants}


def _lies(day: date, wanted: Wanted) -> bool:
    return date.min < day and (wanted.since or date.min) <= day <= (wanted.until or date.max)


def _day(when: Edtf) -> date:
    return when.earliest or when.latest or date.min


def _times(days: Iterable[date]) -> Times:
    return np.array(sorted(days), "datetime64[D]").astype("datetime64[s]")


def _carriers(records: Iterable[Event | Proposal | Position]) -> int:
    return len({each.carrier for record in records for each in record.evidence})


def _vague(whens: Iterable[Edtf]) -> tuple[str, ...]:
    count = sum(first != last for first, last in map(begins, whens))
    told = "dates of more than one day, which count in the window of the first day that they allow"
    return (f"{told}: {count}",) if count else ()


def _of_records(records: Sequence[Event | Proposal], all_times: Times) -> Counting:
    ordered = sorted(records, key=lambda each: (_day(each.date), each.id))

    def measure(chosen: slice, _: date) -> Value:
        return _number(ordered[chosen])

    times = _times(_day(each.date) for each in ordered)
    return Counting(times, all_times, measure, notes=_vague(each.date for each in ordered))


def _number(records: Sequence[Event | Proposal | Position]) -> Value:
    return Value(float(len(records)), len(records), _carriers(records))


def _of_held(dossier: Dossier, positions: list[Position], all_times: Times, *, balance: bool) -> Counting:
    when = spans(dossier)

    def measure(_: slice, day: date) -> Value:
        held = [each for each in positions if _holds(when[each.id], day)]
        return _balance(held) if balance else _number(held)

    return Counting(all_times[:0], all_times, measure, notes=_vague(each.valid for each in positions))


def _holds(span: Span, day: date) -> bool:
    return span.may_begin <= day <= span.ended


def _balance(positions: Sequence[Position]) -> Value:
    """Support less opposition; NaN where nobody took a side."""
    signed = [each for each in positions if each.stance in SIGN]
    by_issue: dict[str, float] = {}
    for each in sorted(signed, key=lambda each: each.issue):
        by_issue[each.issue] = by_issue.get(each.issue, 0.0) + SIGN[each.stance]
    value = sum(by_issue.values()) if signed else NAN
    return Value(value, len(signed), _carriers(signed), by_issue=by_issue)


def _of_statements(
    dossier: Dossier,
    taken: list[Position],
    all_times: Times,
    measure: str,
    wanted: Wanted,
    options: PolarizationOptions,
) -> Counting:
    """Measures of the positions that were taken; statements of one day stand as in the files."""
    ordered = sorted(taken, key=lambda each: begins(each.valid)[0])
    table = statements_of(replace(dossier, positions=Records(ordered)))
    found: dict[str, Callable[[slice], Value]] = {
        "positions": lambda chosen: _number(ordered[chosen]),
        "balance": lambda chosen: _balance(ordered[chosen]),
    }
    if measure in TIES:
        found[measure] = lambda chosen: _ties(table.take(chosen), TIES[measure], wanted.actors)
    part = found.get(measure) or (lambda chosen: _polarization(table.take(chosen), measure, options))
    return Counting(
        table.time,
        all_times,
        lambda chosen, _: part(chosen),
        by_number=True,
        ranged=measure not in found and measure != "frustration",
        notes=_vague(each.valid for each in ordered),
    )


def _signed(table: Statements) -> Statements:
    return table.take(table.stance != 0)


def _ties(table: Statements, measure: Any, actors: Sequence[str]) -> Value:
    """The ties of all actors, of one, or among several; each pair once.  NaN where fewer than two took a side."""
    signed = _signed(table)
    if len(np.unique(signed.actor)) < 2:
        return Value(NAN, len(signed), signed.sources)
    (network,) = discourse(signed, Options(measure=measure)).networks
    matrix, ids = network.matrix.toarray(), network.rows.ids
    chosen = [ids.index(actor) for actor in actors if actor in ids]
    if not actors:
        total = matrix.sum() / 2
    elif len(actors) == 1:
        total = matrix[chosen].sum() if chosen else NAN
    else:
        total = matrix[np.ix_(chosen, chosen)].sum() / 2 if len(chosen) > 1 else NAN
    return Value(float(total), len(signed), signed.sources)


def _polarization(table: Statements, measure: str, options: PolarizationOptions) -> Value:
    (window,) = polarization(table, options).windows
    value = getattr(window, measure)
    interval = value if isinstance(value, Interval) else Interval(value, NAN, NAN)
    counted, sources = window.statements, window.sources
    if measure == "frustration" and window.actors < 2:  # without ties there is nothing to be frustrated
        interval = Interval(NAN, NAN, NAN)
    return Value(float(interval.value), counted, sources, interval.low, interval.high)
