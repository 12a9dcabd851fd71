"""A good dossier that is broken in one place says so at that place, and loses no record silently."""

from __future__ import annotations

import csv
import io
import itertools
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.checks import examine
from graphkit.dossier.model import RECORD_KINDS, Record
from graphkit.dossier.problem import Problem
from graphkit.dossier.reader import read
from graphkit.dossier.references import KIND_OF_FIELD
from tests.dossier import rich

KINDS: dict[str, type[Record]] = {f"{kind.name_of_kind}s": kind for kind in RECORD_KINDS}
NAMES = {field.rstrip("_") for field in KIND_OF_FIELD} | {"corrects", "coder"}
DATES = {"valid", "date", "published", "on"}
DAYS = {"recorded_on", "accessed", "as_of"}
CLOSED = {"kind", "role", "answer", "basis", "status", "setting", "quantity", "confidence", "likelihood", "then"}
CLOSED |= {"stance", "reliability"}
SCORES = {"value", "quota", "at_least", "at_most", "paragraph", "start", "end", "credibility"}
TEXTS = {"name", "title", "publisher", "question", "text", "claim", "note", "place", "outcome", "summary"}
FORMED = {"country", "same_as", "sha256", "url", "id"}


def faults_of(key: str) -> list[tuple[str, str]]:
    """Values that a field cannot take, each with the code of the problem."""
    if key in NAMES:
        return [("no-such-thing", "[A-Z]10[3456]"), ("No Such", "R106")]
    if key in DATES | DAYS:
        return [("2025-02-30", "R105"), ("soon", "R105")]
    if key in CLOSED:
        return [("sometimes", "R104")]
    if key in SCORES:
        return [("many", "R103"), ("-1", "R107")]
    if key in FORMED:
        return [("Ä b", "R106")]
    return [("' '", "R109")] if key in TEXTS else []


@dataclass(frozen=True)
class Break:
    """A change of one line, and where and as what it is to be reported."""

    file: str
    line: int
    lines: tuple[str, ...]
    code: str
    at: int

    def applied(self) -> str:
        kept = rich.FILES[self.file].splitlines()
        kept[self.line - 1 : self.line] = self.lines
        return "\n".join(kept) + "\n"


def breaks() -> Iterator[Break]:
    """Every break of one line of the rich dossier."""
    for file, text in rich.FILES.items():
        lines = text.splitlines()
        for number, line in enumerate(lines, 1):
            match = re.fullmatch(r"( *(?:- )?)(\w+):(?: (.*))?", line)
            if match:
                yield from _breaks_of(file, number, match)


def _breaks_of(file: str, number: int, match: re.Match[str]) -> Iterator[Break]:
    head, key, value = match[1], match[2], match[3]
    yield Break(file, number, (f"{head}{key}x: {value or ''}",), "R102", number)
    if not value or value.startswith('"'):
        return
    for fault, code in faults_of(key):
        yield Break(file, number, (f"{head}{key}: {fault}",), code, number)
    again = f"{head.replace('-', ' ')}{key}: {value}"
    yield Break(file, number, (match[0], again), "F006", number + 1)
    yield Break(file, number, (f"{head}{key}: &a {value}",), "F005", number)
    yield Break(file, number, (f"{head}{key}: !a {value}",), "F005", number)
    yield Break(file, number, (f"{head}{key}: *a",), "F005|F004", number)
    yield Break(file, number, (f"{head}{key}: {value}\x07",), "F004", number)


BREAKS = list(breaks())
# where dossier.yaml is broken, nobody knows its coders
PLACED = [each for each in BREAKS if "F004" not in each.code and "coder:" not in each.lines[0]]
UNREADABLE = ["\t", "{", "[", '"', "'", "- ", "%", "@", "x", ": ", "|", "&", "]", "}", ","]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        rich.write(Path(name))
        yield Path(name)


@pytest.fixture(scope="module")
def tables() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        rich.write_tables(Path(name))
        yield Path(name)


def examined(folder: Path, file: str, content: bytes) -> list[Problem]:
    """The problems of a folder in which one file has another content."""
    before = (folder / file).read_bytes()
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(before, content, strict=False))
    same = bytes(pair[0] for pair in alike)
    (folder / file).write_bytes(content)
    try:
        problems = examine(folder)[1]
        assert_no_record_is_lost(folder, file, changed=same.count(b"\n") + 1)
    finally:
        (folder / file).write_bytes(before)
    return problems


