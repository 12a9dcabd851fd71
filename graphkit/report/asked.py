"""An answer as the interactive page: its rows, and a picture of the nodes and relationships that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from graphkit.dossier.dossier import Dossier
from graphkit.graph.build import property_graph
from graphkit.graph.networks import agreement, conflict
from graphkit.report import network, panel
from graphkit.report.answer import scene
from graphkit.report.arrange import View, arranged
from graphkit.report.boxes import drawn_scale
from graphkit.report.page import COLUMNS, Words, drawn
from graphkit.report.portion import near
from graphkit.report.scene import Edge, Scene
from graphkit.report.selection import Graph, Selection, kind, selected
from graphkit.report.share import Share, page_graph, page_id, shown
from graphkit.report.style import FONT_SIZE
from graphkit.report.things import things
from graphkit.report.words import long_day

_READINGS = {
    "position": "A line between an actor and an issue is a position: solid blue supports, dashed vermillion opposes.",
    "agreement": "A blue line joins two actors who take the same side of an issue.",
    "conflict": "A dashed vermillion line joins two actors who take opposite sides; the wider, the more issues.",
    "role": "A line is the part that an actor took in an event.",
    "follows": "An arrow between events leads to the one that followed.",
}
_FAINT = "What was added only to join what the answer names is drawn faintly."
LEAST = 7.5  # CSS pixels


class NothingToDraw(ValueError):
    """The answer names no node of the graph."""


class Named(NamedTuple):
    """A part of a cell that names a node or relationship: its key in the graph, and the words for it."""

    key: str
    text: str


Cell: TypeAlias = Sequence["str | Named"]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer, cell by cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def keys(self) -> set[str]:
        """All that the cells name."""
        return {part.key for row in self.rows for cell in row for part in cell if isinstance(part, Named)}


@dataclass(frozen=True, slots=True)
class Asking:
    """What was asked, as the page says it.

    Attributes
    ----------
    title : str
        Such as ``"Who blocks an issue?"``.
    about : str
        Of what it was asked, in words.
    name : str
        What a saved picture is called.
    """

    title: str
    about: str
    name: str
    as_of: date | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """All that a page of an answer is made of.

    Attributes
    ----------
    shares : tuple of Share
        The dossiers that it is about, one share each.
    keys : frozenset of str
        Keys of nodes and ids of relationships to draw.
    others : networkx.MultiDiGraph, optional
        Nodes and relationships that are in no dossier.
    """

    asking: Asking
    table: Table
    shares: tuple[Share, ...]
    keys: frozenset[str]
    others: Graph | None = field(default=None)


def render_answer(answered: Answered, *, seed: int = 1) -> str:
    """Render an answer as one HTML page.

    Parameters
    ----------
    answered : Answered
    seed : int
        Start of the layout; the same answer and seed give the same bytes.

    Returns
    -------
    str
        A page like that of `graphkit.report.page.render`, with the rows as a table beside the picture.

    Raises
    ------
    NothingToDraw
        If the answer names nothing that the dossiers have.
    """
    from graphkit.report.legend import camp_colors

    graph = _graph(answered)
    chosen = selected(graph, answered.keys)
    if not chosen.drawn:
        raise NothingToDraw("the answer names nothing to draw")
    homes = [share.id for share in answered.shares]
    ids = {key: page_id(homes, key) for key in sorted(chosen.drawn)}
    camps = _camps(answered.shares, homes)
    found = scene(graph, chosen, lambda key: page_id(homes, key), camps, _computed(answered.shares, graph, chosen))
    arrangement = arranged(_layout(found), found, seed=seed)
    if FONT_SIZE * drawn_scale(found, arrangement.spots) < LEAST:  # nobody could read so many labels
        found = found.bared()
        arrangement = arranged(_layout(found), found, seed=seed)
    dossiers, records = shown(answered.shares, chosen.drawn.union(*(link.behind for link in chosen.links)))
    data = _data(answered, records, things(graph, answered.shares, ids, _ids(records)), homes)
    return drawn(
        found,
        arrangement,
        camp_colors(camps.values()),
        seed=seed,
        data=data,
        words=_words(answered, dossiers, _reading(found, columns=arrangement.columns)),
        dossiers=dossiers,
        answer={"columns": answered.table.columns, "rows": _texts(answered.table)},
    )


def _graph(answered: Answered) -> Graph:
    graph = page_graph(answered.shares, answered.keys)
    if answered.others is not None:
        graph.add_nodes_from((key, data) for key, data in answered.others.nodes(data=True) if key not in graph)
        for start, end, key, data in answered.others.edges(keys=True, data=True):
            if not graph.has_edge(start, end, key):
                graph.add_edge(start, end, key)
                graph.edges[start, end, key].update(data)
    return graph


def _camps(shares: Sequence[Share], homes: Collection[str]) -> dict[str, str]:
    """The camp of each actor: its dossier where there are several, else as in the views of a dossier."""
    if len(shares) == 1:
        only = shares[0]
        return {**network.camps(only.ever), **network.camps(only.dossier)}
    return {
        page_id(homes, f"{share.id}/{actor.key}"): f"dossier:{share.id}"
        for share in shares
        for actor in share.ever.actors
    }


def _computed(shares: Sequence[Share], graph: Graph, chosen: Selection) -> list[Edge]:
    """Between actors alone, of one dossier: who agrees and disagrees with whom."""
    if len(shares) != 1 or any(kind(graph, key) != "actor" for key in chosen.drawn):
        return []
    dossier, ids = shares[0].dossier, {graph.nodes[key]["id"] for key in chosen.drawn}
    whole = property_graph(near(dossier, shares[0].named, ids))
    pairs = (
        *network.shared(dossier, agreement(whole), "agreement"),
        *network.shared(dossier, conflict(whole), "conflict"),
    )
    return [edge for edge in pairs if edge.start in ids and edge.end in ids]


def _layout(found: Scene) -> View:
    """Columns for positions alone, time for events and who took part, else by the lines."""
    kinds = {edge.type for edge in found.edges}
    if kinds == {"position"}:
        return "positions"
    if "event" in {node.kind for node in found.nodes} and kinds <= {"role", "follows"}:
        return "events"
    return "relations"


def _ids(records: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[str]:
    """The ids ``kind:slug`` of all records on the page."""
    return {f"{name[:-1]}:{each['id']}" for name, every in records.items() for each in every}


def _data(
    answered: Answered, records: Mapping[str, Any], others: Sequence[Mapping[str, Any]], homes: Collection[str]
) -> dict[str, Any]:
    """What the page's script gets besides the picture."""
    titles = [share.dossier.manifest.title for share in answered.shares]
    return {
        "view": "answer",
        "dossier": {"id": answered.asking.name, "title": "; ".join(titles)},
        "records": records,
        "things": others,
        "answer": {
            "columns": answered.table.columns,
            "rows": [[[_part(part, homes) for part in cell] for cell in row] for row in answered.table.rows],
        },
    }


