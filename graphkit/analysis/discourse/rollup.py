"""Which bloc or state an actor belongs to."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from graphkit.dossier.dossier import Dossier

RollUp = Literal["bloc", "state"]
Groups = dict[str, tuple[str, str]]


def groups(dossier: Dossier, by: RollUp) -> tuple[Groups, tuple[str, ...]]:
    """The group of every actor, so that each position counts once, for one group.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day.
    by : "bloc" or "state"
        Along ties of the kinds member_of and part_of as far as they lead, or to the state that has the actor's
        country (else to
        the country by its code).

    Returns
    -------
    dict of str to (str, str)
        Id and label of the group of each actor; an actor without one is its own.
    tuple of str
        What could not be told: actors that belong to several groups, which stay by themselves.
    """
    return _states(dossier) if by == "state" else _blocs(dossier)


def _states(dossier: Dossier) -> tuple[Groups, tuple[str, ...]]:
    states: dict[str, list[str]] = defaultdict(list)
    for actor in dossier.actors:
        if actor.kind == "state" and actor.country:
            states[actor.country].append(actor.id)
    found = {
        actor.id: states.get(actor.country) or [actor.country]
        for actor in dossier.actors
        if actor.country and actor.kind != "state"
    }
    return _labelled(dossier, found)


def _blocs(dossier: Dossier) -> tuple[Groups, tuple[str, ...]]:
    above: dict[str, set[str]] = defaultdict(set)
    for tie in dossier.ties:
        if tie.kind in ("member_of", "part_of") and dossier.actors.get(tie.to) is not None and tie.to != tie.from_:
            above[tie.from_].add(tie.to)
    return _labelled(dossier, {actor.id: sorted(_tops(actor.id, above)) for actor in dossier.actors})


def _tops(actor: str, above: dict[str, set[str]]) -> set[str]:
    """The actors at the ends of the ties that lead on from one; none where they go round in a circle."""
    seen, waiting, tops = {actor}, [actor], set()
    while waiting:
        here = waiting.pop()
        if not above.get(here):
            tops.add(here)
        onward = above.get(here, set()) - seen
        seen |= onward
        waiting += sorted(onward)
    return tops


def _labelled(dossier: Dossier, found: dict[str, list[str]]) -> tuple[Groups, tuple[str, ...]]:
    """The one group of each actor with its label, and who has several."""
    chosen = {actor.id: actor.id for actor in dossier.actors}
    chosen |= {id: each[0] for id, each in found.items() if len(each) == 1}
    label = {actor.id: actor.label for actor in dossier.actors}
    several = tuple(
        f"{id} belongs to {', '.join(each)} and stays by itself" for id, each in sorted(found.items()) if len(each) > 1
    )
    return {id: (group, label.get(group, group)) for id, group in chosen.items()}, several
