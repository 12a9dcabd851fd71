"""A database built aside holds all that the old one did; wherever the swap is cut short, one of the two is served."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.digest import version
from graphkit.dossier.dossier import Dossier, Records
from graphkit.store import offline, server
from graphkit.store.audit import audit
from graphkit.store.connection import connect, target_of
from graphkit.store.error import ServerError
from graphkit.store.fetch import fetch
from graphkit.store.home import Home, last, running
from graphkit.store.java import Java
from graphkit.store.load import load
from graphkit.store.offline import load_offline
from graphkit.store.offline_import import aside, import_tables
from graphkit.store.offline_swap import forget, settle, swap_in, undo
from graphkit.store.offline_tables import Tables, write_arguments
from graphkit.store.process import born
from graphkit.store.server import start, stop
from graphkit.store.stored import Element
from tests.neo4j.conftest import FAST, Run
from tests.neo4j.generated import dossier as generated

pytestmark = pytest.mark.slow
ODD = 'a "quoted" \\ text,\r\nwith\ttabs; \x01 \x1f \x7f \u2028 \ufeff \uffff 😀 =1+1 '


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return examine(bundled_dossier("istanbul-2025"))[0]


@pytest.fixture(scope="module")
def home(java: Java, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A server of its own, since it is stopped and started again."""
    home = Home(tmp_path_factory.mktemp("offline"))
    start(home, FAST)
    yield home
    stop(home)


def odd() -> Dossier:
    """A dossier with retracted records and gaps, and texts that a table could get wrong."""
    made = generated(7, name="odd")
    actors = [each.model_copy(update={"name": ODD, "aliases": (ODD, "b")}) for each in made.actors]
    return replace(made, actors=Records(actors))


def departures(driver: Any, dossier: str) -> list[str]:
    """Where the graph is not the dossier's; what is made at random breaks rules that audits look at."""
    return [str(each) for each in audit(driver, dossier).findings if each.audit in ("content", "counts")]


def test_the_new_database_holds_the_dossier_the_others_and_what_indexes_there_were(home: Home, seed: Dossier) -> None:
    other = generated(3, name="other")
    with connect(target_of(home)) as driver:
        load(driver, other)
        driver.execute_query("CREATE INDEX of_somebody IF NOT EXISTS FOR (n:Actor) ON (n.country)")
    pid = running(home)
    told: list[str] = []
    done = load_offline(home, odd(), wanted=FAST, tell=told.append)
    assert {"writing tables", "writing tables of other", "importing", "reading it back"} <= set(told)
    assert (done.before, done.version) == (None, version(odd()))
    assert running(home) != pid
    with connect(target_of(home)) as driver:
        assert departures(driver, "odd") == departures(driver, "other") == []
        assert fetch(driver, "odd").actors["a1"].aliases == (ODD, "b")
        assert version(fetch(driver, "other")) == version(other)
        assert load(driver, odd()).written == load(driver, other).written == {}
        names = {record["name"] for record in driver.execute_query("SHOW INDEXES YIELD name").records}
        assert {"of_somebody", "graphkit_actor_id"} <= names
    assert not {"swap", "aside", ".swapped"} & {each.name for each in home.folder.iterdir()}


def test_what_belongs_to_no_dossier_is_not_lost_but_a_reason_to_refuse(home: Home, seed: Dossier) -> None:
    with connect(target_of(home)) as driver:
        driver.execute_query("CREATE (:Note {text: 'mine'})-[:ABOUT]->(:Note)")
        with pytest.raises(ServerError, match=r"belongs to no dossier \(nodes: 2, relationships: 1\)"):
            load_offline(home, seed, wanted=FAST, tell=lambda _: None)
        driver.execute_query("MATCH (n:Note) DETACH DELETE n")


