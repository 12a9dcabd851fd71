"""What happened and what was known: events and who was there, an actor's timeline, the record on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graphkit.analysis.questions.asked import Asked, Row
from graphkit.analysis.questions.facts import (
    BELONGS,
    begun_on,
    carried,
    each_id,
    happened_on,
    positions_of,
    sources,
    sources_of,
    teller,
    tie_id,
)
from graphkit.graph.vocabulary import TIE_TYPES

__all__ = ["actor_timeline", "known_on_a_day", "mediators", "who_was_in_the_room"]
LABELS = ("Actor", "Issue", "Position", "Judgement", "Proposal", "Event", "Source")


def mediators(asked: Asked) -> list[Row]:
    """Who mediated or hosted, in order of time."""
    now = asked.now
    found = [
        {
            "event": event,
            "date": now.get(event, "date"),
            "actor": actor,
            "role": role,
            "parties": sorted({each for each, part in now.into(event, "TOOK_PART") if part["role"] == "party"}),
            "sources": sources(now, event),
        }
        for event in now.all("Event")
        for actor, role in {(actor, part["role"]) for actor, part in now.into(event, "TOOK_PART")}
        if role in ("host", "mediator")
    ]
    return sorted(found, key=lambda row: (happened_on(now, row["event"]), row["event"], row["actor"], row["role"]))


def who_was_in_the_room(asked: Asked, *, event: str) -> list[Row]:
    """Who took part in an event, as what, and to whom each belongs."""
    now = asked.now
    return [
        {
            "actor": actor,
            "roles": sorted({part["role"] for each, part in now.into(event, "TOOK_PART") if each == actor}),
            "belongs_to": each_id(now.out(actor, *BELONGS)),
            "sources": sources(now, event),
        }
        for actor in each_id(now.into(event, "TOOK_PART"))
    ]


def actor_timeline(asked: Asked, *, actor: str) -> list[Row]:
    """What an actor said and did up to a day."""
    found = [*_positions(asked, actor), *_events(asked, actor), *_proposals(asked, actor), *_ties(asked, actor)]
    return sorted(found, key=_in_time)


def known_on_a_day(asked: Asked, *, kind: str | None = None) -> list[Row]:
    """Every record that counts."""
    now = asked.now
    found = [
        {
            "kind": label.lower(),
            "id": id,
            "what": next(filter(None, (now.get(id, name) for name in ("claim", "name", "title", "quantity"))), None),
            "dated": next(filter(None, (now.get(id, name) for name in ("valid", "date", "published"))), None),
        }
        for label in LABELS
        for id in now.all(label)
    ]
    found += [
        {"kind": "tie", "id": tie_id(now, tie), "what": tie["type"].lower(), "dated": tie.get("valid")}
        for actor in now.all("Actor")
        for _, tie in now.out(actor, *TIE_TYPES)
    ]
    return sorted(
        (row for row in found if kind in (None, row["kind"])), key=lambda row: (str(row["kind"]), str(row["id"]))
    )


def _row(day: date | None, dated: str | None, what: str, id: str, detail: str | None, **more: Any) -> Row:
    """A row of a timeline."""
    rest = {"about": None, "status": None, "attributed_by": None, **more}
    return {"day": day, "dated": dated, "what": what, "id": id, "detail": detail, **rest}


def _positions(asked: Asked, actor: str) -> Iterator[Row]:
    ever = asked.ever
    for position, issue in positions_of(ever, actor):
        if begun_on(ever, position) <= asked.as_of:
            yield _row(
                ever.get(position, "valid_from"),
                ever.get(position, "valid"),
                "position",
                position,
                ever.get(position, "stance"),
                about=issue,
                status=ever.get(position, "status"),
                attributed_by=teller(ever, position),
                sources=sources(ever, position),
            )


def _events(asked: Asked, actor: str) -> Iterator[Row]:
    now = asked.now
    for event, role in {(event, part["role"]) for event, part in now.out(actor, "TOOK_PART")}:
        day = now.get(event, "valid_from") or now.get(event, "valid_until")
        yield _row(day, now.get(event, "date"), "event", event, role, sources=sources(now, event))


def _proposals(asked: Asked, actor: str) -> Iterator[Row]:
    """The proposals that an actor made, and its answers to those of others."""
    now = asked.now
    for proposal in each_id(now.out(actor, "PROPOSED")):
        day = now.get(proposal, "valid_from") or now.get(proposal, "valid_until")
        yield _row(day, now.get(proposal, "date"), "proposal", proposal, None, sources=sources(now, proposal))
    for proposal, given in now.out(actor, "ANSWERED"):
        day = given.get("valid_from") or given.get("valid_until")
        shown = sources_of(now, carried(now, given))
        yield _row(day, given.get("date"), "answer", proposal, given["answer"], sources=shown)


def _ties(asked: Asked, actor: str) -> Iterator[Row]:
    ever = asked.ever
    into = [each for each in ever.into(actor, *TIE_TYPES) if each[0] != actor]  # a correction may join it to itself
    for what, ties in (("tie to", ever.out(actor, *TIE_TYPES)), ("tie from", into)):
        for other, tie in ties:
            if (tie.get("valid_from") or date.min) <= asked.as_of:
                yield _row(
                    tie.get("valid_from"),
                    tie.get("valid"),
                    what,
                    tie_id(ever, tie),
                    tie["type"].lower(),
                    about=other,
                    sources=sources_of(ever, carried(ever, tie)),
                )


def _in_time(row: Row) -> tuple[Any, ...]:
    """Order by day, then by what it is; what has no day comes first, and null after text as in Cypher."""
    texts = ((row[name] is None, row[name] or "") for name in ("what", "id", "detail", "dated"))
    return (row["day"] or date.min, *texts, row["sources"])
