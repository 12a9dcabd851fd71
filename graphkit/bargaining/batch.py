"""Where one issue would end in each of many draws, by models that look at it alone and once; see `spatial`.

Every model takes `Draws` in which all that it needs is known, and gives an outcome for each draw: NaN where there are
fewer than two actors, where nobody has any weight, or where the model has no outcome.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.draws import Draws
from graphkit.bargaining.spatial import HALVINGS, Disagreement
from graphkit.bargaining.table import BadInputs, Floats
from graphkit.dossier.problem import quoted

Flags: TypeAlias = npt.NDArray[np.bool_]
FEWEST = 2


def mean(draws: Draws) -> Floats:
    """The unweighted mean of the positions; see `spatial.mean`.

    Returns
    -------
    array of shape (draws,)
    """
    position = draws.position
    share = 1 / max(1, position.shape[1])
    return _where_enough(draws, _within((share * position).sum(axis=1), position, np.ones_like(position, bool)))


def compromise(draws: Draws) -> Floats:
    """The mean of the positions weighted by capability times salience; see `spatial.compromise`.

    Returns
    -------
    array of shape (draws,)
    """
    weight = weights(draws)
    return _where_enough(draws, _within((weight * draws.position).sum(axis=1), draws.position, weight > 0))


def weighted_median(draws: Draws) -> Floats:
    """The position at which half of all weight is passed; see `spatial.weighted_median`.

    Returns
    -------
    array of shape (draws,)
    """
    weight = weights(draws)
    found = np.where(np.isnan(weight).any(axis=1), np.nan, medians_of(draws.position, weight))
    return _where_enough(draws, found)


def medians_of(position: Floats, weight: Floats) -> Floats:
    """The weighted median of each row; see `spatial.median_of`."""
    order = np.argsort(position, axis=1, kind="stable")
    places = np.take_along_axis(position, order, 1)
    passed = np.cumsum(np.take_along_axis(weight, order, 1), axis=1) / weight.sum(axis=1, keepdims=True)
    first = (passed >= 0.5 - 1e-12).argmax(axis=1)[:, None]
    after = (passed > 0.5 + 1e-12).argmax(axis=1)[:, None]
    even = np.abs(np.take_along_axis(passed, first, 1) - 0.5) <= 1e-12
    one, other = np.take_along_axis(places, first, 1), np.take_along_axis(places, after, 1)
    found: Floats = np.where(even, (one + other) / 2, one)[:, 0]
    return found


def nash(
    draws: Draws, *, exponent: float = 2.0, disagreement: Disagreement = "breakdown", breakdown: float = 1.0
) -> Floats:
    """The Nash bargaining solution; see `spatial.nash`.

    Returns
    -------
    array of shape (draws,)
    """
    heard, table = weights(draws) > 0, draws.table
    share = draws.salience / table.full_salience
    lowest, highest = (np.where(heard.any(axis=1), each, 0.0) for each in _ends(draws.position, heard))
    length = np.maximum(abs(table.scale[1] - table.scale[0]), highest - lowest)[:, None]
    length = np.where(length > 0, length, 1.0)
    power = np.where(heard, draws.capability, 0.0)

    def loss(x: Floats) -> Floats:
        lost: Floats = share * (np.abs(x[:, None] - draws.position) / length) ** exponent
        return lost

    def rises(x: Floats) -> Flags:
        gap = draws.position - x[:, None]
        steep = share * (np.abs(gap) / length) ** (exponent - 1) * np.sign(gap)
        gain = np.maximum(without - loss(x), np.finfo(float).tiny)
        with np.errstate(over="ignore", invalid="ignore"):  # a gain of nothing makes a slope without end
            up: Flags = np.where(heard, power * steep / gain, 0.0).sum(axis=1) > 0
        return up

    low, high = lowest, highest
    without: Floats = np.full_like(draws.position, breakdown)
    if disagreement == "status-quo":
        if table.status_quo is None:
            raise BadInputs(f"no status quo on {quoted(table.issue)}; give one, or take disagreement='breakdown'")
        quo = np.full(len(draws), table.status_quo)
        low, high = _better_than(quo, draws.position, heard, lowest, highest)
        without = loss(quo)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        open_ = (low < middle) & (middle < high)
        if not open_.any():
            break
        up = rises(middle)
        low, high = np.where(open_ & up, middle, low), np.where(open_ & ~up, middle, high)
    return _where_enough(draws, np.where(heard.any(axis=1), (low + high) / 2, np.nan))


def _better_than(quo: Floats, ideal: Floats, heard: Flags, lowest: Floats, highest: Floats) -> tuple[Floats, Floats]:
    """The points that nobody who is heard likes less than the status quo; it alone where there are none."""
    mirrored = 2 * ideal - quo[:, None]
    nearest, farthest = _ends(mirrored, heard)
    above, below = lowest > quo, highest < quo
    low = np.where(above, lowest, np.where(below, np.maximum(farthest, lowest), quo))
    high = np.where(above, np.minimum(nearest, highest), np.where(below, highest, quo))
    return low, high


def quota_voting(draws: Draws, *, quota: float | None = None) -> Floats:
    """What votes leave standing under a quota of capability; see `spatial.quota_voting`.

    Returns
    -------
    array of shape (draws,)
        NaN besides where there is no status quo and the core is no point.
    """
    asked = draws.table.quota if quota is None else quota
    needs = (asked or 50.0) / 100
    just = needs + 1e-12 if needs == 0.5 else needs - 1e-12
    low, high = _core(draws, just)
    quo = draws.table.status_quo
    found = np.where(low == high, low, np.nan) if quo is None else np.minimum(np.maximum(quo, low), high)
    return _where_enough(draws, found)


def _core(draws: Draws, just: float) -> tuple[Floats, Floats]:
    """Ends of the core of each draw."""
    votes = draws.capability
    total = votes.sum(axis=1, keepdims=True)
    share = np.divide(votes, total, out=np.full_like(votes, np.nan), where=total > 0)
    above, below = np.zeros_like(share), np.zeros_like(share)
    for actor in range(share.shape[1]):
        at = draws.position[:, [actor]]
        above += share[:, [actor]] * (at > draws.position)
        below += share[:, [actor]] * (at < draws.position)
    low = np.where(above < just, draws.position, np.inf).min(axis=1)
    high = np.where(below < just, draws.position, -np.inf).max(axis=1)
    known = np.isfinite(low) & np.isfinite(high)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def weights(draws: Draws) -> Floats:
    """Capability times salience, as shares of their sum; NaN where nobody has any."""
    power = draws.capability
    weight = power / _or_one(power.max(axis=1, keepdims=True)) * draws.salience
    weight = weight / _or_one(weight.max(axis=1, keepdims=True))
    total = weight.sum(axis=1, keepdims=True)
    share: Floats = np.divide(weight, total, out=np.full_like(weight, np.nan), where=total > 0)
    return share


def _or_one(largest: Floats) -> Floats:
    return np.where(largest > 0, largest, 1.0)


def _ends(values: Floats, where: Flags) -> tuple[Floats, Floats]:
    """The least and the largest of each row, of those that count."""
    return np.where(where, values, np.inf).min(axis=1), np.where(where, values, -np.inf).max(axis=1)


def _within(value: Floats, position: Floats, where: Flags) -> Floats:
    """Means, freed of the rounding that would put them a little outside the positions."""
    low, high = _ends(position, where)
    return np.minimum(np.maximum(value, low), high)


def _where_enough(draws: Draws, found: Floats) -> Floats:
    return found if len(draws.table) >= FEWEST else np.full(len(draws), np.nan)
