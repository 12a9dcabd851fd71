"""A real Neo4j, started once for all tests as `graphkit neo4j up` starts it, and emptied for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from click.testing import CliRunner, Result

from graphkit.cli.main import main
from graphkit.store.artifacts import pinned, server_jars
from graphkit.store.connection import Target, connect, target_of
from graphkit.store.error import ServerError
from graphkit.store.home import Home, Server
from graphkit.store.java import Java, find_java
from graphkit.store.server import start, stop
from graphkit.store.settings import Wanted, lowest_java

if TYPE_CHECKING:
    from neo4j import Driver

Run = Callable[..., Result]

# starts in half the time and takes a third of the memory
FAST = Wanted(
    heap="512m",
    page_cache="64m",
    settings={"db.tx_log.preallocate": "false"},
    java=("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for a server."""
    for item in items:
        if {"server", "java"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.neo4j)


@pytest.fixture(autouse=True)
def no_other_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test finds a Neo4j of the person who runs it."""
    for name in [name for name in os.environ if name.startswith("NEO4J_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GRAPHKIT_NEO4J_HOME", str(tmp_path / "no-server"))


@pytest.fixture(scope="session")
def java() -> Java:
    """A Java that runs the pinned Neo4j, whose jars are there."""
    version = pinned("neo4j")
    try:
        found = find_java(lowest_java(version))
        server_jars(version, found, tell=lambda _: None)
    except ServerError as error:
        _do_without(str(error))
    return found


@pytest.fixture(scope="session")
def server(java: Java, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server, one for the whole run (and for each worker of pytest-xdist)."""
    home = Home(tmp_path_factory.mktemp("neo4j"))
    try:
        yield start(home, FAST)
    finally:
        stop(home)


@pytest.fixture
def target(server: Server) -> Target:
    """The server's database as commands and drivers name it."""
    return target_of(Home(server.home))


@pytest.fixture(scope="session")
def _open_driver(server: Server) -> Iterator[Driver]:
    with connect(target_of(Home(server.home))) as driver:
        yield driver


@pytest.fixture
def driver(_open_driver: Driver) -> Driver:
    """A driver of a database without nodes; constraints and indexes that an earlier test made may be there."""
    empty(_open_driver)
    return _open_driver


def empty(driver: Driver) -> None:
    """Delete every node, in portions that a small heap holds."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


@pytest.fixture
def bare_driver(driver: Driver) -> Driver:
    """A driver of a database as Neo4j makes it: no nodes, no constraints, no indexes but those that find labels."""
    for kind, listed in (("CONSTRAINT", "SHOW CONSTRAINTS"), ("INDEX", "SHOW INDEXES YIELD * WHERE type <> 'LOOKUP'")):
        for record in driver.execute_query(listed).records:
            driver.execute_query(f"DROP {kind} `{record['name']}`")
    return driver


@pytest.fixture
def at_server(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command finds the server of the tests."""
    monkeypatch.setenv("GRAPHKIT_NEO4J_HOME", str(server.home))


@pytest.fixture
def run() -> Run:
    """Calls graphkit with words and gives what it printed and its exit code."""

    def call(*words: object, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words], input=stdin, prog_name="graphkit")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


def _do_without(reason: str) -> NoReturn:
    """Skip, except where nobody would read the skip."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
