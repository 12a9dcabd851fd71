"""GraphML, as Gephi, yEd, Cytoscape and NetworkX read it."""

from __future__ import annotations

from typing import Any

import networkx as nx

from graphkit.formats.flat import XML_DECLARATION, flat


def graphml(graph: nx.Graph[Any]) -> str:
    """A graph as GraphML text.

    `networkx.parse_graphml(text, force_multigraph=True)` reads it again with the same keys; without that, NetworkX
    makes a graph without parallel edges of one that happens to have none.
    """
    return XML_DECLARATION + "\n".join(nx.generate_graphml(flat(graph), named_key_ids=True)) + "\n"
