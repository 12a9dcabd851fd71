"""One outcome over draws: its interval, how steady that is, and the draws themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.forecast import Outcome
from graphkit.bargaining.table import Floats

LEVELS = (50, 80, 90)
FIRST = 20  # draws from which on quantiles are followed
PARTS = (8, 4, 2, 1)  # the first eighth, quarter and half of the draws, and all
STEADY = 0.01  # of the scale: an end of an interval that is less certain, or moves by more, is not steady
COLUMNS = (
    *("issue", "model", "outcome", "median", "low", "high", "interval", "mean", "error", "converged", "draws"),
    *("without", "above_status_quo", "below_status_quo", "in_zone", "ranges", "numbers", "evidence", "intervals"),
    *("convergence", "quantiles", "actors", "left_out", "reason", "detail"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Where one issue would end by one model, over all draws.

    Attributes
    ----------
    point : Outcome
        By the inputs as they stand.
    interval : float
        Share of draws between `low` and `high`, in percent; as many are below as above.
    ranges, numbers : int
        How many of the numbers that went in have a range, and how many there are.
    evidence : int
        How many of the positions may be anywhere on the scale.
    values : array of shape (draws,)
        The outcome of each draw, on the issue's scale, in the order of drawing; NaN where there is none.  Empty where
        nothing varies.
    scale : (float, float)
        Ends of the issue's scale.
    status_quo : float, optional
    zone : (float, float), optional
        Where agreement is possible.
    actors : tuple of str
        Who takes part in the draws: also those of whom coders who do not agree gave numbers, and nobody's counts.
    """

    point: Outcome
    interval: float
    ranges: int
    numbers: int
    evidence: int
    values: Floats = field(default_factory=lambda: np.empty(0))
    scale: tuple[float, float] = (0.0, 100.0)
    status_quo: float | None = None
    zone: tuple[float, float] | None = None
    actors: tuple[str, ...] = ()

    @property
    def has_answer(self) -> bool:
        """Whether there is an outcome, by the inputs as they stand or in draws."""
        return self.point.outcome is not None or len(self.values) > 0

    @property
    def known(self) -> Floats:
        """The outcomes of the draws that have one."""
        return self.values[~np.isnan(self.values)]

    @property
    def without(self) -> float | None:
        """The share of draws without an outcome."""
        return float(np.isnan(self.values).mean()) if len(self.values) else None

    def quantile(self, share: float) -> float | None:
        """The outcome that a share of draws, from 0 to 1, does not pass; None without draws."""
        return float(np.quantile(self.known, share)) if len(self.known) else None

    def ends(self, level: float) -> tuple[float, float] | None:
        """The ends of the interval that so many percent of draws lie in."""
        if not len(self.known):
            return None
        low, high = np.quantile(self.known, _shares(level)).tolist()
        return low, high

    @property
    def quantiles(self) -> tuple[float, ...]:
        """The 99 percentiles; empty without draws."""
        if not len(self.known):
            return ()
        return tuple(np.quantile(self.known, np.arange(1, 100) / 100).tolist())

    @property
    def convergence(self) -> tuple[tuple[int, float, float, float], ...]:
        """How many draws, and the low end, median and high end by so many: an eighth of them first, all last."""
        counts = [len(self.values) // part for part in PARTS]
        firsts = [(count, self.values[:count]) for count in counts if count]
        shares = (_shares(self.interval)[0], 0.5, _shares(self.interval)[1])
        known = [(count, values[~np.isnan(values)]) for count, values in firsts]
        return tuple((count, *np.quantile(values, shares).tolist()) for count, values in known if len(values))

    @property
    def error(self) -> float | None:
        """The largest standard error that drawing leaves in low end, median and high end, on the issue's scale."""
        shares = (_shares(self.interval)[0], 0.5, _shares(self.interval)[1])
        return max(error_of(self.known, share) for share in shares) if len(self.known) else None

    @property
    def converged(self) -> bool | None:
        """Whether more draws would hardly move the interval.

        Its error is at most one hundredth of the scale, and so is the move of its ends and of the median from the first
        half of the draws to all; None without draws.
        """
        if self.error is None:
            return None
        if len(self.convergence) < len(PARTS):
            return False
        half, every = (np.array(each[1:]) for each in self.convergence[-2:])
        worst = max(self.error, float(np.abs(every - half).max()))
        return worst <= STEADY * (abs(self.scale[1] - self.scale[0]) or 1.0)

    def share(self, low: float, high: float) -> float | None:
        """The share of the draws with an outcome in which it lies between two points, the ends counted in."""
        return float(((self.known >= low) & (self.known <= high)).mean()) if len(self.known) else None

    def beyond_status_quo(self, way: int) -> float | None:
        """The share of draws in which the outcome is above (1) or below (-1) where the issue stands."""
        if self.status_quo is None or not len(self.known):
            return None
        return float((way * (self.known - self.status_quo) > 0).mean())


def as_row(spread: Spread) -> dict[str, Any]:
    """An outcome over draws as one flat row; `low` and `high` are the ends of the interval, not those of all inputs."""
    ends, point = spread.ends(spread.interval), spread.point
    row = {
        "issue": point.issue,
        "model": point.model,
        "outcome": point.outcome,
        "median": spread.quantile(0.5),
        "low": ends and ends[0],
        "high": ends and ends[1],
        "interval": spread.interval,
        "mean": float(spread.known.mean()) if len(spread.known) else None,
        "draws": len(spread.values),
        "above_status_quo": spread.beyond_status_quo(1),
        "below_status_quo": spread.beyond_status_quo(-1),
        "in_zone": spread.share(*spread.zone) if spread.zone else None,
        "intervals": {str(level): list(spread.ends(level) or ()) for level in LEVELS},
        "convergence": [list(each) for each in spread.convergence],
        "quantiles": list(spread.quantiles),
        "actors": list(spread.actors or point.actors),
        "left_out": [actor for actor in point.left_out if actor not in spread.actors],
        "reason": point.reason,
        "detail": dict(point.detail),
    }
    row |= {name: getattr(spread, name) for name in COLUMNS if name not in row}
    return {name: row[name] for name in COLUMNS}


def _shares(level: float) -> tuple[float, float]:
    return (1 - level / 100) / 2, (1 + level / 100) / 2


def error_of(values: Floats, share: float) -> float:
    """The standard error of a quantile, from the draws that stand a standard error of their count to either side of it.

    How many of n draws lie below the quantile of a share p is binomial, with deviation √(np(1 − p)).

    Examples
    --------
    >>> round(error_of(np.linspace(0, 1, 10_001), 0.5), 3)
    0.005
    """
    ordered, last = np.sort(values), len(values) - 1
    by = np.sqrt(len(values) * share * (1 - share))
    low, high = int(np.floor(last * share - by)), int(np.ceil(last * share + by))
    return float(ordered[min(high, last)] - ordered[max(low, 0)]) / 2


def running(spread: Spread, points: int = 60) -> tuple[npt.NDArray[np.int64], Floats]:
    """The low end, median and high end by ever more of the draws.

    Returns
    -------
    array of int of shape (points,)
        How many draws.
    array of shape (points, 3)
    """
    counts = np.unique(np.geomspace(min(FIRST, len(spread.values)), len(spread.values), points).astype(np.int64))
    shares = (_shares(spread.interval)[0], 0.5, _shares(spread.interval)[1])
    firsts = [spread.values[:count] for count in counts.tolist()]
    known = [values[~np.isnan(values)] for values in firsts]
    return counts, np.array([np.quantile(each, shares) if len(each) else [np.nan] * 3 for each in known])
