"""The JSON Schemas say to an editor what the reader and the rules say to everybody."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from graphkit.dossier.checks import examine
from graphkit.dossier.names import FILES
from graphkit.dossier.schema import DIALECT, json_schema

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "graphkit" / "dossier" / "template"
SEED = ROOT / "seed" / "istanbul-2025"


class Yaml12(yaml.SafeLoader):
    """YAML as an editor reads it: the core schema of YAML 1.2, in which NO is a word and a date is a text."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern in {
    "null": "null|Null|NULL|~|",
    "bool": "true|True|TRUE|false|False|FALSE",
    "int": "[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"({pattern})$"), None)


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, Loader=Yaml12)


def complaints(stem: str, content: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(json_schema(stem))
    return sorted(error.message for error in validator.iter_errors(content))


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    return {stem: as_an_editor_reads((TEMPLATE / f"{stem}.yaml").read_text("utf-8")) for stem in FILES}


@pytest.mark.parametrize("stem", FILES)
def test_every_schema_is_one_of_draft_2020_12(stem: str) -> None:
    schema = json_schema(stem)
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("folder", [TEMPLATE, SEED], ids=["template", "seed"])
@pytest.mark.parametrize("stem", FILES)
def test_a_file_without_problems_validates(stem: str, folder: Path) -> None:
    content = as_an_editor_reads((folder / f"{stem}.yaml").read_text("utf-8"))
    assert content
    assert complaints(stem, content) == []


def test_there_is_no_schema_for_a_file_that_a_dossier_has_not() -> None:
    with pytest.raises(KeyError):
        json_schema("nodes")


@pytest.mark.parametrize("stem", FILES)
def test_an_unknown_key_is_refused(stem: str, template: dict[str, Any]) -> None:
    content = copy.deepcopy(template[stem])
    record = content if stem == "dossier" else content[0]
    record["colour"] = "red"
    assert len(complaints(stem, content)) == 1


@pytest.mark.parametrize("stem", ["ties", "positions", "proposals", "events"])
def test_a_record_without_evidence_is_refused(stem: str, template: dict[str, Any]) -> None:
    absent, empty = copy.deepcopy(template[stem]), copy.deepcopy(template[stem])
    del absent[0]["evidence"]
    empty[0]["evidence"] = []
    assert complaints(stem, absent) == ["'evidence' is a required property"]
    assert len(complaints(stem, empty)) == 1


@pytest.mark.parametrize(("stem", "part"), [("issues", "status_quo"), ("proposals", "responses")])
def test_a_status_quo_and_a_response_without_evidence_are_refused(
    stem: str, part: str, template: dict[str, Any]
) -> None:
    content = copy.deepcopy(template[stem])
    del content[0][part][0]["evidence"]
    assert complaints(stem, content) == ["'evidence' is a required property"]


@pytest.mark.parametrize(
    ("stem", "key", "wrong"),
    [
        ("actors", "id", "North Bank"),
        ("actors", "kind", "town"),
        ("actors", "name", None),
        ("positions", "stance", "maybe"),
        ("positions", "value", 101),
        ("positions", "value", "sixty"),
        ("positions", "valid", ["2025"]),
        ("events", "participants", {"actor": "north-bank"}),
        ("sources", "published", 2025.5),
        ("dossier", "id", "Example!"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(stem: str, key: str, wrong: Any, template: dict[str, Any]) -> None:
    content = copy.deepcopy(template[stem])
    record = content if stem == "dossier" else content[0]
    record[key] = wrong
    assert complaints(stem, content)


def test_a_year_is_a_date_to_an_editor_too(template: dict[str, Any]) -> None:
    content = copy.deepcopy(template["positions"])
    content[0]["valid"] = as_an_editor_reads("2025")
    assert complaints("positions", content) == []


def test_a_list_of_one_may_be_written_as_its_only_member(template: dict[str, Any]) -> None:
    content = copy.deepcopy(template["proposals"])
    for by in ("north-bank", ["north-bank"]):
        content[0]["by"] = by
        assert complaints("proposals", content) == []


def test_a_tie_is_written_with_from_not_with_the_name_in_the_program(template: dict[str, Any]) -> None:
    properties = json_schema("ties")["$defs"]["Tie"]["properties"]
    assert "from" in properties
    assert "from_" not in properties


@pytest.mark.parametrize("stem", FILES)
def test_every_field_is_described(stem: str) -> None:
    schema = json_schema(stem)
    models = [schema, *schema.get("$defs", {}).values()]
    bare = [
        (model.get("title"), name)
        for model in models
        for name, field in model.get("properties", {}).items()
        if not field.get("description")
    ]
    assert bare == []


def test_the_template_reads_clean() -> None:
    dossier, problems = examine(TEMPLATE)
    assert problems == []
    assert all(len(dossier.of_kind(stem.removesuffix("s"))) for stem in FILES if stem not in ("dossier", "story"))
    assert dossier.story
