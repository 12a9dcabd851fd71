"""The focus: where it goes when the panel closes, and when a story is told by key."""

from __future__ import annotations

import pytest

from graphkit.dossier.dossier import Dossier
from tests.browser.conftest import Shown

OPENERS = {
    "a row of the matrix": ("#view=matrix", "#matrix tbody th .name"),
    "a column of the matrix": ("#view=matrix", "#matrix thead .name"),
    "a cell of the matrix": ("#view=matrix", "#matrix .cell"),
    "who is silent": ("#view=matrix", ".silent .to"),
    "the title of a scale": ("#view=scales", ".scale h3 .to"),
    "a name on a scale": ("#view=scales", ".scale .who .name"),
    "a lane": ("#view=timeline", ".lane .head button.name"),
    "a change": ("#view=timeline", ".changes .to"),
    "an event": ("#view=timeline", ".lanes .event"),
    "a claim": ("#view=evidence", ".claims .what .to"),
    "who claims": ("#view=evidence", ".claims td:nth-child(3) .to"),
    "where a claim is from": ("#view=evidence", ".claims .source .to"),
    "a source": ("#view=evidence&by=source", ".claims .what .to"),
    "what stands on a source": ("#view=evidence&by=source", ".claims .plain .to"),
    "a gap": ("#view=evidence&by=gap", "#view-evidence .to"),
    "the table of the network": ("#as=table", "#table-body .to"),
    "the table of the timeline": ("#view=timeline&as=table", "#view-timeline td .to"),
}


@pytest.mark.parametrize("opener", OPENERS)
def test_escape_leads_from_the_panel_back_to_what_opened_it(shown: Shown, whole: Dossier, opener: str) -> None:
    hash, selector = OPENERS[opener]
    page = shown(whole, hash=hash)
    found = page.locator(selector)
    number = min(3, found.count() - 1)
    found.nth(number).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.evaluate("graphkit.change({ day: '2025-06-01' })")  # what it was opened from is drawn anew
    page.evaluate("graphkit.change({ day: '2025-06-02' })")
    key = page.evaluate("graphkit.state.selected")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.localName") == "button"
    page.keyboard.press("Enter")
    assert page.evaluate("graphkit.state.selected") == key


def test_the_same_name_in_many_rows_gets_the_focus_back_in_its_own(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=evidence")
    name = page.locator(".claims td:nth-child(3) .to").first.text_content()
    assert name
    same = page.locator(".claims td:nth-child(3)").get_by_role("button", name=name, exact=True)
    assert same.count() > 2
    row = same.nth(2).evaluate("each => each.closest('tbody').dataset.key")
    same.nth(2).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == name
    assert page.evaluate("document.activeElement.closest('tbody').dataset.key") == row


def test_where_nothing_opened_the_panel_or_it_is_gone_the_view_gets_the_focus(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=matrix&select=actor:putin")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "view-matrix"
    page.locator("#matrix tbody th .name").first.focus()
    page.keyboard.press("Enter")
    page.evaluate("graphkit.change({ view: 'scales' })")
    page.locator("#panel-title").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "view-scales"


def test_closing_the_panel_takes_the_focus_from_nothing_else(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=matrix")
    page.locator("#matrix .cell").first.click()
    page.locator("#issue").focus()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.id") == "issue"


@pytest.mark.parametrize("view", ["network", "matrix"])
def test_the_first_stop_of_the_tab_key_leads_past_bar_and_legend_to_the_view(
    shown: Shown, whole: Dossier, view: str
) -> None:
    page = shown(whole, hash=f"#view={view}")
    skip = page.get_by_role("link", name="Skip to the view")
    assert skip.evaluate("each => each.getBoundingClientRect().bottom <= 0")
    page.keyboard.press("Tab")
    assert skip.evaluate("each => each === document.activeElement && each.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"view-{view}"
    assert page.evaluate("graphkit.state.selected") is None
