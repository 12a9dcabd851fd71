"""How positions change: what superseded what, after which event, and at the end of which chain of events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graphkit.analysis.questions.asked import Asked, Row
from graphkit.analysis.questions.facts import Facts, backing, begun_on, only, view

__all__ = ["changes_since", "event_to_change", "said_at_event", "who_changed"]
STEPS = 6


def who_changed(asked: Asked, *, issue: str) -> list[Row]:
    """Changes of position on an issue, with the event at which and the last event after which each came."""
    ever = asked.ever
    found = [
        {
            "actor": actor,
            **_before(ever, before),
            "position": position,
            **view(ever, position),
            "stated_at": _stated_at(asked, position),
            "last_event": _last_event(ever, issue, position),
            **backing(ever, position),
        }
        for position, _ in ever.into(issue, "ON")
        for actor, before in _changes(asked, position)
    ]
    return _in_time(ever, found)


def changes_since(asked: Asked, *, day: date) -> list[Row]:
    """Changes of position on any issue from a day on."""
    ever = asked.ever
    found = [
        {
            "actor": actor,
            "issue": issue,
            **_before(ever, before),
            "position": position,
            **view(ever, position),
            "stated_at": _stated_at(asked, position),
            **backing(ever, position),
        }
        for position in ever.all("Position")
        if ever.get(position, "valid_from") and ever.get(position, "valid_from") >= day
        for actor, before in _changes(asked, position)
        for issue, _ in ever.out(position, "ON")
    ]
    return _in_time(ever, found)


def event_to_change(asked: Asked, *, event: str) -> list[Row]:
    """Chains of events that lead from one to a change of position."""
    ever = asked.ever
    found = [
        {
            "chain": list(chain),
            "actor": actor,
            "issue": issue,
            "before": before,
            "before_stance": ever.get(before, "stance"),
            "position": position,
            **view(ever, position),
            **backing(ever, position),
        }
        for chain in {chain for chain in _chains(asked.now, (event,)) if event in asked.now}
        for position, _ in ever.into(chain[-1], "STATED_AT")
        for actor, before in _changes(asked, position)
        for issue, _ in ever.out(position, "ON")
    ]
    return sorted(found, key=lambda row: (len(row["chain"]), row["chain"], row["position"]))


def said_at_event(asked: Asked, *, event: str) -> list[Row]:
    """Positions stated at an event, and whether they stand."""
    ever = asked.ever
    found = [
        {
            "actor": actor,
            "position": position,
            "issue": issue,
            **view(ever, position),
            "stands": position in asked.now,
            **backing(ever, position),
        }
        for position, _ in ever.into(event, "STATED_AT")
        if event in asked.now and begun_on(ever, position) <= asked.as_of
        for actor, _ in ever.into(position, "TOOK")
        for issue, _ in ever.out(position, "ON")
    ]
    return sorted(found, key=lambda row: (row["actor"], row["position"]))


def _changes(asked: Asked, position: str) -> Iterator[tuple[str, str]]:
    """Holder and earlier position, if a position has begun and supersedes one."""
    if begun_on(asked.ever, position) <= asked.as_of:
        for before, _ in asked.ever.out(position, "SUPERSEDES"):
            for actor, _ in asked.ever.into(position, "TOOK"):
                yield actor, before


def _before(facts: Facts, position: str) -> Row:
    """The columns of an earlier position."""
    return {
        "before": position,
        "before_stance": facts.get(position, "stance"),
        "before_value": facts.get(position, "value"),
    }


def _stated_at(asked: Asked, position: str) -> str | None:
    """The event at which a position was stated, once it has happened."""
    return only([each for each in asked.ever.out(position, "STATED_AT") if each[0] in asked.now])


def _last_event(facts: Facts, issue: str, position: str) -> str | None:
    """The last event about an issue that had begun when a position began."""
    start = facts.get(position, "valid_from")
    days = {event: _day(facts, event) for event, _ in facts.into(issue, "ADDRESSED")}
    before = [(day, event) for event, day in days.items() if day and start and day <= start]
    last = max((day for day, _ in before), default=None)
    return min((event for day, event in before if day == last), default=None)


def _day(facts: Facts, event: str) -> date | None:
    day: date | None = facts.get(event, "valid_from") or facts.get(event, "valid_until")
    return day


def _chains(facts: Facts, chain: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A chain, and all that go on from it to events that follow."""
    yield chain
    if len(chain) <= STEPS:
        for later, _ in facts.into(chain[-1], "FOLLOWS"):
            yield from _chains(facts, (*chain, later))


def _in_time(facts: Facts, rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (begun_on(facts, row["position"]), row["position"]))
