"""Models over all draws at once give in each draw what the same model gives that runs once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.bargaining import batch_challenge
from graphkit.bargaining.challenge import Options
from graphkit.bargaining.draws import Margin
from graphkit.bargaining.forecast import Model, Settings, forecast
from graphkit.bargaining.plans import plan
from graphkit.bargaining.running import outcomes, outcomes_together
from graphkit.bargaining.table import Floats, Inputs
from tests.bargaining.tables_made import changed, made, tables
from tests.bargaining.test_challenge import OPTIONS

DRAWS = 5
MARGINS = {"position": Margin(15), "salience": Margin(20, percent=True), "capability": Margin(30, percent=True)}


def agree(table: Inputs, model: Model, told: Settings, seed: int) -> None:
    """The outcome of each draw is that of the model run once on the draw."""
    of = plan(table, margins=MARGINS)
    drawn = of.realise(of.uniforms(DRAWS, seed))
    found = outcomes(drawn, model, told)
    for row in range(DRAWS):
        alone = forecast([drawn.at(row)], [model], told).rows[0].outcome
        assert found[row] == pytest.approx(np.nan if alone is None else alone, abs=1e-9, nan_ok=True)


chances = st.sampled_from([0.3, 0.8, 1.0, np.nan])


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("mean", Settings()),
        ("compromise", Settings()),
        ("median", Settings()),
        ("nash", Settings()),
        ("nash", Settings(exponent=1.5, breakdown=3)),
        ("nash", Settings(disagreement="status-quo")),
        ("quota", Settings()),
        ("quota", Settings(quota=70)),
        ("quota", Settings(quota=100)),
    ],
)
@settings(max_examples=30)
@given(tables(fewest=2), st.data(), st.integers(0, 9))
def test_models_that_run_once(model: Model, told: Settings, table: Inputs, data: st.DataObject, seed: int) -> None:
    chance = data.draw(st.lists(chances, min_size=len(table), max_size=len(table)))
    quo = data.draw(st.sampled_from([None, 0.0, 40.0])) if told.disagreement == "breakdown" else 0.0
    agree(changed(table, chance=chance, status_quo=quo), model, told, seed)


@pytest.mark.parametrize("options", [*OPTIONS, Options(q=0.3, t=0.4)], ids=str)
@settings(max_examples=20)
@given(tables(fewest=2), st.data(), st.integers(0, 9), st.sampled_from([1, 4, 10]))
def test_the_challenge_model_with_every_option(
    options: Options, table: Inputs, data: st.DataObject, seed: int, rounds: int
) -> None:
    chance = data.draw(st.lists(chances, min_size=len(table), max_size=len(table)))
    agree(changed(table, chance=chance), "challenge", Settings(rounds=rounds, challenge=options), seed)


def test_the_challenge_model_of_many_actors_in_many_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_challenge, "PAIRS_AT_ONCE", 20**2 * 2)
    random = np.random.default_rng(4)
    numbers: Callable[[], Floats] = lambda: random.uniform(10, 90, 20)  # noqa: E731
    table = Inputs("toll", tuple(map(str, range(20))), numbers(), salience=numbers(), capability=numbers())
    agree(table, "challenge", Settings(), 2)


MODELS: tuple[Model, ...] = ("mean", "compromise", "median", "nash", "challenge", "quota")


@pytest.mark.parametrize("model", MODELS)
def test_one_actor_alone_has_no_outcome_in_any_draw(model: Model) -> None:
    of = plan(made("a", [9], salience=[50], capability=[1], chance=[0.5]))
    assert np.isnan(outcomes(of.realise(of.uniforms(40, 1)), model, Settings(quota=60))).all()


@pytest.mark.parametrize("model", ["compromise", "median", "nash", "challenge"])
def test_draws_in_which_nobody_has_weight_have_no_outcome(model: Model) -> None:
    of = plan(made("ab", [0, 9], salience=[0, 0], capability=[1, 1], chance=[1, 0.5]))
    assert np.isnan(outcomes(of.realise(of.uniforms(40, 1)), model, Settings())).all()


@pytest.mark.parametrize("model", MODELS)
def test_actors_whose_positions_do_not_stand_still_bargain(model: Model) -> None:
    of = plan(made("ab", [20, 20], salience=[50, 50], capability=[1, 1], chance=[0, 1]))
    found = outcomes(of.realise(of.uniforms(40, 1)), model, Settings(quota=50))
    assert not np.isnan(found).any() or model == "quota"
    assert len(set(found.tolist())) > 1


def test_models_of_all_issues_run_draw_by_draw() -> None:
    one = made("ab", [0, 100], salience=[10, 60], capability=[1, 1])
    every = [plan(each, margins=MARGINS) for each in (one, changed(one, issue="fare", salience=[90, 50]))]
    drawn = [each.realise(each.uniforms(4, 1)) for each in every]
    found = outcomes_together(drawn, "exchange", Settings())
    alone = forecast([each.at(3) for each in drawn], ["exchange"]).rows
    assert [found["toll"][3], found["fare"][3]] == [row.outcome for row in alone]
    assert len(set(found["toll"].tolist())) == 4
