"""Who moved whom: what follows what, and whether chance does as well."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.influence.movers import Movers, chance, movers, p_value
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Event, Issue, Manifest, Position, Source

Said = tuple[str, str, str, str, str | None]  # actor, issue, stance, day, id of what it supersedes


def dossier_of(said: dict[str, Said], values: dict[str, float] | None = None, events: Any = ()) -> Dossier:
    """Positions by id, some with a value; events as (id, day, issue, {actor: role})."""
    evidence = [{"source": "s"}]
    return Dossier(
        Manifest(id="d", title="D"),
        actors=Records(Actor(id=id, name=id, kind="state") for id in "abc"),
        issues=Records(Issue(id=id, name=id, question="?") for id in "xy"),
        positions=Records(
            Position.model_validate(
                {
                    "id": id,
                    "actor": actor,
                    "issue": issue,
                    "stance": stance,
                    "claim": "c",
                    "valid": day,
                    "evidence": evidence,
                    **({"supersedes": before} if before else {}),
                    **({"value": values[id]} if values and id in values else {}),
                }
            )
            for id, (actor, issue, stance, day, before) in said.items()
        ),
        events=Records(
            Event.model_validate(
                {
                    "id": id,
                    "name": id,
                    "kind": "statement",
                    "date": day,
                    "issues": [issue],
                    "participants": [{"actor": actor, "role": role} for actor, role in roles.items()],
                    "evidence": evidence,
                }
            )
            for id, day, issue, roles in events
        ),
        sources=Records([Source(id="s", title="T", publisher="P", kind="article")]),
    )


MOVED: dict[str, Said] = {
    "a1": ("a", "x", "oppose", "2025-01-01", None),
    "b1": ("b", "x", "support", "2025-03-01", None),
    "a2": ("a", "x", "support", "2025-03-05", "a1"),
    "c1": ("c", "y", "support", "2025-03-04", None),
    "b2": ("b", "y", "oppose", "2025-12-31", None),
}


def pairs(found: Movers) -> dict[tuple[str, str], tuple[int, int]]:
    return {(row.moved, row.by): (row.followed, row.changes) for row in found.rows}


def test_a_change_follows_a_statement_on_the_same_issue_within_days() -> None:
    found = movers(dossier_of(MOVED), within=14)
    assert pairs(found) == {("a", "b"): (1, 1)}
    row = found.rows[0]
    assert [(each.impulse.record.id, each.days) for each in row.following] == [("b1", 4)]
    assert (row.toward, row.away) == (1, 0)
    assert pairs(movers(dossier_of(MOVED), within=3)) == {("a", "b"): (0, 1)}


def test_p_is_how_often_chance_does_as_well() -> None:
    # of the 365 days of the period 14 follow the statement of 1 March
    found = movers(dossier_of(MOVED), within=14, permutations=20_000)
    row = found.rows[0]
    assert row.p == pytest.approx(14 / 365, abs=0.006)
    assert row.expected == pytest.approx(14 / 365, abs=0.006)
    assert movers(dossier_of(MOVED), within=14, permutations=20_000).rows == found.rows


def test_a_statement_on_the_same_day_came_before_nothing() -> None:
    said = {**MOVED, "b1": ("b", "x", "support", "2025-03-05", None)}
    assert pairs(movers(dossier_of(said))) == {("a", "b"): (0, 1)}


def test_an_event_is_an_impulse_of_those_who_were_active_in_it() -> None:
    events = [("e", "2025-03-02", "x", {"c": "speaker", "b": "target"})]
    found = movers(dossier_of({**MOVED, "b1": ("b", "x", "support", "2025-06-01", None)}, events=events))
    assert pairs(found) == {("a", "c"): (1, 1), ("a", "b"): (0, 1)}
    assert (found.rows[0].toward, found.rows[0].away) == (0, 0)


def test_a_change_goes_away_from_a_value_as_well_as_toward_it() -> None:
    values = {"a1": 40.0, "a2": 10.0, "b1": 90.0}
    assert movers(dossier_of(MOVED, values)).rows[0].away == 1


def test_what_supersedes_without_a_difference_is_no_change() -> None:
    said = {**MOVED, "a2": ("a", "x", "oppose", "2025-03-05", "a1")}
    found = movers(dossier_of(said))
    assert (found.changes, found.rows, found.since) == (0, (), None)


def test_a_vague_date_takes_no_part_and_is_told() -> None:
    said = {**MOVED, "b1": ("b", "x", "support", "2025-02", None)}
    found = movers(dossier_of(said))
    assert pairs(found) == {}
    assert found.notes == ("left out, statements and events whose date is not one day: 1",)


def test_only_an_issue_and_a_period_may_count() -> None:
    assert pairs(movers(dossier_of(MOVED), issue="y")) == {}
    later = movers(dossier_of(MOVED), since=date(2025, 3, 2))
    assert pairs(later) == {}


@given(st.permutations(sorted(MOVED)))
def test_the_order_of_the_file_does_not_matter(order: list[str]) -> None:
    shuffled = dossier_of({id: MOVED[id] for id in order})
    assert movers(shuffled, permutations=99).rows == movers(dossier_of(MOVED), permutations=99).rows


@given(
    st.lists(st.integers(0, 29), min_size=1, max_size=5),
    st.lists(st.integers(0, 29), max_size=5),
    st.integers(1, 10),
    st.integers(0, 29),
)
def test_chance_counts_as_one_would_by_hand(changes: list[int], impulses: list[int], within: int, shift: int) -> None:
    moved = [(change + shift) % 30 for change in changes]
    by_hand = sum(any(1 <= change - impulse <= within for impulse in impulses) for change in moved)
    days = [np.array(each, np.int64) for each in (changes, impulses, [shift])]
    assert chance(days[0], days[1], 30, within, days[2]).tolist() == [by_hand]


def test_without_any_influence_p_is_spread_evenly() -> None:
    random = np.random.default_rng(5)
    found = []
    for _ in range(600):
        changes, impulses = random.integers(0, 2000, 60), random.integers(0, 2000, 60)
        observed = int(chance(changes, impulses, 2000, 10, np.zeros(1, np.int64))[0])
        found.append(p_value(observed, chance(changes, impulses, 2000, 10, random.integers(0, 2000, 199))))
    values = np.array(found)
    for level in (0.05, 0.1, 0.25, 0.5, 0.75, 0.9):
        # equal counts make p a little too large, never too small
        assert level - 0.15 < (values <= level).mean() < level + 3 * np.sqrt(level * (1 - level) / 600)


def test_changes_that_do_follow_have_a_small_p() -> None:
    random = np.random.default_rng(6)
    impulses = random.integers(0, 2000, 20)
    changes = (impulses + random.integers(1, 10, 20)) % 2000
    observed = int(chance(changes, impulses, 2000, 10, np.zeros(1, np.int64))[0])
    assert p_value(observed, chance(changes, impulses, 2000, 10, random.integers(0, 2000, 999))) < 0.01
