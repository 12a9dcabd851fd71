"""Contradictions: which words do not go together, with the data in view."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.gaps.contradictions import COLUMNS, Contradictions, contradictions
from graphkit.dossier.model import Actor, Record
from tests.analysis.gaps_made import asked_of, made, records, shuffled, tie
from tests.analysis.questions_made import asked, position


def pairs(found: Contradictions) -> list[tuple[str, str, str]]:
    return [(each.kind, each.first.position, each.second.position) for each in found.found]


def test_support_and_opposition_that_both_stand_contradict() -> None:
    at = asked(
        position("no", "north", "toll", "oppose", valid="2025-03", by="post via paper"),
        position("yes", "north", "toll", "support", valid="2025-01"),
        position("else", "north", "repair", "oppose"),
        position("other", "south", "toll", "oppose"),
    )
    found = contradictions(at)
    assert pairs(found) == [("at-once", "yes", "no")]
    (row,) = found.rows()
    assert list(row) == list(COLUMNS)
    assert (row["actor"], row["issue"], row["issue_name"]) == ("north", "toll", "Toll")
    assert (row["second_sources"], row["second_carriers"], row["second_grades"]) == (("post",), ("paper",), ("F6",))
    assert row["first_valid"] == "2025-01"


def test_a_change_that_is_declared_is_none() -> None:
    at = asked(
        position("yes", "north", "toll", "support", valid="2025-01"),
        position("no", "north", "toll", "oppose", valid="2025-03", supersedes="yes"),
    )
    assert pairs(contradictions(at)) == []


def test_a_change_after_the_end_of_an_interval_is_undeclared() -> None:
    at = asked(
        position("yes", "north", "toll", "support", valid="2025-01/2025-02"),
        position("no", "north", "toll", "oppose", valid="2025-03"),
    )
    assert pairs(contradictions(at)) == [("undeclared-change", "yes", "no")]
    assert pairs(contradictions(asked_of(at.dossier, as_of=date(2025, 2, 1)))) == []


def test_only_the_last_word_before_is_compared_and_not_one_that_was_replaced() -> None:
    at = asked(
        position("old", "north", "toll", "support", valid="2024"),
        position("new", "north", "toll", "oppose", valid="2025-01", supersedes="old"),
        position("again", "north", "toll", "oppose", valid="2025-02/2025-03"),
        position("back", "north", "toll", "support", valid="2025-04", supersedes="new"),
    )
    assert pairs(contradictions(at)) == [("undeclared-change", "again", "back")]


def test_private_words_that_differ_from_public_ones_are_told_once_and_as_that() -> None:
    at = asked(
        position("loud", "north", "toll", "oppose", valid="2025-02"),
        position("quiet", "north", "toll", "support", valid="2025-01", setting="private"),
        position("soft", "north", "toll", "neutral", valid="2025-03", setting="private"),
    )
    assert pairs(contradictions(at)) == [("public-private", "loud", "soft"), ("public-private", "quiet", "loud")]


def test_a_member_that_speaks_against_the_line_is_told_with_whose_line_it_is() -> None:
    at = asked(
        tie("t", "mayor", "north", "heads"),
        tie("u", "guest", "north", "ally_of"),
        position("line", "north", "toll", "support"),
        position("off", "mayor", "toll", "oppose"),
        position("guest", "guest", "toll", "oppose"),
    )
    (each,) = contradictions(at).found
    assert (each.kind, each.actor, each.line_of) == ("off-the-line", "mayor", "north")
    assert (each.first.position, each.second.position) == ("off", "line")


def test_who_and_what_can_be_chosen() -> None:
    both = [
        position(f"{actor}-{stance}", actor, "toll", stance) for actor in ("n", "s") for stance in ("support", "oppose")
    ]
    at = asked(*both, Actor(id="n", name="N", kind="state"))
    assert [each.actor for each in contradictions(at).found] == ["n", "s"]
    assert [each.actor for each in contradictions(at, actors=["s"]).found] == ["s"]
    assert [each.actor for each in contradictions(at, kinds=["state"]).found] == ["n"]
    assert len(contradictions(at, issues=["repair"])) == 0


def test_nothing_contradicts_itself_nowhere() -> None:
    found = contradictions(asked())
    assert (len(found), found.rows(), set(found.counts.values())) == (0, [], {0})


@given(records())
def test_each_pair_of_public_words_is_told_once_and_takes_opposite_sides(every: list[Record]) -> None:
    found = contradictions(asked(*every)).found
    told = [frozenset((each.first.position, each.second.position)) for each in found]
    assert len(told) == len(set(told))
    for each in found:
        assert {each.first.stance, each.second.stance} == {"support", "oppose"}
        assert each.kind == "off-the-line" or each.first.holder == each.second.holder


@given(records(), st.integers())
def test_the_order_of_files_does_not_matter(every: list[Record], seed: int) -> None:
    dossier = made(*every)
    assert contradictions(asked_of(dossier)).rows() == contradictions(asked_of(shuffled(dossier, seed))).rows()
