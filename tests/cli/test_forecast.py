"""`graphkit forecast`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

TABLE = "issue,actor,position,low,high,salience,capability\n" + "".join(
    f"{issue},{actor},{position},{position - 5},{position + 5},{salience},{capability}\n"
    for issue, actor, position, salience, capability in (
        ("road", "Ann", 10, 60, 2),
        ("road", "Ben", 90, 30, 1),
        ("road", "Cid", 50, 20, 1),
        ("rail", "Ann", 20, 20, 2),
        ("rail", "Ben", 80, 70, 1),
        ("rail", "Cid", 60, 40, 1),
    )
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "toll.csv"
    path.write_text(TABLE)
    return path


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("forecast", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def rows(told: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["issue"], row["model"]): row for row in told["rows"]}


def test_a_table_gets_an_outcome_of_every_issue_by_every_model(run: Run, table: Path) -> None:
    told = rows(answer(run, table))
    models = ("compromise", "median", "mean", "nash", "quota", "challenge", "exchange", "smp")
    assert list(told) == [(issue, model) for issue in ("road", "rail") for model in models]
    road = told["road", "compromise"]
    assert road["outcome"] == pytest.approx((120 * 10 + 30 * 90 + 20 * 50) / 170)
    assert (road["high"] - road["outcome"], road["outcome"] - road["low"]) == pytest.approx((5, 5))
    assert (told["road", "median"]["outcome"], told["road", "mean"]["outcome"]) == (10, 50)
    assert told["rail", "exchange"]["detail"]["potential"] >= 1 and told["road", "smp"]["low"] is None


def test_the_models_named_are_run_in_that_order(run: Run, table: Path) -> None:
    told = answer(run, table, "--model", "mean, compromise", "--issue", "rail")
    assert [(row["issue"], row["model"]) for row in told["rows"]] == [("rail", "mean"), ("rail", "compromise")]


def test_a_what_if_shows_the_difference_to_the_base(run: Run, table: Path) -> None:
    told = answer(run, table, "--model", "mean,exchange", "--set", "Ann.road.value=40", "--set", "Ben.rail.salience=10")
    road = rows(told)["road", "mean"]
    assert (road["base_outcome"], road["outcome"], road["change_outcome"]) == (50, 60, 10)
    assert rows(told)["rail", "mean"]["change_outcome"] == 0
    assert told["parameters"]["set"] == ["Ann.road.value=40", "Ben.rail.salience=10"]
    assert "60.0 (+10.0)" in run("forecast", table, "--model", "mean,median", "--set", "Ann.road.value=40").stdout


def test_of_one_issue_the_what_if_may_leave_the_issue_out(run: Run, table: Path) -> None:
    told = answer(run, table, "--issue", "road", "--model", "mean", "--set", "Ann.value=40")
    assert told["rows"][0]["change_outcome"] == 10


def test_rounds_are_the_positions_of_every_state(run: Run, table: Path) -> None:
    told = answer(run, table, "--model", "challenge,exchange,smp,mean", "--rounds", "--max-rounds", "3")
    states = {(row["model"], row["state"]) for row in told["rows"]}
    assert {model for model, _ in states} == {"challenge", "exchange", "smp"}
    first = [row for row in told["rows"] if row["model"] == "smp" and row["state"] == 0 and row["issue"] == "road"]
    assert {row["actor"]: row["position"] for row in first} == {"Ann": 10, "Ben": 90, "Cid": 50}
    assert max(state for model, state in states if model == "challenge") <= 3
    assert {"model", "state", "issue", "actor", "other", "kind", "start", "end"} <= told["moves"][0].keys()
    text = run("forecast", table, "--model", "smp", "--rounds").stdout
    assert "positions of every state" in text and "road   Ann     10.0 " in text


def test_a_dossier_lists_what_is_missing_and_fills_nothing_in(run: Run, seed: Path) -> None:
    told = answer(run, seed, "--issue", "nato-membership")
    by = rows(told)
    assert by["nato-membership", "compromise"]["outcome"] is None
    assert "no salience of ukraine; no capability of" in by["nato-membership", "compromise"]["reason"]
    assert by["nato-membership", "mean"]["outcome"] == pytest.approx(175 / 3)
    assert {"issue": "nato-membership", "what": "no capability", "actor": "putin", "label": "Putin"} in told["missing"]
    assert told["assumed"] == []
    first, thin = told["caption"].split("\n")
    assert first == "1 issue with positions of 3 actors; scale 0 to 100; as of 2025-06-02; from 1 source"
    assert thin.startswith(
        "thin evidence: at most 3 actors have a position with a value on nato-membership; one source"
    )


def test_what_is_assumed_is_printed_with_the_result(run: Run, seed: Path) -> None:
    words = ("--issue", "nato-membership", "--assume", "salience=50", "--assume", "capability=20")
    told = answer(run, seed, *words)
    assert "assumed of everybody who has none: salience=50, capability=20" in told["caption"]
    assert {"issue": "nato-membership", "actor": "ukraine", "quantity": "salience"} in told["assumed"]
    # putin and russia have a salience of their own in the dossier, 75
    assert rows(told)["nato-membership", "compromise"]["outcome"] == pytest.approx((75 * 100 + 50 * 0 + 75 * 75) / 200)
    assert "assumed of everybody who has none" in run("forecast", seed, *words).stdout


def test_a_table_that_lacks_numbers_is_not_filled_in_either(run: Run, table: Path) -> None:
    table.write_text("actor,position,capability\nAnn,0,1\nBen,60,2\nCid,90,\n")
    told = rows(answer(run, table, "--model", "compromise,quota"))
    assert told["toll", "compromise"]["outcome"] is None
    assert (told["toll", "quota"]["left_out"], told["toll", "quota"]["outcome"]) == (["Cid"], 60)
    filled = rows(answer(run, table, "--model", "compromise", "--assume", "salience=1", "--assume", "capability=3"))
    assert filled["toll", "compromise"]["outcome"] == pytest.approx((2 * 60 + 3 * 90) / 6)


def test_positions_may_be_left_out_and_counted_for_their_holder(run: Run, seed: Path) -> None:
    issue = ("--issue", "ceasefire-30-days", "--model", "mean")
    everybody = answer(run, seed, *issue)["rows"][0]["actors"]
    plain = answer(run, seed, *issue, "--exclude", "status=alleged")["rows"][0]["actors"]
    holders = answer(run, seed, *issue, "--on-behalf", "holder")["rows"][0]["actors"]
    assert everybody == ["kremlin", "russia", "ukraine"]
    # without what is alleged, Russia has what Putin said on its behalf
    assert plain == ["kremlin", "russia", "ukraine"]
    assert holders == ["putin", "russia", "ukraine", "ukrainian-delegation"]


def test_actors_and_issues_of_a_dossier_go_by_any_of_their_names(run: Run, seed: Path) -> None:
    issue = ("--issue", "Barring Ukraine from NATO", "--model", "mean")
    told = answer(run, seed, *issue, "--set", "Putin.nato-membership.value=70")
    assert told["rows"][0]["change_outcome"] == pytest.approx(-10)


def test_an_actor_that_took_no_position_may_be_given_one(run: Run, seed: Path) -> None:
    issue = ("--issue", "nato-membership", "--model", "mean")
    row = answer(run, seed, *issue, "--set", "Fidan.nato-membership.value=25")["rows"][0]
    assert row["actors"] == ["putin", "russia", "ukraine", "fidan"]
    assert (row["base_outcome"], row["outcome"]) == (pytest.approx(175 / 3), 50)
    result = run("forecast", seed, *issue, "--set", "Fidan.nato-membership.salience=25")
    assert result.exit_code == 2 and "no actor 'fidan' on 'nato-membership'" in result.stderr


@pytest.mark.parametrize(
    "option",
    [
        "challenge.denominator=all-pairs",
        "challenge.q=0.5",
        "challenge.t=position",
        "nash.exponent=1",
        "smp.voting=cubic",
        "smp.seed=7",
    ],
)
def test_options_of_models_are_told_and_recorded(run: Run, table: Path, option: str) -> None:
    name, value = option.partition("=")[::2]
    told = answer(run, table, "--option", option)["parameters"]["settings"]
    model, _, key = name.partition(".")
    assert str((told if model == "nash" else told[model])[key]).removesuffix(".0") == value


@pytest.mark.shared
def test_the_published_cases_come_out_of_the_command(run: Run, shared: Path) -> None:
    data = shared / "data"
    emission = rows(answer(run, data / "challenge" / "emission_standards.csv", "--model", "median,compromise"))
    assert [row["outcome"] for row in emission.values()] == [7, pytest.approx(7.389955686853767, abs=1e-12)]
    toll = answer(run, data / "exchange" / "sample_data.txt", "--model", "exchange")
    assert {(row["detail"]["potential"], row["detail"]["realised"]) for row in toll["rows"]} == {(240, 39)}
    ktab = answer(run, data / "ktab" / "dummyData_3Dim.xml", "--model", "smp", "--rounds")
    assert {row["state"] for row in ktab["rows"]} == set(range(11))


def test_csv_and_markdown_have_the_same_outcomes(run: Run, table: Path) -> None:
    told = list(csv.DictReader(io.StringIO(run("forecast", table, "--model", "mean", "--format", "csv").stdout)))
    assert [(row["issue"], row["outcome"]) for row in told] == [("road", "50"), ("rail", "53.333333333333336")]
    assert (
        "| road | mean | 50 | 45 | 55 | 3 |" in run("forecast", table, "--model", "mean", "--format", "markdown").stdout
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--set", "Ann=3"], "--set 'Ann=3' is no change; write one such as ACTOR.ISSUE.value=70"),
        (["--set", "Ann.road.value=x"], "'x' is no number"),
        (["--set", "Amn.road.value=3"], "no actor 'Amn' on 'road'; "),
        (["--set", "Ann.rod.value=3"], "no issue 'rod' here; did you mean 'road'?"),
        (["--set", "Ann.value=3"], "no issue"),
        (["--set", "Ann.road.salience=-3"], "below 0"),
        (["--assume", "position=3"], "write salience=50 or capability=50"),
        (["--assume", "salience=-3"], "below 0"),
        (["--model", "compromize"], "no model 'compromize'; did you mean 'compromise'?"),
        (["--option", "challenge.denom=1"], "did you mean 'challenge.denominator'?"),
        (["--option", "challenge.denominator=1"], "denominator is one of pair, all-pairs"),
        (["--option", "challenge.q=3"], "probabilities from 0 to 1"),
        (["--option", "q"], "write MODEL.NAME=VALUE"),
        (["--scale", "5,5"], "has no length"),
        (["--scale", "5"], "is no number"),
        (["--issue", "rood"], "no issue 'rood' in the file; did you mean 'road'?"),
        (["--as-of", "2025-01-01"], "--as-of belongs to a dossier"),
        (["--rounds", "--model", "mean"], "--rounds is of models that run in rounds"),
        (["--quota", "20"], "not in the range"),
    ],
)
def test_misuse_is_told(run: Run, table: Path, words: list[str], message: str) -> None:
    result = run("forecast", table, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--set", "Russia.humanitarian-component.value=3"], "the issue has no scale"),
        (["--set", "Russia.nato-membership.value=300"], "300 is not from 0 to 100"),
        (["--assume", "salience=500"], "not from 0 to 100"),
        (["--exclude", "status=alleg"], "did you mean 'alleged'?"),
        (["--exclude", "status"], "write one such as status=alleged"),
        (["--scale", "0,10"], "--scale belongs to a table"),
        (["--issue", "nato"], "did you mean 'nato-membership'?"),
    ],
)
def test_misuse_of_a_dossier_is_told(run: Run, seed: Path, words: list[str], message: str) -> None:
    result = run("forecast", seed, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_wrong_table_is_told_with_its_place(run: Run, table: Path) -> None:
    table.write_text("actor,position\nAnn,x\n")
    result = run("forecast", table)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{table}:2:5 the position 'x' is no number" in result.stderr


def test_columns_of_a_table_that_are_not_read_are_told(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "toll.csv"
    table.write_text("actor;position;salliance\nAnn;62,5;5\nBen;40;6\n")
    for command in ("forecast", "zone"):
        result = run(command, table)
        assert result.exit_code == 0, result.stderr
        assert f"note: columns of '{table}' not read: 'salliance'" in result.stderr


def test_which_models_tell_no_ends_is_noted_where_others_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "toll.csv"
    path.write_text("actor,position,low,high,salience,capability\na,10,5,20,50,2\nb,60,40,80,60,1\nc,90,,,40,3\n")
    told = run("forecast", path, "--model", "median,challenge").stderr
    assert "no low and high by challenge" in told
    assert "no low and high" not in run("forecast", path, "--model", "median").stderr


def test_who_has_no_weight_is_named_and_takes_nobodys_outcome_away(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "toll.csv"
    table.write_text("actor,position,salience,capability\nAnn,0,50,1\nBen,100,50,3\nZoe,50,0,9\n")
    for words in ((), ("--rounds",), ("--draws", "50", "--spread", "capability=10%")):
        told = answer(run, table, "--model", "compromise,challenge,smp", *words)
        note = "without influence on toll by compromise, challenge, smp, since salience or capability is 0: Zoe"
        assert note in told["notes"]
        assert "no outcome" not in " ".join(told["notes"])
    assert "without influence on toll by smp" in run("forecast", table, "--model", "smp").stderr


def test_a_model_that_did_not_come_to_rest_says_so(run: Run, table: Path) -> None:
    told = answer(run, table, "--model", "smp", "--max-rounds", "1")
    note = "smp did not settle within 1 round on road, rail"
    assert any(each.startswith(note) and "--max-rounds" in each for each in told["notes"])
    assert note in run("forecast", table, "--model", "smp", "--max-rounds", "1", "--rounds").stderr
    assert not rows(told)["road", "smp"]["detail"]["settled"]
    assert not any("settle" in each for each in answer(run, table, "--model", "smp")["notes"])
