"""The exchange model: published numbers and laws."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.exchange import exchange, log_roll, potential
from graphkit.bargaining.rounds import History
from graphkit.bargaining.table import BadInputs, Inputs
from graphkit.formats.bargaining import read_inputs
from tests.bargaining.tables_made import NAMES, made


def two_issues() -> list[Inputs]:
    # Stokman and Van Oosten (1994): the example of a log-roll
    return [
        replace(made("ab", [0, 100], salience=s, capability=[1, 1]), issue=name)
        for name, s in (("p", [10, 60]), ("q", [90, 50]))
    ]


@pytest.fixture(scope="module")
def toll(shared: Path) -> tuple[Inputs, ...]:
    return read_inputs(shared / "data" / "exchange" / "sample_data.txt")


@pytest.mark.shared
def test_the_municipal_toll_case_has_the_known_exchanges(toll: tuple[Inputs, ...]) -> None:
    # what the programs of the exchange model give for their own sample: 240 potential exchanges and the first gains
    history = exchange(toll)
    assert len(potential(toll)) == history.detail["potential"] == 240
    assert history.detail["gains"][:2] == pytest.approx([1.973684210526, 1.792636308765], abs=1e-11)
    assert len(history.detail["gains"]) == 39
    assert len(history.positions) == 40 and len(history.moves) == 78


@pytest.mark.shared
def test_the_first_exchange_is_the_largest_of_the_potential_ones(toll: tuple[Inputs, ...]) -> None:
    first, history = potential(toll)[0], exchange(toll)
    assert first.gain == pytest.approx(history.detail["gains"][0])
    assert {(move.actor, move.issue) for move in history.moves[:2]} == {
        (first.one, first.one_gives),
        (first.other, first.other_gives),
    }


def test_a_log_roll_has_the_published_outcomes() -> None:
    # Stokman and Van Oosten (1994); with a full swap each takes the other's position
    roll = log_roll(two_issues(), "a", "b")
    assert roll.before == pytest.approx((85.714286, 35.714286), abs=5e-7)
    assert roll.full == (100, 0)
    # a: 25/70·... both outcomes move, p up by 100·10/70 and q down by 100·50/140
    assert roll.full_gains == pytest.approx((0.9 * 250 / 7 - 0.1 * 100 / 7, 0.6 * 100 / 7 - 0.5 * 250 / 7))


def test_in_the_exchange_both_gain_alike() -> None:
    roll = log_roll(two_issues(), "a", "b")
    # a moves all the way on p: dp = 100·10/70; dq = dp·(10 + 60)/(90 + 50) = dp/2
    dp = 100 / 7
    assert roll.equal == pytest.approx((100, 250 / 7 - dp / 2))
    assert roll.gain == pytest.approx(0.6 * dp - 0.5 * dp / 2) == pytest.approx(0.9 * dp / 2 - 0.1 * dp)


def test_who_stands_at_the_outcome_takes_no_side() -> None:
    # both outcomes are 50, where a stands on p; on q it is on one side with b
    tables = [
        replace(made("abc", [50, 0, 100], salience=[100, 50, 50], capability=[1, 1, 1]), issue="p"),
        replace(made("abc", [50, 0, 100], salience=[50, 100, 100], capability=[1, 1, 1]), issue="q"),
    ]
    assert [(each.one, each.other) for each in potential(tables)] == [("b", "c")]
    thirds = [table.at(table.position / 3 + 0.1) for table in tables]
    assert len(potential(thirds)) == 1


@st.composite
def cases(draw: st.DrawFn) -> list[Inputs]:
    many = draw(st.integers(2, 6))

    def numbers(low: int, high: int) -> list[float]:
        return draw(st.lists(st.integers(low, high).map(float), min_size=many, max_size=many))

    return [
        replace(made(NAMES[:many], numbers(0, 100), salience=numbers(1, 100), capability=numbers(1, 9)), issue=issue)
        for issue in draw(st.sampled_from(["pq", "pqr"]))
    ]


def gains_of(history: History, tables: list[Inputs], state: int) -> list[float]:
    """What both actors of an exchange gain by how far the outcomes moved towards what they want or away from it."""
    mine, moved = history.moves[2 * state : 2 * state + 2], history.outcomes[state + 1] - history.outcomes[state]
    salience = {
        (table.issue, actor): s for table in tables for actor, s in zip(table.actors, table.salience, strict=True)
    }
    column = {issue: number for number, issue in enumerate(history.issues)}
    wanted, given_ = mine[1], mine[0]
    return [
        float(
            abs(moved[column[wanted.issue]]) * salience[wanted.issue, given_.actor]
            - abs(moved[column[given_.issue]]) * salience[given_.issue, given_.actor]
        )
        / 100,
        float(
            abs(moved[column[given_.issue]]) * salience[given_.issue, wanted.actor]
            - abs(moved[column[wanted.issue]]) * salience[wanted.issue, wanted.actor]
        )
        / 100,
    ]


@given(cases())
def test_in_every_exchange_both_gain_alike_and_as_much_as_is_told(tables: list[Inputs]) -> None:
    history = exchange(tables)
    for state, gain in enumerate(history.detail["gains"]):
        assert gain > 0
        assert gains_of(history, tables, state) == pytest.approx([gain, gain], abs=1e-6)


@given(cases())
def test_nobody_leaves_the_range_of_positions_and_everybody_moves_one_way(tables: list[Inputs]) -> None:
    history = exchange(tables)
    for column, table in enumerate(tables):
        places = history.positions[:, :, column]
        assert table.position.min() - 1e-6 <= places.min() and places.max() <= table.position.max() + 1e-6
        steps = np.diff(places, axis=0)
        assert not ((steps > 1e-9).any(axis=0) & (steps < -1e-9).any(axis=0)).any()
        outcomes = (places * table.weight).sum(axis=1) / table.weight.sum()
        assert history.outcomes[:, column] == pytest.approx(outcomes)


@given(cases(), st.sampled_from([0.1, 8.0]))
def test_only_the_proportions_of_capability_count(tables: list[Inputs], factor: float) -> None:
    scaled = [replace(table, capability=table.capability * factor) for table in tables]
    assert [each.gain for each in potential(scaled)] == pytest.approx([each.gain for each in potential(tables)])


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_actors_does_not_matter(tables: list[Inputs], random: Any) -> None:
    def shuffled(table: Inputs) -> Inputs:
        order = random.sample(range(len(table)), len(table))
        arrays: Any = {name: getattr(table, name)[order] for name in ("position", "salience", "capability")}
        return replace(table, actors=tuple(table.actors[row] for row in order), labels=(), **arrays)

    before, after = exchange(tables), exchange([shuffled(table) for table in tables])
    assert after.positions == pytest.approx(before.positions)


@given(cases())
def test_who_does_not_care_gives_nothing_and_takes_nothing(tables: list[Inputs]) -> None:
    joined = [
        Inputs(
            table.issue,
            (*table.actors, "z"),
            np.append(table.position, 50),
            salience=np.append(table.salience, 0),
            capability=np.append(table.capability, 9),
        )
        for table in tables
    ]
    assert exchange(joined).outcomes == pytest.approx(exchange(tables).outcomes)


def test_fifty_actors_on_twenty_issues_take_less_than_half_a_minute() -> None:
    drawn = np.random.default_rng(0)
    tables = [
        Inputs(
            f"issue-{number}",
            tuple(f"actor-{each:02}" for each in range(50)),
            drawn.integers(0, 101, 50).astype(float),
            salience=drawn.integers(1, 101, 50).astype(float),
            capability=drawn.integers(1, 101, 50).astype(float),
        )
        for number in range(20)
    ]
    began = time.process_time()
    history = exchange(tables)
    assert time.process_time() - began < 30
    assert history.detail["potential"] > 50_000 and len(history.detail["gains"]) > 1_000


def test_an_actor_without_a_number_takes_no_part_on_that_issue() -> None:
    p, q = two_issues()
    p = replace(made("abc", [0, 100, 50], salience=[10, 60, np.nan], capability=[1, 1, 1]), issue="p")
    q = replace(made("abc", [0, 100, 50], salience=[90, 50, 10], capability=[1, 1, 1]), issue="q")
    history = exchange([p, q])
    assert history.actors == ("a", "b", "c") and np.isnan(history.positions[:, 2, 0]).all()
    assert {(row["actor"], row["issue"]) for row in history.rows()} == {(a, i) for a in "abc" for i in "pq"} - {
        ("c", "p")
    }


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: exchange([]), "one issue or more"),
        (lambda: exchange([two_issues()[0], two_issues()[0]]), "each once"),
        (lambda: exchange([replace(two_issues()[0], scale=(5.0, 5.0))]), "the scale of 'p' has no length"),
        (lambda: exchange([replace(two_issues()[0], salience=np.zeros(2))]), "above 0 on 'p'"),
        (lambda: log_roll(two_issues()[:1], "a", "b"), "on two issues; 1 are given"),
        (lambda: log_roll(two_issues(), "a", "c"), "no actor 'c'"),
        (lambda: log_roll([two_issues()[0], two_issues()[1].at(np.array([50.0, 50]))], "a", "b"), "opposite sides"),
    ],
)
def test_what_the_model_cannot_take_is_told(call: Any, message: str) -> None:
    with pytest.raises(BadInputs) as told:
        call()
    assert message in str(told.value)
