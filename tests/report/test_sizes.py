from __future__ import annotations

from dataclasses import replace
from math import sqrt

import networkx as nx
import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Manifest
from graphkit.dossier.reader import read
from graphkit.report import network
from graphkit.report.scene import Scene
from graphkit.report.sizes import LARGEST, SMALLEST, measures, sized
from graphkit.report.spans import history
from graphkit.report.whole import report
from tests.report.made import position, talks, tie
from tests.report.test_page import data


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return history(read(bundled_dossier("istanbul-2025"))[0])


def as_graph(scene: Scene) -> nx.Graph[str]:
    """The same lines in NetworkX, each pair once with the weight of all its lines."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in scene.nodes)
    for edge in scene.edges:
        if edge.start != edge.end:
            there = graph.get_edge_data(edge.start, edge.end, {"weight": 0})["weight"]
            graph.add_edge(edge.start, edge.end, weight=there + edge.weight)
    return graph


@pytest.mark.parametrize("view", ["relations", "positions", "events"])
def test_betweenness_and_pagerank_are_those_of_networkx(seed: Dossier, view: str) -> None:
    scene = getattr(network, view)(at(seed))
    found, graph = measures(scene), as_graph(scene)
    between = nx.betweenness_centrality(graph)
    rank = nx.pagerank(graph, tol=1e-12, max_iter=1000)
    assert found["betweenness"] == pytest.approx([between[node.id] for node in scene.nodes], abs=1e-9)
    assert found["pagerank"] == pytest.approx([rank[node.id] for node in scene.nodes], abs=1e-8)


def test_lines_weight_and_brokerage_count_what_they_say() -> None:
    given = talks(
        positions=Records(
            [
                *[position(f"n-{issue}", "north", issue, "support") for issue in ("truce", "exchange")],
                *[position(f"s-{issue}", "south", issue, "support") for issue in ("truce", "exchange")],
            ]
        ),
        ties=Records([tie("one", "envoys", "represents", "south")]),
    )
    scene = network.relations(given)
    at_node = {node.id: place for place, node in enumerate(scene.nodes)}
    found = {name: values[at_node["actor:south"]] for name, values in measures(scene).items()}
    assert (found["lines"], found["weight"]) == (2, 3)  # one agreement on two issues, one tie
    assert found["brokerage"] == 1  # north and envoys share no line
    assert measures(scene)["brokerage"][at_node["actor:north"]] == 0


def test_a_measure_that_repeats_another_or_asks_for_actors_only_is_left_out() -> None:
    assert set(measures(network.positions(talks()))) == {"lines", "betweenness", "pagerank"}
    assert "brokerage" in measures(network.relations(talks()))


def test_what_the_day_does_not_show_counts_nothing(seed: Dossier) -> None:
    whole = network.events(seed)
    early = network.events(replace(seed, events=Records(list(seed.events)[:1])))
    _, sizes = sized(whole, early)
    shown = {node.id for node in early.nodes}
    assert 1 < len(shown) < len(whole.nodes)
    for values in sizes["values"].values():
        assert len(values) == len(whole.nodes)
        assert all(value == 0 for node, value in zip(whole.nodes, values, strict=True) if node.id not in shown)


def test_room_is_kept_for_the_largest_size_that_any_measure_gives(seed: Dossier) -> None:
    scene, sizes = sized(network.relations(seed), network.relations(at(seed)))
    for place, node in enumerate(scene.nodes):
        radii = [
            SMALLEST + (LARGEST - SMALLEST) * sqrt(values[place] / max(values)) for values in sizes["values"].values()
        ]
        assert node.reach == pytest.approx(max(radii), abs=0.01)
        assert node.room[0] >= 2 * node.reach
        assert node.room[1] >= 2 * node.reach


def test_cards_keep_the_size_of_their_words(seed: Dossier) -> None:
    scene, _ = sized(network.positions(seed), network.positions(at(seed)))
    assert {node.reach for node in scene.nodes if node.card} == {0.0}


def test_the_report_ships_a_value_for_each_figure_and_none_for_an_empty_dossier() -> None:
    for each in data(report(talks()))["networks"].values():
        assert {len(values) for values in each["sizes"]["values"].values()} == {len(each["picture"]["nodes"])}
    empty = data(report(Dossier(Manifest(id="empty", title="Nothing yet"))))
    assert [each["sizes"]["values"] for each in empty["networks"].values()] == [{}, {}, {}]


# ---- the legend ------------------------------------------------------------------------------------------------------


def test_where_colour_says_the_kind_the_legend_says_it_once() -> None:
    actors = Records(Actor(id=each.id, name=each.name, kind=each.kind) for each in talks().actors)
    legend = data(report(talks(actors=actors)))["networks"]["relations"]["legend"]
    kinds = [entry for entry in legend["entries"] if entry["group"] in ("camp", "kind")]
    assert len({entry["label"] for entry in kinds}) == len(kinds)
    assert legend["titles"]["kind"] == "Shape and colour: kind"
    nodes = data(report(talks(actors=actors)))["networks"]["relations"]["picture"]["nodes"]
    fills = {(f"kind:{node['kind']}", node["color"]["background"]) for node in nodes}
    assert {(entry["key"], entry["color"]) for entry in kinds} == fills


def test_each_kind_of_tie_has_its_switch_where_there_are_several() -> None:
    entries = data(report(talks()))["networks"]["relations"]["legend"]["entries"]
    assert {each["key"]: each["count"] for each in entries if each["group"] == "tie"} == {
        "tie:heads": 1,
        "tie:part_of": 1,
        "tie:represents": 1,
    }
    one = talks(ties=Records([tie("one", "envoy", "heads", "envoys")]))
    entries = data(report(one))["networks"]["relations"]["legend"]["entries"]
    assert [each for each in entries if each["group"] == "tie"] == []
