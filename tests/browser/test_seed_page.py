from __future__ import annotations

import itertools
import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, get_args

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.files import write_text
from graphkit.report.arrange import View
from graphkit.report.whole import report
from tests.browser.conftest import Opened
from tests.report.made import talks

if TYPE_CHECKING:
    from playwright.sync_api import Page

every_view = pytest.mark.parametrize("view", get_args(View))


def boxes(page: Page) -> dict[str, dict[str, float]]:
    """The nodes' boxes, labels included, in CSS pixels of the picture."""
    found: dict[str, dict[str, float]] = page.evaluate(
        "() => Object.fromEntries(graphkit.network.body.nodeIndices.map(id => [id, graphkit.picture.boxOf(id)]))"
    )
    return found


def on_screen(page: Page, spot: str) -> tuple[float, float]:
    """Where a spot of the picture, given as an expression, lies in the window."""
    at = page.evaluate(
        f"() => {{ const at = graphkit.network.canvasToDOM({spot});"
        "const box = document.getElementById('picture').getBoundingClientRect();"
        "return [box.left + at.x, box.top + at.y]; }"
    )
    return (at[0], at[1])


def click_node(page: Page, id: str) -> None:
    page.mouse.click(*on_screen(page, f"graphkit.network.getPosition('{id}')"))


def panel(page: Page) -> Any:
    return page.locator("#panel")


@every_view
def test_the_page_opens_without_a_request_an_error_or_a_violation(
    opened: Opened, seed: Dossier, view: View, page_requests: list[str], page_errors: list[str]
) -> None:
    page = opened(seed, view=view)
    page.wait_for_timeout(200)
    assert [url.split("/")[-1] for url in page_requests] == [f"{view}.html"]
    assert page_errors == []
    assert page.evaluate("violations") == []
    assert page.evaluate("graphkit.network.physics.physicsEnabled") is False


@every_view
def test_no_label_lies_on_another_when_the_page_opens(opened: Opened, seed: Dossier, view: View) -> None:
    found = boxes(opened(seed, view=view))
    touching = [
        (one, other)
        for (one, a), (other, b) in combinations(found.items(), 2)
        if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]
    assert touching == []


@every_view
def test_everything_is_in_sight_and_legible_when_the_page_opens(opened: Opened, seed: Dossier, view: View) -> None:
    page = opened(seed, view=view)
    size = page.evaluate("[graphkit.picture.box.clientWidth, graphkit.picture.box.clientHeight]")
    for id, box in boxes(page).items():
        assert box["left"] >= 0, id
        assert box["top"] >= 0, id
        assert box["right"] <= size[0], id
        assert box["bottom"] <= size[1], id
    scale = page.evaluate("graphkit.network.getScale()")
    fonts = page.evaluate("Object.values(graphkit.network.body.nodes).map(n => n.labelModule.fontOptions.size)")
    assert min(fonts) * scale >= 12
    words = page.evaluate(
        "Object.values(graphkit.network.body.edges).filter(e => (e.options.label ?? ' ').trim())"
        ".map(e => e.labelModule.fontOptions.size)"
    )
    assert min(words, default=12 / scale) * scale >= 12


@pytest.mark.parametrize("view", ["relations", "positions", "events"])
def test_a_click_on_fidan_shows_his_positions_with_their_source(opened: Opened, seed: Dossier, view: View) -> None:
    page = opened(seed, view=view)
    click_node(page, "actor:fidan")
    assert panel(page).get_by_role("heading", level=2).text_content() == "Hakan Fidan"
    shown = panel(page).locator("section", has=page.get_by_role("heading", name=re.compile("^Positions")))
    own = [position for position in seed.positions if position.actor == "fidan"]
    assert own
    assert shown.locator(".claim").all_text_contents() == [each.claim for each in sorted(own, key=lambda each: each.id)]
    first = shown.locator("ul.evidence").first
    assert "bne IntelliNews" in first.text_content()
    assert "2 June 2025" in first.text_content()
    assert re.search(r"paragraph \d+", first.text_content())
    grade = first.locator(".grade")
    assert re.fullmatch("[A-F–][1-6–]", grade.text_content())
    assert "Admiralty grade" in grade.get_attribute("title")


