"""What DNA exports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import graphkit
from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import Options
from graphkit.dossier.checks import check
from graphkit.formats.dna import (
    BadDatabase,
    dossier_of,
    dossier_of_events,
    events_of,
    kind_of,
    network_of,
    statements_of,
)
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


DL = 'dl n = 2, format = fullmatrix\nlabels:\n"Union, North"\n"League"\ndata:\n 0 3\n 3 0\n'
TWO_MODE_DL = 'dl nr = 1, nc = 2, format = fullmatrix\nrow labels:\n"Union"\ncol labels:\n"Tax"\n"Road"\ndata:\n 1 -2'


def weights_of(network: Any) -> dict[tuple[str, str], float]:
    return {(one, other): data["weight"] for one, other, data in network.edges(data=True)}


def test_dl_is_a_network(tmp_path: Path) -> None:
    network = network_of(written(tmp_path, "a.dl", DL))
    assert weights_of(network) == {("Union, North", "League"): 3}
    assert network.graph == {"signed": False, "two_mode": False, "notes": ()}


def test_dl_of_two_modes_has_both(tmp_path: Path) -> None:
    network = network_of(written(tmp_path, "a.dl", TWO_MODE_DL))
    assert weights_of(network) == {("Union", "Tax"): 1, ("Union", "Road"): -2}
    assert nx.get_node_attributes(network, "bipartite") == {"Union": 0, "Tax": 1, "Road": 1}
    assert network.graph == {"signed": True, "two_mode": True, "notes": ()}


def test_a_matrix_that_is_not_symmetric_is_directed(tmp_path: Path) -> None:
    network = network_of(written(tmp_path, "a.csv", '"";"A";"B"\n"A";0;1\n"B";3;0'))
    assert network.is_directed()
    assert weights_of(network) == {("A", "B"): 1, ("B", "A"): 3}


OTHERS = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="k0" for="edge" attr.name="weight" attr.type="double"/>
  <key id="k1" for="node" attr.name="label" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="1"><data key="k1">Ann</data></node><node id="2"><data key="k1">Ben</data></node>
    <node id="3"><data key="k1">Ben</data></node>
    <edge source="1" target="2"><data key="k0">2</data></edge><edge source="1" target="2"/>
    <edge source="3" target="1"/>
  </graph>
</graphml>"""


def test_graphml_of_another_program_is_read_by_the_names_of_its_keys(tmp_path: Path) -> None:
    network = network_of(written(tmp_path, "a.graphml", OTHERS))
    assert network.is_directed()
    assert weights_of(network) == {("Ann", "Ben (2)"): 3, ("Ben (3)", "Ann"): 1}


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<graphml>&b;</graphml>'
FETCHED = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<graphml>&a;</graphml>'


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.graphml", ENTITIES, 1, "it declares entities"),
        ("a.graphml", FETCHED, 2, "it declares entities"),
        ("a.graphml", GRAPHML.replace("</node>", "", 1), 9, "it is no XML"),
        ("a.csv", MATRIX.replace("0\n", "0\n\n").replace("2", "two"), 4, "'two' is no number"),
        ("a.csv", MATRIX + ";4", 3, "this row has 4 cells and the first one 3"),
        ("a.csv", MATRIX.replace("-0.5", "inf"), 3, "is no number"),
        ("a.csv", MATRIX.replace("-0.500000", "nan"), 3, "'nan' is no number"),
        ("a.csv", MATRIX.replace("League", "Union"), 1, "the name 'Union' stands there twice"),
        ("a.dl", DL.replace("fullmatrix", "edgelist1"), 1, "a DL file begins with a line such as"),
        ("a.dl", DL.replace("data:", "date:"), 7, "it has no line data:"),
        ("a.dl", DL.replace("n = 2", "n = 3"), 1, "it has 2 labels of rows, where its first line says 3"),
        ("a.dl", DL.replace(" 3 0", " 3"), 7, "the row has 1 numbers, and there are 2 columns"),
        ("a.dl", DL.replace(" 3 0\n", ""), 6, "the matrix has 1 rows, and there are 2 labels"),
        ("a.dl", DL.replace("0 3", "0 x"), 6, "'x' is no number"),
    ],
)
def test_what_is_broken_in_a_network_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, line: int, message: str
) -> None:
    with pytest.raises(BadDatabase) as caught:
        network_of(written(tmp_path, name, text))
    assert f"{name}:{line}:1 " in str(caught.value)
    assert message in str(caught.value)


def test_a_weight_that_is_none_is_told_with_its_edge(tmp_path: Path) -> None:
    with pytest.raises(BadDatabase, match="'much' of the edge from 'n1' to 'n2' is no number"):
        network_of(written(tmp_path, "a.graphml", GRAPHML.replace("-2.0", "much")))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (EVENTS + "4;2025-01-01\n", 6),
        (EVENTS.replace("2;2025-01-01 12:30:00", "2;2025-01-01 noon"), 3),
        (EVENTS.replace(';1;10;2;"Ben"', ';1;ten;2;"Ben"'), 4),
        (EVENTS.replace('"Road"', '"Ro"ad'), 3),
    ],
)
def test_what_is_broken_in_an_event_list_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(BadDatabase, match=rf"a\.csv:{line}:1 "):
        events_of(written(tmp_path, "a.csv", text))


