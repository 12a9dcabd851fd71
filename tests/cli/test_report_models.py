"""`graphkit report` with models of bargaining."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli.main import main
from graphkit.dossier.bundled import bundled_dossier
from tests.report.test_page import data

SEED = str(bundled_dossier("istanbul-2025"))


def test_models_and_assumptions_of_forecast_go_into_the_report(tmp_path: Path) -> None:
    path = tmp_path / "talks.html"
    words = ["--model", "median,mean", "--assume", "salience=50", "--assume", "capability=40"]
    result = CliRunner().invoke(main, ["report", SEED, "-o", str(path), *words])
    assert result.exit_code == 0
    models = data(path.read_text("utf-8"))["models"]
    assert models["assumed"] == {"capability": 40, "salience": 50}
    assert [row[0] for row in models["issues"]["ceasefire-30-days"]["rows"]] == ["median", "mean"]


@pytest.mark.parametrize(("words", "count"), [([], 1000), (["--draws", "40"], 40)])
def test_draws_of_models_go_into_the_report_with_their_seed(words: list[str], count: int, tmp_path: Path) -> None:
    path = tmp_path / "talks.html"
    words = ["--model", "nash", "--assume", "salience=50", "--assume", "capability=40", "--seed", "3", *words]
    assert CliRunner().invoke(main, ["report", SEED, "-o", str(path), *words]).exit_code == 0
    models = data(path.read_text("utf-8"))["models"]
    assert (models["draws"]["count"], models["draws"]["seed"]) == (count, 3)
    assert models["issues"]["ceasefire-30-days"]["spreads"]["nash"][4] == count


def test_without_draws_the_report_has_outcomes_and_no_intervals(tmp_path: Path) -> None:
    path = tmp_path / "talks.html"
    words = ["--assume", "salience=50", "--assume", "capability=40", "--draws", "0"]
    assert CliRunner().invoke(main, ["report", SEED, "-o", str(path), *words]).exit_code == 0
    models = data(path.read_text("utf-8"))["models"]
    assert models["draws"] is None
    assert models["issues"]["ceasefire-30-days"]["rows"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--assume", "salience=500"], "the salience 500 is not from 0 to 100"),
        (["--assume", "power=5"], "is no assumption; write salience=50 or capability=50"),
        (["--model", "medan"], "no model 'medan'; did you mean 'median'?"),
        (["--draws", "-1"], "-1 is not in the range 0<=x<=1000000"),
        (["--seed", "-1"], "-1 is not in the range x>=0"),
    ],
)
def test_a_wrong_model_or_assumption_is_misuse_and_writes_nothing(
    words: list[str], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "talks.html"
    result = CliRunner().invoke(main, ["report", SEED, "-o", str(path), *words])
    assert result.exit_code == 2
    assert message in result.stderr
    assert not path.exists()
