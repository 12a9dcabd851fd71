from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SAMPLE = Path("data") / "dna" / "sample.dna"


def test_the_seed_is_told_with_its_measure_its_statements_and_its_sources(run: Run, seed: Path) -> None:
    done = run("backbone", seed, "--size", "3")
    assert done.exit_code == 0
    first, legend, chosen, _, heading, *rows = done.stdout.splitlines()
    assert first.startswith("backbone of 10 actor × actor by issue, subtract of stance, normalised: average")
    assert first.endswith("31 statements from 1 source")
    assert legend.startswith("alone: ")
    assert chosen.startswith("kept 3 of 17: ")
    assert heading.split() == ["place", "issue", "alone", "loss", "rest", "statements"]
    assert len(rows) == 17


@pytest.mark.shared
def test_json_holds_the_set_that_a_penalty_chooses(run: Run, shared: Path) -> None:
    done = run("backbone", str(shared / SAMPLE), "--penalty", "3.5", "--dna-compatible", "--format", "json")
    told = json.loads(done.stdout)
    assert told["parameters"]["penalty"] == 3.5
    assert len(told["rows"]) == 6
    assert len(told["chosen"]["issues"]) == 3  # rDNA, test-backbone.R
    assert told["chosen"]["proven"] is True


def test_a_set_of_ones_own_is_measured(run: Run, seed: Path) -> None:
    done = run("backbone", seed, "--keep", "direct-talks", "--format", "json")
    told = json.loads(done.stdout)
    alone = next(row for row in told["rows"] if row["issue"] == "direct-talks")
    assert told["chosen"]["issues"] == ["direct-talks"]
    assert told["chosen"]["rest"] == pytest.approx(alone["alone"])


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--keep", "direct-talk"], "did you mean 'direct-talks'?"),
        (["--size", "99"], "a backbone of 99 issues; the network has 17"),
        (["--size", "2", "--penalty", "1"], "give one of them"),
        (["--type", "DNA Statement"], "--type belongs to a DNA database"),
    ],
)
def test_a_wish_that_cannot_be_met_is_misuse_with_the_remedy(
    run: Run, seed: Path, words: list[str], complaint: str
) -> None:
    done = run("backbone", seed, *words)
    assert done.exit_code == 2
    assert complaint in done.stderr
