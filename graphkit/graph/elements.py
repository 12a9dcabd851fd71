"""What one record adds to the property graph over all its editions: nodes and relationships.

What a record adds depends on its own editions alone, so that a change of one record is a change of its elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from graphkit.dossier.editions import Edition
from graphkit.dossier.model import Tie
from graphkit.graph.nodes import Properties, evidence_nodes, node
from graphkit.graph.relationships import Relationship, relationships
from graphkit.graph.vocabulary import PAST

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Elements:
    """Nodes and relationships by their ids within the dossier."""

    nodes: dict[str, Properties]
    relationships: dict[str, Relationship]


def elements(found: Sequence[Edition], *, dated: bool) -> Elements:
    """The nodes and relationships that a record adds to the graph.

    Parameters
    ----------
    found : sequence of Edition
        All editions of one record, as `graphkit.dossier.editions.editions` gives them.
    dated : bool
        Whether each says from when to when it was known; a graph of one day needs no such days.

    Returns
    -------
    Elements
        What no longer stands has the label ``Retracted`` or a type such as ``RETRACTED_HEADS``.
    """
    return Elements(_nodes(found, dated=dated), _relationships(found, dated=dated))


def _nodes(found: Sequence[Edition], *, dated: bool) -> dict[str, Properties]:
    """The record's node as its last edition has it, and the evidence of every edition."""
    last = found[-1]
    nodes: dict[str, Properties] = {}
    if not isinstance(last.record, Tie):
        nodes[last.record.key] = {
            **node(last.record, retracted=not last.stands),
            **(_known(found[0].known_from, last.known_until, _gaps(found)) if dated else {}),
        }
    firsts: dict[str, date] = {}
    for record, known_from, known_until in found:
        for id, properties in evidence_nodes(record, retracted=known_until < date.max).items():
            known = _known(firsts.setdefault(id, known_from), known_until) if dated else {}
            nodes[id] = {**properties, **known}
    return nodes


def _gaps(found: Sequence[Edition]) -> tuple[date, ...]:
    """First and last day of each time in which a correction stood that was taken back later."""
    gaps: list[date] = []
    for one, other in pairwise(found):
        if one.known_until + ONE_DAY < other.known_from:
            gaps += [one.known_until + ONE_DAY, other.known_from - ONE_DAY]
    return tuple(gaps)


def _relationships(found: Sequence[Edition], *, dated: bool) -> dict[str, Relationship]:
    """Those of every edition; the same one in two editions that follow each other is one."""
    made: dict[str, Relationship] = {}
    for record, known_from, known_until in reversed(found):
        for id, each in relationships(record).items():
            later = made.get(id)
            if later is not None and _continues(each, later, known_until):
                made[id] = replace(later, properties={**later.properties, "known_from": known_from})
                continue
            type_ = each.type if known_until == date.max else f"{PAST}{each.type}"
            known = _known(known_from, known_until) if dated else {}
            name = id if later is None else f"{id}~{known_until}"
            properties = {**each.properties, **known}
            made[name] = Relationship(each.start, type_, each.end, properties, each.id, each.part)
    return made


def _continues(each: Relationship, later: Relationship, known_until: date) -> bool:
    """Whether a relationship of an edition is the one of the next edition, begun earlier."""
    rest = {name: value for name, value in later.properties.items() if not name.startswith("known_")}
    same = (each.start, each.type, each.end, each.properties) == (
        later.start,
        later.type.removeprefix(PAST),
        later.end,
        rest,
    )
    return same and known_until + ONE_DAY == later.properties["known_from"]


def _known(first: date, last: date, gaps: tuple[date, ...] = ()) -> Properties:
    return {"known_from": first, "known_until": last, **({"known_gaps": gaps} if gaps else {})}
