"""`graphkit new` and `graphkit schema`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from graphkit.cli.schema import STEMS
from graphkit.dossier import schema as schemas
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
        file.write_text(re.sub("^# (?!An example|yaml-language)", "", file.read_text(), flags=re.MULTILINE))
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


def test_every_file_of_a_new_dossier_names_its_schema_for_editors(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "d")
    for file in (tmp_path / "d").glob("*.yaml"):
        named = file.read_text().splitlines()[0].partition("$schema=")[2]
        assert (tmp_path / "d" / named).is_file()


def test_the_schemas_are_those_of_the_model(run: Run) -> None:
    assert STEMS == schemas.STEMS
    every = json.loads(run("schema").stdout)
    assert tuple(every) == STEMS
    assert every["positions"] == json.loads(run("schema", "positions").stdout)


@pytest.mark.parametrize("stem", STEMS)
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
    assert len(list((tmp_path / "s").glob("*.schema.json"))) == len(STEMS)
