"""`graphkit camps`: who stands with whom, how firmly, and how far apart the camps are."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli.options import DAY, clocks
from graphkit.cli.plotting import plot_option, plot_to_write
from graphkit.cli.printing import format_option
from graphkit.cli.what_if import what_if_option

NETWORKS = ("signed", "agreement", "conflict", "ties")
OF_TIME = {"step": "--step", "within": "--within", "measure": "--measure", "plot": "--plot"}


@click.command()
@click.argument("input_", metavar="[DIR|FILE]", required=False, type=click.Path(path_type=str))
@click.option("--network", type=click.Choice(NETWORKS), help="Of a dossier: what ties actors.  [default: signed]")
@click.option(
    "--method",
    type=click.Choice(["frustration", "k-way", "leiden"]),
    default="frustration",
    show_default=True,
    help="Two camps with the least frustration, proven; up to --k with the least misfit; or by signed modularity.",
)
@click.option("--k", type=click.IntRange(2, 50), metavar="N", help="For k-way: how many camps.  [default: 3]")
@click.option(
    "--resolution", type=click.FloatRange(0, min_open=True), default=1.0, help="For leiden: higher, more camps."
)
@click.option(
    "--engine", type=click.Choice(["graphkit", "leidenalg"]), default="graphkit", help="For leiden: whose algorithm."
)
@click.option(
    "--up-to", type=click.IntRange(2, 50), default=5, show_default=True, help="Try so many camps for clusterability."
)
@click.option("--unweighted", is_flag=True, help="Every tie counts 1, however strong.")
@click.option("--why", metavar="ACTOR", help="Print what puts one actor into its camp, and what would move it.")
@click.option("--window", metavar="WIDTH", help="Polarization in moving windows instead: 10d, 2w, 3m, 1y or 50n.")
@click.option("--step", metavar="WIDTH", help="How far the window moves.  [default: the window]")
@click.option(
    "--measure",
    type=click.Choice(["modularity", "ei_index", "controversy", "esteban_ray", "frustration"]),
    help="For --window: whose changes are told.  [default: modularity]",
)
@click.option(
    "--within",
    type=click.IntRange(1, 36_500),
    metavar="DAYS",
    help="For --window: events so long before.  [default: 30]",
)
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    default=200,
    show_default=True,
    metavar="N",
    help="How often the evidence is drawn anew.",
)
@click.option(
    "--resample",
    type=click.Choice(["positions", "sources"]),
    default="positions",
    show_default=True,
    help="What is drawn: positions one by one, or sources with all that they show.",
)
@click.option("--weight", type=click.Choice(["evidence"]), help="Of a dossier: weigh positions by grades of evidence.")
@click.option("--conditional", is_flag=True, help="Of a dossier: a conditional stance counts as what it would become.")
@click.option("--roll-up", type=click.Choice(["bloc", "state"]), help="Of a dossier: actors count for bloc or state.")
@click.option("--exclude", multiple=True, metavar="VARIABLE=VALUE", help="Leave out such positions; may be repeated.")
@click.option("--only", multiple=True, metavar="VARIABLE=VALUE", help="Keep only such positions; may be repeated.")
@click.option("--from", "since", type=DAY, metavar="DAY", help="First day on which a position was taken that counts.")
@click.option("--to", "until", type=DAY, metavar="DAY", help="Last day on which a position was taken that counts.")
@click.option("--type", "type_", metavar="NAME", help="Of a database: statement type.  [default: DNA Statement]")
@click.option("--actors", metavar="VARIABLE", help="Of a database: who speaks.  [default: organization]")
@click.option("--issues", metavar="VARIABLE", help="Of a database: about what.  [default: concept]")
@click.option("--stance", metavar="VARIABLE", help="Of a database: for or against.  [default: agreement]")
@click.option(
    "--groups", type=click.Path(path_type=str), metavar="NODES.csv", help="Of an edge list: a table of id and group."
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Of everything drawn at random.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=600.0,
    show_default=True,
    metavar="S",
    help="Seconds for the proof; then the best camps so far are given, with what is proven.",
)
@plot_option
@what_if_option
@clocks
@format_option
def camps(input_: str | None, format_: str, **wishes: Any) -> None:
    """Find the camps in a network of DIR, a dossier, or FILE: a network, or statements that make one.

    FILE is an edge list (a CSV table with the columns source and target, and perhaps weight, sign (1, -1) and group), a
    network as DNA exports it (GraphML, a CSV matrix, DL), a DNA database, or an event list that DNA exported.

    Two actors agree on an issue where they take the same side and conflict where they take opposite ones; a tie is
    agreement less conflict. The frustration index is what two camps cannot explain. Pressure is the share of an actor's
    ties that does not fit its camp. How often an actor stays is told by drawing the evidence anew. All of it says how a
    network was coded, and is no verdict on anybody.

    \b
    Example:
      graphkit camps seed/istanbul-2025
      graphkit camps seed/istanbul-2025 --why fidan
      graphkit camps seed/istanbul-2025 --window 1m --format csv
      graphkit camps seed/istanbul-2025 --window 1m --measure esteban_ray --plot polarization.svg
      graphkit camps edges.csv --method leiden
    """
    from graphkit.analysis.camps.leiden import NoEngine
    from graphkit.analysis.discourse.windows import BadWindow
    from graphkit.cli.camps_answers import answer_camps
    from graphkit.cli.camps_course import answer_course
    from graphkit.cli.camps_input import read
    from graphkit.cli.camps_why import answer_why

    if wishes["why"] and wishes["window"]:
        raise click.UsageError("--why and --window are two questions; leave one out")
    for name, option in OF_TIME.items():
        if wishes[name] and not wishes["window"]:
            raise click.UsageError(f"{option} belongs to --window; give --window as well, such as --window 1m")
    if wishes["plot"]:
        wishes["plot"] = plot_to_write(wishes["plot"])
    if wishes["k"] and wishes["method"] != "k-way":
        raise click.UsageError("--k belongs to --method k-way; give that as well")
    wishes = {"input": input_, **wishes, "k": wishes["k"] or (3 if wishes["method"] == "k-way" else None)}
    answer = answer_why if wishes["why"] else answer_course if wishes["window"] else answer_camps
    try:
        answer(read(input_, wishes), wishes, format_)
    except (BadWindow, NoEngine) as error:
        raise click.UsageError(str(error)) from None
