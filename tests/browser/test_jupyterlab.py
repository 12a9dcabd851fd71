"""`graphkit.show` in JupyterLab, as somebody sees it who runs the cell."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.frames import drawn_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
CELL = "import graphkit\ngraphkit.show('istanbul-2025')"
SECONDS = 90
QUIET = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab of our own that listens on this machine only, with one notebook."""
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": CELL,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "one.ipynb").write_text(json.dumps(notebook))
    (tmp_path / "config" / "labconfig").mkdir(parents=True)
    (tmp_path / "config" / "labconfig" / "page_config.json").write_text(json.dumps(QUIET))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    options = ["--no-browser", f"--port={port}", "--ip=127.0.0.1", "--ServerApp.port_retries=0", "--allow-root"]
    command = [sys.executable, "-m", "jupyterlab", *options, "--IdentityProvider.token=secret", str(tmp_path / "work")]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=log)
    try:
        _await(f"http://127.0.0.1:{port}/api", process, tmp_path / "log")
        yield f"http://127.0.0.1:{port}/lab/tree/one.ipynb?token=secret"
    finally:
        process.terminate()
        process.wait(30)


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(10 * SECONDS):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(log.read_text())


def test_the_page_is_drawn_in_the_cell_and_asks_for_nothing(lab: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(message.text))
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.goto(lab)
    page.click(".jp-Notebook .jp-CodeCell .cm-content")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']", state="attached")
    page.keyboard.press("Shift+Enter")
    frame = drawn_in(page.wait_for_selector(".jp-OutputArea iframe"))  # type: ignore[arg-type]  # or it raises
    frame.click("#tab-matrix")
    frame.wait_for_selector("#view-matrix table")
    context.close()
    home = lab.partition("/lab/")[0]
    assert [url for url in asked if not url.startswith((home, "data:", "blob:", "about:"))] == []
    assert [text for text in said if "Content Security Policy" in text or "TrustedHTML" in text] == []
