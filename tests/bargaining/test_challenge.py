"""The challenge model: published numbers, each option, and laws."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.challenge import Options, challenge, expected
from graphkit.bargaining.table import BadInputs, Inputs
from tests.bargaining.tables_made import emission_standards, made, tables

OPTIONS = [
    Options(),
    Options(denominator="all-pairs"),
    Options(denominator="all-pairs", votes="linear", compromise="lowest-position"),
    Options(risk="positions", q=0.5, t="position"),
    Options(risk="neutral", q=0.5, votes="risk"),
]


@pytest.mark.shared
def test_in_the_first_round_belgium_expects_what_the_authors_code_says(shared: Path) -> None:
    # output of the authors' code on the table of Scholz, Calbert and Smith (2011), as replications quote it
    table = emission_standards(shared)
    found = expected(table, Options(denominator="all-pairs", q=1.0))
    belgium = dict(zip(table.actors, found.own[table.actors.index("Belgium")].tolist(), strict=True))
    published = {"Denmark": -0.8320, "UK": -0.6550, "Germany": -0.4725, "Netherlands": -0.4725, "France": -0.1148}
    published |= {"Italy": -0.1148, "Luxembourg": 0.6060, "Ireland": 0, "Greece": 0}
    assert {name: belgium[name] for name in published} == pytest.approx(published, abs=5e-5)


@pytest.mark.shared
def test_risk_lies_between_a_half_and_two_and_both_ends_are_taken(shared: Path) -> None:
    risk = expected(emission_standards(shared)).risk
    assert (risk.min(), risk.max()) == pytest.approx((0.5, 2))


def by_hand(table: Inputs, i: int, j: int, r: float, *, q: float, t: float) -> float:
    """E(Uij) as the paper prints it, with votes and denominator of the pair."""
    x, w = table.position, table.weight
    gap = abs(x[i] - x[j]) / np.ptp(x)
    votes = w * (np.abs(x - x[j]) - np.abs(x - x[i]))
    p = votes[votes > 0].sum() / np.abs(votes).sum() if np.abs(votes).sum() else 0
    middle = abs(x[i] - median(table)) / np.ptp(x)
    us, uf, usq = (2 - 4 * each**r for each in (0.5 - 0.5 * gap, 0.5 + 0.5 * gap, 0.5))
    ub, uw = (2 - 4 * each**r for each in (0.5 - 0.25 * (middle + gap), 0.5 + 0.25 * (middle + gap)))
    s = table.salience[j] / 100
    return float(s * (p * us + (1 - p) * uf) + (1 - s) * us - q * usq - (1 - q) * (t * ub + (1 - t) * uw))


def median(table: Inputs) -> float:
    order = np.argsort(table.position)
    passed = np.cumsum(table.weight[order]) / table.weight.sum()
    return float(table.position[order][np.argmax(passed > 0.5)])


FOUR = made("abcd", [0, 30, 70, 100], salience=[90, 20, 60, 45], capability=[3, 1, 2, 5])


@pytest.mark.parametrize(("q", "t"), [(1.0, 1.0), (0.5, 1.0), (0.5, 0.25), (0.0, 0.0)])
def test_expectations_are_those_of_the_printed_formula(q: float, t: float) -> None:
    found = expected(FOUR, Options(q=q, t=t))
    for i in range(4):
        for j in set(range(4)) - {i}:
            assert found.own[i, j] == pytest.approx(by_hand(FOUR, i, j, found.risk[i], q=q, t=t))
            assert found.others[i, j] == pytest.approx(by_hand(FOUR, j, i, found.risk[i], q=q, t=t))
    danger = [sum(by_hand(FOUR, j, i, 1, q=q, t=t) for j in set(range(4)) - {i}) for i in range(4)]
    place = [(2 * each - max(danger) - min(danger)) / (max(danger) - min(danger)) for each in danger]
    assert found.risk == pytest.approx([(1 - each / 3) / (1 + each / 3) for each in place])


def test_things_get_better_by_themselves_where_the_median_is_nearer_than_the_other() -> None:
    found = expected(FOUR, Options(q=0.5, t="position"))
    assert median(FOUR) == 70
    for i, j, t in ((0, 3, 1.0), (0, 1, 0.0), (0, 2, 0.5)):
        assert found.own[i, j] == pytest.approx(by_hand(FOUR, i, j, found.risk[i], q=0.5, t=t))


def test_danger_may_be_ranged_over_the_places_where_an_actor_might_stand() -> None:
    risk = expected(FOUR, Options(risk="positions")).risk
    for i in range(4):
        danger = {}
        for place in FOUR.position.tolist():
            moved = FOUR.what_if(FOUR.actors[i], "position", place)
            # the scale stays that of all positions
            danger[place] = sum(neutral_by_hand(moved, j, i, np.ptp(FOUR.position)) for j in set(range(4)) - {i})
        high, low = max(danger.values()), min(danger.values())
        place = (2 * danger[float(FOUR.position[i])] - high - low) / (high - low)
        assert risk[i] == pytest.approx((1 - place / 3) / (1 + place / 3))


def neutral_by_hand(table: Inputs, i: int, j: int, length: float) -> float:
    """The same for r = 1, Q = 1 and a given scale: Us and Uf are ±2d."""
    x, w = table.position, table.weight
    gap = abs(x[i] - x[j]) / length
    votes = w * (np.abs(x - x[j]) - np.abs(x - x[i]))
    p = votes[votes > 0].sum() / np.abs(votes).sum() if np.abs(votes).sum() else 0
    s = table.salience[j] / 100
    return float(s * (p * 2 * gap - (1 - p) * 2 * gap) + (1 - s) * 2 * gap)


def test_a_move_is_what_the_expectations_call_for() -> None:
    found, history = expected(FOUR), challenge(FOUR, rounds=1)
    assert history.moves
    for move in history.moves:
        i, j = FOUR.actors.index(move.actor), FOUR.actors.index(move.other)
        own, theirs = found.own[i, j], found.others[i, j]
        if move.kind == "confrontation":
            assert theirs > own > 0 and move.end == FOUR.position[j]
        elif move.kind == "compromise":
            assert theirs > -own > 0
            assert move.end == pytest.approx(move.start + (FOUR.position[j] - move.start) * abs(own / theirs))
        else:
            assert -own > theirs > 0 and move.end == FOUR.position[j]
    assert history.positions.shape[1:] == (4, 1)
    assert {row["position"] for row in history.rows() if row["state"] == 0} == {0, 30, 70, 100}


@pytest.mark.shared
def test_the_lowest_compromise_is_another_one_than_the_smallest_move(shared: Path) -> None:
    table = emission_standards(shared)
    smallest, lowest = (
        challenge(table, options=Options(denominator="all-pairs", compromise=taken))
        for taken in ("smallest-move", "lowest-position")
    )
    belgium = table.actors.index("Belgium")
    assert smallest.positions[3, belgium] == lowest.positions[3, belgium]
    # in round 4 Belgium goes far down with the lowest compromise, where the smallest move would be up
    assert lowest.positions[4, belgium] < 6 < 9 < smallest.positions[4, belgium]


@given(tables(fewest=2), st.sampled_from(OPTIONS))
def test_nobody_leaves_the_range_of_positions(table: Inputs, options: Options) -> None:
    history = challenge(table, rounds=4, options=options)
    low, high = table.position.min() - 1e-9, table.position.max() + 1e-9
    assert low <= history.positions.min() and history.positions.max() <= high
    assert low <= history.outcomes.min() and history.outcomes.max() <= high


@given(tables(fewest=2), st.sampled_from(OPTIONS), st.sampled_from([0.01, 4.0]))
def test_only_the_proportions_of_capability_count(table: Inputs, options: Options, factor: float) -> None:
    before, after = expected(table, options), expected(replace(table, capability=table.capability * factor), options)
    assert after.own == pytest.approx(before.own, abs=1e-9) and after.risk == pytest.approx(before.risk, abs=1e-9)


@given(tables(fewest=2), st.sampled_from(OPTIONS), st.randoms(use_true_random=False))
def test_the_order_of_actors_permutes_what_they_expect(table: Inputs, options: Options, random: Any) -> None:
    order = random.sample(range(len(table)), len(table))
    arrays: Any = {name: getattr(table, name)[order] for name in ("position", "salience", "capability")}
    before, after = expected(table, options), expected(replace(table, **arrays), options)
    assert after.own == pytest.approx(before.own[np.ix_(order, order)], abs=1e-9)
    assert after.others == pytest.approx(before.others[np.ix_(order, order)], abs=1e-9)


def test_whether_the_model_came_to_rest_is_told() -> None:
    assert challenge(FOUR, rounds=50).settled and not challenge(FOUR, rounds=1).settled


def test_who_has_no_weight_makes_no_offers_and_stays() -> None:
    # with Z among them 40 was the outcome, since all went to it
    without = made("abc", [90, 40, 80], salience=[60, 70, 80], capability=[3, 4, 1])
    table = made("abcz", [90, 40, 80, 52], salience=[60, 70, 80, 0], capability=[3, 4, 1, 5])
    history = challenge(table)
    assert history.outcomes[-1, 0] == challenge(without).outcomes[-1, 0] == 80
    assert set(history.positions[:, 3, 0]) == {52}
    assert expected(table).own == pytest.approx(expected(without).own)


def test_where_a_concession_is_worth_as_much_as_the_other_gains_the_actor_takes_its_position() -> None:
    # two actors with full salience: what one gains the other loses, to the last bit or not
    for capability in ([1, 3], [0.1, 0.3], [0.7, 2.1]):
        history = challenge(made("ab", [0, 100], salience=[100, 100], capability=capability))
        assert history.positions[-1].ravel().tolist() == [100, 100]


def test_where_all_agree_nobody_moves() -> None:
    history = challenge(made("ab", [40, 40], salience=[1, 2], capability=[1, 2]))
    assert history.positions.ravel().tolist() == [40, 40] and history.moves == ()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: challenge(made("ab", [0, 1], salience=[1, np.nan], capability=[1, 1])), "no salience of b"),
        (lambda: challenge(made("ab", [0, 1], salience=[1, 200], capability=[1, 1])), "above the full 100"),
        (lambda: challenge(made("ab", [0, 1], salience=[0, 0], capability=[1, 1])), "nobody has both"),
        (lambda: Options(q=1.5), "probabilities from 0 to 1"),
        (lambda: Options(t=-1), "probabilities from 0 to 1"),
    ],
)
def test_what_the_model_cannot_take_is_told(call: Any, message: str) -> None:
    with pytest.raises(BadInputs) as told:
        call()
    assert message in str(told.value)
