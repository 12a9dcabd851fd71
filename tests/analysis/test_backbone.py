from __future__ import annotations

from itertools import combinations
from math import exp, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.analysis.discourse.backbone import Backbone, backbone
from graphkit.analysis.discourse.options import BadChoice, Options
from graphkit.formats.dna import statements_of
from tests.analysis.discourse_made import Said, slowly, table

RDNA = Options(measure="subtract", normalize="average", duplicates="document")
AS_DNA = Options(measure="subtract", normalize="average", duplicates="document", dna_compatible=True)
PLAIN = Options(measure="congruence")

# Two pairs agree on tax; on toll all four do; nobody shares a stance on art.
SAID = [
    *(Said(actor, "tax", 1) for actor in "ab"),
    *(Said(actor, "tax", -1) for actor in "cd"),
    *(Said(actor, "toll", 1) for actor in "abcd"),
    Said("a", "art", 1),
    Said("b", "art", -1),
]

some_said = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz"), st.sampled_from([1.0, -1.0])).map(
        lambda row: Said(*row)
    ),
    min_size=1,
    max_size=25,
)


def spectrum(said: list[Said], actors: list[str], measure: str, norm: str) -> np.ndarray:
    """Eigenvalues of the Laplacian that sum to 1, from ties that loops make."""
    weights = np.zeros((len(actors), len(actors)))
    for (one, other), tie in slowly(said, measure, norm).items():
        weights[actors.index(one), actors.index(other)] = max(tie, 0)
    values = np.linalg.eigvalsh(np.diag(weights.sum(axis=1)) - weights)
    return values / values.sum() if values.sum() > 1e-12 else np.zeros(len(actors))


def apart(said: list[Said], kept: set[str], measure: str = "congruence", norm: str = "no") -> float:
    actors = sorted({row.actor for row in said})
    part = [row for row in said if row.issue in kept]
    return sqrt(((spectrum(part, actors, measure, norm) - spectrum(said, actors, measure, norm)) ** 2).sum())


def order(found: Backbone) -> list[str]:
    return [step.issue for step in found.steps]


def test_the_distance_of_two_known_spectra() -> None:
    # All four alike: eigenvalues 0, 4, 4, 4 of the complete graph, on which tax adds two ties: weights 2 and 1 give
    # 0, 4, 6, 6.  Without toll two pairs are left: 0, 0, 2, 2.
    found = backbone(table(SAID), PLAIN)
    whole, toll, tax = np.array([0, 4, 6, 6]) / 16, np.array([0, 4, 4, 4]) / 12, np.array([0, 0, 2, 2]) / 4
    alone = {step.issue: step.alone for step in found.steps}
    assert alone == pytest.approx(
        {"art": 0, "tax": np.linalg.norm(whole - toll), "toll": np.linalg.norm(whole - tax)}, abs=1e-12
    )
    assert order(found) == ["toll", "tax", "art"]


def test_what_is_left_when_an_issue_goes_is_told_for_both_sides() -> None:
    found = backbone(table(SAID), PLAIN)
    toll, tax, art = found.steps
    assert (art.loss, art.rest) == pytest.approx((0, apart(SAID, {"art"})))
    assert (tax.loss, tax.rest) == pytest.approx((apart(SAID, {"toll"}), apart(SAID, {"art", "tax"})))
    assert (toll.loss, toll.rest) == pytest.approx((apart(SAID, set()), 0))
    assert [step.statements for step in found.steps] == [4, 4, 2]


@settings(max_examples=25)
@given(some_said)
def test_each_step_takes_the_issue_that_changes_the_network_least(said: list[Said]) -> None:
    found = backbone(table(said), PLAIN)
    left = {row.issue for row in said}
    for step in reversed(found.steps):
        losses = {issue: apart(said, left - {issue}) for issue in left}
        assert step.loss == pytest.approx(min(losses.values()), abs=1e-9)
        assert losses[step.issue] == pytest.approx(step.loss, abs=1e-9)
        left -= {step.issue}
    assert not left


@settings(max_examples=25)
@given(some_said, st.integers(1, 4))
def test_the_best_set_of_a_size_is_as_good_as_any(said: list[Said], size: int) -> None:
    issues = sorted({row.issue for row in said})
    size = min(size, len(issues))
    chosen = backbone(table(said), PLAIN, size=size).chosen
    assert chosen
    assert chosen.proven
    best = min(apart(said, set(some)) for some in combinations(issues, size))
    assert chosen.loss == pytest.approx(best, abs=1e-9)
    assert chosen.loss == pytest.approx(apart(said, set(chosen.issues)), abs=1e-9)
    assert chosen.rest == pytest.approx(apart(said, set(issues) - set(chosen.issues)), abs=1e-9)


