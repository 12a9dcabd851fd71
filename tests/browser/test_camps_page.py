"""Computed camps in a real browser: colour, patches, legend, matrix, day, address and story."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor
from graphkit.dossier.story import Step
from graphkit.report.style import CAMPS, NO_CAMP
from tests.browser.conftest import Shown
from tests.browser.test_taking_away import drawing, rows, words
from tests.report.test_camps import two_sides

if TYPE_CHECKING:
    from playwright.sync_api import Page

CAMPS_ON = "#group=camps&hulls=on"
BEFORE, AFTER = "2025-03-01", "2025-05-01"


def hulls(page: Page) -> dict[str, set[str]]:
    """The members of each patch's camp, by what the picture calls it."""
    found = page.evaluate(
        "graphkit.tools.camps.hulls.map(c => [c.name, c.patches.flatMap(p => p.members.map(m => m.id.slice(6)))])"
    )
    return {name: set(members) for name, members in found}


def fills(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(graphkit.network.body.nodeIndices"
        ".map(id => [id.slice(6), graphkit.network.body.nodes[id].options.color.background]))"
    )
    return found


def legend(page: Page) -> dict[str, str]:
    """What the legend says of each camp: its words and number."""
    found = page.locator("#legend button[data-key^='camp:']").evaluate_all(
        "all => all.map(e => [e.querySelector('.words').textContent, e.querySelector('.count').textContent])"
    )
    return dict(found)


def told(page: Page) -> str:
    return page.locator("#legend-camps").text_content() or ""


def set_day(page: Page, day: str) -> None:
    page.evaluate(f"graphkit.change({{ day: '{day}' }})")


def test_the_reader_chooses_camps_by_keyboard_and_each_has_a_patch_a_colour_and_a_name(shown: Shown) -> None:
    page = shown(two_sides())
    page.locator("#lens > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Colour and camps by").select_option("camps")
    page.get_by_role("button", name="Camps").press("Enter")
    assert hulls(page) == {
        "Camp A: B0, A0 +3": {"a0", "b0", "b1", "b2", "b3"},
        "Camp B: A1, A2 +1": {"a1", "a2", "a3"},
    }
    assert legend(page) == {"Camp A: B0, A0 +3": "5", "Camp B: A1, A2 +1": "3", "in no camp": "1"}
    colors = fills(page)
    assert (colors["b0"], colors["a1"], colors["paper"]) == (CAMPS[0], CAMPS[1], NO_CAMP)
    page.wait_for_function("() => location.hash.includes('group=camps')")
    assert "hulls=on" in page.evaluate("location.hash")


def test_the_legend_says_the_day_the_fit_the_proof_and_who_is_in_none(shown: Shown) -> None:
    page = shown(two_sides(), hash=CAMPS_ON)
    assert told(page) == (
        "Camps as of 2 June 2025. 0 of 28 ties are against them, by weight 0 of 84: proven optimal. "
        "1 actor without such a tie is in no camp."
    )
    assert "leave the least against them" in (page.locator("#net-reading").text_content() or "")
    set_day(page, BEFORE)
    assert told(page).startswith("Camps as of 1 March 2025, others from 1 May 2025.")
    page.evaluate("graphkit.change({ group: '' })")
    assert page.locator("#legend-camps").count() == 0
    assert "Camps" not in (page.locator("#net-reading").text_content() or "")


def test_on_another_day_camps_are_others_and_those_that_persist_keep_letter_colour_and_pattern(shown: Shown) -> None:
    page = shown(two_sides(), hash=CAMPS_ON)
    looks = (
        "[...document.querySelectorAll('#legend button[data-key^=\"camp:computed:\"]')]"
        ".map(e => [e.dataset.key, e.querySelector('svg').innerHTML])"
    )
    after = dict(page.evaluate(looks))
    set_day(page, BEFORE)
    assert sorted(len(members) for members in hulls(page).values()) == [4, 4]
    assert hulls(page)["Camp A: B0, B1 +2"] == {"b0", "b1", "b2", "b3"}
    assert dict(page.evaluate(looks)) == after
    assert (fills(page)["a0"], fills(page)["b0"]) == (CAMPS[1], CAMPS[0])
    set_day(page, "2025-01-15")
    assert (hulls(page), set(fills(page).values())) == ({}, {NO_CAMP})
    assert "No two actors take a side of the same issue" in told(page)


def test_days_for_which_camps_were_not_computed_say_of_which_day_they_are(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.report.camps.BY_DAY_AT_MOST", 3)
    page = shown(two_sides(), hash=f"{CAMPS_ON}&day={BEFORE}")
    assert told(page).startswith("Camps as of 2 June 2025, not of the day")
    assert "a0" in hulls(page)["Camp A: A0, B0 +3"]


def test_the_matrix_is_in_order_of_computed_camps_on_the_day(shown: Shown) -> None:
    page = shown(two_sides(), hash="#view=matrix")
    page.locator("#order").select_option("camps")
    groups = page.locator("#matrix th[scope=rowgroup]")
    rows_of = page.locator("#matrix tbody th[scope=row]")
    assert groups.all_text_contents() == ["Camp A: B0, A0 +3", "Camp B: A1, A2 +1", "in no camp"]
    assert set(rows_of.all_text_contents()[:5]) == {"A0", "B0", "B1", "B2", "B3"}
    set_day(page, BEFORE)
    assert set(rows_of.all_text_contents()[:4]) == {"B0", "B1", "B2", "B3"}
    page.wait_for_function("() => location.hash.includes('order=camp')")
    assert "group=camps" in page.evaluate("location.hash")
    page.locator("#order").select_option("name")
    assert groups.count() == 0


def test_a_link_and_a_step_of_the_story_reopen_computed_camps(shown: Shown) -> None:
    steps = (
        Step(title="Camps", text="Words.", view="matrix", order="camp", group="camps", day=BEFORE),
        Step(title="Link", text="Words.", address=CAMPS_ON),
    )
    page = shown(replace(two_sides(), story=steps), hash="#step=1")
    assert page.locator("#order").input_value() == "camps"
    assert page.locator("#matrix th[scope=rowgroup]").count() == 3
    page.get_by_role("button", name="Next", exact=True).click()
    assert "Camp B: A1, A2 +1" in hulls(page)
    page.evaluate("graphkit.change({ group: '' })")
    page.go_back()
    page.wait_for_function("() => graphkit.state.view === 'matrix' && graphkit.state.group === 'camps'")


def test_a_camp_that_the_legend_switches_off_is_left_out_in_every_view(shown: Shown) -> None:
    page = shown(two_sides(), hash=CAMPS_ON)
    page.locator("#legend button[data-key='camp:computed:B']").click()
    gone = page.evaluate(
        "graphkit.network.body.nodeIndices.filter(id => graphkit.network.body.nodes[id].options.hidden).length"
    )
    assert gone == 0  # faded
    assert set(hulls(page)) == {"Camp A: B0, A0 +3"}
    page.evaluate("graphkit.change({ view: 'matrix', order: 'camp' })")
    assert page.locator("#matrix th[scope=rowgroup]").all_text_contents() == ["Camp A: B0, A0 +3", "in no camp"]
    page.evaluate("graphkit.change({ group: '' })")
    assert page.evaluate("graphkit.state.off.size") == 0


def test_tables_that_are_saved_have_the_camp_of_each_actor(shown: Shown) -> None:
    page = shown(two_sides(), hash="#view=matrix&order=camp&group=camps")
    found = {row["actor"]: row["camp"] for row in rows(page)}
    assert (found["a0"], found["a1"]) == ("Camp A: B0, A0 +3", "Camp B: A1, A2 +1")


def test_the_drawing_that_is_saved_names_the_camps_and_says_how_well_they_fit(shown: Shown) -> None:
    page = shown(two_sides(), hash=CAMPS_ON)
    text = words(drawing(page))
    assert "Camp A: B0, A0 +3" in text
    assert "proven optimal" in text


def test_where_no_camps_can_be_computed_they_cannot_be_chosen(shown: Shown) -> None:
    page = shown(replace(two_sides(), positions=Records()), hash=CAMPS_ON)
    assert page.evaluate("graphkit.state.group") == ""
    page.locator("#lens > summary").click()
    assert page.locator("#group").is_disabled()
    assert "No camps" in (page.locator("#group").get_attribute("title") or "")


def test_what_is_printed_tells_the_same(shown: Shown) -> None:
    page = shown(two_sides(), hash=CAMPS_ON)
    page.emulate_media(media="print")
    try:
        page.wait_for_timeout(100)
        assert page.locator("#legend-camps").is_visible()
        assert "proven optimal" in told(page)
    finally:
        page.emulate_media(media="screen")


def test_names_of_camps_lie_on_no_figure_and_on_no_other_name(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash=CAMPS_ON)
    written: list[dict[str, float]] = page.evaluate(
        "(() => { const boxes = []; const pen = new Proxy({}, { get: (_, name) => name === 'measureText' "
        "? text => ({ width: 7.4 * text.length }) : name === 'createPattern' ? () => '' "
        ": name === 'fillText' ? (text, x, y) => boxes.push({ left: x - 3.7 * text.length, "
        "right: x + 3.7 * text.length, top: y - 10, bottom: y }) : () => undefined, set: () => true });"
        "graphkit.picture.behind(pen, 1); return boxes; })()"
    )
    rooms: list[dict[str, float]] = page.evaluate("graphkit.picture.rooms()")
    assert len(written) >= 2
    for at, box in enumerate(written):
        for other in [*rooms, *written[:at]]:
            assert not meet(box, other)


def meet(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(shown: Shown, web: Path, whole: Dossier, scheme: Any) -> None:
    page = shown(whole, hash=CAMPS_ON)
    page.emulate_media(color_scheme=scheme)
    page.locator("#lens > summary").click()
    page.evaluate((web / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    for hash in ("group=camps&hulls=on", "view=matrix&order=camp&group=camps"):
        page.evaluate(f"location.hash = '{hash}'")
        page.wait_for_timeout(50)
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in result["violations"]] == [], hash


def test_hostile_names_stay_text_in_names_of_camps(shown: Shown) -> None:
    given = two_sides()
    name = "<img src=x onerror=alert(1)>"
    actors = [Actor(id=each.id, name=name if each.id == "b0" else each.name, kind="state") for each in given.actors]
    page = shown(replace(given, actors=Records(actors)), hash=CAMPS_ON)
    assert any(name in each for each in legend(page))
    assert page.locator("img").count() == 0
    assert page.evaluate("violations") == []


def test_a_bloc_that_stands_for_its_members_has_the_colour_of_its_own_camp(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#fold=russia&group=camps")
    assert fills(page)["russia"] == CAMPS[1]
    page.evaluate("graphkit.change({ group: '' })")
    country = page.locator("#legend button[data-key='camp:country:RU'] rect").get_attribute("fill")
    assert fills(page)["russia"] == country
