"""Where coders coded the same passage, the preferred coder's record counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.clocks import at, coded_at, known_at
from graphkit.dossier.coders import Cited, coded_twice, giving_way, overlap
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.editions import editions
from graphkit.dossier.model import Evidence, Issue, Manifest, Position
from graphkit.graph.build import property_graph

JUNE_3, JUNE_9 = date(2025, 6, 3), date(2025, 6, 9)
ADA_AND_BEN = ({"id": "ada", "preferred": True}, {"id": "ben"}, {"id": "cid"})


def shown(start: int | None = None, end: int | None = None, *, by: str = "gazette", **more: Any) -> Evidence:
    lock = {"start": start, "end": end, "sha256": "0" * 64} if end else None
    return Evidence.model_validate({"source": by, "lock": lock, **more})


def position(id: str, coder: str | None, *evidence: Evidence, **more: Any) -> Position:
    said = {"actor": "north", "issue": "toll", "stance": "support", "claim": "So.", "valid": "2025-06-01"}
    return Position.model_validate({"id": id, "coder": coder, **said, "evidence": evidence or (shown(0, 9),), **more})


def dossier(*positions: Position, coders: Any = ADA_AND_BEN, issues: tuple[Issue, ...] = ()) -> Dossier:
    manifest = Manifest(id="d", title="D", coders=coders)
    return Dossier(manifest, positions=Records(positions), issues=Records(issues))


def counting(of: Dossier, known_on: date | None = None) -> set[str]:
    return set(known_at(of, known_on).positions.ids)


def test_the_preferred_coders_record_counts_and_the_other_stays_for_comparison() -> None:
    of = dossier(position("a", "ada"), position("b", "ben", stance="oppose"))
    assert set(at(of).positions.ids) == {"a"}
    assert set(coded_at(of, None).positions.ids) == {"a", "b"}
    assert set(of.positions.ids) == {"a", "b"}


def test_a_record_without_a_coder_is_the_preferred_coders() -> None:
    assert counting(dossier(position("a", None), position("b", "ben"))) == {"a"}


def test_without_a_preferred_coder_every_record_counts() -> None:
    assert counting(dossier(position("a", "ada"), position("b", "ben"), coders=({"id": "ada"}, {"id": "ben"}))) == {
        "a",
        "b",
    }


def test_what_the_preferred_coder_did_not_code_counts_whoever_coded_it() -> None:
    assert counting(dossier(position("b", "ben"), position("c", "cid"))) == {"b", "c"}


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        (shown(0, 9), shown(8, 20), True),
        (shown(0, 9), shown(9, 20), False),
        (shown(0, 9), shown(0, 9, by="post"), False),
        (shown(0, 9, by="post", via="gazette"), shown(0, 9), True),
        (shown(0, 9, locator={"paragraph": 1}), shown(50, 60, locator={"paragraph": 1}), False),
        (shown(0, 9, locator={"paragraph": 1}), shown(locator={"paragraph": 1}), True),
        (shown(locator={"paragraph": 1}), shown(locator={"paragraph": 1}), True),
        (shown(locator={"paragraph": 1}), shown(locator={"paragraph": 2}), False),
        (shown(0, 9), shown(locator={"paragraph": 1}), False),
        (shown(), shown(), True),
        (shown(), shown(0, 9), False),
        (shown(), shown(locator={"paragraph": 1}), False),
    ],
)
def test_a_passage_is_the_same_by_its_lock_or_else_its_paragraph_or_else_its_source(
    mine: Evidence, theirs: Evidence, same: bool
) -> None:
    elsewhere = shown(100, 200)
    of = dossier(position("a", "ada", mine), position("b", "ben", elsewhere, theirs))
    assert counting(of) == ({"a"} if same else {"a", "b"})


@pytest.mark.parametrize("more", [{"actor": "south"}, {"issue": "fee"}])
def test_another_actor_or_issue_in_the_same_passage_is_another_thing(more: dict[str, str]) -> None:
    assert counting(dossier(position("a", "ada"), position("b", "ben", **more))) == {"a", "b"}


def test_a_change_of_mind_in_one_passage_is_no_second_coding() -> None:
    line = position("b", "ben"), position("m", "ben", shown(50, 60), supersedes="b")
    assert counting(dossier(*line, position("a", "ada", supersedes="m"))) == {"b", "m", "a"}


def test_who_supersedes_what_gave_way_supersedes_what_it_gave_way_to() -> None:
    later = position("c", "ben", shown(50, 60), supersedes="b", valid="2025-06-09", stance="oppose")
    of = dossier(position("a", "ada"), position("b", "ben"), later)
    assert set(at(of, as_of=JUNE_3).positions.ids) == {"a"}
    assert set(at(of, as_of=JUNE_9).positions.ids) == {"c"}


def test_of_several_the_largest_overlap_takes_its_place() -> None:
    of = dossier(
        position("a", "ada", shown(0, 3)), position("b", "ben", shown(1, 9)), position("z", "ada", shown(3, 9))
    )
    assert giving_way(of) == {"b": ("z", "a")}


def test_it_gives_way_only_on_the_days_on_which_the_preferred_coders_record_stands() -> None:
    of = dossier(position("a", "ada", recorded_on=JUNE_3, retracted_on=JUNE_9), position("b", "ben"))
    assert counting(of, date(2025, 6, 2)) == {"b"}
    assert counting(of, JUNE_3) == {"a"}
    assert counting(of, JUNE_9) == counting(of) == {"b"}
    assert [each.known_from for each in editions(of)["position:b"]] == [date.min, JUNE_9]


def test_what_was_corrected_is_the_same_issue_and_the_same_source() -> None:
    issues = (
        Issue(id="toll", name="Toll", question="Shall we?"),
        Issue(id="right-toll", name="Toll", question="Should we?", corrects="toll"),
    )
    of = dossier(position("a", "ada", issue="right-toll"), position("b", "ben", issue="toll"), issues=issues)
    assert counting(of) == {"a"}


def test_a_correction_by_another_coder_gives_way_as_well() -> None:
    later = position("c", "ben", shown(4, 9), corrects="b", stance="oppose")
    assert counting(dossier(position("a", "ada"), position("b", "ben", shown(50, 60)), later)) == {"a"}


def test_in_the_graph_what_gives_way_has_no_public_label_and_no_public_relationship() -> None:
    graph = property_graph(dossier(position("a", "ada"), position("b", "ben")))
    assert graph.nodes["d/position:a"]["labels"] == ("Position",)
    assert graph.nodes["d/position:b"]["labels"] == ("Retracted",)
    assert graph.nodes["d/position:b"]["coder"] == "ben"
    shown_by = [data["type"] for *_, data in graph.out_edges("d/position:b", data=True)]
    assert shown_by == ["RETRACTED_SHOWN_BY"]


def test_two_coders_of_whom_none_is_preferred_are_told() -> None:
    pairs = coded_twice(dossier(position("b", "ben"), position("c", "cid"), position("d", "ben", shown(50, 60))))
    assert [(one.id, other.id) for one, other in pairs] == [("c", "b")]


spans = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
places = st.builds(Cited, st.sampled_from(["a", "b"]), st.none() | spans, st.none() | st.integers(1, 2))


@given(places, places)
def test_overlap_is_a_share_and_the_same_both_ways(one: Cited, other: Cited) -> None:
    assert 0 <= overlap(one, other) == overlap(other, one) <= 1
    assert overlap(one, one) == 1


coded = st.builds(
    lambda coder, start, actor, stance, days: {
        "coder": coder,
        "evidence": (shown(start, start + 4),),
        "actor": actor,
        "stance": stance,
        "recorded_on": days[0],
        "retracted_on": days[1],
    },
    st.sampled_from([None, "ada", "ben", "cid"]),
    st.integers(0, 8),
    st.sampled_from(["north", "south"]),
    st.sampled_from(["support", "oppose"]),
    st.tuples(st.sampled_from([None, JUNE_3]), st.sampled_from([None, JUNE_9])),
)


@given(st.lists(coded, max_size=8), st.sampled_from([None, date(2025, 6, 1), JUNE_3, JUNE_9]), st.randoms())
def test_the_order_of_records_is_of_no_account_and_editions_say_the_same(
    said: list[dict[str, Any]], day: date | None, random: Any
) -> None:
    positions = [position(f"p{number}", **{**each, "evidence": each["evidence"]}) for number, each in enumerate(said)]
    shuffled = random.sample(positions, len(positions))
    assert counting(dossier(*positions), day) == counting(dossier(*shuffled), day)
    standing = {
        found[0].record.id
        for found in editions(dossier(*positions)).values()
        if any(each.known_from <= (day or date.max) <= each.known_until for each in found)
    }
    assert standing == counting(dossier(*positions), day)
    kept = known_at(dossier(*positions), day)
    assert set(known_at(kept, day).positions.ids) == set(kept.positions.ids)
