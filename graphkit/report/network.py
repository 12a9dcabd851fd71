"""The three views of a dossier, as scenes: relations between actors, positions on issues, events in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import networkx as nx

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Actor, Event
from graphkit.graph.build import property_graph
from graphkit.graph.networks import SIGN, PropertyGraph, actor_issue, agreement, conflict, ties
from graphkit.report.labels import lines
from graphkit.report.scene import Edge, Node, Scene
from graphkit.report.style import LINES
from graphkit.report.words import count, listed, short_day

LINES_AT_MOST = 6000
LABELS_FOR_ALL_UP_TO = 220
_MOST_CAMPS = 6


def relations(dossier: Dossier, *, graph: PropertyGraph | None = None) -> Scene:
    """Actors, the ties between them, and who agrees and disagrees with whom; `graph` is the dossier's, if at hand."""
    graph = property_graph(dossier) if graph is None else graph
    tied = [_tie(start, key, end, data) for start, end, key, data in ties(graph).edges(keys=True, data=True)]
    computed = [*shared(dossier, agreement(graph), "agreement"), *shared(dossier, conflict(graph), "conflict")]
    kept = sorted(computed, key=lambda edge: (-edge.weight, edge.id))[: max(0, LINES_AT_MOST - len(tied))]
    edges = [*tied, *kept]
    number = Counter(edge.type for edge in edges)
    sideless = sum(position.stance not in SIGN for position in dossier.positions)
    drawn = listed(
        count(len(dossier.actors), "actor"),
        count(number["tie"], "tie"),
        count(number["agreement"], "pair who agree", "pairs who agree"),
        count(number["conflict"], "who disagree", "who disagree"),
    )
    alleged = sum(edge.alleged > 0 for edge in kept)
    drawn += f" ({alleged} by allegation)" if alleged else ""
    out = [
        count(sideless, "conditional or neutral position") + ", which take no side" if sideless else "",
        count(len(computed) - len(kept), "weaker line") if len(computed) > len(kept) else "",
    ]
    return _scene(_actors(dossier), edges, drawn, out, "No tie, agreement or conflict known")


def positions(dossier: Dossier, *, graph: PropertyGraph | None = None) -> Scene:
    """Actors and issues; a line is a position that the one took on the other; `graph` is the dossier's, if at hand."""
    network = actor_issue(property_graph(dossier) if graph is None else graph)
    ids = _ids(network)
    edges = []
    for one, other, key, data in network.edges(keys=True, data=True):
        actor, issue = (one, other) if network.nodes[one]["bipartite"] == 0 else (other, one)
        stance, ref = data["stance"], _bare(key)
        track = _first_of(dossier, _slug(ref))
        edges.append(
            Edge(ref, ids[actor], ids[issue], "position", stance, stance, LINES[stance].says, ref, track=track)
        )
    issues = [
        Node(issue.key, "issue", lines(issue.name, width=42, most=2))
        for issue in sorted(dossier.issues, key=lambda issue: issue.id)
    ]
    held = {end for edge in edges for end in (edge.start, edge.end)}
    silent = sum(actor.key not in held for actor in dossier.actors)
    open_ = sum(issue.key not in held for issue in dossier.issues)
    drawn = listed(
        count(len(edges), "position"),
        count(len(dossier.actors) - silent, "actor who holds one", "actors who hold one"),
        count(len(issues), "issue"),
    )
    unknown = [
        "of " + count(silent, "actor") if silent else "",
        "on " + count(open_, "issue") if open_ else "",
    ]
    apart = f" No position is known {listed(*filter(None, unknown))}, set apart." if any(unknown) else ""
    scene = _scene([*_actors(dossier), *issues], edges, drawn, [], "No position known")
    return replace(scene, drawn=scene.drawn + apart)


def events(dossier: Dossier) -> Scene:
    """Actors and events; a line is the part an actor took, an arrow what followed what."""
    in_time = chronology(dossier)
    cards = [Node(event.key, "event", (short_day(event.date), *lines(event.name, width=18))) for event in in_time]
    edges = [edge for event in in_time for edge in [*_roles(dossier, event), *_follows(dossier, event)]]
    present = {edge.start for edge in edges if edge.type == "role"}
    roles = sum(edge.type == "role" for edge in edges)
    drawn = listed(
        count(len(cards), "event"),
        count(len(present), "actor who took part", "actors who took part"),
        count(roles, "role"),
    )
    absent = len(dossier.actors) - len(present)
    out = [count(absent, "actor") + " in no event"] if absent else []
    nodes = [node for node in _actors(dossier) if node.id in present] + cards
    scene = _scene(nodes, edges, drawn, out, "Nobody known to have taken part")
    return replace(scene, order=tuple(event.key for event in in_time))


