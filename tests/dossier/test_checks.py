"""The rules between records, beyond the golden pairs of tests/errors: every place that a rule looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from graphkit.dossier.checks import RULES, check
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Evidence, Manifest, Tie

Examine = Callable[[Mapping[str, str | bytes]], tuple[Dossier, list[str]]]

FILES = {
    "dossier.yaml": "id: toll\ntitle: Toll\ncoders: [{id: ada}]\n",
    "actors.yaml": "- {id: north, name: North, kind: state}\n- {id: south, name: South, kind: state}\n",
    "issues.yaml": "- {id: toll, name: Toll, question: Shall we?, scale: {low: none, high: full}}\n"
    "- {id: fee, name: Fee, question: Shall we?}\n",
    "sources.yaml": "- {id: gazette, title: T, publisher: P, kind: post, published: 2025}\n",
    "events.yaml": "- {id: session, name: S, kind: talks, date: 2025, evidence: [{source: gazette}]}\n",
}
POSITION = """\
- id: first
  actor: north
  issue: toll
  stance: support
  claim: Wants a toll.
  valid: 2025
  evidence: [{source: gazette}]
"""


def test_a_dossier_that_breaks_no_rule_has_no_problem(examined: Examine) -> None:
    assert examined({**FILES, "positions.yaml": POSITION})[1] == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("on_behalf_of: [south, west]", "8:25 P103 no actor 'west'"),
        ("attributed_by: sout", "8:18 P103 no actor 'sout'"),
        ("conditions: [{text: T, issue: tolls}]", "8:33 P104 no issue 'tolls'"),
        ("conditions: [{text: T}, {text: T, event: sesion}]", "8:44 P105 no event 'sesion'"),
        ("event: sesion", "8:10 P105 no event 'sesion'"),
        ("supersedes: first", "8:15 P106 position 'first' refers to itself"),
        ("corrects: first", "8:13 D104 position 'first' refers to itself"),
        ("value: 40\n  low: 50", "8:10 P108 value 40 lies outside 50 to 100"),
        ("value: 60\n  high: 50", "8:10 P108 value 60 lies outside 0 to 50"),
        ("low: 60\n  high: 50\n  value: 55", "8:8 P108 low 60 is above high 50"),
        ("coder: eda", "8:10 D103 no coder 'eda'"),
    ],
)
def test_a_position_is_checked_wherever_it_names_something(more: str, problem: str, examined: Examine) -> None:
    _, problems = examined({**FILES, "positions.yaml": f"{POSITION}  {more}\n"})
    assert [each.partition(";")[0] for each in problems] == [f"positions.yaml:{problem}"]


@pytest.mark.parametrize("more", ["value: 5", "accepts: {at_most: 5}", "value: 0"])
def test_an_issue_without_a_scale_takes_no_number(more: str, examined: Examine) -> None:
    _, problems = examined({**FILES, "positions.yaml": POSITION.replace("toll\n", "fee\n", 1) + f"  {more}\n"})
    assert [each.split()[1] for each in problems] == ["P109"]


def test_a_value_may_lie_on_either_end_of_its_range(examined: Examine) -> None:
    for value in (40, 60):
        more = f"  value: {value}\n  low: 40\n  high: 60\n"
        assert examined({**FILES, "positions.yaml": POSITION + more})[1] == []


def test_an_issue_is_no_part_of_itself_and_an_event_does_not_follow_itself(examined: Examine) -> None:
    _, problems = examined(
        {
            **FILES,
            "issues.yaml": "- {id: toll, name: Toll, question: Shall we?, parent: toll}\n",
            "events.yaml": FILES["events.yaml"].replace("}]}", "}], follows: [session]}"),
        }
    )
    assert [each.partition(";")[0] for each in problems] == [
        "events.yaml:1:92 E105 event 'session' refers to itself",
        "issues.yaml:1:55 I104 issue 'toll' refers to itself",
    ]


def test_a_record_is_not_offered_itself_as_what_was_meant(examined: Examine) -> None:
    _, problems = examined({**FILES, "positions.yaml": POSITION + "  supersedes: firs\n"})
    assert problems == ["positions.yaml:8:15 P106 no position 'firs'; none is declared"]


def test_an_actor_may_have_a_tie_of_its_own_id(examined: Examine) -> None:
    tie = "- {id: north, from: north, to: south, kind: opposes, evidence: [{source: gazette}]}\n"
    assert examined({**FILES, "ties.yaml": tie})[1] == []


def test_evidence_is_checked_wherever_it_stands_and_in_its_carrier_too(examined: Examine) -> None:
    issue = "- {id: toll, name: T, question: Q?, scale: {low: a, high: b},\n"
    issue += "   status_quo: [{value: 1, on: 2020, evidence: [{source: gazette, via: post}]}]}\n"
    proposal = "- {id: p, name: P, by: north, date: 2025, evidence: [{source: gazete}],\n"
    proposal += "   responses: [{actor: south, answer: accept, evidence: [{source: gazette}, {source: leter}]}]}\n"
    _, problems = examined({**FILES, "issues.yaml": issue, "proposals.yaml": proposal})
    assert [each.partition(";")[0] for each in problems] == [
        "issues.yaml:2:72 S103 no source 'post'",
        "proposals.yaml:1:63 S103 no source 'gazete'",
        "proposals.yaml:2:86 S103 no source 'leter'",
    ]


def test_corrections_stay_within_a_kind(examined: Examine) -> None:
    actors = FILES["actors.yaml"] + "- {id: west, name: West, kind: state, corrects: session}\n"
    _, problems = examined({**FILES, "actors.yaml": actors})
    assert [each.split()[1] for each in problems] == ["D104"]


def test_a_dossier_made_in_memory_is_checked_too() -> None:
    tie = Tie(id="t", from_="a", to="b", kind="heads", evidence=(Evidence(source="s"),), coder="ada")
    dossier = Dossier(manifest=Manifest(id="d", title="D"), ties=Records([tie]))
    assert [problem.code for problem in check(dossier)] == ["D103", "S103", "T103", "T103"]


def test_each_rule_says_its_code_and_its_claim() -> None:
    for rule in RULES:
        code, _, claim = (rule.__doc__ or "").partition(": ")
        assert (len(code), code[0].isupper(), code[1:].isdigit()) == (4, True, True)
        assert claim.strip().endswith(".")


def test_rules_change_nothing(examined: Examine) -> None:
    dossier, _ = examined({**FILES, "positions.yaml": POSITION + "  supersedes: firs\n"})
    assert check(dossier) == check(dossier)
