"""`graphkit questions`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graphkit.cli.questions import literal
from graphkit.store.questions import questions
from graphkit.store.text import parameters, settings
from tests.cli.conftest import Run


def test_every_question_is_listed_in_every_format(run: Run) -> None:
    names = list(questions())
    assert [row["name"] for row in json.loads(run("questions", "--format", "json").stdout)] == names
    assert [row["name"] for row in csv.DictReader(io.StringIO(run("questions", "--format", "csv").stdout))] == names
    assert all(f"\n{name}  " in run("questions").stdout for name in names)


def test_a_question_is_described_with_its_parameters_and_an_example(run: Run) -> None:
    told = run("questions", "who-blocks").stdout
    question = questions()["who-blocks"]
    assert question.title in told
    assert "-p issue=…  issue id, e.g. issue:ceasefire-30-days" in told
    assert f"The answer tells {question.columns[0]}, {question.columns[1]}" in told
    assert "graphkit ask who-blocks DIR -p issue=issue:ceasefire-30-days" in told


def test_in_json_a_parameter_has_its_kind_example_and_default(run: Run) -> None:
    told = json.loads(run("questions", "coverage", "--format", "json").stdout)
    assert told["parameters"] == [
        {"name": "issue", "kind": "issue id", "example": "issue:ceasefire-30-days", "default": "all"}
    ]


def test_with_cypher_the_query_stands_under_lines_that_set_every_parameter(run: Run, seed: Path) -> None:
    text = run("questions", "who-blocks", seed, "--cypher", "-p", "issue=Unconditional 30-day ceasefire").stdout
    query, found = settings(text)
    assert {each.name: each.expression for each in found} == {
        "dossier": "'istanbul-2025'",
        "as_of": "date('2025-06-02')",
        "known_on": "date('9999-12-31')",
        "issue": "'issue:ceasefire-30-days'",
    }
    assert set(parameters(query)) <= {each.name for each in found}
    assert questions()["who-blocks"].text in text


@pytest.mark.parametrize("name", list(questions()))
def test_without_a_dossier_the_lines_hold_the_examples(run: Run, name: str) -> None:
    query, found = settings(run("questions", name, "--cypher").stdout)
    assert set(parameters(query)) <= {each.name for each in found}


def test_days_that_are_given_stand_in_the_lines(run: Run, seed: Path) -> None:
    words = ("questions", "who-blocks", seed, "--cypher", "--as-of", "2025-04-01", "--known-on", "2025-07-01")
    lines = run(*words).stdout.splitlines()
    assert ":param as_of => date('2025-04-01');" in lines
    assert ":param known_on => date('2025-07-01');" in lines


def test_an_unknown_question_is_misuse_with_a_suggestion(run: Run) -> None:
    result = run("questions", "who-block")
    assert result.exit_code == 2
    assert "no question 'who-block'; did you mean 'who-blocks'?" in result.stderr
    assert "graphkit questions lists them" in run("questions", "zzz").stderr


@pytest.mark.parametrize("words", [("--cypher",), ("-p", "issue=x"), ("who-blocks", "-p", "issue=x")])
def test_values_go_with_the_query_of_one_question(run: Run, words: tuple[str, ...]) -> None:
    assert run("questions", *words).exit_code == 2


@given(some.text())
def test_whatever_a_text_holds_it_stays_one_literal_on_one_line(text: str) -> None:
    written = literal(text)
    assert written.isprintable()
    assert written.startswith("'") and written.endswith("'")
    inside = written[1:-1].replace("\\\\", "").replace("\\'", "")
    assert "'" not in inside
    assert not inside.endswith("\\")
