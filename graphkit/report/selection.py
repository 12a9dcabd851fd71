"""Which nodes of the property graph an answer draws, and which lines stand for what joins them.

An answer names records.  A position that it names is a line from its holder to its issue, since three nodes in a row
say no more; where the answer is about sources, it is a card of its own, so that it can hang on them.  What is needed to
join what was named is added and told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[Any]"
ADDED_AT_MOST = 80
CROWDED_FROM = 12
POSITION, RESTS_ON, CARRIED_BY = "POSITION", "RESTS_ON", "CARRIED_BY"
_TELLING = ("ON_BEHALF_OF", "STATED_AT", "DEPENDS_ON")
_ENDS = {"position": ("TOOK", "ON"), "judgement": ("OF", "ON"), "evidence": ("SHOWN_BY", "FROM", "VIA")}
_AROUND = {"event": ("TOOK_PART",), "proposal": ("PROPOSED", "ANSWERED")}
_IN_TIME = 3
_PLAIN_VIEWS = ({"actor", "issue"}, (POSITION,)), ({"actor", "event"}, ("TOOK_PART", "FOLLOWS"))


class Link(NamedTuple):
    """A line between two drawn nodes; `behind` are the nodes that it stands for."""

    id: str
    start: str
    end: str
    type: str
    properties: Mapping[str, Any]
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What an answer draws: what it named, what was added to join it, and the lines.

    `left_out` is how many lines are not drawn, so that those that matter can be seen, and `hidden` are the nodes that
    these lines alone would join.
    """

    named: frozenset[str]
    added: frozenset[str] = frozenset()
    links: tuple[Link, ...] = field(default=())
    left_out: int = 0
    hidden: frozenset[str] = frozenset()

    @property
    def drawn(self) -> frozenset[str]:
        """All nodes of the picture."""
        return self.named | self.added


def selected(graph: Graph, asked: Iterable[str]) -> Selection:
    """Choose what to draw of an answer.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `graphkit.graph.build.property_graph` gives it.
    asked : iterable of str
        Keys of the nodes and ids of the relationships that the answer names; what the graph does not have is left out.

    Returns
    -------
    Selection
    """
    wanted = set(asked)
    ties = {end for start, end_, key in graph.edges(keys=True) if key in wanted for end in (start, end_)}
    named = {key for key in wanted if key in graph}
    if any(kind(graph, key) in ("source", "evidence") for key in named):
        return _with_cards(graph, named, ties)
    return _cleared(graph, _with_lines(graph, named, ties), wanted)


def kind(graph: Graph, key: str) -> str:
    """The kind of record that a node stands for; empty for a node that is none of graphkit's."""
    data = graph.nodes[key]
    name, colon, _ = str(data.get("id", "")).partition(":")
    return name if colon and key == f"{data.get('dossier')}/{data['id']}" else ""


def _with_cards(graph: Graph, named: set[str], ties: set[str]) -> Selection:
    """Positions as nodes, and each piece of evidence with what it shows and its sources."""
    pieces = {key for key in named if kind(graph, key) == "evidence"}
    added = ties | {end for key in pieces for end in _joined(graph, key, *_ENDS["evidence"])}
    drawn = named | added
    links = [*_direct(graph, drawn), *_resting(graph, drawn)]
    return Selection(frozenset(named), frozenset(added - named), tuple(links))


def _with_lines(graph: Graph, named: set[str], ties: set[str]) -> Selection:
    """Positions as lines between actors and issues; what would stand alone gets what is around it."""
    held = {key for key in named if kind(graph, key) == "position"}
    added = ties | {end for key in named for end in _joined(graph, key, *_ENDS.get(kind(graph, key), ()))}
    named, added = _lines_for(graph, named, added)
    positions = held or _between(graph, named | added)
    alone = named - _joined_by(_links(graph, named, added, positions))
    if all(
        kind(graph, key) == "issue" for key in named | added
    ):  # who stands where says more than what is part of what
        alone = named
    if sum(kind(graph, key) == "event" for key in named) > _IN_TIME:  # time joins them well enough
        alone = {key for key in alone if kind(graph, key) != "event"}
    for key in sorted(alone):
        around = _joined(graph, key, *_AROUND.get(kind(graph, key), ()))
        on_it = set(_joined(graph, key, "ON", only="position")) if kind(graph, key) == "issue" else set()
        holders = {end for position in on_it for end in _joined(graph, position, "TOOK")}
        if len(added | around | holders) <= ADDED_AT_MOST:
            added, positions = added | around | holders, positions | on_it
    links = tuple(_links(graph, named, added - named, positions))
    return Selection(frozenset(named), frozenset(added - named), links)


