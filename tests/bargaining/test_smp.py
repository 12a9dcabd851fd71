"""The spatial model of KTAB: its reference history and log, every option, and laws."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining import pce, smp, smp_contests
from graphkit.bargaining.joint import joint
from graphkit.bargaining.smp import Options, first_turn
from graphkit.bargaining.smp_contests import Contests
from graphkit.bargaining.table import BadInputs, Inputs
from graphkit.formats.bargaining import read_inputs
from tests.bargaining.tables_made import NAMES, made


@pytest.fixture(scope="module")
def example(shared: Path) -> tuple[Inputs, ...]:
    """The example of KTAB: 7 actors on 3 dimensions."""
    return read_inputs(shared / "data" / "ktab" / "dummyData_3Dim.csv")


@pytest.fixture(scope="module")
def log(shared: Path) -> str:
    """What KTAB printed of every step."""
    text = (shared / "data" / "ktab" / "dummyData_3Dim.reference-log.txt").read_text(encoding="utf-8")
    return text[text.index("Starting Model::run iteration 1") :]


def printed(log: str, heading: str) -> np.ndarray[Any, Any]:
    """The matrix below the first line with a heading."""
    lines = log.splitlines()
    begin = next(n for n, line in enumerate(lines) if line.startswith(heading) and ">" not in line[len(heading) :])
    rows = takewhile(lambda line: re.fullmatch(r"[-+ .\d]+", line), lines[begin + 1 :])
    return np.array([[float(each) for each in row.split()] for row in rows])


@pytest.mark.shared
def test_the_reference_history_is_met_in_all_eleven_states(example: tuple[Inputs, ...], shared: Path) -> None:
    history = smp.smp(example)
    assert history.positions.shape == (11, 7, 3)
    lines = (shared / "data" / "ktab" / "dummyData_3Dim.history.txt").read_text(encoding="utf-8").splitlines()
    told = {
        line.partition(":")[0].strip(): line.partition(":")[2].split() for line in lines if line.startswith("SActor")
    }
    for row, actor in enumerate(history.actors):
        for column, issue in enumerate(history.issues):
            assert [f"{each:.1f}" for each in history.positions[:, row, column]] == told[f"{actor}, {issue}"]
        assert [f"{each[row]:.4f}" for each in history.detail["probability"]] == told[f"{actor}, prob"]


@pytest.mark.shared
def test_the_matrices_of_the_first_turn_are_those_of_the_log(example: tuple[Inputs, ...], log: str) -> None:
    turn, _ = first_turn(example)
    assert turn.value == pytest.approx(printed(log, "Raw actor-pos value matrix"), abs=5.1e-4)
    assert turn.risk == pytest.approx(printed(log, "Inferred risk attitudes").ravel(), abs=5.1e-4)
    objective = np.einsum("iij->ij", turn.utility)
    assert objective == pytest.approx(printed(log, "Risk-aware actor-pos utility matrix"), abs=5.1e-5)
    for actor in range(7):
        assert turn.utility[actor] == pytest.approx(printed(log, f"Estimate by {actor} of risk-aware"), abs=5.1e-5)


@pytest.mark.shared
def test_targets_gains_and_bargains_of_the_first_turn_are_those_of_the_log(example: Sequence[Inputs], log: str) -> None:
    turn, targets = first_turn(example)
    actors = Contests(joint(example), Options())
    model = smp._Model(actors)
    pattern = r"Est by +(\d) of prob ([.\d]+) that \[ (\d)> (\d)\], with expected gain to +(\d) of ([-+.\d]+)"
    first = log.split("In turn 1 ", maxsplit=1)[0]
    told = re.findall(pattern, first)
    assert len(told) == 28
    for seer, wins, i, j, gainer, gain in told:
        target = targets[int(i)]
        assert target is not None and target.other == int(j)
        if seer == gainer == i:
            assert (target.wins, target.gain) == pytest.approx((float(wins), float(gain)), abs=5.1e-5)
        seen = actors.contests(turn.utility[int(seer)], int(i))[0][int(j)]
        assert seen == pytest.approx(float(wins), abs=5.1e-5)
    proposes = r".*\n +\1 proposes \1 adopt: (.*)\n +\1 proposes \2 adopt: (.*)\n"
    bargains = re.findall(r"Bargain \[\d+, (\d):(\d)\] from \1's perspective" + proposes, first)
    assert len(bargains) == 7
    for i, j, *places in bargains:
        bargain = model._between(actors.start, int(i), int(j), targets[int(i)].wins)  # type: ignore[union-attr]
        for found, place in zip((bargain.theirs, bargain.others), places, strict=True):
            assert found * 100 == pytest.approx([float(each) for each in place.split()], abs=5e-4)


@pytest.mark.shared
def test_the_votes_on_bargains_in_the_first_turn_are_those_of_the_log(example: Sequence[Inputs], log: str) -> None:
    turn, _ = first_turn(example)
    actors = Contests(joint(example), Options())
    model = smp._Model(actors)
    after, moves = model.step(actors.start, turn, 0)
    assert after * 100 == pytest.approx(positions_after_the_first_turn(log), abs=5e-5)
    assert {move.kind for move in moves} == {"challenge", "challenged"}
    # the vote of all on the five bargains of actor 0
    worth, strong = printed(log, "u_im: "), printed(log, "Coalition strengths of (i:j): ")
    assert pce.coalitions(actors.capability, worth, "proportional") - 1e-8 * np.eye(5) == pytest.approx(
        strong, abs=5e-3
    )
    likely, elected = printed(log, "Probability Opt_i > Opt_j"), printed(log, "Probability Opt_i ").ravel()
    assert pce.victories(strong + 1e-8, "linear") == pytest.approx(likely, abs=2e-4)
    assert pce.election(strong + 1e-8, "linear", "conditional") == pytest.approx(elected, abs=3e-4)


def positions_after_the_first_turn(log: str) -> np.ndarray[Any, Any]:
    rows = re.findall(r"postn \d , 0 : \n([^\n]*)", log)[:7]
    return np.array([[float(each) for each in row.split()] for row in rows])


@st.composite
def cases(draw: st.DrawFn) -> list[Inputs]:
    many = draw(st.integers(2, 5))

    def numbers(low: int, high: int) -> list[float]:
        return draw(st.lists(st.integers(low, high).map(float), min_size=many, max_size=many))

    power = numbers(1, 9)
    return [
        replace(made(NAMES[:many], numbers(0, 100), salience=numbers(1, 50), capability=power), issue=issue)
        for issue in draw(st.sampled_from(["p", "pq"]))
    ]


OPTIONS = [
    *(Options(victory=each) for each in get_args(pce.Victory)),
    *(Options(voting=each) for each in get_args(pce.Voting)),
    *(Options(election=each) for each in get_args(pce.Election)),
    *(Options(risk_range=each) for each in get_args(smp_contests.RiskRange)),
    *(Options(risk_seen=each) for each in get_args(smp_contests.RiskSeen)),
    *(Options(third_party=each) for each in get_args(smp_contests.ThirdParty)),
    *(Options(interpolation=each) for each in get_args(smp_contests.Interpolation)),
    *(Options(bargains=each) for each in get_args(smp_contests.Bargains)),
    Options(transition="stochastic", seed=3),
]


@given(cases(), st.sampled_from(OPTIONS))
def test_nobody_leaves_the_range_of_positions(tables: list[Inputs], options: Options) -> None:
    history = smp.smp(tables, rounds=3, options=options)
    for column, table in enumerate(tables):
        low, high = table.position.min() - 0.01, table.position.max() + 0.01  # bargains are rounded to a hundredth
        assert low <= history.positions[:, :, column].min() and history.positions[:, :, column].max() <= high
        assert low <= history.outcomes[:, column].min() and history.outcomes[:, column].max() <= high
    assert np.isfinite(history.positions).all()


@pytest.mark.shared
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_every_option_runs_on_the_example(example: tuple[Inputs, ...], options: Options) -> None:
    history = smp.smp(example, rounds=10, options=options)
    assert 2 <= len(history.positions) <= 11
    assert all(0 <= each <= 1 for state in history.detail["probability"] for each in state)


@given(cases(), st.sampled_from([0.25, 4.0]))
def test_only_the_proportions_of_capability_count(tables: list[Inputs], factor: float) -> None:
    scaled = [replace(table, capability=table.capability * factor) for table in tables]
    before, after = first_turn(tables)[0], first_turn(scaled)[0]
    assert after.risk == pytest.approx(before.risk, abs=1e-4)  # but for the 1e-8 that each coalition begins with


@given(cases(), st.permutations(NAMES))
def test_renaming_actors_permutes_what_they_think(tables: list[Inputs], names: list[str]) -> None:
    renamed = [replace(table, actors=tuple(names[NAMES.index(each)] for each in table.actors)) for table in tables]
    order = np.argsort([names[NAMES.index(each)] for each in tables[0].actors])
    before, after = first_turn(tables)[0], first_turn(renamed)[0]
    assert after.risk == pytest.approx(before.risk[order], abs=1e-9)
    assert after.value == pytest.approx(before.value[np.ix_(order, order)])


def test_a_drawn_run_is_repeated_by_its_seed() -> None:
    tables = [made("abc", [10, 40, 90], salience=[50, 60, 70], capability=[3, 2, 4])]
    one, other = (smp.smp(tables, options=Options(transition="stochastic", seed=5)) for _ in range(2))
    assert one.positions.tolist() == other.positions.tolist()


def test_positions_that_are_near_by_others_in_between_are_one_whatever_the_order() -> None:
    state = np.array([[0.0], [0.0016], [0.0008], [0.5], [0.5001], [0.501]])
    assert smp._clusters(state).tolist() == [0, 0, 0, 3, 3, 3]
    for order in ([2, 1, 0, 5, 4, 3], [1, 0, 2, 4, 3, 5]):
        assert smp._clusters(state[order]).tolist() == [0, 0, 0, 3, 3, 3]
    assert smp._clusters(np.array([[0.2], [0.201], [0.2019]])).tolist() == [0, 1, 1]  # just so far apart is apart


def test_whether_the_model_came_to_rest_is_told() -> None:
    tables = [made("abc", [10, 50, 90], salience=[50, 50, 50], capability=[1, 2, 3])]
    assert smp.smp(tables).settled and not smp.smp(tables, rounds=2).settled


def test_who_has_no_weight_is_in_every_state_where_it_was() -> None:
    tables = [made("abz", [0, 100, 30], salience=[50, 50, 0], capability=[1, 3, 9])]
    history = smp.smp(tables)
    assert history.actors == ("a", "b", "z") and set(history.positions[:, 2, 0]) == {30}
    assert {state[2] for state in history.detail["probability"]} == {0}


def test_where_all_agree_nobody_moves() -> None:
    history = smp.smp([made("ab", [40, 40], salience=[1, 2], capability=[1, 2])])
    assert set(history.positions.ravel().tolist()) == {40} and history.moves == ()


def test_saliences_that_sum_to_more_than_full_are_divided_by_the_largest_sum() -> None:
    p, q = (
        made("ab", [0, 100], salience=[80, 100], capability=[1, 2]),
        made("ab", [0, 50], salience=[40, 100], capability=[1, 2]),
    )
    actors = Contests(joint([p, replace(q, issue="q")]), Options())
    assert actors.stake.tolist() == pytest.approx([0.6, 1])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: smp.smp([made("a", [0], salience=[1], capability=[1])]), "fewer than two actors"),
        (lambda: smp.smp([made("ab", [0, 1], salience=[0, 1], capability=[1, 1])]), "fewer than two actors"),
        (lambda: smp.smp([made("ab", [0, 1], salience=[1, 1], capability=[1, 0])]), "and any weight"),
        (
            lambda: smp.smp(
                [
                    made("ab", [0, 1], salience=[1, 1], capability=[1, 2]),
                    replace(made("ab", [0, 1], salience=[1, 1], capability=[1, 3]), issue="q"),
                ]
            ),
            "the capability of 'b' differs between issues",
        ),
    ],
)
def test_what_the_model_cannot_take_is_told(call: Any, message: str) -> None:
    with pytest.raises(BadInputs) as told:
        call()
    assert message in str(told.value)
