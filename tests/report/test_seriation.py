from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Issue
from graphkit.report import seriation
from graphkit.report.seriation import orders
from tests.report.made import position, talks

DAY = date(2025, 6, 2)


def two_camps(names: list[str]) -> Dossier:
    """Actors of two camps that answer every one of four issues in opposite ways, in the order of their names."""
    issues = [f"i{number}" for number in range(4)]
    stances = {name: "support" if index % 2 else "oppose" for index, name in enumerate(names)}
    return talks(
        actors=Records(Actor(id=name, name=name, kind="state") for name in names),
        issues=Records(Issue(id=issue, name=issue, question="Shall it?") for issue in issues),
        positions=Records(
            position(f"{name}-{issue}", name, issue, stance) for name, stance in stances.items() for issue in issues
        ),
    )


def test_who_answers_alike_stands_side_by_side() -> None:
    names = ["a", "b", "c", "d", "e", "f"]
    found = orders(two_camps(names), DAY)["actors"]
    camps = [names.index(key.removeprefix("actor:")) % 2 for key in found]
    assert sum(one != other for one, other in pairwise(camps)) == 1


def test_the_order_of_records_does_not_matter() -> None:
    one, other = two_camps(["a", "b", "c", "d"]), two_camps(["a", "b", "c", "d"])
    turned = talks(
        actors=Records(reversed(list(other.actors))),
        issues=Records(reversed(list(other.issues))),
        positions=Records(reversed(list(other.positions))),
    )
    assert orders(one, DAY) == orders(turned, DAY)


def test_every_issue_has_its_place_and_so_has_everyone_with_a_position() -> None:
    found = orders(talks(), DAY)
    assert set(found["issues"]) == {"issue:truce", "issue:exchange", "issue:border"}
    assert set(found["actors"]) == {"actor:north", "actor:south", "actor:envoys", "actor:host"}


def test_stances_of_the_day_count_before_those_given_up() -> None:
    before = [position(f"{who}-old", who, "truce", "oppose", valid="2025-01") for who in ("north", "south")]
    now = [
        position(f"{who}-new", who, "truce", stance, valid="2025-06-01", supersedes=f"{who}-old")
        for who, stance in (("north", "support"), ("south", "oppose"))
    ]
    envoys = position("envoys", "envoys", "truce", "support", valid="2025-06-01")
    found = orders(talks(positions=Records([*before, *now, envoys])), DAY)["actors"]
    assert found.index("actor:south") != 1


def test_a_dossier_without_positions_has_no_order_of_actors() -> None:
    assert orders(talks(positions=Records()), DAY)["actors"] == []


def test_among_very_many_camps_still_stand_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seriation, "_TREE_UP_TO", 3)
    names = ["a", "b", "c", "d", "e", "f"]
    found = orders(two_camps(names), DAY)["actors"]
    camps = [names.index(key.removeprefix("actor:")) % 2 for key in found]
    assert sum(one != other for one, other in pairwise(camps)) == 1
    assert found == orders(two_camps(names), DAY)["actors"]
