"""Rules on order: what follows, supersedes, corrects or is part of something never leads back to itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphkit.dossier.dates import certain
from graphkit.dossier.dossier import Dossier, Path
from graphkit.dossier.model import Record, Tie
from graphkit.dossier.problem import Problem, quoted
from graphkit.dossier.rules.named import Reference, namings

_FOLLOWED_AT_MOST = 100  # members of one circle, so that many long ones take no long time
_SHOWN_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class _Step:
    """From one record to the next, as a value of some record says."""

    start: str
    end: str
    record: Record
    path: Path


def corrections_lead_to_an_end(dossier: Dossier) -> Iterator[Problem]:
    """D105: a record that corrects others is not corrected by one of them in turn."""
    for kind in {record.name_of_kind: None for record in dossier.records()}:
        records = dossier.of_kind(kind)
        steps = _steps(dossier, records, Reference("", kind, "corrects", kind))
        yield from _problems(dossier, "D105", "corrects", steps)


def part_of_ties_lead_to_an_end(dossier: Dossier) -> Iterator[Problem]:
    """T105: an actor is no part of one that is at the same time a part of it."""
    steps = (_Step(tie.from_, tie.to, tie, ("to",)) for tie in dossier.ties if tie.kind == "part_of")
    for circle in _circles(_by_start(steps)):
        if _at_the_same_time(circle):
            yield _problem(dossier, "T105", "is part of", circle)


def parents_lead_to_an_end(dossier: Dossier) -> Iterator[Problem]:
    """I105: an issue is no part of one that is part of it."""
    steps = _steps(dossier, dossier.issues, Reference("", "issue", "parent", "issue"))
    yield from _problems(dossier, "I105", "is part of", steps)


def supersessions_lead_to_an_end(dossier: Dossier) -> Iterator[Problem]:
    """P111: a position that supersedes others is not superseded by one of them in turn."""
    steps = _steps(dossier, dossier.positions, Reference("", "position", "supersedes", "position"))
    yield from _problems(dossier, "P111", "supersedes", steps)


def events_follow_in_a_line(dossier: Dossier) -> Iterator[Problem]:
    """E107: an event that follows others is not followed by one of them in turn."""
    steps = _steps(dossier, dossier.events, Reference("", "event", "follows.*", "event"))
    yield from _problems(dossier, "E107", "follows", steps)


def _steps(dossier: Dossier, records: Iterable[Record], reference: Reference) -> Iterator[_Step]:
    for holder, path, id in namings(dossier, reference, records):
        assert isinstance(holder, Record)
        yield _Step(holder.id, id, holder, path)


def _problems(dossier: Dossier, code: str, verb: str, steps: Iterable[_Step]) -> Iterator[Problem]:
    for circle in _circles(_by_start(steps)):
        yield _problem(dossier, code, verb, circle)


def _problem(dossier: Dossier, code: str, verb: str, circle: Sequence[_Step]) -> Problem:
    """A problem at the step that closes a circle, with the members of the circle."""
    names = [quoted(step.start) for step in circle]
    shown = names if len(names) <= _SHOWN_AT_MOST else [*names[:_SHOWN_AT_MOST], "…", names[-1]]
    found = f" {verb} ".join([*shown, quoted(circle[-1].end)])
    return Problem(dossier.at(circle[-1].record, *circle[-1].path), code, found, "leave one of these steps out")


def _by_start(steps: Iterable[_Step]) -> Mapping[str, Sequence[_Step]]:
    """Steps by where they start; one from a record to itself has a code of its own."""
    found: dict[str, list[_Step]] = {}
    for step in steps:
        if step.start != step.end:
            found.setdefault(step.start, []).append(step)
    return found


def _circles(steps: Mapping[str, Sequence[_Step]]) -> Iterator[Sequence[_Step]]:
    """Steps that lead back to where they start, once for each step that closes a circle.

    A depth-first walk; of a long circle the first steps and the last.
    """
    done: set[str] = set()
    for root in steps:
        if root in done:
            continue
        trail: list[_Step] = []
        depths = {root: 0}
        ahead = [iter(steps[root])]
        while ahead:
            step = next(ahead[-1], None)
            if step is None:
                ahead.pop()
                left = trail.pop().end if trail else root
                del depths[left]
                done.add(left)
            elif step.end in depths:
                start = depths[step.end]
                yield [*trail[start : start + _FOLLOWED_AT_MOST], step]
            elif step.end not in done:
                depths[step.end] = len(trail) + 1
                trail.append(step)
                ahead.append(iter(steps.get(step.end, ())))


def _at_the_same_time(circle: Iterable[_Step]) -> bool:
    """Whether there is a day on which all ties of a circle hold, whatever their dates mean."""
    first, last = date.min, date.max
    for step in circle:
        assert isinstance(step.record, Tie)
        begin, end = certain(step.record.valid)
        first, last = max(first, begin), min(last, end)
    return first <= last
