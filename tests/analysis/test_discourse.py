"""Discourse networks: measures, normalisations, duplicates."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.discourse.measures import TooManyStances
from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import ONE_MODE, ONE_MODE_NORMS, BadChoice, Options
from graphkit.analysis.discourse.statements import Scale, Statements
from tests.analysis.discourse_made import Said, Ties, said_at_random, slowly, table, ties

# the worked case: A and B agree on x and disagree on y; C speaks on y alone
CASE = (
    Said("A", "x", 1),
    Said("A", "x", 1),
    Said("A", "y", 1),
    Said("B", "x", 1),
    Said("B", "y", -1),
    Said("C", "y", -1),
    Said("C", "y", -1),
)


def computed(said: Any, **wishes: Any) -> Ties:
    statements = said if isinstance(said, Statements) else table(said)
    (network,) = discourse(statements, Options(**wishes)).networks
    return ties(network)


def half(found: Ties) -> Ties:
    """Each pair of actors once."""
    return {pair: value for pair, value in found.items() if pair[0] < pair[1]}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("ignore", {("A", "B"): 2 * 1 + 1 * 1, ("A", "C"): 1 * 2, ("B", "C"): 1 * 2}),
        ("congruence", {("A", "B"): 2, ("B", "C"): 2}),
        ("conflict", {("A", "B"): 1, ("A", "C"): 2}),
        ("subtract", {("A", "B"): 1, ("A", "C"): -2, ("B", "C"): 2}),
    ],
)
def test_actors_are_tied_by_the_issues_on_which_both_spoke(measure: str, expected: Ties) -> None:
    assert half(computed(CASE, measure=measure)) == expected


@pytest.mark.parametrize(
    ("normalize", "expected"),
    [
        ("average", {("A", "B"): 2 / 2.5, ("B", "C"): 2 / 2}),
        # A and B: 2 · 1 where both spoke, 1 where only A did (y, for), 1 where only B did (y, against)
        ("jaccard", {("A", "B"): 2 / (2 + 1 + 1), ("B", "C"): 2 / (2 + 1)}),
        ("cosine", {("A", "B"): 2 / np.sqrt(5 * 2), ("B", "C"): 2 / np.sqrt(2 * 4)}),
        ("dna_cosine", {("A", "B"): 2 / (3 * 2), ("B", "C"): 2 / (2 * 2)}),
    ],
)
def test_ties_are_divided_by_what_the_two_said(normalize: str, expected: Ties) -> None:
    assert half(computed(CASE, normalize=normalize)) == pytest.approx(expected)


def test_issues_are_tied_by_the_actors_who_spoke_on_both() -> None:
    assert half(computed(CASE, network="issue", measure="ignore")) == {("x", "y"): 2 * 1 + 1 * 1}
    assert half(computed(CASE, network="issue", measure="congruence")) == {("x", "y"): 2}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("ignore", {("A", "x"): 2, ("A", "y"): 1, ("B", "x"): 1, ("B", "y"): 1, ("C", "y"): 2}),
        ("subtract", {("A", "x"): 2, ("A", "y"): 1, ("B", "x"): 1, ("B", "y"): -1, ("C", "y"): -2}),
        ("combine", {("A", "x"): 1, ("A", "y"): 1, ("B", "x"): 1, ("B", "y"): 2, ("C", "y"): 2}),
    ],
)
def test_actors_are_tied_to_issues(measure: str, expected: Ties) -> None:
    assert computed(CASE, network="two-mode", measure=measure) == expected


def test_combine_is_3_where_an_actor_said_both() -> None:
    assert computed([Said("A", "x", 1), Said("A", "x", -1)], network="two-mode", measure="combine") == {("A", "x"): 3}


def test_activity_divides_by_what_the_actor_said_and_prominence_by_what_was_said_on_the_issue() -> None:
    activity = computed(CASE, network="two-mode", measure="subtract", normalize="activity")
    assert activity == pytest.approx(
        {("A", "x"): 2 / 3, ("A", "y"): 1 / 3, ("B", "x"): 1 / 2, ("B", "y"): -1 / 2, ("C", "y"): -1}
    )
    prominence = computed(CASE, network="two-mode", measure="subtract", normalize="prominence")
    assert prominence == pytest.approx(
        {("A", "x"): 2 / 3, ("A", "y"): 1 / 4, ("B", "x"): 1 / 3, ("B", "y"): -1 / 4, ("C", "y"): -2 / 4}
    )


def test_numbers_are_alike_by_their_distance_on_the_scale() -> None:
    said = table([Said("A", "x", 10), Said("B", "x", 60)], scale=Scale("number", 100.0, 50.0, 50.0))
    assert half(computed(said, measure="congruence")) == {("A", "B"): 0.5}
    assert half(computed(said, measure="conflict")) == {("A", "B"): 0.5}
    assert computed(said, network="two-mode") == {("A", "x"): -0.8, ("B", "x"): 0.2}


def test_a_scale_without_ends_takes_the_furthest_numbers_that_occur_also_of_what_is_excluded() -> None:
    said = table([Said("A", "x", 1), Said("B", "x", 3), Said("C", "x", 5)], kind="number")
    every = computed(said)
    assert every["A", "B"] == 0.5
    fewer = Statements(
        **{name: getattr(said, name) for name in Statements.__slots__ if name != "kept"},
        kept=np.array([True, True, False]),
    )
    assert computed(fewer) == {("A", "B"): 0.5, ("B", "A"): 0.5}


def test_where_all_gave_the_same_number_all_agree() -> None:
    assert half(computed(table([Said("A", "x", 4), Said("B", "x", 4)], kind="number"))) == {("A", "B"): 1}


def test_combine_refuses_more_stances_than_it_can_tell_apart() -> None:
    said = table([Said("A", "x", number) for number in range(53)], kind="number")
    with pytest.raises(TooManyStances, match="53 different stances"):
        computed(said, network="two-mode", measure="combine")


@given(said_at_random(weights=True), st.sampled_from(ONE_MODE), st.sampled_from(ONE_MODE_NORMS))
def test_the_matrices_are_those_of_the_formulas_written_as_loops(said: list[Said], measure: str, norm: str) -> None:
    assert computed(said, measure=measure, normalize=norm) == pytest.approx(slowly(said, measure, norm))


@given(
    said_at_random(stances=(0, 1, 3, 4, 10)),
    st.sampled_from(["congruence", "conflict", "subtract"]),
    st.sampled_from(ONE_MODE_NORMS),
)
def test_so_are_those_of_numbers(said: list[Said], measure: str, norm: str) -> None:
    found = computed(table(said, scale=Scale("number", 10.0)), measure=measure, normalize=norm)
    expected = slowly(said, measure, norm, kind="number", spread=10)
    assert {pair: found.get(pair, 0) for pair in expected} == pytest.approx(expected)
    assert {pair for pair, value in found.items() if abs(value) > 1e-12} == set(expected)


@given(said_at_random(stances=(0, 1, 2)), st.sampled_from(["congruence", "conflict", "subtract"]))
def test_so_are_those_of_words(said: list[Said], measure: str) -> None:
    found = computed(table(said, kind="category"), measure=measure)
    assert found == pytest.approx(slowly(said, measure, kind="category"))


@given(said_at_random(weights=True))
def test_congruence_less_conflict_is_subtract(said: list[Said]) -> None:
    agree, differ, less = (computed(said, measure=measure) for measure in ("congruence", "conflict", "subtract"))
    pairs = {*agree, *differ, *less}
    assert {pair: agree.get(pair, 0) - differ.get(pair, 0) for pair in pairs} == pytest.approx(
        {pair: less.get(pair, 0) for pair in pairs}
    )


@given(said_at_random(weights=True), st.sampled_from(ONE_MODE), st.sampled_from(ONE_MODE_NORMS))
def test_one_mode_networks_are_symmetric_and_their_diagonal_is_empty(said: list[Said], measure: str, norm: str) -> None:
    found = computed(said, measure=measure, normalize=norm)
    assert {(other, one): value for (one, other), value in found.items()} == pytest.approx(found)
    assert not [pair for pair in found if pair[0] == pair[1]]


@given(said_at_random(), st.permutations("ABCD"), st.sampled_from(ONE_MODE), st.sampled_from(ONE_MODE_NORMS))
def test_renaming_actors_permutes(said: list[Said], names: list[str], measure: str, norm: str) -> None:
    renamed = dict(zip("ABCD", names, strict=True))
    before = computed(said, measure=measure, normalize=norm)
    after = computed([row._replace(actor=renamed[row.actor]) for row in said], measure=measure, normalize=norm)
    assert after == pytest.approx({(renamed[one], renamed[other]): value for (one, other), value in before.items()})


@given(said_at_random(), st.sampled_from(ONE_MODE[1:]), st.sampled_from(ONE_MODE_NORMS))
def test_what_has_no_sign_changes_nothing_signed(said: list[Said], measure: str, norm: str) -> None:
    signed = [row for row in said if row.stance] or [Said("A", "x", 1)]
    assert computed([*signed, *(row._replace(stance=0) for row in said)], measure=measure, normalize=norm) == (
        computed(signed, measure=measure, normalize=norm)
    )


@given(said_at_random(weights=True), st.sampled_from(ONE_MODE))
def test_a_cosine_lies_between_minus_1_and_1(said: list[Said], measure: str) -> None:
    assert all(abs(value) <= 1 + 1e-12 for value in computed(said, measure=measure, normalize="cosine").values())


DUPLICATED = [
    Said("A", "x", 1, 1, "2024-01-01"),
    Said("A", "x", 1, 1, "2024-01-01"),  # the same document
    Said("A", "x", -1, 1, "2024-01-01"),  # another stance
    Said("A", "x", 1, 2, "2024-01-07"),  # the Sunday of the same week
    Said("A", "x", 1, 3, "2024-01-08"),  # the Monday of the next
    Said("A", "x", 1, 4, "2024-02-01"),
    Said("A", "x", 1, 5, "2025-01-01"),  # the same month and week of another year
]


@pytest.mark.parametrize(
    ("duplicates", "left"), [("include", 7), ("document", 6), ("week", 5), ("month", 4), ("year", 3), ("range", 2)]
)
def test_each_statement_counts_once_in_its_unit(duplicates: str, left: int) -> None:
    options = Options(network="two-mode", measure="ignore", duplicates=duplicates)  # type: ignore[arg-type]
    (network,) = discourse(table(DUPLICATED), options).networks
    assert network.statements == left
    assert ties(network) == {("A", "x"): left}


@pytest.mark.parametrize(("first", "second", "left"), [("01-06", "01-12", 1), ("01-05", "01-06", 2)])
def test_a_week_begins_on_monday(first: str, second: str, left: int) -> None:
    said = [Said("A", "x", 1, day=f"2025-{day}") for day in (first, second)]
    assert computed(said, network="two-mode", duplicates="week") == {("A", "x"): left}


@given(said_at_random(), st.sampled_from(["document", "week", "month", "year", "range"]))
def test_no_two_statements_of_one_unit_are_left(said: list[Said], duplicates: str) -> None:
    def unit(row: Said) -> object:
        day = date.fromisoformat(row.day)
        return {
            "document": row.document,
            "week": day.isocalendar()[:2],
            "month": (day.year, day.month),
            "year": day.year,
            "range": None,
        }[duplicates]

    distinct = {(row.actor, row.issue, row.stance, unit(row)) for row in said}
    found = computed(said, network="two-mode", measure="ignore", duplicates=duplicates)
    assert sum(found.values()) == len(distinct)


def test_a_network_names_its_days_its_statements_and_its_sources() -> None:
    said = [Said("A", "x", 1, 7, "2025-03-01"), Said("B", "x", 1, 7, "2025-01-01"), Said("B", "x", 0, 9, "2024-12-31")]
    (network,) = discourse(table(said)).networks
    assert (network.since, network.until) == (date(2025, 1, 1), date(2025, 3, 1))
    assert (network.statements, network.sources) == (2, 1)


def test_a_period_has_its_first_and_its_last_day() -> None:
    moments = ("01T23:59:59", "02T00:00:00", "03T23:59:59", "04T00:00:00")
    said = [Said("A", "x", 1, day=f"2025-01-{moment}") for moment in moments]
    period = Options(network="two-mode", since=date(2025, 1, 2), until=date(2025, 1, 3))
    assert ties(discourse(table(said), period).networks[0]) == {("A", "x"): 2}


def test_isolates_are_those_of_whom_nothing_is_left() -> None:
    said = [Said("A", "x", 1), Said("B", "x", 0)]
    assert discourse(table(said)).networks[0].rows.ids == ("A",)
    assert discourse(table(said), Options(isolates=True)).networks[0].rows.ids == ("A", "B")


def test_nothing_said_is_an_empty_network() -> None:
    (network,) = discourse(table([Said("A", "x", 0)]), Options(normalize="jaccard")).networks
    assert network.matrix.shape == (0, 0)
    assert (network.statements, network.since) == (0, None)


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"measure": "combine"}, "the actor network takes no --measure combine; it takes ignore, congruence"),
        ({"network": "two-mode", "measure": "congruence"}, "it takes ignore, subtract, combine"),
        ({"network": "two-mode", "normalize": "cosine"}, "it takes no, activity, prominence"),
        ({"normalize": "activity"}, "it takes no, average, jaccard, cosine, dna_cosine"),
        ({"network": "two-mode", "measure": "combine", "normalize": "activity"}, "whose numbers are codes"),
        ({"measure": "agreement"}, "no measure 'agreement'; there are ignore"),
        ({"kernel": "gaussian"}, "give a --window"),
        ({"kernel": "gaussian", "window": "5n"}, "give a --window of days"),
        ({"step": "1d"}, "give the window"),
        ({"window": "5n", "step": "1d"}, "both in statements, or both in time"),
        ({"since": date(2025, 2, 1), "until": date(2025, 1, 1)}, "before it begins"),
        ({"window": "5d", "step": "2d", "dna_compatible": True}, "DNA moves a window by one unit"),
        (
            {"window": "5d", "kernel": "uniform", "normalize": "cosine", "dna_compatible": True},
            "it takes no, average",
        ),
    ],
)
def test_wishes_that_do_not_go_together_are_answered_with_what_does(wishes: dict[str, Any], message: str) -> None:
    with pytest.raises(BadChoice, match=message):
        computed(CASE, **wishes)


def test_without_stances_only_ignore_is_left() -> None:
    with pytest.raises(BadChoice, match="the network without stances takes no --measure congruence; it takes ignore"):
        computed(table(CASE, kind="none"))


def test_to_frame_is_labelled() -> None:
    assert discourse(table(CASE)).to_frame().loc["A", "B"] == 2


def test_to_frame_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        discourse(table(CASE)).to_frame()
