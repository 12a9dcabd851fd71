"""Records as flat rows: all of a kind, or those that are about an actor, an issue or both."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.rows import KINDS, Kind, named_by, row, select, sources_of

Examine = Callable[[Mapping[str, str | bytes]], tuple[Dossier, list[str]]]

FILES = {
    "dossier.yaml": "id: toll\ntitle: Toll\ncoders: [{id: ada}]\n",
    "actors.yaml": """\
- {id: north, name: North Bank, kind: organization, aliases: [Nordufer]}
- {id: south, name: South Bank, kind: organization}
- {id: mayor, name: Ada North, kind: person, public_role: Mayor of North Bank}
- {id: ferry, name: Ferry Company, kind: organization, description: Runs the ferry}
""",
    "ties.yaml": "- {id: heads, from: mayor, to: north, kind: heads, valid: 2024/.., evidence: [{source: gazette}]}\n",
    "issues.yaml": """\
- id: toll
  name: Toll
  question: Should cars pay a toll?
  scale: {low: no toll, high: the full toll}
  status_quo:
    - {value: 50, on: 2025-02, evidence: [{source: gazette}]}
    - {value: 0, on: 2020, evidence: [{source: gazette}]}
  consent: [north, south]
- {id: repair, name: Repair, question: Should the bridge be repaired?, parent: toll}
""",
    "positions.yaml": """\
- {id: later, actor: south, issue: toll, stance: oppose, claim: No toll., valid: 2025-03,
   attributed_by: mayor, basis: reported,
   evidence: [{source: speech, via: gazette}, {source: speech, via: gazette, note: Again}]}
- {id: earlier, actor: north, issue: toll, stance: support, claim: A toll., valid: 2025-01, value: 60,
   conditions: [{text: If the bridge is repaired., issue: repair}], evidence: [{source: gazette}]}
- {id: repairs, actor: south, issue: repair, stance: support, claim: Repair it., valid: 2025-02,
   evidence: [{source: letter}]}
""",
    "judgements.yaml": "- {id: j, actor: ferry, quantity: salience, issue: toll, value: 90, coder: ada, note: So.}\n",
    "proposals.yaml": """\
- id: half
  name: Half of the toll
  by: [north]
  date: 2025-03-01
  terms: [{issue: toll, text: Half of it., value: 50}]
  responses: [{actor: south, answer: reject, evidence: [{source: letter}]}]
  evidence: [{source: gazette}]
""",
    "events.yaml": """\
- {id: second, name: Second session, kind: talks, date: 2025-03-01, follows: first, evidence: [{source: gazette}]}
- {id: first, name: First session, kind: talks, date: 2025-01-01, issues: toll, evidence: [{source: gazette}],
   participants: [{actor: north, role: host}, {actor: south, role: party}], place: Town hall, outcome: None.}
""",
    "sources.yaml": """\
- {id: gazette, title: Councils meet, publisher: River Gazette, kind: article, published: 2025-03-02}
- {id: speech, title: Speech of the mayor, publisher: North Bank, kind: statement}
- {id: letter, title: Letter, publisher: South Bank, kind: document, published: 2025}
- {id: unused, title: Map, publisher: River Gazette, kind: document}
""",
}


@pytest.fixture
def dossier(examined: Examine) -> Dossier:
    read, problems = examined(FILES)
    assert problems == []
    return read


def ids(dossier: Dossier, kind: Kind, *, actor: str | None = None, issue: str | None = None) -> list[str]:
    return [record.id for record in select(dossier, kind, actor=actor, issue=issue)]


def test_what_carries_a_date_comes_by_date_and_the_rest_in_file_order(dossier: Dossier) -> None:
    assert ids(dossier, "positions") == ["earlier", "repairs", "later"]
    assert ids(dossier, "events") == ["first", "second"]
    assert ids(dossier, "actors") == ["north", "south", "mayor", "ferry"]


def test_positions_of_an_actor_are_those_it_holds_commits_to_or_attributes(dossier: Dossier) -> None:
    assert ids(dossier, "positions", actor="south") == ["repairs", "later"]
    assert ids(dossier, "positions", actor="mayor") == ["later"]


def test_positions_on_an_issue_are_those_that_name_it_in_a_condition_too(dossier: Dossier) -> None:
    assert ids(dossier, "positions", issue="repair") == ["earlier", "repairs"]


def test_actor_and_issue_together_mean_records_that_name_both(dossier: Dossier) -> None:
    assert ids(dossier, "positions", actor="south", issue="toll") == ["later"]
    assert ids(dossier, "events", actor="south", issue="toll") == ["first"]
    assert ids(dossier, "events", actor="mayor", issue="toll") == []
    assert ids(dossier, "proposals", actor="south", issue="toll") == ["half"]


def test_an_actor_is_near_itself_and_the_holders_of_positions_that_name_it(dossier: Dossier) -> None:
    assert ids(dossier, "actors", actor="mayor") == ["south", "mayor"]


def test_issues_of_an_actor_are_those_it_took_a_position_on_or_must_consent_to(dossier: Dossier) -> None:
    assert ids(dossier, "issues", actor="south") == ["toll", "repair"]
    assert ids(dossier, "issues", actor="mayor") == ["toll"]


def test_sources_of_an_actor_are_those_of_the_records_about_it(dossier: Dossier) -> None:
    assert ids(dossier, "sources", actor="mayor") == ["gazette", "speech"]
    assert ids(dossier, "sources", issue="repair") == ["gazette", "letter"]


def test_nothing_is_about_whom_nobody_names(dossier: Dossier) -> None:
    assert [ids(dossier, kind, actor="nobody") for kind in KINDS] == [[]] * len(KINDS)


def test_a_record_names_every_actor_issue_event_and_source_in_it(dossier: Dossier) -> None:
    assert named_by(dossier.proposals["half"]) == {
        *("actor:north", "actor:south", "issue:toll", "source:gazette", "source:letter"),
    }
    assert named_by(dossier.issues["toll"]) == {"actor:north", "actor:south", "source:gazette"}
    assert named_by(dossier.events["second"]) == {"event:first", "source:gazette"}


def test_a_source_is_told_once_with_its_carrier(dossier: Dossier) -> None:
    assert sources_of(dossier.positions["later"]) == ["speech via gazette"]


def test_a_row_of_a_position_has_ids_and_texts_and_none_where_nothing_was_coded(dossier: Dossier) -> None:
    assert row(dossier.positions["later"]) == {
        "id": "later",
        "actor": "south",
        "issue": "toll",
        "stance": "oppose",
        "value": None,
        "valid": "2025-03",
        "claim": "No toll.",
        "conditions": [],
        "on_behalf_of": [],
        "attributed_by": "mayor",
        "basis": "reported",
        "status": "plain",
        "sources": ["speech via gazette"],
    }


def test_the_status_quo_in_a_row_is_the_latest_by_date_not_by_line(dossier: Dossier) -> None:
    assert row(dossier.issues["toll"])["status_quo"] == 50
    assert row(dossier.issues["repair"])["status_quo"] is None


def test_an_actor_without_a_public_role_is_described(dossier: Dossier) -> None:
    assert row(dossier.actors["ferry"])["public_role"] == "Runs the ferry"
    assert row(dossier.actors["mayor"])["public_role"] == "Mayor of North Bank"


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_a_kind_has_the_same_columns_and_plain_values(kind: Kind, dossier: Dossier) -> None:
    rows = [row(record) for record in select(dossier, kind)]
    assert rows
    assert {tuple(each) for each in rows} == {tuple(rows[0])}
    assert json.loads(json.dumps(rows)) == rows
