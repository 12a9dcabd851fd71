"""Every value of a file is read as text, with the line and column at which it stands."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier import csv_lines, lines, yaml_lines
from graphkit.dossier.dossier import Path
from graphkit.dossier.lines import RawRecord, decode
from graphkit.dossier.problem import Place, Problem
from graphkit.dossier.yaml_lines import read_mapping, read_records


def records_of(text: str) -> list[RawRecord]:
    read = list(read_records(text, "f.yaml"))
    assert all(isinstance(each, RawRecord) for each in read), read
    return [each for each in read if isinstance(each, RawRecord)]


def problems_of(text: str) -> list[str]:
    read = list(read_records(text, "f.yaml"))
    loose = [each for each in read if isinstance(each, Problem)]
    inside = [problem for each in read if isinstance(each, RawRecord) for problem in each.problems]
    return [str(problem) for problem in [*inside, *loose]]


def paths_in(value: object, path: Path = ()) -> Iterator[Path]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths_in(inner, (*path, key))


def spots_of(text: str) -> dict[Path, tuple[int, int]]:
    (record,) = records_of(text)
    return {path: (place.line, place.col) for path in paths_in(record.value) for place in [record.where.at(path)]}


def test_every_value_of_a_block_has_its_line_and_column() -> None:
    text = """\
# a comment
- id: a
  name: North Bank

  aliases:
    - Nordufer
    - 'North Bank'
