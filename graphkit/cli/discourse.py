"""`graphkit discourse`: who says the same as whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.options import clocks
from graphkit.cli.output import print_json
from graphkit.cli.printing import format_option
from graphkit.cli.statements import (
    dna_compatible_option,
    duplicates_option,
    parameters_in,
    statement_options,
    statements_in,
)

if TYPE_CHECKING:
    from graphkit.analysis.discourse.results import Discourse
    from graphkit.cli.discourse_difference import Windows

NETWORKS = ("actor", "issue", "two-mode")
MEASURES = ("ignore", "congruence", "conflict", "subtract", "combine")
NORMALISATIONS = ("no", "average", "jaccard", "cosine", "dna_cosine", "activity", "prominence")
KERNELS = ("uniform", "triangular", "epanechnikov", "gaussian")


@click.command()
@click.argument("input_", metavar="[DIR|FILE]", required=False, type=click.Path(path_type=str))
@click.option(
    "--network", type=click.Choice(NETWORKS), default="actor", show_default=True, help="What is tied to what."
)
@click.option(
    "--measure",
    type=click.Choice(MEASURES),
    help="How ties are counted.  [default: congruence; for two-mode subtract]",
)
@click.option(
    "--normalize", type=click.Choice(NORMALISATIONS), default="no", show_default=True, help="What ties are divided by."
)
@duplicates_option("include")
@click.option("--window", metavar="WIDTH", help="Moving window: 10d, 2w, 3m, 1y, or 50n for 50 statements.")
@click.option("--step", metavar="WIDTH", help="How far the window moves.  [default: one unit]")
@click.option(
    "--kernel", type=click.Choice(KERNELS), help="Weigh statements by their distance from the window's middle."
)
@click.option("--isolates", is_flag=True, help="Show those too of whom nothing that counts is left.")
@dna_compatible_option
@statement_options
@clocks
@format_option
def discourse(input_: str | None, since: date | None, until: date | None, format_: str, **wishes: Any) -> None:
    """Compute who says the same as whom, from the positions of a dossier or the statements of a DNA database.

    DIR is a dossier. FILE is a database of Discourse Network Analyzer 3, or an event list that it exported as CSV.

    Two actors are tied by each issue on which both took a side: congruence counts the same side, conflict the other,
    subtract is their difference, ignore counts both. two-mode ties actors to issues. A dossier answers with the
    positions that hold; with --from, --to or --window with all that were taken in that time.

    \b
    Example:
      graphkit discourse seed/istanbul-2025 --measure subtract
      graphkit discourse sample.dna --network two-mode --format csv
    """
    from graphkit.analysis.discourse.measures import TooManyStances
    from graphkit.analysis.discourse.network import discourse as compute
    from graphkit.analysis.discourse.options import BadChoice, Options
    from graphkit.analysis.discourse.windows import BadWindow
    from graphkit.cli.discourse_difference import between

    names = ("network", "measure", "normalize", "duplicates", "window", "step", "kernel", "isolates", "dna_compatible")
    options = Options(since=since, until=until, **{name: wishes[name] for name in names})
    in_time = bool(since or until or options.window)
    read = statements_in(input_, wishes, in_time=in_time)
    try:
        found = compute(read.table, options)
        base = compute(read.base, options) if read.base is not None else None
    except (BadChoice, BadWindow, TooManyStances) as error:
        raise click.UsageError(str(error)) from None
    words = dict(zip(("actors", "issues", "stance"), found.words, strict=True))
    parameters = {"input": input_, **parameters_in(wishes, names), **words}
    _print(found, between(found, base, wishes["sets"]) if base else None, format_, parameters)


def _print(found: Discourse, changed: Windows | None, format_: str, parameters: dict[str, Any]) -> None:
    from graphkit.cli import matrix

    weighted = bool(parameters["weight"])
    for note in found.notes:
        click.echo(f"left out: {note}", err=True)
    if format_ == "json":
        print_json(matrix.as_json(found, parameters, changed))
    elif format_ == "csv":
        for network in found.networks:
            click.echo(matrix.caption(found, network, weighted=weighted), err=True)
        for line in changed.lines() if changed else ():
            click.echo(line, err=True)
        click.echo(matrix.as_csv(found, changed), nl=False)
    else:
        tell = matrix.as_markdown if format_ == "markdown" else matrix.as_table
        lines = changed.lines() if changed else []
        click.echo("".join(f"{line}\n" for line in (lines if found.options.window else lines[:1])), nl=False)
        click.echo(tell(found, changed, weighted=weighted))
