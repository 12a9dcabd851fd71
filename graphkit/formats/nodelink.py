"""Node-link JSON, as NetworkX and D3 read it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import networkx as nx


def nodelink(graph: nx.Graph[Any]) -> str:
    """A graph as node-link JSON text: `networkx.node_link_graph(json.loads(text), edges="edges")` reads it again.

    Dates become ISO 8601 texts and tuples lists; nothing else changes.
    """
    data = nx.node_link_data(graph, edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1, default=_iso) + "\n"


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