def test_an_event_list_is_a_dossier(tmp_path: Path) -> None:
    found = dossier_of_events(written(tmp_path, "a.csv", EVENTS))
    said = [(each.id, each.actor, each.issue, each.stance, str(each.valid)) for each in found.positions]
    assert said == [
        ("statement-3", "league", "tax-and-more", "support", "2025-01-01"),
        ("statement-2", "union", "road", "oppose", "2025-01-01"),
        ("statement-1", "union", "tax", "support", "2025-01-02"),
    ]
    assert [(each.title, each.author, str(each.published)) for each in found.sources] == [
        ("Document 1", "Ann", "2025-01-02"),
        ("Document 2", "Ben", "2025-01-01"),
    ]
    assert check(found) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (EVENTS.replace('"Tax";1;', '"Tax";7;'), r"a\.csv:2:1 .* the agreement of a dossier's position is 0 or 1"),
        (EVENTS.replace("\n2;", "\n1;"), r"a\.csv:3:1 .* the statement '1' stands there twice"),
    ],
)
def test_what_makes_no_dossier_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadDatabase, match=message):
        dossier_of_events(written(tmp_path, "a.csv", text))


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.csv", EVENTS, "events"),
        ("a.csv", MATRIX, "network"),
        ("a.graphml", GRAPHML, "network"),
        ("a.xml", GRAPHML, "network"),
        ("a.txt", DL, "network"),
        ("a.csv", "source,target\nA,B\n", None),
        ("a.csv", "", None),
        ("a.dna", "notes", "database"),
        ("a.txt", "notes", None),
    ],
)
def test_a_file_is_known_by_what_it_begins_with(tmp_path: Path, name: str, text: str, kind: str | None) -> None:
    assert kind_of(written(tmp_path, name, text)) == kind


def test_in_python_an_event_list_is_opened_as_a_dossier_and_as_a_discourse_network(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", EVENTS)
    assert set(graphkit.open_dossier(path, as_of="2025-01-01").positions.ids) == {"statement-2", "statement-3"}
    assert graphkit.discourse(path, network="two-mode").networks[0].statements == 3


def test_a_folder_and_what_is_not_there_are_no_files_of_dna(tmp_path: Path) -> None:
    assert (kind_of(tmp_path), kind_of(tmp_path / "a.csv")) == (None, None)


@pytest.mark.shared
def test_the_event_list_of_the_sample_makes_the_dossier_that_its_database_makes(shared: Path) -> None:
    folder = shared / "data" / "dna"
    database, events = dossier_of(folder / "sample.dna"), dossier_of_events(folder / "exports" / "eventlist.csv")
    # DNA writes commas for semicolons and apostrophes for quotation marks
    assert [(each.id, each.stance, each.valid, each.coder) for each in events.positions] == [
        (each.id, each.stance, each.valid, each.coder) for each in database.positions
    ]
    assert set(events.actors.ids) == set(database.actors.ids)
    assert set(events.issues.ids) == set(database.issues.ids)
    assert set(events.sources) <= set(database.sources)


MEASURES = [
    *(("actor", measure) for measure in ("ignore", "congruence", "conflict", "subtract")),
    *(("issue", measure) for measure in ("ignore", "congruence", "conflict", "subtract")),
    *(("two-mode", measure) for measure in ("ignore", "subtract", "combine")),
]


@pytest.mark.shared
@pytest.mark.parametrize(("mode", "measure"), MEASURES)
@pytest.mark.parametrize("as_dna", [False, True])
def test_every_network_of_the_event_list_is_that_of_the_database(
    shared: Path, mode: Any, measure: Any, as_dna: bool
) -> None:
    folder = shared / "data" / "dna"
    options = Options(network=mode, measure=measure, dna_compatible=as_dna, duplicates="month", normalize="no")
    events, database = (
        discourse(table, options).networks[0]
        for table in (events_of(folder / "exports" / "eventlist.csv"), statements_of(folder / "sample.dna"))
    )
    assert ties(events) == ties(database)
    assert events.statements == database.statements


@pytest.mark.shared
@pytest.mark.parametrize("suffix", ["csv", "graphml", "dl"])
@pytest.mark.parametrize("as_dna", [False, True])
def test_congruence_of_the_sample_is_what_dna_exported(shared: Path, suffix: str, as_dna: bool) -> None:
    folder = shared / "data" / "dna"
    options = Options(measure="congruence", dna_compatible=as_dna)
    (found,) = discourse(statements_of(folder / "sample.dna"), options).networks
    network = network_of(folder / "exports" / f"onemode_org_congruence.{suffix}")
    assert {frozenset(pair): value for pair, value in ties(found).items()} == {
        frozenset(pair): value for pair, value in weights_of(network).items()
    }
    assert sorted(network) == sorted(found.rows.labels)


# the sums of whole matrices of shared/data/dna/sample.dna, as its reference page has them
SUMS = {("two-mode", "ignore"): 40, ("actor", "ignore"): 276, ("actor", "congruence"): 160} | {
    ("actor", "conflict"): 116,
    ("actor", "subtract"): 44,
}


@pytest.mark.shared
@pytest.mark.parametrize(("which", "expected"), SUMS.items())
@pytest.mark.parametrize("as_dna", [False, True])
@pytest.mark.parametrize("events", [False, True])
def test_the_sums_of_the_samples_networks(
    shared: Path, which: tuple[Any, Any], expected: int, as_dna: bool, events: bool
) -> None:
    folder = shared / "data" / "dna"
    table = events_of(folder / "exports" / "eventlist.csv") if events else statements_of(folder / "sample.dna")
    (found,) = discourse(table, Options(network=which[0], measure=which[1], dna_compatible=as_dna)).networks
    assert found.matrix.sum() == expected
