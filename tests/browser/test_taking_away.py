"""What can be taken from the page: drawings, pictures, tables and its place in another page."""

from __future__ import annotations

import csv
import io
import struct
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from graphkit.bargaining.forecast import forecast
from graphkit.bargaining.inputs import of_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Issue
from tests.browser.conftest import Shown
from tests.report.made import position, talks

if TYPE_CHECKING:
    from playwright.sync_api import Page

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, what: str) -> tuple[str, Path]:
    """The name and the place of what an entry of the menu gives."""
    page.evaluate("document.getElementById('save').open = true")
    with page.expect_download() as download:
        page.locator(f"#save #{what}").click()
    return download.value.suggested_filename, Path(download.value.path())


def drawing(page: Page) -> ET.Element:
    return ET.parse(saved(page, "svg")[1]).getroot()  # our own file


def words(root: ET.Element) -> str:
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def rows(page: Page) -> list[dict[str, str]]:
    text = saved(page, "csv")[1].read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text[1:])))


# ---- drawings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hash", "name", "expected"),
    [
        ("view=network", "istanbul-2025-relations-2025-06-02.svg", ["Umerov", "heads", "agree on an issue"]),
        ("view=network&net=events", "istanbul-2025-events-2025-06-02.svg", ["Jeddah meeting", "mediator"]),
        ("view=matrix", "istanbul-2025-matrix-2025-06-02.svg", ["Rustem Umerov", "American mediation", "(+)"]),
        ("view=scales", "istanbul-2025-scales-2025-06-02.svg", ["zone 25 to 75", "accepts at least 25", "status quo"]),
        ("view=timeline&day=2025-05-20", "istanbul-2025-timeline-2025-05-20.svg", ["Jeddah meeting", "Apr 2025"]),
    ],
)
def test_a_view_can_be_saved_as_a_drawing_that_asks_for_nothing(
    shown: Shown, whole: Dossier, hash: str, name: str, expected: list[str], page_errors: list[str]
) -> None:
    page = shown(whole, hash=f"#{hash}")
    found, path = saved(page, "svg")
    again = saved(page, "svg")[1].read_bytes()
    assert found == name
    assert path.read_bytes() == again
    text = path.read_text("utf-8")
    for outside in ("href", "<image", "foreignObject", "<script", "url(http", "@import", " style="):
        assert outside not in text
    root = ET.fromstring(text)  # our own file
    for each in ["The Istanbul talks of 2 June 2025", "Made with graphkit", "licence CC-BY-4.0", *expected]:
        assert each in words(root), each
    assert page_errors == []
    assert page.evaluate("violations") == []


def test_the_drawing_of_a_network_is_whole_whatever_part_of_it_is_in_the_window(shown: Shown) -> None:
    page = shown(talks())
    before = drawing(page)
    page.evaluate("graphkit.network.moveTo({ position: { x: 9000, y: 0 }, scale: 4, animation: false })")
    page.wait_for_timeout(100)
    after = drawing(page)
    assert words(before) == words(after)
    assert (before.get("width"), before.get("height")) == (after.get("width"), after.get("height"))


def test_the_drawing_has_a_line_for_each_line_of_the_picture_in_its_colour_and_dash(shown: Shown) -> None:
    root = drawing(shown(talks()))
    lines = [path for path in root.iter(f"{SVG}path") if path.get("fill") == "none"]
    conflict = [path for path in lines if path.get("stroke") == "rgb(213,94,0)"]
    agreement = [path for path in lines if path.get("stroke") == "rgb(0,114,178)"]
    assert len(conflict) == 2
    assert all(path.get("stroke-dasharray") == "9 6" for path in conflict)
    assert len(agreement) == 2
    assert not any(path.get("stroke-dasharray") for path in agreement)


def test_what_the_filters_leave_out_is_said_on_the_drawing(shown: Shown) -> None:
    root = drawing(shown(talks(), hash="#view=matrix&off=line:oppose"))
    assert "Filters leave out 1 position" in words(root)


@pytest.mark.parametrize("view", ["network", "matrix"])
def test_a_view_can_be_saved_as_a_picture_that_is_not_blank(shown: Shown, view: str) -> None:
    page = shown(talks(), hash=f"#view={view}")
    name, path = saved(page, "png")
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert name.endswith(".png")
    assert width >= 900
    assert height >= 400
    assert len(data) > 10_000


# ---- tables ----------------------------------------------------------------------------------------------------------


