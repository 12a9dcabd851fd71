"""A problem prints as one line: place, code, what was found, what would be right."""

from __future__ import annotations

import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.problem import Place, Problem, in_order, near, quoted


def test_a_problem_prints_place_code_found_and_remedy() -> None:
    problem = Problem(Place("positions.yaml", 41, 10), "P103", "no actor 'umarov'", "did you mean 'umerov'?")
    assert str(problem) == "positions.yaml:41:10 P103 no actor 'umarov'; did you mean 'umerov'?"


def test_a_warning_says_that_it_is_one() -> None:
    problem = Problem(Place("notes.txt", 1, 1), "F008", "nobody reads this file", "move it", "warning")
    assert str(problem) == "notes.txt:1:1 F008 warning: nobody reads this file; move it"
    assert problem.as_dict()["severity"] == "warning"


def test_problems_are_ordered_by_file_line_column_and_code() -> None:
    places = [("a", 2, 1), ("a", 10, 1), ("a", 10, 2), ("b", 1, 1)]
    problems = [Problem(Place(*place), code, "x", "y") for place in places for code in ("F001", "P101")]
    shuffled = random.Random(1).sample(problems, len(problems))
    assert in_order(shuffled) == problems


@given(st.text())
def test_a_quoted_text_prints_on_one_line_and_stays_short(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted(text, limit=10)) <= 10 * len("\\U0010ffff") + 2


@given(st.text())
def test_a_problem_prints_on_one_line_and_controls_no_terminal(text: str) -> None:
    shown = str(Problem(Place(text, 1, 1), "F008", text, text))
    assert shown.replace("\u200c", "").replace("\u200d", "").isprintable() or unassigned(shown)


def unassigned(text: str) -> bool:
    """Whether all that does not print is a letter of nobody, or a blank of another width."""
    return {unicodedata.category(sign) for sign in text if not sign.isprintable()} <= {"Cn", "Co", "Zs", "Cf"}


def test_what_is_near_or_declared_cannot_control_the_terminal() -> None:
    assert near("red", ["\x1b[31mred"]) == r"did you mean '\x1b[31mred'?"
    assert near("xyz", ["\x1b[31mred"]) == r"declared are \x1b[31mred"


def test_a_part_of_a_word_is_near_to_it_those_that_it_begins_come_first() -> None:
    assert near("bank", ["river bank", "bank of the north", "toll"]) == (
        "did you mean 'bank of the north' or 'river bank'?"
    )
    assert near("ba", ["river bank", "toll"]) == "declared are river bank, toll"


def test_of_names_for_one_id_one_is_offered_and_the_id_is_listed() -> None:
    names = {"Mara Dunn": "mara-dunn", "mara-dunn": "mara-dunn", "Toll Office": "office", "office": "office"}
    assert near("Mara", names) == "did you mean 'Mara Dunn'?"
    assert near("xyz", names) == "declared are mara-dunn, office"


def test_a_near_word_is_offered_and_otherwise_the_words_there_are() -> None:
    assert near("umarov", ["putin", "umerov"]) == "did you mean 'umerov'?"
    assert near("xyz", ["b", "a"]) == "declared are a, b"
    assert near("xyz", [f"word{n}" for n in range(10)]).endswith("word7 and 2 more")
    assert near("xyz", []) == "none is declared"
