"""How each record read on the days of the record's clock: its editions.

A record stands from the day on which it was recorded to the day before it was retracted.  On the days on which a
correction of it stands, or the preferred coder's record of the same passage, it gives way; what it names may be
corrected too, and then it reads otherwise from that day on.
`graphkit.dossier.clocks.known_at` gives the same for one day and all records.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from graphkit.dossier.clocks import replaced
from graphkit.dossier.coders import GivingWay, giving_way
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import RECORD_KINDS, Position, Record
from graphkit.dossier.references import Names, references, renamed

ALWAYS = (date.min, date.max)
NEVER = (date.max, date.min)
Span = tuple[Record, date, date]


class Edition(NamedTuple):
    """How a record reads from one day of the record to another, both included; `date.max` is the end of the record."""

    record: Record
    known_from: date
    known_until: date

    @property
    def stands(self) -> bool:
        """Whether it still counts at the end of the record."""
        return self.known_until == date.max


@dataclass(frozen=True, slots=True)
class _Window:
    """Days between two changes of what gives way, and what gives way on them to what."""

    first: date
    last: date
    names: Names


def editions(dossier: Dossier) -> Mapping[str, tuple[Edition, ...]]:
    """Every edition of every record, by the record's key, in the order of their days.

    Parameters
    ----------
    dossier : Dossier
        Whole; the records of one that was cut to a day have one edition each, which always stands.

    Returns
    -------
    mapping of str to tuple of Edition
        At least one a record.  A record that counted on no day has one that ends before it begins.
    """
    if dossier.cut:
        return {record.key: (Edition(record, *ALWAYS),) for record in dossier.records()}
    default = dossier.manifest.recorded_on
    windows = _windows(dossier)
    if not windows:
        return {record.key: (Edition(record, *_days(record, default)),) for record in dossier.records()}
    gone = {(kind, id) for window in windows for kind, ids in window.names.items() for id in ids}
    return {record.key: _editions(record, default, windows, gone) for record in dossier.records()}


def _days(record: Record, default: date | None) -> tuple[date, date]:
    """First and last day on which a record stands, whether or not it gives way."""
    first = record.recorded_on or default or date.min
    if record.retracted_on is None:
        return first, date.max
    return (first, record.retracted_on - timedelta(days=1)) if first < record.retracted_on else NEVER


def _windows(dossier: Dossier) -> list[_Window]:
    """The days of the record, cut wherever what gives way may change; none where nothing ever does."""
    giving = giving_way(dossier)
    default = dossier.manifest.recorded_on
    chains = {kind.name_of_kind: _chain(dossier, kind.name_of_kind, giving) for kind in RECORD_KINDS}
    spans = {kind: [(record, *_days(record, default)) for record in records] for kind, records in chains.items()}
    every = [span for each in spans.values() for span in each]
    if not every:
        return []
    ends = {last for *_, last in every} - {date.max}
    firsts = sorted({date.min, *(first for _, first, _ in every), *(last + timedelta(days=1) for last in ends)})
    lasts = [*(first - timedelta(days=1) for first in firsts[1:]), date.max]
    return [_Window(first, last, _names(spans, giving, first)) for first, last in zip(firsts, lasts, strict=True)]


def _chain(dossier: Dossier, kind: str, giving: GivingWay) -> list[Record]:
    """The records of a kind that give way or that others give way to, in file order."""
    records: list[Record] = list(dossier.of_kind(kind))
    others = {record.corrects for record in records if record.corrects}
    if kind == Position.name_of_kind:
        others |= giving.keys() | {id for ids in giving.values() for id in ids}
    return [record for record in records if record.corrects or record.id in others]


def _names(spans: Mapping[str, list[Span]], giving: GivingWay, day: date) -> Names:
    """What gives way on a day to what."""
    standing = {kind: [record for record, first, last in each if first <= day <= last] for kind, each in spans.items()}
    return replaced(standing, giving)


def _editions(
    record: Record, default: date | None, windows: list[_Window], gone: set[tuple[str, str]]
) -> tuple[Edition, ...]:
    first, last = _days(record, default)
    names_one = not gone.isdisjoint(references(record))
    if last < first or not (names_one or (record.name_of_kind, record.id) in gone):
        return (Edition(record, first, last),)
    found: list[Edition] = []
    for each in _readings(record, first, last, windows, names_one=names_one):
        if found and _reads_the_same(found[-1], each) and found[-1].known_until + timedelta(days=1) == each.known_from:
            found[-1] = found[-1]._replace(known_until=each.known_until)
        else:
            found.append(each)
    return tuple(found) or (Edition(record, *NEVER),)


def _reads_the_same(one: Edition, other: Edition) -> bool:
    return one.record is other.record or one.record == other.record


def _readings(record: Record, first: date, last: date, windows: list[_Window], *, names_one: bool) -> Iterator[Edition]:
    """How a record reads in each window in which it stands and does not give way."""
    begin = bisect_right([window.first for window in windows], first) - 1
    for window in windows[begin:]:
        if window.first > last:
            return
        if record.id not in window.names.get(record.name_of_kind, {}):
            read = renamed(record, window.names) if names_one else record
            yield Edition(read, max(first, window.first), min(last, window.last))
