"""`graphkit brokers`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    path = tmp_path / "edges.csv"
    path.write_text("source,target\nAnn,Ben\nBen,Cid\nDan,Ben\n")
    return path


@pytest.fixture
def nodes(tmp_path: Path) -> Path:
    path = tmp_path / "nodes.csv"
    path.write_text("id,group\nAnn,X\nBen,Y\nCid,Y\nDan,Z\n")
    return path


def rows(run: Run, *words: object) -> dict[str, dict[str, Any]]:
    result = run("brokers", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return {row["actor"]: row for row in json.loads(result.stdout)["rows"]}


def test_roles_of_an_edge_list_go_by_the_groups_of_a_table(run: Run, edges: Path, nodes: Path) -> None:
    found = rows(run, edges, "--groups", nodes)
    assert {role: found["Ben"][role] for role in ("gatekeeper", "liaison", "total")} == {
        "gatekeeper": 2,
        "liaison": 0,
        "total": 2,
    }
    assert found["Ann"]["total"] == 0
    # density 3/12: 3 · 2 paths in all, of them 2 into Ben's own group, each with the chance d² (1 - d)
    assert found["Ben"]["expected_total"] == pytest.approx(6 * 0.25**2 * 0.75)
    assert found["Ben"]["expected_gatekeeper"] == pytest.approx(2 * 0.25**2 * 0.75)
    assert found["Ben"]["z_gatekeeper"] > 5


def test_who_stands_in_the_table_of_groups_alone_counts_as_an_actor_without_a_tie(
    run: Run, edges: Path, tmp_path: Path
) -> None:
    path = tmp_path / "more.csv"
    path.write_text("id,group\nAnn,X\nBen,Y\nCid,Y\nDan,Z\nEve,Z\n")
    result = run("brokers", edges, "--groups", path, "--format", "json")
    found = json.loads(result.stdout)
    assert found["parameters"]["actors"] == 5
    assert found["parameters"]["density"] == pytest.approx(3 / 20)
    assert found["parameters"]["groups"] == {"X": 1, "Y": 2, "Z": 2}
    assert "actors of more.csv without a tie, which count too: 1" in found["notes"]
    assert {row["actor"] for row in found["rows"]} == {"Ann", "Ben", "Cid", "Dan", "Eve"}


def test_groups_of_other_actors_are_misuse(run: Run, edges: Path, seed: Path, tmp_path: Path) -> None:
    path = tmp_path / "others.csv"
    path.write_text("id,group\nann,X\n")
    for network in (edges, seed):
        result = run("brokers", network, "--groups", path)
        assert result.exit_code == 2
        assert "nobody in the network has a group in others.csv" in result.stderr


def test_a_file_that_is_not_there_is_told_as_a_file(run: Run, tmp_path: Path) -> None:
    for command in ("brokers", "influence", "camps"):
        result = run(command, tmp_path / "none.csv")
        assert result.exit_code == 2
        assert "no file" in result.stderr and "name an edge list" in result.stderr


def test_groups_may_stand_in_the_edge_list(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("source,target,group,target_group\nAnn,Ben,X,Y\nBen,Cid,Y,Z\n")
    assert rows(run, path)["Ben"]["liaison"] == 1


def test_a_table_shows_brokers_with_z_and_names_network_groups_and_sources(run: Run, seed: Path) -> None:
    result = run("brokers", seed, "--network", "co-participation", "--by", "kind")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("network co-participation; as of 2025-06-02; 26 actors, 18 ties from 1 source; 6 groups")
    assert lines[3].split()[:3] == ["ukraine", "state", "1"]
    assert "(+" in lines[3]
    assert "a high z may be one path" in result.stderr


def test_csv_has_counts_expectations_and_z(run: Run, edges: Path, nodes: Path) -> None:
    told = run("brokers", edges, "--groups", nodes, "--format", "csv").stdout
    first = next(csv.DictReader(io.StringIO(told)))
    assert (first["actor"], first["gatekeeper"]) == ("Ben", "2")
    assert {"expected_liaison", "z_liaison"} <= first.keys()


def test_why_gives_the_paths_and_the_evidence_behind_them(run: Run, seed: Path) -> None:
    found = run("brokers", seed, "--why", "RU delegation", "--format", "json")
    row = next(row for row in json.loads(found.stdout)["rows"] if row["start"] == "trump")
    assert (row["role"], row["end"]) == ("gatekeeper", "russia")
    assert row["behind_start"] == ["tie:trump-pressures-russian-delegation"]
    assert "bne IntelliNews" in row["evidence"][0]


def test_direction_is_followed_or_dropped(run: Run, edges: Path, nodes: Path) -> None:
    both = rows(run, edges, "--groups", nodes, "--direction", "both")["Ben"]
    assert (both["gatekeeper"], both["representative"], both["liaison"]) == (2, 2, 2)


@pytest.mark.parametrize(
    ("words", "message"),
    [((), "--groups NODES.csv"), (("--by", "kind"), "--by kind is of a dossier")],
)
def test_an_edge_list_without_groups_is_misuse(run: Run, edges: Path, words: tuple[str, ...], message: str) -> None:
    result = run("brokers", edges, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_wrong_table_of_groups_is_a_problem(run: Run, edges: Path, tmp_path: Path) -> None:
    path = tmp_path / "nodes.csv"
    path.write_text("id,group\nAnn,X\nAnn,Y\n")
    result = run("brokers", edges, "--groups", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "give every actor one group" in result.stderr


def test_a_network_without_paths_has_no_brokers(run: Run, example: Path) -> None:
    result = run("brokers", example, "--by", "kind")
    assert result.exit_code == 0
    assert result.stdout.endswith("\n\nnone\n")
