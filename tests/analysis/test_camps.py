"""Camps: by modularity, from positions, under new draws of the evidence, and why."""

from __future__ import annotations

import sys
from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.analysis.camps.found import CampOptions, camps, letters, opposed
from graphkit.analysis.camps.leiden import NoEngine, leiden, modularity
from graphkit.analysis.camps.reasons import why_by_stands, why_by_ties
from graphkit.analysis.camps.signed import SignedNetwork, of_graph
from graphkit.analysis.camps.stability import stability
from graphkit.analysis.camps.stands import drawn, network_of, stands_of
from tests.analysis.camps_made import Ties, camps_of, network, ties
from tests.analysis.discourse_made import Said, said_at_random, table

TWO_SIDES = [
    Said("A", "x", 1, 1),
    Said("A", "y", 1, 1),
    Said("B", "x", 1, 2),
    Said("B", "y", 1, 2),
    Said("C", "x", -1, 3),
    Said("C", "y", -1, 3),
    Said("D", "x", -1, 4),
]


def tied(found: SignedNetwork) -> dict[tuple[str, str], float]:
    ids = found.actors.ids
    return {(ids[a], ids[b]): w for a, b, w in zip(found.one, found.other, found.weight.tolist(), strict=True)}


def test_one_side_is_agreement_and_two_sides_are_conflict_by_issue() -> None:
    assert tied(network_of(stands_of(table(TWO_SIDES)))) == {
        ("A", "B"): 2,
        ("A", "C"): -2,
        ("A", "D"): -1,
        ("B", "C"): -2,
        ("B", "D"): -1,
        ("C", "D"): 1,
    }


def test_agreement_and_conflict_on_as_many_issues_cancel() -> None:
    stands = stands_of(table([Said("A", "x", 1), Said("B", "x", 1), Said("A", "y", 1), Said("B", "y", -1)]))
    assert tied(network_of(stands)) == {}
    assert tied(network_of(stands, "agreement")) == {("A", "B"): 1}
    assert tied(network_of(stands, "conflict")) == {("A", "B"): -1}


def test_a_stand_counts_once_however_often_it_was_said_with_its_best_evidence() -> None:
    said = [Said("A", "x", 1, 1, weight=0.25), Said("A", "x", 1, 2, weight=0.5), Said("B", "x", 1, 3)]
    assert tied(network_of(stands_of(table(said)))) == {("A", "B"): 0.5}


@given(said_at_random(), st.sampled_from("ABCD"), st.sampled_from("xyz"))
@settings(max_examples=50)
def test_a_neutral_position_changes_nothing(said: list[Said], actor: str, issue: str) -> None:
    before, after = (network_of(stands_of(table(rows))) for rows in (said, [*said, Said(actor, issue, 0)]))
    assert tied(after) == tied(before)
    assert camps_of(after, camps(after).camp) == camps_of(before, camps(before).camp)


@given(ties())
@settings(max_examples=50)
def test_without_conflict_modularity_is_that_of_newman(made: Ties) -> None:
    plus = {pair: abs(weight) for pair, weight in made.items()}
    if not plus:
        return
    found = network(plus)
    camp = np.array([ord(id) % 3 for id in found.actors.ids])
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in plus.items())
    assert modularity(found, camp) == pytest.approx(
        nx.community.modularity(graph, [set(each) for each in camps_of(found, camp)])
    )


@given(ties(), st.floats(0.5, 2))
@settings(max_examples=50)
def test_modularity_is_the_sum_over_pairs(made: Ties, resolution: float) -> None:
    """Gómez, Jensen & Arenas (2009), eq. 9, pair by pair."""
    found = network(made)
    if not made:
        return
    camp = np.array([ord(id) % 2 for id in found.actors.ids])
    weight = found.matrix.toarray()
    value = 0.0
    for sign in (1, -1):
        part = np.maximum(sign * weight, 0)
        strength, total = part.sum(axis=1), part.sum()
        chance = resolution * np.outer(strength, strength) / total if total else 0
        value += sign * float((part - chance)[camp[:, None] == camp[None, :]].sum())
    assert modularity(found, camp, resolution=resolution) == pytest.approx(value / np.abs(weight).sum())


def test_leiden_finds_the_two_sides_of_a_network_of_conflict_alone() -> None:
    found = network({(one, other): -1 for one in "abc" for other in "def"})
    assert camps_of(found, leiden(found)) == {frozenset("abc"), frozenset("def")}


def test_leiden_finds_cliques_that_are_joined_by_single_ties() -> None:
    graph = nx.ring_of_cliques(6, 5)
    found = of_graph(nx.relabel_nodes(graph, {node: f"{node:02}" for node in graph}))
    assert leiden(found).tolist() == [clique for clique in range(6) for _ in range(5)]


