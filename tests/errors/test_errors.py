"""Every code has a golden pair: the folder CODE, a smallest bad dossier, and CODE.txt, what `graphkit check` prints.

The text lies beside the folder, not in it, where nobody would read it and F008 would say so.  To write the texts anew
after a message has changed, run ``GRAPHKIT_WRITE_GOLDENS=1 pytest tests/errors`` and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli.main import main
from graphkit.dossier import checks
from graphkit.dossier.checks import RULES, Rule, examine
from graphkit.dossier.lines import FILE_CODES
from graphkit.dossier.problem import Problem
from graphkit.dossier.reader import READING_CODES

HERE = Path(__file__).parent
RULE_OF = {(rule.__doc__ or "").partition(":")[0]: rule for rule in RULES}
CODES = sorted({*FILE_CODES, *READING_CODES, *RULE_OF})
# a folder that is none cannot lie here; naming a dossier's file in place of its folder is the same mistake
ASKED_FOR = {"F001": "F001/dossier.yaml"}


@pytest.fixture(autouse=True)
def _beside_the_goldens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


def problems_of(code: str) -> list[Problem]:
    return examine(ASKED_FOR.get(code, code))[1]


@pytest.mark.parametrize("code", CODES)
def test_a_bad_dossier_gets_exactly_the_expected_messages(code: str) -> None:
    printed = "".join(f"{problem}\n" for problem in problems_of(code))
    golden = HERE / f"{code}.txt"
    if os.environ.get("GRAPHKIT_WRITE_GOLDENS"):
        golden.write_text(printed, "utf-8")
    assert printed == golden.read_text("utf-8")


@pytest.mark.parametrize("code", [code for code in CODES if code not in ASKED_FOR])
def test_graphkit_check_prints_the_golden_text_and_exits_1_where_there_is_an_error(code: str) -> None:
    result = CliRunner().invoke(main, ["check", code])
    assert result.stdout == (HERE / f"{code}.txt").read_text("utf-8")
    assert result.exit_code == any(problem.severity == "error" for problem in problems_of(code))


def test_every_code_has_a_golden_pair_and_every_golden_pair_a_code() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    texts = {path.stem for path in HERE.glob("*.txt")}
    assert sorted(folders) == CODES
    assert sorted(texts) == CODES


def test_no_code_is_given_twice() -> None:
    assert len(CODES) == len(FILE_CODES) + len(READING_CODES) + len(RULES)


@pytest.mark.parametrize("code", CODES)
def test_a_golden_dossier_has_problems_of_its_own_code_alone(code: str) -> None:
    assert {problem.code for problem in problems_of(code)} == {code}


@pytest.mark.parametrize("code", RULE_OF)
def test_a_golden_dossier_is_clean_without_the_rule_that_it_breaks(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others: tuple[Rule, ...] = tuple(rule for rule in RULES if rule is not RULE_OF[code])
    monkeypatch.setattr(checks, "RULES", others)
    assert problems_of(code) == []


@pytest.mark.parametrize("code", CODES)
def test_a_place_lies_in_the_file_that_it_names(code: str) -> None:
    for problem in problems_of(code):
        path = Path(problem.place.file)
        if not path.is_file():
            assert (code, problem.place.line, problem.place.col) in {("F002", 1, 1), ("F008", 1, 1)}
            continue
        lines = path.read_bytes().decode("utf-8", "replace").split("\n")
        assert problem.place.col <= len(lines[problem.place.line - 1]) + 1


def test_what_may_be_so_in_the_world_or_does_no_harm_is_a_warning_and_the_rest_an_error() -> None:
    severities = {(problem.code, problem.severity) for code in CODES for problem in problems_of(code)}
    only_warnings = {"I110", "P120", "P121", "P122", "S107", "Y106", "Y107"}
    assert {code for code, severity in severities if severity == "warning"} == {"F008", *only_warnings}
    assert {code for code, severity in severities if severity == "error"} == set(CODES) - only_warnings


@pytest.mark.parametrize("code", CODES)
def test_a_message_says_what_was_found_and_what_would_be_right(code: str) -> None:
    for problem in problems_of(code):
        assert problem.found
        assert problem.remedy
        assert "\n" not in str(problem)
