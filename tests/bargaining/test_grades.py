"""The rule that says how likely a position stands by its grades."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import open_dossier
from graphkit.bargaining.grades import CHANCES, chance_of, chances, graded, standing_of
from graphkit.bargaining.inputs import of_dossier
from graphkit.bargaining.standing import Standing
from graphkit.bargaining.table import BadInputs
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Evidence, Position


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return open_dossier(bundled_dossier("istanbul-2025"))


def position(seed: Dossier, *credibility: int | None, **more: Any) -> Position:
    """A position with a piece of evidence of each credibility, from a source that nobody graded."""
    pieces = tuple(Evidence(source="nobody-graded-it", credibility=each) for each in credibility)
    plain = {"confidence": None, "status": "plain", "likelihood": None, "evidence": pieces}
    return seed.positions["putin-ceasefire-30-days"].model_copy(update=plain | more)


@pytest.mark.parametrize(
    ("credibility", "more", "chance"),
    [
        ((None,), {}, None),
        ((1,), {}, 1.0),
        ((4,), {}, 0.4),
        ((4, 2), {}, 0.9),  # what a source says twice is as credible as where it is most credible
        ((4, None), {}, 0.4),  # evidence that nobody graded makes it no better
        ((2,), {"confidence": "low"}, 0.5),  # no likelier than the weakest grade
        ((None,), {"status": "alleged"}, 0.5),
        (
            (2,),
            {"likelihood": "very-unlikely"},
            0.9,
        ),  # how likely what is claimed comes about says nothing of who holds it
    ],
)
def test_a_position_is_no_likelier_than_its_weakest_grade(
    seed: Dossier, credibility: tuple[int | None, ...], more: dict[str, Any], chance: float | None
) -> None:
    found = chance_of(position(seed, *credibility, **more), seed)
    assert found == (None if chance is None else pytest.approx(chance))


def test_a_chain_of_sources_is_reliable_if_all_are_and_several_chains_stand_if_one_does(seed: Dossier) -> None:
    first, second = seed.sources.ids[:2]
    marks = {first: "B", second: "D"}
    marked = [each.model_copy(update={"reliability": marks.get(each.id)}) for each in seed.sources]
    dossier = replace(seed, sources=Records(marked))
    chain = Evidence(source=first, via=second, credibility=1)
    straight = chain.model_copy(update={"via": None})
    assert chance_of(position(seed, evidence=(chain,)), dossier) == pytest.approx(0.9 * 0.4)
    assert chance_of(position(seed, evidence=(straight,)), dossier) == pytest.approx(0.9)
    # both need the first source, so the chain adds nothing; another source does
    assert chance_of(position(seed, evidence=(chain, straight)), dossier) == pytest.approx(0.9)
    other = Evidence(source=second, credibility=3)  # no likelier than its source
    assert chance_of(position(seed, evidence=(straight, other)), dossier) == pytest.approx(1 - 0.1 * 0.6)
    assert chance_of(position(seed, evidence=(straight, other), confidence="low"), dossier) == pytest.approx(0.5)
    assert standing_of(position(seed, evidence=(straight,)), dossier, chances({"reliability.B": 1})) == Standing(
        "putin-ceasefire-30-days"
    )


@given(st.data())
def test_a_grade_is_a_ceiling_and_what_is_in_doubt_already_is_not_doubted_again(data: st.DataObject) -> None:
    seed = open_dossier(bundled_dossier("istanbul-2025"))
    first, second = seed.sources.ids[:2]
    reliable = {id: data.draw(st.sampled_from("ABCDEF")) for id in (first, second)}
    marked = [each.model_copy(update={"reliability": reliable.get(each.id)}) for each in seed.sources]
    dossier = replace(seed, sources=Records(marked))
    credibility, confidence = data.draw(st.integers(1, 6)), data.draw(st.sampled_from(["low", "moderate", "high"]))
    chain = Evidence(source=first, via=second, credibility=credibility)
    found = chance_of(position(seed, evidence=(chain,), confidence=confidence), dossier)
    sources = CHANCES[f"reliability.{reliable[first]}"] * CHANCES[f"reliability.{reliable[second]}"]
    lowest = min(sources, CHANCES[f"credibility.{credibility}"], CHANCES[f"confidence.{confidence}"])
    assert found == pytest.approx(lowest)


def test_the_seed_is_graded_by_one_rule_for_all(seed: Dossier) -> None:
    found = graded(of_dossier(seed, ["nato-membership", "humanitarian-component"]), seed)
    table = found[0].inputs
    assert table is not None and found[1].inputs is None
    for actor, chance in zip(table.actors, table.chance.tolist(), strict=True):
        assert chance == chance_of(found[0].positions[actor], seed) and chance < 1
    assert {source for each in table.standing if each for source in each.needed} >= {"bne-2025-06-02"}
    certain = graded(of_dossier(seed, ["nato-membership"]), seed, dict.fromkeys(CHANCES, 1.0))[0].inputs
    assert certain is not None and np.nanmin(certain.chance) == 1


def test_numbers_of_the_rule_can_be_changed_and_no_others() -> None:
    assert chances({"credibility.5": 0.1}) == {**CHANCES, "credibility.5": 0.1}
    with pytest.raises(BadInputs, match=r"did you mean 'credibility.5'"):
        chances({"credibilty.5": 0.1})
    with pytest.raises(BadInputs, match="not from 0 to 1"):
        chances({"credibility.5": 10})
