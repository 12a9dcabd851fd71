"""The wheel works by itself: built from the sdist, in an empty environment, away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import graphkit

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def uv() -> str:
    """The uv beside this Python, or the one on the PATH."""
    found = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip("no uv here; `make test` installs one")
    return found


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist and not from the checkout."""
    dist = tmp_path_factory.mktemp("dist")
    run(uv, "build", "--quiet", "--out-dir", dist, ROOT, cwd=dist)
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(uv: str, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel, its locked dependencies and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    locked = folder / "requirements.txt"
    export = ("export", "--quiet", "--project", ROOT, "--locked", "--no-emit-project", "--output-file", locked)
    run(uv, *export, cwd=folder)
    run(uv, "venv", "--quiet", "--python", sys.executable, folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    run(uv, "pip", "install", "--quiet", "--python", python, "--constraints", locked, wheel, cwd=folder)
    return python.parent


def test_the_wheel_holds_the_package_and_the_seed_and_nothing_else(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    metadata = f"graphkit-{graphkit.__version__}.dist-info/"
    assert {name for name in names if not name.startswith(("graphkit/", metadata))} == set()
    assert "graphkit/seed/istanbul-2025/dossier.yaml" in names
    assert metadata + "licenses/LICENSE" in names


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path):
    assert graphkit.__version__ in run(installed / "graphkit", "--version", cwd=tmp_path)


def test_the_installed_demo_writes_a_page_that_names_its_dossier(installed: Path, tmp_path: Path):
    page = tmp_path / "demo.html"
    run(installed / "graphkit", "demo", "--no-open", "-o", page, cwd=tmp_path)
    assert "istanbul-2025" in page.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["demo.html"]


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, run without this environment's variables."""
    ours = ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "PYTHONPATH", "GRAPHKIT_DOSSIER")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment["UV_PYTHON_DOWNLOADS"] = "never"
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout
