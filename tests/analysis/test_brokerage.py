"""Gould and Fernandez' roles: one triad each, all graphs of few actors, and laws."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations, product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.brokerage import ALL, ROLES, Brokerage, brokerage, groups_of, moments, triads
from graphkit.analysis.influence.tied import tied
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.reader import read


def brokers(edges: list[tuple[str, str]], groups: dict[str, str], *, directed: bool = True) -> Brokerage:
    graph: nx.Graph[Any] = nx.DiGraph(edges) if directed else nx.Graph(edges)
    graph.add_nodes_from(groups)
    return brokerage(tied(graph, isolates=True), groups)


def counts(found: Brokerage, actor: str) -> dict[str, int]:
    row = next(row for row in found.rows if row.actor == actor)
    return {role: count for role, count in row.counts.items() if count}


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "itinerant"),
        ("ABB", "gatekeeper"),
        ("AAB", "representative"),
        ("ABC", "liaison"),
    ],
)
def test_a_path_gives_the_role_that_its_groups_make(groups: str, role: str) -> None:
    # Gould and Fernandez (1989), figure 1
    found = brokers([("i", "k"), ("k", "j")], dict(zip("ikj", groups, strict=True)))
    assert counts(found, "k") == {role: 1, "total": 1}
    assert counts(found, "i") == counts(found, "j") == {}


def test_a_path_that_is_closed_has_no_broker() -> None:
    groups = dict.fromkeys("ikj", "A")
    assert counts(brokers([("i", "k"), ("k", "j"), ("i", "j")], groups), "k") == {}
    assert counts(brokers([("i", "k"), ("k", "j"), ("j", "i")], groups), "k") == {"coordinator": 1, "total": 1}


def test_a_tie_without_direction_counts_each_way() -> None:
    found = brokers([("i", "k"), ("k", "j")], {"i": "A", "k": "B", "j": "B"}, directed=False)
    assert counts(found, "k") == {"gatekeeper": 1, "representative": 1, "total": 2}


def test_who_has_no_group_is_left_out_and_counted() -> None:
    found = brokers([("i", "k"), ("k", "j")], {"i": "A", "k": "B"})
    assert found.notes == ("left out, actors without a group: 1",)
    assert counts(found, "k") == {}


@pytest.mark.parametrize("density", [0.3, 0.5])
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("groups", ["AAAA", "AABB", "AABC", "ABBC"])
def test_expectation_and_variance_are_those_over_all_graphs(groups: str, directed: bool, density: float) -> None:
    many = range(len(groups))
    pairs = list(permutations(many, 2) if directed else combinations(many, 2))
    mean: Counter[str] = Counter()
    square: Counter[str] = Counter()
    for present in product([False, True], repeat=len(pairs)):
        chance = 1.0
        ties = set()
        for pair, there in zip(pairs, present, strict=True):
            chance *= density if there else 1 - density
            if there:
                ties |= {pair} if directed else {pair, pair[::-1]}
        for role, count in _slowly(ties, groups).items():
            mean[role] += chance * count  # type: ignore[assignment]  # a Counter may hold floats
            square[role] += chance * count**2  # type: ignore[assignment]  # a Counter may hold floats
    found = moments(groups[0], Counter(groups), density=density, directed=directed)
    assert {role: found[role][0] for role in ALL} == pytest.approx({role: mean[role] for role in ALL})
    expected = {role: square[role] - mean[role] ** 2 for role in ALL}
    assert {role: found[role][1] for role in ALL} == pytest.approx(expected, abs=1e-12)


def _slowly(ties: set[tuple[int, int]], groups: str) -> Counter[str]:
    """The roles of the first actor, by the definition."""
    found: Counter[str] = Counter()
    for i, j in permutations(range(1, len(groups)), 2):
        if (i, 0) in ties and (0, j) in ties and (i, j) not in ties:
            alike = (groups[i] == groups[0], groups[0] == groups[j], groups[i] == groups[j])
            found[ROLE_OF[alike]] += 1
            found["total"] += 1
    return found


ROLE_OF = {
    (True, True, True): "coordinator",
    (False, False, True): "itinerant",
    (False, True, False): "gatekeeper",
    (True, False, False): "representative",
    (False, False, False): "liaison",
}
pairs = st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda pair: pair[0] != pair[1])


@given(st.sets(pairs, min_size=1), st.lists(st.sampled_from("XYZ"), min_size=7, max_size=7), st.booleans())
def test_roles_sum_to_the_open_paths_however_actors_are_grouped(
    edges: set[tuple[str, str]], partition: list[str], directed: bool
) -> None:
    found = brokers(sorted(edges), dict(zip("abcdefg", partition, strict=True)), directed=directed)
    ways = edges if directed else edges | {(end, start) for start, end in edges}
    open_paths = sum((i, k) in ways and (k, j) in ways and (i, j) not in ways for i, k, j in permutations("abcdefg", 3))
    assert sum(row.counts["total"] for row in found.rows) == open_paths
    assert sum(row.counts[role] for row in found.rows for role in ROLES) == open_paths


@given(st.sets(pairs, min_size=1), st.lists(st.sampled_from("XYZ"), min_size=7, max_size=7), st.permutations("abcdefg"))
def test_renaming_actors_permutes_roles(edges: set[tuple[str, str]], partition: list[str], names: list[str]) -> None:
    groups = dict(zip("abcdefg", partition, strict=True))
    rename = dict(zip("abcdefg", names, strict=True))
    before = brokers(sorted(edges), groups)
    after = brokers([(rename[a], rename[b]) for a, b in edges], {rename[a]: group for a, group in groups.items()})
    there = {row.actor: (row.counts, row.z) for row in after.rows}
    assert there == {rename[row.actor]: (row.counts, row.z) for row in before.rows}


@given(st.sets(pairs, min_size=1), st.lists(st.sampled_from("XYZ"), min_size=7, max_size=7))
def test_the_paths_of_a_broker_are_those_that_were_counted(edges: set[tuple[str, str]], partition: list[str]) -> None:
    groups = dict(zip("abcdefg", partition, strict=True))
    ties = tied(nx.DiGraph(sorted(edges)), isolates=True)
    for row in brokerage(ties, groups).rows:
        roles = Counter(each.role for each in triads(ties, groups, row.actor))
        assert {role: roles[role] for role in ROLES} == {role: row.counts[role] for role in ROLES}


def test_where_chance_leaves_no_room_there_is_no_z() -> None:
    found = brokers([("i", "k"), ("k", "j")], {"i": "A", "k": "B", "j": "C"})
    row = next(row for row in found.rows if row.actor == "k")
    assert row.z["coordinator"] is None
    assert row.z["liaison"] is not None


def test_groups_of_a_dossier_are_countries_blocs_or_kinds() -> None:
    dossier = at(read(bundled_dossier("istanbul-2025"))[0])
    assert groups_of(dossier, "country")["fidan"] == "TR"
    assert "reuters" not in groups_of(dossier, "country")
    assert groups_of(dossier, "bloc")["kremlin"] == "russia"
    assert groups_of(dossier, "kind")["nato"] == "bloc"
