"""What the docs show of Neo4j works as it stands there; tests/docs runs the pages that need no server."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.store.connection import Target
from graphkit.store.home import Home
from graphkit.store.java import Java
from graphkit.store.server import stop
from tests.docs.blocks import DOCS, Block, blocks
from tests.docs.place import furnish
from tests.docs.terminal import Terminal
from tests.docs.test_blocks import HERE, named, needs_a_server
from tests.neo4j.conftest import Run

OWN_SERVER = DOCS / "how-to" / "neo4j-server.md"


def run_page(page: Path, terminal: Terminal) -> list[Block]:
    found = [block for block in blocks(page) if not block.not_run]
    for block in found:
        terminal.run(block)
    return found


@pytest.mark.parametrize("page", [page for page in HERE if needs_a_server(page) and page != OWN_SERVER], ids=named)
def test_every_block_of_a_page_that_needs_a_server_runs(
    page: Path, target: Target, driver: object, at_server: None, run: Run, tmp_path: Path
) -> None:
    terminal = Terminal(furnish(tmp_path), target)
    assert run("neo4j", "load", tmp_path / "seed" / "istanbul-2025").exit_code == 0
    assert run_page(page, terminal)


def test_a_server_is_started_loaded_and_stopped_as_the_page_on_it_shows(
    java: Java, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("GRAPHKIT_NEO4J_HOME", str(home))
    try:
        shown = "".join(block.text for block in run_page(OWN_SERVER, Terminal(furnish(tmp_path))))
    finally:
        stop(Home(home))
    assert shown.startswith("graphkit neo4j up")
    assert "graphkit neo4j down" in shown
