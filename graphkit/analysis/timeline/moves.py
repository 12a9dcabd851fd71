"""Changes of position, each with the events just before it; that they came before is all that is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from graphkit.analysis.changepoints import Past
from graphkit.analysis.influence.impulses import differ, superseding
from graphkit.analysis.timeline.wanted import Wanted
from graphkit.dossier.dates import begins
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Event, Position
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

How = Literal["supersedes", "differs"]
COLUMNS = (
    *("first", "last", "dated", "actor", "issue", "how", "changed", "before", "position"),
    *("stance_before", "stance", "value_before", "value", "stated_at"),
    *("events", "days", "days_at_most", "took_part", "addressed", "unclear", "sources"),
)


@dataclass(frozen=True, slots=True)
class EventBefore:
    """An event in the days before a change.

    Attributes
    ----------
    event : Event
    days : int
        The least that lie between its last day and the first of the change, 0 or more; 0 is the same day, and dates do
        not tell which of the two came first.
    at_most : int or None
        The most that lie between, by the vaguest reading of both dates; None where there is no bound.
    roles : tuple of str
        What part the actor took in it; empty where none is recorded.
    addressed : bool
        Whether the event was about the issue.
    """

    event: Event
    days: int
    at_most: int | None
    roles: tuple[str, ...]
    addressed: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A change of position.

    Attributes
    ----------
    before, after : Position
        Of one actor on one issue.
    how : "supersedes" or "differs"
        Whether the dossier says that the second replaces the first, or it is merely later and differs.
    changed : tuple of str
        Of ``stance``, ``value``, ``red lines``, ``conditions``; ``words`` where none of them did.
    first, last : datetime.date or None
        The first and the last day on which it may have come.
    events : tuple of EventBefore
        The last first.
    unclear : tuple of Event
        Events that may have come before or after, since a date is vague.
    """

    before: Position
    after: Position
    how: How
    changed: tuple[str, ...]
    first: date | None
    last: date | None
    events: tuple[EventBefore, ...] = ()
    unclear: tuple[Event, ...] = ()

    @property
    def dated(self) -> str:
        """When it came, as written."""
        return str(self.after.valid).partition("/")[0]