"""
    assert spots_of(text) == {
        (): (2, 3),
        ("id",): (2, 7),
        ("name",): (3, 9),
        ("aliases",): (6, 5),
        ("aliases", 0): (6, 7),
        ("aliases", 1): (7, 7),
    }


def test_every_value_of_a_nested_flow_has_its_line_and_column() -> None:
    text = "- {id: a, terms: [{issue: toll,\n   value: 5}, {issue: fee}], note: x}\n"
    assert spots_of(text) == {
        (): (1, 3),
        ("id",): (1, 8),
        ("terms",): (1, 18),
        ("terms", 0): (1, 19),
        ("terms", 0, "issue"): (1, 27),
        ("terms", 0, "value"): (2, 11),
        ("terms", 1): (2, 15),
        ("terms", 1, "issue"): (2, 23),
        ("note",): (2, 36),
    }


def test_a_block_scalar_stands_where_its_mark_stands() -> None:
    text = "- note: |\n    two\n    lines\n  claim: >-\n    one\n    line\n  id: a\n"
    (record,) = records_of(text)
    assert record.value == {"note": "two\nlines\n", "claim": "one line", "id": "a"}
    assert spots_of(text) == {(): (1, 3), ("note",): (1, 9), ("claim",): (4, 10), ("id",): (7, 7)}


def test_keys_have_places_too() -> None:
    (record,) = records_of("- id: a\n  scale: {low: x}\n")
    assert [str(record.where.key_at(path)) for path in [("id",), ("scale",), ("scale", "low")]] == [
        "f.yaml:1:3",
        "f.yaml:2:3",
        "f.yaml:2:11",
    ]


def test_places_count_from_the_top_of_the_file_for_every_record() -> None:
    text = "# \u2028 comment\n- id: a\n\n- - b\n- {id: c,\n   name: x}\n-\n  id: d\n  note: |\n    y\n  kind: z\n"
    read = [each for each in read_records(text, "f.yaml") if isinstance(each, RawRecord)]
    places = [read[0].where.at(("id",)), read[2].where.at(("name",)), read[3].where.at(("kind",))]
    assert [str(place) for place in places] == ["f.yaml:2:7", "f.yaml:6:10", "f.yaml:11:9"]


def test_a_path_that_does_not_stand_there_has_the_place_of_what_is_around_it() -> None:
    (record,) = records_of("- id: a\n  scale: {low: x}\n")
    assert record.where.at(("scale", "high")) == Place("f.yaml", 2, 10)
    assert record.where.at(("evidence", 0, "source")) == Place("f.yaml", 1, 3)


def test_columns_count_characters_not_bytes() -> None:
    assert spots_of("- {name: Умєров 😀é, id: a}\n")["id",] == (1, 25)


def test_a_byte_order_mark_does_not_move_a_column() -> None:
    text, problems = decode("\ufeff- {id: a}\n".encode(), "f.yaml")
    assert (text, problems) == ("- {id: a}\n", [])


def test_carriage_returns_do_not_move_a_line() -> None:
    text = "- id: a\r\n  name: |\r\n    x\r\n    y\r\n  kind: b\r\n"
    (record,) = records_of(text)
    assert record.value == {"id": "a", "name": "x\ny\n", "kind": "b"}
    assert spots_of(text)["kind",] == (5, 9)


def test_a_tab_between_key_and_value_counts_as_one_character() -> None:
    assert spots_of("- id:\t\ta\n")["id",] == (1, 8)


def test_a_tab_that_indents_is_a_problem() -> None:
    (problem,) = problems_of("- id: a\n\tname: b\n")
    assert problem.startswith("f.yaml:2:1 F004 this is not YAML: found a tab character that violates indentation; ")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "~\n", "null\n", "[]\n", "\ufeff"]
)
def test_a_file_without_records_has_none(text: str) -> None:
    assert list(read_records(text, "f.yaml")) == []


def test_records_come_one_by_one_before_the_file_is_read_to_its_end() -> None:
    read = read_records("- id: a\n- id: b\n- id: [\n", "f.yaml")
    first, second = next(read), next(read)
    assert isinstance(first, RawRecord)
    assert isinstance(second, RawRecord)
    assert [first.value, second.value] == [{"id": "a"}, {"id": "b"}]
    assert isinstance(next(read), Problem)
    assert list(read) == []


def test_a_key_that_stands_twice_is_one_problem_whatever_its_value() -> None:
    text = "- id: a\n  scale: {low: x, high: y}\n  scale: {low: x, high: [y, {low: z, low: z}]}\n  id: b\n"
    assert problems_of(text) == [
        "f.yaml:3:3 F006 key 'scale' again; it stands on line 2 too; keep one",
        "f.yaml:4:3 F006 key 'id' again; it stands on line 1 too; keep one",
    ]


def test_the_same_key_in_two_mappings_is_no_problem() -> None:
    assert problems_of("- {id: a, from: {id: b}, to: [{id: c}, {id: d}]}\n- {id: a}\n") == []


def test_anchors_aliases_and_tags_are_problems_where_they_stand() -> None:
    text = "- id: &a x\n  name: *a\n  kind: !!str y\n  &k key: z\n"
    assert [problem.partition(";")[0] for problem in problems_of(text)] == [
        "f.yaml:1:7 F005 an anchor &a",
        "f.yaml:2:9 F005 an alias *a",
        "f.yaml:3:9 F005 a tag 'tag:yaml.org,2002:str'",
        "f.yaml:4:3 F005 an anchor &k",
    ]


@pytest.mark.parametrize("text", ["&a [{id: x}]\n", "!!seq [{id: x}]\n", "- &a {id: x}\n", "- !x {id: x}\n"])
def test_a_list_or_record_with_an_anchor_or_tag_is_a_problem(text: str) -> None:
    assert [problem.split()[1] for problem in problems_of(text)] == ["F005"]


def test_an_alias_in_place_of_a_record_is_one_problem() -> None:
    assert [problem.partition(" ")[0] for problem in problems_of("- &a {id: x}\n- *a\n")] == [
        "f.yaml:1:3",
        "f.yaml:2:3",
    ]


def test_a_billion_laughs_are_not_laughed() -> None:
    laughs = ["- l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    laughs += [f"  l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 30)]
    started = time.monotonic()
    problems = problems_of("\n".join(laughs))
    assert time.monotonic() - started < 2
    assert len(problems) == 30 + 29 * 10


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "- a: ", "[{a: "])
def test_deep_nesting_is_a_problem_and_quick(opening: str) -> None:
    started = time.monotonic()
    problems = problems_of("- x: " + opening * 50_000)
    assert time.monotonic() - started < 2
    assert len(problems) == 1


def test_nesting_may_be_as_deep_as_the_limit() -> None:
    depth = yaml_lines.DEPTH_AT_MOST
    assert problems_of("- x: " + "[" * (depth - 1) + "deep" + "]" * (depth - 1)) == []
    assert problems_of("- x: " + "[" * depth + "deep" + "]" * depth) == [
        f"f.yaml:1:{6 + depth} F007 nesting is deeper than {depth}; no record needs that; {lines.NOT_READ}"
    ]


def test_a_long_text_is_a_problem_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_lines, "SCALAR_AT_MOST", 10)
    assert problems_of("- {id: 0123456789, name: 0123456789x}\n") == [
        "f.yaml:1:26 F007 a text of 11 characters; stay below 10"
    ]


def test_a_large_file_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BYTES_AT_MOST", 4)
    text, problems = decode(b"- id: a\n", "f.yaml")
    assert text == ""
    assert [str(problem) for problem in problems] == ["f.yaml:1:1 F007 the file has 8 bytes; split it below 4"]


def test_a_second_document_is_a_problem_and_the_first_is_read() -> None:
    read = list(read_records("- id: a\n---\n- id: b\n", "f.yaml"))
    assert isinstance(read[0], RawRecord)
    assert [str(each) for each in read[1:]] == [
        "f.yaml:2:1 F009 a second document starts here; keep one document in a file; the rest of the file was not read"
    ]


@pytest.mark.parametrize("text", ["id: a\n", "a text\n", "'null'\n", "*a\n"])
def test_a_file_of_records_that_is_no_list_is_a_problem(text: str) -> None:
    assert len(problems_of(text)) == 1


@pytest.mark.parametrize("text", ["- id: a\n", "a text\n", "''\n", "[]\n"])
def test_a_file_of_one_mapping_that_is_none_is_a_problem(text: str) -> None:
    (problem,) = read_mapping(text, "f.yaml")
    assert str(problem) == (
        "f.yaml:1:1 F009 the file does not hold what it should; write one mapping of keys to values"
    )


def test_items_that_are_no_mappings_are_problems_and_the_others_are_read() -> None:
    text = "- a\n- [b]\n-\n- {id: c}\n"
    assert [problem.partition(" ")[0] for problem in problems_of(text)] == ["f.yaml:1:3", "f.yaml:2:3", "f.yaml:3:2"]
    assert records_of(text)[3].value == {"id": "c"}


@pytest.mark.parametrize("text", ["- ? [a, b]\n  : c\n", "- {[a]: b}\n", "- {a: b, *a : c}\n"])
def test_a_key_that_is_no_word_is_a_problem(text: str) -> None:
    assert [problem.split()[1] for problem in problems_of(text)] == ["F004"]


@pytest.mark.parametrize(
    ("character", "name"), [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x1b", "U+001B"), ("\x1f", "U+001F")]
)
def test_a_character_that_cannot_be_seen_is_a_problem_at_its_own_place(character: str, name: str) -> None:
    text = f"- id: a\n  name: Ünï{character}x\n"
    remedy = "leave it out, or write it as an escape in double quotes; the file was not read"
    assert problems_of(text) == [f"f.yaml:2:12 F004 character {name}, which a YAML file may not hold; {remedy}"]


@pytest.mark.parametrize("character", ["\x7f", "\x80", "\x85", "\x9b", "\u2028", "\u2029", "\ufffe", "\uffff"])
def test_what_json_allows_in_a_text_is_a_letter_like_others(character: str) -> None:
    text = f"- id: a\n  name: Ü{character}x\n  note: '{character}'\n"
    (record,) = records_of(text)
    assert record.value == {"id": "a", "name": f"Ü{character}x", "note": character}
    assert spots_of(text)["note",] == (3, 9)


def test_bytes_that_are_not_utf_8_are_a_problem_at_their_own_place() -> None:
    text, problems = decode("- id: a\n  name: äö".encode() + b"\xff\n", "f.yaml")
    assert text == ""
    assert [str(problem) for problem in problems] == [
        "f.yaml:2:11 F003 byte 20 (0xff) is not UTF-8; save the file as UTF-8"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_a_file_in_another_unicode_encoding_is_a_problem(encoding: str) -> None:
    text, problems = decode("- id: Ünï\n".encode(encoding), "f.yaml")
    assert len([*problems, *(each for each in read_records(text, "f.yaml") if isinstance(each, Problem))]) == 1


@given(st.text(max_size=200))
def test_any_text_is_read_or_is_a_problem(text: str) -> None:
    for read in (read_records, read_mapping):
        for each in read(text, "f.yaml"):
            problems = [each] if isinstance(each, Problem) else each.problems
            assert all(problem.code in lines.FILE_CODES for problem in problems)


@given(st.text(alphabet="-:[]{},&*!|>'\"%@`#? \n\tab~", max_size=80))
def test_any_mixture_of_the_signs_of_yaml_is_read_or_is_a_problem_within_the_file(text: str) -> None:
    rows = text.split("\n")
    for each in read_records(text, "f.yaml"):
        for problem in each.problems if isinstance(each, RawRecord) else [each]:
            assert 1 <= problem.place.line <= len(rows)
            assert 1 <= problem.place.col <= len(rows[problem.place.line - 1]) + 1


def test_every_code_of_files_is_raised_by_what_reads_files() -> None:
    source = "".join(FilePath(module.__file__ or "").read_text("utf-8") for module in (lines, yaml_lines, csv_lines))
    assert [code for code in lines.FILE_CODES if source.count(f'"{code}"') < 2] == []
