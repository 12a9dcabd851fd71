"""Questions on two actors and what lies between them, with the data in view."""

from __future__ import annotations

from datetime import date

from graphkit.dossier.model import Tie
from tests.analysis.questions_made import ask, asked, cells, event, position, shown

BOTH = {"actor": "actor:north", "other": "actor:south"}


def tie(id: str, start: str, kind: str, end: str, *, by: str = "gazette", valid: str | None = None) -> Tie:
    fields = {"id": id, "from": start, "to": end, "kind": kind, "valid": valid, "evidence": shown(by)}
    return Tie.model_validate({name: value for name, value in fields.items() if value is not None})


def test_the_same_side_is_shared_and_the_other_side_is_opposed() -> None:
    at = asked(
        position("n1", "north", "toll", "oppose"),
        position("s1", "south", "toll", "oppose", by="letter", status="alleged"),
        position("n2", "north", "repair", "support"),
        position("s2", "south", "repair", "oppose", attributed_by="mayor"),
        position("n3", "north", "name", "neutral"),
        position("s3", "south", "name", "neutral"),
    )
    (shared,) = ask(at, "shared-positions", **BOTH)
    assert (shared["issue"], shared["stance"], shared["other_status"]) == ("issue:toll", "oppose", "alleged")
    assert shared["sources"] == ["source:gazette", "source:letter"]
    (opposed,) = ask(at, "opposed-positions", **BOTH)
    assert (opposed["position"], opposed["other_position"]) == ("position:n2", "position:s2")
    assert (opposed["attributed_by"], opposed["other_attributed_by"]) == (None, "actor:mayor")


def test_the_closest_issue_is_the_one_with_the_smallest_gap_and_a_speaker_counts() -> None:
    at = asked(
        position("n1", "north", "toll", "oppose", value=10),
        position("s1", "south", "toll", "support", value=90),
        position("n2", "mayor", "repair", "support", value=60, on_behalf_of=["north"]),
        position("s2", "south", "repair", "support", value=72.5),
        position("n3", "north", "name", "support"),
        position("s3", "south", "name", "support", value=50),
    )
    assert cells(ask(at, "closest-issues", **BOTH), "issue", "gap", "position") == [
        ("issue:repair", 12.5, "position:n2"),
        ("issue:toll", 80, "position:n1"),
    ]


def test_allies_come_before_opponents_with_the_claims_behind_it() -> None:
    at = asked(
        position("n1", "north", "toll", "oppose"),
        position("n2", "north", "repair", "support"),
        position("f1", "ferry", "toll", "oppose", status="alleged"),
        position("f2", "ferry", "repair", "support"),
        position("s1", "south", "toll", "support"),
    )
    assert ask(at, "allies-and-opponents", actor="actor:north") == [
        {
            "other": "actor:ferry",
            "net": 2,
            "agree_on": ["issue:repair", "issue:toll"],
            "conflict_on": [],
            "claims": ["position:f1", "position:f2", "position:n1", "position:n2"],
            "doubtful": ["position:f1"],
        },
        {
            "other": "actor:south",
            "net": -1,
            "agree_on": [],
            "conflict_on": ["issue:toll"],
            "claims": ["position:n1", "position:s1"],
            "doubtful": [],
        },
    ]


def test_a_broker_is_linked_to_both_sides_and_to_one_alone_is_none() -> None:
    at = asked(
        position("n1", "north", "toll", "oppose"),
        position("f1", "ferry", "toll", "oppose", attributed_by="north"),
        tie("ally", "ferry", "ally_of", "south"),
        tie("foe", "mayor", "threatens", "south"),
        tie("clerk", "mayor", "represents", "north"),
    )
    assert ask(at, "brokers", **BOTH) == [
        {
            "broker": "actor:ferry",
            "links": ["issue:toll"],
            "other_links": ["tie:ally"],
            "claims": ["position:f1", "position:n1", "tie:ally"],
            "doubtful": ["position:f1"],
        }
    ]


def test_the_shortest_way_names_each_step_as_it_is_told_with_its_evidence() -> None:
    at = asked(
        tie("heads", "mayor", "heads", "north", by="letter"),
        event("session", "2025-01", roles=[("mayor", "host"), ("south", "party")]),
        tie("far-1", "north", "ally_of", "ferry"),
        tie("far-2", "ferry", "ally_of", "coast"),
        tie("far-3", "coast", "ally_of", "island"),
        tie("far-4", "island", "ally_of", "south"),
    )
    rows = ask(at, "path-between", **BOTH)
    assert cells(rows, "hop", "subject", "link", "object", "tie", "sources") == [
        (1, "actor:mayor", "heads", "actor:north", "tie:heads", ["source:letter"]),
        (2, "actor:mayor", "host", "event:session", None, ["source:gazette"]),
        (3, "actor:south", "party", "event:session", None, ["source:gazette"]),
    ]
    assert all(len(row["evidence"]) == 1 for row in rows)


def test_no_way_leads_over_a_tie_that_holds_no_more_nor_to_oneself() -> None:
    at = asked(tie("old", "north", "ally_of", "south", valid="2020/2021"), as_of=date(2025, 6, 1))
    assert ask(at, "path-between", **BOTH) == []
    assert ask(at, "path-between", actor="actor:north", other="actor:north") == []


def test_of_equally_short_ways_the_first_by_id_is_told() -> None:
    ties = [tie(f"{middle}-{end}", middle, "ally_of", end) for middle in ("zoe", "ann") for end in ("north", "south")]
    assert cells(ask(asked(*ties), "path-between", **BOTH), "tie") == ["tie:ann-north", "tie:ann-south"]


def test_who_took_part_in_the_same_events_is_counted_once_an_event() -> None:
    at = asked(
        event("a", "2025-01", roles=[("north", "party"), ("south", "party"), ("south", "speaker")]),
        event("b", "2025-02", roles=[("north", "host"), ("south", "party"), ("ferry", "party")]),
        event("c", "2025-02", roles=[("south", "party"), ("ferry", "party")]),
    )
    rows = ask(at, "co-participation", actor="actor:north")
    assert cells(rows, "other", "together", "events") == [
        ("actor:south", 2, ["event:a", "event:b"]),
        ("actor:ferry", 1, ["event:b"]),
    ]


def test_pressure_goes_to_the_actor_and_not_from_it() -> None:
    at = asked(tie("in", "ferry", "pressures", "north"), tie("out", "north", "threatens", "south"))
    assert cells(ask(at, "who-presses", actor="actor:north"), "actor", "link", "tie") == [
        ("actor:ferry", "pressures", "tie:in")
    ]
