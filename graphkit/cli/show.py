"""`graphkit show`: list the records of one kind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.opening import open_dossier
from graphkit.cli.options import clocks, dossier_argument, format_option, resolve
from graphkit.cli.output import print_json, print_rows

if TYPE_CHECKING:
    from graphkit.dossier.model import Part

COLUMNS = {
    "actors": ("id", "name", "kind", "country", "public_role", "aliases"),
    "ties": ("id", "from", "kind", "to", "valid", "sources"),
    "issues": ("id", "name", "question", "low", "high", "status_quo", "parent"),
    "positions": (
        *("id", "actor", "issue", "stance", "value", "valid", "claim", "conditions", "on_behalf_of", "attributed_by"),
        *("basis", "status", "sources"),
    ),
    "judgements": ("id", "actor", "quantity", "issue", "value", "coder", "note"),
    "proposals": ("id", "name", "by", "date", "terms", "responses", "sources"),
    "events": ("id", "date", "name", "kind", "place", "participants", "outcome", "follows", "sources"),
    "sources": ("id", "title", "publisher", "kind", "published", "reliability", "url"),
}
ASIDE = {  # what a table leaves to csv and json
    "actors": {"aliases"},
    "issues": {"low", "high"},
    "positions": {"conditions", "on_behalf_of", "basis", "status"},
    "judgements": {"coder"},
    "proposals": {"sources"},
    "events": {"kind", "follows", "sources"},
    "sources": {"kind"},
}


@click.command()
@click.argument("kind", metavar="KIND", type=click.Choice(list(COLUMNS)))
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
    """List the records of one KIND of the dossier in DIR.

    KIND is actors, ties, issues, positions, judgements, proposals, events or sources.

    A table shows the main columns with short names, or record by record where the terminal is too narrow; csv has a
    column for every question, with ids; json has the records whole, with their evidence and all that they leave to a
    default.

    \b
    Example:
      graphkit show positions seed/istanbul-2025 --actor Fidan
    """
    from graphkit.dossier.clocks import at
    from graphkit.dossier.rows import row, select

    whole_dossier = open_dossier(folder)
    dossier = at(whole_dossier, as_of=as_of, known_on=known_on)
    actor_id = resolve(whole_dossier, "actor", actor, cut=dossier) if actor is not None else None
    issue_id = resolve(whole_dossier, "issue", issue, cut=dossier) if issue is not None else None
    records = select(dossier, kind, actor=actor_id, issue=issue_id)
    if format_ == "json":
        print_json([whole(record) for record in records])
        return
    rows = [row(record) for record in records]
    if format_ == "table":
        names = {each.id: each.label for each in dossier.actors}
        rows = [_named(each, names) for each in rows]
    print_rows(rows, format_, columns=COLUMNS[kind], aside=ASIDE.get(kind, ()))


def whole(record: Part) -> dict[str, Any]:
    """A record with all that it says, defaults too, as plain values."""
    return record.model_dump(mode="json", by_alias=True, exclude_none=True)


def _named(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A row with names of actors in place of their ids."""
    for column in ("actor", "from", "to", "attributed_by"):
        if row.get(column) in names:
            row = {**row, column: names[row[column]]}
    for column in ("by", "on_behalf_of"):
        if column in row:
            row = {**row, column: [names.get(id, id) for id in row[column]]}
    return row
