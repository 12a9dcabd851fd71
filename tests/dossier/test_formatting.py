"""Files written anew in the style of the house keep what they say, to programs and to people."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graphkit.dossier import formatting
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.formatting import CannotConvert, carry_out, in_house_style, rewrites
from graphkit.dossier.lines import RawRecord
from graphkit.dossier.model import RECORD_KINDS, Actor, Manifest, Part
from graphkit.dossier.reader import read
from graphkit.dossier.story import Step
from graphkit.dossier.writer import texts_of
from graphkit.dossier.yaml_lines import read_mapping, read_records
from tests.dossier.made import dossiers

TEMPLATE = Path(__file__).resolve().parents[2] / "graphkit" / "dossier" / "template"
MODELS: dict[str, type[Part]] = {
    "dossier": Manifest,
    "story": Step,
    **{f"{kind.name_of_kind}s": kind for kind in RECORD_KINDS},
}
SEED = bundled_dossier("istanbul-2025")
BY_HAND = [path for folder in (SEED, TEMPLATE) for path in sorted(folder.glob("*.yaml"))]


def content(text: str, model: type[Part]) -> list[Any]:
    raws = (read_mapping if model is Manifest else read_records)(text, "a.yaml")
    return [raw.value if isinstance(raw, RawRecord) and not raw.problems else raw for raw in raws]


def put_into(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in {"dossier.yaml": "id: toll\ntitle: Toll\n", **files}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_dossiers_of_ours_are_in_the_style_of_the_house(path: Path) -> None:
    text = path.read_text("utf-8")
    assert in_house_style(text, MODELS[path.stem]) == text


@given(dossier=dossiers())
def test_what_the_writer_writes_is_in_the_style_of_the_house(dossier: Dossier) -> None:
    for name, text in texts_of(dossier).items():
        assert in_house_style(text, MODELS[name.removesuffix(".yaml")]) == text


@pytest.mark.parametrize(
    ("by_hand", "house"),
    [
        ("- id: a\r\n  name: b\r\n", "- id: a\n  name: b\n"),
        ("- id: a   \n\n\n\n\n- id: b", "- id: a\n\n- id: b\n"),
        ("\n\n# c\n\n\n- id: a\n\n\n", "# c\n\n- id: a\n"),
        ("---\n- id: a\n...\n", "- id: a\n"),
        ("%YAML 1.2\n--- # c\n- id: a\n", "# c\n- id: a\n"),
        ("    -   id:    a\n        name:   A\n", "- id: a\n  name: A\n"),
        ("-\n  id: a\n", "- id: a\n"),
        ("[{id: a, name: 'A', country: NO}]", "- {id: a, name: A, country: 'NO'}\n"),
        ("- {id: a,\n   aliases: [b, c]}\n", "- {id: a, aliases: [b, c]}\n"),
        ("- {? id : a, ? 'name' : A}\n", "- {id: a, name: A}\n"),
        ("- id: \"a\"\n  name: 'It''s'\n  short: \"1\"\n", "- id: a\n  name: It's\n  short: '1'\n"),
        ("- id: a\n  aliases:\n  - b\n  -   c\n", "- id: a\n  aliases:\n    - b\n    - c\n"),
        ("- id: a\n  aliases: []\n", "- id: a\n  aliases: []\n"),
        ("- id: a\n  note:\n    so\n    on\n", "- id: a\n  note: so on\n"),
        ("- id: a\n  note: ~\n  short:\n", "- id: a\n  note:\n  short:\n"),
        ("- id: a\n  note: >\n     b\n     c\n", "- id: a\n  note: >\n    b c\n"),
        ("- id: a\n  note: |2\n      b\n", '- id: a\n  note: "  b\\n"\n'),
        ("- id: a\n  note: |\n      b\n       c\n\n      d\n", "- id: a\n  note: |\n    b\n     c\n\n    d\n"),
        ("- id: a\n  note: 'a\n\n    b'\n", "- id: a\n  note: |-\n    a\n    b\n"),
        ('- id: a\n  note: "\\u202eb"\n', '- id: a\n  note: "\\u202eb"\n'),
        ("- id: a\n  note: a\u2028b # c\u2028d\n", '- id: a\n  note: "a\\u2028b"  # c\u2028d\n'),
        (
            "- id: a\n  note: " + "word " * 25 + "\n",
            "- id: a\n  note: >-\n    " + ("word " * 20).rstrip() + "\n    " + ("word " * 5).rstrip() + "\n",
        ),
        ("# nothing but this\n\n", "# nothing but this\n"),
        ("", ""),
        ("[]\n# c", "# c\n"),
    ],
)
def test_a_file_by_hand_becomes_one_of_the_house(by_hand: str, house: str) -> None:
    assert in_house_style(by_hand, Actor) == house
    assert in_house_style(house, Actor) == house


@pytest.mark.parametrize(
    ("by_hand", "house"),
    [
        ("# a\n- id: x # b\n# c\n", "# a\n- id: x  # b\n# c\n"),
        ("- id: x\n\n  # about the name\n  name: X\n", "- id: x\n\n  # about the name\n  name: X\n"),
        ("- id: x\n  # still x\n# next: z\n- id: z\n", "- id: x\n  # still x\n# next: z\n- id: z\n"),
        (
            "- id: x\n  aliases: # b\n  # c\n  - d # e\n  # f\n  name: X\n",
            "- id: x\n  aliases:  # b\n    # c\n    - d  # e\n  # f\n  name: X\n",
        ),
        ("- # a\n  # b\n  id: x\n", "# a\n# b\n- id: x\n"),
        ("- id: # a\n    # b\n    x # c\n", "# a\n# b\n- id: x  # c\n"),
        ("- id: x\n  name: # a\n    X # b\n", "- id: x\n  # a\n  name: X  # b\n"),
        ("- id: x\n  note: >- # a\n    b # no comment\n", "- id: x\n  note: >-  # a\n    b # no comment\n"),
        ("- {id: x} # a\n- {id: z}\n", "- {id: x}  # a\n- {id: z}\n"),
        ("- {id: x, # a\n   name: X} # b\n", "- id: x  # a\n  name: X\n  # b\n"),
        ("- id: x\n  aliases: [b, # c\n    # d\n    ] # e\n", "- id: x\n  aliases:\n    - b  # c\n    # d\n    # e\n"),
        ("- id: x\n  aliases: [ # a\n  ] # b\n", "- id: x\n  # a\n  # b\n  aliases: []\n"),
        ("- id: x\n  name: 'a # b' # c\n", "- id: x\n  name: 'a # b'  # c\n"),
        ("- id: x\n#\n#!\n#- id: y\n", "- id: x\n#\n#!\n#- id: y\n"),
    ],
)
def test_a_comment_stays_with_what_it_is_about(by_hand: str, house: str) -> None:
    assert in_house_style(by_hand, Actor) == house
    assert in_house_style(house, Actor) == house


def littered(text: str, model: type[Part], data: st.DataObject) -> tuple[str, list[str]]:
    """A text with comments and empty lines wherever they change nothing that it says, and the comments in order."""
    wanted = content(text, model)
    lines = text.splitlines(keepends=True)
    spots = st.tuples(st.integers(0, len(lines)), st.sampled_from(["above", "beside", "empty"]), st.integers(0, 12))
    drawn = sorted(data.draw(st.lists(spots, max_size=12)), reverse=True)
    for number, (line, where, col) in enumerate(drawn):
        comment = f"#{' ' * (number % 2)}-{number}: 'x\" [{{\n"
        if where == "beside" and line < len(lines):
            tried = [*lines[:line], lines[line].rstrip("\n") + " " * (col + 1) + comment, *lines[line + 1 :]]
        else:
            tried = [*lines[:line], " " * col + (comment if where != "empty" else "\n"), *lines[line:]]
        if "\u2028" not in text and content("".join(tried), model) == wanted:
            lines = tried
    text = "".join(lines)
    found = [f"#{' ' * (n % 2)}-{n}: 'x\" [{{" for n in reversed(range(len(drawn))) if f"-{n}: 'x\" [{{\n" in text]
    return text, sorted(found, key=text.index)


@given(data=st.data(), path=st.sampled_from(BY_HAND))
def test_comments_anywhere_in_a_file_by_hand_survive_in_order(data: st.DataObject, path: Path) -> None:
    check_litter(path.read_text("utf-8")[:4000].rpartition("\n- id")[0] or path.read_text("utf-8"), path.stem, data)


@given(data=st.data(), dossier=dossiers())
def test_comments_anywhere_in_any_file_survive_in_order(data: st.DataObject, dossier: Dossier) -> None:
    name, text = data.draw(st.sampled_from(sorted(texts_of(dossier).items())))
    assume("#" not in text)
    check_litter(text, name.removesuffix(".yaml"), data)


@given(data=st.data(), dossier=dossiers())
def test_comments_anywhere_between_brackets_survive_in_order(data: st.DataObject, dossier: Dossier) -> None:
    name, text = data.draw(st.sampled_from(sorted(texts_of(dossier).items())))
    model = MODELS[name.removesuffix(".yaml")]
    assume("#" not in text)
    raw = content(text, model)
    indent = data.draw(st.sampled_from([None, 0, 3]))
    flow = json.dumps(raw[0] if model is Manifest else raw, indent=indent)  # JSON is YAML
    assume(content(flow, model) == raw)  # but for letters that JSON writes as two
    check_litter(flow, name.removesuffix(".yaml"), data)


def check_litter(text: str, stem: str, data: st.DataObject) -> None:
    model = MODELS[stem]
    dirty, comments = littered(text, model, data)
    dirty = dirty.replace("\n", "\r\n") if data.draw(st.booleans()) else dirty
    house = in_house_style(dirty, model)
    assert content(house, model) == content(text, model)
    assert in_house_style(house, model) == house
    positions = [house.index(comment) for comment in comments]
    assert positions == sorted(positions)
    assert house.count("#") == dirty.count("#")
    assert "\r" not in house
    assert not any(line != line.rstrip() for line in house.split("\n"))


def test_every_file_of_a_dossier_is_planned_and_nothing_is_written(tmp_path: Path) -> None:
    put_into(tmp_path, {"actors.yaml": "-  id: a\n", "positions/one.yaml": "", "positions/two.csv": "valid,id\n"})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    planned = rewrites(tmp_path)
    assert [(each.source.name, each.changed) for each in planned] == [
        ("dossier.yaml", False), ("actors.yaml", True), ("one.yaml", False), ("two.csv", True)
    ]  # fmt: skip
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    put_into(tmp_path, {"actors.yaml": "\ufeff- id: a\n"})
    assert [(each.text, each.changed) for each in rewrites(tmp_path)][1:] == [("- id: a\n", True)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_gets_the_columns_in_order_commas_and_line_feeds(delimiter: str, tmp_path: Path) -> None:
    rows = [
        ["kind", "name ", "note", "id"],
        ["state", '"A, B"', "", "a"],
        ["", "", "", ""],
        ["bloc", '"x\r\ny"', "", "b"],
    ]
    put_into(tmp_path, {"actors.csv": "\r\n".join(delimiter.join(row) for row in rows)})
    _, table = rewrites(tmp_path)
    assert table.text == 'id,name,kind,note\na,"A, B",state,\nb,"x\r\ny",bloc,\n'
    carry_out(table)
    assert not rewrites(tmp_path)[1].changed


@pytest.mark.parametrize("folder", [TEMPLATE, SEED], ids=["template", "seed"])
def test_a_dossier_becomes_tables_and_is_the_same(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "d")
    for each in rewrites(tmp_path / "d", form="csv"):
        carry_out(each)
    assert sorted(path.suffix for path in (tmp_path / "d").glob("*.*")) == [".csv"] * 8 + [".md", ".yaml", ".yaml"]
    assert read(tmp_path / "d") == read(folder)
    for each in rewrites(tmp_path / "d", form="yaml"):
        carry_out(each)
    assert read(tmp_path / "d") == read(folder)
    assert not list((tmp_path / "d").glob("*.csv"))


def test_comments_that_a_table_would_lose_are_counted(tmp_path: Path) -> None:
    put_into(
        tmp_path, {"actors.yaml": "# one\n- id: a # two\n  name: A\n  kind: state\n", "ties.yaml": "# no record\n"}
    )
    assert [(each.target.name, each.comments) for each in rewrites(tmp_path, form="csv")] == [
        ("dossier.yaml", 0), ("actors.csv", 2), ("ties.yaml", 0)
    ]  # fmt: skip


def test_a_file_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    actors = "- {id: a, name: A, kind: state}\n"
    put_into(tmp_path, {"actors.yaml": actors, "actors.csv": "id,name,kind\nb,B,state\n"})
    with pytest.raises(CannotConvert, match=r"actors\.csv is there already"):
        rewrites(tmp_path, form="csv")


def test_what_would_not_read_back_the_same_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_into(tmp_path, {"actors.yaml": "- {id: a, name: A, kind: state, country: NO}\n"})
    monkeypatch.setattr(formatting, "table_of", lambda records: "id,name,kind\na,A,state\n")
    with pytest.raises(CannotConvert, match=r"actor:a would not read back the same from actors\.csv"):
        rewrites(tmp_path, form="csv")
