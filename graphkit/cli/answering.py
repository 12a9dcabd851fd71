"""The answer to one's own query as a page: its nodes and relationships, and the dossiers that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.output import plain

if TYPE_CHECKING:
    import networkx as nx
    from neo4j import Driver

    from graphkit.report.asked import Answered, Cell, Table
    from graphkit.report.share import Share
    from graphkit.store.picture import Picture
    from graphkit.store.run import Answer
    from graphkit.store.values import Node, Relationship


def answered(driver: Driver, database: str | None, title: str, answer: Answer, found: Picture) -> Answered:
    """What a page of the answer is made of; a dossier that cannot be read is told of and left out.

    Parameters
    ----------
    driver : neo4j.Driver
    database : str or None
    title : str
        Of the page.
    answer : Answer
    found : Picture
        Of the same rows.

    Returns
    -------
    Answered
    """
    from graphkit.report.asked import Answered, Asking

    shares = tuple(_shares(driver, database, found))
    told = [f"from “{share.dossier.manifest.title}”" for share in shares][:3]
    rows = f"{len(answer.rows):,} rows" if len(answer.rows) != 1 else "1 row"
    about = ", ".join([*told, "on every day of the world", f"{rows} of more" if answer.more else rows])
    keys = {node_key(each) for each in found.nodes.values()}
    keys |= {_line_key(found.relationships[element]) for element in found.returned}
    return Answered(
        Asking(title, about, "-".join(share.dossier.manifest.id for share in shares) or "graph"),
        _table(answer),
        shares,
        frozenset(keys),
        _graph(found),
    )


def node_key(node: Node) -> str:
    """The key of a node: graphkit's own where it has one that fits it, else the server's name."""
    key, id, dossier = (node.properties.get(name) for name in ("key", "id", "dossier"))
    return str(key) if isinstance(key, str) and key == f"{dossier}/{id}" else node.element


def _line_key(each: Relationship) -> str:
    id = each.properties.get("id")
    return id if isinstance(id, str) and "/" in id else each.element


def _shares(driver: Driver, database: str | None, found: Picture) -> Iterator[Share]:
    from graphkit.dossier.clocks import known_at
    from graphkit.report.share import Share
    from graphkit.store.error import ServerError
    from graphkit.store.fetch import fetch

    keys = (node_key(node) for node in found.nodes.values())
    for dossier in sorted({key.partition("/")[0] for key in keys if "/" in key}):
        try:
            whole = fetch(driver, dossier, database=database)
        except ServerError as error:
            click.echo(f"note: the page has no records of {plain(dossier)!r}: {plain(str(error))}", err=True)
        else:
            yield Share(known_at(whole, None), whole)


def _graph(found: Picture) -> nx.MultiDiGraph[Any]:
    """Nodes and relationships as the property graph has them."""
    import networkx as nx

    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    keys = {element: node_key(node) for element, node in found.nodes.items()}
    for element, node in found.nodes.items():
        graph.add_nodes_from([(keys[element], {**node.properties, "labels": node.labels})])
    for each in found.relationships.values():
        start, end = keys[each.start.element], keys[each.end.element]
        key = graph.add_edge(start, end, _line_key(each))
        graph.edges[start, end, key].update({**each.properties, "type": each.type})  # whatever the names are
    return graph


def _table(answer: Answer) -> Table:
    from graphkit.report.asked import Table

    return Table(answer.columns, tuple(tuple(_cell(row[name]) for name in answer.columns) for row in answer.rows))


def _cell(value: Any) -> Cell:
    from graphkit.report.asked import Named
    from graphkit.store.values import Node, Relationship, in_a_line

    if isinstance(value, Node):
        return [Named(node_key(value), plain(in_a_line(value)))]
    if isinstance(value, Relationship):
        return [Named(_line_key(value), plain(in_a_line(value)))]
    if isinstance(value, list):
        return [part for each in value for part in _cell(each)]
    return [plain(in_a_line(value))]
