"""`graphkit backbone`: which issues hold the structure of a discourse network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.difference import Compared, beside
from graphkit.cli.opening import number_of
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
    from graphkit.analysis.discourse.backbone import Backbone, IssueSet

MEASURES = ("ignore", "congruence", "conflict", "subtract")
NORMALISATIONS = ("no", "average", "jaccard", "cosine", "dna_cosine")
SHOWN = {
    "place": "place",
    "label": "issue",
    "alone": "alone",
    "loss": "loss",
    "rest": "rest",
    "statements": "statements",
}
NUMBERS = ("place", "alone", "loss", "rest", "statements")
COMPARED = Compared(("issue",), NUMBERS, NUMBERS, shown=("place", "alone", "loss"))
LEGEND = (
    "alone: how far the network lies from the whole without this issue; loss: without this and all below; "
    "rest: with these only"
)


@click.command()
@click.argument("input_", metavar="[DIR|FILE]", required=False, type=click.Path(path_type=str))
@click.option("--size", type=click.IntRange(1), metavar="N", help="Name the best N issues to keep.")
@click.option(
    "--penalty",
    type=click.FloatRange(0),
    metavar="P",
    help="Name the best issues to keep, fewer for a larger P; such as 3.5.",
)
@click.option("--keep", multiple=True, metavar="ISSUE", help="Tell how much these issues hold; may be repeated.")
@click.option(
    "--network",
    type=click.Choice(["actor", "issue"]),
    default="actor",
    show_default=True,
    help="What is tied: actors by issues, or issues by actors, of which then the backbone is.",
)
@click.option(
    "--measure", type=click.Choice(MEASURES), default="subtract", show_default=True, help="How ties are counted."
)
@click.option(
    "--normalize",
    type=click.Choice(NORMALISATIONS),
    default="average",
    show_default=True,
    help="What ties are divided by.",
)
@duplicates_option("document")
@dna_compatible_option
@statement_options
@clocks
@format_option
def backbone(
    input_: str | None,
    size: int | None,
    penalty: float | None,
    keep: tuple[str, ...],
    since: date | None,
    until: date | None,
    format_: str,
    **wishes: Any,
) -> None:
    """Order issues by how much of a discourse network hangs on them, from DIR, a dossier, or FILE, a DNA database.

    One after the other, the issue whose removal changes the network least is taken away; the last to go stands first.
    Networks are compared by the spectra of their Laplacians: 0 is no change. Ties below 0 count 0. With --size or
    --penalty the best set of issues is named, with --keep a set of your own is measured.

    \b
    Example:
      graphkit backbone seed/istanbul-2025
      graphkit backbone sample.dna --penalty 3.5 --format json
    """
    from graphkit.analysis.discourse.backbone import backbone as compute
    from graphkit.analysis.discourse.options import BadChoice, Options

    names = ("network", "measure", "normalize", "duplicates", "dna_compatible")
    options = Options(since=since, until=until, **{name: wishes[name] for name in names})
    read = statements_in(input_, wishes, in_time=bool(since or until))
    asked: dict[str, Any] = {"keep": keep or None, "size": size, "penalty": penalty}
    try:
        found = compute(read.table, options, **asked)
        base = compute(read.base, options, **asked) if read.base is not None else None
    except BadChoice as error:
        raise click.UsageError(str(error)) from None
    rows, difference = found.rows(), None
    if base:
        difference = beside(rows, base.rows(), COMPARED, wishes["sets"])
        rows = difference.rows
    rest = parameters_in(wishes, names)
    print_answer(
        rows,
        format_,
        caption=_caption(found, base, weighted=bool(wishes["weight"])),
        parameters={"input": input_, **rest, **found.parameters},
        notes=found.notes,
        shown=SHOWN,
        more=_chosen(found, "chosen") | (_chosen(base, "base_chosen") if base else {}),
        difference=difference,
    )


def _caption(found: Backbone, base: Backbone | None, *, weighted: bool) -> str:
    """What was measured, of how much, and the set that was asked for."""
    from graphkit.cli.matrix import manner

    options, (actors, issues, stance) = found.options, found.words
    tied, by = (actors, issues) if options.network == "actor" else (issues, actors)
    how = manner(options, stance, weighted=weighted)
    counted = f"{number_of(found.statements, 'statement')} from {number_of(found.sources, 'source')}"
    lines = [f"backbone of {found.actors} {tied} × {tied} by {by}, {', '.join(how)}; {counted}", LEGEND]
    lines += [_told(found.chosen, found)] if found.chosen else []
    if base and base.chosen and found.chosen:
        lines += [f"base: {_told(base.chosen, base)}", *_turnover(found, base)]
    return plain_lines(lines)


def _turnover(found: Backbone, base: Backbone) -> Iterator[str]:
    """Which issues enter the set that was asked for, and which leave it."""
    labels = {step.issue: step.label for step in (*base.steps, *found.steps)}
    now, before = (each.chosen.issues if each.chosen else () for each in (found, base))
    for verb, one, other in (("enter", now, before), ("leave", before, now)):
        moved = [labels[issue] for issue in one if issue not in other]
        if moved:
            yield f"{verb}: {'; '.join(moved)}"


def plain_lines(lines: list[str]) -> str:
    """Lines that control no terminal."""
    return "\n".join(map(plain, lines))


def _told(chosen: IssueSet, found: Backbone) -> str:
    labels = {step.issue: step.label for step in found.steps}
    kept = "; ".join(labels[issue] for issue in chosen.issues) or "no issue"
    sure = "" if chosen.proven else " (the best that was found)"
    size = f"{len(chosen.issues)} of {len(found.steps)}"
    return f"kept {size}{sure}: {kept}; loss {chosen.loss:.3g}, that of the others {chosen.rest:.3g}"


def _chosen(found: Backbone, name: str) -> dict[str, Any]:
    """The set that was asked for, as a part of the JSON."""
    names = ("issues", "loss", "rest", "proven")
    return {name: {each: getattr(found.chosen, each) for each in names}} if found.chosen else {}
