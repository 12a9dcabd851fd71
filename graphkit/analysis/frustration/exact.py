"""The frustration index, proven, with its two camps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from graphkit.analysis.camps.signed import NO_COMPONENT, SignedNetwork
from graphkit.analysis.discourse.statements import Flags, Floats, Integers
from graphkit.analysis.frustration.cutting import Solved, solve, step_of
from graphkit.analysis.frustration.kernel import kernel
from graphkit.analysis.frustration.search import cost, two_camps
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself, in_words

ROUNDING = 1e-6
COLUMNS = ("source", "target", "weight", "frustrated")
PROVE_AT_MOST = 40  # actors with ties; beyond, a proof may take minutes and the best camps are searched for
STARTS, TIES_AT_ONCE = 30, 2 * 10**6


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Frustration(ShowsItself):
    """The frustration index of a network and the two camps that attain it.

    Attributes
    ----------
    index : float
        The weight of the ties that any two camps leave frustrated at least, and these do.
    lower : float
        What is proven: no two camps leave less.  The same as `index` unless time ran out.
    sides : array of float
        +1 or -1 for each actor.  In each component of the network the side of its first actor is +1; sides of actors in
        different components say nothing about each other.
    frustrated : array of bool
        Which ties are: agreement between the camps, conflict within one.
    network : SignedNetwork
    """

    index: float
    lower: float
    sides: Floats
    frustrated: Flags
    network: SignedNetwork

    @property
    def proven(self) -> bool:
        """Whether no camps with less frustration can exist."""
        return self.index - self.lower <= ROUNDING * max(1.0, self.index)

    @property
    def balanced(self) -> bool:
        """Whether no tie is frustrated."""
        return self.index == 0

    @property
    def parameters(self) -> dict[str, Any]:
        """What was computed, of what."""
        return {"measure": "frustration index", "actors": len(self.network), "ties": len(self.network.weight)}

    def rows(self) -> list[dict[str, Any]]:
        """A row for each tie."""
        ids = self.network.actors.ids
        ties = zip(self.network.one, self.network.other, self.network.weight, self.frustrated, strict=True)
        return [
            {"source": ids[one], "target": ids[other], "weight": float(weight), "frustrated": bool(frustrated)}
            for one, other, weight, frustrated in ties
        ]

    def _shown(self) -> Shown:
        proof = "proven" if self.proven else f"not proven, at least {in_words(self.lower)}"
        total = int(self.frustrated.sum())
        caption = f"frustration index {in_words(self.index)}, {proof}; ties that no two camps explain"
        rows = (row for row in self.rows() if row["frustrated"])
        return Shown(rows, COLUMNS[:3], total=total, caption=caption)

    def to_frame(self) -> Any:
        """Ties with their weight and whether they are frustrated, as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def frustration(network: SignedNetwork, *, seed: int = 0, time_limit_s: float = 600.0) -> Frustration:
    """The frustration index: the least weight of ties to take away for the rest to be balanced.

    A network is balanced if its actors fall into two camps with agreement within and conflict between them (Harary
    1953; Abelson & Rosenberg 1958; Harary 1959 calls it the line index of balance).  Actors with few ties are taken out
    (see `graphkit.analysis.frustration.kernel`), and blocks, which share at most one actor, are solved one by one (see
    `graphkit.analysis.frustration.cutting`).

    Parameters
    ----------
    network : SignedNetwork
    seed : int
        Of the search; the index does not depend on it, but which of several equally good camps are given may.
    time_limit_s : float
        Seconds of work on each block, after which the best so far is given.

    Returns
    -------
    Frustration

    Examples
    --------
    >>> from graphkit.analysis.camps.signed import of_graph
    >>> triangle = nx.Graph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 1}), ("a", "c", {"weight": -1})])
    >>> found = frustration(of_graph(triangle))
    >>> found.index, found.proven
    (1.0, True)
    """
    core, step = kernel(network), step_of(np.abs(network.weight))
    alike: nx.Graph[int] = nx.Graph()
    short = 0.0
    for ties in _blocks(core.network):
        part, actors = _part(core.network, ties)
        found = _one_tie(part) if len(ties) == 1 else solve(part, step=step, seed=seed, time_limit_s=time_limit_s)
        short += found.upper - found.lower
        _join(alike, part, actors, found.sides)
    sides = _from_the_first(network, core.completed(_walked(len(network), alike)))
    against = sides[network.one] * sides[network.other] * network.weight < 0
    index = cost(network, sides)
    return Frustration(index, index - short, sides, against, network)


