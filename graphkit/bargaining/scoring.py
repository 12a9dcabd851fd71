"""How good forecasts were: errors, what ranges were worth, and whether something naive would have done as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

INTERVALS = (50, 80, 90)
BINS = 5


@dataclass(frozen=True, slots=True)
class Predicted:
    """A forecast of one number: a point, or quantiles.

    Attributes
    ----------
    point : float
    levels : tuple of float
        Shares from 0 to 1, rising; empty for a point alone.
    quantiles : tuple of float
        What so large a share does not pass, rising.
    """

    point: float
    levels: tuple[float, ...] = ()
    quantiles: tuple[float, ...] = ()

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """The corners of the distribution function: places and the share up to them, from 0 to 1.

        It is straight between quantiles; what lies below the first and above the last stands at these.
        """
        if not self.levels:
            return (self.point, 0.0), (self.point, 1.0)
        first, last = (self.quantiles[0], 0.0), (self.quantiles[-1], 1.0)
        return first, *zip(self.quantiles, self.levels, strict=True), last

    def share_up_to(self, place: float) -> float:
        """The share of the forecast at a place or below; half of what stands at the very place."""
        below = at = 0.0
        for (left, low), (right, high) in pairwise(self.corners):
            if right < place:
                below += high - low
            elif left == right == place:
                at += high - low
            elif left < place:
                below += (high - low) * (place - left) / (right - left)
        return below + at / 2

    def interval(self, percent: float) -> tuple[float, float]:
        """The ends between which so many percent of the forecast lie, as many below as above."""
        outside = (1 - percent / 100) / 2
        return self.quantile(outside), self.quantile(1 - outside)

    def quantile(self, share: float) -> float:
        """What so large a share of the forecast does not pass."""
        for (left, low), (right, high) in pairwise(self.corners):
            if high >= share:
                return left if high == low else left + (right - left) * max(share - low, 0) / (high - low)
        return self.corners[-1][0]


def crps(predicted: Predicted, outcome: float) -> float:
    """The continuous ranked probability score: ∫ (F(x) − 1{x ≥ y})² dx, 0 at best, in the outcome's own unit.

    Gneiting and Raftery (2007), Strictly proper scoring rules, Journal of the American Statistical Association
    102:359-378, equation 20.  For a point forecast it is the absolute error.  The integral over a distribution function
    of straight pieces is exact.

    Parameters
    ----------
    predicted : Predicted
    outcome : float

    Examples
    --------
    >>> crps(Predicted(50), 70)
    20.0
    >>> levels = tuple(level / 100 for level in range(1, 100))
    >>> even = Predicted(50, levels, tuple(100 * level for level in levels))  # all from 0 to 100 alike
    >>> round(crps(even, 50), 2)  # 100 / 12
    8.33
    """
    corners = list(predicted.corners)
    low, high = corners[0][0], corners[-1][0]
    score = max(low - outcome, 0.0) + max(outcome - high, 0.0)
    for (left, before), (right, after) in pairwise(corners):
        if right <= left:
            continue
        middle = min(max(outcome, left), right)
        at = before + (after - before) * (middle - left) / (right - left)
        score += (middle - left) * _mean_square(before, at)
        score += (right - middle) * _mean_square(1 - at, 1 - after)
    return float(score)


def _mean_square(one: float, other: float) -> float:
    """The mean of the square of a line from one height to another."""
    return (one * one + one * other + other * other) / 3


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast and what came of it.

    Attributes
    ----------
    predicted : Predicted
    outcome : float
    naive : tuple of (str, float)
        What naive forecasts of the same number would have said, by name.
    """

    predicted: Predicted
    outcome: float
    naive: tuple[tuple[str, float], ...] = ()

    @property
    def error(self) -> float:
        """The absolute error of the point."""
        return abs(self.predicted.point - self.outcome)


@dataclass(frozen=True, slots=True)
class Score:
    """How good some forecasts were, all in points of the scale from 0 to 100.

    Attributes
    ----------
    count : int
        How many forecasts; with few, a score says little.
    error : float
        Mean absolute error of the points.
    crps : float
    held : mapping of int to (int, int)
        For each interval in percent, how many outcomes lay in it, of how many forecasts that have a range.
    places : tuple of int
        How many outcomes lay in each fifth of their forecast, the lowest first: alike where ranges are right, heaped
        in the middle where they are too wide and at the ends where they are too narrow (probability integral
        transform; Dawid 1984).  Of forecasts that have a range.
    naive : dict of str to (int, float, float)
        By name of a naive forecast, of how many its error is known, its mean absolute error, and the skill beside it: 1
        less the error as a share of the naive one on the same forecasts; above 0 is better than naive.
    """

    count: int
    error: float
    crps: float
    held: dict[int, tuple[int, int]]
    places: tuple[int, ...]
    naive: dict[str, tuple[int, float, float | None]]


def score(scored: Sequence[Scored]) -> Score:
    """Sum up forecasts and what came of them.

    Parameters
    ----------
    scored : sequence of Scored
        At least one.

    Examples
    --------
    >>> found = score([Scored(Predicted(50), 60, (("status quo", 90),)), Scored(Predicted(30), 30)])
    >>> found.error, found.naive
    (5.0, {'status quo': (1, 30.0, 0.6666666666666667)})
    """
    ranged = [each for each in scored if each.predicted.levels]
    held = {percent: (sum(_lies_in(each, percent) for each in ranged), len(ranged)) for percent in INTERVALS if ranged}
    shares = [each.predicted.share_up_to(each.outcome) for each in ranged]
    places = [0] * BINS
    for share in shares:
        places[min(int(share * BINS), BINS - 1)] += 1
    return Score(
        len(scored),
        sum(each.error for each in scored) / len(scored),
        sum(crps(each.predicted, each.outcome) for each in scored) / len(scored),
        held,
        tuple(places),
        {name: _beside(scored, name) for name in dict.fromkeys(name for each in scored for name, _ in each.naive)},
    )


def _lies_in(each: Scored, percent: float) -> bool:
    low, high = each.predicted.interval(percent)
    return low <= each.outcome <= high


def _beside(scored: Sequence[Scored], name: str) -> tuple[int, float, float | None]:
    """How a naive forecast did on those of which it can be said, and how much better the others were there."""
    both = [(each.error, abs(dict(each.naive)[name] - each.outcome)) for each in scored if name in dict(each.naive)]
    mine, naive = (sum(column) / len(both) for column in zip(*both, strict=True))
    return len(both), naive, 1 - mine / naive if naive else None
