from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.scoring import Predicted, Scored, crps, score

LEVELS = tuple(level / 1000 for level in range(1, 1000))
PLACES = st.floats(0, 100, allow_nan=False)
ROUGH = st.lists(PLACES, min_size=2, max_size=9).map(sorted)


def ranged(places: list[float]) -> Predicted:
    levels = tuple((number + 1) / (len(places) + 1) for number in range(len(places)))
    return Predicted(places[len(places) // 2], levels, tuple(places))


@pytest.mark.parametrize("outcome", [20.0, 50.0, 64.0, 95.0])
def test_of_a_normal_forecast_it_is_the_closed_form(outcome: float) -> None:
    # Gneiting and Raftery (2007), equation 21: σ(z(2Φ(z) − 1) + 2φ(z) − 1/√π) with z = (y − μ)/σ
    normal, standard = NormalDist(50, 10), NormalDist()
    z = (outcome - 50) / 10
    expected = 10 * (z * (2 * standard.cdf(z) - 1) + 2 * standard.pdf(z) - 1 / np.sqrt(np.pi))
    predicted = Predicted(50, LEVELS, tuple(map(normal.inv_cdf, LEVELS)))
    assert crps(predicted, outcome) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("outcome", [0.0, 30.0, 100.0, 130.0])
def test_of_an_even_forecast_it_is_the_closed_form(outcome: float) -> None:
    # ∫ (x − 1{x ≥ y})² dx over [0, 1]: y³/3 + (1 − y)³/3; beyond it 1/3 and the distance
    y = outcome / 100
    expected = (y**3 + (1 - y) ** 3) / 3 if y <= 1 else 1 / 3 + (y - 1)
    predicted = Predicted(50, (0.0001, 0.9999), (0.01, 99.99))
    assert crps(predicted, outcome) == pytest.approx(100 * expected, abs=0.02)


@given(point=PLACES, outcome=PLACES)
def test_of_a_point_it_is_the_absolute_error(point: float, outcome: float) -> None:
    assert crps(Predicted(point), outcome) == pytest.approx(abs(point - outcome))


@given(places=ROUGH, outcome=PLACES)
def test_it_is_the_integral_of_the_squared_difference(places: list[float], outcome: float) -> None:
    predicted = ranged(places)
    grid = np.linspace(-1, 101, 40_001)
    corners = np.array(_rising(predicted))
    share = np.interp(grid, corners[:, 0], corners[:, 1], left=0, right=1)
    expected = float((((share - (grid >= outcome)) ** 2).sum()) * (grid[1] - grid[0]))
    assert crps(predicted, outcome) == pytest.approx(expected, abs=0.02)


def _rising(predicted: Predicted) -> list[tuple[float, float]]:
    """The corners with steps a hair wide, so that a grid can follow them."""
    return [(place + 1e-6 * number, share) for number, (place, share) in enumerate(predicted.corners)]


@given(places=ROUGH, outcome=PLACES, shift=st.floats(-50, 50), stretch=st.floats(0.1, 3))
def test_it_moves_and_stretches_with_the_scale(
    places: list[float], outcome: float, shift: float, stretch: float
) -> None:
    one = crps(ranged(places), outcome)
    other = crps(ranged([shift + stretch * each for each in places]), shift + stretch * outcome)
    assert other == pytest.approx(stretch * one, abs=1e-6)


@given(places=ROUGH)
def test_the_share_up_to_a_place_rises_from_none_to_all(places: list[float]) -> None:
    predicted = ranged(places)
    shares = [predicted.share_up_to(place) for place in np.linspace(-1, 101, 50)]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == pytest.approx(1)


def test_intervals_hold_what_they_promise_of_outcomes_drawn_from_the_forecast() -> None:
    rng, normal = np.random.default_rng(1), NormalDist(50, 10)
    levels = tuple(level / 100 for level in range(1, 100))
    predicted = Predicted(50, levels, tuple(map(normal.inv_cdf, levels)))
    found = score([Scored(predicted, float(outcome)) for outcome in rng.normal(50, 10, 2000)])
    for percent, (held, of) in found.held.items():
        assert held / of == pytest.approx(percent / 100, abs=0.03)
    assert max(found.places) - min(found.places) < 100


def test_skill_is_told_beside_each_naive_forecast_on_the_same_forecasts() -> None:
    scored = [
        Scored(Predicted(40), 50, (("status quo", 0.0), ("last forecast", 45.0))),
        Scored(Predicted(70), 50, (("status quo", 50.0),)),
    ]
    found = score(scored)
    assert (found.count, found.error, found.crps) == (2, 15, 15)
    assert found.naive["status quo"] == pytest.approx((2, 25, 1 - 15 / 25))
    assert found.naive["last forecast"] == pytest.approx((1, 5, 1 - 10 / 5))
    assert found.held == {}


def test_beside_a_naive_forecast_without_error_there_is_no_skill() -> None:
    found = score([Scored(Predicted(40), 50, (("status quo", 50.0),))])
    assert found.naive["status quo"] == (1, 0, None)
