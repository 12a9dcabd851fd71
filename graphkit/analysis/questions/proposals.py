"""Is there a deal: proposals and their answers, how they fit positions and red lines, and what would turn a refusal."""

from __future__ import annotations

from typing import Any

from graphkit.analysis.questions.asked import Asked, Row
from graphkit.analysis.questions.facts import Facts, backing, each_id, happened_on, positions_on, sources, view

__all__ = ["conditions", "open_proposals", "proposal_and_positions"]
PUT_TO = ("party", "target", "addressee")


def conditions(asked: Asked, *, issue: str) -> list[Row]:
    """Conditions under which a refusal, or a conditional stance, on an issue would turn."""
    now = asked.now
    return [
        {
            "actor": actor,
            "position": position,
            **view(now, position),
            "condition": text,
            **_about(asked, about, data),
            **backing(now, position),
        }
        for actor, position in sorted(positions_on(now, issue))
        if now.get(position, "stance") in ("oppose", "conditional")
        for text in dict.fromkeys(now.get(position, "conditions") or ())
        for about, data in _bound_to(asked, position, text)
    ]


def _bound_to(asked: Asked, position: str, text: str) -> list[tuple[str | None, dict[str, Any]]]:
    """The issues and events that a condition is about, with its bounds; one nothing where it is words alone."""
    found: list[tuple[str | None, dict[str, Any]]] = [
        each for each in asked.ever.out(position, "DEPENDS_ON") if each[1]["text"] == text
    ]
    return found or [(None, {})]


def open_proposals(asked: Asked) -> list[Row]:
    """Proposals that somebody has not decided, oldest first."""
    now = asked.now
    found = []
    for proposal in now.all("Proposal"):
        makers = each_id(now.into(proposal, "PROPOSED"))
        given = {
            answer: sorted({actor for actor, data in now.into(proposal, "ANSWERED") if data["answer"] == answer})
            for answer in ("accept", "reject", "conditional", "pending")
        }
        decided = {*given["accept"], *given["reject"], *given["conditional"]}
        waiting = sorted({*_put_to(now, proposal), *given["pending"]} - decided - {*makers})
        if makers and (waiting or not decided):
            found.append(
                {
                    "proposal": proposal,
                    "by": makers,
                    "date": now.get(proposal, "date"),
                    "accepted_by": given["accept"],
                    "rejected_by": given["reject"],
                    "conditional": given["conditional"],
                    "waiting_for": waiting,
                    "sources": sources(now, proposal),
                }
            )
    return sorted(found, key=lambda row: (happened_on(now, row["proposal"]), row["proposal"]))


def proposal_and_positions(asked: Asked, *, proposal: str) -> list[Row]:
    """Each term of a proposal beside each position on its issue."""
    now = asked.now
    return [
        {
            "issue": issue,
            "term": term["text"],
            "asked": term.get("value"),
            "actor": actor,
            "position": position,
            **view(now, position),
            **_fit(now, position, term.get("value")),
            "answers": sorted({data["answer"] for each, data in now.into(proposal, "ANSWERED") if each == actor}),
            **backing(now, position),
        }
        for issue, term in now.out(proposal, "TERM")
        for actor, position in sorted(positions_on(now, issue))
    ]


def _about(asked: Asked, about: str | None, data: dict[str, Any]) -> Row:
    """The columns of what a condition is about."""
    return {
        "about": about,
        "at_least": data.get("at_least"),
        "at_most": data.get("at_most"),
        "turns_to": data.get("then"),
        "happened": about in asked.now if about and about.startswith("event:") else None,
    }


def _put_to(facts: Facts, proposal: str) -> set[str]:
    """To whom a proposal was put at the event at which it was tabled."""
    return {
        actor
        for event, _ in facts.out(proposal, "TABLED_AT")
        for actor, part in facts.into(event, "TOOK_PART")
        if part["role"] in PUT_TO
    }


def _fit(facts: Facts, position: str, term: float | None) -> Row:
    """The columns that compare a term's value with a position."""
    value, low, high = (facts.get(position, name) for name in ("value", "accepts_at_least", "accepts_at_most"))
    crosses = None
    if term is not None and (low is not None or high is not None):
        crosses = (low is not None and term < low) or (high is not None and term > high)
    gap = None if term is None or value is None else abs(term - value)
    return {"gap": gap, "at_least": low, "at_most": high, "crosses": crosses}
