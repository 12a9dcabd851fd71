"""The signed network of actors that camps are found in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graphkit.analysis.discourse.statements import Floats, Integers, Names, Table

NO_COMPONENT = -1


@dataclass(frozen=True, eq=False)
class SignedNetwork:
    """Actors and the signed ties between them, each pair once.

    Attributes
    ----------
    actors : Names
        All actors, also those without a tie; their order gives the codes.
    one, other : arrays of int
        The codes of both ends of a tie; `one` is the smaller.
    weight : array of float
        Above 0 for ties of agreement, below 0 for ties of conflict, never 0.
    """

    actors: Names
    one: Integers
    other: Integers
    weight: Floats

    def __len__(self) -> int:
        return len(self.actors)

    @cached_property
    def matrix(self) -> Table:
        """The weights as a symmetric table of shape (actors, actors) with an empty diagonal."""
        shape = (len(self), len(self))
        half = sparse.coo_array((self.weight, (self.one, self.other)), shape=shape)
        return sparse.csr_array(half + half.T)

    @cached_property
    def components(self) -> Integers:
        """The part of the network in which each actor lies: 0 is the largest; `NO_COMPONENT` without any tie."""
        _, part = connected_components(self.matrix, directed=False)
        size = np.bincount(part)
        first = np.unique(part, return_index=True)[1]
        order = np.lexsort((first, -size))
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return np.where(size[part] > 1, rank[part], NO_COMPONENT).astype(np.int64)

    def only(self, ties: Any) -> SignedNetwork:
        """The same actors with some of the ties."""
        return replace(self, one=self.one[ties], other=self.other[ties], weight=self.weight[ties])

    def counting(self) -> SignedNetwork:
        """The same with every tie weighing 1 or -1."""
        return replace(self, weight=np.sign(self.weight))


def of_graph(graph: nx.Graph[Any]) -> SignedNetwork:
    """The signed network of a graph.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        A tie's `weight` bears its sign, 1 by default; where a pair has ties both ways they add up.  Ties of weight 0,
        and of an actor with itself, count nowhere.

    Returns
    -------
    SignedNetwork
        Actors in order of name.
    """
    ids = tuple(sorted(map(str, graph)))
    code = {id: number for number, id in enumerate(ids)}
    ends = [
        (code[str(start)], code[str(end)], float(data.get("weight", 1))) for start, end, data in graph.edges(data=True)
    ]
    rows, columns = np.array([each[:2] for each in ends], np.int64).reshape(-1, 2).T
    labels = tuple(
        str(data.get("label") or id) for id, data in sorted((str(each), data) for each, data in graph.nodes(data=True))
    )
    table = sparse.csr_array(
        sparse.coo_array(([each[2] for each in ends], (rows, columns)), shape=(len(ids), len(ids)))
    )
    return of_matrix(Names(ids, labels), sparse.csr_array(table + table.T))


def of_matrix(actors: Names, matrix: Table) -> SignedNetwork:
    """The signed network of a symmetric table; what stands on the diagonal does not count."""
    upper = sparse.coo_array(sparse.triu(matrix, k=1))
    some = np.abs(upper.data) > 1e-12  # beyond is the noise of adding up
    one, other = upper.row[some].astype(np.int64), upper.col[some].astype(np.int64)
    order = np.lexsort((other, one))
    return SignedNetwork(actors, one[order], other[order], np.asarray(upper.data[some], np.float64)[order])
