"""The story in a real browser: its steps drive the views, by button, key and address; hostile text stays text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.story import Step
from tests.browser.conftest import Shown
from tests.report.made import talks

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def step(title: str = "A step", text: str = "Words.", **words: Any) -> Step:
    return Step.model_validate({"title": title, "text": text, **words})


def with_story(*steps: Step) -> Dossier:
    return replace(talks(), story=steps)


def state(page: Page) -> dict[str, Any]:
    """What the page is set to."""
    found: dict[str, Any] = page.evaluate("({ ...graphkit.state, off: [...graphkit.state.off].sort() })")
    return found


THREE = (
    step("The two sides", view="matrix", issue="truce", actor="north"),
    step("In time", view="timeline", day="2025-05-20", hide=["person", "heads"]),
    step("The picture", network="events", select="event:first"),
)


def test_each_step_sets_the_views_as_its_author_said(shown: Shown) -> None:
    page = shown(with_story(*THREE))
    page.get_by_role("button", name="Story: 3 steps").click()
    assert page.get_by_role("heading", name="The two sides").is_visible()
    assert page.evaluate("document.activeElement.textContent.trim()") == "1 The two sides"
    now = state(page)
    assert (now["view"], now["issue"], now["selected"]) == ("matrix", "issue:truce", "actor:north")
    page.get_by_role("button", name="Next").click()
    now = state(page)
    assert (now["view"], now["issue"], now["day"], now["selected"]) == ("timeline", "", "2025-05-20", None)
    assert now["off"] == ["kind:person", "tie:heads"]
    page.get_by_role("button", name="Next").click()
    now = state(page)
    assert (now["view"], now["net"], now["selected"], now["off"]) == ("network", "events", "event:first", [])
    assert page.locator(".step:visible").count() == 1
    assert page.locator("#story").get_by_role("status").text_content() == "Step 3 of 3: The picture"


def test_a_step_stands_in_the_address_and_a_link_reopens_it_with_what_the_reader_changed(shown: Shown) -> None:
    page = shown(with_story(*THREE), hash="#step=2")
    assert page.get_by_role("heading", name="In time").is_visible()
    assert state(page)["day"] == "2025-05-20"
    page.evaluate("graphkit.change({ view: 'scales' })")
    assert page.evaluate("location.hash") == "#step=2&view=scales"
    page.reload()
    page.wait_for_function("() => window.graphkit !== undefined")
    now = state(page)
    assert (now["step"], now["view"], now["day"]) == (2, "scales", "2025-05-20")


def test_back_in_the_browser_goes_to_the_step_before(shown: Shown) -> None:
    page = shown(with_story(*THREE), hash="#step=1")
    page.get_by_role("button", name="Next").click()
    page.go_back()
    page.wait_for_function("() => graphkit.state.step === 1")
    assert state(page)["view"] == "matrix"


def test_a_filter_that_a_step_sets_can_be_taken_off_and_the_link_says_so(shown: Shown) -> None:
    page = shown(with_story(*THREE), hash="#step=1")
    page.evaluate("graphkit.change({ issue: '' })")
    page.evaluate("graphkit.select(null)")
    assert page.evaluate("location.hash") == "#step=1&issue=&select="
    page.reload()
    page.wait_for_function("() => window.graphkit !== undefined")
    assert (state(page)["issue"], state(page)["selected"]) == ("", None)


def test_the_arrow_keys_lead_through_the_steps_and_escape_ends_the_story_where_it_is(shown: Shown) -> None:
    page = shown(with_story(*THREE), hash="#step=1")
    page.evaluate("document.activeElement.blur()")
    for key, number in [("ArrowRight", 2), ("End", 3), ("ArrowRight", 3), ("ArrowLeft", 2), ("Home", 1)]:
        page.keyboard.press(key)
        assert state(page)["step"] == number, key
        title = THREE[number - 1].title
        if key != "ArrowRight" or number == 2:  # there is none after the last
            assert page.evaluate("document.activeElement.textContent.trim()") == f"{number} {title}"
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.locator("#story").is_hidden()
    assert state(page)["view"] == "timeline"
    assert "step" not in page.evaluate("location.hash")
    assert page.evaluate("document.activeElement.id") == "tell"


def test_the_last_step_has_no_next_and_its_button_keeps_the_focus(shown: Shown) -> None:
    page = shown(with_story(*THREE), hash="#step=2")
    following = page.get_by_role("button", name="Next")
    following.click()
    assert following.get_attribute("aria-disabled") == "true"
    following.click(force=True)
    assert state(page)["step"] == 3
    assert page.evaluate("document.activeElement.id") == "story-next"


@pytest.mark.parametrize("number", ["0", "4", "-1", "x", "1.5e9"])
def test_an_address_with_a_step_that_is_not_there_tells_none(shown: Shown, number: str, page_errors: list[str]) -> None:
    page = shown(with_story(*THREE), hash=f"#step={number}")
    assert page.locator("#story").is_hidden()
    assert page_errors == []


def test_what_a_step_names_and_the_page_does_not_have_is_as_at_the_start(shown: Shown, page_errors: list[str]) -> None:
    odd = step(address="view=nowhere&day=9999-99-99&issue=issue:none&select=actor:none&off=%E0%A4", view=None)
    page = shown(with_story(odd), hash="#step=1")
    now = state(page)
    assert (now["view"], now["issue"], now["selected"], now["day"]) == ("network", "", None, "2025-06-02")
    assert page_errors == []


def test_a_page_without_a_story_offers_none(shown: Shown) -> None:
    page = shown(talks(), hash="#step=1")
    assert page.locator("#tell, #story").count() == 0
    assert state(page)["step"] == 0


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[see](javascript:alert(1))",
    "![see](https://evil.example/x.png)",
    "</article></section><script>alert(1)</script>",
    "{{ 7 * 7 }}",
]


def test_hostile_text_in_a_story_stays_text(shown: Shown, page_errors: list[str], page_requests: list[str]) -> None:
    steps = [step(title=text, text=f"{text}\n\n- {text}\n\n`{text}`") for text in HOSTILE]
    page = shown(with_story(*steps), hash="#step=1")
    for number, text in enumerate(HOSTILE, start=1):
        assert text in (page.locator(f"#step-{number} h3").text_content() or "")
        assert page.locator(f"#step-{number} code").text_content() == text
        page.keyboard.press("ArrowRight")
    assert page.locator("#story img, #story script").count() == 0
    links = page.locator("#story a")
    assert {links.nth(i).get_attribute("href") for i in range(links.count())} == {"https://evil.example/x.png"}
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    assert page.evaluate("violations") == []
    assert page_errors == []
    assert len(page_requests) == 1


def test_on_paper_every_step_is_told_and_afterwards_one_again(shown: Shown) -> None:
    page = shown(with_story(*THREE), hash="#step=2")
    page.emulate_media(media="print")
    assert page.locator(".step:visible").count() == 3
    assert page.get_by_role("button", name="Next").is_hidden()
    page.emulate_media(media="screen")
    assert page.locator(".step:visible").count() == 1


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_story_of_the_seed_leaves_room_for_every_view_that_it_shows(
    shown: Shown, whole: Dossier, size: tuple[int, int], page_errors: list[str]
) -> None:
    page = shown(whole, hash="#step=1", size=size)
    for number in range(1, 7):
        page.locator("#story-which").select_option(str(number))
        main = page.locator("main").bounding_box()
        assert main
        assert main["width"] >= 390
        assert main["height"] >= 500
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page_errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to_in_story_filters_and_saving(
    shown: Shown, whole: Dossier, scheme: Any, web: Path, page: Page
) -> None:
    page.emulate_media(color_scheme=scheme)
    shown(whole, hash="#step=3", assume={"salience": 50, "capability": 50})
    page.evaluate((web / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    for opened, hash in [("", "step=3"), ("filters", "step=1"), ("save", "view=evidence&by=gap"), ("", "view=scales")]:
        page.evaluate(f"location.hash = '{hash}'")
        page.evaluate("id => document.querySelectorAll('.menu').forEach(each => each.open = each.id === id)", opened)
        page.wait_for_timeout(50)
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        found = [(each["id"], [node["target"] for node in each["nodes"]]) for each in result["violations"]]
        assert found == [], (opened, hash)
