"""Moving windows over statements: by days, weeks, months, years, or by number of statements."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Literal

import numpy as np

from graphkit.analysis.discourse.statements import Times

Unit = Literal["d", "w", "m", "y", "n"]
WORDS: dict[str, str] = {"d": "day", "w": "week", "m": "month", "y": "year", "n": "statement"}
AT_MOST = 20_000
_LONGEST = 1_000_000


class BadWindow(ValueError):
    """The words are no width of a window, or make too many windows; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Width:
    """How wide a window is, or how far it moves.

    Attributes
    ----------
    count : int
        1 or more.
    unit : "d", "w", "m", "y" or "n"
        Days, weeks, months, years, or statements.
    """

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


def width(text: str) -> Width:
    """Read the width of a window.

    Examples
    --------
    >>> width("10d")
    Width(count=10, unit='d')
    """
    match = re.fullmatch(r"([0-9]{1,9})([dwmyn])", text)
    if match is None or not 0 < int(match[1]) <= _LONGEST:
        example = "such as 10d (days), 2w, 3m, 1y or 50n (statements)"
        raise BadWindow(f"{text!r} is no width of a window; write a number from 1 and a unit, {example}")
    unit: Unit = match[2]  # type: ignore[assignment]  # the pattern lets no other letter through
    return Width(int(match[1]), unit)


def in_words(width: Width) -> str:
    """A width as a reader would say it.

    Examples
    --------
    >>> in_words(Width(1, "m")), in_words(Width(10, "d"))
    ('1 month', '10 days')
    """
    return f"{width.count} {WORDS[width.unit]}{'s' if width.count > 1 else ''}"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the statements.

    Attributes
    ----------
    since, until : datetime64[s]
        The first moment, and the first after the last.
    chosen : slice
        Which statements lie in it.
    """

    since: np.datetime64
    until: np.datetime64
    chosen: slice

    @property
    def middle(self) -> np.datetime64:
        """The moment half way."""
        return self.since + (self.until - self.since) // 2


def windows(time: Times, size: Width, *, step: Width, since: np.datetime64 | None = None) -> Iterator[Window]:
    """Move a window over statements, from the first day to the first window that holds the last statement.

    Parameters
    ----------
    time : array of datetime64[s]
        Ascending, without NaT.
    size, step : Width
        How wide it is and how far it moves; both in statements, or neither.
    since : datetime64[s], optional
        Where the first window begins; default the day of the first statement.

    Yields
    ------
    Window
        With step = size no two share a statement and none is left out.

    Raises
    ------
    BadWindow
        If there would be more than 20,000, or statements are mixed with time.
    """
    if (size.unit == "n") != (step.unit == "n"):
        raise BadWindow(f"a window of {size} cannot move by {step}; give both in statements, or both in time")
    if not len(time):
        return
    if size.unit == "n":
        yield from _by_number(time, size.count, step.count)
        return
    first = time[0].astype("datetime64[D]").astype("datetime64[s]") if since is None else since
    if _least_steps(first, time[-1], step) > AT_MOST:
        raise BadWindow(f"a step of {step} makes more than {AT_MOST:,} windows; give a longer --step")
    for number in count():
        start = moved(first, Width(number * step.count, step.unit))
        end = _end(first, start, number, size, step)
        yield Window(start, end, slice(*np.searchsorted(time, [start, end]).tolist()))
        if end > time[-1]:
            return


def _end(first: np.datetime64, start: np.datetime64, number: int, size: Width, step: Width) -> np.datetime64:
    """The end of a window; months count from the first day of all, so that those after the 31st leave no gap."""
    if {size.unit, step.unit} <= {"m", "y"}:
        return moved(first, Width(number * _months(step) + _months(size), "m"))
    return moved(start, size)


def _months(width: Width) -> int:
    return width.count * (12 if width.unit == "y" else 1)


def _least_steps(first: np.datetime64, last: np.datetime64, step: Width) -> float:
    """How many steps lie between two moments, at least."""
    days = {"d": 1, "w": 7, "m": 31, "y": 366}[step.unit] * step.count
    return float((last - first) / np.timedelta64(days, "D"))


def _by_number(time: Times, size: int, step: int) -> Iterator[Window]:
    if (len(time) - size) // step >= AT_MOST:
        raise BadWindow(f"a step of {step} makes more than {AT_MOST:,} windows; give a longer --step")
    for start in range(0, len(time), step):
        last = min(start + size, len(time)) - 1
        yield Window(time[start], time[last] + np.timedelta64(1, "s"), slice(start, last + 1))
        if last == len(time) - 1:
            return


def windows_as_dna(
    time: Times, size: Width, *, since: np.datetime64 | None = None, until: np.datetime64 | None = None
) -> Iterator[Window]:
    """Move a window as DNA 3 does (class Exporter, method computeTimeWindowMatrices).

    A window of time reaches half its width, rounded up, to both sides of a middle that moves by one unit, both ends
    included, and lies between the ends of the period.  A window of n statements is the middle one with n // 2 to both
    sides; where several bear one date DNA draws among them at random, while here they come in their order.

    Parameters
    ----------
    time : array of datetime64[s]
        Ascending, without NaT.
    size : Width
    since, until : datetime64[s], optional
        The ends of the period, `until` one past the last moment; default those of the statements.
    """
    if not len(time):
        return
    if size.unit == "n":
        half = size.count // 2
        for middle in range(half, len(time) - half):
            end = time[middle + half] + np.timedelta64(1, "s")
            yield Window(time[middle - half], end, slice(middle - half, middle + half + 1))
        return
    half = size.count // 2  # Java rounds (size - 1) / 2, halves up
    first = time[0] if since is None else since
    last = time[-1] if until is None else until - np.timedelta64(1, "s")
    for moment in _moments(first, last, size.unit):
        start, end = moved(moment, Width(-half, size.unit)), moved(moment, Width(half, size.unit))
        if first <= start and end <= last:
            low, high = np.searchsorted(time, start, "left"), np.searchsorted(time, end, "right")
            yield Window(start, end + np.timedelta64(1, "s"), slice(int(low), int(high)))


@dataclass(frozen=True, slots=True)
class Slice:
    """A window of DNA's kernels: `distance` is that of every statement from its middle, in halves of its width."""

    window: Window
    middle: np.datetime64


