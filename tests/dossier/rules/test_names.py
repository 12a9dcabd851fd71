"""Names tell actors apart, and a record names nobody twice or itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dossier.rules.made import actor, event, position, tie

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("one", "other", "broken"),
    [
        ({"aliases": "[The Town]"}, {"aliases": "[Stadt, the town]"}, True),
        ({"short": "Türkiye"}, {"aliases": "turkiye"}, True),
        ({"aliases": "Other"}, {"name": "OTHER"}, True),
        ({"aliases": "[b]"}, {}, True),
        ({"short": "B"}, {}, True),
        ({"name": "Ivan Petrov"}, {"name": "Ivan Petrov"}, False),
        ({"name": "b"}, {}, False),
        ({"aliases": "[a, A, Town of a]", "short": "a"}, {}, False),
        ({"aliases": "Town"}, {"aliases": "Towns"}, False),
        ({"aliases": "Town"}, {"aliases": "Town", "corrects": "a"}, False),
        ({"aliases": "Town"}, {"aliases": "Town", "retracted_on": "2025-01-01"}, False),
    ],
)
def test_an_alias_belongs_to_one_actor(one: dict[str, str], other: dict[str, str], broken: bool, codes: Found) -> None:
    assert codes(actors=actor("a", **one) + actor("b", **other)) == ["A101"] * broken


def test_a_shared_alias_is_told_once_where_it_stands_again(found: Found) -> None:
    actors = actor("a", aliases="[X]") + actor("b", aliases="[Y, x]") + actor("c", short="y")
    assert found(actors=actors) == ["A101 'x' stands for actor 'a' too", "A101 'y' stands for actor 'b' too"]


def test_a_list_names_each_once(found: Found) -> None:
    issues = "- {id: toll, name: T, question: Q?, consent: [north, south, north]}\n"
    positions = position("a", on_behalf_of="[south, south, south]")
    events = event("x", issues="[toll, toll]") + event("y", follows="[x, x]")
    proposals = "- {id: p, name: P, by: [north, north], date: 2025, evidence: [{source: gazette}]}\n"
    problems = found(issues=issues, positions=positions, events=events, proposals=proposals)
    assert problems == [
        "D108 'toll' again in 'issues'",
        "D108 'x' again in 'follows'",
        "D108 'north' again in 'consent'",
        *["D108 'south' again in 'on_behalf_of'"] * 2,
        "D108 'north' again in 'by'",
    ]


def test_an_actor_has_no_tie_with_itself_and_speaks_neither_of_nor_for_itself(codes: Found) -> None:
    assert codes(ties=tie("t", "north", "north", "supports")) == ["T104"]
    assert codes(ties="", positions=position("a", attributed_by="north")) == ["P118"]
    assert codes(positions=position("a", on_behalf_of="[south, north]")) == ["P119"]
    assert codes(positions=position("a", attributed_by="south", on_behalf_of="south")) == []


def test_an_actor_takes_part_once_in_each_role(codes: Found) -> None:
    roles = "[{actor: north, role: host}, {actor: north, role: party}, {actor: south, role: host}"
    assert codes(events=event("x", participants=f"{roles}]")) == []
    assert codes(events=event("x", participants=f"{roles}, {{actor: north, role: host}}]")) == ["E108"]


def test_many_coders_are_looked_through_in_linear_time(codes: Found) -> None:
    coders = "".join(f"  - {{id: c{n % 20000}}}\n" for n in range(20001))
    assert codes(dossier=f"id: d\ntitle: D\ncoders:\n{coders}") == ["D101"]
