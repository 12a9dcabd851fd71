"""`graphkit report`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_report_is_one_file_named_after_the_dossier(
    run: Run, seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("report", seed)
    assert (result.exit_code, result.stdout) == (0, "istanbul-2025.html\n")
    assert [file.name for file in tmp_path.iterdir()] == ["istanbul-2025.html"]


def test_a_title_of_ones_own_stands_on_the_report(run: Run, seed: Path, tmp_path: Path) -> None:
    run("report", seed, "--title", "For <the> minister", "-o", tmp_path / "p.html")
    assert "<title>For &lt;the&gt; minister</title>" in (tmp_path / "p.html").read_text("utf-8")


def test_a_report_up_to_an_earlier_day_knows_nothing_later(run: Run, seed: Path, tmp_path: Path) -> None:
    run("report", seed, "--as-of", "2025-05-20", "-o", tmp_path / "p.html")
    text = (tmp_path / "p.html").read_text("utf-8")
    assert "As of 20 May 2025" in text
    assert "talks-2-june" not in text


def test_a_report_as_known_before_the_record_began_is_empty_and_says_so(run: Run, seed: Path, tmp_path: Path) -> None:
    result = run("report", seed, "--known-on", "2025-06-01", "-o", tmp_path / "p.html")
    assert result.exit_code == 0
    text = (tmp_path / "p.html").read_text("utf-8")
    assert "as known on 1 June 2025" in text
    assert "bankova-nato-membership" not in text


def test_a_report_can_go_to_standard_output(run: Run, seed: Path) -> None:
    assert run("report", seed, "-o", "-").stdout.startswith("<!doctype html>")


def test_a_report_does_not_take_the_place_of_records(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example)
    result = run("report", "-o", "positions.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "lies among the records of the dossier" in result.stderr


def test_a_dossier_with_errors_gets_no_report(run: Run, example: Path, tmp_path: Path) -> None:
    with (example / "positions.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: nobody\n  actor: nobody-known\n")
    result = run("report", example, "-o", tmp_path / "p.html")
    assert result.exit_code == 1
    assert "mend them first" in result.stderr
    assert not (tmp_path / "p.html").exists()
