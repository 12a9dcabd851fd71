"""`graphkit timeline`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.shell_completion import ShellComplete

from graphkit.analysis.timeline import KINDS, MEASURES
from graphkit.cli import timeline as module
from graphkit.cli.main import main
from graphkit.cli.timeline_course import UNITS
from tests.cli.conftest import Run
from tests.formats.dna_made import write_dna

MOVED = """
- id: north-bank-gives-in
  actor: north-bank
  issue: bridge-toll
  stance: oppose
  claim: Wants no toll any more.
  valid: 2025-01-20
  supersedes: {before}
  evidence: [{{source: gazette-2025-01-14}}]
"""


def answer(run: Run, *words: object) -> dict[str, Any]:
    result = run("timeline", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture
def moved(example: Path) -> Path:
    """The example, in which the north bank comes to another view."""
    import yaml

    positions = example / "positions.yaml"
    (before,) = [each for each in yaml.safe_load(positions.read_text()) if each["actor"] == "north-bank"]
    positions.write_text(positions.read_text() + MOVED.format(before=before["id"]), encoding="utf-8")
    return example


def test_the_seed_is_told_in_order_with_vague_dates_as_written(run: Run, seed: Path) -> None:
    result = run("timeline", seed)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "timeline; as of 2025-06-02; 66 entries from 1 source"
    assert lines[2].split() == ["date", "what", "who", "says", "issue", "sources"]
    assert lines[3].startswith("2025-03 ")
    assert "../2025-06-02" in result.stdout
    assert (
        "note: dates of more than one day, shown as written in order of the first day that they allow: 24"
        in result.stderr
    )


def test_actors_are_found_by_any_name_and_kinds_by_theirs(run: Run, seed: Path) -> None:
    rows = answer(run, seed, "--actor", "Путин", "--kind", "position")["rows"]
    assert {row["record"].partition(":")[0] for row in rows} == {"position"}
    assert all("putin" in row["actors"] for row in rows)
    assert len(rows) == 5
    unknown = run("timeline", seed, "--actor", "Putinn")
    assert (unknown.exit_code, "did you mean 'Putin'?" in unknown.stderr) == (2, True)


def test_a_seed_below_zero_is_refused(run: Run, seed: Path) -> None:
    refused = run("timeline", seed, "--seed", "-3")
    assert (refused.exit_code, "'--seed'" in refused.stderr) == (2, True)


def test_json_has_parameters_caption_notes_and_rows_of_ids_and_words(run: Run, seed: Path) -> None:
    found = answer(run, seed, "--issue", "ceasefire-30-days", "--from", "2025-06-01", "--to", "2025-06-02")
    assert set(found) == {"parameters", "caption", "notes", "rows"}
    assert found["parameters"]["issues"] == ["ceasefire-30-days"]
    assert (found["parameters"]["from"], found["parameters"]["as_of"]) == ("2025-06-01", "2025-06-02")
    row = next(row for row in found["rows"] if row["record"] == "position:russia-ceasefire-30-days")
    assert (row["who"], row["stance"], row["status"]) == (["Russia"], "oppose", "alleged")
    assert row["says"].startswith("oppose 0 (alleged, according to UA delegation): ")
    assert row["shown_by"] == ["bne-2025-06-02 (B3)"] or row["grades"]


def test_csv_is_one_table_whose_caption_is_talk(run: Run, seed: Path) -> None:
    result = run("timeline", seed, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 66
    assert {row["kind"] for row in rows} == set(KINDS)
    assert "66 entries" in result.stderr


def test_markdown_is_a_table(run: Run, seed: Path) -> None:
    told = run("timeline", seed, "--kind", "event", "--format", "markdown").stdout
    assert "| date | what | who | says | issue | sources |" in told


def test_the_clocks_cut_the_timeline(run: Run, seed: Path) -> None:
    earlier = answer(run, seed, "--as-of", "2025-05-20")["rows"]
    assert 0 < len(earlier) < 66
    assert all((row["first"] or row["last"]) <= "2025-05-20" for row in earlier)
    unknown = answer(run, seed, "--known-on", "2020-01-01")
    assert unknown["rows"] == []
    assert "as of 2025-06-02, as known on 2020-01-01" in unknown["caption"]


def test_whom_a_position_commits_stands_beside_its_holder(run: Run, seed: Path) -> None:
    rows = answer(run, seed, "--actor", "Росія", "--kind", "position")["rows"]
    assert ["Putin, for Kremlin and Russia"] in [row["who"] for row in rows]


def test_a_change_is_told_with_the_events_before_it_and_no_cause(run: Run, moved: Path) -> None:
    result = run("timeline", moved, "--changes", "--within", 60)
    assert result.exit_code == 0, result.stderr
    assert "that an event came before a change is all that is said" in result.stdout
    assert "1 change from" in result.stdout
    (row,) = answer(run, moved, "--changes", "--within", 60)["rows"]
    assert (row["how"], row["position"]) == ("supersedes", "position:north-bank-gives-in")
    assert row["events"]
    assert "days before, took part as" in row["events_before"][0]
    (nothing,) = answer(run, moved, "--changes", "--within", 0)["rows"]
    assert nothing["events_before"] == ["none recorded"]
    for word in ("because", "caused", "due to", "led to", "therefore"):
        assert word not in result.stdout


def test_no_change_is_none(run: Run, seed: Path) -> None:
    assert run("timeline", seed, "--changes").stdout.splitlines()[-1] == "none"


def test_a_measure_has_a_row_for_each_window_and_tells_changes_of_level(run: Run, seed: Path) -> None:
    found = answer(run, seed, "--measure", "held", "--window", "1w")
    assert [row["value"] for row in found["rows"]] == [6] * 10 + [8, 8, 8, 33]
    changes = [row["change"] for row in found["rows"]]
    assert changes[12] == pytest.approx([19 / 3, 20.5])  # of 6 × 10 and 8 × 2 to 8 and 33
    assert set(map(str, changes[:12] + changes[13:])) == {"None"}
    assert found["changes"][0]["on"] == "2025-05-24"
    told = run("timeline", seed, "--measure", "held", "--window", "1w").stdout
    assert "held changes from 6.33 to 20.50 with the window from 2025-05-24" in told


def test_a_measure_of_polarization_is_the_one_that_camps_tells(run: Run, seed: Path) -> None:
    here = answer(run, seed, "--measure", "esteban_ray", "--resamples", 20)["rows"]
    there = json.loads(run("camps", seed, "--window", "1m", "--resamples", 20, "--format", "json").stdout)["rows"]
    assert [(row["value"], row["low"], row["high"]) for row in here] == [
        (row["esteban_ray"], row["esteban_ray_low"], row["esteban_ray_high"]) for row in there
    ]


def test_every_measure_has_words_and_a_name_on_the_command_line() -> None:
    assert module.MEASURES == MEASURES
    assert set(UNITS) == set(MEASURES)
    assert module.KINDS == KINDS


def test_a_dna_database_is_read_as_a_dossier(run: Run, tmp_path: Path) -> None:
    said = [("EPA", "Tax", 1, 1, "Ann"), ("EPA", "Tax", 0, 2, "Ann"), ("Senate", "Tax", 1, 2, "Bob")]
    database = write_dna(tmp_path / "made.dna", said, dates={1: "2005-01-26", 2: "2005-02-16"})
    found = answer(run, database)
    assert {row["kind"] for row in found["rows"]} == {"position"}
    (change,) = answer(run, database, "--changes")["rows"]
    assert (change["turn"], change["dated"]) == ("support > oppose (not said to supersede)", "2005-02-16")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--changes", "--measure", "held"), "--changes and --measure are two questions"),
        (("--window", "1m"), "--window belongs to --measure"),
        (("--step", "1m"), "--step belongs to --measure"),
        (("--resamples", "9"), "--resamples belongs to --measure"),
        (("--within", "9"), "--within belongs to --changes or --measure"),
        (("--changes", "--kind", "event"), "--kind belongs to the timeline itself"),
        (("--lanes", "issue"), "--lanes belongs to --plot"),
        (("--all-lanes",), "--all-lanes belongs to --plot"),
        (("--measure", "held", "--plot", "x.svg", "--lanes", "issue"), "--lanes does not go with --measure"),
        (("--plot", "x.gif"), "'x.gif' names no kind of picture; let it end in .svg, .png or .pdf"),
        (("--plot", "no/x.svg"), "no folder 'no'; make the folder first"),
        (("--from", "2025-02-01", "--to", "2025-01-01"), "swap --from and --to"),
        (("--measure", "held", "--window", "1q"), "is no width of a window"),
        (("--measure", "held", "--window", "4n"), "needs one of time"),
        (("--from", "2025-13-01"), "not in the calendar"),
    ],
)
def test_wishes_that_do_not_go_together_are_misuse_with_what_would_do(
    words: tuple[str, ...], complaint: str, run: Run, seed: Path
) -> None:
    result = run("timeline", seed, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf", "SVG"])
@pytest.mark.parametrize("words", [(), ("--changes",), ("--measure", "positions"), ("--lanes", "issue", "--all-lanes")])
def test_a_plot_is_written_beside_the_table(
    words: tuple[str, ...], suffix: str, run: Run, moved: Path, tmp_path: Path
) -> None:
    picture = tmp_path / f"picture.{suffix}"
    result = run("timeline", moved, *words, "--plot", picture)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == run("timeline", moved, *words[:2] if "--lanes" not in words else ()).stdout
    assert f"drawn: '{picture}'" in result.stderr
    start = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[suffix.lower()]
    assert picture.read_bytes().startswith(start)


def test_where_there_is_nothing_to_draw_no_file_is_written(run: Run, seed: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    result = run("timeline", seed, "--changes", "--plot", picture)
    assert result.exit_code == 1
    assert "Error: nothing was drawn: no position and no event with a date is left" in result.stderr
    assert not picture.exists()


def test_a_plot_inside_the_dossier_is_noted(run: Run, example: Path) -> None:
    result = run("timeline", example, "--plot", example / "picture.svg")
    assert "it lies inside the dossier" in result.stderr


def test_camps_draws_polarization_over_time(run: Run, seed: Path, tmp_path: Path) -> None:
    picture = tmp_path / "polarization.svg"
    words = ("camps", seed, "--window", "1m", "--measure", "esteban_ray", "--resamples", 20)
    plain = run(*words)
    result = run(*words, "--plot", picture)
    assert (result.exit_code, result.stdout) == (0, plain.stdout)
    first = picture.read_bytes()
    run(*words, "--plot", picture)
    assert picture.read_bytes() == first
    alone = run("camps", seed, "--plot", picture)
    assert (alone.exit_code, "--plot belongs to --window" in alone.stderr) == (2, True)


def test_actors_and_issues_complete_to_ids_by_any_name(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_DOSSIER", str(seed))
    complete = ShellComplete(main, {}, "graphkit", "_GRAPHKIT_COMPLETE")
    assert isinstance(main, click.Group)
    assert [each.value for each in complete.get_completions(["timeline", "--actor"], "медин")] == ["medinsky"]
    issues = [each.value for each in complete.get_completions(["timeline", "--issue"], "ceasefire")]
    assert "ceasefire-30-days" in issues