def proven_or_searched(network: SignedNetwork, *, seed: int = 0) -> Frustration:
    """The frustration of a network in bounded time, the same on every machine.

    Proven as by `frustration` where at most `PROVE_AT_MOST` actors have ties.  For more the best camps are searched for
    from `STARTS` starts, and from fewer in networks of very many ties; what is proven then is only that no index is
    below 0.

    Parameters
    ----------
    network : SignedNetwork
    seed : int
        Of the search.

    Returns
    -------
    Frustration
    """
    if int((network.components != NO_COMPONENT).sum()) <= PROVE_AT_MOST:
        return frustration(network, seed=seed)
    starts = max(1, min(STARTS, TIES_AT_ONCE // len(network.weight)))
    sides = _from_the_first(network, two_camps(network, seed=seed, starts=starts))
    against = sides[network.one] * sides[network.other] * network.weight < 0
    return Frustration(cost(network, sides), 0.0, sides, against, network)


def _blocks(network: SignedNetwork) -> list[Integers]:
    """The ties of each block, the blocks in order of their first tie."""
    graph: nx.Graph[int] = nx.Graph()
    ends = zip(network.one.tolist(), network.other.tolist(), strict=True)
    graph.add_edges_from((a, b, {"tie": tie}) for tie, (a, b) in enumerate(ends))
    blocks = [sorted(graph.edges[pair]["tie"] for pair in pairs) for pairs in nx.biconnected_component_edges(graph)]
    return [np.array(ties, np.int64) for ties in sorted(blocks)]


def _part(network: SignedNetwork, ties: Integers) -> tuple[SignedNetwork, Integers]:
    """A network of some ties alone, and the codes that its actors have in the whole."""
    actors, ends = np.unique(np.concatenate([network.one[ties], network.other[ties]]), return_inverse=True)
    one, other = ends[: len(ties)], ends[len(ties) :]
    return SignedNetwork(network.actors.take(actors), one, other, network.weight[ties]), actors


def _one_tie(part: SignedNetwork) -> Solved:
    return Solved(np.array([1.0, np.sign(part.weight[0])]), 0.0, 0.0)


def _join(alike: nx.Graph[int], part: SignedNetwork, actors: Integers, sides: Floats) -> None:
    """Note for every tie of a block whether its ends are on one side."""
    for one, other in zip(part.one, part.other, strict=True):
        alike.add_edge(int(actors[one]), int(actors[other]), same=float(sides[one] * sides[other]))


def _walked(size: int, alike: nx.Graph[int]) -> Floats:
    """The side of each actor, from the first of its component on."""
    sides = np.zeros(size)
    for start in range(size):
        if sides[start] == 0:
            sides[start] = 1.0
            for before, actor in nx.bfs_edges(alike, start) if start in alike else ():
                sides[actor] = sides[before] * alike.edges[before, actor]["same"]
    return sides


def _from_the_first(network: SignedNetwork, sides: Floats) -> Floats:
    """The same sides, turned so that the first actor of each component, and whoever has no tie, is on the side +1."""
    _, first, part = np.unique(network.components, return_index=True, return_inverse=True)
    return np.where(network.components == NO_COMPONENT, 1.0, sides * sides[first][part])
