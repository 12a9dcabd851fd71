"""Bulk tables: whatever a dossier says, the importer makes a database of it that holds exactly that."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.store.error import ServerError
from graphkit.store.offline_tables import ARGUMENTS, BETWEEN, Tables, write_arguments
from graphkit.store.stored import Element
from tests.neo4j.conftest import Run

SEED = bundled_dossier("istanbul-2025")


def node(key: str, **properties: Any) -> Element:
    return Element("node", key, ("Actor", "Person"), (), {"key": key, **properties})


def written(folder: Path, *elements: Element) -> list[str]:
    """Write elements, and give what the importer is told."""
    with Tables(folder) as tables:
        for element in elements:
            tables.add(element)
    write_arguments(folder, tables.arguments())
    return (folder / ARGUMENTS).read_text("utf-8").splitlines()


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    header = (folder / f"{table}.header.csv").read_text("utf-8").strip().split(",")
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [dict(zip(header, row, strict=True)) for row in csv.reader(file)]


def test_a_column_says_what_type_it_has(tmp_path: Path) -> None:
    values = {"name": "A", "count": 3, "value": 62.5, "known_from": date.min, "days": (date(2025, 6, 2), date.max)}
    told = written(tmp_path, node("d/actor:a", **values, aliases=("x", "y, z"), at=datetime(2025, 6, 2, tzinfo=UTC)))
    assert told[-1] == "--nodes=Actor:Person=./Actor-Person-1.header.csv,./Actor-Person-1.csv"
    assert rows(tmp_path, "Actor-Person-1") == [
        {
            "key:ID": "d/actor:a",
            "name:string": "A",
            "count:long": "3",
            "value:double": "62.5",
            "known_from:date": "0001-01-01",
            "days:date[]": f"2025-06-02{BETWEEN}9999-12-31",
            "aliases:string[]": f"x{BETWEEN}y, z",
            "at:datetime": "2025-06-02T00:00:00+00:00",
        }
    ]


def test_a_relationship_names_its_ends_first(tmp_path: Path) -> None:
    told = written(tmp_path, Element("relationship", "d/t", ("HEADS",), ("d/a", "d/b"), {"id": "d/t"}))
    assert told[-1] == "--relationships=HEADS=./HEADS-1.header.csv,./HEADS-1.csv"
    assert rows(tmp_path, "HEADS-1") == [{":START_ID": "d/a", ":END_ID": "d/b", "id:string": "d/t"}]


def test_a_property_that_comes_later_or_with_another_type_begins_a_further_table(tmp_path: Path) -> None:
    elements = [node("a"), node("b", value=1.5), node("c", value=2), node("d", value=2.5), node("e")]
    told = written(tmp_path, *elements)
    assert [line.rpartition(",")[2] for line in told if line.startswith("--nodes")] == [
        "./Actor-Person-1.csv",
        "./Actor-Person-2.csv",
        "./Actor-Person-3.csv",
    ]
    assert rows(tmp_path, "Actor-Person-1") == [{"key:ID": "a"}, {"key:ID": "e"}]
    assert rows(tmp_path, "Actor-Person-2")[1] == {"key:ID": "d", "value:double": "2.5"}
    assert rows(tmp_path, "Actor-Person-3") == [{"key:ID": "c", "value:long": "2"}]


def test_the_importer_is_told_of_lines_in_texts_only_where_there_are_some(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    assert "--multiline-fields=true" not in written(tmp_path / "1", node("a", name="one line"))
    assert "--multiline-fields=true" in written(tmp_path / "2", node("a", name="two\nlines"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (2**63, "whole numbers up to 9223372036854775807"),
        ((), r"the list \[\] cannot be written"),
        (("",), r"the list \[''\] cannot be written"),
        ((1, "a"), r"the list \[1, 'a'\] cannot be written"),
        ((f"a{BETWEEN}",), r"holds U\+FDD0"),
        (1j, "1j cannot be written"),
        ("\ud800", "half a character"),
    ],
)
def test_what_the_importer_would_not_read_as_it_is_is_refused(value: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=said):
        written(tmp_path, node("a", name=value))


def test_export_tells_how_to_import(run: Run, tmp_path: Path) -> None:
    result = run("export", SEED, "--format", "neo4j-admin", "-o", tmp_path / "tables")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"cd {tmp_path / 'tables'}; neo4j-admin database import full @import.args" in result.stderr
    assert (tmp_path / "tables" / ARGUMENTS).is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a folder for them with -o"),
        (("-o", "-"), "name a folder for them with -o"),
        (("-o", "HERE"), "holds something; name a new or an empty folder"),
        (("-o", "NEW", "--as-of", "2025-06-02"), "leave the days and --network out"),
        (("-o", "NEW", "--network", "ties"), "leave the days and --network out"),
    ],
)
def test_export_refuses_what_makes_no_sense_for_an_importer(
    words: tuple[str, ...], said: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "x").touch()
    places = {"HERE": tmp_path, "NEW": tmp_path / "new"}
    result = run("export", SEED, "--format", "neo4j-admin", *(places.get(word, word) for word in words))
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "new").exists()
