"""The model of Friedkin and Johnsen: published numbers, laws, and what goes in from a dossier."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.influence.friedkin_johnsen import BadModel, NoEquilibrium, equilibrium, path
from graphkit.analysis.influence.opinions import Opinions, opinions
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Actor, Event, Issue, Manifest, Position, Source, Tie

# Friedkin and Johnsen (1999), Social influence networks and opinion change, Advances in Group Processes 16: a group of
# four; weights, initial and final opinions as they are quoted in the literature on the model
W = np.array([[0.220, 0.120, 0.360, 0.300], [0.147, 0.215, 0.344, 0.294], [0, 0, 1, 0], [0.090, 0.178, 0.446, 0.286]])
Y0 = np.array([25.0, 25.0, 75.0, 85.0])
SETTLED = [60.0208, 59.9840, 75, 74.9862]


def test_the_group_of_four_settles_where_published() -> None:
    assert equilibrium(W, Y0, 1 - np.diag(W)) == pytest.approx(SETTLED, abs=5e-5)


def test_the_path_begins_with_the_initial_opinions_and_ends_where_they_settle() -> None:
    found = path(W, Y0, 1 - np.diag(W), 200)
    assert found.shape == (201, 4)
    assert found[0].tolist() == Y0.tolist()
    assert found[-1] == pytest.approx(SETTLED, abs=5e-5)


@st.composite
def models(draw: st.DrawFn) -> tuple[Any, Any, Any]:
    many = draw(st.integers(1, 6))
    numbers = st.lists(st.integers(0, 5), min_size=many * many, max_size=many * many)
    strength = np.array(draw(numbers), float).reshape(many, many)
    strength += np.diag((strength.sum(axis=1) == 0).astype(float))
    initial = np.array(draw(st.lists(st.integers(0, 100), min_size=many, max_size=many)), float)
    pulled = np.array(draw(st.lists(st.sampled_from([0, 0.1, 0.5, 0.9]), min_size=many, max_size=many)), float)
    return strength / strength.sum(axis=1, keepdims=True), initial, pulled


@given(models())
def test_who_is_not_susceptible_keeps_its_opinion(model: tuple[Any, Any, Any]) -> None:
    weights, initial, _ = model
    assert equilibrium(weights, initial, np.zeros(len(initial))) == pytest.approx(initial)


@given(models())
def test_opinions_stay_within_the_range_of_the_initial_ones(model: tuple[Any, Any, Any]) -> None:
    settled = equilibrium(*model)
    _, initial, _ = model
    assert initial.min() - 1e-9 <= settled.min() <= settled.max() <= initial.max() + 1e-9


@given(models())
def test_where_opinions_settle_a_step_changes_nothing(model: tuple[Any, Any, Any]) -> None:
    weights, initial, pulled = model
    settled = equilibrium(weights, initial, pulled)
    assert pulled * (weights @ settled) + (1 - pulled) * initial == pytest.approx(settled)


def test_without_anybody_who_holds_on_it_is_the_model_of_degroot() -> None:
    # DeGroot (1974), Reaching a consensus: the consensus is weighted by the stationary shares, here 1/3 and 2/3
    weights = np.array([[0.5, 0.5], [0.25, 0.75]])
    assert equilibrium(weights, np.array([0.0, 90.0]), np.ones(2)) == pytest.approx([60, 60])


def test_opinions_that_go_round_and_round_never_settle() -> None:
    with pytest.raises(NoEquilibrium, match="susceptibility below 1"):
        equilibrium(np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([0.0, 1.0]), np.ones(2))


@pytest.mark.parametrize(
    ("weights", "initial", "pulled", "message"),
    [
        ([[0.5, 0.4], [0, 1]], [0, 1], [0.5, 0.5], "sum to 1"),
        ([[1.5, -0.5], [0, 1]], [0, 1], [0.5, 0.5], "0 or more"),
        ([[1, 0], [0, 1]], [0, 1], [0.5, 1.5], "between 0 and 1"),
        ([[1, 0], [0, 1]], [0, np.nan], [0.5, 0.5], "finite"),
        ([[1, 0], [0, 1]], [0], [0.5], "1 susceptibilities and 1 rows"),
    ],
)
def test_numbers_that_make_no_model_are_refused(weights: Any, initial: Any, pulled: Any, message: str) -> None:
    with pytest.raises(BadModel, match=message):
        equilibrium(np.array(weights, float), np.array(initial, float), np.array(pulled, float))


def dossier_of(
    values: dict[str, float | None], ties: list[tuple[str, str, str]], events: list[tuple[str, list[str]]] | None = None
) -> Dossier:
    """Actors with values on the issue x (None for a stance without one), ties (from, kind, to), events of a kind."""
    issue = {"id": "x", "name": "X", "question": "?", "scale": {"low": "no", "high": "yes"}}
    names = sorted({*values, *(each for start, _, end in ties for each in (start, end))})
    evidence = [{"source": "s"}]
    return Dossier(
        Manifest(id="d", title="D"),
        actors=Records(Actor(id=id, name=id.upper(), kind="person") for id in names),
        issues=Records([Issue.model_validate(issue)]),
        ties=Records(
            Tie.model_validate({"id": f"t{n}", "from": start, "to": end, "kind": kind, "evidence": evidence})
            for n, (start, kind, end) in enumerate(ties)
        ),
        events=Records(
            Event.model_validate(
                {
                    "id": f"e{n}",
                    "name": "E",
                    "kind": kind,
                    "date": "2025-01-01",
                    "participants": [{"actor": actor, "role": "party"} for actor in actors],
                    "evidence": evidence,
                }
            )
            for n, (kind, actors) in enumerate(events or [])
        ),
        positions=Records(
            Position.model_validate(
                {
                    "id": f"{actor}-x",
                    "actor": actor,
                    "issue": "x",
                    "stance": "support",
                    "claim": "c",
                    "valid": "2025-01-01",
                    "evidence": evidence,
                    **({} if value is None else {"value": value}),
                }
            )
            for actor, value in values.items()
        ),
        sources=Records([Source(id="s", title="T", publisher="P", kind="article")]),
    )


def settled(found: Opinions) -> dict[str, float]:
    return {row.actor: round(row.settles, 4) for row in found.rows}


def missing(found: Opinions) -> set[tuple[str, str]]:
    return {(each.actor, each.what) for each in found.missing}


def test_actors_go_by_those_they_are_tied_to_and_meet() -> None:
    dossier = dossier_of({"a": 0, "b": 100, "c": 50}, [("a", "heads", "b")], [("talks", ["a", "b", "c"])])
    found = opinions(dossier, "x", susceptibility=0.5)
    by = {row.actor: row.goes_by for row in found.rows}
    assert by["a"] == pytest.approx({"b": 2 / 3, "c": 1 / 3})
    assert by["c"] == pytest.approx({"a": 1 / 2, "b": 1 / 2})
    assert found.path.shape == (11, 3)
    assert found.sources == 1


def test_a_tie_may_pull_one_way_only() -> None:
    dossier = dossier_of({"a": 0, "b": 100}, [("a", "heads", "b")])
    assert settled(opinions(dossier, "x", susceptibility=0.5)) == {"a": 33.3333, "b": 66.6667}
    assert settled(opinions(dossier, "x", susceptibility=0.5, direction="forward")) == {"a": 0, "b": 50}
    assert settled(opinions(dossier, "x", susceptibility=0.5, direction="backward")) == {"a": 50, "b": 100}


def test_nobody_goes_by_whom_it_opposes_threatens_or_attacks() -> None:
    dossier = dossier_of({"a": 0, "b": 100}, [("a", "opposes", "b"), ("b", "threatens", "a")], [("attack", ["a", "b"])])
    found = opinions(dossier, "x", susceptibility=0.9)
    assert settled(found) == {"a": 0, "b": 100}
    assert missing(found) == {(each, "tied to nobody in the model, so it keeps its value") for each in "ab"}
    assert settled(opinions(dossier, "x", susceptibility=0.5, kinds=["opposes"])) == {"a": 33.3333, "b": 66.6667}


def test_what_is_missing_is_listed_and_never_filled_in() -> None:
    ties = [("a", "heads", "b"), ("b", "heads", "c"), ("b", "heads", "d"), ("e", "heads", "d")]
    dossier = dossier_of({"a": 0, "b": 100, "c": None, "e": 10}, ties)
    found = opinions(dossier, "x", susceptibility={"a": 0.5, "b": 0.5})
    assert settled(found) == {"a": 33.3333, "b": 66.6667}
    assert missing(found) == {
        ("c", "a position without a value"),
        ("d", "no position on the issue"),
        ("e", "no susceptibility was given"),
    }


def test_two_values_on_one_day_are_no_value() -> None:
    dossier = dossier_of({"a": 0, "b": 100}, [("a", "heads", "b")])
    other = dossier.positions["a-x"].model_copy(update={"id": "a-x-2", "value": 40.0})
    both = Dossier(**{**vars(dossier), "positions": Records([*dossier.positions, other])})
    found = opinions(both, "x", susceptibility=0.5)
    assert ("a", "several values on one day: a-x, a-x-2") in missing(found)
    assert settled(found) == {"b": 100}


def test_an_issue_on_which_nobody_has_a_value_has_no_rows() -> None:
    found = opinions(dossier_of({"a": None}, []), "x", susceptibility=0.5)
    assert found.rows == ()
    assert missing(found) == {("a", "a position without a value")}
