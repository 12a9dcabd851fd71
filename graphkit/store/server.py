"""Start and stop a real Neo4j Community on the loopback address, with no Docker."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from graphkit.store import settings
from graphkit.store.artifacts import pinned, plugin_jars, server_jars, unlike
from graphkit.store.error import ServerError
from graphkit.store.home import (
    USER,
    Home,
    Server,
    claimed,
    forget_process,
    last,
    make_password,
    password,
    remember,
    running,
    write_privately,
)
from graphkit.store.java import Java, find_java
from graphkit.store.logs import put_aside, reason
from graphkit.store.offline_swap import forget, settle, undo
from graphkit.store.process import LOOPBACK, born, end, free_ports, is_free, launch
from graphkit.store.settings import Wanted, numbers

Tell = Callable[[str], None]

START_WITHIN = 120.0  # seconds; on a busy machine a start was seen to take 45
STOP_WITHIN = 60.0
NEEDED = 1 << 30  # bytes free for a first start: Neo4j sets 512 MB aside for the logs of two databases
NEEDED_LATER = 100 << 20


def _nobody(_: str) -> None:
    """Tell nobody."""


def start(home: Home, wanted: Wanted | None = None, *, tell: Tell = _nobody, patience: float = START_WITHIN) -> Server:
    """Start the server of a home and wait until it answers; one that runs already is left as it is.

    Parameters
    ----------
    home : Home
        Its folder, made if it is missing.
    wanted : Wanted, optional
        What is wanted of it.
    tell : callable, optional
        Is told what takes a while, in a few words.
    patience : float, optional
        Seconds within which it must answer.

    Returns
    -------
    Server

    Raises
    ------
    ServerError
        If it cannot be started; no process is left then.
    """
    server = start_after_swap(home, wanted, tell=tell, patience=patience)
    forget(home)
    return server


def start_after_swap(
    home: Home, wanted: Wanted | None = None, *, tell: Tell = _nobody, patience: float = START_WITHIN
) -> Server:
    """Start a server as `start` does, and keep the database from before a swap, until somebody saw the new one.

    Where the server does not start with the new one, the old one is put back.
    """
    home = Home(home.folder.absolute())  # Java works in another folder than we
    with claimed(home, waiting=lambda: tell("waiting for another graphkit that starts or stops this Neo4j")):
        found = running(home)
        if found and _answered(found, tell, patience):
            return found
        settle(home)
        wanted = wanted or Wanted()
        server = _planned(home, wanted)
        java = find_java(settings.lowest_java(server.version))
        with _told_disk(home):
            jars = _prepare(home, server, wanted, java, tell)
        command = settings.server_command(home, java, jars, wanted, version=server.version)
        try:
            return _launched(server, command, tell, patience)
        except ServerError as error:
            if undo(home):
                raise ServerError(f"{error}; the database from before the swap is back; start it again") from error
            raise


def stop(home: Home, *, tell: Tell = _nobody, patience: float = STOP_WITHIN) -> Server | None:
    """Stop the server of a home, and give what ran; None where nothing did."""
    if not home.mark.exists():
        return None
    with stopped(home, tell=tell, patience=patience) as server:
        return server


@contextmanager
def stopped(home: Home, *, tell: Tell = _nobody, patience: float = STOP_WITHIN) -> Iterator[Server | None]:
    """Stop the server of a home as `stop` does, and keep everybody from starting it."""
    with claimed(home, waiting=lambda: tell("waiting for another graphkit that starts or stops this Neo4j")):
        server = running(home)
        if server:
            tell("stopping Neo4j")
            _end(server, patience)
        forget_process(home)
        yield server


def _end(server: Server, patience: float) -> None:
    assert server.pid and server.born
    end(server.pid, server.born, patience=patience)  # even by force: the next start recovers from the log


def _planned(home: Home, wanted: Wanted) -> Server:
    """The server to start, its version and ports chosen."""
    before = last(home)
    version = _version(home, before, wanted)
    bolt, http_ = _ports(before, wanted)
    plugins = tuple(wanted.plugins)
    return Server(home=home.folder, version=version, bolt_port=bolt, http_port=http_, heap=wanted.heap, plugins=plugins)


def _version(home: Home, before: Server | None, wanted: Wanted) -> str:
    """The version wanted, else the newer of the pinned one and the one that wrote the data."""
    written_by = before.version if before and home.has_data else None
    version = wanted.version or max(filter(None, (pinned("neo4j"), written_by)), key=numbers)
    if written_by and numbers(version)[:2] < numbers(written_by)[:2]:
        raise ServerError(
            f"the data in {home.folder} was written by Neo4j {written_by}, which {version} cannot read; "
            f"ask for --version {written_by}, or name another --home"
        )
    return version


def _ports(before: Server | None, wanted: Wanted) -> tuple[int, int]:
    """The ports for bolt and http: those asked for, else those of the last time where they are free, else free ones."""
    asked = (wanted.bolt_port, wanted.http_port)
    for port, option in zip(asked, ("--bolt-port", "--http-port"), strict=True):
        if port is not None and not is_free(port):
            raise ServerError(
                f"port {port} is taken, or only an administrator may use it; leave {option} out and a free one is found"
            )
    if asked[0] is not None and asked[0] == asked[1]:
        raise ServerError(f"bolt and http cannot both have port {asked[0]}; leave one out and a free one is found")
    kept = (before.bolt_port, before.http_port) if before else (None, None)
    new = [port for port in free_ports(4) if port not in asked and port not in kept]
    chosen = [
        port or (old if old and old not in asked and is_free(old) else new.pop())
        for port, old in zip(asked, kept, strict=True)
    ]
    return chosen[0], chosen[1]


def _prepare(home: Home, server: Server, wanted: Wanted, java: Java, tell: Tell) -> Path:
    """Put everything in place for a start, and give the folder of the server's jars."""
    _check_room(home)
    jars = server_jars(server.version, java, tell=tell)
    plugins = [jar for name in wanted.plugins for jar in plugin_jars(name, server.version, java, tell=tell)]
    for folder in (home.conf, home.logs, home.folder / "import"):
        folder.mkdir(exist_ok=True, mode=0o700)
    put_aside(home)
    _link(home, plugins)
    write_privately(home.conf / "neo4j.conf", settings.settings_text(server, wanted))
    if home.has_data:
        password(home)
    else:
        _set_password(home, java, jars)
    return jars


