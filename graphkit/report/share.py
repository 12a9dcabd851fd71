"""What of a dossier an answer's page holds: the records behind the picture, under ids that tell dossiers apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS
from graphkit.dossier.references import Names, renamed
from graphkit.graph.build import property_graph
from graphkit.report import panel
from graphkit.report.portion import Naming, about, naming, near
from graphkit.report.selection import Graph


@dataclass(frozen=True)
class Share:
    """One dossier's part in an answer.

    Attributes
    ----------
    dossier : Dossier
        The records that count: between them lines are drawn.
    ever : Dossier
        Where the answer may name more, such as a position that was given up.
    """

    dossier: Dossier
    ever: Dossier

    @property
    def id(self) -> str:
        """The dossier's id."""
        return self.dossier.manifest.id

    @cached_property
    def named(self) -> Naming:
        """What each record that counts names."""
        return naming(self.dossier)

    def ids(self, keys: Iterable[str]) -> set[str]:
        """Those of some keys that are of this dossier, without its id."""
        return {key.removeprefix(f"{self.id}/") for key in keys if key.startswith(f"{self.id}/")}


def page_graph(shares: Sequence[Share], asked: Collection[str]) -> Graph:
    """The property graph of all that counts and may be drawn, and of what an answer names besides."""
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    for share in shares:
        ids = share.ids(asked)
        now = property_graph(near(share.dossier, share.named, ids))
        _add(graph, now, set(now))
        if any(key not in now for key in asked if key.startswith(f"{share.id}/")):
            ever = property_graph(near(share.ever, naming(share.ever), ids))
            past = {key for key in asked if key in ever and key not in now}
            past |= {end for _, end, data in ever.out_edges(past, data=True) if data["type"] == "SHOWN_BY"}
            _add(graph, ever, past)
    return graph


def _add(graph: Graph, other: Graph, keys: Collection[str]) -> None:
    """Add some nodes of another graph with their relationships; what is there already stays as it is."""
    for start, end, key, data in other.edges(keys=True, data=True):
        if (start in keys or end in keys) and not graph.has_edge(start, end, key):
            graph.add_nodes_from((each, other.nodes[each]) for each in (start, end) if each not in graph)
            graph.add_edge(start, end, key=key, **data)
    graph.add_nodes_from((key, other.nodes[key]) for key in sorted(keys) if key not in graph)


def page_id(dossiers: Collection[str], key: str) -> str:
    """The id on the page of a node or relationship: without its dossier where there is only one.

    Examples
    --------
    >>> page_id(["talks"], "talks/actor:north"), page_id(["talks", "other"], "talks/actor:north")
    ('actor:north', 'actor:talks/north')
    >>> page_id(["talks"], "4:9f2b:17")
    '4:9f2b:17'
    """
    dossier, slash, id = key.partition("/")
    if not slash or dossier not in dossiers:
        return key
    return id if len(dossiers) == 1 else id.replace(":", f":{dossier}/", 1)


def shown(shares: Sequence[Share], drawn: Collection[str]) -> tuple[list[Dossier], dict[str, list[dict[str, Any]]]]:
    """What the page holds of each dossier, and its records by kind, under ids that tell the dossiers apart.

    Of a large dossier it holds what the picture is about; what is there only because others name it is marked `brief`.
    """
    dossiers: list[Dossier] = []
    found: dict[str, list[dict[str, Any]]] = {f"{each.name_of_kind}s": [] for each in RECORD_KINDS}
    for share in shares:
        dossier, brief = about(_with_named(share, drawn), share.named, share.ids(drawn))
        dossiers.append(dossier)
        names = {} if len(shares) == 1 else names_of(dossier)
        for name, plain in panel.records(_renamed(dossier, names)).items():
            own = {key.partition(":")[2] for key in brief if key.startswith(f"{name[:-1]}:")}
            marked = {names[name[:-1]][id] for id in own} if names else own
            found[name] += [each | {"brief": True} if each["id"] in marked else each for each in plain]
    return dossiers, found


def _with_named(share: Share, drawn: Collection[str]) -> Dossier:
    """The dossier with the records besides that the picture shows."""
    changes: dict[str, Any] = {}
    for each in RECORD_KINDS:
        name = each.name_of_kind
        now, ever = share.dossier.of_kind(name), share.ever.of_kind(name)
        more = [record for record in ever if now.get(record.id) is None and f"{share.id}/{record.key}" in drawn]
        if more:
            changes[f"{name}s"] = Records([*now, *more])
    return replace(share.dossier, **changes)


def names_of(dossier: Dossier) -> Names:
    """For each kind, from an id to the one that tells the dossier too."""
    home = dossier.manifest.id
    return {
        each.name_of_kind: {id: f"{home}/{id}" for id in dossier.of_kind(each.name_of_kind).ids}
        for each in RECORD_KINDS
    }


def _renamed(dossier: Dossier, names: Names) -> Dossier:
    if not names:
        return dossier
    changes: dict[str, Any] = {
        f"{name}s": Records(
            renamed(record, names).model_copy(update={"id": ids[record.id]}) for record in dossier.of_kind(name)
        )
        for name, ids in names.items()
    }
    return replace(dossier, **changes)
