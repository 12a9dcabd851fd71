"""`graphkit render` and `graphkit demo`."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("view", ["relations", "positions", "events"])
def test_a_view_is_written_to_one_file_whose_name_is_printed(
    view: str, run: Run, seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("render", seed, "--view", view)
    assert result.stdout == f"istanbul-2025-{view}.html\n"
    assert [file.name for file in tmp_path.iterdir()] == [f"istanbul-2025-{view}.html"]


def test_a_title_of_ones_own_stands_on_the_page(run: Run, seed: Path, tmp_path: Path) -> None:
    run("render", seed, "--title", "For <the> minister", "-o", tmp_path / "p.html")
    assert "<title>For &lt;the&gt; minister" in (tmp_path / "p.html").read_text("utf-8")


def test_the_demo_says_in_one_line_where_its_page_is(run: Run, tmp_path: Path) -> None:
    result = run("demo", "-o", tmp_path / "demo.html", "--no-open")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert str(tmp_path / "demo.html") in result.stdout
    assert (tmp_path / "demo.html").stat().st_size > 100_000


def test_a_page_of_an_earlier_day_has_no_later_event(run: Run, seed: Path, tmp_path: Path) -> None:
    run("render", seed, "--view", "events", "--as-of", "2025-05-20", "-o", tmp_path / "p.html")
    assert "event:talks-2-june" not in (tmp_path / "p.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_a_page_can_go_to_standard_output_and_nothing_else_does(name: str, example: Path, tmp_path: Path) -> None:
    expected = tmp_path / "expected.html"
    page = tmp_path / "page.html"
    graphkit = shlex.join([sys.executable, "-m", "graphkit", "render", str(example), "-o"])
    for shell in (f"{graphkit} {expected}", f"{graphkit} {name} > {page}", f"{graphkit} {name} | cat > {page}.2"):
        assert subprocess.run(["bash", "-c", f"set -o pipefail; {shell}"]).returncode == 0
    assert page.read_bytes() == (tmp_path / "page.html.2").read_bytes() == expected.read_bytes()


def test_the_demo_can_go_to_standard_output_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("demo", "-o", "-", "--no-open").stdout.startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == []


def test_a_page_inside_the_dossier_comes_with_a_note(
    run: Run, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example)
    assert "inside the dossier" in run("render").stderr
    assert "inside the dossier" in run("export", "--format", "gexf", "-o", "graph.gexf").stderr
    (example / ".out").mkdir()
    for words in (("-o", ".out/page.html"), ("-o", tmp_path / "page.html"), ("-o", "-")):
        assert run("render", *words).stderr == ""


@pytest.mark.parametrize(
    "words",
    [
        ("render", "-o", "positions.yaml"),
        ("render", "-o", "actors.csv"),
        ("export", "--format", "json", "-o", "sources.yaml"),
        ("export", "--format", "csv", "-o", "."),
        ("export", "--format", "csv", "-o", "tables"),
    ],
)
def test_nothing_is_written_among_the_records(
    words: tuple[str, ...], run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example)
    before = {path: path.read_bytes() for path in example.rglob("*") if path.is_file()}
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "lies among the records of the dossier" in result.stderr
    assert {path: path.read_bytes() for path in example.rglob("*") if path.is_file()} == before
