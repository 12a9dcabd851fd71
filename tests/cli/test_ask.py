"""`graphkit ask` on a dossier's files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.analysis.questions import Asked, answer
from graphkit.cli.main import main
from graphkit.dossier.reader import read
from graphkit.report.named import keys_of
from graphkit.store.questions import questions
from tests.cli.conftest import Run

CEASEFIRE = ("-p", "issue=ceasefire-30-days")


def test_the_rows_are_those_of_the_question_in_every_format(run: Run, seed: Path) -> None:
    dossier, _ = read(seed)
    asked = Asked(dossier, dossier.manifest.as_of or dossier.manifest.as_of)  # type: ignore[arg-type]  # the seed has one
    rows = answer("who-stands-where", asked, issue="issue:ceasefire-30-days")
    assert json.loads(run("ask", "who-stands-where", seed, *CEASEFIRE, "--format", "json").stdout) == rows
    table = run("ask", "who-stands-where", seed, *CEASEFIRE).stdout
    lines = list(
        csv.DictReader(io.StringIO(run("ask", "who-stands-where", seed, *CEASEFIRE, "--format", "csv").stdout))
    )
    assert [line["position"] for line in lines] == [row["position"] for row in rows]
    assert tuple(lines[0]) == questions()["who-stands-where"].columns
    assert all(row["position"] in table for row in rows)


def test_which_dossier_and_days_the_rows_are_of_goes_to_standard_error(run: Run, seed: Path) -> None:
    result = run("ask", "who-blocks", seed, *CEASEFIRE, "--known-on", "2025-07-01")
    assert result.stderr == "Who blocks an issue? istanbul-2025, as of 2025-06-02, as known on 2025-07-01: 1 row\n"


@pytest.mark.parametrize("words", ["ceasefire-30-days", "issue:ceasefire-30-days", "UNCONDITIONAL 30-day Ceasefire"])
def test_what_is_asked_about_may_be_an_id_a_key_or_a_name(run: Run, seed: Path, words: str) -> None:
    result = run("ask", "who-blocks", seed, "-p", f"issue={words}", "--format", "json")
    assert [row["actor"] for row in json.loads(result.stdout)] == ["actor:russia"]


def test_an_alias_in_another_script_names_an_actor(run: Run, seed: Path) -> None:
    words = ("path-between", seed, "-p", "actor=Мединский", "-p", "other=umerov", "--format", "csv")
    assert "actor:medinsky" in run("ask", *words).stdout


def test_the_days_decide_what_is_answered(run: Run, seed: Path) -> None:
    early = run("ask", "who-stands-where", seed, *CEASEFIRE, "--as-of", "2025-04-01", "--format", "json")
    late = run("ask", "who-stands-where", seed, *CEASEFIRE, "--format", "json")
    assert len(json.loads(early.stdout)) < len(json.loads(late.stdout))
    assert (
        json.loads(run("ask", "who-blocks", seed, *CEASEFIRE, "--as-of", "2020-01-01", "--format", "json").stdout) == []
    )


def test_a_record_not_yet_known_on_that_day_is_misuse_that_says_when_it_is(run: Run, seed: Path) -> None:
    result = run("ask", "who-blocks", seed, *CEASEFIRE, "--known-on", "2025-06-01")
    assert result.exit_code == 2
    assert "begins on 2025-06-03" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("who-block",), "did you mean 'who-blocks'?"),
        (("who-blocks",), "who-blocks needs -p issue=… (issue id, e.g. issue:ceasefire-30-days)"),
        (("who-blocks", "-p", "isue=x"), "who-blocks has no parameter 'isue'; did you mean 'issue'?"),
        (("who-blocks", "-p", "actor=x"), "who-blocks has no parameter 'actor'; it has issue"),
        (("mediators", "-p", "x=1"), "mediators has no parameter 'x'; it has none"),
        (("who-blocks", "-p", "issue"), "write -p NAME=VALUE"),
        (("who-blocks", "-p", "issue=a", "-p", "issue=b"), "-p issue is given twice"),
        (("who-blocks", "-p", "issue=ceasefire-30-day"), "did you mean 'ceasefire-30-days'?"),
        (("changes-since", "-p", "day=yesterday"), "'yesterday' is no day; write one such as 2025-06-02"),
    ],
)
def test_what_cannot_be_asked_is_misuse_that_says_what_can(
    run: Run, seed: Path, words: tuple[str, ...], said: str
) -> None:
    result = run("ask", words[0], seed, *words[1:])
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_limit_cuts_the_rows_and_says_so(run: Run, seed: Path) -> None:
    result = run("ask", "coverage", seed, "--limit", "2", "--format", "json")
    assert len(json.loads(result.stdout)) == 2
    assert "2 rows, more were left out" in result.stderr


def test_a_dossier_on_a_server_cannot_be_asked_as_files(run: Run) -> None:
    result = run("ask", "contested-issues", "neo4j:istanbul-2025", "--on", "dossier")
    assert result.exit_code == 2
    assert "is on a server" in result.stderr


def test_without_a_server_one_is_told_how_to_have_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    result = run("ask", "contested-issues", "neo4j:istanbul-2025", "--home", tmp_path)
    assert result.exit_code == 1
    assert "graphkit neo4j up" in result.stderr


def test_an_answer_can_be_drawn(run: Run, seed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("ask", "who-blocks", seed, *CEASEFIRE, "--render", page)
    assert f"drawn: '{page}'" in result.stderr
    assert "actor:russia" in result.stdout
    html = page.read_text("utf-8")
    assert "<h1>Who blocks an issue?</h1>" in html
    assert "issue: Unconditional 30-day ceasefire, 1 row, as of 2 June 2025." in html


def test_a_page_on_standard_output_stands_there_alone(run: Run, seed: Path) -> None:
    assert run("ask", "who-blocks", seed, *CEASEFIRE, "--render", "-").stdout.startswith("<!doctype html>")


def test_an_answer_without_rows_is_not_drawn(run: Run, seed: Path, tmp_path: Path) -> None:
    result = run("ask", "red-lines", seed, *CEASEFIRE, "--render", tmp_path / "page.html")
    assert result.exit_code == 1
    assert "the answer has no row" in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_a_page_that_cannot_be_written_is_told_before_anything_is_asked(run: Run, seed: Path, tmp_path: Path) -> None:
    result = run("ask", "who-blocks", seed, *CEASEFIRE, "--render", tmp_path)
    assert result.exit_code == 2
    assert "name a file in it with --render" in result.stderr


ROWS: list[dict[str, Any]] = [{"actor": "actor:a", "position": "position:p", "sources": ["source:s"]}]


def test_sources_that_are_cited_are_drawn_only_where_there_is_nothing_else() -> None:
    assert keys_of("d", ROWS, {}) == {"d/actor:a", "d/position:p"}
    assert keys_of("d", [{"sources": ["source:s"]}], {}) == {"d/source:s"}
    assert keys_of("d", [{"position": "position:p", "source": "source:s"}], {}) == {"d/position:p", "d/source:s"}


def test_what_is_asked_about_is_drawn_too() -> None:
    assert keys_of("d", ROWS, {"issue": "issue:i", "day": None}) == {"d/actor:a", "d/position:p", "d/issue:i"}


def test_a_crowd_of_claims_is_drawn_without_the_source_that_carries_them() -> None:
    rows = [{"position": f"position:p{n}", "source": "source:s"} for n in range(20)]
    assert "d/source:s" not in keys_of("d", rows, {})


def completed(words: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a shell offers for the last of some words."""
    from click.shell_completion import ShellComplete

    *args, incomplete = words.split(" ")
    return [item.value for item in ShellComplete(main, {}, "graphkit", "").get_completions(args, incomplete)]


def test_names_of_questions_and_parameters_and_ids_are_completed(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completed("ask who-bl", monkeypatch) == ["who-blocks"]
    assert completed("ask who-blocks -p i", monkeypatch) == ["issue="]
    assert "issue=ceasefire-30-days" in completed(f"ask who-blocks {seed} -p issue=cease", monkeypatch)
