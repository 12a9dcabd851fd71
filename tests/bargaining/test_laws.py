"""Laws that every model of bargaining keeps, whatever its options, on tables that are full of ties.

Outcomes agree to `CLOSE` of the scale: a vote that is all or nothing magnifies the last bit of a number by 10⁸.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphkit.bargaining.draws import Margin
from graphkit.bargaining.forecast import MODELS, Forecast, Model, Settings, forecast
from graphkit.bargaining.plans import plan
from graphkit.bargaining.running import is_joint, outcomes, outcomes_together
from graphkit.bargaining.table import Inputs
from tests.bargaining import test_challenge, test_smp
from tests.bargaining.tables_made import NAMES, made

CLOSE = 1e-6  # of the length of the scale
WEIGHED: tuple[Model, ...] = tuple(model for model in MODELS if model not in ("mean", "quota"))
VARIANTS: Sequence[tuple[Model, Settings]] = [
    *((model, Settings()) for model in MODELS),
    ("nash", Settings(exponent=1.5, breakdown=3)),
    ("nash", Settings(disagreement="status-quo")),
    ("quota", Settings(quota=70)),
    ("quota", Settings(quota=100)),
    *(("challenge", Settings(challenge=options)) for options in test_challenge.OPTIONS[1:]),
    *(("smp", Settings(smp=options, rounds=20)) for options in dict.fromkeys(test_smp.OPTIONS)),
]
variants = st.sampled_from(VARIANTS)


@st.composite
def issues(draw: st.DrawFn) -> list[Inputs]:
    """One issue or two, with few different numbers, so that much is tied."""
    many = draw(st.integers(2, 6))

    def numbers(of: st.SearchStrategy[int], by: int = 1) -> list[float]:
        return [float(by * each) for each in draw(st.lists(of, min_size=many, max_size=many))]

    capability = numbers(st.integers(1, 5))
    return [
        replace(
            made(
                NAMES[:many],
                numbers(st.integers(0, 20), 5),
                salience=numbers(st.integers(1, 10), 10),
                capability=capability,
                status_quo=draw(st.sampled_from([0.0, 30.0])),
            ),
            issue=issue,
        )
        for issue in draw(st.sampled_from(["p", "pq"]))
    ]


def one(*rows: tuple[float, float, float]) -> list[Inputs]:
    """An issue from positions, saliences and capabilities."""
    position, salience, capability = zip(*rows, strict=True)
    names = [f"A{number}" for number in range(len(rows))]
    return [made(names, position, salience=salience, capability=capability, status_quo=0)]


def run(tables: Sequence[Inputs], variant: tuple[Model, Settings]) -> Forecast:
    return forecast(tables, [variant[0]], variant[1])


def same(before: Forecast, after: Forecast, *, shift: float = 0.0, factor: float = 1.0) -> None:
    """Outcomes are the same, but for another scale."""
    for mine, theirs in zip(before.rows, after.rows, strict=True):
        if mine.outcome is None or theirs.outcome is None:
            assert mine.outcome is theirs.outcome, (mine, theirs)
        else:
            assert theirs.outcome == pytest.approx(shift + factor * mine.outcome, rel=0, abs=CLOSE * 100 * factor)


def places(found: Forecast) -> list[Any]:
    """Where everybody ends, in order of positions: actors that are alike but for the name may change places."""
    return [np.sort(history.positions[-1], axis=0) for _, history in found.histories]


TABLE = one((25, 50, 4), (95, 80, 1), (50, 50, 5))
SWAPPED = {"A0": "A2", "A1": "A1", "A2": "A0"}


def renamed(table: Inputs, names: Mapping[str, str]) -> Inputs:
    """The same under other names, in order of them."""
    rows = np.argsort([names[actor] for actor in table.actors])
    arrays: Any = {name: getattr(table, name)[rows] for name in ("position", "salience", "capability")}
    return replace(table, actors=tuple(names[table.actors[row]] for row in rows), labels=(), **arrays)


@given(issues(), variants, st.permutations(NAMES))
def test_other_names_change_no_outcome(tables: list[Inputs], variant: tuple[Model, Settings], to: list[str]) -> None:
    names = dict(zip(NAMES, to, strict=True))
    before, after = run(tables, variant), run([renamed(table, names) for table in tables], variant)
    same(before, after)
    for mine, theirs in zip(places(before), places(after), strict=True):
        assert theirs == pytest.approx(mine, rel=0, abs=CLOSE * 100)


@pytest.mark.parametrize("model", MODELS)
def test_names_of_two_actors_may_be_exchanged(model: Model) -> None:
    same(run(TABLE, (model, Settings())), run([renamed(table, SWAPPED) for table in TABLE], (model, Settings())))


@given(issues(), variants, st.integers(-9, 9))
@example(one((90, 40, 1), (30, 70, 3), (25, 70, 2)), ("smp", Settings()), -1)
@example(one((90, 40, 1), (30, 70, 3), (25, 70, 2)), ("smp", Settings()), -6)
def test_only_the_proportions_of_capability_count(
    tables: list[Inputs], variant: tuple[Model, Settings], power: int
) -> None:
    scaled = [replace(table, capability=table.capability * 10.0**power) for table in tables]
    same(run(tables, variant), run(scaled, variant))


@given(issues(), variants, st.sampled_from([0.01, 0.3, 7.0, 1000.0]), st.sampled_from([-40.0, 0.0, 0.7, 1e4]))
@example(one((5, 30, 1), (60, 90, 5), (95, 10, 3), (20, 10, 4)), ("smp", Settings()), 0.01, -40.0)
def test_another_scale_changes_where_nothing_but_the_numbers_are(
    tables: list[Inputs], variant: tuple[Model, Settings], factor: float, shift: float
) -> None:
    other = [
        replace(
            table,
            position=shift + factor * table.position,
            scale=(shift, shift + factor * 100),
            status_quo=shift + factor * (table.status_quo or 0),
        )
        for table in tables
    ]
    same(run(tables, variant), run(other, variant), shift=shift, factor=factor)


@given(issues(), variants)
def test_outcomes_lie_among_the_positions(tables: list[Inputs], variant: tuple[Model, Settings]) -> None:
    if variant[0] == "quota":
        tables = [replace(table, status_quo=None) for table in tables]
    for table, row in zip(tables, run(tables, variant).rows, strict=True):
        if row.outcome is not None and variant[1].disagreement == "breakdown":
            # the spatial model of KTAB rounds bargains to a hundredth
            low, high = table.position.min() - 0.01, table.position.max() + 0.01
            assert low <= row.outcome <= high


def joined(tables: Sequence[Inputs], name: str, place: float, salience: float, capability: float) -> list[Inputs]:
    """The same with one more actor."""
    return [
        table.joined_by(name, place).what_if(name, "salience", salience).what_if(name, "capability", capability)
        for table in tables
    ]


WITHOUT = [(0.0, 5.0), (0.0, 0.0), (50.0, 0.0), (100.0, 0.0)]
of_weight = st.sampled_from([each for each in VARIANTS if each[0] in WEIGHED])


@given(issues(), of_weight, st.sampled_from(["_", "z"]), st.integers(0, 20), st.sampled_from(WITHOUT))
@example(one((90, 60, 3), (40, 70, 4), (80, 80, 1)), ("challenge", Settings()), "Z", 10.4, (0.0, 5.0))
@example(one((0, 50, 1), (100, 50, 3)), ("smp", Settings()), "Z", 10, (0.0, 1.0))
@example(one((0, 50, 1), (100, 50, 3)), ("smp", Settings()), "Z", 10, (50.0, 0.0))
def test_who_does_not_care_or_can_do_nothing_influences_nobody_and_stays(
    tables: list[Inputs], variant: tuple[Model, Settings], name: str, place: float, without: tuple[float, float]
) -> None:
    before, after = run(tables, variant), run(joined(tables, name, place * 5, *without), variant)
    same(before, after)
    for (_, mine), (_, theirs) in zip(before.histories, after.histories, strict=True):
        row = theirs.actors.index(name)
        assert np.ptp(theirs.positions[:, row], axis=0) == pytest.approx(0, abs=1e-9)
        assert np.delete(theirs.positions, row, axis=1) == pytest.approx(mine.positions, abs=1e-4)
        assert theirs.settled == mine.settled


@given(issues(), st.sampled_from([each for each in VARIANTS if each[0] == "quota"]), st.integers(0, 20))
def test_votes_without_capability_decide_nothing(
    tables: list[Inputs], variant: tuple[Model, Settings], place: int
) -> None:
    same(run(tables, variant), run(joined(tables, "z", place * 5, 50.0, 0.0), variant))


@given(issues(), of_weight, st.integers(0, 20), st.sampled_from(WITHOUT), st.integers(0, 9))
def test_neither_do_they_in_any_draw(
    tables: list[Inputs], variant: tuple[Model, Settings], place: int, without: tuple[float, float], seed: int
) -> None:
    model, told = variant
    found = []
    for each in (tables, joined(tables, "z", place * 5, *without)):
        plans = [
            plan(table, margins={"position": Margin(10), "capability": Margin(20, percent=True)}) for table in each
        ]
        drawn = [of.realise(of.uniforms(3, seed)) for of in plans]
        found.append(
            outcomes_together(drawn, model, told)
            if is_joint(model)
            else {draws.table.issue: outcomes(draws, model, told) for draws in drawn}
        )
    for issue, values in found[0].items():
        assert found[1][issue] == pytest.approx(values, abs=CLOSE * 100, nan_ok=True)
