"""`graphkit ask` on a server: the same rows, the same printing and the same page as from the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.reader import read
from graphkit.store.load import load
from graphkit.store.questions import Question, questions
from tests.cli.conftest import Run, run, seed

if TYPE_CHECKING:
    from neo4j import Driver

__all__ = ["run", "seed"]
SERVER = "neo4j:istanbul-2025"
CEASEFIRE = ("-p", "issue=ceasefire-30-days")
every_format = pytest.mark.parametrize("format_", ["table", "json", "csv"])


@pytest.fixture
def loaded(driver: Driver, at_server: None) -> Driver:
    """A server that holds the dossier of the Istanbul talks, and that every command finds."""
    load(driver, read(bundled_dossier("istanbul-2025"))[0])
    return driver


def examples(question: Question) -> list[str]:
    """Parameters as the header of a question gives them for an example."""
    return [
        word
        for each in question.parameters
        if each.required
        for word in ("-p", f"{each.name}={each.example or each.choices[0]}")
    ]


@pytest.mark.usefixtures("loaded")
def test_every_question_prints_the_same_from_both(run: Run, seed: Path) -> None:
    for question in questions().values():
        here, there = (run("ask", question.name, at, *examples(question)) for at in (seed, SERVER))
        assert (there.exit_code, there.stdout, there.stderr) == (0, here.stdout, here.stderr), question.name


@pytest.mark.usefixtures("loaded")
@every_format
def test_rows_print_the_same_in_every_format_on_other_days_and_with_a_limit(run: Run, seed: Path, format_: str) -> None:
    days = ("--as-of", "2025-05-20", "--known-on", "2025-06-10", "--limit", "4", "--format", format_)
    here, there = (run("ask", "coverage", at, *days) for at in (seed, SERVER))
    assert (there.stdout, there.stderr) == (here.stdout, here.stderr)


@pytest.mark.usefixtures("loaded")
def test_the_folder_of_a_dossier_tells_which_one_is_asked_on_the_server(run: Run, seed: Path) -> None:
    there = run("ask", "who-blocks", seed, *CEASEFIRE, "--on", "neo4j", "--format", "json")
    assert [row["actor"] for row in json.loads(there.stdout)] == ["actor:russia"]


@pytest.mark.usefixtures("loaded")
def test_the_page_is_the_same_from_both(run: Run, seed: Path, tmp_path: Path) -> None:
    for at, name in ((seed, "here.html"), (SERVER, "there.html")):
        run("ask", "who-stands-where", at, *CEASEFIRE, "--render", tmp_path / name)
    assert (tmp_path / "here.html").read_text("utf-8") == (tmp_path / "there.html").read_text("utf-8")


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("words", ["Мединский", "Vladimir Medinsky", "actor:medinsky"])
def test_an_actor_is_found_on_the_server_by_any_name(run: Run, words: str) -> None:
    result = run("ask", "path-between", SERVER, "-p", f"actor={words}", "-p", "other=UMEROV", "--format", "csv")
    assert "actor:medinsky" in result.stdout


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", "who-blocks", SERVER, "-p", "issue=ceasefire-30-day"), "did you mean 'ceasefire-30-days'?"),
        (("ask", "who-blocks", SERVER, "-p", "issue=actor:putin"), "no issue 'actor:putin'"),
        (("ask", "who-blocks", SERVER, "-p", "isue=x"), "did you mean 'issue'?"),
        (("ask", "who-blocks", SERVER), "who-blocks needs -p issue=…"),
        (("ask", "who-blocks", "neo4j:", *CEASEFIRE), "neo4j: names no dossier"),
    ],
)
def test_what_cannot_be_asked_is_misuse_that_says_what_can(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.usefixtures("loaded")
def test_a_dossier_that_the_server_does_not_hold_is_told_with_those_it_holds(run: Run) -> None:
    result = run("ask", "contested-issues", "neo4j:istanbul")
    assert result.exit_code == 1
    assert "the server holds no dossier 'istanbul'; did you mean 'istanbul-2025'?" in result.stderr


def test_a_graph_of_another_format_is_not_asked_since_it_may_lack_the_answer(loaded: Driver, run: Run) -> None:
    loaded.execute_query("MATCH (d:Dossier) SET d.format = 1")
    result = run("ask", "whose-consent", SERVER, *CEASEFIRE)
    assert result.exit_code == 1
    assert "was loaded by another version of graphkit (format 1, here 2); load it again" in result.stderr


@pytest.mark.usefixtures("driver", "at_server")
def test_an_empty_server_says_how_to_load_one(run: Run) -> None:
    result = run("ask", "contested-issues", SERVER)
    assert result.exit_code == 1
    assert "it holds none; load one with: graphkit neo4j load DIR" in result.stderr


@pytest.mark.usefixtures("loaded")
def test_the_query_that_is_printed_for_the_browser_gives_the_same_rows(run: Run, seed: Path) -> None:
    text = run("questions", "who-stands-where", seed, "--cypher", *CEASEFIRE).stdout
    pasted = run("cypher", "-", "--format", "json", stdin=text)
    assert pasted.stdout == run("ask", "who-stands-where", seed, *CEASEFIRE, "--format", "json").stdout
