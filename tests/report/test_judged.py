"""What a page gets besides its records: the story, models of bargaining, and gaps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphkit.bargaining.forecast import forecast
from graphkit.bargaining.inputs import of_dossier
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Issue, Judgement
from graphkit.dossier.reader import read
from graphkit.dossier.story import ADDRESS, Step, state_of
from graphkit.report import gaps as gaps_module
from graphkit.report import models as models_module
from graphkit.report.gaps import gaps
from graphkit.report.models import models_on_scales
from graphkit.report.whole import report
from tests.report.made import position, talks
from tests.report.test_page import data

DAY = date(2025, 6, 2)
MAIN = Path(__file__).parents[2] / "web" / "src" / "main.js"


@pytest.fixture(scope="module")
def whole() -> Dossier:
    return read(bundled_dossier("istanbul-2025"))[0]


def scaled(**changes: Any) -> Dossier:
    """Two with a place on one issue."""
    scale = {"low": "None", "high": "All"}
    truce = Issue.model_validate({"id": "truce", "name": "A truce", "question": "Q?", "scale": scale})
    held = [position("n", "north", "truce", "support", value=80), position("s", "south", "truce", "oppose", value=20)]
    return talks(issues=Records([truce]), positions=Records(held), judgements=Records(), **changes)


def judged(*skipped: str) -> Records[Judgement]:
    """Salience and capability of both, but for some."""
    numbers = {"north-salience": 90, "north-capability": 60, "south-salience": 30, "south-capability": 60}
    found = []
    for id, value in numbers.items():
        actor, _, quantity = id.partition("-")
        fields = {"id": id, "actor": actor, "quantity": quantity, "value": value, "coder": "me", "note": "So."}
        if id not in skipped:
            found.append(Judgement.model_validate(fields | ({"issue": "truce"} if quantity == "salience" else {})))
    return Records(found)


# ---- the story -------------------------------------------------------------------------------------------------------


def test_the_parts_of_an_address_are_those_that_the_page_writes() -> None:
    script = MAIN.read_text("utf-8")
    (written,) = re.findall(r"return \{ (step: .*?) \};", script)
    names = [part.partition(":")[0].strip() for part in written.split(",")]
    assert sorted(names) == sorted(ADDRESS)


def test_the_page_gets_the_state_of_each_step_and_its_text_without_a_script() -> None:
    steps = (Step(title="One", text="*See* [it](https://a.example)", view="matrix"), Step(title="Two", text="<b>"))
    html = report(replace(talks(), story=steps))
    assert [each["state"] for each in data(html)["story"]] == [state_of(step) for step in steps]
    assert '<p><em>See</em> <a href="https://a.example" target="_blank" rel="noopener noreferrer">it</a></p>' in html
    assert "<p>&lt;b&gt;</p>" in html


# ---- models ----------------------------------------------------------------------------------------------------------


def test_models_come_from_the_dossiers_own_judgements() -> None:
    found = models_on_scales(replace(scaled(), judgements=judged()), day=DAY)
    rows = {model: outcome for model, outcome, *_ in found["issues"]["truce"]["rows"]}
    # (60·90·80 + 60·30·20) / (60·90 + 60·30)
    assert rows["compromise"] == 65.0
    assert found["assumed"] == {}


def test_nothing_is_filled_in_for_a_number_that_is_missing() -> None:
    found = models_on_scales(replace(scaled(), judgements=judged("south-salience")), day=DAY)
    assert found["issues"]["truce"]["rows"] == []
    assert found["issues"]["truce"]["missing"] == [["no salience", ["Southland"]]]


def test_the_plain_mean_alone_stands_there_only_if_it_was_asked_for() -> None:
    assert models_on_scales(scaled(), day=DAY)["issues"]["truce"]["rows"] == []
    asked = models_on_scales(scaled(), day=DAY, models=["mean"])
    assert asked["issues"]["truce"]["rows"] == [["mean", 50.0, None, None]]


def test_models_that_run_in_rounds_wait_to_be_asked_where_there_are_many_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = replace(scaled(), judgements=judged())
    monkeypatch.setattr(models_module, "MANY", 1)
    found = models_on_scales(given, day=DAY)
    assert found["unrun"] == ["challenge", "exchange", "smp"]
    assert not {row[0] for row in found["issues"]["truce"]["rows"]} & set(found["unrun"])
    asked = models_on_scales(given, day=DAY, models=["challenge"])
    assert (asked["unrun"], [row[0] for row in asked["issues"]["truce"]["rows"]]) == ([], ["challenge"])


def test_models_on_a_page_are_those_of_the_forecast(whole: Dossier) -> None:
    assume = {"salience": 50.0, "capability": 50.0}
    found = models_on_scales(whole, day=DAY, assume=assume)
    rows = forecast(of_dossier(at(whole, as_of=DAY), assume=assume)).rows
    told = {(row.issue, row.model): row.outcome for row in rows if row.outcome is not None}
    shown = {(id, model): value for id, each in found["issues"].items() for model, value, *_ in each["rows"]}
    assert len(shown) > 50
    assert {key for key in told if key[0] in found["issues"] and key not in shown} == set()
    assert all(value == pytest.approx(told[key], abs=0.005) for key, value in shown.items())


# ---- gaps ------------------------------------------------------------------------------------------------------------


def test_gaps_are_those_of_the_day(whole: Dossier) -> None:
    consent = Issue(id="truce", name="A truce", question="Q?", consent=("north", "south"))
    held = Records([position("n", "north", "truce", "support", valid="2025-05-16")])
    given = talks(issues=Records([consent]), positions=held)
    (before,) = (found["issues"] for found in [gaps(given, day=date(2025, 5, 1))] if found)
    (after,) = (found["issues"] for found in [gaps(given, day=DAY)] if found)
    assert before[0]["silent"] == ["north", "south"]
    assert after[0]["silent"] == ["south"]
    assert after[0]["known"] == [0, 1, 0, 0]


def test_a_word_taken_on_ones_behalf_is_no_silence() -> None:
    consent = Issue(id="truce", name="A truce", question="Q?", consent=("south",))
    held = Records([position("d", "envoys", "truce", "support", on_behalf_of=["south"])])
    found = gaps(talks(issues=Records([consent]), positions=held), day=DAY)
    assert found
    assert found["issues"][0]["silent"] == []


def test_a_dossier_too_large_for_it_has_no_gaps_in_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps_module, "AT_MOST", 1)
    assert data(report(talks()))["gaps"] is None


def test_the_foot_of_what_is_taken_away_names_day_version_licence_and_maker() -> None:
    licensed = replace(talks(), manifest=talks().manifest.model_copy(update={"licence": "CC-BY-4.0"}))
    source = data(report(licensed, known_on=date(2025, 7, 1)))["source"]
    assert re.fullmatch(
        r"As of 2 June 2025, as known on 1 July 2025, dossier talks, version [0-9a-f]{12}, licence CC-BY-4\.0\. "
        r"Made with graphkit \S+\.",
        source,
    )
