"""Loading: what a server then holds is exactly one version of a dossier."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.digest import version
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Coder, Evidence, Lock, Manifest, Source, Tie
from graphkit.graph.build import property_graph
from graphkit.store import load as loading
from graphkit.store import writing
from graphkit.store.audit import audit
from graphkit.store.changes import Change, Plan
from graphkit.store.error import ServerError
from graphkit.store.fetch import fetch
from graphkit.store.files import statement
from graphkit.store.ledger import ledger_of
from graphkit.store.load import drop, load, would_load
from graphkit.store.stored import elements_in
from tests.neo4j import generated

if TYPE_CHECKING:
    from neo4j import Driver

NAME = "istanbul-2025"


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return examine(bundled_dossier(NAME))[0]


def with_position(dossier: Dossier, number: int, **changes: Any) -> Dossier:
    positions = list(dossier.positions)
    positions[number] = positions[number].model_copy(update=changes)
    return replace(dossier, positions=Records(positions))


def count(driver: Driver, query: str, **values: Any) -> int:
    return int(driver.execute_query(query, values).records[0][0])


def findings(driver: Driver) -> list[str]:
    return [str(finding) for finding in audit(driver, NAME).findings]


def departures(driver: Driver, dossier: str) -> list[str]:
    """Where the graph is not the dossier's; what is made at random breaks rules that audits look at."""
    return [str(each) for each in audit(driver, dossier).findings if each.audit in ("content", "counts")]