def chronology(dossier: Dossier) -> list[Event]:
    """Events in order of date, and none before one that it follows; an open start counts by its end."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(dossier.events.ids)
    graph.add_edges_from((before, event.id) for event in dossier.events for before in event.follows if before in graph)

    def when(id: str) -> tuple[date, date, str]:
        day = dossier.events[id].date
        return (day.earliest or day.latest or date.min, day.latest or date.max, id)

    try:
        order = list(nx.lexicographical_topological_sort(graph, key=when))
    except nx.NetworkXUnfeasible:  # they follow each other in a circle
        order = sorted(graph, key=when)
    return [dossier.events[id] for id in order]


def camps(dossier: Dossier) -> dict[str, str]:
    """The camp of each actor, by key: its country where there are few of them, else its kind."""
    countries = {actor.country for actor in dossier.actors if actor.country}
    if not countries or len(countries) > _MOST_CAMPS:
        return {actor.key: f"kind:{actor.kind}" for actor in dossier.actors}
    return {actor.key: f"country:{actor.country or ''}" for actor in dossier.actors}


def _scene(nodes: Iterable[Node], edges: Iterable[Edge], drawn: str, out: list[str], loose: str) -> Scene:
    left_out = listed(*filter(None, out))
    words = f"Drawn: {drawn}." + (f" Not drawn: {left_out}." if left_out else "")
    scene = Scene(tuple(nodes), tuple(sorted(edges, key=lambda edge: edge.id)), words, loose).linked()
    return scene if len(scene.nodes) <= LABELS_FOR_ALL_UP_TO else scene.bared()


def _actors(dossier: Dossier) -> list[Node]:
    camp = camps(dossier)

    def node(actor: Actor) -> Node:
        return Node(actor.key, actor.kind, lines(actor.label), camp[actor.key])

    return [node(actor) for actor in sorted(dossier.actors, key=lambda actor: actor.id)]


def _tie(start: str, key: str, end: str, data: Mapping[str, Any]) -> Edge:
    word = data["type"].lower().replace("_", " ")
    ref = _bare(key)
    return Edge(ref, _bare(start), _bare(end), "tie", "tie", word, word, ref)


def shared(dossier: Dossier, network: Any, type_: str) -> Iterator[Edge]:
    """One line for each pair that shares a side, or opposes each other, with issues and positions."""
    ids = _ids(network)
    says = LINES[type_].says
    for one, other, data in network.edges(data=True):
        start, end = sorted((ids[one], ids[other]))
        facts = _by_issue(dossier, data["positions"])
        weight = data["weight"]
        alleged = weight - data["plain"]
        word = f"{says} on {count(weight, 'issue')}" + (f", {alleged} of them by allegation" if alleged else "")
        id = f"{type_}:{_slug(start)}+{_slug(end)}"
        yield Edge(id, start, end, type_, type_, word, says, "", weight, facts, alleged)


def _by_issue(dossier: Dossier, keys: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Positions by the issue that they are on: ``(issue key, position keys)``."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(map(_bare, keys)):
        found[f"issue:{dossier.positions[_slug(key)].issue}"].append(key)
    return tuple((issue, tuple(found[issue])) for issue in sorted(found))


def _first_of(dossier: Dossier, id: str) -> str:
    """The position with which the changes of mind began that led to this one."""
    seen = {id}
    while (earlier := dossier.positions[id].supersedes) and earlier in dossier.positions and earlier not in seen:
        seen.add(earlier)
        id = earlier
    return id


def _roles(dossier: Dossier, event: Event) -> Iterator[Edge]:
    for actor, role in sorted({(each.actor, each.role) for each in event.participants}):
        if actor in dossier.actors:
            id = f"role:{event.id}+{actor}+{role}"
            yield Edge(id, f"actor:{actor}", event.key, "role", role, role, LINES[role].says, event.key)


def _follows(dossier: Dossier, event: Event) -> Iterator[Edge]:
    for earlier in sorted(set(event.follows)):
        if earlier in dossier.events:
            id = f"follows:{event.id}+{earlier}"
            yield Edge(id, f"event:{earlier}", event.key, "follows", "follows", "followed by", LINES["follows"].says)


def _ids(network: Any) -> dict[str, str]:
    return {key: data["id"] for key, data in network.nodes(data=True)}


def _bare(key: str) -> str:
    """A key without its dossier: ``istanbul-2025/actor:fidan`` is ``actor:fidan``."""
    return key.partition("/")[2]


def _slug(id: str) -> str:
    return id.partition(":")[2]
