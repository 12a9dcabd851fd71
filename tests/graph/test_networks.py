"""Projections: ties, actor x issue, agreement and conflict, co-participation."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Event, Evidence, Issue, Manifest, Participant, Position, Source, Stance, Tie
from graphkit.graph import networks
from graphkit.graph.build import property_graph

EVIDENCE = (Evidence(source="s"),)
STANCES: tuple[Stance, ...] = ("support", "oppose", "conditional", "neutral")


def dossier_of(stances: dict[tuple[str, str], Stance], **more: Any) -> Dossier:
    """A dossier in which actors take stances on issues: {("a", "x"): "support", ...}."""
    actors = sorted({actor for actor, _ in stances} | set(more.pop("actors", ())))
    return Dossier(
        Manifest.model_validate({"id": "d", "title": "D"}),
        actors=Records(Actor(id=id, name=id.upper(), kind="person") for id in actors),
        issues=Records(Issue(id=id, name=id, question="?") for id in sorted({issue for _, issue in stances})),
        positions=Records(
            Position.model_validate(
                {
                    "id": f"{actor}-{issue}",
                    "actor": actor,
                    "issue": issue,
                    "stance": stance,
                    "claim": "c",
                    "valid": "2025-06-02",
                    "evidence": [{"source": "s"}],
                }
            )
            for (actor, issue), stance in stances.items()
        ),
        sources=Records([Source(id="s", title="T", publisher="P", kind="article")]),
        **more,
    )


def weights(network: nx.Graph[Any]) -> dict[frozenset[str], int]:
    return {frozenset((a[-1], b[-1])): data["weight"] for a, b, data in network.edges(data=True)}


def pair(a: str, b: str) -> frozenset[str]:
    return frozenset((a, b))


def test_agreement_counts_issues_on_which_both_take_the_same_side() -> None:
    graph = property_graph(
        dossier_of(
            {
                ("a", "x"): "support",
                ("b", "x"): "support",
                ("c", "x"): "oppose",
                ("a", "y"): "oppose",
                ("b", "y"): "oppose",
                ("c", "y"): "oppose",
            }
        )
    )
    assert weights(networks.agreement(graph)) == {pair("a", "b"): 2, pair("a", "c"): 1, pair("b", "c"): 1}
    assert weights(networks.conflict(graph)) == {pair("a", "c"): 1, pair("b", "c"): 1}
    assert weights(networks.signed(graph)) == {pair("a", "b"): 2, pair("a", "c"): 0, pair("b", "c"): 0}


def test_an_edge_of_agreement_names_its_issues_and_positions() -> None:
    graph = property_graph(dossier_of({("a", "x"): "support", ("b", "x"): "support"}))
    edge = networks.agreement(graph).edges["d/actor:a", "d/actor:b"]
    assert edge["issues"] == ("d/issue:x",)
    assert edge["positions"] == ("d/position:a-x", "d/position:b-x")


def test_an_edge_tells_how_many_of_its_issues_rest_on_no_allegation() -> None:
    dossier = dossier_of({(actor, issue): "support" for actor in "ab" for issue in "xy"})
    alleged = dossier.positions["a-x"].model_copy(update={"status": "alleged"})
    graph = property_graph(
        Dossier(**{**vars(dossier), "positions": Records([alleged, *(p for p in dossier.positions if p.id != "a-x")])})
    )
    edge = networks.agreement(graph).edges["d/actor:a", "d/actor:b"]
    assert (edge["weight"], edge["plain"]) == (2, 1)


@pytest.mark.parametrize("stance", ["conditional", "neutral"])
def test_a_stance_without_a_sign_neither_agrees_nor_conflicts(stance: Stance) -> None:
    graph = property_graph(dossier_of({("a", "x"): stance, ("b", "x"): stance, ("c", "x"): "oppose"}))
    assert networks.agreement(graph).number_of_edges() == 0
    assert networks.conflict(graph).number_of_edges() == 0


def test_several_positions_on_one_issue_count_it_once() -> None:
    dossier = dossier_of({("a", "x"): "support", ("b", "x"): "support"})
    again = dossier.positions["a-x"].model_copy(update={"id": "a-x-again"})
    graph = property_graph(Dossier(**{**vars(dossier), "positions": Records([*dossier.positions, again])}))
    assert weights(networks.agreement(graph)) == {pair("a", "b"): 1}


def test_an_actor_who_contradicts_itself_agrees_and_conflicts_on_the_issue() -> None:
    dossier = dossier_of({("a", "x"): "support", ("b", "x"): "support"})
    against = dossier.positions["a-x"].model_copy(update={"id": "a-x-not", "stance": "oppose"})
    graph = property_graph(Dossier(**{**vars(dossier), "positions": Records([*dossier.positions, against])}))
    signed = networks.signed(graph).edges["d/actor:a", "d/actor:b"]
    assert (signed["agreement"], signed["conflict"], signed["weight"]) == (1, 1, 0)
    assert not networks.conflict(graph).has_edge("d/actor:a", "d/actor:a")


def test_an_actor_without_a_position_is_in_every_network_with_no_edge() -> None:
    graph = property_graph(dossier_of({("a", "x"): "support"}, actors=["z"]))
    for network in (networks.agreement, networks.conflict, networks.signed, networks.co_participation, networks.ties):
        assert networks.agreement(graph).degree("d/actor:z") == 0
        assert "d/actor:z" in network(graph)


def test_the_two_mode_network_has_an_edge_for_each_position_with_its_sign() -> None:
    graph = property_graph(dossier_of({("a", "x"): "support", ("b", "x"): "oppose", ("c", "x"): "conditional"}))
    network = networks.actor_issue(graph)
    assert {(a[-1], data["sign"]) for a, _, data in network.edges(data=True)} == {("a", 1), ("b", -1), ("c", 0)}
    assert network.nodes["d/issue:x"]["bipartite"] == 1
    assert nx.is_bipartite(network)


def test_ties_keep_parallel_edges_and_their_direction() -> None:
    ties = Records(
        [
            Tie(id="t", from_="a", to="b", kind="heads", evidence=EVIDENCE),
            Tie(id="u", from_="a", to="b", kind="represents", evidence=EVIDENCE),
            Tie(id="v", from_="b", to="a", kind="opposes", evidence=EVIDENCE),
        ]
    )
    network = networks.ties(property_graph(dossier_of({("a", "x"): "support", ("b", "x"): "oppose"}, ties=ties)))
    assert network.number_of_edges("d/actor:a", "d/actor:b") == 2
    assert network.number_of_edges("d/actor:b", "d/actor:a") == 1


def test_a_sub_issue_is_no_tie() -> None:
    issues = Records([Issue(id="x", name="x", question="?"), Issue(id="y", name="y", question="?", parent="x")])
    dossier = dossier_of({("a", "x"): "support"})
    graph = property_graph(Dossier(**{**vars(dossier), "issues": issues}))
    assert networks.ties(graph).number_of_edges() == 0


def test_co_participation_counts_common_events_once_whatever_the_roles() -> None:
    def event(id: str, *roles: tuple[str, str]) -> Event:
        participants = tuple(Participant.model_validate({"actor": actor, "role": role}) for actor, role in roles)
        return Event.model_validate(
            {"id": id, "name": id, "kind": "talks", "date": "2025", "participants": participants, "evidence": EVIDENCE}
        )

    events = Records(
        [event("e", ("a", "host"), ("a", "mediator"), ("b", "party")), event("f", ("a", "party"), ("b", "party"))]
    )
    graph = property_graph(dossier_of({("a", "x"): "support", ("b", "x"): "oppose"}, events=events))
    network = networks.co_participation(graph)
    assert weights(network) == {pair("a", "b"): 2}
    assert network.edges["d/actor:a", "d/actor:b"]["events"] == ("d/event:e", "d/event:f")


assignments = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("uvwxyz")), st.sampled_from(STANCES), max_size=25
)


@given(assignments)
def test_counts_are_those_of_the_formula(stances: dict[tuple[str, str], Stance]) -> None:
    graph = property_graph(dossier_of(stances))
    sign = {"support": 1, "oppose": -1, "conditional": 0, "neutral": 0}
    actors = sorted({actor for actor, _ in stances})
    issues = sorted({issue for _, issue in stances})
    expected = {}
    for i, a in enumerate(actors):
        for b in actors[i + 1 :]:
            products = [
                sign[stances[a, issue]] * sign[stances[b, issue]]
                for issue in issues
                if (a, issue) in stances and (b, issue) in stances
            ]
            if any(products):
                expected[pair(a, b)] = sum(products)
    assert weights(networks.signed(graph)) == expected


@given(assignments)
def test_renaming_actors_permutes_the_network(stances: dict[tuple[str, str], Stance]) -> None:
    renamed = {(chr(ord("z") - (ord(actor) - ord("a"))), issue): stance for (actor, issue), stance in stances.items()}
    before = weights(networks.signed(property_graph(dossier_of(stances))))
    after = weights(networks.signed(property_graph(dossier_of(renamed))))
    assert after == {frozenset(chr(ord("z") - (ord(a) - ord("a"))) for a in ends): w for ends, w in before.items()}
