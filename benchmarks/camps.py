"""How long the frustration index takes to be proven: 200 actors, 500 signed ties, against trying all and a plain model.

Usage: ``python benchmarks/camps.py``.  Networks are two camps with so many ties of the wrong sign, or signs at random,
which is as hard as it gets.  The peers run in the same run: every pair of camps of a small network, and the integer
programme without cycle inequalities, which HiGHS is given as it stands.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import product

import networkx as nx
import numpy as np

from graphkit.analysis.camps.leiden import leiden, modularity
from graphkit.analysis.camps.signed import SignedNetwork, of_graph
from graphkit.analysis.frustration import Frustration, frustration
from graphkit.analysis.frustration.cutting import _Relaxation
from graphkit.analysis.frustration.search import cost, two_camps

ACTORS, TIES, TARGET_S = 200, 500, 30.0
AT_RANDOM = 0.5
PEER_S = 20.0


def drawn(actors: int, ties: int, *, noise: float, seed: int = 1) -> SignedNetwork:
    """Two camps with so many ties, of which a share has the wrong sign."""
    source = random.Random(seed)
    side = [source.choice([1, -1]) for _ in range(actors)]
    graph: nx.Graph[str] = nx.Graph()
    while graph.number_of_edges() < ties:
        one, other = source.sample(range(actors), 2)
        weight = side[one] * side[other] * (-1 if source.random() < noise else 1)
        graph.add_edge(f"{one:03}", f"{other:03}", weight=weight)
    return of_graph(graph)


def by_trying_all(network: SignedNetwork) -> float:
    """The index of a small network."""
    return min(cost(network, np.array([1, *rest])) for rest in product([1.0, -1.0], repeat=len(network) - 1))


def plain_programme(network: SignedNetwork) -> tuple[float, float]:
    """The bounds of HiGHS without cycle inequalities after `PEER_S` seconds."""
    work = _Relaxation(network, two_camps(network), 1.0, time_limit_s=PEER_S)
    work.branch(0)
    return work.lower, work.upper


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds, and what came of it."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def main() -> None:
    """Run, and print seconds and ratios."""
    small = drawn(16, 40, noise=AT_RANDOM)
    slow, index = timed(lambda: by_trying_all(small))
    quick, exact = timed(lambda: frustration(small))
    assert isinstance(exact, Frustration)
    assert exact.index == index
    print(
        f"16 actors, 40 ties: {quick:.3f} s; trying all {slow:.2f} s, {slow / quick:.0f} times as long, the same index"
    )
    for noise in (0.1, 0.2, 0.3, AT_RANDOM):
        network = drawn(ACTORS, TIES, noise=noise)
        seconds, found = timed(lambda network=network: frustration(network, time_limit_s=300))  # type: ignore[misc]
        assert isinstance(found, Frustration)
        proof = "proven" if found.proven else f"NOT proven, at least {found.lower:g}"
        aim = f"   (target {TARGET_S:g} s)"
        signs = "signs at random" if noise == AT_RANDOM else f"{noise:.0%} wrong signs"
        print(f"{ACTORS} actors, {TIES} ties, {signs}: {found.index:g}, {proof}, {seconds:.1f} s{aim}")
    seconds, bounds = timed(lambda: plain_programme(drawn(ACTORS, TIES, noise=0.2)))
    print(f"without cycle inequalities, 20% wrong signs: from {bounds[0]:g} to {bounds[1]:g} after {seconds:.0f} s")  # type: ignore[index]
    network = drawn(300, 3000, noise=0.2)
    seconds, camps = timed(lambda: leiden(network))
    found = modularity(network, camps)  # type: ignore[arg-type]
    print(f"Leiden, 300 actors, 3,000 signed ties, best of 10: {seconds:.1f} s, modularity {found:.4f}")
    plus = network.only(network.weight > 0)
    graph = nx.Graph(list(zip(plus.one.tolist(), plus.other.tolist(), strict=True)))
    quick, mine = timed(lambda: leiden(plus, starts=1))
    slow, louvain = timed(lambda: nx.community.louvain_communities(graph, seed=1))
    print(
        f"its agreement alone: {quick:.2f} s, modularity {modularity(plus, mine):.4f}; networkx Louvain {slow:.2f} s, "  # type: ignore[arg-type]
        f"{slow / quick:.1f} times as long, {nx.community.modularity(graph, louvain):.4f}"  # type: ignore[arg-type]
    )


if __name__ == "__main__":
    main()
