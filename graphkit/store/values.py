"""What Neo4j answers, as plain Python values: whole for JSON, in one line for a table."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import neo4j.graph
import neo4j.spatial
import neo4j.time


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `element` is the server's own name for it, good until the database changes."""

    element: str
    labels: tuple[str, ...]
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship; one of its ends may be without labels and properties where the query did not return it."""

    element: str
    type: str
    start: Node
    end: Node
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Path:
    """Nodes, and the relationships between each and the next."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def plain(value: Any) -> Any:
    """A value of the driver as a plain one.

    Parameters
    ----------
    value : object
        As `neo4j.Record` has it.

    Returns
    -------
    object
        None, bool, int, float, str, `datetime.date`, lists and dicts of them, `Node`, `Relationship` or `Path`.  A time
        of day, a duration and a number that is none become text as Cypher writes them, bytes their hexadecimal digits,
        and a point a dict of its coordinates and `srid`.
    """
    if isinstance(value, neo4j.graph.Node):
        return _node(value)
    if isinstance(value, neo4j.graph.Relationship):
        return _relationship(value)
    if isinstance(value, neo4j.graph.Path):
        return Path(tuple(map(_node, value.nodes)), tuple(map(_relationship, value.relationships)))
    if isinstance(value, neo4j.time.Date):
        return value.to_native()
    if isinstance(value, neo4j.time.Time | neo4j.time.DateTime | neo4j.time.Duration):
        return value.iso_format()
    if isinstance(value, neo4j.spatial.Point):
        return {"srid": value.srid, **dict(zip("xyz", value, strict=False))}
    return _plain_part(value)


def _plain_part(value: Any) -> Any:
    """A list, a map or a simple value."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value).replace("inf", "Infinity").replace("nan", "NaN")
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _node(node: neo4j.graph.Node) -> Node:
    return Node(node.element_id, tuple(sorted(node.labels)), plain(dict(node.items())))


def _relationship(each: neo4j.graph.Relationship) -> Relationship:
    start, end = each.nodes
    assert start is not None and end is not None  # the driver gives both, if need be without properties
    return Relationship(each.element_id, each.type, _node(start), _node(end), plain(dict(each.items())))


def whole(value: Any) -> Any:
    """A plain value with all that it holds, as JSON takes it.

    Examples
    --------
    >>> whole(Node("4:x:1", ("Issue",), {"key": "d/issue:a", "since": date(2025, 6, 2)}))
    {'labels': ['Issue'], 'properties': {'key': 'd/issue:a', 'since': '2025-06-02'}}
    """
    if isinstance(value, Node):
        return {"labels": list(value.labels), "properties": whole(value.properties)}
    if isinstance(value, Relationship):
        ends = {"start": name(value.start), "end": name(value.end)}
        return {"type": value.type, **ends, "properties": whole(value.properties)}
    if isinstance(value, Path):
        return {"nodes": whole(list(value.nodes)), "relationships": whole(list(value.relationships))}
    if isinstance(value, Mapping):
        return {key: whole(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [whole(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def in_a_line(value: Any) -> Any:
    """A plain value as a table and CSV show it: what is in the graph by its id, a map as JSON, the rest as it is.

    Examples
    --------
    >>> actor = Node("4:x:1", ("Actor", "Person"), {"id": "actor:fidan"})
    >>> in_a_line(Path((actor, actor), (Relationship("5:x:1", "ALLY_OF", actor, actor, {}),)))
    'actor:fidan -ALLY_OF-> actor:fidan'
    >>> in_a_line([1, {"a": None}]), in_a_line(Node("4:x:2", ("Town",), {"name": "Ö"}))
    ([1, '{"a": null}'], '(:Town {"name": "Ö"})')
    """
    if isinstance(value, Node):
        return name(value)
    if isinstance(value, Relationship):
        return _line(value)
    if isinstance(value, Path):
        return "".join(_steps(value))
    if isinstance(value, Mapping):
        return json.dumps(whole(value), ensure_ascii=False)
    if isinstance(value, list | tuple):
        return [in_a_line(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else value


def name(node: Node) -> str:
    """How a node is called in a line: by its id, else by its labels and properties, else by the server's name."""
    id = node.properties.get("id")
    if isinstance(id, str):
        return id
    if not node.labels and not node.properties:
        return f"({node.element})"
    return f"({''.join(f':{label}' for label in node.labels)} {json.dumps(whole(node.properties), ensure_ascii=False)})"


def _line(each: Relationship) -> str:
    """A relationship by its ends; by its own id where the answer leaves one of them open."""
    id = each.properties.get("id")
    if isinstance(id, str) and not all(end.labels or end.properties for end in (each.start, each.end)):
        return f"[:{each.type} {id}]"
    return f"{name(each.start)} -{each.type}-> {name(each.end)}"


def _steps(path: Path) -> Iterator[str]:
    at = path.nodes[0]
    yield name(at)
    for each, node in zip(path.relationships, path.nodes[1:], strict=True):
        ahead = each.start.element == at.element
        yield f" -{each.type}-> {name(node)}" if ahead else f" <-{each.type}- {name(node)}"
        at = node
