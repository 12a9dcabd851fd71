"""Four measures of how far apart two camps are: modularity, E-I index, random-walk controversy, Esteban–Ray."""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np
from scipy import sparse

from graphkit.analysis.camps.leiden import modularity
from graphkit.analysis.camps.signed import SignedNetwork
from graphkit.analysis.camps.stands import Stands
from graphkit.analysis.discourse.statements import Floats, Integers

Measure = Literal["modularity", "ei_index", "controversy", "esteban_ray"]
SOLVED_AT_MOST = 2000
SETTLED, ROUNDS = 1e-10, 20_000
MEASURES: tuple[Measure, ...] = get_args(Measure)


def ei_index(network: SignedNetwork, camps: Integers) -> float:
    """The E-I index, -1 (agreement within camps only) to 1 (between them only), by weight of ties.

    (E - I) / (E + I) with E the agreement between camps and I that within (Krackhardt & Stern 1988, Social Psychology
    Quarterly 51); ties of conflict do not count.

    Parameters
    ----------
    network : SignedNetwork
    camps : array of int
        The camp of each actor; actors below 0 count nowhere.

    Returns
    -------
    float
        NaN without agreement.
    """
    counts = (network.weight > 0) & (camps[network.one] >= 0) & (camps[network.other] >= 0)
    weight, within = network.weight[counts], (camps[network.one] == camps[network.other])[counts]
    total = float(weight.sum())
    return float((weight[~within].sum() - weight[within].sum()) / total) if total else float("nan")


def controversy(network: SignedNetwork, camps: Integers, *, hubs: float = 0.1) -> float:
    """Random-walk controversy of two camps, -1 to 1; near 1 where whoever hears a side's leaders began on that side.

    P_AA P_BB - P_AB P_BA, where P_XY is the chance that a walk that ended in Y began in X (Garimella, De Francisci
    Morales, Gionis & Mathioudakis 2018, "Quantifying controversy on social media", ACM Transactions on Social
    Computing 1).  A walk follows ties of agreement by their weight, begins on either side as likely, at any of its
    actors as likely, makes at least one step, and ends at a hub: one of the actors with the strongest agreement on each
    side.  The chances are computed, not drawn.

    Parameters
    ----------
    network : SignedNetwork
    camps : array of int
        The camp of each actor; the camps 0 and 1 count.
    hubs : float
        The share of each side that are hubs, at least one actor.

    Returns
    -------
    float
        NaN where there are not two camps with agreement, or no walk ends on one of them.
    """
    matrix = network.matrix.maximum(0)
    strength = np.asarray(matrix.sum(axis=1), np.float64).ravel()
    sides = [np.flatnonzero((camps == camp) & (strength > 0)) for camp in (0, 1)]
    if not all(map(len, sides)):
        return float("nan")
    ends = [side[np.argsort(-strength[side], kind="stable")[: max(1, round(hubs * len(side)))]] for side in sides]
    reached = _reached(sparse.csr_array(matrix), strength, ends)
    begun = np.array([[reached[side, end].mean() for end in (0, 1)] for side in sides])
    ended = begun.sum(axis=0)
    if not np.all(ended > 0):
        return float("nan")
    chance = begun / ended
    return float(chance[0, 0] * chance[1, 1] - chance[0, 1] * chance[1, 0])


def _reached(matrix: Any, strength: Floats, ends: list[Integers]) -> Floats:
    """The chance, for each actor and side, that a walk from there ends at a hub of that side."""
    size = len(strength)
    step = sparse.csr_array(sparse.diags_array(np.divide(1, strength, out=np.zeros(size), where=strength > 0)) @ matrix)
    absorbed = np.zeros((size, 2))
    for side, hubs in enumerate(ends):
        absorbed[hubs, side] = 1.0
    inner = np.flatnonzero(absorbed.sum(axis=1) == 0)
    inner = inner[_leads(matrix, inner, np.concatenate(ends))]
    if len(inner):
        first = np.asarray(step[inner] @ absorbed, np.float64)
        absorbed[inner] = _settled(step[inner][:, inner], first)
    return np.asarray(step @ absorbed, np.float64)


def _settled(step: Any, first: Floats) -> Floats:
    """The x with x = step x + first; of many actors by rounds, since a random network leaves a solver no empty cell."""
    size = len(first)
    if size <= SOLVED_AT_MOST:
        within = sparse.csc_array(sparse.eye_array(size) - step)
        return np.asarray(sparse.linalg.spsolve(within, first).reshape(size, 2), np.float64)
    found = first
    for _ in range(ROUNDS):
        before, found = found, np.asarray(step @ found + first, np.float64)
        if np.abs(found - before).max() < SETTLED:
            break
    return found


def _leads(matrix: Any, inner: Integers, hubs: Integers) -> Any:
    """Which actors have any way to a hub."""
    _, part = sparse.csgraph.connected_components(matrix, directed=False)
    return np.isin(part[inner], part[hubs])


def esteban_ray(masses: Floats, places: Floats, *, alpha: float = 1.0) -> float:
    """The polarization of Esteban & Ray (1994, Econometrica 62, eq. 3): Σ_i Σ_j π_i^(1+α) π_j |y_i - y_j|.

    Parameters
    ----------
    masses : array of float
        Sizes of groups, 0 or more; divided by their sum.
    places : array of float
        Where each group stands.
    alpha : float
        How much groups count for their size, above 0 to 1.6.

    Returns
    -------
    float
        0 where all stand in one place; NaN without masses.

    Examples
    --------
    >>> esteban_ray(np.array([1.0, 1.0]), np.array([0.0, 100.0]))
    25.0
    """
    total = float(masses.sum())
    if not total:
        return float("nan")
    share = masses / total
    where, group = np.unique(places, return_inverse=True)
    size = np.bincount(group, share, len(where))
    apart = np.abs(where[:, None] - where[None, :])
    return float(size ** (1 + alpha) @ apart @ size)


def esteban_ray_of(stands: Stands, *, times: Floats | None = None, alpha: float = 1.0) -> float:
    """The mean over issues of `esteban_ray` of stands: support stands at 100, opposition at 0.

    Every stand has its weight; issues count by the weight of their stands, those with a single actor not at all.
    """
    weight = stands.weight if times is None else stands.weight * times
    found, sizes = [], []
    for issue in np.unique(stands.issue).tolist():
        here = (stands.issue == issue) & (weight > 0)
        if len(np.unique(stands.actor[here])) > 1:
            found.append(esteban_ray(weight[here], 50 + 50 * stands.sign[here], alpha=alpha))
            sizes.append(float(weight[here].sum()))
    return float(np.average(found, weights=sizes)) if found else float("nan")


def measures(
    network: SignedNetwork, camps: Integers, facing: Integers | None = None, *, hubs: float = 0.1
) -> dict[Measure, float]:
    """The three measures that need a network alone.

    Parameters
    ----------
    network : SignedNetwork
    camps : array of int
        The camp of each actor; below 0 where there is none.
    facing : array of int, optional
        The same for controversy, which is between two camps only.
    hubs : float
        See `controversy`.
    """
    inside = np.where(camps < 0, camps.max(initial=0) + 1 + np.arange(len(camps)), camps)
    return {
        "modularity": modularity(network, inside),
        "ei_index": ei_index(network, camps),
        "controversy": controversy(network, camps if facing is None else facing, hubs=hubs),
    }
