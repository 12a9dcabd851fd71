"""The models that look at one issue alone: published numbers and laws."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.spatial import Core, compromise, mean, nash, quota_voting, weighted_median
from graphkit.bargaining.table import BadInputs, Inputs
from tests.bargaining.tables_made import emission_standards, made, tables

WEIGHTED = [
    compromise,
    weighted_median,
    nash,
    lambda table: nash(table, exponent=1),
    lambda table: nash(table, breakdown=9),
]


@pytest.mark.shared
def test_emission_standards_end_where_published(shared: Path) -> None:
    # Bueno de Mesquita (1994), p. 78; Scholz, Calbert and Smith (2011), table 1
    table = emission_standards(shared)
    assert weighted_median(table) == 7
    assert compromise(table) == pytest.approx(7.389955686853767, abs=1e-12)


def test_the_two_issues_of_stokman_and_van_oosten_end_where_published() -> None:
    # Stokman and Van Oosten (1994): A1 at 0 with salience 10 and 90, A2 at 100 with 60 and 50, alike in capability
    outcomes = [compromise(two(0, one, 100, other)) for one, other in ((10, 60), (90, 50))]
    assert outcomes == pytest.approx([85.714286, 35.714286], abs=5e-7)


def two(x: float, s: float, y: float, t: float, **more: Any) -> Inputs:
    return made("ab", [x, y], salience=[s, t], capability=[1, 1], **more)


@given(tables())
@pytest.mark.parametrize("model", [mean, *WEIGHTED])
def test_outcomes_lie_among_the_positions(model: Any, table: Inputs) -> None:
    assert table.position.min() <= model(table) <= table.position.max()


@given(tables(), st.sampled_from([0.001, 0.5, 7.0, 1e6]))
@pytest.mark.parametrize("model", [*WEIGHTED, lambda table: quota_voting(table, quota=70).low])
def test_only_the_proportions_of_capability_count(model: Any, table: Inputs, factor: float) -> None:
    scaled = replace(table, capability=table.capability * factor)
    assert model(scaled) == pytest.approx(model(table), abs=1e-6)


@given(tables(), st.randoms(use_true_random=False))
@pytest.mark.parametrize("model", [mean, *WEIGHTED, lambda table: quota_voting(table, quota=70).high])
def test_the_order_of_actors_does_not_matter(model: Any, table: Inputs, random: Any) -> None:
    order = random.sample(range(len(table)), len(table))
    arrays = {name: getattr(table, name)[order] for name in ("position", "salience", "capability")}
    assert model(made(table.actors, **arrays)) == pytest.approx(model(table), abs=1e-6)


@given(tables(), st.integers(0, 100))
@pytest.mark.parametrize("model", WEIGHTED)
def test_who_does_not_care_has_no_influence(model: Any, table: Inputs, elsewhere: int) -> None:
    joined = made(
        (*table.actors, "z"),
        np.append(table.position, elsewhere),
        salience=np.append(table.salience, 0),
        capability=np.append(table.capability, 50),
    )
    assert model(joined) == pytest.approx(model(table), abs=1e-6)


@given(tables())
@pytest.mark.parametrize("model", [mean, *WEIGHTED])
def test_turning_the_scale_turns_the_outcome(model: Any, table: Inputs) -> None:
    assert model(table.at(100 - table.position)) == pytest.approx(100 - model(table), abs=1e-6)


def test_between_two_equal_halves_the_median_is_the_middle() -> None:
    assert weighted_median(two(10, 50, 30, 50)) == 20
    assert weighted_median(two(10, 51, 30, 50)) == 10


@given(tables())
def test_where_failure_costs_much_quadratic_losses_lead_to_the_compromise_model(table: Inputs) -> None:
    # Achen (2006), Institutional realism and bargaining models
    assert nash(table, breakdown=1e7) == pytest.approx(compromise(table), abs=1e-3)


def test_the_nash_solution_maximises_the_product_of_gains() -> None:
    table = made("abc", [0, 60, 100], salience=[90, 40, 70], capability=[3, 1, 2])
    grid = np.linspace(0, 100, 100_001)
    loss = (table.salience[:, None] / 100) * (np.abs(grid - table.position[:, None]) / 100) ** 2
    best = grid[np.argmax((table.capability[:, None] * np.log(1 - loss)).sum(axis=0))]
    assert nash(table) == pytest.approx(best, abs=2e-3)


def test_with_a_status_quo_between_them_nothing_moves_and_beyond_them_they_share_the_gain() -> None:
    assert nash(two(20, 50, 80, 50, status_quo=40.0), disagreement="status-quo") == 40
    # (x² − 20·2x)(x² − 80·2x) with linear losses: gains are x up to 20, then 40 − x and x; their product peaks at 20
    assert nash(two(20, 50, 80, 50, status_quo=0.0), disagreement="status-quo", exponent=1) == pytest.approx(20)
    table = made("ab", [60, 100], salience=[50, 50], capability=[1, 1], status_quo=0.0)
    grid = np.linspace(60, 100, 40_001)
    gains = (60**2 - (grid - 60) ** 2) * (100**2 - (grid - 100) ** 2)
    assert nash(table, disagreement="status-quo") == pytest.approx(grid[np.argmax(gains)], abs=2e-3)


def test_a_quota_leaves_a_core_and_a_status_quo_moves_to_its_nearest_end() -> None:
    table = made("abcde", [10, 20, 30, 40, 90], capability=[1, 1, 1, 1, 1])
    assert quota_voting(table) == Core(30, 30, 30)
    assert quota_voting(table, quota=80) == Core(20, 40, None)
    assert quota_voting(replace(table, status_quo=0.0), quota=80).outcome == 20
    assert quota_voting(replace(table, status_quo=35.0), quota=80).outcome == 35
    assert quota_voting(replace(table, status_quo=95.0, quota=100.0)) == Core(10, 90, 90)


@given(tables(), st.integers(51, 100))
def test_no_motion_beats_the_core_and_some_motion_beats_what_lies_outside(table: Inputs, quota: int) -> None:
    core = quota_voting(table, quota=quota)
    wins = quota / 100 * table.capability.sum() - 1e-9

    def beaten(by: float, at: float) -> bool:
        nearer = np.abs(table.position - by) < np.abs(table.position - at)
        return bool(table.capability[nearer].sum() >= wins)

    for at in (core.low, core.high, (core.low + core.high) / 2):
        assert not any(beaten(float(by), at) for by in range(101))
    assert core.low <= 0 or beaten(core.low, core.low - 1)
    assert core.high >= 100 or beaten(core.high, core.high + 1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: compromise(made("ab", [0, 1], salience=[1, np.nan], capability=[1, 1])),
            "no salience of b on 'toll'",
        ),
        (lambda: weighted_median(made("a", [0])), "no salience of a"),
        (lambda: mean(made("", [])), "nobody has a position on 'toll'"),
        (lambda: compromise(two(0, 0, 1, 0)), "nobody has both capability and salience above 0"),
        (lambda: nash(two(0, 1, 1, 1), exponent=0.5), "from 1 up"),
        (lambda: nash(two(0, 1, 1, 101)), "above the full 100"),
        (lambda: nash(two(0, 1, 1, 1), disagreement="status-quo"), "no status quo"),
        (lambda: quota_voting(two(0, 1, 1, 1), quota=40), "not from 50 to 100"),
        (lambda: made("aa", [0, 1]), "an actor stands twice"),
        (lambda: made("a", [0, 1]), "give 1 numbers"),
        (lambda: made("a", [np.inf]), "not finite"),
        (lambda: made("a", [0], salience=[-1]), "below 0"),
        (lambda: two(0, 1, 1, 1).what_if("c", "salience", 1), "no actor 'c'"),
        (lambda: two(0, 1, 1, 1).what_if("a", "salienze", 1), "did you mean 'salience'"),
    ],
)
def test_what_no_model_can_take_is_told(call: Any, message: str) -> None:
    with pytest.raises(BadInputs) as told:
        call()
    assert message in str(told.value)


def test_a_what_if_changes_one_number_and_nothing_else() -> None:
    table = two(0, 10, 100, 60, low=[0, 90])
    changed = table.what_if("b", "position", 70)
    assert changed.position.tolist() == [0, 70] and table.position.tolist() == [0, 100]
    assert changed.low[0] == 0 and np.isnan(changed.low[1])
    assert changed.salience.tolist() == [10, 60]


def test_who_joins_has_a_position_and_nothing_else() -> None:
    table = two(0, 10, 100, 60).joined_by("c", 40, label="Cid")
    assert (table.actors, table.labels[2], table.position.tolist()) == (("a", "b", "c"), "Cid", [0, 100, 40])
    assert table.lacking("salience", "capability") == {"salience": ("c",), "capability": ("c",)}
    with pytest.raises(BadInputs, match="stands twice"):
        table.joined_by("a", 1)


def test_rows_tell_what_is_not_known() -> None:
    assert made("a", [5], salience=[2]).rows()[0] == {
        **dict.fromkeys(("low", "high", "capability", "at_least", "at_most")),
        "issue": "toll",
        "actor": "a",
        "position": 5.0,
        "salience": 2.0,
    }
