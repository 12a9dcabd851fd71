"""`graphkit neo4j up` starts a real Neo4j that only its user can reach, and `down` stops it."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import Driver

from graphkit.store.artifacts import pinned
from graphkit.store.connection import Target, connect, target_of
from graphkit.store.error import ServerError
from graphkit.store.home import Home, Server, last, password, running
from graphkit.store.java import Java
from graphkit.store.process import born
from graphkit.store.server import start, stop
from tests.neo4j.conftest import FAST, Run

GRAPHKIT = (sys.executable, "-m", "graphkit")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")


@pytest.fixture
def home(java: Java, tmp_path: Path) -> Iterator[Home]:
    """The folder of a server that the test starts itself."""
    home = Home(tmp_path / "home")
    yield home
    stop(home)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_can_read_the_password_or_enter_the_folder(server: Server) -> None:
    home = Home(server.home)
    assert mode(home.password_file) == 0o600
    assert mode(home.state) == 0o600
    assert mode(home.conf) == 0o700
    assert len(password(home)) == 32


@LINUX
def test_the_process_tells_its_password_neither_in_its_words_nor_in_its_variables(server: Server) -> None:
    secret = password(Home(server.home)).encode()
    process = Path("/proc", str(server.pid))
    assert b"--home-dir" in (process / "cmdline").read_bytes()
    for name in ("cmdline", "environ"):
        assert secret not in (process / name).read_bytes()


@LINUX
def test_it_listens_on_the_loopback_address_and_nowhere_else(server: Server) -> None:
    inodes = {str(link.readlink()).strip("socket:[]") for link in Path(f"/proc/{server.pid}/fd").iterdir()}
    tables = [Path(f"/proc/{server.pid}/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    listening = [
        row.split()[1] for table in tables for row in table if row.split()[3] == "0A" and row.split()[9] in inodes
    ]
    assert {int(address.rpartition(":")[2], 16) for address in listening} == {server.bolt_port, server.http_port}
    assert {address.rpartition(":")[0] for address in listening} <= {"0100007F", "0000000000000000FFFF00000100007F"}


@pytest.mark.slow
def test_a_killed_server_starts_again_with_its_ports_password_and_data(home: Home) -> None:
    first = start(home, FAST)
    secret = password(home)
    with connect(target_of(home)) as driver:
        driver.execute_query("CREATE (:Canary {song: 'la'})")
    assert first.pid is not None
    os.kill(first.pid, 9)
    while born(first.pid) == first.born:
        time.sleep(0.05)
    assert running(home) is None
    second = start(home, FAST)
    assert (second.bolt_port, second.http_port, password(home)) == (first.bolt_port, first.http_port, secret)
    assert second.pid != first.pid
    with connect(target_of(home)) as driver:
        assert driver.execute_query("MATCH (c:Canary) RETURN c.song AS song").records[0]["song"] == "la"


@pytest.mark.slow
def test_a_server_that_ends_while_it_is_waited_for_is_started_again(home: Home) -> None:
    first = start(home, FAST)
    assert first.pid is not None
    os.kill(first.pid, signal.SIGSTOP)  # it runs, and answers nobody
    killing = threading.Timer(1, os.kill, (first.pid, signal.SIGKILL))
    killing.start()
    second = start(home, FAST)
    assert second.pid not in (None, first.pid)
    assert second.bolt_port == first.bolt_port


@pytest.mark.slow
def test_two_that_start_at_once_end_with_one_server_that_one_down_stops(home: Home, run: Run) -> None:
    words = ["neo4j", "up", "--home", str(home.folder), "--heap", "512m"]
    both = [subprocess.Popen([*GRAPHKIT, *words], stdout=subprocess.PIPE) for _ in range(2)]
    said = [each.communicate()[0].decode() for each in both]
    server = running(home)
    assert server is not None
    assert [each.returncode for each in both] == [0, 0]
    assert all(server.uri in text for text in said)
    assert "is stopped" in run("neo4j", "down", "--home", home.folder).stdout
    again = run("neo4j", "down", "--home", home.folder)
    assert (again.exit_code, again.stdout) == (0, f"no Neo4j runs from {home.folder}\n")
    status = run("neo4j", "status", "--home", home.folder)
    assert (status.exit_code, status.stdout) == (1, "")
    assert "start it with: graphkit neo4j up" in status.stderr


def test_a_second_up_says_where_it_runs_and_that_it_is_not_what_was_asked(
    server: Server, run: Run, at_server: None
) -> None:
    again = run("neo4j", "up")
    assert (again.exit_code, again.stderr) == (0, "waiting for Neo4j 5.26.30 to answer\n")
    assert again.stdout.startswith(f"Neo4j {server.version} runs already\n")
    assert server.uri in again.stdout
    other = run("neo4j", "up", "--apoc")
    assert other.exit_code == 0
    assert "note: with another plugins than asked" in other.stderr


def test_status_tells_addresses_version_memory_and_dossiers(
    server: Server, driver: Driver, run: Run, at_server: None
) -> None:
    assert "no dossier yet" in run("neo4j", "status").stdout
    driver.execute_query("CREATE (:Dossier {key: 'talks', title: 'The talks', version: 'abc123'})")
    told = json.loads(run("neo4j", "status", "--format", "json").stdout)
    assert (told["version"], told["bolt"], told["process"]) == (pinned("neo4j"), server.uri, server.pid)
    assert told["memory"] > 100 << 20
    assert told["dossiers"] == [{"dossier": "talks", "title": "The talks", "version": "abc123", "loaded_at": None}]
    assert "talks    The talks  abc123" in run("neo4j", "status").stdout
    assert run("neo4j", "status", "--format", "csv").stdout.splitlines()[1] == "talks,The talks,abc123,"


def test_status_of_another_server_tells_what_a_driver_can_ask(
    target: Target, driver: Driver, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", target.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", target.password)
    told = run("neo4j", "status")
    assert told.exit_code == 0
    assert target.uri in told.stdout
    assert "process" not in told.stdout


def test_browser_tells_where_it_is_and_where_the_password_is(server: Server, run: Run, at_server: None) -> None:
    told = run("neo4j", "browser", "--no-open")
    assert told.exit_code == 0
    assert (
        told.stdout
        == f"http://127.0.0.1:{server.http_port}/browser/?dbms=bolt://neo4j@127.0.0.1:{server.bolt_port}&db=neo4j\n"
    )
    assert f"password in {server.home}/password" in told.stderr
    assert password(Home(server.home)) not in told.output


def test_a_setting_that_neo4j_refuses_is_told_in_its_words(home: Home) -> None:
    with pytest.raises(ServerError, match=r"'much' is not a valid size.*; read on in .*/logs"):
        start(home, replace(FAST, page_cache="much"))
    assert running(home) is None


def test_too_much_memory_is_told_with_the_remedy(home: Home) -> None:
    with pytest.raises(ServerError, match=r"exceeds physical memory.*; give it less memory with --heap"):
        start(home, replace(FAST, heap="9000g"))
    assert last(home) is not None
    assert running(home) is None


def test_a_folder_that_another_process_serves_is_told(home: Home, server: Server) -> None:
    home.folder.mkdir()
    home.mark.touch()
    (home.folder / "data").symlink_to(server.home / "data")
    (home.folder / "password").write_text("x\n")
    with pytest.raises(ServerError, match="another process serves this folder; stop that one"):
        start(home, FAST)


def test_nothing_of_it_answers_where_the_password_is_wrong(server: Server, target: Target) -> None:
    with pytest.raises(ServerError, match="does not take this password"), connect(replace(target, password="guess")):
        pass
    with socket.create_connection(("127.0.0.1", server.http_port)) as http:
        http.sendall(b"GET /db/neo4j/query/v2 HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        assert b" 401 " in http.recv(100) or b" 405 " in http.recv(100)
