"""What DNA exports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import Options
from graphkit.formats.dna import BadDatabase, events_of, network_of, statements_of
from tests.analysis.discourse_made import ties

HEADER = "statement_id;time;organization;concept;agreement;start_position;document_id;document_author"
EVENTS = f"""\
{HEADER}
1;2025-01-02 00:00:00;"Union";"Tax";1;10;1;"Ann"
2;2025-01-01 12:30:00;"Union";"Road";0;20;2;"Ben"
3;2025-01-01 12:30:00;"League";"Tax, and
more";1;10;2;"Ben"
"""
MATRIX = '"";"Tax";"Road"\n"Union";1;0\n"League";-0.500000;2'
GRAPHML = """<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:visone="http://visone.info/xmlns">
  <key for="node" id="d0" yfiles.type="nodegraphics" />
  <graph edgedefault="undirected" id="DNA">
    <node id="n1"><data key="name">Union</data><data key="variable">organization</data>
      <data key="d0"><visone:shapeNode /></data></node>
    <node id="n2"><data key="name">Tax</data><data key="variable">concept</data></node>
    <edge source="n1" target="n2"><data key="weight">-2.0</data></edge>
  </graph>
</graphml>
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_event_list_is_a_table_of_statements(tmp_path: Path) -> None:
    found = discourse(events_of(written(tmp_path, "a.csv", EVENTS)), Options(network="two-mode"))
    assert ties(found.networks[0]) == {("Union", "Tax"): 1, ("Union", "Road"): -1, ("League", "Tax, and\nmore"): 1}
    assert found.networks[0].sources == 2
    assert str(found.networks[0].since) == "2025-01-01"


def test_events_may_be_excluded(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", EVENTS)
    statements = events_of(path, exclude={"author": {"Ben"}}, only={"organization": {"Union", "League"}})
    assert ties(discourse(statements, Options(network="two-mode")).networks[0]) == {("Union", "Tax"): 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has the columns statement_id"),
        ("a;b\n1;2\n", "has the columns statement_id"),
        (EVENTS + "4;2025-01-01\n", "row 5 has 2 cells and the first one 8"),
        (EVENTS.replace("12:30:00", "noon"), "a time is not like"),
        (EVENTS.replace(";10;", ";ten;"), "start_position holds what is no whole number"),
        (EVENTS.replace('"Road"', '"Ro"ad'), "it is no CSV"),
        (HEADER, "has the columns statement_id"),
    ],
)
def test_what_is_no_event_list_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadDatabase, match=message):
        events_of(written(tmp_path, "a.csv", text))


@pytest.mark.parametrize("wishes", [{"actors": "organisation"}, {"exclude": {"concept": {"Taxes"}}}])
def test_what_is_not_in_an_event_list_is_answered_with_what_is(tmp_path: Path, wishes: dict[str, Any]) -> None:
    with pytest.raises(BadDatabase, match="did you mean"):
        events_of(written(tmp_path, "a.csv", EVENTS), **wishes)


def test_a_matrix_is_a_network(tmp_path: Path) -> None:
    network = network_of(written(tmp_path, "a.csv", MATRIX))
    assert {frozenset(ends): data["weight"] for *ends, data in network.edges(data=True)} == {
        frozenset(("Union", "Tax")): 1.0,
        frozenset(("League", "Tax")): -0.5,
        frozenset(("League", "Road")): 2.0,
    }
    assert nx.get_node_attributes(network, "bipartite") == {"Union": 0, "League": 0, "Tax": 1, "Road": 1}


def test_graphml_is_a_network_with_the_attributes_of_dna(tmp_path: Path) -> None:
    network = network_of(written(tmp_path, "a.graphml", GRAPHML))
    assert network.nodes["Tax"] == {"name": "Tax", "variable": "concept", "bipartite": 1}
    assert network.edges["Union", "Tax"] == {"weight": -2.0}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "", "a matrix of DNA has names"),
        ("a.csv", MATRIX + ";4", "a matrix of DNA has names"),
        ("a.csv", MATRIX.replace("2", "two"), "'two' is no number"),
        ("a.graphml", "<graphml", "it is no XML"),
        ("a.graphml", "<graphml/>", "without nodes"),
        ("a.graphml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "it declares entities"),
        ("a.graphml", GRAPHML.replace('target="n2"', 'target="n3"'), "of which one is no node"),
    ],
)
def test_what_is_no_network_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(BadDatabase, match=message):
        network_of(written(tmp_path, name, text))


@pytest.mark.shared
def test_the_exports_of_the_sample_say_what_its_database_says(shared: Path) -> None:
    folder = shared / "data" / "dna"
    (expected,) = discourse(statements_of(folder / "sample.dna")).networks
    (events,) = discourse(events_of(folder / "exports" / "eventlist.csv")).networks
    assert ties(events) == ties(expected)
    for name in ("onemode_org_congruence.csv", "onemode_org_congruence.graphml"):
        network = network_of(folder / "exports" / name)
        weights = {frozenset(ends): data["weight"] for *ends, data in network.edges(data=True)}
        assert weights == {frozenset(pair): value for pair, value in ties(expected).items()}
        assert len(network) == 7
