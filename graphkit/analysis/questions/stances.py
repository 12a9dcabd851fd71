"""Where actors stand: positions, red lines, consent, what others say of them, and what is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphkit.analysis.questions.asked import Asked, Row
from graphkit.analysis.questions.facts import (
    Facts,
    backing,
    each_id,
    is_doubtful,
    only,
    positions_for,
    positions_of,
    positions_on,
    sources,
    teller,
    view,
)

__all__ = [
    "alleged_claims",
    "attributed_to",
    "contested_issues",
    "coverage",
    "red_lines",
    "silent_on_issue",
    "who_blocks",
    "who_cares",
    "who_stands_where",
    "whose_consent",
]


def who_stands_where(asked: Asked, *, issue: str) -> list[Row]:
    """Every position that stands on one issue."""
    now = asked.now
    return [
        {
            "actor": actor,
            "position": position,
            **view(now, position),
            "on_behalf_of": each_id(now.out(position, "ON_BEHALF_OF")),
            **backing(now, position),
        }
        for actor, position in sorted(positions_on(now, issue))
    ]


def who_blocks(asked: Asked, *, issue: str) -> list[Row]:
    """Who opposes an issue or holds a red line on it, hardest first."""
    now = asked.now
    found = [
        {
            "actor": actor,
            "position": position,
            **view(now, position),
            **_line(now, position),
            **backing(now, position),
        }
        for actor, position in sorted(positions_on(now, issue))
        if now.get(position, "stance") == "oppose" or _has_line(now, position)
    ]
    return sorted(
        found, key=lambda row: (row["stance"] != "oppose", row["at_least"] is None and row["at_most"] is None)
    )


def red_lines(asked: Asked, *, issue: str) -> list[Row]:
    """What actors would still accept on an issue, and the positions of others beyond that."""
    now = asked.now
    return [
        {
            "actor": actor,
            "position": position,
            **_line(now, position),
            **view(now, position),
            "crossed_by": sorted(_beyond(now, issue, actor, position)),
            **backing(now, position),
        }
        for actor, position in sorted(positions_on(now, issue))
        if _has_line(now, position)
    ]


def alleged_claims(asked: Asked, *, issue: str | None = None) -> list[Row]:
    """Positions that are alleged or disputed."""
    now = asked.now
    return [
        {
            "issue": each,
            "actor": actor,
            "position": position,
            **view(now, position),
            "basis": now.get(position, "basis"),
            **backing(now, position),
        }
        for each in _issues(now, issue)
        for actor, position in sorted(positions_on(now, each))
        if now.get(position, "status") != "plain"
    ]


def attributed_to(asked: Asked, *, actor: str) -> list[Row]:
    """What others say that an actor holds, beside what it stated itself."""
    now = asked.now
    return [
        {
            "issue": issue,
            "position": position,
            **view(now, position),
            "basis": now.get(position, "basis"),
            "own": sorted(_own(now, actor, issue)),
            **backing(now, position),
        }
        for issue, position in sorted((issue, position) for position, issue in positions_of(now, actor))
        if teller(now, position)
    ]


def silent_on_issue(asked: Asked, *, issue: str) -> list[Row]:
    """Who dealt with an issue without a position on it that is known."""
    now = asked.now
    seen: dict[str, set[str]] = defaultdict(set)
    for event, _ in now.into(issue, "ADDRESSED"):
        for actor, _ in now.into(event, "TOOK_PART"):
            seen[actor].add(event)
    for proposal, _ in now.into(issue, "TERM"):
        for actor, _ in now.into(proposal, "PROPOSED", "ANSWERED"):
            seen[actor].add(proposal)
    return [
        {"actor": actor, "seen_in": sorted(seen[actor]), "sources": sources(now, *seen[actor])}
        for actor in sorted(seen)
        if issue not in {each for _, each in positions_for(now, actor)}
    ]


def coverage(asked: Asked, *, issue: str | None = None) -> list[Row]:
    """Which positions are known, by actor and issue."""
    now = asked.now
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in _issues(now, issue):
        for actor, position in sorted(positions_on(now, each)):
            held[actor, each].append(position)
    return [
        {
            "actor": actor,
            "issue": each,
            "stances": sorted({now.get(position, "stance") for position in positions}),
            "positions": positions,
            "doubtful": sum(is_doubtful(now, position) for position in positions),
        }
        for (actor, each), positions in sorted(held.items())
    ]


def contested_issues(asked: Asked, *, issue: str | None = None) -> list[Row]:
    """Issues on which actors oppose each other, the most contested first."""
    now = asked.now
    found = []
    for each in now.all("Issue") if issue is None else [issue]:
        held = list(positions_on(now, each))
        by = {
            stance: len({actor for actor, position in held if now.get(position, "stance") == stance})
            for stance in ("support", "oppose", "conditional", "neutral")
        }
        if by["support"] and by["oppose"]:
            doubtful = sum(is_doubtful(now, position) for _, position in held)
            names = ("supporting", "opposing", "conditional", "neutral")
            found.append({"issue": each, **dict(zip(names, by.values(), strict=True)), "doubtful": doubtful})
    return sorted(found, key=_most_contested)


def whose_consent(asked: Asked, *, issue: str) -> list[Row]:
    """Whose yes a deal on an issue needs, and where they stand."""
    now = asked.now
    found: list[Row] = []
    for actor in each_id(now.out(issue, "NEEDS_CONSENT_OF")):
        held = sorted(position for position, each in positions_for(now, actor) if each == issue)
        found += (
            {
                "actor": actor,
                "position": position or None,
                "speaker": only(now.into(position, "TOOK")),
                **view(now, position),
                **_line(now, position),
                **backing(now, position),
            }
            for position in held or [""]
        )
    return found


def who_cares(asked: Asked, *, issue: str) -> list[Row]:
    """How salient an issue is to actors, as the analysts judge."""
    now = asked.now
    found = [
        {
            "actor": actor,
            "salience": now.get(judgement, "value"),
            "low": now.get(judgement, "low"),
            "high": now.get(judgement, "high"),
            "coder": now.get(judgement, "coder"),
            "judgement": judgement,
            "positions": sorted(position for holder, position in positions_on(now, issue) if holder == actor),
        }
        for judgement, _ in now.into(issue, "ON")
        if now.get(judgement, "quantity") == "salience"
        for actor, _ in now.out(judgement, "OF")
    ]
    return sorted(found, key=lambda row: (-row["salience"], row["actor"], row["judgement"]))


def _issues(facts: Facts, issue: str | None) -> list[str]:
    """The issue that was asked for, or all."""
    return facts.all("Issue") if issue is None else [issue]


def _line(facts: Facts, position: str) -> Row:
    """The columns of a red line."""
    return {
        "at_least": facts.get(position, "accepts_at_least"),
        "at_most": facts.get(position, "accepts_at_most"),
    }


def _has_line(facts: Facts, position: str) -> bool:
    return any(value is not None for value in _line(facts, position).values())


def _beyond(facts: Facts, issue: str, actor: str, position: str) -> Iterator[str]:
    """Positions of others on the issue whose value lies beyond a red line."""
    line = _line(facts, position)
    for holder, other in set(positions_on(facts, issue)):
        value = facts.get(other, "value")
        if holder != actor and value is not None:
            low, high = line["at_least"], line["at_most"]
            if (low is not None and value < low) or (high is not None and value > high):
                yield other


def _own(facts: Facts, actor: str, issue: str) -> set[str]:
    """Positions on an issue that an actor stated itself."""
    return {
        position
        for position, each in positions_of(facts, actor)
        if each == issue and facts.get(position, "basis") == "stated" and teller(facts, position) is None
    }


def _most_contested(row: Row) -> tuple[int, int, str]:
    """Order by the smaller side, then by both; the largest first."""
    return -min(row["supporting"], row["opposing"]), -row["supporting"] - row["opposing"], row["issue"]
