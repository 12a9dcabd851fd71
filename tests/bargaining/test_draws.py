"""Draws of inputs: distributions, seeds, and what is not varied."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.draws import Margin, Shape, Varied, spread_over
from graphkit.bargaining.plans import plan
from graphkit.bargaining.table import BadInputs, Inputs
from tests.bargaining.tables_made import changed, made

RANGES = made(
    "abc", [10, 50, 90], low=[0, 40, np.nan], high=[20, 80, np.nan], salience=[50, 60, 70], chance=[1, 0.25, np.nan]
)


@pytest.mark.parametrize(
    ("shape", "mean", "variance"),
    [
        # of a triangle from a to b with its top at c: (a + b + c) / 3 and (a² + b² + c² − ab − ac − bc) / 18
        ("triangular", (40 + 80 + 50) / 3, (40**2 + 80**2 + 50**2 - 40 * 80 - 40 * 50 - 80 * 50) / 18),
        ("uniform", 60, 40**2 / 12),
    ],
)
def test_numbers_have_the_moments_of_their_distribution(shape: Shape, mean: float, variance: float) -> None:
    middles = (np.arange(20_000) + 0.5) / 20_000
    drawn = spread_over(middles, Varied("toll", ("b",), "position", 40, 50, 80, shape))
    assert (drawn.mean(), drawn.var()) == pytest.approx((mean, variance), rel=1e-4)
    assert 40 <= drawn.min() < 40.5 and 79.5 < drawn.max() <= 80


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.floats(0, 1, exclude_max=True))
def test_no_draw_lies_outside_its_range(one: float, other: float, third: float, uniform: float) -> None:
    low, value, high = sorted((one, other, third))
    shapes: tuple[Shape, ...] = ("triangular", "uniform")
    for shape in shapes:
        over = Varied("toll", ("a",), "position", low, value, high, shape)
        (drawn,) = spread_over(np.array([uniform]), over)
        assert low <= drawn <= np.nextafter(high, np.inf)


def test_what_has_no_range_is_not_varied() -> None:
    found = plan(RANGES)
    assert [(each.actor, each.what) for each in found.varied] == [
        ("a", "position"),
        ("b", "position"),
        ("b", "evidence"),
    ]
    assert (found.ranges, found.numbers) == (2, 6)
    drawn = found.realise(found.uniforms(50, 1))
    assert (drawn.position[:, 2] == 90).all() and (drawn.salience == [50, 60, 70]).all()
    assert np.isnan(drawn.capability).all()


def test_a_position_stands_in_as_many_draws_as_its_chance_says() -> None:
    found = plan(RANGES)
    evidence = found.uniforms(20_000, 3)[:, 2]
    place = found.realise(found.uniforms(20_000, 3)).position[:, 1]
    stands = evidence < 0.25
    assert stands.mean() == pytest.approx(0.25, abs=0.01)
    assert 40 <= place[stands].min() and place[stands].max() <= 80


@pytest.mark.parametrize("scale", [(0.0, 100.0), (-5.0, 5.0), (5.0, -5.0)])
@pytest.mark.parametrize("chance", [0.0, 0.25])
def test_a_position_that_does_not_stand_is_anywhere_on_its_scale_alike(
    scale: tuple[float, float], chance: float
) -> None:
    found = plan(made("ab", [0, 1], chance=[1, chance], scale=scale))
    middles = (np.arange(20_000) + 0.5) / 20_000
    fallen = np.column_stack([np.full(20_000, 0.5), middles])  # of the claim, and of where it is if it falls
    place = found.realise(fallen).position[:, 1]
    low, high = sorted(scale)
    assert low <= place.min() and place.max() <= high
    assert (place.mean(), place.var()) == pytest.approx(((low + high) / 2, (high - low) ** 2 / 12), abs=1e-3)


def test_draws_of_an_input_depend_neither_on_the_others_nor_on_how_many_there_are() -> None:
    whole, part = plan(RANGES), plan(RANGES.only(["b", "c"]))
    many, few = whole.realise(whole.uniforms(100, 7)), part.realise(part.uniforms(40, 7))
    assert (many.position[:40, 1] == few.position[:, 0]).all()
    assert (whole.uniforms(10, 7) != whole.uniforms(10, 8)).any()


def test_an_actor_has_the_same_capability_on_every_issue_of_a_draw() -> None:
    table = made("ab", [0, 100], capability=[5, 9], capability_low=[1, 8], capability_high=[9, 9])
    every = [plan(each) for each in (table, changed(table, issue="fare"))]
    one, other = (each.realise(each.uniforms(30, 1)) for each in every)
    assert (one.capability == other.capability).all() and len(np.unique(one.capability[:, 0])) == 30


def test_a_margin_gives_a_range_to_those_alone_that_have_none_and_ends_with_the_scale() -> None:
    found = plan(RANGES, margins={"position": Margin(20), "salience": Margin(50, percent=True)})
    ranges = {(each.actor, each.what): (each.low, each.high) for each in found.varied if each.what != "evidence"}
    assert ranges["b", "position"] == (40, 80) and ranges["c", "position"] == (70, 100)
    assert ranges["c", "salience"] == (35, 100) and ranges["a", "salience"] == (25, 75)


def test_a_number_that_is_set_is_certain() -> None:
    assert plan(RANGES.what_if("b", "position", 30)).varied == plan(RANGES.only(["a"])).varied


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        (made("a", [5], low=[6], high=[9]), {}, "not in its range from 6 to 9"),
        (RANGES, {"shape": "round"}, "no shape 'round'"),
        (RANGES, {"margins": {"power": Margin(1)}}, "no quantity 'power'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(table: Inputs, options: dict[str, object], message: str) -> None:
    with pytest.raises(BadInputs, match=message):
        plan(table, **options)  # type: ignore[arg-type]  # wrong on purpose


def test_a_chance_outside_0_to_1_is_refused() -> None:
    with pytest.raises(BadInputs, match="not from 0 to 1"):
        made("a", [5], chance=[1.5])
