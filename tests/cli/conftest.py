"""The command line as a test calls it."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from graphkit.cli.main import main
from graphkit.dossier.bundled import bundled_dossier

Run = Callable[..., Result]

# an analyst's own copy of a source
TEXT = """\
Councils meet.

The mayor spoke first.

North Bank  would pay
half of it, she said.

South Bank would not.
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls graphkit with words and gives what it printed and its exit code."""
    monkeypatch.delenv("GRAPHKIT_DOSSIER", raising=False)

    def call(*words: object, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words], input=stdin, prog_name="graphkit")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def seed() -> Path:
    """The dossier of the Istanbul talks."""
    return bundled_dossier("istanbul-2025")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the small dossier that `graphkit new --example` writes, to be changed at will."""
    with as_file(files("graphkit.dossier").joinpath("template")) as template:
        return Path(copytree(template, tmp_path / "example"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    file = tmp_path / "copy.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file
