"""The writer: a dossier becomes a folder, and the folder is that dossier again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS, Accepts, Actor, Evidence, Manifest, Position, Source
from graphkit.dossier.names import MANIFEST
from graphkit.dossier.reader import read
from graphkit.dossier.scalars import one_line
from graphkit.dossier.writer import Form, texts_of, write
from tests.dossier.made import NAUGHTY, dossiers, texts

TEMPLATE = Path(__file__).resolve().parents[2] / "graphkit" / "dossier" / "template"
FORMS: tuple[Form, ...] = ("yaml", "csv")
TOLL = Manifest(id="toll", title="Toll")
POSITION = Position.model_validate(
    {"id": "p", "actor": "a", "issue": "i", "stance": "support", "claim": "Yes.", "valid": "2025"}
)


def written(dossier: Dossier, folder: Path, form: Form = "yaml") -> dict[str, bytes]:
    write(dossier, folder, form=form)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def actor(**values: object) -> Dossier:
    return Dossier(TOLL, actors=Records([Actor.model_validate({"id": "a", "name": "A", "kind": "state", **values})]))


@pytest.mark.parametrize("form", FORMS)
@given(dossier=dossiers())
def test_what_is_written_is_read_again(form: Form, dossier: Dossier) -> None:
    with TemporaryDirectory() as folder:
        write(dossier, Path(folder), form=form)
        assert read(folder) == (dossier, [])


@pytest.mark.parametrize("form", FORMS)
@given(dossier=dossiers())
def test_what_was_read_is_written_byte_for_byte_as_before(form: Form, dossier: Dossier) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        first = written(dossier, Path(one), form)
        assert written(read(one)[0], Path(other), form) == first


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("folder", [TEMPLATE, bundled_dossier("istanbul-2025")], ids=["template", "seed"])
def test_a_dossier_of_ours_is_written_and_read_again(folder: Path, form: Form, tmp_path: Path) -> None:
    dossier, _ = examine(folder)
    write(dossier, tmp_path, form=form)
    assert examine(tmp_path) == (dossier, [])


@pytest.mark.parametrize("form", FORMS)
def test_the_naughty_strings_of_the_world_come_back_in_every_text(shared: Path, form: Form, tmp_path: Path) -> None:
    naughty = [text for text in json.loads((shared / "data" / "bad" / "blns.json").read_text("utf-8")) if text.strip()]
    assert len(naughty) > 400
    plain = {"kind": "state"}
    actors = [
        Actor.model_validate(
            {**plain, "id": f"a{n}", "name": t, "short": t, "aliases": (t, t), "description": t, "note": t}
        )
        for n, t in enumerate([*naughty, *NAUGHTY])
    ]
    dossier = Dossier(replace_title(naughty), actors=Records(actors))
    write(dossier, tmp_path, form=form)
    assert read(tmp_path) == (dossier, [])


def replace_title(naughty: list[str]) -> Manifest:
    return Manifest(id="toll", title=naughty[0], summary="\n".join(naughty), licence=" ".join(naughty))


def test_a_file_reads_as_one_would_expect(tmp_path: Path) -> None:
    position = POSITION.model_copy(
        update={
            "value": 62.5,
            "accepts": Accepts(at_least=40),
            "on_behalf_of": ("b", "no"),
            "note": "It is said at length: " + "and so on, " * 9 + "to the end.",
            "evidence": (Evidence(source="s", credibility=2, note="First line.\nSecond line."),),
        }
    )
    assert texts_of(Dossier(TOLL, positions=Records([position, replace_id(position, "2025")])))["positions.yaml"] == (
        """\
- id: p
  actor: a
  issue: i
  stance: support
  claim: 'Yes.'
  valid: 2025
  value: 62.5
  accepts:
    at_least: 40
  on_behalf_of:
    - b
    - 'no'
  note: >-
    It is said at length: and so on, and so on, and so on, and so on, and so on, and so on, and so on, and
    so on, and so on, to the end.
  evidence:
    - source: s
      credibility: 2
      note: |-
        First line.
        Second line.

- id: '2025'
  actor: a
