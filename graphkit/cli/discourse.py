"""`graphkit discourse`: who says the same as whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.options import clocks
from graphkit.cli.output import print_json
from graphkit.cli.statements import dna_compatible_option, duplicates_option, statement_options, statements_in

if TYPE_CHECKING:
    from graphkit.analysis.discourse.results import Discourse

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
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
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

    names = ("network", "measure", "normalize", "duplicates", "window", "step", "kernel", "isolates", "dna_compatible")
    options = Options(since=since, until=until, **{name: wishes[name] for name in names})
    in_time = bool(since or until or options.window)
    try:
        found = compute(statements_in(input_, wishes, in_time=in_time).table, options)
    except (BadChoice, BadWindow, TooManyStances) as error:
        raise click.UsageError(str(error)) from None
    rest = {name.rstrip("_"): value for name, value in wishes.items() if name not in names}
    words = dict(zip(("actors", "issues", "stance"), found.words, strict=True))
    _print(found, format_, {"input": input_, **rest, **words})


def _print(found: Discourse, format_: str, parameters: dict[str, Any]) -> None:
    from graphkit.cli import matrix

    weighted = bool(parameters["weight"])
    for note in found.notes:
        click.echo(f"left out: {note}", err=True)
    if format_ == "json":
        print_json(matrix.as_json(found, parameters))
    elif format_ == "csv":
        for network in found.networks:
            click.echo(matrix.caption(found, network, weighted=weighted), err=True)
        click.echo(matrix.as_csv(found), nl=False)
    else:
        tell = matrix.as_markdown if format_ == "markdown" else matrix.as_table
        click.echo(tell(found, weighted=weighted))
