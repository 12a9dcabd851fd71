"""`graphkit forecast --draws`: intervals, what matters most, grades, and pictures."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.cli.conftest import Run

TABLE = """\
issue,actor,position,low,high,salience,salience_low,salience_high,capability,capability_low,capability_high
road,Ann,10,0,30,60,50,80,2,1,3
road,Ben,90,70,100,30,20,40,1,,
road,Cid,50,,,20,10,40,1,,
rail,Ann,20,10,40,20,10,30,2,1,3
rail,Ben,80,,,70,60,80,1,,
rail,Cid,60,,,40,,,1,,
"""
DRAWS = ("--draws", "400", "--seed", "3")
Answer = dict[str, Any]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "toll.csv"
    path.write_text(TABLE)
    return path


def answer(run: Run, *words: object) -> Answer:
    result = run("forecast", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told: Answer = json.loads(result.stdout)
    return told


def notes(told: Answer) -> str:
    return "\n".join(told["notes"])


def test_low_and_high_are_the_ends_of_an_interval_and_the_point_stays(run: Run, table: Path) -> None:
    plain = answer(run, table, "--model", "compromise", "--issue", "road")["rows"][0]
    told = answer(run, table, "--model", "compromise", "--issue", "road", *DRAWS, "--interval", "90")
    row = told["rows"][0]
    assert (row["outcome"], row["interval"], row["draws"]) == (plain["outcome"], 90, 400)
    assert [row["low"], row["high"]] == row["intervals"]["90"] and len(row["quantiles"]) == 99
    assert row["low"] < row["intervals"]["80"][0] < row["median"] < row["intervals"]["80"][1] < row["high"]
    assert [count for count, *_ in row["convergence"]] == [50, 100, 200, 400]
    assert told["parameters"] | {"draws": 400, "seed": 3, "shape": "triangular", "spread": []} == told["parameters"]
    assert "400 draws, seed 3; numbers triangular over their ranges" in told["caption"]


def test_the_same_seed_gives_the_same_bytes(run: Run, table: Path) -> None:
    words = ("forecast", table, *DRAWS, "--model", "compromise,challenge,smp", "--joint-draws", "5", "--format", "csv")
    assert run(*words).stdout == run(*words).stdout != run(*words, "--seed", "4").stdout


def test_what_has_no_range_is_counted_and_not_varied(run: Run, table: Path) -> None:
    told = answer(run, table, *DRAWS, "--model", "mean")
    assert {row["issue"]: (row["ranges"], row["numbers"]) for row in told["rows"]} == {"road": (2, 3), "rail": (1, 3)}
    assert "numbers that have a range: 6 of 9 on road, 4 of 9 on rail; those without stay as told" in notes(told)
    table.write_text("actor,position\nAnn,0\nBen,60\n")
    bare = answer(run, table, *DRAWS, "--model", "mean")
    assert (bare["rows"][0]["outcome"], bare["rows"][0]["low"]) == (30, None)
    assert "no interval: no input has a range or a grade below certain: toll by mean" in notes(bare)
    assert "not known" in run("forecast", table, *DRAWS, "--model", "mean").stdout


def test_a_range_that_is_given_is_told(run: Run, table: Path) -> None:
    words = ("--issue", "rail", "--model", "quota,compromise", "--quota", "60", *DRAWS)
    told = answer(run, table, *words, "--spread", "value=5", "--spread", "power=10%")
    assert "ranges given to numbers that had none: value=5, power=10%" in told["caption"]
    assert told["rows"][1]["ranges"] == 8 and told["parameters"]["spread"] == ["value=5", "power=10%"]


def test_a_what_if_is_compared_draw_by_draw(run: Run, table: Path) -> None:
    told = answer(run, table, *DRAWS, "--model", "mean", "--set", "Cid.road.value=80")
    road, rail = told["rows"]
    assert (road["change_outcome"], road["rises"]) == (pytest.approx(10), 1)
    assert (rail["change_outcome"], rail["rises"], rail["difference"]) == (0, 0, "same")
    # the others are drawn alike, so that the change is certain
    assert [road["change_low"], road["change_high"]] == pytest.approx([10, 10])
    assert "+10.0 to +10.0" in run("forecast", table, *DRAWS, "--model", "mean", "--set", "Cid.road.value=80").stdout


def test_the_input_that_matters_most_is_told_in_a_sentence(run: Run, table: Path) -> None:
    words = (table, *DRAWS, "--issue", "road", "--model", "mean", "--sobol", "--tornado", "--top", "1")
    told = answer(run, *words)
    assert [(row["actor"], row["what"]) for row in told["sobol"]] == [("Ben", "position"), ("Ann", "position")]
    assert sum(row["first"] for row in told["sobol"]) == pytest.approx(1, abs=0.05)
    assert told["matters_most"][0].startswith("road by mean: the position of Ben, ")
    assert {(row["actor"], row["swing"]) for row in told["tornado"]} == {("Ann", 10), ("Ben", 10)}
    text = run("forecast", *words).stdout
    assert told["matters_most"][0] in text and text.count("position of Ann") == 1
    rows = list(csv.DictReader(io.StringIO(run("forecast", *words[:-3], "--format", "csv").stdout)))
    assert [row["actor"] for row in rows] == ["Ben", "Ann"] and "total_error" in rows[0]


def test_grades_of_evidence_are_a_rule_that_is_printed_and_can_be_changed(run: Run, seed: Path) -> None:
    issue = (seed, "--issue", "nato-membership", "--model", "mean", *DRAWS)
    told = answer(run, *issue)
    assert told["rows"][0]["evidence"] == 3 and told["rows"][0]["without"] == 0
    assert "credibility 1 1, 2 0.9" in notes(told) and "chances, by no standard" in notes(told)
    assert "3 of 3 positions may stand anywhere on the scale" in notes(told)
    assert "how many positions rest on each: bne-2025-06-02 0.9 (3), the-bell-report 0.9 (1)" in notes(told)
    assert told["parameters"]["grades"]["confidence.low"] == 0.5
    other = answer(run, *issue, "--grade", "confidence.low=0", "--grade", "confidence.moderate=0")
    assert other["rows"][0]["high"] - other["rows"][0]["low"] > told["rows"][0]["high"] - told["rows"][0]["low"]
    without = answer(run, *issue, "--no-grades")
    assert (without["rows"][0]["evidence"], without["rows"][0]["without"]) == (0, 0)
    assert "grades: " not in notes(without) and without["parameters"]["grades"] is None


def test_a_position_that_is_set_stands(run: Run, seed: Path) -> None:
    issue = (seed, "--issue", "nato-membership", "--model", "mean", *DRAWS)
    told = answer(run, *issue, "--set", "Putin.nato-membership.value=70")
    assert told["rows"][0]["evidence"] == 2 and "1 of 3 positions carry none, or were set" in notes(told)


def test_thin_evidence_is_told_and_missing_inputs_are_not_filled(run: Run, seed: Path) -> None:
    told = answer(run, seed, *DRAWS)
    assert "thin evidence: at most 3 actors have a position with a value on all" in told["caption"]
    assert "one source carries every position on all 14 issues; nobody's capability was judged" in told["caption"]
    assert "nothing of who is not there" in notes(told)
    assert "missing, and not filled in: no capability: " in notes(told) and told["assumed"] == []
    assert {row["model"] for row in told["rows"] if row["low"] is not None} == {"mean"}
    assumed = answer(
        run, seed, *DRAWS, "--issue", "nato-membership", "--assume", "salience=50", "--assume", "capability=9"
    )
    assert "4 numbers assumed: no range is known of what is assumed" in notes(assumed)


def test_the_share_of_draws_in_the_zone_and_above_the_status_quo_is_told(run: Run, seed: Path) -> None:
    rows = {row["issue"]: row for row in answer(run, seed, *DRAWS, "--model", "mean")["rows"]}
    assert 0 < rows["nato-membership"]["in_zone"] < 1 and rows["ceasefire-30-days"]["in_zone"] is None
    assert rows["ceasefire-30-days"]["above_status_quo"] == 1


@pytest.fixture
def disagreeing(seed: Path, tmp_path: Path) -> Path:
    """The seed, in which a second coder judged salience otherwise, of an actor whom the first judged and of another."""
    folder = Path(copytree(seed, tmp_path / "two-coders"))
    manifest = folder / "dossier.yaml"
    assert "coders:" in manifest.read_text()
    manifest.write_text(
        manifest.read_text().replace("  - id: editor\n", "  - id: second\n  - id: third\n  - id: editor\n")
    )
    judged = (
        "- {{id: {0}-{1}, actor: {1}, quantity: salience, value: {2}, coder: {0}, issue: nato-membership, note: So.}}\n"
    )
    more = [("second", "putin", 30), ("second", "ukraine", 40), ("third", "ukraine", 80)]
    with (folder / "judgements.yaml").open("a") as file:
        file.writelines(judged.format(*each) for each in more)
    return folder


def test_coders_who_do_not_agree_are_told_with_what_they_gave(run: Run, seed: Path, disagreeing: Path) -> None:
    words = ("--issue", "nato-membership", "--model", "compromise", "--assume", "capability=9")
    drawn = (*words, *DRAWS, "--no-grades")
    alone, told = answer(run, seed, *drawn), answer(run, disagreeing, *drawn)
    # putin counts by the preferred coder; ukraine, of whom no coder is preferred, in draws alone
    assert [each["rows"][0]["outcome"] for each in (alone, told)] == [
        answer(run, seed, *words)["rows"][0]["outcome"]
    ] * 2
    assert (alone["rows"][0]["left_out"], told["rows"][0]["left_out"]) == (["ukraine"], [])
    assert told["rows"][0]["actors"] == ["putin", "russia", "ukraine"]
    said = "\n".join(note for note in told["notes"] if note.startswith("coders do not agree: "))
    assert "putin on nato-membership: second 30, graphkit seed editors (preferred) 75 (50 to 100); drawn evenly" in said
    assert (
        "ukraine on nato-membership: second 40, third 80; drawn evenly from 40 to 80; none is preferred, so it" in said
    )
    gave = {(each["actor"], each["coder"], each["value"], each["preferred"]) for each in told["disagreements"]}
    assert gave >= {("ukraine", "third", 80, False), ("putin", "editor", 75, True)}
    spread = notes(answer(run, disagreeing, *drawn, "--spread", "salience=1"))
    assert "(50 to 100); drawn by --spread from 50 to 100" in spread and "drawn evenly from 40 to 80" in spread
    assert "left out: " not in notes(told)


def test_an_outcome_that_draws_alone_have_is_printed_and_drawn(run: Run, disagreeing: Path, tmp_path: Path) -> None:
    words = (
        "--issue",
        "nato-membership",
        "--model",
        "compromise",
        "--assume",
        "capability=9",
        "--exclude",
        "basis=inferred",
    )
    result = run("forecast", disagreeing, *words, *DRAWS, "--sobol", "--plot", tmp_path / "sure.svg")
    assert result.exit_code == 0 and "drawn: " in result.stderr
    told = answer(run, disagreeing, *words, *DRAWS)
    (row,) = told["rows"]
    assert row["outcome"] is None and row["low"] is not None and row["actors"] == ["putin", "ukraine"]


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_a_picture_is_the_same_for_the_same_seed(run: Run, table: Path, tmp_path: Path, suffix: str) -> None:
    paths = [tmp_path / f"{name}.{suffix}" for name in ("one", "other")]
    for path in paths:
        words = (*DRAWS, "--model", "mean,challenge", "--sobol", "--tornado", "--plot", path)
        assert "drawn: " in run("forecast", table, *words).stderr
    assert paths[0].read_bytes() == paths[1].read_bytes() != b""


def test_where_there_is_no_outcome_nothing_is_drawn(run: Run, table: Path, tmp_path: Path) -> None:
    table.write_text("actor,position\nAnn,0\n")
    result = run("forecast", table, "--draws", "100", "--plot", tmp_path / "empty.svg")
    assert result.exit_code == 1 and "nothing was drawn: no issue has an outcome" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--seed", "3"], "--seed belongs to draws; add --draws 10000"),
        (["--no-grades"], "--no-grades belongs to draws"),
        ([*DRAWS, "--rounds"], "--rounds is of one run, and draws are many"),
        ([*DRAWS, "--interval", "100"], "not in the range"),
        (["--draws", "0"], "not in the range"),
        ([*DRAWS, "--spread", "capabilty=10"], "did you mean 'capability'?"),
        ([*DRAWS, "--spread", "capability=-1"], "below 0"),
        ([*DRAWS, "--spread", "capability"], "is no NAME=NUMBER; write one such as capability=10"),
        ([*DRAWS, "--grade", "credibility.7=0.1"], "no grade 'credibility.7'"),
        ([*DRAWS, "--grade", "credibility.5=7"], "not from 0 to 1"),
        ([*DRAWS, "--grade", "credibility.5=0.1", "--no-grades"], "--grade has no use beside --no-grades"),
        ([*DRAWS, "--sobol", "--tornado", "--format", "csv"], "take --sobol or --tornado"),
        (["--plot", "sure.gif"], "let it end in .svg, .png or .pdf"),
    ],
)
def test_misuse_is_told(run: Run, table: Path, words: list[str], message: str) -> None:
    result = run("forecast", table, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_range_that_leaves_its_number_out_is_told_with_its_place(run: Run, table: Path) -> None:
    table.write_text("actor,position,salience,salience_low\nAnn,5,10,20\n")
    result = run("forecast", table, *DRAWS)
    assert result.exit_code == 1
    assert f"{table}:2:10 the salience 10 lies outside salience_low 20; mend one of them" in result.stderr
