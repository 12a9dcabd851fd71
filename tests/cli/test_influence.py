"""`graphkit influence`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphkit.analysis.influence.chosen import NAMES
from graphkit.cli.measured import NETWORKS
from tests.cli.conftest import Run
from tests.formats.dna_made import write_dna

EDGES = "source,target,weight,sign\nAnn,Ben,1,+\nBen,Cid,2,+\nCid,Ann,1,-\nDan,Ben,1,+\n"
MOVED = """
- id: south-bank-before
  actor: south-bank
  issue: bridge-toll
  stance: support
  claim: The town wanted a toll.
  valid: 2025-01-02
  evidence: [{source: gazette-2025-01-14}]
"""


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    path = tmp_path / "edges.csv"
    path.write_text(EDGES)
    return path


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("influence", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def by_actor(found: dict[str, Any], name: str) -> dict[str, Any]:
    return {row["actor"]: row[name] for row in found["rows"]}


def test_the_words_for_networks_are_those_that_there_are() -> None:
    assert NETWORKS == NAMES


def test_a_table_names_the_network_the_day_and_the_sources(run: Run, seed: Path) -> None:
    result = run("influence", seed, "--kind", "heads", "--kind", "represents", "--measure", "pagerank", "--top", "2")
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "network ties (heads, represents), ties as directed; as of 2025-06-02; 15 actors, 10 ties from 1 source"
    )
    assert lines[2].split() == ["rank", "actor", "tied", "to", "sources", "pagerank"]
    assert [line.split()[1] for line in lines[3:]] == ["russia", "ukraine"]
    assert "one source carries every tie: bne-2025-06-02" in result.stderr


def test_scores_of_an_edge_list_are_those_of_networkx(run: Run, edges: Path) -> None:
    found = answer(run, edges)
    assert found["parameters"]["network"] == "edges"
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from([("Ann", "Ben", 1), ("Ben", "Cid", 2), ("Dan", "Ben", 1)])
    assert by_actor(found, "pagerank") == pytest.approx(nx.pagerank(graph, tol=1e-12))
    assert by_actor(found, "betweenness") == pytest.approx(nx.betweenness_centrality(graph))
    assert "left out, ties of the other sign: 1" in found["notes"]


def test_ties_may_be_turned_and_negative_ones_counted(run: Run, edges: Path) -> None:
    forward, backward = answer(run, edges), answer(run, edges, "--direction", "backward")
    assert by_actor(forward, "pagerank")["Dan"] < by_actor(backward, "pagerank")["Dan"]
    both = answer(run, edges, "--sign", "both")
    assert by_actor(both, "neighbours") == {"Ann": 2, "Ben": 3, "Cid": 2, "Dan": 1}
    assert both["parameters"]["sign"] == "both"


def test_csv_has_every_column_and_its_caption_is_talk(run: Run, edges: Path) -> None:
    result = run("influence", edges, "--measure", "core", "--format", "csv")
    assert next(csv.reader(io.StringIO(result.stdout))) == [
        "actor", "label", "rank", "neighbours", "sources", "core",
    ]  # fmt: skip
    assert "edges of the file" in result.stderr


def test_markdown_shows_names_as_they_stand(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("source,target\nA|*,B\n")
    assert "| 2 | A\\|\\* | 1 |" in run("influence", path, "--measure", "pagerank", "--format", "markdown").stdout


def test_why_gives_the_records_behind_a_rank_with_their_sources(run: Run, seed: Path) -> None:
    found = answer(run, seed, "--network", "co-participation", "--why", "Хакан Фидан")
    assert found["parameters"]["why"] == "fidan"
    records = {(row["other"], row["record"]) for row in found["rows"]}
    assert ("medinsky", "event:talks-2-june") in records
    assert all("bne IntelliNews" in " ".join(row["evidence"]) for row in found["rows"])


def test_why_of_an_edge_list_gives_its_ties(run: Run, edges: Path) -> None:
    told = run("influence", edges, "--why", "Ben", "--measure", "pagerank").stdout
    assert "Ben [Ben]: rank 2 of 4 by pagerank" in told
    rows = answer(run, edges, "--why", "Ben")["rows"]
    assert [(row["way"], row["other"], row["strength"]) for row in rows] == [
        ("from", "Ann", 1.0),
        ("from", "Dan", 1.0),
        ("to", "Cid", 2.0),
    ]


def test_a_tie_of_agreement_is_shown_by_the_positions_behind_it(run: Run, seed: Path) -> None:
    rows = answer(run, seed, "--network", "agreement", "--why", "putin")["rows"]
    assert {row["record"].partition(":")[0] for row in rows} == {"position"}


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_of_the_seed_has_scores_and_sources(run: Run, seed: Path, network: str) -> None:
    found = answer(run, seed, "--network", network)
    assert found["rows"]
    assert found["parameters"]["sources"] == ["bne-2025-06-02"]
    assert sum(by_actor(found, "pagerank").values()) == pytest.approx(1)


def test_a_database_gives_its_discourse_network(run: Run, tmp_path: Path) -> None:
    said = [("Union", "Tax", 1, 1, "Ann"), ("League", "Tax", 1, 1, "Ben"), ("Club", "Tax", 0, 1, "Cid")]
    path = write_dna(tmp_path / "a.dna", said, dates={1: "2025-01-01"})
    assert set(by_actor(answer(run, path), "rank")) == {"Union", "League", "Club"}
    assert by_actor(answer(run, path, "--network", "conflict"), "neighbours") == {"Club": 2, "League": 1, "Union": 1}


def test_a_database_names_the_documents_behind_its_ties(run: Run, tmp_path: Path) -> None:
    said = [("Union", "Tax", 1, 1, "Ann"), ("League", "Tax", 1, 2, "Ben"), ("Club", "Tax", 0, 3, "Cid")]
    path = write_dna(tmp_path / "a.dna", said, dates={1: "2025-01-01", 2: "2025-01-02", 3: "2025-01-03"})
    found = answer(run, path)
    assert by_actor(found, "sources") == {"Union": 2, "League": 2, "Club": 0}
    assert "from 2 sources" in found["caption"]
    assert "from 3 sources" in answer(run, path, "--network", "conflict")["caption"]


def test_what_becomes_of_rows_that_are_no_tie_of_their_own_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("source,target,weight,value\nA,B,1,9\nA,B,2,9\nB,B,1,9\nB,C,0,9\n")
    found = answer(run, path)
    assert found["notes"][:4] == [
        "rows that repeat a pair, whose weights add up: 1",
        "left out, actors tied to themselves: 1",
        "left out, pairs whose ties weigh 0 or cancel: 1",
        "columns not read: 'value'",
    ]
    assert {name: found["parameters"][name] for name in ("directed", "actors", "ties")} == {
        "directed": True,
        "actors": 3,
        "ties": 1,
    }


def test_opinions_settle_between_those_who_meet_and_say_what_is_missing(run: Run, seed: Path) -> None:
    found = answer(run, seed, "--opinions", "ceasefire-30-days", "--susceptibility", "0.5", "--steps", "3")
    assert found["parameters"]["model"] == "friedkin-johnsen"
    assert by_actor(found, "initial") == {"putin": 25, "russia": 0, "ukraine": 100, "ukrainian-delegation": 100}
    assert 0 < by_actor(found, "settles")["russia"] < 100
    assert len(found["path"]) == 4
    assert {"actor": "fidan", "label": "Fidan", "what": "no position on the issue"} in found["missing"]


def test_a_susceptibility_may_be_of_one_actor_and_of_the_rest(run: Run, seed: Path) -> None:
    words = ("--opinions", "ceasefire-30-days", "--susceptibility", "0.5", "--susceptibility", "Russia=0")
    found = answer(run, seed, *words)
    assert by_actor(found, "settles")["russia"] == 0
    only = answer(run, seed, *words[:2], "--susceptibility", "russia=0.5", "--susceptibility", "ukraine=0.5")
    assert set(by_actor(only, "settles")) == {"russia", "ukraine"}


def test_opinions_are_told_with_what_goes_in(run: Run, seed: Path) -> None:
    result = run("influence", seed, "--opinions", "ceasefire-30-days", "--susceptibility", "0.5")
    assert "alleged" in result.stdout
    assert "missing, and not filled in: no position on the issue: " in result.stderr
    why = run("influence", seed, "--opinions", "ceasefire-30-days", "--susceptibility", "0.5", "--why", "russia")
    assert "position:russia-ceasefire-30-days" in why.stdout
    assert "position:putin-ceasefire-30-days" in why.stdout


def test_who_moved_whom_is_tested_against_chance(run: Run, example: Path) -> None:
    positions = example / "positions.yaml"
    later = "- id: south-bank-against-a-toll\n"
    text = positions.read_text().replace(later, f"{later}  supersedes: south-bank-before\n")
    positions.write_text(text.replace("valid: 2025-01-13\n  value: 60", "valid: 2025-01-10\n  value: 60") + MOVED)
    found = answer(run, example, "--movers", "--within", "5", "--permutations", "99")
    rows = {row["by"]: row for row in found["rows"]}
    assert (rows["north-bank"]["moved"], rows["north-bank"]["followed"]) == ("south-bank", 1)
    assert rows["mayor-north"]["followed"] == 0
    assert 0 < rows["north-bank"]["p"] <= 1
    why = answer(run, example, "--movers", "--why", "south-bank")["rows"][0]
    assert (why["impulse"], why["days"]) == ("position:north-bank-for-a-toll", 3)
    assert "What follows need not be caused." in run("influence", example, "--movers").stdout


def test_where_nobody_changed_position_there_is_nothing_to_test(run: Run, seed: Path) -> None:
    result = run("influence", seed, "--movers")
    assert result.exit_code == 0
    assert "no position on one day supersedes another" in result.stdout
    assert answer(run, seed, "--movers")["rows"] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--opinions", "ceasefire"), "--opinions needs --susceptibility S"),
        (("--opinions", "ceasefire", "--susceptibility", "2"), "no number from 0 to 1"),
        (("--opinions", "ceasefir", "--susceptibility", "0"), "or 'ceasefire-30-days' or"),
        (("--opinions", "ceasefire", "--movers"), "two questions"),
        (("--susceptibility", "0.5"), "--susceptibility belongs to --opinions ISSUE"),
        (("--within", "3"), "--within belongs to --movers"),
        (("--movers", "--network", "ties"), "--network is not for --movers"),
        (("--network", "signed", "--kind", "heads"), "--kind is of the network ties"),
        (("--why", "nato"), "'nato' has no tie in the network ties"),
        (("--movers", "--from", "2025-02-01", "--to", "2025-01-01"), "swap --from and --to"),
    ],
)
def test_wrong_wishes_are_misuse(run: Run, seed: Path, words: tuple[str, ...], message: str) -> None:
    result = run("influence", seed, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--network", "ties"), "--network belongs to a dossier"),
        (("--as-of", "2025-01-01"), "--as-of belongs to a dossier"),
        (("--why", "Ana"), "declared are Ann, Ben, Cid, Dan"),
        (("--movers",), "is a file; --movers asks a dossier"),
    ],
)
def test_what_belongs_to_a_dossier_is_misuse_with_an_edge_list(
    run: Run, edges: Path, words: tuple[str, ...], message: str
) -> None:
    result = run("influence", edges, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_wrong_edge_list_is_a_problem_with_its_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("source,target,weight\nA,B,much\n")
    result = run("influence", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "edges.csv:2:5 " in result.stderr


def test_as_of_a_day_before_the_first_tie_there_is_none(run: Run, example: Path) -> None:
    result = run("influence", example, "--as-of", "2020-01-01")
    assert result.exit_code == 0
    assert result.stdout.endswith("0 actors, 0 ties from 0 sources\n\nnone\n")
    for words in (("--movers",), ("--opinions", "bridge-toll", "--susceptibility", "1")):
        assert run("influence", example, "--as-of", "2020-01-01", *words).exit_code == 0
