"""Intervals over draws: known distributions, their own error, and what is told where nothing varies."""

from __future__ import annotations

import numpy as np
import pytest

from graphkit import forecast as in_notebook
from graphkit import open_dossier
from graphkit.bargaining.draws import Margin
from graphkit.bargaining.forecast import MODELS, Outcome
from graphkit.bargaining.grades import CHANCES
from graphkit.bargaining.spread import COLUMNS, Spread, as_row, error_of, running
from graphkit.bargaining.table import BadInputs
from graphkit.bargaining.uncertainty import uncertain
from graphkit.dossier.bundled import bundled_dossier
from tests.bargaining.tables_made import changed, made

TOLL = made("ab", [0, 80], low=[0, 60], high=[0, 100], salience=[50, 50], capability=[1, 3], status_quo=50)


def test_an_interval_is_that_of_the_distribution_which_is_known() -> None:
    # a's position is certain, b's uniform from 60 to 100: so are the mean, 30 to 50, and the compromise, 45 to 75
    found = uncertain([TOLL], ["mean", "compromise"], draws=20_000, shape="uniform", seed=2)
    mean, compromise = found.rows
    assert mean.ends(80) == pytest.approx((32, 48), abs=0.3) and mean.ends(50) == pytest.approx((35, 45), abs=0.3)
    assert compromise.known.mean() == pytest.approx(60, abs=0.2)
    assert compromise.known.var() == pytest.approx(30**2 / 12, rel=0.02)
    assert compromise.beyond_status_quo(1) == pytest.approx(25 / 30, abs=0.01)
    assert mean.share(40, 100) == pytest.approx(0.5, abs=0.015)
    assert mean.converged and mean.quantiles[49] == mean.quantile(0.5)


def test_the_error_of_a_quantile_is_that_which_repeated_drawing_shows() -> None:
    random = np.random.default_rng(1)
    medians = [np.median(random.normal(size=400)) for _ in range(2000)]
    told = [error_of(random.normal(size=400), 0.5) for _ in range(200)]
    # the deviation of the median of n draws from a normal distribution is near √(π / 2n)
    assert np.mean(told) == pytest.approx(np.std(medians), rel=0.1) == pytest.approx(np.sqrt(np.pi / 800), rel=0.1)


def test_few_draws_are_told_not_to_be_enough() -> None:
    few, many = (uncertain([TOLL], ["mean"], draws=draws, shape="uniform").rows[0] for draws in (60, 20_000))
    assert few.converged is False and many.converged is True
    assert few.error is not None and many.error is not None and few.error > 5 * many.error
    assert [count for count, *_ in many.convergence] == [2500, 5000, 10_000, 20_000]
    assert many.convergence[-1][1:] == (many.quantile(0.1), many.quantile(0.5), many.quantile(0.9))
    counts, ends = running(many)
    assert counts[-1] == 20_000 and ends[-1].tolist() == list(many.convergence[-1][1:])


def test_outcomes_that_lie_in_two_heaps_are_not_called_steady_at_an_end_between_them() -> None:
    heaps = np.where(np.random.default_rng(1).random(1000) < 0.9, 10.0, 90.0)
    assert Spread(Outcome("toll", "median", 10.0), 80, 1, 2, 0, heaps).converged is False


def test_where_nothing_varies_there_is_no_interval() -> None:
    row = uncertain([made("ab", [0, 80])], ["mean"]).rows[0]
    assert (row.point.outcome, row.ends(80), row.converged, row.without, len(row.values)) == (40, None, None, None, 0)
    assert as_row(row)["low"] is None and as_row(row)["quantiles"] == []


def test_how_much_was_varied_is_told_for_each_model() -> None:
    rows = uncertain([changed(TOLL, chance=[0.9, 1])], ["mean", "compromise"], draws=10).rows
    assert [(row.ranges, row.numbers, row.evidence) for row in rows] == [(1, 2, 1), (1, 6, 1)]


def test_draws_without_an_outcome_are_counted_and_left_out() -> None:
    table = made("abcd", [10, 10, 90, 10], capability=[1] * 4, chance=[1, 1, 1, 0.5])
    row = uncertain([table], ["quota"], draws=4000).rows[0]  # two at 10, one at 90 and one between: no core of a point
    assert row.without == pytest.approx(0.5, abs=0.1) and len(row.known) == 4000 - np.isnan(row.values).sum()


def test_a_position_that_does_not_stand_widens_the_interval_and_costs_no_draw() -> None:
    row = uncertain([changed(TOLL, chance=[0.0, np.nan])], ["mean"], draws=4000).rows[0]
    sure = uncertain([TOLL], ["mean"], draws=4000).rows[0]
    (low, high), (least, most) = row.ends(80) or (0, 0), sure.ends(80) or (0, 0)
    assert row.without == 0 and high - low > most - least


def test_two_forecasts_of_one_seed_differ_by_what_was_changed_alone() -> None:
    base = uncertain([TOLL], ["mean"], draws=500, seed=5).rows[0]
    again = uncertain([TOLL], ["mean", "median"], draws=500, seed=5).rows[0]
    moved = uncertain([TOLL.what_if("a", "position", 20)], ["mean"], draws=500, seed=5).rows[0]
    assert (again.values == base.values).all()
    assert moved.values - base.values == pytest.approx(np.full(500, 10.0))
    assert (uncertain([TOLL], ["mean"], draws=500, seed=6).rows[0].values != base.values).any()


def test_issues_do_not_depend_on_each_other_in_models_of_one_issue() -> None:
    other = changed(TOLL, issue="fare")
    alone = uncertain([TOLL], ["challenge"], draws=50).rows[0]
    beside = uncertain([other, TOLL], ["challenge"], draws=50).rows[1]
    assert (alone.values == beside.values).all()


def test_models_of_all_issues_take_the_first_draws() -> None:
    every = [TOLL, changed(TOLL, issue="fare", salience=[20, 50])]
    found = uncertain(every, ["exchange", "smp", "mean"], draws=40, joint_draws=8)
    assert {row.point.model: len(row.values) for row in found.rows} == {"exchange": 8, "smp": 8, "mean": 40}
    assert all(len(np.unique(row.values)) == 8 for row in found.rows if row.point.model == "smp")


def test_every_model_has_a_row_and_every_row_every_column() -> None:
    found = uncertain([TOLL], draws=20, margins={"salience": Margin(5)}, zones={"toll": (20, 60)})
    assert [row.point.model for row in found.rows] == list(MODELS)
    assert all(tuple(as_row(row)) == COLUMNS for row in found.rows)
    assert len(found.to_frame()) == len(MODELS)


@pytest.mark.parametrize("options", [{"draws": 0}, {"seed": -1}, {"interval": 100}, {"joint_draws": 0}])
def test_options_out_of_range_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(BadInputs, match="draws are from 1 up"):
        uncertain([TOLL], ["mean"], **options)  # type: ignore[arg-type]  # wrong on purpose


def test_a_notebook_gets_intervals_of_a_dossier() -> None:
    dossier = open_dossier(bundled_dossier("istanbul-2025"))
    found = in_notebook(dossier, ["mean"], issues=["nato-membership"], draws={"draws": 300, "seed": 1, "interval": 90})
    row = found.rows[0]
    assert (row.interval, len(row.values)) == (90, 300) and row.evidence > 0
    certain = dict.fromkeys(CHANCES, 1.0)
    again = in_notebook(dossier, ["mean"], issues=["nato-membership"], draws=300, grades=certain).rows[0]
    assert (again.evidence, again.without) == (0, 0)
