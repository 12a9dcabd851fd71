"""Small dossiers at random by seed: retracted records, corrections of corrections, some taken back, passages that two
coders coded, vague dates, and everything that a question may ask for.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar, get_args

from graphkit.dossier.dates import edtf
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import (
    Accepts,
    Actor,
    ActorKind,
    Answer,
    Coder,
    Condition,
    Event,
    Evidence,
    Issue,
    Judgement,
    Locator,
    Manifest,
    Participant,
    Position,
    Proposal,
    Record,
    Response,
    Role,
    Source,
    StatusQuo,
    Term,
    Tie,
    TieKind,
)

R = TypeVar("R", bound=Record)
RECORDED = tuple(date(2025, 6, day) for day in (1, 8, 15, 22, 29))
DAYS = (date(2025, 1, 20), date(2025, 3, 1), date(2025, 4, 15))
DATES = (
    "2025-01-05", "2025-01-20", "2025-02-02", "2025-02-20", "2025-03-01", "2025-03-20", "2025-04-10", "2025-01",
    "2025-02", "2025-03~", "2025", "2025-21", "2025-01/2025-02", "2025-01-10/2025-03-10", "../2025-02-10",
    "2025-02-15/..", "[..2025-02-01]", "2025-04/2025-05",
)  # fmt: skip
KINDS = get_args(ActorKind)


def dossier(seed: int, *, name: str | None = None) -> Dossier:
    """A dossier of some ninety records that has no undeclared reference; the same seed gives the same."""
    rng = random.Random(seed)
    actors = [Actor(id=f"a{n}", name=f"Ä {n}", kind=rng.choice(KINDS), short=f"A{n}") for n in range(7)]
    sources = [_source(rng, n) for n in range(6)]
    all_actors = edited(rng, actors)
    all_sources = edited(rng, sources)
    ids, papers = [each.id for each in all_actors], [each.id for each in all_sources]
    issues = edited(rng, [_issue(rng, n, ids, papers) for n in range(4)])
    asked = [each.id for each in issues]
    events = edited(rng, [_event(rng, n, ids, asked, papers) for n in range(6)])
    manifest = Manifest(
        id=name or f"made-{seed:02}",
        title="Made up",
        recorded_on=rng.choice([None, RECORDED[0]]),
        coders=(Coder(id="ada", preferred=seed % 4 != 0), Coder(id="ben"), Coder(id="cid")),
    )
    positions = edited(rng, _positions(rng, ids, asked, [each.id for each in events], papers))
    return Dossier(
        manifest,
        actors=Records(all_actors),
        sources=Records(all_sources),
        issues=Records(issues),
        events=Records(events),
        ties=Records(edited(rng, [_tie(rng, n, ids, papers) for n in range(14)])),
        positions=Records([*positions, *edited(rng, coded_again(random.Random(seed), positions))]),
        judgements=Records(edited(rng, [_judgement(rng, n, ids, asked) for n in range(4)])),
        proposals=Records(edited(rng, [_proposal(rng, n, ids, asked, events, papers) for n in range(4)])),
    )


def edited(rng: random.Random, records: list[R]) -> list[R]:
    """The records with days of the record: some retracted, some corrected once or twice, some of that taken back."""
    found: list[R] = []
    for record in records:
        each = dated(rng, record, 0)
        found.append(each)
        for number in range(2, rng.choice([2, 2, 2, 3, 4])):
            each = dated(rng, record.model_copy(update={"id": f"{record.id}-{number}", "corrects": each.id}), number)
            found.append(each)
    return found


def coded_again(rng: random.Random, positions: list[Position]) -> list[Position]:
    """Some of the positions once more, by other coders, who took them otherwise."""
    again: list[Position] = []
    for number, each in enumerate(positions):
        if rng.random() < 0.25:
            changes = {
                "id": f"again-{number}",
                "coder": rng.choice(["ada", "ben", "ben", "cid"]),
                "corrects": None,
                "stance": rng.choice(["support", "oppose", "conditional", "neutral"]),
                "supersedes": rng.choice([each.supersedes, *(other.id for other in again[-1:])]),
            }
            again.append(each.model_copy(update=changes))
    return again


def dated(rng: random.Random, record: R, number: int) -> R:
    """A record with the days on which it was made and, sometimes, retracted."""
    first = rng.choice([None, *RECORDED[number : number + 2]] if number == 0 else RECORDED[number - 1 :])
    last = rng.choice([day for day in RECORDED if day >= (first or RECORDED[0])])
    retracted = last + timedelta(days=rng.choice([0, 3])) if rng.random() < 0.2 else None
    return record.model_copy(update={"recorded_on": first, "retracted_on": retracted})


def some(rng: random.Random, value: Callable[[], Any], chance: float = 0.5) -> Any:
    """A value or None."""
    return value() if rng.random() < chance else None


def when(rng: random.Random) -> Any:
    return edtf(rng.choice(DATES))


def _evidence(rng: random.Random, sources: list[str]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            source=rng.choice(sources),
            via=some(rng, lambda: rng.choice(sources), 0.3),
            credibility=some(rng, lambda: rng.randrange(1, 7)),
            locator=some(rng, lambda: Locator(paragraph=rng.randrange(1, 9))),
        )
        for _ in range(rng.choice([1, 1, 1, 2, 3]))
    )


def _source(rng: random.Random, n: int) -> Source:
    return Source(
        id=f"s{n}",
        title=f"T{n}",
        publisher="P",
        kind="article",
        published=some(rng, lambda: when(rng), 0.8),
        reliability=some(rng, lambda: rng.choice("ABCDEF"), 0.8),
    )


def _issue(rng: random.Random, n: int, actors: list[str], sources: list[str]) -> Issue:
    status = [StatusQuo(value=n, on=when(rng), evidence=_evidence(rng, sources)) for _ in range(rng.randrange(3))]
    consent = tuple(rng.sample(actors, rng.randrange(4)))
    parent = f"i{rng.randrange(n)}" if n else None
    return Issue(
        id=f"i{n}", name=f"I{n}", question="Should it?", status_quo=tuple(status), consent=consent, parent=parent
    )


def _event(rng: random.Random, n: int, actors: list[str], issues: list[str], sources: list[str]) -> Event:
    return Event(
        id=f"e{n}",
        name=f"E{n}",
        kind="talks",
        date=when(rng),
        evidence=_evidence(rng, sources),
        participants=tuple(
            Participant(actor=rng.choice(actors), role=rng.choice(get_args(Role))) for _ in range(rng.randrange(6))
        ),
        issues=tuple(rng.sample(issues, rng.randrange(3))),
        follows=tuple(f"e{each}" for each in rng.sample(range(n), min(n, rng.randrange(3)))),
    )


def _tie(rng: random.Random, n: int, actors: list[str], sources: list[str]) -> Tie:
    start, end = rng.sample(actors, 2)
    return Tie(
        id=f"t{n}",
        from_=start,
        to=end,
        kind=rng.choice(get_args(TieKind)),
        valid=some(rng, lambda: when(rng), 0.7),
        evidence=_evidence(rng, sources),
    )


def _judgement(rng: random.Random, n: int, actors: list[str], issues: list[str]) -> Judgement:
    quantity = rng.choice(["salience", "salience", "capability"])
    return Judgement(
        id=f"j{n}",
        actor=rng.choice(actors),
        quantity=quantity,
        value=rng.randrange(0, 101, 25),
        coder="ada",
        note="N",
        issue=rng.choice(issues) if quantity == "salience" else None,
        valid=some(rng, lambda: when(rng)),
    )


def _proposal(
    rng: random.Random, n: int, actors: list[str], issues: list[str], events: list[Event], sources: list[str]
) -> Proposal:
    answers = [
        Response(
            actor=rng.choice(actors),
            answer=rng.choice(get_args(Answer)),
            date=some(rng, lambda: when(rng), 0.7),
            evidence=_evidence(rng, sources),
        )
        for _ in range(rng.randrange(4))
    ]
    terms = [
        Term(issue=rng.choice(issues), text=f"Term {each}", value=some(rng, lambda: rng.choice([0, 40, 62.5])))
        for each in range(rng.randrange(4))
    ]
    return Proposal(
        id=f"p{n}",
        name=f"P{n}",
        by=tuple(rng.sample(actors, rng.choice([1, 1, 2]))),
        date=when(rng),
        terms=tuple(terms),
        evidence=_evidence(rng, sources),
        responses=tuple(answers),
        event=some(rng, lambda: rng.choice(events).id, 0.7),
    )


def _positions(
    rng: random.Random, actors: list[str], issues: list[str], events: list[str], sources: list[str]
) -> list[Position]:
    """Positions; every third one supersedes an earlier one of the same actor on the same issue, if there is one."""
    found: list[Position] = []
    for number in range(36):
        actor, issue = rng.choice(actors[:8]), rng.choice(issues[:4])
        earlier = [each.id for each in found if (each.actor, each.issue) == (actor, issue)]
        supersedes = rng.choice(earlier) if earlier and rng.random() < 0.6 else None
        found.append(_position(rng, number, actor, issue, actors, issues, events, sources, supersedes))
    return found


def _position(
    rng: random.Random,
    number: int,
    actor: str,
    issue: str,
    actors: list[str],
    issues: list[str],
    events: list[str],
    sources: list[str],
    supersedes: str | None,
) -> Position:
    others = [each for each in actors if each != actor]
    lines: dict[str, Any] = rng.choice([{"at_least": 20}, {"at_most": 60}, {"at_least": 10.5, "at_most": 70}])
    return Position(
        id=f"x{number}",
        actor=actor,
        issue=issue,
        stance=rng.choice(["support", "support", "oppose", "oppose", "conditional", "neutral"]),
        claim=f"Says № {number}.",
        valid=when(rng),
        evidence=_evidence(rng, sources),
        value=some(rng, lambda: rng.choice([0, 25, 50, 62.5, 100]), 0.7),
        accepts=some(rng, lambda: Accepts(**lines), 0.3),
        conditions=_conditions(rng, issues, events),
        on_behalf_of=tuple(rng.sample(others, rng.choice([0, 0, 1, 2]))),
        attributed_by=some(rng, lambda: rng.choice(others), 0.3),
        basis=rng.choice(["stated", "reported", "inferred"]),
        status=rng.choice(["plain", "plain", "alleged", "disputed"]),
        setting=rng.choice(["public", "public", "private"]),
        event=some(rng, lambda: rng.choice(events), 0.6),
        supersedes=supersedes,
    )


def _conditions(rng: random.Random, issues: list[str], events: list[str]) -> tuple[Condition, ...]:
    """Conditions in words alone, about an issue, about an event or both; one text may stand twice."""
    return tuple(
        Condition(
            text=f"Condition {rng.randrange(2)}",
            issue=some(rng, lambda: rng.choice(issues), 0.4),
            event=some(rng, lambda: rng.choice(events), 0.4),
            at_least=some(rng, lambda: rng.choice([10, 60])),
            then=some(rng, lambda: rng.choice(["support", "oppose"])),
        )
        for _ in range(rng.choice([0, 0, 0, 1, 2, 3]))
    )
