"""`graphkit phases`: into which phases a debate falls."""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import Compared, beside
from graphkit.cli.opening import number_of, refuse_table
from graphkit.cli.options import clocks
from graphkit.cli.output import plain
from graphkit.cli.printing import format_option, print_answer
from graphkit.cli.statements import (
    dna_compatible_option,
    duplicates_option,
    parameters_in,
    statement_options,
    statements_in,
)

if TYPE_CHECKING:
    from graphkit.analysis.discourse.phases import Phases
    from graphkit.dossier.dossier import Dossier

NAMES = ("network", "measure", "normalize", "duplicates", "window", "step", "kernel", "dna_compatible")
EVENTS_SHOWN = 4
SHOWN = {
    **{name: name for name in ("state", "from", "to", "reached", "windows", "statements", "spread", "jump")},
    "events": "events before it was reached",
}
NUMBERS = ("windows", "statements", "spread", "jump")
COMPARED = Compared(("reached",), ("to", *NUMBERS), NUMBERS, in_order=True)
LEGEND = (
    "spread: mean distance between windows of the phase; jump: how far its first window lies from the one before; "
    "windows overlap, and so do phases"
)


@click.command()
@click.argument("input_", metavar="[DIR|FILE]", required=False, type=click.Path(path_type=str))
@click.option(
    "--window", metavar="WIDTH", required=True, help="Moving window: 10d, 2w, 3m, 1y, or 50n for 50 statements."
)
@click.option("--step", metavar="WIDTH", help="How far the window moves.  [default: one unit]")
@click.option(
    "--kernel",
    type=click.Choice(["uniform", "triangular", "epanechnikov", "gaussian"]),
    help="Weigh statements by their distance from the window's middle.",
)
@click.option(
    "--distance",
    type=click.Choice(["spectral", "absdiff"]),
    default="spectral",
    show_default=True,
    help="Compare the spectra of networks, or tie by tie.",
)
@click.option(
    "--linkage",
    type=click.Choice(["average", "complete", "single", "ward"]),
    default="average",
    show_default=True,
    help="How windows are joined into states.",
)
@click.option("--states", type=click.IntRange(1), metavar="N", help="So many states.  [default: by Dunn's index]")
@click.option(
    "--up-to", "at_most", type=click.IntRange(2), default=6, show_default=True, metavar="N", help="Try so many states."
)
@click.option(
    "--within",
    type=click.IntRange(1, 36_500),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="Of a dossier: tell events so long before.",
)
@click.option(
    "--network",
    type=click.Choice(["actor", "issue", "two-mode"]),
    default="actor",
    help="What is tied.  [default: actor]",
)
@click.option(
    "--measure",
    type=click.Choice(["ignore", "congruence", "conflict", "subtract"]),
    help="How ties are counted.  [default: congruence; for two-mode subtract]",
)
@click.option(
    "--normalize",
    type=click.Choice(["no", "average", "jaccard", "cosine", "dna_cosine", "activity", "prominence"]),
    default="no",
    show_default=True,
    help="What ties are divided by.",
)
@duplicates_option("include")
@dna_compatible_option
@statement_options
@clocks
@format_option
def phases(input_: str | None, since: date | None, until: date | None, format_: str, **wishes: Any) -> None:
    """Find the phases of a debate in DIR, a dossier, or FILE, a DNA database: when who says the same as whom changes.

    A network is made for each window; windows whose networks are alike are in one state, by hierarchical clustering,
    and a phase lasts while a state does. How many states there are is what parts them best, by the index of Dunn.

    \b
    Example:
      graphkit phases sample.dna --window 15d --kernel gaussian
      graphkit phases my-talks --window 3m --step 1m --measure subtract
    """
    from graphkit.analysis.discourse.measures import TooManyStances
    from graphkit.analysis.discourse.options import BadChoice, Options
    from graphkit.analysis.discourse.phases import phases as compute
    from graphkit.analysis.discourse.windows import BadWindow

    how = {name: wishes.pop(name) for name in ("distance", "linkage", "states", "at_most")}
    within = wishes.pop("within")
    options = Options(since=since, until=until, **{name: wishes[name] for name in NAMES})
    refuse_table(input_, "names no days")
    try:
        read = statements_in(input_, wishes, in_time=True)
        found = compute(read.table, options, **how)
        base = compute(read.base, options, **how) if read.base is not None else None
    except (BadChoice, BadWindow, TooManyStances) as error:
        raise click.UsageError(str(error)) from None
    rows, difference = _rows(found, read.dossier, within), None
    caption, more = _caption(found, read.table.sources), {"dunn": _dunn(found), "windows": _windows(found)}
    if base:
        difference = beside(rows, _rows(base, read.dossier, within), COMPARED, wishes["sets"])
        rows = difference.rows
        caption += f"\nbase: {_counted(base)}"
        more |= {"base_dunn": _dunn(base), "base_windows": _windows(base)}
    print_answer(
        [_shortly(row) for row in rows] if format_ in ("table", "markdown") else rows,
        format_,
        caption=f"{caption}\n{LEGEND}",
        parameters={"input": input_, **parameters_in(wishes, NAMES), **found.parameters, "within": within},
        notes=found.notes,
        shown=SHOWN if read.dossier else {name: head for name, head in SHOWN.items() if name != "events"},
        more=more,
        difference=difference,
    )


