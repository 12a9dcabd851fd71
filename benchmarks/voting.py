"""How long exact voting power takes: 100 members with weights up to 1,000, against whole numbers of Python.

Usage: ``python benchmarks/voting.py``.  The peer keeps the generating function Π(1 + y·x^w) as one large number, in
which y is a slot of bytes and x a row of slots; it runs in the same run on the same bodies, and must count alike.
"""

from __future__ import annotations

import random
import sys
import time

from graphkit.bargaining.coalitions import pivots

BODIES = ((27, 1000), (100, 29), (100, 1000))
TARGET_S = 1.0


def in_one_number(quota: int, weights: list[int]) -> list[list[int]]:
    """The coalitions that each member turns, by size."""
    quota = min(quota, sum(weights) - quota + 1)
    slot = len(weights) // 8 + 1
    row = (len(weights) + 1) * slot
    product, room = 1, (1 << (8 * row * quota)) - 1
    for weight in sorted(weights):
        if weight < quota:
            product += product << (8 * (row * weight + slot))
            if product > room:
                product &= room
    digits, below = product.to_bytes(row * quota, "little"), [0]
    for start in range(0, row * quota, row):
        below.append(below[-1] + int.from_bytes(digits[start : start + row], "little"))
    found = {weight: _slots(_swings(quota, weight, below, slot), slot, len(weights)) for weight in set(weights)}
    return [found[weight] for weight in weights]


def _swings(quota: int, weight: int, below: list[int], slot: int) -> int:
    if weight >= quota or not weight:
        return below[quota] if weight else 0
    found = 0
    for many, end in enumerate(range(quota, 0, -weight)):
        part = (below[end] - below[max(end - weight, 0)]) << (8 * slot * many)
        found += -part if many % 2 else part
    return found


def _slots(number: int, slot: int, members: int) -> list[int]:
    digits = number.to_bytes((members + 1) * slot, "little")
    return [int.from_bytes(digits[start : start + slot], "little") for start in range(0, members * slot, slot)]


def main() -> int:
    """Print both times and their ratio for each body; 1 where the target is missed or the counts differ."""
    drawn, missed = random.Random(1), False
    print(f"{'members':>8}{'weights to':>12}{'here s':>9}{'peer s':>9}{'ratio':>7}")
    for members, most in BODIES:
        weights = [drawn.randint(1, most) for _ in range(members)]
        quota = sum(weights) // 2 + 1
        began = time.perf_counter()
        here = pivots(quota, weights)
        between = time.perf_counter()
        alike = here == in_one_number(quota, weights)
        mine, theirs = between - began, time.perf_counter() - between
        missed |= mine > TARGET_S or not alike
        print(
            f"{members:>8}{most:>12}{mine:>9.3f}{theirs:>9.3f}{theirs / mine:>7.1f}{'' if alike else '  they differ'}"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
