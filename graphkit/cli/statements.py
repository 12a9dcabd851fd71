"""The options that say which statements of a dossier or a database count, and the table of those that do."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from graphkit.cli.opening import file_beside, refuse_network
from graphkit.cli.options import DAY
from graphkit.cli.what_if import open_supposed, what_if_option
from graphkit.cli.wishes import Values, Wishes, exclude_and_only, refuse

if TYPE_CHECKING:
    from graphkit.analysis.discourse.statements import Statements
    from graphkit.dossier.dossier import Dossier

Command = TypeVar("Command", bound=Callable[..., Any])
EXAMPLE = "concept=Tax"
OF_DATABASES = {"type_": "--type", "actors": "--actors", "issues": "--issues", "stance": "--stance"}
OF_DOSSIERS = {
    "value": "--value",
    "conditional": "--conditional",
    "weight": "--weight",
    "roll_up": "--roll-up",
    "as_of": "--as-of",
    "known_on": "--known-on",
    "sets": "--set",
}
_OPTIONS = (
    click.option("--from", "since", type=DAY, metavar="DAY", help="First day that counts."),
    click.option("--to", "until", type=DAY, metavar="DAY", help="Last day that counts."),
    click.option(
        "--exclude", multiple=True, metavar="VARIABLE=VALUE", help="Leave out what has this value; may be repeated."
    ),
    click.option(
        "--only", multiple=True, metavar="VARIABLE=VALUE", help="Keep only what has this value; repeated, one of them."
    ),
    click.option("--type", "type_", metavar="NAME", help="Of a database: statement type.  [default: DNA Statement]"),
    click.option("--actors", metavar="VARIABLE", help="Of a database: who speaks.  [default: organization]"),
    click.option("--issues", metavar="VARIABLE", help="Of a database: about what.  [default: concept]"),
    click.option(
        "--stance",
        metavar="VARIABLE",
        help="Of a database: agreement, a number or words; or none.  [default: agreement]",
    ),
    click.option("--value", is_flag=True, help="Of a dossier: compare values, 0 to 100, in place of stances."),
    click.option(
        "--conditional", is_flag=True, help="Of a dossier: a conditional stance counts as what it would become."
    ),
    click.option(
        "--weight",
        type=click.Choice(["evidence"]),
        help="Of a dossier: weigh positions by the grades of their evidence.",
    ),
    click.option(
        "--roll-up", type=click.Choice(["bloc", "state"]), help="Of a dossier: actors count for their bloc or state."
    ),
    what_if_option,
)


dna_compatible_option = click.option(
    "--dna-compatible", is_flag=True, help="Follow DNA 3 also where it departs from its own description."
)


def duplicates_option(default: str) -> Callable[[Command], Command]:
    """The option that says which statements repeat another one."""
    return click.option(
        "--duplicates",
        type=click.Choice(["include", "document", "week", "month", "year", "range"]),
        default=default,
        show_default=True,
        help="Count a statement each time, or once per document, week, month, year, or in the whole range.",
    )


def statement_options(command: Command) -> Command:
    """Give a command the options that say which statements count."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Read(NamedTuple):
    """A table of statements, the dossier whose positions they are, and the statements without what --set supposes."""

    table: Statements
    dossier: Dossier | None = None
    base: Statements | None = None


def statements_in(input_: str | None, wishes: Wishes, *, in_time: bool) -> Read:
    """The statements that the input holds; `in_time` counts all positions taken, not those that hold."""
    exclude, only = exclude_and_only(wishes, example=EXAMPLE)
    path = file_beside(input_)
    if path is not None:
        refuse(wishes, OF_DOSSIERS, "belongs to a dossier, not to a DNA database")
        return Read(_of_database(path, wishes, exclude, only))
    refuse(wishes, OF_DATABASES, "belongs to a DNA database, not to a dossier")
    return _of_dossier(input_, wishes, exclude, only, in_time=in_time)


def parameters_in(wishes: Wishes, besides: Collection[str]) -> dict[str, Any]:
    """What tells one answer from another, but for the wishes that are told elsewhere."""
    names = {"sets": "set"}
    told = ((names.get(name, name.rstrip("_")), value) for name, value in wishes.items() if name not in besides)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in told}


def _of_database(path: Path, wishes: Wishes, exclude: Values, only: Values) -> Statements:
    from graphkit.formats.dna import BadDatabase, events_of, kind_of, statements_of

    refuse_network(path)
    given = {name: wishes[name] for name in OF_DATABASES if wishes[name] is not None}
    if given.get("stance") == "none":
        given["stance"] = None
    try:
        if kind_of(path) == "events" or path.suffix.lower() == ".csv":
            refuse(wishes, {"type_": "--type"}, "belongs to a DNA database; an event list holds one type")
            return events_of(path, exclude=exclude, only=only, **given)
        return statements_of(path, exclude=exclude, only=only, **given)
    except BadDatabase as error:
        raise click.ClickException(str(error)) from None


def _of_dossier(folder: str | None, wishes: Wishes, exclude: Values, only: Values, *, in_time: bool) -> Read:
    from graphkit.analysis.discourse.positions import BadValue, statements_of, taken
    from graphkit.dossier.clocks import at

    days = {"as_of": wishes["as_of"], "known_on": wishes["known_on"]}
    opened = open_supposed(folder, wishes["sets"], **days)

    def table_of(dossier: Dossier) -> Statements:
        return statements_of(
            dossier,
            value=wishes["value"],
            conditional=wishes["conditional"],
            weigh=wishes["weight"] == "evidence",
            roll_up=wishes["roll_up"],
            exclude=exclude,
            only=only,
        )

    cut = taken if in_time else at
    dossier = cut(opened.whole, **days)
    try:
        return Read(table_of(dossier), dossier, table_of(cut(opened.base, **days)) if opened.base else None)
    except BadValue as error:
        raise click.UsageError(str(error)) from None
