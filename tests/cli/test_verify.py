"""`graphkit verify`."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphkit.dossier import evidence, proof
from tests.cli.conftest import TEXT, Run


@pytest.fixture
def locked(example: Path, copy: Path, run: Run) -> Path:
    """The example with a lock on what North Bank would pay."""
    cited = run("cite", copy, "North Bank would pay half of it", "--source", "gazette-2025-01-14").stdout
    positions = example / "positions.yaml"
    lock = next(line for line in cited.splitlines() if "lock:" in line).strip()
    text = positions.read_text()
    positions.write_text(text.replace("      credibility: 2\n", f"      credibility: 2\n      {lock}\n"))
    return example


def test_a_lock_is_proved_and_its_passage_shown_beside_the_claim(run: Run, locked: Path, copy: Path) -> None:
    result = run("verify", locked, "--text", f"gazette-2025-01-14={copy}")
    assert result.exit_code == 0
    assert result.stdout.startswith("proved  position:north-bank-for-a-toll")
    assert "claim:   Town of North Bank, conditional: Would accept a toll" in result.stdout
    assert "passage: North Bank would pay half of it" in result.stdout
    assert result.stderr.splitlines() == [
        "gazette-2025-01-14: 1 proved",
        "1 lock: 1 proved, 6 without a lock",
    ]


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


def two_sources(example: Path) -> None:
    sources = example / "sources.yaml"
    sources.write_text(
        sources.read_text() + "- {id: letter, title: T, publisher: P, kind: document, published: 2025}\n"
    )


def test_a_copy_of_a_source_of_which_there_is_no_lock_proves_nothing(run: Run, locked: Path, copy: Path) -> None:
    two_sources(locked)
    result = run("verify", locked, "--text", f"letter={copy}")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "letter: no lock is of this source",
        "gazette-2025-01-14: 1 lock, no copy given",
        "1 lock: 1 of sources without a copy, 6 without a lock",
    ]


def test_two_copies_of_one_source_are_misuse(run: Run, locked: Path, copy: Path) -> None:
    pairs = ("--text", f"gazette-2025-01-14={copy}", "--text", f"source:gazette-2025-01-14={copy}")
    result = run("verify", locked, *pairs)
    assert result.exit_code == 2
    assert "--text names gazette-2025-01-14 twice" in result.stderr


def test_a_passage_in_another_paragraph_than_the_locator_says_is_misplaced(run: Run, locked: Path, copy: Path) -> None:
    positions = locked / "positions.yaml"
    positions.write_text(positions.read_text().replace("{paragraph: 3}", "{paragraph: 4}"))
    result = run("verify", locked, "--text", f"gazette-2025-01-14={copy}")
    assert result.exit_code == 1
    assert result.stdout.startswith("misplaced  position:north-bank-for-a-toll  (")
    assert ", in fact paragraph 3)\n" in result.stdout
    assert "gazette-2025-01-14: 1 misplaced\n" in result.stderr


def test_the_summary_has_a_line_for_each_source_and_one_for_all(run: Run, locked: Path, copy: Path) -> None:
    two_sources(locked)
    lock = run("cite", copy, "South Bank would not.", "--source", "letter").stdout
    ties = locked / "ties.yaml"
    ties.write_text(ties.read_text() + lock)
    other = copy.with_name("letter.txt")
    other.write_text("Dear all.\n\n" + TEXT)
    result = run("verify", locked, "--text", f"gazette-2025-01-14={copy}", "--text", f"letter={other}")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "gazette-2025-01-14: 1 proved",
        "letter: 1 moved",
        "2 locks: 1 proved, 1 moved, 6 without a lock",
    ]


def test_csv_has_the_same_header_with_rows_and_without(run: Run, locked: Path, copy: Path) -> None:
    two_sources(locked)
    headers = [
        next(csv.reader(io.StringIO(run("verify", locked, "--text", f"{id}={copy}", "--format", "csv").stdout)))
        for id in ("gazette-2025-01-14", "letter")
    ]
    assert headers[0] == headers[1]


def test_a_copy_may_come_through_a_pipe(locked: Path, copy: Path) -> None:
    program = f"{sys.executable} -m graphkit verify {locked} --text gazette-2025-01-14=<(cat {copy})"
    done = subprocess.run(["bash", "-c", program], capture_output=True)
    assert (done.returncode, done.stdout[:6]) == (0, b"proved")


def test_a_text_is_normalised_once_and_a_lock_of_several_records_is_proved_once(
    run: Run, locked: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            calls.append(name)
            return function(*arguments)

        return call

    monkeypatch.setattr(evidence, "normalise", counted("normalise", evidence.normalise))
    monkeypatch.setattr(proof, "prove", counted("prove", proof.prove))
    positions = locked / "positions.yaml"
    text = positions.read_text()
    again = text.partition("- id: south-bank-against-a-toll")[0].replace("id: north-bank", "id: once-more-north-bank")
    positions.write_text(text + again)
    result = run("verify", locked, "--text", f"gazette-2025-01-14={copy}", "--format", "json")
    assert len(json.loads(result.stdout)) == 2
    assert sorted(calls) == ["normalise", "prove"]
