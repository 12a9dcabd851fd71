"""Signed networks in view, and what two camps can do by trying all of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from graphkit.analysis.camps.signed import SignedNetwork, of_graph

Ties = Mapping[tuple[str, str], float]


def network(ties: Ties, *, actors: str = "") -> SignedNetwork:
    """A network with these ties."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(actors)
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in ties.items())
    return of_graph(graph)


def by_trying_all(found: SignedNetwork) -> float:
    """The frustration index by trying every pair of camps."""

    def frustrated(sides: tuple[int, ...]) -> float:
        array = np.array([1, *sides])
        against = array[found.one] * array[found.other] * found.weight
        return float(-against[against < 0].sum())

    return min(map(frustrated, product([1, -1], repeat=max(len(found) - 1, 0))), default=0.0)


def camps_of(found: SignedNetwork, camp: np.ndarray) -> set[frozenset[str]]:
    """Camps as sets of ids; who has none is left out."""
    return {
        frozenset(id for id, each in zip(found.actors.ids, camp, strict=True) if each == name)
        for name in set(camp.tolist()) - {-1}
    }


SIGNED = st.sampled_from([-2.0, -1.0, 1.0, 2.0])


def ties(*, most: int = 7, weights: st.SearchStrategy[float] = SIGNED) -> st.SearchStrategy[Ties]:
    """Ties between up to so many actors."""
    names = "abcdefghij"[:most]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] < pair[1])
    return st.dictionaries(pairs, weights, max_size=16)
