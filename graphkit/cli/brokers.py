"""`graphkit brokers`: who stands between whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.measured import (
    EDGES,
    actor_in,
    caption,
    direction_option,
    format_option,
    kind_option,
    network_option,
    of_two_modes,
    print_answer,
    read_network,
    sign_option,
    thin_evidence,
)
from graphkit.cli.opening import number_of
from graphkit.cli.options import clocks
from graphkit.cli.what_if import what_if_lines, what_if_option

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.analysis.brokerage import Brokerage, Triad
    from graphkit.analysis.influence.tied import Direction, Tied
    from graphkit.cli.measured import Read

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")
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
    graph = _with_the_alone(read, grouped)
    ties = tied(graph, direction=direction, sign=wishes["sign"], isolates=True)
    alone = graph.number_of_nodes() - read.graph.number_of_nodes()
    if len(ties) > alone and len(grouped.keys() & set(ties.ids)) == alone:
        raise click.UsageError(f"nobody in the network has a group in {how}; write the ids as they stand there")
    found = brokerage(ties, grouped, sources=read.sources_of())
    told = (
        f"{_caption(read, found, direction, wishes['kinds'], as_of)}; {number_of(len(found.groups), 'group')} by {how}"
    )
    told = "\n".join([told, *what_if_lines(wishes["sets"])])
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
        _print_why(read, ties, grouped, actor_in(read, ties.ids, why), format_, told, parameters)
        return
    rows = [as_row(each) for each in found.rows[:top]]
    if wishes["sets"]:
        before = read_network(input_, wishes["network"], wishes["kinds"], as_of=as_of, known_on=known_on)
        ties_before = tied(_with_the_alone(before, grouped), direction=direction, sign=wishes["sign"], isolates=True)
        base = {each.actor: each.counts["total"] for each in brokerage(ties_before, grouped).rows}
        rows = [row | {"without": base.get(row["actor"])} for row in rows]
    shown = {"actor": "actor", "group": "group"} | ({"sources": "sources"} if read.sources is not None else {})
    if format_ in ("table", "markdown"):
        rows = [row | {role: _with_z(row[role], row[f"z_{role}"]) for role in ROLES} for row in rows if row["total"]]
    added = [f"actors of {how} without a tie, which count too: {alone}"] if alone else []
    notes = [*read.notes, *added, *found.notes, *_silent(found), *of_two_modes(read), *thin_evidence(read)]
    print_answer(
        rows,
        format_,
        caption=told,
        parameters=parameters,
        notes=notes,
        shown=shown | {role: role for role in ROLES} | ({"without": "total without what if"} if wishes["sets"] else {}),
        names=2,
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


def _with_z(count: int, z: float | None) -> str:
    return f"{count}" if z is None else f"{count} ({z:+.1f})"


def _silent(found: Brokerage) -> list[str]:
    """Who is on no open path, and where z says little."""
    none = sum(not each.counts["total"] for each in found.rows)
    notes = [f"not shown in a table, actors on no open path: {none}"] if none else []
    thin = any(0 < expected < FEW for each in found.rows for expected in each.expected.values())
    return notes + ([f"chance gives fewer than {FEW} for some roles: there a high z may be one path"] if thin else [])


def _print_why(
    read: Read, ties: Tied, grouped: dict[str, str], actor: str, format_: str, told: str, parameters: dict[str, Any]
) -> None:
    from graphkit.analysis.brokerage import triads

    rows = [_row(read, each) for each in triads(ties, grouped, actor)]
    shown = {"role": "role", "start": "from", "end": "to"}
    shown |= {"behind_start": "tie from", "behind_end": "tie to", "evidence": "evidence"} if read.chosen else {}
    print_answer(
        rows,
        format_,
        caption=f"{told}\n{actor}: the paths on which it is a broker",
        parameters=parameters | {"why": actor},
        notes=[],
        shown=shown,
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
