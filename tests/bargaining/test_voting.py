"""Voting power: published numbers, every coalition tried, and laws."""

from __future__ import annotations

import random
import time
from fractions import Fraction
from itertools import combinations, permutations
from math import lcm, prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.bargaining import coalitions
from graphkit.bargaining.table import BadInputs
from graphkit.bargaining.voting import VotingPower, voting_power

WEIGHTS = st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any)


def banzhaf(found: VotingPower) -> list[Fraction]:
    return [row.banzhaf for row in found.rows]


def shapley_shubik(found: VotingPower) -> list[Fraction]:
    return [row.shapley_shubik for row in found.rows]


def test_the_council_of_1958_has_the_published_power() -> None:
    # Brams and Affuso (1976), Power and size: a new paradox, Theory and Decision 7; Felsenthal and Machover (1998)
    found = voting_power(12, [4, 4, 4, 2, 2, 1])
    assert banzhaf(found) == [Fraction(5, 21)] * 3 + [Fraction(3, 21)] * 2 + [0]
    assert shapley_shubik(found) == [Fraction(14, 60)] * 3 + [Fraction(9, 60)] * 2 + [0]


def test_of_50_49_and_1_the_smallest_is_as_strong_as_the_second() -> None:
    # as textbooks have it: Taylor and Pacelli, Mathematics and Politics
    assert [float(each) for each in banzhaf(voting_power(51, [50, 49, 1]))] == pytest.approx([0.6, 0.2, 0.2])


@st.composite
def bodies(draw: st.DrawFn) -> tuple[int, list[int]]:
    weights = draw(WEIGHTS)
    return draw(st.integers(1, sum(weights))), weights


@given(bodies())
def test_both_indices_are_what_trying_every_coalition_and_every_order_gives(body: tuple[int, list[int]]) -> None:
    quota, weights = body
    members = range(len(weights))
    swings = [0] * len(weights)
    for size in range(len(weights)):
        for member in members:
            for others in combinations([each for each in members if each != member], size):
                before = sum(weights[each] for each in others)
                swings[member] += before < quota <= before + weights[member]
    pivots = [0] * len(weights)
    for order in permutations(members):
        passed = 0
        for member in order:
            passed += weights[member]
            if passed >= quota:
                pivots[member] += 1
                break
    found = voting_power(quota, weights)
    assert [row.swings for row in found.rows] == swings
    assert banzhaf(found) == [Fraction(each, sum(swings)) for each in swings]
    assert shapley_shubik(found) == [Fraction(each, sum(pivots)) for each in pivots]
    assert [row.penrose for row in found.rows] == [Fraction(each, 2 ** (len(weights) - 1)) for each in swings]


@given(bodies(), st.sampled_from([2, 10, "0.1"]))
def test_only_the_proportions_of_votes_count(body: tuple[int, list[int]], factor: Any) -> None:
    quota, weights = body
    scaled = voting_power(quota * Fraction(factor), [weight * Fraction(factor) for weight in weights])
    assert shapley_shubik(scaled) == shapley_shubik(voting_power(quota, weights))


@given(bodies())
def test_the_power_to_block_is_the_power_to_pass(body: tuple[int, list[int]]) -> None:
    quota, weights = body
    assert banzhaf(voting_power(sum(weights) - quota + 1, weights)) == banzhaf(voting_power(quota, weights))


@given(bodies())
def test_trying_every_coalition_and_the_generating_function_count_alike(body: tuple[int, list[int]]) -> None:
    tried, counted = coalitions.by_trying(*body), coalitions.pivots(*body)
    assert tried == counted


def counted_one_by_one(quota: int, weights: list[int], member: int) -> list[int]:
    """Swings of one member by size, from whole numbers of Python for every size and sum of the others."""
    counts = {(0, 0): 1}
    for weight in weights[:member] + weights[member + 1 :]:
        grown = dict(counts)
        for (size, total), many in counts.items():
            grown[size + 1, total + weight] = grown.get((size + 1, total + weight), 0) + many
        counts = grown
    turned = [0] * len(weights)
    for (size, total), many in counts.items():
        turned[size] += many * (quota - weights[member] <= total < quota)
    return turned


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=66, max_size=90).filter(any), st.floats(0.01, 1), st.data())
def test_counts_beyond_a_machine_word_are_exact(weights: list[int], share: float, data: st.DataObject) -> None:
    quota = max(1, round(share * sum(weights)))
    member = data.draw(st.integers(0, len(weights) - 1))
    found = coalitions.pivots(quota, weights)[member]
    assert counted_one_by_one(quota, weights, member) == found


@given(st.integers(1, 700))
def test_moduli_have_no_divisor_in_common_and_pass_every_count(members: int) -> None:
    chosen = coalitions.moduli(members)
    assert prod(chosen) > 2**members and lcm(*chosen) == prod(chosen)


@pytest.mark.parametrize("quota", ["50.001%", "74%"])
def test_a_hundred_members_with_weights_up_to_a_thousand_take_less_than_a_second(quota: str) -> None:
    drawn = random.Random(1)
    weights = [drawn.randint(1, 1000) for _ in range(100)]
    began = time.process_time()
    found = voting_power(quota, weights)
    assert time.process_time() - began < 1
    assert sum(shapley_shubik(found)) == sum(banzhaf(found)) == 1
    by_weight = sorted(zip(weights, shapley_shubik(found), strict=True))
    assert [power for _, power in by_weight] == sorted(power for _, power in by_weight)


def test_populations_in_full_count_where_members_are_few() -> None:
    people = [83_190_556, 67_439_599, 60_261_521, 38_080_411, 447_007]
    found = voting_power("65%", people)
    assert found.total == sum(people) and sum(shapley_shubik(found)) == 1
    assert found.rows[4].swings == 0


def test_decimals_are_taken_as_they_are_written() -> None:
    # three times 0.1 is more than 0.3 in binary: a coalition of exactly the quota must win
    assert voting_power("0.3", [0.1, 0.1, 0.1]).rows[0].shapley_shubik == Fraction(1, 3)
    assert voting_power("0.2", ["0.1", "0.1", "0.1"]).rows[0].swings == 2


@pytest.mark.parametrize(
    ("quota", "weights", "names", "message"),
    [
        (0, [1], None, "the quota 0 is not above 0 and at most 1"),
        (4, [1, 2], None, "at most 3, the sum of weights"),
        ("101%", [1, 2], None, "the quota 101% is not"),
        ("half", [1, 2], None, "the quota 'half' is no number"),
        (1, ["1", "2x"], None, "the weight '2x' is no number"),
        (1, [1, -2], None, "the weight -2 is below 0"),
        (1, [0, 0], None, "no member has any weight"),
        (1, [], None, "no member has any weight"),
        (1, [1, 2], ["a"], "2 weights and 1 names"),
        (1, ["1e9999999"], None, "is no number"),
        (10**9, [10**8 + prime for prime in range(30)], None, "too many coalitions to count; round the weights"),
    ],
)
def test_what_is_no_body_is_told(quota: Any, weights: Any, names: Any, message: str) -> None:
    with pytest.raises(BadInputs) as told:
        voting_power(quota, weights, names)
    assert message in str(told.value)


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.raises(BadInputs, match="two members are called 'a'"):
        voting_power(3, [2, 2, 1], ["a", "b", "a"])
