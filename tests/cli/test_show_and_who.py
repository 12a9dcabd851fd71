"""`graphkit show` and `graphkit who`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graphkit.cli.show import COLUMNS
from graphkit.dossier.reader import read
from graphkit.dossier.rows import row
from tests.cli.conftest import Run

LATE = "- {id: late, name: Ada Late, kind: public, recorded_on: 2025-02-03, retracted_on: 2025-02-09}\n"
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
    assert (north["basis"], north["status"], north["setting"]) == ("stated", "plain", "public")
    assert "attributed_by" not in north
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


@pytest.mark.parametrize("words", [("--actor", "ada sauth"), ("--actor", "Ada"), ("--actor", "north")])
def test_a_suggestion_cannot_control_the_terminal(words: tuple[str, str], run: Run, example: Path) -> None:
    actors = example / "actors.yaml"
    actors.write_text(actors.read_text().replace("name: Ada North", r'name: "Ada \e[31mNorth"'))
    result = run("show", "positions", example, *words)
    assert "\x1b" not in result.stdout + result.stderr


def test_a_part_of_a_name_is_answered_with_the_names_it_may_be_part_of(run: Run, example: Path) -> None:
    assert "did you mean 'Ada North'?" in run("show", "positions", example, "--actor", "Ada").stderr
    hint = run("show", "positions", example, "--actor", "Town").stderr
    assert "did you mean 'Town of North Bank' or 'Town of South Bank'?" in hint


def test_what_is_declared_is_listed_by_id_alone(run: Run, example: Path) -> None:
    result = run("show", "positions", example, "--actor", "xyzzy")
    assert "no actor 'xyzzy'; declared are mayor-north, north-bank, south-bank\n" in result.stderr


@pytest.mark.parametrize("words", [("who", "Ada Late"), ("show", "positions", "--actor", "late")])
def test_an_actor_that_does_not_count_on_that_day_is_answered_with_when_it_does(
    words: tuple[str, ...], run: Run, example: Path
) -> None:
    actors = example / "actors.yaml"
    actors.write_text(actors.read_text() + LATE)
    assert run(words[0], *words[1:], example, "--known-on", "2025-02-05").exit_code == 0
    for days in (("--known-on", "2025-02-02"), ("--known-on", "2025-02-09"), ()):
        result = run(words[0], *words[1:], example, *days)
        assert result.exit_code == 2
        assert f"actor '{words[-1]}' does not count on that day of the record" in result.stderr
        assert "its record begins on 2025-02-03 and was retracted on 2025-02-09" in result.stderr


def test_a_judgement_on_an_issue_that_does_not_count_names_it_by_its_id(run: Run, example: Path) -> None:
    judgements = example / "judgements.yaml"
    judgements.write_text(judgements.read_text() + "  recorded_on: 2025-01-20\n")
    issues = example / "issues.yaml"
    issues.write_text(issues.read_text() + "  recorded_on: 2025-02-03\n")
    actors = example / "actors.yaml"
    actors.write_text(actors.read_text().replace("- id: ", "- recorded_on: 2025-01-19\n  id: "))
    result = run("who", "north-bank", example, "--known-on", "2025-01-25")
    assert "salience of bridge-toll 80, by editor" in result.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_the_columns_of_its_kind_with_rows_and_without(kind: str, run: Run, seed: Path) -> None:
    full, empty = (
        run("show", kind, seed, "--known-on", day, "--format", "csv").stdout.splitlines()
        for day in ("2026-01-01", "2000-01-01")
    )
    assert len(full) > len(empty) == 1
    assert full[0] == empty[0] == ",".join(COLUMNS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_a_kind_are_those_of_its_rows(kind: str, seed: Path) -> None:
    dossier, _ = read(seed)
    assert {tuple(row(record)) for record in dossier.of_kind(kind.removesuffix("s"))} == {COLUMNS[kind]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_begins_with_the_ids_and_breaks_none(kind: str, run: Run, seed: Path) -> None:
    ids = {record["id"] for record in json.loads(run("show", kind, seed, "--format", "json").stdout)}
    lines = run("show", kind, seed).stdout.splitlines()
    assert lines[0].startswith("id ") or not lines[0].strip().startswith("id")
    assert ids <= {line.split()[0] for line in lines if line.strip()}


def test_umerov_has_no_position_of_his_own_and_his_delegations_are_marked_as_theirs(run: Run, seed: Path) -> None:
    told = run("who", "umerov", seed).stdout
    assert "Positions: none known" in told
    theirs = told.partition("which are theirs")[2]
    assert "UA delegation: " in theirs.partition("\nTies")[0]


def test_who_tells_a_position_with_claim_source_paragraph_and_grade(run: Run, example: Path) -> None:
    told = run("who", "Nordufer", example).stdout
    assert "conditional at 60: Toll on the bridge, 2025-01-13  [north-bank-for-a-toll]\n" in told
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


def test_who_gives_programs_the_roles_in_events_and_the_answers_to_proposals(run: Run, example: Path) -> None:
    told = json.loads(run("who", "south-bank", example, "--format", "json").stdout)
    assert [(event["id"], event["roles"]) for event in told["events"]] == [("council-2025-01-13", ["party"])]
    ((proposal,),) = [told["answered"]]
    assert [(each["answer"], each["date"]) for each in proposal["answers"]] == [("reject", "2025-01-13")]
    lines = rows(run("who", "south-bank", example, "--format", "csv").stdout)
    assert [(row["section"], row["roles"], row["answers"]) for row in lines if row["roles"] or row["answers"]] == [
        ("events", "party", ""),
        ("answered", "", "reject"),
    ]


def test_every_record_that_who_tells_of_has_its_id_at_the_end_of_its_line(run: Run, example: Path) -> None:
    told = {
        line.rpartition("  [")[2].removesuffix("]")
        for actor in ("north-bank", "south-bank", "mayor-north")
        for line in run("who", actor, example).stdout.splitlines()
        if line.endswith("]")
    }
    assert told == {
        *("north-bank", "south-bank", "mayor-north", "mayor-north-heads-north-bank"),
        *("north-bank-for-a-toll", "south-bank-against-a-toll"),
        *("council-2025-01-13", "half-toll", "salience-north-bank-toll"),
    }


def test_a_name_that_two_actors_share_asks_for_the_id(run: Run, example: Path) -> None:
    actors = example / "actors.yaml"
    actors.write_text(actors.read_text() + "- id: other-ada\n  name: Ada North\n  kind: person\n")
    result = run("who", "ada north", example)
    assert result.exit_code == 2
    assert "mayor-north, other-ada" in result.stderr
