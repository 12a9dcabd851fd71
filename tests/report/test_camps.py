"""Computed camps of a report: those of `graphkit camps`, day by day, within bounds."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graphkit.analysis.camps.found import camps as found_camps
from graphkit.analysis.camps.found import letters
from graphkit.analysis.camps.stands import network_of, stands_of
from graphkit.analysis.discourse.positions import statements_of
from graphkit.cli.main import main
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Issue, Position
from graphkit.dossier.reader import read
from graphkit.dossier.writer import write
from graphkit.report import camps
from graphkit.report.camps import computed_camps
from graphkit.report.packed import unpacked
from graphkit.report.spans import history, last_day
from tests.report.made import position, talks

FIRST = date(2025, 1, 1)
ISSUES = ("truce", "exchange", "border")


def two_sides(size: int = 4) -> Dossier:
    """Two camps of opposite sides; in May one of the first goes over; a paper takes no side."""
    names = [f"{side}{number}" for side in "ab" for number in range(size)]
    started = [
        position(f"{name}-{issue}", name, issue, side_of(name), valid="2025-02-01")
        for name in names
        for issue in ISSUES
    ]
    turned = [
        position(f"a0-{issue}-later", "a0", issue, "oppose", valid="2025-05-01", supersedes=f"a0-{issue}")
        for issue in ISSUES
    ]
    silent = position("paper-truce", "paper", "truce", "neutral", valid="2025-01-15")
    return with_positions(names, [*started, *turned, silent])


def side_of(name: str) -> str:
    return "support" if name.startswith("a") else "oppose"


def with_positions(names: list[str], held: list[Position]) -> Dossier:
    return talks(
        actors=Records(Actor(id=name, name=name.upper(), kind="state") for name in [*names, "paper"]),
        issues=Records(Issue(id=issue, name=issue, question="Shall it?") for issue in ISSUES),
        positions=Records(held),
        ties=Records(),
        judgements=Records(),
        proposals=Records(),
        events=Records(),
    )


def computed(dossier: Dossier, *, first: date = FIRST) -> dict[str, Any]:
    told = history(dossier)
    day = dossier.manifest.as_of or last_day(told)
    assert day is not None
    return computed_camps(told, first=first, day=day)


def by_letter(day: dict[str, Any]) -> dict[str, set[str]]:
    return {camp["letter"]: set(camp["members"]) for camp in day["camps"]}


def as_the_command_says(folder: Path, *words: str) -> tuple[dict[str, set[str]], dict[str, Any]]:
    result = CliRunner().invoke(main, ["camps", str(folder), "--format", "json", "--resamples", "0", *words])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    found = defaultdict(set)
    for row in answer["rows"]:
        found[row["camp"]].add(row["actor"])
    found.pop("-", None)
    return dict(found), answer["network"]


def test_camps_of_the_last_day_are_those_of_graphkit_camps_on_the_seed() -> None:
    folder = bundled_dossier("istanbul-2025")
    wanted, network = as_the_command_says(folder)
    last = computed(read(folder)[0])["days"][-1]
    assert by_letter(last) == wanted
    assert (last["index"], last["proven"]) == (network["frustration_index"], network["proven"])
    assert (last["against"], last["ties"]) == (len(network["frustrated_ties"]), 10)


def test_camps_of_a_dossier_with_two_clear_camps_are_those_of_graphkit_camps(tmp_path: Path) -> None:
    write(two_sides(), tmp_path / "sides")
    wanted, _ = as_the_command_says(tmp_path / "sides")
    assert wanted == {"A": {"a0", "b0", "b1", "b2", "b3"}, "B": {"a1", "a2", "a3"}}
    last = computed(read(tmp_path / "sides")[0])["days"][-1]
    assert by_letter(last) == wanted
    assert (last["against"], last["index"], last["proven"], last["either"]) == (0, 0.0, True, [])


def test_camps_of_a_report_follow_what_is_supposed(tmp_path: Path) -> None:
    folder, supposed = bundled_dossier("istanbul-2025"), ("--set", "Fidan.direct-talks.stance=oppose")
    wanted, _ = as_the_command_says(folder, *supposed)
    page = tmp_path / "page.html"
    result = CliRunner().invoke(main, ["report", str(folder), *supposed, "-o", str(page)])
    assert result.exit_code == 0, result.output
    data = unpacked(json.loads(page.read_text("utf-8").split('id="data">')[1].split("</script>")[0]))
    assert by_letter(data["computed"]["days"][-1]) == wanted
    assert wanted != as_the_command_says(folder)[0]


def test_each_day_of_change_has_the_camps_of_its_own_day() -> None:
    dossier = two_sides()
    found = computed(dossier)["days"]
    assert [day["since"] for day in found] == ["2025-01-01", "2025-02-01", "2025-05-01"]
    for day in found:
        network = network_of(stands_of(statements_of(at(dossier, as_of=date.fromisoformat(day["since"])))))
        whole = found_camps(network)
        wanted: dict[str, set[str]] = defaultdict(set)
        for actor, camp in zip(network.actors.ids, whole.camp.tolist(), strict=True):
            wanted[letters(camp)].add(actor)
        wanted.pop("-", None)
        assert sorted(map(sorted, by_letter(day).values())) == sorted(map(sorted, wanted.values()))
        assert day["index"] == whole.frustration.index


def test_a_camp_keeps_its_letter_while_most_of_its_members_stay() -> None:
    before, after = (by_letter(day) for day in computed(two_sides())["days"][1:])
    assert {"b0", "b1", "b2", "b3"} <= before["A"] & after["A"]
    assert {"a1", "a2", "a3"} <= before["B"] & after["B"]
    assert "a0" in before["B"] & after["A"]


def test_a_camp_that_takes_the_place_of_none_has_a_letter_of_its_own() -> None:
    held = [position(f"{name}-early", name, "border", "support", valid="2025-02-01/2025-03-01") for name in ("x", "y")]
    later = [position(f"{name}-late", name, "truce", side_of(name), valid="2025-05-01") for name in ("a0", "b0")]
    found = computed(with_positions(["a0", "b0", "x", "y"], [*held, *later]))
    assert [by_letter(day) for day in found["days"]] == [{}, {"C": {"x", "y"}}, {}, {"A": {"a0"}, "B": {"b0"}}]
    assert [entry["letter"] for entry in found["entries"]] == ["A", "B", "C", ""]


def test_those_stand_first_in_a_camp_whose_ties_fit_it_most() -> None:
    names = ["a0", "a1", "a2", "b0"]
    held = [position(f"{name}-truce", name, "truce", side_of(name)) for name in names]
    held += [position(f"{name}-border", name, "border", side_of(name)) for name in ("a2", "b0")]
    last = computed(with_positions(names, held))["days"][-1]
    assert [camp["members"] for camp in last["camps"]] == [["a2", "a0", "a1"], ["b0"]]


def test_who_fits_both_sides_as_well_is_told() -> None:
    held = [
        *(position(f"{name}-truce", name, "truce", side_of(name)) for name in ("a0", "b0", "a1", "b1")),
        position("m-truce", "m", "exchange", "support"),
        position("a0-exchange", "a0", "exchange", "support"),
        position("b0-exchange", "b0", "exchange", "support"),
    ]
    last = computed(with_positions(["a0", "a1", "b0", "b1", "m"], held))["days"][-1]
    assert "m" in last["either"]


def test_without_sides_on_the_same_issue_there_are_no_camps() -> None:
    found = computed(with_positions(["a0", "b0"], [position("p", "a0", "truce", "support")]))
    assert (found["days"], found["entries"]) == ([], [])


def test_many_days_of_change_leave_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camps, "DAYS_AT_MOST", 2)
    found = computed(two_sides())
    assert ([day["since"] for day in found["days"]], found["few"]) == (["2025-02-01", "2025-05-01"], "days")


def test_very_many_actors_leave_the_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camps, "BY_DAY_AT_MOST", 3)
    found = computed(two_sides())
    assert ([day["since"] for day in found["days"]], found["few"]) == (["2025-05-01"], "actors")


def test_too_many_pairs_leave_no_camps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camps, "PAIRS_AT_MOST", 3)
    assert computed(two_sides()) == {"days": [], "entries": [], "few": "pairs"}


def test_beyond_the_bound_camps_are_searched_for_and_told_as_not_proven() -> None:
    names = [f"{side}{number:02}" for side in "ab" for number in range(24)]
    held = [position(f"{name}-{issue}", name, issue, side_of(name)) for name in names for issue in ISSUES]
    held += [position(f"{name}-{new}", name, f"new{new}", "support") for name in ("a00", "b00") for new in range(4)]
    last = computed(with_positions(names, held))["days"][-1]
    assert by_letter(last) == {"A": {n for n in names if n < "b"}, "B": {n for n in names if n > "b"}}
    assert (last["index"], last["against"], last["proven"]) == (1.0, 1, False)


def test_many_small_camps_are_counted_and_not_told_apart() -> None:
    names = [f"{side}{number:02}" for number in range(8) for side in "ab"]
    issues = [f"i{number}" for number in range(8)]
    dossier = with_positions(
        names, [position(f"p-{name}", name, issues[int(name[1:])], side_of(name)) for name in names]
    )
    found = computed(dossier)
    last = found["days"][-1]
    assert (len(last["camps"]), last["small"]) == (12, {"camps": 4, "actors": 4})
    assert len({camp["part"] for camp in last["camps"]}) == 6
    assert len(found["entries"]) == 13
