"""The picture of an answer: any nodes and relationships of the property graph, as a scene."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from graphkit.dossier.dates import BadDate, edtf
from graphkit.graph.vocabulary import TIE_TYPES
from graphkit.report.labels import lines
from graphkit.report.scene import Edge, Node, Scene
from graphkit.report.selection import CARRIED_BY, POSITION, RESTS_ON, Graph, Link, Selection, kind
from graphkit.report.style import LINES, SHAPES
from graphkit.report.words import count, listed, short_day

PageId: TypeAlias = Callable[[str], str]
PAST = "RETRACTED_"
LABELS_FOR_ALL_UP_TO = 220
_NAMES = ("short", "name", "title", "id", "key")
_WORDS = {
    "TOOK": "takes",
    "ON": "is about",
    "OF": "is about",
    "ON_BEHALF_OF": "speaks for",
    "NEEDS_CONSENT_OF": "needs the yes of",
    "STATED_AT": "stated a position at",
    "DEPENDS_ON": "makes it depend on",
    "ATTRIBUTED": "tells the position of",
    "SUPERSEDES": "replaces",
    "SHOWN_BY": "is shown by",
    "FROM": "stands in",
    "VIA": "is carried by",
    "TERM": "has a term on",
    "TABLED_AT": "was tabled at",
    "ADDRESSED": "was about",
    "PROPOSED": "proposed",
    RESTS_ON: "rests on",
    CARRIED_BY: "is carried by",
    "JOINED": "joined with",
}
_ANSWERS = {"accept": "accepted", "reject": "rejected", "conditional": "partly", "pending": "pending"}
_STANCES = ("support", "oppose", "conditional", "neutral")
_LOOKS = {
    "PROPOSED": "proposed",
    "ON_BEHALF_OF": "behalf",
    "JOINED": "joined",
    "AGAINST": "against",
    **dict.fromkeys(("SHOWN_BY", "FROM", "VIA", RESTS_ON, CARRIED_BY), "evidence"),
}
_MANY = {"evidence": ("piece of evidence", "pieces of evidence"), "": ("other node", "other nodes")}


def scene(
    graph: Graph, chosen: Selection, page_id: PageId, camps: Mapping[str, str], computed: Iterable[Edge] = ()
) -> Scene:
    """The scene of an answer.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        With every node that is drawn.
    chosen : Selection
    page_id : callable
        From a node's key to its id on the page.
    camps : mapping of str to str
        The camp of each actor, by its id on the page.
    computed : iterable of Edge
        Lines that no relationship makes, such as agreement.

    Returns
    -------
    Scene
    """
    nodes = [
        _node(graph, key, page_id(key), camps, added=key in chosen.added) for key in sorted(chosen.drawn, key=page_id)
    ]
    edges = sorted([*(_edge(graph, link, page_id) for link in chosen.links), *computed], key=lambda edge: edge.id)
    events = sorted((key for key in chosen.drawn if kind(graph, key) == "event"), key=lambda key: _when(graph, key))
    found = Scene(
        tuple(nodes),
        tuple(edges),
        _drawn(graph, chosen, len(edges)),
        "Nothing known that joins these to the others" if edges else "Nothing known that joins these",
        tuple(page_id(key) for key in events),
    ).linked()
    return found if len(nodes) <= LABELS_FOR_ALL_UP_TO else found.bared()


def caption(graph: Graph, key: str) -> tuple[str, ...]:
    """The label of a node: a few short lines."""
    data = graph.nodes[key]
    makers: dict[str, Callable[[], tuple[str, ...]]] = {
        "actor": lambda: lines(_name(data)),
        "issue": lambda: lines(_name(data), width=24, most=3),
        "event": lambda: (*_dated(data), *lines(_name(data), width=20)),
        "proposal": lambda: (*_dated(data), *lines(_name(data), width=20)),
        "position": lambda: _position(graph, key),
        "judgement": lambda: lines(f"{data.get('quantity', 'judgement')} {in_words(data.get('value', ''))}"),
        "source": lambda: (*lines(str(data.get("publisher", "")), width=20, most=2), *_dated(data, "published")),
        "evidence": lambda: _evidence(graph, key),
    }
    made = makers.get(kind(graph, key), lambda: lines(_name(data), width=20))()
    if "Retracted" in data.get("labels", ()):
        made = (*made, "(retracted)")
    return made


def _node(graph: Graph, key: str, id: str, camps: Mapping[str, str], *, added: bool) -> Node:
    name = kind(graph, key)
    shown = str(graph.nodes[key].get("kind", "other")) if name == "actor" else name
    shown = shown if shown in SHAPES else "other"
    return Node(id, shown, caption(graph, key), camps.get(id, ""), faint=added, line=_stance(graph, key))


def _stance(graph: Graph, key: str) -> str:
    """The line in whose look a position is drawn; empty for what is none."""
    stance = graph.nodes[key].get("stance")
    return stance if kind(graph, key) == "position" and stance in _STANCES else ""


def _position(graph: Graph, key: str) -> tuple[str, ...]:
    """Who, how and on what, where the graph has it; else the claim."""
    data = graph.nodes[key]
    ends = {
        kind(graph, other): _name(graph.nodes[other])
        for start, end, each in [*graph.in_edges(key, data=True), *graph.out_edges(key, data=True)]
        if each["type"].removeprefix(PAST) in ("TOOK", "ON")
        for other in (start if end == key else end,)
    }
    stance = _stance(graph, key) or "position"
    if "actor" not in ends or "issue" not in ends:
        return (stance, *lines(str(data.get("claim", "")), width=24, most=2))
    told = {"support": "supports", "oppose": "opposes", "conditional": "only if", "neutral": "neutral"}
    return (*lines(f"{ends['actor']}: {told.get(stance, stance)}", width=24, most=2), *lines(ends["issue"], width=24))


def _evidence(graph: Graph, key: str) -> tuple[str, ...]:
    data = graph.nodes[key]
    source = [end for _, end, each in graph.out_edges(key, data=True) if each["type"] == "FROM"]
    reliability = graph.nodes[source[0]].get("reliability", "") if source else ""
    grade = f"{reliability}{data.get('credibility', '')}"
    told = [f"paragraph {data['paragraph']}"] if "paragraph" in data else []
    return tuple([*told, f"grade {grade}"] if grade else told) or ("evidence",)


def _dated(data: Mapping[str, Any], field: str = "date") -> tuple[str, ...]:
    try:
        return (short_day(edtf(str(data[field]))),)
    except (KeyError, BadDate):
        return ()


def _name(data: Mapping[str, Any]) -> str:
    names = (str(data[each]) for each in _NAMES if data.get(each))
    return next(names, "") or ", ".join(data.get("labels", ()))


def _when(graph: Graph, key: str) -> tuple[str, str]:
    data = graph.nodes[key]
    return str(data.get("valid_from") or data.get("valid_until") or ""), key


def _edge(graph: Graph, link: Link, page_id: PageId) -> Edge:
    """A line as the page has it; those that a view of the whole dossier draws are drawn the same."""
    id, start, end = page_id(link.id), page_id(link.start), page_id(link.end)
    word = link.type.lower().replace("_", " ")
    if link.type == POSITION:
        stance = _stance(graph, link.behind[0]) or "neutral"
        return Edge(id, start, end, "position", stance, stance, LINES[stance].says, page_id(link.behind[0]))
    if link.type == "TOOK_PART" and link.properties.get("role") in LINES:
        role = str(link.properties["role"])
        return Edge(id, start, end, "role", role, role, LINES[role].says, end)
    if link.type == "FOLLOWS":
        return Edge(id, end, start, "follows", "follows", "followed by", LINES["follows"].says)
    if link.type in TIE_TYPES and kind(graph, link.start) == "actor":
        return Edge(id, start, end, "tie", "tie", word, word, id)
    line, says = _look(graph, link)
    more = {"behind": tuple(map(page_id, link.behind))} if link.behind else {"told": _told(link)}
    word = LINES[line].label if line in _ANSWERS.values() else says
    return Edge(id, start, end, "link", line, word, says, _record(graph, link, page_id), **more)


def _look(graph: Graph, link: Link) -> tuple[str, str]:
    """The line and the words of a relationship that only an answer draws."""
    type_ = link.type.removeprefix(PAST)
    says = _WORDS.get(type_, type_.lower().replace("_", " "))
    if link.type != type_:
        return "retracted", f"{says} (no longer counts)"
    if type_ == "ANSWERED" and link.properties.get("answer") in _ANSWERS:
        line = _ANSWERS[link.properties["answer"]]
        return line, LINES[line].says
    position = next((end for end in (link.start, link.end) if kind(graph, end) == "position"), None)
    if type_ in ("TOOK", "ON") and position:
        return _stance(graph, position) or "link", says
    return _LOOKS.get(type_, "link"), says


def _record(graph: Graph, link: Link, page_id: PageId) -> str:
    """The record that a relationship is part of; empty where there is none, or more than one."""
    if link.behind:
        return page_id(link.behind[0]) if len(link.behind) == 1 else ""
    if not (kind(graph, link.start) and kind(graph, link.end)):
        return ""
    whose = link.end if link.type.removeprefix(PAST) in ("PROPOSED", "ANSWERED", "TOOK", "ATTRIBUTED") else link.start
    return page_id(whose)


def _told(link: Link) -> tuple[tuple[str, str], ...]:
    """The properties of a relationship as words."""
    hidden = ("type", "id", "key")
    return tuple((name, in_words(value)) for name, value in sorted(link.properties.items()) if name not in hidden)


def in_words(value: object) -> str:
    """A property as one text."""
    if isinstance(value, list | tuple):
        return "; ".join(map(in_words, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _drawn(graph: Graph, chosen: Selection, number: int) -> str:
    """What stands in the picture, in words."""
    named = _counts(graph, chosen.named)
    held = sum(link.type == POSITION for link in chosen.links)
    joined = count(number, "line") + (f", {held} of them positions" if 0 < held < number else "")
    joined = count(held, "position as a line", "positions as lines") if held and held == number else joined
    added = f" Added to join them: {listed(*_counts(graph, chosen.added))}." if chosen.added else ""
    hidden = f", and {listed(*_counts(graph, chosen.hidden))} that only these join" if chosen.hidden else ""
    out = f" Not drawn: {count(chosen.left_out, 'other line')} between them{hidden}." if chosen.left_out else ""
    return f"Drawn: {listed(*named, joined)}.{added}{out}"


def _counts(graph: Graph, keys: Iterable[str]) -> list[str]:
    number = Counter(kind(graph, key) for key in keys)
    most_first = sorted(number, key=lambda each: (-number[each], each))
    return [count(number[each], *_MANY.get(each, (each,))) for each in most_first]
