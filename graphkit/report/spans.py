"""When each record counts, day by day, so that a page can be set to any day without asking Python again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias

from graphkit.dossier.clocks import has_begun, has_happened, known_at
from graphkit.dossier.dates import Edtf
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Event, Judgement, Position, Proposal, Record, Tie

Span: TypeAlias = list[str | None]
NEVER = ("9999-12-31", "0001-01-01")


def history(dossier: Dossier, *, as_of: date | None = None, known_on: date | None = None) -> Dossier:
    """Everything that had begun by a day of the world, also what has ended since, as known on a day of the record.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    as_of : datetime.date, optional
        Default the dossier's own `as_of`; where there is neither, all of it.
    known_on : datetime.date, optional
        Default the end of the record.

    Returns
    -------
    Dossier
    """
    day = as_of or dossier.manifest.as_of or date.max
    known = known_at(dossier, known_on)
    return replace(
        known,
        ties=Records(each for each in known.ties if has_begun(each.valid, day)),
        judgements=Records(each for each in known.judgements if has_begun(each.valid, day)),
        positions=Records(each for each in known.positions if has_begun(each.valid, day)),
        events=Records(each for each in known.events if has_happened(each.date, day)),
        proposals=Records(
            each.model_copy(update={"responses": tuple(one for one in each.responses if has_happened(one.date, day))})
            for each in known.proposals
            if has_happened(each.date, day)
        ),
        issues=Records(
            each.model_copy(update={"status_quo": tuple(one for one in each.status_quo if has_happened(one.on, day))})
            for each in known.issues
        ),
    )


def spans(dossier: Dossier) -> dict[str, Span]:
    """First and last day on which each record counts, by its key, as ISO text and None where it is open.

    A record is among those that `graphkit.dossier.clocks.at` keeps for a day if and only if the day lies in its span.
    Actors, issues and sources are out of time and have none.
    """
    closed = _closed(dossier)
    return {
        record.key: span
        for record in dossier.records()
        if (span := _span(record, closed.get(record.id) if isinstance(record, Position) else None))
    }


def covers(span: Span, day: date) -> bool:
    """Whether a day lies in a span.

    Examples
    --------
    >>> covers(["2025-05-01", None], date(2025, 6, 2)), covers([None, "2025-06-01"], date(2025, 6, 2))
    (True, False)
    """
    start, end = span
    return (start is None or start <= day.isoformat()) and (end is None or day.isoformat() <= end)


def since(when: Edtf | None) -> str | None:
    """The day from which something with this date may have happened."""
    day = (when.earliest or when.latest) if when else None
    return day.isoformat() if day else None


def last_day(dossier: Dossier) -> date | None:
    """The last day that any record names."""
    days = [day for record in dossier.records() if (when := _date_of(record)) for day in (when.earliest, when.latest)]
    return max((day for day in days if day), default=None)


def _date_of(record: Record) -> Edtf | None:
    if isinstance(record, Event | Proposal):
        return record.date
    return record.valid if isinstance(record, Position | Tie | Judgement) else None


def _closed(dossier: Dossier) -> Mapping[str, date]:
    """The day from which each superseded position counts no longer, by its id."""
    found: dict[str, date] = {}
    for each in dossier.positions:
        if each.supersedes:
            start = each.valid.earliest or date.min
            found[each.supersedes] = min(start, found.get(each.supersedes, start))
    return found


def _span(record: Record, closed: date | None) -> Span | None:
    when = _date_of(record)
    if isinstance(record, Event | Proposal):
        return [since(when), None]
    if not isinstance(record, Position | Tie | Judgement):
        return None
    if closed == date.min:
        return list(NEVER)
    ends = [when.latest] if when and when.interval and when.latest else []
    ends += [closed - timedelta(days=1)] if closed else []
    start = when.earliest if when else None
    return [_iso(start), _iso(min(ends, default=None))]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def with_spans(dossier: Dossier, records: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Records as the page has them, each with the days on which it counts.

    Parameters
    ----------
    dossier : Dossier
    records : mapping
        As `graphkit.report.panel.records` gives them.

    Returns
    -------
    dict
        A record in time has `held`; a position or tie of a vague single date also `started`, the days between which
        it began; an answer and a status quo have `since`.
    """
    found = spans(dossier)
    return {
        kind: [_told(dossier, kind[:-1], each, found.get(f"{kind[:-1]}:{each['id']}")) for each in every]
        for kind, every in records.items()
    }


def _told(dossier: Dossier, kind: str, plain: dict[str, Any], span: Span | None) -> dict[str, Any]:
    told = plain | ({"held": span} if span else {})
    record = dossier.of_kind(kind)[plain["id"]]
    if isinstance(record, Position | Tie) and (when := record.valid) and not when.interval:
        told |= {"started": [_iso(when.earliest), _iso(when.latest)]} if when.earliest != when.latest else {}
    for name, dates in (
        ("responses", [each.date for each in getattr(record, "responses", ())]),
        ("status_quo", [each.on for each in getattr(record, "status_quo", ())]),
    ):
        if name in told:
            told[name] = [
                part | ({"since": day} if (day := since(when)) else {})
                for part, when in zip(told[name], dates, strict=True)
            ]
    return told
