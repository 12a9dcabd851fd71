"""Good camps fast, without a proof: sides are changed one actor at a time as long as that helps."""

from __future__ import annotations

import numpy as np

from graphkit.analysis.camps.signed import SignedNetwork
from graphkit.analysis.discourse.statements import Floats, Table


def two_camps(network: SignedNetwork, *, seed: int = 0, starts: int = 10, known: Floats | None = None) -> Floats:
    """Two camps with little frustration.

    Parameters
    ----------
    network : SignedNetwork
    seed : int
        Of the random starts.
    starts : int
        How many random starts, 0 or more.
    known : array of float, optional
        Sides to start from as well.

    Returns
    -------
    array of float
        +1 or -1 for each actor; the best sides that were found.  No single change of side makes them better.
    """
    random = np.random.default_rng(seed)
    first = [np.ones(len(network)) if known is None else known]
    tries = [
        descended(network.matrix, sides) for sides in (*first, *random.choice([-1.0, 1.0], (starts, len(network))))
    ]
    return min(tries, key=lambda sides: round(cost(network, sides), 9))


def cost(network: SignedNetwork, sides: Floats) -> float:
    """The weight of the ties that sides leave frustrated: agreement between camps and conflict within one."""
    against = sides[network.one] * sides[network.other] * network.weight
    return float(np.abs(against[against < 0]).sum())


def descended(matrix: Table, sides: Floats) -> Floats:
    """Change the side of whoever gains most by it, until nobody gains.

    Parameters
    ----------
    matrix : sparse array of shape (actors, actors)
        Signed weights.
    sides : array of float
        +1 or -1.
    """
    sides = sides.copy()
    held = np.asarray(
        sides * (matrix @ sides), np.float64
    )  # weight of the ties of each actor that fit, less those that do not
    while len(held):
        actor = int(np.argmin(held))
        if held[actor] >= -1e-9:
            break
        sides[actor] = -sides[actor]
        held[actor] = -held[actor]
        row = slice(matrix.indptr[actor], matrix.indptr[actor + 1])
        others = matrix.indices[row]
        held[others] += 2 * sides[actor] * sides[others] * matrix.data[row]
    return sides
