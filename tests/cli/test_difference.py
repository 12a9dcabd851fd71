"""Rows beside those of the base."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.cli.difference import Compared, beside, records_beside

SETS = ["a.toll.value=70"]
LOSS = Compared(("issue",), ("loss",), ("loss",))
KEYS = st.sampled_from("abcde")
ROWS = st.dictionaries(KEYS, st.none() | st.integers(-5, 5)).map(
    lambda losses: [{"issue": issue, "loss": loss} for issue, loss in losses.items()]
)


def row(issue: str, loss: Any) -> dict[str, Any]:
    return {"issue": issue, "loss": loss}


def test_every_row_says_how_it_differs_and_what_is_gone_stands_last() -> None:
    found = beside([row("a", 3), row("b", 1), row("c", 2)], [row("d", 4), row("b", 1), row("a", 1)], LOSS, SETS)
    assert [(each["issue"], each["difference"], each["base_loss"], each["change_loss"]) for each in found.rows] == [
        ("a", "changed", 1, 2),
        ("b", "same", 1, 0),
        ("c", "new", None, None),
        ("d", "gone", 4, None),
    ]
    assert found.rows[3]["loss"] is None
    assert found.lines == [
        "what if: a.toll.value=70",
        "difference to the base, by row: 1 changed, 1 new, 1 gone, 1 the same",
    ]
    assert beside([row("a", 1)], [row("a", 1)], LOSS, SETS).lines[-1] == "no difference to the base"


@given(ROWS, ROWS)
def test_each_row_of_both_is_told_once_and_what_is_new_one_way_is_gone_the_other(
    rows: list[dict[str, Any]], base: list[dict[str, Any]]
) -> None:
    there, back = beside(rows, base, LOSS, SETS), beside(base, rows, LOSS, SETS)
    ways = [{each["issue"]: each["difference"] for each in found.rows} for found in (there, back)]
    assert ways[0].keys() == ways[1].keys() == {each["issue"] for each in (*rows, *base)}
    other = {"new": "gone", "gone": "new"}
    assert {issue: other.get(way, way) for issue, way in ways[0].items()} == ways[1]
    assert there.counts["same"] + there.counts["changed"] == len(
        {each["issue"] for each in rows} & {each["issue"] for each in base}
    )


@given(ROWS)
def test_nothing_differs_from_itself(rows: list[dict[str, Any]]) -> None:
    assert {each["difference"] for each in beside(rows, rows, LOSS, SETS).rows} <= {"same"}


def test_rows_of_one_key_belong_together_in_their_order() -> None:
    found = beside([row("a", 1), row("a", 2)], [row("a", 1), row("a", 3), row("a", 4)], LOSS, SETS)
    assert [(each["difference"], each["base_loss"]) for each in found.rows] == [
        ("same", 1),
        ("changed", 3),
        ("gone", 4),
    ]


def test_the_noise_of_adding_up_is_no_change_and_the_least_step_beyond_is_one() -> None:
    found = beside([row("a", 0.1 + 0.2), row("b", 0.30001)], [row("a", 0.3), row("b", 0.3)], LOSS, SETS)
    assert [(each["difference"], each["change_loss"]) for each in found.rows] == [("same", 0), ("changed", 1e-05)]


def test_days_stand_in_order_those_that_are_gone_among_them() -> None:
    days = Compared(("from",), in_order=True)
    found = beside([{"from": "2025-03"}, {"from": "2025-01"}], [{"from": "2025-02"}], days, SETS)
    assert [each["from"] for each in found.rows] == ["2025-01", "2025-02", "2025-03"]


def test_a_table_has_the_base_of_what_differs_only() -> None:
    both = Compared(("issue",), ("loss", "rest"), ("loss", "rest"))
    rows, base = (
        [row("a", 2) | {"rest": 1}, row("b", 1) | {"rest": 1}],
        [row("a", 1) | {"rest": 1}, row("b", 1) | {"rest": 1}],
    )
    found = beside(rows, base, both, SETS)
    assert list(found.shown({"issue": "issue", "loss": "loss", "rest": "rest"}).values()) == [
        *("issue", "loss", "base loss", "rest", "difference")
    ]
    assert [found.for_readers(each)["base_loss"] for each in found.rows] == [1, ""]


def test_what_differs_is_told_in_words() -> None:
    lists = Compared(("issue",), ("loss", "who"))
    rows = [row("a", 0.5) | {"who": ["x", "y"]}, row("b", 1) | {"who": []}]
    base = [row("a", None) | {"who": ["y", "z"]}, row("c", 1) | {"who": []}]
    told = beside(rows, base, lists, SETS).told(lambda each: each["issue"].upper(), {"loss": "loss", "who": "who"})
    assert list(told) == ["changed: A: loss none → 0.5; who now x, no longer z", "new: B", "gone: C"]


def test_records_have_the_base_of_each_field_that_differs() -> None:
    now: list[dict[str, Any]] = [{"id": "x", "value": 70, "claim": "c"}, {"id": "y"}]
    base: list[dict[str, Any]] = [{"id": "x", "claim": "c", "low": 1}, {"id": "z", "claim": "old"}]
    assert records_beside(now, base) == [
        {"id": "x", "value": 70, "claim": "c", "difference": "changed", "base_value": None, "base_low": 1},
        {"id": "y", "difference": "new"},
        {"id": "z", "claim": "old", "difference": "gone"},
    ]


@pytest.mark.parametrize("one", [True, "5", None])
def test_what_is_no_number_has_no_change(one: Any) -> None:
    assert beside([row("a", one)], [row("a", 5)], LOSS, SETS).rows[0]["change_loss"] is None
