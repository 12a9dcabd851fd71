"""`graphkit brokers`: who stands between whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import Compared, beside
from graphkit.cli.measured import (
    EDGES,
    actor_in,
    caption,
    direction_option,
    kind_option,
    network_option,
    of_two_modes,
    read_network,
    sign_option,
    thin_evidence,
)
from graphkit.cli.opening import number_of
from graphkit.cli.options import clocks
from graphkit.cli.output import plain
from graphkit.cli.printing import format_option, print_answer
from graphkit.cli.what_if import what_if_option

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.analysis.brokerage import Brokerage, Triad
    from graphkit.analysis.influence.tied import Direction, Tied
    from graphkit.cli.difference import Difference
    from graphkit.cli.measured import Read

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")
COMPARED = Compared(("actor",), ROLES, ROLES, shown=("total",))
FEW = 5  # expected counts below this are too few for z to be read as a normal deviate


@click.command()
@click.argument("input_", metavar="[DIR|FILE]", required=False, type=click.Path(path_type=str))
@click.option(
    "--groups",
    metavar="NODES.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Table of actors and their groups, with the columns id and group.",
)
@click.option(
    "--by",
    type=click.Choice(["country", "bloc", "kind"]),
    help="Of a dossier: what groups are, unless --groups says.  [default: country]",
)
@network_option
@kind_option
@direction_option
@sign_option
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Print the first N only.")
@click.option("--why", metavar="ACTOR", help="Print the paths on which one actor is a broker, and their evidence.")
@what_if_option
@clocks
@format_option
def brokers(
    input_: str | None,
    groups: Path | None,
    by: str | None,
    top: int | None,
    why: str | None,
    as_of: date | None,
    known_on: date | None,
    format_: str,
    **wishes: Any,
) -> None:
    """Count how often each actor stands between two that have no tie of their own, in DIR, a dossier, or FILE.

    The roles are those of Gould and Fernandez (1989). On a path from one actor over the broker to another, the broker
    is coordinator (all of one group), itinerant (both of one group, the broker of another), gatekeeper (into its own
    group), representative (out of it) or liaison (three groups). Beside each count stands z: how many standard
    deviations it lies above what chance gives where ties fall at random.

    FILE is an edge list (a CSV table with the columns source and target, and perhaps group), a network as DNA exports
    it (GraphML, a CSV matrix, DL), a DNA database, or an event list that DNA exported.

    \b
    Example:
      graphkit brokers seed/istanbul-2025 --network co-participation
      graphkit brokers edges.csv --groups nodes.csv --format csv
    """
    from graphkit.analysis.brokerage import as_row, brokerage
    from graphkit.analysis.influence.tied import tied

    read = read_network(input_, wishes["network"], wishes["kinds"], as_of=as_of, known_on=known_on, sets=wishes["sets"])
    direction: Direction = wishes["direction"] or "forward"
    grouped, how = _groups(read, groups, by)

    def brokered(read: Read) -> tuple[Tied, nx.Graph[Any]]:
        graph = _with_the_alone(read, grouped)
        return tied(graph, direction=direction, sign=wishes["sign"], isolates=True), graph

    ties, graph = brokered(read)
    alone = graph.number_of_nodes() - read.graph.number_of_nodes()
    if len(ties) > alone and len(grouped.keys() & set(ties.ids)) == alone:
        raise click.UsageError(f"nobody in the network has a group in {how}; write the ids as they stand there")
    found = brokerage(ties, grouped, sources=read.sources_of())
    told = (
        f"{_caption(read, found, direction, wishes['kinds'], as_of)}; {number_of(len(found.groups), 'group')} by {how}"
    )
    parameters = {
        "input": input_,
        "set": list(wishes["sets"]),
        "network": read.name,
        **{name: wishes[name] for name in ("kinds", "sign")},
        "direction": direction,
        "directed": found.directed,
        "actors": found.actors,
        "ties": found.ties,
        "groups_by": how,
        "groups": found.groups,
        "as_of": as_of,
        "known_on": known_on,
        **found.parameters,
        "sources": sorted(read.sources) if read.sources is not None else None,
    }
    if why:
        actor = actor_in(read, ties.ids, why)
        rows, difference = _paths(read, ties, grouped, actor), None
        if read.base:
            before = _paths(read.base, brokered(read.base)[0], grouped, actor)
            difference = beside(rows, before, Compared(("role", "start", "broker", "end")), wishes["sets"])
            rows = difference.rows
        _print_why(read, rows, difference, actor, format_, told, parameters)
        return
    rows, difference = [as_row(each) for each in found.rows], None
    if read.base:
        base = brokerage(brokered(read.base)[0], grouped, sources=read.base.sources_of())
        difference = beside(rows, [as_row(each) for each in base.rows], COMPARED, wishes["sets"])
        rows = difference.rows
    rows = rows[:top]
    shown = {"actor": "actor", "group": "group"} | ({"sources": "sources"} if read.sources is not None else {})
    if format_ in ("table", "markdown"):
        known = [row for row in rows if row["total"] or row.get("base_total")]
        rows = [row | {role: _with_z(row[role], row[f"z_{role}"]) for role in ROLES} for row in known]
    added = [f"actors of {how} without a tie, which count too: {alone}"] if alone else []
    notes = [*read.notes, *added, *found.notes, *_silent(found), *of_two_modes(read), *thin_evidence(read)]
    print_answer(
        rows,
        format_,
        caption=told,
        parameters=parameters,
        notes=notes,
        shown=shown | {role: role for role in ROLES},
        names=2,
        difference=difference,
    )


def _with_the_alone(read: Read, grouped: dict[str, str]) -> nx.Graph[Any]:
    """The network, and of an edge list also the actors that only the table of groups names."""
    if read.name != EDGES:
        return read.graph
    graph = read.graph.copy()
    graph.add_nodes_from(grouped)
    return graph


def _groups(read: Read, groups: Path | None, by: str | None) -> tuple[dict[str, str], str]:
    """The group of each actor, and what groups are."""
    if groups is not None:
        from graphkit.formats.csv_table import BadTable
        from graphkit.formats.edges import read_groups

        try:
            return read_groups(groups), groups.name
        except BadTable as error:
            raise click.ClickException(str(error)) from None
    if read.dossier is not None:
        from graphkit.analysis.brokerage import groups_of

        return groups_of(read.dossier, by or "country"), by or "country"  # type: ignore[arg-type]  # one of three words
    if by:
        raise click.UsageError(f"--by {by} is of a dossier; give the groups of a file with --groups NODES.csv")
    found = {str(actor): str(group) for actor, group in read.graph.nodes(data="group") if group}
    if not found:
        add = "add a column group to it, or give" if read.name == EDGES else "give"
        raise click.UsageError(f"the file has no groups; {add} --groups NODES.csv, a table of id and group")
    return found, "group"


def _caption(read: Read, found: Brokerage, direction: str, kinds: tuple[str, ...], as_of: date | None) -> str:
    return caption(
        read,
        actors=found.actors,
        ties=found.ties,
        directed=found.directed,
        direction=direction,
        kinds=kinds,
        as_of=as_of,
    )


def _with_z(count: int | None, z: float | None) -> str:
    return plain(count) if z is None or count is None else f"{count} ({z:+.1f})"


def _silent(found: Brokerage) -> list[str]:
    """Who is on no open path, and where z says little."""
    none = sum(not each.counts["total"] for each in found.rows)
    notes = [f"not shown in a table, actors on no open path: {none}"] if none else []
    thin = any(0 < expected < FEW for each in found.rows for expected in each.expected.values())
    return notes + ([f"chance gives fewer than {FEW} for some roles: there a high z may be one path"] if thin else [])


def _paths(read: Read, ties: Tied, grouped: dict[str, str], actor: str) -> list[dict[str, Any]]:
    """The paths on which an actor is a broker; none where it has no tie."""
    from graphkit.analysis.brokerage import triads

    return [_row(read, each) for each in triads(ties, grouped, actor)] if actor in ties.ids else []


def _print_why(
    read: Read,
    rows: list[dict[str, Any]],
    difference: Difference | None,
    actor: str,
    format_: str,
    told: str,
    parameters: dict[str, Any],
) -> None:
    shown = {"role": "role", "start": "from", "end": "to"}
    shown |= {"behind_start": "tie from", "behind_end": "tie to", "evidence": "evidence"} if read.chosen else {}
    print_answer(
        rows,
        format_,
        caption=f"{told}\n{actor}: the paths on which it is a broker",
        parameters=parameters | {"why": actor},
        notes=[],
        shown=shown,
        difference=difference,
    )


def _row(read: Read, each: Triad) -> dict[str, Any]:
    from graphkit.cli.wording import short_citations

    row: dict[str, Any] = {"role": each.role, "start": each.start, "broker": each.broker, "end": each.end}
    if read.chosen is None or read.dossier is None:
        return row
    behind = [
        read.chosen.behind.get((min(pair), max(pair)), ())
        for pair in ((each.start, each.broker), (each.broker, each.end))
    ]
    records = {record.key: record for part in behind for record in part}
    cited = dict.fromkeys(line for record in records.values() for line in short_citations(record, read.dossier))
    keys = [[record.key for record in part] for part in behind]
    return row | {"behind_start": keys[0], "behind_end": keys[1], "evidence": list(cited)}
