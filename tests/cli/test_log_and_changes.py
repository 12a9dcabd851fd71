"""`graphkit log` and `graphkit changes`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def moved(example: Path) -> Path:
    """The example, in which the other town gives way in February."""
    positions = example / "positions.yaml"
    positions.write_text(
        positions.read_text()
        + """\
- id: south-bank-for-half
  actor: south-bank
  issue: bridge-toll
  stance: support
  claim: Would pay half.
  valid: 2025-02-10
  supersedes: south-bank-against-a-toll
  recorded_on: 2025-02-11
  evidence:
    - source: gazette-2025-01-14
"""
    )
    return example


def test_the_log_of_a_position_tells_both_clocks(run: Run, moved: Path) -> None:
    rows = json.loads(run("log", "south-bank-for-half", moved, "--format", "json").stdout)
    assert [(row["clock"], row["on"], row["what"]) for row in rows] == [
        ("world", "2025-01-13", "begins"),
        ("record", "2025-02-01", "is recorded"),
        ("world", "2025-02-10", "is superseded"),
        ("world", "2025-02-10", "begins"),
        ("record", "2025-02-11", "is recorded"),
    ]
    assert rows[2]["by"] == "position:south-bank-for-half"


def test_the_log_of_an_actor_finds_it_by_any_name(run: Run, moved: Path) -> None:
    text = run("log", "Town of South Bank", moved, "--format", "csv").stdout
    assert text == run("log", "south-bank", moved, "--format", "csv").stdout
    assert {row["record"] for row in csv.DictReader(io.StringIO(text))} == {
        "actor:south-bank",
        "position:south-bank-against-a-toll",
        "position:south-bank-for-half",
    }


def test_a_record_that_is_not_there_is_misuse_with_a_suggestion(run: Run, moved: Path) -> None:
    result = run("log", "south-bank-for-haf", moved)
    assert result.exit_code == 2
    assert "did you mean 'south-bank-for-half'?" in result.stderr


def test_changes_are_sentences_with_their_source(run: Run, moved: Path) -> None:
    assert run("changes", moved, "--from", "2025-02-01", "--to", "2025-02-28").stdout == (
        "- Town of South Bank supports “Toll on the bridge” as of 2025-02-10, where it was oppose: Would pay half."
        " [River Gazette, 2025-01-14, grade B]\n"
    )


def test_changes_come_as_rows_too(run: Run, moved: Path) -> None:
    rows = json.loads(run("changes", moved, "--from", "2025-02-01", "--to", "2025-02-28", "--format", "json").stdout)
    assert [(row["how"], row["record"]) for row in rows] == [("superseded", "position:south-bank-for-half")]
    table = run("changes", moved, "--from", "2025-02-01", "--to", "2025-02-28", "--format", "table").stdout
    assert table.startswith("how")


def test_changes_of_the_record_are_what_the_dossier_learnt(run: Run, moved: Path) -> None:
    words = ("--from", "2025-02-01", "--to", "2025-02-28", "--clock", "record", "--as-of", "2025-02-28")
    assert "supports “Toll on the bridge”" in run("changes", moved, *words).stdout
    assert run("changes", moved, *words[:-2]).stdout == "nothing changed\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "2025-02-01"),
        ("--from", "2025-03-01", "--to", "2025-02-01"),
        ("--from", "2025-02-01", "--to", "2025-02-02", "--as-of", "2025-02-02"),
        ("--from", "2025-02-01", "--to", "2025-02-02", "--clock", "record", "--known-on", "2025-02-02"),
    ],
)
def test_days_that_make_no_sense_are_misuse(words: tuple[str, ...], run: Run, moved: Path) -> None:
    assert run("changes", moved, *words).exit_code == 2


def test_every_kind_of_change_in_the_seed_has_a_sentence(run: Run, seed: Path) -> None:
    lines = run("changes", seed, "--from", "2025-01-01", "--to", "2025-06-02").stdout.splitlines()
    assert all(line.startswith("- ") for line in lines)
    assert any(
        line.startswith("- New event: 2025-05-16  Istanbul meeting of 16 May. [bne IntelliNews") for line in lines
    )
    assert any("Answers to" in line or "New proposal" in line for line in lines)
