"""The moves of a conflict as a graph."""

from __future__ import annotations

from hypothesis import given

from graphkit.bargaining.moves import moves
from graphkit.bargaining.stability import CONCEPTS, Conflict, stability
from tests.bargaining.test_stability import ELMIRA, conflicts


def test_the_graph_of_elmira_marks_the_published_equilibria() -> None:
    graph = moves(ELMIRA)
    assert [state for state, nash in graph.nodes(data="nash") if nash] == ["5", "8", "9"]
    assert [state for state, gmr in graph.nodes(data="gmr") if gmr] == ["1", "4", "5", "8", "9"]
    assert sorted((a, b) for a, b, mover in graph.edges(keys=True) if mover == "M") == [
        ("1", "2"), ("3", "4"), ("5", "6"), ("7", "8")
    ]  # fmt: skip


@given(conflicts())
def test_a_state_without_an_improving_move_is_a_nash_equilibrium_and_no_other(conflict: Conflict) -> None:
    graph = moves(conflict)
    for state, told in graph.nodes(data=True):
        assert told["nash"] == (not any(what["improves"] for _, _, what in graph.out_edges(state, data=True)))


@given(conflicts())
def test_edges_are_the_moves_and_nodes_the_states(conflict: Conflict) -> None:
    graph = moves(conflict)
    assert list(graph) == list(conflict.states)
    assert graph.number_of_edges() == sum(int(conflict.moves(mover).sum()) for mover in conflict.movers)
    for concept in CONCEPTS:
        marked = tuple(state for state, there in graph.nodes(data=concept) if there)
        assert marked == stability(conflict).equilibria(concept)