def test_links_lead_to_sources_only_and_give_nothing_away(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, hash="#actor:yermak")
    addresses = {source.url for source in seed.sources if source.url}
    for link in panel(page).locator("a").all():
        assert link.get_attribute("href") in addresses
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_who_took_no_position_is_shown_so_and_with_those_of_the_delegation_he_heads(
    opened: Opened, seed: Dossier
) -> None:
    page = opened(seed, view="relations", hash="#actor:umerov")
    sections = panel(page).locator("section")
    assert sections.nth(0).text_content() == "Positionsnone known"
    theirs = sections.nth(1)
    assert "not Umerov’s own" in theirs.text_content()
    heads = {tie.to for tie in seed.ties if tie.from_ == "umerov" and tie.kind == "heads"}
    claims = {each.claim for each in seed.positions if each.actor in heads}
    assert claims
    assert set(theirs.locator(".claim").all_text_contents()) <= claims


def test_a_click_on_a_line_shows_the_issues_and_the_positions_behind_it(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, view="relations")
    page.mouse.click(*on_screen(page, "graphkit.network.body.edges['conflict:russia+ukraine'].edgeType.getPoint(0.5)"))
    assert page.evaluate("graphkit.state.selected") == "conflict:russia+ukraine"
    assert panel(page).get_by_role("heading", level=2).text_content() == "Russia and Ukraine disagree"
    stances = panel(page).locator(".records.inner .chip").all_text_contents()
    assert {"supports", "opposes"} <= set(stances)
    assert panel(page).locator("ul.evidence").count() >= 2


def test_a_click_on_a_tie_shows_its_evidence(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, view="relations")
    tie = next(tie for tie in seed.ties if tie.from_ == "fidan")
    page.mouse.click(*on_screen(page, f"graphkit.network.body.edges['tie:{tie.id}'].edgeType.getPoint(0.4)"))
    assert page.evaluate("graphkit.state.selected") == f"tie:{tie.id}"
    assert panel(page).locator("ul.evidence li").count() >= 1


def test_parallel_lines_do_not_lie_on_each_other(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, view="relations")
    middles = page.evaluate(
        "Object.values(graphkit.network.body.edges)"
        ".map(edge => [[edge.fromId, edge.toId].sort().join(), edge.edgeType.getPoint(0.5)])"
    )
    pairs = [(a, b) for (one, a), (other, b) in combinations(middles, 2) if one == other]
    assert pairs
    for a, b in pairs:
        assert abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) > 6


def test_the_search_finds_medinsky_by_his_name_in_cyrillic(opened: Opened, seed: Dossier) -> None:
    page = opened(seed)
    page.get_by_role("combobox", name="Search").fill("Мединский")
    assert page.get_by_role("option").first.locator(".name").text_content() == "Vladimir Medinsky"
    page.keyboard.press("Enter")
    assert panel(page).get_by_role("heading", level=2).text_content() == "Vladimir Medinsky"
    assert page.evaluate("graphkit.network.getSelectedNodes()") == ["actor:medinsky"]


@pytest.mark.parametrize(
    ("typed", "name"), [("turkiye", "Türkiye"), ("FIDAN", "Hakan Fidan"), ("medinskiy", "Vladimir Medinsky")]
)
def test_the_search_forgives_case_accents_and_a_slip(opened: Opened, seed: Dossier, typed: str, name: str) -> None:
    page = opened(seed)
    page.get_by_role("combobox", name="Search").fill(typed)
    assert name in page.get_by_role("option").locator(".name").all_text_contents()