def test_the_server_holds_every_node_relationship_and_property_of_the_graph(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    graph = property_graph(seed)
    with driver.session() as session:
        there = session.execute_read(lambda transaction: list(elements_in(transaction, NAME)))
    nodes = {each.key: each for each in there if each.what == "node"}
    relationships = {each.key: each for each in there if each.what == "relationship"}
    assert nodes.keys() == set(graph.nodes)
    for key, data in graph.nodes(data=True):
        assert set(nodes[key].labels) == set(data["labels"])
        assert nodes[key].properties == {name: value for name, value in data.items() if name != "labels"}
    assert relationships.keys() == {key for *_, key in graph.edges(keys=True)}
    for start, end, key, data in graph.edges(keys=True, data=True):
        assert (*relationships[key].ends, relationships[key].labels) == (start, end, (data["type"],))
        assert relationships[key].properties == {name: value for name, value in data.items() if name != "type"}


def test_what_is_fetched_is_equal_to_what_was_loaded(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    assert fetch(driver, NAME) == seed


def test_a_load_tells_the_version_and_what_it_wrote(driver: Driver, seed: Dossier) -> None:
    done = load(driver, seed)
    graph = property_graph(seed)
    assert (done.version, done.before) == (version(seed), None)
    assert (done.nodes, done.relationships) == (graph.number_of_nodes(), graph.number_of_edges())
    assert len(done.records["created"]) == len(list(seed.records()))


def test_loading_twice_changes_nothing(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    before = driver.execute_query("MATCH (d:Dossier) RETURN properties(d) AS held").records[0]["held"]
    again = load(driver, seed)
    assert again.written == {}
    assert driver.execute_query("MATCH (d:Dossier) RETURN properties(d) AS held").records[0]["held"] == before


def test_one_changed_claim_is_one_changed_node(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    done = load(driver, with_position(seed, 3, claim="Says otherwise."))
    assert done.written == {"nodes changed": 1}
    assert done.records["changed"] == (f"position:{list(seed.positions)[3].id}",)
    assert count(driver, "MATCH (p:Position {claim: 'Says otherwise.'}) RETURN count(p)") == 1
    assert findings(driver) == []


def test_a_retracted_position_loses_its_label_and_gets_it_back(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    positions = len(seed.positions)
    load(driver, with_position(seed, 0, retracted_on=date(2025, 6, 9)))
    assert count(driver, "MATCH (p:Position) RETURN count(p)") == positions - 1
    assert count(driver, "MATCH (:Actor)-[r:TOOK]->() RETURN count(r)") == positions - 1
    assert findings(driver) == []
    load(driver, seed)
    assert count(driver, "MATCH (p:Position) RETURN count(p)") == positions
    assert findings(driver) == []


def test_another_coders_position_counts_until_the_preferred_coder_codes_the_passage(
    driver: Driver, seed: Dossier
) -> None:
    coders = (Coder(id="ada", preferred=True), Coder(id="ben"))
    first = seed.positions[seed.positions.ids[0]]
    bens = first.model_copy(update={"id": "bens", "coder": "ben", "stance": "neutral"})
    others = [each for each in seed.positions if each.id != first.id]
    alone = replace(
        seed, manifest=seed.manifest.model_copy(update={"coders": coders}), positions=Records([*others, bens])
    )
    counted = "MATCH (:Actor)-[:TOOK]->(p:Position {id: $id}) RETURN count(*)"
    load(driver, alone)
    assert count(driver, counted, id="position:bens") == 1
    load(driver, replace(alone, positions=Records([*others, bens, first])))
    assert count(driver, counted, id="position:bens") == 0
    assert count(driver, counted, id=first.key) == 1
    assert findings(driver) == []
    load(driver, alone)
    assert count(driver, counted, id="position:bens") == 1
    assert findings(driver) == []


def test_a_removed_record_goes_with_its_evidence(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    fewer = replace(seed, positions=Records(list(seed.positions)[:-1]))
    done = load(driver, fewer)
    assert done.records["removed"] == (f"position:{list(seed.positions)[-1].id}",)
    assert findings(driver) == []
    assert fetch(driver, NAME) == fewer


@pytest.mark.parametrize("first", range(0, 12, 2))
def test_any_version_becomes_any_other(driver: Driver, first: int) -> None:
    one = generated.dossier(first, name="made")
    other = generated.dossier(first + 1, name="made")
    load(driver, one)
    done = load(driver, other)
    assert departures(driver, "made") == []
    assert fetch(driver, "made") == other
    graph = property_graph(other)
    assert (done.nodes, done.relationships) == (graph.number_of_nodes(), graph.number_of_edges())


def test_several_dossiers_live_side_by_side(driver: Driver, seed: Dossier) -> None:
    other = generated.dossier(1, name="made")
    load(driver, seed)
    load(driver, other)
    load(driver, with_position(seed, 0, claim="Says otherwise."))
    assert fetch(driver, "made") == other
    assert drop(driver, NAME)
    assert departures(driver, "made") == []
    assert count(driver, "MATCH (n) WHERE n.dossier = $name OR n.key = $name RETURN count(n)", name=NAME) == 0
    assert not drop(driver, NAME)


def test_a_dry_run_says_what_would_change_and_writes_nothing(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    would = would_load(driver, with_position(seed, 3, claim="Says otherwise."))
    assert would.records["changed"] == (f"position:{list(seed.positions)[3].id}",)
    assert fetch(driver, NAME) == seed


def test_a_dry_run_on_an_empty_server_makes_nothing(bare_driver: Driver, seed: Dossier) -> None:
    assert len(would_load(bare_driver, seed).records["created"]) == len(list(seed.records()))
    assert count(bare_driver, "MATCH (n) RETURN count(n)") == 0
    assert bare_driver.execute_query("SHOW CONSTRAINTS").records == []


def test_the_order_of_records_makes_no_version(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    turned = replace(seed, positions=Records(reversed(list(seed.positions))))
    assert load(driver, turned).written == {}


def test_two_loaders_at_once_end_as_one_after_the_other(driver: Driver, seed: Dossier) -> None:
    versions = [with_position(seed, 0, claim=f"Version {number}.") for number in range(4)]
    failed: list[BaseException] = []

    def run(dossier: Dossier) -> None:
        try:
            load(driver, dossier)
        except BaseException as error:
            failed.append(error)

    loaders = [threading.Thread(target=run, args=(dossier,)) for dossier in versions]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()
    assert failed == []
    assert fetch(driver, NAME) in versions
    assert findings(driver) == []


def test_who_looks_up_a_commit_does_not_wait_for_ever(
    driver: Driver, seed: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(driver, seed)
    monkeypatch.setattr(loading, "LOOK_FOR_S", 1)
    with driver.session() as session, session.begin_transaction() as another:
        another.run(statement("lock-dossier"), dossier=seed.manifest.id).consume()
        with pytest.raises(ServerError, match="1 s later it still writes"):
            loading._was_committed(driver, seed.manifest.id, "lost", None)
    assert loading._was_committed(driver, seed.manifest.id, "lost", None) is False


def test_what_goes_is_found_from_an_end_of_its_own() -> None:
    before = generated.dossier(1, name="made")
    known = tuple(
        Change(key, found, None) for key, found in sorted(ledger_of(before).editions.items()) if key != "dossier"
    )
    gone = [op for phase in Plan("made", known, frozenset()).ops(lambda done, steps: None) for op in phase]
    found = Counter(op.statement for op in gone)
    by_id = {op.labels for op in gone if op.statement == "delete-relationships"}
    assert found["delete-relationships-from"] > found["delete-relationships"]
    assert found["delete-relationships-to"] > 0  # TOOK leads to the position that goes
    assert all(label[0][1].removeprefix("RETRACTED_") not in ("TOOK", "ON", "SHOWN_BY") for label in by_id)


def test_a_missing_end_of_a_relationship_is_an_error_and_nothing_is_written(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    driver.execute_query("MATCH (a:Actor {id: 'actor:fidan'}) DETACH DELETE a")
    more = replace(
        seed,
        ties=Records(
            [
                *seed.ties,
                Tie(id="new", from_="fidan", to="nato", kind="supports", evidence=(Evidence(source="bne-2025-06-02"),)),
            ]
        ),
    )
    with pytest.raises(ServerError, match=r"lacks istanbul-2025/actor:fidan.*--anew"):
        load(driver, more)
    held = driver.execute_query("MATCH (d:Dossier) RETURN d.version AS version").records
    assert [record["version"] for record in held] == [version(seed)]
    load(driver, more, anew=True)
    assert findings(driver) == []


def test_a_number_that_neo4j_cannot_hold_is_named(driver: Driver) -> None:
    lock = Lock(start=0, end=10**20, sha256="0" * 64)
    dossier = Dossier(
        Manifest(id="large", title="Large"),
        actors=Records([Actor(id="a", name="A", kind="state"), Actor(id="b", name="B", kind="state")]),
        sources=Records([Source(id="s", title="T", publisher="P", kind="post")]),
        ties=Records([Tie(id="t", from_="a", to="b", kind="supports", evidence=(Evidence(source="s", lock=lock),))]),
    )
    with pytest.raises(ServerError, match=r"evidence:tie\.t\.\w+: lock_end is 100000000000000000000"):
        load(driver, dossier)
    assert count(driver, "MATCH (n:Actor|Dossier) RETURN count(n)") == 0


def test_a_graph_of_another_format_is_written_anew(
    driver: Driver, seed: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(writing, "FORMAT", 0)
        load(driver, seed)
    driver.execute_query("MATCH (p:Position) SET p.left_over = 1")
    load(driver, seed)
    assert findings(driver) == []


def test_what_lies_under_the_id_without_a_load_is_replaced(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    driver.execute_query("MATCH (d:Dossier) DELETE d")
    load(driver, seed)
    assert findings(driver) == []


def test_progress_ends_where_it_said_it_would(driver: Driver, seed: Dossier) -> None:
    told: list[tuple[int, int]] = []
    load(driver, seed, progress=lambda done, steps: told.append((done, steps)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0


def test_what_an_analyst_adds_beside_the_graph_stays(driver: Driver, seed: Dossier) -> None:
    load(driver, seed)
    driver.execute_query("MATCH (a:Actor {id: 'actor:fidan'}) CREATE (:Note {text: 'ask again'})-[:ABOUT]->(a)")
    load(driver, with_position(seed, 0, claim="Says otherwise."))
    assert count(driver, "MATCH (:Note)-[:ABOUT]->(a:Actor) RETURN count(a)") == 1
    assert findings(driver) == []
