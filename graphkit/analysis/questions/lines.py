"""Whether words agree: an actor's with its own, in public and in private, and those of its side with its line."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.analysis.questions.asked import Asked, Row
from graphkit.analysis.questions.facts import (
    BELONGS,
    Facts,
    backing,
    only,
    positions_for,
    positions_of,
    sign,
    sources,
    teller,
    tie_id,
    view,
)

__all__ = ["contradictions", "off_the_line", "public_and_private", "who_speaks_for"]


def contradictions(asked: Asked, *, actor: str | None = None, issue: str | None = None) -> list[Row]:
    """Positions of one actor on one issue, of which one supports and the other opposes."""
    now = asked.now
    found = [
        {
            "actor": each,
            "issue": about,
            "supports": one,
            "supports_in": now.get(one, "setting"),
            "supports_status": now.get(one, "status"),
            "supports_attributed_by": teller(now, one),
            "opposes": other,
            "opposes_in": now.get(other, "setting"),
            "opposes_status": now.get(other, "status"),
            "opposes_attributed_by": teller(now, other),
            "sources": sources(now, one, other),
        }
        for each, about, one, other in _pairs(now, actor, issue)
        if (sign(now, one), sign(now, other)) == (1, -1)
    ]
    return sorted(found, key=lambda row: (row["actor"], row["issue"], row["supports"], row["opposes"]))


def public_and_private(asked: Asked, *, actor: str | None = None, issue: str | None = None) -> list[Row]:
    """Positions of one actor on one issue that differ between public and private."""
    now = asked.now
    found = [
        {
            "actor": each,
            "issue": about,
            "public": one,
            "public_stance": now.get(one, "stance"),
            "public_status": now.get(one, "status"),
            "public_attributed_by": teller(now, one),
            "private": other,
            "private_stance": now.get(other, "stance"),
            "private_status": now.get(other, "status"),
            "private_attributed_by": teller(now, other),
            "sources": sources(now, one, other),
        }
        for each, about, one, other in _pairs(now, actor, issue)
        if (now.get(one, "setting"), now.get(other, "setting")) == ("public", "private")
        and now.get(one, "stance") != now.get(other, "stance")
    ]
    return sorted(found, key=lambda row: (row["actor"], row["issue"], row["public"], row["private"]))


def who_speaks_for(asked: Asked, *, actor: str) -> list[Row]:
    """Positions of others that commit an actor."""
    now = asked.now
    found = [
        {
            "speaker": speaker,
            "position": position,
            "issue": issue,
            **view(now, position),
            "office": sorted(tie_id(now, tie) for each, tie in now.out(speaker, *BELONGS) if each == actor),
            **backing(now, position),
        }
        for position in {each for each, _ in now.into(actor, "ON_BEHALF_OF")}
        for speaker, _ in now.into(position, "TOOK")
        for issue, _ in now.out(position, "ON")
    ]
    return sorted(found, key=lambda row: (row["speaker"], row["position"]))


def off_the_line(asked: Asked, *, actor: str) -> list[Row]:
    """Positions of those who belong to an actor that go against its line."""
    now = asked.now
    lines = positions_for(now, actor)
    found = [
        {
            "member": member,
            "ties": sorted(tie_id(now, tie) for each, tie in now.into(actor, *BELONGS) if each == member),
            "issue": issue,
            "position": position,
            **view(now, position),
            "status": now.get(position, "status"),
            "attributed_by": teller(now, position),
            **_line(now, line),
            "sources": sources(now, position, line),
        }
        for member in {each for each, _ in now.into(actor, *BELONGS)}
        for position, issue in positions_of(now, member)
        for line, about in lines
        if about == issue and {sign(now, position), sign(now, line)} == {1, -1}
    ]
    return sorted(found, key=lambda row: (row["member"], row["issue"], row["position"], row["line"]))


def _line(facts: Facts, line: str) -> Row:
    """The columns of a position that is an actor's line."""
    return {
        "line": line,
        "line_stance": facts.get(line, "stance"),
        "line_by": only(facts.into(line, "TOOK")),
        "line_status": facts.get(line, "status"),
        "line_attributed_by": teller(facts, line),
    }


def _pairs(facts: Facts, actor: str | None, issue: str | None) -> Iterator[tuple[str, str, str, str]]:
    """Actor, issue and two positions of the actor on it, in both orders; of one actor or all, on one issue or all."""
    for each in facts.all("Actor") if actor is None else [actor]:
        held = [(position, about) for position, about in positions_of(facts, each) if issue in (None, about)]
        for one, about in held:
            for other, also in held:
                if also == about and other != one:
                    yield each, about, one, other
