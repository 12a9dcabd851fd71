"""Sources that several positions rest on: chances against trying everything, and what falls together."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.plans import plan
from graphkit.bargaining.sensitivity import most_important, sobol
from graphkit.bargaining.standing import Piece, Standing, standing
from graphkit.bargaining.swings import tornado
from graphkit.bargaining.table import BadInputs, Inputs
from graphkit.bargaining.uncertainty import uncertain
from tests.bargaining.tables_made import changed, made

SHARES = st.sampled_from([0.0, 0.25, 0.5, 0.8, 1.0])
CHAINS = st.lists(st.tuples(st.lists(st.sampled_from("pqr"), max_size=3), SHARES), max_size=4)
GRADES = st.fixed_dictionaries(dict.fromkeys("pqr", SHARES))


def resting(*rests: Standing | None, **more: Any) -> Inputs:
    """A table in which each actor's position stands as told."""
    chance = [np.nan if each is None else each.chance for each in rests]
    actors = "abcdefgh"[: len(rests)]
    return made(actors, [10.0 * number for number in range(len(rests))], chance=chance, standing=rests, **more)


def on(*sources: str, claim: str = "", credible: float = 1.0, reliable: float = 0.6) -> Standing:
    """A position on one piece of evidence, that passed through all of the sources."""
    return standing(claim, 1.0, [(sources, credible)], dict.fromkeys(sources, reliable))


def by_trying_all(reading: float, pieces: list[tuple[list[str], float]], reliability: dict[str, float]) -> float:
    """The chance as the sum over all ways in which sources may be reliable and chains of them credible.

    Pieces through the same doubtful sources count as the most credible of them.
    """
    chains: dict[frozenset[str], float] = {}
    for sources, credible in pieces:
        chain = frozenset(source for source in sources if reliability[source] < 1)
        chains[chain] = max(credible, chains.get(chain, 0.0))
    whole = 0.0
    for states in product([True, False], repeat=len(reliability)):
        reliable = dict(zip(reliability, states, strict=True))
        weight = np.prod([reliability[each] if reliable[each] else 1 - reliability[each] for each in reliability])
        fails = np.prod([1 - credible * all(reliable[each] for each in chain) for chain, credible in chains.items()])
        whole += float(weight * ((1 - fails) if pieces else 1.0))
    return reading * whole


@given(SHARES, CHAINS, GRADES)
def test_the_chance_that_a_position_stands_is_that_of_trying_all_that_may_fail(
    reading: float, pieces: list[tuple[list[str], float]], reliability: dict[str, float]
) -> None:
    found = standing("x", reading, pieces, reliability)
    assert found.chance == pytest.approx(by_trying_all(reading, pieces, reliability), abs=1e-12)
    assert all(0 < chance < 1 for chance in found.reliability.values())


@given(CHAINS, GRADES, st.randoms(use_true_random=False))
def test_the_order_of_evidence_and_of_sources_does_not_matter(
    pieces: list[tuple[list[str], float]], reliability: dict[str, float], mix: Any
) -> None:
    shuffled = [(mix.sample(sources, len(sources)), chance) for sources, chance in mix.sample(pieces, len(pieces))]
    assert standing("x", 0.5, shuffled, reliability) == standing("x", 0.5, pieces, reliability)


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.1, 0.5, 0.9]))
def test_positions_of_one_doubtful_source_fall_in_the_same_draws(seed: int, reliable: float) -> None:
    one, other = (resting(on("p", reliable=reliable), on("p", claim="y", reliable=reliable)) for _ in "ab")
    found, again = plan(one), plan(changed(other, issue="fare"))
    here, there = (each.realise(each.uniforms(60, seed)).position != [0, 10] for each in (found, again))
    assert (here[:, 0] == here[:, 1]).all() and (here == there).all()


def test_a_claim_falls_for_itself_and_for_all_who_hold_it() -> None:
    claims = [on(claim=claim, credible=0.5) for claim in ("x", "y", "x")]
    found = plan(resting(*claims))
    assert [(each.actor, each.name) for each in found.varied] == [("a, c", "x"), ("b", "y")]
    position = found.realise(found.uniforms(4000, 1)).position
    falls = position != [0, 10, 20]
    assert (falls[:, 0] == falls[:, 2]).all() and falls[:, 0].mean() == pytest.approx(0.5, abs=0.03)
    assert (falls[:, 0] & falls[:, 1]).mean() == pytest.approx(0.25, abs=0.03)
    # that both fall says nothing of where they are
    both = position[falls[:, 0]][:, [0, 2]]
    assert abs(np.corrcoef(both.T)[0, 1]) < 0.06


