"""What a notebook asks of the package itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import graphkit
from graphkit.analysis.discourse import positions
from graphkit.analysis.discourse.backbone import backbone
from graphkit.analysis.gaps.contradictions import contradictions
from graphkit.analysis.gaps.coverage import coverage
from graphkit.analysis.questions.asked import Asked
from graphkit.analysis.reliability.agreement import agreement
from graphkit.analysis.reliability.codings import codings_of
from graphkit.analysis.reliability.settling import to_settle
from graphkit.analysis.timeline import moves, timeline
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


TABLE = "actor,issue,position,at_least,at_most\nAnn Lee,road,-2,-5,1\nBen,road,4,2,\nAnn Lee,toll,40,,\nBen,toll,60,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "talks.csv"
    path.write_text(TABLE)
    return path


def test_a_draft_takes_terms_a_proposal_a_file_and_a_table(table: Path, tmp_path: Path) -> None:
    dossier = graphkit.open_dossier("istanbul-2025")
    assert graphkit.draft(dossier, {"size-of-forces": 60}).verdicts == {"russia": "accepts", "ukraine": "refuses"}
    jeddah = graphkit.draft(dossier, "proposal:ceasefire-after-jeddah")
    assert (jeddah.verdict, jeddah.completion and jeddah.completion.answer) == ("refuses", "no")
    terms = tmp_path / "terms.yaml"
    terms.write_text("road: 1.5\ntoll: 60\n")
    found = graphkit.draft(table, terms)
    assert found.verdicts == {"Ann Lee": "refuses", "Ben": "refuses"}
    assert graphkit.to_frame(found)["term"].tolist() == [1.5, 1.5, 60, 60]
    assert found.any_package.answer == "no"
    assert graphkit.draft(table, {"toll": 60}, parties="Ben").verdict == "accepts"
    assert graphkit.draft("istanbul-2025").any_package.answer == "open"


@pytest.mark.parametrize(
    ("terms", "more", "message"),
    [
        ({"size-of-force": 1}, {}, "no issue 'size-of-force'; did you mean 'size-of-forces'?"),
        ({"size-of-forces": 101}, {}, "the term 101 on 'size-of-forces' is not from 0 to 100"),
        ("prisoner-swop", {}, "no proposal 'prisoner-swop'; did you mean 'prisoner-swap'?"),
        ({"size-of-forces": 1}, {"parties": "rusia"}, "no actor 'rusia'; did you mean 'russia'?"),
        ({"size-of-forces": 1}, {"exclude": {"status": {"x"}}}, "no status is 'x'"),
    ],
)
def test_a_draft_that_cannot_be_asked_is_a_mistake_in_words(terms: Any, more: Any, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        graphkit.draft("istanbul-2025", terms, **more)


def test_a_table_is_a_dossier_as_well(table: Path) -> None:
    dossier = graphkit.open_dossier(table)
    assert dossier.positions["ann-lee-road"].value == 33.3333
    assert graphkit.show(dossier, "positions").title == "talks"
    assert graphkit.camps(table).frustration.index == 0
    with pytest.raises(ValueError, match="7 is not from -5 to 4, the scale of the table"):
        graphkit.draft(table, {"road": 7})
    with pytest.raises(ValueError, match="exclude belongs to a dossier"):
        graphkit.draft(table, {"road": 1}, exclude={"status": {"alleged"}})


def test_which_input_matters_and_how_good_forecasts_were_are_asked_of_the_package(table: Path) -> None:
    dossier = graphkit.open_dossier("istanbul-2025")
    found = graphkit.sobol(dossier, "mean", issues="nato-membership", draws={"draws": 100, "seed": 1})
    drawn = graphkit.forecast(dossier, "mean", issues="nato-membership", draws={"draws": 100, "seed": 1})
    assert found.rows == drawn.sobol().rows
    assert graphkit.score(dossier).rows() == []
    with pytest.raises(ValueError, match="what is scored are the forecasts that a folder stores"):
        graphkit.score(table)


def results() -> Iterator[Any]:
    """A result of every kind that a notebook comes by."""
    dossier = graphkit.open_dossier("istanbul-2025")
    assume = {"salience": 50, "capability": 50}
    sure = graphkit.forecast(dossier, "mean", issues="nato-membership", draws=50)
    rounds = graphkit.forecast(dossier, "challenge", assume=assume)
    camps = graphkit.camps(dossier)
    asked = Asked(dossier, date.max, date.max)
    statements = positions.statements_of(dossier)
    yield from (graphkit.discourse(dossier), graphkit.influence(dossier), graphkit.brokers(dossier, by="kind"))
    yield from (graphkit.zone(dossier), graphkit.trade(dossier, "russia", "ukraine", assume=assume))
    yield from (rounds, rounds.histories[0][1], sure, sure.sobol(), sure.plans[0].table)
    draft = graphkit.draft(dossier, "ceasefire-after-jeddah")
    yield from (draft, draft.draft, draft.any_package, graphkit.score(dossier))
    yield from (camps, camps.frustration, graphkit.questions(), graphkit.ask(dossier, "contested-issues"))
    yield from (timeline(dossier), moves(dossier), coverage(asked), contradictions(asked))
    yield from (backbone(statements), agreement(codings_of(dossier)), to_settle(agreement(codings_of(dossier)).units))


def test_every_result_is_a_table_in_a_notebook_and_a_line_in_a_terminal() -> None:
    for each in results():
        html = each._repr_html_()
        assert html.startswith("<figure") and "<table>" in html, type(each)
        assert re.fullmatch(rf"<{type(each).__name__}: .*\d row(s)?>", repr(each)), repr(each)[:300]
        assert "\n" not in repr(each) and len(repr(each)) < 300
        assert len(graphkit.to_frame(each).columns) > 1


def test_what_is_one_row_of_a_result_is_a_line_too() -> None:
    zone = graphkit.zone("istanbul-2025", issues="size-of-forces").rows[0]
    row = graphkit.draft("istanbul-2025", {"size-of-forces": 60}).rows[1]
    assert repr(zone) == "<Zone: size-of-forces zone, 25 to 50>"
    assert repr(row) == "<Row: ukraine refuses, size-of-forces 60: a red line is crossed>"


def test_the_package_offers_what_the_notebook_lists_and_nothing_else() -> None:
    from graphkit import notebook

    assert graphkit.__all__ == notebook.__all__ == sorted(notebook.__all__)
    assert all(getattr(graphkit, name) is getattr(notebook, name) for name in graphkit.__all__)
    assert set(graphkit.__all__) <= set(dir(graphkit))
    with pytest.raises(AttributeError, match="module 'graphkit' has no attribute 'zones'"):
        graphkit.zones  # noqa: B018  # the look-up is the test
