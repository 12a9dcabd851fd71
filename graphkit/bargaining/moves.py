"""The moves of a conflict as a graph: from which state who can go alone to which, and whether it would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.bargaining.stability import CONCEPTS, Conflict, stability

if TYPE_CHECKING:
    import networkx as nx


def moves(conflict: Conflict) -> nx.MultiDiGraph[Any]:
    """All moves between the states of a conflict.

    Parameters
    ----------
    conflict : Conflict

    Returns
    -------
    networkx.MultiDiGraph
        A node for each state, with `id`, `options` that are done in it, and for each concept whether it is an
        equilibrium; an edge for each move, keyed by its mover, with `mover`, its `label`, and whether it `improves`
        matters for the mover.  In order of the states and of the movers.

    Examples
    --------
    >>> from graphkit.bargaining.stability import Option
    >>> options = (Option("a confesses", "a"), Option("b confesses", "b"))
    >>> states = {"none": "NN", "a": "YN", "b": "NY", "both": "YY"}
    >>> likes = {"a": [["a"], ["none"], ["both"], ["b"]], "b": [["b"], ["none"], ["both"], ["a"]]}
    >>> graph = moves(Conflict(options, states, likes))
    >>> [(one, other) for one, other, improves in graph.edges(data="improves") if improves]
    [('none', 'a'), ('none', 'b'), ('a', 'both'), ('b', 'both')]
    """
    import networkx as nx

    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(name=conflict.name)
    found = stability(conflict)
    for row in found.rows:
        equilibrium = {concept: len(row.stable_for[concept]) == len(found.movers) for concept in CONCEPTS}
        graph.add_node(row.state, id=row.state, options=row.options, **equilibrium)
    states = list(conflict.states)
    better = {row.state: row.improvements for row in found.rows}
    for mover in found.movers:
        for start, end in np.argwhere(conflict.moves(mover)).tolist():
            improves = states[end] in better[states[start]][mover]
            label = conflict.labels.get(mover, mover)
            graph.add_edge(states[start], states[end], key=mover, mover=mover, label=label, improves=improves)
    return graph
