"""Neo4j Browser, in a real Chromium, shows a dossier in graphkit's colours and takes its favourites."""

from __future__ import annotations

import os
import runpy
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.reader import read
from graphkit.graph.vocabulary import ACTOR_LABELS, LABELS, TYPES
from graphkit.report import style
from graphkit.store.connection import connect, target_of
from graphkit.store.files import cypher_folder
from graphkit.store.home import Home, Server, password
from graphkit.store.load import load
from tests.conftest import ROOT
from tests.neo4j.conftest import empty

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

FILES = cypher_folder("browser")
PICTURE = ROOT / "docs" / "images" / "neo4j-browser.png"
HERE = ("http://127.0.0.1:", "data:", "blob:")
DROP = """([name, bytes]) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
        const event = new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: files});
        document.querySelector(".filedrop").dispatchEvent(event);
    }
}"""


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Neo4j Browser, logged in, on a network that ends at this machine."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", device_scale_factor=1)
    context.route("**/*", _only_here)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(server.browser)
    page.get_by_test_id("password").fill(password(Home(server.home)))
    page.get_by_test_id("connect").click()
    page.get_by_text("You are connected as user neo4j").wait_for()
    yield page
    context.close()


def _only_here(route: Route) -> None:
    if route.request.url.startswith(HERE):
        route.continue_()
    else:
        route.abort()


@pytest.fixture(scope="module")
def seeded(server: Server) -> None:
    """The database with the dossier of the Istanbul talks, which no test here changes."""
    with connect(target_of(Home(server.home))) as driver:
        empty(driver)
        load(driver, read(bundled_dossier("istanbul-2025"))[0])


def drop(page: Page, file: Path) -> None:
    """Let a file fall onto the window."""
    page.evaluate(DROP, [file.name, b64encode(file.read_bytes()).decode()])


def run(page: Page, text: str) -> None:
    """Type a text and run it."""
    page.locator("[data-testid=activeEditor] .monaco-editor[role=code]").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.get_by_test_id("editor-Run").click()


def fills(page: Page) -> set[str]:
    """The colours of the nodes that are drawn."""
    page.locator("svg g.node").first.wait_for()
    found: list[str] = page.locator("svg g.node circle.b-outline").evaluate_all(
        "circles => circles.map(circle => circle.getAttribute('fill'))"
    )
    return set(found)


PICTURED = """\
// Who stands where on NATO membership and on a ceasefire of 30 days?
MATCH path = (:Actor)-[:TOOK]->(:Position {dossier: $dossier})-[:ON]->(issue:Issue)
WHERE issue.id IN ['issue:nato-membership', 'issue:ceasefire-30-days']
RETURN path"""


def set_dossier(page: Page) -> None:
    run(page, ":param dossier => 'istanbul-2025'")
    page.get_by_text('"dossier": "istanbul-2025"').wait_for()


def test_a_question_is_drawn_in_our_colours(page: Page, seeded: None) -> None:
    drop(page, FILES / "style.grass")
    page.get_by_text("text-color-internal").first.wait_for()
    run(page, ":clear")
    set_dossier(page)
    run(page, PICTURED)
    kinds = dict(zip(ACTOR_LABELS, style.CAMPS, strict=True))
    actors = {kinds[kind] for kind in ("State", "Person", "Delegation", "Organization")}
    assert fills(page) == {*actors, "#ffffff", style.SHAPES["issue"].fill}
    assert page.locator("svg g.node").filter(has_text="Russia").count() == 1
    if os.environ.get("GRAPHKIT_WRITE_IMAGES"):
        page.wait_for_timeout(4000)  # until the nodes have come to rest
        page.screenshot(path=PICTURE)


def test_without_the_style_the_colours_are_not_ours(page: Page, seeded: None) -> None:
    run(page, "MATCH (state:State) RETURN state")
    assert fills(page).isdisjoint({*style.CAMPS, style.NO_CAMP})


def test_with_the_lines_to_paste_a_question_of_the_favourites_answers(page: Page, seeded: None) -> None:
    lines = (FILES / "params.txt").read_text(encoding="utf-8")
    run(page, lines)
    page.get_by_title("Status: success").nth(len(lines.splitlines()) - 1).wait_for()
    with ZipFile(FILES / "favourites.zip") as favourites:
        run(page, favourites.read("graphkit 2 - questions/who-stands-where.cypher").decode())
    page.get_by_text('"actor:russia"').first.wait_for(state="attached")


def test_the_favourites_arrive_in_two_folders_and_run(page: Page, seeded: None) -> None:
    drop(page, FILES / "favourites.zip")
    set_dossier(page)
    page.get_by_test_id("navigationFavorites").click()
    page.get_by_text("graphkit 2 - questions").wait_for()
    page.get_by_text("graphkit 1 - start here").click()
    page.get_by_text("5 How do we know?").click()
    page.get_by_test_id("editor-Run").click()
    assert len(fills(page)) > 1


def test_every_label_and_type_has_a_colour_and_a_caption() -> None:
    text = (FILES / "style.grass").read_text(encoding="utf-8")
    for label in (*LABELS, *ACTOR_LABELS, "Dossier", "Ledger"):
        assert f"node.{label} {{" in text
    for type_ in TYPES:
        assert f"relationship.{type_} {{" in text
        assert f"relationship.RETRACTED_{type_} {{" in text


def test_the_files_are_what_the_generator_writes_and_it_tells_one_that_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    generator = runpy.run_path(str(ROOT / "docs" / "generate_browser.py"))
    assert generator["main"](["--check"]) == 0
    assert generator["main"](["--folder", str(tmp_path)]) == 0
    assert generator["main"](["--folder", str(tmp_path), "--check"]) == 0
    (tmp_path / "style.grass").write_text("node {}")
    assert generator["main"](["--folder", str(tmp_path), "--check"]) == 1
    assert "style.grass is stale" in capsys.readouterr().out
