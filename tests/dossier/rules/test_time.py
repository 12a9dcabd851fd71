"""What cannot come before what: with vague dates a rule fires only if every reading breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dossier.rules.made import actor, event, position

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("later", "earlier", "broken"),
    [
        ("2025-02-01", "2025-01-31", False),
        ("2025-01-31", "2025-01-31", False),
        ("2025-01-30", "2025-01-31", True),
        ("2025-01", "2025-01-31", False),
        ("2025-01", "2025-02-01", True),
        ("2025-01-31", "2025", False),
        ("2024-12-31", "2025", True),
        ("2025-01~", "2025-01-15?", False),
        ("2025-21", "2025-05-31", False),
        ("2025-21", "2025-06-01", True),
        ("2025-24", "2026-02-28", False),
        ("2025-24", "2026-03-01", True),
        ("2025-01/2025-06", "2025-01-31", False),
        ("2025-01/2025-06", "2025-02-01", True),
        ("2025-01-01", "2025-01-02/..", True),
        ("../2025-06-02", "2020", False),
        ("../2025-06-02", "2025-06-03", True),
        ("2020", "../2025-06-02", False),
        ("[..2025-01-01]", "2025-01-02", True),
        ("[2025-01-01..]", "2025-06-01", False),
    ],
)
def test_a_position_supersedes_no_later_one(later: str, earlier: str, broken: bool, codes: Found) -> None:
    both = position("b", f'"{later}"', supersedes="a") + position("a", f'"{earlier}"')
    assert codes(positions=both) == ["P110"] * broken


@pytest.mark.parametrize(
    ("answer", "proposal", "broken"),
    [
        ("2025-01-13", "2025-01-13", False),
        ("2025-01-12", "2025-01-13", True),
        ("2025-01", "2025-01-31", False),
        ("2025-01", "2025-02-01", True),
        ("2025-01-31", "2025-01-31/2025-02-05", False),
        ("2025-01-30", "2025-01-31/2025-02-05", True),
        ("../2025-01-12", "2025-01-13", True),
        ("2025-01-12/..", "2025-01-13", False),
        ("2025-01-12", "../2025-01-13", False),
    ],
)
def test_an_answer_does_not_come_before_its_proposal(answer: str, proposal: str, broken: bool, codes: Found) -> None:
    text = f"- {{id: p, name: P, by: north, date: {proposal}, evidence: [{{source: gazette}}],\n"
    text += f"   responses: [{{actor: south, answer: accept, date: {answer}, evidence: [{{source: gazette}}]}}]}}\n"
    assert codes(proposals=text) == ["O110"] * broken


def test_an_answer_without_a_date_comes_before_nothing(codes: Found) -> None:
    text = "- {id: p, name: P, by: north, date: 2025, evidence: [{source: gazette}],\n"
    text += "   responses: [{actor: south, answer: accept, evidence: [{source: gazette}]}]}\n"
    assert codes(proposals=text) == []


@pytest.mark.parametrize(
    ("later", "earlier", "broken"),
    [
        ("2025-01-13", "2025-01-13", False),
        ("2025-01-12", "2025-01-13", True),
        ("2025-01", "2025-01-31", False),
        ("2025", "2026-01", True),
        ("2025-12-31", "2025", False),
        ("2025-06-01/2025-06-05", "2025-06-05", False),
        ("2025-06-01/2025-06-05", "2025-06-06", True),
    ],
)
def test_an_event_follows_no_later_one(later: str, earlier: str, broken: bool, codes: Found) -> None:
    assert codes(events=event("b", later, follows="a") + event("a", earlier)) == ["E106"] * broken


def test_the_correction_of_a_date_is_what_counts(codes: Found) -> None:
    wrong = position("a", "2025-03") + position("right", "2025-01", corrects="a")
    assert codes(positions=position("b", "2025-02", supersedes="a") + wrong) == []
    wrong = event("a", "2025-01") + event("right", "2025-03", corrects="a")
    assert codes(events=event("b", "2025-02", follows="a") + wrong) == ["E106"]


@pytest.mark.parametrize(
    ("retracted", "recorded", "default", "broken"),
    [
        ("2025-01-02", "2025-01-01", None, False),
        ("2025-01-01", "2025-01-01", None, False),
        ("2025-01-01", "2025-01-02", None, True),
        ("2025-01-01", None, "2025-01-02", True),
        ("2025-01-01", "2025-01-01", "2025-01-02", False),
        ("2025-01-01", None, None, False),
    ],
)
def test_a_record_is_not_retracted_before_it_was_made(
    retracted: str, recorded: str | None, default: str | None, broken: bool, codes: Found
) -> None:
    days = {"retracted_on": retracted} | ({"recorded_on": recorded} if recorded else {})
    manifest = "id: d\ntitle: D\n" + (f"recorded_on: {default}\n" if default else "")
    assert codes(dossier=manifest, actors=actor("a", **days)) == ["D106"] * broken
