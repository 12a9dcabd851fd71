"""`graphkit stability`, and the file that it reads."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.conftest import Run

# the prisoners' dilemma
FILE = """\
name: Dilemma
movers: {A: Ann, B: Ben}
options:
  - {name: a confesses, by: A}
  - {name: b confesses, by: B}
states:
  none: NN
  a: YN
  b: NY
  both: YY
preferences:
  A: [a, none, both, b]
  B:
    - b
    - none
    - both
    - a
"""


@pytest.fixture
def dilemma(tmp_path: Path) -> Path:
    path = tmp_path / "dilemma.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_equilibria_and_for_whom_each_state_is_stable_are_printed(run: Run, dilemma: Path) -> None:
    told = json.loads(run("stability", dilemma, "--format", "json").stdout)
    wider = {each: ["none", "both"] for each in ("seq", "gmr", "smr")}
    assert told["equilibria"] == {"nash": ["both"], **wider}
    assert told["parameters"]["movers"] == {"A": "Ann", "B": "Ben"}
    none = told["rows"][0]
    assert (none["state"], none["options"], none["nash"], none["seq"]) == ("none", [], False, True)
    assert (none["nash_for"], none["seq_for"], none["improvements"]) == ([], ["A", "B"], {"A": "a", "B": "b"})


def test_a_table_says_for_whom(run: Run, dilemma: Path) -> None:
    out = run("stability", dilemma).stdout
    assert out.startswith("Dilemma: 4 states; stable for A Ann, B Ben\nEquilibria: Nash {both}; SEQ {none, both}")
    assert [line.split() for line in out.splitlines() if line.startswith("both")] == [
        ["both", "a", "confesses,", "b", "confesses", "all", "all", "all", "all"]
    ]
    assert "| b | b confesses | B |" in run("stability", dilemma, "--format", "markdown").stdout


def test_csv_and_equilibria_only(run: Run, dilemma: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("stability", dilemma, "--equilibria", "--format", "csv").stdout)))
    assert [(row["state"], row["nash"], row["seq"]) for row in rows] == [
        ("none", "false", "true"),
        ("both", "true", "true"),
    ]


def test_without_states_every_combination_that_is_feasible_is_one(run: Run, dilemma: Path) -> None:
    text = FILE[: FILE.index("states:")] + "infeasible: [YY]\npreferences:\n  A: [YN, [NN, NY]]\n  B: [[NN, NY, YN]]\n"
    dilemma.write_text(text, encoding="utf-8")
    told = json.loads(run("stability", dilemma, "--format", "json").stdout)
    assert [row["state"] for row in told["rows"]] == ["NN", "NY", "YN"]
    assert told["equilibria"]["nash"] == ["NY", "YN"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: Dilemma", "title: Dilemma", "dilemma.yaml:1:1 no key 'title' in a conflict; declared are"),
        ("by: A}", "bi: A}", "dilemma.yaml:4:25 no key 'bi' in an option"),
        ("by: A}", "by: A, irreversible: maybe}", "dilemma.yaml:4:46 'maybe' is neither true nor false"),
        ("b confesses", "a confesses", "dilemma.yaml:5:12 an option 'a confesses' stands above already"),
        (
            "a: YN",
            "a: Y",
            "dilemma.yaml:8:6 the state is 'Y'; give Y, N or - for each option, a confesses",
        ),
        ("a: YN", "a: Y-", "dilemma.yaml:7:3 the states 'a' and 'both' overlap"),
        ("[a, none", "[a, non", "dilemma.yaml:12:10 no state 'non'; did you mean 'none'?"),
        ("[a, none", "[a, a", "dilemma.yaml:12:10 the state 'a' stands before already"),
        ("[a, none", "[a", "dilemma.yaml:12:6 'A' ranks no none; name every state"),
        ("{A: Ann", "{X: Ann", "dilemma.yaml:2:10 'X' has no option; declared are A, B"),
        ("  A: [a, none, both, b]\n", "", "no preference of 'A'; list the states, best first"),
        ("[a, none", "[*a, none", "an alias *a"),
        (
            "  - {name: a confesses, by: A}\n  - {name: b confesses, by: B}\n",
            "",
            "no list of options; give at least one",
        ),
        ("options:", "options: {", "dilemma.yaml"),
        (FILE, "", "dilemma.yaml:1:1"),
        (FILE, "- a\n", "write one mapping of keys to values"),
        ("states:", "infeasible: [YY]\nstates:", "nothing is left to be infeasible"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(run: Run, dilemma: Path, old: str, new: str, message: str) -> None:
    assert old in FILE
    dilemma.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    result = run("stability", dilemma)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("stability", tmp_path / "none.yaml")
    assert result.exit_code == 1 and "name a YAML file" in result.stderr


def test_the_moves_are_drawn_and_written_as_a_graph(run: Run, dilemma: Path, tmp_path: Path) -> None:
    picture, graph = tmp_path / "moves.svg", tmp_path / "moves.graphml"
    result = run("stability", dilemma, "--plot", picture, "--export", graph)
    assert result.exit_code == 0, result.stderr
    assert picture.read_bytes().startswith(b"<?xml") and "moves.svg" in result.stderr
    again = nx.parse_graphml(graph.read_text(encoding="utf-8"), force_multigraph=True)
    improving = [(one, other) for one, other, what in again.edges(data=True) if what["improves"]]
    assert improving == [("none", "a"), ("none", "b"), ("a", "both"), ("b", "both")]
    told = json.loads((run("stability", dilemma, "--export", tmp_path / "m.json"), tmp_path / "m.json")[1].read_text())
    assert [node["id"] for node in told["nodes"] if node["nash"]] == ["both"]


def test_a_graph_of_an_unknown_form_is_misuse(run: Run, dilemma: Path, tmp_path: Path) -> None:
    result = run("stability", dilemma, "--export", tmp_path / "moves.txt")
    assert result.exit_code == 2 and "let it end in .graphml or .json" in result.stderr
