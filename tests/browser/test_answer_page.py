"""The page of an answer as a reader uses it, in a real Chromium without a network."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from graphkit.analysis.questions import Asked, answer
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at, known_at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.files import write_text
from graphkit.dossier.reader import read
from graphkit.graph.build import property_graph
from graphkit.report import portion
from graphkit.report.asked import Answered, Asking, Table, render_answer
from graphkit.report.named import keys_of, table_of
from graphkit.report.share import Share
from graphkit.store.questions import questions
from tests.browser.test_seed_page import boxes, on_screen, panel
from tests.report.web import web

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["web"]
Show = Callable[..., "Page"]
HOME = "istanbul-2025"
ISSUE = {"issue": "issue:ceasefire-30-days"}
SIDES = {"actor": "actor:russia", "other": "actor:ukraine"}
ASKED = [
    ("who-stands-where", ISSUE),
    ("contested-issues", {}),
    ("coverage", {}),
    ("attributed-to", {"actor": "actor:russia"}),
    ("said-at-event", {"event": "event:talks-2-june"}),
    ("co-participation", {"actor": "actor:russia"}),
    ("shared-positions", SIDES),
    ("path-between", {"actor": "actor:umerov", "other": "actor:medinsky"}),
]


@pytest.fixture(scope="session")
def whole() -> Dossier:
    """The Istanbul dossier, not cut to a day."""
    return read(bundled_dossier("istanbul-2025"))[0]


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Show:
    """Opens the page of an answer in a window of 1440 x 900."""

    def show(answered: Answered, hash: str = "") -> Page:
        path = tmp_path / "answer.html"
        write_text(path, render_answer(answered))
        page.set_viewport_size({"width": 1440, "height": 900})
        page.add_init_script(
            "window.violations = [];"
            "addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));"
        )
        page.goto(path.as_uri() + hash)
        page.wait_for_function("() => window.graphkit !== undefined")
        return page

    return show


def answered(whole: Dossier, name: str, parameters: dict[str, Any]) -> Answered:
    """The answer to a question of the library, as `graphkit ask` draws it."""
    day = whole.manifest.as_of
    assert day
    rows = answer(name, Asked(whole, day), **parameters)
    question = questions()[name]
    table = table_of(HOME, question.columns, rows)
    shares = (Share(at(whole), known_at(whole, None)),)
    asking = Asking(question.title, "from “The Istanbul talks”", name, day)
    return Answered(asking, table, shares, keys_of(HOME, rows, parameters))


def of_ids(whole: Dossier, *ids: str) -> Answered:
    """An answer that names some records."""
    shares = (Share(known_at(whole, None), whole),)
    return Answered(Asking("Mine", "", "mine"), Table((), ()), shares, frozenset(f"{HOME}/{id}" for id in ids))


@pytest.mark.parametrize(("name", "parameters"), ASKED)
def test_no_label_lies_on_another_all_is_in_sight_and_can_be_read(
    show: Show, whole: Dossier, name: str, parameters: dict[str, Any], page_requests: list[str], page_errors: list[str]
) -> None:
    page = show(answered(whole, name, parameters))
    size = page.evaluate("[graphkit.picture.box.clientWidth, graphkit.picture.box.clientHeight]")
    found = boxes(page)
    for (one, a), (other, b) in combinations(found.items(), 2):
        apart = a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
        assert apart, (one, other)
    assert all(box["left"] >= 0 and box["top"] >= 0 for box in found.values())
    assert all(box["right"] <= size[0] and box["bottom"] <= size[1] for box in found.values())
    fonts = page.evaluate("Object.values(graphkit.network.body.nodes).map(n => n.labelModule.fontOptions.size)")
    assert min(fonts) * page.evaluate("graphkit.network.getScale()") >= 10
    assert page.evaluate("violations") == []
    assert page_errors == []
    assert len(page_requests) == 1


def test_the_table_begins_with_the_answer_and_its_names_lead_to_the_records(show: Show, whole: Dossier) -> None:
    page = show(answered(whole, "who-stands-where", ISSUE))
    page.get_by_role("button", name="Table").click()
    assert page.locator("#table-tabs [aria-pressed=true]").text_content() == "Answer"
    assert page.locator("#table-body caption").text_content() == "Answer: 4 of 4"
    first = page.locator("#table-body tbody tr").first
    assert first.locator("td").first.text_content() == "Putin"
    first.get_by_role("button", name="Putin", exact=True).click()
    assert panel(page).get_by_role("heading", level=2).text_content() == "Vladimir Putin"


def test_a_click_on_a_position_shows_the_claim_with_its_evidence(show: Show, whole: Dossier) -> None:
    page = show(answered(whole, "who-stands-where", ISSUE))
    edge = "graphkit.network.body.edges['position:russia-ceasefire-30-days']"
    page.mouse.click(*on_screen(page, f"{edge}.edgeType.getPoint(0.5)"))
    claim = whole.positions["russia-ceasefire-30-days"].claim
    assert panel(page).locator(".claim").text_content() == claim
    assert panel(page).locator("ul.evidence li").count() >= 1


def test_a_line_that_stands_for_several_positions_shows_them_all(show: Show, whole: Dossier) -> None:
    page = show(answered(whole, "attributed-to", {"actor": "actor:russia"}))
    line = page.evaluate("[...graphkit.edges.values()].find(e => e.behind?.length > 1)")
    page.evaluate("id => graphkit.select(id)", line["id"])
    assert panel(page).locator(".claim").count() == len(line["behind"])
    assert "tells the position of" in panel(page).get_by_role("heading", level=2).text_content()


def test_evidence_and_sources_are_nodes_that_tell_what_they_show(show: Show, whole: Dossier) -> None:
    graph = property_graph(whole)
    piece = next(data["id"] for _, data in graph.nodes(data=True) if data["id"].startswith("evidence:position."))
    page = show(of_ids(whole, piece), hash=f"#{piece}")
    assert page.locator("#legend").get_by_role("button", name=re.compile("^evidence")).is_visible()
    assert panel(page).locator("ul.evidence cite").count() >= 1
    panel(page).get_by_role("button", name=re.compile(" on ")).click()
    assert panel(page).locator(".under").text_content() == "position"


def test_a_judgement_can_be_read(show: Show, whole: Dossier) -> None:
    judged = next(iter(whole.judgements))
    page = show(of_ids(whole, judged.key), hash=f"#{judged.key}")
    assert f"{judged.quantity} {judged.value:g} of 100" in panel(page).text_content()


def test_the_search_finds_what_only_an_answer_draws(show: Show) -> None:
    others: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    others.add_nodes_from([("4:x:1", {"labels": ("Town",), "name": "Bytom"}), ("4:x:2", {"labels": ("Town",)})])
    others.add_edge("4:x:1", "4:x:2", "5:x:1", type="ROAD_TO", km=12)
    page = show(Answered(Asking("Towns", "", "t"), Table((), ()), (), frozenset({"4:x:1", "4:x:2"}), others))
    page.get_by_role("combobox", name="Search").fill("bytom")
    page.keyboard.press("Enter")
    assert panel(page).get_by_role("heading", level=2).text_content() == "Bytom"
    page.evaluate("graphkit.select('5:x:1')")
    assert "road to" in panel(page).get_by_role("heading", level=2).text_content()
    assert panel(page).locator("dd").text_content() == "12"


def test_a_saved_picture_is_named_after_the_question(show: Show, whole: Dossier) -> None:
    page = show(answered(whole, "contested-issues", {}))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save PNG").click()
    assert download.value.suggested_filename == "contested-issues-answer.png"


@pytest.mark.parametrize(("name", "parameters"), ASKED[:2])
def test_axe_finds_nothing_to_object_to(
    show: Show, whole: Dossier, name: str, parameters: dict[str, Any], web: Path
) -> None:
    page = show(answered(whole, name, parameters))
    page.evaluate((web / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    for table in (False, True):
        if table:
            page.get_by_role("button", name="Table").click()
        result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in result["violations"]] == []


def test_a_record_that_only_others_name_says_that_the_page_holds_no_more_of_it(
    show: Show, whole: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portion, "WHOLE_UP_TO", 0)
    page = show(of_ids(whole, "proposal:ukraine-memorandum"))
    records = "[...graphkit.dossier.byKey.values()]"
    key = page.evaluate(f"{records}.find(each => each.brief && each.type === 'actor').key")
    page.evaluate("key => graphkit.select(key)", key)
    assert panel(page).get_by_role("heading", level=2).text_content() == whole.actors[key.removeprefix("actor:")].name
    assert "this page holds no more" in panel(page).text_content()
    assert "none known" not in panel(page).text_content()
