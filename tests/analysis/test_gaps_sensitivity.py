"""Evidence sensitivity: what an analysis would say without a source, with the data in view."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.camps.found import camps
from graphkit.analysis.camps.stands import network_of, stands_of
from graphkit.analysis.discourse.positions import statements_of
from graphkit.analysis.gaps.outcomes import BrokersOf, CampsOf
from graphkit.analysis.gaps.resting import Resting
from graphkit.analysis.gaps.sensitivity import Analysis, Answer, Outcome, sensitivity
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Actor, Record, Source
from tests.analysis.gaps_made import made, records, shuffled, tie, with_names
from tests.analysis.questions_made import event, position


def held(dossier: Dossier) -> Outcome:
    """How many positions each actor holds."""
    found: dict[str, Answer] = {}
    for each in dossier.positions:
        found[each.actor] = float(found.get(each.actor) or 0) + 1
    return found


COUNTS: Mapping[str, Analysis] = {"counts": held}


def person(id: str, country: str) -> Actor:
    return Actor.model_validate({"id": id, "name": id.title(), "kind": "person", "country": country})


def test_sources_are_ranked_by_the_share_of_answers_that_change_without_them() -> None:
    dossier = made(
        position("a", "north", "toll", "support", by="s"),
        position("b", "north", "repair", "support", by="t"),
        position("c", "south", "toll", "support", by="t"),
        position("d", "east", "toll", "support", by="s, t"),
        position("e", "east", "repair", "support", by="u, t"),
    )
    found = sensitivity(Resting(dossier), COUNTS)
    assert [(each.cause, each.impact, len(each.without.falls)) for each in found.effects] == [
        ("t", pytest.approx(2 / 3), 2),
        ("s", pytest.approx(1 / 3), 1),
        ("u", 0.0, 0),
    ]
    assert [each.text for each in found.effects[0].differences] == ["counts north: 2 → 1", "counts south: 1 → none"]
    rows = found.rows()
    assert list(rows[0]) == list(found.columns)
    assert (rows[0]["counts_changed"], rows[0]["positions"], rows[0]["stays"]) == (2, 2, 2)


def test_every_outcome_counts_the_same_however_many_answers_it_has() -> None:
    dossier = made(position("a", "north", "toll", "support", by="s"), position("b", "south", "toll", "support", by="t"))

    def first(dossier: Dossier) -> Outcome:
        return {"first": min((each.id for each in dossier.positions), default=None)}

    found = sensitivity(Resting(dossier), {"counts": held, "first": first})
    impact = {each.cause: (each.impact, dict(each.share)) for each in found.effects}
    assert impact == {"s": (0.75, {"counts": 0.5, "first": 1.0}), "t": (0.25, {"counts": 0.5, "first": 0.0})}


def test_numbers_that_differ_by_rounding_are_the_same_and_no_number_is_no_number() -> None:
    dossier = made(position("a", "north", "toll", "support", by="s"), position("b", "north", "toll", "support", by="t"))

    def noisy(dossier: Dossier) -> Outcome:
        return {"noise": 0.1 + 0.2 if len(dossier.positions) == 2 else 0.3, "nan": float("nan")}

    assert all(not each.differences for each in sensitivity(Resting(dossier), {"noisy": noisy}).effects)


def test_everything_is_the_one_source_without_which_nothing_is_left() -> None:
    one = made(position("a", "north", "toll", "support"), tie("t", "north", "south"))
    found = sensitivity(Resting(one), COUNTS)
    assert found.everything is found.effects[0]
    assert (found.evidenced, found.effects[0].fallen["ties"]) == (2, 1)
    two = made(position("a", "north", "toll", "support"), tie("t", "north", "south", by="s"))
    assert sensitivity(Resting(two), COUNTS).everything is None


def test_an_effect_bears_the_name_and_the_grade_of_its_source() -> None:
    source = Source(id="s", title="Toll", publisher="River", kind="article", reliability="D")
    (each,) = sensitivity(Resting(made(position("a", "north", "toll", "support", by="s"), source)), COUNTS).effects
    assert (each.name, each.grade) == ("River: Toll", "D")


def test_nothing_is_sensitive_to_nothing() -> None:
    found = sensitivity(Resting(made()), {"camps": CampsOf(made()), "brokers": BrokersOf()})
    assert (found.effects, found.rows(), found.everything) == ((), [], None)


# camps


def test_an_actor_moves_where_the_one_source_of_what_ties_it_falls() -> None:
    dossier = made(
        *(position(f"{actor}1", actor, "toll", "support") for actor in "ab"),
        *(position(f"{actor}1", actor, "toll", "oppose") for actor in "cd"),
        position("e1", "e", "toll", "support", by="s"),
        position("e2", "e", "repair", "support"),
        position("c2", "c", "repair", "support"),
        position("e3", "e", "lights", "support", by="s"),
        position("a3", "a", "lights", "support"),
    )
    named = CampsOf(dossier)
    assert named.proven
    assert named(dossier) == {"a": "A", "b": "A", "c": "B", "d": "B", "e": "A"}
    (effect,) = [each for each in sensitivity(Resting(dossier), {"camps": named}).effects if each.cause == "s"]
    assert [(each.about, each.before, each.after) for each in effect.differences] == [("e", "A", "B")]


def test_an_actor_without_a_tie_has_no_camp_and_one_that_no_tie_joins_to_its_camp_parts() -> None:
    dossier = made(
        *(position(f"{actor}1", actor, "toll", "support") for actor in "abc"),
        position("a2", "a", "repair", "support", by="s"),
        *(position(f"{actor}2", actor, "repair", "support") for actor in "de"),
        position("f3", "f", "toll", "support", by="s"),
    )
    (effect,) = [
        each for each in sensitivity(Resting(dossier), {"camps": CampsOf(dossier)}).effects if each.cause == "s"
    ]
    changes = {each.about: (each.before, each.after) for each in effect.differences}
    assert changes == {"d": ("A", "apart from A"), "e": ("A", "apart from A"), "f": ("A", None)}


def test_camps_that_only_change_their_letters_are_the_same() -> None:
    dossier = made(
        *(position(f"{actor}1", actor, "toll", "support", by=by) for actor, by in (("a", "s"), ("b", "s"), ("c", "t"))),
        *(position(f"{actor}1", actor, "toll", "oppose", by="t") for actor in "de"),
        position("c2", "c", "repair", "support", by="t"),
        position("d2", "d", "repair", "oppose", by="t"),
    )
    (effect,) = [
        each for each in sensitivity(Resting(dossier), {"camps": CampsOf(dossier)}).effects if each.cause == "s"
    ]
    assert {(each.about, each.after) for each in effect.differences} == {("a", None), ("b", None)}


@pytest.mark.parametrize("drawn_to", ["a", "b"])
def test_who_would_do_as_well_in_either_camp_stays(drawn_to: str) -> None:
    torn = "cdefghij"
    dossier = made(
        *(position(f"a-{number}", "a", f"toll-{number}", "support") for number in range(20)),
        *(position(f"b-{number}", "b", f"toll-{number}", "oppose") for number in range(20)),
        *(position(f"{end}-{actor}", end, f"{end}-{actor}", "support") for end in "ab" for actor in torn),
        *(position(f"{actor}-{end}", actor, f"{end}-{actor}", "support") for end in "ab" for actor in torn),
        *(position(f"{actor}-more", actor, f"more-{actor}", "support", by="s") for actor in torn),
        *(position(f"{drawn_to}-more-{actor}", drawn_to, f"more-{actor}", "support") for actor in torn),
    )
    named = CampsOf(dossier)
    before = named(dossier)
    assert before["a"] != before["b"]
    assert {before[actor] for actor in torn} == {before[drawn_to]}
    found = sensitivity(Resting(dossier), {"camps": named}, causes=["s"])
    assert len(found.effects[0].without.falls) == len(torn)
    assert found.effects[0].differences == ()


def test_camps_named_after_those_of_another_dossier_keep_their_letters_though_others_are_larger() -> None:
    def sides(supporting: str, opposing: str) -> Dossier:
        stances = {"support": supporting, "oppose": opposing}
        return made(
            *(
                position(f"{actor}-{issue}", actor, issue, stance)
                for stance, actors in stances.items()
                for actor in actors
                for issue in ("toll", "lights")
            )
        )

    first, turned = sides("abcd", "efg"), sides("ab", "cdefg")
    assert CampsOf(first)(first) == {**dict.fromkeys("abcd", "A"), **dict.fromkeys("efg", "B")}
    assert CampsOf(turned)(turned) == {**dict.fromkeys("ab", "B"), **dict.fromkeys("cdefg", "A")}
    named = CampsOf(turned, like=CampsOf(first))
    assert named(turned) == {**dict.fromkeys("ab", "A"), **dict.fromkeys("cdefg", "B")}


def test_camps_of_many_are_searched_for_and_told_as_not_proven() -> None:
    sides = {f"n{number:02}": "support" if number < 30 else "oppose" for number in range(60)}
    dossier = made(
        *(position(f"{actor}-toll", actor, "toll", stance) for actor, stance in sides.items()),
        position("new-toll", "new", "toll", "support", by="s"),
        position("new-repair", "new", "repair", "support"),
        position("old-repair", "n59", "repair", "support"),
    )
    named = CampsOf(dossier)
    assert (named.tied, named.proven) == (61, False)
    (effect,) = sensitivity(Resting(dossier), {"camps": named}, causes=["s"]).effects
    assert [(each.about, each.before, each.after) for each in effect.differences] == [("new", "A", "B")]


@given(records())
def test_the_network_of_camps_is_that_of_the_command_camps(every: list[Record]) -> None:
    dossier = at(made(*every))
    network = network_of(stands_of(statements_of(dossier)))
    named = CampsOf(dossier)
    found = camps(network)
    with_camp = {id for id, camp in zip(network.actors.ids, found.camp, strict=True) if camp >= 0}
    assert set(named(dossier)) == with_camp
    assert named.tied == len(with_camp)
    assert len(set(named(dossier).values())) == len(np.unique(found.camp[found.camp >= 0]))


# brokers


def test_the_first_broker_changes_where_the_source_of_its_tie_falls() -> None:
    people = [
        person(id, country) for id, country in zip("abcdefg", ("UA", "RU", "TR", "UA", "RU", "TR", "US"), strict=True)
    ]
    dossier = made(
        *people,
        tie("1", "a", "b"),
        tie("2", "b", "c", by="s"),
        tie("3", "b", "g", by="s"),
        tie("4", "d", "e"),
        tie("5", "e", "f"),
    )
    brokers = BrokersOf()
    assert brokers(dossier) == {"b": "first", "e": "among the first 3"}
    effect = sensitivity(Resting(dossier), {"brokers": brokers}, causes=["s"]).effects[0]
    changes = {each.about: (each.before, each.after) for each in effect.differences}
    assert changes == {"b": ("first", None), "e": ("among the first 3", "first")}


def test_brokers_of_events_fall_with_the_events() -> None:
    people = [person(id, country) for id, country in zip("abc", ("UA", "TR", "RU"), strict=True)]
    dossier = made(
        *people,
        event("one", "2025-01", roles=[("a", "party"), ("b", "mediator")]),
        event("two", "2025-02", by="s", roles=[("c", "party"), ("b", "mediator")]),
    )
    brokers = BrokersOf(network="co-participation", by="country")
    assert brokers(dossier) == {"b": "first"}
    assert brokers(Resting(dossier).without("s").dossier) == {}


def test_whoever_is_a_broker_as_often_as_the_last_that_is_told_is_told_too() -> None:
    people = [
        person(f"{kind}{number}", country)
        for number in range(4)
        for kind, country in (("x", "UA"), ("y", "RU"), ("z", "TR"))
    ]
    ties = [
        tie(f"{kind}{number}", f"{start}{number}", f"{end}{number}")
        for number in range(4)
        for kind, start, end in (("p", "x", "y"), ("q", "y", "z"))
    ]
    assert BrokersOf(top=2)(made(*people, *ties)) == dict.fromkeys(("y0", "y1", "y2", "y3"), "first")


# laws


@given(records(), st.integers())
def test_the_order_of_files_does_not_matter(every: list[Record], seed: int) -> None:
    def rows(dossier: Dossier) -> list[dict[str, object]]:
        found = Resting(dossier)
        return sensitivity(found, {**COUNTS, "camps": CampsOf(found.now), "brokers": BrokersOf(by="kind")}).rows()

    assert rows(made(*every)) == rows(shuffled(made(*every), seed))


@given(records())
def test_a_source_that_carries_nothing_alone_changes_nothing(every: list[Record]) -> None:
    resting = Resting(made(*every))
    for each in sensitivity(resting, {**COUNTS, "camps": CampsOf(resting.now), "brokers": BrokersOf()}).effects:
        if not each.without.falls and not each.without.returns:
            assert (each.impact, each.differences) == (0, ())


@given(records())
def test_other_names_of_actors_are_the_same_effects_under_other_names(every: list[Record]) -> None:
    names = dict(zip("abcd", ("zoe", "yan", "xia", "wim"), strict=True))
    analyses: dict[str, Analysis] = {**COUNTS, "brokers": BrokersOf(by="kind")}
    before = sensitivity(Resting(made(*every)), analyses).effects
    after = sensitivity(Resting(with_names(made(*every), names)), analyses).effects
    assert [
        (each.cause, each.impact, {(names[one.about], one.before, one.after) for one in each.differences})
        for each in before
    ] == [(each.cause, each.impact, {(one.about, one.before, one.after) for one in each.differences}) for each in after]
