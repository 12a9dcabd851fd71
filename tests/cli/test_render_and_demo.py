"""`graphkit render` and `graphkit demo`."""

from __future__ import annotations

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
