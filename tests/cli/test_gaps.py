"""`graphkit gaps`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from graphkit.cli.gaps_outcomes import Analyses
from graphkit.dossier.dossier import Dossier
from tests.cli.conftest import Run
from tests.formats.dna_made import write_dna

ACTORS = [
    {"id": "north", "name": "North Bank", "kind": "organization", "country": "UA"},
    {"id": "south", "name": "South Bank", "kind": "organization", "country": "RU"},
    {"id": "mayor", "name": "Ada North", "kind": "person", "public_role": "Mayor", "country": "UA"},
    {"id": "crowd", "name": "Crowd", "kind": "public"},
]
ISSUES = [
    {"id": "toll", "name": "Toll", "question": "Should cars pay?"},
    {"id": "repair", "name": "Repair", "question": "Should it be repaired?"},
]
SOURCES = [
    {"id": "gazette", "title": "Councils meet", "publisher": "River Gazette", "kind": "article",
     "published": "2025-01-14", "reliability": "B"},
    {"id": "herald", "title": "Bridge", "publisher": "Lake Herald", "kind": "article", "published": "2024-06-01"},
    {"id": "letter", "title": "Letter", "publisher": "Ada North", "kind": "document", "reliability": "C"},
]  # fmt: skip


def said(id: str, actor: str, issue: str, stance: str, by: str = "gazette", **more: Any) -> dict[str, Any]:
    evidence = []
    for each in by.split(", "):
        source, _, via = each.partition(" via ")
        evidence.append({"source": source, "credibility": 2, **({"via": via} if via else {})})
    fields = {"id": id, "actor": actor, "issue": issue, "stance": stance, "claim": f"Word {id}.", "valid": "2025-01-13"}
    return fields | more | {"evidence": evidence}


def tied(id: str, start: str, end: str, kind: str, by: str = "gazette") -> dict[str, Any]:
    return {"id": id, "from": start, "to": end, "kind": kind, "evidence": [{"source": by}]}


POSITIONS = [
    said("north-toll", "north", "toll", "support", "gazette, herald"),
    said("north-repair", "north", "repair", "support", "herald"),
    said("south-toll", "south", "toll", "oppose", "letter via gazette", attributed_by="mayor", status="alleged"),
    said("south-toll-too", "south", "toll", "support", "herald", valid="2024-12"),
    said("mayor-toll", "mayor", "toll", "oppose"),
]
TIES = [tied("heads", "mayor", "north", "heads"), tied("presses", "north", "south", "pressures", "herald")]


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    """Two towns: one sourced, one single, one stale and three empty cells, and two contradictions."""
    return write(tmp_path / "bridge", actors=ACTORS, issues=ISSUES, sources=SOURCES, positions=POSITIONS, ties=TIES)


def write(folder: Path, **records: Any) -> Path:
    folder.mkdir()
    manifest = {"id": "bridge", "title": "Bridge", "as_of": "2025-02-01"}
    for stem, value in {"dossier": manifest, **records}.items():
        (folder / f"{stem}.yaml").write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("gaps", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def told(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def test_the_matrix_has_a_sign_for_each_cell_sums_at_the_ends_and_the_issues_below(run: Run, bridge: Path) -> None:
    result = run("gaps", bridge, "--only", "coverage")
    assert told(result) == [
        "as of 2025-02-01; 3 actors × 2 issues, 6 cells: 1 sourced, 2 from a single source, 1 stale, 2 none known",
        "● two texts or more   ◐ one text alone   ○ nothing newer than 90 days   · none known",
        "",
        "            1 2   ●  ◐  ○  ·",
        "Ada North   · ◐   0  1  0  1",
        "North Bank  ○ ●   1  0  1  0",
        "South Bank  · ◐   0  1  0  1",
        "",
        "issue      ●  ◐  ○  ·",
        "1 Repair   0  0  1  2",
        "2 Toll     1  2  0  0",
    ]
    assert result.stderr == "note: 1 actor without a position not shown; --all shows them\n"


def test_json_has_a_row_for_each_cell_and_the_sums(run: Run, bridge: Path) -> None:
    found = answer(run, bridge, "--only", "coverage", "--stale-after", 300)
    assert (found["parameters"]["stale_after"], found["parameters"]["as_of"]) == (300, "2025-02-01")
    assert found["summary"]["cells"] == {"sourced": 1, "single": 3, "stale": 0, "none": 2}
    assert found["summary"]["actors"]["north"] == {"sourced": 1, "single": 1, "stale": 0, "none": 0}
    cells = {(row["actor"], row["issue"]): row for row in found["rows"]}
    assert len(cells) == 6
    row = cells["south", "toll"]
    assert (row["carriers"], row["newest"], row["best_grade"], row["doubtful"]) == (
        ["gazette", "herald"],
        "2025-01-14",
        "C2",
        1,
    )


def test_csv_is_the_rows_of_one_part(run: Run, bridge: Path) -> None:
    result = run("gaps", bridge, "--only", "coverage", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["actor"], row["issue"], row["state"]) for row in rows[:2]] == [
        ("mayor", "repair", "none"),
        ("mayor", "toll", "single"),
    ]
    assert "6 cells" in result.stderr
    refused = run("gaps", bridge, "--format", "csv")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "choose one with --only: coverage, contradictions, sensitivity" in refused.stderr


def test_actors_kinds_and_issues_can_be_chosen(run: Run, bridge: Path) -> None:
    def rows(*words: object) -> list[tuple[str, str]]:
        return [(row["actor"], row["issue"]) for row in answer(run, bridge, "--only", "coverage", *words)["rows"]]

    assert rows("--actor", "North Bank", "--issue", "Toll") == [("north", "toll")]
    assert rows("--kind", "person") == [("mayor", "repair"), ("mayor", "toll")]
    assert {actor for actor, _ in rows("--all")} == {"crowd", "mayor", "north", "south"}
    assert rows("--kind", "public") == []
    assert told(run("gaps", bridge, "--only", "coverage", "--kind", "public"))[1:] == ["none"]
    wrong = run("gaps", bridge, "--actor", "nort")
    assert (wrong.exit_code, "did you mean 'North Bank'" in wrong.stderr) == (2, True)


def test_both_claims_of_a_contradiction_stand_with_dates_sources_and_grades(run: Run, bridge: Path) -> None:
    lines = told(run("gaps", bridge, "--only", "contradictions"))
    assert lines == [
        "as of 2025-02-01; 2 pairs of positions that do not go together: at once 1, members off the line 1",
        "",
        "South Bank on Toll: both stand at once",
        "  - support, 2024-12: Word south-toll-too. [south-toll-too]",
        "      Lake Herald, 2024-06-01, grade 2",
        "  - oppose (alleged, according to Ada North), 2025-01-13: Word south-toll. [south-toll]",
        "      Ada North via River Gazette, 2025-01-14, grade C2",
        "",
        "Ada North on Toll: against the line of North Bank",
        "  - oppose, 2025-01-13: Word mayor-toll. [mayor-toll]",
        "      River Gazette, 2025-01-14, grade B2",
        "  - North Bank, support, 2025-01-13: Word north-toll. [north-toll]",
        "      River Gazette, 2025-01-14, grade B2",
        "      Lake Herald, 2024-06-01, grade 2",
    ]


def test_sources_are_told_by_what_changes_without_them(run: Run, bridge: Path) -> None:
    found = answer(run, bridge, "--only", "sensitivity")
    assert [(row["by"], row["cause"], row["falls"]) for row in found["rows"]] == [
        ("carrier", "gazette", 3),
        ("carrier", "herald", 3),
    ]
    gazette = found["rows"][0]
    assert (gazette["grade"], gazette["positions"], gazette["ties"], gazette["stays"]) == ("B", 2, 1, 1)
    assert gazette["changes"] == ["camps mayor: A → none", "camps south: none → B", "brokers north: first → none"]
    assert found["outcomes"] == {
        "camps": {"mayor": "A", "north": "B"},
        "brokers": {"north": "first"},
        "forecast": {},  # no position of this dossier has a value
    }
    assert found["rows"][1]["changes"] == ["camps south: none → A", "brokers north: first → none"]
    text = " ".join(run("gaps", bridge, "--only", "sensitivity").stdout.split())
    assert "by the text that carries the evidence: 2 texts behind 7 records; without 2 of them something" in text
    told_of = text.partition("the most first - ")[2].partition(" --by")[0].split(" - ")
    assert [each.split("; ") for each in told_of] == [
        [
            "without gazette (River Gazette, reliability B) 2 positions and 1 tie fall",
            "Ada North leaves camp A, without a tie",
            "South Bank joins camp B",
            "North Bank is no longer the first broker",
        ],
        [
            "without herald (Lake Herald) 2 positions and 1 tie fall",
            "South Bank joins camp A",
            "North Bank is no longer the first broker",
        ],
    ]


def test_an_analysis_that_is_added_is_compared_ranked_and_told_in_names(
    run: Run, bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def means(dossier: Dossier) -> dict[str, float]:
        held = {issue.id: [each for each in dossier.positions if each.issue == issue.id] for issue in dossier.issues}
        return {
            id: sum(100.0 for each in found if each.stance == "support") / len(found)
            for id, found in held.items()
            if found
        }

    added = Analyses({"means": means}, ("the mean stance on each issue",))
    monkeypatch.setattr("graphkit.cli.gaps_outcomes.analyses", lambda dossier, wishes, like: added)
    found = answer(run, bridge, "--only", "sensitivity")
    assert [(row["cause"], row["impact"], row["means_changed"]) for row in found["rows"]] == [
        ("herald", 1.0, 2),
        ("gazette", 0.5, 1),
    ]
    text = " ".join(run("gaps", bridge, "--only", "sensitivity").stdout.split())
    assert "rests on it alone falls; the mean stance on each issue by the text" in text
    assert "2 positions and 1 tie fall; means: Toll 50 → 33.33, Repair 100 → none" in text
    assert "means: Toll 50 → 100" in text


def test_the_seed_rests_on_one_text_and_is_told_source_by_source_besides(run: Run, seed: Path) -> None:
    text = run("gaps", seed).stdout
    assert "everything rests on one text, bne-2025-06-02 (bne IntelliNews, reliability B)" in text
    assert "without it nothing is left of 93 records with evidence: no camps, no brokers" in text
    assert "by the source that says so, whoever carries it: 11 sources behind 93 records" in text
    assert "--by source, publisher, attributing-actor or grade asks otherwise" in text
    found = answer(run, seed, "--only", "sensitivity")
    assert [row["by"] for row in found["rows"]] == ["carrier", *["source"] * 11]
    assert {row["cause"]: row["falls"] for row in found["rows"][1:]}["the-bell-report"] == 7
    assert any("everything rests on one text" in note for note in found["notes"])


def test_what_the_forecast_loses_and_where_it_moves_is_told(run: Run, seed: Path) -> None:
    found = answer(run, seed, "--only", "sensitivity", "--by", "source", "--forecast", "mean")
    bell = next(row for row in found["rows"] if row["cause"] == "the-bell-report")
    # of 0, 25 and 100 on the 30-day ceasefire nothing is The Bell's; of 75, 100 and 0 on NATO the first is
    assert "forecast nato-membership: 58.33 → 50" in [each.replace("58.3333", "58.33") for each in bell["changes"]]
    assert "forecast recognition-of-territories: 37.5 → none" in bell["changes"]
    assert not any("ceasefire-30-days" in each for each in bell["changes"])
    text = " ".join(run("gaps", seed, "--only", "sensitivity", "--by", "source").stdout.split())
    assert "the forecast by mean of 10 issues" in text  # nobody judged capability, which compromise needs
    assert "the forecast: Barring Ukraine from NATO 58.33 → 50" in text
    assert "Direct talks loses its forecast" in text


@pytest.mark.parametrize(
    ("by", "causes"),
    [
        ("carrier", {"gazette", "herald"}),
        ("source", {"gazette", "herald", "letter"}),
        ("publisher", {"River Gazette", "Lake Herald", "Ada North"}),
        ("attributing-actor", {"mayor"}),
        ("grade", {"B", "C", "F"}),
    ],
)
def test_what_may_be_wrong_can_be_chosen(run: Run, bridge: Path, by: str, causes: set[str]) -> None:
    found = answer(run, bridge, "--only", "sensitivity", "--by", by)
    assert {row["cause"] for row in found["rows"]} == causes
    assert {row["by"] for row in found["rows"]} == {by}


def test_all_that_falls_with_one_source_is_told_record_by_record(run: Run, bridge: Path) -> None:
    found = answer(run, bridge, "--source", "herald")
    assert [(row["effect"], row["id"]) for row in found["rows"]] == [
        ("falls", "position:north-repair"),
        ("falls", "position:south-toll-too"),
        ("falls", "tie:presses"),
        ("stays", "position:north-toll"),
    ]
    assert found["parameters"]["source"] == "herald"
    lines = told(run("gaps", bridge, "--source", "Bridge"))
    assert "Falls with it: 3 records" in lines
    assert "  - tie:presses  North Bank pressures South Bank" in lines
    assert "Loses evidence and stands on other evidence: 1 record" in lines


def test_one_who_is_told_of_in_other_texts_is_meant_as_the_source(run: Run, bridge: Path) -> None:
    found = answer(run, bridge, "--source", "letter")
    assert [(row["by"], row["id"]) for row in found["rows"]] == [("source", "position:south-toll")]
    found = answer(run, bridge, "--source", "lake herald", "--by", "publisher")
    assert {row["cause"] for row in found["rows"]} == {"Lake Herald"}
    found = answer(run, bridge, "--source", "Ada North", "--by", "attributing-actor")
    assert [row["id"] for row in found["rows"]] == ["position:south-toll"]


def test_a_source_with_which_nothing_falls_is_no_error(run: Run, bridge: Path) -> None:
    result = run("gaps", bridge, "--source", "herald", "--by", "source", "--known-on", "2024-01-01")
    assert result.exit_code == 0
    lines = told(run("gaps", bridge, "--source", "north", "--by", "attributing-actor"))
    assert "nothing rests on it" in lines[0]


def test_markdown_and_json_have_all_three_parts(run: Run, bridge: Path) -> None:
    text = run("gaps", bridge, "--format", "markdown").stdout
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Coverage",
        "## Contradictions",
        "## Sensitivity",
    ]
    assert "| North Bank | Toll | sourced | support | gazette; herald | 2025-01-14 | B2 | 0 |" in text
    found = answer(run, bridge)
    assert list(found) == ["parameters", "caption", "notes", "coverage", "contradictions", "sensitivity"]
    assert [len(found[part]["rows"]) for part in ("coverage", "contradictions", "sensitivity")] == [6, 2, 2]
    assert found["contradictions"]["summary"]["at-once"] == 1


def test_the_overview_shows_the_first_of_each_part_and_says_how_many_more(run: Run, bridge: Path) -> None:
    text = run("gaps", bridge, "--top", 1).stdout
    assert "2 more actors and 1 more issue, of which less is known: --only coverage shows all" in text
    assert "1 more: --only contradictions shows all" in text


def test_the_clocks_turn_back_what_is_known(run: Run, bridge: Path) -> None:
    found = answer(run, bridge, "--as-of", "2024-12-15")
    assert [row["actor"] for row in found["coverage"]["rows"] if row["state"] != "none"] == ["south"]
    assert found["contradictions"]["rows"] == []


@pytest.mark.parametrize("columns", [40, 80, 120, 400])
def test_many_issues_fit_the_width_of_a_terminal(
    run: Run, tmp_path: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    issues = [{"id": f"i{number:02}", "name": f"Issue {number}", "question": "Is it?"} for number in range(60)]
    every = [said(f"p{number}", "north", f"i{number:02}", "support") for number in range(0, 60, 2)]
    folder = write(tmp_path / "wide", actors=ACTORS, issues=issues, sources=SOURCES, positions=every)
    monkeypatch.setattr("graphkit.cli.gaps_part._width", lambda: columns)
    lines = told(run("gaps", folder, "--only", "coverage"))
    assert max(map(len, lines)) <= columns
    signs = "".join(sign for line in lines if line.startswith("North Bank ") for sign in line if sign in "●◐○·")
    assert signs == "◐·" * 30


def test_hostile_text_controls_no_terminal_and_breaks_no_table(run: Run, tmp_path: Path) -> None:
    evil = "\x1b[31mRed\u202e|`<script>\n" + "表" * 60
    actors = [{"id": "north", "name": evil, "kind": "organization"}]
    issues = [{"id": "toll", "name": evil, "question": evil}]
    sources = [{"id": "gazette", "title": evil, "publisher": evil, "kind": "article", "published": "2025"}]
    positions = [said("a", "north", "toll", "support", claim=evil), said("b", "north", "toll", "oppose", claim=evil)]
    folder = tmp_path / "evil"
    write(folder, actors=actors, issues=issues, sources=sources, positions=positions)
    every = ("--format", "table"), ("--format", "markdown"), ("--source", "gazette"), ("--by", "publisher")
    for words in every:
        result = run("gaps", folder, *words)
        assert result.exit_code == 0
        assert result.stdout.isprintable() or set(filter(lambda sign: not sign.isprintable(), result.stdout)) == {"\n"}
    table = run("gaps", folder, "--only", "coverage", "--format", "markdown").stdout.splitlines()
    assert len(table) == 5
    assert all(line.replace("\\|", "").count("|") == 9 for line in table[2:])


@pytest.mark.parametrize("part", ["coverage", "contradictions", "sensitivity"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_an_empty_dossier_has_no_gaps_to_tell_and_that_is_no_error(
    run: Run, tmp_path: Path, part: str, format_: str
) -> None:
    folder = write(tmp_path / "empty")
    result = run("gaps", folder, "--only", part, "--format", format_)
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output


def test_actors_without_positions_and_one_actor_alone_are_told(run: Run, tmp_path: Path) -> None:
    none = write(tmp_path / "none", actors=ACTORS, issues=ISSUES)
    assert "15" not in run("gaps", none).stdout
    assert "0 actors × 2 issues, 0 cells" in run("gaps", none).stdout
    assert "4 actors × 2 issues, 8 cells: 0 sourced" in run("gaps", none, "--all").stdout
    one = write(tmp_path / "one", actors=ACTORS[:1], issues=ISSUES, sources=SOURCES, positions=POSITIONS[:1])
    text = run("gaps", one).stdout
    assert "1 actor × 2 issues" in text
    assert "2 texts without which all stands on other evidence" in text


def test_a_database_is_read_as_well(run: Run, tmp_path: Path) -> None:
    lines = [("Union", "Tax", 1, 1, "Ann"), ("League", "Tax", 0, 2, "Ben"), ("Union", "Tax", 1, 2, "Cid")]
    path = write_dna(tmp_path / "a.dna", lines, dates={1: "2025-01-01", 2: "2025-01-02"})
    found = answer(run, path)
    states = {(row["actor_name"], row["state"]) for row in found["coverage"]["rows"]}
    assert states == {("Union", "sourced"), ("League", "single")}
    assert len(found["sensitivity"]["rows"]) == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--source", "gazete"), "no source 'gazete'; did you mean 'gazette'?"),
        (("--source", "X", "--by", "publisher"), "nothing rests on the publisher 'X'"),
        (("--source", "gazette", "--only", "coverage"), "--source is about one cause; leave out --only"),
        (("--source", "gazette", "--by", "source", "--by", "grade"), "give --by once at most"),
        (("--stale-after", "-1"), "-1 is not in the range"),
        (("--only", "all"), "'all' is not one of"),
    ],
)
def test_misuse_is_told_with_what_would_be_right(run: Run, bridge: Path, words: tuple[str, ...], message: str) -> None:
    result = run("gaps", bridge, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_the_same_question_gets_the_same_bytes(run: Run, seed: Path) -> None:
    words = ("gaps", seed, "--format", "json", "--seed", 7)
    assert run(*words).stdout == run(*words).stdout
