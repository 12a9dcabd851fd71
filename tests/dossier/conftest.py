"""What the tests of the dossier share: a folder made of the texts that a test has in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Dossier

UNUSED = ("I110", "S107")
MANIFEST = "id: toll\ntitle: Toll on a bridge\n"


@pytest.fixture
def examined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Mapping[str, str | bytes]], tuple[Dossier, list[str]]]:
    """Write files, with a dossier.yaml unless there is one; give the dossier, and the problems as printed.

    That an issue or a source is used by nothing is left out: a test writes only what it is about.
    """

    def write_and_examine(files: Mapping[str, str | bytes]) -> tuple[Dossier, list[str]]:
        for name, content in {"dossier.yaml": MANIFEST, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        monkeypatch.chdir(tmp_path)
        dossier, problems = examine(Path())
        return dossier, [str(problem) for problem in problems if problem.code not in UNUSED]

    return write_and_examine
