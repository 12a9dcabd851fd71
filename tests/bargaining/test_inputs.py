"""What a dossier gives the models, what is missing, and what is not filled in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from graphkit.bargaining.forecast import MODELS, forecast
from graphkit.bargaining.inputs import Found, of_dossier
from graphkit.bargaining.spatial import compromise
from graphkit.bargaining.table import BadInputs
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Coder, Evidence, Issue, Judgement, Manifest, Position

SCALE = {"low": "no", "high": "yes"}


def position(actor: str, value: float | None, valid: str = "2025", **more: Any) -> Position:
    fields = {"id": f"{actor}-{valid}", "actor": actor, "issue": "toll", "stance": "support", "claim": "Says so."}
    shown = (Evidence(source=more.pop("source", "gazette")),)
    return Position.model_validate({**fields, "valid": valid, "evidence": shown, "value": value, **more})


def judged(actor: str, quantity: str, value: float, **more: Any) -> Judgement:
    about = "toll" if quantity == "salience" else None
    fields = {"id": f"{actor}-{quantity}", "actor": actor, "quantity": quantity, "value": value, "issue": about}
    return Judgement.model_validate({**fields, "coder": "ann", "note": "So it seems.", **more})


def dossier(*records: Position | Judgement, coders: tuple[Coder, ...] = (), **issue: Any) -> Dossier:
    toll = Issue.model_validate(
        {"id": "toll", "name": "Toll", "question": "Should there be one?", "scale": SCALE} | issue
    )
    return Dossier(
        Manifest(id="d", title="D", coders=coders),
        actors=Records(Actor(id=id, name=id.title(), kind="organization") for id in "abcd"),
        issues=Records([toll]),
        positions=Records(each for each in records if isinstance(each, Position)),
        judgements=Records(each for each in records if isinstance(each, Judgement)),
    )


FULL = [judged(actor, quantity, 50) for actor in "ab" for quantity in ("salience", "capability")]


def only(made: Dossier, **options: Any) -> Found:
    return of_dossier(made, **options)[0]


def positions_in(found: Found) -> dict[str, float]:
    assert found.inputs is not None
    return dict(zip(found.inputs.actors, found.inputs.position.tolist(), strict=True))


def missing(found: Found) -> set[tuple[str, str]]:
    return {(each.actor, each.what) for each in found.missing}


def test_a_dossier_gives_positions_judgements_and_what_the_issue_says() -> None:
    quo = [{"value": 10, "on": "2024"}, {"value": 20, "on": "2025"}, {"value": 30, "on": "2023"}]
    accepts = {"at_least": 40}
    made = dossier(
        position("a", 80, low=70, high=90, accepts=accepts), position("b", 20, source="herald"), *FULL,
        judged("c", "capability", 5), status_quo=quo, quota=60, consent=["a", "d"],
    )  # fmt: skip
    found = only(made)
    table = found.inputs
    assert table is not None
    assert positions_in(found) == {"a": 80, "b": 20}
    assert (table.low[0], table.high[0], table.at_least[0]) == (70, 90, 40)
    assert np.isnan([table.low[1], table.at_most[0], table.at_least[1]]).all()
    assert (table.status_quo, table.quota, table.consent) == (20, 60, ("a", "d"))
    assert (found.sources, found.positions["b"].id) == (("gazette", "herald"), "b-2025")
    assert missing(found) == {("c", "no position"), ("d", "no position")}
    assert compromise(table) == 50


def test_nothing_is_filled_in_unless_it_is_assumed_and_then_it_is_told() -> None:
    made = dossier(position("a", 80), position("b", 20), judged("a", "salience", 90))
    found = only(made)
    assert found.inputs is not None
    assert np.isnan(found.inputs.salience[1]) and np.isnan(found.inputs.capability).all()
    assert missing(found) == {("b", "no salience"), ("a", "no capability"), ("b", "no capability")}
    assumed = only(made, assume={"salience": 30, "capability": 1})
    assert assumed.inputs is not None
    assert assumed.inputs.salience.tolist() == [90, 30]
    assert assumed.assumed == (("salience", "b"), ("capability", "a"), ("capability", "b"))
    assert compromise(assumed.inputs) == pytest.approx((90 * 80 + 30 * 20) / 120)


def test_the_latest_value_counts_and_two_of_one_day_are_none() -> None:
    made = dossier(
        position("a", 80, "2024"), position("a", None, "2025"), position("b", 20), position("b", 30, id="b2")
    )
    found = only(made)
    assert positions_in(found) == {"a": 80}
    assert ("b", "several values on one day (b-2025, b2)") in missing(found)


def test_a_conditional_and_an_attributed_position_count_by_their_value_unless_left_out() -> None:
    made = dossier(position("a", 25, stance="conditional"), position("b", 90, attributed_by="a", status="alleged"))
    assert positions_in(only(made)) == {"a": 25, "b": 90}
    assert positions_in(only(made, exclude={"status": {"alleged"}})) == {"a": 25}
    assert positions_in(only(made, exclude={"stance": {"conditional"}})) == {"b": 90}


def test_a_position_on_behalf_of_others_counts_once_for_those_it_commits() -> None:
    made = dossier(position("a", 80, on_behalf_of=["b", "c"]), position("c", 10, "2024"), judged("a", "capability", 9))
    found = only(made)
    assert positions_in(found) == {"b": 80, "c": 80}
    assert ("a", "took its position for others, for whom it counts") in missing(found)
    assert positions_in(only(made, on_behalf="holder")) == {"a": 80, "c": 10}


def test_of_one_day_an_actors_own_words_come_before_those_said_for_it() -> None:
    assert positions_in(only(dossier(position("a", 80, on_behalf_of=["b"]), position("b", 10)))) == {"b": 10}


def test_the_preferred_coder_and_the_latest_judgement_count() -> None:
    coders = (Coder(id="ann", preferred=True), Coder(id="bob"))
    made = dossier(
        position("a", 80),
        judged("a", "salience", 10, id="old", valid="2024"),
        judged("a", "salience", 20, id="new", valid="2025"),
        judged("a", "salience", 99, id="other", coder="bob", valid="2026"),
        judged("a", "capability", 7, id="all"),
        judged("a", "capability", 8, id="here", issue="toll"),
        coders=coders,
    )
    table = only(made).inputs
    assert table is not None and (table.salience[0], table.capability[0]) == (20, 8)


def test_judgements_that_disagree_are_none_and_are_not_assumed_away() -> None:
    made = dossier(
        position("a", 80), judged("a", "salience", 10, id="one"), judged("a", "salience", 20, id="two", coder="bob")
    )
    found = only(made, assume={"salience": 50, "capability": 50})
    assert found.inputs is not None and np.isnan(found.inputs.salience[0])
    assert missing(found) == {("a", "several judgements of salience (one, two)")}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (dossier(scale=None), "the issue has no scale, so no position has a place on it"),
        (dossier(), "nobody has a position on it"),
        (dossier(position("a", None)), "no position on it has a value"),
    ],
)
def test_an_issue_without_inputs_says_why(made: Dossier, reason: str) -> None:
    found = of_dossier(made)
    assert (found[0].inputs, found[0].reason) == (None, reason)
    row = forecast(found, ["compromise"]).rows[0]
    assert (row.outcome, row.reason) == (None, reason)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"assume": {"position": 50}}, "'position' cannot be assumed"),
        ({"assume": {"salience": 101}}, "not from 0 to 100"),
        ({"exclude": {"status": {"alleged?"}}}, "did you mean 'alleged'?"),
        ({"exclude": {"colour": {"red"}}}, "not left out by 'colour'"),
        ({"issues": ["tool"]}, "no issue 'tool'; did you mean 'toll'?"),
    ],
)
def test_options_that_are_none_are_told(options: Any, message: str) -> None:
    with pytest.raises(BadInputs) as told:
        of_dossier(dossier(position("a", 80)), **options)
    assert message in str(told.value)


def test_a_forecast_has_a_row_for_each_issue_and_model_with_who_was_left_out() -> None:
    made = dossier(position("a", 80, low=70, high=90), position("b", 20, low=0), position("c", 100), *FULL)
    told = forecast(of_dossier(made))
    rows = {row.model: row for row in told.rows}
    assert list(rows) == list(MODELS)
    assert (rows["compromise"].outcome, rows["compromise"].low, rows["compromise"].high) == (50, 35, 55)
    assert (rows["compromise"].actors, rows["compromise"].left_out) == (("a", "b"), ("c",))
    assert rows["mean"].outcome == pytest.approx(200 / 3) and rows["mean"].left_out == ()
    assert rows["quota"].outcome is None and rows["quota"].reason == "no status quo; all from 20 to 80 is stable"
    assert rows["quota"].detail == {"core": [20, 80]}
    assert rows["exchange"].reason == "an exchange needs two issues with two actors or more that have all numbers"
    assert rows["smp"].left_out == ("c",)
    assert [(model, history.outcomes[-1, 0]) for model, history in told.histories] == [
        (model, rows[model].outcome) for model in ("challenge", "smp")
    ]


def test_one_actor_alone_is_no_bargain() -> None:
    row = forecast(of_dossier(dossier(position("a", 80), position("c", 10), *FULL)), ["median"]).rows[0]
    assert row.outcome is None
    assert row.reason == "fewer than 2 actors with all that it needs: no salience of c; no capability of c"