def _rows(found: Phases, dossier: Dossier | None, within: int) -> list[dict[str, Any]]:
    """A row for each phase; of a dossier with the events in the days before its state was reached, the last first."""
    from graphkit.analysis.camps.found import letters
    from graphkit.analysis.changepoints import just_before

    rows = [row | {"state": letters(row["state"])} for row in found.rows()]
    if dossier is None:
        return rows
    return [row | {"events": [event.id for event in just_before(dossier, row["reached"], within)]} for row in rows]


def _shortly(row: dict[str, Any]) -> dict[str, Any]:
    """The row with no more events than a line holds."""
    events = row.get("events", [])
    more = [f"and {len(events) - EVENTS_SHOWN} more"] if len(events) > EVENTS_SHOWN else []
    return row | {"events": [*events[:EVENTS_SHOWN], *more]}


def _dunn(found: Phases) -> dict[int, float | None]:
    """Dunn's index by number of states; None where it is infinite, which JSON does not know."""
    return {states: index if isfinite(index) else None for states, index in found.dunn.items()}


def _windows(found: Phases) -> list[dict[str, Any]]:
    from graphkit.analysis.camps.found import letters

    return [
        {"from": each.since, "to": each.until, "statements": each.statements, "state": letters(int(state))}
        for each, state in zip(found.networks, found.state, strict=True)
    ]


def _caption(found: Phases, sources: int) -> str:
    actors, issues, stance = found.words
    options = found.options
    ties = {"actor": f"{actors} × {actors} by {issues}", "issue": f"{issues} × {issues} by {actors}"}
    how = [ties.get(options.network, f"{actors} × {issues}")]
    how += [f"{options.chosen} of {stance}" if options.chosen != "ignore" else "whatever the stance"]
    how += [f"normalised: {options.normalize}"] if options.normalize != "no" else []
    how += [f"once per {options.duplicates}"] if options.duplicates != "include" else []
    how += ["as DNA computes it"] if options.dna_compatible else []
    how += [f"{options.kernel} kernel"] if options.kernel else []
    how += [f"{found.how['distance']} distance", f"{found.how['linkage']} linkage"]
    many = f"{number_of(len(found.networks), 'window')} of {options.window} from {number_of(sources, 'source')}"
    return plain(f"{', '.join(how)}; {many}; {_counted(found)}")


def _counted(found: Phases) -> str:
    """How many states and phases there are, and what speaks for so many."""
    dunn = ", ".join(f"{states}: {index:.3g}" for states, index in found.dunn.items())
    counted = f"{number_of(found.states, 'state')} in {number_of(len(found.phases), 'phase')}"
    return counted + (f"; Dunn's index by number of states: {dunn}" if dunn else "")
