"""The history of a record in both clocks: what happened in the world, and what happened to the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from graphkit.dossier.coders import GivingWay, giving_way
from graphkit.dossier.dates import Edtf, begins, edtf_part
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position, Record

Clock = Literal["world", "record"]
What = Literal["begins", "ends", "is superseded", "is recorded", "is corrected", "is set aside", "is retracted"]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a record.

    Attributes
    ----------
    clock : "world" or "record"
        In which clock it happened.
    on : datetime.date or None
        The first day that the date allows; None where the record does not say.
    dated : str
        The date as written.
    what : str
        Such as ``"is superseded"``.
    record : Record
        To which record.
    by : Record or None
        The record that superseded or corrected it, or the preferred coder's of the same passage.
    until : datetime.date or None
        The last day that the date allows; None where it is open or the record does not say.
    """

    clock: Clock
    on: date | None
    dated: str
    what: What
    record: Record
    by: Record | None = None
    until: date | None = None


def history(dossier: Dossier, kind: str, id: str) -> tuple[Happening, ...]:
    """All that happened to a position, or to everything an actor holds.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day: what was superseded or retracted is history too.
    kind : "position" or "actor"
    id : str
        For a position, also those that it supersedes or corrects and that supersede or correct it count, near and
        far; for an actor, the actor's own record and every position that it holds.

    Returns
    -------
    tuple of Happening
        By day; what has no day comes first, and on one day the world before the record.

    Raises
    ------
    KeyError
        If the dossier declares no such record.
    """
    if kind == "actor":
        actor = dossier.actors[id]
        records: list[Record] = [
            *_line(dossier.actors, actor),
            *(each for each in dossier.positions if each.actor == id),
        ]
    else:
        records = list(_line(dossier.positions, dossier.positions[id]))
    giving = giving_way(dossier)
    found = [each for record in records for each in _of(dossier, record, giving)]
    return tuple(
        sorted(found, key=lambda each: (each.on or date.min, each.clock != "world", each.record.key, each.what))
    )


def _line(records: Iterable[Record], start: Record) -> list[Record]:
    """The records joined to one by `supersedes` and `corrects`, in file order."""
    every = list(records)
    joined = {start.id}
    before = 0
    while len(joined) > before:
        before = len(joined)
        for record in every:
            earlier = {record.corrects, getattr(record, "supersedes", None)} - {None}
            if record.id in joined or earlier & joined:
                joined |= {record.id, *(id for id in earlier if id)}
    return [record for record in every if record.id in joined]


def _of(dossier: Dossier, record: Record, giving: GivingWay) -> Iterator[Happening]:
    if isinstance(record, Position):
        yield from in_the_world(record, (each for each in dossier.positions if each.supersedes == record.id))
        for id in giving.get(record.id, ()):
            yield _giving_way(dossier, record, dossier.positions[id])
    recorded = record.recorded_on or dossier.manifest.recorded_on
    yield Happening("record", recorded, str(recorded or ""), "is recorded", record)
    for later in dossier.of_kind(record.name_of_kind):
        if later.corrects == record.id:
            day = later.recorded_on or dossier.manifest.recorded_on
            yield Happening("record", day, str(day or ""), "is corrected", record, later)
    if record.retracted_on:
        yield Happening("record", record.retracted_on, str(record.retracted_on), "is retracted", record)


def _giving_way(dossier: Dossier, position: Position, to: Position) -> Happening:
    """From the day on which both are in the record."""
    days = [each.recorded_on or dossier.manifest.recorded_on for each in (position, to)]
    day = max((each for each in days if each), default=None)
    return Happening("record", day, str(day or ""), "is set aside", position, to)


def in_the_world(position: Position, later: Iterable[Position]) -> Iterator[Happening]:
    """What happens to a position in the world: it begins, it ends, and others supersede it.

    Parameters
    ----------
    position : Position
    later : iterable of Position
        Those that supersede it.
    """
    begun, _, end = str(position.valid).partition("/")
    yield Happening("world", position.valid.earliest, begun, "begins", position, None, _last(position.valid))
    if position.valid.interval and position.valid.latest is not None:
        when = edtf_part(end)
        after = when.earliest and _next(when.earliest)
        yield Happening("world", after, f"after {end}", "ends", position, None, _next(position.valid.latest))
    for each in later:
        dated = str(each.valid).partition("/")[0]
        yield Happening("world", each.valid.earliest, dated, "is superseded", position, each, _last(each.valid))


def _last(valid: Edtf) -> date | None:
    """The last day on which a validity may begin."""
    last = begins(valid)[1]
    return None if last == date.max else last


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
