"""The pictures of the docs: each is used, small, and taken by docs/screenshots.py, which still runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.docs.blocks import DOCS, ROOT, pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = sorted((DOCS / "images").iterdir())
BY_HAND = {"neo4j-browser.png"}  # Neo4j Browser, with the guide and colours of cypher/browser
BYTES_AT_MOST = 300_000
TAKE = [sys.executable, str(ROOT / "docs" / "screenshots.py")]


def test_every_picture_stands_on_a_page_and_is_small() -> None:
    shown = "".join(page.read_text("utf-8") for page in pages())
    assert [path.name for path in IMAGES if f"images/{path.name})" not in shown] == []
    assert [path.name for path in IMAGES if path.stat().st_size > BYTES_AT_MOST] == []


def test_the_script_takes_every_picture_that_is_not_named_as_taken_by_hand() -> None:
    wide = {**os.environ, "COLUMNS": "1000"}  # so that no name is broken
    told = subprocess.run([*TAKE, "--help"], env=wide, capture_output=True, text=True, check=True).stdout
    assert [path.name for path in IMAGES if path.name not in BY_HAND and path.stem not in told] == []


def test_the_script_takes_a_picture(browser: Browser, tmp_path: Path) -> None:
    subprocess.run([*TAKE, "tutorial-scales", "--folder", str(tmp_path)], check=True, capture_output=True)
    taken = (tmp_path / "tutorial-scales.png").read_bytes()
    assert taken.startswith(b"\x89PNG")
    assert 10_000 < len(taken) < BYTES_AT_MOST
