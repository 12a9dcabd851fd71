"""`graphkit new` and `graphkit schema`."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graphkit.cli.main import main
from graphkit.dossier.model import RECORD_KINDS
from graphkit.dossier.names import FILES, STEMS
from graphkit.dossier.reader import read
from tests.cli.conftest import Run


def test_a_new_dossier_is_clean_and_renders(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "Talks 2026", "--title", 'The "talks": of 2026').exit_code == 0
    result = run("check", "Talks 2026")
    assert result.exit_code == 0
    assert result.stderr.startswith("talks-2026: 0 actors")
    assert run("render", "Talks 2026").exit_code == 0


def test_the_commented_example_is_a_clean_dossier_once_its_marks_are_taken_away(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "d")
    for file in (tmp_path / "d").glob("*.yaml"):
        file.write_text(re.sub("^# (?!yaml-language)", "", file.read_text(), flags=re.MULTILINE))
    result = run("check", tmp_path / "d")
    assert result.exit_code == 0
    assert "3 actors, 1 issue, 2 positions" in result.stderr


def test_a_new_dossier_can_start_with_the_example(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "d", "--example")
    assert "Ada North" in run("show", "actors", tmp_path / "d").stdout


def test_a_folder_with_something_in_it_is_left_alone(run: Run, example: Path) -> None:
    before = sorted(file.name for file in example.iterdir())
    result = run("new", example)
    assert result.exit_code == 2
    assert "not empty" in result.stderr
    assert sorted(file.name for file in example.iterdir()) == before


def test_a_folder_with_hidden_entries_alone_is_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("new", tmp_path, "--title", "T").exit_code == 0
    assert run("check", tmp_path).stderr.endswith("no problems\n")
    assert {".git", ".schema", "dossier.yaml", "codebook.md"} <= {each.name for each in tmp_path.iterdir()}
    assert not list(tmp_path.glob(".new-*"))


def test_schemas_that_are_there_are_not_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".schema").mkdir()
    assert run("new", tmp_path).exit_code == 2
    assert [each.name for each in tmp_path.iterdir()] == [".schema"]


@pytest.mark.parametrize("title", ["", "  ", "\u2028", "half \ud83d", "caf\udce9"])
def test_a_title_that_is_none_is_misuse_and_leaves_nothing(title: str, run: Run, tmp_path: Path) -> None:
    result = run("new", tmp_path / "d", "--title", title)
    assert result.exit_code == 2
    assert "--title" in result.stderr
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=20)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@example("a\u2028b\x85c\x7f\ufeff\ufffe\U0001f600 \"'#: \\")
@example("- yes")
def test_whatever_the_title_it_is_read_again_as_it_was(title: str) -> None:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "d"
        result = CliRunner().invoke(main, ["new", str(target), "--title", title])
        if title.strip():
            dossier, problems = read(target)
            assert (result.exit_code, dossier.manifest.title, problems) == (0, title, [])
        else:
            assert (result.exit_code, target.exists()) == (2, False)


def test_a_folder_of_a_long_name_gets_an_id_that_is_one(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / ("x" * 240)).exit_code == 0
    assert run("check", tmp_path / ("x" * 240)).exit_code == 0


def test_a_new_dossier_that_cannot_be_written_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed = 0
    rename = Path.rename

    def fail_late(path: Path, target: Path) -> Path:
        nonlocal placed
        placed += 1
        if placed > 5:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_late)
    (tmp_path / "there").mkdir()
    for name in ("there", "new"):
        placed = 0
        result = run("new", tmp_path / name)
        assert result.exit_code == 1
        assert f"cannot write into '{tmp_path}/{name}': No space left on device" in result.stderr
    assert [each.name for each in tmp_path.rglob("*")] == ["there"]


def test_the_hint_is_a_command_that_a_shell_understands(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, quoted in (("Our $talks'", "Our $talks'"), ("-x", "./-x")):
        hint = run("new", "--", name).stdout.splitlines()[-1]
        assert shlex.split(hint) == ["graphkit", "check", quoted]
        assert run(*shlex.split(hint)[1:]).exit_code == 0


def test_every_file_of_a_new_dossier_says_where_its_fields_are_listed(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "d")
    for file in (tmp_path / "d").glob("*.yaml"):
        (command,) = re.findall(r"graphkit (schema \w+)$", file.read_text(), flags=re.MULTILINE)
        assert "docs/reference/records.md" in file.read_text()
        assert run(*command.split()).exit_code == 0


def test_every_file_of_a_new_dossier_names_its_schema_for_editors(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "d")
    for file in (tmp_path / "d").glob("*.yaml"):
        named = file.read_text().splitlines()[0].partition("$schema=")[2]
        assert (tmp_path / "d" / named).is_file()


def test_the_schemas_are_those_of_the_model(run: Run) -> None:
    assert STEMS == ("dossier", *(f"{kind.name_of_kind}s" for kind in RECORD_KINDS))
    every = json.loads(run("schema").stdout)
    assert tuple(every) == FILES == (*STEMS, "story")
    assert every["positions"] == json.loads(run("schema", "positions").stdout)


@pytest.mark.parametrize("stem", FILES)
def test_each_file_of_the_seed_fits_its_schema(stem: str, run: Run, seed: Path) -> None:
    schema = json.loads(run("schema", stem).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)

    class Loader(yaml.SafeLoader):
        """YAML 1.2 has no dates and no NO."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(("timestamp", "bool"))]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    content = yaml.load((seed / f"{stem}.yaml").read_text("utf-8"), Loader)
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(_texts(content, stem)))
    assert errors == []


def _texts(content: object, stem: str) -> object:
    """True and false of dossier.yaml as such, since the loader above leaves them as texts."""
    if stem == "dossier" and isinstance(content, dict):
        content["coders"] = [{**each, "preferred": each.get("preferred") == "true"} for each in content["coders"]]
    return content


def test_schemas_can_be_written_to_a_folder(run: Run, tmp_path: Path) -> None:
    assert run("schema", "-o", tmp_path / "s").exit_code == 0
    assert len(list((tmp_path / "s").glob("*.schema.json"))) == len(FILES)


def test_schemas_cannot_be_written_where_a_file_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "s"):
        result = run("schema", "-o", folder)
        assert result.exit_code == 2
        assert f"'{folder}' is no folder" in result.stderr
    assert (tmp_path / "file").read_text() == "mine"
