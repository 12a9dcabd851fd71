"""Labels: names are broken between letters, and what joins letters stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.report.labels import extent, lines

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1fa\U0001f1e6"
WAVE = "\U0001f44b\U0001f3fd"


@pytest.mark.parametrize("name", ["أحمدي\u200cنژاد", f"Family {FAMILY}", "क्\u200dष"])
def test_what_joins_letters_and_parts_of_a_sign_stays(name: str) -> None:
    assert lines(name) == (name,)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200e", "\x1b", "\u2028"])
def test_what_turns_a_line_around_or_ends_it_does_not(mark: str) -> None:
    assert lines(f"a{mark}b") == ("a b",)


@pytest.mark.parametrize("letter", ["e\u0301", "й", "ড়ি", FAMILY, FLAG, WAVE])
def test_a_word_too_long_is_cut_between_letters_never_within_one(letter: str) -> None:
    letter = unicodedata.normalize("NFD", letter)
    assert lines(letter * 7, width=3, most=9) == (letter * 3, letter * 3, letter)
    assert lines(letter * 7, width=3, most=2) == (letter * 3, letter * 2 + "…")


@given(st.text(st.sampled_from(["a", "é", "\u0301", "\u200c", "\u200d", "\U0001f467", "\U0001f1e6", " "]), min_size=1))
def test_no_line_begins_with_what_belongs_to_the_letter_before_and_nothing_is_lost(text: str) -> None:
    rows = lines(text, width=2, most=100)
    words = [word for word in text.split() if word]
    assert "".join(rows) == ("".join(words) or "?")
    begins = {word[0] for word in words}
    for row in rows:
        assert row[0] in begins or not (unicodedata.combining(row[0]) or row[0] in "\u200c\u200d")


def test_a_joiner_takes_no_room() -> None:
    assert extent(("a\u200cb",), 10) == extent(("ab",), 10)
