"""When a position holds: the days on which it may and must have begun, and on which it may and must end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graphkit.dossier.dates import begins, edtf_part
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position


@dataclass(frozen=True, slots=True)
class Span:
    """When a position holds.

    Attributes
    ----------
    may_begin, begun : datetime.date
        The first and the last day on which it may begin; `datetime.date.min` without a start.
    may_end, ended : datetime.date
        The first and the last day on which it may hold for the last time; `datetime.date.max` while it goes on.
    superseded : bool
        Whether another position ends it.
    """

    may_begin: date
    begun: date
    may_end: date
    ended: date
    superseded: bool = False


def spans(dossier: Dossier) -> Mapping[str, Span]:
    """The span of every position, by id.

    Parameters
    ----------
    dossier : Dossier
        With every position taken; see `graphkit.analysis.discourse.positions.taken`.

    Returns
    -------
    mapping of str to Span
        `ended` agrees with `graphkit.dossier.clocks.at`: a position holds from `may_begin` to `ended`.
    """
    closed: dict[str, tuple[date, date]] = {}
    for position in dossier.positions:
        if position.supersedes:
            first, last = begins(position.valid)
            low, high = closed.get(position.supersedes, (date.max, date.max))
            closed[position.supersedes] = (min(low, first), min(high, last))
    return {position.id: _span(position, closed.get(position.id)) for position in dossier.positions}


def _span(position: Position, closed: tuple[date, date] | None) -> Span:
    first, last = begins(position.valid)
    may_end, ended = _end(position)
    if closed is None or _day_before(closed[0]) > ended:
        return Span(first, last, may_end, ended)
    # it counts until the first day on which the other may begin
    return Span(first, last, min(may_end, _day_before(closed[0])), _day_before(closed[0]), superseded=True)


def _end(position: Position) -> tuple[date, date]:
    """The first and the last day that an interval may end on."""
    valid = position.valid
    if not valid.interval or valid.latest is None:
        return date.max, date.max
    return edtf_part(valid.text.partition("/")[2]).earliest or date.min, valid.latest


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
