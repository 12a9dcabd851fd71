"""`graphkit cite`."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Run


def test_a_citation_is_evidence_to_paste_and_holds_no_word_of_the_text(run: Run, copy: Path) -> None:
    result = run("cite", copy, "North Bank would pay half", "--source", "gazette", "--via", "agency")
    (evidence,) = yaml.safe_load(result.stdout)
    assert (evidence["source"], evidence["via"], evidence["locator"]) == ("gazette", "agency", {"paragraph": 3})
    assert evidence["lock"]["sha256"] == hashlib.sha256(b"North Bank would pay half").hexdigest()
    assert evidence["lock"]["end"] - evidence["lock"]["start"] == len("North Bank would pay half")
    assert "pay" not in result.stdout


def test_a_quotation_can_come_on_standard_input(run: Run, copy: Path) -> None:
    assert (
        run("cite", copy, "-", stdin="The mayor\nspoke first.\n").stdout == run("cite", copy, "--paragraph", 2).stdout
    )


def test_every_occurrence_is_offered(run: Run, copy: Path) -> None:
    result = run("cite", copy, "Bank would", "--format", "json")
    assert [each["locator"]["paragraph"] for each in json.loads(result.stdout)] == [3, 4]
    assert run("cite", copy, "Bank would", "--source", "g").stderr.splitlines() == [
        "the words stand there 2 times; keep the one you mean:",
        "  paragraph 3: North »Bank would« pay half of it, she said.",
        "  paragraph 4: South »Bank would« not.",
    ]


def test_words_that_do_not_stand_there_exit_1_and_show_the_nearest_passages_best_first(run: Run, copy: Path) -> None:
    result = run("cite", copy, "South Bank would never")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[1:] == ["  paragraph 4: South Bank would not.", "  paragraph 3: North Bank would"]


@pytest.mark.parametrize(
    "words", [(), ("x", "--paragraph", "1"), ("--paragraph", "9")], ids=["nothing", "both", "no such paragraph"]
)
def test_cite_wants_words_or_a_paragraph_that_is_there(words: tuple[str, ...], run: Run, copy: Path) -> None:
    assert run("cite", copy, *words).exit_code == 2


@pytest.mark.parametrize("words", ["", " \n"])
def test_an_empty_quotation_is_misuse(words: str, run: Run, copy: Path) -> None:
    for result in (run("cite", copy, words), run("cite", copy, "-", stdin=words)):
        assert result.exit_code == 2
        assert "the quotation is empty" in result.stderr


def test_an_empty_copy_has_no_paragraph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("cite", tmp_path / "empty.txt", "--paragraph", 1)
    assert result.exit_code == 2
    assert "the text has no paragraphs" in result.stderr


@pytest.mark.parametrize("close", [False, True])
def test_a_quotation_that_cannot_be_read_is_misuse(close: bool, copy: Path) -> None:
    command = [sys.executable, "-m", "graphkit", "cite", str(copy), "-"]
    shell = f"exec {subprocess.list2cmdline(command)} " + ("<&-" if close else "")
    done = subprocess.run(["bash", "-c", shell], input=None if close else b"caf\xe9", capture_output=True)
    assert done.returncode == 2
    assert (b"is closed" if close else b"byte 3 (0xe9) is not UTF-8") in done.stderr


def test_a_quotation_that_is_not_utf_8_is_misuse(run: Run, copy: Path) -> None:
    assert run("cite", copy, "caf\udce9").exit_code == 2


def test_evidence_fits_below_the_evidence_of_a_record_as_it_is_printed(run: Run, copy: Path, example: Path) -> None:
    cited = run("cite", copy, "North Bank would pay half", "--source", "gazette-2025-01-14").stdout
    ties = example / "ties.yaml"
    ties.write_text(ties.read_text().partition("    - source")[0] + cited)
    assert run("check", example).stderr.endswith("no problems\n")
    assert cited.startswith("    - source: gazette-2025-01-14\n      locator: {paragraph: 3}\n      lock: {start: ")
    flush = run("cite", copy, "North Bank would pay half", "--source", "gazette-2025-01-14", "--indent", 0).stdout
    assert flush == "".join(f"{line[4:]}\n" for line in cited.splitlines())


def test_without_a_source_a_placeholder_stands_there_that_check_reports(run: Run, copy: Path, example: Path) -> None:
    result = run("cite", copy, "North Bank would pay half")
    assert "replace SOURCE-ID" in result.stderr
    ties = example / "ties.yaml"
    ties.write_text(ties.read_text().partition("    - source")[0] + result.stdout)
    assert "R106 'SOURCE-ID' is not a slug" in run("check", example).stdout


@pytest.mark.parametrize("option", ["--source", "--via"])
def test_a_source_that_is_no_slug_is_misuse(option: str, run: Run, copy: Path) -> None:
    result = run("cite", copy, "North Bank", option, "River Gazette")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'{option}': 'River Gazette' is not a slug" in result.stderr


def test_what_a_copy_holds_cannot_control_the_terminal(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("The \x1b[31mmayor\u202e spoke.")
    for words in ("the mayor spoke", "e"):
        shown = run("cite", copy, words).stderr
        assert not {"\x1b", "\u202e"} & set(shown)
        assert "\\x1b[31mmayor\\u202e" in shown


def test_a_copy_that_is_not_utf_8_is_a_message(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    result = run("cite", tmp_path / "latin.txt", "caf")
    assert result.exit_code == 1
    assert "byte 3 (0xe9) is not UTF-8" in result.stderr
