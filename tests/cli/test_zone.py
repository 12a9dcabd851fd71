"""`graphkit zone`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

TABLE = "issue,actor,position,at_least,at_most\nroad,Ann,10,,40\nroad,Ben,80,55,\nrail,Ann,20,10,60\nrail,Ben,60,20,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lines.csv"
    path.write_text(TABLE)
    return path


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("zone", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_the_seed_has_room_on_two_issues_and_says_whose_lines_are_not_known(run: Run, seed: Path) -> None:
    told = answer(run, seed)
    rows = {row["issue"]: row for row in told["rows"]}
    assert len(rows) == 18
    assert (rows["nato-membership"]["low"], rows["nato-membership"]["high"]) == (25, 75)
    assert (rows["size-of-forces"]["low"], rows["size-of-forces"]["high"]) == (25, 50)
    assert (rows["ukraine-draft"]["verdict"], rows["ukraine-draft"]["unknown"]) == ("open", ["ukraine"])
    assert rows["ceasefire"]["unknown"] == ["russia", "ukraine"]
    assert rows["size-of-forces"]["positions"] == ["bankova-size-of-forces", "russia-size-of-forces"]
    first, thin = told["caption"].split("\n")
    assert first.startswith(
        "zone of agreement on 2 of 18 issues, open on 1, where a line is not known; as of 2025-06-02;"
    )
    assert thin == "thin evidence: one source carries every red line"
    assert told["parameters"]["sources"] == ["bne-2025-06-02"]


def test_a_table_tells_the_gap_and_who_could_close_it(run: Run, table: Path) -> None:
    out = run("zone", table).stdout
    assert out.startswith("zone of agreement on 1 of 2 issues, a gap on 1\n")
    assert "road   gap                Ben 55    Ann 40   15   Ann by +15; Ben by -15" in out
    assert answer(run, table, "--issue", "rail")["rows"][0]["low"] == 20
    assert answer(run, table, "--issue", "road", "--parties", "Ann")["rows"][0]["verdict"] == "zone"
    assert "road,gap,,,15,Ben,Ann,Ann: 15; Ben: -15" in run("zone", table, "--format", "csv").stdout
    assert "| rail | zone | 20 to 60 |" in run("zone", table, "--format", "markdown").stdout


def test_what_has_no_verdict_is_told_with_the_reason(run: Run, seed: Path) -> None:
    told = run("zone", seed).stderr
    assert "      the issue has no scale, so no line has a place on it: humanitarian-component\n" in told
    assert "the issue does not say whose consent a deal needs: recognition-of-territories, foreign" in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--parties", "Amn"], "no actor 'Amn'; declared are Ann, Ben"),
        (["--issue", "rood"], "did you mean 'road'?"),
        (["--as-of", "2025-01-01"], "--as-of belongs to a dossier"),
        (["--exclude", "status=alleged"], "--exclude belongs to a dossier"),
    ],
)
def test_misuse_is_told(run: Run, table: Path, words: list[str], message: str) -> None:
    result = run("zone", table, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_scale_and_an_unknown_name_are_misuse_of_a_dossier(run: Run, seed: Path) -> None:
    assert "--scale belongs to a table" in run("zone", seed, "--scale", "0,1").stderr
    assert "no actor 'nobody'" in run("zone", seed, "--parties", "nobody").stderr


def test_a_what_if_on_a_line_shows_what_was_without_it(run: Run, seed: Path, table: Path) -> None:
    words = ("--issue", "size-of-forces", "--set", "Russia.size-of-forces.at_least=60")
    row = answer(run, seed, *words)["rows"][0]
    assert (row["verdict"], row["gap"], row["closers"]) == ("gap", 10, {"russia": -10, "ukraine": 10})
    assert (row["base_verdict"], row["base_low"], row["base_high"]) == ("zone", 25, 50)
    out = run("zone", seed, *words).stdout
    assert "what if: Russia.size-of-forces.at_least=60" in out and "25 to 50" in out
    changed = answer(run, table, "--issue", "road", "--set", "Ann.road.at_most=60")["rows"][0]
    assert (changed["low"], changed["high"], changed["base_gap"]) == (55, 60, 15)
    # who drew no line on that side draws one
    assert answer(run, table, "--issue", "rail", "--set", "Ben.rail.at_most=30")["rows"][0]["high"] == 30


def test_the_conditions_attached_to_an_issue_are_named_with_their_positions(run: Run, seed: Path) -> None:
    rows = {row["issue"]: row for row in answer(run, seed)["rows"]}
    assert rows["us-mediation"]["conditions"] == ["united-states: would oppose if: The talks make no headway"]
    assert len(rows["ceasefire-30-days"]["conditions"]) == 4
    out = run("zone", seed).stdout
    assert "conditions that they attached" in out and "putin-ceasefire-30-days condition 2" in out
    assert "conditions that they attached" not in run("zone", seed, "--parties", "Ukraine").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--set", "Ann.road.mood=3"], "is no change"),
        (["--set", "Amn.road.at_least=3"], "no actor 'Amn' on 'road'"),
    ],
)
def test_misuse_of_a_what_if_is_told(run: Run, table: Path, words: list[str], message: str) -> None:
    assert message in run("zone", table, *words).stderr


def test_everybody_stands_on_the_scale_with_what_is_uncertain_and_what_it_accepts(run: Run, seed: Path) -> None:
    told = answer(run, seed, "--issue", "nato-membership", "--parties", "Russia,Ukraine")
    assert told["parameters"]["parties"] == ["Russia", "Ukraine"]
    actors = {each["actor"]: each for each in told["rows"][0]["actors"]}
    russia = actors["russia"]
    assert (russia["value"], russia["low"], russia["high"]) == (75, 25, 100)
    assert (russia["at_least"], russia["at_most"], russia["needed"]) == (25, None, True)
    out = run("zone", seed, "--issue", "nato-membership").stdout
    assert "where they stand, and what they accept" in out
    assert "nato-membership  russia   75         25 to 100  at least 25  yes" in out


def test_a_tables_ranges_and_lines_are_told_actor_by_actor(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("actor,position,low,high,at_least,at_most\nAnn,10,5,20,,40\nBen,80,,,55,\n")
    ann, ben = answer(run, path)["rows"][0]["actors"]
    assert (ann["value"], ann["low"], ann["high"], ann["at_least"], ann["at_most"]) == (10, 5, 20, None, 40)
    assert (ben["value"], ben["low"], ben["at_least"], ben["needed"]) == (80, None, 55, True)
    assert "Ann value 10 low 5 high 20 at most 40" in run("zone", path, "--format", "csv").stdout
    assert "empty place" in run("zone", path, "--parties", "Ann,,Ben").stderr
