"""`graphkit show` and `graphkit who`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

KINDS = ("actors", "ties", "issues", "positions", "judgements", "proposals", "events", "sources")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_shown_in_every_format(kind: str, run: Run, seed: Path) -> None:
    table = run("show", kind, seed)
    records = json.loads(run("show", kind, seed, "--format", "json").stdout)
    lines = rows(run("show", kind, seed, "--format", "csv").stdout)
    assert table.exit_code == 0
    assert records
    assert [record["id"] for record in records] == [line["id"] for line in lines]


def test_json_has_the_record_whole_with_its_evidence(run: Run, example: Path) -> None:
    north, _ = json.loads(run("show", "positions", example, "--format", "json").stdout)
    assert north["conditions"] == [{"text": "The other town pays half of the upkeep.", "then": "support"}]
    assert north["evidence"] == [{"source": "gazette-2025-01-14", "locator": {"paragraph": 3}, "credibility": 2}]
    assert north["value"] == 60
    assert north["valid"] == "2025-01-13"


def test_an_actor_is_found_by_id_name_and_alias_in_any_script_and_case(run: Run, seed: Path) -> None:
    answers = {
        run("show", "positions", seed, "--actor", words, "--format", "csv").stdout
        for words in ("medinsky", "actor:medinsky", "Vladimir Medinsky", "мединский")
    }
    assert len(answers) == 1
    assert "medinsky-peace-memorandum" in answers.pop()


def test_positions_can_be_narrowed_to_an_issue(run: Run, seed: Path) -> None:
    found = rows(run("show", "positions", seed, "--issue", "ceasefire-30-days", "--format", "csv").stdout)
    every = rows(run("show", "positions", seed, "--format", "csv").stdout)
    assert {row["id"] for row in found} >= {row["id"] for row in every if row["issue"] == "ceasefire-30-days"}
    assert len(found) < len(every)


def test_actor_and_issue_together_narrow_to_both(run: Run, seed: Path) -> None:
    found = rows(
        run("show", "positions", seed, "--actor", "putin", "--issue", "ceasefire-30-days", "--format", "csv").stdout
    )
    assert [row["id"] for row in found] == ["putin-ceasefire-30-days"]


def test_issues_of_an_actor_are_those_it_took_a_position_on(run: Run, example: Path) -> None:
    issues = example / "issues.yaml"
    issues.write_text(issues.read_text() + "- id: other\n  name: Other\n  question: Other?\n")
    found = rows(run("show", "issues", example, "--actor", "south-bank", "--format", "csv").stdout)
    assert [row["id"] for row in found] == ["bridge-toll"]


def test_sources_of_an_actor_are_those_that_show_something_about_it(run: Run, seed: Path) -> None:
    found = rows(run("show", "sources", seed, "--actor", "fidan", "--format", "csv").stdout)
    assert "bne-2025-06-02" in {row["id"] for row in found}


def test_an_unknown_actor_is_misuse_with_a_suggestion(run: Run, seed: Path) -> None:
    result = run("show", "positions", seed, "--actor", "umarov")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'umerov'?" in result.stderr


def test_as_of_shows_what_had_happened_by_then(run: Run, seed: Path) -> None:
    before = {row["id"] for row in rows(run("show", "events", seed, "--as-of", "2025-05-20", "--format", "csv").stdout)}
    assert "istanbul-16-may" in before
    assert before.isdisjoint({"spiderweb", "talks-2-june", "trump-warnings"})


def test_known_on_a_day_before_the_record_shows_nothing(run: Run, seed: Path) -> None:
    assert run("show", "events", seed, "--known-on", "2020-01-01").stdout == "none\n"


def test_a_day_that_is_none_is_misuse(run: Run, seed: Path) -> None:
    result = run("show", "events", seed, "--as-of", "2025-02-30")
    assert result.exit_code == 2
    assert "'2025-02-30' is not in the calendar" in result.stderr


def test_a_table_has_no_column_in_which_nothing_stands(run: Run, example: Path) -> None:
    header = run("show", "positions", example).stdout.splitlines()[0]
    assert "attributed by" in header
    assert "status" not in header


def test_text_from_a_file_cannot_control_the_terminal(run: Run, example: Path) -> None:
    actors = example / "actors.yaml"
    actors.write_text(actors.read_text().replace("name: Ada North", r'name: "Ada \e[31mNorth\a [bold]x[/bold]"'))
    for words in (("show", "actors"), ("who", "mayor-north")):
        shown = run(words[0], *words[1:], example).stdout
        assert r"Ada \x1b[31mNorth\x07 [bold]x[/bold]" in shown.replace("\n", " ")
        assert "\x1b[31m" not in shown


def test_umerov_has_no_position_of_his_own_and_his_delegations_are_marked_as_theirs(run: Run, seed: Path) -> None:
    told = run("who", "umerov", seed).stdout
    assert "Positions: none known" in told
    theirs = told.partition("which are theirs")[2]
    assert "UA delegation: " in theirs.partition("\nTies")[0]


def test_who_tells_a_position_with_claim_source_paragraph_and_grade(run: Run, example: Path) -> None:
    told = run("who", "Nordufer", example).stdout
    assert "conditional at 60: Toll on the bridge  [2025-01-13]" in told
    assert "if: The other town pays half of the upkeep." in told
    assert "River Gazette: Councils meet over the bridge, 2025-01-14, paragraph 3, grade B2" in told


def test_who_says_who_attributes_a_position_and_that_it_is_reported(run: Run, example: Path) -> None:
    told = run("who", "south-bank", example).stdout
    assert "according to Ada North" in told
    assert "reported" in told


def test_paragraphs_of_one_source_and_grade_stand_on_one_line(run: Run, seed: Path) -> None:
    told = run("who", "umerov", seed).stdout
    event = told.partition("Istanbul talks of 2 June")[2].partition("\n  2025")[0]
    assert "paragraphs " in event


def test_who_gives_programs_every_section(run: Run, seed: Path) -> None:
    told = json.loads(run("who", "fidan", seed, "--format", "json").stdout)
    assert told["actor"]["id"] == "fidan"
    assert {position["actor"] for position in told["positions"]} == {"fidan"}
    sections = {row["section"] for row in rows(run("who", "fidan", seed, "--format", "csv").stdout)}
    assert {"positions", "ties", "events"} <= sections


def test_a_name_that_two_actors_share_asks_for_the_id(run: Run, example: Path) -> None:
    actors = example / "actors.yaml"
    actors.write_text(actors.read_text() + "- id: other-ada\n  name: Ada North\n  kind: person\n")
    result = run("who", "ada north", example)
    assert result.exit_code == 2
    assert "mayor-north, other-ada" in result.stderr
