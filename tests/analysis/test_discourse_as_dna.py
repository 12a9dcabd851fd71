"""`--dna-compatible`: the numbers of DNA 3, also where it departs from its own description.

The rules are those of dna.export.Exporter in DNA 3.0.11, each written once more with loops.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import product
from math import exp, pi, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import ONE_MODE, Options
from tests.analysis.discourse_made import Said, Ties, said_at_random, slowly, table, ties
from tests.analysis.test_discourse import computed

SIGNS, NUMBERS = (-1, 1), (0, 1, 2, 10)


def in_dna(said: Any, **wishes: Any) -> Ties:
    return computed(said, dna_compatible=True, **wishes)


@given(said_at_random(stances=SIGNS), st.sampled_from(ONE_MODE), st.sampled_from(["no", "average", "dna_cosine"]))
def test_most_measures_are_the_same(said: list[Said], measure: str, norm: str) -> None:
    assert in_dna(said, measure=measure, normalize=norm) == pytest.approx(slowly(said, measure, norm))


@given(said_at_random(stances=SIGNS), st.sampled_from(ONE_MODE))
def test_its_cosine_divides_by_the_product_of_activities(said: list[Said], measure: str) -> None:
    assert in_dna(said, measure=measure, normalize="cosine") == pytest.approx(slowly(said, measure, "dna_cosine"))


def test_its_jaccard_of_ignore_parts_cells_by_stance() -> None:
    said = [Said("A", "x", 1)] * 3 + [Said("B", "x", -1)] * 3
    assert computed(said, measure="ignore", normalize="jaccard")["A", "B"] == 9 / 9
    assert in_dna(said, measure="ignore", normalize="jaccard")["A", "B"] == 9 / 6


@given(said_at_random(stances=(0, 1, 2)), st.sampled_from(["conflict", "subtract"]))
def test_its_conflict_of_words_counts_cells_in_which_one_was_silent(said: list[Said], measure: str) -> None:
    counts = Counter((row.actor, row.issue, row.stance) for row in said)
    cells = list(product("xyz", (0.0, 1.0, 2.0)))
    expected = {}
    for one, other in product({row.actor for row in said}, repeat=2):
        pairs = [(counts[one, *cell], counts[other, *cell]) for cell in cells]
        alone = sum(a + b for a, b in pairs if not (a and b))
        value = alone if measure == "conflict" else sum(a * b for a, b in pairs) - alone
        if one != other and value:
            expected[one, other] = value
    assert in_dna(table(said, kind="category"), measure=measure) == expected


def random_of_few_days(stances: tuple[int, ...]) -> st.SearchStrategy[list[Said]]:
    """Statements within three weeks."""
    days = st.dates(date(2025, 2, 20), date(2025, 3, 12)).map(str)
    return said_at_random(stances=stances).flatmap(
        lambda said: st.lists(days, min_size=len(said), max_size=len(said)).map(
            lambda new: [row._replace(day=day) for row, day in zip(said, new, strict=True)]
        )
    )


def iso_week(day: str) -> int:
    return date.fromisoformat(day).isocalendar().week


@given(
    said_at_random(stances=SIGNS),
    st.sampled_from(["document", "week", "month", "year", "range"]),
    st.sampled_from(["ignore", "subtract"]),
)
def test_its_weeks_and_months_are_of_any_year_and_ignore_forgets_the_stance(
    said: list[Said], duplicates: str, measure: str
) -> None:
    total: Counter[tuple[str, str]] = Counter()
    seen = set()
    for row in sorted(said, key=lambda row: (row.day, row.document)):
        unit = {"document": row.document, "week": iso_week(row.day), "month": row.day[5:7], "year": row.day[:4]}
        key = (row.actor, row.issue, row.stance if measure == "subtract" else 0, unit.get(duplicates))
        if key not in seen:
            total[row.actor, row.issue] += int(row.stance) if measure == "subtract" else 1
        seen.add(key)
    expected = {pair: value for pair, value in total.items() if value}
    assert in_dna(said, network="two-mode", measure=measure, duplicates=duplicates) == expected


def test_it_never_takes_two_numbers_beyond_127_for_the_same() -> None:
    for number, left in ((127, 1), (128, 2), (-128, 1), (-129, 2)):
        said = table([Said("A", "x", number)] * 2, kind="number")
        options = Options(network="two-mode", duplicates="range", dna_compatible=True)
        assert discourse(said, options).networks[0].statements == left


@given(random_of_few_days(SIGNS), st.integers(1, 24))
def test_its_windows_of_days_are_centred_with_both_ends_included(said: list[Said], size: int) -> None:
    days = sorted(date.fromisoformat(row.day) for row in said)
    half = timedelta(size // 2)
    expected = []
    middle = days[0]
    while middle <= days[-1]:
        if middle - half >= days[0] and middle + half <= days[-1]:
            inside = sum(middle - half <= day <= middle + half for day in days)
            expected.append((middle - half, middle + half, inside))
        middle += timedelta(1)
    found = discourse(table(said), Options(window=f"{size}d", dna_compatible=True)).networks
    assert [(each.since, each.until, each.statements) for each in found] == expected


@given(said_at_random(stances=SIGNS), st.integers(1, 12))
def test_its_windows_of_statements_have_as_many_on_both_sides_of_one(said: list[Said], size: int) -> None:
    found = discourse(table(said), Options(window=f"{size}n", dna_compatible=True)).networks
    assert [each.statements for each in found] == [size // 2 * 2 + 1] * max(len(said) - size // 2 * 2, 0)


def zeta(distance: float, kernel: str) -> float:
    if kernel == "gaussian":
        return exp(-0.5 * distance**2) / sqrt(2 * pi)
    if abs(distance) > 1:
        return 0.0
    return {"uniform": 0.5, "triangular": abs(1 - distance), "epanechnikov": 0.75 * (1 - distance) ** 2}[kernel]


def smoothed(said: list[Said], middle: date, half: int, kernel: str, *, two_mode: bool) -> dict[Any, list[Any]]:
    """For each actor, issue and stance the weights of its statements at one middle."""
    found = defaultdict(list)
    first, last = (pick(date.fromisoformat(row.day) for row in said) for pick in (min, max))
    low, high = max(middle - timedelta(half), first), min(middle + timedelta(half), last)
    for row in said:
        day = date.fromisoformat(row.day)
        if kernel == "gaussian" or low <= day <= high:
            weight = zeta((middle - day).days / half, kernel)
            found[row.actor, row.issue, row.stance].append(weight if two_mode else sqrt(weight))
    return found


KERNELS = st.sampled_from(["uniform", "triangular", "epanechnikov", "gaussian"])


@given(random_of_few_days(SIGNS), KERNELS, st.integers(1, 9), st.sampled_from(["congruence", "conflict", "subtract"]))
def test_its_kernels_take_the_root_of_two_weights(said: list[Said], kernel: str, size: int, measure: str) -> None:
    days = [date.fromisoformat(row.day) for row in said]
    half = (size + 1) // 2
    middles = [min(days) + timedelta(number) for number in range(half, (max(days) - min(days)).days - half + 1)]
    options = Options(measure=measure, window=f"{size}d", kernel=kernel, dna_compatible=True)  # type: ignore[arg-type]
    found = discourse(table(said), options).networks
    assert len(found) == len(middles)
    for network, middle in zip(found, middles, strict=True):
        weights = smoothed(said, middle, half, kernel, two_mode=False)
        expected = {}
        for one, other in product(sorted({row.actor for row in said}), repeat=2):
            same, apart = (
                sum(
                    sum(weights[one, issue, mine]) * sum(weights[other, issue, mine * sign])
                    for issue, mine in product("xyz", (-1.0, 1.0))
                )
                for sign in (1, -1)
            )
            value = {"congruence": same, "conflict": apart, "subtract": same - apart}[measure]
            if one != other and abs(value) > 1e-12:
                expected[one, other] = value
        assert {pair: value for pair, value in ties(network).items() if abs(value) > 1e-12} == pytest.approx(expected)


@given(random_of_few_days(SIGNS), KERNELS, st.integers(2, 8))
def test_its_two_mode_kernels_add_up_weights_and_all_windows_have_the_same_rows(
    said: list[Said], kernel: str, size: int
) -> None:
    options = Options(network="two-mode", window=f"{size}d", kernel=kernel, dna_compatible=True)  # type: ignore[arg-type]
    days = [date.fromisoformat(row.day) for row in said]
    half = (size + 1) // 2
    for number, network in enumerate(discourse(table(said), options).networks):
        weights = smoothed(said, min(days) + timedelta(half + number), half, kernel, two_mode=True)
        expected = Counter[tuple[str, str]]()
        for (actor, issue, stance), each in weights.items():
            expected[actor, issue] += stance * sum(each)
        matrix = {pair: value for pair, value in ties(network).items() if abs(value) > 1e-12}
        assert matrix == pytest.approx({pair: value for pair, value in expected.items() if abs(value) > 1e-12})
        assert network.rows.ids == tuple(sorted({row.actor for row in said}))


def test_its_average_under_a_kernel_sums_the_reciprocals_of_shared_counts() -> None:
    said = [
        Said("A", "x", 1, day="2025-01-01"),
        Said("A", "x", 1, day="2025-01-03"),
        Said("A", "y", -1, day="2025-01-03"),
        Said("B", "x", 1, day="2025-01-05"),
    ]
    plain, divided = (
        discourse(table(said), Options(window="4d", kernel="uniform", normalize=norm, dna_compatible=True)).networks
        for norm in ("no", "average")
    )
    factor = 2 / (2 + 1) + 2 / 1  # of the cells x for, and y against
    assert ties(divided[0])["A", "B"] == pytest.approx(ties(plain[0])["A", "B"] * factor)


def test_under_a_kernel_it_ranks_numbers_by_their_digits() -> None:
    said = [
        Said(actor, "x", number, day=day)
        for actor, number, day in zip("ABC", (2, 10, 100), ("2025-01-01", "2025-01-03", "2025-01-05"), strict=True)
    ]
    options = Options(window="4d", kernel="uniform", dna_compatible=True)
    (network,) = discourse(table(said, kind="number"), options).networks
    # "10" < "100" < "2": from 10 to 2 it is the whole way, from 100 half
    assert ties(network) == pytest.approx(dict.fromkeys([("A", "C"), ("C", "A"), ("B", "C"), ("C", "B")], 0.25))


def test_its_months_under_a_kernel_are_whole_ones() -> None:
    days = ("2025-01-31", "2025-03-30", "2025-05-31")
    said = [Said("A", "x", 1, day=day) for day in days]
    options = Options(network="two-mode", window="4m", kernel="triangular", dna_compatible=True)
    (network,) = discourse(table(said), options).networks
    # the middle is 31 March: 2 months after the first, 0 after the second, and 2 before the third
    weights = [abs(1 - distance) for distance in (2 * 2 / 4, 0, -2 * 2 / 4)]
    assert ties(network) == {("A", "x"): sum(weights)}


def test_the_order_of_statements_of_one_day_is_that_of_documents() -> None:
    said = [Said("B", "x", 1, document=2), Said("A", "x", 1, document=1)]
    assert table(said).actor.tolist() == [0, 1]
    assert np.isnat(table([Said("A", "x", 1, day="NaT"), Said("A", "x", 1)]).time).tolist() == [False, True]