def test_the_table_has_what_is_shown_on_the_day_after_the_filters(shown: Shown) -> None:
    page = shown(talks(), hash="#view=network&net=positions&off=line:oppose")
    assert [row["id"] for row in rows(page)] == ["d-truce", "h-truce", "n-exchange", "s-exchange", "s-truce"]
    page.evaluate("graphkit.change({ day: '2025-05-20' })")
    assert [row["id"] for row in rows(page)] == ["s-truce"]


def test_the_evidence_has_a_row_for_each_piece_with_its_grade_and_place(shown: Shown) -> None:
    found = rows(shown(talks(), hash="#view=evidence"))
    row = next(each for each in found if each["id"] == "n-truce")
    assert (row["kind"], row["source"], row["via"], row["reliability"], row["credibility"], row["paragraph"]) == (
        ("position", "wire", "paper", "B", "2", "3")
    )
    assert {each["kind"] for each in found} == {"position", "tie", "event", "proposal", "answer"}


def test_the_matrix_and_the_timeline_are_tables_of_words(shown: Shown) -> None:
    page = shown(talks(), hash="#view=matrix")
    south = next(row for row in rows(page) if row["actor"] == "south")
    assert south["truce"] == "support; support (on its behalf)"
    page.evaluate("graphkit.change({ view: 'timeline' })")
    assert [row["id"] for row in rows(page)][:2] == ["s-truce", "first"]


def test_what_a_spreadsheet_would_run_is_marked_and_quotes_are_doubled(shown: Shown) -> None:
    odd = [
        position("a", "north", "truce", "support", claim='=HYPERLINK("https://evil.example","x")'),
        position("b", "south", "truce", "support", claim="+1,\n@sum"),
    ]
    found = {row["id"]: row["claim"] for row in rows(shown(talks(positions=Records(odd)), hash="#net=positions"))}
    assert found == {"a": '\'=HYPERLINK("https://evil.example","x")', "b": "'+1,\n@sum"}


# ---- names in any script ---------------------------------------------------------------------------------------------

NAMES = {"north": "Рустем Умєров", "south": "وزارة الخارجية (تركيا) 2", "host": "外交部发言人", "envoy": "שר החוץ"}


def test_names_in_any_script_keep_their_direction_in_page_drawing_and_table(shown: Shown) -> None:
    named = [each.model_copy(update={"name": NAMES.get(each.id, each.name)}) for each in talks().actors]
    page = shown(talks(actors=Records(named)), hash="#view=evidence")
    label = page.locator("tbody[data-key='position:s-truce'] .to").nth(1)
    assert (label.text_content() or "").strip("\u2068\u2069") == NAMES["south"]
    assert page.evaluate("key => graphkit.dossier.label(key)", "position:s-truce") == (
        f"\u2068{NAMES['south']}\u2069 on A truce"
    )
    assert {row["actors"] for row in rows(page) if row["id"] == "s-truce"} == {"south"}
    page.evaluate("graphkit.change({ view: 'matrix' })")
    text = words(drawing(page))
    assert all(part in text for name in NAMES.values() for part in name.split() if name != NAMES["envoy"])
    assert {row["actor_name"] for row in rows(page)} >= {NAMES["north"], NAMES["south"], NAMES["host"]}


# ---- inside another page ---------------------------------------------------------------------------------------------


def test_embedded_the_page_is_the_view_and_one_line_on_where_it_is_from(shown: Shown) -> None:
    licensed = replace(talks(), manifest=talks().manifest.model_copy(update={"licence": "CC-BY-4.0"}))
    page = shown(licensed, hash="?embed#view=matrix&issue=issue:truce")
    for gone in ("header", "#bar", "#legend", "footer"):
        assert page.locator(gone).is_hidden()
    assert page.locator("#matrix").is_visible()
    line = page.locator("#from-where")
    for part in ("The talks", "As of 2 June 2025", "licence CC-BY-4.0", "Made with graphkit"):
        assert part in (line.text_content() or "")
    page.evaluate("graphkit.change({ view: 'scales' })")
    page.wait_for_timeout(250)
    link = line.get_by_role("link", name="Open the full page")
    link.hover()
    assert str(link.get_attribute("href")).endswith("talks.html#view=scales&issue=issue:truce")


