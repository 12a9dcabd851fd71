"""What follows, supersedes, corrects or is part of something never leads back to itself; each circle is told once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dossier.rules.made import actor, event, position, tie

Found = Callable[..., list[str]]


def issue(id: str, parent: str) -> str:
    return f"- {{id: {id}, name: {id}, question: Q?, parent: {parent}}}\n"


def test_a_chain_and_a_diamond_are_no_circle(codes: Found) -> None:
    diamond = event("a") + event("b", follows="a") + event("c", follows="a") + event("d", follows="[b, c]")
    assert codes(events=diamond) == []


def test_a_circle_of_parents_is_told_once_with_its_members(found: Found) -> None:
    issues = issue("into", "a") + issue("a", "b") + issue("b", "c") + issue("c", "a")
    assert found(issues=issues) == ["I105 'a' is part of 'b' is part of 'c' is part of 'a'"]


def test_two_circles_are_two_problems(found: Found) -> None:
    events = event("a", follows="[b, c]") + event("b", follows="a") + event("c", follows="a")
    assert found(events=events) == ["E107 'a' follows 'b' follows 'a'", "E107 'a' follows 'c' follows 'a'"]


def test_a_circle_of_positions_and_one_of_corrections_are_told(found: Found) -> None:
    positions = position("a", supersedes="b") + position("b", supersedes="a")
    assert found(positions=positions) == ["P111 'a' supersedes 'b' supersedes 'a'"]
    actors = actor("north", corrects="south") + actor("south", corrects="north")
    assert found(positions="", actors=actors) == ["D105 'north' corrects 'south' corrects 'north'"]


def test_what_refers_to_itself_is_told_as_that_alone(codes: Found) -> None:
    assert codes(events=event("a", follows="a"), issues=issue("i", "i")) == ["E105", "I104"]


def test_a_circle_that_a_correction_opens_is_none(codes: Found) -> None:
    issues = issue("a", "b") + issue("b", "a") + "- {id: c, name: C, question: Q?, corrects: b}\n"
    assert codes(issues=issues) == []


@pytest.mark.parametrize(
    ("one", "other", "broken"),
    [
        (None, None, True),
        ("2020", "2021", True),
        ("2020/2021", "2021/2022", False),
        ("2020/2021-06-01", "2021-05-01/2022", True),
        ("2020/2021-05", "2021-05/2022", False),
        ("1990/2000", "2001/..", False),
        ("1990/2000", None, True),
        ("1990/", "1991", False),
    ],
)
def test_an_actor_may_become_a_part_of_its_part_but_not_at_the_same_time(
    one: str | None, other: str | None, broken: bool, codes: Found
) -> None:
    ties = tie("t", "north", "south", **({"valid": one} if one else {}))
    ties += tie("u", "south", "north", **({"valid": other} if other else {}))
    assert codes(ties=ties) == ["T105"] * broken


def test_other_ties_may_go_both_ways(codes: Found) -> None:
    ties = tie("t", "north", "south", "member_of") + tie("u", "south", "north", "member_of")
    assert codes(ties=ties) == []


def test_a_long_circle_names_its_first_members_and_its_last(found: Found) -> None:
    events = "".join(event(f"e{n}", follows=f"e{(n + 1) % 5000}") for n in range(5000))
    (problem,) = found(events=events)
    assert problem.startswith("E107 'e0' follows 'e1' follows ")
    assert problem.endswith(" follows 'e7' follows … follows 'e4999' follows 'e0'")
    assert len(problem) < 300


def test_many_long_circles_take_no_long_time(codes: Found) -> None:
    events = event("e0", follows="e1999") + "".join(
        event(f"e{n}", follows=f"[e{n - 1}, e{(n + 1) % 2000}]") for n in range(1, 2000)
    )
    assert set(codes(events=events)) == {"E107"}
