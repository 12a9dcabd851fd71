"""The report in a real browser: linked views, the day, the address, the keyboard, axe, and hostile text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.bargaining.what_if import Change, with_changes
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Issue, Manifest, Position
from graphkit.report import panel as panels
from graphkit.report.spans import history, with_spans
from tests.browser.conftest import Shown
from tests.browser.test_hostile_text import filled, strings
from tests.report.made import EVIDENCE, position, talks

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TABS = ["Network", "Matrix", "Scales", "Timeline", "Evidence"]
every_tab = pytest.mark.parametrize("tab", TABS)


def turn(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def panel(page: Page) -> Locator:
    return page.locator("#panel")


def text(found: Locator) -> str:
    """What a reader sees of the one element that is meant."""
    return found.text_content() or ""


def bargain(low: float = 25, high: float = 75, **changes: Any) -> Dossier:
    """Two whose yes is needed: the one accepts nothing below `low`, the other nothing above `high`."""
    scale = {"low": "None of it", "high": "All of it"}
    truce = Issue.model_validate(
        {
            "id": "truce",
            "name": "A truce",
            "question": "Should there be a truce?",
            "scale": scale,
            "consent": ["north", "south"],
            "status_quo": [{"value": 10, "on": "2025-06-02", "evidence": EVIDENCE}],
        }
    )
    held = [
        position("n", "north", "truce", "support", value=90, low=60, high=100, accepts={"at_least": low}),
        position("s-old", "south", "truce", "support", valid="2025-05-16", value=80),
        position("s", "south", "truce", "oppose", value=20, accepts={"at_most": high}, supersedes="s-old"),
        position("h", "host", "truce", "neutral"),
    ]
    return talks(issues=Records([truce]), positions=Records(held), **changes)


# ---- the page as a whole ---------------------------------------------------------------------------------------------


def test_every_view_opens_without_a_request_an_error_or_a_violation(
    shown: Shown, whole: Dossier, page_requests: list[str], page_errors: list[str]
) -> None:
    page = shown(whole)
    for tab in TABS:
        turn(page, tab)
        assert page.get_by_role("tabpanel", name=tab).is_visible()
        assert page.get_by_role("tabpanel").count() == 1
    assert [url.split("/")[-1] for url in page_requests] == ["talks.html"]
    assert page_errors == []
    assert page.evaluate("violations") == []


def test_the_script_has_every_record_as_it_is_in_the_dossier(shown: Shown, whole: Dossier) -> None:
    told = history(whole)
    expected = {
        f"{kind[:-1]}:{each['id']}": each
        for kind, every in with_spans(told, panels.records(told)).items()
        for each in every
    }
    found = shown(whole).evaluate("Object.fromEntries(graphkit.dossier.byKey)")
    assert {key: {**each, "key": key, "type": key.partition(":")[0]} for key, each in expected.items()} == found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(shown: Shown, whole: Dossier, scheme: Any, web: Path, page: Page) -> None:
    page.emulate_media(color_scheme=scheme)
    shown(whole, hash="#actor:bankova")
    page.evaluate((web / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    for hash in [
        *(f"view={tab.lower()}" for tab in TABS),
        "view=network&as=table",
        "view=matrix&order=kind&select=cell:russia+ceasefire-30-days",
        "view=scales&as=table",
        "view=timeline&as=table",
        "view=timeline&day=2025-05-20",
        "view=evidence&by=source",
    ]:
        page.evaluate(f"location.hash = '{hash}'")
        page.wait_for_timeout(50)
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        found = [(each["id"], [node["target"] for node in each["nodes"]]) for each in result["violations"]]
        assert found == [], hash


def test_the_arrow_keys_lead_from_tab_to_tab_and_only_one_takes_the_tab_key(shown: Shown, whole: Dossier) -> None:
    page = shown(whole)
    page.get_by_role("tab", name="Network").focus()
    for key, name in [
        ("ArrowRight", "Matrix"),
        ("End", "Evidence"),
        ("ArrowRight", "Network"),
        ("ArrowLeft", "Evidence"),
        ("Home", "Network"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == name
        assert page.get_by_role("tab", selected=True).all_text_contents() == [name]
        assert page.locator("[role=tab][tabindex='0'], [role=tab]:not([tabindex])").all_text_contents() == [name]


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (860, 700)])
def test_no_part_of_any_view_runs_out_of_the_window(shown: Shown, whole: Dossier, size: tuple[int, int]) -> None:
    page = shown(whole, size=size)
    for tab in TABS:
        turn(page, tab)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], tab


def test_on_paper_stands_every_view_with_its_name_in_light_colours(
    shown: Shown, whole: Dossier, page: Page, tmp_path: Path
) -> None:
    page.emulate_media(color_scheme="dark")
    shown(whole, hash="#view=scales")
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(100)
    for tab in TABS:
        box = page.locator(f"#view-{tab.lower()}").bounding_box()
        assert box, tab
        assert box["height"] > 100, tab
        name = f"getComputedStyle(document.getElementById('view-{tab.lower()}'), '::before').content"
        assert page.evaluate(name) == f'"{tab}"'
    assert page.locator("#matrix tbody tr").count() > 5
    assert page.locator("#bar").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf))
    assert {(round(float(wide)), round(float(high))) for wide, high in sizes} == {(842, 595)}  # A4 landscape, points


def test_on_paper_the_title_says_where_the_page_is_from_and_the_picture_has_the_width_of_the_page(
    shown: Shown, whole: Dossier, page: Page
) -> None:
    shown(whole)
    imprint = page.locator("#imprint")
    assert imprint.is_hidden()
    page.emulate_media(media="print")
    page.wait_for_function("() => document.querySelector('#picture canvas').width > 1020")
    words = imprint.text_content() or ""
    for part in ("As of 2 June 2025", "dossier istanbul-2025", "version ", "licence CC-BY-4.0", "Made with graphkit"):
        assert part in words
    height = imprint.bounding_box()
    assert height
    assert height["y"] < 250
    box = page.locator("#picture canvas").bounding_box()
    assert box
    assert (round(box["width"] * 25.4 / 96), round(box["height"] * 25.4 / 96)) == (273, 148)  # millimetres


# ---- one state, mirrored in the address ------------------------------------------------------------------------------


def test_a_link_reopens_view_network_day_filters_order_and_selection(shown: Shown, whole: Dossier) -> None:
    page = shown(whole)
    page.locator("button.net[data-net=events]").click()
    turn(page, "Matrix")
    page.locator("#order").select_option("kind")
    page.locator("#issue").select_option("issue:nato-membership")
    page.get_by_role("button", name=re.compile("^opposes")).click()
    page.locator("#day").fill("2025-06-01")
    page.locator("button.cell").first.click()
    page.wait_for_timeout(300)
    hash = page.evaluate("location.hash")
    state = page.evaluate("({ ...graphkit.state, off: [...graphkit.state.off], hovered: null })")
    again = page.context.new_page()
    again.goto(page.url)
    again.wait_for_function("() => window.graphkit !== undefined")
    assert again.evaluate("({ ...graphkit.state, off: [...graphkit.state.off], hovered: null })") == state
    assert again.evaluate("location.hash") == hash
    assert text(again.locator("#panel h2")) == text(panel(page).locator("h2"))
    assert again.locator("#day").input_value() == "2025-06-01"
    assert again.get_by_role("button", name=re.compile("^opposes")).get_attribute("aria-pressed") == "false"


def test_back_goes_back_through_views_and_selections(shown: Shown, whole: Dossier) -> None:
    page = shown(whole)
    turn(page, "Matrix")
    page.locator("#matrix").get_by_role("button", name="Hakan Fidan", exact=True).click()
    turn(page, "Evidence")
    page.go_back()
    page.wait_for_function("() => graphkit.state.view === 'matrix' && graphkit.state.selected === 'actor:fidan'")
    page.go_back()
    page.wait_for_function("() => graphkit.state.selected === null")
    page.go_back()
    page.wait_for_function("() => graphkit.state.view === 'network'")


@pytest.mark.parametrize(
    "hash", ["#view=nonsense&day=soon&net=x&order=9&by=&as=z", "#day=1999-01-01", "#view=%E0%A4%A"]
)
def test_an_address_that_says_nothing_opens_the_report_as_it_is(
    shown: Shown, whole: Dossier, hash: str, page_errors: list[str]
) -> None:
    page = shown(whole, hash=hash)
    assert page.evaluate("graphkit.state.view") == "network"
    assert page.evaluate("graphkit.state.day") in ("2025-06-02", "2025-03-01")
    assert page_errors == []


def test_what_is_selected_in_one_view_is_marked_in_all(shown: Shown, whole: Dossier) -> None:
    page = shown(whole)
    turn(page, "Scales")
    own = next(each for each in whole.positions if each.id == "bankova-nato-membership")
    page.locator(f".who button[data-key='{own.key}']").click()
    assert panel(page).locator(".claim").all_text_contents() == [own.claim]
    turn(page, "Matrix")
    pressed = page.locator("button.cell[aria-pressed=true]")
    assert set(pressed.evaluate_all("all => all.map(each => each.dataset.key)")) == {
        "cell:bankova+nato-membership",
        "cell:ukraine+nato-membership",
    }
    turn(page, "Timeline")
    assert page.locator(".bar.marked").evaluate_all("all => all.map(each => each.dataset.key)") == [own.key]
    turn(page, "Evidence")
    assert page.locator("tbody.marked").evaluate_all("all => all.map(each => each.dataset.key)") == [own.key]
    assert page.locator("#view-evidence tbody").first.get_attribute("data-key") == own.key
    turn(page, "Network")
    assert page.evaluate("graphkit.network.getSelectedNodes()") == ["actor:bankova"]


def test_an_issue_chosen_above_is_the_only_one_in_every_view(shown: Shown, whole: Dossier) -> None:
    page = shown(whole)
    page.locator("#issue").select_option("issue:size-of-forces")
    held = {each.key for each in whole.positions if each.issue == "size-of-forces"}
    turn(page, "Matrix")
    assert page.locator("#matrix thead th").count() == 1
    turn(page, "Scales")
    assert page.locator(".scale h3").all_text_contents() == ["Limits on Ukraine's armed forces"]
    turn(page, "Timeline")
    assert set(page.locator(".bar[data-key]").evaluate_all("all => all.map(each => each.dataset.key)")) == held
    turn(page, "Evidence")
    keys = page.locator("#view-evidence tbody").evaluate_all("all => all.map(each => each.dataset.key)")
    assert {key for key in keys if key.startswith("position:")} == held
    page.get_by_role("button", name="Reset").click()
    assert page.locator("#view-evidence tbody").count() > len(keys)


def test_the_legend_switches_stances_and_kinds_off_in_every_view(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=matrix")
    page.get_by_role("button", name=re.compile("^opposes")).click()
    assert page.locator(".matrix .glyph.oppose").count() == 0
    turn(page, "Timeline")
    assert page.locator(".bar.oppose").count() == 0
    page.get_by_role("button", name=re.compile("^person")).click()
    turn(page, "Matrix")
    persons = {actor.name for actor in whole.actors if actor.kind == "person"}
    assert persons.isdisjoint(page.locator("#matrix tbody th").all_text_contents())
    turn(page, "Scales")
    assert page.locator(".who .glyph.oppose").count() == 0


# ---- the day ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2025-03-01", "2025-05-16", "2025-06-01", "2025-06-02"])
def test_a_day_shows_in_every_view_what_the_cut_to_it_keeps(shown: Shown, whole: Dossier, day: str) -> None:
    page = shown(whole, hash=f"#day={day}")
    cut = at(whole, as_of=date.fromisoformat(day))
    lines = page.evaluate(
        "graphkit.change({net: 'positions'});"
        "Object.values(graphkit.network.body.edges).filter(each => !each.options.hidden).map(each => each.id)"
    )
    assert set(lines) == {each.key for each in cut.positions}
    turn(page, "Matrix")
    cells = page.locator("button.cell").evaluate_all("all => all.map(each => each.dataset.key)")
    assert set(cells) == {
        f"cell:{actor}+{each.issue}" for each in cut.positions for actor in (each.actor, *each.on_behalf_of)
    }
    turn(page, "Timeline")
    bars = page.locator(".bar[data-key]:not(.off)").evaluate_all("all => all.map(each => each.dataset.key)")
    assert set(bars) == {each.key for each in cut.positions}
    events = page.locator(".event:not(.off)").evaluate_all("all => all.map(each => each.dataset.key)")
    assert set(events) == {each.key for each in cut.events}
    turn(page, "Evidence")
    claims = page.locator("#view-evidence tbody").evaluate_all("all => all.map(each => each.dataset.key)")
    kinds = ("position", "tie", "event", "proposal")
    assert {key for key in claims if key.partition(":")[0] in kinds} == {
        each.key for each in cut.records() if each.name_of_kind in kinds
    }


def test_agreement_is_between_what_both_hold_on_the_day(shown: Shown) -> None:
    page = shown(bargain())
    seen = (
        "Object.values(graphkit.network.body.edges).filter(each => !each.options.hidden && each.id.includes('+'))"
        ".map(each => each.id)"
    )
    assert page.evaluate(seen) == ["conflict:north+south"]
    page.locator("#day").fill("2025-06-01")
    assert page.evaluate(seen) == []
    later = position("n-old", "north", "truce", "support", valid="2025-05")
    both = bargain()
    page = shown(replace(both, positions=Records([*both.positions, later])), hash="#day=2025-05-20")
    assert page.evaluate(seen) == ["agreement:north+south"]
    page.evaluate("graphkit.select('agreement:north+south')")
    assert "on 1 issue" in text(panel(page).locator(".under").first)
    assert panel(page).locator(".records.inner > li").count() == 2


def test_play_leads_through_the_days_on_which_something_changes_and_stops_at_the_last(shown: Shown) -> None:
    page = shown(bargain(), hash="#view=timeline")
    page.clock.install()
    page.evaluate(
        "window.days = []; new MutationObserver(() => days.push(graphkit.state.day)).observe(now, { childList: true })"
    )
    page.get_by_role("button", name="Play").click()
    assert page.get_by_role("button", name="Stop").get_attribute("aria-pressed") == "true"
    for _ in range(8):
        page.clock.run_for(1000)
    seen = list(dict.fromkeys(page.evaluate("days")))
    assert seen == sorted(seen)
    assert seen[-1] == "2025-06-02"
    assert "2025-05-16" in seen
    assert page.get_by_role("button", name="Play").get_attribute("aria-pressed") == "false"


def test_the_scrubber_moves_by_key_and_says_its_day_in_words(shown: Shown, whole: Dossier) -> None:
    page = shown(whole)
    page.locator("#scrub").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#scrub").get_attribute("aria-valuetext") == "1 June 2025"
    assert page.locator("#day").input_value() == "2025-06-01"
    assert text(page.locator("#now")).startswith("On 1 June 2025")
    page.keyboard.press("Home")
    assert page.evaluate("graphkit.state.day") == "2025-03-01"


def test_a_drag_on_the_axis_sets_the_day(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=timeline")
    box = page.locator(".track.axis").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 10, steps=4)
    page.mouse.up()
    assert "2025-03-10" < page.evaluate("graphkit.state.day") < "2025-04-20"


def test_changes_are_listed_with_the_days_between_which_they_fall(shown: Shown) -> None:
    page = shown(bargain(), hash="#view=timeline")
    changes = page.locator(".changes li")
    listed = changes.all_text_contents()
    changed = [each for each in listed if "Southland" in each and "from" in each]
    assert changed == [
        "between 16 May 2025 and 2 June 2025: Southland on A truce from supports, at 80 to opposes, at 20"
    ]
    page.locator("#day").fill("2025-06-01")
    assert changes.all_text_contents() == [
        "1 June 2025: The draft proposed by Southland",
        "day unknown: The draft answered by Northland: reject",
        "since 16 May 2025: Southland on A truce first known: supports, at 80",
        "16 May 2025: First meeting happened",
    ]
    page.locator("#day").fill("2025-06-02")
    flashing = page.locator(".changes li.flash").evaluate_all("all => all.map(each => each.dataset.key)")
    assert set(flashing) == {"position:n", "position:s", "position:h", "event:second"}
    assert page.locator(".bar.flash").count() == 3


def test_the_panel_says_what_does_not_hold_on_the_day(shown: Shown) -> None:
    page = shown(bargain(), hash="#select=actor:south&day=2025-06-02")
    assert panel(page).locator(".past").all_text_contents() == ["no longer held on 2 June 2025"]
    page.locator("#day").fill("2025-05-20")
    # the position, and the draft of June
    found = panel(page).locator(".past").all_text_contents()
    assert found == ["not yet held on 20 May 2025", "not yet on 20 May 2025"]


def test_the_search_finds_a_claim_by_its_words(shown: Shown, whole: Dossier) -> None:
    page = shown(whole)
    page.get_by_role("combobox", name="Search").fill("PUTIN'S LIST")
    assert "claim" in page.get_by_role("option").locator(".what").all_text_contents()
    page.get_by_role("option").filter(has_text="claim").first.click()
    assert "putin's list" in text(panel(page).locator(".claim").first).lower()


# ---- matrix ----------------------------------------------------------------------------------------------------------


def test_a_cell_says_its_stance_in_words_and_opens_its_claims(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=matrix")
    cell = page.locator("button.cell[data-key='cell:russia+ceasefire-30-days']")
    assert cell.get_attribute("aria-label") == (
        "Russia on Unconditional 30-day ceasefire: opposes (alleged or disputed), only if (on its behalf); 2 claims"
    )
    cell.click()
    claims = {
        each.claim
        for each in whole.positions
        if each.issue == "ceasefire-30-days" and "russia" in (each.actor, *each.on_behalf_of)
    }
    assert set(panel(page).locator(".claim").all_text_contents()) == claims
    assert panel(page).locator("ul.evidence").count() == len(claims)


def test_a_star_marks_what_is_alleged_or_disputed(shown: Shown) -> None:
    held = [
        position("n", "north", "truce", "oppose", status="alleged"),
        position("s", "south", "truce", "oppose", status="disputed"),
        position("s-too", "south", "truce", "oppose"),
    ]
    page = shown(talks(positions=Records(held)), hash="#view=matrix")
    cells = {actor: text(page.locator(f"button[data-key='cell:{actor}+truce']")) for actor in ("north", "south")}
    assert cells == {"north": "\N{MINUS SIGN}*", "south": "\N{MINUS SIGN}"}
    turn(page, "Timeline")
    starred = page.locator(".bar[data-key]", has_text="*").evaluate_all("all => all.map(each => each.dataset.key)")
    assert set(starred) == {"position:n", "position:s"}


def test_an_empty_cell_says_that_no_position_is_known(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=matrix")
    rows, columns = page.locator("#matrix tbody tr").count(), page.locator("#matrix thead th").count()
    empty = page.locator("#matrix td.unknown .sr-only")
    assert set(empty.all_text_contents()) == {"no position known"}
    assert empty.count() + page.locator("button.cell").count() == rows * columns
    assert "No position known of:" in text(page.locator(".silent"))


def test_the_order_is_by_likeness_kind_or_name(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=matrix")
    alike = page.locator("#matrix tbody th").all_text_contents()
    page.locator("#order").select_option("name")
    names = page.locator("#matrix tbody th").all_text_contents()
    assert sorted(alike) == sorted(names)
    assert names == sorted(names, key=str.casefold) != alike
    page.locator("#order").focus()
    page.locator("#order").select_option("kind")
    groups = page.locator("#matrix th[scope=rowgroup]").all_text_contents()
    assert groups == [
        kind for kind in ("state", "bloc", "delegation", "organization", "person", "public") if kind in groups
    ]
    assert page.evaluate("document.activeElement.id") == "order"


def test_the_keyboard_leads_into_the_matrix_through_it_to_a_source_and_back(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=matrix")
    assert page.locator("button.cell[tabindex='0']").count() == 1
    page.locator("button.cell[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.dataset.key")
    assert second.startswith("cell:")
    assert second != first
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    panel(page).get_by_role("button", name="about this source").first.focus()
    page.keyboard.press("Enter")
    assert "What rests on it" in text(panel(page))
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.key") == second


# ---- scales ----------------------------------------------------------------------------------------------------------


def test_the_zone_of_agreement_is_shaded_and_told(shown: Shown) -> None:
    page = shown(bargain(25, 75), hash="#view=scales")
    assert text(page.locator(".verdict")).startswith("Zone of agreement: 25 to 75")
    zone = page.locator(".line rect.zone")
    assert (zone.get_attribute("x"), zone.get_attribute("width")) == ("25%", "50%")


def test_where_there_is_no_zone_the_gap_is_told(shown: Shown) -> None:
    page = shown(bargain(70, 40), hash="#view=scales")
    assert text(page.locator(".verdict")).startswith("No zone: gap from 40 to 70")
    gap = page.locator(".line rect.gap")
    assert (gap.get_attribute("x"), gap.get_attribute("width")) == ("40%", "30%")


def test_without_limits_of_all_whose_yes_is_needed_no_zone_is_drawn(shown: Shown) -> None:
    page = shown(bargain(), hash="#view=scales&day=2025-06-01")
    assert "Not known what they would accept" in text(page.locator(".verdict"))
    assert page.locator(".line rect.zone, .line rect.gap").count() == 0
    both = bargain()
    one = replace(both, positions=Records(each for each in both.positions if each.id != "s"))
    page = shown(one, hash="#view=scales")
    assert "not known what Southland would accept" in text(page.locator(".verdict"))


def test_a_zone_that_rests_on_what_is_alleged_says_so(shown: Shown, whole: Dossier) -> None:
    warning = "It rests on claims that are alleged or disputed"
    page = shown(bargain(), hash="#view=scales")
    assert warning not in text(page.locator(".verdict"))
    lines = [each for each in whole.positions if each.issue == "nato-membership" and each.accepts]
    assert {each.status for each in lines} != {"plain"}
    page = shown(whole, hash="#view=scales&issue=issue:nato-membership")
    assert warning in text(page.locator(".verdict"))


def test_limits_set_on_an_actors_behalf_bind_it(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=scales&issue=issue:nato-membership")
    lines = {each.accepts for each in whole.positions if each.issue == "nato-membership" and each.accepts}
    assert {(line.at_least, line.at_most) for line in lines} == {(25, None), (None, 75)}
    assert text(page.locator(".verdict")).startswith("Zone of agreement: 25 to 75")


def test_a_scale_names_both_ends_the_status_quo_and_every_place_with_its_uncertainty(shown: Shown) -> None:
    page = shown(bargain(), hash="#view=scales")
    scale = page.locator(".scale")
    assert scale.locator(".end").all_text_contents() == ["0 None of it", "All of it 100"]
    assert text(scale.locator(".line text.note").filter(has_text="status quo")) == "status quo 10, 2 June 2025"
    assert scale.locator(".numbers li").all_text_contents() == [
        "90 (60–100) · accepts at least 25",
        "20 · accepts at most 75",
    ]
    whiskers = scale.locator(".mark .whisker").first
    assert (whiskers.get_attribute("x1"), whiskers.get_attribute("x2")) == ("60%", "100%")
    assert "The Host" in text(scale.locator(".hint"))


def overlapping(page: Page, selector: str) -> list[Any]:
    found: list[Any] = page.evaluate(
        """(selector) => {
          const boxes = [...document.querySelectorAll(selector)].map(each => each.getBoundingClientRect());
          const words = [...document.querySelectorAll(selector)].map(each => each.textContent);
          const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          return boxes.flatMap((one, i) => boxes.flatMap((other, j) => i < j && meet(one, other)
            ? [[words[i], words[j]]] : []));
        }""",
        selector,
    )
    return found


def test_no_word_of_a_short_axis_lies_on_another(shown: Shown) -> None:
    first = position("n", "north", "truce", "support", valid="2025-05-12")
    page = shown(talks(positions=Records([first]), ties=Records()), hash="#view=timeline")
    assert page.locator(".axis .tick").count() >= 2
    assert overlapping(page, ".axis .tick, .axis .after") == []


@pytest.mark.parametrize("size", [(390, 844), (1280, 800), (1920, 1080)])
def test_no_label_lies_on_another_on_scales_and_timeline(shown: Shown, whole: Dossier, size: tuple[int, int]) -> None:
    page = shown(whole, size=size, hash="#view=scales")
    assert (
        overlapping(page, "#view-scales .line text.note, #view-scales .who .name, #view-scales .numbers li, .end") == []
    )
    turn(page, "Timeline")
    if size[0] < 500:  # heads that stay lie on what is scrolled
        page.wait_for_function("() => document.querySelector('#view-timeline').scrollLeft > 0")
        page.evaluate("document.querySelector('#view-timeline').scrollLeft = 0")
    assert overlapping(page, ".lanes .event .words, .lanes .bar, .lanes .head .name, .axis .tick, .axis .after") == []


def test_the_scales_have_an_equivalent_table(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=scales")
    page.get_by_role("button", name="Table").click()
    told = text(page.locator("#view-scales table"))
    scaled = {issue.id for issue in whole.issues if issue.scale}
    held = [each for each in whole.positions if each.issue in scaled]
    assert page.locator("#view-scales tr[data-key^='position:']").count() == len(held)
    assert all(each.claim in told for each in held)
    assert "Zone of agreement: 25 to 50" in told
    page.locator("#view-scales tr[data-key] button").first.click()
    assert panel(page).is_visible()


# ---- timeline and evidence -------------------------------------------------------------------------------------------


def test_the_keyboard_leads_through_the_lanes(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=timeline")
    page.locator(".lanes [tabindex='0'].event, .lanes [tabindex='0'].bar").focus()
    assert page.evaluate("document.activeElement.className").startswith("event")
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className").startswith("bar")
    key = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("Enter")
    assert page.evaluate("graphkit.state.selected") == key
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.key") == key


def test_the_timeline_has_an_equivalent_table(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=timeline&as=table&day=2025-06-01")
    assert page.locator("#view-timeline tr[data-key]").count() == len(whole.positions) + len(whole.events)
    on = at(whole, as_of=date(2025, 6, 1))
    yes = page.locator("#view-timeline tr[data-key]", has=page.locator("td:last-child", has_text="yes"))
    assert yes.count() == len(on.positions) + len(on.events)


def test_every_piece_of_evidence_stands_with_source_grade_and_paragraph(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=evidence")
    held = [*whole.positions, *whole.ties, *whole.events, *whole.proposals]
    pieces = [piece for record in held for piece in record.evidence]
    pieces += [piece for each in whole.proposals for answer in each.responses for piece in answer.evidence]
    pieces += [piece for each in whole.issues for quo in each.status_quo for piece in quo.evidence]
    rows = page.locator("#view-evidence tbody tr")
    assert rows.count() == len(pieces)
    one = next(each for each in whole.positions if each.id == "bankova-nato-membership")
    row = page.locator(f"tbody[data-key='{one.key}']")
    source = whole.sources[one.evidence[0].source]
    assert one.claim in text(row)
    assert source.title in text(row)
    assert text(row.locator(".grade").first) == f"{source.reliability}{one.evidence[0].credibility}"
    locator = one.evidence[0].locator
    assert locator
    assert f"paragraph {locator.paragraph}" in text(row)


def test_by_source_stands_what_rests_on_it(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=evidence")
    page.get_by_role("button", name="By source").click()
    assert page.evaluate("document.activeElement.textContent") == "By source"
    rows = page.locator("#view-evidence tbody tr")
    assert rows.count() == len(whole.sources)
    resting = [
        record
        for record in [*whole.positions, *whole.ties, *whole.events, *whole.proposals, *whole.issues]
        if "bne-2025-06-02" in str(record.model_dump(include={"evidence", "responses", "status_quo"}))
    ]
    row = page.locator("tr[data-key='source:bne-2025-06-02']")
    assert text(row.locator(".number").first) == str(len(resting))
    row.get_by_role("button", name=re.compile("^and .* more$")).click()
    assert "What rests on it" in text(panel(page))


# ---- bad company -----------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_hostile_text_shows_as_text_in_every_view(
    shown: Shown, shared: Path, page_errors: list[str], page_requests: list[str]
) -> None:
    texts = strings(shared)[:40]
    dossier = filled(texts)
    placed = Records(
        Position.model_validate(
            {**each.model_dump(mode="json"), "value": 50, "low": 0, "high": 100, "accepts": {"at_least": 5}}
        )
        for each in dossier.positions
    )
    page = shown(replace(dossier, positions=placed), title=texts[-1])
    turn(page, "Matrix")
    assert set(page.locator("#matrix tbody th button").evaluate_all("all => all.map(each => each.textContent)")) == set(
        texts
    )
    turn(page, "Scales")
    names = page.locator(".scale h3").evaluate_all("all => all.map(each => each.textContent)")
    assert set(names) == set(texts[: len(names)]) | set(names) & set(texts)
    assert set(names) <= set(texts)
    turn(page, "Timeline")
    said = page.locator(".bar[data-key] .words").evaluate_all("all => all.map(each => each.textContent)")
    assert sorted(said) == sorted(texts)
    turn(page, "Evidence")
    claims = page.locator("tbody[data-key^='position:'] .what").evaluate_all("all => all.map(each => each.textContent)")
    assert sorted(claims) == sorted(f"{text}: supports. {text}" for text in texts)
    page.get_by_role("button", name="By source").click()
    for key in ("cell:a0+i0", "actor:a1", "event:e2", "source:s3"):
        page.evaluate(f"graphkit.select('{key}')")
    assert page.evaluate("violations") == []
    assert page_errors == []
    assert len(page_requests) == 1


def test_a_dossier_of_one_day_or_of_nothing_opens_too(shown: Shown, page_errors: list[str]) -> None:
    alone = talks(
        positions=Records([position("p", "north", "truce", "support")]),
        ties=Records(),
        events=Records(),
        proposals=Records(),
    )
    page = shown(alone)
    for tab in TABS:
        turn(page, tab)
    assert page.locator("#play").is_disabled()
    page = shown(
        talks(
            actors=Records(),
            positions=Records(),
            ties=Records(),
            events=Records(),
            issues=Records(),
            proposals=Records(),
            judgements=Records(),
        )
    )
    for tab in TABS:
        turn(page, tab)
    assert page_errors == []


def test_a_dossier_without_a_date_says_so(shown: Shown, page_errors: list[str]) -> None:
    page = shown(Dossier(Manifest(id="empty", title="Nothing yet")))
    assert text(page.locator("#now")) == "Nothing in this dossier has a date."
    assert page.locator("#scrub").is_hidden()
    assert "As of" not in text(page.locator("footer"))
    for tab in TABS:
        turn(page, tab)
        assert "January 1" not in page.locator("body").inner_text()
    page.get_by_role("button", name="Gaps").click()
    assert "January 1" not in page.locator("body").inner_text()
    assert page_errors == []


def test_the_head_tells_how_many_texts_the_sources_were_read_in(shown: Shown, whole: Dossier) -> None:
    told = text(shown(whole).locator("#now"))
    assert told.endswith(f"; {len(whole.sources)} sources, read in one text.")


def test_a_supposed_value_is_not_told_as_a_coders_judgement(shown: Shown, whole: Dossier) -> None:
    changed = with_changes(at(whole), [Change("russia", "size-of-forces", "value", 40.0)], day=whole.manifest.as_of)
    page = shown(changed, hash="#actor:russia")
    assert "40 of 100, supposed" in text(panel(page))
    assert "40 of 100, the coder" not in text(panel(page))


def test_on_a_telephone_the_picture_begins_in_the_first_window_and_the_legend_opens_by_a_button(
    shown: Shown, whole: Dossier
) -> None:
    page = shown(whole, size=(390, 844))
    legend, button = page.locator("#legend"), page.get_by_role("button", name="Legend")
    assert not legend.is_visible()
    box = page.locator("#picture").bounding_box()
    assert box is not None
    assert box["y"] < 600
    tops = {round(tab.bounding_box()["y"]) for tab in page.get_by_role("tab").all() if tab.bounding_box()}  # type: ignore[index]
    assert len(tops) == 1
    button.click()
    assert legend.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    button.click()
    assert not legend.is_visible()


def test_in_a_wide_window_the_legend_stands_beside_the_picture_without_a_button(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, size=(1280, 800))
    assert page.locator("#legend").is_visible()
    assert not page.get_by_role("button", name="Legend").is_visible()
    bar = page.locator("#bar").bounding_box()
    assert bar is not None
    assert bar["height"] < 60


def test_scales_tell_on_how_many_issues_there_is_room_and_what_was_proposed_and_answered(
    shown: Shown, whole: Dossier
) -> None:
    page = shown(whole, hash="#view=scales")
    scales = page.locator("#view-scales")
    told = text(scales.locator(".sum"))
    assert told.startswith(
        "Zone of agreement on 2 of 17 issues; on 1 a proposal was accepted by all whose yes is needed;"
    )
    card = scales.locator("figure", has_text="Exchange of 1,000 prisoners each").first
    assert "100 of 100: accepted by Russia and Ukraine" in text(card.locator(".offers"))
    card.get_by_role("button", name="Exchange of 1,000 prisoners for 1,000").click()
    assert text(panel(page).locator("h2")) == "Exchange of 1,000 prisoners for 1,000"
    page.keyboard.press("Escape")
    # before the day of a proposal there is none
    page.evaluate("location.hash = 'view=scales&day=2025-03-31'")
    page.wait_for_function(
        "() => !document.querySelector('.offers') || !document.body.innerText.includes('1,000 for 1,000')"
    )
    assert "accepted by all" not in text(scales.locator(".sum"))


def test_the_table_of_scales_has_the_proposals_with_their_answers(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=scales&as=table&issue=issue:prisoner-exchange")
    row = page.locator("#view-scales tr", has_text="proposal: Exchange of 1,000 prisoners for 1,000")
    assert "accepted by Russia and Ukraine" in text(row)
    assert page.locator("#view-scales .sum").count() == 0
