"""Rows of any of the formats, put together issue by issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import nan

from graphkit.bargaining.table import Inputs

RANGES = ("salience_low", "salience_high", "capability_low", "capability_high")
NUMBERS = ("position", "salience", "capability", "low", "high", "at_least", "at_most", *RANGES)


@dataclass(frozen=True, slots=True)
class Row:
    """One actor on one issue; NaN where a number is not known, and the line of the file on which it stands."""

    issue: str
    actor: str
    numbers: Mapping[str, float]
    line: int = 0


def together(
    rows: Iterable[Row], *, scales: Mapping[str, tuple[float, float]], full_salience: float
) -> tuple[Inputs, ...]:
    """A table of inputs for each issue that has a row, in order of first mention."""
    by_issue: dict[str, list[Row]] = {}
    for row in rows:
        by_issue.setdefault(row.issue, []).append(row)
    return tuple(
        Inputs(
            issue,
            tuple(row.actor for row in mine),
            lines=tuple(row.line for row in mine),
            scale=scales[issue],
            full_salience=full_salience,
            **{name: [row.numbers.get(name, nan) for row in mine] for name in NUMBERS},  # type: ignore[arg-type]
        )
        for issue, mine in by_issue.items()
    )


def full(saliences: Iterable[float]) -> float:
    """What full salience is: 1 where no salience is above it, else 100, else the largest."""
    largest = max((each for each in saliences if each == each), default=100.0)
    return 1.0 if largest <= 1 else max(100.0, largest)


def ends(values: Iterable[float]) -> tuple[float, float]:
    """The ends of a scale: 0 to 1 or 0 to 100 where all values lie there, else the smallest and the largest.

    Where these are one, the other end is 0; where all values are 0, it is 0 to 100.
    """
    known = [each for each in values if each == each]
    if not known or (min(known) >= 0 and max(known) <= 100):
        return (0.0, 1.0) if known and 0 < max(known) <= 1 else (0.0, 100.0)
    low, high = min(known), max(known)
    return (low, high) if low < high else (min(low, 0), max(high, 0))
