"""Influence in large networks, against networkx in the same run.

PageRank of 100,000 actors and a million ties: networkx with its tolerance set so that its sum, too, changes by at most
1e-9, and graphkit from the ties as `tied` gives them.  Betweenness of the same ties without direction from 32 actors:
networkx's own passes from the same 32.  Then how far an estimate lies from the exact values, on 5,000 actors.  CPU
seconds, after imports; what reads the network from networkx is told apart.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import rustworkx as rx
from networkx.algorithms.centrality import betweenness as passes
from scipy import stats

from graphkit.analysis.influence.centrality import centrality, pagerank
from graphkit.analysis.influence.pivots import walks
from graphkit.analysis.influence.tied import Tied, tied

Answer = TypeVar("Answer")
ACTORS, TIES, PIVOTS = 100_000, 1_000_000, 32
SMALL = (5_000, 50_000, 256)
TOLERANCE = 1e-9


def network(actors: int, ties: int, *, directed: bool, seed: int = 1) -> nx.Graph[Any]:
    """A network at random in which few actors draw many ties."""
    random = np.random.default_rng(seed)
    share = 1 / np.sqrt(np.arange(1, actors + 1))
    start, end = random.integers(0, actors, ties), random.choice(actors, ties, p=share / share.sum())
    graph: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(f"{number:06}" for number in range(actors))
    pairs = zip(start.tolist(), end.tolist(), strict=True)
    graph.add_edges_from((f"{one:06}", f"{other:06}") for one, other in pairs if one != other)
    return graph


def timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """CPU seconds and the answer."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def of_pagerank(actors: int, ties: int) -> None:
    """PageRank against networkx."""
    graph = network(actors, ties, directed=True)
    reading, read = timed(lambda: tied(graph, isolates=True))
    mine, found = timed(lambda: pagerank(read))
    theirs, scores = timed(lambda: nx.pagerank(graph, tol=TOLERANCE / actors, max_iter=1000))
    apart = np.abs(found - [scores[actor] for actor in read.ids]).sum()
    print(f"PageRank of {actors:,} actors, {read.ties:,} ties: {mine:.2f} s (and {reading:.2f} s to read the network)")
    print(f"networkx: {theirs:.2f} s, {theirs / mine:.1f} times as long (target 4); L1 apart {apart:.1e} (target 1e-7)")


def of_betweenness(actors: int, ties: int) -> None:
    """Betweenness from a few actors against networkx."""
    graph = network(actors, ties, directed=False)
    reading, read = timed(lambda: tied(graph, isolates=True))
    pivots = np.sort(np.random.default_rng(2).choice(actors, PIVOTS, replace=False))
    mine, found = timed(lambda: walks(read.matrix, pivots).dependency)
    theirs, scores = timed(lambda: by_networkx(graph, [read.ids[pivot] for pivot in pivots]))
    apart = max(abs(scores[actor] - value) / (1 + value) for actor, value in zip(read.ids, found, strict=True))
    print(f"betweenness from {PIVOTS} of them: {mine:.2f} s (and {reading:.2f} s to read the network)")
    print(f"networkx: {theirs:.2f} s, {theirs / mine:.0f} times as long (target 20); at most {apart:.0e} apart")


def by_networkx(graph: nx.Graph[Any], pivots: list[str]) -> dict[str, float]:
    """What `networkx.betweenness_centrality` adds up, from pivots that are named."""
    scores = dict.fromkeys(graph, 0.0)
    for pivot in pivots:
        order, before, paths, _ = passes._single_source_shortest_path_basic(graph, pivot)
        scores, _ = passes._accumulate_basic(scores, order, before, paths, pivot)
    return scores


def of_error(ties: Tied, pivots: int) -> None:
    """How far an estimate lies from the exact values."""
    exact, estimated = exactly(ties), values(ties, pivots=pivots)
    apart = np.abs(estimated - exact)
    first = set(np.argsort(-exact)[:20]) & set(np.argsort(-estimated)[:20])
    alike = stats.spearmanr(exact, estimated).statistic
    print(f"estimate from {pivots} of {len(ties):,} actors, {ties.ties:,} ties, against the exact values:")
    print(f"    at most {apart.max():.1e} off, {apart.mean():.1e} on the average, the highest being {exact.max():.1e};")
    print(f"    rank correlation {alike:.2f}, and {len(first)} of the first 20 are the same")


def exactly(ties: Tied) -> Any:
    """Betweenness by rustworkx, from all."""
    graph: rx.PyGraph[None, None] = rx.PyGraph()
    graph.add_nodes_from([None] * len(ties))
    start, end = ties.matrix.tocoo().coords
    once = start < end
    graph.add_edges_from_no_data(list(zip(start[once].tolist(), end[once].tolist(), strict=True)))
    found = rx.betweenness_centrality(graph)
    return np.array([found[place] for place in range(len(ties))])


def values(ties: Tied, *, pivots: int) -> Any:
    """Betweenness estimated from pivots, in order of id."""
    rows = sorted(centrality(ties, ("betweenness",), pivots=pivots).rows, key=lambda row: row.actor)
    return np.array([row.scores["betweenness"] for row in rows])


def main(actors: int = ACTORS, ties: int = TIES) -> None:
    """Run, and print seconds and ratios."""
    of_pagerank(actors, ties)
    of_betweenness(actors, ties)
    for pivots in (32, SMALL[2]):
        of_error(tied(network(*SMALL[:2], directed=False), isolates=True), pivots)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
