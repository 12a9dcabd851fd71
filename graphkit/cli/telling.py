"""The profile of an actor, told line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphkit.cli.output import plain
from graphkit.cli.wording import citations, cited, describe, issue_name, name_of

if TYPE_CHECKING:
    from graphkit.analysis.profile import Profile
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Actor, Position, Proposal, Record, Response

NONE_KNOWN = "none known"
UNUSUAL = ("reported", "inferred", "alleged", "disputed", "private")


def tell(found: Profile, dossier: Dossier) -> Iterator[str]:
    """All lines of a profile: who it is, what it holds, and everything else under headings."""
    label = plain(found.actor.label)
    yield from _head(found.actor)
    yield from _positions("Positions", found.own, found, dossier, empty=NONE_KNOWN)
    yield from _positions(f"Positions of others on behalf of {label}", found.on_its_behalf, found, dossier)
    theirs = f"Positions of those whom {label} heads or represents, which are theirs"
    yield from _positions(theirs, found.of_those_it_heads, found, dossier)
    yield from _positions(f"Positions that {label} says others hold", found.attributed, found, dossier)
    yield from _records("Ties", found.ties, dossier)
    yield from _events(found, dossier)
    yield from _records("Proposals", found.proposals, dossier)
    yield from _answers(found, dossier)
    yield from _records("Judgements of the coders", found.judgements, dossier)


def _head(actor: Actor) -> Iterator[str]:
    country = f", {actor.country}" if actor.country else ""
    yield f"{plain(actor.name)}  ({actor.kind}{country})  [{actor.id}]"
    for line in (actor.public_role, actor.description):
        if line:
            yield f"  {plain(line)}"
    if actor.aliases:
        yield f"  also: {', '.join(map(plain, actor.aliases))}"


def _positions(
    title: str, positions: tuple[Position, ...], found: Profile, dossier: Dossier, *, empty: str = ""
) -> Iterator[str]:
    if positions or empty:
        yield f"\n{title}" + ("" if positions else f": {empty}")
    for position in positions:
        yield from _position(position, found.actor.id, dossier)


def _position(position: Position, reader_knows: str, dossier: Dossier) -> Iterator[str]:
    """A position; its holder is named unless it is the actor that the profile is about."""
    value = "" if position.value is None else f" at {position.value:g}"
    holder = "" if position.actor == reader_knows else f"{name_of(dossier, position.actor)}: "
    yield f"  {position.stance}{value}: {issue_name(dossier, position.issue)}, {position.valid}  [{position.id}]"
    yield f"      {holder}{plain(position.claim)}"
    for condition in position.conditions:
        yield f"      if: {plain(condition.text)}"
    for mark in _marks(position, dossier):
        yield f"      {mark}"
    for line in citations(position, dossier):
        yield f"      - {line}"


def _marks(position: Position, dossier: Dossier) -> Iterator[str]:
    """What a reader must know of who says so, before believing it."""
    if position.on_behalf_of:
        yield "on behalf of " + ", ".join(name_of(dossier, id) for id in position.on_behalf_of)
    if position.attributed_by:
        yield f"according to {name_of(dossier, position.attributed_by)}"
    unusual = [each for each in (position.basis, position.status, position.setting) if each in UNUSUAL]
    if unusual:
        yield ", ".join(unusual)


def _section(title: str, entries: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    """A heading and its entries, each a line with its evidence below; nothing where there are none."""
    for number, (line, evidence) in enumerate(entries):
        if number == 0:
            yield f"\n{title}"
        yield f"  {line}"
        yield from (f"      - {source}" for source in evidence)


def _records(title: str, records: Iterable[Record], dossier: Dossier) -> Iterator[str]:
    entries = ((f"{describe(record, dossier)}  [{record.id}]", citations(record, dossier)) for record in records)
    yield from _section(title, entries)


def _events(found: Profile, dossier: Dossier) -> Iterator[str]:
    entries = (
        (f"{describe(event, dossier)}, as {' and '.join(roles)}  [{event.id}]", citations(event, dossier))
        for event, roles in found.events
    )
    yield from _section("Events", entries)


def _answers(found: Profile, dossier: Dossier) -> Iterator[str]:
    entries = ((_answer(proposal, answer), cited(answer.evidence, dossier)) for proposal, answer in found.responses)
    yield from _section("Answers to proposals", entries)


def _answer(proposal: Proposal, response: Response) -> str:
    date = f"{response.date}  " if response.date else ""
    return f"{date}{response.answer}: {plain(proposal.name)}  [{proposal.id}]"
