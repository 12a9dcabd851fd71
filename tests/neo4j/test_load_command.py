"""The commands that load a dossier, read it back, audit and remove it."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.digest import version
from tests.cli.conftest import Run, run  # noqa: F401  # a fixture

if TYPE_CHECKING:
    from neo4j import Driver

SEED = bundled_dossier("istanbul-2025")
pytestmark = pytest.mark.usefixtures("at_server")


@pytest.fixture
def loaded(driver: Driver, run: Run) -> Driver:  # noqa: F811  # the fixture
    assert run("neo4j", "load", SEED).exit_code == 0
    return driver


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The seed with one claim changed."""
    folder = Path(copytree(SEED, tmp_path / "edited"))
    text = (folder / "actors.yaml").read_text("utf-8")
    (folder / "actors.yaml").write_text(text.replace("short: Umerov", "short: R. Umerov", 1), "utf-8")
    assert examine(folder)[0] != examine(SEED)[0]
    return folder


def test_load_tells_what_it_wrote_and_the_version(driver: Driver, run: Run) -> None:  # noqa: F811
    result = run("neo4j", "load", SEED)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("created  1")
    assert result.stdout.splitlines()[-1] == f"version  {version(examine(SEED)[0])}"
    again = run("neo4j", "load", SEED)
    assert "nothing to do" in again.stdout


def test_what_a_constraint_of_somebody_else_refuses_is_told_with_what_to_do(driver: Driver, run: Run) -> None:  # noqa: F811
    driver.execute_query("CREATE CONSTRAINT of_somebody FOR (a:Actor) REQUIRE a.kind IS UNIQUE")
    try:
        result = run("neo4j", "load", SEED)
    finally:
        driver.execute_query("DROP CONSTRAINT of_somebody")
    assert result.exit_code == 1
    assert "a constraint that somebody added to" in result.stderr
    assert "nothing was written; drop the constraint" in result.stderr
    assert driver.execute_query("MATCH (n:Actor|Dossier) RETURN count(n) AS n").records[0]["n"] == 0


def test_load_answers_in_json(loaded: Driver, edited: Path, run: Run) -> None:  # noqa: F811
    said = json.loads(run("neo4j", "load", edited, "--format", "json").stdout)
    assert said["dossier"] == "istanbul-2025"
    assert said["before"] == version(examine(SEED)[0])
    assert said["records"]["changed"] == ["actor:umerov"]
    assert said["written"] == {"nodes changed": 1}


def test_a_dry_run_names_the_records_and_writes_nothing(loaded: Driver, edited: Path, run: Run) -> None:  # noqa: F811
    result = run("neo4j", "load", edited, "--dry-run")
    assert "changed  1 record\n         actor:umerov\n" in result.stdout
    assert version(examine(SEED)[0]) in run("neo4j", "status", "--format", "json").stdout


def test_a_dossier_with_errors_is_not_loaded(driver: Driver, edited: Path, run: Run) -> None:  # noqa: F811
    with (edited / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: x\n  name: X\n  kind: planet\n")
    result = run("neo4j", "load", edited)
    assert result.exit_code == 1
    assert "planet" in result.stderr
    assert driver.execute_query("MATCH (n:Actor) RETURN count(n) AS n").records[0]["n"] == 0


def test_fetch_writes_files_that_say_the_same(loaded: Driver, tmp_path: Path, run: Run) -> None:  # noqa: F811
    for form in ("yaml", "csv"):
        target = tmp_path / form
        result = run("neo4j", "fetch", "istanbul-2025", "-o", target, "--files", form)
        assert result.exit_code == 0
        assert examine(target) == (examine(SEED)[0], [])


def test_fetch_writes_over_nothing(loaded: Driver, tmp_path: Path, run: Run) -> None:  # noqa: F811
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    result = run("neo4j", "fetch", "istanbul-2025", "-o", tmp_path / "full")
    assert result.exit_code == 2
    assert "is there already" in result.stderr


def test_audit_finds_nothing_in_what_was_loaded_and_something_after_a_change(loaded: Driver, run: Run) -> None:  # noqa: F811
    sound = run("neo4j", "audit")
    assert (sound.exit_code, sound.stdout) == (0, "")
    assert "istanbul-2025: 0 findings" in sound.stderr
    loaded.execute_query("MATCH (a:Actor {id: 'actor:umerov'}) SET a.name = 'Somebody'")
    found = run("neo4j", "audit", "istanbul-2025", "--format", "csv")
    assert found.exit_code == 1
    assert "istanbul-2025/actor:umerov" in found.stdout
    assert "'Somebody' instead of" in found.stdout
    assert "not the one that was loaded" in run("neo4j", "fetch", "istanbul-2025").stderr


def test_drop_asks_first_and_removes(loaded: Driver, run: Run) -> None:  # noqa: F811
    assert run("neo4j", "drop", "istanbul-2025", stdin="n\n").exit_code == 1
    assert run("neo4j", "audit", "istanbul-2025").exit_code == 0
    assert run("neo4j", "drop", "istanbul-2025", "--yes").stdout == "removed istanbul-2025\n"
    assert run("neo4j", "drop", "istanbul-2025", "--yes").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("show", "positions"),
        ("who", "umerov"),
        ("log", "umerov"),
        ("changes", "--from", "2025-05-16", "--to", "2025-06-02"),
        ("timeline",),
        ("timeline", "--changes"),
        ("timeline", "--measure", "held-balance"),
        ("export", "--format", "json"),
        ("export", "--format", "graphml", "--network", "signed"),
        ("render", "-o", "-"),
        ("render", "--view", "positions", "-o", "-"),
    ],
)
def test_what_takes_a_folder_takes_a_dossier_on_the_server(loaded: Driver, run: Run, words: tuple[str, ...]) -> None:  # noqa: F811
    there = run(*words, "neo4j:istanbul-2025")
    here = run(*words, SEED)
    assert (there.exit_code, sorted(there.stdout.splitlines())) == (0, sorted(here.stdout.splitlines()))


def test_what_needs_files_says_how_to_get_them(loaded: Driver, run: Run) -> None:  # noqa: F811
    result = run("check", "neo4j:istanbul-2025")
    assert result.exit_code == 2
    assert "graphkit neo4j fetch istanbul-2025" in result.stderr


def test_a_dossier_that_the_server_lacks_is_named(loaded: Driver, run: Run) -> None:  # noqa: F811
    result = run("show", "positions", "neo4j:istanbul-2024")
    assert result.exit_code == 1
    assert "did you mean 'istanbul-2025'?" in result.stderr


def test_without_a_server_every_command_says_how_to_start_one(
    run: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_HOME", str(tmp_path / "none"))
    for words in (("load", SEED), ("fetch", "x"), ("audit",), ("drop", "x", "--yes")):
        result = run("neo4j", *words)
        assert result.exit_code == 1
        assert "graphkit neo4j up" in result.stderr