@given(st.integers(0, 1000))
def test_draws_of_a_position_do_not_depend_on_who_else_holds_it_or_is_there(seed: int) -> None:
    table = resting(*(on("p", claim=claim, credible=0.5) for claim in ("x", "y", "x")))
    whole, part = plan(table), plan(table.only(["b", "c"]))
    many, few = (each.realise(each.uniforms(40, seed)).position for each in (whole, part))
    assert (many[:, 1:] == few).all()


def test_positions_stand_as_often_as_their_chances_say() -> None:
    pair = standing("x", 0.9, [(("p", "q"), 0.8), (("r", "q"), 0.5)], {"p": 0.5, "q": 0.7, "r": 0.6})
    table = resting(pair, on("q", reliable=0.7), None)
    position = plan(table).realise(plan(table).uniforms(40_000, 2)).position
    assert (position == [0, 10, 20]).mean(axis=0) == pytest.approx([pair.chance, 0.7, 1], abs=0.01)


@given(st.integers(0, 1000))
def test_a_source_that_is_certain_adds_no_variance(seed: int) -> None:
    certain = standing("x", 1.0, [(("p",), 1.0)], {"p": 1.0})
    assert plan(resting(certain, None)).varied == ()
    beside = resting(certain, on("q"), None)
    without = resting(None, on("q"), None)
    one, other = (uncertain([table], ["mean"], draws=40, seed=seed).rows[0] for table in (beside, without))
    assert (one.values == other.values).all()
    assert {each.source for each in plan(beside).varied} - {""} == {"q"}


@given(st.permutations(range(4)), st.integers(0, 100))
def test_the_order_of_actors_does_not_matter_and_names_do_not_beyond_their_draws(order: list[int], seed: int) -> None:
    rests = (on("p"), on("p", claim="y", credible=0.7), on("q", "p", claim="z"), None)
    table = resting(*rests, capability=[1.0, 2, 3, 4], salience=[50.0] * 4)
    moved = Inputs(
        table.issue,
        tuple(table.actors[row] for row in order),
        table.position[order],
        salience=table.salience[order],
        capability=table.capability[order],
        chance=table.chance[order],
        standing=tuple(rests[row] for row in order),
    )
    one, other = (uncertain([each], ["compromise"], draws=50, seed=seed).rows[0].values for each in (table, moved))
    assert other == pytest.approx(one, abs=1e-9)


def test_a_common_source_makes_the_mean_less_certain_than_sources_apart() -> None:
    together = resting(*(on("p", claim=claim) for claim in "xyzw"))
    apart = resting(*(on(source, claim=source) for source in "pqrs"))
    one, other = (uncertain([table], ["mean"], draws=8000).rows[0].values.var() for table in (together, apart))
    assert one > 1.3 * other


def test_the_source_that_all_rests_on_may_be_what_matters_most() -> None:
    table = changed(resting(*(on("p", claim=claim) for claim in "xyz")), position=[90, 95, 100])
    found = sobol(uncertain([table], ["mean"], draws=10), base=512)
    (first,) = most_important(found.rows)
    assert (first.source, first.actor, first.what, first.resting) == ("p", "", "reliability", 3)
    assert first.total > 0.5
    # nothing but the source may fail: where each is then, matters only if it does
    assert all(each.first < 0.1 for each in found.rows if each.what == "evidence")


def test_a_swing_of_a_source_moves_all_that_cannot_stand_without_it() -> None:
    both = standing("z", 1.0, [(("p",), 1.0), (("q",), 1.0)], {"p": 0.5, "q": 0.5})
    table = resting(on("p"), on("p", claim="y"), both)
    swings = {(each.varied.source, each.varied.actor): each for each in tornado(uncertain([table], ["mean"], draws=5))}
    found = swings["p", ""]
    assert (found.at_low, found.at_high) == pytest.approx((20 / 3, 220 / 3))
    assert swings["q", ""].size == 0


def test_a_position_that_is_set_or_an_actor_who_joins_rests_on_nothing() -> None:
    table = resting(on("p"), on("p", claim="y"))
    assert table.what_if("a", "position", 50).standing == (None, table.standing[1])
    assert table.joined_by("z", 5).standing[2] is None
    assert table.only("b").standing == (table.standing[1],)
    with pytest.raises(BadInputs, match="one for each actor"):
        changed(table, standing=(None,))


def test_what_makes_a_piece_worthless_or_certain_is_told_by_its_standing() -> None:
    assert standing("x", 1.0, [(("p",), 1.0)], {"p": 0.0}) == Standing("x", 0.0)
    assert standing("x", 0.5, [], {}) == Standing("x", 0.5)
    assert standing("x", 1.0, [(("p", "q"), 0.5)], {"p": 0.5}).pieces == (Piece(frozenset("p"), 0.5),)
