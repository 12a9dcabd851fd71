"""Packages of two actors: the published log-roll, and laws against every package of a grid."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.bargaining.exchange import exchange
from graphkit.bargaining.package_path import Package
from graphkit.bargaining.packages import packages, rows
from graphkit.bargaining.solutions import egalitarian, pareto
from graphkit.bargaining.table import BadInputs, Inputs
from tests.bargaining.tables_made import made


def table(issue: str, position: list[float], salience: list[float], **more: object) -> Inputs:
    whole: dict[str, object] = {"capability": [1.0, 1.0], "salience": salience} | more
    return replace(made("ab", position, **whole), issue=issue)


def two_issues() -> list[Inputs]:
    # Stokman and Van Oosten (1994): the example of a log-roll
    return [table("p", [0, 100], [10, 60]), table("q", [0, 100], [90, 50])]


def test_the_published_log_roll_is_the_best_package() -> None:
    found = packages(two_issues(), "a", "b")
    assert found.no_deal is not None and found.best is not None
    assert found.no_deal.values == pytest.approx({"p": 85.714286, "q": 35.714286}, abs=5e-7)
    roll = found.swaps["p", "q"]
    assert roll.before == pytest.approx((85.714286, 35.714286), abs=5e-7)
    assert roll.full == (100, 0)
    # two actors alone: the exchange with equal gains is efficient, so the best package is where it ends
    assert tuple(found.best.values.values()) == pytest.approx(roll.equal)
    assert found.best.gains == pytest.approx((5, 5)) and roll.gain == pytest.approx(5)


def test_the_log_roll_tells_who_gives_where_and_what_it_is_worth() -> None:
    p, q = packages(two_issues(), "a", "b").log_roll
    assert (p.issue, p.gives, p.takes, q.issue, q.gives, q.takes) == ("p", ("a",), ("b",), "q", ("b",), ("a",))
    # p moves 100/7 against a, who has salience .1, and towards b, who has .6; q moves 50/7
    assert p.gains == pytest.approx((-0.1 * 100 / 7, 0.6 * 100 / 7))
    assert q.gains == pytest.approx((0.9 * 50 / 7, -0.5 * 50 / 7))


def test_the_corners_go_over_issue_by_issue_where_the_first_cares_least() -> None:
    corners = [dict(each.values) for each in packages(two_issues(), "a", "b").pareto]
    assert corners == [{"p": 0, "q": 0}, {"p": 100, "q": 0}, {"p": 100, "q": 100}]


def test_on_a_straight_frontier_nash_and_kalai_smorodinsky_halve_it() -> None:
    # p is 100; b gains nothing where .6·100/7 = .5(250/7 − q), and a nothing where .9(250/7 − q) = .1·100/7
    found = packages(two_issues(), "a", "b")
    ends = (250 / 7 - 0.6 * (100 / 7) / 0.5, 250 / 7 - 0.1 * (100 / 7) / 0.9)
    assert found.nash is not None and found.kalai_smorodinsky is not None
    assert found.nash.values["q"] == pytest.approx(sum(ends) / 2, abs=1e-5)
    assert found.kalai_smorodinsky.values["q"] == pytest.approx(sum(ends) / 2, abs=1e-5)


@st.composite
def cases(draw: st.DrawFn) -> list[Inputs]:
    def two(low: int, high: int) -> list[float]:
        return [float(draw(st.integers(low, high))) for _ in "ab"]

    return [
        table(issue, two(0, 10), two(0, 10), capability=two(1, 9), scale=(0.0, 10.0), full_salience=10.0)
        for issue in "pqr"[: draw(st.integers(2, 3))]
    ]


def grid(tables: list[Inputs], issues: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Every package of whole numbers on the issues, and what both lose by it."""
    fit = [each for each in tables if each.issue in issues]
    places = np.array(list(product(range(11), repeat=len(fit))), float)
    position, salience = (np.array([getattr(each, name) for each in fit]) for name in ("position", "salience"))
    losses = (np.abs(places[:, :, None] - position) * salience).sum(axis=1)
    return places, losses


@settings(max_examples=30, deadline=None)
@given(cases())
def test_no_package_of_a_grid_is_better_than_a_corner(tables: list[Inputs]) -> None:
    found = packages(tables, "a", "b")
    if not found.pareto:
        assert len(found.issues) < 2
        return
    losses = np.array([each.losses for each in found.pareto])
    every = np.vstack([losses, grid(tables, found.issues)[1]]).round(9)
    assert pareto(-every)[: len(losses)].all()


@settings(max_examples=30, deadline=None)
@given(cases())
def test_no_package_of_a_grid_lies_beyond_the_path(tables: list[Inputs]) -> None:
    found = packages(tables, "a", "b")
    if not found.pareto:
        return
    corners = np.array([each.losses for each in found.pareto])
    first, second = grid(tables, found.issues)[1].T
    assert (second >= np.interp(first, corners[:, 0], corners[:, 1]) - 1e-6).all()