def assert_no_record_is_lost(folder: Path, file: str, *, changed: int) -> None:
    """Records that were read, and those with problems, are all there are in a file that could be read to its end."""
    stem, _, form = file.partition(".")
    if stem == "dossier":
        return
    dossier, problems = read(folder)
    own = [problem for problem in problems if problem.place.file.endswith(file)]
    starts = (starts_of_rows if form == "csv" else starts_of_items)(
        (folder / file).read_bytes().decode("utf-8", "replace")
    )
    unread = [problem.place.line for problem in own if problem.remedy.endswith("the rest of the file was not read")]
    unread += [1 for problem in own if problem.code == "F003" or problem.remedy.endswith("; the file was not read")]
    unread += [1 for problem in own if problem.found == "the file does not hold what it should"]
    if unread:  # what stands before the change and the place is read
        starts = [start for start in starts if start < min(changed, *unread)][:-1]
    with_problems = {max((start for start in starts if start <= each.place.line), default=0) for each in own} - {0}
    assert len(dossier.of_kind(KINDS[stem].name_of_kind)) + len(with_problems) >= len(starts)


def starts_of_items(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if line.startswith("- ")]


def starts_of_rows(text: str) -> list[int]:
    reader = csv.reader(io.StringIO(text, newline=""))
    starts, last = [], 0
    for row in reader:
        starts += [last + 1] if any(row) else []
        last = reader.line_num
    return starts[1:]


def test_the_dossier_that_is_about_to_be_broken_is_good_in_both_forms(folder: Path, tables: Path) -> None:
    dossier, problems = examine(folder)
    assert problems == []
    assert examine(tables) == (dossier, [])
    assert {record.name_of_kind for record in dossier.records()} == {kind.name_of_kind for kind in KINDS.values()}


@given(broken=st.sampled_from(BREAKS))
def test_a_break_is_reported_on_its_line_as_what_it_is(folder: Path, broken: Break) -> None:
    problems = examined(folder, broken.file, broken.applied().encode())
    told = {(Path(each.place.file).name, each.place.line) for each in problems if re.fullmatch(broken.code, each.code)}
    assert (broken.file, broken.at) in told


@given(data=st.data())
def test_two_breaks_are_reported_in_one_run(folder: Path, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(PLACED))
    other = data.draw(st.sampled_from([each for each in PLACED if each.file != one.file]))
    before = (folder / one.file).read_bytes()
    (folder / one.file).write_text(one.applied(), "utf-8")
    try:
        problems = examined(folder, other.file, other.applied().encode())
    finally:
        (folder / one.file).write_bytes(before)
    told = [(Path(each.place.file).name, each.place.line, each.code) for each in problems]
    for broken in (one, other):
        assert any(
            (file, line) == (broken.file, broken.at) and re.fullmatch(broken.code, code) for file, line, code in told
        )


@given(data=st.data())
def test_a_required_key_that_is_left_out_is_missed_where_its_record_begins(folder: Path, data: st.DataObject) -> None:
    stem = data.draw(st.sampled_from(sorted(KINDS)))
    required = [info.alias or name for name, info in KINDS[stem].model_fields.items() if info.is_required()]
    lines = rich.FILES[f"{stem}.yaml"].splitlines(keepends=True)
    own = [number for number, line in enumerate(lines) if line[2:].partition(":")[0] in required and line[0] == " "]
    number = data.draw(st.sampled_from(own))
    content = "".join([*lines[:number], *lines[number + 1 :]])
    start = max(each for each in starts_of_items(content) if each <= number)
    problems = examined(folder, f"{stem}.yaml", content.encode())
    assert (start, "R101") in {(problem.place.line, problem.code) for problem in problems}


@given(data=st.data(), file=st.sampled_from(sorted(set(rich.FILES) - {"dossier.yaml"})))
def test_a_record_that_is_written_twice_is_reported_where_it_stands_again(
    folder: Path, data: st.DataObject, file: str
) -> None:
    records = re.split("(?m)^(?=- )", rich.FILES[file])[1:]
    again = data.draw(st.sampled_from(records))
    content = "".join([*records, again])
    problems = examined(folder, file, content.encode())
    line = sum(record.count("\n") for record in records) + 1
    assert (line, "R108") in {(problem.place.line, problem.code) for problem in problems}


@given(data=st.data(), file=st.sampled_from(sorted(rich.FILES)))
def test_a_byte_that_is_not_utf8_is_reported_at_its_place(folder: Path, data: st.DataObject, file: str) -> None:
    text = rich.FILES[file]
    index = data.draw(st.integers(0, len(text)))
    problems = examined(folder, file, text[:index].encode() + b"\xff" + text[index:].encode())
    place = (text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1)
    assert [(each.place.line, each.place.col) for each in problems if each.code == "F003"] == [place]


