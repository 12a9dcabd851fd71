"""Events on an axis: which share a mark, the numbers by which a key names them, and rows in which none touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from graphkit.dossier.dates import Edtf
from graphkit.dossier.model import Event, Proposal
from graphkit.report.plots.letters import first_shown, width
from graphkit.report.plots.ticks import Axis
from graphkit.report.words import short_day

SIZE = 7.0
ROW = 10.0
STUB = 40.0  # of a date that is open on one side


@dataclass(frozen=True, slots=True)
class Mark:
    """Events that may have happened on the same days.

    Attributes
    ----------
    numbers : str
        Such as ``3`` or ``4–6``.
    first, last : datetime.date or None
        None where the date is open.
    left, right : float
        Where the days begin and end, in points.
    row : int
        From the axis upwards.
    """

    numbers: str
    first: date | None
    last: date | None
    left: float
    right: float
    row: int = 0

    @property
    def is_one_day(self) -> bool:
        """Whether it is known on which day."""
        return self.first is not None and self.first == self.last

    @property
    def room(self) -> tuple[float, float]:
        """What it takes of its row, with its number."""
        return self.left - width(self.numbers, SIZE) - 8, self.right + 5


def in_order(records: Iterable[Event | Proposal]) -> list[Event | Proposal]:
    """By the first day that is told, so that those of the same days stand together."""
    return sorted(records, key=lambda each: (*_days(each.date), each.key))


def _days(when: Edtf) -> tuple[date, bool, date]:
    return (when.earliest or when.latest or date.min, when.earliest is None, when.latest or date.max)


def marks(records: Sequence[Event | Proposal], axis: Axis) -> list[Mark]:
    """A mark for each stretch of days, numbered in order, in rows where none touch.

    Parameters
    ----------
    records : sequence of Event or Proposal
        As `in_order` gives them.
    axis : Axis
    """
    found: list[Mark] = []
    number = 1
    for _, every in groupby(records, key=lambda each: _days(each.date)):
        size = len(list(every))
        when = records[number - 1].date
        numbers = str(number) if size == 1 else f"{number}–{number + size - 1}"
        left, right = _ends(when, axis)
        found.append(_placed(Mark(numbers, when.earliest, when.latest, left, right), found))
        number += size
    return found


def _ends(when: Edtf, axis: Axis) -> tuple[float, float]:
    if when.earliest and when.earliest == when.latest:
        middle = axis.middle(when.earliest)
        return middle - 2, middle + 2
    right = axis.after(when.latest) if when.latest else axis.edge
    left = axis.at(when.earliest) if when.earliest else max(axis.left, right - STUB)
    return left, max(left, right if when.latest else min(axis.edge, left + STUB))


def _placed(mark: Mark, others: Sequence[Mark]) -> Mark:
    row = 0
    while any(other.row == row and _touch(mark, other) for other in others):
        row += 1
    return Mark(mark.numbers, mark.first, mark.last, mark.left, mark.right, row)


def _touch(one: Mark, other: Mark) -> bool:
    (left, right), (start, end) = one.room, other.room
    return left < end and start < right


def key_of(records: Sequence[Event | Proposal]) -> list[tuple[str, str, str]]:
    """For each record its number, its date and its name."""
    found = []
    for number, each in enumerate(records, start=1):
        kind = "Proposal: " if isinstance(each, Proposal) else ""
        found.append((str(number), short_day(each.date), f"{kind}{first_shown([each.name, each.id])}"))
    return found
