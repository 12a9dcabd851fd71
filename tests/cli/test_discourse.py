"""`graphkit discourse`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.formats.dna_made import write_dna

SAID = [
    ("Union", "Tax", 1, 1, "Ann"),
    ("Union", "Road", 0, 2, "Ben"),
    ("League", "Tax", 1, 2, "Cid"),
    ("League", "Road", 1, 3, "Cid"),
    ("=Club|*", "Tax", 0, 3, "Dan"),
]
DATES = {1: "2025-01-01", 2: "2025-01-02", 3: "2025-01-05"}

EARLIER = """
- id: north-bank-before
  actor: north-bank
  issue: bridge-toll
  stance: oppose
  claim: The town wanted no toll.
  valid: 2025-01-02
  evidence: [{source: gazette-2025-01-14}]
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return write_dna(tmp_path / "a.dna", SAID, dates=DATES)


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("discourse", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def values(answer: dict[str, Any], window: int = 0) -> dict[str, dict[str, float]]:
    rows = answer["windows"][window]["rows"]
    return {row["id"]: {id: value for id, value in row["values"].items() if value} for row in rows}


def test_a_table_names_the_network_the_days_the_statements_and_the_sources(run: Run, database: Path) -> None:
    told = run("discourse", database, "--network", "two-mode").stdout.splitlines()
    assert told == [
        "organization × concept, subtract of agreement; 2025-01-01 to 2025-01-05; 5 statements from 3 sources",
        "",
        "           C1  C2",
        "1 =Club|*   ·  -1",
        "2 League    1   1",
        "3 Union    -1   1",
        "",
        "C1 Road",
        "C2 Tax",
    ]


def test_csv_is_a_labelled_matrix_without_formulas_and_its_caption_is_talk(run: Run, database: Path) -> None:
    result = run("discourse", database, "--measure", "conflict", "--format", "csv")
    assert list(csv.reader(io.StringIO(result.stdout))) == [
        ["", "'=Club|*", "League", "Union"],
        ["'=Club|*", "0", "1", "1"],
        ["League", "1", "0", "1"],
        ["Union", "1", "1", "0"],
    ]
    assert "conflict of agreement" in result.stderr


def test_markdown_shows_names_as_they_stand(run: Run, database: Path) -> None:
    told = run("discourse", database, "--format", "markdown").stdout
    assert "| =Club\\|\\* | · | · | · |" in told
    assert "| League | · | · | 1 |" in told


def test_json_has_the_parameters_and_each_window_with_its_rows(run: Run, database: Path) -> None:
    found = answer(run, database, "--window", "2d", "--step", "2d", "--network", "two-mode")
    assert found["parameters"]["measure"] == "subtract"
    assert found["parameters"]["window"] == "2d"
    assert found["parameters"]["actors"] == "organization"
    assert [(each["from"], each["to"], each["statements"], each["sources"]) for each in found["windows"]] == [
        ("2025-01-01", "2025-01-02", 3, 2),
        ("2025-01-03", "2025-01-04", 0, 0),
        ("2025-01-05", "2025-01-06", 2, 1),
    ]
    assert values(found) == {"League": {"Tax": 1}, "Union": {"Tax": 1, "Road": -1}}
    assert values(found, 1) == {}


def test_csv_of_windows_is_a_matrix_each_with_its_days_in_the_corner(run: Run, database: Path) -> None:
    told = run("discourse", database, "--window", "2d", "--step", "4d", "--format", "csv").stdout
    assert [part.splitlines()[0] for part in told.split("\n\n")] == [
        "2025-01-01/2025-01-02,League,Union",
        "2025-01-05/2025-01-06,'=Club|*,League",
    ]


def test_variables_of_a_database_are_named(run: Run, database: Path) -> None:
    words = ("--type", "DNA Statement", "--actors", "person", "--issues", "organization", "--stance", "none")
    found = answer(run, database, *words, "--measure", "ignore", "--network", "two-mode")
    assert values(found)["Cid"] == {"League": 2}


def test_what_is_excluded_or_not_asked_for_is_left_out(run: Run, database: Path) -> None:
    found = answer(run, database, "--network", "two-mode", "--exclude", "concept=Road", "--only", "organization=Union")
    assert values(found) == {"Union": {"Tax": 1}}
    both = answer(run, database, "--only", "organization=Union", "--only", "organization=League", "--measure", "ignore")
    assert values(both)["Union"] == {"League": 2}


def test_an_event_list_is_taken_for_a_database(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    head = "statement_id;time;organization;concept;agreement;start_position;document_id"
    path.write_text(f"{head}\n1;2025-01-01 00:00:00;A;x;1;1;1\n2;2025-01-01 00:00:00;B;x;1;5;1\n")
    assert values(answer(run, path)) == {"A": {"B": 1}, "B": {"A": 1}}


def test_a_dossier_answers_with_positions_that_hold_and_in_time_with_all_that_were_taken(
    run: Run, example: Path
) -> None:
    positions = example / "positions.yaml"
    later = "- id: north-bank-for-a-toll\n"
    positions.write_text(positions.read_text().replace(later, f"{later}  supersedes: north-bank-before\n") + EARLIER)
    held = answer(run, example, "--network", "two-mode", "--measure", "ignore")
    taken = answer(run, example, "--network", "two-mode", "--measure", "ignore", "--window", "1m")
    assert values(held)["north-bank"] == {"bridge-toll": 1}
    assert values(taken)["north-bank"] == {"bridge-toll": 2}


def test_a_dossier_is_found_where_one_is(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example)
    assert run("discourse").stdout.startswith("actor × actor by issue, congruence of stance; ")


def test_the_seed_rolled_up_to_states_shows_the_sides(run: Run, seed: Path) -> None:
    found = answer(run, seed, "--measure", "subtract", "--roll-up", "state")
    assert values(found)["russia"]["ukraine"] < 0
    assert found["parameters"]["roll_up"] == "state"


def test_a_weighted_network_says_so(run: Run, seed: Path) -> None:
    assert "congruence of stance, weighted by evidence; " in run("discourse", seed, "--weight", "evidence").stdout


def test_what_is_left_out_is_told(run: Run, seed: Path) -> None:
    result = run("discourse", seed, "--value")
    assert "left out: " in result.stderr
    assert "positions without a value" in result.stderr


def test_as_of_a_day_before_the_first_position_there_is_none(run: Run, seed: Path) -> None:
    result = run("discourse", seed, "--as-of", "2020-01-01")
    assert result.exit_code == 0
    assert result.stdout.endswith("; no day; 0 statements from 0 sources\n\nnone\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--measure", "combine"), "the actor network takes no --measure combine; it takes ignore, congruence"),
        (("--window", "ten"), "such as 10d"),
        (("--type", "x"), "--type belongs to a DNA database, not to a dossier"),
        (("--exclude", "stance"), "write one such as concept=Tax"),
        (("--exclude", "stanc=support"), "did you mean 'stance'?"),
        (("--from", "2025-02-01", "--to", "2025-01-01"), "swap --from and --to"),
    ],
)
def test_wrong_wishes_are_misuse(run: Run, example: Path, words: tuple[str, ...], message: str) -> None:
    result = run("discourse", example, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize("words", [("--value",), ("--roll-up", "bloc"), ("--as-of", "2025-01-01"), ("--conditional",)])
def test_what_belongs_to_a_dossier_is_misuse_with_a_database(run: Run, database: Path, words: tuple[str, ...]) -> None:
    result = run("discourse", database, *words)
    assert result.exit_code == 2
    assert f"{words[0]} belongs to a dossier, not to a DNA database" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--actors", "organisation"), "did you mean 'organization'?"),
        (("--type", "dna"), "did you mean 'DNA Statement'?"),
    ],
)
def test_what_is_not_in_a_database_is_a_problem(run: Run, database: Path, words: tuple[str, ...], message: str) -> None:
    result = run("discourse", database, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


def test_a_file_of_something_else_is_a_problem(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    result = run("discourse", path)
    assert result.exit_code == 1
    assert "it is no SQLite file; name a .dna file of DNA 3" in result.stderr


def test_a_name_in_a_database_cannot_control_the_terminal(run: Run, tmp_path: Path) -> None:
    said = [("A\x1b[31m\nB", "x", 1, 1, "Ann"), ("C", "x", 1, 1, "Ben")]
    path = write_dna(tmp_path / "a.dna", said, dates=DATES)
    for format_ in ("table", "markdown"):
        told = run("discourse", path, "--format", format_).stdout
        assert "\x1b" not in told
        assert "x1b" in told


@pytest.mark.shared
def test_the_sample_prints_the_matrix_that_dna_exported(run: Run, shared: Path) -> None:
    folder = shared / "data" / "dna"
    told = run("discourse", folder / "sample.dna", "--format", "csv").stdout
    with (folder / "exports" / "onemode_org_congruence.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(io.StringIO(told))) == list(csv.reader(file, delimiter=";"))
