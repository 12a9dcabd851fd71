"""The views tell the same: picture, table, sheet and legend under every filter and on every day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from graphkit.dossier.dossier import Dossier, Records
from tests.browser.conftest import Shown
from tests.browser.test_report_page import bargain, panel, text
from tests.browser.test_taking_away import rows
from tests.report.made import position, talks

if TYPE_CHECKING:
    from playwright.sync_api import Page

OF_NETWORK = {"relations": "tie", "positions": "position", "events": "event"}
SEEN = """(kind) => {
  const { picture, edges } = graphkit;
  const seen = (id) => picture.plain.has(id) && !/^(gone|pale)/.test(picture.looks.get(id) ?? 'on');
  const keys = kind === 'event' ? [...picture.plain.keys()] : [...edges.values()].filter(({ id }) => seen(id))
    .map(({ id, ref }) => ref ?? id);
  return [...new Set(keys)].filter(key => key.startsWith(`${kind}:`) && seen(key)).sort();
}"""


def tabled(page: Page, box: str = "#table-body") -> list[str]:
    """The keys of the rows of a table."""
    found: list[str] = page.locator(f"{box} tbody tr[data-key]").evaluate_all(
        "all => all.map(each => each.dataset.key)"
    )
    return found


def again(page: Page, hash: str) -> Page:
    """The same page, opened anew at another address."""
    address = page.url.partition("#")[0]
    page.goto("about:blank")
    page.goto(address + hash)
    page.wait_for_function("() => window.graphkit !== undefined")
    return page


# ---- filters ---------------------------------------------------------------------------------------------------------

FILTERS = [
    "off=line:oppose",
    "off=line:support",
    "off=line:tie",
    "off=tie:heads",
    "off=kind:person",
    "off=kind:organization",
    "off=kind:issue",
    "off=kind:event",
    "off=camp:country:RU",
    "off=camp:country:",
    "issue=issue:ceasefire-30-days",
    "rel=B",
    "cred=2",
    "rel=A&ungraded=without",
    "from=2025-05-20",
    "until=2025-05-20",
    "day=2025-05-10",
]


@pytest.mark.parametrize("net", OF_NETWORK)
def test_picture_table_sheet_and_legend_leave_out_the_same_under_every_filter(
    shown: Shown, whole: Dossier, net: str
) -> None:
    kind = OF_NETWORK[net]
    page = shown(whole, hash=f"#net={net}&as=table")
    every = len(tabled(page))
    assert every == len(whole.of_kind(kind))
    for each in FILTERS:
        page = again(page, f"#net={net}&as=table&{each}")
        found = tabled(page)
        assert sorted(found) == page.evaluate(SEEN, kind), each
        assert [f"{kind}:{row['id']}" for row in rows(page)] == found, each
        said = text(page.locator("#shown"))
        out = every - len(found)
        if not each.startswith("day"):
            assert (f" {out} {kind}" in said) == (out > 0), each


def test_the_timeline_leaves_out_events_whose_actors_are_left_out(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=timeline&off=camp:country:RU")
    drawn = page.locator("#view-timeline .track .event").count()
    assert len(whole.events) - drawn == 5
    assert "leave out 16 positions, 8 ties, 5 events" in text(page.locator("#shown"))
    page.locator("#as-table").click()
    found = tabled(page, "#view-timeline")
    assert len([key for key in found if key.startswith("event:")]) == drawn
    assert len([key for key in found if key.startswith("position:")]) == len(whole.positions) - 16


# ---- what is left out is not unknown ---------------------------------------------------------------------------------


def test_a_cell_tells_what_the_filters_leave_out_from_what_nobody_knows(shown: Shown) -> None:
    page = shown(talks(), hash="#view=matrix&off=line:oppose")
    left = page.locator("#matrix td.left")
    assert left.evaluate_all("all => all.map(each => each.title)") == ["1 claim left out by the filters"]
    assert text(left) == "/1 claim left out by the filters"
    unknown = page.locator("#matrix td.unknown").evaluate_all("all => all.map(each => each.textContent)")
    assert set(unknown) == {"\N{MIDDLE DOT}no position known"}
    assert "left out by the filters" in text(page.locator("#view-matrix .key"))
    page.locator("#reset").click()
    assert left.count() == 0
    assert page.locator("#matrix td.unknown").count() == len(unknown)
    assert "left out" not in text(page.locator("#view-matrix .key"))


def test_a_cell_of_which_some_is_left_out_says_so(shown: Shown) -> None:
    held = [position("a", "north", "truce", "support"), position("b", "north", "truce", "oppose")]
    page = shown(talks(positions=Records(held)), hash="#view=matrix&off=line:oppose")
    label = page.locator("button.cell").get_attribute("aria-label")
    assert label == "Northland on A truce: supports; 1 claim, 1 more left out by the filters"


def test_a_scale_tells_what_the_filters_leave_out_from_what_nobody_knows(shown: Shown) -> None:
    page = shown(bargain(), hash="#view=scales&rel=A&ungraded=without")
    scale = text(page.locator(".scale"))
    assert "Left out by the filters: 3 positions and the status quo." in scale
    assert "Nobody" not in scale
    assert "Not known" not in scale
    assert "what Northland and Southland would accept is left out by the filters" in scale
    page.locator("#as-table").click()
    assert "Left out by the filters: 3 positions and the status quo." in text(page.locator("#view-scales table"))
    page = again(page, "#view=scales&day=2025-03-01")
    scale = text(page.locator(".scale"))
    assert "Nobody\N{RIGHT SINGLE QUOTATION MARK}s place on this scale is known." in scale
    assert "Left out" not in scale


def test_the_panel_says_what_of_it_the_filters_leave_out(shown: Shown) -> None:
    page = shown(talks(), hash="#select=actor:north")
    left = panel(page).locator(".past.left")
    assert left.count() == 0
    page.locator("#legend-body button[data-key='kind:state']").click()
    assert text(panel(page).locator("#panel-body > .left")) == "left out by the filters"
    page = again(page, "#select=actor:north&off=line:oppose")
    assert panel(page).locator("#panel-body > .left").count() == 0
    marked = panel(page).locator("li", has=page.locator("> .past.left")).locator(".claim").all_text_contents()
    assert marked == ["Says oppose."]


def test_the_panel_says_what_is_still_to_come_on_the_day(shown: Shown) -> None:
    page = shown(talks(), hash="#select=event:first&day=2025-05-15")
    assert panel(page).locator(".past").all_text_contents() == ["not yet on 15 May 2025"]
    page.locator("#day").fill("2025-05-16")
    assert panel(page).locator(".past").count() == 0


# ---- the matrix tells of everybody -----------------------------------------------------------------------------------


def test_with_an_issue_chosen_the_matrix_tells_of_whom_no_position_on_it_is_known(shown: Shown, whole: Dossier) -> None:
    issue = "ceasefire-30-days"
    page = shown(whole, hash=f"#view=matrix&issue=issue:{issue}")
    silent = page.locator(".silent")
    told = {*page.locator("#matrix tbody th").all_text_contents(), *silent.get_by_role("button").all_text_contents()}
    assert told == {actor.name for actor in whole.actors}
    holding = {id for each in whole.positions if each.issue == issue for id in (each.actor, *each.on_behalf_of)}
    assert page.locator("#matrix tbody tr").count() == len(holding)
    assert text(silent).startswith("No position on this issue known of: ")
    page.locator("#legend-body button[data-key='kind:person']").click()
    out = page.locator(".silent").filter(has_text="Left out by the filters: ").get_by_role("button")
    assert set(out.all_text_contents()) == {actor.name for actor in whole.actors if actor.kind == "person"}


@pytest.mark.parametrize("day", ["2025-05-20", "2025-06-02"])
def test_the_matrix_counts_actors_and_issues_as_the_line_above_it(shown: Shown, whole: Dossier, day: str) -> None:
    page = shown(whole, hash=f"#view=matrix&day={day}")
    words = re.search(r"of (\d+) actors on (\d+) issues", text(page.locator("#now")))
    assert words
    caption = text(page.locator("#view-matrix .how p").last)
    assert f": {words[1]} actors with a position of their own" in caption
    assert f"positions on {words[2]} of 18 issues." in caption
    signs = page.locator("#matrix tbody tr").filter(has=page.locator("button.cell")).count()
    behalf = re.search(r"(\d+) for whom only others took one", caption)
    assert signs == int(words[1]) + (int(behalf[1]) if behalf else 0)


def test_the_caption_of_the_matrix_is_of_what_the_filters_leave(shown: Shown) -> None:
    page = shown(talks(), hash="#view=matrix&off=line:support")
    caption = text(page.locator("#view-matrix .how p").last)
    assert caption.startswith(
        "On 2 June 2025, after the filters: 2 actors with a position of their own, 2 rows without a sign; "
        "positions on 1 of 3 issues."
    )
