"""Polarization over time, and where it changes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.analysis.camps.stands import stands_of
from graphkit.analysis.changepoints import change_points
from graphkit.analysis.polarization import (
    PolarizationOptions,
    controversy,
    course,
    ei_index,
    esteban_ray,
    esteban_ray_of,
    polarization,
)
from tests.analysis.camps_made import network
from tests.analysis.discourse_made import Said, said_at_random, table

TWO = {(pair[0], pair[1]): 1.0 for pair in ("ab", "ac", "bc", "de", "df", "ef")}
SIDES = np.array([0, 0, 0, 1, 1, 1])


def test_half_at_each_end_of_the_scale_is_25() -> None:
    # Esteban & Ray (1994) with α = 1: 2 · ½² · ½ · 100
    assert esteban_ray(np.array([1, 1]), np.array([0, 100])) == 25
    assert esteban_ray(np.array([3.0, 1]), np.array([0, 100])) == pytest.approx(100 * (0.75**2 * 0.25 + 0.25**2 * 0.75))


@given(st.lists(st.tuples(st.floats(0.1, 5), st.floats(0, 100)), min_size=1, max_size=6), st.floats(0.1, 1.6))
def test_esteban_ray_is_the_sum_over_groups(groups: list[tuple[float, float]], alpha: float) -> None:
    places = sorted({place for _, place in groups})
    total = sum(mass for mass, _ in groups)
    share = {place: sum(mass for mass, where in groups if where == place) / total for place in places}
    value = sum(share[one] ** (1 + alpha) * share[two] * abs(one - two) for one, two in product(places, places))
    masses, where = (np.array(each) for each in zip(*groups, strict=True))
    assert esteban_ray(masses, where, alpha=alpha) == pytest.approx(value)


def test_an_issue_on_which_one_actor_speaks_does_not_count() -> None:
    said = [Said("A", "x", 1), Said("B", "x", -1), Said("A", "y", 1)]
    assert esteban_ray_of(stands_of(table(said))) == 25


def test_the_ei_index_goes_from_within_to_between() -> None:
    assert ei_index(network(TWO), SIDES) == -1
    assert ei_index(network({("a", "d"): 1, ("b", "e"): 2}), np.array([0, 0, 1, 1])) == 1
    assert ei_index(network({**TWO, ("a", "d"): 2, ("a", "e"): -9}), SIDES) == pytest.approx((2 - 6) / 8)
    assert np.isnan(ei_index(network({("a", "b"): -1}), np.array([0, 1])))


def test_many_actors_walk_as_few_do(monkeypatch: pytest.MonkeyPatch) -> None:
    found = network({**TWO, ("a", "d"): 1, ("c", "f"): 3})
    exact = controversy(found, SIDES)
    monkeypatch.setitem(controversy.__globals__, "SOLVED_AT_MOST", 0)
    assert controversy(found, SIDES) == pytest.approx(exact, abs=1e-8)


def test_a_blip_among_equal_values_is_no_change() -> None:
    values = np.array([0.0, 0, 0, 0, 0, 0.001, 0, 0])
    assert not change_points(values, [None] * 8).points
    (change,) = change_points(np.repeat([1.0, 5.0], 4), [None] * 8).points
    assert (change.at, change.before, change.after) == (4, 1, 5)


def test_where_no_walk_crosses_controversy_is_1() -> None:
    assert controversy(network(TWO), SIDES) == pytest.approx(1)
    bridged = controversy(network({**TWO, ("a", "d"): 1}), SIDES)
    mixed = controversy(network(dict.fromkeys(product("abc", "def"), 1)), SIDES)
    assert mixed < bridged < 1


def test_controversy_is_what_walks_come_to() -> None:
    found = network({**TWO, ("a", "d"): 1, ("b", "e"): 1})
    random = np.random.default_rng(1)
    matrix = found.matrix.toarray()
    hubs = {0: 0, 3: 1}  # a and d, the first of those with the strongest ties
    ended = np.zeros((2, 2))
    for walk in range(20_000):
        side = walk % 2
        at = int(random.integers(3)) + 3 * side
        while True:
            at = int(random.choice(6, p=matrix[at] / matrix[at].sum()))
            if at in hubs:
                break
        ended[side, hubs[at]] += 1
    chance = ended / ended.sum(axis=0)
    walked = chance[0, 0] * chance[1, 1] - chance[0, 1] * chance[1, 0]
    assert controversy(found, SIDES) == pytest.approx(walked, abs=0.02)


@given(said_at_random())
@settings(max_examples=25)
def test_measures_keep_their_bounds_and_a_range_holds_no_less_than_half_an_interval(said: list[Said]) -> None:
    (window,) = polarization(table(said), PolarizationOptions(draws=20)).windows
    for interval, least, most in (
        (window.modularity, -1, 1),
        (window.ei_index, -1, 1),
        (window.controversy, -1, 1),
        (window.esteban_ray, 0, 25),
    ):
        for value in (interval.value, interval.low, interval.high):
            assert np.isnan(value) or least - 1e-9 <= value <= most + 1e-9
        assert np.isnan(interval.low) or interval.low <= interval.high


def test_a_neutral_position_changes_no_measure() -> None:
    said = [Said("A", "x", 1), Said("B", "x", 1), Said("C", "x", -1), Said("D", "x", -1)]
    one, two = (polarization(table(rows)).rows() for rows in (said, [*said, Said("A", "y", 0), Said("E", "x", 0)]))
    assert one == two


def test_windows_hold_what_was_said_in_them() -> None:
    said = [
        *(Said(actor, "x", 1, day="2025-01-05") for actor in "ABCD"),
        *(Said(actor, "x", sign, day="2025-02-05") for actor, sign in zip("ABCD", (1, 1, -1, -1), strict=True)),
    ]
    course = polarization(table(said), PolarizationOptions(window="1m", step="1m", draws=10))
    assert [(each.statements, each.frustration) for each in course.windows] == [(4, 0), (4, 0)]
    assert course.series("esteban_ray").tolist() == [0, 25]
    assert course.windows[1].modularity.value > course.windows[0].modularity.value


def test_a_seed_gives_the_same_ranges_again() -> None:
    said = [Said(actor, issue, 1 if actor < "C" else -1) for actor in "ABCD" for issue in "xyz"]
    one, two = (polarization(table(said), PolarizationOptions(seed=4)).rows() for _ in range(2))
    assert one == two


def days(count: int) -> list[date]:
    return [date(2025, 1, 1) + timedelta(days=7 * week) for week in range(count)]


def test_a_change_of_level_is_found_where_it_is() -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, 20)
    found = change_points(np.array([0.2] * 12 + [0.8] * 8) + noise, days(20))
    assert [point.at for point in found.points] == [12]
    assert found.points[0].on == days(20)[12]
    assert found.points[0].chance < 0.01
    assert found.points[0].after - found.points[0].before == pytest.approx(0.6, abs=0.1)


def test_noise_alone_has_seldom_a_change() -> None:
    random = np.random.default_rng(2)
    found = [change_points(random.normal(0, 1, 30), days(30), shuffles=9).points for _ in range(100)]
    assert sum(map(bool, found)) < 35


def test_a_level_that_never_changes_has_no_change_and_gaps_are_passed_over() -> None:
    assert change_points(np.full(10, 0.3), days(10)).points == ()
    assert change_points(np.array([]), []).points == ()
    series = np.array([0, 0, np.nan, 0, 0, 1, 1, np.nan, 1, 1])
    assert [point.at for point in change_points(series, days(10)).points] == [5]


@given(st.lists(st.sampled_from([0.0, 0.4, 1.0]), min_size=4, max_size=9))
@settings(max_examples=40)
def test_stretches_are_the_best_of_all(values: list[float]) -> None:
    from graphkit.analysis.changepoints import _noise, _stretches

    series = np.array(values)
    penalty = 2 * _noise(series) * np.log(len(series))

    def worth(starts: tuple[int, ...]) -> float:
        ends = [*starts[1:], len(series)]
        spread = sum(float(np.var(series[a:b]) * (b - a)) for a, b in zip(starts, ends, strict=True))
        return float(spread + penalty * (len(starts) - 1))

    def ways(start: int) -> list[tuple[int, ...]]:
        if len(series) - start < 4:
            return [(start,)]
        return [(start,), *((start, *rest) for cut in range(start + 2, len(series) - 1) for rest in ways(cut))]

    assert worth(tuple(_stretches(series, 2))) == pytest.approx(min(map(worth, ways(0))), abs=1e-9)


def test_an_interval_holds_the_middle_95_percent_of_draws() -> None:
    found = course._interval(0.5, np.linspace(0, 1, 1001).tolist())
    assert (found.value, found.low, found.high) == pytest.approx((0.5, 0.025, 0.975))
    thin = course._interval(0.5, [*np.linspace(0, 1, 90).tolist(), *[float("nan")] * 10])
    assert np.isnan(thin.low) and np.isnan(thin.high)


def test_issues_count_by_their_stands() -> None:
    said = [Said("A", "x", 1), Said("B", "x", -1), *(Said(actor, "y", 1) for actor in "ABCD")]
    assert esteban_ray_of(stands_of(table(said))) == pytest.approx(25 * 2 / 6)
