"""The graph model for conflict resolution: published cases, and definitions tried by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.bargaining.stability import CONCEPTS, Conflict, Option, every_state, stability
from graphkit.bargaining.table import BadInputs


def ranked(words: str) -> list[list[str]]:
    return [[each] for each in words.split()]


# Fang, Hipel and Kilgour (1993): the Elmira groundwater contamination, with the Ministry, Uniroyal and Local government
ELMIRA = Conflict(
    options=(
        Option("modify", "M", irreversible=True),
        Option("delay", "U"),
        Option("accept", "U", irreversible=True),
        Option("abandon", "U", irreversible=True),
        Option("insist", "L"),
    ),
    states={
        "1": "NYNNN",
        "2": "YYNNN",
        "3": "NNYNN",
        "4": "YNYNN",
        "5": "NYNNY",
        "6": "YYNNY",
        "7": "NNYNY",
        "8": "YNYNY",
        "9": "---Y-",
    },
    preferences={
        "M": ranked("7 3 4 8 5 1 2 6 9"),
        "L": ranked("7 3 5 1 8 6 4 2 9"),
        "U": ranked("1 4 8 5 9 3 7 2 6"),
    },
)


def test_elmira_has_the_published_equilibria() -> None:
    found = stability(ELMIRA)
    assert found.equilibria("nash") == found.equilibria("seq") == ("5", "8", "9")
    assert found.equilibria("gmr") == found.equilibria("smr") == ("1", "4", "5", "8", "9")


def test_what_cannot_be_undone_leads_one_way() -> None:
    moves = ELMIRA.moves("M")
    assert [(int(a) + 1, int(b) + 1) for a, b in np.argwhere(moves)] == [(1, 2), (3, 4), (5, 6), (7, 8)]
    assert all(ELMIRA.moves("U")[state, 8] for state in range(8)) and not ELMIRA.moves("U")[8].any()


def test_the_chicken_game_and_the_prisoners_dilemma_are_as_textbooks_have_them() -> None:
    # Fang, Hipel and Kilgour (1993), chapter 3: in the game of chicken both swerving is sequentially stable
    options = (Option("a", "A"), Option("b", "B"))
    states = {"both": "YY", "a": "YN", "b": "NY", "none": "NN"}  # who swerves
    chicken = Conflict(options, states, {"A": ranked("b both a none"), "B": ranked("a both b none")})
    assert stability(chicken).equilibria("nash") == ("a", "b")
    assert stability(chicken).equilibria("seq") == ("a", "b")
    assert stability(chicken).equilibria("gmr") == ("both", "a", "b")
    dilemma = Conflict(options, states, {"A": ranked("a none both b"), "B": ranked("b none both a")})
    assert stability(dilemma).equilibria("nash") == ("both",)
    assert stability(dilemma).equilibria("seq") == ("both", "none")


@st.composite
def conflicts(draw: st.DrawFn) -> Conflict:
    many = draw(st.integers(1, 3))
    owners = draw(st.lists(st.sampled_from("ABC"[:many]), min_size=1, max_size=3))
    options = tuple(Option(f"o{n}", by, draw(st.booleans())) for n, by in enumerate(owners))
    states = every_state(options)
    likes = {}
    for mover in dict.fromkeys(owners):
        order = draw(st.permutations(list(states)))
        cuts = draw(st.lists(st.booleans(), min_size=len(order), max_size=len(order)))
        tiers: list[list[str]] = []
        for state, new in zip(order, cuts, strict=True):
            if new or not tiers:
                tiers.append([])
            tiers[-1].append(state)
        likes[mover] = tiers
    return Conflict(options, states, likes)


def walks(conflict: Conflict, start: int, movers: tuple[str, ...], *, improving: bool) -> set[int]:
    """Where others can lead on to, by every walk in which nobody steps twice in a row."""
    found: set[int] = set()
    seen: set[tuple[int, str]] = set()
    waiting = [(start, "")]
    while waiting:
        here, last = waiting.pop()
        for mover in movers:
            if mover != last:
                for to in steps(conflict, here, mover, improving=improving):
                    found.add(to)
                    if (to, mover) not in seen:
                        seen.add((to, mover))
                        waiting.append((to, mover))
    return found


def steps(conflict: Conflict, here: int, mover: str, *, improving: bool) -> Iterator[int]:
    worth = conflict.worth(mover)
    for to in np.flatnonzero(conflict.moves(mover)[here]).tolist():
        if not improving or worth[to] > worth[here]:
            yield to


@given(conflicts())
def test_stability_is_what_the_definitions_say(conflict: Conflict) -> None:
    found = stability(conflict)
    for mover in conflict.movers:
        worth, others = conflict.worth(mover), tuple(each for each in conflict.movers if each != mover)
        for here, row in enumerate(found.rows):
            better = list(steps(conflict, here, mover, improving=True))
            answers = {to: walks(conflict, to, others, improving=False) for to in better}
            improving = {to: walks(conflict, to, others, improving=True) for to in better}

            def deters(state: int, here: int = here, worth: Any = worth) -> bool:
                return bool(worth[state] <= worth[here])

            def holds(state: int, here: int = here, worth: Any = worth, mover: str = mover) -> bool:
                return deters(state, here, worth) and all(
                    worth[to] <= worth[here] for to in steps(conflict, state, mover, improving=False)
                )

            expected = {
                "nash": not better,
                "seq": all(any(map(deters, improving[to])) for to in better),
                "gmr": all(any(map(deters, answers[to])) for to in better),
                "smr": all(any(map(holds, answers[to])) for to in better),
            }
            assert {concept: mover in row.stable_for[concept] for concept in CONCEPTS} == expected


@given(conflicts())
def test_what_is_stable_in_a_narrow_sense_is_so_in_a_wider_one(conflict: Conflict) -> None:
    for row in stability(conflict).rows:
        nash, seq, gmr, smr = (set(row.stable_for[concept]) for concept in CONCEPTS)
        assert nash <= seq <= gmr and nash <= smr <= gmr


def test_infeasible_patterns_leave_out_what_fits_them() -> None:
    options = (Option("accept", "A"), Option("abandon", "A"), Option("insist", "B"))
    assert list(every_state(options, ["YY-"])) == ["NNN", "NNY", "NYN", "NYY", "YNN", "YNY"]


@pytest.mark.parametrize(
    ("states", "likes", "message"),
    [
        ({"1": "Y", "2": "N"}, {"A": ranked("1 2")}, "give Y, N or - for each option"),
        ({"1": "YX", "2": "NN"}, {"A": ranked("1 2")}, "the state '1' is 'YX'"),
        ({"1": "Y-", "2": "YN"}, {"A": ranked("1 2")}, "the states '1' and '2' overlap"),
        ({"1": "YN", "2": "NN"}, {"A": ranked("1 2")}, "the preference of 'B' does not name every state once"),
        ({"1": "YN", "2": "NN"}, {"A": ranked("1 2 2"), "B": ranked("1 2")}, "the preference of 'A' does not name"),
    ],
)
def test_what_is_no_conflict_is_told(states: Any, likes: Any, message: str) -> None:
    with pytest.raises(BadInputs) as told:
        Conflict((Option("a", "A"), Option("b", "B")), states, likes)
    assert message in str(told.value)


def test_too_many_options_for_every_combination_are_told() -> None:
    with pytest.raises(BadInputs, match="13 options have too many combinations; list the states"):
        every_state([Option(f"o{n}", "A") for n in range(13)])
