"""`graphkit who`: all that a dossier says about one actor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.opening import open_dossier
from graphkit.cli.options import clocks, dossier_argument, format_option, resolve
from graphkit.cli.output import print_json, print_rows
from graphkit.cli.show import whole
from graphkit.cli.telling import tell
from graphkit.cli.wording import citations, describe

if TYPE_CHECKING:
    from graphkit.analysis.profile import Profile
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Record, Response

COLUMNS = ("section", "id", "what", "date", "roles", "answers", "evidence")


@click.command()
@click.argument("actor", shell_complete=ids_of("actor"))
@dossier_argument
@clocks
@format_option
def who(actor: str, folder: str | None, as_of: date | None, known_on: date | None, format_: str) -> None:
    """Tell all that the dossier in DIR says about ACTOR: an id, a name or an alias in any script.

    Positions that the actor did not take itself are marked as whose they are.

    \b
    Example:
      graphkit who Мединский seed/istanbul-2025
    """
    from graphkit.analysis.profile import profile
    from graphkit.dossier.clocks import at

    whole_dossier = open_dossier(folder)
    dossier = at(whole_dossier, as_of=as_of, known_on=known_on)
    found = profile(dossier, resolve(whole_dossier, "actor", actor, cut=dossier))
    if format_ == "json":
        print_json(_as_json(found))
    elif format_ == "csv":
        print_rows(list(_as_rows(found, dossier)), "csv", columns=COLUMNS)
    else:
        click.echo("\n".join(tell(found, dossier)))


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
