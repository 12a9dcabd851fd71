"""What the tests of faults share: how often each fault is tried, two versions of a dossier, and what a server holds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import Driver

from benchmarks.generate import write
from graphkit.dossier.checks import examine
from graphkit.dossier.digest import version
from graphkit.dossier.dossier import Dossier
from graphkit.store.audit import audit
from graphkit.store.home import Home
from graphkit.store.java import Java
from graphkit.store.load import load
from graphkit.store.server import start, stop
from graphkit.store.settings import Wanted
from tests.neo4j.conftest import FAST

NAME = "generated"
POSITIONS = 250  # so many that a load writes for a second on a server that was just started

Loading = Callable[[Path, Path], "subprocess.Popen[bytes]"]
Held = Callable[[Driver], str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rounds", type=int, default=1, help="how often each fault is tried; `make faults` asks for more")


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("rounds", default=1))


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two versions of a dossier, which differ in every record but actors and issues."""
    one, other = (tmp_path_factory.mktemp("version") for _ in range(2))
    write(one, POSITIONS, form="csv", seed=1)
    write(other, POSITIONS, form="csv", seed=2)
    return one, other


@pytest.fixture(scope="session")
def versions(folders: tuple[Path, Path]) -> tuple[Dossier, Dossier]:
    """The same, read."""
    return examine(folders[0])[0], examine(folders[1])[0]


@pytest.fixture(scope="session")
def held(versions: tuple[Dossier, Dossier]) -> Held:
    """Tells which of the two versions a database holds, exactly."""
    names = {version(versions[0]): "old", version(versions[1]): "new"}

    def ask(driver: Driver) -> str:
        found = audit(driver, NAME)
        assert found.findings == ()
        return names[found.version]

    return ask


@pytest.fixture
def old_one_held(driver: Driver, versions: tuple[Dossier, Dossier]) -> Driver:
    """A driver of the tests' server, which holds the old version."""
    load(driver, versions[0])
    return driver


@pytest.fixture(scope="module")
def victim(java: Java, rounds: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The home of a server that may be killed; where there is one round only, it has little memory for transactions."""
    home = Home(tmp_path_factory.mktemp("victim"))
    start(home, small(rounds))
    yield home
    stop(home)


def small(rounds: int) -> Wanted:
    """A server with a heap of 512 MB, or one that a small dossier is too large for."""
    limit = {} if rounds > 1 else {"dbms.memory.transaction.total.max": "24m"}
    return replace(FAST, settings={**FAST.settings, **limit})


@pytest.fixture
def loading() -> Iterator[Loading]:
    """Starts `graphkit neo4j load` in a process of its own."""
    started = []

    def begin(folder: Path, home: Path) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "graphkit", "neo4j", "load", str(folder), "--home", str(home)]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()
