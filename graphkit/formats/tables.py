"""A graph as two CSV tables, nodes and edges, as Gephi, Excel and pandas read them.

Gephi finds a graph by the columns Id, Label, Source, Target and Type; Id of an edge is the relationship's.  The first
column of both tables is another one, `dossier`: the byte order mark that Excel needs to see UTF-8 then sits where no
program looks for a name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import networkx as nx

from graphkit.formats.cells import cell
from graphkit.formats.flat import node_label

BYTE_ORDER_MARK = "\ufeff"
_NAMED = {"label", "id", "key", "dossier", "type", "weight"}


def tables(graph: nx.Graph[Any]) -> dict[str, str]:
    """A graph as CSV texts by file name, ``nodes.csv`` and ``edges.csv``.

    Cells are those of `graphkit.formats.cells.cell`; lines end as CSV has them, with CR LF.
    """
    return {"nodes.csv": _nodes(graph), "edges.csv": _edges(graph)}


def _nodes(graph: nx.Graph[Any]) -> str:
    rows = [
        {"dossier": _dossier(graph), "Id": key, "Label": node_label(key, data), **_others(data)}
        for key, data in graph.nodes(data=True)
    ]
    return _table(rows, ("dossier", "Id", "Label"))


def _edges(graph: nx.Graph[Any]) -> str:
    direction = "Directed" if graph.is_directed() else "Undirected"
    rows = [
        {
            "dossier": _dossier(graph),
            "Source": start,
            "Target": end,
            "Type": direction,
            "Id": data.get("id"),
            "Label": data.get("type") or data.get("stance"),
            "Weight": data.get("weight", 1),
            **_others(data),
        }
        for start, end, data in graph.edges(data=True)
    ]
    return _table(rows, ("dossier", "Source", "Target", "Type", "Id", "Label", "Weight"))


def _dossier(graph: nx.Graph[Any]) -> str | None:
    """The id of the dossier, and what the graph supposes, since a table has nowhere else to say so."""
    id, what_if = graph.graph.get("dossier"), graph.graph.get("what_if")
    return f"{id} (what if: {what_if})" if what_if else id


def _others(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in _NAMED}


def _table(rows: list[dict[str, Any]], first: Iterable[str]) -> str:
    columns = list(dict.fromkeys([*first, *sorted({name for row in rows for name in row})]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[cell(row.get(column)) for column in columns] for row in rows])
    return BYTE_ORDER_MARK + text.getvalue()
