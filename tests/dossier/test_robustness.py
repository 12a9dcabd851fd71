"""Whatever stands in a file, reading it ends with a dossier and problems at places that exist."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.checks import examine
from graphkit.dossier.clocks import at
from graphkit.dossier.model import RECORD_KINDS, Manifest, Part
from graphkit.dossier.names import STEMS
from graphkit.dossier.problem import Problem
from graphkit.dossier.rows import KINDS, row, select
from graphkit.dossier.story import Step

TEMPLATE = Path(__file__).resolve().parents[2] / "graphkit" / "dossier" / "template"
TEXTS = {f"{stem}.yaml": (TEMPLATE / f"{stem}.yaml").read_text("utf-8") for stem in (*STEMS, "story")}
FILES = st.sampled_from(sorted(TEXTS))
MODELS: tuple[type[Part], ...] = (*RECORD_KINDS, Manifest, Step)
KEYS = sorted({info.alias or name for model in MODELS for name, info in model.model_fields.items()})
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["north-bank", "2025"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(TEMPLATE, name, dirs_exist_ok=True)
        yield Path(name)


def examine_with(folder: Path, name: str, content: bytes) -> list[Problem]:
    """Examine the template with another content of one file, use what could be read, and check every place."""
    (folder / name).write_bytes(content)
    try:
        dossier, problems = examine(folder)
    finally:
        (folder / name).write_text(TEXTS[name], "utf-8")
    for record in [record for kind in KINDS for record in select(at(dossier), kind)]:
        row(record)
    for problem in problems:
        path = Path(problem.place.file)
        text = (content if path.name == name else path.read_bytes()).decode("utf-8", "replace")
        lines = re.split("\r\n|\r|\n", text)
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.col <= len(lines[problem.place.line - 1]) + 1
        assert str(problem).isprintable()
    return problems


def test_the_dossier_that_is_about_to_be_spoilt_is_good(folder: Path) -> None:
    assert examine_with(folder, "actors.yaml", TEXTS["actors.yaml"].encode()) == []


@given(name=FILES, content=st.binary(max_size=60))
def test_any_bytes_in_any_file_are_read_or_are_a_problem(folder: Path, name: str, content: bytes) -> None:
    examine_with(folder, name, content)


@given(name=FILES, content=st.text(max_size=60))
def test_any_text_in_any_file_is_read_or_is_a_problem(folder: Path, name: str, content: str) -> None:
    examine_with(folder, name, content.encode())


@given(name=FILES, value=VALUES)
def test_any_value_in_any_file_is_read_or_is_a_problem(folder: Path, name: str, value: Any) -> None:
    examine_with(folder, name, json.dumps(value, ensure_ascii=False).encode())


@given(name=FILES, key=st.sampled_from(KEYS), value=VALUES)
def test_any_value_of_any_field_is_read_or_is_a_problem(folder: Path, name: str, key: str, value: Any) -> None:
    line = f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}\n"
    indent = "" if name == "dossier.yaml" else "  "
    examine_with(folder, name, f"{TEXTS[name]}{indent}{line}".encode())


@given(name=FILES, data=st.data())
def test_a_line_left_out_or_written_twice_spoils_nothing_but_itself(
    folder: Path, name: str, data: st.DataObject
) -> None:
    lines = TEXTS[name].splitlines(keepends=True)
    index = data.draw(st.integers(0, len(lines) - 1))
    copies = data.draw(st.sampled_from([0, 2]))
    examine_with(
        folder, name, "".join([*lines[:index], *lines[index : index + 1] * copies, *lines[index + 1 :]]).encode()
    )


@given(name=FILES, data=st.data())
def test_characters_swapped_or_put_in_spoil_nothing_but_themselves(
    folder: Path, name: str, data: st.DataObject
) -> None:
    text = TEXTS[name]
    index = data.draw(st.integers(0, len(text) - 2))
    between = data.draw(st.sampled_from(["", *"-:[]{},&*!|>'\"%@`#?~ \n\té\u2028\x00\u202e"]))
    examine_with(folder, name, f"{text[:index]}{text[index + 1]}{between}{text[index]}{text[index + 2 :]}".encode())


@given(name=FILES, cut=st.integers(0, 2000))
def test_a_file_that_ends_too_early_is_read_or_is_a_problem(folder: Path, name: str, cut: int) -> None:
    examine_with(folder, name, TEXTS[name].encode()[:cut])


def test_without_any_one_of_its_files_a_dossier_is_read(tmp_path: Path) -> None:
    for name in TEXTS:
        folder = tmp_path / name
        shutil.copytree(TEMPLATE, folder)
        (folder / name).unlink()
        _, problems = examine(folder)
        assert ("F002" in {problem.code for problem in problems}) == (name == "dossier.yaml")
