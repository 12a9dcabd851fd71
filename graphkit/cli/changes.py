"""`graphkit changes`: what changed between two days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import open_dossier, refuse_table
from graphkit.cli.options import DAY, dossier_argument
from graphkit.cli.output import plain, print_rows
from graphkit.cli.wording import citations, describe, issue_name, name_of, short_citations

if TYPE_CHECKING:
    from graphkit.analysis.changes import Change
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Position, Proposal

COLUMNS = ("how", "record", "before", "after", "evidence")


@click.command()
@dossier_argument
@click.option(
    "--from",
    "start",
    type=DAY,
    metavar="DAY",
    required=True,
    help="The earlier day; what it brought itself is not told.",
)
@click.option("--to", "end", type=DAY, metavar="DAY", required=True, help="The later day.")
@click.option(
    "--clock",
    type=click.Choice(["world", "record"]),
    default="world",
    show_default=True,
    help="world: what happened between the days; record: what the dossier learnt between them.",
)
@click.option("--as-of", type=DAY, metavar="DAY", help="With --clock record: day of the world to answer for.")
@click.option("--known-on", type=DAY, metavar="DAY", help="With --clock world: only what the record held on this day.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["sentences", "table", "json", "csv"]),
    default="sentences",
    show_default=True,
    help="How to print the answer.",
)
def changes(
    folder: str | None,
    start: date,
    end: date,
    clock: Any,
    as_of: date | None,
    known_on: date | None,
    format_: str,
) -> None:
    """Tell what changed in the dossier in DIR between two days: in the world, or in the record.

    \b
    Example:
      graphkit changes seed/istanbul-2025 --from 2025-05-20 --to 2025-06-02
    """
    from graphkit.analysis.changes import changes as compare

    if (clock == "world" and as_of) or (clock == "record" and known_on):
        raise click.UsageError("--as-of goes with --clock record, --known-on with --clock world")
    refuse_table(folder, "names no days")
    dossier = open_dossier(folder)
    try:
        found = compare(dossier, start, end, clock=clock, other=known_on if clock == "world" else as_of)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if format_ == "sentences":
        click.echo("\n".join(f"- {_sentence(each, dossier)}" for each in found) or "nothing changed")
    else:
        print_rows([_row(each, dossier) for each in found], format_, columns=COLUMNS, aside={"evidence"})


def _row(each: Change, dossier: Dossier) -> dict[str, Any]:
    return {
        "how": each.how,
        "record": each.record.key,
        "before": describe(each.before, dossier) if each.before else None,
        "after": describe(each.after, dossier) if each.after else None,
        "evidence": citations(each.record, dossier),
    }


def _sentence(each: Change, dossier: Dossier) -> str:
    """One change in words, with where it is from."""
    from graphkit.dossier.model import Position, Proposal

    if isinstance(each.after, Position) and isinstance(each.before, Position):
        said = _moved(each.before, each.after, dossier)
    elif isinstance(each.after, Position):
        said = _took(each.after, dossier)
    elif isinstance(each.before, Proposal) and isinstance(each.after, Proposal):
        said = _answered(each.before, each.after, dossier)
    else:
        said = _WORDS[each.how].format(kind=each.record.name_of_kind, what=describe(each.record, dossier))
    sources = short_citations(each.record, dossier)
    return f"{said.removesuffix('.')}." + (f" [{'; '.join(sources)}]" if sources else "")


_WORDS = {
    "new": "New {kind}: {what}",
    "ended": "No longer holds: {what}",
    "retracted": "Retracted: {what}",
    "set aside": "Set aside for the preferred coder's record of the passage: {what}",
    "corrected": "Corrected {kind}: {what}",
    "superseded": "New {kind}: {what}",
    "altered": "More on the {kind}: {what}",
}
_VERBS = {
    "support": "supports",
    "oppose": "opposes",
    "conditional": "sets conditions on",
    "neutral": "takes no side on",
}


def _took(position: Position, dossier: Dossier) -> str:
    by = f", according to {name_of(dossier, position.attributed_by)}" if position.attributed_by else ""
    return f"{_stands(position, dossier)} as of {position.valid}{by}: {plain(position.claim)}"


def _moved(before: Position, after: Position, dossier: Dossier) -> str:
    return f"{_stands(after, dossier)} as of {after.valid}, where it was {before.stance}: {plain(after.claim)}"


def _stands(position: Position, dossier: Dossier) -> str:
    return f"{name_of(dossier, position.actor)} {_VERBS[position.stance]} “{issue_name(dossier, position.issue)}”"


def _answered(before: Proposal, after: Proposal, dossier: Dossier) -> str:
    told = [each for each in after.responses if each not in before.responses]
    answers = ", ".join(f"{name_of(dossier, each.actor)}: {each.answer}" for each in told)
    return f"Answers to “{plain(after.name)}”: {answers or 'none any more'}"
