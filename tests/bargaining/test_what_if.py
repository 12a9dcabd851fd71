"""Suppositions: a dossier in, another out."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from graphkit.bargaining.inputs import of_dossier
from graphkit.bargaining.table import BadInputs, Inputs
from graphkit.bargaining.what_if import Change, on_record, with_changes
from graphkit.bargaining.zone import of_dossier as zones
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position
from tests.bargaining.test_inputs import FULL, dossier, judged, position


def changed(made: Dossier, *words: tuple[str, str, float | str], **options: Any) -> Dossier:
    return with_changes(made, [Change(actor, "toll", quantity, to) for actor, quantity, to in words], **options)


def held(made: Dossier) -> dict[str, Position]:
    return {each.id: each for each in made.positions}


def test_a_supposition_says_that_no_source_says_so_and_leaves_the_dossier_as_it_was() -> None:
    made = dossier(position("a", 80, low=70, high=90), *FULL)
    before = held(made)
    after = held(changed(made, ("a", "value", 20)))["a-2025"]
    assert (after.value, after.low, after.high, after.evidence) == (20, None, None, ())
    assert after.claim == "What if: value 20; on record: value 80. No source says so."
    assert held(made) == before and before["a-2025"].value == 80


def test_what_commits_others_too_changes_for_the_one_alone() -> None:
    made = dossier(position("a", 80, on_behalf_of=["b", "c"]))
    found = of_dossier(changed(made, ("b", "value", 20)))[0].inputs
    assert found is not None
    assert dict(zip(found.actors, found.position.tolist(), strict=True)) == {"b": 20, "c": 80}
    # by the name of its holder it changes for all
    both = of_dossier(changed(made, ("a", "value", 20)))[0].inputs
    assert both is not None and both.position.tolist() == [20, 20]


def test_a_line_takes_the_place_of_every_line_on_that_side() -> None:
    made = dossier(
        position("a", None, "2024", accepts={"at_least": 50, "at_most": 70}),
        position("a", 50, "2025", accepts={"at_least": 40}),
        consent=["a"],
    )
    [found] = zones(changed(made, ("a", "at_least", 10))).rows
    assert (found.low, found.high) == (10, 70)


def test_a_new_stance_comes_without_what_went_with_the_old_one() -> None:
    made = dossier(position("a", 80, accepts={"at_least": 50}))
    after = held(changed(made, ("a", "stance", "oppose")))["a-2025"]
    assert (after.stance, after.value, after.accepts) == ("oppose", None, None)
    full = held(changed(made, ("a", "stance", "oppose"), ("a", "value", 0), ("a", "at_most", 40)))["a-2025"]
    assert full.accepts is not None
    assert (full.stance, full.value, full.accepts.at_least, full.accepts.at_most) == ("oppose", 0, None, 40)


def test_who_holds_nothing_takes_a_position_if_its_stance_is_set() -> None:
    made = dossier(position("a", 80))
    after = held(changed(made, ("b", "stance", "support"), ("b", "value", 60), day=date(2025, 6, 2)))["b-toll-if"]
    assert (after.actor, after.stance, after.value, str(after.valid)) == ("b", "support", 60, "2025-06-02/..")
    with pytest.raises(BadInputs, match="set its stance as well"):
        changed(made, ("b", "value", 60))


def test_salience_and_capability_are_judged_anew_on_that_issue() -> None:
    made = dossier(position("a", 80), position("b", 20), *FULL, judged("a", "salience", 70, id="again", coder="ben"))
    found = of_dossier(changed(made, ("a", "salience", 10), ("a", "capability", 90)))[0].inputs
    assert found is not None
    assert (found.salience.tolist(), found.capability.tolist()) == ([10, 50], [90, 50])


def test_a_judgement_keeps_its_id_and_says_what_was_judged() -> None:
    made = dossier(position("a", 80), judged("a", "salience", 70, id="mine"), judged("a", "capability", 40, issue=None))
    after = {each.id: each for each in changed(made, ("a", "salience", 10), ("a", "capability", 90)).judgements}
    assert (after["mine"].value, after["mine"].note) == (10, "What if; on record: 70.")
    # what was judged in general stays as it is elsewhere
    [general] = [each for each in after.values() if each.issue is None]
    supposed = after["a-toll-capability-if"]
    assert (general.value, supposed.value, supposed.note) == (40, 90, "What if; on record: 40.")


def test_what_is_on_record_is_told_beside_what_is_supposed() -> None:
    made = dossier(
        position("a", 80, "2024", accepts={"at_least": 50}),
        position("a", 60, "2025", accepts={"at_least": 40}),
        judged("a", "salience", 70),
    )
    for quantity, told in (("value", "60"), ("stance", "support"), ("at_least", "40, 50"), ("at_most", "none")):
        assert on_record(made, Change("a", "toll", quantity, 0)) == told
    assert on_record(made, Change("a", "toll", "salience", 0)) == "70"
    assert on_record(made, Change("b", "toll", "value", 0)) == "none"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Change("x", "toll", "value", 1), "no actor 'x'"),
        (Change("a", "tol", "value", 1), "did you mean 'toll'"),
        (Change("a", "toll", "mood", 1), "no quantity 'mood'"),
        (Change("a", "toll", "value", 101), "101 is not from 0 to 100"),
        (Change("a", "toll", "stance", "perhaps"), "no stance 'perhaps'"),
    ],
)
def test_what_cannot_be_supposed_is_told(change: Change, message: str) -> None:
    with pytest.raises(BadInputs, match=message):
        with_changes(dossier(position("a", 80)), [change])


def test_an_issue_without_a_scale_takes_a_stance_and_no_number() -> None:
    made = dossier(position("a", None), scale=None)
    assert held(changed(made, ("a", "stance", "oppose")))["a-2025"].stance == "oppose"
    with pytest.raises(BadInputs, match="has no scale"):
        changed(made, ("a", "value", 1))


def test_a_value_that_is_not_on_a_tables_scale_is_refused() -> None:
    table = Inputs("toll", ("a", "b"), np.array([0.0, 40.0]), scale=(0, 50))
    assert table.what_if("a", "position", 50).position.tolist() == [50, 40]
    with pytest.raises(BadInputs, match="60 lies outside the scale of 'toll', 0 to 50"):
        table.what_if("a", "position", 60)
    with pytest.raises(BadInputs, match="-1 lies outside"):
        table.what_if("a", "at_least", -1)
