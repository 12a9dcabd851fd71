"""The networks of a dossier that can be measured, each with the records behind every tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, get_args

import networkx as nx

from graphkit.analysis.discourse.measures import Measure
from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.positions import statements_of
from graphkit.analysis.discourse.results import DiscourseNetwork
from graphkit.analysis.discourse.statements import Statements, complete
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Event, Position, Tie
from graphkit.graph import networks
from graphkit.graph.build import property_graph

Name = Literal["ties", "agreement", "conflict", "signed", "co-participation", "congruence", "subtract"]
NAMES: tuple[Name, ...] = get_args(Name)
OF_STATEMENTS: tuple[Name, ...] = ("congruence", "conflict", "subtract")
Pair: TypeAlias = tuple[str, str]
Record: TypeAlias = Tie | Position | Event


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """A network of a dossier.

    Attributes
    ----------
    name : str
    graph : networkx.Graph or a subclass
        Its actors and ties.
    behind : mapping of (str, str) to tuple of records
        By the ids of two actors in order, the ties, positions or events for which they are tied.
    """

    name: str
    graph: nx.Graph[Any]
    behind: Mapping[Pair, tuple[Record, ...]]

    @property
    def sources(self) -> frozenset[str]:
        """Ids of the sources whose texts carry the evidence behind all ties."""
        return frozenset().union(*(carriers(records) for records in self.behind.values()))

    def sources_of(self) -> dict[str, int]:
        """How many sources the ties of each actor rest on."""
        found: dict[str, set[str]] = defaultdict(set)
        for pair, records in self.behind.items():
            for actor in pair:
                found[actor] |= carriers(records)
        return {actor: len(each) for actor, each in found.items()}


def carriers(records: Collection[Record]) -> set[str]:
    """Ids of the sources in whose texts the evidence of records stands."""
    return {evidence.carrier for record in records for evidence in record.evidence}


def chosen(dossier: Dossier, name: Name, *, kinds: Collection[str] = ()) -> Chosen:
    """A network of a dossier by its name.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    name : str
        ``ties``, ``agreement``, ``conflict``, ``signed`` or ``co-participation`` as in `graphkit.graph.networks`;
        ``congruence`` or ``subtract`` of `graphkit.analysis.discourse`, between actors by issue and stance.
    kinds : collection of str
        Kinds of tie that count, for ``ties``; all where there is none.

    Returns
    -------
    Chosen
    """
    if name in ("congruence", "subtract"):
        return Chosen(name, of_statements(statements_of(dossier), name), _positions_of_pairs(dossier))
    kept = replace(dossier, ties=Records(tie for tie in dossier.ties if not kinds or tie.kind in kinds))
    graph = property_graph(kept)
    network: nx.Graph[Any] = getattr(networks, name.replace("-", "_"))(graph)
    if name == "signed":
        return Chosen(name, network, _merged(*(_behind(kept, part(graph)) for part in _SIGNED)))
    return Chosen(name, network, _behind(kept, network))


_SIGNED = (networks.agreement, networks.conflict)


def of_statements(statements: Statements, measure: Measure) -> nx.Graph[Any]:
    """The one-mode discourse network of actors, whose ties weigh what the measure says."""
    return _graph_of(discourse(statements, Options(measure=measure, isolates=True)).networks[0])


def documents_behind(statements: Statements, measure: Measure) -> dict[str, set[int]]:
    """The codes of the documents in which the statements stand on which the ties of each actor rest.

    These are those on an issue, and for ``congruence`` with a stance, that the actor shares with another.

    Parameters
    ----------
    statements : Statements
    measure : str
        Of the one-mode network.
    """
    table = complete(statements)
    said: dict[tuple[int, float], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    stances = table.stance.tolist() if measure == "congruence" else [0.0] * len(table)
    for actor, issue, stance, document in zip(
        table.actor.tolist(), table.issue.tolist(), stances, table.document.tolist(), strict=True
    ):
        actors, documents = said[issue, stance]
        actors.add(actor)
        documents.add(document)
    found: dict[str, set[int]] = defaultdict(set)
    for actors, documents in said.values():
        for actor in actors if len(actors) > 1 else ():
            found[table.actors.ids[actor]] |= documents
    return dict(found)


def _graph_of(network: DiscourseNetwork) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.Graph()
    names = network.rows
    graph.add_nodes_from((id, {"id": id, "name": label}) for id, label in zip(names.ids, names.labels, strict=True))
    table = network.matrix.tocoo()
    for start, end, weight in zip(*table.coords, table.data, strict=True):
        if start < end:
            graph.add_edge(names.ids[start], names.ids[end], weight=float(weight))
    return graph


def _behind(dossier: Dossier, network: nx.Graph[Any]) -> dict[Pair, tuple[Record, ...]]:
    found: dict[Pair, list[Record]] = defaultdict(list)
    for start, end, data in network.edges(data=True):
        one, other = _slug(start), _slug(end)
        found[min(one, other), max(one, other)] += _records(dossier, data)
    return {pair: tuple(records) for pair, records in found.items()}


def _records(dossier: Dossier, data: dict[str, Any]) -> Iterator[Record]:
    """The records for which an edge stands: a tie, or positions, or events."""
    if "type" in data:
        yield dossier.ties[_slug(data["id"])]
    yield from (dossier.positions[_slug(key)] for key in data.get("positions", ()))
    yield from (dossier.events[_slug(key)] for key in data.get("events", ()))


def _slug(key: str) -> str:
    return key.rpartition(":")[2]


def _positions_of_pairs(dossier: Dossier) -> dict[Pair, tuple[Record, ...]]:
    """The positions of two actors with a sign, on the issues on which both have one."""
    graph = property_graph(dossier)
    return _merged(*(_behind(dossier, part(graph)) for part in _SIGNED))


def _merged(*parts: Mapping[Pair, tuple[Record, ...]]) -> dict[Pair, tuple[Record, ...]]:
    found: dict[Pair, dict[str, Record]] = defaultdict(dict)
    for part in parts:
        for pair, records in part.items():
            found[pair] |= {record.key: record for record in records}
    return {pair: tuple(records[key] for key in sorted(records)) for pair, records in sorted(found.items())}
