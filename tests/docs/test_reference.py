"""The reference says what the code says: it is generated, checked, and complete."""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

import graphkit as graphkit_package
from graphkit.cli.main import main as graphkit
from graphkit.dossier.checks import RULES
from graphkit.dossier.lines import FILE_CODES
from graphkit.dossier.model import RECORD_KINDS, Record
from graphkit.dossier.reader import READING_CODES
from graphkit.store.questions import Question, questions

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "docs" / "generate.py"
REFERENCE = ROOT / "docs" / "reference"
PAGES = ("cli.md", "problems.md", "python.md", "questions.md", "records.md")
TOP = click.Context(graphkit, info_name="graphkit", **graphkit.context_settings)  # click keeps the help option it makes
COMMANDS = graphkit.list_commands(TOP)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPT.parent)  # as it is where the script is called
        spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in PAGES:
        shutil.copy(REFERENCE / name, tmp_path)
    return tmp_path


def page(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_reference_is_what_the_code_says_whatever_the_order_of_hashes(seed: str) -> None:
    run = subprocess.run(
        [sys.executable, SCRIPT, "--check"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "COLUMNS": "40"},
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_was_changed_is_named(
    name: str, generate: ModuleType, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (copy / name).read_text("utf-8")
    (copy / name).write_text(text.replace("Example", "example", 1) if "Example" in text else text + " ", "utf-8")
    assert generate.main(["--check", "--folder", str(copy)]) == 1
    assert capsys.readouterr().out == f"{copy / name} is stale; run: python docs/generate.py\n"


def test_a_page_that_is_missing_is_named(generate: ModuleType, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "cli.md").unlink()
    assert generate.main(["--check", "--folder", str(copy)]) == 1
    assert "cli.md is stale" in capsys.readouterr().out
    assert not (copy / "cli.md").exists()


def test_writing_mends_what_is_stale_and_nothing_else(generate: ModuleType, copy: Path) -> None:
    (copy / "records.md").write_text("old", "utf-8")
    before = (copy / "cli.md").stat().st_mtime_ns
    assert generate.main(["--folder", str(copy)]) == 0
    assert {name: (copy / name).read_bytes() for name in PAGES} == {
        name: (REFERENCE / name).read_bytes() for name in PAGES
    }
    assert (copy / "cli.md").stat().st_mtime_ns == before


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_in_its_help(command: str) -> None:
    found = graphkit.get_command(TOP, command)
    assert found
    shown = found.get_help(click.Context(found, info_name=command, parent=TOP))
    assert re.search(rf"^ +Example:\n +graphkit {command}\b", shown, re.MULTILINE), shown
    assert "\\b" not in shown


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_each_of_its_options_is_in_the_reference(command: str) -> None:
    (section,) = re.findall(rf"^## graphkit {command}\n(.*?)(?=^## |\Z)", page("cli.md"), re.MULTILINE | re.DOTALL)
    found = graphkit.get_command(TOP, command)
    assert found
    options = [name for each in found.params for name in each.opts if name.startswith("-")]
    assert [name for name in options if name not in section] == []


def test_every_code_has_an_entry_with_its_message() -> None:
    codes = {*FILE_CODES, *READING_CODES, *((rule.__doc__ or "").partition(":")[0] for rule in RULES)}
    entries = dict(re.findall(r"^### ([A-Z]\d{3})\n(.*?)(?=^##|\Z)", page("problems.md"), re.MULTILINE | re.DOTALL))
    assert set(entries) == codes
    assert [code for code, entry in entries.items() if not re.search(rf":\d+:\d+ {code} .+; .+", entry)] == []
    assert [
        code for code, entry in entries.items() if not re.search(r"\*(Error|Warning)( or warning)?\.\*", entry)
    ] == []
    assert [code for code, entry in entries.items() if entry.rstrip().endswith("```")] == [], "no remedy"


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_key_of_every_record_is_in_the_reference(kind: type[Record]) -> None:
    text = page("records.md")
    (section,) = re.findall(rf"^## {kind.__name__}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    own = [info.alias or name for name, info in kind.model_fields.items() if name in kind.__annotations__]
    assert [name for name in own if f"| `{name}` |" not in section] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_no_place_on_this_machine(name: str) -> None:
    assert str(ROOT) not in page(name)
    assert str(Path.home()) not in page(name)


@pytest.mark.parametrize("name", graphkit_package.__all__)
def test_every_name_for_notebooks_is_in_the_reference_with_what_it_takes(name: str) -> None:
    (section,) = re.findall(rf"^### `graphkit\.{name}`\n(.*?)(?=^##|\Z)", page("python.md"), re.MULTILINE | re.DOTALL)
    offered = getattr(graphkit_package, name)
    if inspect.isfunction(offered):
        assert [each for each in inspect.signature(offered).parameters if each not in section] == []
        assert "Returns" in section or "->" in section


def test_every_result_is_in_the_reference_with_what_it_has() -> None:
    offered, _, told = page("python.md").partition("## What they return")
    returned = re.findall(r"-> ([\w |]+)$", offered, re.MULTILINE)
    results = {name for each in returned for name in each.split(" | ")} - {"Any"}
    assert {"Centrality", "Camps", "Forecast"} <= results
    for result in results:
        (section,) = re.findall(rf"^### `graphkit\.[\w.]+\.{result}`\n(.*?)(?=^##|\Z)", told, re.MULTILINE | re.DOTALL)
        assert "| has |" in section or re.search("^- `", section, re.MULTILINE), result
    assert told.count("- `to_frame() -> Any`") >= 5


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.name)
def test_every_question_is_in_the_reference_with_what_it_takes_and_tells(question: Question) -> None:
    (section,) = re.findall(rf"^## {question.name}\n(.*?)(?=^## |\Z)", page("questions.md"), re.MULTILINE | re.DOTALL)
    assert question.title in section
    assert [each.name for each in question.parameters if f"| `{each.name}` |" not in section] == []
    assert [column for column in question.columns if f"`{column}`" not in section] == []
