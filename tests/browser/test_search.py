"""The search: which records words find, in which order, and what tells one hit from another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor
from tests.browser.conftest import Shown
from tests.browser.modules import caller
from tests.report.made import position, talks

if TYPE_CHECKING:
    from playwright.sync_api import Page


def hits(page: Page, words: str) -> list[str]:
    """The names that are found, best first."""
    page.get_by_role("combobox", name="Search").fill(words)
    return page.locator("#search-list .name").all_text_contents()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ceasefire 30", "Unconditional 30-day ceasefire"),
        ("30 cease uncond", "Unconditional 30-day ceasefire"),
        ("meeting presidents", "Meeting of the two presidents"),
        ("Putin Vladimir", "Vladimir Putin"),
        ("medinskiy vladimr", "Vladimir Medinsky"),
        ("TÜRKIYE", "Türkiye"),
        ("turkıye", "Türkiye"),
    ],
)
def test_words_are_found_in_any_order_from_their_beginnings_and_without_accents(
    shown: Shown, whole: Dossier, words: str, name: str
) -> None:
    assert hits(shown(whole), words)[0] == name


def found(page: Page, actors: Sequence[Actor], *words: str) -> list[list[str]]:
    """The names that each of some searches finds among actors."""
    records = [{**each.model_dump(exclude_none=True), "id": each.id} for each in actors]
    script = """async ({ catalogue, find }, { records, words }) => {
      const { Dossier } = await import("http://modules.test/dossier.js");
      const entries = catalogue(new Dossier({ actors: records }));
      return words.map(each => find(entries, each).map(({ name }) => name));
    }"""
    result: Any = caller(page)("finding", script, {"records": records, "words": words})
    return list(result)


def test_letters_of_any_script_are_found_without_their_marks_and_joiners(page: Page) -> None:
    actors = [
        Actor(id="a", name="İstanbul", kind="public"),
        Actor(id="b", name="Киев", kind="public"),
        Actor(id="c", name="أحمدي\u200cنژاد", kind="person"),
        Actor(id="d", name="Łódź Straße", kind="public"),
        Actor(id="e", name="外交部发言人", kind="public"),
    ]
    assert found(page, actors, "istanbul", "КИЕВ", "احمدینژاد".replace("ی", "ي"), "lodz strasse", "发言人") == [
        ["İstanbul"],
        ["Киев"],
        ["أحمدي\u200cنژاد"],
        ["Łódź Straße"],
        ["外交部发言人"],
    ]


def test_the_same_comes_first_then_what_begins_so_then_words_then_parts_of_words_names_before_aliases(
    page: Page,
) -> None:
    actors = [
        Actor(id="1", name="Consus", kind="public"),
        Actor(id="2", name="Allies of the US", kind="public"),
        Actor(id="3", name="US envoy", kind="public"),
        Actor(id="4", name="America", kind="state", aliases=("US",)),
        Actor(id="5", name="Partners", kind="public", aliases=("Friends of the US",)),
    ]
    assert found(page, actors, "us") == [["America", "US envoy", "Allies of the US", "Partners", "Consus"]]


def test_an_id_finds_its_record_where_no_name_does(page: Page) -> None:
    actors = [Actor(id="truce-team", name="Negotiators", kind="public"), Actor(id="x", name="A truce", kind="public")]
    assert found(page, actors, "truce-team", "truce") == [["Negotiators"], ["A truce", "Negotiators"]]


def test_a_claim_is_found_by_its_words_with_those_of_its_actor_and_issue_and_says_whose_it_is(shown: Shown) -> None:
    held = [
        position("a", "north", "truce", "oppose", claim="Guarantees must come first."),
        position("b", "south", "truce", "support", claim="Guarantees must come first."),
        position("c", "south", "border", "oppose", claim="The line stays."),
    ]
    page = shown(talks(positions=Records(held)))
    assert hits(page, "guarantees") == ["Guarantees must come first."] * 2
    about = page.locator("#search-list .alias").all_text_contents()
    assert sorted(about) == ["Northland on A truce", "Southland on A truce"]
    hits(page, "southland guarantees truce")
    assert page.locator("#search-list .alias").all_text_contents() == ["Southland on A truce"]
    assert "The line stays." not in hits(page, "southland")
    page.locator("#search").fill("northland first")
    page.keyboard.press("Enter")
    assert page.evaluate("graphkit.state.selected") == "position:a"


def test_names_come_before_claims_and_a_slip_after_both(shown: Shown) -> None:
    held = [position("a", "north", "truce", "oppose", claim="No truce, but an envoi of help.")]
    page = shown(talks(positions=Records(held)))
    assert hits(page, "truce") == ["A truce", "No truce, but an envoi of help."]
    assert hits(page, "envoi") == ["No truce, but an envoi of help.", "Ada Envoy", "Envoys of Southland"]


@pytest.mark.parametrize("words", ["", "   ", "\u200d", "%"])
def test_what_has_no_letters_finds_nothing_and_breaks_nothing(shown: Shown, words: str, page_errors: list[str]) -> None:
    assert hits(shown(talks()), words) == []
    assert page_errors == []
