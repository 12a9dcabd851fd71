"""From a dossier to the one property graph: the same nodes and relationships in NetworkX and in Neo4j."""

from __future__ import annotations

from typing import Any

import networkx as nx

from graphkit.dossier.dossier import Dossier
from graphkit.graph.nodes import Properties, nodes
from graphkit.graph.relationships import relationships


def property_graph(dossier: Dossier) -> nx.MultiDiGraph[Any]:
    """Build the property graph of a dossier.

    Parameters
    ----------
    dossier : Dossier
        Free of errors.  Cut it with `graphkit.dossier.clocks.at` first to see one day of the world.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are keys ``dossier/kind:slug`` with `key`, `id` (``kind:slug``), `dossier`, `labels` (tuple of str) and
        the record's own properties.  Relationships have as key their `id`, unique across dossiers, and the attribute
        `type`, such as ``"TOOK"``.  A date is its EDTF text, with `valid_from` and `valid_until` as `datetime.date`
        beside it.  A relationship to a record that was cut away is left out.  Nodes and relationships are added in
        the order of their keys, so the order of the files does not show.
    """
    name = dossier.manifest.id
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(dossier=name, title=dossier.manifest.title)
    for id, properties in sorted(nodes(dossier).items()):
        graph.add_node(f"{name}/{id}", key=f"{name}/{id}", id=id, dossier=name, **properties)
    for id, each in sorted(relationships(dossier).items()):
        start, end, key = f"{name}/{each.start}", f"{name}/{each.end}", f"{name}/{id}"
        if start in graph and end in graph:
            graph.add_edge(start, end, key=key, id=key, type=each.type, **_with_keys(each.properties, name))
    return graph


def _with_keys(properties: Properties, dossier: str) -> Properties:
    """The properties of a relationship, with the evidence that it carries as keys of nodes."""
    evidence = properties.get("evidence")
    return {**properties, "evidence": tuple(f"{dossier}/{id}" for id in evidence)} if evidence else properties
