"""What a command takes for a dossier: a folder, or a database of Discourse Network Analyzer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.shared
def test_a_database_of_dna_is_taken_where_a_dossier_is(run: Run, shared: Path, tmp_path: Path) -> None:
    sample = shared / "data" / "dna" / "sample.dna"
    shown = run("show", "positions", sample, "--format", "json")
    assert shown.exit_code == 0
    assert "Sierra Club" in run("show", "actors", sample).stdout
    page = tmp_path / "page.html"
    assert run("render", sample, "-o", page).exit_code == 0
    assert "Sierra Club" in page.read_text("utf-8")
    assert run("ask", "contested-issues", sample).exit_code == 0


def test_a_file_that_is_no_database_is_refused_with_what_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.dna").write_text("notes")
    result = run("show", "actors", tmp_path / "notes.dna")
    assert result.exit_code == 1
    assert "notes.dna" in result.stderr


def test_what_writes_files_wants_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.dna").write_text("notes")
    result = run("fmt", tmp_path / "notes.dna")
    assert result.exit_code == 2
    assert "is a file; name the folder of a dossier" in result.stderr
