"""A graph of suppositions for other programs: what it supposes, and how nodes and edges differ from the base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx

from graphkit.cli.difference import CHANGED, NEW, SAME, same
from graphkit.cli.what_if import what_if_title

NO_SOURCE = "no source says so"


def marked(graph: nx.Graph[Any], base: nx.Graph[Any], sets: Sequence[str]) -> tuple[nx.Graph[Any], dict[str, int]]:
    """A graph whose title says what it supposes, and whose nodes and edges say whether they are those of the base.

    Parameters
    ----------
    graph, base : networkx.Graph
        The same network with and without suppositions.
    sets : sequence of str
        What is supposed.

    Returns
    -------
    networkx.Graph
        A copy with the graph attribute `what_if`; every node and edge has `difference`, an edge that changed also
        `base_weight` where edges have weights.
    dict of str to int
        How many nodes and edges the base has that the graph does not.
    """
    copy = graph.copy()
    copy.graph["title"] = what_if_title(str(copy.graph.get("title", "")), sets)
    copy.graph["what_if"] = f"{', '.join(sets)}; {NO_SOURCE}"
    for key, data in copy.nodes(data=True):
        data["difference"] = _difference(data, base.nodes[key]) if key in base else NEW
    ends, before = _ends(copy), _ends(base)
    for edge, data in ends.items():
        data["difference"] = _difference(data, before[edge]) if edge in before else NEW
        if "weight" in data and data["difference"] != SAME:
            data["base_weight"] = before[edge]["weight"] if edge in before else 0
    return copy, {"node": len(base.nodes - copy.nodes), "edge": len(before.keys() - ends.keys())}


def _ends(graph: nx.Graph[Any]) -> dict[Any, dict[str, Any]]:
    """The data of each edge by its ends, which have no order in an undirected graph, and its key."""
    every: Any = graph  # the stubs know no keys of the edges of a Graph
    if graph.is_multigraph():
        keyed = every.edges(keys=True, data=True)
    else:
        keyed = ((start, end, None, data) for start, end, data in every.edges(data=True))
    directed = graph.is_directed()
    return {((start, end) if directed else frozenset((start, end)), key): data for start, end, key, data in keyed}


def _difference(data: dict[str, Any], before: dict[str, Any]) -> str:
    own = {name: value for name, value in data.items() if name not in ("difference", "base_weight")}
    return SAME if own.keys() == before.keys() and all(same(own[name], before[name]) for name in own) else CHANGED