def test_the_search_says_when_it_finds_nothing(opened: Opened, seed: Dossier) -> None:
    page = opened(seed)
    page.get_by_role("combobox", name="Search").fill("zzzzzzzz")
    assert page.locator("#search-said").text_content() == "Nothing found"


def test_the_keyboard_alone_leads_to_an_actor_on_to_its_neighbour_and_back(opened: Opened, seed: Dossier) -> None:
    page = opened(seed)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("umerov")
    page.keyboard.press("ArrowDown")
    assert page.locator("#search-list [aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    button = panel(page).locator("button.to").first
    name = button.text_content()
    button.focus()
    page.keyboard.press("Enter")
    assert panel(page).get_by_role("heading", level=2).text_content() == name
    page.keyboard.press("Escape")
    assert panel(page).is_hidden()
    assert page.evaluate("document.activeElement.id") == "search"


def test_a_name_in_the_panel_moves_the_selection_and_the_address(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, hash="#actor:umerov")
    assert page.evaluate("graphkit.network.getSelectedNodes()") == ["actor:umerov"]
    panel(page).get_by_role("button", name="Ukrainian delegation").first.click()
    selected = page.evaluate("graphkit.state.selected")
    assert selected.startswith("actor:")
    assert selected != "actor:umerov"
    assert page.url.endswith(f"#{selected}")
    page.go_back()
    page.wait_for_function("() => graphkit.state.selected === 'actor:umerov'")


def test_an_address_that_names_nothing_opens_the_whole_picture(
    opened: Opened, seed: Dossier, page_errors: list[str]
) -> None:
    page = opened(seed, hash="#actor:%E0%A4%A")
    assert panel(page).is_hidden()
    assert page_errors == []


def faded(page: Page) -> set[str]:
    """Nodes that are drawn faded."""
    return set(
        page.evaluate(
            "graphkit.network.body.nodeIndices.filter(id => graphkit.network.body.nodes[id].options.opacity < 1)"
        )
    )


def test_the_issue_filter_fades_who_took_no_side_on_it(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, view="positions")
    issue = next(iter(seed.positions)).issue
    page.locator("#issue").select_option(f"issue:{issue}")
    holders = {f"actor:{each.actor}" for each in seed.positions if each.issue == issue}
    everyone = set(page.evaluate("graphkit.network.body.nodeIndices"))
    assert everyone - faded(page) == holders | {f"issue:{issue}"}
    page.get_by_role("button", name="Reset").click()
    assert faded(page) == set()


def test_the_dates_fade_what_was_over_before_or_came_after(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, view="events")
    page.locator("#until").fill("2025-04-30")
    began = {
        event.key for event in seed.events if event.date.earliest is None or str(event.date.earliest) <= "2025-04-30"
    }
    lit = set(page.evaluate("graphkit.network.body.nodeIndices")) - faded(page)
    assert {key for key in lit if key.startswith("event:")} <= began
    assert "event:talks-2-june" not in lit
    assert page.locator("#from").get_attribute("min") == "2025-03-01"


def test_the_legend_switches_lines_kinds_and_camps_off_and_on(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, view="relations")
    ties = page.get_by_role("button", name=re.compile("^tie"))
    ties.click()
    assert ties.get_attribute("aria-pressed") == "false"
    hidden = "Object.values(graphkit.network.body.edges).filter(e => e.options.hidden).length"
    assert page.evaluate(hidden) == len(seed.ties)
    ties.click()
    assert page.evaluate(hidden) == 0
    page.get_by_role("button", name=re.compile("^person")).click()
    assert faded(page) == {actor.key for actor in seed.actors if actor.kind == "person"}


@every_view
def test_the_table_beside_the_picture_gives_every_position_with_its_sources(
    opened: Opened, seed: Dossier, view: View
) -> None:
    page = opened(seed, view=view)
    page.get_by_role("button", name="Table").click()
    page.locator("#table-tabs").get_by_role("button", name="Positions").click()
    rows = page.locator("#table-body tbody tr")
    assert rows.count() == len(seed.positions)
    assert all(cell.strip() for cell in rows.locator("td:last-child").all_text_contents())
    rows.first.get_by_role("button").first.click()
    assert panel(page).is_visible()


def test_a_node_can_be_dragged_and_the_picture_zoomed(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, view="relations")
    before = page.evaluate("graphkit.network.getPosition('actor:fidan')")
    x, y = on_screen(page, "graphkit.network.getPosition('actor:fidan')")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    page.wait_for_timeout(100)
    after = page.evaluate("graphkit.network.getPosition('actor:fidan')")
    assert after["x"] > before["x"] + 30
    scale = page.evaluate("graphkit.network.getScale()")
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate("graphkit.network.getScale()") > scale


def test_the_picture_can_be_saved_as_png(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, view="positions")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save PNG").click()
    assert download.value.suggested_filename == "istanbul-2025-positions.png"
    assert download.value.path().read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize("width", [900, 1024, 1920])
def test_no_part_of_the_page_runs_out_of_a_window(opened: Opened, seed: Dossier, width: int) -> None:
    page = opened(seed, hash="#actor:fidan")
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert panel(page).is_visible()


def test_on_paper_stand_the_legend_the_picture_and_the_panel(opened: Opened, seed: Dossier) -> None:
    page = opened(seed, hash="#actor:fidan")
    page.emulate_media(media="print")
    assert page.locator("#bar").is_hidden()
    assert page.locator("#legend").is_visible()
    boxes = [page.locator(each).bounding_box() for each in ("#picture canvas", "#panel")]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["height"] > 100
    assert boxes[1]["y"] >= boxes[0]["y"] + 100


def test_without_script_the_page_still_gives_the_positions(
    opened: Opened, seed: Dossier, browser: Any, tmp_path: Any
) -> None:
    opened(seed)
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((tmp_path / "relations.html").as_uri())
    assert page.locator("noscript tbody tr").count() == len(seed.positions)
    context.close()


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_without_script_what_needs_it_is_gone_and_what_does_not_can_be_read(
    whole: Dossier, browser: Any, tmp_path: Any, size: tuple[int, int]
) -> None:
    write_text(tmp_path / "talks.html", report(whole))
    context = browser.new_context(
        java_script_enabled=False, offline=True, viewport={"width": size[0], "height": size[1]}
    )
    page = context.new_page()
    page.goto((tmp_path / "talks.html").as_uri())
    for dead in ("#skip", "#bar", "#tabs", "#tell", "#legend", "main", "#panel", "#story-foot", "#story-close"):
        assert page.locator(dead).is_hidden(), dead
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    stand = [page.locator(each).bounding_box() for each in ("header", "#story", "body > noscript", "footer")]
    for above, under in itertools.pairwise(stand):
        assert above
        assert under
        assert above["y"] + above["height"] <= under["y"] + 1
    cells = (
        page.locator("noscript tbody tr").first.locator("td").evaluate_all("all => all.map(each => each.offsetWidth)")
    )
    assert min(cells) > 60
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@every_view
def test_axe_finds_nothing_to_object_to(opened: Opened, seed: Dossier, view: View, web: Any) -> None:
    page = opened(seed, view=view, hash="#actor:fidan")
    axe = (web / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    for table in (False, True):
        if table:
            page.get_by_role("button", name="Table").click()
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in result["violations"]] == []


def test_what_the_cut_to_a_day_left_out_is_named_and_leads_nowhere(opened: Opened) -> None:
    given = talks()
    cut = replace(given, events=Records(event for event in given.events if event.id == "second"))
    page = opened(cut, view="events", hash="#event:second")
    assert panel(page).locator("dd .none").text_content() == "first"
    assert panel(page).get_by_role("button", name="first").count() == 0
