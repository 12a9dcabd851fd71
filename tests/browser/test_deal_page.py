"""What models draw on the scales of the report: intervals, rounds, what matters most, and packages of two parties."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.report.models import models_on_scales
from tests.browser.conftest import Shown
from tests.browser.test_report_page import overlapping
from tests.browser.test_taking_away import SVG, drawing, rows, words
from tests.report.test_deal import ASSUME, DAY, bargain, issue

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ONE = "#view=scales&issue=issue:ceasefire-30-days"
SIZES = [(1440, 900), (1280, 800), (390, 844)]


@pytest.fixture(scope="module")
def told(whole: Dossier) -> dict[str, Any]:
    """What the page of the seed gets with these assumptions."""
    return models_on_scales(whole, day=DAY, assume=ASSUME)


def text(found: Locator) -> str:
    return found.text_content() or ""


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('#view-scales details').forEach((each) => { each.open = true; })")
    page.wait_for_function("() => [...document.querySelectorAll('.part')].every((each) => each.children.length > 1)")


def table(page: Page, caption: str) -> list[list[str]]:
    """The cells of the table whose caption begins so, heads first."""
    found = page.locator("#view-scales table", has=page.locator("caption", has_text=caption))
    cells: list[list[str]] = found.first.evaluate(
        "each => [...each.rows].map(row => [...row.cells].map(c => c.innerText.trim()))"
    )
    return cells


def shown_as(number: float) -> str:
    rounded = round(number * 10 + 1e-9) / 10
    return f"{rounded:g}"


# ---- intervals -------------------------------------------------------------------------------------------------------


def test_an_outcome_has_the_interval_of_its_draws_and_the_page_says_what_it_was_drawn_from(
    shown: Shown, whole: Dossier, told: dict[str, Any]
) -> None:
    page = shown(whole, hash=ONE, assume=ASSUME)
    each = told["issues"]["ceasefire-30-days"]
    marks = page.locator(".scale > .rows .plot .model")
    assert marks.count() == len(each["rows"]) == len(each["spreads"])
    for at, (model, *_) in enumerate(each["rows"]):
        low, median, high, _, _ = each["spreads"][model]
        ends = marks.nth(at).locator("line").first
        assert [ends.get_attribute(name) for name in ("x1", "x2")] == [f"{low:g}%", f"{high:g}%"]
        assert marks.nth(at).locator(".median").get_attribute("cx") == f"{median:g}%"
    how = text(page.locator("#view-scales > .how"))
    assert "the middle 80 % of 1,000 draws (seed 1; exchange model: 100)" in how
    note = text(page.locator(".scale > .of-models"))
    assert "Drawn from 2 of 9 numbers with a range and 3 of 3 positions that may stand anywhere" in note
    assert "Assumed for everybody without one: capability 50, salience 50." in note


def test_the_table_tells_the_interval_of_each_outcome(shown: Shown, whole: Dossier, told: dict[str, Any]) -> None:
    page = shown(whole, hash=f"{ONE}&as=table", assume=ASSUME)
    low, median, high, error, draws = told["issues"]["ceasefire-30-days"]["spreads"]["exchange"]
    (row,) = (row for row in table(page, "Places on the scales") if row[1] == "model: exchange model")
    ends, middle = f"{shown_as(low)} to {shown_as(high)}", f"median {shown_as(median)}, error {shown_as(error)}"
    assert row[4] == f"{ends}: 80 % of {draws} draws, {middle}"


# ---- rounds and what matters most ------------------------------------------------------------------------------------


def test_the_keyboard_opens_the_rounds_and_each_line_is_named_at_its_end(
    shown: Shown, whole: Dossier, told: dict[str, Any], page_errors: list[str]
) -> None:
    page = shown(whole, hash=ONE, assume=ASSUME)
    assert page.locator(".rounds").count() == 0
    page.locator(".part summary").first.focus()
    page.keyboard.press("Enter")
    courses = told["issues"]["ceasefire-30-days"]["courses"]
    page.wait_for_function("() => document.querySelector('.rounds') !== null")
    assert page.locator(".rounds").evaluate_all("all => all.map(each => each.dataset.model)") == [
        "challenge",
        "exchange",
    ]
    for at, each in enumerate(courses):
        box = page.locator(".rounds").nth(at)
        assert box.locator(".plot .turn").count() == len(each["paths"]) * len(each["states"])
        assert box.locator(".plot .state").all_text_contents() == [str(state) for state in each["states"]]
        ends = {f"{shown_as(path[0])} → {shown_as(path[-1])}" for *_, path in each["paths"] if path[0] != path[-1]}
        assert set(box.locator(".from-to").all_text_contents()) >= ends
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("graphkit.state.selected").startswith("actor:")
    page.keyboard.press("Escape")
    page.evaluate("graphkit.change({ off: new Set() })")
    assert page.locator(".rounds").count() == 2, "it stays open when the view is drawn anew"
    assert page_errors == []
    assert page.evaluate("violations") == []


def test_what_matters_most_has_a_bar_for_each_input_and_its_numbers(
    shown: Shown, whole: Dossier, told: dict[str, Any]
) -> None:
    page = shown(whole, hash=ONE, assume=ASSUME)
    open_all(page)
    swings = told["issues"]["ceasefire-30-days"]["swings"]
    bars = page.locator(".tornado .plot .swing")
    assert bars.evaluate_all("all => all.map(each => [each.getAttribute('x1'), each.getAttribute('x2')])") == [
        [f"{at:g}%", f"{end:g}%"] for *_, at, end in swings
    ]
    numbers = page.locator(".tornado .numbers li").all_text_contents()
    assert [each for each in numbers if "→" in each] == [f"{shown_as(at)} → {shown_as(end)}" for *_, at, end in swings]


def test_what_the_pictures_show_stands_in_tables_too(shown: Shown, whole: Dossier, told: dict[str, Any]) -> None:
    page = shown(whole, hash=f"{ONE}&as=table", assume=ASSUME)
    each = told["issues"]["ceasefire-30-days"]
    lines = table(page, "Rounds of models")[1:]
    assert len(lines) == sum(len(course["paths"]) + 1 for course in each["courses"])
    (russia,) = (row for row in lines if row[1:3] == ["challenge model", "Russia"])
    assert russia[3] == "0: 0, 1: 25"
    inputs = table(page, "What matters most")[1:]
    assert [row[5:7] for row in inputs] == [[shown_as(at), shown_as(end)] for *_, at, end in each["swings"]]


# ---- packages --------------------------------------------------------------------------------------------------------


def test_the_packages_are_drawn_named_and_told_with_what_is_given_for_the_best(
    shown: Shown, whole: Dossier, told: dict[str, Any]
) -> None:
    page = shown(whole, hash="#view=scales", assume=ASSUME)
    box, found = page.locator("figure.packages"), told["packages"]
    assert text(box.locator("h3")) == "Packages across issues: Russia and Ukraine"
    assert box.locator(".front > svg .corner").count() == 8
    for mark in ("cross", "square", "triangle", "star"):
        assert box.locator(f".front > svg .{mark}").count() > 0
    names = box.locator(".front > svg .name-of").all_text_contents()
    assert {"no deal", "Nash, K–S, best", *map(str, range(1, 9))} == set(names)
    keyed = box.locator(".points tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(c => c.innerText.trim()))"
    )
    assert len(keyed) == len(found["points"])
    assert [row for row in keyed if row[0] == "best for both"] == [["best for both", "6.1", "6.1"]]
    roll = box.locator(".roll li").all_text_contents()
    assert len(roll) == len(found["roll"])
    assert roll[0] == "Unconditional 30-day ceasefire, 41.7 → 100: Russia gives 29.2, Ukraine gains 29.2"
    assert "no status quo is known of" in text(box)
    assert "capability 50, salience 50" in text(box.locator(".of-models"))


def test_the_packages_have_a_table_with_the_value_on_each_issue(
    shown: Shown, whole: Dossier, told: dict[str, Any]
) -> None:
    page = shown(whole, hash="#view=scales&as=table", assume=ASSUME)
    heads, *lines = table(page, "Packages of Russia and Ukraine")
    found = told["packages"]
    assert len(heads) == 3 + len(found["issues"])
    for line, (_, worth, values) in zip(lines, found["points"], strict=True):
        assert [each.replace("−", "-") for each in line[1:]] == [shown_as(each) for each in (*worth, *values)]
    assert len(table(page, "The log-roll of the best package")) == len(found["roll"]) + 1


def test_where_the_issues_stand_is_marked_where_it_is_known_of_all(shown: Shown) -> None:
    known = bargain(issue("truce", stands=50), issue("toll", stands=50))
    page = shown(known, hash="#view=scales")
    assert page.locator(".packages .front > svg .stays").count() == 1
    assert "status quo" in page.locator(".packages .name-of").all_text_contents()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (bargain(issue("truce")), "there is The truce alone."),
        (
            bargain(issue("truce", ("north", "south", "host"))),
            "no issue needs the consent of two; graphkit trade --parties",
        ),
    ],
)
def test_where_there_are_no_packages_the_page_says_why(shown: Shown, given: Dossier, why: str) -> None:
    page = shown(given, hash="#view=scales")
    assert page.locator("figure.packages").count() == 0
    said = text(page.locator(".no-packages"))
    assert said.startswith("No packages across issues: ")
    assert why in said
    page.evaluate("graphkit.change({ table: true })")
    assert why in text(page.locator("#view-scales"))


def test_a_button_leads_to_the_packages_below_all_issues(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=scales", assume=ASSUME)
    page.get_by_role("button", name="To the packages across issues").press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Packages across issues: Russia and Ukraine"
    assert page.locator(".packages h3").is_visible()


# ---- the page's own day ----------------------------------------------------------------------------------------------


def test_on_another_day_the_page_says_for_which_day_models_and_packages_were_computed(
    shown: Shown, whole: Dossier
) -> None:
    page = shown(whole, hash="#view=scales&day=2025-05-31", assume=ASSUME)
    assert page.locator("figure.packages, .part, .plot .model:not(.sample *)").count() == 0
    assert "Packages across issues were computed for 2 June 2025 only" in text(page.locator(".no-packages"))
    assert "Models were computed for 2 June 2025 only" in text(page.locator(".scale .of-models").first)
    page.evaluate("graphkit.change({ day: '2025-06-02' })")
    assert page.locator("figure.packages").count() == 1


def test_without_assumptions_the_seed_shows_no_picture_and_names_what_is_missing(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=scales")
    assert page.locator("figure.packages, .part").count() == 0
    assert "position and salience, and there is none" in text(page.locator(".no-packages"))
    assert page.get_by_text("No model has an outcome: numbers are missing").count() > 5


def test_filters_leave_what_models_computed_and_the_page_says_so(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash=f"{ONE}&rel=A", assume=ASSUME)
    assert page.locator(".scale > .rows .plot .model").count() == 7
    assert "Filters leave what models computed as it is." in text(page.locator("#view-scales > .how"))


# ---- to look at, to take away, on paper ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_no_word_of_a_picture_lies_on_another(shown: Shown, whole: Dossier, size: tuple[int, int]) -> None:
    page = shown(whole, hash="#view=scales", assume=ASSUME, size=size)
    open_all(page)
    assert overlapping(page, ".packages .front > svg text, .packages .points td:first-child") == []
    for part in (".rounds", ".tornado"):
        for at in range(page.locator(part).count()):
            page.evaluate("([part, at]) => document.querySelectorAll(part)[at].id = 'looked-at'", [part, at])
            assert overlapping(page, "#looked-at .note, #looked-at li") == [], (part, at)
            page.evaluate("document.getElementById('looked-at').removeAttribute('id')")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to_in_pictures_and_tables(
    shown: Shown, scheme: Any, web: Path, page: Page
) -> None:
    page.emulate_media(color_scheme=scheme)
    given = bargain(issue("truce", stands=50), issue("toll", stands=40), low=0, high=100)
    shown(given, hash="#view=scales", size=(1280, 3200))  # all of it in view: of what is not, axe cannot tell colours
    open_all(page)
    page.evaluate((web / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    for table, looked_at in ((False, "from-to"), (True, "<td")):
        page.evaluate(f"graphkit.change({{ table: {str(table).lower()} }})")
        result = page.evaluate("axe.run('#view-scales', { resultTypes: ['violations', 'passes'] })")
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in result["violations"]] == []
        (seen,) = (
            [node["html"] for node in each["nodes"]] for each in result["passes"] if each["id"] == "color-contrast"
        )
        assert any(looked_at in each for each in seen)


def test_the_drawing_has_what_is_open_and_the_packages(shown: Shown, whole: Dossier) -> None:
    page = shown(whole, hash="#view=scales", assume=ASSUME)
    assert "From left to right the states" not in words(drawing(page))
    open_all(page)
    root = drawing(page)
    named = [each for each in root.iter(f"{SVG}text") if each.text == "Nash, K–S, best"]
    assert [each.get("paint-order") for each in named] == ["stroke"], "its halo lies below its letters"
    for each in ("Rounds of the models", "From left to right the states", "Nash, K–S, best", "Russia gains →"):
        assert each in words(root)


def test_the_table_that_is_saved_has_rounds_inputs_and_packages(
    shown: Shown, whole: Dossier, told: dict[str, Any]
) -> None:
    found = rows(shown(whole, hash="#view=scales", assume=ASSUME))
    of = {what: [row for row in found if row["what"] == what] for what in ("model", "round", "input", "package")}
    (drawn,) = (row for row in of["model"] if (row["issue"], row["model"]) == ("root-causes", "nash"))
    spread = told["issues"]["root-causes"]["spreads"]["nash"]
    assert [float(drawn[name]) for name in ("low", "median", "high", "error", "draws")] == spread
    (path,) = (
        [float(row["value"]) for row in of["round"] if [row[n] for n in ("issue", "model", "actor")] == key]
        for key in [["ceasefire-30-days", "challenge", "russia"]]
    )
    assert path == [0, 25]
    assert len(of["input"]) == sum(len(each.get("swings", [])) for each in told["issues"].values())
    packages = told["packages"]
    assert len(of["package"]) == len(packages["points"]) * len(packages["issues"])
    (gain,) = (row for row in found if (row["what"], row["id"], row["actor"]) == ("package gain", "best", "russia"))
    assert float(gain["value"]) == 6.09


def test_on_paper_stand_the_packages_and_what_is_open(shown: Shown, whole: Dossier, page: Page) -> None:
    shown(whole, hash=ONE, assume=ASSUME)
    page.locator(".part summary").first.click()
    page.locator(".rounds").first.wait_for()
    page.emulate_media(media="print")
    assert page.locator(".rounds").first.is_visible()
    assert not page.locator(".part").nth(1).is_visible()
    page.emulate_media(media="screen")
    page.evaluate("graphkit.change({ issue: '', view: 'network' })")
    page.emulate_media(media="print")
    assert page.locator("figure.packages").is_visible()


def test_names_that_look_like_code_are_words_in_every_picture(shown: Shown, page_errors: list[str]) -> None:
    code = "<img src=x onerror=alert(1)>"
    given = bargain(issue("truce", stands=50), issue("toll", stands=50), low=0, high=100)
    named = [each.model_copy(update={"name": code, "short": code}) for each in given.actors]
    page = shown(replace(given, actors=Records(named)), hash="#view=scales")
    open_all(page)
    assert text(page.locator(".packages h3")) == f"Packages across issues: {code} and {code}"
    page.evaluate("graphkit.change({ table: true })")
    assert page.locator("#view-scales img").count() == 0
    assert page_errors == []
    assert page.evaluate("violations") == []