@settings(max_examples=25)
@given(some_said, st.floats(0, 12))
def test_a_penalty_chooses_the_set_with_the_least_penalised_loss(said: list[Said], penalty: float) -> None:
    issues = sorted({row.issue for row in said})
    chosen = backbone(table(said), PLAIN, penalty=penalty).chosen
    assert chosen
    sizes = range(1, max(len(issues), 2))
    costs = [
        apart(said, set(some)) * exp(-penalty * (len(issues) - size) / len(issues))
        for size in sizes
        for some in combinations(issues, size)
    ]
    cost = chosen.loss * exp(-penalty * (len(issues) - len(chosen.issues)) / len(issues))
    assert cost == pytest.approx(min(costs), abs=1e-9)


def test_where_sets_are_too_many_the_nested_one_is_bettered_by_exchanges() -> None:
    random = np.random.default_rng(4)
    said = [
        Said(actor, f"i{issue:02}", float(random.choice([1, -1])))
        for actor in "abcdefgh"
        for issue in range(20)
        if random.random() < 0.4
    ]
    nested = backbone(table(said), PLAIN)
    chosen = backbone(table(said), PLAIN, size=7).chosen  # of 77,520
    assert chosen
    assert not chosen.proven
    assert len(chosen.issues) == 7
    assert chosen.loss < nested.steps[7].loss
    for out in chosen.issues:
        for new in {step.issue for step in nested.steps} - set(chosen.issues):
            assert apart(said, {*chosen.issues, new} - {out}) >= chosen.loss - 1e-9


@settings(max_examples=25)
@given(some_said, st.permutations("abcd"))
def test_renaming_actors_changes_nothing(said: list[Said], names: list[str]) -> None:
    renamed = [row._replace(actor=names["abcd".index(row.actor)]) for row in said]
    one, other = backbone(table(said), PLAIN), backbone(table(renamed), PLAIN)
    assert [step.loss for step in one.steps] == pytest.approx([step.loss for step in other.steps], abs=1e-9)


def test_ties_below_zero_count_nothing() -> None:
    against = [Said("a", "war", 1), Said("b", "war", -1)]
    found = backbone(table([*SAID, *against]), RDNA)
    assert {step.issue: step.alone for step in found.steps}["war"] < 1
    only = backbone(table(against), RDNA)
    assert [step.loss for step in only.steps] == [0]


def test_a_backbone_of_nothing_has_no_steps() -> None:
    nothing = backbone(table([]), PLAIN, penalty=3.5)
    assert (nothing.steps, nothing.chosen) == ((), None)


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        ({"size": 4}, "a backbone of 4 issues; the network has 3"),
        ({"size": 0}, "a backbone of 0 issues"),
        ({"penalty": -1.0}, "is below 0"),
        ({"keep": ["toxic"]}, "no issue 'toxic' in the network"),
        ({"keep": ["tax"], "size": 1}, "give one of them"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told(wish: dict[str, object], complaint: str) -> None:
    with pytest.raises(BadChoice, match=complaint):
        backbone(table(SAID), PLAIN, **wish)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("options", [Options(network="two-mode"), Options(window="10d")])
def test_only_one_network_in_one_mode_has_a_backbone(options: Options) -> None:
    with pytest.raises(BadChoice, match="one network in one mode"):
        backbone(table(SAID), options)


def test_as_dna_spectra_are_degrees_and_distances_sums() -> None:
    # ojAlgo 51.4.1, called as DNA's class Exporter calls it, gives 4, 3, 3, 2 for the weights 2, 1 and 3 on the path
    # b - a - c - d: the degrees, since its subtract() gives a new matrix that DNA does not keep.
    ties = [("ab", 2), ("ac", 1), ("cd", 3)]
    said = [Said(actor, f"{pair}{number}", 1) for pair, weight in ties for number in range(weight) for actor in pair]
    found = backbone(table(said), Options(measure="congruence", dna_compatible=True), keep=["ab0", "ab1", "ac0"])
    degrees, left = np.array([2, 3, 3, 4]) / 12, np.array([0, 1, 2, 3]) / 6
    assert found.chosen
    assert found.chosen.loss == pytest.approx(np.abs(degrees - left).sum())


@pytest.mark.shared
def test_the_sample_of_dna_has_the_backbone_that_rdna_expects(shared: Path) -> None:
    # rDNA's tests (test-backbone.R): a penalty of 3.5 leaves three of six concepts.
    found = backbone(statements_of(shared / "data" / "dna" / "sample.dna"), AS_DNA, penalty=3.5)
    assert found.chosen
    assert len(found.steps) == 6
    assert len(found.chosen.issues) == 3


def test_a_backbone_tells_how_it_was_computed_and_in_rows() -> None:
    found = backbone(table(SAID), PLAIN, penalty=2.0)
    assert found.parameters["measure"] == "congruence"
    assert found.parameters["penalty"] == 2.0
    assert [row["issue"] for row in found.rows()] == ["toll", "tax", "art"]
