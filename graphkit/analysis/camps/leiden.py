"""Camps by modularity for signed networks, found by the Leiden algorithm.

No library under a permissive licence has Leiden for signed networks; leidenalg (GPL) serves as a second engine.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

import numpy as np
from scipy import sparse

from graphkit.analysis.camps.signed import SignedNetwork
from graphkit.analysis.discourse.statements import Floats, Integers, Table

Engine = Literal["graphkit", "leidenalg"]
GAIN = 1e-10


class NoEngine(ImportError):
    """The library of an engine is not installed; the message says how to get it."""


def modularity(network: SignedNetwork, camps: Integers, *, resolution: float = 1.0) -> float:
    """Modularity of camps in a signed network, -1 to 1.

    Q = (w⁺Q⁺ - w⁻Q⁻) / (w⁺ + w⁻): ties of agreement should lie within camps more often than by chance, ties of conflict
    less often (Gómez, Jensen & Arenas 2009, Physical Review E 80, 016114, eq. 9).  Without negative ties it is that of
    Newman (2004).

    Parameters
    ----------
    network : SignedNetwork
    camps : array of int
        The camp of each actor, 0 or more.
    resolution : float
        What chance weighs (Traag & Bruggeman 2009); higher makes more and smaller camps.

    Returns
    -------
    float
        NaN without ties.
    """
    total = float(np.abs(network.weight).sum())
    if not total:
        return float("nan")
    together = camps[network.one] == camps[network.other]
    value = float(network.weight[together].sum())
    for sign in (1, -1):
        part = np.where(sign * network.weight > 0, np.abs(network.weight), 0.0)
        if part.any():
            strength = np.bincount(network.one, part, len(network)) + np.bincount(network.other, part, len(network))
            of_camp = np.bincount(camps, strength)
            value -= sign * resolution * float((of_camp**2).sum()) / (4 * part.sum())
    return value / total


def leiden(
    network: SignedNetwork,
    *,
    resolution: float = 1.0,
    seed: int = 0,
    starts: int | None = None,
    engine: Engine = "graphkit",
) -> Integers:
    """Camps with high modularity (Traag, Waltman & van Eck 2019, Scientific Reports 9, 5233).

    Actors move to the camp that gains most; camps are refined into well-connected parts; parts become the actors of
    the next round.  Without negative ties only camps of neighbours are tried, otherwise all, since whoever shares an
    opponent may belong together without a tie.  Every other start is from a few camps at random instead of from
    everybody alone: in signed networks that leads elsewhere.

    Parameters
    ----------
    network : SignedNetwork
    resolution : float
        See `modularity`.
    seed : int
        Of the orders in which actors are visited.
    starts : int, optional
        How often to begin anew; the best is kept, the first of equals.  By default 10, and up to 50 below 200 actors.
    engine : "graphkit" or "leidenalg"
        Whose implementation; leidenalg comes with the extra ``graphkit[igraph]`` and suits large networks.

    Returns
    -------
    array of int
        The camp of each actor, from 0, in order of first actor.

    Raises
    ------
    NoEngine
        If leidenalg is wanted and not installed.
    """
    one_run = _by_leidenalg if engine == "leidenalg" else _run
    starts = max(10, min(50, 2000 // max(len(network), 1))) if starts is None else max(starts, 1)
    tries = (one_run(network, resolution, seed + number) for number in range(starts))
    best = max(tries, key=lambda camps: round(modularity(network, camps, resolution=resolution), 9))
    return _renumbered(best)


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """Actors, or parts of camps, with their ties: strengths are (positive, negative) for each."""

    matrix: Table
    strengths: Floats
    totals: Floats
    resolution: float

    @property
    def signed(self) -> bool:
        return bool(self.totals[1])

    def chance(self, node: int, of_camps: Floats) -> Floats:
        """What ties of a node to camps would weigh by chance."""
        mine = self.strengths[node]
        weight = np.divide(mine, self.totals, out=np.zeros(2), where=self.totals > 0) * self.resolution
        return np.asarray(of_camps[:, 0] * weight[0] - of_camps[:, 1] * weight[1], np.float64)


def _run(network: SignedNetwork, resolution: float, seed: int) -> Integers:
    """Pass over the network until a pass changes nothing."""
    random = np.random.default_rng(seed)
    parts = [np.where(sign * network.weight > 0, np.abs(network.weight), 0.0) for sign in (1, -1)]
    size = len(network)
    strengths = np.stack(
        [np.bincount(network.one, each, size) + np.bincount(network.other, each, size) for each in parts], axis=1
    )
    level = _Level(network.matrix, strengths, strengths.sum(axis=0), resolution)
    camps = random.integers(0, int(random.integers(2, 9)), size) if seed % 2 else np.arange(size)
    value = -np.inf
    while True:
        new = _pass(level, camps, random)
        better = modularity(network, new, resolution=resolution)
        if not better > value + GAIN:
            return np.asarray(new, np.int64)
        camps, value = new, better


def _pass(level: _Level, camps: Integers, random: np.random.Generator) -> Integers:
    """Move nodes, refine, and go on with the parts as nodes until none can be joined."""
    member = np.arange(len(camps))
    while True:
        camps = _moving(level, camps, random)
        refined = _refined(level, camps, random) if len(camps) else camps
        if len(np.unique(refined)) == len(refined):
            return camps[member]
        first = np.unique(refined, return_index=True)[1]
        refined = np.unique(refined, return_inverse=True)[1]
        level, camps, member = _aggregated(level, refined), camps[first], refined[member]


def _moving(level: _Level, camps: Integers, random: np.random.Generator) -> Integers:
    """Move nodes one at a time to the camp that gains most, until none gains."""
    size = len(camps)
    camps = np.unique(camps, return_inverse=True)[1].astype(np.int64)
    sums = np.zeros((size + 1, 2))
    np.add.at(sums, camps, level.strengths)
    members = np.bincount(camps, minlength=size + 1)
    waiting, queued = deque(random.permutation(size).tolist()), np.ones(size, np.bool_)
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        old = int(camps[node])
        sums[old] -= level.strengths[node]
        members[old] -= 1
        new = _best(level, node, camps, sums, members, old)
        sums[new] += level.strengths[node]
        members[new] += 1
        camps[node] = new
        if new != old:
            others, _ = _ties(level, node)
            again = range(size) if level.signed else others.tolist()
            for other in again:
                if not queued[other] and camps[other] != new:
                    queued[other] = True
                    waiting.append(other)
    return camps


def _best(level: _Level, node: int, camps: Integers, sums: Floats, members: Integers, old: int) -> int:
    """The camp that a node fits best; its old one where none is better."""
    others, weights = _ties(level, node)
    tried = np.flatnonzero(members) if level.signed else np.unique(camps[others])
    empty = int(np.flatnonzero(members == 0)[0]) if members[old] else old
    tried = np.unique(np.append(tried, [old, empty]))
    fit = np.bincount(camps[others], weights, len(sums))[tried] - level.chance(node, sums[tried])
    stay = float(fit[tried == old][0])
    best = int(np.argmax(fit))
    return int(tried[best]) if fit[best] > stay + GAIN else old


def _refined(level: _Level, camps: Integers, random: np.random.Generator) -> Integers:
    """Part each camp: nodes that fit it begin alone and join the part that gains most."""
    size = len(camps)
    parts = np.arange(size)
    sums = level.strengths.copy()
    of_camp = np.zeros((int(camps.max()) + 1, 2))
    np.add.at(of_camp, camps, level.strengths)
    alone = np.ones(size, np.bool_)
    for node in random.permutation(size).tolist():
        if not alone[node]:
            continue
        others, weights = _ties(level, node)
        inside = camps[others] == camps[node]
        rest = of_camp[camps[node]] - level.strengths[node]
        if weights[inside].sum() - level.chance(node, rest[None, :])[0] < -GAIN:
            continue
        tried = np.unique(parts[camps == camps[node]] if level.signed else parts[others[inside]])
        tried = tried[tried != node]
        if not len(tried):
            continue
        fit = np.bincount(parts[others[inside]], weights[inside], size)[tried] - level.chance(node, sums[tried])
        best = int(np.argmax(fit))
        if fit[best] > GAIN:
            part = int(tried[best])
            parts[node] = part
            sums[part] += level.strengths[node]
            sums[node] = 0
            alone[node] = alone[part] = False
    return parts


def _aggregated(level: _Level, parts: Integers) -> _Level:
    """The parts as nodes; ties within a part are no ties of it."""
    size = int(parts.max()) + 1
    of = sparse.csr_array((np.ones(len(parts)), (parts, np.arange(len(parts)))), shape=(size, len(parts)))
    matrix = sparse.csr_array(of @ level.matrix @ of.T)
    strengths = np.asarray(of @ level.strengths, np.float64)
    return _Level(matrix, strengths, level.totals, level.resolution)


def _ties(level: _Level, node: int) -> tuple[Integers, Floats]:
    """The other ends of a node's ties, and their weights."""
    row = slice(level.matrix.indptr[node], level.matrix.indptr[node + 1])
    others, weights = level.matrix.indices[row], level.matrix.data[row]
    true = others != node
    return others[true].astype(np.int64), weights[true]


