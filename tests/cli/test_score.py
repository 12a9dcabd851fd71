from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphkit.bargaining.forecast import Outcome
from graphkit.bargaining.spread import Spread
from graphkit.cli import forecast_store
from tests.cli.conftest import Run

LATER = """\
    - value: {value}
      on: {day}
      evidence:
        - source: bne-2025-06-02
"""


@pytest.fixture
def talks(seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bundled dossier, of which forecasts are made on 3 June 2025."""
    made_on(monkeypatch, "2025-06-03")
    return Path(shutil.copytree(seed, tmp_path / "talks"))


def made_on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setattr(forecast_store, "today", lambda: date.fromisoformat(day))


def came(talks: Path, issue: str, value: float, day: str) -> None:
    """Write down where an issue stood later."""
    path = talks / "issues.yaml"
    before, mark, rest = path.read_text("utf-8").partition(f"- id: {issue}\n")
    head, at, tail = rest.partition("  status_quo:\n")
    assert mark and at
    path.write_text(before + mark + head + at + LATER.format(value=value, day=day) + tail, "utf-8")


def board(run: Run, talks: Path, *words: str) -> dict[str, Any]:
    return dict(json.loads(run("score", talks, *words, "--format", "json").stdout))


def test_forecasts_are_stored_checked_and_scored_by_what_came(run: Run, talks: Path) -> None:
    stored = run(
        "forecast", talks, "--model", "mean,nash", "--assume", "salience=50", "--assume", "capability=50", "--store"
    )
    assert stored.exit_code == 0 and "stored: " in stored.stderr
    assert run("check", talks).exit_code == 0
    assert board(run, talks)["rows"] == []
    came(talks, "ceasefire-30-days", 20, "2025-09-01")
    mean, nash = board(run, talks)["rows"]
    assert (mean["model"], mean["forecasts"], nash["model"]) == ("mean", 1, "nash")
    assert mean["error"] == pytest.approx(125 / 3 - 20, abs=0.001)  # of 25, 0 and 100
    assert mean["crps"] == mean["error"]
    assert mean["status_quo_error"] == 20  # it stood at 0
    assert mean["mean_of_positions_skill"] == pytest.approx(0, abs=0.001)
    assert mean["middle_of_the_scale_error"] == 30


def test_a_forecast_over_draws_is_stored_with_its_quantiles(run: Run, talks: Path) -> None:
    run(
        "forecast", talks, "--model", "mean", "--issue", "ceasefire-30-days", "--draws", "400", "--no-grades", "--store"
    )
    assert "  quantiles:" in (talks / "forecasts.yaml").read_text("utf-8")
    came(talks, "ceasefire-30-days", 45, "2025-09-01")
    row = board(run, talks)["rows"][0]
    assert row["crps"] < row["error"]
    assert (row["held_90"], row["ranged"]) == (1, 1)
    assert sum(row["places"]) == 1


def test_an_outcome_of_a_vague_day_counts_only_if_all_of_it_is_before_the_day_forecast(run: Run, talks: Path) -> None:
    for day in ("2025-10-01", "2025-12-31"):
        run("forecast", talks, "--model", "mean", "--issue", "ceasefire-30-days", "--store", "--for", day)
    came(talks, "ceasefire-30-days", 20, "2025-11")
    early, late = board(run, talks, "--each")["rows"]
    assert (early["came"], late["came"]) == (None, 20)
    path = talks / "issues.yaml"
    path.write_text(path.read_text("utf-8").replace("on: 2025-11\n", "on: 2025-06-10/2025-10-20\n"), "utf-8")
    early, late = board(run, talks, "--each")["rows"]
    assert (early["came"], late["came"]) == (None, 20)


def test_no_quantile_is_stored_as_minus_zero() -> None:
    point = Outcome("toll", "mean", 0.0)
    assert "-" not in forecast_store._quantiles(Spread(point, 80, 1, 2, 0, np.full(20, -1e-12)))


def test_what_was_stored_before_stays_byte_for_byte(run: Run, talks: Path) -> None:
    words = ("forecast", talks, "--model", "mean", "--store")
    run(*words)
    before = (talks / "forecasts.yaml").read_bytes()
    run(*words)
    after = (talks / "forecasts.yaml").read_bytes()
    assert after.startswith(before) and len(after) > len(before)


def test_the_last_forecast_is_a_naive_one_for_the_next(run: Run, talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("forecast", talks, "--issue", "ceasefire-30-days", "--store", "--model")
    run(*words, "mean")
    run(*words, "mean", "--exclude", "status=alleged")
    came(talks, "ceasefire-30-days", 20, "2025-09-01")
    assert board(run, talks)["rows"][0]["last_forecast_forecasts"] == 1


def test_a_forecast_that_was_made_after_its_outcome_is_not_scored_unless_asked_for(
    run: Run, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_on(monkeypatch, "2025-10-01")
    run("forecast", talks, "--model", "mean", "--issue", "ceasefire-30-days", "--store")
    came(talks, "ceasefire-30-days", 20, "2025-09-01")
    found = board(run, talks)
    assert found["rows"] == []
    assert "foretells nothing: 1; not scored" in found["notes"][0]
    assert board(run, talks, "--hindsight")["rows"][0]["forecasts"] == 1


def test_a_forecast_for_a_day_is_scored_by_where_the_issue_stood_last_up_to_it(run: Run, talks: Path) -> None:
    run("forecast", talks, "--model", "mean", "--issue", "ceasefire-30-days", "--store", "--for", "2025-12-31")
    came(talks, "ceasefire-30-days", 20, "2025-09-01")
    came(talks, "ceasefire-30-days", 30, "2025-12-01")
    came(talks, "ceasefire-30-days", 90, "2026-02-01")
    row = board(run, talks, "--each")["rows"][0]
    assert (row["came"], row["on"]) == (30, "2025-12-01")


def test_inputs_that_were_changed_since_are_told(run: Run, talks: Path) -> None:
    run("forecast", talks, "--model", "mean", "--issue", "ceasefire-30-days", "--store")
    assert board(run, talks, "--each")["rows"][0]["reproduces"] is True
    path = talks / "positions.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("value: 25", "value: 35"), "utf-8")
    row = board(run, talks, "--each")["rows"][0]
    assert (row["reproduces"], row["remarks"]) == (False, ["inputs no longer reproduce", "no outcome yet"])


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--for", "2026-01-01"], "--for belongs to --store"),
        (["--store", "--set", "Russia.ceasefire-30-days.value=50"], "--set supposes"),
        (["--store", "--issue", "ceasefire-30-days"], "exchange and smp look at all issues"),
    ],
)
def test_what_cannot_be_stored_is_misuse(run: Run, talks: Path, words: list[str], complaint: str) -> None:
    done = run("forecast", talks, *words)
    assert done.exit_code == 2 and complaint in done.stderr
    assert not (talks / "forecasts.yaml").exists()


def test_a_table_has_no_folder_to_store_in(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("actor,position\nann,0\nben,100\n", "utf-8")
    done = run("forecast", table, "--model", "mean", "--store")
    assert done.exit_code == 2 and "the folder of a dossier" in done.stderr


def test_where_no_model_has_an_outcome_nothing_is_stored(run: Run, talks: Path) -> None:
    done = run("forecast", talks, "--model", "compromise", "--store")
    assert done.exit_code == 1 and "nothing was stored" in done.stderr
    assert not (talks / "forecasts.yaml").exists()


def test_a_dossier_without_forecasts_says_how_to_store_one(run: Run, seed: Path) -> None:
    done = run("score", seed)
    assert done.exit_code == 0 and "graphkit forecast --store keeps one" in done.stderr
