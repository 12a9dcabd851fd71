"""More lines than vis-network draws one by one: they are drawn in batches, and can be clicked all the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.files import write_text
from graphkit.dossier.model import Actor
from graphkit.report.page import render
from tests.report.made import talks, tie

if TYPE_CHECKING:
    from playwright.sync_api import Page

ACTORS, TIES = 450, 2100


def crowd() -> Dossier:
    chance = random.Random(1)
    actors = [Actor(id=f"a{i}", name=f"Actor {i}", kind="state") for i in range(ACTORS)]
    ends = [(i % ACTORS, (i + 1 + int(chance.expovariate(0.2))) % ACTORS) for i in range(TIES)]
    ties = [
        tie(f"t{i:04}", f"a{start}", "supports" if i % 2 else "opposes", f"a{end}")
        for i, (start, end) in enumerate(ends)
        if start != end
    ]
    nothing: Any = {kind: Records([]) for kind in ("issues", "positions", "proposals", "events", "judgements")}
    return talks(actors=Records(actors), ties=Records(ties), **nothing)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowd") / "crowd.html"
    write_text(path, render(crowd()))
    return path


@pytest.fixture
def opened(page: Page, file: Path) -> Page:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(file.as_uri())
    page.wait_for_function("() => window.graphkit !== undefined")
    return page


def spot(page: Page, script: str) -> Any:
    """A place in the window, from one in the picture."""
    return page.evaluate(
        f"""() => {{ const {{ network, picture, edges }} = graphkit; const place = ({script})();
        const at = network.canvasToDOM(place); const box = network.canvas.frame.getBoundingClientRect();
        return {{ id: place.id, x: box.left + at.x, y: box.top + at.y }}; }}"""
    )


FREE_LINE = """() => { for (const line of edges.values()) {
    const [a, b] = [line.from, line.to].map(id => network.getPosition(id));
    const place = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, id: line.id };
    const at = network.canvasToDOM(place);
    if (!network.getNodeAt(at) && picture.crowd.at(at) === line.id) return place; } }"""


def test_a_click_on_a_line_opens_its_tie_and_marks_it(opened: Page) -> None:
    line = spot(opened, FREE_LINE)
    opened.mouse.move(line["x"], line["y"])
    assert "Actor" in (opened.locator("#tip").text_content() or "")
    opened.mouse.click(line["x"], line["y"])
    assert opened.evaluate("graphkit.state.selected") == line["id"]
    assert opened.locator("#panel .under").first.text_content() == "tie"


def test_a_click_on_a_figure_without_a_name_opens_it(opened: Page) -> None:
    figure = spot(
        opened,
        """() => { const id = picture.nodes.getIds().find(id => !picture.nodes.get(id).label &&
        network.getNodeAt(network.canvasToDOM(network.getPosition(id))) === id);
        return { ...network.getPosition(id), id }; }""",
    )
    opened.mouse.click(figure["x"], figure["y"])
    assert opened.evaluate("graphkit.state.selected") == figure["id"]


def test_the_pointer_tells_a_line_then_a_figure_then_nothing(opened: Page) -> None:
    line = spot(opened, FREE_LINE)
    end = spot(
        opened, f"() => {{ const id = edges.get('{line['id']}').from; return {{ ...network.getPosition(id), id }}; }}"
    )
    tip = opened.locator("#tip")
    opened.mouse.move(line["x"], line["y"])
    assert "opposes" in (tip.text_content() or "") or "supports" in (tip.text_content() or "")
    opened.mouse.move(end["x"], end["y"])
    opened.wait_for_function("() => /^Actor \\d+$/.test(document.querySelector('#tip').textContent)")
    opened.mouse.move(5, 5)
    opened.wait_for_function("() => document.querySelector('#tip').hidden")


def test_a_line_that_is_switched_off_is_neither_drawn_nor_found(opened: Page) -> None:
    line = spot(opened, FREE_LINE)
    ink = """() => { const canvas = document.querySelector('#picture canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let number = 0; for (let i = 3; i < data.length; i += 4) if (data[i]) number += 1; return number; }"""
    before = opened.evaluate(ink)
    opened.locator("#legend button[data-key='line:tie']").click()
    opened.evaluate("graphkit.network.redraw()")
    assert opened.evaluate(ink) < before / 2
    opened.mouse.click(line["x"], line["y"])
    assert opened.evaluate("graphkit.state.selected") is None


def test_lines_are_hidden_while_the_picture_moves_and_the_page_says_so(opened: Page) -> None:
    assert "Lines are hidden while the picture moves" in (opened.locator("header").text_content() or "")
    opened.evaluate(
        """() => { window.drawn = []; const { renderer } = graphkit.network; const draw = renderer._drawEdges;
        renderer._drawEdges = context => { drawn.push(renderer.dragging); draw(context); }; }"""
    )
    opened.mouse.move(300, 780)
    opened.mouse.down()
    opened.mouse.move(360, 700, steps=5)
    opened.mouse.up()
    opened.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    drawn = opened.evaluate("drawn")
    assert drawn
    assert not any(drawn)


def test_a_long_table_shows_its_first_rows_and_more_on_demand(opened: Page) -> None:
    opened.locator("#as-table").click()
    rows = opened.locator("#table-body tbody tr")
    assert rows.count() == 500
    assert "; the first 500 are shown" in (opened.locator("#table-body caption").text_content() or "")
    opened.get_by_role("button", name="Show 500 more").click()
    assert rows.count() == 1000
    assert opened.evaluate("document.activeElement.closest('tr').rowIndex") == 501