def test_what_somebody_writes_meanwhile_is_not_lost(home: Home, seed: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_meanwhile(*_: Any, **__: Any) -> None:
        with connect(target_of(home)) as driver:
            load(driver, generated(5, name="meanwhile"))

    monkeypatch.setattr(offline, "_check", write_meanwhile)
    with pytest.raises(ServerError, match="somebody wrote to the database while the new one was built"):
        load_offline(home, seed, wanted=FAST, tell=lambda _: None)
    with connect(target_of(home)) as driver:
        assert departures(driver, "meanwhile") == []


def test_an_importer_that_refuses_is_told_with_its_reason_and_leaves_nothing(home: Home, tmp_path: Path) -> None:
    twice = Element("node", "d/actor:a", ("Actor", "State"), (), {"key": "d/actor:a"})
    with Tables(tmp_path) as tables:
        tables.add(twice)
        tables.add(twice)
    write_arguments(tmp_path, tables.arguments())
    known = last(home)
    assert known
    with aside(home) as folder, pytest.raises(ServerError, match=r"importer failed: .*d/actor:a.* it said is in .*log"):
        import_tables(tmp_path, folder, known, tell=lambda _: None)
    assert not folder.exists()


def test_without_room_on_the_disk_nothing_is_begun(home: Home, seed: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(home.folder)._replace(free=200 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(ServerError, match=r"has 200 MB free, and building the database aside takes some \d+ MB"):
        load_offline(home, seed, wanted=FAST, tell=lambda _: None)


def test_a_disk_that_is_full_meanwhile_is_told_and_the_server_keeps_what_it_had(
    home: Home, seed: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect(target_of(home)) as driver:
        load(driver, odd())

    def fill(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(home.folder / "aside" / "tables"))

    monkeypatch.setattr(offline, "add", fill)
    with pytest.raises(ServerError, match=r"aside/tables: No space left on device; no data is lost"):
        load_offline(home, seed, wanted=FAST, tell=lambda _: None)
    with connect(target_of(home)) as driver:
        assert departures(driver, "odd") == []


def test_a_constraint_that_the_new_dossier_breaks_is_named_and_the_server_keeps_what_it_had(
    home: Home, seed: Dossier
) -> None:
    with connect(target_of(home)) as driver:
        load(driver, odd())
        driver.execute_query("CREATE CONSTRAINT of_somebody_else FOR (e:Event) REQUIRE e.place IS UNIQUE")
        try:
            with pytest.raises(ServerError, match=r"of_somebody_else, which somebody added .* cannot be made"):
                load_offline(home, seed, wanted=FAST, tell=lambda _: None)
        finally:
            driver.execute_query("DROP CONSTRAINT of_somebody_else")
        assert departures(driver, "odd") == []


def test_who_only_reads_meanwhile_is_no_reason_to_refuse(home: Home) -> None:
    with connect(target_of(home)) as driver:
        load(driver, odd())
        before = offline._log(home)
        fetch(driver, "odd")
        assert offline._log(home) == before
        driver.execute_query("CREATE (n:Note) DELETE n")
        driver.execute_query("CREATE (n:Note)")
        assert offline._log(home) != before
        driver.execute_query("MATCH (n:Note) DELETE n")


def test_a_server_that_does_not_start_with_the_new_database_gets_the_old_one_back(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(home)
    for part in ("databases", "transactions"):
        (home.folder / "made" / part / "neo4j").mkdir(parents=True)
    swap_in(home, home.folder / "made")

    def fail(*_: Any) -> None:
        raise ServerError("it did not start")

    with monkeypatch.context() as patched:
        patched.setattr(server, "_launched", fail)
        with pytest.raises(ServerError, match="it did not start; the database from before the swap is back"):
            start(home, FAST)
    start(home, FAST)
    with connect(target_of(home)) as driver:
        assert departures(driver, "odd") == []


def test_on_a_server_that_is_not_ours_the_command_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j+s://example.org")
    result = run("neo4j", "load", "seed/istanbul-2025", "--offline")
    assert result.exit_code == 2
    assert "graphkit export seed/istanbul-2025 --format neo4j-admin -o FOLDER" in result.stderr
    assert "neo4j-admin database import full @import.args --overwrite-destination=true neo4j" in result.stderr


@pytest.mark.parametrize("word", ["--dry-run", "--anew"])
def test_offline_goes_with_no_other_way_of_loading(word: str, run: Run) -> None:
    result = run("neo4j", "load", "seed/istanbul-2025", "--offline", word)
    assert result.exit_code == 2
    assert "leave --dry-run and --anew out" in result.stderr


def test_what_a_killed_process_left_aside_is_ended_and_removed(tmp_path: Path) -> None:
    left = tmp_path / "aside"
    left.mkdir()
    with subprocess.Popen(["sleep", "60"]) as importer:
        (left / "importer.json").write_text(json.dumps({"pid": importer.pid, "born": born(importer.pid)}))
        with aside(Home(tmp_path)) as folder:
            assert list(folder.iterdir()) == []
        assert importer.wait(10) < 0
    assert not left.exists()


class Killed(BaseException):
    """Ends what a test does at one step, as a signal would."""


@pytest.fixture
def swapping(tmp_path: Path) -> tuple[Home, Path]:
    """A home that serves an old database, and a new one aside."""
    for folder, text in ((tmp_path / "data", "old"), (tmp_path / "aside", "new")):
        for part in ("databases", "transactions"):
            (folder / part / "neo4j").mkdir(parents=True)
            (folder / part / "neo4j" / "store").write_text(text)
    return Home(tmp_path), tmp_path / "aside"


def served(home: Home) -> set[str]:
    files = (home.folder / "data" / part / "neo4j" / "store" for part in ("databases", "transactions"))
    return {file.read_text() if file.exists() else "nothing" for file in files}


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the step with this number, and all later ones, not happen."""
    rename = Path.rename
    steps = 0

    def count(self: Path, target: Path) -> Path:
        nonlocal steps
        steps += 1
        if steps >= step:
            raise Killed
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", count)


def test_a_swap_leaves_the_new_database_served_and_the_old_one_until_it_is_forgotten(
    swapping: tuple[Home, Path],
) -> None:
    home, made = swapping
    swap_in(home, made)
    assert served(home) == {"new"}
    assert undo(home)
    assert served(home) == {"old"}
    assert not undo(home)


@pytest.mark.parametrize("step", range(1, 8))
def test_a_swap_that_was_killed_at_any_step_is_undone_or_finished_by_the_next_start(
    step: int, swapping: tuple[Home, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, made = swapping
    with monkeypatch.context() as patched:
        killed_at(step, patched)
        if step < 7:
            with pytest.raises(Killed):
                swap_in(home, made)
        else:
            swap_in(home, made)  # it has six steps
    settle(home)
    settle(home)
    assert served(home) == ({"old"} if step <= 2 else {"new"})
    forget(home)
    assert not (home.folder / "swap").exists()


@pytest.mark.parametrize("step", range(1, 5))
def test_undoing_that_was_killed_at_any_step_is_finished_by_the_next_start(
    step: int, swapping: tuple[Home, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, made = swapping
    swap_in(home, made)
    with monkeypatch.context() as patched:
        killed_at(step, patched)
        with pytest.raises(Killed):
            undo(home)
    settle(home)
    assert served(home) == {"old"}
