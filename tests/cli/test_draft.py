"""`graphkit draft`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit import open_dossier
from tests.cli.conftest import Run


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("draft", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def verdicts(told: dict[str, Any]) -> dict[str, str]:
    return {f"{row['actor']} {row['issue']}": row["verdict"] for row in told["rows"]}


def test_every_proposal_of_the_seed_is_judged_by_what_was_said_and_shows_the_answers_on_record(
    run: Run, seed: Path
) -> None:
    found = {each.id: answer(run, seed, "--draft", each.key) for each in open_dossier(seed).proposals}
    assert {id: told["verdict"] for id, told in found.items()} == {
        "ceasefire-after-jeddah": "refuses",
        "putin-conditions": "refuses",
        "prisoner-swap": "accepts",
        "ukraine-memorandum": "refuses",
        "ceasefire-30-days-call": "refuses",
        "two-day-halt": "undetermined",
        "children-list": "undetermined",
        "russia-memorandum": "undetermined",
    }
    assert found["prisoner-swap"]["verdicts"] == {"russia": "accepts", "ukraine": "accepts"}
    assert [(each["actor"], each["answer"], each["verdict"]) for each in found["prisoner-swap"]["answers"]] == [
        ("russia", "accept", "accepts"),
        ("ukraine", "accept", "accepts"),
    ]
    jeddah = found["ceasefire-after-jeddah"]
    assert [(each["answer"], each["verdict"]) for each in jeddah["answers"]] == [("conditional", "undetermined")]
    conditions = [part for row in jeddah["rows"] for part in row["parts"] if "condition" in part["name"]]
    assert [part["state"] for part in conditions] == ["undetermined"] * 4
    assert conditions[3]["why"] == "told in words alone"
    assert any("rests on what is alleged" in note for note in jeddah["notes"])


def test_a_refusal_names_the_line_with_its_position_claim_source_and_grade(run: Run, seed: Path) -> None:
    out = run("draft", seed, "--term", "size-of-forces=60").stdout
    assert "refused by ukraine; accepted by russia" in out
    assert "fails: bankova-size-of-forces at_most: at most 50; the draft has 60" in out
    assert "By bne's account" in out and "grade B3" in out
    assert "could any package on these issues satisfy all? yes" in out
    assert "size-of-forces  25 to 50" in out


def test_a_draft_that_cannot_be_completed_tells_minimal_conflicts(run: Run, seed: Path) -> None:
    told = answer(run, seed, "--draft", "ceasefire-after-jeddah")
    assert told["completion"]["answer"] == "no"
    conflicts = [{f"{each['position']} {each['part']}" for each in one} for one in told["completion"]["conflicts"]]
    assert {"putin-ceasefire-30-days condition 2", "bankova-nato-membership at_most"} in conflicts
    assert told["any_package"]["answer"] == "open"
    assert all(each["sources"] for one in told["completion"]["conflicts"] for each in one)


def test_a_what_if_shows_the_verdict_without_it_and_writes_nothing(run: Run, seed: Path) -> None:
    before = {path: path.read_bytes() for path in seed.iterdir()}
    words = ("--term", "size-of-forces=40", "--set", "Russia.size-of-forces.at_least=60")
    told = answer(run, seed, *words)
    assert [(row["actor"], row["verdict"], row["base_verdict"]) for row in told["rows"]] == [
        ("russia", "refuses", "accepts"),
        ("ukraine", "accepts", "accepts"),
    ]
    assert (told["any_package"]["answer"], told["base_any_package"]["answer"]) == ("no", "yes")
    assert "what if: Russia.size-of-forces.at_least=60" in told["caption"]
    assert "base: yes" in run("draft", seed, *words).stdout
    assert {path: path.read_bytes() for path in seed.iterdir()} == before


def test_a_file_of_terms_is_read_and_what_is_wrong_in_it_is_told_with_its_place(
    run: Run, seed: Path, tmp_path: Path
) -> None:
    terms = tmp_path / "terms.yaml"
    terms.write_text("size-of-forces: 50\npeace-memorandum:\n")
    table = tmp_path / "terms.csv"
    table.write_text("issue,value\nsize-of-forces,50\npeace-memorandum,\n")
    for file in (terms, table):
        told = answer(run, seed, "--draft", file)
        assert told["parameters"]["terms"] == {"size-of-forces": 50, "peace-memorandum": None}
    assert answer(run, seed, "--draft", terms, "--term", "size-of-forces=60")["verdict"] == "refuses"
    for text, message in (
        ("size-of-forces: much\n", "terms.yaml:1:17 the term on 'size-of-forces' is 'much'"),
        ("size-of-forces: [1]\n", "is a list or mapping; write a number"),
        ("a: 101\n", "is '101'; write a number from 0 to 100"),
        ("", "no terms; write one such as"),
        ("- a\n", "terms.yaml:1:1"),
    ):
        terms.write_text(text)
        result = run("draft", seed, "--draft", terms)
        assert (result.exit_code, result.stdout) == (1, "")
        assert message in result.stderr
    table.write_text("issue,value\ntoll,101\ntoll,1\ntoll,2\n,2\n")
    told_wrong = run("draft", seed, "--draft", table).stderr
    assert "terms.csv:2:6 the value 101 is not from 0 to 100" in told_wrong
    assert "terms.csv:4:1 'toll' stands above already" in told_wrong and "terms.csv:5:1 no issue" in told_wrong


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--draft", "prisoner-swop"], "did you mean 'prisoner-swap'?"),
        (["--draft", "none.yaml"], "no file 'none.yaml'"),
        (["--term", "size-of-forces"], "write an issue and a number from 0 to 100"),
        (["--term", "size-of-forces=nan"], "write an issue and a number from 0 to 100"),
        (["--term", "humanitarian-component=5"], "has no scale"),
        (["--term", "sise=5"], "no issue 'sise'"),
        (["--parties", "Russia,,Ukraine"], "has an empty place"),
        (["--parties", "Russia", "--everybody"], "leave one of them out"),
        (["--set", "Russia.size-of-forces.mood=3"], "QUANTITY is one of value, stance"),
        (["--set", "Russia.size-of-forces.value=x"], "'x' is no number"),
        (["--set", "Russia.two-day-truce.value=30"], "set its stance as well"),
        (["--set", "Russia.size-of-forces.stance=maybe"], "no stance 'maybe'"),
        (["--set", "Russia.size-of-forces.at_most=10"], "at_least 25 is above at_most 10"),
    ],
)
def test_misuse_is_told(run: Run, seed: Path, words: list[str], message: str) -> None:
    result = run("draft", seed, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_without_a_draft_the_package_is_on_all_issues_and_thin_evidence_is_said(run: Run, seed: Path) -> None:
    told = answer(run, seed)
    assert told["rows"] == [] and told["any_package"]["answer"] == "open"
    assert len(told["any_package"]["package"]) == 14
    assert run("draft", seed).stdout.startswith("no draft; as of 2025-06-02\n")


def test_a_draft_may_be_older_or_newer_than_the_day(run: Run, seed: Path) -> None:
    told = answer(run, seed, "--draft", "prisoner-swap", "--as-of", "2025-04-01")
    assert told["answers"] == [] and told["verdict"] == "undetermined"
    assert "prisoner-swap was not made by that day, so no answers to it are told" in told["notes"]


def test_markdown_and_csv_hold_the_rows(run: Run, seed: Path) -> None:
    words = ("draft", seed, "--draft", "ukraine-memorandum", "--everybody")
    assert (
        "| size-of-forces | 0 | russia | refuses | a red line is crossed |"
        in run(*words, "--format", "markdown").stdout
    )
    rows = run(*words, "--format", "csv").stdout.splitlines()
    assert rows[0].startswith("issue,term,actor,verdict,why,fails") and len(rows) == 10
