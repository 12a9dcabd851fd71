"""How many coalitions each member of a body turns from losing into winning, by their size; in whole numbers.

Coalitions are counted by size s and weight k with the generating function Π(1 + y·x^w) (Mann and Shapley 1962; Brams
and Affuso 1976).  The counts pass 64 bits, so they are taken by several moduli that have no divisor in common, and put
together by the Chinese remainder theorem: nothing is rounded.  One modulus is 2⁶⁴, by which machine numbers count
anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import gcd, prod
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.table import BadInputs

Counts: TypeAlias = npt.NDArray[np.uint64]
FEW = 20  # members whose coalitions can all be tried
BYTES_AT_MOST = 300_000_000
WORK_AT_MOST = 30_000_000_000  # counts to pass over: half a minute
WORD = 2**64
SMALL = 2**41  # so that sums of 22 rounds, and of all weights, stay below a word
ROUNDS = 22
AT_ONCE = 32_768  # counts that stay near the processor while they are added


def pivots(quota: int, weights: Sequence[int]) -> list[list[int]]:
    """For each member, how many coalitions of s others it turns from losing into winning, s from 0.

    Where fewer votes block than pass, coalitions that block are counted: there s and all others than s change places.

    Parameters
    ----------
    quota : int
        From 1 to the sum of weights.
    weights : sequence of int
        From 0 up.

    Returns
    -------
    list of list of int
        Of shape (members, members).

    Raises
    ------
    BadInputs
        If there are too many coalitions to count.

    Examples
    --------
    >>> pivots(3, [2, 1, 1])
    [[0, 2, 1], [0, 1, 0], [0, 1, 0]]
    """
    blocking = sum(weights) - quota + 1
    if blocking < quota:
        return [row[::-1] for row in _counted(blocking, weights)]
    return _counted(quota, weights)


def _counted(quota: int, weights: Sequence[int]) -> list[list[int]]:
    chosen = moduli(len(weights))
    table = 8 * (len(weights) + 1) * (quota + 1)
    if table <= BYTES_AT_MOST and table // 8 * len(weights) * len(chosen) <= WORK_AT_MOST:
        return _by_counting(quota, weights, chosen)
    if len(weights) <= FEW and sum(weights) < 2**62:
        return by_trying(quota, weights)
    many = f"{len(weights)} members whose weights sum to {float(sum(weights)):.3g}"
    raise BadInputs(f"{many}, by their common measure, are too many coalitions to count; round the weights")


def moduli(members: int) -> list[int]:
    """Moduli, no two of which have a divisor in common, whose product passes any count of coalitions of the others.

    Examples
    --------
    >>> [modulus.bit_length() for modulus in moduli(100)]
    [65, 41]
    """
    chosen, candidate = [WORD], SMALL - 1
    while prod(chosen) <= 2**members:
        if all(gcd(candidate, each) == 1 for each in chosen):
            chosen.append(candidate)
        candidate -= 2
    return chosen


def _by_counting(quota: int, weights: Sequence[int], chosen: Sequence[int]) -> list[list[int]]:
    """The counts by every modulus, one table after the other, put together."""
    different = sorted(set(weights))
    remainders = []
    for modulus in chosen:
        below = _sums_below(quota, weights, modulus)
        remainders.append([_swings(quota, weight, below, modulus) for weight in different])
    whole = dict(zip(different, (_together(each, chosen) for each in zip(*remainders, strict=True)), strict=True))
    return [whole[weight] for weight in weights]


def _sums_below(quota: int, weights: Sequence[int], modulus: int) -> Counts:
    """At [s, m] the coalitions of s members that weigh less than m, by a modulus.

    Members come in one after the other, the lightest first, and each is added to the coalitions before it.
    """
    counts = np.zeros((len(weights) + 1, quota + 1), np.uint64)
    counts[0, 1] = 1
    inside = [weight for weight in sorted(weights) if weight < quota]
    sums, rows = [0, *accumulate(inside)], max(AT_ONCE // quota, 1)
    for number, weight in enumerate(inside, 1):
        for last in range(number, 0, -rows):
            first = max(last - rows + 1, 1)
            start, end = sums[first - 1], min(sums[number - 1] - sums[number - last], quota - 1 - weight)
            if start <= end:  # the lightest and the heaviest that can be made of those before, with one fewer
                before = counts[first - 1 : last, start + 1 : end + 2]
                counts[first : last + 1, start + weight + 1 : end + weight + 2] += before
        if modulus < WORD and (number % ROUNDS == 0 or number == len(inside)):
            counts[: number + 1] %= np.uint64(modulus)
    return np.cumsum(counts, axis=1, dtype=np.uint64, out=counts)


def _swings(quota: int, weight: int, below: Counts, modulus: int) -> list[int]:
    """The coalitions without one member that weigh from quota - weight to quota - 1, by size and by a modulus.

    With P = Q(1 + y·x^w), the coalitions without the member are Q = P − y·x^w·P + y²·x^2w·P − ….
    """
    members = len(below) - 1
    if weight >= quota:  # it wins alone, and none that does was counted
        return [int(each) % modulus for each in below[:members, quota].tolist()]
    if not weight:
        return [0] * members
    ends = np.arange(quota, 0, -weight)[:members]
    parts = below[:members, ends] - below[:members, np.maximum(ends - weight, 0)]
    found = [0] * members
    for many, part in enumerate(parts.T.tolist()):
        sign = -1 if many % 2 else 1
        for size, each in enumerate(part[: members - many], many):
            found[size] += sign * each
    return [each % modulus for each in found]


def _together(remainders: Sequence[Sequence[int]], chosen: Sequence[int]) -> list[int]:
    """The numbers that have these remainders by the moduli (Garner 1959)."""
    found, step = list(remainders[0]), chosen[0]
    for modulus, by_it in zip(chosen[1:], remainders[1:], strict=True):
        inverse = pow(step, -1, modulus)
        found = [each + step * ((rest - each) * inverse % modulus) for each, rest in zip(found, by_it, strict=True)]
        step *= modulus
    return found


def by_trying(quota: int, weights: Sequence[int]) -> list[list[int]]:
    """The same by looking at every coalition."""
    sums, sizes = np.zeros(1, np.int64), np.zeros(1, np.int64)
    for weight in weights:
        sums, sizes = np.concatenate([sums, sums + weight]), np.concatenate([sizes, sizes + 1])
    numbers = np.arange(len(sums))

    def each() -> Iterator[list[int]]:
        for place, weight in enumerate(weights):
            without = (numbers >> place) & 1 == 0
            turned = without & (sums < quota) & (sums + weight >= quota)
            yield np.bincount(sizes[turned], minlength=len(weights)).tolist()

    return list(each())