@settings(max_examples=30, deadline=None)
@given(cases())
def test_no_package_of_a_grid_gives_who_gains_less_more_than_the_best_does(tables: list[Inputs]) -> None:
    found = packages(tables, "a", "b")
    if found.no_deal is None:
        return
    gains = np.array(found.no_deal.losses) - grid(tables, found.issues)[1]
    if found.best is None:
        assert found.reason == "no package is better for both than none"
        assert gains.min(axis=1).max() < 1e-6
        return
    assert found.best.gains is not None and min(found.best.gains) >= gains.min(axis=1).max() - 1e-6
    products = gains[(gains > 0).all(axis=1)].prod(axis=1)
    assert found.nash is not None and found.nash.gains is not None
    assert np.prod(found.nash.gains) >= products.max(initial=0) - 1e-5


@settings(max_examples=30, deadline=None)
@given(cases())
def test_by_kalai_smorodinsky_both_gain_the_same_share_of_the_most_they_could(tables: list[Inputs]) -> None:
    found = packages(tables, "a", "b")
    if found.kalai_smorodinsky is None or found.kalai_smorodinsky.gains is None:
        return
    first, second = np.array([each.gains for each in found.pareto]).T
    most = np.interp(0, second, first), np.interp(0, first[::-1], second[::-1])
    shares = np.array(found.kalai_smorodinsky.gains) / most
    assert shares[0] == pytest.approx(shares[1], abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(cases())
def test_the_log_roll_adds_up_to_what_the_best_package_gains(tables: list[Inputs]) -> None:
    found = packages(tables, "a", "b")
    if found.best is None or found.best.gains is None:
        return
    gains = np.array([each.gains for each in found.log_roll]).sum(axis=0)
    assert gains == pytest.approx(found.best.gains, abs=1e-6)
    for each in found.log_roll:
        assert each.takes and not set(each.takes) & set(each.gives)


def test_what_matters_to_one_alone_goes_to_that_one() -> None:
    found = packages([*two_issues(), table("r", [20, 70], [0, 5]), table("s", [20, 70], [5, 0])], "a", "b")
    assert {(each.values["r"], each.values["s"]) for each in found.pareto} == {(70, 20)}


def test_who_lacks_a_position_or_salience_keeps_the_issue_out() -> None:
    alone = replace(made("a", [5], salience=[1], capability=[1]), issue="r")
    thin = table("s", [0, 1], [1, float("nan")])
    found = packages([*two_issues(), alone, thin, table("t", [0, 1], [0, 0])], "a", "b")
    assert found.issues == ("p", "q")
    assert found.left_out == {"r": "no position of b", "s": "no salience of b", "t": "it matters to neither"}


def test_without_capability_the_pareto_set_stands_and_no_package_is_best() -> None:
    bare = [replace(each, capability=np.array([1.0, np.nan])) for each in two_issues()]
    found = packages(bare, "a", "b")
    assert [each.gains for each in found.pareto] == [None, None, None]
    assert (found.best, found.nash, found.no_deal) == (None, None, None)
    assert found.reason.endswith("the expected outcome: no capability of b on p, q")


def test_the_status_quo_may_be_what_is_without_a_deal() -> None:
    stands = [replace(each, status_quo=50.0) for each in two_issues()]
    found = packages(stands, "a", "b", disagreement="status-quo")
    assert found.no_deal == Package("no deal", {"p": 50, "q": 50}, (50, 55), (0, 0))
    assert found.best is not None and found.best.values == pytest.approx({"p": 100, "q": 50 - 35 / 1.4 + 0}, abs=1e-5)
    missing = packages(two_issues(), "a", "b", disagreement="status-quo")
    assert missing.reason == "it is not known what is without a deal: no status quo of p, q"


def test_where_no_deal_is_efficient_no_package_is_better() -> None:
    alike = [table("p", [0, 100], [50, 50]), table("q", [0, 100], [50, 50])]
    found = packages(alike, "a", "b")
    assert (found.best, found.reason) == (None, "no package is better for both than none")


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [("a", "c", "no actor 'c' has a position; declared are a, b"), ("a", "a", "'a' stands twice; name two actors")],
)
def test_two_actors_with_positions_are_needed(one: str, other: str, message: str) -> None:
    with pytest.raises(BadInputs, match=message):
        packages(two_issues(), one, other)


def test_one_issue_is_no_package() -> None:
    found = packages(two_issues()[:1], "a", "b")
    assert found.every == ()
    assert found.reason == "a package needs two issues on which both have a position and salience, and there is p alone"


def test_rows_and_frames_have_a_row_for_each_package_and_issue() -> None:
    found = packages(two_issues(), "a", "b")
    told = rows(found)
    assert len(told) == 2 * len(found.every) == 14
    assert {row["package"] for row in told} >= {"no deal", "pareto 1", "nash", "kalai_smorodinsky", "best"}


def test_the_egalitarian_agreement_has_gains_alike() -> None:
    # of a cake of 1 that both value by their share each gets half; by Kalai (1977)
    assert egalitarian(lambda x: (x, 1 - x), 0, 1, disagreement=(0, 0)).point == pytest.approx(0.5)
    with pytest.raises(BadInputs, match="no agreement is better for everybody than none"):
        egalitarian(lambda x: (x, 1 - x), 0, 1, disagreement=(1, 1))


def test_two_actors_alone_end_where_the_exchange_model_lets_them() -> None:
    found, history = packages(two_issues(), "a", "b"), exchange(two_issues())
    assert found.best is not None
    assert history.outcomes[-1] == pytest.approx(list(found.best.values.values()))