def slices_as_dna(
    time: Times, size: Width, *, reaching: bool, since: np.datetime64 | None, until: np.datetime64 | None
) -> Iterator[Slice]:
    """Move a kernel as DNA 3 does (class Exporter, method computeKernelSmoothedTimeSlices).

    Its width is made even, and its middle moves by one unit from half a width after the first statement to half a
    width before the last.

    Parameters
    ----------
    reaching : bool
        Whether every statement counts, however far, as with the Gaussian.
    """
    if not len(time):
        return
    half = (size.count + 1) // 2
    first = time[0] if since is None else max(since, time[0])
    last = time[-1] if until is None else min(until - np.timedelta64(1, "s"), time[-1])
    begin, end = moved(first, Width(half, size.unit)), moved(last, Width(-half, size.unit))
    for middle in _moments(begin, end, size.unit):
        low = first if reaching else max(moved(middle, Width(-half, size.unit)), first)
        high = last if reaching else min(moved(middle, Width(half, size.unit)), last)
        chosen = slice(int(np.searchsorted(time, low, "left")), int(np.searchsorted(time, high, "right")))
        yield Slice(Window(low, high + np.timedelta64(1, "s"), chosen), middle)


def _moments(first: np.datetime64, last: np.datetime64, unit: Unit) -> Iterator[np.datetime64]:
    """From one moment to another by one unit, each counted from the one before, as DNA does."""
    if _least_steps(first, last, Width(1, unit)) > AT_MOST:
        raise BadWindow(f"a window that moves by one {WORDS[unit]} makes more than {AT_MOST:,}; take a longer unit")
    moment = first
    while moment <= last:
        yield moment
        moment = moved(moment, Width(1, unit))


def moved(moment: np.datetime64, by: Width) -> np.datetime64:
    """A moment, so many units later; the 31st becomes the last day of a shorter month.

    Examples
    --------
    >>> str(moved(np.datetime64("2025-01-31T00:00:00"), Width(1, "m")))
    '2025-02-28T00:00:00'
    """
    if by.unit in "dw":
        return moment + np.timedelta64(by.count * (7 if by.unit == "w" else 1), "D")
    was: datetime = moment.astype("datetime64[s]").item()
    months = was.year * 12 + was.month - 1 + by.count * (12 if by.unit == "y" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise BadWindow(f"a window of {by} reaches beyond the calendar; take a shorter one")
    day = min(was.day, monthrange(year, month + 1)[1])
    return np.datetime64(was.replace(year=year, month=month + 1, day=day), "s")
