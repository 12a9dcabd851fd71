"""`graphkit log`: the history of a record in both clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.opening import open_dossier, refuse_table
from graphkit.cli.options import dossier_argument, format_option
from graphkit.cli.output import print_rows
from graphkit.cli.wording import describe

if TYPE_CHECKING:
    from graphkit.analysis.history import Happening
    from graphkit.dossier.dossier import Dossier

COLUMNS = ("on", "clock", "record", "what", "by", "says")


@click.command()
@click.argument("record", metavar="ACTOR|POSITION", shell_complete=ids_of("actor"))
@dossier_argument
@format_option
def log(record: str, folder: str | None, format_: str) -> None:
    """Tell the history of a position, or of all that an actor holds, in the world's clock and in the record's.

    A position comes with those that it supersedes or corrects, and that supersede or correct it. An id that is both an
    actor's and a position's means the actor's; write position:ID for the other.

    \b
    Example:
      graphkit log putin seed/istanbul-2025
    """
    from graphkit.analysis.history import history

    refuse_table(folder, "names no days")
    dossier = open_dossier(folder)
    kind, id = _meant(dossier, record)
    print_rows([_row(each, dossier) for each in history(dossier, kind, id)], format_, columns=COLUMNS)


def _meant(dossier: Dossier, words: str) -> tuple[str, str]:
    """The kind and the id that a person means: an actor by any name, or a position by its id."""
    from graphkit.dossier.lookup import NotFound, find
    from graphkit.dossier.problem import near

    if words.removeprefix("position:") in dossier.positions and words not in dossier.actors:
        return "position", words.removeprefix("position:")
    try:
        return "actor", find(dossier, "actor", words)
    except NotFound as error:
        hint = near(words, dossier.positions.ids)
        more = f", and no position of that id; {hint}" if hint.startswith("did you mean") else ""
        raise click.UsageError(f"{error}{more}") from None


def _row(each: Happening, dossier: Dossier) -> dict[str, Any]:
    return {
        "on": each.dated or "not said",
        "clock": each.clock,
        "record": each.record.key,
        "what": each.what,
        "by": each.by.key if each.by else None,
        "says": describe(each.record, dossier),
    }
