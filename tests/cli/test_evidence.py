"""`graphkit cite` and `graphkit verify`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Run

TEXT = """\
Councils meet.

The mayor spoke first.

North Bank  would pay
half of it, she said.

South Bank would not.
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    file = tmp_path / "copy.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def locked(example: Path, copy: Path, run: Run) -> Path:
    """The example with a lock on what North Bank would pay."""
    cited = run("cite", copy, "North Bank would pay half of it", "--source", "gazette-2025-01-14").stdout
    positions = example / "positions.yaml"
    lock = next(line for line in cited.splitlines() if "lock:" in line).strip()
    text = positions.read_text()
    positions.write_text(text.replace("      credibility: 2\n", f"      credibility: 2\n      {lock}\n"))
    return example


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
    assert "2 times" in run("cite", copy, "Bank would").stderr


def test_words_that_do_not_stand_there_exit_1_and_name_the_nearest_paragraph(run: Run, copy: Path) -> None:
    result = run("cite", copy, "South Bank would never")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "paragraph 4 comes nearest" in result.stderr


@pytest.mark.parametrize(
    "words", [(), ("x", "--paragraph", "1"), ("--paragraph", "9")], ids=["nothing", "both", "no such paragraph"]
)
def test_cite_wants_words_or_a_paragraph_that_is_there(words: tuple[str, ...], run: Run, copy: Path) -> None:
    assert run("cite", copy, *words).exit_code == 2


def test_an_empty_quotation_is_refused(run: Run, copy: Path) -> None:
    assert "empty" in run("cite", copy, " ").stderr


def test_a_copy_that_is_not_utf_8_is_a_message(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    result = run("cite", tmp_path / "latin.txt", "caf")
    assert result.exit_code == 1
    assert "byte 3 (0xe9) is not UTF-8" in result.stderr


def test_a_lock_is_proved_and_its_passage_shown_beside_the_claim(run: Run, locked: Path, copy: Path) -> None:
    result = run("verify", locked, "--text", f"gazette-2025-01-14={copy}")
    assert result.exit_code == 0
    assert result.stdout.startswith("proved  position:north-bank-for-a-toll")
    assert "claim:   Town of North Bank, conditional: Would accept a toll" in result.stdout
    assert "passage: North Bank would pay half of it" in result.stdout
    assert result.stderr.startswith("1 lock: 1 proved, ")


@pytest.mark.parametrize("change", [("half", "Half"), ("pay half", "pay  half,")])
def test_one_changed_character_fails(change: tuple[str, str], run: Run, locked: Path, copy: Path) -> None:
    copy.write_text(TEXT.replace("pay\nhalf", "pay half").replace(*change))
    result = run("verify", locked, "--text", f"gazette-2025-01-14={copy}", "--format", "json")
    assert result.exit_code == 1
    assert [row["outcome"] for row in json.loads(result.stdout)] == ["changed"]


def test_white_space_line_ends_and_a_byte_order_mark_change_nothing(run: Run, locked: Path, copy: Path) -> None:
    copy.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").replace(" she", "\t she").encode())
    assert run("verify", locked, "--text", f"gazette-2025-01-14={copy}").exit_code == 0


def test_a_passage_that_moved_is_found_and_reported(run: Run, locked: Path, copy: Path) -> None:
    copy.write_text("A new first paragraph.\n\n" + TEXT)
    result = run("verify", locked, "--text", f"gazette-2025-01-14={copy}")
    assert result.exit_code == 1
    assert result.stdout.startswith("moved, now at ")
    assert "passage: North Bank would pay half of it" in result.stdout


def test_a_lock_beyond_the_end_of_the_text_is_outside(run: Run, locked: Path, copy: Path) -> None:
    copy.write_text("Short.")
    result = run("verify", locked, "--text", f"gazette-2025-01-14={copy}", "--format", "csv")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].startswith("outside,")


@pytest.mark.parametrize("text", ["gazette-2025-01-14", "nothing=x.txt", "gazette-2025-01-14=nowhere.txt"])
def test_a_copy_that_cannot_be_had_is_misuse(text: str, run: Run, locked: Path) -> None:
    assert run("verify", locked, "--text", text).exit_code == 2


def test_every_lock_of_the_seed_is_proved_by_the_article(run: Run, seed: Path, shared: Path) -> None:
    article = shared / "sources" / "bne-2025-06-02.txt"
    result = run("verify", seed, "--text", f"bne-2025-06-02={article}", "--format", "json")
    assert result.exit_code == 0
    assert {row["outcome"] for row in json.loads(result.stdout)} == {"proved"}
    assert "without a lock" not in result.stderr
    assert "without a copy" not in result.stderr
    assert "byte for byte" not in result.stderr