""".replace("'Yes.'", "Yes.")
        + texts_of(Dossier(TOLL, positions=Records([position])))["positions.yaml"].partition("  actor: a\n")[2]
    )


def replace_id(position: Position, id: str) -> Position:
    return position.model_copy(update={"id": id})


def test_a_table_reads_as_one_would_expect() -> None:
    south = Actor(id="south", name='South "the other" Bank', kind="organization", country="NO")
    north = Actor(id="north", name="North Bank", kind="organization", aliases=("Nordufer", "Nord, am"), note="a\rb")
    table = texts_of(Dossier(TOLL, actors=Records([south, north])), form="csv")["actors.csv"]
    assert table == (
        "id,name,kind,aliases,country,note\n"
        'south,"South ""the other"" Bank",organization,,NO,\n'
        'north,North Bank,organization,"Nordufer; Nord, am",,"a\rb"\n'
    )


def test_lists_of_words_stand_in_one_way_in_a_table(tmp_path: Path) -> None:
    actors = [
        Actor(id="a", name="A", kind="state", aliases=("x", "y")),
        Actor(id="b", name="B", kind="state", aliases=("p; q",)),
    ]
    dossier = Dossier(TOLL, actors=Records(actors))
    table = texts_of(dossier, form="csv")["actors.csv"]
    assert table == "id,name,kind,aliases.1,aliases.2\na,A,state,x,y\nb,B,state,p; q,\n"
    write(dossier, tmp_path, form="csv")
    assert read(tmp_path) == (dossier, [])


def test_columns_come_in_the_order_of_the_keys_and_numbers_count() -> None:
    evidence = tuple(Evidence(source=f"s{number}", note="n") for number in range(11))
    position = POSITION.model_copy(update={"evidence": evidence, "note": "n"})
    table = texts_of(Dossier(TOLL, positions=Records([position])), form="csv")["positions.csv"]
    header = table.partition("\n")[0].split(",")
    assert header[:8] == ["id", "actor", "issue", "stance", "claim", "valid", "note", "evidence.1.source"]
    assert header[-2:] == ["evidence.11.source", "evidence.11.note"]


@given(text=texts)
def test_no_reader_of_yaml_takes_a_text_for_anything_else(text: str) -> None:
    line, inside = one_line(text), one_line(text, flow=True)
    assert yaml.safe_load(f"a: {line}\n") == {"a": text}
    assert yaml.safe_load(f"- {line}\n") == [text]
    assert yaml.safe_load(f"{{a: {inside}, b: [{inside}]}}\n") == {"a": text, "b": [text]}
    assert line != text or not re.fullmatch(CORE_SCHEMA, text)


CORE_SCHEMA = (  # what YAML 1.2 takes for no text
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
)


@given(text=texts, column=st.integers(0, 3))
def test_no_line_of_a_file_ends_in_white_space_or_hides_a_character(text: str, column: int) -> None:
    files = texts_of(actor(name=text, description=text, aliases=(text,)))
    for line in files["actors.yaml"].split("\n"):
        assert line == line.rstrip(" \t")
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e\ufeff]", line)


def test_a_kind_without_records_has_no_file(tmp_path: Path) -> None:
    assert set(written(actor(), tmp_path)) == {MANIFEST, "actors.yaml"}


def test_records_that_are_gone_or_have_another_form_leave_no_file_behind(tmp_path: Path) -> None:
    (tmp_path / "positions").mkdir()
    for name in ("actors.csv", "ties.yaml", "positions.yaml", "positions/2025.yaml"):
        (tmp_path / name).write_text("")
    position = Dossier(TOLL, positions=Records([POSITION]))
    assert set(written(position, tmp_path)) == {MANIFEST, "positions.yaml"}
    assert read(tmp_path)[0] == position


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    for name in ("codebook.md", "README", ".hidden", "notes.txt"):
        (tmp_path / name).write_text("mine")
    files = written(actor(), tmp_path, "csv")
    assert [files[name] for name in ("codebook.md", "README", ".hidden", "notes.txt")] == [b"mine"] * 4


def test_a_failing_disk_leaves_the_old_file_or_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(actor(name="Old"), tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write(replace(actor(name="New"), manifest=Manifest(id="new", title="New")), tmp_path)
    monkeypatch.undo()
    assert read(tmp_path) == (actor(name="Old"), [])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["actors.yaml", MANIFEST]


def test_every_key_of_every_kind_is_written_with_the_evidence_last() -> None:
    from graphkit.dossier.shape import fields_of

    for kind in RECORD_KINDS:
        keys = [field.key for field in fields_of(kind)]
        assert sorted(keys) == sorted(info.alias or name for name, info in kind.model_fields.items())
        assert keys[0] == "id"
        assert "evidence" not in keys[:-1]
    assert fields_of(Source)[3].choices[0] == "article"
