"""Moving windows and kernels."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.discourse.kernels import Kernel, kernel_weights
from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.results import DiscourseNetwork
from graphkit.analysis.discourse.windows import BadWindow, Width, moved, width, windows
from tests.analysis.discourse_made import Said, said_at_random, table, ties

DAILY = [Said("A", "x", 1, document=day, day=f"2025-01-{day:02}") for day in range(1, 11)]
KERNELS = st.sampled_from(["uniform", "triangular", "epanechnikov", "gaussian"])


def networks(said: list[Said], **wishes: Any) -> tuple[DiscourseNetwork, ...]:
    return discourse(table(said), Options(**wishes)).networks


def days(said: list[Said], **wishes: Any) -> list[str]:
    return [f"{each.since}/{each.until} {each.statements}" for each in networks(said, **wishes)]


def test_a_window_of_days_moves_by_a_day_until_it_holds_the_last_statement() -> None:
    assert days(DAILY, window="8d") == [
        "2025-01-01/2025-01-08 8",
        "2025-01-02/2025-01-09 8",
        "2025-01-03/2025-01-10 8",
    ]


def test_a_step_as_wide_as_the_window_parts_the_time() -> None:
    assert days(DAILY, window="4d", step="4d") == [
        "2025-01-01/2025-01-04 4",
        "2025-01-05/2025-01-08 4",
        "2025-01-09/2025-01-12 2",
    ]


def test_months_are_those_of_the_calendar() -> None:
    said = [Said("A", "x", 1, day=day) for day in ("2025-01-31", "2025-02-27", "2025-02-28", "2025-03-31")]
    assert days(said, window="1m", step="1m") == [
        "2025-01-31/2025-02-27 2",
        "2025-02-28/2025-03-30 1",
        "2025-03-31/2025-04-29 1",
    ]


def test_the_first_window_begins_on_the_first_day_asked_for() -> None:
    assert days(DAILY, window="1w", step="1w", since=date(2024, 12, 30)) == [
        "2024-12-30/2025-01-05 5",
        "2025-01-06/2025-01-12 5",
    ]


def test_a_window_of_statements_has_so_many_of_them() -> None:
    assert days(DAILY, window="6n", step="2n") == [
        "2025-01-01/2025-01-06 6",
        "2025-01-03/2025-01-08 6",
        "2025-01-05/2025-01-10 6",
    ]


def test_a_window_without_statements_is_an_empty_network() -> None:
    said = [Said("A", "x", 1, day="2025-01-01"), Said("A", "x", 1, day="2025-01-05")]
    assert [each.statements for each in networks(said, window="2d", step="2d")] == [1, 0, 1]


def test_each_window_shows_who_spoke_in_it_and_isolates_are_shown_on_request() -> None:
    said = [Said("A", "x", 1, day="2025-01-01"), Said("B", "x", 1, day="2025-01-05")]
    assert [each.rows.ids for each in networks(said, window="3d", step="3d")] == [("A",), ("B",)]
    shown = networks(said, window="3d", step="3d", isolates=True)
    assert [each.rows.ids for each in shown] == [("A", "B"), ("A", "B")]


def test_a_statement_without_a_day_lies_in_no_window_and_is_told_of() -> None:
    found = discourse(table([Said("A", "x", 1), Said("B", "x", 1, day="NaT")]), Options(window="1d"))
    assert [each.statements for each in found.networks] == [1]
    assert found.notes == ("1 without a first day, which lie in no period",)


@given(said_at_random(), st.sampled_from(["1d", "9d", "3w", "2m", "1y", "1n", "7n"]), st.booleans())
def test_two_mode_networks_of_windows_that_share_nothing_sum_to_the_whole(
    said: list[Said], size: str, ignore: bool
) -> None:
    measure = "ignore" if ignore else "subtract"
    total: Counter[tuple[str, str]] = Counter()
    for part in networks(said, network="two-mode", measure=measure, window=size, step=size):
        total.update(ties(part))
    (whole,) = networks(said, network="two-mode", measure=measure)
    assert {pair: value for pair, value in total.items() if value} == ties(whole)


@given(said_at_random(), st.sampled_from(["5d", "1w", "2m", "1y", "3n"]))
def test_every_statement_lies_in_a_window(said: list[Said], size: str) -> None:
    time = np.sort(np.array([row.day for row in said], "datetime64[s]"))
    unit = width(size).unit
    seen = np.zeros(len(time), bool)
    for window in windows(time, width(size), step=Width(1, unit)):
        seen[window.chosen] = True
        assert ((time[window.chosen] >= window.since) & (time[window.chosen] < window.until)).all()
    assert seen.all()


@pytest.mark.parametrize("text", ["", "10", "d", "0d", "-1d", "1.5d", "10D", "10 d", "٣d", "9999999999d", "2000000n"])
def test_what_is_no_width_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadWindow, match="such as 10d"):
        width(text)


def test_too_many_windows_are_refused() -> None:
    said = [Said("A", "x", 1, day="1900-01-01"), Said("A", "x", 1, day="2000-01-01")]
    with pytest.raises(BadWindow, match="give a longer --step"):
        networks(said, window="1d")


def test_a_window_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(BadWindow, match="beyond the calendar"):
        moved(np.datetime64("9999-01-01T00:00:00"), Width(1, "y"))


@given(KERNELS, st.floats(-3, 3))
def test_kernels_are_even_and_highest_in_the_middle(kernel: Kernel, distance: float) -> None:
    left, right, middle = kernel_weights(np.array([-distance, distance, 0.0]), kernel).tolist()
    assert left == right <= middle


@pytest.mark.parametrize("kernel", ["uniform", "triangular", "epanechnikov", "gaussian"])
def test_a_kernel_integrates_to_1(kernel: Kernel) -> None:
    distance = np.linspace(-6, 6, 120_001)
    assert np.trapezoid(kernel_weights(distance, kernel), distance) == pytest.approx(1, abs=1e-4)


def test_under_a_kernel_a_tie_of_actors_has_the_geometric_mean_of_two_weights() -> None:
    said = [Said("A", "x", 1, day="2025-01-02"), Said("B", "x", 1, day="2025-01-03")]  # middle: 3 January, 0 h
    first = networks(said, window="4d", kernel="triangular", since=None)[0]
    assert first.since is not None
    assert str(first.since) == "2025-01-02"
    # the window is 2 to 5 January, its middle 4 January: A lies a whole half width from it, B half of that
    assert ties(first) == {}
    shifted = [
        Said("A", "x", 1, day="2025-01-01"),
        *[row._replace(day=f"2025-01-0{day}") for row, day in zip(said, (2, 4), strict=True)],
    ]
    weight_a, weight_b = 0.5, 0.5  # in the window of 1 to 4 January, whose middle is 3 January
    found = networks(shifted, window="4d", kernel="triangular")[0]
    assert ties(found)["A", "B"] == pytest.approx(np.sqrt(weight_a * weight_b))


def test_under_a_kernel_a_tie_to_an_issue_has_the_sum_of_weights() -> None:
    said = [Said("A", "x", 1, day=f"2025-01-0{day}") for day in (1, 2, 3)]
    first = networks(said, network="two-mode", window="4d", kernel="triangular")[0]
    assert ties(first) == {("A", "x"): 0 + 0.5 + 1}


def test_a_uniform_kernel_is_half_of_no_kernel() -> None:
    plain = networks(DAILY, network="two-mode", window="4d", step="2d")
    smooth = networks(DAILY, network="two-mode", window="4d", step="2d", kernel="uniform")
    for one, other in zip(plain, smooth, strict=True):
        assert ties(other) == {pair: value / 2 for pair, value in ties(one).items()}