def _check_room(home: Home) -> None:
    needed = NEEDED_LATER if home.has_data else NEEDED
    free = shutil.disk_usage(home.folder).free
    if free < needed:
        raise ServerError(
            f"the disk of {home.folder} has {free >> 20} MB free and Neo4j needs {needed >> 20} MB to start; "
            "make room, or name a --home elsewhere"
        )


def _link(home: Home, jars: list[Path]) -> None:
    """Let the folder of plugins hold these jars and no others."""
    shutil.rmtree(home.plugins, ignore_errors=True)
    home.plugins.mkdir(mode=0o700)
    for jar in unlike(jars):
        (home.plugins / jar.name).symlink_to(jar)


def _set_password(home: Home, java: Java, jars: Path) -> None:
    """Give the server its password before its first start.

    Neo4j's tool takes it as a word, which every user of the machine could read in the list of processes; but a word
    ``@FILE`` stands for the words in that file, and the password is the only one in its own.
    """
    if not home.password_file.exists():
        make_password(home)
    words = ("dbms", "set-initial-password", f"@{home.password_file}")
    done = subprocess.run(  # noqa: S603  # the Java that was found, and words of ours
        settings.admin_command(java, jars, *words),
        check=False,
        env=settings.environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        home.console.write_bytes(done.stdout)
        raise ServerError(f"Neo4j took no first password: {reason(home)}")


@contextmanager
def _told_disk(home: Home) -> Iterator[None]:
    """Tell what the disk refuses."""
    try:
        yield
    except OSError as error:
        where = error.filename or home.folder
        raise ServerError(f"{where}: {error.strerror}; make room there, or name another --home") from error


def _launched(server: Server, command: list[str], tell: Tell, patience: float) -> Server:
    """Start the process and wait until it answers; whatever comes between, it is ended then."""
    home = Home(server.home)
    tell(f"starting Neo4j {server.version}")
    started = None
    try:
        with _no_interrupt(), _told_disk(home):
            pid = launch(command, output=home.console, folder=home.folder, environment=settings.environment(home))
            started = replace(server, pid=pid, born=born(pid))
            remember(started)
        _await(started, tell, patience)
    except BaseException:
        if started and started.born:
            _end(started, STOP_WITHIN)
            forget_process(home)
        raise
    return started


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Put Ctrl-C off, so that none falls between the start of a process and the note of its number."""
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)


def _answered(server: Server, tell: Tell, patience: float) -> bool:
    """Wait until a server that runs already answers; tell whether it did, and did not end meanwhile."""
    try:
        _await(server, tell, patience)
    except ServerError:
        if running(Home(server.home)):
            raise
        return False  # somebody killed it, and its process was about to go
    return True


def _await(server: Server, tell: Tell, patience: float) -> None:
    """Wait until a server answers."""
    home = Home(server.home)
    secret = password(home)
    until = time.monotonic() + patience
    tell(f"waiting for Neo4j {server.version} to answer")
    while not answers(server, secret):
        if running(home) is None:
            raise ServerError(f"Neo4j {server.version} did not start: {reason(home)}")
        if time.monotonic() > until:
            raise ServerError(f"Neo4j {server.version} did not answer within {patience:g} seconds: {reason(home)}")
        time.sleep(0.1)


def answers(server: Server, secret: str) -> bool:
    """Whether a server answers a query, or at least refuses us: its database is open then.

    The address for queries over http opens after bolt, and only then is the database there.
    """
    credentials = b64encode(f"{USER}:{secret}".encode()).decode()
    headers = {"Content-Type": "application/json", "Authorization": f"Basic {credentials}"}
    connection = http.client.HTTPConnection(LOOPBACK, server.http_port, timeout=10)
    try:
        connection.request("POST", "/db/neo4j/query/v2", json.dumps({"statement": "RETURN 1"}), headers)
        return connection.getresponse().status in (200, 202, 401)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
