"""A large dossier is read once; whatever changes is read anew."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from graphkit.dossier import cache, checks
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.cache import examine, summarise


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bundled dossier, with the limit above which a cache is asked put below it."""
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "WORTH_IT_FROM", 1)
    return Path(copytree(bundled_dossier("istanbul-2025"), tmp_path / "dossier"))


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every folder that was read and checked in earnest."""
    read: list[Path] = []
    real: Callable[[Path], cache.Examined] = checks.examine

    def noted(folder: Path) -> cache.Examined:
        read.append(folder)
        return real(folder)

    monkeypatch.setattr(checks, "examine", noted)
    return read


def test_the_second_answer_comes_from_the_cache_and_is_the_same(large: Path, readings: list[Path]) -> None:
    first, second = examine(large), examine(large)
    assert readings == [large]
    assert first == second
    assert [*second[0].records()] == [*first[0].records()]


def test_a_record_from_the_cache_is_like_one_that_was_read(large: Path) -> None:
    first, second = examine(large)[0], examine(large)[0]
    fidan = second.actors["fidan"]
    assert fidan.model_dump_json() == first.actors["fidan"].model_dump_json()
    assert fidan.model_copy(update={"name": "F"}).name == "F"
    assert repr(fidan) == repr(first.actors["fidan"])


def test_places_are_known_after_the_cache_too(large: Path) -> None:
    first, second = examine(large)[0], examine(large)[0]
    position = first.positions["putin-ceasefire-30-days"]
    assert second.at(position, "conditions", 1, "then") == first.at(position, "conditions", 1, "then")
    assert second.at(position, "value").line > 1


def test_problems_are_kept_with_their_places(large: Path, readings: list[Path]) -> None:
    (large / "ties.yaml").write_text("- id: t\n")
    first, second = summarise(large).problems, summarise(large).problems
    assert len(readings) == 1
    assert first
    assert first == second


@pytest.mark.parametrize("name", ["actors.yaml", "positions/more.yaml", "notes.txt"])
def test_any_change_of_any_file_is_seen(name: str, large: Path, readings: list[Path]) -> None:
    examine(large)
    file = large / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes((file.read_bytes() if file.exists() else b"") + b"\n")
    examine(large)
    assert len(readings) == 2


def test_a_file_of_another_name_is_a_change(large: Path, readings: list[Path]) -> None:
    examine(large)
    (large / "codebook.md").rename(large / "README.md")
    examine(large)
    assert len(readings) == 2


def test_the_cache_can_be_deleted_at_any_time(large: Path, readings: list[Path], tmp_path: Path) -> None:
    first = examine(large)
    rmtree(tmp_path / "cache")
    assert examine(large) == first
    assert len(readings) == 2


@pytest.mark.parametrize("content", [b"", b"nonsense", pickle.dumps(("a", "b")), pickle.dumps(print)])
def test_a_broken_cache_is_no_reason_to_fail(content: bytes, large: Path, readings: list[Path], tmp_path: Path) -> None:
    first = examine(large)
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(content)
    assert examine(large) == first
    assert summarise(large).counts["actor"] == len(first[0].actors)
    assert len(readings) == 2


def test_a_file_from_elsewhere_can_run_no_code(large: Path, tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (str(tmp_path / "touched"),)

    examine(large)
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(pickle.dumps(Evil()))
    summarise(large)
    assert not (tmp_path / "touched").exists()


def test_a_summary_is_kept_at_once_and_the_records_when_they_are_asked_for(large: Path, readings: list[Path]) -> None:
    summary = summarise(large)
    assert summarise(large) == summary
    assert len(readings) == 1
    dossier, problems = examine(large)
    assert (len(dossier.actors), problems) == (summary.counts["actor"], summary.problems)
    assert examine(large)[0] == dossier
    assert len(readings) == 2


def test_a_small_dossier_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path / "cache"))
    examine(bundled_dossier("istanbul-2025"))
    assert not (tmp_path / "cache").exists()


def test_the_cache_can_be_switched_off(large: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_CACHE", "off")
    examine(large)
    examine(large)
    assert len(readings) == 2


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_CACHE", str(large / "dossier.yaml"))
    assert examine(large)[1] == []


def test_only_the_last_few_answers_are_kept(large: Path, tmp_path: Path) -> None:
    for number in range(cache.KEPT_AT_MOST + 3):
        (large / "codebook.md").write_text(str(number))
        examine(large)
    assert len(list((tmp_path / "cache").iterdir())) == cache.KEPT_AT_MOST
