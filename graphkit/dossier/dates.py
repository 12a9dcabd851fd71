"""EDTF dates (ISO 8601-2) and the days they span.

A date may be as vague as its source: ``2025``, ``2025-03``, ``2025-06-02~``, ``2025-06-01/2025-06-05``,
``2025-06-02/..``.  Every date answers two questions, the earliest and the latest day it allows.  Seasons are of three
whole months: spring (``2025-21``) is March to May, and winter (``2025-24``) December to February of the next year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from graphkit.dossier.problem import quoted

# the first of their three months: from spring to winter 21 to 24, and 25 to 28, as in the north; 29 to 32 in the south
_SEASONS = dict(zip(map(str, range(21, 33)), (3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6), strict=True))
FORMS = "2025-06-02, 2025-06, 2025, 2025-06-02~, 2025-06-01/2025-06-05 or 2025-06-02/.."


class BadDate(ValueError):
    """The text is no date that graphkit reads; the message says what would be."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date of the Extended Date/Time Format, between the years 1 and 9999.

    Levels 0 and 1 are read, and of level 2 what the `edtf` library can bound, such as ``[..2025-06-02]``.

    Parameters
    ----------
    text : str
        The date as it was written.
    earliest, latest : datetime.date or None
        The first and the last day that the text allows; None where it is open or unknown.
    interval : bool
        True for ``start/end``: such a date ends.  False for a single date, however vague.
    """

    text: str
    earliest: date | None
    latest: date | None
    interval: bool

    def __str__(self) -> str:
        return self.text

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order by the first day that is told, then by the last; an open end lies outermost."""
        return (self.earliest or self.latest or date.min, self.latest or date.max, self.text)


@lru_cache(maxsize=65536)
def edtf(text: str) -> Edtf:
    """Read an EDTF date.

    Parameters
    ----------
    text : str
        For instance ``2025-06-02``, ``2025-03``, ``2025-06-01/..``.

    Returns
    -------
    Edtf

    Raises
    ------
    BadDate
        If the text is not EDTF, names a day that does not exist, or ends before it starts.

    Examples
    --------
    >>> edtf("2025-03").latest
    datetime.date(2025, 3, 31)
    >>> edtf("2025-06-02/..").latest is None
    True
    """
    exact = _calendar_day(text)
    if exact is not None:
        return Edtf(text, exact, exact, interval=False)
    start, slash, end = text.partition("/")
    if not slash:
        return Edtf(text, *(_season(text) or _bounds(text)), interval=False)
    if _is_open(start) and _is_open(end):
        raise BadDate(f"{quoted(text)} has neither a start nor an end; write at least one of them")
    earliest = None if _is_open(start) else edtf_part(start).earliest
    latest = None if _is_open(end) else edtf_part(end).latest
    if earliest is not None and latest is not None and latest < earliest:
        raise BadDate(f"{quoted(text)} ends before it starts; write the earlier date first")
    return Edtf(text, earliest, latest, interval=True)


def edtf_part(text: str) -> Edtf:
    """Read one end of an interval: any date but another interval."""
    if "/" in text:
        raise BadDate(f"{quoted(text)} has a '/' too many; an interval is START/END")
    return edtf(text)


def begins(when: Edtf | None) -> tuple[date, date]:
    """The first and the last day on which a validity may begin; without one it has always held.

    Examples
    --------
    >>> [str(day) for day in begins(edtf("2025-03/2025-05"))]
    ['2025-03-01', '2025-03-31']
    """
    if when is None:
        return date.min, date.min
    start, slash, end = when.text.partition("/")
    if not slash:
        return when.earliest or date.min, when.latest or date.max
    if _is_open(start):
        return date.min, edtf_part(end).earliest or date.max
    return when.earliest or date.min, edtf_part(start).latest or date.max


def certain(when: Edtf | None) -> tuple[date, date]:
    """The first and the last of the days on which a validity holds in every reading; the last is earlier for none.

    A single date goes on, and so does an interval with the end ``..``; an end that is left out is not known.

    Examples
    --------
    >>> [str(day) for day in certain(edtf("2025-03/2025-05"))]
    ['2025-03-31', '2025-05-01']
    """
    first = begins(when)[1]
    end = when.text.partition("/")[2] if when and when.interval else ".."
    if _is_open(end):
        return first, date.max if end else first
    return first, edtf_part(end).earliest or date.min


@lru_cache(maxsize=65536)
def day(text: str) -> date:
    """Read one calendar day, YYYY-MM-DD; raise BadDate for anything else.

    Examples
    --------
    >>> day("2025-06-02")
    datetime.date(2025, 6, 2)
    """
    exact = _calendar_day(text)
    if exact is None:
        raise BadDate(f"{quoted(text)} is not a day; write one as YYYY-MM-DD, such as 2025-06-02")
    return exact


def _calendar_day(text: str) -> date | None:
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    if not text.replace("-", "").isdigit():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDate(f"{quoted(text)} is not in the calendar ({error})") from None


def _is_open(part: str) -> bool:
    return part in ("", "..")


def _season(text: str) -> tuple[date, date] | None:
    """The first and last day of a season, in whole months; what begins in December ends in the next year."""
    match = re.fullmatch("([0-9]{4})-([0-9]{2})[?~%]?", text)
    start = _SEASONS.get(match[2]) if match else None
    if match is None or start is None or not 0 < int(match[1]) < date.max.year:
        return None
    year = int(match[1])
    following = date(year + (start == 12), (start + 2) % 12 + 1, 1)
    return date(year, start, 1), following - timedelta(days=1)


def _bounds(text: str) -> tuple[date | None, date | None]:
    """The first and last day of a single, possibly vague, date, by the ``edtf`` library."""
    from edtf import EDTFParseException, parse_edtf

    refusal = BadDate(f"{quoted(text)} is not an EDTF date; write one such as {FORMS}")
    if not text.isascii() or text != text.strip() or len(text) > 64 or text.startswith(("Y", "-")):
        raise refusal
    try:
        parsed: Any = parse_edtf(text)
        return _as_day(parsed.lower_strict()), _as_day(parsed.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError, IndexError):
        raise refusal from None


def _as_day(moment: Any) -> date | None:
    """A day of the library's; its infinity, the open end of a set such as ``[..2025-06-02]``, is no day."""
    return None if isinstance(moment, float) else date(moment.tm_year, moment.tm_mon, moment.tm_mday)
