"""What falls with a source, with the data in view."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.gaps.resting import WAYS, By, Resting, Without
from graphkit.dossier.clocks import at, has_begun, holds
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Evidence, Issue, Proposal, Record, Source
from tests.analysis.gaps_made import SOURCES, made, records, shuffled, tie
from tests.analysis.questions_made import event, position, shown


def falls(found: Without) -> list[str]:
    return [rest.text for rest in found.falls]


def stays(found: Without) -> list[str]:
    return [rest.text for rest in found.stays]


def source(id: str, publisher: str = "River", reliability: str | None = None) -> Source:
    fields = {"id": id, "title": id, "publisher": publisher, "kind": "article", "reliability": reliability}
    return Source.model_validate(fields)


def test_a_record_falls_if_all_its_evidence_stands_in_one_text_and_stays_on_other_evidence() -> None:
    dossier = made(
        position("alone", "north", "toll", "support", by="post via paper, paper"),
        position("both", "north", "repair", "support", by="paper, gazette"),
        position("other", "south", "toll", "oppose"),
    )
    found = Resting(dossier).without("paper")
    assert (falls(found), stays(found)) == (["position:alone"], ["position:both"])
    assert found.dossier.positions.ids == ("both", "other")
    assert falls(Resting(dossier).without("post")) == []


def test_ties_events_proposals_answers_and_the_status_quo_fall_alike() -> None:
    answers = [
        {"actor": "south", "answer": "reject", "evidence": shown("paper")},
        {"actor": "north", "answer": "accept", "evidence": shown("gazette")},
    ]
    fields = {"by": ["north"], "date": "2025", "responses": answers}
    status = [
        {"value": 0, "on": "2020", "evidence": shown("gazette")},
        {"value": 50, "on": "2025", "evidence": shown("paper")},
    ]
    dossier = made(
        tie("t", "north", "south", by="paper"),
        event("talks", "2025-01", by="paper", roles=[("north", "host")]),
        Proposal.model_validate({"id": "lost", "name": "L", "evidence": shown("paper"), **fields, "responses": []}),
        Proposal.model_validate({"id": "kept", "name": "K", "evidence": shown("gazette"), **fields}),
        Issue.model_validate({"id": "toll", "name": "T", "question": "T?", "status_quo": status}),
    )
    found = Resting(dossier).without("paper")
    assert falls(found) == ["tie:t", "event:talks", "proposal:lost", "answer:kept#1", "status-quo:toll#2"]
    assert [each.actor for each in found.dossier.proposals["kept"].responses] == ["north"]
    assert [each.value for each in found.dossier.issues["toll"].status_quo] == [0]
    assert (len(found.dossier.ties), len(found.dossier.events), len(found.dossier.proposals)) == (0, 0, 1)
    assert len(found.dossier.actors) == len(dossier.actors)


@pytest.mark.parametrize(
    ("by", "cause", "expected"),
    [
        ("carrier", "paper", ["relayed", "told"]),
        ("source", "paper", []),
        ("source", "post", ["relayed"]),
        ("publisher", "Lake", ["relayed", "told"]),
        ("publisher", "Ann", ["relayed"]),
        ("attributing-actor", "ann", ["told"]),
        ("grade", "D", ["relayed", "told"]),
        ("grade", "B", ["said"]),
    ],
)
def test_a_cause_may_be_the_carrier_the_source_a_publisher_an_attributing_actor_or_a_grade(
    by: By, cause: str, expected: list[str]
) -> None:
    dossier = made(
        source("paper", "Lake", "D"),
        source("post", "Ann", "A"),
        source("letter", "Ben", "A"),
        source("gazette", "River", "B"),
        position("relayed", "north", "toll", "support", by="post via paper"),
        position("told", "south", "toll", "oppose", by="letter via paper, post via paper", attributed_by="ann"),
        position("said", "south", "repair", "oppose", by="gazette"),
    )
    expected = [f"position:{id}" for id in expected]
    assert falls(Resting(dossier, by).without(cause)) == expected


def test_who_attributes_a_position_carries_it_whatever_the_evidence_and_nothing_else_rests_on_actors() -> None:
    dossier = made(
        position("told", "south", "toll", "oppose", by="s, t", attributed_by="ann"),
        position("said", "south", "repair", "oppose"),
    )
    resting = Resting(dossier, "attributing-actor")
    assert (resting.causes, len(resting.evidenced), resting.caused) == (("ann",), 2, 1)


def test_an_earlier_position_stands_again_where_the_later_falls_but_not_where_another_closes_it() -> None:
    dossier = made(
        position("first", "north", "toll", "support", valid="2025-01", by="s"),
        position("second", "north", "toll", "oppose", valid="2025-02", by="t", supersedes="first"),
        position("third", "north", "toll", "neutral", valid="2025-03", by="u", supersedes="second"),
    )
    found = Resting(dossier).without("u")
    assert (found.returns, found.dossier.positions.ids) == (("second",), ("second",))
    found = Resting(dossier).without("t")
    assert (falls(found), found.returns, found.dossier.positions.ids) == ([], (), ("third",))
    found = Resting(dossier, as_of=date(2025, 2, 10)).without("t")
    assert (falls(found), found.returns) == (["position:second"], ("first",))


def test_both_clocks_cut_what_can_fall() -> None:
    dossier = made(
        position("old", "north", "toll", "support", valid="2024/2024-06"),
        position("late", "north", "toll", "support", valid="2026"),
        position("now", "north", "toll", "support", valid="2025", recorded_on="2025-02-01"),
    )
    assert falls(Resting(dossier, as_of=date(2025, 1, 1)).without("gazette")) == ["position:now"]
    early = Resting(dossier, as_of=date(2025, 1, 1), known_on=date(2025, 1, 1))
    assert (early.causes, falls(early.without("gazette"))) == ((), [])


def test_a_correction_stands_in_the_place_of_what_it_corrects() -> None:
    dossier = made(
        position("wrong", "north", "toll", "support", by="s"),
        position("right", "north", "toll", "oppose", by="t", corrects="wrong"),
    )
    assert Resting(dossier).causes == ("t",)
    assert Resting(dossier).without("t").dossier.positions.ids == ()


def test_nothing_rests_on_nothing() -> None:
    resting = Resting(made())
    assert (resting.causes, resting.evidenced) == ((), ())
    assert resting.without("gazette") == Without(resting.now, (), (), ())


@given(records(), st.sampled_from(["carrier", "source", "publisher"]))
def test_a_source_that_carries_nothing_changes_nothing(every: list[Record], by: Any) -> None:
    resting = Resting(made(*every), by)
    found = resting.without("nobody")
    assert found.dossier is resting.now
    assert (found.falls, found.stays, found.returns) == ((), (), ())


@given(records(), st.sampled_from(SOURCES), st.dates(date(2025, 1, 1), date(2025, 8, 1)))
def test_what_is_left_is_what_stands_on_other_evidence_and_is_closed_by_nothing_that_stands(
    every: list[Record], gone: str, day: date
) -> None:
    dossier = made(*every)
    found = Resting(dossier, as_of=day).without(gone)
    assert set(found.dossier.positions.ids) == _left(dossier, gone, day)
    assert set(found.dossier.ties.ids) == {each.id for each in dossier.ties if not _falls(each.evidence, gone)}
    before = set(at(dossier, as_of=day).positions.ids)
    fallen = {rest.id for rest in found.falls if rest.kind == "position"}
    assert set(found.dossier.positions.ids) == (before - fallen) | set(found.returns)
    assert fallen <= before
    assert before.isdisjoint(found.returns)


def _falls(evidence: tuple[Evidence, ...], gone: str) -> bool:
    return all(each.carrier == gone for each in evidence)


def _left(dossier: Dossier, gone: str, day: date) -> set[str]:
    """Position by position: whoever closes it has begun and stands, or was itself closed by one that does."""
    every = {each.id: each for each in dossier.positions}

    def closed(id: str) -> bool:
        later = [each for each in every.values() if each.supersedes == id and has_begun(each.valid, day)]
        return any(not _falls(each.evidence, gone) or closed(each.id) for each in later)

    return {
        id
        for id, each in every.items()
        if holds(each.valid, day) and not _falls(each.evidence, gone) and not closed(id)
    }


@given(records(), st.integers(), st.sampled_from([way for way in WAYS if way != "attributing-actor"]))
def test_the_order_of_files_does_not_matter(every: list[Record], seed: int, by: By) -> None:
    one, other = Resting(made(*every), by), Resting(shuffled(made(*every), seed), by)
    assert one.causes == other.causes
    for cause in one.causes:
        before, after = one.without(cause), other.without(cause)
        assert (before.falls, before.stays, before.returns) == (after.falls, after.stays, after.returns)


@given(records())
def test_what_falls_with_one_text_never_rests_on_another(every: list[Record]) -> None:
    resting = Resting(made(*every))
    fallen = [rest for cause in resting.causes for rest in resting.without(cause).falls]
    assert len(fallen) == len(set(fallen))
    assert set(fallen) <= set(resting.evidenced)
