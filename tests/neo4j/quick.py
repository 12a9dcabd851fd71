"""Put whole graphs into an empty database quickly, for tests that need many; loading for real has its own tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from neo4j import Driver

Rows = list[dict[str, Any]]
BATCH = 10_000


def put(driver: Driver, graphs: Iterable[nx.MultiDiGraph[Any]]) -> None:
    """Create every node and relationship; labels and types are the graph's own."""
    nodes: dict[str, Rows] = defaultdict(list)
    edges: dict[str, list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    for graph in graphs:
        for _, data in graph.nodes(data=True):
            nodes[":".join(data["labels"])].append(_properties(data, "labels"))
        for start, end, data in graph.edges(data=True):
            edges[data["type"]].append((start, end, _properties(data, "type")))
    made: dict[str, str] = {}
    for labels, rows in nodes.items():
        query = f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row RETURN n.key AS key, elementId(n) AS element"
        for batch in _batches(rows):
            made |= {each["key"]: each["element"] for each in _run(driver, query, batch)}
    for type_, each in edges.items():
        query = f"""UNWIND $rows AS row MATCH (s) WHERE elementId(s) = row.start MATCH (e) WHERE elementId(e) = row.end
                    CREATE (s)-[r:{type_}]->(e) SET r = row.properties"""
        rows = [{"start": made[start], "end": made[end], "properties": data} for start, end, data in each]
        for batch in _batches(rows):
            _run(driver, query, batch)


def _properties(data: dict[str, Any], besides: str) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items() if name != besides}


def _batches(rows: Rows) -> Iterator[Rows]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _run(driver: Driver, query: str, rows: Rows) -> Any:
    return driver.execute_query(query, rows=rows).records
