"""Node-link JSON, as NetworkX and D3 read it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import networkx as nx


def nodelink(graph: nx.Graph[Any]) -> str:
    """A graph as node-link JSON text: `networkx.node_link_graph(json.loads(text), edges="edges")` reads it again.

    Dates become ISO 8601 texts and tuples lists.  The format keeps `id` for the node's key, so a record's own
    ``kind:slug`` stands as `record`.
    """
    data = nx.node_link_data(graph, edges="edges")
    records = dict(graph.nodes(data="id"))
    data["nodes"] = [{"record": records[node["id"]], **node} for node in data["nodes"]]
    return json.dumps(data, ensure_ascii=False, indent=1, default=_iso) + "\n"


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
