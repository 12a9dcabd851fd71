"""A graph with attributes that other programs' files can hold: texts, numbers and truth values only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import networkx as nx

from graphkit.formats.cells import LIST_SEPARATOR

Flat = str | int | float | bool
XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def flat(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """A copy whose attributes are plain, with a `label` on nodes and edges.

    Parameters
    ----------
    graph : networkx.Graph or a subclass
        The property graph or one of its networks.

    Returns
    -------
    networkx.Graph
        Of the same class, without `key` and `id`, which the keys of nodes and edges say.  Tuples become texts with
        ``"; "`` between members and dates ISO 8601 texts; a character that XML cannot hold becomes U+FFFD.  The type of
        a relationship is `relationship`, since other programs take `type` to mean directed or not.
    """
    copy: nx.Graph[Any] = graph.__class__()
    copy.graph.update((name, plain(value)) for name, value in graph.graph.items())
    copy.graph["name"] = plain(graph.graph.get("title", ""))
    for key, data in graph.nodes(data=True):
        copy.add_node(key, label=node_label(key, data), **_plain(data))
    copy.add_edges_from((*ends, _plain(_edge(data))) for *ends, data in _edges(graph))
    return copy


def node_label(key: str, data: dict[str, Any]) -> str:
    """What to write at a node: a short name, a name, a title, a claim, or else the id."""
    names = (data.get(name) for name in ("short", "name", "title", "claim"))
    return str(plain(next((name for name in names if name), key.partition("/")[2] or key)))


def plain(value: Any) -> Flat:
    """A value as a text, a number or a truth value."""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    text = LIST_SEPARATOR.join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return _NOT_XML.sub("\ufffd", text)


def _edges(graph: nx.Graph[Any]) -> Iterable[tuple[Any, ...]]:
    """The edges with their data, and with their keys where edges may be parallel."""
    if isinstance(graph, nx.MultiGraph):
        return graph.edges(keys=True, data=True)
    return graph.edges(data=True)


def _edge(data: dict[str, Any]) -> dict[str, Any]:
    kind = data.get("type") or data.get("stance")
    named = {("relationship" if name == "type" else name): value for name, value in data.items()}
    return {"label": kind.replace("_", " ").lower(), **named} if kind else named


def _plain(data: dict[str, Any]) -> dict[str, Flat]:
    return {name: plain(value) for name, value in data.items() if name not in ("id", "key")}
