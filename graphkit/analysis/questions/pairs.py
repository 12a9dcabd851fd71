"""Actors two by two: where they agree, how far apart they are, what connects them and who stands between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphkit.analysis.questions.asked import Asked, Row
from graphkit.analysis.questions.facts import (
    BELONGS,
    Facts,
    carried,
    each_id,
    is_doubtful,
    positions_for,
    positions_of,
    positions_on,
    sign,
    sources,
    sources_of,
    teller,
    tie_id,
)
from graphkit.graph.vocabulary import TIE_TYPES

__all__ = [
    "allies_and_opponents",
    "brokers",
    "closest_issues",
    "co_participation",
    "opposed_positions",
    "path_between",
    "shared_positions",
    "who_presses",
]
FRIENDLY = (*BELONGS, "ALLY_OF", "SUPPORTS")
LEVERAGE = ("PRESSURES", "THREATENS", "OPPOSES", "SUPPORTS", "OFFERS")


def shared_positions(asked: Asked, *, actor: str, other: str) -> list[Row]:
    """Issues on which two actors take the same side."""
    now = asked.now
    return [
        {
            "issue": issue,
            "stance": now.get(one, "stance"),
            "position": one,
            "status": now.get(one, "status"),
            "attributed_by": teller(now, one),
            "other_position": two,
            "other_status": now.get(two, "status"),
            "other_attributed_by": teller(now, two),
            "sources": sources(now, one, two),
        }
        for issue, one, two in sorted(_on_the_same(now, actor, other))
        if sign(now, one) and sign(now, one) == sign(now, two)
    ]


def opposed_positions(asked: Asked, *, actor: str, other: str) -> list[Row]:
    """Issues on which two actors take opposite sides."""
    now = asked.now
    return [
        {
            "issue": issue,
            "position": one,
            "stance": now.get(one, "stance"),
            "status": now.get(one, "status"),
            "attributed_by": teller(now, one),
            "other_position": two,
            "other_stance": now.get(two, "stance"),
            "other_status": now.get(two, "status"),
            "other_attributed_by": teller(now, two),
            "sources": sources(now, one, two),
        }
        for issue, one, two in sorted(_on_the_same(now, actor, other))
        if {sign(now, one), sign(now, two)} == {1, -1}
    ]


def closest_issues(asked: Asked, *, actor: str, other: str) -> list[Row]:
    """Issues on which the values of two actors are closest."""
    now = asked.now
    found = [
        {
            "issue": issue,
            "gap": abs(now.get(one, "value") - now.get(two, "value")),
            "position": one,
            "value": now.get(one, "value"),
            "status": now.get(one, "status"),
            "attributed_by": teller(now, one),
            "other_position": two,
            "other_value": now.get(two, "value"),
            "other_status": now.get(two, "status"),
            "other_attributed_by": teller(now, two),
            "sources": sources(now, one, two),
        }
        for one, issue in positions_for(now, actor)
        for two, about in positions_for(now, other)
        if issue == about and now.get(one, "value") is not None and now.get(two, "value") is not None
    ]
    return sorted(found, key=lambda row: (row["gap"], row["issue"], row["position"], row["other_position"]))


def allies_and_opponents(asked: Asked, *, actor: str) -> list[Row]:
    """With whom an actor takes the same side, and with whom opposite ones."""
    now = asked.now
    issues: dict[str, dict[bool, set[str]]] = defaultdict(lambda: {True: set(), False: set()})
    claims: dict[str, set[str]] = defaultdict(set)
    for other, issue, one, two in _signed(now, actor):
        issues[other][sign(now, one) == sign(now, two)].add(issue)
        claims[other] |= {one, two}
    found = [
        {
            "other": other,
            "net": len(sides[True]) - len(sides[False]),
            "agree_on": sorted(sides[True]),
            "conflict_on": sorted(sides[False]),
            "claims": sorted(claims[other]),
            "doubtful": sorted(claim for claim in claims[other] if is_doubtful(now, claim)),
        }
        for other, sides in issues.items()
    ]
    return sorted(found, key=lambda row: (-row["net"], row["other"]))


def brokers(asked: Asked, *, actor: str, other: str) -> list[Row]:
    """Actors that are tied to, or agree with, both sides."""
    now = asked.now
    one, two = _linked(now, actor), _linked(now, other)
    found = []
    for broker in (one.keys() & two.keys()) - {actor, other} if actor != other else ():
        claims = one[broker].claims | two[broker].claims
        found.append(
            {
                "broker": broker,
                "links": sorted(one[broker].links),
                "other_links": sorted(two[broker].links),
                "claims": sorted(claims),
                "doubtful": sorted(each for each in claims if each in now and is_doubtful(now, each)),
            }
        )
    return sorted(found, key=lambda row: (-len(row["links"]) - len(row["other_links"]), row["broker"]))


def path_between(asked: Asked, *, actor: str, other: str) -> list[Row]:
    """The shortest way between two actors over ties and events, with the evidence of each step."""
    now = asked.now
    ways = sorted(_ways(now, actor, other), key=lambda way: ([*way.ids, *way.names]))
    return [
        {
            "hop": hop,
            "subject": step.subject,
            "link": step.data.get("role") or step.data["type"].lower(),
            "object": step.object,
            "tie": None if "role" in step.data else tie_id(now, step.data),
            "evidence": sorted(carried(now, step.data)),
            "sources": sources_of(now, carried(now, step.data)),
        }
        for way in ways[:1]
        for hop, step in enumerate(way.steps, 1)
    ]


def co_participation(asked: Asked, *, actor: str) -> list[Row]:
    """Who took part in the same events."""
    now = asked.now
    together: dict[str, list[str]] = defaultdict(list)
    for event in each_id(now.out(actor, "TOOK_PART")):
        for other in each_id(now.into(event, "TOOK_PART")):
            if other != actor:
                together[other].append(event)
    found = [
        {"other": other, "together": len(events), "events": events, "sources": sources(now, *events)}
        for other, events in together.items()
    ]
    return sorted(found, key=lambda row: (-row["together"], row["other"]))


def who_presses(asked: Asked, *, actor: str) -> list[Row]:
    """Ties of pressure, threat, opposition, support and offer that go to an actor."""
    now = asked.now
    found = [
        {
            "actor": start,
            "link": tie["type"].lower(),
            "tie": tie_id(now, tie),
            "since": tie.get("valid"),
            "sources": sources_of(now, carried(now, tie)),
        }
        for start, tie in now.into(actor, *LEVERAGE)
    ]
    return sorted(found, key=lambda row: (row["actor"], row["tie"]))


def _on_the_same(facts: Facts, actor: str, other: str) -> Iterator[tuple[str, str, str]]:
    """Issue and the positions of two actors on it."""
    for one, issue in positions_of(facts, actor):
        for two, about in positions_of(facts, other):
            if issue == about:
                yield issue, one, two


def _signed(facts: Facts, actor: str) -> Iterator[tuple[str, str, str, str]]:
    """Other actor, issue, and the positions of both that take a side on it."""
    for one, issue in positions_of(facts, actor):
        if sign(facts, one):
            for other, two in positions_on(facts, issue):
                if other != actor and sign(facts, two):
                    yield other, issue, one, two


@dataclass(frozen=True)
class _Links:
    """What links two actors: ties and issues, and the claims that say so."""

    links: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)


def _linked(facts: Facts, actor: str) -> dict[str, _Links]:
    """Everyone who is tied to an actor or takes the same side."""
    found: dict[str, _Links] = defaultdict(_Links)
    for other, tie in facts.around(actor, *FRIENDLY):
        found[other].links.add(tie_id(facts, tie))
        found[other].claims.add(tie_id(facts, tie))
    for other, issue, one, two in _signed(facts, actor):
        if sign(facts, one) == sign(facts, two):
            found[other].links.add(issue)
            found[other].claims.update((one, two))
    return found


@dataclass(frozen=True, slots=True)
class _Step:
    subject: str
    data: dict[str, Any]
    object: str


@dataclass(frozen=True, slots=True)
class _Way:
    """A way through the graph: the records on it and the relationships between them."""

    ids: tuple[str, ...]
    steps: tuple[_Step, ...] = ()

    @property
    def names(self) -> list[str]:
        """The ids of the relationships."""
        return [step.data["id"] for step in self.steps]


def _ways(facts: Facts, actor: str, other: str) -> list[_Way]:
    """All shortest ways over ties and events from one actor to another."""
    ways = [_Way((actor,))] if actor in facts and other in facts and actor != other else []
    seen = {actor}
    while ways:
        ways = [each for way in ways for each in _onwards(facts, way) if each.ids[-1] not in seen]
        seen |= {way.ids[-1] for way in ways}
        if other in seen:
            return [way for way in ways if way.ids[-1] == other]
    return []


def _onwards(facts: Facts, way: _Way) -> Iterator[_Way]:
    """A way with one more step, forwards or backwards along a relationship."""
    here = way.ids[-1]
    for there, data in facts.out(here, *TIE_TYPES, "TOOK_PART"):
        yield _Way((*way.ids, there), (*way.steps, _Step(here, data, there)))
    for there, data in facts.into(here, *TIE_TYPES, "TOOK_PART"):
        yield _Way((*way.ids, there), (*way.steps, _Step(there, data, here)))
