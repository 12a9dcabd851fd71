"""Whatever fails while a dossier is loaded, the server holds the old version or the new one, and a second load the new.

`make faults` tries each fault more often than `make test` does.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from benchmarks.generate import write
from graphkit.dossier.checks import examine
from graphkit.dossier.digest import version
from graphkit.dossier.dossier import Dossier
from graphkit.store import load as loader
from graphkit.store.audit import Audited, audit
from graphkit.store.connection import Target, connect, target_of
from graphkit.store.fetch import fetch
from graphkit.store.home import Home, Server, running
from graphkit.store.load import load
from graphkit.store.memory import TooLarge
from graphkit.store.offline import load_offline
from graphkit.store.server import start
from tests.neo4j.faults.conftest import NAME, Held, Loading, small
from tests.neo4j.faults.proxy import LOOPBACK, Fault, proxy

pytestmark = pytest.mark.slow
CLIENTS_KILLED = 2  # in one round
MOST_TRIES = 4  # for each fault, since some come when all is done
ROWS = 60_000  # bytes that a load sends at least


def seconds_of(loading: Loading, folder: Path, home: Path) -> float:
    """How long an undisturbed load takes."""
    begin = time.monotonic()
    assert loading(folder, home).wait() == 0
    return time.monotonic() - begin


def test_a_client_killed_at_any_point_leaves_one_version(
    rounds: int, server: Server, old_one_held: Driver, folders: tuple[Path, Path], loading: Loading, held: Held
) -> None:
    rng = random.Random(1)
    whole = seconds_of(loading, folders[1], server.home)
    killed = 0
    for _ in range(MOST_TRIES * CLIENTS_KILLED * rounds):
        was = held(old_one_held)
        wanted = {"old": "new", "new": "old"}[was]
        folder = folders[wanted == "new"]
        client = loading(folder, server.home)
        time.sleep(rng.uniform(0.3, 1.0) * whole)
        client.kill()
        killed += client.wait() == -signal.SIGKILL  # else it was done already
        assert held(old_one_held) in (was, wanted)
        assert loading(folder, server.home).wait() == 0
        assert held(old_one_held) == wanted
        if killed == CLIENTS_KILLED * rounds:
            break
    assert killed == CLIENTS_KILLED * rounds


def test_a_server_killed_at_any_point_comes_back_with_one_version(
    rounds: int,
    victim: Home,
    folders: tuple[Path, Path],
    versions: tuple[Dossier, Dossier],
    loading: Loading,
    held: Held,
) -> None:
    rng = random.Random(2)
    with connect(target_of(victim)) as driver:
        load(driver, versions[0])
    whole = seconds_of(loading, folders[1], victim.folder)
    was = "new"
    killed = 0
    for _ in range(MOST_TRIES * rounds):
        wanted = {"old": "new", "new": "old"}[was]
        folder = folders[wanted == "new"]
        client = loading(folder, victim.folder)
        time.sleep(rng.uniform(0.4, 1.0) * whole)
        killed += client.poll() is None  # it loads still
        serving = running(victim)
        assert serving
        assert serving.pid
        os.kill(serving.pid, signal.SIGKILL)
        time.sleep(0.2)
        client.kill()  # it would try again for half a minute
        start(victim, small(rounds))
        with connect(target_of(victim)) as driver:
            assert held(driver) in (was, wanted)
            assert loading(folder, victim.folder).wait() == 0
            assert held(driver) == wanted
        was = wanted
        if killed == rounds:
            break
    assert killed == rounds


def through(port: int, target: Target) -> Target:
    return replace(target, uri=f"bolt://{LOOPBACK}:{port}")


def test_a_connection_cut_while_rows_are_sent_is_made_anew_and_the_load_ends(
    rounds: int, server: Server, target: Target, old_one_held: Driver, versions: tuple[Dossier, Dossier], held: Held
) -> None:
    rng = random.Random(3)
    for number in range(rounds):
        wanted = "old" if number % 2 else "new"
        with proxy(server.bolt_port, "during", after=rng.randrange(10_000, 200_000)) as between:
            with connect(through(between.port, target)) as driver:
                load(driver, versions[wanted == "new"])
            assert between.struck == 1
        assert held(old_one_held) == wanted


def test_a_commit_that_the_server_never_hears_of_is_done_again(
    rounds: int, server: Server, target: Target, old_one_held: Driver, versions: tuple[Dossier, Dossier], held: Held
) -> None:
    for number in range(rounds):
        wanted = "old" if number % 2 else "new"
        load_broken_at_commit("before commit", server, target, versions[wanted == "new"])
        assert held(old_one_held) == wanted


def test_a_commit_whose_answer_is_lost_is_looked_up_and_not_done_twice(
    rounds: int,
    server: Server,
    target: Target,
    old_one_held: Driver,
    versions: tuple[Dossier, Dossier],
    held: Held,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[bool] = []
    find_out = loader._was_committed

    def look(*words: Any) -> bool:
        looked.append(find_out(*words))
        return looked[-1]

    monkeypatch.setattr(loader, "_was_committed", look)
    for number in range(rounds):
        wanted = "old" if number % 2 else "new"
        load_broken_at_commit("after commit", server, target, versions[wanted == "new"])
        assert looked.pop() is True
        assert held(old_one_held) == wanted


def load_broken_at_commit(fault: Fault, server: Server, target: Target, dossier: Dossier) -> None:
    """Load through a proxy that breaks the first commit after rows were sent: the load's own, not those of reading."""
    with proxy(server.bolt_port, fault, after=ROWS) as between, connect(through(between.port, target)) as driver:
        load(driver, dossier)
        assert between.struck == 1


def test_two_loaders_at_once_end_as_one_after_the_other(
    rounds: int, server: Server, old_one_held: Driver, folders: tuple[Path, Path], loading: Loading, held: Held
) -> None:
    for _ in range(rounds):
        both = [loading(folder, server.home) for folder in folders]
        assert [each.wait() for each in both] == [0, 0]
        assert held(old_one_held) in ("old", "new")


def test_who_fetches_while_others_load_gets_one_version_whole(
    rounds: int, old_one_held: Driver, target: Target, versions: tuple[Dossier, Dossier]
) -> None:
    names = {version(each) for each in versions}
    got: list[str] = []
    done = threading.Event()

    def keep_fetching() -> None:
        with connect(target) as driver:
            while not done.is_set():
                got.append(version(fetch(driver, NAME)))

    reader = threading.Thread(target=keep_fetching)
    reader.start()
    for number in range(2 * rounds):
        load(old_one_held, versions[number % 2 == 0])
        fetched = len(got)
        while len(got) == fetched and reader.is_alive():
            time.sleep(0.01)
    done.set()
    reader.join()
    assert set(got) == names


def test_a_dossier_beyond_the_memory_is_refused_and_the_old_one_stays(
    rounds: int, victim: Home, tmp_path: Path
) -> None:
    few, many = made(tmp_path / "few", 100), made(tmp_path / "many", 30_000 if rounds > 1 else 2_000)
    start(victim, small(rounds))
    with connect(target_of(victim)) as driver:
        load(driver, few)
        with pytest.raises(TooLarge, match=r"1 GB of heap holds .* graphkit neo4j load --offline"):
            load(driver, many)
        assert audit(driver, NAME) == Audited(NAME, version(few), ())
    if rounds > 1:
        load_offline(victim, many, wanted=small(rounds), tell=print)
        with connect(target_of(victim)) as driver:
            assert audit(driver, NAME) == Audited(NAME, version(many), ())


def made(folder: Path, positions: int) -> Dossier:
    write(folder, positions, form="csv")
    return examine(folder)[0]
