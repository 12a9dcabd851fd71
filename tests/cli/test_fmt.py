"""`graphkit fmt`: one style for every file, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.dossier.reader import read
from tests.cli.conftest import Run

CLUMSY = "- {id:   north-bank,   name: 'Town' , kind: organization} # first\r\n\r\n\r\n# last\r\n"
HOUSE = "- {id: north-bank, name: Town, kind: organization}  # first\n\n# last\n"


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_written_in_the_style_of_the_house_and_named(run: Run, example: Path) -> None:
    (example / "actors.yaml").write_bytes(CLUMSY.encode())
    result = run("fmt", example)
    assert (result.exit_code, result.stdout) == (0, f"{example / 'actors.yaml'}\n")
    assert result.stderr == "1 file changed, 9 as they should be\n"
    assert (example / "actors.yaml").read_bytes() == HOUSE.encode()


def test_a_second_time_changes_nothing(run: Run, example: Path) -> None:
    (example / "actors.yaml").write_bytes(CLUMSY.encode())
    run("fmt", example)
    before = files_in(example)
    result = run("fmt", example)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 files changed, 10 as they should be\n")
    assert files_in(example) == before


def test_check_names_the_files_that_would_change_and_writes_nothing(run: Run, example: Path) -> None:
    (example / "actors.yaml").write_bytes(CLUMSY.encode())
    before = files_in(example)
    result = run("fmt", example, "--check")
    assert (result.exit_code, result.stdout) == (1, f"{example / 'actors.yaml'}\n")
    assert result.stderr == "1 file would change, 9 as they should be\n"
    assert files_in(example) == before


def test_the_seed_is_in_the_style_of_the_house(run: Run, seed: Path) -> None:
    result = run("fmt", seed, "--check")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("words", [(), ("--example",)])
def test_a_new_dossier_is_in_the_style_of_the_house(words: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "d", *words)
    assert run("fmt", tmp_path / "d", "--check").stdout == ""


@pytest.mark.parametrize(
    "broken", ["- {id: a, nme: A}\n", "- id: a\n  id: b\n", "- id: a\n  name: &x A\n", "id: a\n", "- id: 'a\n", "\x00"]
)
def test_a_dossier_that_cannot_be_read_is_left_alone(broken: str, run: Run, example: Path) -> None:
    (example / "actors.yaml").write_text(broken)
    (example / "issues.yaml").write_text("-   {}\n")
    before = files_in(example)
    for words in ((), ("--check",), ("--to", "csv", "--force")):
        result = run("fmt", example, *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "actors.yaml:" in result.stderr
        assert "nothing was written, mend them first" in result.stderr
    assert files_in(example) == before


def test_errors_of_the_rules_are_no_reason_to_refuse(run: Run, example: Path) -> None:
    (example / "actors.yaml").write_bytes(CLUMSY.encode())  # the other actors are gone
    assert run("check", example).exit_code == 1
    assert run("fmt", example).exit_code == 0


def test_yaml_becomes_tables_and_yaml_again(run: Run, example: Path) -> None:
    dossier, _ = read(example)
    assert run("fmt", example, "--to", "csv").exit_code == 0
    assert sorted(path.name for path in example.glob("*.yaml")) == ["dossier.yaml", "story.yaml"]
    assert read(example) == (dossier, [])
    result = run("fmt", example, "--to", "yaml")
    assert result.stdout.splitlines()[0] == str(example / "actors.yaml")
    assert not list(example.glob("*.csv"))
    assert read(example) == (dossier, [])


def test_comments_are_dropped_only_by_force(run: Run, example: Path) -> None:
    with (example / "actors.yaml").open("a") as file:
        file.write("# one\n# two\n")
    before = files_in(example)
    result = run("fmt", example, "--to", "csv")
    assert result.exit_code == 2
    assert "actors.yaml' (2 comments); --force drops them" in result.stderr
    assert files_in(example) == before
    assert run("fmt", example, "--to", "csv", "--force").exit_code == 0
    assert not (example / "actors.yaml").exists()


def test_a_table_in_the_way_stays_as_it_is(run: Run, example: Path) -> None:
    (example / "actors.csv").write_text("id,name,kind\nx,X,state\n")
    before = files_in(example)
    result = run("fmt", example, "--to", "csv")
    assert result.exit_code == 1
    assert "actors.csv is there already" in result.stderr
    assert files_in(example) == before


def test_it_works_inside_the_dossier(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example)
    Path("actors.yaml").write_bytes(CLUMSY.encode())
    assert run("fmt").stdout == "actors.yaml\n"


def test_no_folder_is_misuse(run: Run, tmp_path: Path) -> None:
    assert run("fmt", tmp_path / "none").exit_code == 2
