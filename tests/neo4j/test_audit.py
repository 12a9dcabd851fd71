"""An audit finds what was changed by hand, whatever it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Dossier
from graphkit.store.audit import Finding, audit, audit_in, audits
from graphkit.store.error import ServerError
from graphkit.store.fetch import fetch
from graphkit.store.load import load

if TYPE_CHECKING:
    from neo4j import Driver

Change = Callable[[str], "list[Finding]"]
NAME = "istanbul-2025"
FIDAN = "(n:Actor {id: 'actor:fidan'})"
POSITION = "(n:Position {id: 'position:putin-ceasefire-30-days'})"
BROKEN = {
    "actor-kind": f"MATCH {FIDAN} SET n:Bloc",
    "counts": f"MATCH {POSITION} DETACH DELETE n",
    "crosses-dossiers": f"MATCH {FIDAN} CREATE (n)-[:SUPPORTS {{id: 'x'}}]->(:Actor {{key: 'o/actor:x'}})",
    "days-in-order": f"MATCH {POSITION} SET n.valid_until = date('1999-01-01')",
    "evidence-source": "MATCH (:Evidence)-[r:FROM]->() WITH r LIMIT 1 DELETE r",
    "evidence-use": "MATCH ()-[r:SHOWN_BY]->() WITH r LIMIT 1 DELETE r",
    "keys": f"MATCH {FIDAN} SET n.id = 'actor:hakan'",
    "position-actor": f"MATCH {POSITION}<-[r:TOOK]-() DELETE r",
    "position-evidence": f"MATCH {POSITION}-[r:SHOWN_BY]->() DELETE r",
    "position-issue": f"MATCH {POSITION}-[r:ON]->() DELETE r",
    "retracted": f"MATCH {POSITION} SET n:Retracted",
    "standing": f"MATCH {POSITION} SET n.known_until = date('2025-06-09')",
    "supersedes": f"MATCH {POSITION} CREATE (n)-[:SUPERSEDES {{id: 'x'}}]->(n)",
    "tie-evidence": "MATCH (:Actor)-[r:HEADS]->(:Actor) WITH r LIMIT 1 REMOVE r.evidence",
    "values": f"MATCH {POSITION} SET n.value = 101.0",
}  # fmt: skip
CHANGED = {
    "a claim": f"MATCH {POSITION} SET n.claim = 'Says otherwise.'",
    "a property more": f"MATCH {FIDAN} SET n.favourite = true",
    "a property less": f"MATCH {FIDAN} REMOVE n.name",
    "a label": f"MATCH {FIDAN} SET n:Hero",
    "a node": "CREATE (:Actor {key: 'istanbul-2025/actor:new', id: 'actor:new', dossier: 'istanbul-2025'})",
    "a node without a key": "CREATE (:Actor {dossier: 'istanbul-2025'})",
    "a missing node": f"MATCH {FIDAN} DETACH DELETE n",
    "a relationship": f"MATCH {FIDAN} MATCH (m:Actor {{id: 'actor:nato'}}) CREATE (n)-[:HEADS {{id: 'x'}}]->(m)",
    "a relationship without an id": f"MATCH {FIDAN} MATCH (m:Actor {{id: 'actor:nato'}}) CREATE (n)-[:HEADS]->(m)",
    "a missing relationship": "MATCH ()-[r:TERM]->() WITH r LIMIT 1 DELETE r",
    "another end": "MATCH (a)-[r:ON]->() WITH *, properties(r) AS p LIMIT 1 DELETE r CREATE (a)-[s:ON]->(a) SET s = p",
    "another type": "MATCH (a)-[r:HEADS]->(b) WITH * LIMIT 1 CREATE (a)-[s:OPPOSES]->(b) SET s = r DELETE r",
    "a whole number for a decimal one": f"MATCH {POSITION} SET n.value = toInteger(n.value)",
}  # fmt: skip


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return examine(bundled_dossier(NAME))[0]


@pytest.fixture
def loaded(driver: Driver, seed: Dossier) -> Driver:
    load(driver, seed)
    return driver


@pytest.fixture(scope="module")
def change(_open_driver: Driver, seed: Dossier) -> Change:
    """Makes a change and gives the findings of an audit that sees it; then all is as before."""
    _open_driver.execute_query("MATCH (n) DETACH DELETE n")
    load(_open_driver, seed)

    def run(statement: str) -> list[Finding]:
        with _open_driver.session() as session, session.begin_transaction() as transaction:
            transaction.run(statement).consume()
            found = list(audit_in(transaction, NAME).findings)
            transaction.rollback()  # else it would be committed
            return found

    return run


def test_a_sound_database_has_no_finding(change: Change) -> None:
    assert change("RETURN 1") == []


def test_every_audit_is_broken_here_once() -> None:
    assert {each.name for each in audits()} == BROKEN.keys()
    assert all(each.title for each in audits())


@pytest.mark.parametrize("name", BROKEN)
def test_each_audit_finds_what_it_is_for(change: Change, name: str) -> None:
    assert name in {finding.audit for finding in change(BROKEN[name])}


@pytest.mark.parametrize("what", CHANGED)
def test_a_change_by_hand_is_found_whatever_it_is(change: Change, what: str) -> None:
    assert "content" in {finding.audit for finding in change(CHANGED[what])}


def test_a_finding_says_what_is_there_and_what_should_be(change: Change) -> None:
    (finding,) = change(CHANGED["a claim"])
    assert finding.key == "istanbul-2025/position:putin-ceasefire-30-days"
    assert finding.found.startswith("node changed: claim: 'Says otherwise.' instead of '")


@pytest.mark.parametrize("what", ["a claim", "a node without a key", "a missing relationship"])
def test_what_was_changed_by_hand_is_not_fetched(loaded: Driver, what: str) -> None:
    loaded.execute_query(CHANGED[what])
    with pytest.raises(ServerError, match=r"not the one that was loaded.*--anew"):
        fetch(loaded, NAME)


@pytest.mark.parametrize(
    "damage",
    [
        "MATCH (d:Dossier) SET d.version = 'x'",
        "MATCH (d:Dossier) SET d.manifest = '{}'",
        "MATCH (l:Ledger) SET l.content = 'x'",
        "MATCH (l:Ledger) DELETE l",
    ],
)
def test_a_changed_ledger_is_refused_with_the_way_out(loaded: Driver, seed: Dossier, damage: str) -> None:
    loaded.execute_query(damage)
    with pytest.raises(ServerError, match=r"changed by hand.*--anew"):
        audit(loaded, NAME)
    load(loaded, seed, anew=True)
    assert audit(loaded, NAME).findings == ()


def test_a_dossier_that_is_not_there_is_named_with_those_that_are(loaded: Driver) -> None:
    with pytest.raises(ServerError, match=r"no dossier 'istanbul-2026'; it holds istanbul-2025; did you mean"):
        fetch(loaded, "istanbul-2026")


def test_an_empty_server_says_how_to_load(driver: Driver) -> None:
    with pytest.raises(ServerError, match="graphkit neo4j load"):
        fetch(driver, NAME)