def _part(part: str | Named, homes: Collection[str]) -> str | dict[str, str]:
    return {"key": page_id(homes, part.key), "text": part.text} if isinstance(part, Named) else part


def _texts(table: Table) -> list[list[str]]:
    def text(cell: Iterable[str | Named]) -> str:
        return "; ".join(part.text if isinstance(part, Named) else part for part in cell)

    return [[text(cell) for cell in row] for row in table.rows]


def _reading(found: Scene, *, columns: bool) -> str:
    """How to read what is drawn."""
    drawn = {edge.type for edge in found.edges}
    told = [words for type_, words in _READINGS.items() if type_ in drawn]
    told += [COLUMNS.strip()] if columns else []
    return " ".join([*told, _FAINT] if any(node.faint for node in found.nodes) else told)


def _words(answered: Answered, dossiers: Sequence[Dossier], reading: str) -> dict[str, Any]:
    asking = answered.asking
    days = [day for dossier in dossiers if (day := panel.first_day(dossier))]
    return {
        "title": asking.title,
        "view": Words("answer", "Answer", reading),
        "about": asking.about,
        "reading": reading,
        "as_of": long_day(asking.as_of) if asking.as_of else "",
        "known_on": long_day(asking.known_on) if asking.known_on else "",
        "first_day": min(days, default=None),
        "last_day": asking.as_of.isoformat() if asking.as_of else "",
    }
