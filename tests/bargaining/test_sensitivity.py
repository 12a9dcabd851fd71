"""Sobol indices against functions whose indices are known and against SALib, and swings of one input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from graphkit.bargaining.draws import Margin
from graphkit.bargaining.sensitivity import estimates, indices_of, most_important, sobol
from graphkit.bargaining.swings import tornado
from graphkit.bargaining.table import BadInputs, Floats
from graphkit.bargaining.uncertainty import uncertain
from tests.bargaining.tables_made import changed, made

TOLL = made(
    "abc",
    [10, 50, 80],
    low=[0, 40, np.nan],
    high=[20, 60, np.nan],
    salience=[50, 50, 50],
    capability=[1, 3, 1],
    capability_low=[1, np.nan, 1],
    capability_high=[1, np.nan, 4],
)


def ishigami(uniforms: Floats) -> Floats:
    x = np.pi * (2 * uniforms - 1)
    found: Floats = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return found


def test_the_function_of_ishigami_has_its_published_indices() -> None:
    # a = 7, b = .1: Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, pp. 179-180 and 196
    found = indices_of(ishigami, [1, 1, 1], base=8192, random=np.random.default_rng(1))
    assert found[0] == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert found[2] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert (np.abs(found[0] - [0.3139, 0.4424, 0]) < 2 * found[1]).all()
    assert (found[1] > 0).all() and (found[3] > 0).all()


def test_estimates_are_those_of_salib() -> None:
    analyze = pytest.importorskip("SALib.analyze.sobol").analyze
    random = np.random.default_rng(3)
    one, other = random.random((256, 3)), random.random((256, 3))
    runs = [ishigami(one)]
    for column in range(3):
        mixed = one.copy()
        mixed[:, column] = other[:, column]
        runs.append(ishigami(mixed))
    runs.append(ishigami(other))
    problem: dict[str, Any] = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[0, 1]] * 3}
    theirs = analyze(problem, np.column_stack(runs).ravel(), calc_second_order=False, seed=1)
    first, total = estimates(runs[0], runs[-1], np.column_stack(runs[1:-1]))
    assert first == pytest.approx(theirs["S1"], abs=1e-12) and total == pytest.approx(theirs["ST"], abs=1e-12)


def test_indices_of_groups_are_those_of_salib() -> None:
    analyze = pytest.importorskip("SALib.analyze.sobol").analyze
    sample = pytest.importorskip("SALib.sample.sobol").sample
    problem: dict[str, Any] = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[0, 1]] * 3}
    problem["groups"] = ["one", "other", "one"]
    points = sample(problem, 256, calc_second_order=False, scramble=True, seed=2)
    theirs = analyze(problem, ishigami(points), calc_second_order=False, seed=1)
    runs = ishigami(points).reshape(256, 4)  # A, A with the one group of B, A with the other, B
    first, total = estimates(runs[:, 0], runs[:, 3], runs[:, 1:3])
    assert first == pytest.approx(theirs["S1"], abs=1e-12) and total == pytest.approx(theirs["ST"], abs=1e-12)
    ours = indices_of(lambda u: ishigami(u[:, [0, 2, 1]]), [2, 1], base=4096, random=np.random.default_rng(4))
    # the groups add up: sin² y apart from the rest, V1 + V3 + V13 in its own (Saltelli et al. 2008)
    assert ours[[0, 2]] == pytest.approx(np.array([[0.5576, 0.4424]] * 2), abs=0.02)


def test_of_a_sum_each_index_is_the_share_of_its_variance() -> None:
    # of positions alone the compromise is Σcx / Σc: two uniform ranges of one length, weights 1 and 3
    table = changed(TOLL, capability_high=[np.nan] * 3, capability_low=[np.nan] * 3)
    found = uncertain([table], ["compromise"], draws=10, shape="uniform")
    rows = {each.actor: each for each in sobol(found, base=2048).rows}
    assert {actor: each.first for actor, each in rows.items()} == pytest.approx({"a": 0.1, "b": 0.9}, abs=0.01)
    assert {actor: each.total for actor, each in rows.items()} == pytest.approx({"a": 0.1, "b": 0.9}, abs=0.01)


def test_the_input_with_the_largest_total_matters_most_and_stands_first() -> None:
    found = sobol(uncertain([TOLL], ["compromise", "challenge"], draws=10), base=256)
    assert [each.model for each in most_important(found.rows)] == ["compromise", "challenge"]
    for each in most_important(found.rows):
        assert each.total == max(other.total for other in found.rows if other.model == each.model)
    assert {(each.actor, each.what) for each in found.rows} == {
        ("a", "position"),
        ("b", "position"),
        ("c", "capability"),
    }


def test_a_model_takes_only_the_inputs_that_it_needs() -> None:
    found = sobol(uncertain([TOLL], ["mean"], draws=10), base=64)
    assert {each.what for each in found.rows} == {"position"}


def test_indices_are_the_same_for_one_seed() -> None:
    one, again, other = (
        sobol(uncertain([TOLL], ["compromise"], draws=10, seed=seed), base=64).rows for seed in (0, 0, 1)
    )
    assert one == again != other


def test_where_there_are_no_indices_the_reason_is_told() -> None:
    every = [TOLL, changed(TOLL, issue="fare"), changed(made("ab", [0, 9]), issue="bare")]
    found = sobol(uncertain(every, ["mean", "smp"], draws=4, joint_draws=1), base=64)
    assert "too slow" in found.reasons["toll", "smp"]
    assert found.reasons["bare", "mean"] == "no input of it varies"
    even = made("abc", [10, 10, 10], capability=[2, 1, 1], chance=[0.2, 1, 1])
    reasons = sobol(uncertain([even], ["quota"], draws=4), base=64).reasons
    assert reasons["toll", "quota"] == "some runs of it have no outcome"
    with pytest.raises(BadInputs, match="no power of 2"):
        sobol(uncertain([TOLL], ["mean"], draws=4), base=100)


def test_an_outcome_that_never_varies_has_no_variance_to_share() -> None:
    found = indices_of(lambda x: np.full(len(x), 0.1), [1, 1], base=64, random=np.random.default_rng(1))
    assert (found == 0).all()


def test_a_swing_is_the_outcome_at_both_ends_of_one_input() -> None:
    swings = tornado(uncertain([changed(TOLL, chance=[1, 1, 0.5])], ["compromise"], draws=10))
    told = {(each.varied.actor, each.varied.what): (each.at_low, each.at_high) for each in swings}
    assert told["a", "position"] == pytest.approx(((0 + 150 + 80) / 5, (20 + 150 + 80) / 5))
    assert told["c", "capability"] == pytest.approx(((10 + 150 + 80) / 5, (10 + 150 + 320) / 8))
    # c at one end of the scale, and at the other
    assert told["c", "evidence"] == pytest.approx(((10 + 150 + 0) / 5, (10 + 150 + 100) / 5))
    assert [abs(each.size) for each in swings] == sorted((abs(each.size) for each in swings), reverse=True)


def test_models_of_all_issues_have_no_swings() -> None:
    found = uncertain([TOLL, changed(TOLL, issue="fare")], ["smp", "mean"], draws=2, margins={"salience": Margin(1)})
    assert {each.model for each in tornado(found)} == {"mean"}
