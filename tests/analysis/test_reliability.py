"""Agreement between coders: alpha, kappa, what is compared, and what is to settle."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.reliability.agreement import Agreement, agreement
from graphkit.analysis.reliability.alpha import NO_PAIRS, NO_VARIATION, alpha
from graphkit.analysis.reliability.codings import codings_of
from graphkit.analysis.reliability.kappa import kappa, weighted
from graphkit.analysis.reliability.settling import to_settle
from graphkit.analysis.reliability.units import units_of
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Evidence, Manifest, Position

# K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C, four observers and twelve units, of
# which the last counts for nothing: nominal .743, interval .849.  The same data are in the help of Stata's kalpha and
# in the tests of the Python library krippendorff.
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
# the computational example in the article on Krippendorff's alpha in Wikipedia: nominal .691, interval .811
THREE_CODERS = (".....34121133.3", "1.213343.......", "..21344.21133.4")


def by_unit(coders: tuple[str, ...]) -> list[list[float]]:
    """What each unit got, from a string a coder in which a full stop is nothing."""
    return [[float(code) for code in unit if code != "."] for unit in zip(*coders, strict=True)]


def slowly(units: list[list[Any]], *, interval: bool) -> float | None:
    """Alpha by its definition: every ordered pair of codes in a unit, and every ordered pair of codes at all."""

    def apart(one: Any, other: Any) -> float:
        return float((one - other) ** 2) if interval else float(one != other)

    paired = [unit for unit in units if len(unit) > 1]
    every = [code for unit in paired for code in unit]
    observed = sum(apart(*pair) / (len(unit) - 1) for unit in paired for pair in permutations(unit, 2)) / max(
        len(every), 1
    )
    expected = sum(apart(*pair) for pair in permutations(every, 2)) / max(len(every) * (len(every) - 1), 1)
    return 1 - observed / expected if expected else None


def test_alpha_of_krippendorffs_own_data() -> None:
    assert round(alpha(by_unit(OBSERVERS)).alpha or 0, 3) == 0.743
    assert round(alpha(by_unit(OBSERVERS), "interval").alpha or 0, 3) == 0.849
    assert alpha(by_unit(OBSERVERS)).units == 11


def test_alpha_of_three_coders_who_left_much_out() -> None:
    assert round(alpha(by_unit(THREE_CODERS)).alpha or 0, 3) == 0.691
    assert round(alpha(by_unit(THREE_CODERS), "interval").alpha or 0, 3) == 0.811


codes = st.lists(st.lists(st.integers(0, 4).map(float), max_size=4), max_size=8)


@given(codes)
def test_alpha_is_what_its_definition_says(units: list[list[float]]) -> None:
    for level, interval in (("nominal", False), ("interval", True)):
        found = alpha(units, level)  # type: ignore[arg-type]  # one of two words
        assert found.alpha == pytest.approx(slowly(units, interval=interval))


@given(codes, st.randoms())
def test_neither_the_order_of_units_nor_of_coders_nor_what_one_alone_coded_matters(
    units: list[list[float]], random: Any
) -> None:
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]
    assert alpha([*shuffled, [9.0], []]).alpha == pytest.approx(alpha(units).alpha)


def test_alpha_has_no_value_where_nothing_varies_or_nothing_is_shared() -> None:
    assert (alpha([["a", "a"], ["a", "a"]]).alpha, alpha([["a", "a"]]).reason) == (None, NO_VARIATION)
    assert (alpha([["a"], ["b"]]).alpha, alpha([]).reason) == (None, NO_PAIRS)


def test_agreement_throughout_is_1_and_below_chance_is_negative() -> None:
    assert alpha([["a", "a"], ["b", "b"]]).alpha == 1
    assert (alpha([["a", "b"], ["b", "a"]]).alpha or 0) < 0


def test_the_interval_holds_alpha_and_is_the_same_for_a_seed() -> None:
    units = [["a", "a"]] * 12 + [["b", "b"]] * 12 + [["a", "b"]] * 6
    one, other = (alpha(units, resamples=500, seed=7) for _ in range(2))
    assert one == other
    assert one.low is not None and one.high is not None and one.alpha is not None
    assert one.low < one.alpha < one.high
    assert alpha(units, resamples=500, seed=8).low != one.low


def test_the_interval_covers_as_often_as_it_says() -> None:
    # two coders who agree on 80 % of units and else guess among two codes: alpha of the population is 0.8
    import numpy as np

    random = np.random.default_rng(3)
    inside = 0
    for trial in range(150):
        truth, guesses = random.integers(0, 2, 80), random.integers(0, 2, (2, 80))
        same = random.random(80) < 0.8
        units = [[str(t), str(t)] if s else [str(g), str(h)] for t, g, h, s in zip(truth, *guesses, same, strict=True)]
        found = alpha(units, resamples=300, seed=trial)
        inside += (found.low or 1) <= 0.8 <= (found.high or 0)
    assert 0.88 <= inside / 150 <= 0.99


# J. Cohen (1968), Weighted kappa, Psychological Bulletin 70, table 1: two judges, 200 cases, proportions and weights of
# disagreement; kappa .492 and weighted kappa .348.  The table is in the help of cohen.kappa in the R package psych.
COHEN = {("P", "P"): 88, ("P", "N"): 14, ("P", "S"): 18, ("N", "P"): 10, ("N", "N"): 40, ("N", "S"): 10} | {
    ("S", "P"): 2,
    ("S", "N"): 6,
    ("S", "S"): 12,
}
GRAVITY = {frozenset("PN"): 1.0, frozenset("PS"): 3.0, frozenset("NS"): 6.0}


def test_kappa_of_cohens_own_table() -> None:
    pairs = list(Counter(COHEN).elements())
    assert len(pairs) == 200
    assert round(kappa(pairs).kappa or 0, 3) == 0.492
    graver = weighted(pairs, lambda one, other: GRAVITY.get(frozenset((str(one), str(other))), 0.0))
    assert round(graver.kappa or 0, 3) == 0.348


def test_weights_count_a_disagreement_by_its_distance() -> None:
    pairs = [("a", "a"), ("b", "b"), ("c", "c"), ("a", "b"), ("b", "c"), ("c", "b")]
    far = [*pairs[:3], ("a", "c"), ("c", "a"), ("c", "b")]
    assert kappa(pairs).kappa is not None
    for weights in ("linear", "quadratic"):
        near_k, far_k = (kappa(each, order="abc", weights=weights).kappa for each in (pairs, far))
        assert near_k is not None and far_k is not None
        assert near_k > far_k
        assert near_k > (kappa(pairs).kappa or 1)


def test_kappa_has_no_value_where_both_always_say_the_same() -> None:
    assert kappa([("a", "a")] * 3).kappa is None
    assert kappa([]).units == 0


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), max_size=20))
def test_with_two_codes_weights_change_nothing(pairs: list[tuple[str, str]]) -> None:
    plain = kappa(pairs).kappa
    for weights in ("linear", "quadratic"):
        assert kappa(pairs, order="ab", weights=weights).kappa == pytest.approx(plain)


def shown(start: int, end: int, source: str = "gazette") -> Evidence:
    return Evidence.model_validate({"source": source, "lock": {"start": start, "end": end, "sha256": "0" * 64}})


def position(id: str, coder: str | None, start: int, end: int, stance: str = "support", **more: Any) -> Position:
    source = more.pop("source", "gazette")
    said = {
        "actor": "north",
        "issue": "toll",
        "claim": "So.",
        "valid": "2025",
        "evidence": (shown(start, end, source),),
    }
    return Position.model_validate({"id": id, "coder": coder, "stance": stance, **said, **more})


def dossier(*positions: Position, preferred: str | None = "ada") -> Dossier:
    coders = [{"id": id, "preferred": id == preferred} for id in ("ada", "ben", "cid")]
    manifest = Manifest.model_validate({"id": "d", "title": "D", "coders": coders})
    return Dossier(manifest, positions=Records(positions))


def measured(*positions: Position, **wishes: Any) -> Agreement:
    return agreement(codings_of(dossier(*positions)), **{"resamples": 0, **wishes})


def grouped(*positions: Position) -> list[list[str]]:
    return [[each.record for each in unit.codings] for unit in units_of(codings_of(dossier(*positions)))]


def test_what_overlaps_most_is_compared_and_no_coder_twice_in_a_unit() -> None:
    of = position("a1", "ada", 0, 10), position("a2", "ada", 10, 20, "oppose"), position("b", "ben", 8, 20)
    assert grouped(*of) == [["a1"], ["a2", "b"]]


def test_one_passage_of_the_one_may_be_two_of_the_other() -> None:
    assert grouped(position("a1", "ada", 0, 10), position("a2", "ada", 10, 20), position("b", "ben", 0, 20)) == [
        ["a1", "b", "a2"]
    ]


def test_three_coders_of_a_passage_are_one_unit() -> None:
    assert grouped(position("a", "ada", 0, 9), position("b", "ben", 1, 9), position("c", "cid", 0, 8)) == [
        ["a", "b", "c"]
    ]


def test_other_passages_actors_and_issues_are_other_units() -> None:
    of = (
        position("a", "ada", 0, 9),
        position("b", "ben", 9, 20),
        position("c", "cid", 0, 9, source="post"),
        position("d", "ben", 0, 9, actor="south"),
        position("e", "ben", 0, 9, issue="fee"),
    )
    assert sorted(grouped(*of)) == [["a"], ["b"], ["c"], ["d"], ["e"]]


def test_agreement_is_told_by_issue_and_of_all() -> None:
    found = measured(
        position("a1", "ada", 0, 9, value=60),
        position("b1", "ben", 0, 9, value=50),
        position("a2", "ada", 20, 29, "oppose"),
        position("b2", "ben", 20, 29, "oppose"),
        position("a3", "ada", 40, 49, issue="fee"),
        position("b3", "ben", 40, 49, "neutral", issue="fee"),
    )
    rows = {(row["issue"], row["variable"]): row for row in found.rows()}
    assert set(rows) == {("fee", "stance"), ("toll", "stance"), ("toll", "value"), ("all", "stance"), ("all", "value")}
    assert rows["toll", "stance"]["alpha"] == 1
    assert rows["toll", "stance"]["kappa"] == {"ada × ben": 1.0}
    assert rows["fee", "stance"]["agreement"] == 0
    assert rows["all", "stance"]["units"] == 3
    assert rows["toll", "value"]["mean_difference"] == 10
    assert rows["toll", "value"]["level"] == "interval"


def test_of_three_coders_each_pair_has_its_kappa_and_its_row() -> None:
    of = [
        position(f"{coder}{number}", coder, 10 * number, 10 * number + 5, stance)
        for coder, stances in (("ada", "sos"), ("ben", "soo"), ("cid", "oss"))
        for number, stance in enumerate({"s": "support", "o": "oppose"}[each] for each in stances)
    ]
    (row,) = measured(*of, by="overall").rows()
    assert set(row["kappa"]) == {"ada × ben", "ada × cid", "ben × cid"}
    pairs = {row["pair"]: row for row in measured(*of, by="pair", weights="linear").rows()}
    assert pairs["ada × ben"]["kappa"]["ada × ben"] == row["kappa"]["ada × ben"]
    assert pairs["ada × cid"]["weighted_kappa"].keys() == {"ada × cid"}


def test_a_passage_that_one_alone_coded_is_missing_only_for_who_coded_in_the_source() -> None:
    found = measured(
        position("a1", "ada", 0, 9), position("b1", "ben", 20, 29), position("c1", "cid", 0, 9, source="post")
    )
    (row,) = [row for row in found.rows() if row["issue"] == "all"]
    assert row["only_one"] == 2
    assert row["reason"] == NO_PAIRS
    assert [(each.unit.codings[0].record, each.unit.missing) for each in to_settle(found.units).unsettled] == [
        ("a1", ("ben",)),
        ("b1", ("ada",)),
    ]


def test_the_list_to_settle_has_stances_first_then_values_then_what_one_alone_coded() -> None:
    found = measured(
        position("a1", "ada", 0, 9),
        position("b2", "ben", 20, 29, value=60),
        position("a2", "ada", 20, 29, value=50),
        position("a3", "ada", 40, 49),
        position("b3", "ben", 40, 49, "oppose"),
        position("a4", "ada", 60, 69, value=50),
        position("b4", "ben", 60, 69),
        position("b5", "ben", 80, 89, actor="south"),
        position("a5", "ada", 80, 89, actor="east"),
    )
    rows = to_settle(found.units).rows()
    told = [(row["unit"], row["differs"], row["coder"], row["record"]) for row in rows]
    assert told[:6] == [
        (1, "stance", "ada", "a3"),
        (1, "stance", "ben", "b3"),
        (2, "value", "ada", "a2"),
        (2, "value", "ben", "b2"),
        (3, "value", "ada", "a4"),
        (3, "value", "ben", "b4"),
    ]
    assert {row["note"] for row in rows if row["record"] is None} == {
        "did not code it",
        "did not code it, but the actor south: b5",
        "did not code it, but the actor east: a5",
    }
    assert [row["start"] for row in rows[:2]] == [40, 40]
    assert [row["counts"] for row in rows[:2]] == [True, False]
    near = to_settle(found.units, tolerance=10).unsettled
    assert [each.unit.codings[0].record for each in near if each.differs == "value"] == ["a4"]


def test_without_a_preferred_coder_a_record_without_a_coder_is_left_out_and_told() -> None:
    found = codings_of(dossier(position("a", None, 0, 9), position("b", "ben", 0, 9), preferred=None))
    assert found.coders == ("ben",)
    assert found.notes == ("1 positions without a coder, while no coder is preferred",)


def test_with_one_coder_there_is_nothing_to_compare() -> None:
    assert measured(position("a", "ada", 0, 9)).notes == ("ada is the only coder",)


def test_few_units_are_told() -> None:
    assert "fewer than 20 units" in measured(position("a", "ada", 0, 9), position("b", "ben", 0, 9)).notes[0]