def test_a_higher_resolution_makes_more_camps() -> None:
    found = of_graph(nx.relabel_nodes(nx.ring_of_cliques(8, 3), {node: f"{node:02}" for node in range(24)}))
    assert leiden(found, resolution=0.3).max() < leiden(found).max() <= leiden(found, resolution=3).max()


@given(ties(), st.integers(0, 3))
@settings(max_examples=40)
def test_leiden_is_the_same_for_one_seed_and_no_actor_gains_by_moving(made: Ties, seed: int) -> None:
    found = network(made)
    camp = leiden(found, seed=seed)
    assert camp.tolist() == leiden(found, seed=seed).tolist()
    for actor in range(len(found) if made else 0):
        for other in range(int(camp.max()) + 2):
            moved = camp.copy()
            moved[actor] = other
            assert modularity(found, moved) <= modularity(found, camp) + 1e-9


@pytest.mark.parametrize("seed", range(5))
def test_leidenalg_finds_nothing_better(seed: int) -> None:
    random = np.random.default_rng(seed)
    pairs = {(f"{a:02}", f"{b:02}"): float(random.choice([-1, 1])) for a, b in random.integers(0, 30, (90, 2)) if a < b}
    found = network(pairs)
    ours, theirs = (modularity(found, leiden(found, engine=engine)) for engine in ("graphkit", "leidenalg"))
    assert ours >= theirs - 0.005


def test_without_leidenalg_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "leidenalg", None)
    with pytest.raises(NoEngine, match="graphkit\\[igraph\\]"):
        leiden(network({("a", "b"): 1}), engine="leidenalg")


def test_camps_of_parts_that_no_tie_joins_have_names_of_their_own() -> None:
    found = camps(network({("a", "b"): -1, ("b", "c"): 1, ("d", "e"): -1}, actors="f"))
    assert {row["actor"]: (row["camp"], row["side"]) for row in found.rows()} == {
        "b": ("A", "certain"),
        "c": ("A", "certain"),
        "a": ("B", "certain"),
        "d": ("C", "certain"),
        "e": ("D", "certain"),
        "f": ("-", "no ties"),
    }


def test_an_actor_that_fits_either_camp_is_told_to() -> None:
    found = camps(network({("a", "b"): -2, ("a", "c"): 1, ("b", "c"): 1}))
    assert {row["actor"]: row["side"] for row in found.rows()}["c"] == "either"


def test_camps_are_lettered_beyond_z() -> None:
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_who_has_much_evidence_stays_more_often_than_who_has_little() -> None:
    said = [Said(actor, issue, sign) for actor, sign in zip("ABCD", (1, 1, -1, -1), strict=True) for issue in "pqrstu"]
    stands = stands_of(table([*said, Said("E", "p", 1)]))
    found = stability(camps(network_of(stands)), stands, draws=200)
    assert found.stays[:4].min() > 0.95
    assert 0.4 < found.stays[4] < 0.8  # drawn at all in 1 - 1/e of the draws
    assert found.stays.tolist() == stability(camps(network_of(stands)), stands, draws=200).stays.tolist()


def test_one_source_drawn_anew_is_the_same_again() -> None:
    stands = stands_of(table([row._replace(document=1) for row in TWO_SIDES]))
    found = camps(network_of(stands))
    assert stability(found, stands, draws=20, unit="sources").stays.tolist() == [1, 1, 1, 1]
    assert stability(found, stands, draws=100, unit="positions").stays.min() < 1


def test_as_many_pieces_are_drawn_as_there_are() -> None:
    stands = stands_of(table(TWO_SIDES))
    times = drawn(stands, "positions", np.random.default_rng(0))
    assert times.sum() == len(TWO_SIDES)
    assert set(times.tolist()) > {0.0}


@given(said_at_random(stances=(-1, 1)), st.sampled_from(["signed", "agreement", "conflict"]))
@settings(max_examples=40)
def test_pulls_sum_to_what_fits_less_what_does_not(said: list[Said], kind: str) -> None:
    stands = stands_of(table(said))
    found = camps(network_of(stands, kind))  # type: ignore[arg-type]
    for actor in np.flatnonzero(found.camp >= 0).tolist():
        held = found.fits[actor] - found.misfits[actor]
        by_ties = why_by_ties(found, actor)
        assert sum(each.pull for each in by_ties.reasons) == pytest.approx(held)
        if found.network.components.max() == 0:
            by_stands = why_by_stands(found, stands, actor, kind=kind)  # type: ignore[arg-type]
            assert sum(each.pull for each in by_stands.reasons) == pytest.approx(held)


