"""From a dossier to the one property graph: the same nodes and relationships in NetworkX and in Neo4j."""

from __future__ import annotations

from typing import Any

import networkx as nx

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.editions import editions
from graphkit.graph.elements import elements
from graphkit.graph.nodes import Properties
from graphkit.graph.relationships import Relationship


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
        beside it.  In the graph of a whole dossier everything says in `known_from` and `known_until` on which days of
        the record it counted, both included; what no longer counts has the label ``Retracted``, or a type such as
        ``RETRACTED_TOOK``.  A relationship to a record that was cut away is left out.  Nodes and relationships are
        added in the order of their keys, so the order of the files does not show.
    """
    name = dossier.manifest.id
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(dossier=name, title=dossier.manifest.title)
    parts = [elements(found, dated=not dossier.cut) for found in editions(dossier).values()]
    for id, properties in sorted((each for part in parts for each in part.nodes.items()), key=_id):
        graph.add_node(f"{name}/{id}", **on_node(name, id, properties))
    for id, each in sorted((each for part in parts for each in part.relationships.items()), key=_id):
        start, end = f"{name}/{each.start}", f"{name}/{each.end}"
        if start in graph and end in graph:
            graph.add_edge(start, end, key=f"{name}/{id}", type=each.type, **on_relationship(name, id, each))
    return graph


def on_node(dossier: str, id: str, properties: Properties) -> Properties:
    """All properties of a node, the ones that name it first."""
    return {"key": f"{dossier}/{id}", "id": id, "dossier": dossier, **properties}


def on_relationship(dossier: str, id: str, each: Relationship) -> Properties:
    """All properties of a relationship; evidence that it carries becomes keys of nodes."""
    properties = {"id": f"{dossier}/{id}", **each.properties}
    evidence = properties.get("evidence")
    return {**properties, "evidence": tuple(f"{dossier}/{id}" for id in evidence)} if evidence else properties


def _id(element: tuple[str, object]) -> str:
    return element[0]
