"""The frustration index and its camps."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.analysis.camps.found import sides_as_camps
from graphkit.analysis.camps.signed import SignedNetwork, of_graph
from graphkit.analysis.frustration import cutting, frustration
from graphkit.analysis.frustration.kernel import kernel
from graphkit.analysis.frustration.margins import margins
from graphkit.analysis.frustration.search import cost, two_camps
from graphkit.formats.edges import read_edges
from tests.analysis.camps_made import Ties, by_trying_all, camps_of, network, ties

SIDES = st.lists(st.sampled_from([1.0, -1.0]), min_size=10, max_size=10)


def drawn(actors: int, many: int, *, seed: int, noise: float) -> SignedNetwork:
    """Two camps with so many ties, of which a share has the wrong sign."""
    source = random.Random(seed)
    side = [source.choice([1, -1]) for _ in range(actors)]
    graph: nx.Graph[int] = nx.Graph()
    while graph.number_of_edges() < many:
        one, other = source.sample(range(actors), 2)
        graph.add_edge(one, other, weight=side[one] * side[other] * (-1 if source.random() < noise else 1))
    return of_graph(graph)


def test_a_triangle_with_one_conflict_has_the_index_1() -> None:
    found = frustration(network({("a", "b"): 1, ("b", "c"): 1, ("a", "c"): -1}))
    assert (found.index, found.lower, found.proven, found.balanced) == (1, 1, True, False)
    assert found.frustrated.sum() == 1


def test_opponents_of_opponents_stand_together() -> None:
    found = frustration(network({("a", "b"): -1, ("b", "c"): -1, ("c", "d"): -3}))
    assert found.balanced
    assert camps_of(found.network, sides_as_camps(found.network, found.sides)) == {frozenset("ac"), frozenset("bd")}


def test_an_empty_network_is_balanced() -> None:
    assert frustration(network({})).index == 0
    assert frustration(network({}, actors="ab")).balanced


@given(ties(most=8))
@settings(max_examples=60)
def test_no_camps_whatever_leave_less(made: Ties) -> None:
    found = frustration(network(made))
    assert found.proven
    assert found.index == pytest.approx(by_trying_all(found.network))
    assert found.index == pytest.approx(cost(found.network, found.sides))


@given(ties(weights=st.floats(0.05, 3).map(lambda size: size if size > 1 else -size)))
@settings(max_examples=40)
def test_weights_may_be_any_numbers(made: Ties) -> None:
    found = frustration(network(made))
    assert found.proven
    assert found.index == pytest.approx(by_trying_all(found.network), abs=1e-6)


@given(ties(), st.permutations("abcdefghij"))
@settings(max_examples=40)
def test_renaming_actors_renames_the_camps_of_a_network_that_has_one_best_way(made: Ties, names: list[str]) -> None:
    new = dict(zip("abcdefghij", names, strict=True))
    before = frustration(network(made))
    after = frustration(network({(new[one], new[other]): weight for (one, other), weight in made.items()}))
    assert after.index == before.index
    if not np.any(margins(before) == 0):
        camps = camps_of(before.network, sides_as_camps(before.network, before.sides))
        renamed = {frozenset(new[actor] for actor in camp) for camp in camps}
        assert camps_of(after.network, sides_as_camps(after.network, after.sides)) == renamed


@given(ties(), SIDES)
@settings(max_examples=40)
def test_switching_actors_leaves_the_index(made: Ties, sides: list[float]) -> None:
    sign = dict(zip("abcdefghij", sides, strict=True))
    switched = {(one, other): sign[one] * sign[other] * weight for (one, other), weight in made.items()}
    assert frustration(network(switched)).index == frustration(network(made)).index


@given(ties(), SIDES)
@settings(max_examples=40)
def test_the_camps_of_a_balanced_network_are_its_sides(made: Ties, sides: list[float]) -> None:
    side = dict(zip("abcdefghij", sides, strict=True))
    found = frustration(network({(a, b): side[a] * side[b] * abs(weight) for (a, b), weight in made.items()}))
    assert found.index == 0
    for one, other in zip(found.network.one, found.network.other, strict=True):
        ids = found.network.actors.ids
        assert found.sides[one] * found.sides[other] == side[ids[one]] * side[ids[other]]


@given(ties())
@settings(max_examples=40)
def test_the_index_is_0_where_and_only_where_every_cycle_has_an_even_number_of_conflicts(made: Ties) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in made.items())
    even = all(
        sum(graph.edges[pair]["weight"] < 0 for pair in zip(cycle, [*cycle[1:], cycle[0]], strict=True)) % 2 == 0
        for cycle in nx.cycle_basis(graph)
    )
    assert frustration(network(made)).balanced == even


@given(ties(weights=st.sampled_from([-1.0, 1.0])), st.sampled_from([-1.0, 1.0]))
@settings(max_examples=40)
def test_a_tie_more_changes_the_index_by_1_at_most(made: Ties, weight: float) -> None:
    before = frustration(network(made)).index
    after = frustration(network({("a", "e"): weight, **made})).index
    assert before <= after <= before + 1


@given(ties(), st.integers(0, 5))
@settings(max_examples=30)
def test_a_seed_gives_the_same_camps_again(made: Ties, seed: int) -> None:
    one, two = (frustration(network(made), seed=seed) for _ in range(2))
    assert one.sides.tolist() == two.sides.tolist()


@given(ties())
@settings(max_examples=30)
def test_the_search_leaves_no_less_than_the_index(made: Ties) -> None:
    found = network(made)
    assert cost(found, two_camps(found)) >= frustration(found).index


@given(ties(most=6))
@settings(max_examples=30)
def test_a_margin_is_what_the_other_side_would_cost(made: Ties) -> None:
    found = frustration(network(made))
    parts = found.network.components
    for actor, margin in enumerate(margins(found)):
        if not np.isfinite(margin):
            continue
        anchors = np.flatnonzero(np.isinf(margins(found)) & (parts == parts[actor]))
        assert len(anchors) == 1
        assert margin == pytest.approx(_forced(found.network, int(anchors[0]), actor, found.sides) - found.index)


def _forced(found: SignedNetwork, anchor: int, actor: int, sides: np.ndarray) -> float:
    """The least frustration with the two in the other relation, by trying all."""
    wanted = -sides[anchor] * sides[actor]
    every = (np.array(each) for each in product([1.0, -1.0], repeat=len(found)))
    return min(cost(found, each) for each in every if each[anchor] * each[actor] == wanted)


@pytest.mark.parametrize("seed", range(3))
def test_a_network_of_80_actors_is_proven_in_a_moment(seed: int) -> None:
    found = frustration(drawn(80, 200, seed=seed, noise=0.2), seed=seed)
    assert found.proven
    assert found.index <= cost(found.network, two_camps(found.network, seed=99, starts=200))


def test_where_time_runs_out_the_bound_says_what_is_proven() -> None:
    found = frustration(drawn(120, 600, seed=1, noise=0.5), time_limit_s=2.0)
    assert not found.proven
    assert 0 < found.lower < found.index


@pytest.mark.shared
def test_the_highland_tribes_have_the_index_7_and_a_minority_of_four(shared: Path) -> None:
    # Read (1954), Southwestern Journal of Anthropology 10; index and camps as the R package signnet gives them
    tribes = of_graph(read_edges(shared / "data" / "signed" / "tribes_edges.csv"))
    found = frustration(tribes)
    assert (found.index, found.proven) == (7, True)
    minority = min(camps_of(tribes, sides_as_camps(tribes, found.sides)), key=len)
    assert minority == {"Gavev", "Kotun", "Nagad", "Gama"}


@given(ties(weights=st.sampled_from([1.0, -1.0, 2.0, -0.5])), st.data())
def test_taking_out_actors_with_few_ties_changes_the_frustration_of_no_sides_but_by_a_constant(
    made: Ties, data: st.DataObject
) -> None:
    whole = network(made)
    core = kernel(whole)
    constants = set()
    for _ in range(3):
        sides = np.array(data.draw(st.lists(st.sampled_from([1.0, -1.0]), min_size=len(whole), max_size=len(whole))))
        best = core.completed(sides)
        taken = [actor for actor, _ in core.taken]
        least = min(cost(whole, _turned(best, taken, turned)) for turned in product([1.0, -1.0], repeat=len(taken)))
        assert cost(whole, best) == pytest.approx(least)
        constants.add(round(cost(whole, best) - cost(core.network, best), 9))
    assert len(constants) == 1


def _turned(sides: np.ndarray, actors: list[int], turned: tuple[float, ...]) -> np.ndarray:
    sides = sides.copy()
    sides[actors] = turned
    return sides


def test_whoever_is_left_in_a_kernel_has_four_ties_or_more() -> None:
    core = kernel(drawn(60, 150, seed=2, noise=0.3)).network
    degree = np.bincount(np.concatenate([core.one, core.other]), minlength=len(core))
    assert degree.max() >= 4
    assert not np.isin(degree, (1, 2, 3)).any()


def test_distances_from_few_actors_at_a_time_prove_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = drawn(40, 120, seed=3, noise=0.3)
    index = frustration(made).index
    monkeypatch.setattr(cutting, "CELLS_AT_MOST", 100)
    again = frustration(made)
    assert again.proven
    assert again.index == index


@pytest.mark.parametrize(
    ("step", "bound", "raised"), [(1, 5.2, 5.5), (1, 5.5, 5.5), (1, 9, 7.5), (2, 3.6, 5.5), (0, 5.2, 5.2), (0, 8, 7.5)]
)
def test_a_bound_is_raised_to_the_next_value_that_there_can_be_and_no_further(
    step: float, bound: float, raised: float
) -> None:
    made = network({("a", "b"): 7.5, ("b", "c"): -7.5, ("a", "c"): 7.5})
    work = cutting._Relaxation(made, np.ones(3), step, time_limit_s=1)
    assert work.upper == 7.5
    assert work._up(bound) == pytest.approx(raised)
