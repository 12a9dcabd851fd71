from __future__ import annotations

from dataclasses import replace

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Records
from graphkit.dossier.model import Actor
from graphkit.report import network
from tests.report.made import position, talks


def test_actors_are_coloured_by_country_where_there_are_few_countries() -> None:
    assert network.camps(talks())["actor:north"] == "country:NO"
    assert network.camps(talks())["actor:host"] == "country:"


def test_actors_are_coloured_by_kind_where_there_are_many_countries_or_none() -> None:
    many = [
        Actor(id=f"a-{code.lower()}", name=code, kind="state", country=code)
        for code in ("NO", "SE", "FI", "DK", "IS", "EE", "LV")
    ]
    none = [Actor(id="a", name="A", kind="bloc")]
    assert set(network.camps(replace(talks(), actors=Records(many))).values()) == {"kind:state"}
    assert network.camps(replace(talks(), actors=Records(none))) == {"actor:a": "kind:bloc"}


def test_events_stand_in_order_of_time_and_none_before_one_that_it_follows() -> None:
    assert [event.id for event in network.chronology(talks())] == ["first", "second"]


def test_events_that_follow_each_other_in_a_circle_stand_by_date() -> None:
    given = talks()
    circle = [
        event.model_copy(update={"follows": ("second",)}) if event.id == "first" else event for event in given.events
    ]
    assert [event.id for event in network.chronology(replace(given, events=Records(circle)))] == ["first", "second"]


def test_an_actor_may_have_two_roles_in_one_event() -> None:
    scene = network.events(talks())
    assert [edge.line for edge in scene.edges if edge.start == "actor:host" and edge.end == "event:first"] == [
        "host",
        "speaker",
    ]


def test_two_positions_of_an_actor_on_one_issue_are_two_lines() -> None:
    given = talks()
    both = Records([*given.positions, position("n-truce-2", "north", "truce", "conditional")])
    scene = network.positions(replace(given, positions=both))
    drawn = [edge.line for edge in scene.edges if (edge.start, edge.end) == ("actor:north", "issue:truce")]
    assert drawn == ["oppose", "conditional"]


def test_ties_to_actors_that_were_cut_away_are_not_drawn() -> None:
    given = talks()
    left = Records(actor for actor in given.actors if actor.id != "envoys")
    scene = network.relations(replace(given, actors=left))
    assert all("actor:envoys" not in (edge.start, edge.end) for edge in scene.edges)


def test_what_is_left_out_for_want_of_room_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "LINES_AT_MOST", 4)
    scene = network.relations(talks())
    assert len(scene.edges) == 4
    assert "3 weaker lines" in scene.drawn


def test_in_a_large_picture_labels_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "LABELS_FOR_ALL_UP_TO", 5)
    assert all(node.bare for node in network.relations(talks()).nodes)


def test_a_line_tells_on_how_many_issues_it_rests_on_an_allegation() -> None:
    dossier, _ = examine(bundled_dossier("istanbul-2025"))
    scene = network.relations(dossier)
    edges = {edge.id: edge for edge in scene.edges}
    assert edges["conflict:bankova+putin"].alleged == 3
    assert edges["conflict:bankova+putin"].word == "disagree on 3 issues, 3 of them by allegation"
    assert edges["agreement:ukraine+ukrainian-delegation"].alleged == 0
    assert "(7 by allegation)" in scene.drawn
