"""All that a dossier says about one actor."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Actor, Event, Judgement, Position, Proposal, Response, Tie
from graphkit.dossier.rows import in_time


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor with everything that names it.

    Attributes
    ----------
    own : tuple of Position
        Positions that the actor holds.
    on_its_behalf : tuple of Position
        Positions of others that commit it.
    attributed : tuple of Position
        Positions that it says others hold.
    of_those_it_heads : tuple of Position
        Positions of the actors that it heads or represents.  They are theirs, not its own.
    """

    actor: Actor
    ties: tuple[Tie, ...]
    own: tuple[Position, ...]
    on_its_behalf: tuple[Position, ...]
    attributed: tuple[Position, ...]
    of_those_it_heads: tuple[Position, ...]
    events: tuple[tuple[Event, tuple[str, ...]], ...]
    proposals: tuple[Proposal, ...]
    responses: tuple[tuple[Proposal, Response], ...]
    judgements: tuple[Judgement, ...]


def profile(dossier: Dossier, actor: str) -> Profile:
    """Gather what a dossier says about an actor.

    Parameters
    ----------
    dossier : Dossier
        Cut to one day by `graphkit.dossier.clocks.at` where one day is meant.
    actor : str
        The actor's id.

    Returns
    -------
    Profile
        Positions, events and proposals by date.

    Raises
    ------
    KeyError
        If the dossier declares no such actor.
    """
    positions = in_time(dossier.positions)
    ties = tuple(tie for tie in dossier.ties if actor in (tie.from_, tie.to))
    led = {tie.to for tie in ties if tie.from_ == actor and tie.kind in ("heads", "represents")}
    return Profile(
        actor=dossier.actors[actor],
        ties=ties,
        own=tuple(each for each in positions if each.actor == actor),
        on_its_behalf=tuple(each for each in positions if actor in each.on_behalf_of and each.actor != actor),
        attributed=tuple(each for each in positions if each.attributed_by == actor),
        of_those_it_heads=tuple(each for each in positions if each.actor in led),
        events=_events(dossier, actor),
        proposals=tuple(each for each in in_time(dossier.proposals) if actor in each.by),
        responses=tuple(
            (each, answer) for each in in_time(dossier.proposals) for answer in each.responses if answer.actor == actor
        ),
        judgements=tuple(each for each in dossier.judgements if each.actor == actor),
    )


def _events(dossier: Dossier, actor: str) -> tuple[tuple[Event, tuple[str, ...]], ...]:
    found = []
    for event in in_time(dossier.events):
        roles = tuple(each.role for each in event.participants if each.actor == actor)
        if roles:
            found.append((event, roles))
    return tuple(found)
