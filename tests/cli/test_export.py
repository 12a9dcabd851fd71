"""`graphkit export`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest

from graphkit.cli.export import NETWORKS
from tests.cli.conftest import Run


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_leaves_in_every_format_and_networkx_reads_it(
    network: str, run: Run, seed: Path, tmp_path: Path
) -> None:
    sizes = set()
    for format_ in ("graphml", "gexf", "json"):
        file = tmp_path / f"n.{format_}"
        assert run("export", seed, "--network", network, "--format", format_, "-o", file).exit_code == 0
        if format_ == "json":
            graph = nx.node_link_graph(json.loads(file.read_text("utf-8")), edges="edges")
        else:
            graph = (nx.read_graphml if format_ == "graphml" else nx.read_gexf)(file)
        sizes.add((graph.number_of_nodes(), graph.number_of_edges()))
    assert len(sizes) == 1
    run("export", seed, "--network", network, "--format", "csv", "-o", tmp_path / "csv")
    with (tmp_path / "csv" / "edges.csv").open(encoding="utf-8-sig", newline="") as file_:
        edges = list(csv.DictReader(file_))
    assert len(edges) == sizes.pop()[1]


def test_without_a_file_the_text_goes_to_standard_output(run: Run, seed: Path, tmp_path: Path) -> None:
    run("export", seed, "--format", "graphml", "-o", tmp_path / "g.graphml")
    assert run("export", seed, "--format", "graphml").stdout == (tmp_path / "g.graphml").read_text("utf-8")


def test_a_dash_is_standard_output(run: Run, seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    same = [run("export", seed, "--format", "gexf", *words).stdout for words in ((), ("-o", "-"))]
    assert same[0] == same[1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [(), ("-o", "-")])
def test_csv_without_a_folder_is_misuse(words: tuple[str, ...], run: Run, seed: Path) -> None:
    assert run("export", seed, "--format", "csv", *words).exit_code == 2


def test_an_export_of_an_earlier_day_has_only_what_held_then(run: Run, seed: Path) -> None:
    text = run("export", seed, "--format", "json", "--as-of", "2025-05-20").stdout
    ids = {node["id"] for node in json.loads(text)["nodes"]}
    assert "istanbul-2025/event:istanbul-16-may" in ids
    assert "istanbul-2025/event:talks-2-june" not in ids


def test_the_record_can_leave_with_what_was_retracted(run: Run, example: Path) -> None:
    actors = example / "actors.yaml"
    actors.write_text(actors.read_text() + "- {id: gone, name: Gone, kind: person, retracted_on: 2025-02-20}\n")
    kept = json.loads(run("export", example, "--format", "json").stdout)["nodes"]
    every = json.loads(run("export", example, "--format", "json", "--with-retracted").stdout)["nodes"]
    assert [node["labels"] for node in every if node["record"] == "actor:gone"] == [["Retracted"]]
    assert "actor:gone" not in [node["record"] for node in kept]
    words = ("export", example, "--format", "json", "--with-retracted", "--as-of", "2025-01-20")
    assert run(*words).exit_code == 2


def test_the_same_dossier_gives_the_same_bytes(run: Run, seed: Path) -> None:
    for format_ in ("graphml", "gexf", "json"):
        assert run("export", seed, "--format", format_).stdout == run("export", seed, "--format", format_).stdout
