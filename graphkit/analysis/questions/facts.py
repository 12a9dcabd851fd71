"""The property graph as the questions read it: records by their ids, and what joins them, always in order of id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphkit.graph.networks import SIGN, PropertyGraph

Joined = tuple[str, dict[str, Any]]
BELONGS = ("HEADS", "REPRESENTS", "MEMBER_OF", "PART_OF")


@dataclass(frozen=True)
class Facts:
    """A property graph of one dossier, read by ids such as ``actor:medinsky``.

    An id that the graph does not have has no properties and is joined to nothing.
    """

    graph: PropertyGraph

    def __contains__(self, id: str) -> bool:
        return self._key(id) in self.graph

    def get(self, id: str, name: str) -> Any:
        """A property of a record; None where it has none."""
        return self.graph.nodes[self._key(id)].get(name) if id in self else None

    def all(self, label: str) -> list[str]:
        """The records with a label."""
        return sorted(data["id"] for _, data in self.graph.nodes(data=True) if label in data["labels"])

    def out(self, id: str, *types: str) -> list[Joined]:
        """What relationships of these types lead to, each with the relationship's properties."""
        edges = self.graph.out_edges(self._key(id), data=True) if id in self else ()
        return self._in_order((end, data) for _, end, data in edges if data["type"] in types)

    def into(self, id: str, *types: str) -> list[Joined]:
        """What relationships of these types come from, each with the relationship's properties."""
        edges = self.graph.in_edges(self._key(id), data=True) if id in self else ()
        return self._in_order((start, data) for start, _, data in edges if data["type"] in types)

    def around(self, id: str, *types: str) -> list[Joined]:
        """What relationships of these types join to a record, in either direction."""
        return sorted([*self.out(id, *types), *self.into(id, *types)], key=_id)

    def _in_order(self, ends: Iterable[Joined]) -> list[Joined]:
        return sorted(((self.graph.nodes[key]["id"], data) for key, data in ends), key=_id)

    def _key(self, id: str) -> str:
        return f"{self.graph.graph['dossier']}/{id}"

    def unkeyed(self, key: str) -> str:
        """The id in a key."""
        return key.partition("/")[2]


def _id(joined: Joined) -> tuple[str, str]:
    return joined[0], joined[1]["id"]


def each_id(joined: Iterable[Joined]) -> list[str]:
    """The ids of what was joined, each once, in order."""
    return sorted({id for id, _ in joined})


def only(joined: list[Joined]) -> str | None:
    """The id of what was joined where at most one can be."""
    return joined[0][0] if joined else None


def positions_on(facts: Facts, issue: str) -> Iterator[tuple[str, str]]:
    """Holder and position for every position on an issue."""
    for position, _ in facts.into(issue, "ON"):
        for actor, _ in facts.into(position, "TOOK"):
            yield actor, position


def positions_of(facts: Facts, actor: str) -> Iterator[tuple[str, str]]:
    """Position and issue for every position that an actor took."""
    for position, _ in facts.out(actor, "TOOK"):
        for issue, _ in facts.out(position, "ON"):
            yield position, issue


def positions_for(facts: Facts, actor: str) -> set[tuple[str, str]]:
    """Position and issue for every position that an actor took or that commits it."""
    found = {each for each, _ in [*facts.out(actor, "TOOK"), *facts.into(actor, "ON_BEHALF_OF")]}
    return {(position, issue) for position in found for issue, _ in facts.out(position, "ON")}


def sign(facts: Facts, position: str) -> int | None:
    """+1 for support, -1 for opposition; a conditional or neutral stance has none."""
    return SIGN.get(facts.get(position, "stance"))


def teller(facts: Facts, position: str) -> str | None:
    """Who says that the holder holds a position, where it is not the holder."""
    return only(facts.into(position, "ATTRIBUTED"))


def is_doubtful(facts: Facts, position: str) -> bool:
    """Whether a position is alleged, disputed, or only told by another."""
    return facts.get(position, "status") != "plain" or teller(facts, position) is not None


def view(facts: Facts, position: str) -> dict[str, Any]:
    """The columns that say what a position is."""
    return {
        "stance": facts.get(position, "stance"),
        "value": facts.get(position, "value"),
        "since": facts.get(position, "valid"),
    }


def backing(facts: Facts, position: str) -> dict[str, Any]:
    """The columns that say how a position is known."""
    return {
        "status": facts.get(position, "status"),
        "attributed_by": teller(facts, position),
        "sources": sources(facts, position),
    }


def sources(facts: Facts, *ids: str) -> list[str]:
    """The sources that say what some records say."""
    return sources_of(facts, (evidence for id in ids for evidence, _ in facts.out(id, "SHOWN_BY")))


def sources_of(facts: Facts, evidence: Iterable[str]) -> list[str]:
    """The sources of some pieces of evidence."""
    return sorted({source for each in evidence for source, _ in facts.out(each, "FROM")})


def carried(facts: Facts, data: dict[str, Any]) -> list[str]:
    """The pieces of evidence that a relationship carries."""
    return [facts.unkeyed(key) for key in data.get("evidence", ())]


def chains(facts: Facts, evidence: Iterable[str]) -> list[tuple[str, str]]:
    """Source and carrier of each piece of evidence; what is carried by none is its own carrier."""
    return [
        (source, only(facts.out(each, "VIA")) or source) for each in evidence for source, _ in facts.out(each, "FROM")
    ]


def carriers(facts: Facts, position: str) -> list[str]:
    """The sources in whose text a position's evidence stands."""
    return sorted({carrier for _, carrier in chains(facts, each_id(facts.out(position, "SHOWN_BY")))})


def tie_id(facts: Facts, data: dict[str, Any]) -> str:
    """The id of a tie, from its relationship."""
    return facts.unkeyed(data["id"])


def begun_on(facts: Facts, id: str) -> date:
    """The first day of a record's date; the first of all days where it has none."""
    day: date | None = facts.get(id, "valid_from")
    return day or date.min


def happened_on(facts: Facts, id: str) -> date:
    """The first day that the date of an event, a proposal or a source tells."""
    day: date | None = facts.get(id, "valid_from") or facts.get(id, "valid_until")
    return day or date.min
