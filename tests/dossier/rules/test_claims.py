"""What positions cannot say together; contradictions and repetitions count only where the dates leave no doubt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dossier.rules.made import position

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        ({"actor": "south"}, ["P107 'a' has another actor, 'south'"]),
        ({"issue": "fee"}, ["P107 'a' has another issue, 'fee'"]),
        (
            {"actor": "south", "issue": "fee"},
            ["P107 'a' has another actor, 'south'", "P107 'a' has another issue, 'fee'"],
        ),
        ({}, []),
    ],
)
def test_a_position_supersedes_one_of_the_same_actor_on_the_same_issue(
    other: dict[str, str], problems: list[str], found: Found
) -> None:
    assert found(positions=position("b", "2025-02", supersedes="a") + position("a", "2025-01", **other)) == problems


def test_a_position_supersedes_what_the_other_was_corrected_to(codes: Found) -> None:
    wrong = position("a", "2025-01", actor="south") + position("right", "2025-01", corrects="a")
    assert codes(positions=position("b", "2025-02", supersedes="a") + wrong) == []


@pytest.mark.parametrize(("then", "broken"), [("support", True), ("oppose", False), ("neutral", False)])
def test_a_condition_leads_to_another_stance(then: str, broken: bool, codes: Found) -> None:
    assert codes(positions=position("a", conditions=f"[{{text: T}}, {{text: U, then: {then}}}]")) == ["P117"] * broken


@pytest.mark.parametrize(
    ("one", "other", "broken"),
    [
        ("2025-01-13", "2025-01-13", True),
        ("2025-01", "2025-01", True),
        ("2025-01-13", "2025-01-14", False),
        ("2025-01", "2025-01-13", False),
        ("2025-01-13/2025-01-20", "2025-01-20/2025-02-01", True),
        ("2025-01-13/2025-01-20", "2025-01-21/2025-02-01", False),
        ("2025-01/2025-02", "2025-02/2025-03", False),
        ("2025-01/2025-06", "2025-02/2025-03", True),
        ("2025-01-13/..", "2025-06-01", True),
        ("../2025-06-02", "../2025-06-02", True),
    ],
)
def test_the_same_claim_on_the_same_days_is_one_too_many(one: str, other: str, broken: bool, codes: Found) -> None:
    claims = position("a", one, claim="Wants a toll.") + position("b", other, claim='" wants  a TOLL."')
    assert codes(positions=claims) == ["P120"] * broken


@pytest.mark.parametrize(
    "more",
    [
        {"actor": "south"},
        {"issue": "fee"},
        {"stance": "neutral"},
        {"claim": "Wants two tolls."},
        {"attributed_by": "south"},
        {"coder": "ben"},
        {"corrects": "a"},
    ],
)
def test_a_claim_that_differs_in_anything_that_matters_is_another(more: dict[str, str], codes: Found) -> None:
    said = {"claim": "Wants a toll."}
    assert codes(positions=position("a", **said) + position("b", **(said | more))) == []


def test_a_claim_is_compared_with_the_one_that_lasts_longest(found: Found) -> None:
    dates = {"a": "2025-01/2025-12", "b": "2025-02-01/2025-02-03", "c": "2025-06-01/2025-06-03"}
    claims = "".join(position(id, valid, claim="Same.") for id, valid in dates.items())
    assert found(positions=claims) == [f"P120 warning: the same claim as in 'a', valid {dates['a']}"] * 2


@pytest.mark.parametrize(
    ("one", "other", "broken"),
    [
        ("2025-01-13", "2025-01-13", True),
        ("2020", "2025", True),
        ("2025-01/2025-03", "2025-04/2025-06", False),
        ("2025-01/2025-03", "2025-03/2025-06", False),
        ("2025-01-01/2025-03-31", "2025-03-31/2025-06-30", True),
        ("2025-01-01/2025-03", "2025-02", True),
        ("2025-01-01/2025-03", "2025-03", False),
        ("2025-01-01/2025-02-15", "2025-21", False),
        ("2025-01-01/2025-06-15", "2025-21", True),
        ("../2025-06-02", "2025-06-01", True),
        ("../2025-06-02", "2025-06-03", False),
        ("2025-01-01/", "2025-02-01", False),
        ("2025-01-01/..", "2025-02-01", True),
    ],
)
def test_support_and_opposition_on_one_day_are_a_contradiction(
    one: str, other: str, broken: bool, codes: Found
) -> None:
    assert codes(positions=position("a", one) + position("b", other, stance="oppose")) == ["P121"] * broken


@pytest.mark.parametrize(
    "more",
    [
        {"actor": "south"},
        {"issue": "fee"},
        {"stance": "conditional"},
        {"stance": "neutral"},
        {"supersedes": "a"},
        {"corrects": "a"},
        {"status": "alleged", "attributed_by": "south"},
        {"status": "disputed"},
        {"setting": "private"},
        {"coder": "ben"},
        {"retracted_on": "2025-02-01"},
    ],
)
def test_positions_that_differ_so_contradict_nothing(more: dict[str, str], codes: Found) -> None:
    other = position("b", "2025-02", **({"stance": "oppose"} | more))
    assert codes(positions=position("a") + other) == []


def test_the_record_of_the_preferred_coder_is_that_of_the_dossier(codes: Found) -> None:
    assert codes(positions=position("a") + position("b", stance="oppose", coder="ada")) == ["P121"]


def test_a_chain_of_changes_of_mind_contradicts_nothing(codes: Found) -> None:
    chain = position("a", "2025-01") + position("b", "2025-02", stance="conditional", supersedes="a")
    assert codes(positions=chain + position("c", "2025-03", stance="oppose", supersedes="b")) == []


def test_a_contradiction_is_told_once_at_the_later_with_the_first_day_of_both(found: Found) -> None:
    sided = position("b", "2025-02-01", stance="oppose") + position("a", "2025-01-01")
    assert found(positions=sided) == ["P121 warning: oppose here and support in 'a', both valid on 2025-02-01"]


def test_each_of_many_contradictions_is_told_once(codes: Found) -> None:
    sided = "".join(position(f"p{n}", "2025", stance=("support", "oppose")[n % 2]) for n in range(2000))
    assert codes(positions=sided) == ["P121"] * 1999
