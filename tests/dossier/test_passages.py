"""An analyst who copied nearly the right words is shown the passages that were probably meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.evidence import normalise, paragraph_of
from graphkit.dossier.passages import LIKE_AT_LEAST, passages_like

MINUTES = normalise("""\
Councils meet.

The mayor said: “North Bank would pay half of it”, and left.

South Bank would pay a tenth of it.

North Bank will pay half.
""")


def found(words: str) -> list[tuple[int, str]]:
    return [(each.paragraph, MINUTES[each.start : each.end]) for each in passages_like(MINUTES, words)]


def test_the_most_alike_comes_first_with_its_paragraph_and_its_words_as_they_stand_there() -> None:
    assert found("North Bank will pay half of it")[:3] == [
        (2, "“North Bank would pay half of it”,"),
        (4, "North Bank will pay half."),
        (3, "South Bank would pay a tenth"),
    ]


def test_words_like_nothing_in_the_text_find_nothing() -> None:
    assert found("xyzzy 123 qqqq") == []
    assert passages_like("", "a word") == []
    assert passages_like(MINUTES, " ") == []


def test_words_of_two_paragraphs_are_compared_with_two() -> None:
    ((paragraph, text), *_) = found("tenth of it.\n\nNorth Bank would pay half.")
    assert (paragraph, text) == (3, "tenth of it.\n\nNorth Bank will pay half.")


def test_no_more_are_given_than_were_asked_for() -> None:
    text = "\n\n".join(["They would pay half."] * 9)
    assert [each.paragraph for each in passages_like(text, "they would pay half", limit=4)] == [1, 2, 3, 4]


def test_words_too_long_to_compare_whole_are_found_by_their_beginning() -> None:
    text = " ".join(f"word{number}" for number in range(2000))
    ((best),) = passages_like(text, text[7:9000].replace("word5 ", "wort5 "))
    assert (text[best.start : best.end].split()[0], best.end > 8900) == ("word1", True)


@given(st.text(alphabet="ab c\n.", max_size=80), st.text(alphabet="ab c\n.", max_size=80))
def test_what_is_found_stands_in_the_paragraph_that_is_named(text: str, words: str) -> None:
    normalised = normalise(text)
    for each in passages_like(normalised, words):
        assert 0 <= each.start < each.end <= len(normalised)
        assert paragraph_of(normalised, each.start) == each.paragraph
        assert LIKE_AT_LEAST <= each.likeness <= 100
