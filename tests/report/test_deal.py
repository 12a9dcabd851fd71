"""What a page's pictures of bargaining are made of: the numbers of forecast and trade, and why there are none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from graphkit.bargaining import uncertainty
from graphkit.bargaining.inputs import Found
from graphkit.bargaining.rounds import History
from graphkit.cli.main import main
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Issue, Judgement
from graphkit.dossier.reader import read
from graphkit.report import models as models_module
from graphkit.report.deal import courses_of
from graphkit.report.models import models_on_scales
from tests.report.made import EVIDENCE, position, talks

DAY = date(2025, 6, 2)
ASSUME = {"salience": 50.0, "capability": 50.0}
WORDS = ["--assume", "salience=50", "--assume", "capability=50", "--format", "json"]


@pytest.fixture(scope="module")
def whole() -> Dossier:
    return read(bundled_dossier("istanbul-2025"))[0]


@pytest.fixture(scope="module")
def told(whole: Dossier) -> dict[str, Any]:
    """What the page of the seed gets with these assumptions."""
    return models_on_scales(whole, day=DAY, assume=ASSUME)


def asked(command: str, *words: str) -> dict[str, Any]:
    result = CliRunner().invoke(main, [command, str(bundled_dossier("istanbul-2025")), *WORDS, *words])
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def near(value: Any) -> Any:
    return pytest.approx(value, abs=0.0051)


def issue(id: str, consent: tuple[str, ...] = ("north", "south"), stands: float | None = None) -> Issue:
    fields: dict[str, Any] = {"id": id, "name": f"The {id}", "question": "Q?", "consent": consent}
    quo = [] if stands is None else [{"value": stands, "on": "2025-06-02", "evidence": EVIDENCE}]
    return Issue.model_validate({**fields, "scale": {"low": "None", "high": "All"}, "status_quo": quo})


def judgement(actor: str, quantity: str, value: float, **more: Any) -> Judgement:
    id = f"{actor}-{quantity}-{more.get('issue', 'all')}"
    fields = {"id": id, "actor": actor, "quantity": quantity, "value": value, "coder": "me", "note": "So."}
    return Judgement.model_validate({**fields, **more})


def bargain(*issues: Issue, judged: bool = True, **of_position: Any) -> Dossier:
    """Two on opposite ends of each issue, to whom the first issue matters differently."""
    places = {"north": 100, "south": 0}
    held = [
        position(f"{actor}-{each.id}", actor, each.id, "support", value=value, **of_position)
        for each in issues
        for actor, value in places.items()
    ]
    salience = [
        judgement(actor, "salience", 90 if (actor == "north") == (at == 0) else 30, issue=each.id)
        for at, each in enumerate(issues)
        for actor in places
    ]
    numbers = [*salience, *(judgement(actor, "capability", 50) for actor in places)] if judged else []
    return talks(issues=Records(issues), positions=Records(held), judgements=Records(numbers))


# ---- the same numbers ------------------------------------------------------------------------------------------------


def test_intervals_are_those_of_forecast_over_draws(told: dict[str, Any]) -> None:
    rows = asked("forecast", "--draws", "1000", "--seed", "1", "--joint-draws", "100")["rows"]
    drawn = {(row["issue"], row["model"]): row for row in rows if row["low"] is not None and row["outcome"] is not None}
    shown = {
        (id, model): spread for id, each in told["issues"].items() for model, spread in each.get("spreads", {}).items()
    }
    assert told["draws"] == {"count": 1000, "joint": 100, "seed": 1, "interval": 80, "undrawn": []}
    assert len(shown) > 50
    assert shown.keys() == drawn.keys()
    for key, (low, median, high, error, draws) in shown.items():
        row = drawn[key]
        assert [low, median, high, error] == near([row[name] for name in ("low", "median", "high", "error")])
        assert draws == row["draws"]


def test_rounds_are_those_of_forecast(told: dict[str, Any]) -> None:
    rows = asked("forecast", "--rounds")["rows"]
    whole = {(row["model"], row["issue"], row["actor"], row["state"]): row["position"] for row in rows}
    shown = {
        (each["model"], id, actor, state): value
        for id, of in told["issues"].items()
        for each in of.get("courses", [])
        for actor, _, path in each["paths"]
        for state, value in zip(each["states"], path, strict=True)
    }
    assert {model for model, *_ in shown} == {"challenge", "exchange"}
    assert all(value == near(whole[key]) for key, value in shown.items())
    ends = {key[:3]: value for key, value in sorted(whole.items())}
    last = {key[:3]: value for key, value in sorted(shown.items())}
    assert all(value == near(ends[key]) for key, value in last.items())


def test_what_matters_most_is_what_the_tornado_of_forecast_tells_first(told: dict[str, Any]) -> None:
    rows = asked("forecast", "--draws", "10", "--tornado")["tornado"]
    names = ("from", "to", "at_from", "at_to")
    for id, each in told["issues"].items():
        for model in dict.fromkeys(row[0] for row in each.get("swings", [])):
            shown = [row for row in each["swings"] if row[0] == model]
            first = [row for row in rows if (row["issue"], row["model"]) == (id, model) and abs(row["swing"]) > 0.005]
            whose = [(row["source"] or row["actor"], row["what"]) for row in first[:3]]
            assert [(", ".join(row[1]), row[2]) for row in shown] == whose
            assert [row[3:] for row in shown] == [near([row[name] for name in names]) for row in first[:3]]
    assert any(row[2] == "reliability" for each in told["issues"].values() for row in each.get("swings", []))


def test_packages_are_those_of_trade(told: dict[str, Any]) -> None:
    parties, shown = asked("trade")["parties"], told["packages"]
    assert (shown["parties"], shown["issues"]) == (parties["actors"], parties["issues"])
    found = [parties["no_deal"], *parties["pareto"], *(parties[name] for name in ("nash", "kalai_smorodinsky", "best"))]
    assert [name for name, *_ in shown["points"]] == [each["name"] for each in found]
    for (_, worth, values), each in zip(shown["points"], found, strict=True):
        assert worth == near(each["gains"])
        assert values == near([each["values"][issue] for issue in parties["issues"]])
    names = ("issue", "start", "end", "gains", "gives", "takes")
    assert [row[0] for row in shown["roll"]] == [each["issue"] for each in parties["log_roll"]]
    for row, each in zip(shown["roll"], parties["log_roll"], strict=True):
        assert row == [each[name] if name in ("issue", "gives", "takes") else near(each[name]) for name in names]
    assert {issue for _, issues in shown["left_out"] for issue in issues} == set(parties["left_out"])


# ---- draws -----------------------------------------------------------------------------------------------------------


def test_without_numbers_for_models_nothing_is_drawn(whole: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uncertainty, "uncertain", lambda *_, **__: pytest.fail("drawn"))
    found = models_on_scales(whole, day=DAY)
    assert found["draws"] is None
    assert not any({"spreads", "courses", "swings"} & set(each) for each in found["issues"].values())


def test_where_nothing_is_uncertain_there_is_no_interval() -> None:
    ungraded = [{"source": "paper"}]
    certain = models_on_scales(bargain(issue("truce"), evidence=ungraded), day=DAY)
    assert certain["issues"]["truce"]["rows"]
    assert (certain["draws"], "spreads" in certain["issues"]["truce"]) == (None, False)
    ranged = models_on_scales(bargain(issue("truce"), low=0, high=100, evidence=ungraded), day=DAY)
    assert ranged["issues"]["truce"]["varies"] == [2, 6, 0, 2]


def test_no_draws_are_no_draws(whole: Dossier) -> None:
    found = models_on_scales(whole, day=DAY, assume=ASSUME, draws=0)
    assert found["draws"] is None
    assert "courses" in found["issues"]["ceasefire-30-days"]
    assert not any({"spreads", "swings"} & set(each) for each in found["issues"].values())


def test_the_seed_decides_the_draws(whole: Dossier) -> None:
    one, same, other = (models_on_scales(whole, day=DAY, assume=ASSUME, draws=50, seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert one["issues"]["ceasefire-30-days"]["spreads"] != other["issues"]["ceasefire-30-days"]["spreads"]


def test_models_in_rounds_are_drawn_of_many_places_only_if_asked(
    whole: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models_module, "FEW", 1)
    found = models_on_scales(whole, day=DAY, assume=ASSUME)
    assert found["draws"]["undrawn"] == ["challenge", "exchange", "smp"]
    assert set(found["issues"]["ceasefire-30-days"]["spreads"]) == {"compromise", "median", "mean", "nash", "quota"}
    assert models_on_scales(whole, day=DAY, assume=ASSUME, draws=20)["draws"]["undrawn"] == []
    monkeypatch.setattr(models_module, "MANY", 1)
    assert models_on_scales(whole, day=DAY, assume=ASSUME)["draws"] is None


# ---- rounds ----------------------------------------------------------------------------------------------------------


def test_of_states_in_which_nothing_on_an_issue_moves_only_the_ends_are_kept() -> None:
    courses = np.array([[0, 9], [0, 9], [5, 9], [5, 9], [5, 9]], float)
    still = np.array([[1, 2]] * 5, float)
    history = History(("p", "q"), ("a", "b"), np.stack([courses, still], axis=2), np.zeros((5, 2)), ())
    found = courses_of([("exchange", history)], [Found(id, None) for id in "pq"])
    assert [(each["states"], [path for *_, path in each["paths"]]) for each in (found["p"][0], found["q"][0])] == [
        ([0, 1, 2, 4], [[0, 0, 5, 5], [9, 9, 9, 9]]),
        ([0], [[1], [2]]),
    ]


# ---- packages --------------------------------------------------------------------------------------------------------


def test_where_the_issues_stand_is_a_package_like_others_where_it_is_known_of_all() -> None:
    found = models_on_scales(bargain(issue("truce", stands=50), issue("toll", stands=50)), day=DAY)["packages"]
    named = {name: (worth, values) for name, worth, values in found["points"]}
    # no deal is 75 and 25, by salience 90 and 30; at 50 each loses 45 + 15 where it lost 22.5 + 7.5
    assert named["no deal"] == ([0, 0], [75, 25])
    assert named["status quo"] == ([-15, -15], [50, 50])
    assert found["unknown"] == []
    half = models_on_scales(bargain(issue("truce", stands=50), issue("toll")), day=DAY)["packages"]
    assert "status quo" not in {name for name, *_ in half["points"]}
    assert half["unknown"] == ["toll"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            bargain(issue("truce")),
            "a package needs two issues on which both have a position and salience, and there is The truce alone",
        ),
        (
            bargain(issue("truce"), issue("toll"), judged=False),
            "a package needs two issues on which both have a position and salience, and there is none",
        ),
        (bargain(issue("truce", ("north", "south", "host")), issue("toll", ())), "no issue needs the consent of two"),
        (bargain(issue("truce"), issue("toll", ("north", "host"))), "2 pairs are needed on as many issues each"),
        (bargain(issue("truce", ("host", "south"))), "no position with a value is known of The Host"),
        (talks(), "no issue with positions says whose consent it needs"),
    ],
)
def test_where_there_are_no_packages_the_page_gets_the_reason_in_names(given: Dossier, why: str) -> None:
    found = models_on_scales(given, day=DAY)["packages"]
    assert why in found["why"]
    assert "points" not in found


def test_without_capability_the_front_is_there_and_no_best_package() -> None:
    given = bargain(issue("truce"), issue("toll"))
    kept = Records(each for each in given.judgements if each.quantity == "salience")
    found = models_on_scales(replace(given, judgements=kept), day=DAY)["packages"]
    assert "no capability of Northland on The truce, The toll" in found["why"]
    assert not found["gains"]
    assert [name for name, *_ in found["points"]] == ["pareto 1", "pareto 2", "pareto 3"]


def test_the_only_two_who_have_positions_are_the_parties_where_no_issue_says_whose_consent_it_needs() -> None:
    found = models_on_scales(bargain(issue("truce", ()), issue("toll", ())), day=DAY)["packages"]
    assert found["parties"] == ["north", "south"]
