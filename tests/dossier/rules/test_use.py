"""What is declared is used, and what was retracted is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.dossier.checks import examine
from tests.dossier.rules.conftest import FILES
from tests.dossier.rules.made import actor, event, position, tie

Found = Callable[..., list[str]]
USES = {
    "positions": position("p", issue="fee"),
    "events": event("x", issues="fee"),
    "judgements": "- {id: j, actor: north, quantity: salience, issue: fee, value: 5, coder: ada, note: N}\n",
    "proposals": "- {id: o, name: O, by: north, date: 2025, evidence: [{source: gazette}],\n"
    "   terms: [{issue: fee, text: T}]}\n",
    "issues": "- {id: fee, name: Fee, question: Q?}\n- {id: low-fee, name: L, question: Q?, parent: fee}\n",
}


@pytest.fixture
def unused(codes: Found, tmp_path: Path) -> Callable[..., list[str]]:
    """What nothing uses, as printed without place and remedy."""

    def examine_again(**files: str) -> list[str]:
        codes(**{"issues": "- {id: fee, name: Fee, question: Q?}\n", **files})
        problems = examine(tmp_path)[1]
        return [f"{problem.code} {problem.found}" for problem in problems]

    return examine_again


def test_an_issue_and_a_source_that_nothing_names_are_warnings(unused: Found) -> None:
    assert unused() == ["I110 nothing is about issue 'fee'", "S107 source 'gazette' is evidence of nothing"]


@pytest.mark.parametrize("stem", USES)
def test_an_issue_is_used_by_whatever_is_about_it(stem: str, unused: Found) -> None:
    assert "I110 nothing is about issue 'fee'" not in unused(**{stem: USES[stem]})


def test_an_issue_is_used_by_a_condition_and_a_source_by_what_it_carries(unused: Found) -> None:
    issues = "- {id: toll, name: Toll, question: Q?}\n- {id: fee, name: Fee, question: Q?}\n"
    sources = "- {id: post, title: T, publisher: P, kind: post}\n" + FILES["sources.yaml"]
    positions = position("a", conditions="[{text: T, issue: fee}]").replace(
        "source: gazette", "source: post, via: gazette"
    )
    assert unused(issues=issues, sources=sources, positions=positions) == []


@pytest.mark.parametrize(
    "positions",
    ["- [", "- {id: p, actor: north, issue: fee, stance: maybe, evidence: [{source: gazette}]}\n"],
    ids=["unreadable", "broken"],
)
def test_where_a_record_cannot_be_read_nothing_is_called_unused(positions: str, unused: Found) -> None:
    assert not [problem for problem in unused(positions=positions) if problem[:4] in ("I110", "S107")]


def test_a_misspelt_name_does_not_make_what_was_meant_unused(unused: Found) -> None:
    assert unused(events=event("x", issues="fe")) == ["E104 no issue 'fe'"]


def test_a_correction_and_what_it_corrects_are_used_together(unused: Found) -> None:
    issues = "- {id: fee, name: Fee, question: Q?}\n- {id: fees, name: Fees, question: Q?, corrects: fee}\n"
    assert unused(issues=issues, events=event("x", issues="fee")) == []


GONE = ", retracted_on: 2025-02-01}"


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        ({"ties": tie("t", "south", "gone", "heads")}, ["D107 actor 'gone' was retracted"]),
        ({"positions": position("p", on_behalf_of="[south, gone]")}, ["D107 actor 'gone' was retracted"]),
        ({"positions": position("p", on_behalf_of="gone", retracted_on="2025-02-01")}, []),
        ({"positions": position("p", on_behalf_of="gone") + position("q", corrects="p")}, []),
        ({"positions": position("p", retracted_on="2025-02-01") + position("q", supersedes="p")}, []),
        ({"positions": position("p", retracted_on="2025-02-01") + position("q", corrects="p")}, []),
    ],
)
def test_what_counts_names_nothing_that_was_retracted(files: dict[str, str], problems: list[str], found: Found) -> None:
    actors = FILES["actors.yaml"] + actor("gone", retracted_on="2025-02-01")
    assert found(actors=actors, **files) == problems


def test_a_retracted_source_proves_nothing_unless_it_was_corrected(codes: Found) -> None:
    sources = FILES["sources.yaml"].replace("}", GONE)
    assert codes(sources=sources, events=event("x")) == ["D107"]
    right = "- {id: right, title: T, publisher: P, kind: post, published: 2025, corrects: gazette}\n"
    assert codes(sources=sources + right, events=event("x")) == []
    assert codes(sources=FILES["sources.yaml"] + right, events=event("x")) == []
