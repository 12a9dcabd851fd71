"""Plain edge lists: a CSV table of ties, and a table of actors with their groups.

A table has a header and a row for each tie.  Columns are told by name, in any case and order: `source` and `target`
must be there; `weight`, `sign`, `group` (that of the source) and `target_group` may be.  Cells are parted by commas,
semicolons or tabs, whichever the header uses.  Other columns are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import networkx as nx

from graphkit.dossier.problem import quoted
from graphkit.formats.cell_numbers import number_in
from graphkit.formats.csv_table import Cell, Complaint, CsvTable, header_of, open_table

Network: TypeAlias = "nx.Graph[str] | nx.DiGraph[str]"
SIGNS = {"1": 1, "+1": 1, "+": 1, "positive": 1, "-1": -1, "-": -1, "−1": -1, "−": -1, "negative": -1}
OF_TIES = ("source", "target", "weight", "sign", "group", "target_group")
OF_ACTORS = ("id", "group")
ALSO_CALLED = {"from": "source", "to": "target", "node": "id", "actor": "id", "name": "id", "source_group": "group"}


def read_edges(path: Path | str, *, directed: bool = False) -> Network:
    """Read an edge list.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8.
    directed : bool
        Whether a tie goes from source to target only.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        Actors in order of name, with `group` where the table gives one.  A tie has `weight`: positive where it has no
        sign or a positive one, negative where it has a negative one; 1 or -1 where no weight is given.  Ties of one
        pair add up, and a pair whose ties cancel stays with the weight 0.  A sign may be 1, +, positive, -1, - or
        negative; without a column of signs the sign is that of the weight.  Graph attributes: `signed` (bool: whether
        there is a column of signs or a negative weight), `rows` (int) and `notes` (tuple of str: what a reader may not
        expect of them).

    Raises
    ------
    BadTable
        If the file cannot be read, or any row is wrong; every wrong row is told, up to 20.
    """
    table = open_table(path, OF_TIES, ("source", "target"), also=ALSO_CALLED)
    ties: list[tuple[str, str, float]] = []
    groups: dict[str, str] = {}
    for source, target, weight, group, other in table.each(_tie):
        _put(table, groups, source, group, "group")
        _put(table, groups, target, other, "target_group")
        ties.append((source, target, weight))
    table.stop_if_wrong()
    network: Network = nx.DiGraph() if directed else nx.Graph()
    for actor in sorted({each for source, target, _ in ties for each in (source, target)}):
        network.add_node(actor, **({"group": groups[actor]} if actor in groups else {}))
    for source, target, weight in ties:
        before = network[source][target]["weight"] if network.has_edge(source, target) else 0
        network.add_edge(source, target, weight=before + weight)
    signed = "sign" in table.columns or any(weight < 0 for *_, weight in ties)
    network.graph.update(signed=signed, rows=len(ties), notes=(*_notes(network, len(ties)), *table.passed_over()))
    return network


def _notes(network: Network, rows: int) -> Iterator[str]:
    """What became of rows that are no tie of their own."""
    loops = nx.number_of_selfloops(network)
    empty = sum(not network[one][other]["weight"] for one, other in network.edges() if one != other)
    if rows > network.number_of_edges():
        yield f"rows that repeat a pair, whose weights add up: {rows - network.number_of_edges()}"
    if loops:
        yield f"left out, actors tied to themselves: {loops}"
    if empty:
        yield f"left out, pairs whose ties weigh 0 or cancel: {empty}"


def read_groups(path: Path | str) -> dict[str, str]:
    """Read a table of actors and their groups.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8 with the columns `id` (or node, actor, name) and `group`.

    Returns
    -------
    dict of str to str
        The group of each actor, in order of name; who has none is left out.

    Raises
    ------
    BadTable
        If the file cannot be read, any row is wrong, or an actor has two groups.
    """
    table = open_table(path, OF_ACTORS, OF_ACTORS, also=ALSO_CALLED)
    groups: dict[str, str] = {}
    for actor, group in table.each(_member):
        _put(table, groups, actor, group, "group")
    table.stop_if_wrong()
    return dict(sorted(groups.items()))


def _tie(cell: Cell) -> tuple[str, str, float, str, str]:
    """Source, target, weight, and the groups of both."""
    return _named(cell, "source"), _named(cell, "target"), _weight(cell), cell("group"), cell("target_group")


def _member(cell: Cell) -> tuple[str, str]:
    return _named(cell, "id"), cell("group")


def _named(cell: Cell, column: str) -> str:
    if not cell(column):
        raise Complaint(column, f"no {column}; name an actor")
    return cell(column)


def _weight(cell: Cell) -> float:
    """The weight of a tie with its sign."""
    weight, sign = number_in(cell, "weight", 1), cell("sign").casefold()
    if not sign:
        return weight
    if sign not in SIGNS:
        raise Complaint("sign", f"the sign {quoted(cell('sign'))} is none; write 1 or -1, or leave the row out")
    if weight < 0:
        raise Complaint("weight", f"the weight {cell('weight')} is below 0 beside a sign; give its size alone")
    return weight * SIGNS[sign]


def _put(table: CsvTable, groups: dict[str, str], actor: str, group: str, column: str) -> None:
    """Note the group of an actor, and a complaint if it has another already."""
    if group and groups.setdefault(actor, group) != group:
        found = f"{quoted(actor)} is in the group {quoted(groups[actor])} above and {quoted(group)} here"
        table.complain(column, f"{found}; give every actor one group")


def are_edges(path: Path) -> bool:
    """Whether a file is a table with the columns of an edge list.

    A table of statements, as Discourse Network Analyzer exports one, is not.
    """
    return {"source", "target"} <= header_of(path, OF_TIES, also=ALSO_CALLED)
