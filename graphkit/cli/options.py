"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from graphkit.dossier.dossier import Dossier

Command = TypeVar("Command", bound=Callable[..., Any])


class DayType(click.ParamType[date]):
    """A day of the calendar, YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that the words mean."""
        from graphkit.dossier.dates import BadDate, day

        if isinstance(value, date):
            return value
        try:
            return day(value)
        except BadDate as error:
            self.fail(str(error), param, ctx)


class SlugType(click.ParamType[str]):
    """An id as records have them."""

    name = "slug"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id, which must be a slug."""
        from pydantic import TypeAdapter, ValidationError

        from graphkit.dossier.fields import Slug

        try:
            return TypeAdapter[str](Slug).validate_python(value)
        except ValidationError as error:
            self.fail(error.errors(include_url=False)[0]["msg"], param, ctx)


DAY = DayType()
SLUG = SlugType()

dossier_argument = click.argument("folder", metavar="[DIR]", required=False)
as_of_option = click.option(
    "--as-of", type=DAY, metavar="DAY", help="Day of the world to answer for; default: the dossier's own."
)
known_on_option = click.option(
    "--known-on", type=DAY, metavar="DAY", help="Only what the record held on this day; default: all that still counts."
)
format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)


def clocks(command: Command) -> Command:
    """Give a command the options of both clocks."""
    return as_of_option(known_on_option(command))


def resolve(dossier: Dossier, kind: str, words: str, *, cut: Dossier | None = None) -> str:
    """The id that a person means; misuse where there is none, or none that counts in the dossier cut to a day."""
    from graphkit.dossier.lookup import NotFound, find, find_known

    try:
        return find_known(dossier, cut, kind, words) if cut else find(dossier, kind, words)
    except NotFound as error:
        raise click.UsageError(str(error)) from None


def names_of(words: str | None) -> list[str]:
    """The actors that --parties names."""
    if words is None:
        return []
    names = [each.strip() for each in words.split(",")]
    if "" in names:
        raise click.UsageError(f"--parties {words!r} has an empty place; put one comma between two actors")
    return names
