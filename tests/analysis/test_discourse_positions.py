"""Positions of a dossier as statements."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import ONE_MODE, Options
from graphkit.analysis.discourse.positions import BadValue, statements_of, taken
from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.checks import examine
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Issue, Manifest, Position, Source, Tie
from graphkit.graph.build import property_graph
from graphkit.graph.networks import agreement, conflict
from tests.analysis.discourse_made import Ties, ties

SEED = at(examine(bundled_dossier("istanbul-2025"))[0])


def position(actor: str, issue: str, stance: str, *, source: str = "paper", **more: Any) -> Position:
    credibility = more.pop("credibility", None)
    id = more.pop("id", f"{actor}-{issue}-{stance}-{source}")
    evidence = [{"source": source, "via": more.pop("via", None), "credibility": credibility}]
    given = {"id": id, "actor": actor, "issue": issue, "stance": stance, "claim": "Said so.", "valid": "2025-01-01"}
    return Position.model_validate(given | {"evidence": evidence} | more)


def dossier(*positions: Position, ties: tuple[Tie, ...] = (), actors: tuple[Actor, ...] = (), **more: Any) -> Dossier:
    named = {each.actor for each in positions} - {actor.id for actor in actors}
    return Dossier(
        Manifest.model_validate({"id": "d", "title": "D"} | more),
        actors=Records([*actors, *(actor(id) for id in sorted(named))]),
        issues=Records(
            Issue.model_validate({"id": id, "name": id.title(), "question": "?"})
            for id in sorted({each.issue for each in positions})
        ),
        positions=Records(positions),
        ties=Records(ties),
        sources=Records(
            Source.model_validate({"id": id, "title": id, "publisher": id, "kind": "article", "reliability": grade})
            for id, grade in (("paper", "A"), ("blog", "C"), ("rumour", None))
        ),
    )


def actor(id: str, kind: str = "organization", **more: Any) -> Actor:
    return Actor.model_validate({"id": id, "name": id.title(), "kind": kind} | more)


def tie(start: str, kind: str, end: str) -> Tie:
    return Tie.model_validate({"id": f"{start}-to-{end}", "from": start, "to": end, "kind": kind})


def computed(of: Dossier, *, options: Options | None = None, **wishes: Any) -> Ties:
    return ties(discourse(statements_of(of, **wishes), options).networks[0])


def test_congruence_and_conflict_of_the_seed_are_its_networks_of_agreement_and_conflict() -> None:
    graph = property_graph(SEED)
    for measure, network in (("congruence", agreement(graph)), ("conflict", conflict(graph))):
        expected = {
            frozenset((start.partition("actor:")[2], end.partition("actor:")[2])): data["weight"]
            for start, end, data in network.edges(data=True)
        }
        found = computed(SEED, options=Options(measure=measure))  # type: ignore[arg-type]
        assert {frozenset(pair): value for pair, value in found.items()} == expected


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from(["support", "oppose"]))),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1),
    st.sampled_from(ONE_MODE[1:]),
    st.sampled_from(["no", "average", "jaccard", "cosine", "dna_cosine"]),
)
def test_neutral_and_conditional_positions_change_nothing_signed(
    signed: list[tuple[str, str, str]], unsigned: list[tuple[str, str]], measure: str, normalize: str
) -> None:
    taken = [position(*each, id=f"s{number}") for number, each in enumerate(signed)]
    without_sign = [
        position(*each, stance, id=f"{stance}{number}")
        for stance in ("neutral", "conditional")
        for number, each in enumerate(unsigned)
    ]
    options = Options(measure=measure, normalize=normalize)  # type: ignore[arg-type]
    assert computed(dossier(*taken, *without_sign), options=options) == computed(dossier(*taken), options=options)


def test_a_neutral_position_is_something_said_where_the_stance_does_not_matter() -> None:
    of = dossier(position("a", "x", "support"), position("b", "x", "neutral"))
    assert computed(of, options=Options(measure="ignore"))["a", "b"] == 1


@pytest.mark.parametrize(
    ("leads_to", "expected"), [(["support"], 1), (["oppose", "oppose"], -1), (["support", "oppose"], 0), ([], 0)]
)
def test_a_conditional_position_counts_on_request_as_what_all_its_conditions_lead_to(
    leads_to: list[str], expected: int
) -> None:
    conditions = [{"text": "If so.", "then": then} for then in leads_to]
    of = dossier(position("a", "x", "conditional", conditions=conditions))
    two_mode = Options(network="two-mode")
    assert computed(of, options=two_mode) == {}
    assert computed(of, options=two_mode, conditional=True).get(("a", "x"), 0) == expected


def test_values_are_alike_by_their_distance_and_positions_without_one_are_told_of() -> None:
    of = dossier(
        position("a", "x", "support", value=75),
        position("b", "x", "oppose", value=25),
        position("c", "x", "support"),
    )
    found = discourse(statements_of(of, value=True))
    assert ties(found.networks[0]) == {("a", "b"): 0.5, ("b", "a"): 0.5}
    assert found.notes == ("1 positions without a value",)
    assert found.words == ("actor", "issue", "value")
    assert computed(of, value=True, options=Options(network="two-mode")) == {("a", "x"): 0.5, ("b", "x"): -0.5}


def test_a_position_weighs_by_its_best_evidence() -> None:
    best = {"evidence": [{"source": "blog", "credibility": 3}, {"source": "paper", "credibility": 2}]}
    of = dossier(
        position("a", "x", "support").model_copy(
            update=Position.model_validate(position("a", "x", "support").model_dump() | best).__dict__
        ),
        position("b", "x", "support", source="blog", credibility=1),
        position("c", "x", "support", source="rumour"),
        position("d", "x", "support", source="paper", via="blog", credibility=1),
    )
    weights = computed(of, weigh=True, options=Options(network="two-mode"))
    assert weights == pytest.approx({("a", "x"): 1 * 0.8, ("b", "x"): 0.6, ("c", "x"): 0.25, ("d", "x"): 0.6})


def test_positions_count_for_the_state_of_their_holder() -> None:
    of = dossier(
        position("minister", "x", "support"),
        position("party", "x", "support"),
        position("land", "x", "oppose"),
        position("envoy", "x", "oppose"),
        position("club", "x", "oppose"),
        actors=(
            actor("land", "state", country="AT"),
            actor("minister", "person", country="AT"),
            actor("party", country="AT"),
            actor("envoy", country="CH"),
        ),
    )
    found = discourse(statements_of(of, roll_up="state"), Options(network="two-mode", measure="ignore"))
    assert ties(found.networks[0]) == {("land", "x"): 3, ("CH", "x"): 1, ("club", "x"): 1}
    assert found.words[0] == "state"


def test_positions_count_for_the_bloc_at_the_end_of_the_ties_and_once() -> None:
    of = dossier(
        *(position(who, "x", "support") for who in ("cell", "branch", "union", "torn", "round", "ring")),
        actors=(actor("left"), actor("right")),
        ties=(
            tie("cell", "part_of", "branch"),
            tie("branch", "member_of", "union"),
            tie("cell", "member_of", "union"),
            tie("torn", "member_of", "left"),
            tie("torn", "member_of", "right"),
            tie("round", "part_of", "ring"),
            tie("ring", "part_of", "round"),
            tie("union", "ally_of", "left"),
        ),
    )
    found = discourse(statements_of(of, roll_up="bloc"), Options(network="two-mode"))
    assert ties(found.networks[0]) == {("union", "x"): 3, ("torn", "x"): 1, ("round", "x"): 1, ("ring", "x"): 1}
    assert found.notes == ("torn belongs to left, right and stays by itself",)


def test_two_states_of_one_country_leave_their_actors_by_themselves() -> None:
    of = dossier(
        position("party", "x", "support"),
        actors=(
            actor("north", "state", country="KR"),
            actor("south", "state", country="KR"),
            actor("party", country="KR"),
        ),
    )
    statements = statements_of(of, roll_up="state")
    assert statements.actors.ids == ("party",)
    assert statements.notes == ("party belongs to north, south and stays by itself",)


def test_the_preferred_coders_record_of_a_passage_counts_alone() -> None:
    coders = [{"id": "ann", "preferred": True}, {"id": "ben"}]
    of = dossier(
        position("a", "x", "support", id="by-ann", coder="ann"),
        position("a", "x", "oppose", id="by-ben", coder="ben"),
        position("a", "y", "oppose", id="by-ben-alone", coder="ben"),
        coders=coders,
    )
    assert computed(at(of), options=Options(network="two-mode")) == {("a", "x"): 1, ("a", "y"): -1}
    assert computed(taken(of), options=Options(network="two-mode")) == {("a", "x"): 1, ("a", "y"): -1}


@pytest.mark.parametrize(
    ("wishes", "left"),
    [
        ({"exclude": {"actor": ["a"]}}, {"b", "c"}),
        ({"exclude": {"stance": ["support"], "issue": ["y"]}}, {"b"}),
        ({"only": {"stance": ["support", "oppose"]}}, {"a", "b", "c"}),
        ({"only": {"stance": ["support"], "source": ["blog"]}}, {"c"}),
        ({"exclude": {"kind": ["person"]}, "only": {"issue": ["x"]}}, {"b"}),
    ],
)
def test_what_is_excluded_counts_nowhere(wishes: dict[str, Any], left: set[str]) -> None:
    of = dossier(
        position("a", "x", "support"),
        position("b", "x", "oppose"),
        position("c", "y", "support", source="blog"),
        actors=(actor("a", "person"),),
    )
    found = computed(of, **wishes, options=Options(network="two-mode", measure="ignore"))
    assert {row for row, _ in found} == left


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"exclude": {"actr": ["a"]}}, "no variable 'actr' in a dossier; did you mean 'actor'"),
        ({"only": {"stance": ["suport"]}}, "no position has the stance 'suport'; did you mean 'support'"),
    ],
)
def test_a_variable_or_value_that_there_is_not_is_answered_with_a_suggestion(
    wishes: dict[str, Any], message: str
) -> None:
    with pytest.raises(BadValue, match=message):
        statements_of(dossier(position("a", "x", "support")), **wishes)


def test_what_was_taken_is_more_than_what_holds() -> None:
    of = dossier(
        position("a", "x", "oppose", id="first", valid="2025-01-01"),
        position("a", "x", "support", id="second", valid="2025-02-01", supersedes="first"),
        position("a", "y", "support", id="third", valid="2025-03-01"),
    )
    day = date(2025, 2, 10)
    assert set(at(of, as_of=day).positions.ids) == {"second"}
    assert set(taken(of, as_of=day).positions.ids) == {"first", "second"}


def test_a_position_with_two_carriers_is_one_statement_from_two_sources() -> None:
    twice = Position.model_validate(
        position("a", "x", "support").model_dump()
        | {"evidence": [{"source": "paper"}, {"source": "rumour", "via": "blog"}]}
    )
    (network,) = discourse(statements_of(dossier(twice))).networks
    assert (network.statements, network.sources) == (1, 2)


def test_without_positions_there_is_an_empty_network() -> None:
    for wishes in ({}, {"value": True}, {"weigh": True}, {"roll_up": "state"}):
        (network,) = discourse(statements_of(dossier(), **wishes)).networks
        assert network.matrix.shape == (0, 0)
        assert network.sources == 0
