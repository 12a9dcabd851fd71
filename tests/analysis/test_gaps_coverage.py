"""Coverage: what is known of each actor on each issue, with the data in view."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.gaps.coverage import COLUMNS, STATES, Coverage, coverage
from graphkit.dossier.model import Actor, Issue, Record, Source
from tests.analysis.gaps_made import asked_of, made, records, shuffled, with_names
from tests.analysis.questions_made import asked, position

DAY = date(2025, 6, 1)


def source(id: str, published: str, **more: Any) -> Source:
    return Source.model_validate(
        {"id": id, "title": id, "publisher": "River", "kind": "article", "published": published, **more}
    )


FRESH = (source("post", "2025-05-20"), source("paper", "2025-05-30", reliability="B"), source("old", "2024-12-01"))


def states(found: Coverage) -> dict[tuple[str, str], str]:
    return {(cell.actor, cell.issue): cell.state for cell in found.cells}


def test_two_texts_make_it_sourced_one_single_old_ones_stale_and_none_none() -> None:
    at = asked(
        position("a", "north", "toll", "support", by="post, paper"),
        position("b", "north", "repair", "support", by="paper"),
        position("c", "south", "toll", "oppose", by="old, gazette"),
        source("gazette", "2025-01-01"),
        *FRESH,
        as_of=DAY,
    )
    found = coverage(at)
    assert states(found) == {
        ("north", "repair"): "single",
        ("north", "toll"): "sourced",
        ("south", "repair"): "none",
        ("south", "toll"): "stale",
    }
    assert found.counts == {"sourced": 1, "single": 1, "stale": 1, "none": 1}
    assert found.of_actor["north"] == {"sourced": 1, "single": 1, "stale": 0, "none": 0}
    assert found.of_issue["repair"] == {"sourced": 0, "single": 1, "stale": 0, "none": 1}


def test_two_voices_in_one_text_are_a_single_source() -> None:
    at = asked(position("a", "north", "toll", "support", by="ann via paper, ben via paper"), *FRESH, as_of=DAY)
    (cell,) = coverage(at).cells
    assert (cell.state, cell.carriers) == ("single", ("paper",))


def test_two_texts_that_carry_different_stances_are_not_two_for_either() -> None:
    same = [position(f"s{by}", "north", "toll", "support", by=by) for by in ("post", "paper")]
    apart = [
        position("x", "south", "toll", "support", by="post"),
        position("y", "south", "toll", "oppose", by="paper"),
    ]
    found = states(coverage(asked(*same, *apart, *FRESH, as_of=DAY)))
    assert found == {("north", "toll"): "sourced", ("south", "toll"): "single"}


def test_stale_is_counted_from_the_day_asked_for_and_the_newest_piece_decides() -> None:
    at = asked(position("a", "north", "toll", "support", by="old, post"), *FRESH, as_of=DAY)
    (cell,) = coverage(at).cells
    assert (cell.newest, cell.age, cell.state) == (date(2025, 5, 20), 12, "sourced")
    assert coverage(at, stale_after=12).cells[0].state == "sourced"
    assert coverage(at, stale_after=11).cells[0].state == "stale"


def test_without_a_day_the_newest_source_tells_how_old_the_others_are() -> None:
    found = coverage(asked(position("a", "north", "toll", "support", by="old"), *FRESH))
    assert (found.cells[0].state, found.cells[0].age) == ("stale", 180)
    assert (found.parameters["as_of"], found.parameters["stale_before"]) == (None, date(2025, 5, 30))


def test_what_has_no_date_at_all_is_stale() -> None:
    (cell,) = coverage(asked(position("a", "north", "toll", "support"), as_of=DAY)).cells
    assert (cell.state, cell.newest, cell.age) == ("stale", None, None)


def test_a_cell_tells_its_best_grade_and_how_many_positions_are_doubtful() -> None:
    at = asked(
        position("a", "north", "toll", "support", by="post", status="alleged"),
        position("b", "north", "toll", "support", by="paper"),
        *FRESH,
        as_of=DAY,
    )
    (row,) = coverage(at).rows()
    assert list(row) == list(COLUMNS)
    assert (row["best_grade"], row["doubtful"], row["positions"]) == ("B6", 1, ("a", "b"))


def test_actors_without_positions_are_rows_only_where_asked_for() -> None:
    at = asked(
        position("a", "north", "toll", "support"),
        Actor(id="crowd", name="Crowd", kind="public"),
        Actor(id="land", name="Land", kind="state"),
        as_of=DAY,
    )
    assert (list(coverage(at).actors), coverage(at).left_out) == (["north"], 2)
    assert list(coverage(at, every=True).actors) == ["crowd", "land", "north"]
    assert list(coverage(at, actors=["land"]).actors) == ["land"]
    assert list(coverage(at, kinds=["public"], every=True).actors) == ["crowd"]
    assert coverage(at, kinds=["public"]).actors == {}


def test_issues_can_be_chosen() -> None:
    at = asked(position("a", "north", "toll", "support"), position("b", "south", "repair", "support"), as_of=DAY)
    assert states(coverage(at, issues=["toll"])) == {("north", "toll"): "stale"}


def test_nothing_has_no_cells_and_issues_alone_have_none() -> None:
    assert coverage(asked()).cells == ()
    assert coverage(asked(Issue(id="toll", name="Toll", question="Should it be?"))).cells == ()
    assert sum(coverage(asked()).counts.values()) == 0


@given(records(), st.integers(0, 400))
def test_every_pair_of_actor_and_issue_is_in_exactly_one_cell_of_one_state(every: list[Record], days: int) -> None:
    found = coverage(asked(*every, as_of=DAY), stale_after=days, every=True)
    pairs = [(cell.actor, cell.issue) for cell in found.cells]
    assert pairs == [(actor, issue) for actor in found.actors for issue in found.issues]
    assert sum(found.counts.values()) == len(pairs)
    for state in STATES:
        assert sum(counts[state] for counts in found.of_actor.values()) == found.counts[state]
        assert sum(counts[state] for counts in found.of_issue.values()) == found.counts[state]
    positions = list(made(*every).positions)
    replaced = {each.supersedes for each in positions}
    assert {(cell.actor, cell.issue) for cell in found.cells if cell.state != "none"} == {
        (each.actor, each.issue) for each in positions if each.id not in replaced
    }


@given(records(), st.integers())
def test_the_order_of_files_does_not_matter(every: list[Record], seed: int) -> None:
    dossier = made(*every)
    assert coverage(asked_of(dossier)).rows() == coverage(asked_of(shuffled(dossier, seed))).rows()


@given(records())
def test_other_names_of_actors_are_the_same_cells_under_other_names(every: list[Record]) -> None:
    names = dict(zip("abcd", ("zoe", "yan", "xia", "wim"), strict=True))
    dossier = made(*every)
    before, after = coverage(asked_of(dossier)), coverage(asked_of(with_names(dossier, names)))
    assert {(names[actor], issue): state for (actor, issue), state in states(before).items()} == states(after)
