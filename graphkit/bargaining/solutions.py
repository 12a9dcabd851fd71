"""Axiomatic solutions: which of the agreements that could be made bargainers should reach, by what they gain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.table import BadInputs, Floats

GRID = 2_001
HALVINGS = 100


@dataclass(frozen=True, slots=True)
class Solution:
    """An agreement and what it is worth.

    Attributes
    ----------
    point : float
    utility : tuple of float
        To each bargainer.
    """

    point: float
    utility: tuple[float, ...]


def pareto(utility: Floats) -> npt.NDArray[np.bool_]:
    """Which alternatives are efficient: no other is better for somebody and worse for nobody.

    Parameters
    ----------
    utility : array of shape (alternatives, bargainers)

    Returns
    -------
    array of shape (alternatives,)

    Examples
    --------
    >>> pareto(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.5]])).tolist()
    [True, True, False]
    """
    values = np.asarray(utility, np.float64)
    if values.ndim != 2 or not np.isfinite(values).all():
        raise BadInputs(f"utilities have the shape {values.shape}; give a finite number by alternative and bargainer")
    at_least = (values[:, None, :] >= values[None, :, :]).all(axis=2)
    better = (values[:, None, :] > values[None, :, :]).any(axis=2)
    dominated: npt.NDArray[np.bool_] = np.any(at_least & better, axis=0)
    return ~dominated


def nash_solution(
    utility: Callable[[float], Sequence[float]], low: float, high: float, *, disagreement: Sequence[float]
) -> Solution:
    """The agreement with the largest product of gains over disagreement.

    Nash (1950), The bargaining problem, Econometrica 18:155-162.

    Parameters
    ----------
    utility : callable
        From an agreement, a number from `low` to `high`, to what it is worth to each bargainer.
    low, high : float
        Ends of what can be agreed on.
    disagreement : sequence of float
        What each bargainer gets without agreement.

    Returns
    -------
    Solution

    Raises
    ------
    BadInputs
        If no agreement is better for everybody than none, or low is not below high.

    Examples
    --------
    >>> found = nash_solution(lambda x: (x**0.5, 1 - x), 0, 1, disagreement=(0, 0))
    >>> round(found.point, 6)
    0.333333
    """

    def product(gains: Floats) -> float:
        return float(np.log(gains).sum()) if (gains > 0).all() else -np.inf

    return _best(utility, low, high, disagreement, product)


def kalai_smorodinsky(
    utility: Callable[[float], Sequence[float]], low: float, high: float, *, disagreement: Sequence[float]
) -> Solution:
    """The efficient agreement at which all gain the same share of the most that each could gain.

    Kalai and Smorodinsky (1975), Other solutions to Nash's bargaining problem, Econometrica 43:513-518.  The most that
    a bargainer could gain is what it gets where nobody gets less than by disagreement.

    Parameters
    ----------
    utility, low, high, disagreement
        As for `nash_solution`.

    Returns
    -------
    Solution

    Raises
    ------
    BadInputs
        As for `nash_solution`.

    Examples
    --------
    >>> found = kalai_smorodinsky(lambda x: (x**0.5, 1 - x), 0, 1, disagreement=(0, 0))
    >>> round(found.point, 6), round((3 - 5**0.5) / 2, 6)
    (0.381966, 0.381966)
    """
    at = np.array(disagreement, np.float64)
    gains = np.array([np.asarray(utility(x), np.float64) - at for x in np.linspace(low, high, GRID)])
    rational = gains[(gains >= 0).all(axis=1)]
    most = rational.max(axis=0) if len(rational) else np.zeros(len(at))
    if not (most > 0).all():
        raise BadInputs("no agreement is better for everybody than none")
    return _best(utility, low, high, disagreement, lambda gain: float((gain / most).min()))


def egalitarian(
    utility: Callable[[float], Sequence[float]], low: float, high: float, *, disagreement: Sequence[float]
) -> Solution:
    """The agreement in which whoever gains least gains most: where it can be had, all gain alike.

    Kalai (1977), Proportional solutions to bargaining situations: interpersonal utility comparisons, Econometrica
    45:1623-1630.  Unlike the other solutions it compares what different bargainers gain, as the exchange model does.

    Parameters
    ----------
    utility, low, high, disagreement
        As for `nash_solution`.

    Returns
    -------
    Solution

    Raises
    ------
    BadInputs
        As for `nash_solution`.

    Examples
    --------
    >>> found = egalitarian(lambda x: (x**0.5, 1 - x), 0, 1, disagreement=(0, 0))
    >>> round(found.point, 6), round((3 - 5**0.5) / 2, 6)
    (0.381966, 0.381966)
    """

    def least(gains: Floats) -> float:
        return float(gains.min()) if (gains > 0).all() else -np.inf

    return _best(utility, low, high, disagreement, least)


def _best(
    utility: Callable[[float], Sequence[float]],
    low: float,
    high: float,
    disagreement: Sequence[float],
    worth: Callable[[Floats], float],
) -> Solution:
    """The point with the largest worth: the best of a grid, then closed in on from both sides."""
    if not low < high:
        raise BadInputs(f"agreements from {low:g} to {high:g} are none; give a low end below the high one")
    at = np.array(disagreement, np.float64)

    def value(x: float) -> float:
        return worth(np.asarray(utility(x), np.float64) - at)

    grid = np.linspace(low, high, GRID)
    values = [value(float(x)) for x in grid]
    place = int(np.argmax(values))
    if not np.isfinite(values[place]) or values[place] == -np.inf:
        raise BadInputs("no agreement is better for everybody than none")
    left, right = float(grid[max(place - 1, 0)]), float(grid[min(place + 1, GRID - 1)])
    for _ in range(HALVINGS):
        one, other = left + (right - left) / 3, right - (right - left) / 3
        left, right = (one, right) if value(one) < value(other) else (left, other)
    point = (left + right) / 2
    return Solution(point, tuple(map(float, utility(point))))
