"""`graphkit show`: list the records of one kind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.difference import Compared, beside, records_beside
from graphkit.cli.options import clocks, dossier_argument, format_option, resolve
from graphkit.cli.output import print_json, print_rows
from graphkit.cli.what_if import open_supposed, what_if_option

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
@what_if_option
@clocks
@format_option
def show(
    kind: Any,
    folder: str | None,
    actor: str | None,
    issue: str | None,
    sets: tuple[str, ...],
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

    days = {"as_of": as_of, "known_on": known_on}
    opened = open_supposed(folder, sets, **days)
    dossier = at(opened.whole, **days)
    actor_id = resolve(opened.whole, "actor", actor, cut=dossier) if actor is not None else None
    issue_id = resolve(opened.whole, "issue", issue, cut=dossier) if issue is not None else None
    records = select(dossier, kind, actor=actor_id, issue=issue_id)
    base = select(at(opened.base, **days), kind, actor=actor_id, issue=issue_id) if opened.base else None
    if format_ == "json":
        told = [whole(record) for record in records]
        print_json(told if base is None else records_beside(told, [whole(record) for record in base]))
        return
    names = {each.id: each.label for each in dossier.actors} if format_ == "table" else {}
    rows = [_named(row(record), names) for record in records]
    aside = ASIDE.get(kind, set()) if format_ == "table" else set()
    columns = {name: name for name in COLUMNS[kind] if name not in aside}
    if base is not None:
        difference = beside(rows, [_named(row(record), names) for record in base], _compared(kind), sets)
        click.echo(difference.lines[-1], err=True)
        if format_ == "table":
            columns, rows = difference.shown(columns), list(map(difference.for_readers, difference.rows))
        else:
            columns, rows = columns | {name: name for name in difference.columns}, difference.rows
    named = [{heading: each[name] for name, heading in columns.items()} for each in rows]
    print_rows(named, format_, columns=list(columns.values()))


def _compared(kind: str) -> Compared:
    """All but the id; a table shows what a supposition is about beside its base."""
    columns = tuple(column for column in COLUMNS[kind] if column != "id")
    return Compared(("id",), columns, ("value",) if "value" in columns else (), shown=("stance", "value"))


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
