"""`graphkit influence`: who is well placed in a network, where opinions would settle, who moved whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import Compared, beside
from graphkit.cli.measured import (
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
from graphkit.cli.options import DAY, clocks
from graphkit.cli.printing import format_option, print_answer
from graphkit.cli.what_if import what_if_option
from graphkit.cli.wishes import refuse

if TYPE_CHECKING:
    from graphkit.analysis.influence.centrality import Centrality, Measure
    from graphkit.analysis.influence.tied import Tied
    from graphkit.cli.measured import Read

MEASURES: tuple[Measure, ...] = ("pagerank", "betweenness", "closeness", "eigenvector", "hub", "authority", "core")
OF_OPINIONS = {"susceptibility": "--susceptibility", "weights": "--weights", "steps": "--steps"}
OF_MOVERS = {"within": "--within", "permutations": "--permutations", "since": "--from", "until": "--to"}
OF_TIES = {"kinds": "--kind", "direction": "--direction"}
OF_SCORES = {
    "network": "--network",
    "measures": "--measure",
    "pivots": "--pivots",
    "top": "--top",
    "unweighted": "--unweighted",
    "isolates": "--isolates",
}


@click.command()
@click.argument("input_", metavar="[DIR|FILE]", required=False, type=click.Path(path_type=str))
@network_option
@kind_option
@direction_option
@sign_option
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(MEASURES),
    help="Only this measure; may be repeated, and the first ranks.  [default: all, by pagerank]",
)
@click.option("--unweighted", is_flag=True, help="Every tie counts 1, however strong.")
@click.option("--isolates", is_flag=True, help="Count actors without a tie too.")
@click.option(
    "--pivots",
    type=click.IntRange(min=1),
    metavar="N",
    help="Estimate betweenness and closeness from N actors.  [default: all; 256 in a large network]",
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Print the first N only.")
@click.option("--why", metavar="ACTOR", help="Print the evidence behind one actor's place instead.")
@click.option(
    "--opinions",
    metavar="ISSUE",
    help="Where the values held on ISSUE would settle by the model of Friedkin and Johnsen.",
)
@click.option(
    "--susceptibility",
    multiple=True,
    metavar="[ACTOR=]S",
    help="For --opinions: 0 never moves, 1 forgets where it began; of all, or of one actor; may be repeated.",
)
@click.option(
    "--weights",
    type=click.Choice(["ties", "co-participation", "both"]),
    help="For --opinions: what makes actors go by each other.  [default: both]",
)
@click.option(
    "--steps", type=click.IntRange(0, 10_000), metavar="N", help="For --opinions: steps of the path.  [default: 10]"
)
@click.option("--movers", is_flag=True, help="Whose changes of position follow what others said or did.")
@click.option("--issue", metavar="ISSUE", help="For --movers: only this issue.")
@click.option(
    "--within", type=click.IntRange(min=1), metavar="DAYS", help="For --movers: how soon after.  [default: 14]"
)
@click.option(
    "--permutations",
    type=click.IntRange(1, 1_000_000),
    metavar="N",
    help="For --movers: how often chance is tried.  [default: 9999]",
)
@click.option("--from", "since", type=DAY, metavar="DAY", help="For --movers: first day of the period.")
@click.option("--to", "until", type=DAY, metavar="DAY", help="For --movers: last day of the period.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Of everything drawn at random.",
)
@what_if_option
@clocks
@format_option
def influence(input_: str | None, format_: str, **wishes: Any) -> None:
    """Say who is well placed in a network of DIR, a dossier, or FILE: a network, or statements that make one.

    FILE is an edge list (a CSV table with the columns source and target, and perhaps weight and sign), a network as DNA
    exports it (GraphML, a CSV matrix, DL), a DNA database, or an event list that DNA exported.

    A score says where an actor stands in one network as it was coded; it is no verdict on anybody. --why ACTOR prints
    the ties, positions or events behind it, with their sources.

    --opinions and --movers ask other questions of a dossier: where the values held on an issue would settle if actors
    went by those they are tied to and meet, and whose changes of position follow what others said or did more often
    than chance has it.

    \b
    Example:
      graphkit influence seed/istanbul-2025 --network agreement
      graphkit influence edges.csv --measure betweenness --why Ann
      graphkit influence seed/istanbul-2025 --opinions ceasefire-30-days --susceptibility 0.5
      graphkit influence seed/istanbul-2025 --movers --within 30
    """
    if wishes["opinions"] and wishes["movers"]:
        raise click.UsageError("--opinions and --movers are two questions; leave one out")
    if wishes["opinions"]:
        from graphkit.cli.opinions import print_opinions

        refuse(wishes, OF_SCORES | OF_MOVERS | {"issue": "--issue"}, "is not for --opinions")
        print_opinions(input_, format_, wishes)
    elif wishes["movers"]:
        from graphkit.cli.movers import print_movers

        refuse(wishes, OF_SCORES | OF_OPINIONS | OF_TIES | {"sets": "--set"}, "is not for --movers")
        print_movers(input_, format_, wishes)
    else:
        refuse(wishes, OF_OPINIONS, "belongs to --opinions ISSUE")
        refuse(wishes, OF_MOVERS | {"issue": "--issue"}, "belongs to --movers")
        _print_scores(input_, format_, wishes)


def _print_scores(input_: str | None, format_: str, wishes: dict[str, Any]) -> None:
    from graphkit.analysis.influence.centrality import as_row, centrality
    from graphkit.analysis.influence.tied import tied

    days = {"as_of": wishes["as_of"], "known_on": wishes["known_on"]}
    read = read_network(input_, wishes["network"], wishes["kinds"], **days, sets=wishes["sets"])
    direction = wishes["direction"] or "forward"
    how = {"direction": direction, "sign": wishes["sign"], "unweighted": wishes["unweighted"]}

    def scores(read: Read) -> tuple[Tied, Centrality]:
        ties = tied(read.graph, **how, isolates=wishes["isolates"] or read.dossier is None)
        options = {"pivots": wishes["pivots"], "seed": wishes["seed"]}
        return ties, centrality(ties, wishes["measures"] or MEASURES, sources=read.sources_of(), **options)

    ties, found = scores(read)
    told = _caption(read, found, direction, wishes)
    size = {"directed": found.directed, "actors": found.actors, "ties": found.ties}
    parameters = {"input": input_, **_network_parameters(read, wishes), **how, **size, **found.parameters}
    if wishes["why"]:
        from graphkit.cli.reasons import print_reasons

        actor = actor_in(read, ties.ids, wishes["why"])
        base_ties = scores(read.base)[0] if read.base else None
        parameters |= {"why": actor}
        print_reasons(read, ties, found, actor, format_, caption=told, parameters=parameters, base_ties=base_ties)
        return
    rows, difference = [as_row(each) for each in found.rows], None
    if read.base:
        base = scores(read.base)[1]
        numbers = ("rank", "neighbours", *base.measures)
        compared = Compared(("actor",), numbers, numbers, shown=("rank", base.measures[0]))
        difference = beside(rows, [as_row(each) for each in base.rows], compared, wishes["sets"])
        rows = difference.rows
    print_answer(
        rows[: wishes["top"]],
        format_,
        caption=told,
        parameters=parameters,
        notes=[*read.notes, *found.notes, *of_two_modes(read), *thin_evidence(read)],
        shown=_shown(read, found.measures),
        names=2,
        difference=difference,
    )


def _caption(read: Read, found: Centrality, direction: str, wishes: dict[str, Any]) -> str:
    return caption(
        read,
        actors=found.actors,
        ties=found.ties,
        directed=found.directed,
        direction=direction,
        kinds=wishes["kinds"],
        as_of=wishes["as_of"],
    )


def _network_parameters(read: Read, wishes: dict[str, Any]) -> dict[str, Any]:
    names = ("kinds", "as_of", "known_on")
    rest = {name: wishes[name] for name in names} if read.dossier else {}
    sources = sorted(read.sources) if read.sources is not None else None
    return {"network": read.name, "set": list(wishes["sets"]), **rest, "sources": sources}


def _shown(read: Read, measures: Sequence[str]) -> dict[str, str]:
    sources = {"sources": "sources"} if read.sources is not None else {}
    return {"rank": "rank", "actor": "actor", "neighbours": "tied to", **sources} | {each: each for each in measures}
