"""What takes a table of positions in place of a dossier, and what says that it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

TABLE = """\
actor,issue,position,salience,capability,at_least,at_most
Ann,toll,10,80,50,0,40
Ben,toll,90,40,70,30,100
Cid,toll,50,20,10,,
Ann,road,-2,80,50,-5,1
Ben,road,4,40,70,2,
"""
KTAB = "Toll,x,2,1\nActor,Description,Power,Road,RoadSal\nAnn,a,12,10,60\nBen,b,3,90,20\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "talks.csv"
    path.write_text(TABLE)
    return path


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("draft", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_a_draft_is_held_against_a_table_in_its_own_names_and_numbers(run: Run, table: Path) -> None:
    told = answer(run, table, "--term", "toll=35", "--term", "road=1.5")
    assert [(row["actor"], row["issue"], row["term"], row["verdict"]) for row in told["rows"]] == [
        ("Ann", "toll", 35, "accepts"),
        ("Ben", "toll", 35, "accepts"),
        ("Cid", "toll", 35, "undetermined"),
        ("Ann", "road", 1.5, "refuses"),
        ("Ben", "road", 1.5, "refuses"),
    ]
    assert told["verdicts"] == {"Ann": "refuses", "Ben": "refuses", "Cid": "undetermined"}
    assert told["parameters"]["terms"] == {"toll": 35, "road": 1.5}
    assert told["any_package"]["answer"] == "no"
    (conflict,) = told["any_package"]["conflicts"]
    assert [(each["actor"], each["issue"], each["words"]) for each in conflict] == [
        ("Ann", "road", "at most 1"),
        ("Ben", "road", "at least 2"),
    ]
    assert told["notes"] == ["talks.csv names no sources: nothing tells how its numbers are known"]
    parts = told["rows"][3]["parts"]
    assert parts[1]["why"] == "the draft has 1.5" and parts[1]["claim"].endswith("Line 5 of the table.")


def test_a_package_is_told_on_the_scale_of_the_table(run: Run, table: Path) -> None:
    what_if = ("--set", "Ann.road.at_most=3")
    told = answer(run, table, "--term", "road=1.5", *what_if)
    assert [(row["verdict"], row["base_verdict"]) for row in told["rows"]] == [
        ("accepts", "refuses"),
        ("refuses", "refuses"),
    ]
    (chosen,) = told["any_package"]["package"]
    assert chosen["room"] == "2 to 3" and 2 <= chosen["value"] <= 3
    assert told["base_any_package"]["answer"] == "no"
    assert told["rows"][0]["parts"][1]["claim"] == "What if. No source says so."
    out = run("draft", table, "--term", "road=1.5", *what_if).stdout
    assert "road   2 to 3" in out and "base: no" in out


def test_its_own_value_and_a_file_of_terms_and_parties_do(run: Run, table: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.yaml"
    terms.write_text("toll: 50\nroad: -2\n")
    told = answer(run, table, "--draft", terms, "--parties", "Cid,Ann")
    found = {(row["actor"], row["issue"]): row for row in told["rows"]}
    assert {key: row["verdict"] for key, row in found.items()} == {
        ("Cid", "toll"): "accepts",
        ("Ann", "toll"): "refuses",
        ("Cid", "road"): "undetermined",
        ("Ann", "road"): "accepts",
    }
    assert found["Cid", "toll"]["met"] == ["cid-toll answer: its own value is 50"]
    assert answer(run, table, "--term", "road=0", "--scale", "-10,100")["rows"][0]["term"] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--term", "road=9"], "9 is not from -5 to 4, the scale of the table"),
        (["--term", "road=900"], "write an issue and a number from -5 to 100"),
        (["--term", "roat=1"], "no issue 'roat'; did you mean 'road'?"),
        (["--draft", "proposal:x"], "a table has no proposals; name a file of terms"),
        (["--parties", "Anna"], "no actor 'Anna'; did you mean 'Ann'?"),
        (["--as-of", "2025-01-01"], "--as-of belongs to a dossier"),
        (["--exclude", "status=alleged"], "--exclude belongs to a dossier"),
        (["--set", "Ann.toll.stance=support"], "is no change"),
    ],
)
def test_misuse_of_a_draft_of_a_table_is_told(run: Run, table: Path, words: list[str], message: str) -> None:
    result = run("draft", table, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_the_scale_belongs_to_a_table(run: Run, seed: Path) -> None:
    assert "--scale belongs to a table" in run("draft", seed, "--scale", "0,1").stderr


@pytest.mark.parametrize(
    "words",
    [
        ("show", "positions"),
        ("who", "Ann"),
        ("ask", "who-blocks", "-p", "issue=toll"),
        ("ask", "contested-issues"),
        ("gaps",),
        ("camps", "--resamples", "0"),
        ("discourse",),
        ("discourse", "--value"),
        ("backbone",),
        ("influence",),
        ("forecast",),
        ("zone",),
        ("draft",),
        ("trade", "--parties", "Ann,Ben"),
        ("voting-power", "--quota", "60%"),
    ],
)
def test_what_asks_of_positions_takes_a_table(run: Run, table: Path, words: tuple[str, ...]) -> None:
    result = run(*words, table)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip()


@pytest.mark.parametrize(("name", "text"), [("talks.csv", TABLE), ("ktab.csv", KTAB)])
def test_a_page_is_drawn_of_a_table(run: Run, tmp_path: Path, name: str, text: str) -> None:
    file, page = tmp_path / name, tmp_path / "page.html"
    file.write_text(text)
    assert run("render", file, "-o", page).exit_code == 0
    words = () if name == "ktab.csv" else ("--set", "Ann.road.value=4")
    assert run("report", file, *words, "-o", page).exit_code == 0
    assert f"Read from the table {name}" in page.read_text("utf-8")
    assert ("what if: Ann.road.value=4 (on record: -2)" in page.read_text("utf-8")) == bool(words)


def test_a_what_if_of_a_table_is_on_its_own_scale(run: Run, table: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("report", table, "--set", "Ann.road.value=7", "-o", page)
    assert result.exit_code == 2
    assert "7 is not from -5 to 4, the scale of the table" in result.stderr


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        (("timeline",), "names no days"),
        (("changes", "--from", "2025-01-01", "--to", "2025-02-01"), "names no days"),
        (("log", "Ann"), "names no days"),
        (("phases", "--window", "1m"), "names no days"),
        (("influence", "--movers"), "names no days"),
        (("influence", "--network", "ties"), "tells no ties"),
        (("score",), "keeps no forecasts"),
        (("verify", "--text", "a=b"), "names no sources"),
        (("coders",), "is of one coder"),
        (("neo4j", "load"), "names no days and no sources"),
    ],
)
def test_what_needs_more_than_a_table_says_what(run: Run, table: Path, words: tuple[str, ...], lacks: str) -> None:
    result = run(*words, table)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is a table of positions, which " + lacks in result.stderr
    assert "name the folder of a dossier" in result.stderr and "zone" in result.stderr


def test_a_file_that_is_nothing_to_read_is_told_with_what_would_do(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("who,where\nAnn,3\n")
    assert "a table with the columns actor and position" in run("show", "actors", other).stderr
    other.write_bytes("actor,position\nJörg,4\n".encode("latin-1"))
    assert "other.csv:2:2 is not UTF-8" in run("show", "actors", other).stderr
    other.write_text("actor,position\nAnn,x\n")
    assert "other.csv:2:5 the position 'x' is no number" in run("report", other).stderr


def test_many_who_cannot_agree_are_told_in_pairs_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    rows = [f"A{n},toll,{n / 2},{n / 4},{50 + n / 4}" for n in range(100)]
    rows += [f"B{n},toll,{100 - n / 2},{60 + n / 4}," for n in range(100)]
    path.write_text("actor,issue,position,at_least,at_most\n" + "\n".join(rows) + "\n")
    told = answer(run, path, "--term", "toll=60")["any_package"]
    first = [(each["actor"], each["words"]) for each in told["conflicts"][0]]
    assert (told["answer"], first) == ("no", [("A0", "at most 50"), ("B99", "at least 84.75")])
    members = [each["position"] + each["part"] for conflict in told["conflicts"] for each in conflict]
    assert len(members) == len(set(members)) == 2 * len(told["conflicts"])
