"""What commands that measure networks share: where a network comes from, and how it is named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import file_beside, number_of, refuse_table, table_meant
from graphkit.cli.output import named, plain
from graphkit.cli.what_if import open_supposed

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx

    from graphkit.analysis.influence.chosen import Chosen
    from graphkit.dossier.dossier import Dossier

NETWORKS = ("ties", "agreement", "conflict", "signed", "co-participation", "congruence", "subtract")
OF_DATABASES = ("congruence", "conflict", "subtract")
KINDS = (
    *("member_of", "heads", "represents", "part_of", "ally_of"),
    *("supports", "opposes", "pressures", "threatens", "offers"),
)
EDGES = "edges"
TWO_MODES = "the network has two modes: what actors are tied to, such as concepts, counts as an actor here"
OF_FILES = frozenset({".csv", ".tsv", ".txt", ".dna", ".db", ".sqlite"})

network_option = click.option(
    "--network",
    type=click.Choice(NETWORKS),
    help="Of a dossier or a DNA database: what ties actors.  [default: ties; for a database congruence]",
)
kind_option = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Of a dossier: only ties of this kind; may be repeated.",
)
direction_option = click.option(
    "--direction",
    type=click.Choice(["forward", "backward", "both"]),
    help="Follow a directed tie from its start, from its end, or both ways.",
)
sign_option = click.option(
    "--sign",
    type=click.Choice(["positive", "negative", "both"]),
    default="positive",
    show_default=True,
    help="Which ties count where some are negative.",
)


@dataclass(frozen=True, slots=True)
class Read:
    """A network that was read, and the dossier it is of, or the documents of the database.

    `whole` is the dossier that knows every name, `dossier` the same cut to the days asked for. `base` is the network
    without what --set supposes, None where it supposes nothing.
    """

    graph: nx.Graph[Any]
    name: str
    chosen: Chosen | None = None
    dossier: Dossier | None = None
    whole: Dossier | None = None
    notes: tuple[str, ...] = ()
    documents: frozenset[str] = frozenset()
    documents_of: Mapping[str, int] | None = None
    base: Read | None = None

    @property
    def sources(self) -> frozenset[str] | None:
        """The sources of all ties; None where they are not told."""
        return self.chosen.sources if self.chosen else self.documents or None

    def sources_of(self) -> Mapping[str, int] | None:
        """How many sources the ties of each actor rest on."""
        return self.chosen.sources_of() if self.chosen else self.documents_of


def read_network(
    input_: str | None,
    network: str | None,
    kinds: Collection[str],
    *,
    as_of: date | None,
    known_on: date | None,
    sets: Sequence[str] = (),
) -> Read:
    """The network that words mean: of a dossier, of a file that is one, or of the statements of a DNA database.

    `sets` is what --set supposes of a dossier.
    """
    path = file_beside(input_)
    if path is None:
        refuse_missing(input_)
        if network == "ties" or kinds:
            refuse_table(input_, "tells no ties, but who agrees")
        usual = "agreement" if table_meant(input_) else "ties"
        return _of_dossier(input_, network or usual, kinds, as_of=as_of, known_on=known_on, sets=sets)
    given = {"--kind": kinds, "--as-of": as_of, "--known-on": known_on, "--set": sets}
    _refuse([option for option, value in given.items() if value], path)
    from graphkit.formats.csv_table import BadTable
    from graphkit.formats.dna import BadDatabase
    from graphkit.formats.networks import kind_in, network_in

    if kind_in(path) in ("database", "events"):
        return _of_statements(path, network or "congruence")
    _refuse_network(network, path)
    try:
        graph = network_in(path, directed=True)
    except (BadDatabase, BadTable) as error:
        raise click.ClickException(str(error)) from None
    return Read(graph, EDGES, notes=graph.graph["notes"])


def refuse_missing(input_: str | None) -> None:
    """Refuse the name of a file that is not there."""
    path = Path(input_ or ".")
    if path.suffix.lower() in OF_FILES and not path.exists():
        raise click.UsageError(f"no file {named(path)}; name an edge list, a DNA database or the folder of a dossier")


def refuse_file(input_: str | None, option: str) -> None:
    """Refuse a file that is not read as a dossier, where the question is one to a dossier."""
    from graphkit.formats.dna import kind_of

    path = file_beside(input_)
    if path is not None and kind_of(path) not in ("database", "events"):
        raise click.UsageError(
            f"{named(path)} is a file; {option} asks a dossier, name its folder, a DNA database or an event list"
        )


def _refuse(options: Sequence[str], path: Path) -> None:
    for option in options:
        raise click.UsageError(f"{option} belongs to a dossier, and {named(path)} is a file; leave it out")


def _refuse_network(network: str | None, path: Path) -> None:
    if network:
        raise click.UsageError(
            f"--network belongs to a dossier or a database, and {named(path)} is a network already; leave it out, or "
            "name the dossier, the database (.dna) or the event list (.csv) that it was made from"
        )


def _of_dossier(
    folder: str | None,
    network: str,
    kinds: Collection[str],
    *,
    as_of: date | None,
    known_on: date | None,
    sets: Sequence[str],
) -> Read:
    from graphkit.analysis.influence.chosen import chosen
    from graphkit.dossier.clocks import at

    if kinds and network != "ties":
        raise click.UsageError(f"--kind is of the network ties, not of {network}; leave one of them out")
    opened = open_supposed(folder, sets, as_of=as_of, known_on=known_on)

    def of(whole: Dossier, base: Read | None = None) -> Read:
        dossier = at(whole, as_of=as_of, known_on=known_on)
        found = chosen(dossier, network, kinds=kinds)  # type: ignore[arg-type]  # click allows no other words
        return Read(found.graph, network, found, dossier, whole, base=base)

    return of(opened.whole, of(opened.base) if opened.base else None)


def _of_statements(path: Path, network: str) -> Read:
    from graphkit.analysis.influence.chosen import documents_behind, of_statements
    from graphkit.formats.dna import BadDatabase, read_statements

    if network not in OF_DATABASES:
        raise click.UsageError(f"a DNA database has no {network}; it has {', '.join(OF_DATABASES)}")
    try:
        table = read_statements(path)
    except BadDatabase as error:
        raise click.ClickException(str(error)) from None
    behind = documents_behind(table, network)  # type: ignore[arg-type]  # one of three words
    return Read(
        of_statements(table, network),  # type: ignore[arg-type]
        network,
        documents=frozenset(map(str, set().union(*behind.values()))),
        documents_of={actor: len(each) for actor, each in behind.items()},
    )


def caption(
    read: Read, *, actors: int, ties: int, directed: bool, direction: str, kinds: Sequence[str], as_of: date | None
) -> str:
    """What was measured: the network, the day, how many actors and ties, and from how many sources."""
    what = f"{read.name} of the file" if read.dossier is None else f"network {read.name}"
    what += f" ({', '.join(kinds)})" if kinds else ""
    way = {"forward": "as directed", "backward": "against their direction", "both": "both ways"}[direction]
    what += f", ties {way}" if directed or (direction == "both" and read.graph.is_directed()) else ""
    size = f"{number_of(actors, 'actor')}, {number_of(ties, 'tie')}"
    return plain("; ".join([what, *_day(read, as_of), size])) + _from_sources(read)


def _day(read: Read, as_of: date | None) -> list[str]:
    if read.dossier is None:
        return []
    day = as_of or read.dossier.manifest.as_of
    return [f"as of {day}" if day else "as of the last day"]


def _from_sources(read: Read) -> str:
    if read.sources is None:
        return "; sources not told"
    return f" from {number_of(len(read.sources), 'source')}"


def actor_in(read: Read, ids: Sequence[str], words: str) -> str:
    """The id of the actor that a person means, who must be in the network."""
    from graphkit.cli.options import resolve
    from graphkit.dossier.problem import near, quoted

    found = resolve(read.whole, "actor", words, cut=read.dossier) if read.whole else words
    if found not in ids:
        if read.whole:
            raise click.UsageError(f"{quoted(found)} has no tie in the network {read.name}; name another --network")
        raise click.UsageError(f"no actor {quoted(words)} in the file; {near(words, ids)}")
    return found


def of_two_modes(read: Read) -> list[str]:
    """A warning where the network of a file ties actors to something else."""
    return [TWO_MODES] if read.graph.graph.get("two_mode") else []


def thin_evidence(read: Read) -> list[str]:
    """A warning where one source carries everything."""
    if read.sources is None or len(read.sources) != 1:
        return []
    return [f"one source carries every tie: {', '.join(read.sources)}"]
