"""The interactive page in a notebook: of a dossier, a graph or an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.dossier.dossier import Dossier
from graphkit.notebook.answers import Reply
from graphkit.notebook.dossiers import is_dossier, open_dossier, whole_of
from graphkit.notebook.mistakes import known

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.report.inline import Page

NODES_AT_MOST = 2000


def show(
    found: Dossier | nx.Graph[Any] | Reply | Path | str,
    view: str = "report",
    *,
    title: str | None = None,
    height: int | None = None,
    seed: int = 1,
) -> Page:
    """Show the interactive page of a dossier, a graph or an answer in place; it needs no network.

    Parameters
    ----------
    found : Dossier, networkx.Graph or a subclass, Reply, Path or str
        A dossier as `open_dossier` gives it, its folder, or a file that it opens; a graph, such as `to_networkx` gives;
        or what `ask` gives.
    view : "report", "relations", "positions" or "events"
        Of a dossier: all linked views, or one alone.
    title : str, optional
        Heading of the page; default the dossier's title, or the question.
    height : int, optional
        Of the frame, in CSS pixels; default 620, and 820 for the report.
    seed : int
        Start of the layout.

    Returns
    -------
    Page
        Shows itself in Jupyter, VS Code and exported HTML; `save` writes the page to a file.

    Raises
    ------
    ValueError
        If there is nothing to draw, or too much, or there is no such view.

    Examples
    --------
    >>> show(open_dossier("istanbul-2025"), "positions").title
    'The Istanbul talks of 2 June 2025'
    """
    import networkx as nx

    from graphkit.report.inline import HEIGHT, OF_REPORT, Page
    from graphkit.report.page import VIEWS

    known("view", view, ("report", *VIEWS))
    if height is not None and height < 1:
        raise ValueError(f"a frame of height {height} shows nothing; give pixels, such as {HEIGHT}")
    if isinstance(found, str | Path) and (is_dossier(found) or Path(found).is_file()):
        found = open_dossier(found)
    if isinstance(found, Dossier):
        html, name = _of_dossier(found, view, title, seed), title or found.manifest.title
    elif view != "report":
        raise ValueError(f"the view {view} is one of a dossier; leave it out here")
    elif isinstance(found, Reply):
        html, name = _of_reply(found, title, seed), title or found.title
    elif isinstance(found, nx.Graph):
        html, name = _of_graph(found, title or "Graph", seed), title or "Graph"
    else:
        raise TypeError(f"{type(found).__name__} has no page; give a dossier, a networkx graph or what ask gives")
    usual = OF_REPORT if isinstance(found, Dossier) and view == "report" else HEIGHT
    return Page(html, name, height or usual)


def _of_dossier(dossier: Dossier, view: Any, title: str | None, seed: int) -> str:
    from graphkit.report.page import render
    from graphkit.report.whole import report

    whole, days = whole_of(dossier)
    if view == "report":
        return report(whole, title=title, seed=seed, as_of=days["as_of"], known_on=days["known_on"])
    return render(dossier, view=view, title=title, seed=seed, **days)


def _of_reply(reply: Reply, title: str | None, seed: int) -> str:
    from dataclasses import replace

    from graphkit.report.asked import render_answer

    answered = reply.answered()
    if title:
        answered = replace(answered, asking=replace(answered.asking, title=title))
    return render_answer(answered, seed=seed)


def _of_graph(graph: nx.Graph[Any], title: str, seed: int) -> str:
    from graphkit.report.asked import Answered, Asking, Table, render_answer

    if graph.number_of_nodes() > NODES_AT_MOST:
        raise ValueError(
            f"{graph.number_of_nodes():,} nodes are more than a page can show; draw {NODES_AT_MOST:,} at most, "
            "such as graph.subgraph(nodes)"
        )
    drawn = _as_properties(graph)
    rows = tuple((str(data["name"]), str(drawn.degree(key))) for key, data in sorted(drawn.nodes(data=True)))
    table = Table(("node", "lines"), tuple(tuple((cell,) for cell in row) for row in rows))
    asking = Asking(title, "", "graph")
    return render_answer(Answered(asking, table, (), frozenset(drawn), drawn), seed=seed)


def _as_properties(graph: nx.Graph[Any]) -> nx.MultiDiGraph[Any]:
    """Any graph as the page takes one: keys as text, a name for each node, and a type for each line."""
    import networkx as nx

    found: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        name = next((str(data[each]) for each in ("short", "name", "label", "title") if data.get(each)), str(node))
        found.add_node(str(node), **{**_plain(data), "name": name, "labels": data.get("labels") or ("Node",)})
    for number, (start, end, data) in enumerate(graph.edges(data=True)):
        type_ = data.get("type") or _type(data, directed=graph.is_directed())
        found.add_edge(str(start), str(end), key=f"line:{number}", **{**_plain(data), "type": str(type_)})
    return found


def _type(data: dict[str, Any], *, directed: bool) -> str:
    """What a line without a type is called: by its direction and the sign of its weight."""
    weight = data.get("weight", 1)
    against = isinstance(weight, int | float) and weight < 0
    return ("OPPOSED_TO" if against else "TIED_TO") if directed else "AGAINST" if against else "JOINED"


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in data.items() if isinstance(value, str | int | float | date | tuple)}
