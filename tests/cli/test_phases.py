from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_dossier_answers_with_the_events_before_each_state_was_reached(run: Run, seed: Path) -> None:
    done = run("phases", seed, "--window", "1m", "--format", "json")
    told = json.loads(done.stdout)
    first, second, third = told["rows"]
    assert (first["state"], second["state"], third["state"]) == ("A", "B", "C")
    assert second["events"] == ["istanbul-16-may"]
    assert "spiderweb" in third["events"]
    assert [each["state"] for each in told["windows"]] == ["A", "A", "B", "C"]
    assert told["dunn"]["3"] is None  # infinite, which JSON does not know


def test_a_table_names_a_few_events_and_counts_the_rest(run: Run, seed: Path) -> None:
    done = run("phases", seed, "--window", "1m")
    assert "and 14 more" in done.stdout
    assert done.stdout.startswith("actor × actor by issue, congruence of stance, spectral distance, average linkage")
    assert "from 1 source; 3 states in 3 phases" in done.stdout


def test_the_caption_tells_how_often_a_statement_counts_and_whose_rule_it_is(run: Run, seed: Path) -> None:
    done = run("phases", seed, "--window", "1m", "--duplicates", "document", "--dna-compatible")
    assert "congruence of stance, once per document, as DNA computes it, spectral distance" in done.stdout


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "Missing option '--window'"),
        (["--window", "soon"], "soon"),
        (["--window", "1m", "--network", "two-mode"], "--distance absdiff"),
        (["--window", "1d", "--step", "3n"], "give both in statements, or both in time"),
    ],
)
def test_a_wish_that_cannot_be_met_is_misuse(run: Run, seed: Path, words: list[str], complaint: str) -> None:
    done = run("phases", seed, *words)
    assert done.exit_code == 2
    assert complaint in done.stderr
