"""A lock proves a passage without keeping it: one character changed fails, a passage that moved is found."""

from __future__ import annotations

import hashlib
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graphkit.dossier import proof
from graphkit.dossier.evidence import cite, cite_span, normalise, sha256_of
from graphkit.dossier.model import Locator, Lock
from graphkit.dossier.proof import NEAR, Verdict, prove, verify

MINUTES = """\
The two councils met on Monday.
They talked of the toll.

North Bank wants a toll.  South Bank
wants no toll.

They will meet again.
"""
TEXTS = st.text(alphabet="abcé \n\r\t\x0b\x85\u2028\u00a0\u3000\u0301\ufeffе́", max_size=60)
FILLER = "Nothing of note was said on that day. "


def one_lock(text: str, quotation: str) -> Lock:
    (citation,) = cite(text, quotation)
    return citation.lock


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


def test_a_passage_in_another_paragraph_than_the_locator_says_is_misplaced() -> None:
    text = normalise(MINUTES)
    lock = one_lock(text, "North Bank wants a toll.")
    assert prove(text, lock, Locator(paragraph=2)).outcome == "proved"
    assert prove(text, lock, Locator(paragraph=3)) == Verdict("misplaced", lock.start, lock.end)


def test_a_passage_over_two_paragraphs_may_be_located_in_either() -> None:
    text = normalise(MINUTES)
    lock = one_lock(text, "the toll.\n\nNorth Bank")
    outcomes = [prove(text, lock, Locator(paragraph=number)).outcome for number in (1, 2, 3)]
    assert outcomes == ["proved", "proved", "misplaced"]


def test_of_several_occurrences_the_nearest_to_the_old_place_is_where_it_moved() -> None:
    text = "One toll. " + FILLER + "One toll. " + FILLER * 5 + "One toll."
    lock = Lock(start=text.index(FILLER) + 20, end=text.index(FILLER) + 29, sha256=sha256_of("One toll."))
    assert prove(text, lock).start == text.index("One toll.", 5)


def test_a_passage_that_moved_beyond_what_is_near_is_found_where_words_begin_and_end() -> None:
    lock = one_lock(MINUTES, "North Bank wants a toll.")
    far = FILLER * (2 * NEAR // len(FILLER))
    assert prove(f"{far}North Bank wants a toll.", lock) == Verdict("moved", len(far), len(far) + 24)


def test_a_passage_of_a_script_without_spaces_is_found_far_away() -> None:
    words = "橋の通行料を半額にする"
    lock = Lock(start=0, end=len(words), sha256=sha256_of(words))
    far = "議会は月曜日に開かれた" * (2 * NEAR // 11)
    assert prove(f"{far}{words}に賛成", lock).start == len(far)


def test_near_the_old_place_a_part_of_a_word_is_found_too() -> None:
    lock = Lock(start=0, end=4, sha256=sha256_of("oll."))
    assert prove("The toll.", lock) == Verdict("moved", 5, 9)


def test_a_passage_as_long_as_half_a_large_text_does_not_hang_the_search() -> None:
    text = FILLER * 20_000
    lock = Lock(start=0, end=len(text) // 2, sha256="0" * 64)
    started = time.perf_counter()
    assert prove(text, lock).outcome == "changed"
    assert time.perf_counter() - started < 30


def test_a_search_hashes_no_more_than_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = 0

    def counting(data: bytes) -> object:
        nonlocal hashed
        hashed += len(data)
        return hashlib.new("sha256", data)

    monkeypatch.setattr(proof, "HASHED_AT_MOST", 10_000)
    monkeypatch.setattr(hashlib, "sha256", counting)
    prove(FILLER * 2 * (NEAR // len(FILLER)), Lock(start=0, end=100, sha256="0" * 64))
    assert 0 < hashed <= 2 * 10_000 + 100


@given(st.integers(0, 10**30), st.integers(1, 10**30))
def test_offsets_of_any_size_are_judged(start: int, end: int) -> None:
    assert prove("A short text.", Lock(start=start, end=end, sha256="0" * 64)).outcome in ("changed", "outside")
