"""Projections of the property graph: the networks that analysts measure and draw.

Edges of agreement and conflict are views computed from positions, never facts of their own: each names the issues and
the positions behind it.  Support has the sign +1 and opposition -1; a conditional or neutral stance has no sign, and
an actor that took no position on an issue agrees and disagrees with nobody there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, NamedTuple, TypeAlias

import networkx as nx

from graphkit.graph.vocabulary import TIE_TYPES

PropertyGraph: TypeAlias = "nx.MultiDiGraph[Any]"
Network: TypeAlias = "nx.Graph[Any]"
SIGN = {"support": 1, "oppose": -1}


class Held(NamedTuple):
    """A position as the networks see it; actor, issue and position are node keys."""

    actor: str
    issue: str
    stance: str
    position: str


def held_positions(graph: PropertyGraph) -> list[Held]:
    """Every position that counts, with its holder and its issue, in order of key.

    Examples
    --------
    >>> held_positions(nx.MultiDiGraph())
    []
    """
    return sorted(
        Held(actor, issue, graph.nodes[position]["stance"], position)
        for actor, position in _joined(graph, "TOOK")
        for _, issue, on in graph.out_edges(position, data=True)
        if on["type"] == "ON"
    )


def ties(graph: PropertyGraph) -> PropertyGraph:
    """The actors and the ties between them.

    Returns
    -------
    networkx.MultiDiGraph
        Every actor, also those without a tie; edges as in the property graph.
    """
    network: PropertyGraph = nx.MultiDiGraph(**graph.graph)
    network.add_nodes_from(_nodes(graph, "Actor"))
    for start, end, key, data in graph.edges(keys=True, data=True):
        if data["type"] in TIE_TYPES and start in network and end in network:
            network.add_edge(start, end, key=key, **data)
    return network


def actor_issue(graph: PropertyGraph) -> nx.MultiGraph[Any]:
    """The two-mode network of actors and issues: one edge a position.

    Returns
    -------
    networkx.MultiGraph
        Every actor and issue, with `bipartite` 0 for actors and 1 for issues; an edge has the position's key as its
        key, and `stance`, `sign` (+1, -1, or 0 for none) and, where it was coded, `value` (0 to 100).
    """
    network: nx.MultiGraph[Any] = nx.MultiGraph(**graph.graph)
    network.add_nodes_from(_nodes(graph, "Actor"), bipartite=0)
    network.add_nodes_from(_nodes(graph, "Issue"), bipartite=1)
    for held in held_positions(graph):
        value = graph.nodes[held.position].get("value")
        extra = {} if value is None else {"value": value}
        network.add_edge(
            held.actor, held.issue, key=held.position, stance=held.stance, sign=SIGN.get(held.stance, 0), **extra
        )
    return network


def agreement(graph: PropertyGraph) -> Network:
    """Who takes the same side: actors joined by the issues on which both support or both oppose.

    Returns
    -------
    networkx.Graph
        Every actor; an edge has `weight` (number of issues, 1 or more), `plain` (of these, the issues on which no
        position behind the edge is alleged or disputed), `issues` and `positions` (tuples of keys).
    """
    return _compared(graph, _same_side)


def conflict(graph: PropertyGraph) -> Network:
    """Who takes opposite sides: actors joined by the issues that one supports and the other opposes.

    Returns
    -------
    networkx.Graph
        As `agreement` gives it.
    """
    return _compared(graph, _opposite_sides)


def signed(graph: PropertyGraph) -> Network:
    """Agreement less conflict: the signed network of actors.

    Returns
    -------
    networkx.Graph
        Every actor; an edge wherever two actors agree or conflict on an issue, with `agreement` and `conflict`
        (numbers of issues) and `weight` = agreement - conflict, which may be 0.
    """
    agreeing, conflicting = agreement(graph), conflict(graph)
    network: Network = nx.Graph(**graph.graph)
    network.add_nodes_from(agreeing.nodes(data=True))
    for start, end in sorted({*map(_ordered, agreeing.edges), *map(_ordered, conflicting.edges)}):
        plus, minus = _weight(agreeing, start, end), _weight(conflicting, start, end)
        network.add_edge(start, end, weight=plus - minus, agreement=plus, conflict=minus)
    return network


def co_participation(graph: PropertyGraph) -> Network:
    """Who took part in the same events, in whatever role: an attack joins its initiator and its target too.

    Returns
    -------
    networkx.Graph
        Every actor; an edge has `weight` (number of events) and `events` (tuple of keys).
    """
    present: dict[str, set[str]] = defaultdict(set)
    for actor, event in _joined(graph, "TOOK_PART"):
        present[event].add(actor)
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in sorted(present):
        for pair in combinations(sorted(present[event]), 2):
            together[pair].append(event)
    network = _actors(graph)
    for (start, end), events in sorted(together.items()):
        network.add_edge(start, end, weight=len(events), events=tuple(events))
    return network


Sides = dict[int, set[str]]  # the positions of one actor on one issue, by sign


def _compared(graph: PropertyGraph, pairs: Callable[[Sides, Sides], Iterator[set[str]]]) -> Network:
    """Join actors by the issues on which `pairs` finds positions of both that go together."""
    shared: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(dict)
    for issue, sides in sorted(_sides(graph).items()):
        for mine, theirs in combinations(sorted(sides), 2):
            positions = set().union(*pairs(sides[mine], sides[theirs]))
            if positions:
                shared[mine, theirs][issue] = positions
    network = _actors(graph)
    for (start, end), issues in sorted(shared.items()):
        network.add_edge(start, end, **_shared(graph, issues))
    return network


def _shared(graph: PropertyGraph, issues: dict[str, set[str]]) -> dict[str, Any]:
    plain = sum(all(_is_plain(graph, position) for position in positions) for positions in issues.values())
    positions = tuple(sorted(set().union(*issues.values())))
    return {"weight": len(issues), "plain": plain, "issues": tuple(sorted(issues)), "positions": positions}


def _is_plain(graph: PropertyGraph, position: str) -> bool:
    return bool(graph.nodes[position]["status"] == "plain")


def _same_side(mine: Sides, theirs: Sides) -> Iterator[set[str]]:
    return (mine[sign] | theirs[sign] for sign in mine if sign in theirs)


def _opposite_sides(mine: Sides, theirs: Sides) -> Iterator[set[str]]:
    return (mine[sign] | theirs[-sign] for sign in mine if -sign in theirs)


def _sides(graph: PropertyGraph) -> dict[str, dict[str, Sides]]:
    """Signed positions by issue, actor and sign."""
    sides: dict[str, dict[str, Sides]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for held in held_positions(graph):
        if held.stance in SIGN:
            sides[held.issue][held.actor][SIGN[held.stance]].add(held.position)
    return sides


def _joined(graph: PropertyGraph, type_: str) -> Iterator[tuple[str, str]]:
    """Start and end of every relationship of a type."""
    return ((start, end) for start, end, data in graph.edges(data=True) if data["type"] == type_)


def _nodes(graph: PropertyGraph, label: str) -> list[tuple[str, dict[str, Any]]]:
    return [(key, data) for key, data in graph.nodes(data=True) if label in data["labels"]]


def _actors(graph: PropertyGraph) -> Network:
    network: Network = nx.Graph(**graph.graph)
    network.add_nodes_from(_nodes(graph, "Actor"))
    return network


def _ordered(edge: tuple[str, str]) -> tuple[str, str]:
    return (edge[0], edge[1]) if edge[0] <= edge[1] else (edge[1], edge[0])


def _weight(network: Network, start: str, end: str) -> int:
    return int(network.edges[start, end]["weight"]) if network.has_edge(start, end) else 0
