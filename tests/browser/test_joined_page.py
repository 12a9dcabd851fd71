"""What a reader does to a network goes together with stories, filters, what is taken away, and crowds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor
from graphkit.dossier.story import Step
from tests.browser.conftest import Shown
from tests.browser.test_crowded_page import crowd
from tests.browser.test_network_view import alliances, lit, visible
from tests.browser.test_taking_away import drawing, rows, words
from tests.report.made import tie

if TYPE_CHECKING:
    from playwright.sync_api import Page

AROUND_LEFT = {f"actor:{each}" for each in ("left", "a1", "a2", "a3", "host")}


def step(address: str) -> Step:
    return Step(title="A step", text="Words.", address=address)


def state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("({ ...graphkit.state, fold: [...graphkit.state.fold].sort(), off: [] })")
    return found


def inside_blocs(page: Page) -> int:
    """How many lines the page says are not drawn because both ends stand collapsed in one bloc."""
    found = re.search(r"(\d+) inside blocs", page.locator("#shown").text_content() or "")
    return int(found[1]) if found else 0


def merged_lines(page: Page) -> set[str]:
    return {each for each in visible(page, "edges") if each.startswith("fold:conflict")}


def test_the_steps_of_a_story_lead_to_a_neighbourhood_a_path_and_collapsed_blocs_and_back(shown: Shown) -> None:
    steps = (
        step("ego=actor:left&depth=1"),
        step("path=actor:mission,actor:a2&select=path&hulls=on"),
        step("fold=left,right&size=pagerank"),
        step("view=matrix&order=camp"),
    )
    page = shown(replace(alliances(), story=steps), hash="#step=1")
    assert visible(page) == AROUND_LEFT
    next_one = page.get_by_role("button", name="Next", exact=True)
    next_one.click()
    assert (state(page)["ego"], state(page)["selected"], state(page)["hulls"]) == ("", "path", "on")
    assert lit(page) == {f"actor:{each}" for each in ("mission", "a2")}
    next_one.click()
    assert (state(page)["path"], state(page)["hulls"], state(page)["fold"]) == ("", "", ["left", "right"])
    assert "actor:a1" not in visible(page)
    next_one.click()
    assert page.locator("#order").input_value() == "camp"
    page.go_back()
    page.wait_for_function("() => graphkit.state.fold.size === 2")
    assert "actor:a1" not in visible(page)


def test_a_reader_who_strays_from_a_step_into_a_neighbourhood_gets_a_link_that_reopens_both(shown: Shown) -> None:
    given = replace(alliances(), story=(step("fold=right"),))
    page = shown(given, hash="#step=1")
    page.evaluate("graphkit.change({ ego: 'actor:left', view: 'network' })")
    page.wait_for_function("() => location.hash.includes('ego=')")
    hash = page.evaluate("location.hash")
    assert hash == "#step=1&ego=actor:left"
    again = shown(given, hash=hash)
    assert (state(again)["step"], state(again)["ego"], state(again)["fold"]) == (1, "actor:left", ["right"])


def test_reset_ends_what_is_in_focus_and_what_is_collapsed(shown: Shown) -> None:
    page = shown(alliances(), hash="#ego=actor:left&fold=right&hulls=on&size=alike&off=tie:member_of")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("() => location.hash === ''")
    assert len(visible(page)) == 11
    assert (page.locator("#lens > summary").text_content(), page.locator("#focus").text_content()) == ("Drawing", "")


def test_what_the_filters_leave_out_is_no_part_of_a_merged_line_nor_of_a_path(shown: Shown) -> None:
    page = shown(alliances(), hash="#fold=left")
    inside, merged = inside_blocs(page), merged_lines(page)
    assert merged
    page.evaluate("graphkit.change({ until: '2020-01-01' })")
    assert 0 < inside_blocs(page) < inside  # ties without a date are left
    assert merged_lines(page) == set()
    page.evaluate("graphkit.change({ rel: 'A' })")
    assert inside_blocs(page) == 0
    page.evaluate("graphkit.change({ until: '', rel: '' })")
    assert (inside_blocs(page), merged_lines(page)) == (inside, merged)
    page.evaluate("graphkit.change({ fold: new Set(), path: 'actor:mission,actor:left' })")
    assert page.evaluate("graphkit.tools.seen.path.steps") == 2
    page.evaluate("graphkit.change({ off: new Set(['tie:member_of']) })")
    assert page.evaluate("graphkit.tools.seen.path.steps") == 3  # over agreements, the longer way


def test_a_switched_off_kind_of_tie_is_off_in_legend_and_filters_alike(shown: Shown) -> None:
    page = shown(alliances(), hash="#fold=a1")
    page.locator("#legend button[data-key='tie:member_of']").click()
    assert not page.locator("[data-off='tie:member_of']").is_checked()
    assert [line for line in visible(page, "edges") if "member" in line or "m-" in line] == []


# ---- taken away ------------------------------------------------------------------------------------------------------


def test_the_drawing_holds_the_neighbourhood_alone_with_its_camps(shown: Shown) -> None:
    page = shown(alliances(), hash="#ego=actor:left&hulls=on")
    root = drawing(page)
    told = words(root)
    assert "State A1" in told
    assert "State B1" not in told
    assert "around Left Alliance up to 1 step" in told
    assert "Norway" in told
    tiles = [each.get("id") for each in root.iter("{http://www.w3.org/2000/svg}pattern")]
    fills = {each.get("fill") for each in root.iter("{http://www.w3.org/2000/svg}path")}
    assert tiles
    assert {f"url(#{id})" for id in tiles} <= fills


def test_the_table_taken_away_is_that_of_what_is_in_sight(shown: Shown) -> None:
    page = shown(alliances(), hash="#ego=actor:left")
    assert {row["id"] for row in rows(page)} == {"m-a1", "m-a2", "m-a3"}
    page.evaluate("location.hash = 'ego=actor:left&as=table'")
    page.locator("#table-tabs").get_by_role("button", name="Measures").click()
    found = rows(page)
    assert {row["figure"] for row in found} == AROUND_LEFT
    assert float(next(row["lines"] for row in found if row["figure"] == "actor:left")) >= 3


def test_inside_another_page_the_tools_are_not_there_and_the_focus_is(shown: Shown) -> None:
    page = shown(alliances())
    page.goto(page.url.split("#")[0] + "?embed#ego=actor:left")
    page.wait_for_function("() => window.graphkit !== undefined")
    assert page.locator("#lens").is_hidden()
    assert "Left Alliance" in (page.locator("#focus").text_content() or "")
    assert visible(page) == AROUND_LEFT


# ---- crowds ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def union() -> Dossier:
    """A crowd in which a few states belong to one bloc."""
    given = crowd()
    bloc = Actor(id="union", name="The Union", kind="bloc")
    ties = [tie(f"u{i}", f"a{i}", "member_of", "union") for i in range(20)]
    return replace(given, actors=Records([*given.actors, bloc]), ties=Records([*given.ties, *ties]))


def shown_lines(page: Page) -> int:
    found: int = page.evaluate(
        "graphkit.network.redraw(), graphkit.picture.crowd.groups.reduce((sum, { lines }) => sum + lines.length, 0)"
    )
    return found


def test_in_a_crowd_too_blocs_collapse_and_a_neighbourhood_and_a_path_are_shown(
    shown: Shown, union: Dossier, page_errors: list[str]
) -> None:
    page = shown(union)
    assert page.evaluate("graphkit.picture.many")
    whole = shown_lines(page)
    page.evaluate("graphkit.change({ fold: new Set(['union']) })")
    merged = shown_lines(page)
    assert merged < whole
    assert page.evaluate("[...graphkit.picture.crowd.lines.keys()].some(id => id.startsWith('fold:'))")
    page.evaluate("graphkit.change({ fold: new Set() })")
    assert shown_lines(page) == whole
    page.evaluate("graphkit.change({ ego: 'actor:union' })")
    page.evaluate("graphkit.picture.fit()")
    assert len(visible(page)) == 21
    page.evaluate("graphkit.change({ ego: '', path: 'actor:a0,actor:a19', hulls: 'on' })")
    assert page.evaluate("graphkit.tools.seen.path.steps") in (1, 2)
    assert page_errors == []


def test_where_camps_cannot_be_drawn_a_word_says_so(shown: Shown) -> None:
    many = [Actor(id=f"a{i}", name=f"Actor {i}", kind="state") for i in range(601)]
    page = shown(replace(crowd(), actors=Records(many)), hash="#hulls=on")
    page.locator("#lens > summary").click()
    assert page.locator("#hulls").is_disabled()
    assert "up to 600 figures" in (page.locator("#lens").text_content() or "")


def test_the_drawing_of_a_crowd_is_whole_too(shown: Shown) -> None:
    page = shown(crowd())
    before = drawing(page)
    page.evaluate("graphkit.network.moveTo({ position: { x: 90000, y: 0 }, animation: false })")
    page.wait_for_timeout(100)
    assert [path.get("d") for path in drawing(page).iter()] == [path.get("d") for path in before.iter()]
