"""Scales with ends of their own: a value from 0 to 100 as the table has it that it is from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Scale: TypeAlias = tuple[float, float]
Scales: TypeAlias = Mapping[str, Scale]
USUAL: Scale = (0.0, 100.0)
LARGE = 1e6  # from here on six digits would come as a power of ten
DIGITS = 12  # so that a number is the same after there and back


def onto(scale: Scale, number: float) -> float:
    """A number on a scale as a value from 0 to 100.

    Examples
    --------
    >>> onto((-5, 5), 0), onto((0, 100), 0.1)
    (50.0, 0.1)
    """
    low, high = scale
    return float(number) if scale == USUAL else float((number - low) / (high - low) * 100)


def back(scale: Scale, value: float) -> float:
    """A value from 0 to 100 as a number on a scale.

    Examples
    --------
    >>> back((-5, 4), onto((-5, 4), 1)), back((0, 100), 0.1)
    (1.0, 0.1)
    """
    low, high = scale
    return float(value) if scale == USUAL else float(f"{low + value / 100 * (high - low):.{DIGITS}g}")


def in_words(scales: Scales, issue: str, value: float) -> str:
    """A value on an issue as readers know it, on the issue's own scale where it has one.

    Examples
    --------
    >>> in_words({"toll": (0, 5)}, "toll", 50), in_words({}, "toll", 50)
    ('2.5', '50')
    """
    return written(back(scales.get(issue, USUAL), value))


def written(number: float) -> str:
    """A number in six digits, and a large one in full.

    Examples
    --------
    >>> written(2.5), written(100 / 3), written(1_500_000.0)
    ('2.5', '33.3333', '1500000')
    """
    return f"{number:.0f}" if abs(number) >= LARGE else f"{number:g}"
