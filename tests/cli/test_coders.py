"""`graphkit coders`."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.formats.dna_made import write_dna

CODERS = "coders:\n  - id: editor\n    preferred: true\n  - id: ben\n"
BENS = """
- id: north-bank-by-ben
  coder: ben
  actor: north-bank
  issue: bridge-toll
  stance: support
  claim: Would take a toll.
  valid: 2025-01-13
  value: 70
  evidence: [{source: gazette-2025-01-14, locator: {paragraph: 3}}]
- id: south-bank-by-ben
  coder: ben
  actor: south-bank
  issue: bridge-toll
  stance: oppose
  claim: Wants no toll at all.
  valid: 2025-01-13
  value: 0
  evidence: [{source: gazette-2025-01-14, locator: {paragraph: 4}}]
- id: south-bank-elsewhere
  coder: ben
  actor: south-bank
  issue: bridge-toll
  stance: oppose
  claim: Says no once more.
  valid: 2025-01-20
  evidence: [{source: gazette-2025-01-14, locator: {paragraph: 9}}]
"""
SAID = [("Union", "Tax", 1, 1, "Ann"), ("Union", "Tax", 0, 1, "Ann"), ("League", "Tax", 1, 2, "Cid")]


@pytest.fixture
def coded(example: Path) -> Path:
    """The small dossier with a second coder."""
    manifest = example / "dossier.yaml"
    text = manifest.read_text()
    manifest.write_text(text[: text.index("coders:")] + CODERS)
    with (example / "positions.yaml").open("a") as file:
        file.write(BENS)
    return example


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("coders", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_json_has_the_agreement_and_the_list_to_settle(run: Run, coded: Path) -> None:
    found = answer(run, coded)
    assert found["parameters"]["coders"] == ["ben", "editor"]
    assert found["parameters"]["preferred"] == "editor"
    rows = {(row["issue"], row["variable"]): row for row in found["rows"]}
    assert rows["bridge-toll", "stance"]["agreement"] == 0.5
    assert rows["bridge-toll", "value"]["mean_difference"] == 5
    assert [(row["unit"], row["differs"], row["coder"], row["record"]) for row in found["settle"]] == [
        (1, "stance", "ben", "north-bank-by-ben"),
        (1, "stance", "editor", "north-bank-for-a-toll"),
        (2, "coded by one", "ben", "south-bank-elsewhere"),
        (2, "coded by one", "editor", None),
    ]


def test_each_record_to_settle_has_its_place_and_whether_it_counts(run: Run, coded: Path) -> None:
    (bens, editors, *_) = answer(run, coded)["settle"]
    file, line, _ = bens["place"].rsplit(":", 2)
    assert "id: north-bank-by-ben" in Path(file).read_text().splitlines()[int(line) - 1]
    assert (bens["counts"], editors["counts"]) == (False, True)


def test_a_table_shows_both_and_says_who_is_preferred(run: Run, coded: Path) -> None:
    told = run("coders", coded).stdout
    assert told.startswith(
        "coders ben, editor (editor is preferred); 3 units from 1 source, 2 of them coded by several\n"
    )
    assert "\nto settle: 2 passages\n" in told
    assert "north-bank-for-a-toll (counts)" in told
    assert "gazette-2025-01-14, paragraph 3" in told


def test_csv_is_the_agreement_and_with_settle_the_list(run: Run, coded: Path) -> None:
    agreement = list(csv.DictReader(io.StringIO(run("coders", coded, "--format", "csv").stdout)))
    assert [row["variable"] for row in agreement] == ["stance", "value"] * 2
    listed = list(csv.DictReader(io.StringIO(run("coders", coded, "--settle", "--format", "csv").stdout)))
    assert [row["record"] for row in listed][:2] == ["north-bank-by-ben", "north-bank-for-a-toll"]
    assert "positions.yaml:" in listed[0]["place"]


def test_markdown_is_a_table_of_each(run: Run, coded: Path) -> None:
    told = run("coders", coded, "--format", "markdown").stdout
    assert "| issue |" in told
    assert "| no. | differs |" in told


def test_by_pair_and_overall(run: Run, coded: Path) -> None:
    assert {row["pair"] for row in answer(run, coded, "--by", "pair")["rows"]} == {"ben × editor"}
    assert {row["issue"] for row in answer(run, coded, "--by", "overall")["rows"]} == {"all"}
    assert answer(run, coded, "--weighted", "linear")["rows"][0]["weighted_kappa"].keys() == {"ben × editor"}


def test_other_answers_count_the_preferred_coders_records_alone(run: Run, coded: Path) -> None:
    shown = json.loads(run("show", "positions", coded, "--format", "json").stdout)
    assert {row["id"] for row in shown} == {
        "north-bank-for-a-toll",
        "south-bank-against-a-toll",
        "south-bank-elsewhere",
    }
    network = json.loads(run("discourse", coded, "--network", "two-mode", "--format", "json").stdout)
    assert network["windows"][0]["statements"] == 2  # a conditional stance, as the editor took it, has no sign
    graph = json.loads(run("export", coded, "--format", "json").stdout)
    assert "north-bank-by-ben" not in json.dumps(graph)


def test_values_within_the_tolerance_need_no_settling(run: Run, coded: Path) -> None:
    positions = coded / "positions.yaml"
    positions.write_text(
        positions.read_text().replace("stance: support\n  claim: Would", "stance: conditional\n  claim: Would")
    )
    assert answer(run, coded)["settle"][0]["differs"] == "value"
    assert answer(run, coded, "--tolerance", "10")["settle"][0]["differs"] == "coded by one"


def test_a_dossier_of_one_coder_has_nothing_to_settle(run: Run, example: Path) -> None:
    result = run("coders", example)
    assert result.exit_code == 0
    assert "to settle: 0 passages\n\nnone\n" in result.stdout
    assert "editor is the only coder" in result.stderr


def test_coders_of_a_database_and_of_its_event_list_are_compared_alike(run: Run, tmp_path: Path) -> None:
    path = write_dna(tmp_path / "a.dna", SAID, dates={1: "2025-01-01", 2: "2025-01-02"})
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE STATEMENTS SET Coder = 2, Start = 12, Stop = 20 WHERE ID = 2")
    found = answer(run, path)
    assert [row["alpha"] for row in found["rows"]] == [0.0, 0.0]
    assert [(row["coder"], row["stance"], row["start"]) for row in found["settle"]] == [
        ("coder-1", "support", 10),
        ("coder-2", "oppose", 10),
    ]
    events = tmp_path / "events.csv"
    head = (
        "statement_id;time;organization;concept;agreement;start_position;stop_position;coder;document_id;document_title"
    )
    rows = [
        "1;2025-01-01 00:00:00;Union;Tax;1;10;15;1;1;Title 1",
        "2;2025-01-01 00:00:00;Union;Tax;0;12;20;2;1;Title 1",
        "3;2025-01-02 00:00:00;League;Tax;1;30;35;1;2;Title 2",
    ]
    events.write_text("\n".join([head, *rows]))
    assert answer(run, events)["rows"] == found["rows"]
    assert answer(run, events)["settle"] == found["settle"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--tolerance", "101"), "--tolerance"),
        (("--by", "coder"), "issue"),
        (("--known-on", "someday"), "--known-on"),
    ],
)
def test_wrong_wishes_are_misuse(run: Run, coded: Path, words: tuple[str, ...], message: str) -> None:
    result = run("coders", coded, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_network_has_no_coders(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("source,target\nA,B\n")
    result = run("coders", path)
    assert result.exit_code == 2
    assert "is a network: it says who is tied to whom" in result.stderr


@pytest.mark.shared
def test_the_sample_of_dna_has_one_coder(run: Run, shared: Path) -> None:
    found = answer(run, shared / "data" / "dna" / "sample.dna")
    assert found["parameters"]["coders"] == ["coder-2"]
    assert [row["reason"] for row in found["rows"]] == ["no unit was coded by two coders"]
