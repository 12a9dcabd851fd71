"""Days along an axis, and where their names stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graphkit.report.words import short_month, short_name

_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_DAYS = (1, 2, 7, 14)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from left to right.

    Attributes
    ----------
    first, last : datetime.date
        The first and the last day; a day is a stretch, not a point.
    left, right : float
        Where the first begins and where the last ends, in points.
    edge : float
        Where what goes on after the last day is drawn to.
    """

    first: date
    last: date
    left: float
    right: float
    edge: float

    def at(self, day: date) -> float:
        """Where a day begins; a day outside is at the end that is nearer."""
        length = self.last.toordinal() - self.first.toordinal() + 1
        passed = min(max(day.toordinal() - self.first.toordinal(), 0), length)
        return self.left + (self.right - self.left) * passed / length

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.right if day >= self.last else self.at(date.fromordinal(day.toordinal() + 1))

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return (self.at(day) + self.after(day)) / 2


def ticks(axis: Axis, *, most: int = 9) -> list[tuple[date, str]]:
    """So many days at most, at even steps of days, months or years, with their names.

    Examples
    --------
    >>> [name for _, name in ticks(Axis(date(2025, 3, 1), date(2025, 6, 2), 0, 600, 640))]
    ['Mar 2025', 'Apr 2025', 'May 2025', 'Jun 2025']
    """
    days = axis.last.toordinal() - axis.first.toordinal() + 1
    for step in _DAYS:
        if days <= most * step and days <= 62:
            return [(day, short_name(day)) for day in _by_days(axis, step)]
    for step in _MONTHS:
        found = list(_by_months(axis, step))
        if 1 < len(found) <= most:
            return [(day, short_month(day)) for day in found]
    return next(
        [(day, str(day.year)) for day in found]
        for found in (list(_by_months(axis, 12 * step)) for step in _YEARS)
        if len(found) <= most
    )


def _by_days(axis: Axis, step: int) -> Iterator[date]:
    for number in range(axis.first.toordinal(), axis.last.toordinal() + 1, step):
        yield date.fromordinal(number)


def _by_months(axis: Axis, step: int) -> Iterator[date]:
    """The first of every so many months, counted from January, or from the year 0."""
    month = axis.first.year * 12 + axis.first.month - 1 + (axis.first.day > 1)
    month += -month % step
    while month <= axis.last.year * 12 + axis.last.month - 1:
        if month >= 12:
            yield date(month // 12, month % 12 + 1, 1)
        month += step
