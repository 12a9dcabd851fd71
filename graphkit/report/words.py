"""Counts, lists and dates as a reader writes them."""

from __future__ import annotations

from datetime import date

from graphkit.dossier.dates import Edtf


def count(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun.

    Examples
    --------
    >>> count(1, "issue"), count(1200, "issue")
    ('1 issue', '1,200 issues')
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def listed(*parts: str) -> str:
    """A list in words.

    Examples
    --------
    >>> listed("a", "b", "c")
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def long_day(day: date) -> str:
    """A day in words.

    Examples
    --------
    >>> long_day(date(2025, 6, 2))
    '2 June 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(when: Edtf) -> str:
    """A date short enough for a label: days, months and years in words, anything vaguer as it was written.

    Examples
    --------
    >>> from graphkit.dossier.dates import edtf
    >>> short_day(edtf("2025-06-02")), short_day(edtf("2025-03")), short_day(edtf("2025~"))
    ('2 Jun 2025', 'Mar 2025', '2025~')
    >>> short_day(edtf("2025-06-01/2025-06-02")), short_day(edtf("2025-03/2025-06-02")), short_day(edtf("../2025"))
    ('1–2 Jun 2025', 'Mar–2 Jun 2025', 'by 2025')
    """
    start, slash, end = when.text.partition("/")
    if not slash:
        return _short(start)
    if start in ("", ".."):
        return f"by {_short(end)}"
    if end in ("", ".."):
        return f"from {_short(start)}"
    same = 0 if start[:4] != end[:4] else 1 if start[:7] != end[:7] or len(start) + len(end) != 20 else 2
    first = _short(start).split(" ")
    return f"{' '.join(first[: len(first) - same])}–{_short(end)}"


def short_name(day: date) -> str:
    """A day in short words.

    Examples
    --------
    >>> short_name(date(2025, 6, 2))
    '2 Jun 2025'
    """
    return _short(day.isoformat())


def short_month(day: date) -> str:
    """The month of a day in short words.

    Examples
    --------
    >>> short_month(date(2025, 6, 2))
    'Jun 2025'
    """
    return _short(day.isoformat()[:7])


def _short(part: str) -> str:
    """A day, month or year in short words; anything vaguer as it was written."""
    if not part.replace("-", "").isdigit() or len(part) not in (4, 7, 10):
        return part
    year, _, rest = part.partition("-")
    month, _, day = rest.partition("-")
    named = _MONTHS[int(month) - 1][:3] if month else ""
    return " ".join(filter(None, [day.lstrip("0"), named, year]))


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
