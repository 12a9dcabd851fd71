"""Two clocks: the history of a record, and what changed between two days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graphkit.analysis.changes import Change, changes
from graphkit.analysis.history import Clock, history
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Event, Issue, Manifest, Position, Proposal, Record, Source

EVIDENCE = [{"source": "s"}]


def position(id: str, valid: str, **fields: Any) -> Position:
    base = {"actor": "a", "issue": "i", "stance": "support", "claim": id, "evidence": EVIDENCE}
    return Position.model_validate({"id": id, "valid": valid, **base, **fields})


def dossier_of(*records: Record, **manifest: Any) -> Dossier:
    kinds: dict[str, Any] = {
        f"{kind}s": Records([record for record in records if record.name_of_kind == kind])
        for kind in ("position", "event", "proposal")
    }
    fixed: dict[str, Any] = {
        "actors": Records([Actor(id="a", name="A", kind="person")]),
        "issues": Records([Issue(id="i", name="I", question="?")]),
        "sources": Records([Source(id="s", title="T", publisher="P", kind="article")]),
    }
    return Dossier(Manifest.model_validate({"id": "d", "title": "D", **manifest}), **kinds, **fixed)


def told(dossier: Dossier, kind: str, id: str) -> list[tuple[str, str, str, str]]:
    return [(each.clock, each.dated, each.record.id, each.what) for each in history(dossier, kind, id)]


def changed(dossier: Dossier, start: str, end: str, clock: Clock = "world") -> list[tuple[str, str | None, str | None]]:
    found: tuple[Change, ...] = changes(dossier, date.fromisoformat(start), date.fromisoformat(end), clock=clock)
    return [(each.how, _id(each.before), _id(each.after)) for each in found]


def _id(record: Record | None) -> str | None:
    return record.id if record else None


def test_a_position_that_is_superseded_has_both_in_its_history() -> None:
    dossier = dossier_of(
        position("no", "2025-03-01", stance="oppose"),
        position("yes", "2025-05-01", supersedes="no"),
        position("other", "2025-04-01"),
        recorded_on="2025-06-01",
    )
    expected = [
        ("world", "2025-03-01", "no", "begins"),
        ("world", "2025-05-01", "no", "is superseded"),
        ("world", "2025-05-01", "yes", "begins"),
        ("record", "2025-06-01", "no", "is recorded"),
        ("record", "2025-06-01", "yes", "is recorded"),
    ]
    assert told(dossier, "position", "no") == expected
    assert told(dossier, "position", "yes") == expected


def test_an_interval_ends_the_day_after_its_last() -> None:
    found = history(dossier_of(position("p", "2025-03-01/2025-03-31")), "position", "p")
    assert ("ends", date(2025, 4, 1), "after 2025-03-31") in [(each.what, each.on, each.dated) for each in found]


def test_a_vague_end_stands_on_the_first_day_that_it_allows_and_tells_the_last() -> None:
    found = history(dossier_of(position("p", "2025-01/2025-03")), "position", "p")
    told = {each.what: (each.on, each.until, each.dated) for each in found}
    assert told["begins"] == (date(2025, 1, 1), date(2025, 1, 31), "2025-01")
    assert told["ends"] == (date(2025, 3, 2), date(2025, 4, 1), "after 2025-03")


def test_correction_and_retraction_happen_in_the_clock_of_the_record() -> None:
    dossier = dossier_of(
        position("wrong", "2025-03-01", recorded_on="2025-03-02"),
        position("right", "2025-03-01", recorded_on="2025-04-02", corrects="wrong", retracted_on="2025-05-01"),
    )
    assert [each[1:] for each in told(dossier, "position", "wrong") if each[0] == "record"] == [
        ("2025-03-02", "wrong", "is recorded"),
        ("2025-04-02", "right", "is recorded"),
        ("2025-04-02", "wrong", "is corrected"),
        ("2025-05-01", "right", "is retracted"),
    ]


def test_the_history_of_an_actor_has_all_its_positions() -> None:
    dossier = dossier_of(position("p", "2025-03-01"), position("q", "2025-04-01"), position("r", "2025", actor="b"))
    assert {record for _, _, record, _ in told(dossier, "actor", "a")} == {"a", "p", "q"}


def test_a_cycle_of_supersedes_ends() -> None:
    dossier = dossier_of(position("p", "2025", supersedes="q"), position("q", "2025", supersedes="p"))
    assert {record for _, _, record, _ in told(dossier, "position", "p")} == {"p", "q"}


def test_a_record_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        history(dossier_of(), "position", "p")


def test_a_change_of_mind_is_one_change_with_before_and_after() -> None:
    dossier = dossier_of(position("no", "2025-03-01", stance="oppose"), position("yes", "2025-05-01", supersedes="no"))
    assert changed(dossier, "2025-04-01", "2025-06-01") == [("superseded", "no", "yes")]


def test_what_begins_after_the_first_day_is_new_and_what_ends_before_the_second_has_ended() -> None:
    dossier = dossier_of(position("short", "2025-03-01/2025-04-30"), position("late", "2025-05-01"))
    assert changed(dossier, "2025-04-01", "2025-06-01") == [("new", None, "late"), ("ended", "short", None)]
    assert changed(dossier, "2025-05-01", "2025-06-01") == []


def test_what_begins_and_ends_between_the_days_is_no_change() -> None:
    assert changed(dossier_of(position("p", "2025-04-02/2025-04-03")), "2025-04-01", "2025-06-01") == []


def test_an_answer_that_came_in_alters_its_proposal() -> None:
    proposal = Proposal.model_validate(
        {
            "id": "o",
            "name": "O",
            "by": "a",
            "date": "2025-03-01",
            "evidence": EVIDENCE,
            "responses": [{"actor": "b", "answer": "reject", "date": "2025-05-01", "evidence": EVIDENCE}],
        }
    )
    (change,) = changes(dossier_of(proposal), date(2025, 4, 1), date(2025, 6, 1))
    assert change.how == "altered"
    assert isinstance(change.before, Proposal)
    assert isinstance(change.after, Proposal)
    assert (len(change.before.responses), len(change.after.responses)) == (0, 1)


def test_the_clock_of_the_record_tells_what_the_dossier_learnt() -> None:
    dossier = dossier_of(
        position("wrong", "2025-03-01", recorded_on="2025-03-02"),
        position("right", "2025-03-01", recorded_on="2025-04-02", corrects="wrong"),
        position("gone", "2025-03-01", recorded_on="2025-03-02", retracted_on="2025-04-02"),
        position("added", "2025-01-01", recorded_on="2025-04-02"),
    )
    assert sorted(changed(dossier, "2025-03-02", "2025-04-02", "record"), key=str) == [
        ("corrected", "wrong", "right"),
        ("new", None, "added"),
        ("retracted", "gone", None),
    ]
    assert changed(dossier, "2025-03-02", "2025-04-01", "record") == []


def test_the_other_clock_is_held_still() -> None:
    dossier = dossier_of(position("p", "2025-05-01", recorded_on="2025-05-10"))
    assert changed(dossier, "2025-04-01", "2025-06-01") == [("new", None, "p")]
    assert changes(dossier, date(2025, 4, 1), date(2025, 6, 1), other=date(2025, 5, 9)) == ()


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="earlier day first"):
        changes(dossier_of(), date(2025, 6, 1), date(2025, 4, 1))


def test_an_event_counts_from_the_day_by_which_it_had_happened() -> None:
    event = Event.model_validate(
        {"id": "e", "name": "E", "kind": "talks", "date": "../2025-05-05", "evidence": EVIDENCE}
    )
    assert changed(dossier_of(event), "2025-05-04", "2025-05-05") == [("new", None, "e")]


CODERS = [{"id": "ada", "preferred": True}, {"id": "ben"}]


def test_what_gives_way_to_the_preferred_coders_record_was_not_retracted() -> None:
    ben = position("bens", "2025-03-01", coder="ben", recorded_on="2025-06-01")
    dossier = dossier_of(ben, position("adas", "2025-03-01", coder="ada", recorded_on="2025-06-05"), coders=CODERS)
    assert changed(dossier, "2025-06-02", "2025-06-09", "record") == [
        ("new", None, "adas"),
        ("set aside", "bens", None),
    ]
    assert ("record", "2025-06-05", "bens", "is set aside") in told(dossier, "position", "bens")
    assert [each.by.id for each in history(dossier, "position", "bens") if each.by] == ["adas"]
