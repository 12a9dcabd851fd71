"""`graphkit timeline`: what happened when, what came just before a change of position, and measures over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.opening import refuse_table
from graphkit.cli.options import DAY, clocks, dossier_argument, resolve
from graphkit.cli.plotting import plot_option, plot_to_write
from graphkit.cli.printing import format_option
from graphkit.cli.what_if import open_supposed, what_if_option
from graphkit.cli.wishes import refuse

if TYPE_CHECKING:
    from graphkit.analysis.timeline import Wanted
    from graphkit.dossier.dossier import Dossier

KINDS = ("event", "position", "proposal", "answer")
MEASURES = (
    *("positions", "held", "events", "proposals", "balance", "held-balance", "agreement", "conflict"),
    *("modularity", "ei_index", "controversy", "esteban_ray", "frustration"),
)
OF_MEASURES = {"window": "--window", "step": "--step", "resamples": "--resamples"}
OF_PLOTS = {"lanes": "--lanes", "all_lanes": "--all-lanes"}


@click.command()
@dossier_argument
@click.option("--changes", is_flag=True, help="Tell each change of position instead, with the events just before it.")
@click.option("--measure", type=click.Choice(MEASURES), help="Follow a measure in moving windows instead.")
@click.option("--window", metavar="WIDTH", help="For --measure: 10d, 2w, 3m, 1y or 50n.  [default: 1m]")
@click.option("--step", metavar="WIDTH", help="For --measure: how far the window moves.  [default: the window]")
@click.option(
    "--within",
    type=click.IntRange(0, 36_500),
    metavar="DAYS",
    help="For --changes and --measure: events so long before.  [default: 30]",
)
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    metavar="N",
    help="For --measure of polarization: how often the evidence is drawn anew.  [default: 200]",
)
@click.option(
    "--actor",
    "actors",
    multiple=True,
    metavar="ACTOR",
    shell_complete=ids_of("actor"),
    help="Only what concerns this actor, by any name; may be repeated.",
)
@click.option(
    "--issue",
    "issues",
    multiple=True,
    metavar="ISSUE",
    shell_complete=ids_of("issue"),
    help="Only what is about this issue; may be repeated.",
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only what is of this kind; may be repeated."
)
@click.option("--from", "since", type=DAY, metavar="DAY", help="First day that counts.")
@click.option("--to", "until", type=DAY, metavar="DAY", help="Last day that counts.")
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
@plot_option
@click.option(
    "--lanes",
    type=click.Choice(["actor", "issue"]),
    help="For --plot: a lane for each actor or issue.  [default: actor]",
)
@click.option("--all-lanes", is_flag=True, help="For --plot: draw every lane, on a page as tall as that takes.")
@format_option
def timeline(folder: str | None, format_: str, **wishes: Any) -> None:
    """Tell what happened in the dossier in DIR, in order: events, positions, proposals and answers.

    A vague date is shown as it was written and stands where the first day lies that it allows. --from and --to let
    through what may have happened between them.

    --changes tells each change of position with the events of the days before it; that they came before is all that is
    said. --measure follows one measure in moving windows and marks where its level changes.

    --plot draws positions as bars in lanes, coloured and hatched by stance, under the events; or a measure as a line.

    \b
    Example:
      graphkit timeline seed/istanbul-2025
      graphkit timeline seed/istanbul-2025 --actor Путін --kind position
      graphkit timeline seed/istanbul-2025 --changes --within 14
      graphkit timeline seed/istanbul-2025 --measure held-balance --window 1w --plot balance.svg
      graphkit timeline seed/istanbul-2025 --plot timeline.pdf
    """
    from graphkit.analysis.discourse.positions import taken
    from graphkit.analysis.discourse.windows import BadWindow
    from graphkit.cli import timeline_answers as answers
    from graphkit.cli.timeline_course import course

    _check(wishes)
    refuse_table(folder, "names no days")
    days = {"as_of": wishes["as_of"], "known_on": wishes["known_on"]}
    opened = open_supposed(folder, wishes["sets"], **days)
    dossier = taken(opened.whole, **days)
    base = taken(opened.base, **days) if opened.base else None
    wanted = _wanted(opened.whole, dossier, wishes)
    asked = answers.Asked(folder, dossier, base, wanted, wishes, wishes["as_of"] or dossier.manifest.as_of)
    answer = answers.moves if wishes["changes"] else course if wishes["measure"] else answers.happened
    try:
        answer(asked, format_)
    except BadWindow as error:
        raise click.UsageError(str(error)) from None


def _check(wishes: dict[str, Any]) -> None:
    """Refuse wishes that do not go together, and fill in what none was said about."""
    if wishes["changes"] and wishes["measure"]:
        raise click.UsageError("--changes and --measure are two questions; leave one out")
    if not wishes["measure"]:
        refuse(wishes, OF_MEASURES, "belongs to --measure, such as --measure balance")
    if not (wishes["measure"] or wishes["changes"]):
        refuse(wishes, {"within": "--within"}, "belongs to --changes or --measure")
    elif wishes["kinds"]:
        raise click.UsageError("--kind belongs to the timeline itself; leave it out with --changes and --measure")
    if not wishes["plot"]:
        refuse(wishes, OF_PLOTS, "belongs to --plot, such as --plot timeline.svg")
    elif wishes["measure"]:
        refuse(wishes, OF_PLOTS, "does not go with --measure, which is drawn as a line")
    if wishes["plot"]:
        wishes["plot"] = plot_to_write(Path(wishes["plot"]))
    wishes["within"] = 30 if wishes["within"] is None else wishes["within"]


def _wanted(whole: Dossier, dossier: Dossier, wishes: Mapping[str, Any]) -> Wanted:
    from graphkit.analysis.timeline import Wanted

    def ids(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(resolve(whole, kind, words, cut=dossier) for words in wishes[f"{kind}s"]))

    days: dict[str, date | None] = {name: wishes[name] for name in ("since", "until")}
    try:
        return Wanted(actors=ids("actor"), issues=ids("issue"), kinds=wishes["kinds"], **days)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
