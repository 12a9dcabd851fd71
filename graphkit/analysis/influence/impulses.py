"""Changes of position, and what others said or did before: each on its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.dossier.dates import Edtf, begins
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Event, Position, Role

ACTIVE: frozenset[Role] = frozenset({"host", "party", "mediator", "speaker", "initiator"})
VAGUE = 0  # no day has this ordinal


@dataclass(frozen=True, slots=True)
class Change:
    """A change of position: one that supersedes another and differs in stance or value."""

    before: Position
    after: Position
    day: int


@dataclass(frozen=True, slots=True)
class Impulse:
    """Something that an actor said or did about an issue."""

    record: Position | Event
    actor: str
    issue: str
    day: int


def dated(dossier: Dossier, issue: str | None = None) -> tuple[list[Change], list[Impulse], tuple[str, ...]]:
    """The changes and impulses of one day each, in order of time.

    Parameters
    ----------
    dossier : Dossier
        With every position taken, also those that no longer hold.
    issue : str, optional
        Id of the only issue that counts.

    Returns
    -------
    list of Change
    list of Impulse
    tuple of str
        How many have a date that is not one day, and take no part.
    """
    changes = [Change(*pair, _day(pair[1].valid)) for pair in superseding(dossier, issue) if differ(*pair)]
    impulses = [*_impulses(dossier, issue)]
    notes = []
    for name, found in (("changes of position", changes), ("statements and events", impulses)):
        vague = sum(each.day == VAGUE for each in found)
        notes += [f"left out, {name} whose date is not one day: {vague}"] if vague else []
    dated_changes = sorted((each for each in changes if each.day != VAGUE), key=lambda each: (each.day, each.after.id))
    dated_impulses = sorted(
        (each for each in impulses if each.day != VAGUE), key=lambda each: (each.day, each.record.key, each.actor)
    )
    return dated_changes, dated_impulses, tuple(notes)


def _day(when: Edtf) -> int:
    """The ordinal of the day on which something began, where that is one day."""
    first, last = begins(when)
    return first.toordinal() if first == last else VAGUE


def superseding(dossier: Dossier, issue: str | None = None) -> Iterator[tuple[Position, Position]]:
    """Every two positions of which the second supersedes the first, in file order."""
    for after in dossier.positions:
        before = dossier.positions.get(after.supersedes) if after.supersedes else None
        if before is not None and issue in (None, after.issue):
            yield before, after


def differ(before: Position, after: Position) -> bool:
    """Whether two positions differ in stance or value."""
    return (before.stance, before.value) != (after.stance, after.value)


def _impulses(dossier: Dossier, issue: str | None) -> Iterator[Impulse]:
    for position in dossier.positions:
        if issue in (None, position.issue):
            yield Impulse(position, position.actor, position.issue, _day(position.valid))
    for event in dossier.events:
        actors = sorted({each.actor for each in event.participants if each.role in ACTIVE})
        for about in event.issues if issue is None else {issue} & set(event.issues):
            yield from (Impulse(event, actor, about, _day(event.date)) for actor in actors)
