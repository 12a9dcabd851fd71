"""--set on commands that read a dossier: what if a position were another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit import open_dossier
from tests.cli.conftest import Run

TURNED = ("--set", "Russia.ceasefire-30-days.stance=support")
SAID = "what if: Russia.ceasefire-30-days.stance=support"


def rows(run: Run, *words: object) -> dict[str, Any]:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return {row["actor"]: row for row in json.loads(result.stdout)["rows"]}


@pytest.mark.parametrize(
    "words",
    [
        ("influence", "--network", "agreement"),
        ("brokers", "--network", "agreement"),
        ("camps", "--resamples", "0"),
        ("discourse", "--measure", "subtract"),
        ("backbone",),
        ("phases", "--window", "30d"),
        ("timeline",),
    ],
    ids=lambda words: words[0],
)
def test_a_supposition_changes_the_answer_is_said_and_is_written_nowhere(
    run: Run, seed: Path, words: tuple[str, ...]
) -> None:
    before = {path: path.read_bytes() for path in seed.iterdir()}
    name, *options = words
    without, supposed = (run(name, seed, *options, *sets, "--format", "json") for sets in ((), TURNED))
    assert (without.exit_code, supposed.exit_code) == (0, 0), supposed.stderr
    assert f"note: {SAID}; no source says so, and nothing is written to the dossier" in supposed.stderr
    told, base = json.loads(supposed.stdout), json.loads(without.stdout)
    assert {**told, "parameters": None} != {**base, "parameters": None}
    assert "stance=support" in json.dumps(told["parameters"])
    assert {path: path.read_bytes() for path in seed.iterdir()} == before


def test_scores_show_the_difference_to_what_is_without_it(run: Run, seed: Path) -> None:
    base = rows(run, "influence", seed, "--network", "agreement")
    for actor, row in rows(run, "influence", seed, "--network", "agreement", *TURNED).items():
        assert row["without"] == pytest.approx(base[actor]["pagerank"])
        assert row["change"] == pytest.approx(row["pagerank"] - base[actor]["pagerank"])
    between = rows(run, "brokers", seed, "--network", "agreement")
    supposed = rows(run, "brokers", seed, "--network", "agreement", *TURNED)
    assert {actor: row["without"] for actor, row in supposed.items()} == {
        actor: between[actor]["total"] for actor in supposed
    }
    model = ("influence", seed, "--opinions", "ceasefire-30-days", "--susceptibility", "0.5")
    settled, value = rows(run, *model), ("--set", "Russia.ceasefire-30-days.value=80")
    assert {actor: row["without"] for actor, row in rows(run, *model, *value).items()} == {
        actor: row["settles"] for actor, row in settled.items()
    }


def test_camps_tell_whom_it_moves(run: Run, seed: Path) -> None:
    told = run("camps", seed, "--resamples", "0", *TURNED, "--set", "Fidan.direct-talks.stance=oppose").stdout
    assert "\nwithout what if: frustration 1; it moves " in told
    assert "it moves nobody" in run("camps", seed, "--resamples", "0", "--set", "Putin.ceasefire.value=30").stdout


def test_what_is_supposed_counts_for_no_source(run: Run, seed: Path) -> None:
    assert "from 1 source\n" in run("camps", seed, "--resamples", "0", *TURNED).stdout


@pytest.mark.parametrize("command", ["render", "report"])
def test_a_page_says_in_its_title_what_it_supposes(run: Run, seed: Path, tmp_path: Path, command: str) -> None:
    page = tmp_path / "page.html"
    result = run(command, seed, *TURNED, "-o", page)
    assert result.exit_code == 0, result.stderr
    text = page.read_text(encoding="utf-8")
    assert f"{open_dossier(seed).manifest.title} ({SAID})" in text
    assert "What if: stance support. No source says so." in text
    plain = tmp_path / "plain.html"
    run(command, seed, "-o", plain)
    assert "what if" not in plain.read_text(encoding="utf-8").lower()


def test_a_page_of_a_supposition_on_a_day_of_the_record_still_has_it(run: Run, seed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = ("--set", "Russia.two-day-truce.stance=support", "--known-on", "2100-01-01")
    assert run("report", seed, *words, "-o", page).exit_code == 0
    assert "What if: stance support. No source says so." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("influence",), "--set belongs to a dossier"),
        (("camps",), "--set belongs to a dossier"),
    ],
)
def test_a_file_takes_no_supposition(run: Run, tmp_path: Path, command: tuple[str, ...], message: str) -> None:
    edges = tmp_path / "edges.csv"
    edges.write_text("source,target\na,b\n")
    result = run(*command, edges, *TURNED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_movers_look_at_what_was_and_take_no_supposition(run: Run, seed: Path) -> None:
    assert "--set is not for --movers" in run("influence", seed, "--movers", *TURNED).stderr
