from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.analysis.discourse.options import BadChoice, Options
from graphkit.analysis.discourse.phases import dunn_index, phases
from graphkit.analysis.discourse.spectra import distance, spectrum
from graphkit.formats.dna import statements_of
from tests.analysis.discourse_made import Said, table

DAILY = Options(window="1d", measure="congruence")


def on(day: int, *pairs: str) -> list[Said]:
    """Pairs of actors that agree on a day, each on an issue of its own."""
    return [Said(actor, f"issue-{pair}", 1, day, f"2025-01-{day:02}") for pair in pairs for actor in pair]


# three days on which two pairs agree, two on which one actor agrees with all, and the first state again
SAID = [
    *(said for day in (1, 2, 3) for said in on(day, "ab", "cd")),
    *(said for day in (4, 5) for said in on(day, "ab", "ac", "ad")),
    *(said for day in (6, 7) for said in on(day, "ab", "cd")),
]


def test_windows_whose_networks_are_alike_are_in_one_state_that_may_come_back() -> None:
    found = phases(table(SAID), DAILY)
    assert found.state.tolist() == [0, 0, 0, 1, 1, 0, 0]
    assert [(each.state, each.windows) for each in found.phases] == [(0, 3), (1, 2), (0, 2)]
    assert [(each.since, each.until) for each in found.phases] == [
        (date(2025, 1, 1), date(2025, 1, 3)),
        (date(2025, 1, 4), date(2025, 1, 5)),
        (date(2025, 1, 6), date(2025, 1, 7)),
    ]


def test_a_jump_is_the_distance_of_the_two_spectra() -> None:
    pairs, star = np.array([0, 0, 2, 2]) / 4, np.array([0, 1, 1, 4]) / 6
    first, second, third = phases(table(SAID), DAILY).phases
    assert first.jump is None
    assert second.jump == pytest.approx(np.linalg.norm(pairs - star))
    assert third.jump == pytest.approx(np.linalg.norm(pairs - star))


def test_tie_by_tie_networks_with_equal_spectra_differ() -> None:
    said = [*on(1, "ab"), *on(2, "ab"), *on(3, "cd"), *on(4, "cd")]
    assert phases(table(said), DAILY).states == 1
    found = phases(table(said), DAILY, distance="absdiff")
    assert found.state.tolist() == [0, 0, 1, 1]
    assert found.phases[1].jump == pytest.approx(2)  # shares of ties that have nothing in common


def test_as_many_states_as_are_asked_for() -> None:
    said = [*on(1, "ab"), *on(2, "ab", "ac"), *on(3, "ab", "ac", "ad"), *on(4, "bc", "ad", "cd", "ab")]
    assert [phases(table(said), DAILY, states=states).states for states in (1, 2, 3, 4)] == [1, 2, 3, 4]


def test_the_number_of_states_is_the_one_with_the_highest_index_of_dunn() -> None:
    found = phases(table(SAID), DAILY)
    assert max(found.dunn, key=lambda states: found.dunn[states]) == found.states == 2


def test_the_index_of_dunn_is_the_nearest_pair_apart_by_the_widest_pair_together() -> None:
    places = np.array([0.0, 2.0, 10.0, 13.0])
    apart = abs(places[:, None] - places)
    assert dunn_index(apart, np.array([0, 0, 1, 1])) == pytest.approx(8 / 3)
    assert dunn_index(apart, np.array([0, 1, 2, 3])) == np.inf
    assert np.isnan(dunn_index(apart, np.array([0, 0, 0, 0])))


@pytest.mark.parametrize("said", [[], on(1, "ab"), [*on(1, "ab"), *on(2, "ab")], [*on(1, "ab"), *on(9, "ab")]])
def test_too_little_to_compare_is_one_state(said: list[Said]) -> None:
    found = phases(table(said), DAILY)
    assert found.states == (1 if said else 0) or len(found.networks) > 2
    assert sum(each.windows for each in found.phases) == len(found.networks)


days_of_said = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from(["ab", "ac", "ad", "bc", "bd", "cd"])), min_size=1, max_size=20
)


@settings(max_examples=30)
@given(days_of_said, st.permutations("abcd"), st.sampled_from(["spectral", "absdiff"]))
def test_renaming_actors_changes_nothing(days: list[tuple[int, str]], names: list[str], how: str) -> None:
    said = [each for day, pair in days for each in on(day, pair)]
    renamed = [row._replace(actor=names["abcd".index(row.actor)]) for row in said]
    one, other = (phases(table(each), DAILY, distance=how) for each in (said, renamed))  # type: ignore[arg-type]
    assert one.distances == pytest.approx(other.distances, abs=1e-9)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (Options(), "give their width with --window"),
        (Options(window="1d", network="two-mode"), "take --distance absdiff"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told(options: Options, complaint: str) -> None:
    with pytest.raises(BadChoice, match=complaint):
        phases(table(SAID), options)


def test_a_spectrum_is_that_of_the_laplacian_and_as_dna_has_it_the_degrees() -> None:
    from scipy import sparse

    path = sparse.csr_array(np.array([[0.0, 2, 1, 0], [2, 0, 0, -5], [1, 0, 0, 3], [0, -5, 3, 0]]))
    # ojAlgo 51.4.1, called as DNA's class Exporter calls it, gives 4, 3, 3, 2
    assert spectrum(path, as_dna=True) * 12 == pytest.approx([2, 3, 3, 4])
    laplacian = np.array([[3, -2, -1, 0], [-2, 2, 0, 0], [-1, 0, 4, -3], [0, 0, -3, 3]])
    assert spectrum(path) * 12 == pytest.approx(np.linalg.eigvalsh(laplacian), abs=1e-9)
    one, other = np.array([0.0, 1.0]), np.array([0.5, 0.5])
    assert distance(one, other) == pytest.approx(0.5**0.5)
    assert distance(one, other, as_dna=True) == pytest.approx(1)


@pytest.mark.shared
def test_the_sample_of_dna_falls_into_phases(shared: Path) -> None:
    found = phases(statements_of(shared / "data" / "dna" / "sample.dna"), Options(window="8d"))
    assert [each.windows for each in found.phases] == [1, 7, 6, 1]
    assert len(found.networks) == 15
