"""How large each figure of a network is drawn: by a measure of its place in the network, as that stands on one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from graphkit.analysis.brokerage import brokerage
from graphkit.analysis.influence.centrality import centrality
from graphkit.analysis.influence.tied import Floats, Tied
from graphkit.report.scene import Scene

Values: TypeAlias = Sequence[float]
SMALLEST, LARGEST = 8.0, 20.0
SMALLEST_BARE, LARGEST_BARE = 4.0, 16.0
_PIVOTS, _WALKED_UP_TO = 128, 2000
_BROKERED_UP_TO = 2_000_000  # open and closed paths of two lines


def sized(scene: Scene, today: Scene) -> tuple[Scene, dict[str, Any]]:
    """A scene that keeps room for its figures whatever they are measured by, and the measures.

    Parameters
    ----------
    scene : Scene
        Of all days.
    today : Scene
        The same view of the dossier cut to the day that counts.

    Returns
    -------
    Scene
    dict
        `range`, the smallest and the largest radius in pixels; `values`, by measure, one for each node in the order
        of the scene, 0 where it has no place in the network on the day.
    """
    low, high = (SMALLEST_BARE, LARGEST_BARE) if any(node.bare for node in scene.nodes) else (SMALLEST, LARGEST)
    found = {name: _in_order(scene, today, values) for name, values in measures(today).items()}
    radii = np.array([radii_of(values, low, high) for values in found.values()])
    radii = radii.reshape(len(found), len(scene.nodes))
    reach = radii.max(axis=0, initial=low).tolist()
    nodes = tuple(
        node if node.card else replace(node, reach=wide) for node, wide in zip(scene.nodes, reach, strict=True)
    )
    return replace(scene, nodes=nodes), {"range": [low, high], "values": found}


def measures(scene: Scene) -> dict[str, Values]:
    """Every measure that says something of a network as it is drawn, all its lines alike, whatever their direction.

    Parameters
    ----------
    scene : Scene

    Returns
    -------
    dict of str to sequence of float
        By name, one value for each node: `lines`, how many meet there; `weight`, on how many issues, ties and roles
        these rest, where that differs; `betweenness` and `pagerank` as `graphkit.analysis.influence.centrality` has
        them, PageRank by weight; `brokerage`, of how many pairs without a line of their own it is the neighbour of
        both, where every node is an actor and there are not too many (as `graphkit.analysis.brokerage` counts, each
        pair once).
    """
    if not scene.nodes:
        return {}
    ties = _tied(scene)
    weight: Floats = np.asarray(ties.matrix.sum(axis=1)).ravel()
    lines = [float(node.degree) for node in scene.nodes]
    found: dict[str, Values] = {"lines": lines}
    if not np.array_equal(weight, lines):
        found["weight"] = weight.tolist()
    pivots = _PIVOTS if len(ties) > _WALKED_UP_TO else None
    scores = {each.actor: each.scores for each in centrality(ties, ["betweenness", "pagerank"], pivots=pivots).rows}
    for name in ("betweenness", "pagerank"):
        found[name] = [scores[node.id][name] or 0.0 for node in scene.nodes]
    if all(node.camp for node in scene.nodes) and int((ties.neighbours**2).sum()) <= _BROKERED_UP_TO:
        counts = {each.actor: each.counts["total"] for each in brokerage(ties, _camps(scene)).rows}
        found["brokerage"] = [counts[node.id] / 2 for node in scene.nodes]
    return found


def radii_of(values: Values, low: float, high: float) -> list[float]:
    """How large figures are drawn: what a radius has above the smallest grows as the root of the value.

    Examples
    --------
    >>> radii_of([0, 1, 4], 9, 24), radii_of([0, 0], 9, 24)
    ([9.0, 16.5, 24.0], [9.0, 9.0])
    """
    most = max(values, default=0) or 1
    return [low + (high - low) * sqrt(value / most) for value in values]


def _tied(scene: Scene) -> Tied:
    """The network as it is drawn: between each two nodes the weights of all their lines."""
    at = {node.id: place for place, node in enumerate(scene.nodes)}
    apart = [edge for edge in scene.edges if edge.start != edge.end]
    start = np.array([at[edge.start] for edge in apart], dtype=np.int64)
    end = np.array([at[edge.end] for edge in apart], dtype=np.int64)
    weight = np.array([edge.weight for edge in apart], dtype=np.float64)
    one_way = sparse.csr_array((weight, (start, end)), shape=(len(at), len(at)))
    ids = tuple(at)
    return Tied(ids, ids, (one_way + one_way.T).tocsr(), directed=False)


def _camps(scene: Scene) -> Mapping[str, str]:
    return {node.id: node.camp for node in scene.nodes}


def _in_order(scene: Scene, today: Scene, values: Values) -> list[float]:
    """The values of today's nodes in the order of all nodes, to three digits."""
    by_id = {node.id: value for node, value in zip(today.nodes, values, strict=True)}
    return [_short(by_id.get(node.id, 0.0)) for node in scene.nodes]


def _short(value: float) -> float:
    return float(f"{value:.3g}") if value % 1 else int(value)
