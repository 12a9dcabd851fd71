"""`graphkit trade`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

# Stokman and Van Oosten (1994): the example of a log-roll
TABLE = (
    "issue,actor,position,salience,capability\n"
    "p,A1,0,10,1\n"
    "p,A2,100,60,1\n"
    "q,A1,0,90,1\n"
    "q,A2,100,50,1\n"
)  # fmt: skip
BOTH = ("--parties", "A1,A2")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "roll.csv"
    path.write_text(TABLE)
    return path


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("trade", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


@pytest.mark.shared
def test_the_municipal_toll_case_is_told_trade_by_trade(run: Run, shared: Path) -> None:
    # what the programs of the exchange model give for their own sample
    told = answer(run, shared / "data" / "exchange" / "sample_data.txt")
    assert (told["potential"], len(told["realised"]), len(told["rows"])) == (240, 39, 39)
    gains = [each["gain"] for each in told["realised"]]
    assert gains[:2] == pytest.approx([1.973684210526, 1.792636308765], abs=1e-11)
    first = told["realised"][0]
    assert set(first["actors"]) == {"Willems", "Wcentr"}
    assert set(first["issues"]) == {"extra-investering", "tolheffing-binnenstad"}
    assert [move["actor"] for move in first["moves"]] == first["actors"]
    assert told["realised"][-1]["outcomes"] == {row["issue"]: row["after"] for row in told["outcomes"]}
    assert told["caption"].startswith("240 potential exchanges, 39 realised\n")
    assert told["parties"] is None and "name them with --parties A,B" in told["notes"][-1]


def test_a_trade_tells_who_moves_on_what_and_the_outcomes(run: Run, table: Path) -> None:
    told = answer(run, table)
    (only,) = told["realised"]
    assert {(move["actor"], move["issue"], move["start"]) for move in only["moves"]} == {
        ("A1", "p", 0),
        ("A2", "q", 100),
    }
    assert only["gain"] == pytest.approx(5)
    p, q = told["outcomes"]
    assert (p["before"], p["after"], q["before"]) == pytest.approx((85.714286, 100, 35.714286), abs=5e-7)
    out = run("trade", table).stdout
    assert "1 potential exchange, 1 realised" in out
    assert "1      A2; A1  q; p    A2 on q 100 to 80; A1 on p 0 to 100  5" in out
    assert "p      85.7    100    14.3" in out


def test_of_two_parties_it_tells_the_best_package_and_its_log_roll(run: Run, table: Path) -> None:
    parties = answer(run, table, *BOTH)["parties"]
    assert parties["best"]["values"] == pytest.approx({"p": 100, "q": 200 / 7})
    assert [(each["issue"], each["gives"], each["takes"]) for each in parties["log_roll"]] == [
        ("p", ["A1"], ["A2"]),
        ("q", ["A2"], ["A1"]),
    ]
    (swap,) = parties["swaps"]
    assert swap["before"] == pytest.approx([85.714286, 35.714286], abs=5e-7)
    assert (swap["issues"], swap["full"]) == (["p", "q"], [100, 0])
    assert [list(each["values"].values()) for each in parties["pareto"]] == [[0, 0], [100, 0], [100, 100]]
    out = run("trade", table, *BOTH).stdout
    assert "Kalai–Smorodinsky  7" in out
    assert "best               5         5         100   28.6" in out
    assert "q 35.7 28.6 A2 A1 6.43 -3.57" in " ".join(out.split())


def test_csv_holds_the_trades_or_the_packages_of_parties(run: Run, table: Path) -> None:
    result = run("trade", table, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["actor"], row["gives_on"], row["start"], row["other"], row["other_gives_on"]) == (
        *("A2", "q", "100"),
        *("A1", "p"),
    )
    assert "outcome on p: 85.7143 before, 100 after" in result.stderr
    packages = list(csv.DictReader(io.StringIO(run("trade", table, *BOTH, "--format", "csv").stdout)))
    assert len(packages) == 14
    assert [row["value"] for row in packages if row["package"] == "pareto 2"] == ["100", "0"]
    none = run("trade", table, *BOTH, "--issue", "p", "--format", "csv")
    assert none.stdout == "package,issue,value,first,first_gains,second,second_gains\n"


def test_markdown_has_a_table_for_each_part(run: Run, table: Path) -> None:
    out = run("trade", table, *BOTH, "--format", "markdown").stdout
    assert "| round | actors | issues | moves | gain |" in out
    assert "| best | 5" in out and "| issue | before | after | change |" in out


def test_a_what_if_stands_beside_what_is_without_it(run: Run, table: Path) -> None:
    told = answer(run, table, "--set", "A1.p.salience=90")
    # A1 no longer cares less for p than for q, so it has less reason to give way on p
    assert told["outcomes"][0]["base_after"] == pytest.approx(100)
    assert told["outcomes"][0]["after"] != pytest.approx(100)
    assert told["parameters"]["set"] == ["A1.p.salience=90"]
    assert "base: 1 potential exchange, 1 realised" in told["caption"]
    assert {row["difference"] for row in told["rows"]} == {"changed"}
    assert told["rows"][0]["change_gain"] == pytest.approx(told["rows"][0]["gain"] - told["rows"][0]["base_gain"])
    assert "base after" in run("trade", table, "--set", "A1.p.salience=90").stdout


def test_the_seed_is_too_thin_and_says_what_is_missing(run: Run, seed: Path) -> None:
    told = answer(run, seed)
    assert (told["potential"], told["realised"], told["rows"], told["assumed"]) == (None, [], [], [])
    assert (
        told["caption"].startswith("no exchange: the inputs are too thin")
        and "0 of 14 issues with positions have them" in told["caption"]
    )
    assert {"issue": "nato-membership", "what": "no salience", "actor": "ukraine", "label": "Ukraine"} in told[
        "missing"
    ]
    assert "missing, and not filled in: no capability: of all 8 actors on every issue" in told["notes"]
    assert told["parameters"]["parties"] == told["parties"]["actors"] == ["russia", "ukraine"]
    assert told["parties"]["left_out"]["nato-membership"] == "no salience of ukraine"
    assert "\nno best package of russia and ukraine: a package needs two issues on which" in told["caption"]
    result = run("trade", seed)
    assert "outcomes before and after" not in result.stdout
    assert result.output.startswith("no exchange: ") and result.output.index("\nnote: ") > result.output.index("thin")


def test_without_capability_the_seed_has_a_pareto_set_and_no_best_package(run: Run, seed: Path) -> None:
    told = answer(run, seed, "--assume", "salience=50")
    assert told["potential"] is None and told["parties"]["best"] is None
    assert len(told["parties"]["pareto"]) == 8 and told["parties"]["pareto"][0]["gains"] is None
    assert "the expected outcome: no capability of russia on" in told["caption"].split("\n")[1]
    assert "losses against all its own positions" in run("trade", seed, "--assume", "salience=50").stdout


def test_what_is_assumed_is_printed_with_the_trades(run: Run, seed: Path) -> None:
    words = ("--assume", "salience=50", "--assume", "capability=50")
    told = answer(run, seed, *words)
    assert told["potential"] > 0 and told["parties"]["best"] is not None
    assert "assumed of everybody who has none: salience=50, capability=50" in told["caption"]
    assert {"issue": "nato-membership", "actor": "ukraine", "quantity": "salience"} in told["assumed"]
    assert "assumed of everybody who has none" in run("trade", seed, *words).stdout


def test_parties_of_a_dossier_go_by_any_name(run: Run, seed: Path) -> None:
    told = answer(run, seed, "--parties", "Ukraine, Russia", "--assume", "salience=50", "--disagreement", "status-quo")
    assert told["parameters"]["parties"] == ["ukraine", "russia"]
    assert "no status quo of root-causes" in told["caption"].split("\n")[1]
    stand = [each for issue in ("ceasefire-30-days", "peace-memorandum") for each in ("--issue", issue)]
    narrowed = answer(run, seed, *stand, "--assume", "salience=50", "--disagreement", "status-quo")
    assert narrowed["parties"]["no_deal"]["gains"] == [0, 0]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--parties", "A1"], "--parties 'A1' are not two actors; write two with a comma between"),
        (["--parties", "A1,A3"], "no actor 'A3' has a position; declared are A1, A2"),
        (["--parties", "A1,A1"], "'A1' stands twice; name two actors"),
        (["--issue", "r"], "no issue 'r' in the file"),
        (["--as-of", "2025-01-01"], "--as-of belongs to a dossier"),
        (["--assume", "power=1"], "is no assumption"),
        (["--set", "A1.p=1"], "is no change"),
    ],
)
def test_misuse_is_told(run: Run, table: Path, words: list[str], message: str) -> None:
    result = run("trade", table, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_table_that_lacks_numbers_is_not_filled_in(run: Run, table: Path) -> None:
    table.write_text(TABLE.replace("q,A2,100,50,1", "q,A2,100,,1"))
    told = answer(run, table, *BOTH)
    assert told["potential"] is None
    assert told["parties"]["left_out"] == {"q": "no salience of A2"}
    assert any("fewer than 2 actors with all that it needs" in note for note in told["notes"])


def test_the_only_two_actors_of_a_table_are_the_parties(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("issue,actor,position,salience,capability\np,a,0,90,1\np,b,100,30,1\nq,a,0,30,1\nq,b,100,90,1\n")
    told = json.loads(run("trade", path, "--format", "json").stdout)
    assert told["parameters"]["parties"] == ["a", "b"]
    assert told["potential"] == 1
    assert "packages of a and b on 2 issues" in run("trade", path).stdout
