"""Networks that DNA exported, as CSV matrix, GraphML or DL; and GraphML of other programs."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import networkx as nx

from graphkit.dossier.problem import quoted
from graphkit.formats.dna.dl import Matrix, matrix_of
from graphkit.formats.dna.exported import number, refused, rows_of, text_of

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
Network: TypeAlias = "nx.Graph[str] | nx.DiGraph[str]"


def network_of(path: Path) -> Network:
    """Read a network that DNA exported as a CSV matrix, as GraphML or as DL.

    Parameters
    ----------
    path : Path
        What it is is told by its first letters.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        Directed where GraphML says so, or where a matrix is not symmetric: then from row to column.  Nodes are names;
        of GraphML they have the file's attributes but for `id`, DNA's `variable` and `frequency` among them, and DNA's
        `Type` as `group` unless they have one.  Edges have `weight`; several edges of one pair add up.  A two-mode
        network has `bipartite` 0 for its rows and 1 for its columns.  Graph attributes: `signed` (bool: whether a
        weight is negative), `two_mode` (bool) and `notes` (tuple, empty).

    Raises
    ------
    BadDatabase
        If the file is none of these, or is broken; the message tells the line.
    """
    text = text_of(path)
    start = text.lstrip()[:2]
    if start.startswith("<"):
        network = _graphml(path, text)
    else:
        network = _of_matrix(matrix_of(path, text) if start.lower() == "dl" else _csv_matrix(path))
    weights = [data["weight"] for _, _, data in network.edges(data=True)]
    two_mode = any("bipartite" in data for _, data in network.nodes(data=True))
    network.graph.update(signed=any(weight < 0 for weight in weights), two_mode=two_mode, notes=())
    return network


def _csv_matrix(path: Path) -> Matrix:
    rows = rows_of(path)
    shape = "a matrix of DNA has names in its first line and first column, and semicolons between"
    if len(rows) < 2 or len(rows[0].cells) < 2 or rows[0].cells[0]:
        raise refused(path, shape, 1)
    header = rows[0].cells
    for line, cells in rows[1:]:
        if len(cells) != len(header):
            raise refused(path, f"{shape}; this row has {len(cells)} cells and the first one {len(header)}", line)
    numbers = tuple(tuple(number(path, cell, line) for cell in cells[1:]) for line, cells in rows[1:])
    names = tuple(cells[0] for _, cells in rows[1:])
    for each in (names, tuple(header[1:])):
        twice = [name for name, count in Counter(each).items() if count > 1]
        if twice:
            raise refused(path, f"the name {quoted(twice[0])} stands there twice; give each its own", 1)
    return Matrix(names, tuple(header[1:]), numbers, two_mode=names != tuple(header[1:]))


def _of_matrix(matrix: Matrix) -> Network:
    one_way = not matrix.two_mode and matrix.cells != tuple(zip(*matrix.cells, strict=True))
    network: Network = nx.DiGraph() if one_way else nx.Graph()
    both = set(matrix.rows) & set(matrix.columns) if matrix.two_mode else set()
    columns = [f"{name} (column)" if name in both else name for name in matrix.columns]
    network.add_nodes_from(matrix.rows, **({"bipartite": 0} if matrix.two_mode else {}))
    network.add_nodes_from(columns, **({"bipartite": 1} if matrix.two_mode else {}))
    for name, row in zip(matrix.rows, matrix.cells, strict=True):
        for column, weight in zip(columns, row, strict=True):
            if weight:
                network.add_edge(name, column, weight=weight)
    return network


def _graphml(path: Path, text: str) -> Network:
    root = _parsed(path, text)
    declared = ((each.get("id", ""), each.get("attr.name")) for each in root.iter(f"{GRAPHML}key"))
    keys = {id: name or id for id, name in declared}
    nodes = {node.get("id", ""): _data(node, keys) for node in root.iter(f"{GRAPHML}node")}
    if not nodes:
        raise refused(path, "it is GraphML without nodes, or none at all")
    name_of = _names(nodes)
    graph = root.find(f"{GRAPHML}graph")
    directed = graph is not None and graph.get("edgedefault") == "directed"
    network: Network = nx.DiGraph() if directed else nx.Graph()
    variables = list(dict.fromkeys(data.get("variable", "") for data in nodes.values()))
    for id, data in nodes.items():
        side = {"bipartite": variables.index(data.get("variable", ""))} if len(variables) == 2 else {}
        group = {"group": data["Type"]} if data.get("Type") and "group" not in data else {}
        rest = {name: value for name, value in data.items() if name != "id"}
        network.add_node(name_of[id], **{**rest, **side, **group})
    for one, other, weight in _edges(path, root, keys, name_of):
        before = network[one][other]["weight"] if network.has_edge(one, other) else 0
        network.add_edge(one, other, weight=before + weight)
    return network


def _parsed(path: Path, text: str) -> ET.Element:
    """The root of a document that declares nothing: what expands, or is fetched from elsewhere, must be declared."""
    for declared in ("<!DOCTYPE", "<!ENTITY"):
        if declared in text:
            line = text.count("\n", 0, text.index(declared)) + 1
            raise refused(path, "it declares entities, which GraphML has no need of; take the declaration out", line)
    try:
        return ET.fromstring(text)  # noqa: S314  # nothing that expands is left in it
    except ET.ParseError as error:
        raise refused(path, f"it is no XML ({error}); export it anew", error.position[0]) from None


def _edges(
    path: Path, root: ET.Element, keys: Mapping[str, str], name_of: Mapping[str, str]
) -> Iterator[tuple[str, str, float]]:
    for edge in root.iter(f"{GRAPHML}edge"):
        one, other = (edge.get(end, "") for end in ("source", "target"))
        if one not in name_of or other not in name_of:
            raise refused(path, f"an edge joins {quoted(one)} and {quoted(other)}, of which one is no node")
        weight = _data(edge, keys).get("weight") or "1"
        yield (
            name_of[one],
            name_of[other],
            number(path, weight, of=f"of the edge from {quoted(one)} to {quoted(other)}"),
        )


def _names(nodes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What each node is called: its name or label, and its id too where others have the same."""
    called = {id: data.get("name") or data.get("label") or id for id, data in nodes.items()}
    count = Counter(called.values())
    return {id: name if count[name] == 1 else f"{name} ({id})" for id, name in called.items()}


def _data(element: ET.Element, keys: Mapping[str, str]) -> dict[str, str]:
    """The values of a node or an edge by name; what visone adds to draw it is left out."""
    there = (data for data in element.findall(f"{GRAPHML}data") if not len(data))
    return {keys.get(data.get("key", ""), data.get("key", "")): data.text or "" for data in there}
