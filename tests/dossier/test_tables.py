"""A file of records may be a table: CSV with a column for each value, read as the same YAML would be."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, create_model

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.cells import row_of, unguarded
from graphkit.dossier.checks import examine
from graphkit.dossier.csv_lines import read_rows
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.lines import RawRecord
from graphkit.dossier.model import RECORD_KINDS, Actor, Position, Record
from graphkit.dossier.problem import Problem

Examine = Callable[[Mapping[str, str | bytes]], tuple[Dossier, list[str]]]
TEMPLATE = Path(__file__).resolve().parents[2] / "graphkit" / "dossier" / "template"
SPECTRUM = (
    *("comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines"),
    *("newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"),
)
CELLS = st.text(alphabet="ab;,'\"=+-@ \t\n\ré", max_size=8)


def table_of(records: Sequence[Record], *, delimiter: str = ",", newline: str = "\r\n") -> str:
    """Records as a table, with the columns that any of them fills."""
    rows = [row_of(record.model_dump(mode="json", by_alias=True, exclude_defaults=True)) for record in records]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="", delimiter=delimiter, lineterminator=newline)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize("folder", [TEMPLATE, bundled_dossier("istanbul-2025")], ids=["template", "seed"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_dossier_of_tables_says_what_the_dossier_of_yaml_says(folder: Path, delimiter: str, tmp_path: Path) -> None:
    dossier, _ = examine(folder)
    shutil.copy(folder / "dossier.yaml", tmp_path)
    for kind in RECORD_KINDS:
        records = list(dossier.of_kind(kind.name_of_kind))
        text = table_of(records, delimiter=delimiter)
        (tmp_path / f"{kind.name_of_kind}s.csv").write_text(text, "utf-8", newline="")
    assert examine(tmp_path) == (dossier, [])


def test_nested_values_have_columns_of_their_own(examined: Examine) -> None:
    table = "id,name,question,scale.low,scale.high,consent,"
    table += "status_quo.1.value,status_quo.1.on,status_quo.1.evidence.1.source\n"
    dossier, problems = examined(
        {
            "issues.csv": table + "toll,Toll,Shall we?,none,full,north; south,0,2020,gazette\n",
            "actors.csv": "id,name,kind\nnorth,North,state\nsouth,South,state\n",
            "sources.csv": "id,title,publisher,kind,published\ngazette,Councils meet,River Gazette,article,2025\n",
        }
    )
    assert problems == []
    toll = dossier.issues["toll"]
    assert toll.scale is not None
    assert (toll.scale.high, toll.consent, toll.status_quo[0].value) == ("full", ("north", "south"), 0)
    assert toll.status_quo[0].evidence[0].source == "gazette"


def test_every_problem_of_a_table_has_the_place_of_its_cell(examined: Examine) -> None:
    table = 'id,name,kind,colour\na,"A, the first",king,red\nB,"two\nlines",state,\n,x,state,\n'
    _, problems = examined({"actors.csv": table})
    assert [problem.partition(";")[0] for problem in problems] == [
        "actors.csv:1:14 R102 unknown column 'colour'",
        "actors.csv:2:18 R104 'king' is not one of person, organization, state, bloc, delegation, public",
        "actors.csv:3:1 R106 'B' is not a slug",
        "actors.csv:5:1 R101 actor has no 'id'",
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_move_no_place(ends: str, mark: str, examined: Examine) -> None:
    table = ends.join(["id,name,kind", "a,A,state", "b,B,king", ""])
    _, problems = examined({"actors.csv": mark + table})
    assert [problem.partition(" ")[0] for problem in problems] == ["actors.csv:3:5"]


def test_a_column_stands_once(examined: Examine) -> None:
    _, problems = examined({"actors.csv": "id,name,kind,name,aliases,aliases.1\na,A,state,B,C,D\n"})
    assert [problem.partition(";")[0] for problem in problems] == [
        "actors.csv:1:14 F006 column 'name' again",
        "actors.csv:1:27 F006 column 'aliases.1' again",
    ]


@pytest.mark.parametrize(
    ("column", "remedy"),
    [
        ("kidn", "did you mean 'kind'?"),
        ("evidence", ""),
        ("evidence.source", ""),
        ("evidence.0.source", ""),
        ("evidence.1.sauce", "did you mean 'evidence.1.source'?"),
        ("from_", "did you mean 'from'?"),
        ("", ""),
        ("id.1", ""),
    ],
)
def test_a_column_that_no_field_has_is_a_problem(column: str, remedy: str, examined: Examine) -> None:
    _, problems = examined({"ties.csv": f"id,{column}\n"})
    assert [problem.split()[:2] for problem in problems] == [["ties.csv:1:4", "R102"]]
    assert problems[0].endswith(remedy)


@pytest.mark.parametrize("row", ["a,A", "a,A,state,more", "a", "a,A,state,"])
def test_a_row_has_a_cell_for_each_column(row: str, examined: Examine) -> None:
    _, problems = examined({"actors.csv": f"id,name,kind\n{row}\nb,B,state\n"})
    assert [problem.split()[1] for problem in problems] == ["F010"]


@pytest.mark.parametrize("text", ["", "\n", "id,name,kind\n", "id,name,kind\n\n,,\n\n", "id,name,kind"])
def test_a_table_without_rows_has_no_records(text: str, examined: Examine) -> None:
    dossier, problems = examined({"actors.csv": text})
    assert problems == []
    assert len(dossier.actors) == 0


@pytest.mark.parametrize("line", [1, 2, 3, 5])
def test_a_broken_row_is_told_on_its_own_line(line: int, examined: Examine) -> None:
    rows = ["id,name,kind", "a,A,state", 'b,"B\nb",state', "c,C,state"]
    rows.insert(line - 1 if line < 4 else 3, '"x"y,X,state')
    _, problems = examined({"actors.csv": "\n".join(rows) + "\n"})
    assert [problem.split()[:2] for problem in problems if " F010 " in problem] == [[f"actors.csv:{line}:1", "F010"]]


@pytest.mark.parametrize("text", ['id,name\na,"b', 'id,name\na,"b"c\n', '"id'])
def test_quotes_that_do_not_close_are_a_problem(text: str, examined: Examine) -> None:
    _, problems = examined({"actors.csv": text})
    assert "F010" in [problem.split()[1] for problem in problems]


def test_a_table_and_a_list_of_the_same_kind_are_both_read(examined: Examine) -> None:
    dossier, problems = examined(
        {"actors.yaml": "- {id: a, name: A, kind: state}\n", "actors.csv": "id,name,kind\nb,B,state\na,Other,state\n"}
    )
    assert sorted(actor.id for actor in dossier.actors) == ["a", "b"]
    assert [problem.split()[1] for problem in problems] == ["R108"]


@pytest.mark.parametrize(
    ("cell", "aliases"),
    [("", ()), ("One", ("One",)), ("One; Two;Three ;", ("One", "Two", "Three")), (";", ())],
)
def test_a_list_of_words_may_stand_in_one_cell(cell: str, aliases: tuple[str, ...], examined: Examine) -> None:
    dossier, problems = examined({"actors.csv": f"id,name,kind,aliases\na,A,state,{cell}\n"})
    assert problems == []
    assert dossier.actors["a"].aliases == aliases


def test_items_of_a_list_close_up_over_empty_cells_and_keep_their_places(examined: Examine) -> None:
    table = "id,name,kind,date,evidence.1.source,evidence.2.source,evidence.3.source\ne,E,talks,2025,,gazette,leter\n"
    sources = "id,title,publisher,kind,published\ngazette,T,P,post,2025\n"
    dossier, problems = examined({"events.csv": table, "sources.csv": sources})
    assert [each.source for each in dossier.events["e"].evidence] == ["gazette", "leter"]
    assert [problem.partition(";")[0] for problem in problems] == ["events.csv:2:25 S103 no source 'leter'"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'x", "''", "'=1"])
def test_a_text_that_a_spreadsheet_would_compute_is_guarded_and_comes_back(text: str) -> None:
    cell = row_of({"note": text})["note"]
    assert not cell.startswith(("=", "+", "-", "@", "\t"))
    assert unguarded(cell) == text


@given(st.lists(st.text(alphabet="ab;'= \n,\"", min_size=1).filter(str.strip), max_size=4), CELLS.filter(str.strip))
def test_any_texts_come_back_from_a_row_as_they_were(aliases: list[str], name: str) -> None:
    actor = Actor(id="a", name=name, kind="state", aliases=tuple(aliases))
    (raw,) = read_rows(table_of([actor]), "actors.csv", Actor)
    assert isinstance(raw, RawRecord)
    assert raw.problems == []
    assert Actor.model_validate(raw.value) == actor


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_every_cell_is_at_its_place(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    header = ["id", "name", "kind", "note", "short"]
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    text = file.getvalue()
    for raw in read_rows(text, "actors.csv", Actor):
        assert isinstance(raw, RawRecord)
        for key, value in raw.value.items():
            place = raw.where.at((key,))
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            rest = "\n".join([lines[place.line - 1][place.col - 1 :], *lines[place.line :]])
            written = str(value).replace('"', '""').replace("\r\n", "\n").replace("\r", "\n")
            assert rest.startswith((f'"{written}"', f'"\'{written}"'))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(TEMPLATE, name, dirs_exist_ok=True)
        yield Path(name)


def examine_with_table(folder: Path, content: bytes) -> list[Problem]:
    (folder / "positions.csv").write_bytes(content)
    problems = examine(folder)[1]
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        if problem.place.file.endswith(".csv"):
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.col <= len(lines[problem.place.line - 1]) + 1
        assert str(problem).isprintable()
    return problems


@given(content=st.binary(max_size=60) | st.text(alphabet="id,\"';\n\r\t.1é\x00", max_size=40).map(str.encode))
def test_any_bytes_are_a_table_or_a_problem(folder: Path, content: bytes) -> None:
    examine_with_table(folder, content)


@given(data=st.data())
def test_any_cells_under_any_columns_are_records_or_problems(folder: Path, data: st.DataObject) -> None:
    nested = [
        "evidence.1.source",
        "evidence.1.lock.start",
        "accepts.at_least",
        "conditions.2.then",
        "on_behalf_of.1",
        "x",
    ]
    columns = st.sampled_from([*Position.model_fields, *nested])
    header = data.draw(st.lists(columns, min_size=1, max_size=6))
    rows: list[list[Any]] = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=4))
    file = io.StringIO()
    csv.writer(file).writerows([header, *rows])
    examine_with_table(folder, file.getvalue().encode())


def any_row(header: Sequence[str]) -> type[Record]:
    """A kind of record with a text for each column of a table."""
    fields: dict[str, Any] = {f"field_{n}": (str, Field("", alias=name)) for n, name in enumerate(header)}
    return create_model("AnyRow", __base__=Record, **fields)


@pytest.mark.shared
@pytest.mark.parametrize("name", SPECTRUM)
def test_a_table_of_the_csv_spectrum_is_read_as_pythons_csv_reads_it(name: str, shared: Path) -> None:
    text = (shared / "data" / "bad" / "csv-spectrum" / f"{name}.csv").read_bytes().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    expected = [dict(zip(header, row, strict=True)) for row in rows if any(row)]
    found = list(read_rows(text, f"{name}.csv", any_row(header)))
    assert [raw.value for raw in found if isinstance(raw, RawRecord)] == [
        {key: cell for key, cell in row.items() if cell} for row in expected
    ]
    assert [raw for raw in found if isinstance(raw, Problem) or raw.problems] == []


@pytest.mark.shared
def test_every_table_of_the_csv_spectrum_is_tested(shared: Path) -> None:
    assert sorted(path.stem for path in (shared / "data" / "bad" / "csv-spectrum").glob("*.csv")) == sorted(SPECTRUM)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\r\n"])
def test_whatever_parts_and_ends_the_cells_each_has_its_place(
    delimiter: str, ends: str, start: str, examined: Examine
) -> None:
    rows = [
        ["id", "name", "kind"],
        ["a", '"A\nthe ""first"""', "king"],
        ["b", "B 5' 3\"", "queen"],
        ["c"],
        ["D", "E", "x"],
    ]
    table = ends.join(delimiter.join(row).replace("\n", ends) for row in [*rows, []])
    _, problems = examined({"actors.csv": start + table})
    first = 1 + len(start.strip("\ufeff").replace("\r\n", "\n"))
    assert [problem.split()[:2] for problem in problems] == [
        [f"actors.csv:{first + 2}:16", "R104"],
        [f"actors.csv:{first + 3}:11", "R104"],
        [f"actors.csv:{first + 4}:2", "F010"],
        [f"actors.csv:{first + 5}:1", "R106"],
        [f"actors.csv:{first + 5}:5", "R104"],
    ]


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_every_cell_is_at_its_place_whether_it_is_quoted_or_not(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([["id", "name", "kind", "note", "short"], *rows])
    text = file.getvalue().replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for raw in read_rows(text, "actors.csv", Actor):
        assert isinstance(raw, RawRecord)
        for key, value in raw.value.items():
            place = raw.where.at((key,))
            rest = "\n".join([lines[place.line - 1][place.col - 1 :], *lines[place.line :]])
            written = str(value).replace('"', '""')
            assert rest.startswith((str(value), f"'{value}", f'"{written}"', f'"\'{written}"'))
