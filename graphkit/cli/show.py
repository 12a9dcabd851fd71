"""`graphkit show`: list the records of one kind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.opening import open_at
from graphkit.cli.options import clocks, dossier_argument, format_option, resolve
from graphkit.cli.output import print_json, print_rows

if TYPE_CHECKING:
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Record

COLUMNS = {
    "actors": ("id", "name", "kind", "country", "public_role"),
    "ties": ("from", "kind", "to", "valid", "sources"),
    "issues": ("id", "name", "question", "status_quo", "parent"),
    "positions": ("actor", "issue", "stance", "value", "valid", "claim", "attributed_by", "sources"),
    "judgements": ("actor", "quantity", "issue", "value", "note"),
    "proposals": ("date", "name", "by", "terms", "responses"),
    "events": ("date", "name", "place", "participants", "outcome"),
    "sources": ("id", "title", "publisher", "published", "reliability", "url"),
}


@click.command(short_help="List actors, positions, events and more.")
@click.argument("kind", type=click.Choice(list(COLUMNS)))
@dossier_argument
@click.option(
    "--actor",
    metavar="ACTOR",
    shell_complete=ids_of("actor"),
    help="Only what is about this actor: an id, a name or an alias.",
)
@click.option(
    "--issue",
    metavar="ISSUE",
    shell_complete=ids_of("issue"),
    help="Only what is about this issue: an id or a name.",
)
@clocks
@format_option
def show(
    kind: Any,
    folder: str | None,
    actor: str | None,
    issue: str | None,
    as_of: date | None,
    known_on: date | None,
    format_: str,
) -> None:
    """List the actors, positions or other records of the dossier in DIR.

    A table shows the main columns with short names; csv has a column for every question, with ids; json has the
    records whole, with their evidence.

    \b
    Example:
      graphkit show positions seed/istanbul-2025 --actor Fidan
    """
    from graphkit.dossier.rows import row, select

    dossier = open_at(folder, as_of=as_of, known_on=known_on)
    actor, issue = resolve(dossier, "actor", actor), resolve(dossier, "issue", issue)
    records = select(dossier, kind, actor=actor, issue=issue)
    if format_ == "json":
        print_json([whole(record) for record in records])
        return
    rows = [row(record) for record in records]
    if format_ == "table":
        rows = [_named(each, dossier) for each in rows]
    print_rows(rows, format_, columns=COLUMNS[kind])


def whole(record: Record) -> dict[str, Any]:
    """A record with all that was written, as plain values."""
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _named(row: dict[str, Any], dossier: Dossier) -> dict[str, Any]:
    """A row with short names of actors in place of their ids."""
    names = {actor.id: actor.label for actor in dossier.actors}
    for column in ("actor", "from", "to", "attributed_by"):
        if row.get(column) in names:
            row = {**row, column: names[row[column]]}
    for column in ("by", "on_behalf_of"):
        if column in row:
            row = {**row, column: [names.get(id, id) for id in row[column]]}
    return row
