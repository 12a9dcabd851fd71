"""An answer as a page: what is drawn of it, and what else the page holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.graph.build import property_graph
from graphkit.report import portion
from graphkit.report.asked import Answered, Asking, Named, NothingToDraw, Table, render_answer
from graphkit.report.selection import POSITION, RESTS_ON, Selection, selected
from graphkit.report.share import Share, page_id
from tests.report.made import position, talks
from tests.report.test_page import data


def drawn(*ids: str, dossier: Dossier | None = None) -> Selection:
    """What is drawn of an answer that names these records of the talks."""
    graph = property_graph(dossier or at(talks()))
    return selected(graph, [f"talks/{id}" for id in ids])


def bare(keys: Iterable[str]) -> set[str]:
    return {key.partition("/")[2] for key in keys}


def lines(found: Selection) -> set[tuple[str, str, str]]:
    return {(link.start.partition("/")[2], link.type, link.end.partition("/")[2]) for link in found.links}


def answered(*ids: str, shares: tuple[Share, ...] | None = None, **more: Any) -> Answered:
    """An answer with a row for each id of the talks."""
    rows = tuple(([Named(f"talks/{id}", id)],) for id in ids)
    own = shares or (Share(at(talks()), talks()),)
    keys = frozenset(f"talks/{id}" for id in ids)
    return Answered(Asking("Who?", "from “The talks”", "who"), Table(("record",), rows), own, keys, **more)


# ---- what is drawn


def test_a_position_is_a_line_between_its_holder_and_its_issue_which_are_added() -> None:
    found = drawn("position:n-truce")
    assert lines(found) == {("actor:north", POSITION, "issue:truce")}
    assert bare(found.added) == {"actor:north", "issue:truce"}
    assert found.named == set()


def test_actors_and_issues_are_joined_by_the_positions_between_them() -> None:
    found = drawn("actor:north", "actor:south", "issue:truce")
    assert lines(found) == {("actor:north", POSITION, "issue:truce"), ("actor:south", POSITION, "issue:truce")}
    assert found.added == set()


def test_where_positions_are_named_no_other_is_drawn() -> None:
    found = drawn("actor:north", "actor:south", "issue:truce", "position:n-truce")
    assert lines(found) == {("actor:north", POSITION, "issue:truce")}


def test_issues_alone_come_with_all_who_took_a_position_on_them() -> None:
    found = drawn("issue:truce")
    assert bare(found.added) >= {"actor:north", "actor:south", "actor:envoys", "actor:host"}


def test_a_position_on_behalf_of_somebody_named_says_so_by_a_line() -> None:
    found = drawn("position:d-truce", "actor:south")
    assert ("actor:envoys", "ON_BEHALF_OF", "actor:south") in lines(found)


def test_where_a_source_is_named_positions_are_cards_that_rest_on_it() -> None:
    found = drawn("source:wire", "position:n-truce")
    assert lines(found) == {("position:n-truce", RESTS_ON, "source:wire")}
    assert found.added == set()


def test_evidence_comes_with_what_it_shows_and_its_sources() -> None:
    pieces = [data["id"] for _, data in property_graph(at(talks())).nodes(data=True) if "Evidence" in data["labels"]]
    piece = next(id for id in pieces if id.startswith("evidence:position.n-truce."))
    found = drawn(piece)
    assert bare(found.added) == {"position:n-truce", "source:wire", "source:paper"}


def test_a_judgement_comes_with_its_actor() -> None:
    assert lines(drawn("judgement:j")) == {("judgement:j", "OF", "actor:north")}


def test_a_proposal_that_stands_alone_comes_with_who_made_and_who_answered_it() -> None:
    assert lines(drawn("proposal:draft")) == {
        ("actor:south", "PROPOSED", "proposal:draft"),
        ("actor:north", "ANSWERED", "proposal:draft"),
    }


def test_a_tie_that_is_named_is_drawn_with_its_ends() -> None:
    found = drawn("tie:one")
    assert lines(found) == {("actor:envoy", "HEADS", "actor:envoys")}


def test_in_a_crowd_of_positions_other_lines_give_way_and_are_counted() -> None:
    given = talks()
    many = [position(f"m-{n}", "south", "truce", "support") for n in range(8)]
    many += [position(f"e-{n}", "envoys", "truce", "support") for n in range(8)]
    crowd = replace(given, positions=Records(many))
    found = drawn(*(each.key for each in many), dossier=crowd)
    assert {type_ for _, type_, _ in lines(found)} == {POSITION}
    assert found.left_out == 2  # the envoys' two ties to Southland


def test_what_the_graph_does_not_have_is_left_out() -> None:
    assert drawn("actor:nobody") == Selection(frozenset())


# ---- the page


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert render_answer(answered("issue:truce")) == render_answer(answered("issue:truce"))


def test_an_answer_that_names_nothing_is_not_drawn() -> None:
    with pytest.raises(NothingToDraw):
        render_answer(answered("actor:nobody"))


def test_the_page_tells_the_question_the_rows_and_what_was_added() -> None:
    html = render_answer(answered("position:n-truce"))
    assert "<h1>Who?</h1>" in html
    assert "from “The talks”" in html
    assert "Drawn: 1 position as a line. Added to join them: 1 actor and 1 issue." in html
    assert data(html)["answer"] == {
        "columns": ["record"],
        "rows": [[[{"key": "position:n-truce", "text": "position:n-truce"}]]],
    }


def test_without_script_the_rows_stand_in_a_table() -> None:
    html = render_answer(answered("position:n-truce"))
    table = html[html.rindex("<noscript>") : html.rindex("</noscript>")]
    assert "<caption>Answer</caption>" in table
    assert "<td>position:n-truce</td>" in table


def test_actors_alone_are_joined_by_where_they_agree_and_disagree() -> None:
    edges = data(render_answer(answered("actor:north", "actor:south")))["picture"]["edges"]
    assert {edge["id"] for edge in edges} == {"agreement:north+south", "conflict:north+south"}


def test_positions_alone_stand_in_columns_and_events_in_time() -> None:
    untied = replace(talks(), ties=Records())
    html = render_answer(answered("issue:truce", shares=(Share(at(untied), untied),)))
    across = {node["id"]: node["x"] for node in data(html)["picture"]["nodes"]}
    assert across["actor:north"] * across["actor:south"] < across["issue:truce"] == 0
    events = {
        node["id"]: node for node in data(render_answer(answered("event:first", "event:second")))["picture"]["nodes"]
    }
    assert events["event:first"]["x"] < events["event:second"]["x"]


def test_a_record_that_no_longer_counts_is_drawn_and_can_be_read() -> None:
    old = position("old", "north", "truce", "support", valid="2025-01")
    new = position("new", "north", "truce", "oppose", supersedes="old")
    whole = replace(talks(), positions=Records([old, new]))
    html = render_answer(answered("position:old", "position:new", shares=(Share(at(whole), whole),)))
    shown = data(html)
    assert {each["id"] for each in shown["records"]["positions"]} == {"old", "new"}
    assert {edge["ref"]: edge["line"] for edge in shown["picture"]["edges"]} == {
        "position:old": "support",
        "position:new": "oppose",
    }


def test_two_dossiers_with_the_same_ids_stand_apart_in_one_page() -> None:
    other = replace(talks(), manifest=talks().manifest.model_copy(update={"id": "others"}))
    shares = (Share(at(talks()), talks()), Share(at(other), other))
    keys = frozenset({"talks/position:n-truce", "others/position:n-truce"})
    shown = data(render_answer(replace(answered(shares=shares), keys=keys)))
    assert {node["id"] for node in shown["picture"]["nodes"]} == {
        "actor:talks/north",
        "actor:others/north",
        "issue:talks/truce",
        "issue:others/truce",
    }
    held = {each["id"]: each for each in shown["records"]["positions"]}
    assert held["others/n-truce"]["actor"] == "others/north"
    assert held["others/n-truce"]["evidence"][0]["source"] == "others/wire"
    assert {each["key"] for each in shown["legend"]["entries"]} >= {"camp:dossier:talks", "camp:dossier:others"}
    assert shown["legend"]["titles"]["camp"] == "Colour: dossier"


def test_evidence_in_the_picture_can_be_read_with_what_it_shows() -> None:
    pieces = [data["id"] for _, data in property_graph(at(talks())).nodes(data=True) if "Evidence" in data["labels"]]
    piece = next(id for id in pieces if id.startswith("evidence:position.n-truce."))
    (thing,) = data(render_answer(answered(piece)))["things"]
    assert thing["key"] == piece
    assert thing["about"] == ["position:n-truce"]
    assert thing["evidence"][0]["source"] == "wire"


def test_nodes_that_graphkit_did_not_make_are_drawn_with_their_properties() -> None:
    others: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    others.add_nodes_from(
        [
            ("4:x:1", {"labels": ("Town",), "name": "Porto <b>", "id": 7, "labels_": 1}),
            ("4:x:2", {"labels": ("Town",), "node_for_adding": "Ö"}),
        ]
    )
    others.add_edge("4:x:1", "4:x:2", "5:x:1")
    others.edges["4:x:1", "4:x:2", "5:x:1"].update({"type": "ROAD_TO", "key": "k", "km": 12.5})
    given = Answered(Asking("Towns", "", "towns"), Table((), ()), (), frozenset({"4:x:1", "4:x:2"}), others)
    shown = data(render_answer(given))
    assert [thing["name"] for thing in shown["things"]] == ["Porto <b>", "Town"]
    (edge,) = shown["picture"]["edges"]
    assert (edge["word"], edge["told"]) == ("road to", [["km", "12.5"]])


def test_of_a_large_dossier_the_page_holds_what_the_answer_is_about_and_names_for_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portion, "WHOLE_UP_TO", 5)
    records = data(render_answer(answered("proposal:draft")))["records"]
    actors = {each["id"]: each.get("brief", False) for each in records["actors"]}
    assert actors["north"] is False
    assert "paper" not in actors
    assert {each["id"] for each in records["positions"]} >= {"n-truce", "s-exchange", "d-truce"}
    assert "h-truce" not in {each["id"] for each in records["positions"]}
    assert all(each["brief"] for each in records["issues"])


@pytest.mark.parametrize("key", ["talks/actor:north", "talks/tie:one"])
def test_a_key_loses_its_dossier_only_where_there_is_one(key: str) -> None:
    kind, _, slug = key.partition("/")[2].partition(":")
    assert page_id(["talks"], key) == f"{kind}:{slug}"
    assert page_id(["talks", "others"], key) == f"{kind}:talks/{slug}"


@pytest.mark.parametrize(
    "ids",
    [
        ("issue:truce",),
        ("position:n-truce", "event:first"),
        ("actor:north", "actor:south"),
        ("proposal:draft", "judgement:j"),
        ("source:wire", "position:d-truce"),
        ("tie:one", "actor:south", "issue:exchange"),
    ],
)
def test_of_a_large_dossier_the_same_is_drawn_as_of_a_small_one(
    ids: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = data(render_answer(answered(*ids)))["picture"]
    monkeypatch.setattr(portion, "WHOLE_UP_TO", 0)
    assert data(render_answer(answered(*ids)))["picture"] == whole
