"""A lock proves a passage without keeping it: one character changed fails, a passage that moved is found."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graphkit.dossier.evidence import (
    BREAK,
    Verdict,
    cite,
    cite_span,
    normalise,
    paragraph_of,
    paragraph_span,
    sha256_of,
    verify,
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


def test_a_passage_that_stands_where_the_lock_says_is_proved() -> None:
    lock = one_lock(MINUTES, "North Bank wants a toll.")
    assert verify(MINUTES, lock) == Verdict("proved", lock.start, lock.end)


def test_a_copy_with_other_line_ends_and_wraps_proves_the_same_lock() -> None:
    lock = one_lock(MINUTES, "North Bank wants a toll.")
    rewrapped = "\ufeff" + normalise(MINUTES).replace(" ", "\r\n")
    assert verify(rewrapped, lock).outcome == "proved"


def test_a_passage_that_stands_elsewhere_has_moved_and_is_found() -> None:
    lock = one_lock(MINUTES, "North Bank wants a toll.")
    inserted = "A new paragraph."
    verdict = verify(f"{inserted}\n\n{MINUTES}", lock)
    assert verdict == Verdict("moved", lock.start + len(inserted) + 2, lock.end + len(inserted) + 2)


def test_a_passage_that_is_gone_has_changed_and_what_stands_there_is_told() -> None:
    lock = one_lock(MINUTES, "North Bank wants a toll.")
    changed = MINUTES.replace("wants a toll", "wants 1 toll")
    verdict = verify(changed, lock)
    assert verdict.outcome == "changed"
    assert normalise(changed)[verdict.start : verdict.end] == "North Bank wants 1 toll."


def test_a_lock_beyond_the_end_of_the_text_is_outside() -> None:
    lock = one_lock(MINUTES, "They will meet again.")
    shortened = normalise(MINUTES)[:-1]
    assert verify(shortened, lock) == Verdict("outside", lock.start, len(shortened))
    assert verify("", lock).outcome == "outside"


def test_a_lock_of_no_characters_proves_nothing() -> None:
    assert verify(MINUTES, Lock(start=5, end=5, sha256=sha256_of(""))).outcome == "outside"
    assert verify(MINUTES, Lock(start=9, end=5, sha256=sha256_of(""))).outcome == "outside"


@given(st.data())
def test_one_changed_character_in_a_locked_passage_fails(data: st.DataObject) -> None:
    text = normalise(MINUTES)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(start, end - 1))
    new = data.draw(st.characters(min_codepoint=33, max_codepoint=126).filter(lambda sign: sign != text[at]))
    changed = text[:at] + new + text[at + 1 :]
    lock = cite_span(text, start, end).lock
    assume(text[start:end] not in normalise(changed))
    assert verify(changed, lock).outcome in ("changed", "outside")


@given(TEXTS, st.data())
def test_whatever_stands_in_a_text_can_be_cited_and_is_proved(text: str, data: st.DataObject) -> None:
    normalised = normalise(text)
    assume(normalised)
    start = data.draw(st.integers(0, len(normalised) - 1))
    end = data.draw(st.integers(start + 1, len(normalised)))
    wanted = normalise(normalised[start:end])
    assume(wanted)
    citations = cite(text, wanted)
    assert citations
    for citation in citations:
        assert verify(text, citation.lock) == Verdict("proved", citation.lock.start, citation.lock.end)
        assert normalised[citation.lock.start : citation.lock.end] == wanted


@given(st.lists(st.text(alphabet="abcdefgh ,.", min_size=5, max_size=30).filter(str.strip), min_size=1, max_size=5))
def test_a_passage_has_moved_after_a_paragraph_is_put_before_it(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    citation = cite(text, paragraphs[-1])[-1]
    verdict = verify(f"{'Z' * len(text)}\n\n{text}", citation.lock)
    assert verdict.outcome == "moved"
