"""Hostile dossiers: what they say stays a value, wherever a query could have taken it for its own text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Event, Issue, Manifest, Position, Source, Tie
from graphkit.store.audit import audit
from graphkit.store.fetch import fetch
from graphkit.store.load import load
from tests.cli.conftest import Run, run

if TYPE_CHECKING:
    from neo4j import Driver

__all__ = ["run"]
pytestmark = pytest.mark.usefixtures("at_server")
DELETE = "MATCH (n:Canary) DETACH DELETE n"
HOSTILE = (
    f"'}}) {DELETE} //",
    f'"}}) {DELETE} //',
    f"`}}) {DELETE} //",
    f"\\u0060}}) {DELETE} //",
    f"\\u0027}}) {DELETE} //",
    f"\\') {DELETE} //",
    f"*/ {DELETE} /*",
    f"; {DELETE};",
    f"\uff07}}) {DELETE} // wide",
    f"\u02b9 {DELETE} // modifier",
    "$dossier",
    "$$(cat)",
    "{0} %s {{x}}",
    ":param x => 1",
    "\u202e\u2066 reversed",
    "Actor`:Canary",
    "REMOVE n:Canary",
)
EVIDENCE = [{"source": "s0", "note": HOSTILE[0]}]


def hostile() -> Dossier:
    """A dossier in which every text of `HOSTILE` stands wherever a text may stand."""
    actors: list[Actor] = []
    issues: list[Issue] = []
    positions: list[Position] = []
    events: list[Event] = []
    for n, text in enumerate(HOSTILE):
        actors.append(Actor(id=f"a{n}", name=text, kind="person", aliases=(text,), public_role=text, note=text))
        issues.append(Issue(id=f"i{n}", name=text, question=text, note=text))
        said: dict[str, Any] = {"stance": "oppose", "claim": text, "conditions": [{"text": text}], "valid": "2025"}
        held = {"id": f"p{n}", "actor": f"a{n}", "issue": f"i{n}", "note": text, "evidence": EVIDENCE}
        positions.append(Position.model_validate({**said, **held}))
        took = [{"actor": f"a{n}", "role": "host"}, {"actor": "a0", "role": "party"}]
        event = {"id": f"e{n}", "name": text, "kind": "talks", "date": "2025", "place": text, "outcome": text}
        events.append(Event.model_validate({**event, "participants": took, "evidence": EVIDENCE}))
    tie = Tie.model_validate({"id": "t", "from": "a0", "to": "a1", "kind": "heads", "evidence": EVIDENCE})
    source = Source(id="s0", title=HOSTILE[2], publisher=HOSTILE[3], kind="other", author=HOSTILE[4])
    return Dossier(
        Manifest(id="hostile", title=HOSTILE[0], summary=HOSTILE[1]),
        actors=Records(actors),
        issues=Records(issues),
        positions=Records(positions),
        events=Records(events),
        ties=Records([tie]),
        sources=Records([source]),
    )


@pytest.fixture
def canary(driver: Driver) -> Driver:
    """A server with a node that every hostile text would delete, and with the hostile dossier."""
    driver.execute_query("CREATE (:Canary {name: 'alive'})")
    load(driver, hostile())
    return driver


def alive(driver: Driver) -> bool:
    """Whether the canary is there, alone and unharmed, and no label or type came from data."""
    nodes = driver.execute_query("MATCH (n:Canary) RETURN n.name AS name, labels(n) AS labels").records
    labels = {record["label"] for record in driver.execute_query("CALL db.labels()").records}
    types = {record["relationshipType"] for record in driver.execute_query("CALL db.relationshipTypes()").records}
    assert not [name for name in labels | types if not name.replace("_", "").isalpha()]
    return [(record["name"], record["labels"]) for record in nodes] == [("alive", ["Canary"])]


def test_what_was_loaded_is_what_is_fetched(canary: Driver) -> None:
    assert fetch(canary, "hostile") == hostile()
    assert alive(canary)


def test_an_audit_of_hostile_records_finds_nothing_and_harms_nothing(canary: Driver) -> None:
    assert audit(canary, "hostile").findings == ()
    assert alive(canary)


@pytest.mark.parametrize("n", range(len(HOSTILE)))
def test_a_hostile_name_finds_its_record_on_the_server_and_nothing_else(canary: Driver, run: Run, n: int) -> None:
    result = run("ask", "who-blocks", "neo4j:hostile", "-p", f"issue={HOSTILE[n]}", "--format", "json")
    assert [row["actor"] for row in json.loads(result.stdout)] == [f"actor:a{n}"]
    assert alive(canary)


@pytest.mark.parametrize("words", ["neo4j:hostile' //", f"neo4j:`{DELETE}", "neo4j:$dossier", "neo4j:\\u0027"])
def test_a_hostile_dossier_id_names_none(canary: Driver, run: Run, words: str) -> None:
    result = run("ask", "contested-issues", words)
    assert result.exit_code == 1
    assert "the server holds no dossier" in result.stderr
    assert alive(canary)


def test_a_hostile_parameter_is_a_value(canary: Driver, run: Run) -> None:
    for text in HOSTILE:
        result = run("cypher", "-", "-p", f"x={text}", "--format", "json", stdin="RETURN $x AS x")
        assert json.loads(result.stdout) == [{"x": text}]
    assert alive(canary)


def test_a_hostile_name_of_a_parameter_is_none_of_the_query(canary: Driver, run: Run) -> None:
    for text in HOSTILE:
        result = run("cypher", "-", "-p", f"{text.replace('=', '')}=1", stdin="RETURN 1")
        assert result.exit_code == 2
    assert alive(canary)


def test_lines_for_the_browser_hold_hostile_values_as_texts(canary: Driver, run: Run) -> None:
    query = "// title: Echo?\n// Says it back.\n// param dossier, as_of, known_on: always\n// returns x\nRETURN $x AS x"
    from graphkit.cli.questions import literal

    for text in HOSTILE:
        pasted = run("cypher", "-", "--format", "json", stdin=f":param x => {literal(text)};\n{query}")
        assert json.loads(pasted.stdout) == [{"x": text}], text
    assert alive(canary)


def test_hostile_labels_types_and_properties_of_others_are_drawn_and_do_nothing(
    canary: Driver, run: Run, tmp_path: Path
) -> None:
    canary.execute_query(
        "CREATE (a:$($label) {`node_for_adding`: 1, `a``b`: $text, id: 'actor:a0', dossier: 'hostile', key: $text})"
        "-[:$($label) {`key`: $text, `u_of_edge`: 2, type: 3}]->(:Other {labels: 'x', name: '</script><b>'})",
        label="Evil`) " + DELETE + " //",
        text=HOSTILE[3],
    )
    page = tmp_path / "page.html"
    result = run("cypher", "-", "--render", page, stdin="MATCH (a)-[r]->(b:Other) RETURN a, r, b")
    assert result.exit_code == 0
    assert "</script><b>" not in page.read_text("utf-8")
    canary.execute_query("MATCH (a)-[]->(b:Other) DETACH DELETE a, b")
    assert [dict(record["n"]) for record in canary.execute_query("MATCH (n:Canary) RETURN n").records] == [
        {"name": "alive"}
    ]


def test_every_hostile_record_can_be_drawn_from_the_server(canary: Driver, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("ask", "coverage", "neo4j:hostile", "--render", page)
    assert result.exit_code == 0
    assert page.read_text("utf-8").count("<script") == 2
    assert alive(canary)
