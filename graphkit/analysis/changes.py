"""What changed between two days, in the world or in the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graphkit.analysis.history import Clock
from graphkit.dossier.clocks import at
from graphkit.dossier.coders import giving_way
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position, Record

How = Literal["new", "superseded", "corrected", "altered", "ended", "retracted", "set aside"]
KINDS = ("event", "position", "proposal", "tie", "judgement", "issue", "actor", "source")


@dataclass(frozen=True, slots=True)
class Change:
    """One record that differs between two days.

    Attributes
    ----------
    how : str
        ``new``; ``superseded`` or ``corrected`` by another record; ``altered`` (an answer or a status quo came in);
        ``ended`` in the world; ``retracted`` from the record; ``set aside`` as the preferred coder coded the passage.
    before, after : Record or None
        The record on the first and on the second day; None where there was none.
    """

    how: How
    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it stands after the change, or stood before it."""
        record = self.after or self.before
        assert record is not None
        return record


def changes(
    dossier: Dossier, start: date, end: date, *, clock: Clock = "world", other: date | None = None
) -> tuple[Change, ...]:
    """Compare a dossier on two days.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    start, end : datetime.date
        The two days; what is new on `end` and was not there on `start` counts.
    clock : "world" or "record"
        In which clock the days are.
    other : datetime.date, optional
        The day of the other clock, the same for both; by default the end of the record, or the dossier's own day.

    Returns
    -------
    tuple of Change
        Kind by kind, each in file order; first what came or gave way to another, then what went.

    Raises
    ------
    ValueError
        If `end` is before `start`.
    """
    if end < start:
        raise ValueError(f"{end} is before {start}; give the earlier day first")
    if clock == "world":
        before, after = (at(dossier, as_of=day, known_on=other) for day in (start, end))
    else:
        before, after = (at(dossier, as_of=other, known_on=day) for day in (start, end))
    aside = giving_way(dossier).keys()
    return tuple(change for kind in KINDS for change in _of_kind(before, after, kind, clock, aside))


def _of_kind(before: Dossier, after: Dossier, kind: str, clock: Clock, aside: Collection[str]) -> Iterator[Change]:
    then, now = before.of_kind(kind), after.of_kind(kind)
    gone = {record.id: record for record in then if record.id not in now}
    replaced: set[str] = set()
    for record in now:
        old = then.get(record.id)
        if old is None:
            yield (change := _arrival(record, gone))
            replaced |= {change.before.id} if change.before else set()
        elif old != record and clock == "world":  # in the record only the way to a correction can differ
            yield Change("altered", old, record)
    for id, record in gone.items():
        if id not in replaced:
            yield Change(_went(record, clock, aside), record, None)


def _went(record: Record, clock: Clock, aside: Collection[str]) -> How:
    if clock == "world":
        return "ended"
    gave_way = isinstance(record, Position) and record.id in aside and record.retracted_on is None
    return "set aside" if gave_way else "retracted"


def _arrival(record: Record, gone: dict[str, Record]) -> Change:
    """A record that was not there, with the one that it replaces, if any."""
    supersedes = getattr(record, "supersedes", None)
    if supersedes in gone:
        return Change("superseded", gone[supersedes], record)
    if record.corrects in gone:
        return Change("corrected", gone[record.corrects], record)
    return Change("new", None, record)
