"""Evidence leads to a date, and stands once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dossier.rules.made import event

Found = Callable[..., list[str]]
SOURCES = (
    "- {id: dated, title: T, publisher: P, kind: post, published: 2025}\n"
    "- {id: post, title: T, publisher: P, kind: post}\n- {id: paper, title: T, publisher: P, kind: article}\n"
)


@pytest.mark.parametrize(
    ("evidence", "problems"),
    [
        ("{source: dated}", []),
        ("{source: post, via: dated}", []),
        ("{source: dated}, {source: post}", ["S105 source 'post' has no date, and event:x cites it"]),
        ("{source: post, via: paper}", ["S105 source 'paper' has no date, and event:x cites it for 'post'"]),
        ("{source: dated, via: post}", ["S105 source 'post' has no date, and event:x cites it for 'dated'"]),
        ("{source: post, via: dated}, {source: post}", ["S105 source 'post' has no date, and event:x cites it"]),
    ],
)
def test_what_is_read_has_a_date(evidence: str, problems: list[str], found: Found) -> None:
    events = event("x").replace("{source: gazette}", evidence)
    assert found(sources=SOURCES, events=events) == problems


def test_an_undated_source_is_told_once_however_often_it_is_read(codes: Found) -> None:
    events = "".join(event(f"e{n}") for n in range(9)).replace("gazette", "post")
    assert codes(sources=SOURCES, events=events) == ["S105"]


@pytest.mark.parametrize(
    ("evidence", "broken"),
    [
        ("{source: gazette}, {source: gazette}", True),
        ("{source: gazette}, {source: gazette, locator: {paragraph: 1}}", False),
        ("{source: gazette, locator: {paragraph: 1}}, {source: gazette, locator: {paragraph: 1}}", True),
        ("{source: gazette}, {source: gazette, note: The headline}", False),
    ],
)
def test_the_same_evidence_stands_once(evidence: str, broken: bool, codes: Found) -> None:
    events = event("x").replace("{source: gazette}", evidence)
    assert codes(events=events) == ["S106"] * broken


def test_the_evidence_of_parts_is_looked_through_too(codes: Found) -> None:
    twice = "[{source: gazette}, {source: gazette}]"
    lock = "[{source: gazette, lock: {start: 9, end: 3, sha256: '" + "0" * 64 + "'}}]"
    issues = "- {id: toll, name: T, question: Q?, scale: {low: a, high: b},\n"
    issues += (
        f"   status_quo: [{{value: 1, on: 2020, evidence: {twice}}}, {{value: 1, on: 2021, evidence: {lock}}}]}}\n"
    )
    proposals = "- {id: p, name: P, by: north, date: 2025, evidence: [{source: gazette}],\n"
    proposals += f"   responses: [{{actor: south, answer: accept, evidence: {twice}}}]}}\n"
    assert codes(issues=issues, proposals=proposals) == ["S106", "S104", "S106"]


@pytest.mark.parametrize(("start", "end", "broken"), [(0, 1, False), (5, 5, True), (6, 5, True)])
def test_a_lock_ends_after_it_starts(start: int, end: int, broken: bool, codes: Found) -> None:
    lock = f"lock: {{start: {start}, end: {end}, sha256: '{'0' * 64}'}}"
    assert codes(events=event("x").replace("gazette", f"gazette, {lock}")) == ["S104"] * broken
