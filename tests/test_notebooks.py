"""The notebooks run from top to bottom, are stored without outputs, and use what graphkit offers."""

from __future__ import annotations

import ast
import importlib
import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import graphkit
from tests.browser.frames import drawn_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ON_A_SERVER = "4-in-neo4j"
SECONDS = 120  # for one cell, on a busy machine


def named(path: Path) -> str:
    return path.stem


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return found


def code(path: Path) -> str:
    return "\n".join("".join(cell["source"]) for cell in cells(path) if cell["cell_type"] == "code")


def names_used(path: Path) -> Iterator[tuple[str, str]]:
    """The names that a notebook takes from modules of graphkit, each with its module."""
    for node in ast.walk(ast.parse(code(path))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("graphkit"):
            yield from ((node.module or "", each.name) for each in node.names)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "graphkit":
            yield "graphkit", node.attr


def test_there_are_four() -> None:
    assert len(PATHS) == 4


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_a_notebook_is_stored_without_what_running_it_left(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None), "clear all outputs before you save"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert notebook["metadata"] == {"kernelspec": kernel, "language_info": {"name": "python"}}
    assert not re.search(r"/(home|Users|tmp|root)/", path.read_text("utf-8"))


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_every_name_that_a_notebook_uses_is_public_and_documented(path: Path) -> None:
    used = set(names_used(path))
    assert ("graphkit", "open_dossier") in used
    for module, name in used:
        found = getattr(importlib.import_module(module), name, None) or importlib.import_module(f"{module}.{name}")
        assert not name.startswith("_")
        if module == "graphkit":
            assert name in graphkit.__all__
        if callable(found):
            assert len((found.__doc__ or "").split()) > 5, f"{module}.{name} says nothing of itself"


@pytest.mark.slow
@pytest.mark.parametrize("path", [path for path in PATHS if path.stem != ON_A_SERVER], ids=named)
def test_a_notebook_runs_from_top_to_bottom(path: Path, rendered: dict[str, str]) -> None:
    number = sum(cell["cell_type"] == "code" for cell in cells(path))
    assert f"In [{number}]:" in rendered[path.stem].replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    """The notebooks that need no server, as `make docs` writes them."""
    tool = runpy.run_path(str(ROOT / "docs" / "notebooks.py"))
    chosen = [path for path in PATHS if path.stem != ON_A_SERVER]
    return {path.stem: tool["page"](tool["executed"](path, seconds=SECONDS), path.stem) for path in chosen}


@pytest.mark.slow
def test_an_exported_notebook_loads_nothing_from_elsewhere(rendered: dict[str, str]) -> None:
    for name, html in rendered.items():
        outside = re.sub(r'srcdoc="[^"]*"', "", html)
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?!data:)([^"]+)"', outside)
        assert loaded == [], name
        assert "import(" not in outside and "cdnjs" not in outside, name


@pytest.mark.slow
def test_an_exported_notebook_draws_its_pages_without_a_request(
    rendered: dict[str, str], page: Page, page_requests: list[str], page_errors: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(rendered["1-the-istanbul-talks"], "utf-8")
    page.goto(path.as_uri())
    frames = page.locator("iframe").element_handles()
    assert len(frames) == 2
    for element in frames:
        drawn_in(element)
    report = frames[0].content_frame()
    assert report is not None
    report.click("#tab-matrix")
    report.wait_for_selector("#view-matrix table")
    assert report.evaluate("location.href") == "about:srcdoc"
    assert "#" not in page.url
    assert [url for url in page_requests if not url.startswith(("file:", "data:", "about:", "blob:"))] == []
    assert page_errors == []
