"""What is left of a signed network when actors with few ties are taken out, without a change to its frustration.

Whoever has at most three ties takes the side that suits it best, whatever the others do, and what that leaves
frustrated depends on the others alone.  For three others there are four ways to be parted, and ties between the three
with three weights, beside a constant, give each of the four its value: the star becomes a triangle, as in the theory of
spin glasses (Onsager 1944, Physical Review 65, for the temperature 0).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from graphkit.analysis.camps.signed import SignedNetwork
from graphkit.analysis.discourse.statements import Floats

FEW = 3
NOISE = 1e-12
Star = tuple[int, dict[int, float]]
Ties = list[dict[int, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """A network in which nobody has few ties, and who was taken out.

    Attributes
    ----------
    network : SignedNetwork
        The same actors; those taken out have no tie.
    taken : tuple of (int, dict of int to float)
        Each actor taken out, in order, with the ties that it had then.
    """

    network: SignedNetwork
    taken: tuple[Star, ...]

    def completed(self, sides: Floats) -> Floats:
        """Sides in which everybody who was taken out is where it fits best; those of the others stay."""
        sides = sides.copy()
        for actor, ties in reversed(self.taken):
            pull = sum(weight * float(sides[other]) for other, weight in ties.items())
            sides[actor] = -1.0 if pull < 0 else 1.0
        return sides


def kernel(network: SignedNetwork) -> Kernel:
    """Take out actors with at most three ties until there are none.

    Parameters
    ----------
    network : SignedNetwork

    Returns
    -------
    Kernel
        The frustration of any sides of its network, completed, is theirs there plus a constant.
    """
    ties: Ties = [{} for _ in range(len(network))]
    for one, other, weight in zip(network.one.tolist(), network.other.tolist(), network.weight.tolist(), strict=True):
        ties[one][other] = ties[other][one] = weight
    taken = tuple(_taken(ties))
    left = sorted(
        (one, other, weight) for one, each in enumerate(ties) for other, weight in each.items() if one < other
    )
    ends = np.array([each[:2] for each in left], np.int64).reshape(-1, 2)
    weights = np.array([each[2] for each in left], np.float64)
    return Kernel(SignedNetwork(network.actors, ends[:, 0], ends[:, 1], weights), taken)


def _taken(ties: Ties) -> list[Star]:
    """Take actors out of a table of ties, and tell whom."""
    taken = []
    waiting = deque(actor for actor, mine in enumerate(ties) if len(mine) <= FEW)
    gone = set[int]()
    while waiting:
        actor = waiting.popleft()
        if actor in gone or len(ties[actor]) > FEW:
            continue
        gone.add(actor)
        mine, ties[actor] = ties[actor], {}
        taken.append((actor, mine))
        for other in mine:
            del ties[other][actor]
        for one, other, weight in _instead(mine):
            _add(ties, one, other, weight)
        waiting.extend(other for other in mine if len(ties[other]) <= FEW)
    return taken


def _instead(star: dict[int, float]) -> list[tuple[int, int, float]]:
    """Ties between the others that weigh as much as a star whose middle fits as well as it can."""
    if len(star) < 2:
        return []
    others, weights = list(star), list(star.values())
    if len(star) == 2:
        return [(*others, (abs(weights[0] + weights[1]) - abs(weights[0] - weights[1])) / 2)]  # type: ignore[list-item]
    together = abs(sum(weights))
    alone = [abs(sum(weights) - 2 * weight) for weight in weights]
    return [
        (others[one], others[other], (together + alone[3 - one - other] - alone[one] - alone[other]) / 4)
        for one, other in combinations(range(3), 2)
    ]


def _add(ties: Ties, one: int, other: int, weight: float) -> None:
    before = ties[one].get(other, 0.0)
    total = before + weight
    if abs(total) > NOISE * max(abs(before), abs(weight), 1.0):
        ties[one][other] = ties[other][one] = total
    elif before:
        del ties[one][other], ties[other][one]