@dataclass(frozen=True, slots=True, repr=False)
class Moves(ShowsItself):
    """Changes of position in order of time.

    Attributes
    ----------
    moves : tuple of Move
    dossier : Dossier
    wanted : Wanted
    parameters : dict
    notes : tuple of str
    """

    moves: tuple[Move, ...]
    dossier: Dossier
    wanted: Wanted
    parameters: dict[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def sources(self) -> frozenset[str]:
        """Ids of the sources that carry both positions of each change and the events before it."""
        return frozenset(id for move in self.moves for id in _carriers(move))

    def rows(self) -> list[dict[str, Any]]:
        """One row for each change; events, days, parts and whether they were about the issue are lists side by side."""
        return [_row(each) for each in self.moves]

    def _shown(self) -> Shown:
        columns = ("dated", "actor", "issue", "how", "stance_before", "stance", "value_before", "value", "sources")
        told: dict[str, Any] = {"caption": "changes of position", "parameters": self.parameters}
        return Shown(self.rows(), columns, total=len(self.moves), notes=self.notes, **told)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def moves(dossier: Dossier, wanted: Wanted | None = None, *, within: int = 30) -> Moves:
    """Find the changes of position and the events just before each.

    A change is a position that supersedes another, or one that supersedes none and differs in stance or value from all
    that the same actor last took on the same issue on an earlier day.  An event came before if its last day is at most
    `within` days before the first day on which the change may have come, or that day itself.

    Parameters
    ----------
    dossier : Dossier
        With every position taken, also those that no longer hold; see `graphkit.analysis.discourse.positions.taken`.
    wanted : Wanted, optional
        Whose changes, on what, and when; kinds do not matter.
    within : int
        Days, 0 or more.

    Returns
    -------
    Moves
        That an event came before a change is all that is said of the two.
    """
    wanted = wanted or Wanted()
    past = Past(dossier)
    vague = [event for event in dossier.events if event.date.earliest != event.date.latest]
    found = []
    for before, after, how in _pairs(dossier):
        first, last = _days(after)
        actors = (after.actor, *after.on_behalf_of)
        if wanted.concerns(actors, (after.issue,)) and wanted.is_in_time(first, last):
            events = _before(past, after, first, last, within)
            told = {each.event.id for each in events}
            candidates = dossier.events if first != last else vague
            doubtful = (each for each in candidates if each.id not in told and _is_unclear(each, first, last))
            unclear = tuple(sorted(doubtful, key=lambda each: (each.date.sort_key, each.id)))
            found.append(Move(before, after, how, _changed(before, after), first, last, events, unclear))
    found.sort(key=lambda each: (each.first or date.min, each.last or date.max, each.after.id, each.before.id))
    parameters = {name: value for name, value in wanted.parameters.items() if name != "kinds"}
    return Moves(tuple(found), dossier, wanted, {**parameters, "within_days": within}, tuple(_notes(found)))


def _notes(found: Sequence[Move]) -> Iterator[str]:
    vague = sum(each.first is None or each.first != each.last for each in found)
    if vague:
        yield f"changes with a date of more than one day, told with the events before the first that it allows: {vague}"
    unsaid = sum(each.how == "differs" for each in found)
    if unsaid:
        yield f"later positions that differ, of which the dossier does not say that they supersede: {unsaid}"


def _pairs(dossier: Dossier) -> Iterator[tuple[Position, Position, How]]:
    joined = list(superseding(dossier))
    yield from ((before, after, "supersedes") for before, after in joined)
    linked = {after.id for _, after in joined}
    held: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for position in dossier.positions:
        held[position.actor, position.issue].append(position)
    for every in held.values():
        if len(every) > 1:
            yield from ((before, after, "differs") for before, after in _differing(every, linked))


def _differing(every: Iterable[Position], linked: set[str]) -> Iterator[tuple[Position, Position]]:
    """Positions of one actor on one issue that differ from all that it last took, one for each day and stance."""
    ordered = sorted(every, key=lambda each: (begins(each.valid), each.id))
    seen = set()
    for after in ordered:
        first = begins(after.valid)[0]
        earlier = [each for each in ordered if begins(each.valid)[1] < first]
        latest = max((begins(each.valid)[0] for each in earlier), default=None)
        near = [each for each in earlier if begins(each.valid)[0] == latest]
        told = (first, after.stance, after.value)
        if near and after.id not in linked and told not in seen and all(_differs(each, after) for each in near):
            seen.add(told)
            yield near[-1], after


def _differs(before: Position, after: Position) -> bool:
    """Whether two positions differ in stance, or in value where both have one."""
    valued = before.value is not None and after.value is not None
    return differ(before, after) and (before.stance != after.stance or valued)


def _changed(before: Position, after: Position) -> tuple[str, ...]:
    parts = {"stance": "stance", "value": "value", "red lines": "accepts", "conditions": "conditions"}
    found = tuple(name for name, field in parts.items() if getattr(before, field) != getattr(after, field))
    return found or ("words",)


def _days(position: Position) -> tuple[date | None, date | None]:
    first, last = begins(position.valid)
    return (None if first == date.min else first), (None if last == date.max else last)


def _before(past: Past, after: Position, first: date | None, last: date | None, within: int) -> tuple[EventBefore, ...]:
    found = past.before(first, within) if first else ()
    return tuple(_event_before(event, after, first, last) for event in found if first)


def _event_before(event: Event, after: Position, first: date | None, last: date | None) -> EventBefore:
    assert first is not None
    assert event.date.latest is not None
    roles = tuple(dict.fromkeys(each.role for each in event.participants if each.actor == after.actor))
    most = (last - event.date.earliest).days if last and event.date.earliest else None
    return EventBefore(event, (first - event.date.latest).days, most, roles, after.issue in event.issues)


def _is_unclear(event: Event, first: date | None, last: date | None) -> bool:
    """Whether in one reading an event came before a change, or on its day, and in another after it."""
    if first is None or last is None:
        return False
    return (event.date.earliest or date.min) <= last and (event.date.latest or date.max) > first


def _carriers(move: Move) -> Iterator[str]:
    records: list[Position | Event] = [move.before, move.after, *(each.event for each in move.events)]
    yield from (each.carrier for record in records for each in record.evidence)


def _row(move: Move) -> dict[str, Any]:
    return {
        "first": move.first,
        "last": move.last,
        "dated": move.dated,
        "actor": move.after.actor,
        "issue": move.after.issue,
        "how": move.how,
        "changed": list(move.changed),
        "before": move.before.key,
        "position": move.after.key,
        "stance_before": move.before.stance,
        "stance": move.after.stance,
        "value_before": move.before.value,
        "value": move.after.value,
        "stated_at": f"event:{move.after.event}" if move.after.event else None,
        "events": [each.event.key for each in move.events],
        "days": [each.days for each in move.events],
        "days_at_most": [each.at_most for each in move.events],
        "took_part": [" and ".join(each.roles) for each in move.events],
        "addressed": [each.addressed for each in move.events],
        "unclear": [each.key for each in move.unclear],
        "sources": sorted(set(_carriers(move))),
    }
