"""`graphkit voting-power`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def council(tmp_path: Path) -> Path:
    path = tmp_path / "council.csv"
    path.write_text("Votes;Member;since\n4;Ann;1958\n2;Ben;1958\n1;Cid;1973\n")
    return path


def test_weights_on_the_line_give_a_row_for_each_member(run: Run) -> None:
    result = run("voting-power", "--quota", 51, "--weights", "50,49,1", "--names", "A, B,C", "--format", "json")
    told = json.loads(result.stdout)
    assert [(row["member"], row["banzhaf"]) for row in told["rows"]] == [("A", 0.6), ("B", 0.2), ("C", 0.2)]
    assert told["parameters"] == {"input": None, "quota": 51, "total": 100}
    assert told["caption"] == "3 members; 51 of 100 votes win"


def test_a_table_gives_names_and_weights_whatever_parts_its_cells(run: Run, council: Path) -> None:
    result = run("voting-power", council, "--quota", "50%", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["member"], row["weight"], row["swings"]) for row in rows] == [
        ("Ann", "4", "4"),
        ("Ben", "2", "0"),
        ("Cid", "1", "0"),
    ]


def test_a_table_for_readers_has_headings_and_says_what_wins(run: Run, council: Path) -> None:
    result = run("voting-power", council, "--quota", 5)
    assert result.stdout.startswith("3 members; 5 of 7 votes win\n\nmember  weight  swings  Banzhaf  Penrose  Shapley")
    assert "| Ann | 4 | 3 | 0.600 |" in run("voting-power", council, "--quota", 5, "--format", "markdown").stdout


def test_a_quota_that_two_coalitions_can_reach_is_told(run: Run) -> None:
    result = run("voting-power", "--quota", 1, "--weights", "1,1")
    assert "note: two coalitions may win at once" in result.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("member,weight\nAnn,4\nAnn,5\n", "council.csv:3:1 'Ann' stands above already"),
        ("member,weight\nAnn,four\n", "council.csv:2:5 the weight 'four' is no number"),
        ("member,weight\nAnn,-4\n", "council.csv:2:5 the weight -4 is below 0"),
        ("member,weight\n,4\n", "council.csv:2:1 no member; name one"),
        ("who,weight\nAnn,4\n", "council.csv:1:1 no column member: the header has 'who', 'weight'"),
        ("member,weight\nAnn\n", "council.csv:2:1 the row has 1 cells and the header 2"),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_place(run: Run, council: Path, text: str, message: str) -> None:
    council.write_text(text)
    result = run("voting-power", council, "--quota", 1)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--quota", "1"], "give either --weights such as 4,4,4,2,2,1 or a FILE.csv"),
        (["--quota", "1", "--weights", "1,,2"], "--weights '1,,2' has an empty place"),
        (["--quota", "1", "--weights", "1,2", "--names", "a"], "2 weights and 1 names"),
        (["--quota", "4", "--weights", "1,2"], "the quota 4 is not above 0 and at most 3"),
        (["--weights", "1,2"], "Missing option '--quota'"),
    ],
)
def test_misuse_is_told(run: Run, words: list[str], message: str) -> None:
    result = run("voting-power", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_names_do_not_go_with_a_file(run: Run, council: Path) -> None:
    result = run("voting-power", council, "--quota", 5, "--names", "a,b,c")
    assert result.exit_code == 2 and "--names goes with --weights" in result.stderr


def test_a_supposed_weight_shows_what_it_changes(run: Run) -> None:
    words = ("voting-power", "--quota", "12", "--weights", "4,4,4,2,2,1", "--names", "DE,FR,IT,BE,NL,LU")
    base, supposed = (
        json.loads(run(*words, *sets, "--format", "json").stdout)["rows"] for sets in ((), ("--set", "LU=2"))
    )
    assert supposed[5]["weight"] == 2 and supposed[5]["swings"] > base[5]["swings"]
    for before, after in zip(base, supposed, strict=True):
        for index in ("banzhaf", "shapley_shubik"):
            assert after[f"change_{index}"] == pytest.approx(after[index] - before[index])
    assert "what if: LU=2" in run(*words, "--set", "LU=2").stdout
    assert "no member 'Lux'" in run(*words, "--set", "Lux=2").stderr
    assert "is no change; write one such as DE=25" in run(*words, "--set", "LU").stderr
