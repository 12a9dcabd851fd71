"""The nodes and relationships that the rows of a query hold, with what joins these nodes in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.graph.vocabulary import PAST, RETRACTED
from graphkit.store.files import statement
from graphkit.store.run import rows
from graphkit.store.values import Node, Path, Relationship

if TYPE_CHECKING:
    from neo4j import Transaction

JOINED_UP_TO = 1000  # nodes
LINES_AT_MOST = 6000


@dataclass(frozen=True, slots=True)
class Picture:
    """What there is to draw, by the server's own names.

    Attributes
    ----------
    nodes : mapping of str to Node
    relationships : mapping of str to Relationship
        Their ends are among the nodes.
    returned : frozenset of str
        The relationships that the rows hold themselves; the others only join nodes that they hold.
    """

    nodes: Mapping[str, Node]
    relationships: Mapping[str, Relationship]
    returned: frozenset[str]


def picture(transaction: Transaction, answer: Iterable[Mapping[str, Any]]) -> Picture:
    """All that rows hold of the graph.

    Parameters
    ----------
    transaction : neo4j.Transaction
        The one that gave the rows, so that what joins the nodes is of the same state.
    answer : iterable of mapping
        Rows of plain values.

    Returns
    -------
    Picture
        Like Neo4j Browser with "connect result nodes"; what no longer counts joins only where it was returned, or
        where it joins a node that counts no more.
    """
    nodes: dict[str, Node] = {}
    relationships: dict[str, Relationship] = {}
    for each in _parts(answer):
        if isinstance(each, Node):
            nodes[each.element] = each
        else:
            relationships[each.element] = each
    returned = frozenset(relationships)
    ends = {end.element for each in relationships.values() for end in (each.start, each.end)}
    nodes |= _whole(transaction, ends, nodes)
    if len(nodes) <= JOINED_UP_TO:
        query, elements = statement("read-among"), {"elements": sorted(nodes)}
        for row in rows(transaction, query, elements, limit=LINES_AT_MOST).rows:
            each = row["r"]
            if each.element not in relationships and _counts(each, nodes):
                relationships[each.element] = each
    return Picture(nodes, relationships, returned)


def _parts(value: Any) -> Iterator[Node | Relationship]:
    """Every node and relationship in a value."""
    if isinstance(value, Node | Relationship):
        yield value
    elif isinstance(value, Path):
        yield from value.nodes
        yield from value.relationships
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _parts(each)
    elif not isinstance(value, str | bytes) and isinstance(value, Iterable):
        for each in value:
            yield from _parts(each)


def _whole(transaction: Transaction, elements: set[str], known: Mapping[str, Node]) -> dict[str, Node]:
    """The ends of relationships, of which a query may give no more than a name."""
    wanted = sorted(elements - known.keys())
    found = rows(transaction, statement("read-elements"), {"elements": wanted}).rows if wanted else ()
    return {row["n"].element: row["n"] for row in found}


def _counts(each: Relationship, nodes: Mapping[str, Node]) -> bool:
    ends = (nodes[each.start.element], nodes[each.end.element])
    return not each.type.startswith(PAST) or any(RETRACTED in end.labels for end in ends)
