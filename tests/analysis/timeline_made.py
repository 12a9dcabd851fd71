"""Dossiers in time, made in view and by Hypothesis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Event, Issue, Manifest, Position, Proposal, Record, Source

EVIDENCE = [{"source": "s"}]
DATES = (
    *("2025-01-10", "2025-01-20", "2025-02-01", "2025-02-01", "2025-03-05"),
    *(
        "2025-01",
        "2025-02",
        "2025",
        "2025-01-15~",
        "2025-01-10/2025-02-10",
        "2025-01-25/..",
        "../2025-02-03",
        "2025-21",
    ),
)
ACTORS, ISSUES = ("a", "b", "c"), ("x", "y")
STANCES = ("support", "oppose", "conditional", "neutral")


def position(id: str, valid: str, **fields: Any) -> Position:
    """A position, of the actor a on the issue x in support unless told otherwise."""
    base = {"actor": "a", "issue": "x", "stance": "support", "claim": id, "evidence": EVIDENCE}
    return Position.model_validate({"id": id, "valid": valid, **base, **fields})


def event(id: str, day: str, *, there: Iterable[str] = (), issues: Sequence[str] = (), **fields: Any) -> Event:
    """An event at which some were a party."""
    participants = [{"actor": actor, "role": "party"} for actor in there]
    base = {"name": id, "kind": "talks", "evidence": EVIDENCE, "participants": participants, "issues": list(issues)}
    return Event.model_validate({"id": id, "date": day, **base, **fields})


def proposal(id: str, day: str, answers: Sequence[tuple[str, str, str | None]] = ()) -> Proposal:
    """A proposal of the actor a on the issue x, with answers as (actor, answer, day)."""
    responses = [
        {"actor": actor, "answer": answer, "evidence": EVIDENCE, **({"date": on} if on else {})}
        for actor, answer, on in answers
    ]
    terms = [{"issue": "x", "text": "t"}]
    base = {"name": id, "by": ["a"], "terms": terms, "evidence": EVIDENCE, "responses": responses}
    return Proposal.model_validate({"id": id, "date": day, **base})


def dossier_of(*records: Record, actors: Sequence[str] = ACTORS, **manifest: Any) -> Dossier:
    """A dossier with these records, its actors and issues beside them."""
    kinds: dict[str, Any] = {
        f"{kind}s": Records([record for record in records if record.name_of_kind == kind])
        for kind in ("position", "event", "proposal")
    }
    return Dossier(
        Manifest.model_validate({"id": "d", "title": "D", **manifest}),
        actors=Records(Actor(id=id, name=id.upper(), kind="state") for id in actors),
        issues=Records(Issue(id=id, name=id.upper(), question="?") for id in ISSUES),
        sources=Records([Source(id="s", title="T", publisher="P", kind="article", reliability="B")]),
        **kinds,
    )


def shuffled(dossier: Dossier, order: Any) -> Dossier:
    """The same dossier with its records in another order."""

    def turned(records: Records[Any]) -> Records[Any]:
        every = list(records)
        order.shuffle(every)
        return Records(every)

    kinds = ("actors", "issues", "positions", "events", "proposals", "sources")
    changed: dict[str, Any] = {kind: turned(getattr(dossier, kind)) for kind in kinds}
    return replace(dossier, **changed)


def renamed(dossier: Dossier, names: dict[str, str]) -> Dossier:
    """The same dossier with its actors called otherwise."""
    return replace(
        dossier,
        actors=Records(each.model_copy(update={"id": names[each.id]}) for each in dossier.actors),
        positions=Records(each.model_copy(update={"actor": names[each.actor]}) for each in dossier.positions),
        events=Records(
            each.model_copy(
                update={
                    "participants": tuple(
                        part.model_copy(update={"actor": names[part.actor]}) for part in each.participants
                    )
                }
            )
            for each in dossier.events
        ),
        proposals=Records(
            each.model_copy(
                update={
                    "by": tuple(names[actor] for actor in each.by),
                    "responses": tuple(part.model_copy(update={"actor": names[part.actor]}) for part in each.responses),
                }
            )
            for each in dossier.proposals
        ),
    )


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Dossiers with dates of every sort, some of whose positions supersede others."""
    dates, actors = st.sampled_from(DATES), st.sampled_from(ACTORS)
    records: list[Record] = []
    held: list[Position] = []
    for number in range(draw(st.integers(0, 7))):
        actor, issue = draw(actors), draw(st.sampled_from(ISSUES))
        earlier = [each for each in held if (each.actor, each.issue) == (actor, issue)]
        stance, value = draw(st.sampled_from(STANCES)), draw(st.sampled_from([None, 0, 50]))
        more: dict[str, Any] = {} if value is None else {"value": value}
        again = draw(st.sampled_from(["again", "anew"]))
        if earlier and again == "again":
            more["supersedes"] = draw(st.sampled_from([each.id for each in earlier]))
        held.append(position(f"p{number}", draw(dates), actor=actor, issue=issue, stance=stance, **more))
    for number in range(draw(st.integers(0, 6))):
        there = draw(st.lists(actors, max_size=2, unique=True))
        records.append(
            event(f"e{number}", draw(dates), there=there, issues=draw(st.lists(st.sampled_from(ISSUES), max_size=1)))
        )
    for number in range(draw(st.integers(0, 2))):
        answers: st.SearchStrategy[Any] = st.tuples(
            actors, st.sampled_from(["accept", "reject"]), st.one_of(st.none(), dates)
        )
        records.append(proposal(f"o{number}", draw(dates), draw(st.lists(answers, max_size=2))))
    return dossier_of(*held, *records)


days = st.one_of(
    st.sampled_from([date.fromisoformat(text) for text in DATES[:5]]), st.dates(date(2024, 12, 1), date(2026, 2, 1))
)
