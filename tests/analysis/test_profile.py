"""All about one actor."""

from __future__ import annotations

import pytest

from graphkit.analysis.profile import Profile, profile
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Dossier


@pytest.fixture(scope="module")
def seed() -> Dossier:
    return examine(bundled_dossier("istanbul-2025"))[0]


def of(seed: Dossier, actor: str) -> Profile:
    return profile(seed, actor)


def test_umerov_holds_no_position_and_those_of_his_delegation_are_kept_apart(seed: Dossier) -> None:
    umerov = of(seed, "umerov")
    assert umerov.own == ()
    assert {position.actor for position in umerov.of_those_it_heads} == {"ukrainian-delegation"}


def test_positions_of_others_on_behalf_of_an_actor_are_not_its_own(seed: Dossier) -> None:
    russia = of(seed, "russia")
    assert all(position.actor != "russia" and "russia" in position.on_behalf_of for position in russia.on_its_behalf)
    assert all(position.actor == "russia" for position in russia.own)
    assert russia.on_its_behalf


def test_what_an_actor_says_of_others_is_neither_its_own_nor_theirs_alone(seed: Dossier) -> None:
    bell = of(seed, "the-bell")
    assert bell.attributed
    assert all(position.actor != "the-bell" for position in bell.attributed)
    assert all(position.attributed_by == "the-bell" for position in bell.attributed)


def test_events_come_by_date_with_every_role(seed: Dossier) -> None:
    events = of(seed, "fidan").events
    assert [event.date.sort_key for event, _ in events] == sorted(event.date.sort_key for event, _ in events)
    assert ("talks-2-june", ("host",)) in [(event.id, roles) for event, roles in events]


def test_an_unknown_actor_is_a_key_error(seed: Dossier) -> None:
    with pytest.raises(KeyError):
        profile(seed, "nobody")