def _cleared(graph: Graph, found: Selection, wanted: set[str]) -> Selection:
    """Where positions alone, or events alone, make a crowd: only the lines that they are about."""
    kinds = {kind(graph, key) for key in found.drawn}
    for those, types in _PLAIN_VIEWS:
        kept = tuple(link for link in found.links if link.type in types or link.id in wanted)
        if kinds <= those and len(kept) > CROWDED_FROM:
            hidden = frozenset(_joined_by(found.links) - _joined_by(kept))
            left_out = len(found.links) - len(kept)
            return Selection(found.named - hidden, found.added - hidden, kept, left_out, hidden)
    return found


def _joined_by(links: Iterable[Link]) -> set[str]:
    return {end for link in links for end in (link.start, link.end)}


def _lines_for(graph: Graph, named: set[str], added: set[str]) -> tuple[set[str], set[str]]:
    """Without the positions that have a holder and an issue: lines stand for them."""
    whole = {key for key in named | added if kind(graph, key) == "position" and all(_ends(graph, key))}
    return named - whole, added - whole


def _between(graph: Graph, drawn: set[str]) -> set[str]:
    """The positions of drawn actors on drawn issues."""
    issues = [key for key in drawn if kind(graph, key) == "issue"]
    on = {position for issue in issues for position in _joined(graph, issue, "ON", only="position")}
    return {position for position in on if _ends(graph, position)[0] in drawn}


def _links(graph: Graph, named: set[str], added: set[str], positions: set[str]) -> Iterator[Link]:
    drawn = named | added
    yield from _direct(graph, drawn)
    told: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for position in sorted(positions - drawn):
        holder, issue = _ends(graph, position)
        if holder in drawn and issue in drawn:
            yield Link(position, holder, issue, POSITION, graph.nodes[position], (position,))
            for start, end, type_ in _told_by(graph, position, holder, named):
                told[type_, start, end].append(position)
    for (type_, start, end), behind in sorted(told.items()):
        yield Link(f"{type_.lower()}:{start}>{end}", start, end, type_, {}, tuple(behind))


def _told_by(graph: Graph, position: str, holder: str, named: set[str]) -> Iterator[tuple[str, str, str]]:
    """What else a position that is drawn as a line says of nodes that the answer names."""
    for _, end, data in graph.out_edges(position, data=True):
        if data["type"] in _TELLING and end in named and end != holder:
            yield holder, end, data["type"]
    for start, _, data in graph.in_edges(position, data=True):
        if data["type"] == "ATTRIBUTED" and start in named and start != holder:
            yield start, holder, "ATTRIBUTED"


def _direct(graph: Graph, drawn: set[str]) -> Iterator[Link]:
    """Every relationship between drawn nodes."""
    part = graph.subgraph(drawn)
    for start, end, key, data in sorted(part.edges(keys=True, data=True), key=lambda edge: str(edge[2])):
        yield Link(str(key), start, end, data["type"], data)


def _resting(graph: Graph, drawn: set[str]) -> Iterator[Link]:
    """From a record, and from the source that says so, to a source where the evidence between is not drawn itself."""
    for source in sorted(key for key in drawn if kind(graph, key) == "source"):
        pieces = {piece for piece in _joined(graph, source, "FROM", "VIA") if piece not in drawn}
        records = {record for piece in pieces for record in _joined(graph, piece, "SHOWN_BY")} & drawn
        for record in sorted(records):
            yield Link(f"rests:{record}>{source}", record, source, RESTS_ON, {}, (record,))
        carried = {piece for piece in pieces if source in _joined(graph, piece, "VIA")}
        for said in sorted({each for piece in carried for each in _joined(graph, piece, "FROM")} & drawn - {source}):
            yield Link(f"carried:{said}>{source}", said, source, CARRIED_BY, {}, (said,))


def _ends(graph: Graph, position: str) -> tuple[str, str]:
    """Holder and issue of a position, empty where there is none."""
    ends = [sorted(_joined(graph, position, type_)) for type_ in _ENDS["position"]]
    return (ends[0][0] if ends[0] else "", ends[1][0] if ends[1] else "")


def _joined(graph: Graph, key: str, *types: str, only: str = "") -> set[str]:
    """The nodes at the other end of relationships of some types, of one kind where that is given."""
    out = {end for _, end, data in graph.out_edges(key, data=True) if data["type"] in types}
    into = {start for start, _, data in graph.in_edges(key, data=True) if data["type"] in types}
    return {end for end in out | into if not only or kind(graph, end) == only}
