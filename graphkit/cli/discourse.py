"""`graphkit discourse`: who says the same as whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import open_at, open_dossier
from graphkit.cli.options import DAY, clocks
from graphkit.cli.output import print_json

if TYPE_CHECKING:
    from graphkit.analysis.discourse.results import Discourse
    from graphkit.analysis.discourse.statements import Statements

Values = dict[str, set[str]]
NETWORKS = ("actor", "issue", "two-mode")
MEASURES = ("ignore", "congruence", "conflict", "subtract", "combine")
NORMALISATIONS = ("no", "average", "jaccard", "cosine", "dna_cosine", "activity", "prominence")
DUPLICATES = ("include", "document", "week", "month", "year", "range")
KERNELS = ("uniform", "triangular", "epanechnikov", "gaussian")
OF_DATABASES = {"type_": "--type", "actors": "--actors", "issues": "--issues", "stance": "--stance"}
OF_DOSSIERS = {
    "value": "--value",
    "conditional": "--conditional",
    "weight": "--weight",
    "roll_up": "--roll-up",
    "as_of": "--as-of",
    "known_on": "--known-on",
}


@click.command(short_help="Compute discourse networks: who says the same.")
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
@click.option(
    "--duplicates",
    type=click.Choice(DUPLICATES),
    default="include",
    show_default=True,
    help="Count a statement each time, or once per document, week, month, year, or in the whole range.",
)
@click.option("--window", metavar="WIDTH", help="Moving window: 10d, 2w, 3m, 1y, or 50n for 50 statements.")
@click.option("--step", metavar="WIDTH", help="How far the window moves.  [default: one unit]")
@click.option(
    "--kernel", type=click.Choice(KERNELS), help="Weigh statements by their distance from the window's middle."
)
@click.option("--from", "since", type=DAY, metavar="DAY", help="First day that counts.")
@click.option("--to", "until", type=DAY, metavar="DAY", help="Last day that counts.")
@click.option(
    "--exclude", multiple=True, metavar="VARIABLE=VALUE", help="Leave out what has this value; may be repeated."
)
@click.option(
    "--only", multiple=True, metavar="VARIABLE=VALUE", help="Keep only what has this value; repeated, one of them."
)
@click.option("--isolates", is_flag=True, help="Show those too of whom nothing that counts is left.")
@click.option("--dna-compatible", is_flag=True, help="Follow DNA 3 also where it departs from its own description.")
@click.option("--type", "type_", metavar="NAME", help="Of a database: statement type.  [default: DNA Statement]")
@click.option("--actors", metavar="VARIABLE", help="Of a database: who speaks.  [default: organization]")
@click.option("--issues", metavar="VARIABLE", help="Of a database: about what.  [default: concept]")
@click.option(
    "--stance", metavar="VARIABLE", help="Of a database: agreement, a number or words; or none.  [default: agreement]"
)
@click.option("--value", is_flag=True, help="Of a dossier: compare values, 0 to 100, in place of stances.")
@click.option("--conditional", is_flag=True, help="Of a dossier: a conditional stance counts as what it would become.")
@click.option(
    "--weight", type=click.Choice(["evidence"]), help="Of a dossier: weigh positions by the grades of their evidence."
)
@click.option(
    "--roll-up", type=click.Choice(["bloc", "state"]), help="Of a dossier: actors count for their bloc or state."
)
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
        found = compute(_statements(input_, wishes, in_time=in_time), options)
    except (BadChoice, BadWindow, TooManyStances) as error:
        raise click.UsageError(str(error)) from None
    rest = {name.rstrip("_"): value for name, value in wishes.items() if name not in names}
    words = dict(zip(("actors", "issues", "stance"), found.words, strict=True))
    _print(found, format_, {"input": input_, **rest, **words})


def _statements(input_: str | None, wishes: dict[str, Any], *, in_time: bool) -> Statements:
    """The table of statements that the input holds."""
    exclude, only = _pairs("--exclude", wishes["exclude"]), _pairs("--only", wishes["only"])
    path = Path(input_) if input_ else None
    if path is not None and path.is_file():
        _refuse(wishes, OF_DOSSIERS, "belongs to a dossier, not to a DNA database")
        return _of_database(path, wishes, exclude, only)
    _refuse(wishes, OF_DATABASES, "belongs to a DNA database, not to a dossier")
    return _of_dossier(input_, wishes, exclude, only, in_time=in_time)


def _of_database(path: Path, wishes: dict[str, Any], exclude: Values, only: Values) -> Statements:
    from graphkit.formats.dna import BadDatabase, events_of, statements_of

    given = {name: wishes[name] for name in OF_DATABASES if wishes[name] is not None}
    if given.get("stance") == "none":
        given["stance"] = None
    try:
        if path.suffix.lower() == ".csv":
            _refuse(wishes, {"type_": "--type"}, "belongs to a DNA database; an event list holds one type")
            return events_of(path, exclude=exclude, only=only, **given)
        return statements_of(path, exclude=exclude, only=only, **given)
    except BadDatabase as error:
        raise click.ClickException(str(error)) from None


def _of_dossier(
    folder: str | None, wishes: dict[str, Any], exclude: Values, only: Values, *, in_time: bool
) -> Statements:
    from graphkit.analysis.discourse.positions import BadValue, statements_of, taken

    days = {"as_of": wishes["as_of"], "known_on": wishes["known_on"]}
    dossier = taken(open_dossier(folder), **days) if in_time else open_at(folder, **days)
    try:
        return statements_of(
            dossier,
            value=wishes["value"],
            conditional=wishes["conditional"],
            weigh=wishes["weight"] == "evidence",
            roll_up=wishes["roll_up"],
            exclude=exclude,
            only=only,
        )
    except BadValue as error:
        raise click.UsageError(str(error)) from None


def _refuse(wishes: dict[str, Any], options: dict[str, str], why: str) -> None:
    for name, option in options.items():
        if wishes[name]:
            raise click.UsageError(f"{option} {why}; leave it out")


def _pairs(option: str, words: Iterable[str]) -> Values:
    """The values asked for, by variable."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in words:
        variable, equals, value = each.partition("=")
        if not equals or not variable:
            raise click.UsageError(f"{option} {each!r} is no VARIABLE=VALUE; write one such as concept=Tax")
        found[variable].add(value)
    return found


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
