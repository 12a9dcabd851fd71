"""The zone of agreement: what lines leave, and what is not known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.table import BadInputs
from graphkit.bargaining.zone import Lines, Zone, as_row, of_dossier, of_tables, zone
from tests.bargaining.tables_made import made
from tests.bargaining.test_inputs import dossier, position


def lines(**drawn: tuple[float, float]) -> list[Lines]:
    return [Lines(actor, actor.title(), low, high) for actor, (low, high) in drawn.items()]


def test_the_zone_is_what_all_accept_and_says_whose_lines_bound_it() -> None:
    found = zone("toll", lines(a=(0, 60), b=(20, 100), c=(10, 60)), "abc")
    assert (found.verdict, found.low, found.high) == ("zone", 20, 60)
    assert (found.at_least_by, found.at_most_by) == (("b",), ("a", "c"))


def test_a_gap_tells_how_wide_it_is_and_who_could_close_it_alone() -> None:
    found = zone("toll", lines(a=(0, 40), b=(55, 100)), "ab")
    assert (found.verdict, found.gap, found.low) == ("gap", 15, None)
    assert found.closers == {"a": 15, "b": -15}


def test_who_cannot_close_it_alone_is_no_closer() -> None:
    # two below and one above: only the one above can come down to both
    found = zone("toll", lines(a=(0, 40), b=(0, 30), c=(55, 100)), "abc")
    assert (found.gap, found.closers) == (25, {"c": -25})
    # three apart from each other: nobody alone can
    assert zone("toll", lines(a=(0, 10), b=(40, 50), c=(80, 100)), "abc").closers == {}


def test_a_line_that_is_not_known_is_no_consent() -> None:
    found = zone("toll", lines(a=(0, 40)), ["a", "b"])
    assert (found.verdict, found.high, found.unknown) == ("open", 40, ("b",))
    # what is known may rule agreement out whatever the rest is
    assert zone("toll", lines(a=(0, 40), c=(50, 100)), ["a", "b", "c"]).verdict == "gap"
    assert zone("toll", [], ["a"]).reason == "nobody whose consent is needed drew a line that is known"
    assert zone("toll", lines(a=(0, 40)), []).reason == "the issue does not say whose consent a deal needs"


def test_lines_of_those_whose_consent_is_not_needed_count_for_nothing() -> None:
    assert zone("toll", lines(a=(0, 40), z=(90, 100)), ["a"]).verdict == "zone"


LINES = st.dictionaries(
    st.sampled_from("abcde"),
    st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda pair: (min(pair), max(pair))),
    min_size=1,
)


@given(LINES)
def test_a_point_is_in_the_zone_exactly_if_everybody_accepts_it(drawn: dict[str, tuple[float, float]]) -> None:
    found = zone("toll", lines(**drawn), sorted(drawn))
    for point in range(101):
        accepted = all(low <= point <= high for low, high in drawn.values())
        assert accepted == (found.low is not None and found.high is not None and found.low <= point <= found.high)


@given(LINES)
def test_a_closer_that_moves_as_far_as_is_told_closes_the_gap_and_no_less_does(
    drawn: dict[str, tuple[float, float]],
) -> None:
    found = zone("toll", lines(**drawn), sorted(drawn))

    def after(actor: str, points: float) -> Zone:
        low, high = drawn[actor]
        moved = (low, high + points) if points > 0 else (low + points, high)
        return zone("toll", lines(**{**drawn, actor: moved}), sorted(drawn))

    for actor, points in (found.closers or {}).items():
        assert after(actor, points).verdict == "zone"
        assert after(actor, points * 0.99).verdict == "gap"


ACCEPTS: dict[str, Any] = {"accepts": {"at_least": 30}}


def test_a_dossier_gives_the_lines_of_all_positions_that_hold() -> None:
    made_ = dossier(
        position("a", None, "2024", accepts={"at_most": 70}),
        position("a", 50, "2025", accepts={"at_least": 10, "at_most": 80}),
        position("b", 90, accepts={"at_least": 40}, on_behalf_of=["c"]),
        consent=["a", "c", "d"],
    )
    found = of_dossier(made_).rows[0]
    assert (found.verdict, found.low, found.high, found.unknown) == ("open", 40, 70, ("d",))
    assert [[each.id for each in line.positions] for line in found.lines] == [["a-2024", "a-2025"], ["b-2025"]]
    assert of_dossier(made_, on_behalf="holder").rows[0].unknown == ("c", "d")
    assert of_dossier(made_, parties=["a"]).rows[0].verdict == "zone"


def test_positions_that_are_left_out_draw_no_line() -> None:
    made_ = dossier(position("a", 50, status="alleged", **ACCEPTS), consent=["a"])
    assert of_dossier(made_).rows[0].low == 30
    assert of_dossier(made_, exclude={"status": {"alleged"}}).rows[0].verdict == "none"


@pytest.mark.parametrize(
    ("issue", "reason"),
    [
        ({"scale": None}, "the issue has no scale, so no line has a place on it"),
        ({}, "the issue does not say whose consent a deal needs"),
        ({"quota": 66}, "a quota decides, and nobody's consent alone; ask for a forecast by quota"),
        ({"consent": ["a"]}, "nobody whose consent is needed drew a line that is known"),
    ],
)
def test_an_issue_without_a_verdict_says_why(issue: Any, reason: str) -> None:
    found = of_dossier(dossier(**issue)).rows[0]
    assert (found.verdict, found.reason) == ("none", reason)


def test_a_table_needs_everybody_unless_it_is_told_whom() -> None:
    nan = float("nan")
    table = made("abc", [10, 80, 50], at_least=[nan, 55, nan], at_most=[40, nan, nan])
    assert [(each.verdict, each.unknown) for each in of_tables([table]).rows] == [("gap", ("c",))]
    assert of_tables([table], parties=["b"]).rows[0].verdict == "zone"
    with pytest.raises(BadInputs, match="no actor 'x'"):
        of_tables([table], parties=["x"])


def test_an_issue_that_is_not_there_is_told() -> None:
    with pytest.raises(BadInputs, match="did you mean 'toll'"):
        of_dossier(dossier(), ["tol"])


def test_a_row_is_plain() -> None:
    row = as_row(zone("toll", lines(a=(0, 40), b=(55, 100)), "ab"))
    assert row["closers"] == {"a": 15, "b": -15} and row["at_least_by"] == ["b"]
