"""The report where there is little room: in another page's frame, and on a telephone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest

from graphkit.dossier.dossier import Dossier
from tests.browser.conftest import Shown
from tests.report.made import talks

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

PHONE = (390, 844)


def box(page: Page, selector: str) -> FloatRect:
    """Where an element stands in the window."""
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found


# ---- in a frame ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["network", "matrix", "evidence"])
@pytest.mark.parametrize("size", [(700, 450), (900, 600), (901, 600), PHONE])
def test_embedded_the_view_ends_where_the_line_on_its_source_begins(
    shown: Shown, whole: Dossier, view: str, size: tuple[int, int]
) -> None:
    page = shown(whole, hash=f"?embed#view={view}", size=size)
    seen, line = box(page, f"#view-{view}"), box(page, "#from-where")
    assert seen["y"] + seen["height"] <= line["y"] + 1
    assert line["y"] + line["height"] <= size[1] + 1


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_embedded_the_line_on_the_source_is_whole_at_any_width(shown: Shown, width: int) -> None:
    licensed = replace(talks(), manifest=talks().manifest.model_copy(update={"licence": "CC-BY-4.0"}))
    page = shown(licensed, hash="?embed#view=matrix", size=(width, 600))
    text = page.locator("#from-where span")
    assert "Made with graphkit" in (text.text_content() or "")
    assert text.evaluate(
        "each => each.scrollWidth <= each.clientWidth && getComputedStyle(each).overflow === 'visible'"
    )
    line = box(page, "#from-where")
    assert line["x"] + line["width"] <= width


def test_embedded_with_its_legend_a_narrow_picture_keeps_the_width(shown: Shown) -> None:
    page = shown(talks(), hash="?embed=legend#view=network", size=PHONE)
    assert box(page, "#view-network")["width"] == PHONE[0]
    assert box(page, "#legend")["y"] >= box(page, "#view-network")["height"]


# ---- on a telephone --------------------------------------------------------------------------------------------------


def rested(page: Page) -> None:
    """Wait until the page scrolls no more."""
    page.evaluate(
        """() => new Promise(done => {
          let [last, same] = [-1, 0];
          const look = () => {
            same = scrollY === last ? same + 1 : 0;
            last = scrollY;
            if (same > 8) done(); else requestAnimationFrame(look);
          };
          look();
        })"""
    )


def reached(page: Page) -> bool:
    """Whether the panel begins at the top of the window, or as near to it as the page can be scrolled."""
    rested(page)
    top = box(page, "#panel")["y"]
    end = page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
    return -1 < top < (PHONE[1] / 2 if end else 20)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("chosen", ["#matrix .cell", "#matrix tbody th .name"])
def test_what_is_chosen_comes_into_the_window_and_closing_leads_back(
    shown: Shown, whole: Dossier, page: Page, motion: Literal["reduce", "no-preference"], chosen: str
) -> None:
    page.emulate_media(reduced_motion=motion)
    shown(whole, hash="#view=matrix", size=PHONE)
    opener = page.locator(chosen).nth(9)
    words = opener.text_content()
    page.evaluate("addEventListener('click', () => (window.before ??= scrollY), { capture: true })")
    opener.click()
    assert reached(page)
    page.mouse.wheel(0, 300)
    rested(page)
    page.get_by_role("button", name="Close").click()  # it stays in reach
    rested(page)
    assert page.evaluate("scrollY === before")
    assert page.evaluate("document.activeElement.textContent") == words


def test_a_name_that_was_searched_brings_its_panel_and_a_name_in_the_panel_the_next(
    shown: Shown, whole: Dossier, page: Page
) -> None:
    page.emulate_media(reduced_motion="reduce")
    shown(whole, size=PHONE)
    page.locator("#search").fill("Putin")
    page.locator("#search-list li").first.click()
    assert reached(page)
    assert page.locator("#panel-title").text_content() == "Vladimir Putin"
    page.locator("#panel-body .to").last.click()
    assert reached(page)
    assert page.locator("#panel-title").text_content() != "Vladimir Putin"
    page.keyboard.press("Escape")
    rested(page)
    assert page.evaluate("scrollY") == 0


def test_a_link_to_a_selection_opens_at_the_top(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#actor:putin", size=PHONE)
    rested(page)
    assert page.locator("#panel").is_visible()
    assert page.evaluate("scrollY") == 0


def test_no_name_of_an_event_is_cut_by_the_edge_of_its_lane_and_the_day_is_seen_first(
    shown: Shown, whole: Dossier
) -> None:
    page = shown(whole, hash="#view=timeline", size=PHONE)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.lanes .event .words')].filter(each => {
          const [words, track] = [each.getBoundingClientRect(), each.closest('.track').getBoundingClientRect()];
          return words.left < track.left - 1 || words.right > track.right + 1;
        }).map(each => each.textContent)"""
    )
    assert cut == []
    page.wait_for_function("() => document.querySelector('#view-timeline').scrollLeft > 0")
    assert PHONE[0] / 2 < box(page, ".now")["x"] < PHONE[0]


def test_the_foot_is_whole(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, size=PHONE)
    cut = "each => getComputedStyle(each).overflow !== 'visible' || each.getBoundingClientRect().right > innerWidth"
    assert page.locator("footer span").count() == 4
    assert not any(each.evaluate(cut) for each in page.locator("footer span").all())
