"""--set on commands that read a dossier: what if a position were another."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import networkx as nx
import pytest
import yaml

from graphkit import open_dossier
from graphkit.cli.main import main
from tests.cli.conftest import Run

TURNED = ("--set", "Russia.ceasefire-30-days.stance=support")
SAID = "what if: Russia.ceasefire-30-days.stance=support"


PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "what-if.md"
# what each command is asked, the columns that name a row, and what it compares
ASKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "influence": (("--network", "agreement"), ("actor",)),
    "influence --why": (("--network", "agreement", "--why", "Russia"), ("way", "other", "record")),
    "influence --opinions": (("--opinions", "ceasefire-30-days", "--susceptibility", "0.5"), ("actor",)),
    "brokers": (("--network", "agreement"), ("actor",)),
    "brokers --why": (("--network", "agreement", "--why", "Russia"), ("role", "start", "end")),
    "camps": (("--resamples", "0"), ("actor",)),
    "camps --why": (("--why", "Russia"), ("about", "sign")),
    "camps --window": (("--window", "1m", "--resamples", "0"), ("from", "to")),
    "backbone": (("--size", "4"), ("issue",)),
    "phases": (("--window", "1m"), ("reached",)),
    "timeline": ((), ("kind", "what", "record", "by", "actors")),
    "timeline --changes": (("--changes",), ("before", "after")),
    "timeline --measure": (("--measure", "held-balance"), ("from", "to")),
    "zone": ((), ("issue",)),
    "draft": (("--term", "ceasefire-30-days=100", "--everybody"), ("issue", "actor")),
    "gaps --only coverage": (("--only", "coverage"), ("actor", "issue")),
    "gaps --only contradictions": (("--only", "contradictions"), ("kind", "first_position", "second_position")),
    "gaps --only sensitivity": (("--only", "sensitivity", "--by", "source"), ("by", "cause")),
    "gaps --source": (("--source", "ukrainian-delegation-statement"), ("effect", "kind", "id")),
    "show positions": ((), ("id",)),
    "ask who-stands-where": (("-p", "issue=ceasefire-30-days"), ("actor",)),
}
LETTERS = {"base_camp"}  # camps of the base go by the names of those in whose place they stand


def rows(run: Run, *words: object) -> dict[str, Any]:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return {row["actor"]: row for row in json.loads(result.stdout)["rows"]}


@pytest.mark.parametrize(
    "words",
    [
        ("influence", "--network", "agreement"),
        ("brokers", "--network", "agreement"),
        ("camps", "--resamples", "0"),
        ("discourse", "--measure", "subtract"),
        ("backbone",),
        ("phases", "--window", "30d"),
        ("timeline",),
    ],
    ids=lambda words: words[0],
)
def test_a_supposition_changes_the_answer_is_said_and_is_written_nowhere(
    run: Run, seed: Path, words: tuple[str, ...]
) -> None:
    before = {path: path.read_bytes() for path in seed.iterdir()}
    name, *options = words
    without, supposed = (run(name, seed, *options, *sets, "--format", "json") for sets in ((), TURNED))
    assert (without.exit_code, supposed.exit_code) == (0, 0), supposed.stderr
    assert (
        f"note: {SAID} (on record: oppose); no source says so, and nothing is written to the dossier" in supposed.stderr
    )
    told, base = json.loads(supposed.stdout), json.loads(without.stdout)
    assert {**told, "parameters": None} != {**base, "parameters": None}
    assert "stance=support" in json.dumps(told["parameters"])
    assert {path: path.read_bytes() for path in seed.iterdir()} == before


def listed(run: Run, seed: Path, asked: str, *sets: str, format_: str = "json") -> list[dict[str, Any]]:
    name, *kind = asked.partition(" --")[0].split()
    result = run(name, *kind, seed, *ASKED[asked][0], *sets, "--format", format_)
    assert result.exit_code == 0, result.stderr
    if format_ == "csv":
        return list(csv.DictReader(io.StringIO(result.stdout)))
    found = json.loads(result.stdout)
    return found if isinstance(found, list) else found["rows"]


@pytest.mark.parametrize("asked", ASKED)
def test_every_row_stands_beside_what_the_command_answers_without(run: Run, seed: Path, asked: str) -> None:
    key = ASKED[asked][1]
    base = {tuple(str(row[name]) for name in key): row for row in listed(run, seed, asked)}
    told = {tuple(str(row[name]) for name in key): row for row in listed(run, seed, asked, *TURNED)}
    assert base.keys() == {name for name, row in told.items() if row["difference"] != "new"}
    for name, row in told.items():
        beside = {column for column in row if column.startswith("base_")} - LETTERS
        assert row["difference"] in ("same", "changed", "new", "gone")
        for column in beside:
            before = base[name][column.removeprefix("base_")] if name in base else None
            assert row[column] == (pytest.approx(before) if isinstance(before, float) else before), (name, column)
        if row["difference"] == "same":
            assert all(row[each.removeprefix("base_")] == pytest.approx(row[each]) for each in beside), name
    assert {row["difference"] for row in told.values()} != {"same"} or asked in (
        *("zone", "timeline --changes", "gaps --only contradictions"),  # nothing of which this turns
    )


@pytest.mark.parametrize("asked", [each for each in ASKED if each not in ("show positions", "zone")])
def test_csv_has_the_same_differences_as_json(run: Run, seed: Path, asked: str) -> None:
    flat, whole = (listed(run, seed, asked, *TURNED, format_=each) for each in ("csv", "json"))
    assert [row["difference"] for row in flat] == [row["difference"] for row in whole]
    if whole:
        assert {name for name in flat[0] if name.startswith(("base_", "change_"))} == {
            name for name in whole[0] if name.startswith(("base_", "change_"))
        }


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        elif command is not None:
            yield " ".join((*before, name)), command


def named_in(section: str) -> set[str]:
    """The commands that a table of the page names in its first column."""
    part = PAGE.read_text("utf-8").partition(f"## {section}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", part, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize("name", [name for name, _ in commands(main)])
def test_a_command_that_reads_a_dossier_takes_a_supposition_or_the_docs_say_why_not(name: str) -> None:
    command = dict(commands(main))[name]
    reads = any(isinstance(each, click.Argument) and "DIR" in (each.metavar or "") for each in command.params)
    sets = [each for each in command.params if "--set" in each.opts and each.metavar != "FIELD=VALUE"]
    takes, exempt = named_in("Commands that take it"), named_in("Commands that do not")
    parent = name.partition(" ")[0] if name.startswith("add ") else name
    if sets:
        assert name in takes and sets[0].metavar in ("ACTOR.ISSUE.value=N", "MEMBER=WEIGHT")
    elif reads:
        assert parent in exempt, f"give {name} --set, or say on {PAGE.name} why it takes none"


def test_the_docs_name_only_commands_that_there_are() -> None:
    every = {name for name, _ in commands(main)} | {"add"}
    assert named_in("Commands that take it") | named_in("Commands that do not") <= every
    assert not named_in("Commands that take it") & named_in("Commands that do not")


def test_scores_show_the_difference_to_what_is_without_it(run: Run, seed: Path) -> None:
    base = rows(run, "influence", seed, "--network", "agreement")
    for actor, row in rows(run, "influence", seed, "--network", "agreement", *TURNED).items():
        assert row["base_pagerank"] == pytest.approx(base[actor]["pagerank"])
        assert row["change_pagerank"] == pytest.approx(row["pagerank"] - base[actor]["pagerank"])
    between = rows(run, "brokers", seed, "--network", "agreement")
    supposed = rows(run, "brokers", seed, "--network", "agreement", *TURNED)
    assert {actor: row["base_total"] for actor, row in supposed.items()} == {
        actor: between[actor]["total"] for actor in supposed
    }
    model = ("influence", seed, "--opinions", "ceasefire-30-days", "--susceptibility", "0.5")
    settled, value = rows(run, *model), ("--set", "Russia.ceasefire-30-days.value=80")
    assert {actor: row["base_settles"] for actor, row in rows(run, *model, *value).items()} == {
        actor: row["settles"] for actor, row in settled.items()
    }


def test_camps_tell_whom_it_moves(run: Run, seed: Path) -> None:
    told = run("camps", seed, "--resamples", "0", *TURNED, "--set", "Fidan.direct-talks.stance=oppose").stdout
    assert ", base 1; moved: " in told
    assert "; moved: nobody\n" in run("camps", seed, "--resamples", "0", "--set", "Putin.ceasefire.value=30").stdout


def test_what_is_supposed_counts_for_no_source(run: Run, seed: Path) -> None:
    assert "from 1 source\n" in run("camps", seed, "--resamples", "0", *TURNED).stdout


@pytest.mark.parametrize("command", ["render", "report"])
def test_a_page_says_in_its_title_what_it_supposes(run: Run, seed: Path, tmp_path: Path, command: str) -> None:
    page = tmp_path / "page.html"
    result = run(command, seed, *TURNED, "-o", page)
    assert result.exit_code == 0, result.stderr
    text = page.read_text(encoding="utf-8")
    assert f"{open_dossier(seed).manifest.title}; {SAID} (on record: oppose)" in text
    assert "What if: stance support; on record: stance oppose. No source says so." in text
    plain = tmp_path / "plain.html"
    run(command, seed, "-o", plain)
    assert "what if" not in plain.read_text(encoding="utf-8").lower()


def test_a_page_of_a_supposition_on_a_day_of_the_record_still_has_it(run: Run, seed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = ("--set", "Russia.two-day-truce.stance=support", "--known-on", "2100-01-01")
    assert run("report", seed, *words, "-o", page).exit_code == 0
    assert "What if: stance support; no position is on record. No source says so." in page.read_text(encoding="utf-8")


def test_ties_that_are_new_gone_or_of_another_weight_are_told_below_the_matrix(run: Run, seed: Path) -> None:
    words = ("discourse", seed, "--measure", "subtract", *TURNED)
    told = json.loads(run(*words, "--format", "json").stdout)
    assert told["differences"] == {"changed": 1, "new": 0, "gone": 1, "same": 8}
    gone, changed = {"row": "russia", "column": "ukraine"}, {"row": "russia", "column": "ukrainian-delegation"}
    assert told["windows"][0]["differences"] == [
        changed | {"difference": "changed", "weight": 1, "base_weight": -1, "change_weight": 2},
        gone | {"difference": "gone", "weight": 0, "base_weight": -2, "change_weight": 2},
    ]
    out = run(*words).stdout
    assert "difference to the base, by tie: 1 changed, 1 gone, 8 the same" in out
    assert re.search(r"^Russia +Ukraine +gone +0 +-2 +2$", out, re.MULTILINE)
    matrix, ties = run(*words, "--format", "csv").stdout.split("\n\n")
    assert matrix.startswith(",bankova,")
    assert ties.splitlines() == [
        "from,to,row,column,difference,weight,base_weight,change_weight",
        "2025-03-01,2025-06-02,russia,ukrainian-delegation,changed,1,-1,2",
        "2025-03-01,2025-06-02,russia,ukraine,gone,0,-2,2",
    ]


def test_a_backbone_tells_which_issues_enter_and_which_leave_what_is_kept(run: Run, seed: Path) -> None:
    out = run("backbone", seed, "--size", "4", *TURNED).stdout
    assert "\nenter: Recognition of the annexed territories\nleave: Return of the children on Ukraine's list\n" in out
    told = json.loads(run("backbone", seed, "--size", "4", *TURNED, "--format", "json").stdout)
    assert set(told["chosen"]["issues"]) - set(told["base_chosen"]["issues"]) == {"recognition-of-territories"}


def test_a_gap_opens_where_a_sourced_stance_is_supposed_away_and_a_supposition_closes_none(
    run: Run, seed: Path
) -> None:
    told = run("gaps", seed, *TURNED, "--set", "Trump.ceasefire.stance=support").stdout
    assert "changed: Russia on Unconditional 30-day ceasefire: state single → none; stance oppose → support" in told
    assert "changed: Trump on Ceasefire ahead of a settlement: stance none → support" in told
    counts = json.loads(run("gaps", seed, *TURNED, "--only", "coverage", "--format", "json").stdout)
    assert (counts["summary"]["cells"]["none"], counts["base_summary"]["cells"]["none"]) == (166, 165)


def test_who_tells_the_old_value_beside_the_new_one(run: Run, seed: Path) -> None:
    words = (
        "who",
        "Russia",
        seed,
        "--set",
        "Russia.size-of-forces.value=60",
        "--set",
        "Russia.ceasefire.stance=oppose",
    )
    out = run(*words).stdout
    assert "What if: value 60; on record: value 75. No source says so." in out
    assert "\n  changed: russia-size-of-forces: says Russia, support: In The Bell's judgement" in out
    assert "\n  new: Russia, oppose: What if: stance oppose; no position is on record." in out
    positions = {each["id"]: each for each in json.loads(run(*words, "--format", "json").stdout)["positions"]}
    assert positions["russia-size-of-forces"]["base_value"] == 75
    assert positions["russia-ceasefire-if"]["difference"] == "new"
    flat = {
        (row["section"], row["id"]): row for row in csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout))
    }
    assert flat["positions", "russia-size-of-forces"]["difference"] == "changed"


def test_a_server_is_asked_for_what_it_holds_and_not_what_if(run: Run, seed: Path) -> None:
    for words in (("neo4j:istanbul-2025",), (seed, "--on", "neo4j")):
        result = run("ask", "who-blocks", *words, "-p", "issue=ceasefire-30-days", *TURNED)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "--set supposes in memory, and the server answers from what it holds" in result.stderr


def test_an_answer_on_a_page_says_what_it_supposes(run: Run, seed: Path, tmp_path: Path) -> None:
    words = ("ask", "who-stands-where", seed, "-p", "issue=ceasefire-30-days", *TURNED)
    page = tmp_path / "page.html"
    assert run(*words, "--render", page).exit_code == 0
    assert f"Who stands where on an issue?; {SAID}" in page.read_text("utf-8")
    nobody = run("ask", "who-blocks", seed, "-p", "issue=ceasefire-30-days", *TURNED, "--render", page)
    assert "nothing was drawn: the answer has no row" in nobody.stderr and ": 0 rows" in nobody.stderr


def test_a_graph_for_other_programs_says_what_it_supposes_and_how_it_differs(
    run: Run, seed: Path, tmp_path: Path
) -> None:
    words = ("export", seed, "--network", "agreement", *TURNED)
    text = run(*words, "--format", "graphml").stdout
    graph = nx.parse_graphml(text)
    assert graph.graph["name"] == f"{open_dossier(seed).manifest.title}; {SAID}"
    assert graph.graph["what_if"] == f"{SAID.removeprefix('what if: ')}; no source says so"
    ties = {frozenset((start, end)): data for start, end, data in graph.edges(data=True)}
    ends = (f"istanbul-2025/actor:{actor}" for actor in ("russia", "ukraine"))
    tie = ties[frozenset(ends)]
    assert (tie["difference"], tie["weight"], tie["base_weight"]) == ("changed", 2, 1)
    new = [data for data in ties.values() if data["difference"] == "new"]
    assert [data["base_weight"] for data in new] == [0]
    assert SAID in run(*words, "--format", "gexf").stdout
    assert run(*words, "--format", "csv", "-o", tmp_path / "tables").exit_code == 0
    for table in ("nodes.csv", "edges.csv"):
        with (tmp_path / "tables" / table).open(encoding="utf-8-sig", newline="") as file:
            assert {SAID in row["dossier"] for row in csv.DictReader(file)} == {True}
    property_graph = json.loads(run("export", seed, "--format", "json", *TURNED).stdout)
    claims = {node["record"]: node.get("claim") for node in property_graph["nodes"]}
    assert claims["position:russia-ceasefire-30-days"].startswith("What if: stance support; on record: stance oppose.")
    # nothing is said of a base where nothing is supposed
    assert "difference" not in run(*words[:-2], "--format", "graphml").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--format", "neo4j-admin", "-o", "out"), "in which nothing is supposed; leave out --set"),
        (("--format", "json", "--with-retracted"), "in which nothing is supposed; leave out --set"),
    ],
)
def test_the_whole_record_is_exported_without_suppositions(
    run: Run, seed: Path, words: tuple[str, ...], message: str
) -> None:
    result = run("export", seed, *words, *TURNED)
    assert (result.exit_code, result.stdout) == (2, "") and message in result.stderr


def made(folder: Path) -> Path:
    """Ann supported the toll in 2024 and opposes it since; Ben opposes it; what Ann says was recorded in 2026."""

    def held(id: str, actor: str, stance: str, value: int, valid: str, **more: Any) -> dict[str, Any]:
        said = {"id": id, "actor": actor, "issue": "toll", "stance": stance, "value": value, "valid": valid}
        return said | {"claim": f"Word {id}.", "evidence": [{"source": "gazette"}]} | more

    scale = {"low": "no toll", "high": "a full toll"}
    records: dict[str, Any] = {
        "dossier": {"id": "bridge", "title": "Bridge", "as_of": "2026-02-01", "recorded_on": "2024-01-01"},
        "actors": [{"id": id, "name": id.title(), "kind": "person"} for id in ("ann", "ben")],
        "issues": [{"id": "toll", "name": "Toll", "question": "Should cars pay?", "scale": scale}],
        "sources": [
            {
                "id": "gazette",
                "title": "Councils meet",
                "publisher": "Gazette",
                "kind": "article",
                "published": "2024-01-14",
            }
        ],
        "positions": [
            held("ann-then", "ann", "support", 80, "2024-01/2024-12"),
            held("ann-now", "ann", "oppose", 10, "2025-01/..", recorded_on="2026-01-01"),
            held("ben-toll", "ben", "oppose", 20, "2024-01/.."),
        ],
    }
    folder.mkdir()
    for stem, value in records.items():
        (folder / f"{stem}.yaml").write_text(yaml.safe_dump(value, sort_keys=False), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("days", "changed"),
    [
        ((), {"ann-now": 10}),
        (("--as-of", "2024-06-01"), {"ann-then": 80}),
        (("--as-of", "2024-06-01", "--known-on", "2025-06-01"), {"ann-then": 80}),
    ],
)
def test_a_supposition_is_of_the_position_that_holds_on_the_day(
    run: Run, tmp_path: Path, days: tuple[str, ...], changed: dict[str, int]
) -> None:
    bridge, sets = made(tmp_path / "bridge"), ("--set", "Ann.toll.value=50")
    told = json.loads(run("show", "positions", bridge, *days, *sets, "--format", "json").stdout)
    assert {each["id"]: each["base_value"] for each in told if each["difference"] == "changed"} == changed
    who = json.loads(run("who", "Ann", bridge, *days, *sets, "--format", "json").stdout)["positions"]
    assert {each["id"]: each.get("base_value") for each in who} == changed
    stands = json.loads(
        run("ask", "who-stands-where", bridge, "-p", "issue=toll", *days, *sets, "--format", "json").stdout
    )
    ann = next(row for row in stands if row["actor"] == "actor:ann")
    assert (ann["position"], ann["value"], ann["base_value"]) == (f"position:{min(changed)}", 50, *changed.values())
    coverage = json.loads(run("gaps", bridge, "--only", "coverage", *days, *sets, "--format", "json").stdout)["rows"]
    cell = next(row for row in coverage if row["actor"] == "ann")
    assert cell["positions"] == list(changed) and (cell["state"], cell["difference"]) == ("none", "changed")
    [id] = changed
    exported = json.loads(run("export", bridge, *days, *sets, "--format", "json").stdout)["nodes"]
    differ = {each["record"] for each in exported if each["difference"] == "changed"}
    assert differ == {f"position:{id}"}
    page = tmp_path / "page.html"
    assert run("report", bridge, *days, *sets, "-o", page).exit_code == 0
    assert f"Ann.toll.value=50 (on record: {changed[id]})" in page.read_text("utf-8")


READERS = {
    "show": ("show", "positions"),
    "who": ("who", "Russia"),
    "ask": ("ask", "who-cares", "-p", "issue=nato-membership"),
    "gaps": ("gaps", "--only", "contradictions"),
    "export": ("export", "--format", "json"),
    "report": ("report", "-o", "-"),
    "render": ("render", "-o", "-"),
    "serve": ("serve", "--no-open", "--port", "0"),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("Russland.size-of-forces.value=1", "no actor 'Russland'"),
        ("Russia.size-of-force.value=1", "did you mean 'size-of-forces'"),
        ("Russia.size-of-forces.value=nan", "'nan' is no number"),
        ("Russia.size-of-forces.value=inf", "'inf' is no number"),
        ("Russia.size-of-forces.value=101", "101 is not from 0 to 100"),
        ("Russia.size-of-forces.at_least=-1", "-1 is not from 0 to 100"),
        ("Russia.size-of-forces.stance=perhaps", "no stance 'perhaps'"),
        ("Russia.size-of-forces.mood=1", "is no change; write ACTOR.ISSUE.QUANTITY=N"),
        ("Russia.size-of-forces", "is no change; write ACTOR.ISSUE.QUANTITY=N"),
        ("Trump.size-of-forces.value=5", "set its stance as well"),
    ],
)
def test_what_cannot_be_supposed_is_misuse(run: Run, seed: Path, reader: str, change: str, message: str) -> None:
    name, *words = READERS[reader]
    first = 1 if reader in ("show", "who", "ask") else 0
    result = run(name, *words[:first], seed, *words[first:], "--set", change)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split()), result.stderr


def test_a_picture_says_what_it_supposes(run: Run, seed: Path, tmp_path: Path) -> None:
    line = ("--set", "Russia.size-of-forces.at_least=60")
    for words, sets in (
        (("timeline", seed), TURNED),
        (("timeline", seed, "--measure", "held-balance"), TURNED),
        (("zone", seed, "--issue", "size-of-forces"), line),
        (("camps", seed, "--window", "1m", "--resamples", "0"), TURNED),
    ):
        picture = tmp_path / "picture.svg"
        assert run(*words, *sets, "--plot", picture).exit_code == 0
        assert "what if: Russia" in picture.read_text("utf-8"), words


def test_a_picture_tells_every_supposition_however_many(run: Run, seed: Path, tmp_path: Path) -> None:
    picture, line = tmp_path / "picture.svg", ("--set", "Russia.size-of-forces.at_least=60")
    last = ("--set", "Ukraine.size-of-forces.at_most=70", "--set", "Fidan.direct-talks.stance=oppose")
    assert run("timeline", seed, *TURNED, *line, *last, "--plot", picture).exit_code == 0
    drawn = " ".join(re.findall(r"<!-- (.*?) -->", picture.read_text("utf-8")))
    assert "(what if)" in drawn and "Fidan.direct-talks.stance=oppose" in drawn


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("influence",), "--set belongs to a dossier"),
        (("camps",), "--set belongs to a dossier"),
    ],
)
def test_a_file_takes_no_supposition(run: Run, tmp_path: Path, command: tuple[str, ...], message: str) -> None:
    edges = tmp_path / "edges.csv"
    edges.write_text("source,target\na,b\n")
    result = run(*command, edges, *TURNED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_movers_look_at_what_was_and_take_no_supposition(run: Run, seed: Path) -> None:
    assert "--set is not for --movers" in run("influence", seed, "--movers", *TURNED).stderr
