"""Exports: what other programs read is what the graph holds."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.formats.cells import cell
from graphkit.formats.flat import flat
from graphkit.formats.gexf import gexf
from graphkit.formats.graphml import graphml
from graphkit.formats.nodelink import nodelink
from graphkit.formats.tables import tables
from graphkit.graph import networks
from graphkit.graph.build import property_graph


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[Any]:
    return property_graph(examine(bundled_dossier("istanbul-2025"))[0])


def node_data(graph: nx.Graph[Any]) -> dict[str, dict[str, Any]]:
    return {key: dict(data) for key, data in graph.nodes(data=True)}


def weights(graph: nx.Graph[Any]) -> dict[frozenset[str], float]:
    return {frozenset((start, end)): data["weight"] for start, end, data in graph.edges(data=True)}


def edge_data(graph: Any) -> dict[str, dict[str, Any]]:
    return {key: dict(data) for *_, key, data in graph.edges(keys=True, data=True)}


def test_graphml_gives_every_node_edge_and_attribute_back(graph: nx.MultiDiGraph[Any]) -> None:
    again = nx.parse_graphml(graphml(graph))
    assert node_data(again) == node_data(flat(graph))
    assert edge_data(again) == edge_data(flat(graph))


def test_gexf_gives_every_node_and_edge_back(graph: nx.MultiDiGraph[Any]) -> None:
    again = nx.read_gexf(io.BytesIO(gexf(graph).encode()))
    assert set(again.nodes) == set(graph.nodes)
    assert edge_data(again).keys() == edge_data(graph).keys()
    medinsky = again.nodes["istanbul-2025/actor:medinsky"]
    assert medinsky["label"] == "Medinsky"
    assert "Мединский" in medinsky["aliases"]


def test_gexf_names_no_day_of_writing(graph: nx.MultiDiGraph[Any]) -> None:
    assert "lastmodified" not in gexf(graph)


@pytest.mark.parametrize("write", [graphml, gexf])
def test_a_file_of_xml_says_that_it_is_utf_8(write: Any, graph: nx.MultiDiGraph[Any]) -> None:
    assert write(graph).startswith('<?xml version="1.0" encoding="UTF-8"?>\n<')
    ET.fromstring(write(graph).encode())


def test_json_gives_the_graph_back(graph: nx.MultiDiGraph[Any]) -> None:
    again = nx.node_link_graph(json.loads(nodelink(graph)), edges="edges")
    assert set(again.nodes) == set(graph.nodes)
    assert edge_data(again).keys() == edge_data(graph).keys()
    assert again.nodes["istanbul-2025/actor:fidan"]["labels"] == ["Actor", "Person"]


def test_tables_have_the_columns_that_gephi_looks_for_behind_another(graph: nx.MultiDiGraph[Any]) -> None:
    files = tables(networks.signed(graph))
    nodes, edges = (list(csv.DictReader(io.StringIO(files[name][1:]))) for name in ("nodes.csv", "edges.csv"))
    assert files["nodes.csv"].startswith("\ufeffdossier,Id,Label,")
    assert files["edges.csv"].startswith("\ufeffdossier,Source,Target,Type,Id,Label,Weight,")
    assert {row["Type"] for row in edges} == {"Undirected"}
    assert {row["Source"] for row in edges} <= {row["Id"] for row in nodes}
    assert len(edges) == networks.signed(graph).number_of_edges()


def test_a_table_of_edges_gives_the_weights_back_to_networkx(graph: nx.MultiDiGraph[Any]) -> None:
    signed = networks.signed(graph)
    rows = csv.DictReader(io.StringIO(tables(signed)["edges.csv"][1:]))
    again: nx.Graph[Any] = nx.Graph()
    again.add_weighted_edges_from((row["Source"], row["Target"], float(row["Weight"])) for row in rows)
    assert weights(again) == weights(signed)


def test_a_tie_can_be_found_again_in_a_table_by_its_id(graph: nx.MultiDiGraph[Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(tables(graph)["edges.csv"][1:])))
    assert len({row["Id"] for row in rows}) == len(rows) == graph.number_of_edges()
    assert "istanbul-2025/tie:umerov-heads-ukrainian-delegation" in {row["Id"] for row in rows}


def test_a_node_in_json_keeps_the_id_of_its_record(graph: nx.MultiDiGraph[Any]) -> None:
    nodes = {node["id"]: node for node in json.loads(nodelink(graph))["nodes"]}
    assert nodes["istanbul-2025/actor:fidan"]["record"] == "actor:fidan"
    assert all(node["record"] == graph.nodes[key]["id"] for key, node in nodes.items())


@pytest.mark.parametrize("number", [33.3333333333, 0.1, 1e-9, 100.0, 62.5])
def test_a_number_in_a_cell_is_the_same_number(number: float) -> None:
    assert float(cell(number)) == number


def test_an_empty_graph_is_a_valid_file_of_every_format() -> None:
    empty: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    assert nx.parse_graphml(graphml(empty)).number_of_nodes() == 0
    assert nx.read_gexf(io.BytesIO(gexf(empty).encode())).number_of_nodes() == 0
    assert json.loads(nodelink(empty))["nodes"] == []
    assert tables(empty)["nodes.csv"] == "\ufeffdossier,Id,Label\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_is_a_formula_to_a_spreadsheet(text: str) -> None:
    assert cell(text) == "'" + text


def test_a_negative_number_stays_a_number() -> None:
    assert cell(-2) == "-2"
    assert cell(-2.5) == "-2.5"


@given(st.text())
def test_any_text_survives_or_is_replaced_where_xml_cannot_hold_it(text: str) -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("d/actor:a", labels=("Actor",), name=text)
    again = nx.parse_graphml(graphml(graph)).nodes["d/actor:a"]
    written = flat(graph).nodes["d/actor:a"]["name"]
    assert again.get("name", "").replace("\r\n", "\n").replace("\r", "\n") == written.replace("\r\n", "\n").replace(
        "\r", "\n"
    )
    ET.fromstring(gexf(graph).encode())
