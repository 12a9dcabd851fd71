"""What a command takes for a dossier: a folder, or what Discourse Network Analyzer wrote; and what for a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


@pytest.mark.shared
def test_a_database_of_dna_is_taken_where_a_dossier_is(run: Run, shared: Path, tmp_path: Path) -> None:
    sample = shared / "data" / "dna" / "sample.dna"
    shown = run("show", "positions", sample, "--format", "json")
    assert shown.exit_code == 0
    assert "Sierra Club" in run("show", "actors", sample).stdout
    page = tmp_path / "page.html"
    assert run("render", sample, "-o", page).exit_code == 0
    assert "Sierra Club" in page.read_text("utf-8")
    assert run("ask", "contested-issues", sample).exit_code == 0


def test_a_file_that_is_no_database_is_refused_with_what_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.dna").write_text("notes")
    result = run("show", "actors", tmp_path / "notes.dna")
    assert result.exit_code == 1
    assert "notes.dna" in result.stderr


def test_what_writes_files_wants_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.dna").write_text("notes")
    result = run("fmt", tmp_path / "notes.dna")
    assert result.exit_code == 2
    assert "is a file; name the folder of a dossier" in result.stderr


EVENTS = """\
statement_id;time;organization;concept;agreement;start_position;stop_position;coder;document_id;document_title
1;2025-01-01 00:00:00;Union;Tax;1;10;15;1;1;Morning
2;2025-01-02 00:00:00;Union;Road;0;10;15;1;2;Evening
3;2025-01-02 00:00:00;League;Tax;1;30;35;1;2;Evening
"""
MATRIX = '"";"Union";"League"\n"Union";0;2\n"League";2;0'
DL = 'dl n = 2, format = fullmatrix\nlabels:\n"Union"\n"League"\ndata:\n 0 2\n 2 0'
GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">
<node id="n1"><data key="name">Union</data><data key="Type">A</data></node>
<node id="n2"><data key="name">League</data><data key="Type">B</data></node>
<edge source="n1" target="n2"><data key="weight">2</data></edge></graph></graphml>"""
NETWORKS = {"matrix.csv": MATRIX, "network.dl": DL, "network.graphml": GRAPHML}


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS)
    return path


@pytest.fixture(params=NETWORKS)
def network(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / str(request.param)
    path.write_text(NETWORKS[request.param])
    return path


def test_an_event_list_is_taken_where_a_dossier_is(run: Run, events: Path, tmp_path: Path) -> None:
    assert "Evening" in run("who", "Union", events).stdout
    assert [row["id"] for row in json.loads(run("show", "positions", events, "--format", "json").stdout)] == [
        "statement-1",
        "statement-2",
        "statement-3",
    ]
    page = tmp_path / "page.html"
    for words in (
        ("render", events, "-o", page),
        ("ask", "contested-issues", events),
        ("export", events, "--format", "graphml", "-o", tmp_path / "a.graphml"),
        ("log", "union", events),
        ("changes", events, "--from", "2025-01-01", "--to", "2025-01-02"),
        ("influence", events, "--movers"),
        ("camps", events, "--resamples", "0"),
        ("zone", events),
        ("draft", events),
    ):
        result = run(*words)
        assert result.exit_code == 0, (words, result.stderr)
    assert "League" in page.read_text("utf-8")


def test_a_network_is_refused_where_positions_are_asked_for_with_what_would_do(run: Run, network: Path) -> None:
    for words in (
        ("show", "positions", network),
        ("who", "Union", network),
        ("render", network),
        ("ask", "contested-issues", network),
        ("discourse", network),
        ("coders", network),
    ):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, ""), words
        assert "is a network: it says who is tied to whom, not who took which position" in result.stderr
        assert "name the database (.dna) or the event list (.csv)" in result.stderr


def scores(run: Run, path: Path, *words: str) -> list[dict[str, Any]]:
    result = run("influence", path, *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, Any]] = json.loads(result.stdout)["rows"]
    return rows


def test_a_network_is_measured(run: Run, network: Path) -> None:
    assert {row["actor"]: row["neighbours"] for row in scores(run, network)} == {"League": 1, "Union": 1}
    camps = json.loads(run("camps", network, "--format", "json").stdout)
    assert {row["actor"] for row in camps["rows"]} == {"League", "Union"}


def test_the_type_that_dna_gives_an_actor_is_its_group(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_text(GRAPHML)
    found = json.loads(run("brokers", path, "--format", "json").stdout)
    assert {row["actor"]: row["group"] for row in found["rows"]} == {"Union": "A", "League": "B"}


def test_what_chooses_among_networks_is_misuse_with_one(run: Run, network: Path) -> None:
    assert "is a network already; leave it out" in run("influence", network, "--network", "congruence").stderr
    assert "--window does not go with a network" in run("camps", network, "--window", "1m").stderr
    assert run("camps", network, "--network", "signed").exit_code == 2


def test_a_network_of_two_modes_is_measured_and_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"";"Tax";"Road"\n"Union";1;0\n"League";2;1')
    for command in ("influence", "camps"):
        result = run(command, path)
        assert result.exit_code == 0
        assert "the network has two modes" in result.stderr


@pytest.mark.parametrize("command", ["influence", "camps", "brokers"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n<graphml>&b;</graphml>', ":1:1 "),
        ("<graphml", ":1:"),
        ("<a>" * 50_000, "it is no XML"),
        ("<graphml>" + "<graph>" * 20_000 + "</graph>" * 20_000 + "</graphml>", "without nodes"),
        ("\x00", "a.graphml"),
        ("", "a.graphml"),
    ],
)
def test_hostile_and_broken_graphml_is_a_problem_and_no_traceback(
    run: Run, tmp_path: Path, command: str, text: str, message: str
) -> None:
    path = tmp_path / "a.graphml"
    path.write_text(text)
    result = run(command, path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


@pytest.mark.shared
def test_the_exports_of_the_sample_are_measured_alike_and_as_its_database_is(run: Run, shared: Path) -> None:
    folder = shared / "data" / "dna"
    names = [f"onemode_org_congruence.{suffix}" for suffix in ("csv", "graphml", "dl")]
    by_file = [scores(run, folder / "exports" / name) for name in names]
    database = scores(run, folder / "sample.dna")
    assert by_file[0] == by_file[1] == by_file[2]
    for one, other in zip(by_file[0], database, strict=True):
        assert {name: other[name] for name in one if name != "sources"} == pytest.approx(
            {name: value for name, value in one.items() if name != "sources"}
        )
