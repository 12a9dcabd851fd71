"""`graphkit who`: all that a dossier says about one actor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.difference import CHANGED, Compared, beside, records_beside
from graphkit.cli.options import clocks, dossier_argument, format_option, resolve
from graphkit.cli.output import print_json, print_rows
from graphkit.cli.show import whole
from graphkit.cli.telling import tell
from graphkit.cli.what_if import open_supposed, what_if_option
from graphkit.cli.wording import citations, describe

if TYPE_CHECKING:
    from graphkit.analysis.profile import Profile
    from graphkit.cli.difference import Difference
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Record, Response

COMPARED = Compared(("section", "id"), ("what", "date", "roles", "answers", "evidence"))
COLUMNS = ("section", "id", "what", "date", "roles", "answers", "evidence")


@click.command()
@click.argument("actor", shell_complete=ids_of("actor"))
@dossier_argument
@what_if_option
@clocks
@format_option
def who(
    actor: str,
    folder: str | None,
    sets: tuple[str, ...],
    as_of: date | None,
    known_on: date | None,
    format_: str,
) -> None:
    """Tell all that the dossier in DIR says about ACTOR: an id, a name or an alias in any script.

    Positions that the actor did not take itself are marked as whose they are.

    \b
    Example:
      graphkit who Мединский seed/istanbul-2025
    """
    from graphkit.analysis.profile import profile
    from graphkit.dossier.clocks import at

    days = {"as_of": as_of, "known_on": known_on}
    opened = open_supposed(folder, sets, **days)
    dossier = at(opened.whole, **days)
    id = resolve(opened.whole, "actor", actor, cut=dossier)
    found = profile(dossier, id)
    before = at(opened.base, **days) if opened.base else None
    base = profile(before, id) if before else None
    if format_ == "json":
        print_json(_as_json(found) if base is None else _json_beside(_as_json(found), _as_json(base)))
        return
    rows = list(_as_rows(found, dossier))
    difference = beside(rows, list(_as_rows(base, before)), COMPARED, sets) if base and before else None
    if difference:
        click.echo(difference.lines[-1], err=True)
    if format_ == "csv":
        columns = [*COLUMNS, *(difference.columns if difference else ())]
        print_rows(difference.rows if difference else rows, "csv", columns=columns)
    else:
        click.echo("\n".join([*tell(found, dossier), *(_differences(difference) if difference else ())]))


def _differences(difference: Difference) -> Iterator[str]:
    """What the suppositions change of the profile, in words."""
    told = list(difference.told(_name, {"what": "says", "date": "date"}))
    yield f"\n{difference.lines[0][:1].upper()}{difference.lines[0][1:]}"
    yield from (f"  {line}" for line in told or ["nothing of this differs from the base"])


def _name(row: Mapping[str, Any]) -> str:
    return row["id"] if row["difference"] == CHANGED else f"{row['what'] or row['base_what']} [{row['id']}]"


def _json_beside(now: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """A profile as plain values, every record of its sections beside that of the base."""
    return {name: records_beside(part, base[name]) if isinstance(part, list) else part for name, part in now.items()}


def _sections(found: Profile) -> dict[str, tuple[Record, ...]]:
    """The records of a profile under the names of its sections."""
    answered = {proposal.id: proposal for proposal, _ in found.responses}
    return {
        "positions": found.own,
        "on_its_behalf": found.on_its_behalf,
        "of_those_it_heads": found.of_those_it_heads,
        "attributed_to_others": found.attributed,
        "ties": found.ties,
        "events": tuple(event for event, _ in found.events),
        "proposals": found.proposals,
        "answered": tuple(answered.values()),
        "judgements": found.judgements,
    }


def _as_json(found: Profile) -> dict[str, Any]:
    rest: dict[str, Any] = {name: [whole(record) for record in records] for name, records in _sections(found).items()}
    for event, (_, roles) in zip(rest["events"], found.events, strict=True):
        event["roles"] = list(roles)
    for proposal in rest["answered"]:
        proposal["answers"] = [whole(answer) for answer in _answers(found, proposal["id"])]
    return {"actor": whole(found.actor), **rest}


def _answers(found: Profile, proposal: str) -> list[Response]:
    """What the actor answered to one proposal."""
    return [answer for each, answer in found.responses if each.id == proposal]


def _as_rows(found: Profile, dossier: Dossier) -> Iterator[dict[str, Any]]:
    roles = {event.id: list(roles) for event, roles in found.events}
    for name, records in _sections(found).items():
        for record in records:
            yield {
                "section": name,
                "id": record.id,
                "what": describe(record, dossier),
                "date": str(getattr(record, "valid", None) or getattr(record, "date", "")),
                "roles": roles[record.id] if name == "events" else None,
                "answers": [each.answer for each in _answers(found, record.id)] if name == "answered" else None,
                "evidence": citations(record, dossier),
            }
