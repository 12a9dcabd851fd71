"""`--plot` of forecast, zone and trade."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

ASSUMED = ("--assume", "salience=50", "--assume", "capability=50")


@pytest.mark.parametrize(
    ("words", "shows"),
    [
        (("forecast", *ASSUMED, "--model", "mean,median"), "Where issues would end"),
        (("forecast", *ASSUMED, "--model", "challenge", "--rounds"), "Positions over the rounds"),
        (("zone",), "Where all could live whose consent is needed"),
        (("trade", *ASSUMED), "Packages of Russia and Ukraine"),
    ],
)
def test_the_seed_is_drawn_and_the_answer_stays_the_same(
    run: Run, seed: Path, tmp_path: Path, words: tuple[str, ...], shows: str
) -> None:
    picture = tmp_path / "picture.svg"
    command, *options = words
    result = run(command, seed, *options, "--plot", picture)
    assert result.exit_code == 0, result.stderr
    assert f"<dc:title>{shows}</dc:title>" in picture.read_text(encoding="utf-8")
    assert result.stdout == run(command, seed, *options).stdout


def test_packages_of_nobody_are_not_drawn(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("issue,actor,position,salience,capability\nroad,Ann,10,1,1\nroad,Ben,80,1,1\nroad,Cem,40,1,1\n")
    result = run("trade", table, "--plot", tmp_path / "picture.svg")
    assert result.exit_code == 1 and "name them with --parties A,B" in result.stderr
    assert not (tmp_path / "picture.svg").exists()
