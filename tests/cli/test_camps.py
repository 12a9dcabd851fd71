"""`graphkit camps`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.formats.dna_made import write_dna

EDGES = """\
source,target,weight,sign,group
Ann,Bob,1,+,x
Bob,Cid,1,-,x
Ann,Cid,1,-,x
Cid,Dan,2,+,y
Dan,Ann,1,+,y
"""
NORTH = """
- id: {id}
  actor: {actor}
  issue: bridge-toll
  stance: {stance}
  claim: A word on the toll.
  valid: {day}
  evidence: [{{source: gazette-2025-01-14}}]
"""


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    path = tmp_path / "edges.csv"
    path.write_text(EDGES, encoding="utf-8")
    return path


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("camps", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_an_edge_list_is_told_as_a_table(run: Run, edges: Path) -> None:
    told = run("camps", edges).stdout.splitlines()
    assert told == [
        "network edges (ties of the file); 4 of 4 actors tied by 5 ties; sources not told",
        "frustration index 1 of 6 by weight (proven); 1 of 2 triangles balanced",
        "what so many camps leave unexplained: 1: 2, 2: 1, 3: 1, 4: 1, 5: 1",
        "polarization: modularity 0.31, E-I -0.50, controversy 0.59",
        "pressure is highest on: Ann 0.33, Dan 0.33",
        "of the groups that are given: modularity 0.31, E-I -0.50, controversy 0.59",
        "stays: share of 200 draws of ties with replacement in which the actor is still tied to its camp",
        "fits, misfits: weight of the actor's ties that fit its camp or not; pressure is the share that does not",
        "",
        *told[9:],
    ]
    assert told[9].split() == ["camp", "actor", "side", "stays", "fits", "misfits", "pressure", "unbalanced"]
    assert [line.split()[:3] for line in told[10:]] == [
        ["A", "Ann", "certain"],
        ["A", "Bob", "certain"],
        ["B", "Cid", "certain"],
        ["B", "Dan", "certain"],
    ]


def test_json_has_the_parameters_the_network_as_a_whole_and_a_row_for_each_actor(run: Run, edges: Path) -> None:
    found = answer(run, edges, "--seed", 3)
    assert found["parameters"]["seed"] == 3
    assert found["parameters"]["method"] == "frustration"
    assert found["network"]["frustration_index"] == 1
    assert found["network"]["proven"] is True
    assert found["network"]["frustrated_ties"] == [["Ann", "Dan", 1.0]]
    assert [(row["camp"], row["actor"]) for row in found["rows"]] == [
        ("A", "Ann"),
        ("A", "Bob"),
        ("B", "Cid"),
        ("B", "Dan"),
    ]


def test_csv_is_one_table_and_its_caption_is_talk(run: Run, edges: Path) -> None:
    result = run("camps", edges, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["actor"], row["pressure"]) for row in rows][:2] == [("Ann", "0.3333333333333333"), ("Bob", "0")]
    assert "frustration index 1" in result.stderr


def test_markdown_is_a_table(run: Run, edges: Path) -> None:
    assert (
        "| A | Ann | certain | 2 | 1 | 0.333 | 1 |"
        in run("camps", edges, "--resamples", 0, "--format", "markdown").stdout
    )


def test_why_tells_the_ties_of_an_edge_list_and_what_would_move_the_actor(run: Run, edges: Path) -> None:
    found = answer(run, edges, "--why", "Bob")
    assert found["parameters"]["camp"] == "A"
    pulls = {row["what"]: row["pull"] for row in found["rows"]}
    assert pulls == {"agreement with Ann": 1, "conflict with Cid": 1}
    told = run("camps", edges, "--why", "Bobb")
    assert (told.exit_code, "did you mean 'Bob'?" in told.stderr) == (2, True)


def test_of_the_seed_it_is_told_how_thin_the_evidence_is(run: Run, seed: Path) -> None:
    result = run("camps", seed, "--resamples", 20)
    assert result.exit_code == 0
    assert result.stdout.startswith("network signed (agreement less conflict); as of 2025-06-02; ")
    assert "from 1 source" in result.stdout.splitlines()[0]
    assert "one source carries everything" in result.stderr
    assert "alleged or disputed positions: " in result.stderr
    assert "one position each puts these into their camps: Medinsky, Yermak" in result.stderr
    assert "without ties, so in no camp: " in result.stderr


def test_why_in_a_dossier_names_the_issues_the_positions_and_what_their_turn_would_do(run: Run, seed: Path) -> None:
    rows = answer(run, seed, "--why", "Росія", "--resamples", 0)["rows"]
    by_issue = {row["about"]: row for row in rows}
    assert by_issue["ceasefire-30-days"]["positions"] == ["russia-ceasefire-30-days"]
    assert by_issue["ceasefire-30-days"]["doubtful"] == ["russia-ceasefire-30-days"]
    assert by_issue["ceasefire-30-days"]["against"] == ["ukraine", "ukrainian-delegation"]
    assert {row["if_turned"] for row in rows} <= {"stays", "either", "changes camp", "loses its ties"}
    assert sum(row["pull"] for row in rows) == 8


def test_who_has_no_tie_has_no_camp_and_that_is_told(run: Run, seed: Path) -> None:
    told = run("camps", seed, "--why", "trump")
    assert (told.exit_code, "Trump has no tie in the network signed, so no camp" in told.stderr) == (2, True)
    told = run("camps", seed, "--why", "umerov")
    assert (told.exit_code, "'umerov' has no position in the network" in told.stderr) == (2, True)


def test_leaving_out_what_is_alleged_leaves_nothing_doubtful(run: Run, seed: Path) -> None:
    found = answer(run, seed, "--exclude", "status=alleged", "--resamples", 0)
    assert {row["doubtful"] for row in found["rows"]} == {0}
    assert sum(row["doubtful"] for row in answer(run, seed, "--resamples", 0)["rows"]) == 11


@pytest.mark.parametrize("network", ["signed", "agreement", "conflict", "ties"])
@pytest.mark.parametrize("method", ["frustration", "leiden"])
def test_every_network_has_camps(run: Run, seed: Path, network: str, method: str) -> None:
    found = answer(run, seed, "--network", network, "--method", method, "--resamples", 2)
    assert {row["camp"] for row in found["rows"]} > {"-"}


def test_windows_tell_polarization_its_range_and_the_events_before_a_change(run: Run, example: Path) -> None:
    with (example / "positions.yaml").open("a", encoding="utf-8") as file:
        for month in range(1, 9):
            for actor, stance in (("north-bank", "support"), ("south-bank", "support" if month < 5 else "oppose")):
                day = f"2024-{month:02}-10"
                file.write(NORTH.format(id=f"{actor}-{month}", actor=actor, stance=stance, day=day))
    with (example / "events.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\n- id: flood\n  name: Flood\n  kind: incident\n  date: 2024-05-01\n"
            "  evidence: [{source: gazette-2025-01-14}]\n"
        )
    result = run(
        *("camps", example, "--window", "1m", "--measure", "esteban_ray", "--resamples", 20, "--to", "2024-08-31")
    )
    assert result.exit_code == 0, result.stderr
    told = result.stdout.splitlines()
    assert "esteban_ray changes from 0.00 to 25.00 with the window from 2024-05-10" in told[-2]
    assert told[-1] == "  in the 30 days before: 2024-05-01 Flood [flood]"
    found = answer(run, example, "--window", "1m", "--to", "2024-08-31", "--measure", "esteban_ray", "--resamples", 5)
    assert [row["esteban_ray"] for row in found["rows"]] == [0, 0, 0, 0, 25, 25, 25, 25]
    assert found["changes"][0]["events"] == ["event:flood"]


def test_parameters_are_those_that_had_a_say(run: Run, edges: Path) -> None:
    found = answer(run, edges)["parameters"]
    assert found["input"] == str(edges)
    assert found["network"] == "edges"
    assert not {"resample", "window", "exclude"} & found.keys()


def test_a_database_is_read_as_well(run: Run, tmp_path: Path) -> None:
    said = [("Union", "Tax", 1, 1, "Ann"), ("League", "Tax", 0, 2, "Ben"), ("Club", "Tax", 1, 1, "Cid")]
    path = write_dna(tmp_path / "a.dna", said, dates={1: "2025-01-01", 2: "2025-01-02"})
    rows = answer(run, path, "--resamples", 5)["rows"]
    assert [(row["camp"], row["actor"], row["positions"], row["doubtful"]) for row in rows] == [
        ("A", "Club", 1, None),
        ("A", "Union", 1, None),
        ("B", "League", 1, None),
    ]
    told = run("camps", path, "--stance", "intensity")
    assert (told.exit_code, "camps need a stance for or against" in told.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("EDGES", "--weight", "evidence"), "--weight belongs to a dossier, not to a file; leave it out"),
        (("EDGES", "--window", "1m"), "--window does not go with an edge list; leave it out"),
        (("EDGES", "--network", "ties"), "--network does not go with an edge list; leave it out"),
        (("SEED", "--step", "1m"), "--step belongs to --window"),
        (("SEED", "--window", "soon"), "'soon' is no width of a window"),
        (("SEED", "--why", "putin", "--window", "1m"), "--why and --window are two questions; leave one out"),
        (("SEED", "--exclude", "alleged"), "--exclude 'alleged' is no VARIABLE=VALUE"),
        (("SEED", "--only", "status=sure"), "no position has the status 'sure'"),
        (("SEED", "--groups", "n.csv"), "--groups belongs to an edge list, not to a dossier; leave it out"),
        (("SEED", "--network", "ties", "--roll-up", "state"), "--roll-up does not go with ties; leave it out"),
    ],
)
def test_misuse_is_told_with_what_would_be_right(
    run: Run, seed: Path, edges: Path, words: tuple[str, ...], told: str
) -> None:
    places = {"EDGES": edges, "SEED": seed}
    result = run("camps", *(places.get(word, word) for word in words))
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_broken_table_is_told_with_its_places(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("source,target,sign\nA,B,maybe\n", encoding="utf-8")
    result = run("camps", path)
    assert result.exit_code == 1
    assert f"{path}:2:5 the sign 'maybe' is none" in result.stderr


def test_nothing_at_all_has_no_camps(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("source,target\n", encoding="utf-8")
    assert answer(run, path)["rows"] == []
    assert run("camps", path).exit_code == 0


def test_a_number_of_camps_belongs_to_k_way(run: Run, seed: Path) -> None:
    done = run("camps", seed, "--k", "3")
    assert done.exit_code == 2
    assert "--k belongs to --method k-way" in done.stderr
    told = json.loads(run("camps", seed, "--method", "k-way", "--format", "json").stdout)
    assert (told["parameters"]["method"], told["parameters"]["k"]) == ("k-way", 3)
