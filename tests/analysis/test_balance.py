"""Triangles, clusterability and pressure."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.analysis.balance import clusterings, inconsistency, is_clusterable, misfit_of_actor, triangles
from graphkit.analysis.camps.found import camps
from graphkit.analysis.camps.signed import of_graph
from graphkit.analysis.frustration import frustration
from graphkit.formats.edges import read_edges
from tests.analysis.camps_made import Ties, network, ties

RIVALS = {("a", "b"): -1, ("b", "c"): -1, ("a", "c"): -1, ("a", "d"): 1}


def test_a_triangle_is_balanced_with_none_or_two_conflicts() -> None:
    for signs in product([1, -1], repeat=3):
        found = triangles(network(dict(zip([("a", "b"), ("b", "c"), ("a", "c")], signs, strict=True))))
        assert (found.total, found.balanced) == (1, int(np.prod(signs) > 0))


@given(ties())
@settings(max_examples=50)
def test_triangles_are_those_that_can_be_counted_one_by_one(made: Ties) -> None:
    found = network(made)
    sign = np.sign(found.matrix.toarray())
    every = [trio for trio in combinations(range(len(found)), 3) if all(sign[pair] for pair in combinations(trio, 2))]
    bad = [trio for trio in every if np.prod([sign[pair] for pair in combinations(trio, 2)]) < 0]
    counted = triangles(found)
    assert (counted.total, counted.balanced) == (len(every), len(every) - len(bad))
    assert counted.unbalanced_of_actor.tolist() == [sum(actor in trio for trio in bad) for actor in range(len(found))]


def test_three_rivals_need_three_camps() -> None:
    found = network(RIVALS)
    best = clusterings(found, frustration(found))
    assert [each.inconsistency for each in best] == [3, 1, 0, 0, 0]
    assert [each.proven for each in best] == [True] * 5
    assert is_clusterable(found)


def test_a_conflict_among_friends_of_friends_fits_no_number_of_camps() -> None:
    found = network({("a", "b"): 1, ("b", "c"): 1, ("a", "c"): -1})
    assert not is_clusterable(found)
    assert [(each.inconsistency, each.proven) for each in clusterings(found, frustration(found))][2:] == [(1, True)] * 3


@given(ties(most=6))
@settings(max_examples=30)
def test_more_camps_leave_no_more_and_a_proof_is_one(made: Ties) -> None:
    found = network(made)
    best = clusterings(found, frustration(found), at_most=4)
    assert [each.inconsistency for each in best] == sorted((each.inconsistency for each in best), reverse=True)
    for each in best:
        assert inconsistency(found, each.camps) == each.inconsistency
        if each.proven and len(found):
            every = (np.array(camp) for camp in product(range(each.k), repeat=len(found)))
            assert each.inconsistency == min(inconsistency(found, camp) for camp in every)


@given(ties())
@settings(max_examples=50)
def test_a_network_is_clusterable_unless_a_cycle_has_exactly_one_conflict(made: Ties) -> None:
    plus = nx.Graph([pair for pair, weight in made.items() if weight > 0])
    against = [pair for pair, weight in made.items() if weight < 0]
    bad = [(a, b) for a, b in against if a in plus and b in plus and nx.has_path(plus, a, b)]
    assert is_clusterable(network(made)) == (not bad)


def test_what_fits_and_what_does_not_sums_to_an_actors_ties() -> None:
    fits, misfits = misfit_of_actor(network(RIVALS), np.array([0, 1, 1, 0]))
    assert (fits.tolist(), misfits.tolist()) == ([3, 1, 1, 1], [0, 1, 1, 0])


def test_pressure_is_the_share_of_ties_that_do_not_fit() -> None:
    found = camps(network({("a", "b"): 3, ("b", "c"): 1, ("a", "c"): -2}))
    assert dict(zip("abc", found.pressure.tolist(), strict=True)) == {"a": 0, "b": 0.25, "c": pytest.approx(1 / 3)}


@pytest.mark.shared
def test_the_highland_tribes_have_59_of_68_triangles_balanced_and_three_camps(shared: Path) -> None:
    tribes = of_graph(read_edges(shared / "data" / "signed" / "tribes_edges.csv"))
    assert triangles(tribes).share == pytest.approx(0.8676471, abs=1e-7)  # the R package signnet, balance_score
    best = clusterings(tribes, frustration(tribes))
    # Doreian & Mrvar (1996), Social Networks 18: three camps leave two ties; signnet finds the same
    assert [each.inconsistency for each in best[:3]] == [29, 7, 2]


def test_camps_are_proven_best_only_where_nothing_is_left_to_gain() -> None:
    enemies = network({(one, other): -1.0 for one in "abcd" for other in "abcd" if one < other})
    found = clusterings(enemies, frustration(enemies))
    assert [(each.k, each.inconsistency, each.proven) for each in found] == [
        (1, 6, True),
        (2, 2, True),
        (3, 1, False),
        (4, 0, True),
        (5, 0, True),
    ]
