"""Centrality: against networkx, and laws that hold for every network."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.influence.centrality import MEASURES, Centrality, centrality, pagerank
from graphkit.analysis.influence.pivots import walks
from graphkit.analysis.influence.tied import tied
from graphkit.analysis.influence.why import reasons

NAMES = "abcdefgh"
Edge = tuple[str, str, float]


@st.composite
def edges(draw: st.DrawFn) -> list[Edge]:
    pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
    found = draw(st.lists(pairs, min_size=1, max_size=20, unique=True))
    return [(start, end, draw(st.sampled_from([0.5, 1.0, 2.0]))) for start, end in found]


def network(edges: list[Edge], *, directed: bool = True) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.DiGraph() if directed else nx.Graph()
    graph.add_weighted_edges_from(edges)
    return graph


def scores(found: Centrality, measure: str) -> dict[str, float | None]:
    return {row.actor: row.scores[measure] for row in found.rows}


@given(edges(), st.booleans())
def test_scores_are_those_of_networkx(drawn: list[Edge], directed: bool) -> None:
    graph = network(drawn, directed=directed)
    found = centrality(tied(graph), ("pagerank", "betweenness", "closeness", "core"))
    assert scores(found, "pagerank") == pytest.approx(nx.pagerank(graph, tol=1e-14, max_iter=1000), abs=1e-9)
    assert scores(found, "betweenness") == pytest.approx(nx.betweenness_centrality(graph))
    assert scores(found, "closeness") == pytest.approx(nx.closeness_centrality(graph))
    assert scores(found, "core") == nx.core_number(nx.Graph(graph))


def test_eigenvector_hub_and_authority_are_those_of_networkx() -> None:
    graph = network([("a", "b", 1), ("b", "c", 2), ("c", "a", 1), ("a", "c", 3), ("c", "d", 1)])
    found = centrality(tied(graph))
    expected = nx.eigenvector_centrality(graph, weight="weight", tol=1e-12, max_iter=1000)
    assert scores(found, "eigenvector") == pytest.approx(expected, abs=1e-6)
    hubs, authorities = nx.hits(graph, tol=1e-12, max_iter=1000)
    assert scores(found, "hub") == pytest.approx(hubs, abs=1e-6)
    assert scores(found, "authority") == pytest.approx(authorities, abs=1e-6)


@given(edges(), st.permutations(NAMES), st.booleans())
def test_renaming_actors_permutes_scores(drawn: list[Edge], names: list[str], directed: bool) -> None:
    rename = dict(zip(NAMES, names, strict=True))
    renamed = [(rename[start], rename[end], weight) for start, end, weight in drawn]
    before = centrality(tied(network(drawn, directed=directed)))
    after = centrality(tied(network(renamed, directed=directed)))
    for measure in MEASURES:
        expected = {rename[actor]: score for actor, score in scores(before, measure).items()}
        assert scores(after, measure) == {key: pytest.approx(value, abs=1e-6) for key, value in expected.items()}


@given(edges(), st.randoms(use_true_random=False))
def test_the_order_of_ties_does_not_matter(drawn: list[Edge], random: Any) -> None:
    shuffled = random.sample(drawn, len(drawn))
    one, other = (centrality(tied(network(each))) for each in (drawn, shuffled))
    assert one.rows == other.rows


@given(edges(), st.sampled_from(["forward", "backward", "both"]))
def test_pagerank_sums_to_one(drawn: list[Edge], direction: Any) -> None:
    assert pagerank(tied(network(drawn), direction=direction)).sum() == pytest.approx(1)


def test_pagerank_of_a_large_network_is_not_stopped_too_soon() -> None:
    graph: nx.DiGraph[int] = nx.gnp_random_graph(5000, 0.0008, seed=4, directed=True)
    ties = tied(graph, isolates=True)
    expected = nx.pagerank(graph, tol=1e-15, max_iter=1000)
    assert np.abs(pagerank(ties) - [expected[int(id)] for id in ties.ids]).sum() < 2e-9


@pytest.mark.slow
def test_a_large_network_is_estimated_unless_asked_otherwise() -> None:
    ties = tied(nx.gnm_random_graph(24_000, 24_000, seed=1), isolates=True)
    found = centrality(ties, ("closeness",))
    assert found.notes == ("closeness estimated from 256 of 24,000 actors",)


@given(edges(), st.booleans())
def test_paths_from_everybody_estimate_exactly(drawn: list[Edge], directed: bool) -> None:
    ties = tied(network(drawn, directed=directed))
    exact = centrality(ties, ("betweenness", "closeness"))
    estimated = centrality(ties, ("betweenness", "closeness"), pivots=len(ties))
    for measure in ("betweenness", "closeness"):
        assert scores(estimated, measure) == pytest.approx(scores(exact, measure))


def test_paths_from_chosen_pivots_are_those_of_networkx() -> None:
    graph: nx.Graph[int] = nx.gnm_random_graph(300, 900, seed=1)
    pivots = np.arange(0, 300, 7)
    expected = nx.betweenness_centrality_subset(graph, pivots.tolist(), list(graph))
    found = walks(nx.to_scipy_sparse_array(graph, format="csr").astype(float), pivots)
    assert found.dependency / 2 == pytest.approx([expected[actor] for actor in graph])


def test_an_estimate_says_that_it_is_one_and_lies_within_its_error() -> None:
    ties = tied(nx.barabasi_albert_graph(400, 3, seed=2))
    exact, estimated = centrality(ties, ("betweenness",)), centrality(ties, ("betweenness",), pivots=100, seed=3)
    note = estimated.notes[-1]
    assert note.startswith("betweenness estimated from 100 of 400 actors; standard error of betweenness at most ")
    error = float(note.rpartition(" ")[2])
    truth = scores(exact, "betweenness")
    off = [abs((row.scores["betweenness"] or 0) - (truth[row.actor] or 0)) for row in estimated.rows]
    assert 0 < max(off) < 4 * error
    again = centrality(ties, ("betweenness",), pivots=100, seed=3)
    assert again.rows == estimated.rows


def test_a_tie_counts_by_its_sign_and_size() -> None:
    graph = network([("a", "b", -2), ("b", "c", 1), ("c", "d", 0)], directed=False)
    assert tied(graph).ids == ("b", "c")
    assert tied(graph).notes[0] == "left out, ties of the other sign: 1"
    assert tied(graph, sign="negative").ids == ("a", "b")
    assert tied(graph, sign="both").matrix.max() == 2
    assert tied(graph, sign="both", unweighted=True).matrix.max() == 1


def test_direction_is_followed_turned_or_dropped() -> None:
    graph = network([("a", "b", 1)])
    ways = {way: tied(graph, direction=way).matrix.toarray().tolist() for way in ("forward", "backward", "both")}
    assert ways == {"forward": [[0, 1], [0, 0]], "backward": [[0, 0], [1, 0]], "both": [[0, 1], [1, 0]]}


def test_parallel_ties_add_up_and_a_tie_to_itself_is_none() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("a", "a")])
    assert tied(graph).matrix.toarray().tolist() == [[0, 2], [0, 0]]


def test_of_an_actor_without_a_tie_nothing_is_known_unless_asked_for() -> None:
    graph = network([("a", "b", 1)])
    graph.add_node("c")
    assert [row.actor for row in centrality(tied(graph)).rows] == ["b", "a"]
    assert centrality(tied(graph)).notes[0] == "left out, actors without a tie in this network: 1"
    assert len(centrality(tied(graph, isolates=True)).rows) == 3


def test_ties_that_lead_nowhere_back_have_no_eigenvector() -> None:
    found = centrality(tied(network([("a", "b", 1)])), ("eigenvector",))
    assert scores(found, "eigenvector") == {"a": None, "b": None}
    assert "not defined" in found.notes[0]


def test_where_a_network_falls_into_parts_some_measures_see_one_only_and_say_so() -> None:
    graph = network([("a", "b", 2), ("c", "d", 1)], directed=False)
    found = centrality(tied(graph), ("pagerank", "eigenvector"))
    assert scores(found, "eigenvector") == pytest.approx({"a": 0.5**0.5, "b": 0.5**0.5, "c": 0, "d": 0}, abs=1e-6)
    assert found.notes == ("the network has 2 parts, of which only that of the strongest ties counts for eigenvector",)
    assert centrality(tied(graph), ("pagerank",)).notes == ()


def test_equals_share_a_rank() -> None:
    found = centrality(tied(network([("a", "b", 1), ("a", "c", 1)])), ("pagerank",))
    assert [(row.actor, row.rank) for row in found.rows] == [("b", 1), ("c", 1), ("a", 3)]


def test_an_empty_network_has_no_rows() -> None:
    graph: nx.Graph[str] = nx.Graph()
    assert centrality(tied(graph)).rows == ()
    assert centrality(tied(graph), pivots=3).rows == ()


def test_a_rank_is_the_sum_of_what_its_ties_give_and_what_all_get() -> None:
    ties = tied(network([("a", "b", 1), ("c", "b", 3), ("c", "a", 1), ("b", "c", 1)]))
    given_ = sum(reason.gives or 0 for reason in reasons(ties, "b"))
    assert given_ + 0.15 / 3 == pytest.approx(scores(centrality(ties), "pagerank")["b"])
    assert [(each.way, each.other, each.strength) for each in reasons(ties, "b")] == [
        ("from", "c", 3.0),
        ("from", "a", 1.0),
        ("to", "c", 1.0),
    ]


def test_a_frame_needs_pandas_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        centrality(tied(network([("a", "b", 1)]))).to_frame()


def test_a_frame_has_a_column_for_each_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = SimpleNamespace(DataFrame=lambda rows, columns: (rows, columns))
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    rows, columns = centrality(tied(network([("a", "b", 1)])), ("core", "closeness")).to_frame()
    assert columns == ["actor", "label", "rank", "neighbours", "sources", "core", "closeness"]
    assert [list(row.values()) for row in rows] == [["a", "a", 1, 1, None, 1, 0.0], ["b", "b", 1, 1, None, 1, 1.0]]


def test_from_all_actors_nothing_is_uncertain() -> None:
    ties = tied(nx.path_graph(6))
    (whole,) = centrality(ties, ("betweenness",), pivots=6).notes
    (half,) = centrality(ties, ("betweenness",), pivots=3).notes
    assert whole == "betweenness estimated from 6 of 6 actors"
    assert half.startswith("betweenness estimated from 3 of 6 actors; standard error of betweenness at most 0.")