def test_the_one_stand_that_holds_an_actor_is_the_one_whose_turn_moves_it() -> None:
    stands = stands_of(table([*TWO_SIDES, Said("E", "x", 1), Said("E", "z", 1)]))
    found = camps(network_of(stands))
    why = why_by_stands(found, stands, 4)
    assert [(each.about, each.pull, each.if_turned, each.if_gone) for each in why.reasons] == [
        ("x", 4, "changes camp", "loses its ties"),
        ("z", 0, "stays", "stays"),
    ]
    assert why.reasons[0].with_ == ("A", "B")
    assert why.reasons[0].against == ("C", "D")


def test_of_a_network_of_ties_the_reasons_are_ties() -> None:
    found = camps(network({("a", "b"): 2, ("b", "c"): -1, ("a", "c"): -1, ("c", "d"): 1, ("b", "d"): -1}))
    why = why_by_ties(found, 2)
    assert {(each.about, each.pull, each.if_turned) for each in why.reasons} == {
        ("a", 1, "stays"),
        ("b", 1, "stays"),
        ("d", 1, "stays"),
    }


@pytest.mark.parametrize("method", ["frustration", "leiden"])
def test_results_carry_their_parameters(method: str) -> None:
    found = camps(network({("a", "b"): 1}), CampOptions(method=method, seed=3))  # type: ignore[arg-type]
    assert found.parameters["method"] == method
    assert found.parameters["seed"] == 3


def test_a_frame_without_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        camps(network({("a", "b"): 1})).to_frame()


def test_the_first_two_camps_oppose_each_other_wherever_any_do() -> None:
    friends = {(one, other): 1.0 for one, other in product("abcd", "abcd") if one < other}
    made = network({**friends, ("x", "y"): -1, ("p", "q"): -1, ("q", "r"): 1})
    found = camps(made)
    assert {row["actor"]: row["camp"] for row in found.rows()} == {
        "q": "A",
        "r": "A",
        "p": "B",
        "x": "C",
        "y": "D",
        **dict.fromkeys("abcd", "E"),
    }
    facing = opposed(made, found.camp)
    assert camps_of(made, facing) == {frozenset("qr"), frozenset("p")}
    assert camps_of(network(friends), opposed(network(friends), camps(network(friends)).camp)) == set()


def test_camps_of_ties_alone_are_tried_by_drawing_ties() -> None:
    firm = {(one, other): 1.0 for side in ("abcd", "efgh") for one, other in product(side, side) if one < other}
    made = network({**firm, ("a", "e"): -1, ("b", "f"): -1, ("a", "z"): 1})
    found = stability(camps(made), draws=100, seed=1)
    stays = dict(zip(found.actors, found.stays.tolist(), strict=True))
    assert found.unit == "ties"
    assert stays["z"] < 0.75 < stays["b"]  # its one tie comes up in 63 of 100 draws
    assert found.stays.tolist() == stability(camps(made), draws=100, seed=1).stays.tolist()


def test_a_stand_comes_up_once_on_the_average_however_many_statements_show_it() -> None:
    stands = stands_of(table([Said("A", "x", 1), Said("A", "x", 1), Said("A", "x", 1), Said("B", "x", -1)]))
    random = np.random.default_rng(1)
    mean = np.mean([drawn(stands, "positions", random) for _ in range(2000)], axis=0)
    assert mean.tolist() == pytest.approx([1, 1], abs=0.1)


THREE_CLIQUES = {
    (pair[0], pair[1]): sign
    for sign, pairs in ((1.0, "ab bc ac de ef df gh hi gi"), (-1.0, "ad be cf dg eh fi ag bh ci"))
    for pair in pairs.split()
}


def test_k_way_finds_three_camps_where_two_leave_misfits() -> None:
    three = camps(network(THREE_CLIQUES), CampOptions(method="k-way", k=3))
    assert [three.network.actors.ids[place] for place in np.flatnonzero(three.camp == three.camp[0])] == list("abc")
    assert len(set(three.camp.tolist())) == 3
    assert three.misfits.sum() == 0
    assert camps(network(THREE_CLIQUES)).misfits.sum() > 0
    assert {row["side"] for row in three.rows()} == {None}
    assert stability(three, draws=20).stays.min() > 0.5
    why = why_by_ties(three, 0)
    assert {reason.if_gone for reason in why.reasons} == {"stays"}


def test_k_way_with_two_camps_is_as_good_as_the_frustration_index() -> None:
    two = camps(network(THREE_CLIQUES), CampOptions(method="k-way", k=2))
    assert two.misfits.sum() / 2 == two.frustration.index
