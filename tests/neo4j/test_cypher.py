"""`graphkit cypher`: one's own query, which can read and not write."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

from graphkit.store.load import load
from tests.cli.conftest import Run, run
from tests.report.made import talks

if TYPE_CHECKING:
    from neo4j import Driver

__all__ = ["run"]
pytestmark = pytest.mark.usefixtures("at_server")
Cypher = Callable[..., Result]


@pytest.fixture
def cypher(run: Run, driver: Driver) -> Cypher:
    """Runs a query from standard input."""

    def call(query: str, *words: object) -> Result:
        return run("cypher", "-", *words, stdin=query)

    return call


def value(cypher: Cypher, expression: str) -> object:
    """What an expression of Cypher comes to in JSON."""
    rows = json.loads(cypher(f"RETURN {expression} AS value", "--format", "json").stdout)
    found: object = rows[0]["value"]
    return found


# ---- values


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1.5", 1.5),
        ("9007199254740993", 9007199254740993),
        ("[1, null, ['a']]", [1, None, ["a"]]),
        ("{a: {b: true}}", {"a": {"b": True}}),
        ("date('2025-06-02')", "2025-06-02"),
        ("datetime('2025-06-02T10:00:00.123456789+02:00')", "2025-06-02T10:00:00.123456789+02:00"),
        ("localtime('10:00:01')", "10:00:01.000000000"),
        ("duration('P1Y2M3DT4S')", "P1Y2M3DT4S"),
        ("point({latitude: 41.0, longitude: 29.0})", {"srid": 4326, "x": 29.0, "y": 41.0}),
        ("0.0 / 0.0", "NaN"),
        ("-1 / 0.0", "-Infinity"),
    ],
)
def test_every_value_is_whole_in_json(cypher: Cypher, expression: str, expected: object) -> None:
    assert value(cypher, expression) == expected


def test_nodes_relationships_and_paths_are_told_by_id_in_a_table_and_whole_in_json(
    cypher: Cypher, driver: Driver
) -> None:
    load(driver, talks())
    query = "MATCH p = (a:Actor {id: 'actor:envoy'})-[r:HEADS]->(b) RETURN a, r, p"
    (row,) = csv.DictReader(io.StringIO(cypher(query, "--format", "csv").stdout))
    assert row == {
        "a": "actor:envoy",
        "r": "actor:envoy -HEADS-> actor:envoys",
        "p": "actor:envoy -HEADS-> actor:envoys",
    }
    (whole,) = json.loads(cypher(query, "--format", "json").stdout)
    assert whole["a"]["labels"] == ["Actor", "Person"]
    assert whole["a"]["properties"]["name"] == "Ada Envoy"
    assert (whole["r"]["type"], whole["r"]["start"], whole["r"]["end"]) == ("HEADS", "actor:envoy", "actor:envoys")
    assert whole["r"]["properties"]["valid"] == "2025-05"
    assert [node["properties"]["id"] for node in whole["p"]["nodes"]] == ["actor:envoy", "actor:envoys"]


def test_what_controls_a_terminal_is_shown_as_its_code(cypher: Cypher) -> None:
    result = cypher(r"RETURN '\u001b[31mred' AS `a\u001b[2Jb`, {`\u009b`: '\u202e'} AS m")
    assert "\x1b" not in result.stdout
    assert "\x9b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert r"\x1b[31mred" in result.stdout


# ---- parameters


def test_parameters_are_numbers_days_and_texts_as_they_look(cypher: Cypher) -> None:
    query = "RETURN $n + 1 AS n, $f AS f, $d.year AS year, $no AS no, $t AS t, $l[0].a AS l"
    result = cypher(
        query, "-p", "n=41", "-p", "f=1.5", "-p", "d=2025-06-02", "-p", "no=NO", "-p", "t=true", "-p", 'l:=[{"a": 7}]',
        "--format", "json",
    )  # fmt: skip
    assert json.loads(result.stdout) == [{"n": 42, "f": 1.5, "year": 2025, "no": "NO", "t": True, "l": 7}]


def test_a_missing_parameter_is_named_before_a_server_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_HOME", "/nowhere")
    result = run("cypher", "-", "-p", "a=1", stdin="RETURN $a, $b, $`c d`")
    assert result.exit_code == 2
    assert "no value for $b, $c d; write -p b=… -p c d=…" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-p", "isue=1"), "the query has no parameter 'isue'; did you mean 'issue'?"),
        (("-p", "issue"), "write -p NAME=VALUE"),
        (("-p", "issue=1", "-p", "issue=2"), "-p issue is given twice"),
        (("-p", "issue:=[1"), "is not JSON"),
        (("-p", "issue=99999999999999999999"), "beyond 64 bits"),
    ],
)
def test_a_wrong_parameter_is_misuse(cypher: Cypher, words: tuple[str, ...], said: str) -> None:
    result = cypher("RETURN $issue", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_lines_of_neo4j_browser_set_parameters_and_p_wins_over_them(cypher: Cypher) -> None:
    query = (
        ":param day => date('2025-06-01') + duration('P1D')\n:param {n: 1, m: 2};\nRETURN $day AS d, $n AS n, $m AS m"
    )
    assert cypher(query, "-p", "m=3", "--format", "csv").stdout == "d,n,m\n2025-06-02,1,3\n"


def test_parameters_have_the_kinds_that_a_header_gives_them(run: Run, tmp_path: Path, driver: Driver) -> None:
    file = tmp_path / "My own.cypher"
    file.write_text(
        "// title: What is it?\n// Gives back what it gets.\n// param dossier, as_of, known_on: always\n"
        "// param issue: issue id\n// param days: whole number, default 90\n// returns issue, days\n"
        "RETURN $issue AS issue, $days AS days\n"
    )
    assert run("cypher", file, "-p", "issue=truce", "--format", "csv").stdout == "issue,days\nissue:truce,90\n"
    wrong = run("cypher", file, "-p", "issue=truce", "-p", "days=many")
    assert wrong.exit_code == 2
    assert "'many' is no whole number" in wrong.stderr
    broken = run("cypher", "-", stdin="// title: What is it?\n// param issue: thing\nRETURN $issue AS issue\n")
    assert broken.exit_code == 2
    assert "-:2: no description" in broken.stderr


# ---- what is refused


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Canary)",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.name = 'x'",
        "MERGE (n:Canary {id: 2})",
        "CREATE INDEX mine FOR (n:Canary) ON (n.x)",
        "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS",
        "CALL db.createLabel('Mine')",
        "DROP CONSTRAINT graphkit_actor_key IF EXISTS",
    ],
)
def test_a_query_that_would_write_is_refused_and_nothing_is_changed(cypher: Cypher, driver: Driver, query: str) -> None:
    driver.execute_query("CREATE (:Canary {id: 1, name: 'alive'})")
    result = cypher(query)
    assert result.exit_code == 1
    assert "may only read" in result.stderr
    assert result.stdout == ""
    assert [dict(r["n"]) for r in driver.execute_query("MATCH (n) RETURN n").records] == [{"id": 1, "name": "alive"}]


def test_a_syntax_error_is_shown_at_its_place_in_the_file(run: Run, tmp_path: Path, driver: Driver) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text("// two lines\n:param x => 1\nMATCH (n)\n  RETRN n, $x\n")
    result = run("cypher", file)
    assert result.exit_code == 1
    assert f"{file}:4:3 Invalid input 'RETRN'" in result.stderr
    assert "\n    RETRN n, $x\n    ^\n" in result.stderr


def test_a_failure_while_it_runs_is_told_in_a_line(cypher: Cypher) -> None:
    result = cypher("RETURN 1 / 0")
    assert (result.exit_code, result.stderr) == (1, "Error: standard input: / by zero\n")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("RETURN 1;\n\nRETURN 2", "standard input:3 begins a second query"),
        ("// nothing\n", "standard input has no query"),
        (":play movies", ":play is a command of Neo4j Browser"),
    ],
)
def test_what_is_not_one_query_is_misuse(cypher: Cypher, query: str, said: str) -> None:
    result = cypher(query)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_semicolon_in_a_text_or_at_the_end_parts_nothing(cypher: Cypher) -> None:
    assert cypher("RETURN 'a;b' AS `c;d`; // e;f\n", "--format", "csv").stdout == "c;d\na;b\n"


def test_a_query_that_takes_too_long_is_ended(cypher: Cypher) -> None:
    start = time.monotonic()
    slow = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN sum(x * y)"
    result = cypher(slow, "--timeout", "0.5")
    assert result.exit_code == 1
    assert "give it longer with --timeout" in result.stderr
    assert time.monotonic() - start < 30


def test_rows_beyond_the_limit_are_not_read_and_one_is_told_so(cypher: Cypher) -> None:
    start = time.monotonic()
    result = cypher("UNWIND range(1, 1000000000) AS x RETURN x", "--limit", "3", "--format", "csv")
    assert result.stdout == "x\n1\n2\n3\n"
    assert "only the first 3 rows were read" in result.stderr
    assert time.monotonic() - start < 30


def test_exactly_as_many_rows_as_the_limit_are_all(cypher: Cypher) -> None:
    assert cypher("UNWIND range(1, 3) AS x RETURN x", "--limit", "3").stderr == ""


def test_a_label_that_nothing_has_is_told_with_its_place(cypher: Cypher) -> None:
    result = cypher("MATCH (n:Actr) RETURN n")
    assert result.exit_code == 0
    assert "note: standard input:1:10 The label `Actr` does not exist" in result.stderr


def test_a_plan_is_the_answer_to_explain(cypher: Cypher) -> None:
    assert "ProduceResults" in cypher("EXPLAIN MATCH (n) RETURN n").stdout


# ---- the page


def test_the_nodes_and_relationships_of_an_answer_are_drawn_with_the_records_behind_them(
    cypher: Cypher, driver: Driver, tmp_path: Path
) -> None:
    load(driver, talks())
    page = tmp_path / "page.html"
    result = cypher(
        "MATCH (a:Actor)-[:TOOK]->(p)-[:ON]->(i:Issue {id: 'issue:truce'}) RETURN a, p, i", "--render", page
    )
    assert f"drawn: '{page}'" in result.stderr
    html = page.read_text("utf-8")
    assert "Drawn: 4 actors, 1 issue and" in html
    assert "The wire" in html


def test_nodes_alone_are_joined_by_what_is_between_them(cypher: Cypher, driver: Driver, tmp_path: Path) -> None:
    driver.execute_query("CREATE (:Town {name: 'A'})-[:ROAD_TO {km: 5}]->(:Town {name: 'B'})")
    page = tmp_path / "page.html"
    cypher("MATCH (t:Town) RETURN t", "--render", page)
    assert '"word":"road to"' in page.read_text("utf-8")


def test_a_relationship_alone_comes_with_its_ends(cypher: Cypher, driver: Driver, tmp_path: Path) -> None:
    driver.execute_query("CREATE (:Town {name: 'Bytom'})-[:ROAD_TO]->(:Town {name: 'Gorzów'})")
    page = tmp_path / "page.html"
    cypher("MATCH ()-[r:ROAD_TO]->() RETURN r", "--render", page)
    assert "Bytom" in page.read_text("utf-8")


def test_rows_without_a_node_are_not_drawn_and_one_is_told_what_to_return(cypher: Cypher, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = cypher("RETURN 1 AS one", "--render", page)
    assert result.exit_code == 1
    assert "return nodes or relationships, as in RETURN a, r, b" in result.stderr
    assert not page.exists()
