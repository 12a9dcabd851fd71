"""EDTF dates (ISO 8601-2) and the days they span.

A date may be as vague as its source: ``2025``, ``2025-03``, ``2025-06-02~``, ``2025-06-01/2025-06-05``,
``2025-06-02/..``.  Every date answers two questions, the earliest and the latest day it allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from graphkit.dossier.problem import quoted

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
        return Edtf(text, *_bounds(text), interval=False)
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
