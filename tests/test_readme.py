"""What the README shows works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^    graphkit (\S.*?)(?:\s+#.*)?$", README, flags=re.MULTILINE)
ON_A_SERVER = re.compile(r"neo4j |cypher |.* neo4j:")
ARTICLE = "First.\n\nHere stand the words that prove it.\n"


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) >= 8


def test_its_commands_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seed").symlink_to(ROOT / "seed")
    (tmp_path / "article.txt").write_text(ARTICLE)
    monkeypatch.chdir(tmp_path)
    for command in (command for command in COMMANDS if not ON_A_SERVER.match(command)):
        result = CliRunner().invoke(main, shlex.split(command), prog_name="graphkit")
        assert result.exit_code == 0, f"graphkit {command}\n{result.output}"


def test_its_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert "graph" in names


def test_every_page_that_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\((?!http)([^)]+)\)", README):
        assert (ROOT / target).exists(), target