def _by_leidenalg(network: SignedNetwork, resolution: float, seed: int) -> Integers:
    """Two layers, the negative one with the weight -1, as leidenalg's documentation has it for negative ties."""
    try:
        igraph, leidenalg = import_module("igraph"), import_module("leidenalg")
    except ImportError:
        raise NoEngine("leidenalg is not installed; install it: pip install 'graphkit[igraph]'") from None
    layers, weights = [], []
    for sign in (1, -1):
        some = sign * network.weight > 0
        if some.any():
            ends = zip(network.one[some].tolist(), network.other[some].tolist(), strict=True)
            graph = igraph.Graph(n=len(network), edges=list(ends))
            graph.es["weight"] = np.abs(network.weight[some]).tolist()
            kind = leidenalg.RBConfigurationVertexPartition
            layers.append(kind(graph, weights="weight", resolution_parameter=resolution))
            weights.append(sign)
    optimiser = leidenalg.Optimiser()
    optimiser.set_rng_seed(seed)
    optimiser.consider_comms = leidenalg.ALL_COMMS if -1 in weights else leidenalg.ALL_NEIGH_COMMS
    if not layers:
        return np.arange(len(network))
    optimiser.optimise_partition_multiplex(layers, layer_weights=weights, n_iterations=-1)
    return np.array(layers[0].membership, np.int64)


def _renumbered(camps: Integers) -> Integers:
    """The same camps, counted from 0 in order of their first actor."""
    _, first, inverse = np.unique(camps, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]
