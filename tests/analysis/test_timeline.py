"""A dossier in time: what happened in order, changes of position with the events just before, measures in windows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.changepoints import just_before
from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.positions import statements_of, taken
from graphkit.analysis.discourse.windows import BadWindow
from graphkit.analysis.polarization import PolarizationOptions, polarization
from graphkit.analysis.timeline import (
    KINDS,
    MEASURES,
    Course,
    CourseOptions,
    Move,
    Wanted,
    course,
    moves,
    timeline,
)
from graphkit.analysis.timeline.spans import spans
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Event
from tests.analysis.timeline_made import (
    ACTORS,
    days,
    dossier_of,
    dossiers,
    event,
    position,
    proposal,
    renamed,
    shuffled,
)


def told(dossier: Dossier, wanted: Wanted | None = None, **days: Any) -> list[tuple[str, str, str]]:
    return [(each.dated, each.record.id, each.what) for each in timeline(dossier, wanted, **days).entries]


TALKS = dossier_of(
    event("opening", "2025-01-05", there="ab", issues="x"),
    position("no", "2025-01-06", stance="oppose"),
    event("walkout", "../2025-01-20"),
    position("yes", "2025-02", supersedes="no"),
    position("for-a-week", "2025-01-07/2025-01-14", actor="b"),
    proposal("draft", "2025-01-10", [("b", "reject", "2025-01-12"), ("c", "pending", None)]),
)


def test_what_happened_stands_in_order_of_the_first_day_that_each_date_allows() -> None:
    assert told(TALKS) == [
        ("2025-01-05", "opening", "happens"),
        ("2025-01-06", "no", "begins"),
        ("2025-01-07", "for-a-week", "begins"),
        ("2025-01-10", "draft", "is made"),
        ("", "draft", "pending"),
        ("2025-01-12", "draft", "reject"),
        ("after 2025-01-14", "for-a-week", "ends"),
        ("../2025-01-20", "walkout", "happens"),
        ("2025-02", "no", "is superseded"),
        ("2025-02", "yes", "begins"),
    ]


def test_on_one_day_what_gives_way_stands_before_what_takes_its_place() -> None:
    dossier = dossier_of(position("old", "2025-01-01"), position("new", "2025-02-01", supersedes="old"))
    assert told(dossier)[1:] == [("2025-02-01", "old", "is superseded"), ("2025-02-01", "new", "begins")]


def test_a_row_has_plain_values_with_both_ends_of_a_vague_date_and_the_grade_of_its_source() -> None:
    rows = {row["record"]: row for row in timeline(TALKS).rows()}
    assert (rows["event:walkout"]["first"], rows["event:walkout"]["last"]) == (None, date(2025, 1, 20))
    assert (rows["position:yes"]["first"], rows["position:yes"]["last"]) == (date(2025, 2, 1), date(2025, 2, 28))
    assert rows["event:opening"]["actors"] == ["a", "b"]
    assert rows["event:opening"]["grades"] == ["B"]
    assert rows["position:no"]["by"] == "position:yes"


def test_what_has_not_happened_by_the_day_of_the_world_is_not_told() -> None:
    dossier = taken(TALKS, as_of=date(2025, 1, 10))
    assert [id for _, id, _ in told(dossier, as_of=date(2025, 1, 10))] == [
        "opening",
        "no",
        "for-a-week",
        "draft",
        "draft",
    ]


def test_actors_and_issues_choose_what_concerns_them() -> None:
    assert {id for _, id, _ in told(TALKS, Wanted(actors=("b",)))} == {"opening", "for-a-week", "draft"}
    assert {id for _, id, _ in told(TALKS, Wanted(issues=("y",)))} == set()


def test_an_actor_whom_a_position_commits_is_concerned_by_it() -> None:
    dossier = dossier_of(position("p", "2025-01-01", on_behalf_of=["b"]))
    assert told(dossier, Wanted(actors=("b",))) == [("2025-01-01", "p", "begins")]


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="swap --from and --to"):
        Wanted(since=date(2025, 2, 1), until=date(2025, 1, 1))


@given(dossiers(), days, days)
def test_every_event_that_may_lie_in_the_period_is_told_exactly_once_and_no_other(
    dossier: Dossier, one: date, other: date
) -> None:
    since, until = sorted((one, other))
    found = timeline(dossier, Wanted(since=since, until=until, kinds=("event",)))
    period = [since + timedelta(days=more) for more in range((until - since).days + 1)]

    def may_lie_in_it(event: Event) -> bool:
        first, last = event.date.earliest or event.date.latest or date.min, event.date.latest or date.max
        return any(first <= day <= last for day in period)

    by_hand = [each.id for each in dossier.events if may_lie_in_it(each)]
    assert Counter(each.record.id for each in found.entries) == Counter(by_hand)


@given(dossiers())
def test_entries_stand_in_order_and_every_position_begins_once(dossier: Dossier) -> None:
    found = timeline(dossier).entries
    told_first = [each.first or each.last or date.min for each in found]
    assert told_first == sorted(told_first)
    assert Counter(each.record.id for each in found if each.what == "begins") == Counter(dossier.positions.ids)
    superseded = [(each.record.id, each.by.id) for each in found if each.by]
    assert sorted(superseded) == sorted((each.supersedes, each.id) for each in dossier.positions if each.supersedes)


@given(dossiers())
def test_the_kinds_part_the_timeline(dossier: Dossier) -> None:
    parts = [timeline(dossier, Wanted(kinds=(kind,))).entries for kind in KINDS]
    assert Counter(each.order for part in parts for each in part) == Counter(
        each.order for each in timeline(dossier).entries
    )


@given(dossiers(), st.integers(0, 9))
def test_the_order_of_files_does_not_matter(dossier: Dossier, seed: int) -> None:
    other = shuffled(dossier, Random(seed))
    assert timeline(other).rows() == timeline(dossier).rows()
    assert moves(other).rows() == moves(dossier).rows()
    for measure in ("positions", "held-balance", "events", "conflict"):
        assert course(other, measure).rows() == course(dossier, measure).rows()


@given(dossiers(), st.permutations(ACTORS))
def test_renaming_actors_renames_them_in_the_answer(dossier: Dossier, new: list[str]) -> None:
    names = dict(zip(ACTORS, new, strict=True))
    other = renamed(dossier, names)

    def as_set(rows: list[dict[str, Any]], names: dict[str, str]) -> list[str]:
        def turned(name: str, value: Any) -> Any:
            return names[value] if name == "actor" else [names[id] for id in value] if name == "actors" else value

        return sorted(str({name: turned(name, value) for name, value in row.items()}) for row in rows)

    same = {id: id for id in ACTORS}
    assert as_set(timeline(dossier).rows(), names) == as_set(timeline(other).rows(), same)
    assert as_set(moves(dossier).rows(), names) == as_set(moves(other).rows(), same)


@given(dossiers(), days)
def test_spans_say_of_every_day_which_positions_the_clocks_keep(dossier: Dossier, day: date) -> None:
    found = spans(taken(dossier, as_of=day))
    held = {id for id, span in found.items() if span.may_begin <= day <= span.ended}
    assert held == set(at(dossier, as_of=day).positions.ids)


# changes of position


def move_of(dossier: Dossier, **options: Any) -> Move:
    (move,) = moves(dossier, **options).moves
    return move


CHANGED = (
    position("no", "2025-01-01", stance="oppose", value=0),
    position("yes", "2025-03-10", supersedes="no", value=80),
)


def test_a_change_is_told_with_the_events_just_before_the_last_first() -> None:
    dossier = dossier_of(
        *CHANGED,
        event("far", "2025-01-05", there="a"),
        event("near", "2025-03-08", there="a", issues="x"),
        event("same-day", "2025-03-10"),
        event("after", "2025-03-11", there="a", issues="x"),
    )
    move = move_of(dossier)
    assert (move.how, move.changed) == ("supersedes", ("stance", "value"))
    assert [(each.event.id, each.days, each.roles, each.addressed) for each in move.events] == [
        ("same-day", 0, (), False),
        ("near", 2, ("party",), True),
    ]
    assert [each.event.id for each in move_of(dossier, within=90).events] == ["same-day", "near", "far"]


def test_an_event_of_vague_date_is_told_with_the_least_and_the_most_days_between() -> None:
    dossier = dossier_of(*CHANGED, event("vague", "2025-02"), event("by", "../2025-03-01"))
    assert [(each.event.id, each.days, each.at_most) for each in move_of(dossier).events] == [
        ("by", 9, None),
        ("vague", 10, 37),
    ]


def test_an_event_that_may_have_come_before_or_after_is_unclear_and_not_told_as_before() -> None:
    dossier = dossier_of(
        position("no", "2025-01-01", stance="oppose"),
        position("yes", "2025-03", supersedes="no"),
        event("in-march", "2025-03-15"),
        event("in-spring", "2025-03/2025-05"),
        event("in-april", "2025-04-01"),
        event("in-february", "2025-02-20"),
    )
    move = move_of(dossier)
    assert [each.event.id for each in move.events] == ["in-february"]
    assert [each.id for each in move.unclear] == ["in-spring", "in-march"]


def test_a_later_position_that_differs_is_a_change_of_which_nobody_says_that_it_supersedes() -> None:
    dossier = dossier_of(
        position("no", "2025-01-01", stance="oppose"),
        position("no-again", "2025-02-01", stance="oppose"),
        position("yes", "2025-03-01"),
        position("yes-twice", "2025-03-01"),
        position("elsewhere", "2025-03-01", issue="y"),
        position("other", "2025-03-01", actor="b"),
    )
    found = moves(dossier)
    assert [(each.before.id, each.after.id, each.how) for each in found.moves] == [("no-again", "yes", "differs")]
    assert found.notes[0].endswith("does not say that they supersede: 1")


def test_a_change_of_words_alone_is_one_where_the_dossier_says_so() -> None:
    dossier = dossier_of(position("one", "2025-01-01"), position("two", "2025-02-01", supersedes="one"))
    assert move_of(dossier).changed == ("words",)


@given(dossiers(), st.integers(0, 400))
def test_all_that_supersedes_is_a_change_and_its_events_are_those_just_before(dossier: Dossier, within: int) -> None:
    found = moves(dossier, within=within).moves
    joined = sorted((each.supersedes, each.id) for each in dossier.positions if each.supersedes)
    assert sorted((each.before.id, each.after.id) for each in found if each.how == "supersedes") == joined
    for move in found:
        assert tuple(each.event for each in move.events) == just_before(dossier, move.first, within)
        for each in move.events:
            assert 0 <= each.days <= within
            assert each.at_most is None or each.days <= each.at_most
            assert each.event not in move.unclear
        if move.how == "differs":
            assert (move.before.stance, move.before.value) != (move.after.stance, move.after.value)
            assert move.after.supersedes is None


@given(dossiers(), days, st.integers(0, 60))
def test_just_before_is_as_one_would_find_by_hand(dossier: Dossier, day: date, within: int) -> None:
    by_hand = {each.id for each in dossier.events if each.date.latest and 0 <= (day - each.date.latest).days <= within}
    assert {each.id for each in just_before(dossier, day, within)} == by_hand


# measures


def values(found: Course) -> list[float | None]:
    return [row["value"] for row in found.rows()]


MEASURED = dossier_of(
    position("a1", "2025-01-05", stance="oppose"),
    position("b1", "2025-01-06"),
    position("a2", "2025-02-10", supersedes="a1"),
    position("c1", "2025-02-11", actor="c", stance="neutral"),
    position("b2", "2025-02-12/2025-02-20", actor="b", issue="y"),
    position("c2", "2025-04-01", actor="c", issue="y", stance="oppose"),
    event("e", "2025-02-01"),
    event("f", "2025-03"),
    proposal("o", "2025-03-03"),
)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("positions", [2, 3, 0, 1]),
        ("held", [2, 3, 3, 4]),
        ("events", [0, 1, 1, 0]),
        ("proposals", [0, 0, 1, 0]),
        ("balance", [0, 2, None, -1]),
        ("held-balance", [0, 2, 2, 1]),
    ],
)
def test_measures_that_count_are_as_one_would_count_by_hand(measure: Any, expected: list[float | None]) -> None:
    wanted = Wanted(since=date(2025, 1, 1))
    assert values(course(MEASURED, measure, CourseOptions(window="1m"), wanted=wanted)) == expected


def test_a_balance_has_a_part_for_each_issue() -> None:
    rows = course(MEASURED, "held-balance", wanted=Wanted(since=date(2025, 1, 1))).rows()
    assert [row["by_issue"] for row in rows] == [{"x": 0.0}, {"x": 2.0}, {"x": 2.0}, {"x": 2.0, "y": -1.0}]


def test_agreement_and_conflict_are_the_ties_of_the_discourse_network() -> None:
    dossier = dossier_of(
        position("a1", "2025-01-05", stance="oppose"),
        position("b1", "2025-01-06", actor="b"),
        position("c1", "2025-01-07", actor="c"),
        position("c2", "2025-01-08", actor="c", issue="y"),
    )
    for measure, of_discourse in (("agreement", "congruence"), ("conflict", "conflict")):
        network = discourse(statements_of(dossier), Options(measure=of_discourse)).networks[0]  # type: ignore[arg-type]
        assert values(course(dossier, measure)) == [network.matrix.sum() / 2]  # type: ignore[arg-type]
    assert values(course(dossier, "conflict", wanted=Wanted(actors=("a",)))) == [2]
    assert values(course(dossier, "conflict", wanted=Wanted(actors=("a", "b")))) == [1]
    assert values(course(dossier, "agreement", wanted=Wanted(actors=("b", "c")))) == [1]


@pytest.mark.parametrize("measure", ["modularity", "ei_index", "controversy", "esteban_ray"])
def test_polarization_is_that_of_the_statements_of_a_window_with_its_range(measure: Any) -> None:
    stands = ["a x support", "b x support", "c x oppose", "a y oppose", "c y support"]
    said = [dict(zip(("actor", "issue", "stance"), stand.split(), strict=True)) for stand in stands]
    dossier = dossier_of(*(position(f"p{number}", "2025-01-05", **each) for number, each in enumerate(said)))
    (window,) = course(dossier, measure, CourseOptions(draws=50, seed=3)).windows
    expected = getattr(polarization(statements_of(dossier), PolarizationOptions(draws=50, seed=3)).windows[0], measure)
    assert (window.value, window.low, window.high) == pytest.approx(
        (expected.value, expected.low, expected.high), nan_ok=True
    )


@given(dossiers(), st.sampled_from(["3d", "1w", "1m", "2m"]))
def test_what_is_counted_in_windows_that_do_not_overlap_adds_up_to_all_that_has_a_day(
    dossier: Dossier, window: str
) -> None:
    options = CourseOptions(window=window)
    dated = [each for each in dossier.positions if each.valid.earliest]
    assert sum(each.value for each in course(dossier, "positions", options).windows) == len(dated)
    assert sum(each.value for each in course(dossier, "events", options).windows) == len(dossier.events)


@given(dossiers())
def test_all_measures_have_the_same_windows(dossier: Dossier) -> None:
    found = [course(dossier, measure, CourseOptions(draws=0)) for measure in MEASURES]
    assert len({tuple((each.since, each.until) for each in one.windows) for one in found}) == 1


def test_a_change_of_level_is_told_with_the_events_before_it() -> None:
    few = [position(f"p{number}", f"2025-{month:02}-02") for number, month in enumerate(range(1, 7))]
    many = [position(f"q{month}{number}", f"2025-{month:02}-03") for month in range(7, 13) for number in range(9)]
    dossier = dossier_of(*few, *many, event("summit", "2025-06-20"), event("old", "2025-02-01"))
    found = course(dossier, "positions", wanted=Wanted(since=date(2025, 1, 1)))
    assert values(found) == [1] * 6 + [9] * 6
    (row,) = [row for row in found.rows() if row["change"]]
    assert (row["from"], row["change"], row["events_before"]) == (date(2025, 7, 1), [1, 9], ["event:summit"])


def test_windows_of_so_many_statements_are_for_positions_alone() -> None:
    assert values(course(MEASURED, "positions", CourseOptions(window="4n"))) == [4, 2]
    with pytest.raises(BadWindow, match="needs one of time"):
        course(MEASURED, "events", CourseOptions(window="4n"))


def test_vague_dates_are_noted() -> None:
    assert course(MEASURED, "events").notes == (
        "dates of more than one day, which count in the window of the first day that they allow: 1",
    )
    assert "shown as written" in timeline(TALKS).notes[0]
    assert "without a date" in timeline(TALKS).notes[1]


# thin dossiers


@pytest.mark.parametrize("dossier", [dossier_of(), dossier_of(position("p", "2025-01-01"), actors=("a",))])
def test_nothing_and_next_to_nothing_are_no_trouble(dossier: Dossier) -> None:
    assert len(timeline(dossier).entries) == len(dossier.positions)
    assert moves(dossier).moves == ()
    for measure in MEASURES:
        assert len(course(dossier, measure).windows) == len(dossier.positions)


def test_only_what_counts_on_the_day_of_the_record_is_told() -> None:
    dossier = dossier_of(
        position("wrong", "2025-01-01", recorded_on="2025-01-02"),
        position("right", "2025-01-03", recorded_on="2025-02-01", corrects="wrong"),
    )
    assert told(taken(dossier, known_on=date(2025, 1, 15))) == [("2025-01-01", "wrong", "begins")]
    assert told(taken(dossier)) == [("2025-01-03", "right", "begins")]


def test_rows_become_a_frame_with_the_same_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[list[Any], list[str]]] = []

    class Pandas:
        @staticmethod
        def DataFrame(rows: list[Any], columns: list[str]) -> str:  # noqa: N802 - as pandas calls it
            made.append((rows, columns))
            return "frame"

    monkeypatch.setattr("graphkit.graph.frame.import_module", lambda _: Pandas)
    for found in (timeline(TALKS), moves(dossier_of(*CHANGED)), course(MEASURED, "positions")):
        assert found.to_frame() == "frame"
        rows, columns = made[-1]
        assert list(rows[0]) == columns


def test_where_nobody_took_a_side_there_is_no_balance() -> None:
    found = course(MEASURED, "balance", wanted=Wanted(since=date(2025, 1, 1)))
    assert np.isnan(found.values).tolist() == [False, False, True, False]
    assert [row["value"] for row in found.rows()][2] is None
