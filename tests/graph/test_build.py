"""The property graph: nodes, relationships, keys and dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.clocks import at, known_at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Evidence, Issue, Manifest, Proposal, Source, Tie
from graphkit.graph.build import property_graph
from tests.dossier import made
from tests.dossier.test_editions import few_days, with_days


@pytest.fixture(scope="module")
def seed() -> Dossier:
    dossier, problems = examine(bundled_dossier("istanbul-2025"))
    assert problems == []
    return dossier


@pytest.fixture(scope="module")
def graph(seed: Dossier) -> nx.MultiDiGraph[Any]:
    return property_graph(seed)


def undated(data: dict[str, Any]) -> dict[str, Any]:
    """What a node or relationship says, less the days on which the record knew it."""
    return {name: value for name, value in data.items() if name not in ("known_from", "known_until", "known_gaps")}


def edges_of(graph: nx.MultiDiGraph[Any], type_: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(start, end, data) for start, end, data in graph.edges(data=True) if data["type"] == type_]


def test_every_record_that_is_no_tie_is_a_node_with_its_key_and_id(seed: Dossier, graph: nx.MultiDiGraph[Any]) -> None:
    for record in seed.records():
        if not isinstance(record, Tie):
            node = graph.nodes[f"istanbul-2025/{record.key}"]
            assert node["id"] == record.key
            assert node["key"] == f"istanbul-2025/{record.key}"
            assert node["dossier"] == "istanbul-2025"


def test_an_actor_has_the_label_of_its_kind(graph: nx.MultiDiGraph[Any]) -> None:
    assert graph.nodes["istanbul-2025/actor:fidan"]["labels"] == ("Actor", "Person")
    assert graph.nodes["istanbul-2025/actor:nato"]["labels"] == ("Actor", "Bloc")


def test_every_relationship_id_is_its_key_and_occurs_once(graph: nx.MultiDiGraph[Any]) -> None:
    ids = [key for _, _, key in graph.edges(keys=True)]
    assert len(ids) == len(set(ids))
    assert all(
        key == data["id"] and key.startswith("istanbul-2025/") for _, _, key, data in graph.edges(keys=True, data=True)
    )


def test_every_position_is_taken_by_one_actor_on_one_issue_and_shown_by_evidence(
    seed: Dossier, graph: nx.MultiDiGraph[Any]
) -> None:
    for position in seed.positions:
        key = f"istanbul-2025/position:{position.id}"
        into = [(start, data["type"]) for start, _, data in graph.in_edges(key, data=True)]
        out = [(end, data["type"]) for _, end, data in graph.out_edges(key, data=True)]
        assert into.count((f"istanbul-2025/actor:{position.actor}", "TOOK")) == 1
        assert [end for end, type_ in out if type_ == "ON"] == [f"istanbul-2025/issue:{position.issue}"]
        assert len([end for end, type_ in out if type_ == "SHOWN_BY"]) == len(position.evidence)


def test_a_tie_carries_the_keys_of_its_evidence_and_these_lead_to_its_sources() -> None:
    dossier = Dossier(
        Manifest(id="d", title="D"),
        actors=Records([Actor(id="a", name="A", kind="person"), Actor(id="b", name="B", kind="bloc")]),
        sources=Records(
            [
                Source(id="post", title="T", publisher="P", kind="post"),
                Source(id="paper", title="U", publisher="Q", kind="article"),
            ]
        ),
        ties=Records([Tie(id="t", from_="a", to="b", kind="heads", evidence=(Evidence(source="post", via="paper"),))]),
    )
    graph = property_graph(dossier)
    (start, end, data), *none = edges_of(graph, "HEADS")
    assert (start, end, none) == ("d/actor:a", "d/actor:b", [])
    assert data["id"] == "d/tie:t"
    (evidence,) = data["evidence"]
    assert evidence in graph
    assert (evidence, "d/source:post") in {(start, end) for start, end, _ in edges_of(graph, "FROM")}
    assert (evidence, "d/source:paper") in {(start, end) for start, end, _ in edges_of(graph, "VIA")}


def test_roles_answers_and_terms_stand_on_their_relationships(graph: nx.MultiDiGraph[Any]) -> None:
    hosts = {start for start, end, data in edges_of(graph, "TOOK_PART") if data["role"] == "host"}
    assert "istanbul-2025/actor:fidan" in hosts
    assert {data["answer"] for _, _, data in edges_of(graph, "ANSWERED")} >= {"accept", "reject", "pending"}
    assert all(data["text"] for _, _, data in edges_of(graph, "TERM"))


def test_a_single_date_has_no_last_day_where_it_lasts_and_has_one_where_it_happens(graph: nx.MultiDiGraph[Any]) -> None:
    position = graph.nodes["istanbul-2025/position:ukrainian-delegation-ceasefire-30-days"]
    assert (position["valid"], position["valid_from"]) == ("2025-06-02", date(2025, 6, 2))
    assert "valid_until" not in position
    event = graph.nodes["istanbul-2025/event:jeddah-meeting"]
    assert (event["date"], event["valid_from"], event["valid_until"]) == (
        "2025-03",
        date(2025, 3, 1),
        date(2025, 3, 31),
    )


def test_retracted_and_corrected_records_carry_no_public_label() -> None:
    evidence = (Evidence(source="s"),)
    dossier = Dossier(
        Manifest(id="d", title="D"),
        actors=Records(
            [
                Actor(id="a", name="A", kind="person"),
                Actor(id="old", name="O", kind="person"),
                Actor(id="new", name="N", kind="person", corrects="old"),
                Actor(id="gone", name="G", kind="person", retracted_on=date(2025, 1, 1)),
            ]
        ),
        sources=Records([Source(id="s", title="T", publisher="P", kind="post")]),
        ties=Records(
            [
                Tie(id="t", from_="a", to="new", kind="heads", evidence=evidence, retracted_on=date(2025, 1, 1)),
                Tie(id="u", from_="a", to="new", kind="opposes", evidence=evidence),
            ]
        ),
    )
    graph = property_graph(dossier)
    assert {key for key, data in graph.nodes(data=True) if "Actor" in data["labels"]} == {"d/actor:a", "d/actor:new"}
    assert graph.nodes["d/actor:old"]["labels"] == ("Retracted",)
    assert graph.nodes["d/actor:gone"]["labels"] == ("Retracted",)
    shown = {key: data["labels"] for key, data in graph.nodes(data=True) if key.startswith("d/evidence:tie.t.")}
    assert list(shown.values()) == [("Retracted",)]
    assert edges_of(graph, "HEADS") == []
    assert [data["id"] for _, _, data in edges_of(graph, "RETRACTED_HEADS")] == ["d/tie:t"]
    assert len(edges_of(graph, "OPPOSES")) == 1


def test_an_issue_leads_to_whose_consent_it_needs_and_did_need_before_a_correction() -> None:
    asked = Issue(id="toll", name="T", question="Q?", consent=("old", "b"), recorded_on=date(2025, 1, 1))
    dossier = Dossier(
        Manifest(id="d", title="D", recorded_on=date(2025, 1, 1)),
        actors=Records(
            [
                Actor(id="b", name="B", kind="state"),
                Actor(id="old", name="O", kind="state"),
                Actor(id="new", name="N", kind="state", corrects="old", recorded_on=date(2025, 2, 1)),
            ]
        ),
        issues=Records([asked]),
    )
    graph = property_graph(dossier)
    needs = [(end, data["known_from"]) for _, end, data in edges_of(graph, "NEEDS_CONSENT_OF")]
    needed = [(end, data["known_until"]) for _, end, data in edges_of(graph, "RETRACTED_NEEDS_CONSENT_OF")]
    assert needs == [("d/actor:b", date(2025, 1, 1)), ("d/actor:new", date(2025, 2, 1))]
    assert needed == [("d/actor:old", date(2025, 1, 31))]
    assert "consent" not in graph.nodes["d/issue:toll"]


def test_the_evidence_on_every_relationship_is_the_key_of_a_node(graph: nx.MultiDiGraph[Any]) -> None:
    carried = [key for *_, data in graph.edges(data=True) for key in data.get("evidence", ())]
    assert carried
    assert all("Evidence" in graph.nodes[key]["labels"] for key in carried)


def proposal_answered_by(*answers: tuple[str, str]) -> Dossier:
    responses = [
        {"actor": actor, "answer": "reject", "date": day, "evidence": [{"source": "s"}]} for actor, day in answers
    ]
    fields = {"id": "p", "name": "P", "by": "a", "date": "2025-01-01", "evidence": [{"source": "s"}]}
    return Dossier(
        Manifest(id="d", title="D"),
        actors=Records(Actor(id=id, name=id, kind="state") for id in "abc"),
        sources=Records([Source(id="s", title="T", publisher="P", kind="post")]),
        proposals=Records([Proposal.model_validate({**fields, "responses": responses})]),
    )


def test_evidence_and_answers_keep_their_ids_when_others_come_or_go() -> None:
    later, earlier = ("b", "2025-03-01"), ("c", "2025-01-15")
    every = property_graph(proposal_answered_by(later, earlier))
    cut = property_graph(at(proposal_answered_by(later, earlier), as_of=date(2025, 2, 1)))
    assert set(cut.nodes) < set(every.nodes)
    assert {key for *_, key in cut.edges(keys=True)} < {key for *_, key in every.edges(keys=True)}
    (kept,) = [data for _, _, data in edges_of(cut, "ANSWERED")]
    assert kept in [undated(data) for _, _, data in edges_of(every, "ANSWERED")]


def test_the_graph_of_a_cut_holds_what_counted_on_that_day_as_such() -> None:
    dossier = Dossier(
        Manifest(id="d", title="D"),
        actors=Records([Actor(id="a", name="A", kind="person", retracted_on=date(2025, 3, 1))]),
    )
    assert property_graph(at(dossier, known_on=date(2025, 2, 1))).nodes["d/actor:a"]["labels"] == ("Actor", "Person")
    assert "d/actor:a" not in property_graph(at(dossier, known_on=date(2025, 3, 1)))
    assert property_graph(dossier).nodes["d/actor:a"]["labels"] == ("Retracted",)


def test_the_graph_of_a_whole_dossier_says_on_which_days_everything_was_known() -> None:
    dossier = Dossier(
        Manifest(id="d", title="D", recorded_on=date(2025, 1, 1)),
        actors=Records(
            [
                Actor(id="a", name="A", kind="person"),
                Actor(id="old", name="O", kind="person"),
                Actor(id="new", name="N", kind="person", corrects="old", recorded_on=date(2025, 2, 1)),
            ]
        ),
        ties=Records([Tie(id="t", from_="a", to="old", kind="heads", evidence=(Evidence(source="s"),))]),
        sources=Records([Source(id="s", title="T", publisher="P", kind="post")]),
    )
    graph = property_graph(dossier)
    heads = {(end, data["type"], data["known_from"], data["known_until"]) for _, end, data in edges_of(graph, "HEADS")}
    before = edges_of(graph, "RETRACTED_HEADS")
    assert heads == {("d/actor:new", "HEADS", date(2025, 2, 1), date.max)}
    assert [(end, data["known_from"], data["known_until"]) for _, end, data in before] == [
        ("d/actor:old", date(2025, 1, 1), date(2025, 1, 31))
    ]
    assert graph.nodes["d/actor:old"]["known_until"] == date(2025, 1, 31)


@given(made.dossiers().flatmap(with_days), few_days)
def test_what_a_whole_graph_knew_on_a_day_is_the_graph_of_the_cut_to_that_day(
    dossier: Dossier, day: date | None
) -> None:
    every, cut = property_graph(dossier), property_graph(known_at(dossier, day))
    known = {key for key, data in every.nodes(data=True) if knew(data, day or date.max)}
    assert known == set(cut.nodes)
    relationships = [
        (
            start,
            end,
            data["type"].removeprefix("RETRACTED_"),
            {**undated(data), "type": "", "id": data["id"].partition("~")[0]},
        )
        for start, end, data in every.edges(data=True)
        if start in known and end in known and knew(data, day or date.max)
    ]
    wanted = [(start, end, data["type"], {**data, "type": ""}) for start, end, data in cut.edges(data=True)]
    assert sorted(relationships, key=repr) == sorted(wanted, key=repr)


def knew(data: dict[str, Any], day: date) -> bool:
    gaps = data.get("known_gaps", ())
    away = any(first <= day <= last for first, last in zip(gaps[::2], gaps[1::2], strict=True))
    return bool(data["known_from"] <= day <= data["known_until"]) and not away


def test_a_condition_leads_to_the_issue_that_it_is_about(graph: nx.MultiDiGraph[Any]) -> None:
    found = [
        (end, data) for start, end, data in edges_of(graph, "DEPENDS_ON") if start.endswith("putin-ceasefire-30-days")
    ]
    assert {end for end, _ in found} == {
        f"istanbul-2025/issue:{id}" for id in ("root-causes", "nato-membership", "size-of-forces")
    }
    assert {(data["at_least"], data["then"]) for _, data in found} == {(100, "support")}


def test_a_graph_of_an_earlier_day_has_no_relationship_into_the_future(seed: Dossier) -> None:
    graph = property_graph(at(seed, as_of=date(2025, 5, 20)))
    assert "istanbul-2025/event:talks-2-june" not in graph
    assert all(start in graph and end in graph for start, end in graph.edges())
    assert all("labels" in data for _, data in graph.nodes(data=True))


def test_the_order_of_files_and_records_does_not_show(seed: Dossier, graph: nx.MultiDiGraph[Any]) -> None:
    kinds: dict[str, Any] = {
        f"{kind}s": Records(reversed(list(seed.of_kind(kind))))
        for kind in ("actor", "tie", "issue", "position", "judgement", "proposal", "event", "source")
    }
    turned = Dossier(seed.manifest, **kinds)
    again = property_graph(turned)
    assert list(again.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_properties_are_texts_numbers_days_and_flat_tuples(graph: nx.MultiDiGraph[Any]) -> None:
    every = [*(data for _, data in graph.nodes(data=True)), *(data for _, _, data in graph.edges(data=True))]
    for value in (value for data in every for value in data.values()):
        assert isinstance(value, str | int | float | date | tuple), value
        if isinstance(value, tuple):
            assert all(isinstance(member, str | int | float) for member in value)


def test_open_dossier_and_to_networkx_are_what_a_notebook_needs(tmp_path: Path) -> None:
    import graphkit

    graph = graphkit.to_networkx(graphkit.open_dossier(bundled_dossier("istanbul-2025"), as_of="2025-06-01"))
    assert "istanbul-2025/event:spiderweb" in graph
    assert "istanbul-2025/event:talks-2-june" not in graph
    with pytest.raises(ValueError, match="F002"):
        graphkit.open_dossier(tmp_path)
