"""Coders who do not agree: draws vary over what they gave, and points stay as they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.draws import Margin
from graphkit.bargaining.forecast import forecast
from graphkit.bargaining.inputs import Found, of_dossier
from graphkit.bargaining.plans import plan
from graphkit.bargaining.sensitivity import sobol
from graphkit.bargaining.spread import as_row
from graphkit.bargaining.swings import tornado
from graphkit.bargaining.table import Inputs
from graphkit.bargaining.uncertainty import uncertain
from graphkit.dossier.model import Coder, Judgement
from tests.bargaining.tables_made import made
from tests.bargaining.test_inputs import dossier, judged, position

ANN = (Coder(id="ann", preferred=True), Coder(id="bob"), Coder(id="cid"))
BASE = (position("a", 0), position("b", 100), judged("b", "salience", 50))
CAPABLE = tuple(judged(actor, "capability", 10) for actor in "ab")


def of(*judgements: Judgement, coders: tuple[Coder, ...] = ANN) -> tuple[Found, Inputs]:
    found = of_dossier(dossier(*BASE, *CAPABLE, *judgements, coders=coders))[0]
    assert found.inputs is not None
    return found, found.inputs


def salience(coder: str, value: float, **more: object) -> Judgement:
    return judged("a", "salience", value, id=f"{coder}-{value}", coder=coder, **more)


def test_the_preferred_coders_number_is_the_point_and_all_of_them_the_range() -> None:
    found, table = of(salience("ann", 40, low=35, high=45), salience("bob", 70, high=90), salience("cid", 20))
    assert table.salience[0] == 40 and (table.salience_low[0], table.salience_high[0]) == (35, 45)
    (each,) = found.disagreements
    assert (each.actor, each.quantity, each.low, each.high, each.preferred) == ("a", "salience", 20, 90, "ann")
    assert [(one.coder, one.value) for one in each.judgements] == [("cid", 20), ("ann", 40), ("bob", 70)]
    (varied,) = plan(table).varied
    assert (varied.what, varied.low, varied.value, varied.high, varied.shape) == ("salience", 20, 40, 90, "uniform")
    drawn = plan(table).realise(plan(table).uniforms(20_000, 1)).salience[:, 0]
    assert (drawn.mean(), drawn.var()) == pytest.approx((55, 70**2 / 12), rel=0.02)


def test_a_range_of_the_numbers_own_is_not_narrowed_by_what_coders_gave() -> None:
    spans = {("salience", "a"): (40.0, 60.0)}
    table = made("ab", [0, 100], salience=[50, 50], salience_low=[10, 50], salience_high=[55, 50], spans=spans)
    (varied,) = plan(table).varied
    assert (varied.low, varied.high, varied.shape) == (10, 60, "uniform")


def test_a_margin_comes_before_the_range_of_coders_who_do_not_agree() -> None:
    _, table = of(salience("ann", 40), salience("bob", 70))
    (varied,) = [each for each in plan(table, margins={"salience": Margin(5)}).varied if each.actor == "a"]
    assert (varied.low, varied.high, varied.shape) == (35, 45, "triangular")
    assert [each.low for each in plan(table, margins={"position": Margin(5)}).varied if each.what == "salience"] == [40]
    _, table = of(salience("ann", 40, low=39), salience("bob", 70))
    (varied,) = [each for each in plan(table, margins={"salience": Margin(5)}).varied if each.actor == "a"]
    assert (varied.low, varied.high) == (39, 40)  # the coder's own range stays


def test_points_are_the_same_whatever_other_coders_gave() -> None:
    alone, beside = (of(salience("ann", 40), *more)[1] for more in ((), (salience("bob", 70),)))
    assert [row.outcome for row in forecast([alone]).rows] == [row.outcome for row in forecast([beside]).rows]
    assert uncertain([beside], ["compromise"], draws=9).rows[0].point.outcome == forecast([alone]).rows[0].outcome


def test_where_nobodys_number_counts_an_actor_takes_part_in_draws_alone() -> None:
    found, table = of(salience("bob", 20), salience("cid", 60), coders=ANN[1:])
    assert np.isnan(table.salience[0])
    assert [each.what for each in found.missing] == ["several judgements of salience (bob-20, cid-60)"]
    spread = uncertain([found], ["compromise"], draws=4000)
    (row,) = spread.rows
    assert row.point.outcome is None and row.actors == ("a", "b") and row.ranges == 1
    # of saliences s and 50 the outcome is 5000 / (s + 50): from 45 to 71
    assert row.ends(80) == pytest.approx((5000 / 106, 5000 / 74), abs=0.5)
    told = as_row(row)
    assert (told["outcome"], told["actors"], told["left_out"]) == (None, ["a", "b"], [])
    assert sobol(spread, base=64).rows[0].what == "salience"
    assert [(each.at_low, each.at_high) for each in tornado(spread)] == [pytest.approx((5000 / 70, 5000 / 110))]
    # there is no number that a margin could be around
    (varied,) = [each for each in plan(table, margins={"salience": Margin(1)}).varied if each.actor == "a"]
    assert (varied.low, varied.high) == (20, 60)


def test_who_agrees_or_changed_their_mind_does_not_disagree() -> None:
    assert of(salience("ann", 40), salience("bob", 40))[0].disagreements == ()
    changed_mind = (salience("bob", 70, valid="2023"), salience("bob", 40, valid="2024"))
    assert of(salience("ann", 40), *changed_mind)[0].disagreements == ()
    assert of(salience("bob", 20), salience("bob", 30), coders=ANN[1:])[0].disagreements == ()


def test_coders_disagree_on_a_capability_for_all_issues_or_for_this_one() -> None:
    other = judged("a", "capability", 30, id="bob-c", coder="bob")
    assert [(each.low, each.high) for each in of(salience("ann", 5), other)[0].disagreements] == [(10, 30)]
    here = judged("a", "capability", 50, id="here", issue="toll")
    assert of(salience("ann", 5), other, here)[0].disagreements == ()  # on the toll there is one judgement


def test_what_is_set_is_certain() -> None:
    _, table = of(salience("ann", 40), salience("bob", 70))
    assert plan(table.what_if("a", "salience", 50)).varied == ()
    assert plan(table.what_if("b", "salience", 50)).varied == plan(table).varied


@given(st.lists(st.integers(0, 100), min_size=2, max_size=3, unique=True), st.integers(0, 1000))
def test_no_draw_lies_outside_what_coders_gave(values: list[int], seed: int) -> None:
    named = [salience(coder.id, value) for coder, value in zip(ANN, values, strict=False)]
    _, table = of(*named)
    drawn = plan(table).realise(plan(table).uniforms(50, seed)).salience[:, 0]
    assert min(values) <= drawn.min() and drawn.max() <= max(values) and len(np.unique(drawn)) == 50
