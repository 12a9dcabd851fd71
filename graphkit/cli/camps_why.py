"""The answer of `graphkit camps --why`: what puts one actor into its camp, and what would move it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graphkit.cli.camps_difference import REASONS as COMPARED
from graphkit.cli.camps_found import camps_in, kind_of, parameters_of, that_say_something
from graphkit.cli.camps_input import Read
from graphkit.cli.camps_words import caption, key_of_reasons
from graphkit.cli.difference import beside
from graphkit.cli.output import plain
from graphkit.cli.printing import print_answer
from graphkit.cli.wishes import Wishes

if TYPE_CHECKING:
    from graphkit.analysis.camps.found import Camps
    from graphkit.analysis.camps.reasons import Why
    from graphkit.dossier.model import Position

REASONS = {
    "what": "what",
    "pull": "pull",
    "with": "with",
    "against": "against",
    "if_turned": "if turned",
    "if_gone": "if gone",
    "positions": "positions",
    "doubtful": "doubtful",
    "sources": "sources",
}


def answer_why(read: Read, wishes: Wishes, format_: str) -> None:
    """Print what puts one actor into its camp."""
    import click

    found = camps_in(read, wishes)
    actor = _actor(read, found, wishes["why"])
    if found.camp[actor] < 0:
        name = plain(found.network.actors.labels[actor])
        raise click.UsageError(f"{name} has no tie in the network {read.name}, so no camp; name another --network")
    why = _why(read, found, actor, wishes)
    name = plain(found.network.actors.labels[actor])
    held = f"{name} in camp {why.camp}: ties of weight {found.fits[actor]:g} fit, {found.misfits[actor]:g} do not"
    rows, difference = list(_reasons(read, why)), None
    shown = that_say_something(REASONS, rows)
    if read.base:
        before = camps_in(read.base, wishes)
        held += f"; base: {_held(before, found.network.actors.ids[actor])}"
        difference = beside(rows, _before(read.base, before, why.actor, wishes), COMPARED, wishes["sets"])
        rows = difference.rows
    print_answer(
        rows,
        format_,
        caption="\n".join([caption(read, found, wishes), held, *key_of_reasons(by_stands=_by_stands(read, wishes))]),
        parameters=parameters_of(read, wishes, {**found.parameters, **why.parameters}),
        notes=read.notes,
        shown=shown,
        difference=difference,
    )


def _by_stands(read: Read, wishes: Wishes) -> bool:
    return read.stands is not None and not wishes["unweighted"]


def _why(read: Read, found: Camps, actor: int, wishes: Wishes) -> Why:
    from graphkit.analysis.camps.reasons import why_by_stands, why_by_ties

    if _by_stands(read, wishes) and read.stands is not None:
        return why_by_stands(found, read.stands, actor, kind=kind_of(read))
    return why_by_ties(found, actor)


def _place(found: Camps, id: str) -> int | None:
    """Which actor of the network it is, where it has a camp."""
    ids = found.network.actors.ids
    return ids.index(id) if id in ids and found.camp[ids.index(id)] >= 0 else None


def _held(found: Camps, id: str) -> str:
    actor = _place(found, id)
    if actor is None:
        return "in no camp"
    return f"ties of weight {found.fits[actor]:g} fit its camp, {found.misfits[actor]:g} do not"


def _before(base: Read, found: Camps, id: str, wishes: Wishes) -> list[dict[str, Any]]:
    """The reasons of the base; none where the actor had no camp."""
    actor = _place(found, id)
    return [] if actor is None else list(_reasons(base, _why(base, found, actor, wishes)))


def _positions(read: Read) -> dict[str, list[Position]]:
    """The positions of each actor of a dossier that have a side or a condition."""
    held: dict[str, list[Position]] = defaultdict(list)
    for position in read.dossier.positions if read.dossier else ():
        if position.stance != "neutral":
            held[position.actor].append(position)
    return held


def _is_doubtful(position: Position) -> bool:
    return position.status in ("alleged", "disputed") and position.stance in ("support", "oppose")


def _actor(read: Read, found: Camps, words: str) -> int:
    import click

    from graphkit.cli.options import resolve
    from graphkit.dossier.problem import near, quoted

    ids = found.network.actors.ids
    if words in ids:
        return ids.index(words)
    actor = resolve(read.whole, "actor", words, cut=read.dossier) if read.whole else words
    if actor not in ids:
        why = "has no position in the network" if read.whole else f"is no actor in the file; {near(words, ids)}"
        raise click.UsageError(f"{quoted(actor)} {why}")
    return ids.index(actor)


def _reasons(read: Read, why: Why) -> Iterator[dict[str, Any]]:
    for row in why.rows():
        held = [
            position
            for position in _positions(read).get(why.actor, [])
            if position.issue == row["about"] and position.stance in (_stance(row["sign"]), "conditional")
        ]
        by_stand = bool(row["statements"])
        side = _stance(row["sign"]) if by_stand else ("agreement with" if row["sign"] > 0 else "conflict with")
        yield {
            "about": row["about"],
            "sign": row["sign"],
            "what": f"{side}: {row['label']}" if by_stand else f"{side} {row['label']}",
            **{name: row[name] for name in ("pull", "if_turned", "if_gone")},
            "with": list(row["with"]) if by_stand else None,
            "against": list(row["against"]) if by_stand else None,
            "positions": [position.id for position in held] if read.dossier and by_stand else None,
            "doubtful": [position.id for position in held if _is_doubtful(position)] if held else None,
            "sources": row["sources"] if by_stand else None,
        }


def _stance(sign: int) -> str:
    return "support" if sign > 0 else "oppose"
