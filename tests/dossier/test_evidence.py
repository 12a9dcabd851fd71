"""A passage is cited as offsets and a hash of the normalised text, and not kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.evidence import (
    BREAK,
    cite,
    normalise,
    paragraph_of,
    paragraph_span,
    sha256_of,
)
from graphkit.dossier.model import Lock

MINUTES = """\
The two councils met on Monday.
They talked of the toll.

North Bank wants a toll.  South Bank
wants no toll.

They will meet again.
"""
# letters, spaces and breaks of every sort, and signs that compose
TEXTS = st.text(alphabet="abcé \n\r\t\x0b\x85\u2028\u00a0\u3000\u0301\ufeffе́", max_size=60)


def one_lock(text: str, quotation: str) -> Lock:
    (citation,) = cite(text, quotation)
    return citation.lock


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("a b", "a b"),
        ("\ufeffa", "a"),
        ("a\r\nb\rc\nd", "a b c d"),
        ("a\n\nb", "a\n\nb"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a\n \t\n\n\nb", "a\n\nb"),
        ("\n\n  a  \n\n", "a"),
        ("a \t\u00a0\u3000 b", "a b"),
        ("e\u0301", "é"),
        ("ﬁ ² Ａ", "ﬁ ² Ａ"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_encoding_line_ends_and_wraps_do_not_matter(text: str, normalised: str) -> None:
    assert normalise(text) == normalised


@given(TEXTS)
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(TEXTS)
def test_a_normalised_text_is_paragraphs_of_words_with_single_spaces(text: str) -> None:
    for paragraph in filter(None, normalise(text).split(BREAK)):
        assert paragraph == " ".join(paragraph.split())


@pytest.mark.parametrize(
    "change", [str.upper, lambda text: text.replace(".", "!"), lambda text: text.replace("toll", "tall")]
)
def test_wording_case_and_punctuation_do_matter(change: type[str]) -> None:
    assert normalise(change(MINUTES)) != normalise(MINUTES)


def test_a_citation_says_paragraph_offsets_and_hash() -> None:
    (citation,) = cite(MINUTES, "South Bank wants no toll.")
    assert citation.paragraph == 2
    assert normalise(MINUTES)[citation.lock.start : citation.lock.end] == "South Bank wants no toll."
    assert citation.lock.sha256 == sha256_of("South Bank wants no toll.")


def test_the_hash_is_the_sha_256_of_the_passage_in_utf_8() -> None:
    # FIPS 180-2, appendix B.1
    assert sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_white_space_and_wraps_in_the_quotation_do_not_matter() -> None:
    assert one_lock(MINUTES, " South\n  Bank wants\tno toll. ") == one_lock(MINUTES, "South Bank wants no toll.")


def test_every_occurrence_is_cited_in_order() -> None:
    assert [(each.paragraph, each.lock.start) for each in cite(MINUTES, "toll")] == [(1, 51), (2, 77), (2, 103)]


def test_occurrences_that_overlap_are_all_cited() -> None:
    assert [(each.lock.start, each.lock.end) for each in cite("tolololol", "olol")] == [(1, 5), (3, 7), (5, 9)]


def test_a_quotation_may_run_over_a_paragraph() -> None:
    (citation,) = cite(MINUTES, "the toll.\n\nNorth Bank")
    assert citation.paragraph == 1


@pytest.mark.parametrize("quotation", ["a bridge", "TOLL", "", "  \n", "toll.South"])
def test_words_that_do_not_occur_are_not_cited(quotation: str) -> None:
    assert cite(MINUTES, quotation) == []


def test_signs_of_regular_expressions_are_only_signs() -> None:
    assert len(cite("Why (not)? a.c a+c", "a.c")) == 1
    assert len(cite("Why (not)?", "(not)?")) == 1


def test_paragraphs_count_from_1() -> None:
    text = normalise(MINUTES)
    spans = [paragraph_span(text, number) for number in (1, 2, 3)]
    assert [text[start:end].split()[0] for start, end in spans] == ["The", "North", "They"]
    assert [paragraph_of(text, start) for start, _ in spans] == [1, 2, 3]
    assert [paragraph_of(text, end - 1) for _, end in spans] == [1, 2, 3]


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_paragraph_that_the_text_has_not_is_an_error(number: int) -> None:
    with pytest.raises(IndexError, match="the text has 3 paragraphs"):
        paragraph_span(normalise(MINUTES), number)


@pytest.mark.parametrize(
    ("text", "there"), [("", "no paragraphs"), ("One.", "1 paragraph"), ("One.\n\nTwo.", "2 paragraphs")]
)
def test_the_error_says_how_many_paragraphs_there_are(text: str, there: str) -> None:
    with pytest.raises(IndexError, match=f"the text has {there}, none is number 3"):
        paragraph_span(text, 3)
