"""Which sides are certain: what it would cost to put an actor on the other side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphkit.analysis.camps.signed import NO_COMPONENT, SignedNetwork
from graphkit.analysis.discourse.statements import Floats, Integers
from graphkit.analysis.frustration.exact import Frustration, frustration
from graphkit.analysis.frustration.search import cost


def margins(found: Frustration, *, at_most: int = 40, seed: int = 0) -> Floats:
    """How much more frustration the best camps leave in which an actor is on the other side.

    Sides are counted from the actor with the strongest ties in each component, its anchor.

    Parameters
    ----------
    found : Frustration
    at_most : int
        Components with more actors are passed over: each actor takes an integer programme of its own.
    seed : int

    Returns
    -------
    array of float
        0 means that as good camps have the actor on either side; infinite for an anchor; NaN where nothing is known,
        which is so for actors without ties, for those of large components, and where the index is not proven.
    """
    network = found.network
    result = np.full(len(network), np.nan)
    if not found.proven:
        return result
    strength = np.asarray(abs(network.matrix).sum(axis=1), np.float64).ravel()
    for part in np.unique(network.components[network.components != NO_COMPONENT]).tolist():
        members = np.flatnonzero(network.components == part)
        anchor = int(members[np.argmax(strength[members])])
        result[anchor] = np.inf
        for actor in members[members != anchor].tolist() if len(members) <= at_most else ():
            result[actor] = _margin(found, members, anchor, actor, seed)
    result[[] if len(result) == 0 else np.isin(network.components, _large(network, at_most))] = np.nan
    return result


def _large(network: SignedNetwork, at_most: int) -> Integers:
    """The components with more actors than that."""
    parts, size = np.unique(network.components, return_counts=True)
    return parts[size > at_most].astype(np.int64)


def _margin(found: Frustration, members: Integers, anchor: int, actor: int, seed: int) -> float:
    """Hold the two in the other relation by a tie that outweighs all others, and see what that costs."""
    network = found.network
    inside = np.isin(network.one, members)
    part = network.only(inside)
    strong = float(np.ceil(np.abs(part.weight).sum())) + 1.0
    wanted = -found.sides[anchor] * found.sides[actor]
    one, other = min(anchor, actor), max(anchor, actor)
    there = (part.one == one) & (part.other == other)
    held = replace(
        part,
        one=np.append(part.one[~there], one),
        other=np.append(part.other[~there], other),
        weight=np.append(part.weight[~there], wanted * strong),
    )
    other_sides = frustration(held, seed=seed).sides
    return round(cost(part, other_sides) - cost(part, found.sides), 9)
