"""A record is found by whatever people call it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.lookup import NotFound, find, find_known, fold, names_of
from graphkit.dossier.model import Actor, Issue, Manifest, Source

DOSSIER = Dossier(
    manifest=Manifest(id="d", title="D"),
    actors=Records(
        [
            Actor(id="umerov", name="Rustem Umerov", kind="person", short="Umerov", aliases=("Умєров", "Умеров")),
            Actor(
                id="turkiye", name="Republic of Türkiye", kind="state", short="Türkiye", aliases=("Turkey", "トルコ")
            ),
            Actor(id="umerov-office", name="Office of the Minister", kind="organization", short="Office"),
            Actor(id="press-office", name="Press Office", kind="organization", short="Office"),
            Actor(id="turkey", name="Bird", kind="public"),
        ]
    ),
    issues=Records([Issue(id="umerov", name="Whether Umerov attends", question="Does he attend?")]),
    sources=Records([Source(id="s", title="Straße und Brücke", publisher="P", kind="book")]),
)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        *(("umerov", "umerov"), ("actor:umerov", "umerov"), ("Rustem Umerov", "umerov"), ("RUSTEM UMEROV", "umerov")),
        *(("Умєров", "umerov"), ("УМЕРОВ", "umerov"), (" Umerov ", "umerov"), ("turkiye", "turkiye")),
        *(("TÜRKİYE", "turkiye"), ("Türkiye", "turkiye"), ("Tu\u0308rkiye", "turkiye"), ("トルコ", "turkiye")),
    ],
)
def test_an_actor_is_found_by_id_key_name_and_alias_in_any_script_and_case(words: str, id: str) -> None:
    assert find(DOSSIER, "actor", words) == id


def test_an_id_counts_before_a_name() -> None:
    assert find(DOSSIER, "actor", "turkey") == "turkey"


def test_a_source_is_found_by_its_title() -> None:
    assert find(DOSSIER, "source", "STRASSE UND BRUCKE") == "s"


def test_a_record_of_another_kind_is_not_found() -> None:
    assert find(DOSSIER, "issue", "umerov") == "umerov"
    with pytest.raises(NotFound):
        find(DOSSIER, "issue", "actor:umerov")


def test_a_name_that_two_bear_is_refused_with_both_ids() -> None:
    with pytest.raises(NotFound, match="'office' names 2 actors; write one of the ids umerov-office, press-office"):
        find(DOSSIER, "actor", "office")


@pytest.mark.parametrize(
    ("words", "guess"), [("umarov", "did you mean 'umerov'"), ("Rustam Umerov", "did you mean 'Rustem Umerov'")]
)
def test_a_slip_is_answered_with_what_was_probably_meant(words: str, guess: str) -> None:
    with pytest.raises(NotFound, match=guess):
        find(DOSSIER, "actor", words)


def test_words_that_nobody_bears_are_answered_with_what_there_is() -> None:
    with pytest.raises(NotFound, match="no source 'xyzzy'; declared are"):
        find(DOSSIER, "source", "xyzzy")


def test_a_dossier_without_such_records_says_so() -> None:
    with pytest.raises(NotFound, match="no event 'session'; none is declared"):
        find(DOSSIER, "event", "session")


def test_the_names_of_a_record_are_its_name_short_name_title_and_aliases() -> None:
    assert names_of(DOSSIER.actors["umerov"]) == ("Rustem Umerov", "Umerov", "Умєров", "Умеров")
    assert names_of(DOSSIER.sources["s"]) == ("Straße und Brücke",)


def test_a_record_that_does_not_count_is_answered_with_when_it_does() -> None:
    manifest = Manifest(id="d", title="D", recorded_on=date(2025, 6, 1))
    actors = [
        Actor(id="old", name="The old one", kind="person"),
        Actor(id="late", name="The late one", kind="person", recorded_on=date(2025, 6, 3)),
        Actor(id="gone", name="The one that went", kind="person", retracted_on=date(2025, 6, 2)),
    ]
    whole = Dossier(manifest=manifest, actors=Records(actors))
    cut = at(whole, known_on=date(2025, 6, 2))
    assert find_known(whole, cut, "actor", "the old one") == "old"
    with pytest.raises(
        NotFound, match=r"'The late one' does not count on that day.*; its record begins on 2025-06-03$"
    ):
        find_known(whole, cut, "actor", "The late one")
    with pytest.raises(NotFound, match=r"its record begins on 2025-06-01 and was retracted on 2025-06-02$"):
        find_known(whole, cut, "actor", "gone")
    with pytest.raises(NotFound, match=r"no actor 'xyzzy'; declared are gone, late, old$"):
        find_known(whole, cut, "actor", "xyzzy")


def test_a_record_that_was_corrected_is_answered_with_its_correction() -> None:
    wrong = Actor(id="wrong", name="Wrong", kind="person")
    right = Actor(id="right", name="Right", kind="person", corrects="wrong")
    whole = Dossier(manifest=Manifest(id="d", title="D"), actors=Records([wrong, right]))
    with pytest.raises(NotFound, match=r"its record was corrected by actor:right$"):
        find_known(whole, at(whole), "actor", "Wrong")


@given(st.text(max_size=20))
def test_any_words_are_found_or_refused(words: str) -> None:
    try:
        answer = find(DOSSIER, "actor", words)
    except NotFound as refusal:
        answer = str(refusal)
    assert answer in DOSSIER.actors or answer.startswith(("no actor '", 'no actor "'))
    assert answer.isprintable()


def test_letters_of_another_width_or_weight_are_the_same_letters() -> None:
    assert fold("Ａ𝐃𝒶 ﬁ") == fold("ADA FI")


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
