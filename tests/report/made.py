"""Small dossiers, made of models, for the tests of the page."""

from __future__ import annotations

from typing import Any

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import (
    Actor,
    Event,
    Evidence,
    Issue,
    Judgement,
    Manifest,
    Position,
    Proposal,
    Source,
    Tie,
)

EVIDENCE = [{"source": "wire", "via": "paper", "locator": {"paragraph": 3}, "credibility": 2}]


def tie(id: str, start: str, kind: str, end: str, **more: Any) -> Tie:
    """A tie with evidence."""
    return Tie.model_validate({"id": id, "from": start, "kind": kind, "to": end, "evidence": EVIDENCE, **more})


def position(id: str, actor: str, issue: str, stance: str, **more: Any) -> Position:
    """A position with evidence."""
    fields = {
        "id": id,
        "actor": actor,
        "issue": issue,
        "stance": stance,
        "claim": f"Says {stance}.",
        "valid": "2025-06-02",
    }
    return Position.model_validate({**fields, "evidence": EVIDENCE, **more})


def talks(**changes: Any) -> Dossier:
    """Two sides and a host, who agree on one issue and disagree on another."""
    kinds: dict[str, Any] = {
        "actors": Records(
            [
                Actor(id="north", name="Northland", kind="state", country="NO"),
                Actor(id="south", name="Southland", kind="state", country="SE", aliases=("Зюйдланд",)),
                Actor(id="host", name="The Host", kind="person", public_role="Hosts the talks"),
                Actor(id="envoys", name="Envoys of Southland", kind="delegation", country="SE"),
                Actor(id="envoy", name="Ada Envoy", kind="person", country="SE"),
                Actor(id="paper", name="The Paper", kind="organization"),
            ]
        ),
        "ties": Records(
            [
                tie("one", "envoy", "heads", "envoys", valid="2025-05"),
                tie("two", "envoys", "represents", "south"),
                tie("three", "envoys", "part_of", "south"),
            ]
        ),
        "issues": Records(
            [
                Issue(id="truce", name="A truce", question="Should there be a truce?"),
                Issue(id="exchange", name="An exchange", question="Should prisoners be exchanged?"),
                Issue(id="border", name="The border", question="Should the border move?"),
            ]
        ),
        "positions": Records(
            [
                position("n-truce", "north", "truce", "oppose"),
                position("s-truce", "south", "truce", "support", valid="2025-03"),
                position("n-exchange", "north", "exchange", "support"),
                position("s-exchange", "south", "exchange", "support"),
                position("d-truce", "envoys", "truce", "support", on_behalf_of=["south"]),
                position("h-truce", "host", "truce", "conditional", conditions=[{"text": "If both agree"}]),
            ]
        ),
        "judgements": Records(
            [Judgement(id="j", actor="north", quantity="capability", value=70, coder="me", note="Large")]
        ),
        "proposals": Records(
            [
                Proposal.model_validate(
                    {
                        "id": "draft",
                        "name": "The draft",
                        "by": ["south"],
                        "date": "2025-06-01",
                        "terms": [{"issue": "truce", "text": "Thirty days"}],
                        "evidence": EVIDENCE,
                        "responses": [{"actor": "north", "answer": "reject", "evidence": EVIDENCE}],
                    }
                )
            ]
        ),
        "events": Records(
            [
                Event.model_validate(
                    {
                        "id": "second",
                        "name": "Second meeting",
                        "kind": "talks",
                        "date": "../2025-06-02",
                        "follows": "first",
                        "issues": ["truce"],
                        "participants": [{"actor": "host", "role": "host"}, {"actor": "north", "role": "party"}],
                        "evidence": EVIDENCE,
                    }
                ),
                Event.model_validate(
                    {
                        "id": "first",
                        "name": "First meeting",
                        "kind": "talks",
                        "date": "2025-05-16",
                        "participants": [
                            {"actor": "host", "role": "host"},
                            {"actor": "host", "role": "speaker"},
                            {"actor": "south", "role": "party"},
                        ],
                        "evidence": EVIDENCE,
                    }
                ),
            ]
        ),
        "sources": Records(
            [
                Source(id="wire", title="The wire", publisher="Wire", kind="post", reliability="B"),
                Source.model_validate(
                    {
                        "id": "paper",
                        "title": "The paper",
                        "publisher": "Paper",
                        "kind": "article",
                        "published": "2025-06-02",
                        "url": "https://paper.example/talks?a=1&b=2",
                    }
                ),
            ]
        ),
    }
    return Dossier(
        Manifest.model_validate({"id": "talks", "title": "The talks", "as_of": "2025-06-02"}), **(kinds | changes)
    )


def evidence() -> tuple[Evidence, ...]:
    """One piece of evidence."""
    return tuple(Evidence.model_validate(each) for each in EVIDENCE)
