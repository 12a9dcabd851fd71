"""The notebook on Neo4j runs from top to bottom against a real server."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from neo4j import Driver

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.usefixtures("at_server")
def test_the_notebook_loads_asks_and_fetches_and_leaves_the_server_running(driver: Driver) -> None:
    tool = runpy.run_path(str(ROOT / "docs" / "notebooks.py"))
    notebook = tool["executed"](ROOT / "notebooks" / "4-in-neo4j.ipynb")
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    found = driver.execute_query("MATCH (actor:Actor {dossier: 'istanbul-2025'}) RETURN count(actor) AS number")
    assert found.records[0]["number"] > 5
