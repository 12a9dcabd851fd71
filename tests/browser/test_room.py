"""What stands where when there is much to show: one row of controls, whole neighbours, no word outside its card."""

from __future__ import annotations

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Issue
from tests.browser.conftest import Shown
from tests.report.made import position, talks


@pytest.mark.parametrize("width", [1280, 1440])
def test_search_and_filters_leave_the_bar_in_one_row(shown: Shown, whole: Dossier, width: int) -> None:
    off = ",".join(f"kind:{each}" for each in "abcdefghijkl")
    page = shown(whole, hash=f"#view=scales&issue=issue:ceasefire-30-days&off={off}", size=(width, 900))
    page.locator("#search").fill("ceasefire")
    assert "found" in (page.locator("#search-said").text_content() or "")
    tops = page.locator(".find, #filters, #reset, #save").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().top)"
    )
    assert max(tops) - min(tops) < 10


def test_a_step_shows_all_that_its_selection_touches_beside_the_panel(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#step=1", size=(1440, 900))
    assert page.locator("#panel").is_visible()
    hidden = page.evaluate(
        """() => {
          const { picture, state, edges } = graphkit;
          const ends = [...edges.values()].filter(({ from, to }) => [from, to].includes(state.selected));
          const room = picture.box.clientWidth - document.querySelector('#panel').offsetWidth;
          return ends.flatMap(({ from, to }) => [from, to]).filter(id => {
            const { left, top, right, bottom } = picture.boxOf(id);
            return left < 0 || top < 0 || right > room || bottom > picture.box.clientHeight;
          });
        }"""
    )
    assert hidden == []


@pytest.mark.parametrize("hash", ["#view=evidence", "#view=matrix", "#view=network&select=event:talks-2-june"])
def test_no_comma_begins_a_line(shown: Shown, whole: Dossier, hash: str) -> None:
    page = shown(whole, hash=hash, size=(1100, 800))
    begins = page.evaluate(
        """() => [...document.querySelectorAll('.kept, .to')].filter(each => {
          const next = each.matches('.kept') ? each.lastChild : each.nextSibling;
          if (next?.nodeType !== 3 || !next.data.startsWith(',')) return false;
          const range = document.createRange();
          range.setStart(next, 0);
          range.setEnd(next, 1);
          return range.getBoundingClientRect().top > each.getBoundingClientRect().bottom - 2;
        }).map(each => each.textContent)"""
    )
    assert page.locator(".kept").count() > 3
    assert begins == []


def test_a_long_word_at_the_end_of_a_scale_stays_in_its_card(shown: Shown) -> None:
    scale = {"low": "Donaudampfschifffahrtsgesellschaft" * 4, "high": "Rindfleischetikettierungsgesetz" * 4}
    issue = Issue.model_validate({"id": "truce", "name": "A truce", "question": "Should there be?", "scale": scale})
    page = shown(
        talks(issues=Records([issue]), positions=Records([position("n", "north", "truce", "oppose", value=20)])),
        hash="#view=scales",
        size=(900, 800),
    )
    assert page.locator(".end").evaluate_all("all => all.map(each => each.scrollWidth <= each.clientWidth)") == [
        True,
        True,
    ]
