"""Who moved whom, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.measured import refuse_file
from graphkit.cli.opening import number_of, open_dossier, refuse_table
from graphkit.cli.options import resolve
from graphkit.cli.printing import print_answer, say
from graphkit.cli.wording import describe, issue_name, short_citations

if TYPE_CHECKING:
    from graphkit.analysis.influence.movers import Mover, Movers
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Record

NO_CHANGE = "none: no position on one day supersedes another with a different stance or value"
SHOWN = {
    "moved": "moved",
    "by": "after",
    "followed": "followed",
    "changes": "of changes",
    "expected": "by chance",
    "p": "p",
    "q": "q",
    "toward": "toward",
    "away": "away",
    "sources": "sources",
}
WHY = ("moved", "by", "change", "stance", "on", "impulse", "what", "days", "evidence")


def print_movers(input_: str | None, format_: str, wishes: dict[str, Any]) -> None:
    """Print which changes of position follow what others said or did, and how often chance does as well."""
    from graphkit.analysis.discourse.positions import taken
    from graphkit.analysis.influence.movers import as_row, movers

    if wishes["since"] and wishes["until"] and wishes["until"] < wishes["since"]:
        raise click.UsageError("the period ends before it begins; swap --from and --to")
    refuse_file(input_, "--movers")
    refuse_table(input_, "names no days")
    whole = open_dossier(input_)
    dossier = taken(whole, as_of=wishes["as_of"], known_on=wishes["known_on"])
    issue = resolve(whole, "issue", wishes["issue"], cut=dossier) if wishes["issue"] else None
    options = {name: wishes[name] for name in ("within", "permutations") if wishes[name] is not None}
    options |= {name: wishes[name] for name in ("seed", "since", "until")}
    found = movers(dossier, issue=issue, **options)
    parameters = {"input": input_, **found.parameters, "from": found.since, "to": found.until}
    caption, notes = _caption(found), found.notes
    if not found.changes and format_ in ("table", "markdown"):
        say(notes)
        click.echo(caption)
        return
    if wishes["why"]:
        actor = resolve(whole, "actor", wishes["why"], cut=dossier)
        rows = [row for each in found.rows if actor in (each.moved, each.by) for row in _why(each, dossier)]
        shown, parameters = {name: name for name in WHY}, parameters | {"why": actor}
    else:
        rows, shown = [as_row(each) for each in found.rows], SHOWN
    print_answer(rows, format_, caption=caption, parameters=parameters, notes=notes, shown=shown, names=2)


def _caption(found: Movers) -> str:
    if not found.changes:
        return NO_CHANGE
    within, tried = found.parameters["within"], found.parameters["permutations"]
    about = f" on {found.parameters['issue']}" if found.parameters["issue"] else ""
    return (
        f"changes of position{about} 1 to {within} days after a statement or event of another; "
        f"{found.since} to {found.until}; {number_of(found.changes, 'change')}, "
        f"{number_of(found.impulses, 'statement or event')} from {number_of(found.sources, 'source')}; "
        f"chance shifts the changes {tried:,} times; {number_of(len(found.rows), 'pair')} tested. "
        "What follows need not be caused."
    )


def _why(mover: Mover, dossier: Dossier) -> list[dict[str, Any]]:
    """A row for each change that follows, with the impulse before it."""
    return [
        {
            "moved": mover.moved,
            "by": mover.by,
            "change": f"{each.change.before.id} > {each.change.after.id}",
            "stance": f"{_place(each.change.before)} > {_place(each.change.after)}",
            "on": issue_name(dossier, each.change.after.issue),
            "impulse": each.impulse.record.key,
            "what": describe(each.impulse.record, dossier),
            "days": each.days,
            "evidence": _cited(dossier, each.change.after, each.impulse.record),
        }
        for each in mover.following
    ]


def _place(position: Any) -> str:
    return position.stance if position.value is None else f"{position.stance} {position.value:g}"


def _cited(dossier: Dossier, *records: Record) -> list[str]:
    return list(dict.fromkeys(line for record in records for line in short_citations(record, dossier)))
