"""Rules on who is who: names that tell actors apart, and records that name nobody twice or themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphkit.dossier.dossier import Dossier, Path
from graphkit.dossier.lookup import fold
from graphkit.dossier.model import Actor
from graphkit.dossier.problem import Problem, quoted
from graphkit.dossier.rules.repeats import repeated

_LISTS = (
    ("issue", "consent"),
    ("position", "on_behalf_of"),
    ("proposal", "by"),
    ("event", "issues"),
    ("event", "follows"),
)


def at_most_one_coder_is_preferred(dossier: Dossier) -> Iterator[Problem]:
    """D101: at most one coder is preferred, and coders' ids differ."""
    seen: set[str] = set()
    preferred = False
    for index, coder in enumerate(dossier.manifest.coders):
        if coder.id in seen:
            place = dossier.at(dossier.manifest, "coders", index)
            yield Problem(place, "D101", f"coder {quoted(coder.id)} again", "give one of them another id")
        if coder.preferred and preferred:
            place = dossier.at(dossier.manifest, "coders", index)
            yield Problem(place, "D101", f"coder {quoted(coder.id)} is preferred too", "prefer one coder")
        seen.add(coder.id)
        preferred = preferred or coder.preferred


def list_names_each_once(dossier: Dossier) -> Iterator[Problem]:
    """D108: a list of consent, of those on whose behalf, of makers, of issues or of events names each once."""
    for kind, key in _LISTS:
        for record in dossier.of_kind(kind):
            for index in repeated(getattr(record, key)):
                found = f"{quoted(getattr(record, key)[index])} again in {key!r}"
                yield Problem(dossier.at(record, key, index), "D108", found, "name it once")


def alias_belongs_to_one_actor(dossier: Dossier) -> Iterator[Problem]:
    """A101: an actor's short name or alias is no other actor's name, short name, alias or id.

    Case, accents and outer space make no difference, as they make none when an actor is looked up.  Two actors may have
    the same full name: the world has namesakes.
    """
    owners: dict[str, list[str]] = defaultdict(list)
    for actor in dossier.actors:
        for name in (actor.id, actor.name):
            owners[fold(name)].append(actor.id)
    for actor in dossier.actors:
        for path, name in _given_names(actor):
            other = next((id for id in owners[fold(name)] if id != actor.id), None)
            if other is not None:
                found = f"{quoted(name)} stands for actor {quoted(other)} too"
                yield Problem(dossier.at(actor, *path), "A101", found, "leave it to one of them, or say more in it")
            owners[fold(name)].append(actor.id)


def _given_names(actor: Actor) -> Iterator[tuple[Path, str]]:
    """The names that a coder gives to an actor for short or for finding it."""
    if actor.short:
        yield ("short",), actor.short
    yield from ((("aliases", index), alias) for index, alias in enumerate(actor.aliases))


def tie_joins_two_actors(dossier: Dossier) -> Iterator[Problem]:
    """T104: a tie joins an actor to another one."""
    for tie in dossier.ties:
        if tie.from_ == tie.to:
            found = f"a tie of actor {quoted(tie.to)} with itself"
            yield Problem(dossier.at(tie, "to"), "T104", found, "name another actor")


def position_is_attributed_by_another(dossier: Dossier) -> Iterator[Problem]:
    """P118: a position is attributed to its holder by another actor."""
    for position in dossier.positions:
        if position.attributed_by == position.actor:
            found = f"actor {quoted(position.actor)} attributes the position to itself"
            remedy = "leave 'attributed_by' out where the holder speaks"
            yield Problem(dossier.at(position, "attributed_by"), "P118", found, remedy)


def position_commits_others(dossier: Dossier) -> Iterator[Problem]:
    """P119: those on whose behalf a position is taken are others than its holder."""
    for position in dossier.positions:
        if position.actor in position.on_behalf_of:
            place = dossier.at(position, "on_behalf_of", position.on_behalf_of.index(position.actor))
            found = f"actor {quoted(position.actor)} takes the position on its own behalf"
            yield Problem(place, "P119", found, "leave it out, as a position commits its holder anyway")


def participant_has_a_role_once(dossier: Dossier) -> Iterator[Problem]:
    """E108: an actor takes part in an event once in each role."""
    for event in dossier.events:
        for index in repeated(event.participants):
            each = event.participants[index]
            found = f"actor {quoted(each.actor)} again as {each.role}"
            remedy = "name it once, or give it another role"
            yield Problem(dossier.at(event, "participants", index), "E108", found, remedy)