@given(data=st.data(), file=st.sampled_from(sorted(rich.FILES)))
def test_a_change_of_indentation_or_a_stray_sign_loses_no_record(folder: Path, data: st.DataObject, file: str) -> None:
    lines = rich.FILES[file].splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    change: Callable[[], str] = data.draw(
        st.sampled_from(
            [
                lambda: f" {line}",
                lambda: f"  {line}",
                lambda: line[1:],
                line.lstrip,
                lambda: line.replace(":", "", 1),
                lambda: line.replace(": ", ":", 1),
                lambda: f"{data.draw(st.sampled_from(UNREADABLE))}{line}",
                lambda: line.replace(": ", f": {data.draw(st.sampled_from(UNREADABLE))}", 1),
                lambda: line[:-1] + data.draw(st.sampled_from(UNREADABLE)) + "\n",
                lambda: "",
                lambda: line * 2,
            ]
        )
    )
    examined(folder, file, "".join([*lines[:number], change(), *lines[number + 1 :]]).encode())


@given(data=st.data(), file=st.sampled_from(sorted(set(rich.FILES) - {"dossier.yaml"})))
def test_a_break_of_a_cell_is_reported_at_the_cell(tables: Path, data: st.DataObject, file: str) -> None:
    file = file.replace(".yaml", ".csv")
    table = list(csv.reader(io.StringIO((tables / file).read_text("utf-8"), newline="")))
    faults = [
        (row, col, value.strip("'"), code)
        for row in range(1, len(table))
        for col, column in enumerate(table[0])
        if table[row][col]
        for value, code in faults_of(next(step for step in reversed(column.split(".")) if not step.isdigit()))
    ]
    row, col, value, code = data.draw(st.sampled_from(faults))
    table[row][col] = value
    content = rich.as_csv(table)
    places = [each.place for each in examined(tables, file, content.encode()) if re.fullmatch(code, each.code)]
    shown = [content.split("\r\n")[place.line - 1][place.col - 1 :] for place in places if place.file.endswith(file)]
    assert any(re.match(rf'"?\'?{re.escape(value)}', each) for each in shown)


@given(data=st.data(), file=st.sampled_from(sorted(set(rich.FILES) - {"dossier.yaml"})))
def test_a_break_of_a_table_is_reported_on_its_line(tables: Path, data: st.DataObject, file: str) -> None:
    file = file.replace(".yaml", ".csv")
    table = list(csv.reader(io.StringIO((tables / file).read_text("utf-8"), newline="")))
    row, col = data.draw(st.integers(1, len(table) - 1)), data.draw(st.integers(0, len(table[0]) - 1))
    how = data.draw(st.sampled_from(["unknown", "twice", "short", "long", "again"]))
    if how == "unknown":
        table[0][col] += "x"
    elif how == "twice":
        table = [[*each, each[col]] for each in table]
    elif how == "short":
        del table[row][col]
    elif how == "long":
        table[row].insert(col, "more")
    else:
        table.append(table[row])
    content = rich.as_csv(table)
    code = {"unknown": "R102", "twice": "F006", "again": "R108"}.get(how, "F010")
    line = {"unknown": 1, "twice": 1, "again": len(content.split("\r\n")) - 1}.get(how)
    problems = [each for each in examined(tables, file, content.encode()) if each.code == code]
    first, last = (line, line) if line else bounds(table, row)
    assert [each for each in problems if first <= each.place.line <= last]


def bounds(table: list[list[str]], row: int) -> tuple[int, int]:
    """The first and the last line of a row."""
    before = rich.as_csv(table[:row]).count("\n") + 1
    return before, before + rich.as_csv([table[row]]).count("\n") - 1


@given(data=st.data(), file=st.sampled_from(sorted(set(rich.FILES) - {"dossier.yaml"})))
def test_a_stray_sign_in_a_table_loses_no_row(tables: Path, data: st.DataObject, file: str) -> None:
    file = file.replace(".yaml", ".csv")
    text = (tables / file).read_text("utf-8")
    index = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(['"', "'", ",", ";", "\n", "\r", "\t", "\x00", "=", "\ufeff", '""', '","']))
    examined(tables, file, f"{text[:index]}{sign}{text[index:]}".encode())


def test_quotes_that_close_in_another_record_are_reported_where_they_open(folder: Path) -> None:
    text = '- id: a\n  name: "A\n  kind: state\n- id: b\n  name: B"\n  kind: state\n'
    problems = examined(folder, "events.yaml", text.encode())
    assert [(each.place.line, each.place.col) for each in problems if each.code == "F004"] == [(2, 9)]
    assert "runs over lines" in str(read_text(folder, 'note: "runs over\n    lines - as a text may"'))


def read_text(folder: Path, line: str) -> str | None:
    (folder / "actors.yaml").write_text(f"- id: a\n  name: A\n  kind: state\n  {line}\n", "utf-8")
    try:
        return read(folder)[0].actors["a"].note
    finally:
        (folder / "actors.yaml").write_text(rich.FILES["actors.yaml"], "utf-8")
