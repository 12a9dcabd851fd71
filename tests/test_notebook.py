"""What a notebook asks of the package itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import pytest

import graphkit
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.notebook.dossiers import whole_of
from tests.formats.dna_made import write_dna


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    path = tmp_path / "edges.csv"
    path.write_text("source,target,sign\nAnn,Ben,1\nBen,Cid,1\nAnn,Cid,-1\n")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    said = [("Union", "Tax", 1, 1, "Ann"), ("League", "Tax", 0, 2, "Ben"), ("Club", "Tax", 1, 1, "Cid")]
    return write_dna(tmp_path / "a.dna", said, dates={1: "2025-01-01", 2: "2025-01-02"})


def test_influence_takes_a_dossier_a_graph_an_edge_list_and_a_database(edges: Path, database: Path) -> None:
    dossier = graphkit.open_dossier(bundled_dossier("istanbul-2025"))
    assert graphkit.influence(dossier).rows[0].sources == 1
    assert graphkit.influence(nx.path_graph(3)).rows[0].actor == "1"
    assert graphkit.influence(edges, measures=["pagerank"]).measures == ("pagerank",)
    assert graphkit.influence(edges).rows[0].actor == "Cid"
    assert {row.actor: row.sources for row in graphkit.influence(database).rows} == {"Club": 1, "League": 0, "Union": 1}
    with pytest.raises(ValueError, match="a DNA database has no network ties"):
        graphkit.influence(database, network="ties")


def test_brokers_take_groups_from_a_table_a_mapping_or_the_actors(edges: Path, tmp_path: Path) -> None:
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("id,group\nAnn,X\nBen,Y\nCid,Z\nDan,Z\n")
    found = graphkit.brokers(edges, groups=nodes)
    assert (found.actors, found.rows[0].actor, found.rows[0].counts["liaison"]) == (4, "Ben", 1)
    assert graphkit.brokers(edges, groups={"Ann": "X", "Ben": "X", "Cid": "X"}).rows[0].counts["coordinator"] == 1
    dossier = graphkit.open_dossier(bundled_dossier("istanbul-2025"))
    assert set(graphkit.brokers(dossier, by="kind").groups) >= {"person", "state"}
    with pytest.raises(ValueError, match="nobody in the network has a group"):
        graphkit.brokers(edges)


def test_camps_take_a_dossier_a_graph_an_edge_list_and_a_database(edges: Path, database: Path) -> None:
    dossier = graphkit.open_dossier(bundled_dossier("istanbul-2025"))
    assert graphkit.camps(dossier).frustration.index == 1
    assert graphkit.camps(edges).frustration.index == 1
    assert graphkit.camps(edges, method="leiden", seed=4).parameters["seed"] == 4
    assert {row["actor"]: row["camp"] for row in graphkit.camps(database).rows()} == {
        "Club": "A",
        "League": "B",
        "Union": "A",
    }


def test_every_result_is_a_frame_with_named_columns(edges: Path, database: Path) -> None:
    dossier = graphkit.open_dossier(bundled_dossier("istanbul-2025"))
    scores = graphkit.to_frame(graphkit.influence(edges)).set_index("actor")
    assert scores.loc["Cid", "rank"] == 1
    assert scores["pagerank"].sum() == pytest.approx(1)
    roles = graphkit.to_frame(graphkit.brokers(edges, groups={"Ann": "X", "Ben": "Y", "Cid": "Z"})).set_index("actor")
    assert roles.loc["Ben", "liaison"] == 1 and "z_liaison" in roles
    sides = graphkit.to_frame(graphkit.camps(dossier)).set_index("actor")
    assert sides.loc["fidan", ["side", "pressure"]].tolist() == ["either", 0.5]
    assert graphkit.to_frame(graphkit.camps(edges).frustration)["frustrated"].sum() == 1
    assert graphkit.to_frame(graphkit.discourse(database)).loc["Club", "Union"] == 1


def test_a_dossier_that_was_opened_and_then_cut_is_shown_as_it_was_cut() -> None:
    opened = graphkit.open_dossier("istanbul-2025")
    assert whole_of(opened)[0] is opened.whole
    earlier = at(opened, as_of=date(2025, 5, 1))
    assert len(earlier.positions) < len(opened.positions)
    assert whole_of(earlier) == (earlier, {"as_of": None, "known_on": None})
    assert "talks-2-june" not in graphkit.show(earlier, "events")._repr_html_()
