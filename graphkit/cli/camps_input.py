"""Where the network of `graphkit camps` comes from: a dossier, a DNA database, an edge list or an exported network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.measured import TWO_MODES, refuse_missing
from graphkit.cli.opening import file_beside
from graphkit.cli.statements import OF_DATABASES
from graphkit.cli.what_if import open_supposed
from graphkit.cli.wishes import Wishes, exclude_and_only, refuse

if TYPE_CHECKING:
    from graphkit.analysis.camps.signed import SignedNetwork
    from graphkit.analysis.camps.stands import Stands
    from graphkit.analysis.discourse.statements import Statements
    from graphkit.dossier.dossier import Dossier

OF_DOSSIERS = {
    "weight": "--weight",
    "conditional": "--conditional",
    "roll_up": "--roll-up",
    "as_of": "--as-of",
    "known_on": "--known-on",
    "sets": "--set",
}
EXAMPLE = "status=alleged"
OF_STATEMENTS = {"exclude": "--exclude", "only": "--only", "since": "--from", "until": "--to", "window": "--window"}
OF_EDGES = {"groups": "--groups"}
WORDS = {
    "signed": "agreement less conflict",
    "agreement": "agreement alone",
    "conflict": "conflict alone",
    "ties": "ties",
    "edges": "ties of the file",
}


@dataclass(frozen=True, slots=True)
class Read:
    """A network that was read, and what it was made of; `stands` is None where it comes as ties.

    `base` is the same without what --set supposes, None where it supposes nothing.
    """

    network: SignedNetwork
    name: str
    stands: Stands | None = None
    dossier: Dossier | None = None
    whole: Dossier | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    sources: int | None = None
    doubtful: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    base: Read | None = None


def read(input_: str | None, wishes: Wishes) -> Read:
    """The network that words mean."""
    from graphkit.formats.networks import kind_in

    path = file_beside(input_)
    if path is None:
        refuse_missing(input_)
        refuse(wishes, OF_DATABASES, "belongs to a DNA database, not to a dossier")
        refuse(wishes, OF_EDGES, "belongs to an edge list, not to a dossier")
        return _ready(_of_dossier(input_, wishes), wishes)
    refuse(wishes, OF_DOSSIERS, "belongs to a dossier, not to a file")
    kind = kind_in(path)
    if kind not in ("database", "events"):
        what = "a network, which holds nobody's statements" if kind else "an edge list"
        refuse(wishes, {**OF_STATEMENTS, **OF_DATABASES, "network": "--network"}, f"does not go with {what}")
        return _ready(_of_edges(path, wishes), wishes)
    refuse(wishes, OF_EDGES, "belongs to an edge list, not to a DNA database")
    if wishes["network"] == "ties":
        raise click.UsageError("a DNA database has no ties; take --network signed, agreement or conflict")
    return _ready(_of_statements(_of_database(path, wishes), wishes), wishes)


def _ready(found: Read, wishes: Wishes) -> Read:
    if not wishes["unweighted"]:
        return found
    base = found.base and _ready(found.base, wishes)
    return replace(found, network=found.network.counting(), base=base)


def _of_edges(path: Path, wishes: Wishes) -> Read:
    from graphkit.analysis.camps.signed import of_graph
    from graphkit.formats.csv_table import BadTable
    from graphkit.formats.dna import BadDatabase
    from graphkit.formats.edges import read_groups
    from graphkit.formats.networks import network_in

    try:
        graph = network_in(path)
        groups = read_groups(wishes["groups"]) if wishes["groups"] else {}
    except (BadDatabase, BadTable) as error:
        raise click.ClickException(str(error)) from None
    own = {str(actor): str(data["group"]) for actor, data in graph.nodes(data=True) if data.get("group")}
    alone = sorted(groups.keys() - graph.nodes)
    graph.add_nodes_from(alone)
    if groups and len(alone) == len(groups):
        raise click.UsageError(f"nobody of {wishes['groups']} is in the edge list; write the ids as they stand there")
    notes = [*graph.graph["notes"], *([TWO_MODES] if graph.graph.get("two_mode") else [])]
    return Read(of_graph(graph), "edges", groups=groups or own, notes=tuple(notes))


def _of_database(path: Path, wishes: Wishes) -> Statements:
    from graphkit.formats.dna import BadDatabase, kind_of, read_statements

    given = {name: wishes[name] for name in OF_DATABASES if wishes[name] is not None}
    exclude, only = exclude_and_only(wishes, example=EXAMPLE)
    if kind_of(path) == "events":
        refuse(wishes, {"type_": "--type"}, "belongs to a DNA database; an event list holds one type")
    try:
        found = read_statements(path, exclude=exclude, only=only, **given)
    except BadDatabase as error:
        raise click.ClickException(str(error)) from None
    if found.scale.kind != "sign":
        raise click.UsageError("camps need a stance for or against; name a boolean variable with --stance")
    return found


def _of_dossier(folder: str | None, wishes: Wishes) -> Read:
    opened = open_supposed(folder, wishes["sets"], as_of=wishes["as_of"], known_on=wishes["known_on"])
    found = _of_whole(opened.whole, wishes)
    return replace(found, base=_of_whole(opened.base, wishes)) if opened.base else found


def _of_whole(whole: Dossier, wishes: Wishes) -> Read:
    from graphkit.analysis.discourse.positions import BadValue, statements_of, taken
    from graphkit.dossier.clocks import at

    days = {"as_of": wishes["as_of"], "known_on": wishes["known_on"]}
    in_time = any(wishes[name] for name in ("window", "since", "until"))
    dossier = taken(whole, **days) if in_time else at(whole, **days)
    if wishes["network"] == "ties":
        refuse(wishes, {**OF_STATEMENTS, "weight": "--weight", "roll_up": "--roll-up"}, "does not go with ties")
        return _of_ties(dossier, whole)
    exclude, only = exclude_and_only(wishes, example=EXAMPLE)
    found = partial(
        statements_of,
        dossier,
        conditional=wishes["conditional"],
        weigh=wishes["weight"] == "evidence",
        roll_up=wishes["roll_up"],
        only=only,
    )
    try:
        all_of_them = _of_statements(found(exclude=exclude), wishes, dossier, whole)
    except BadValue as error:
        raise click.UsageError(str(error)) from None
    doubtful = {position.status for position in dossier.positions} - {"plain"} | exclude.get("status", set())
    plain = _of_statements(found(exclude={**exclude, "status": doubtful}), wishes)
    return replace(all_of_them, doubtful=dict(_said(all_of_them) - _said(plain)))


def _said(read: Read) -> Counter[str]:
    """How many statements with a side each actor made."""
    assert read.stands is not None
    table = read.stands.statements
    return Counter(table.actors.ids[actor] for actor in table.actor.tolist())


def _of_ties(dossier: Dossier, whole: Dossier) -> Read:
    """Friendly and hostile ties between actors, each kind once a pair."""
    import networkx as nx

    from graphkit.analysis.camps.signed import of_graph
    from graphkit.analysis.camps.tie_signs import signed_ties

    found = signed_ties(dossier)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((actor.id, {"label": actor.label}) for actor in dossier.actors)
    graph.add_weighted_edges_from(found.pairs)
    notes = (f"{found.left_out} ties that are neither friendly nor hostile",) if found.left_out else ()
    return Read(of_graph(graph), "ties", dossier=dossier, whole=whole, sources=found.sources, notes=notes)


def _of_statements(
    table: Statements, wishes: Wishes, dossier: Dossier | None = None, whole: Dossier | None = None
) -> Read:
    import numpy as np

    from graphkit.analysis.camps.stands import network_of, stands_of
    from graphkit.analysis.discourse.statements import in_period

    since, until = wishes["since"], wishes["until"]
    if since and until and until < since:
        raise click.UsageError(f"the period ends on {until}, before it begins on {since}; swap --from and --to")
    table = in_period(
        table,
        since=np.datetime64(since, "s") if since else None,
        until=np.datetime64(until, "s") + np.timedelta64(1, "D") if until else None,
    )
    stands = stands_of(table)
    name: Any = wishes["network"] or "signed"
    return Read(
        network_of(stands, name), name, stands, dossier, whole, sources=stands.statements.sources, notes=table.notes
    )