def test_embedded_the_panel_waits_for_a_click_and_a_legend_can_be_asked_for(shown: Shown) -> None:
    page = shown(talks(), hash="?embed=legend#view=matrix&select=actor:north")
    assert page.locator("#panel").is_hidden()
    assert page.locator("#matrix tbody th.marked").count() == 1
    assert page.locator("#legend").is_visible()
    page.locator("#matrix .cell").first.click()
    assert page.locator("#panel").is_visible()


def test_the_code_that_embeds_names_the_view_as_it_is(shown: Shown) -> None:
    hostile = replace(talks(), manifest=talks().manifest.model_copy(update={"title": '"><script>'}))
    page = shown(hostile, hash="#view=matrix&issue=issue:truce")
    page.locator("#save summary").click()
    page.wait_for_function("() => document.getElementById('embed-code').value !== ''")
    code = page.locator("#embed-code").input_value()
    assert "talks.html?embed#view=matrix&amp;issue=issue:truce" in code
    assert 'title="&quot;>&lt;script>"' in code


# ---- evidence --------------------------------------------------------------------------------------------------------


def test_a_long_list_of_sources_says_how_much_it_shows_and_shows_the_rest(shown: Shown) -> None:
    wire = next(iter(talks().sources))
    many = [*talks().sources, *(wire.model_copy(update={"id": f"s{i}", "title": f"S {i}"}) for i in range(600))]
    page = shown(talks(sources=Records(many)), hash="#view=evidence&by=source")
    caption = page.locator("#view-evidence caption")
    assert "602 sources, of which the first 500 are shown" in (caption.text_content() or "")
    page.get_by_role("button", name="Show 102 more").click()
    assert page.locator("#view-evidence tbody tr").count() == 602
    assert "first" not in (caption.text_content() or "")


def test_the_gaps_name_contradictions_and_whose_word_is_missing_as_of_the_day(shown: Shown) -> None:
    truce = Issue(id="truce", name="A truce", question="Q?", consent=("north", "host", "south"))
    held = [
        position("for", "north", "truce", "support"),
        position("against", "north", "truce", "oppose", setting="private"),
        position("s", "envoys", "truce", "support", on_behalf_of=["south"]),
    ]
    found = talks(issues=Records([truce]), positions=Records(held))
    page = shown(found, hash="#view=evidence&by=gap")
    text = page.locator("#view-evidence").text_content() or ""
    assert "As of 2 June 2025." in text
    assert "Northland on A truce: other words in private than in public" in text
    assert "A truce: The Host" in text
    page.evaluate("graphkit.change({ day: '2025-05-20' })")
    assert "As of 2 June 2025, whatever the day above is set to." in (
        page.locator("#view-evidence").text_content() or ""
    )
    assert {row["what"] for row in rows(page)} >= {"public-private", "consent needed, no position known"}


# ---- models ----------------------------------------------------------------------------------------------------------


def test_models_stand_on_the_scale_with_their_ends_on_their_own_day_alone(shown: Shown, whole: Dossier) -> None:
    assume = {"salience": 50.0, "capability": 50.0}
    page = shown(whole, hash="#view=scales&issue=issue:ceasefire-30-days", assume=assume, draws=0)
    scale = page.locator(".scale")
    assert scale.locator(".of-model .words").all_text_contents()[:2] == ["compromise", "weighted median"]
    ends = scale.locator(".plot .model").first.locator("line").first
    low, high = (float(str(ends.get_attribute(name)).rstrip("%")) for name in ("x1", "x2"))
    given = of_dossier(at(whole), ["ceasefire-30-days"], assume=assume)
    (expected,) = forecast(given, ["compromise"]).rows
    assert low == pytest.approx(expected.low, abs=0.01)
    assert high == pytest.approx(expected.high, abs=0.01)
    note = scale.locator(".of-models").text_content() or ""
    assert "A model draws the consequence of these numbers" in note
    assert "capability 50, salience 50" in note
    assert [row["actor_name"] for row in rows(page) if row["what"] == "model"][:2] == ["compromise", "median"]
    page.evaluate("graphkit.change({ day: '2025-05-31' })")
    assert scale.locator(".plot .model").count() == 0
    assert "Models were computed for 2 June 2025 only" in (scale.locator(".of-models").text_content() or "")


def test_without_the_numbers_a_scale_says_what_is_missing_and_shows_no_model(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=scales&issue=issue:ceasefire-30-days")
    assert page.locator(".plot .model").count() == 0
    page.get_by_text("No model has an outcome: numbers are missing").click()
    assert "no capability: " in (page.locator(".of-models").text_content() or "")
