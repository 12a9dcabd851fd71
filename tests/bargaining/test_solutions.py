"""Axiomatic solutions: textbook numbers and axioms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.solutions import kalai_smorodinsky, nash_solution, pareto
from graphkit.bargaining.table import BadInputs


def divide(x: float) -> tuple[float, float]:
    """A cake of 1, of which the first values its share by the square root."""
    return x**0.5, 1 - x


def test_the_textbook_cake_is_divided_as_published() -> None:
    # Nash (1950) gives x = 1/3, Kalai and Smorodinsky (1975) x = (3 − √5)/2
    assert nash_solution(divide, 0, 1, disagreement=(0, 0)).point == pytest.approx(1 / 3, abs=1e-7)
    found = kalai_smorodinsky(divide, 0, 1, disagreement=(0, 0))
    assert found.point == pytest.approx((3 - 5**0.5) / 2, abs=1e-7)
    assert found.utility[0] == pytest.approx(found.utility[1], abs=1e-6)


@given(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(-3, 3))
@pytest.mark.parametrize("solution", [nash_solution, kalai_smorodinsky])
def test_units_of_utility_do_not_matter(solution: Any, one: float, other: float, zero: float) -> None:
    def scaled(x: float) -> tuple[float, float]:
        return one * divide(x)[0] + zero, other * divide(x)[1] - zero

    before = solution(divide, 0, 1, disagreement=(0, 0)).point
    assert solution(scaled, 0, 1, disagreement=(zero, -zero)).point == pytest.approx(before, abs=1e-4)


@pytest.mark.parametrize("solution", [nash_solution, kalai_smorodinsky])
def test_what_is_symmetric_is_halved_and_more_without_a_deal_gets_more(solution: Any) -> None:
    assert solution(lambda x: (x, 1 - x), 0, 1, disagreement=(0, 0)).point == pytest.approx(0.5, abs=1e-6)
    assert solution(lambda x: (x, 1 - x), 0, 1, disagreement=(0.2, 0)).point == pytest.approx(0.6, abs=1e-3)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8))
def test_an_alternative_is_efficient_exactly_if_none_dominates_it(drawn: list[tuple[int, int]]) -> None:
    def dominated(one: tuple[int, int]) -> bool:
        return any(a >= one[0] and b >= one[1] and (a, b) != one for a, b in drawn)

    assert pareto(np.array(drawn, float)).tolist() == [not dominated(each) for each in drawn]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nash_solution(divide, 0, 1, disagreement=(1, 1)), "no agreement is better for everybody"),
        (lambda: kalai_smorodinsky(divide, 0, 1, disagreement=(1, 1)), "no agreement is better for everybody"),
        (lambda: nash_solution(divide, 1, 1, disagreement=(0, 0)), "from 1 to 1 are none"),
        (lambda: pareto(np.array([1.0])), "give a finite number by alternative and bargainer"),
    ],
)
def test_where_there_is_nothing_to_agree_on_is_told(call: Any, message: str) -> None:
    with pytest.raises(BadInputs) as told:
        call()
    assert message in str(told.value)
