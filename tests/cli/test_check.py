"""`graphkit check` and how every command finds its dossier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_clean_dossier_prints_nothing_but_a_summary_on_standard_error(run: Run, seed: Path) -> None:
    result = run("check", seed)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("istanbul-2025: 26 actors")
    assert result.stderr.endswith("no problems\n")


def test_every_problem_is_a_line_with_its_place_and_the_exit_code_is_1(run: Run, example: Path) -> None:
    positions = example / "positions.yaml"
    positions.write_text(positions.read_text().replace("actor: north-bank", "actor: north-bnak"))
    result = run("check", example)
    assert result.exit_code == 1
    assert result.stdout == f"{positions}:2:10 P103 no actor 'north-bnak'; did you mean 'north-bank'?\n"
    assert "1 error, 0 warnings" in result.stderr


def test_a_warning_alone_exits_0(run: Run, example: Path) -> None:
    (example / "notes.txt").touch()
    result = run("check", example)
    assert result.exit_code == 0
    assert "F008 warning:" in result.stdout


def test_json_gives_an_editor_file_line_column_code_and_severity(run: Run, example: Path) -> None:
    (example / "issues.yaml").write_text("- id: bridge-toll\n  nme: x\n  question: q?\n")
    result = run("check", example, "--format", "json")
    problems = json.loads(result.stdout)
    assert {(each["line"], each["col"], each["code"], each["severity"]) for each in problems} >= {
        (2, 3, "R102", "error"),
        (1, 3, "R101", "error"),
    }
    assert {Path(each["file"]) for each in problems} == {example / "issues.yaml"}
    assert result.exit_code == 1


def test_a_clean_dossier_is_an_empty_list_in_json(run: Run, seed: Path) -> None:
    assert json.loads(run("check", seed, "--format", "json").stdout) == []


def test_the_folder_may_be_left_out_inside_a_dossier(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example)
    assert run("check").stderr.startswith("example: 3 actors")


def test_the_folder_may_be_left_out_when_the_environment_names_one(
    run: Run, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRAPHKIT_DOSSIER", str(example))
    assert run("check").stderr.startswith("example: 3 actors")
    assert "Ada North" in run("show", "actors").stdout


def test_without_a_dossier_the_message_says_how_to_name_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert "GRAPHKIT_DOSSIER" in result.stderr


def test_a_folder_that_is_not_there_is_misuse(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "no folder" in result.stderr


def test_a_folder_that_is_no_dossier_is_a_problem(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert "F002" in result.stdout


@pytest.mark.parametrize(
    "words",
    [("show", "actors"), ("who", "ada"), ("export", "--format", "json"), ("render",), ("verify", "--text", "a=b")],
)
def test_no_command_answers_from_a_dossier_with_errors(
    words: tuple[str, ...], run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example)
    (example / "ties.yaml").write_text("- id: t\n  from: mayor-north\n  to: north-bank\n  kind: heads\n")
    result = run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "T102 tie 't' has no evidence" in result.stderr
    assert not list(example.glob("*.html"))
