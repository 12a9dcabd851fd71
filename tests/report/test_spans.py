from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.bundled import bundled_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.reader import read
from graphkit.report import panel
from graphkit.report.spans import covers, history, last_day, spans, with_spans
from tests.report.made import position, talks, tie

DATES = [
    "2025-05-10",
    "2025-05",
    "2025-05-10/2025-05-20",
    "2025-05-10/..",
    "../2025-05-15",
    "2025-05-15~",
    "2025",
    "2025-05/2025-06",
]
DAYS = [date(2025, 4, 25) + timedelta(days=number) for number in range(0, 70, 3)]


def held(dossier: Dossier, day: date) -> set[str]:
    """Keys of the records in time that the page would count on a day."""
    return {key for key, span in spans(dossier).items() if covers(span, day)}


def kept(dossier: Dossier, day: date) -> set[str]:
    """Keys of the records in time that the cut to a day keeps."""
    kinds = ("tie", "position", "judgement", "event", "proposal")
    return {record.key for record in at(dossier, as_of=day).records() if record.name_of_kind in kinds}


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    number = draw(st.integers(1, 7))
    made = []
    for index in range(number):
        earlier = draw(st.none() | st.integers(0, number - 1))
        more = {"supersedes": f"p{earlier}"} if earlier is not None and earlier != index else {}
        made.append(position(f"p{index}", "north", "truce", "support", valid=draw(st.sampled_from(DATES)), **more))
    ties = [tie(f"t{index}", "north", "ally_of", "south", valid=when) for index, when in enumerate(DATES)]
    return talks(positions=Records(made), ties=Records(ties))


@given(dossiers(), st.sampled_from(DAYS))
def test_a_record_counts_on_a_day_exactly_if_the_cut_to_that_day_keeps_it(dossier: Dossier, day: date) -> None:
    assert held(history(dossier, as_of=date(2030, 1, 1)), day) == kept(dossier, day)


@pytest.mark.parametrize("day", [date(2025, 3, 1), date(2025, 5, 16), date(2025, 6, 1), date(2025, 6, 2)])
def test_the_seed_counts_the_same_on_every_day(day: date) -> None:
    seed = read(bundled_dossier("istanbul-2025"))[0]
    assert held(history(seed), day) == kept(seed, day)


def test_what_begins_after_the_last_day_is_not_in_the_page() -> None:
    told = history(talks(), as_of=date(2025, 5, 20))
    assert {each.id for each in told.positions} == {"s-truce"}
    assert {each.id for each in told.events} == {"first"}
    assert list(told.proposals) == []


def test_what_ended_before_the_last_day_stays_in_the_page() -> None:
    told = history(talks(positions=Records([position("p", "north", "truce", "oppose", valid="2025-01/2025-02")])))
    assert [each.id for each in told.positions] == ["p"]
    assert spans(told)["position:p"] == ["2025-01-01", "2025-02-28"]


def test_a_position_that_was_replaced_ends_the_day_before() -> None:
    first = position("one", "north", "truce", "oppose", valid="2025-03-01")
    then = position("two", "north", "truce", "support", valid="2025-06-02", supersedes="one")
    told = history(talks(positions=Records([first, then])))
    assert spans(told)["position:one"] == ["2025-03-01", "2025-06-01"]
    assert spans(told)["position:two"] == ["2025-06-02", None]


def records(**changes: Any) -> dict[str, dict[str, Any]]:
    told = history(talks(**changes))
    return {
        f"{kind}/{each['id']}": each for kind, every in with_spans(told, panel.records(told)).items() for each in every
    }


def test_a_vague_start_keeps_the_days_between_which_it_lies() -> None:
    found = records()
    assert found["positions/s-truce"]["started"] == ["2025-03-01", "2025-03-31"]
    assert "started" not in found["positions/n-truce"]
    assert "held" not in found["actors/north"]


def dated(dossier: Dossier) -> Iterator[date]:
    for each in (*dossier.events, *dossier.proposals):
        yield from filter(None, (each.date.earliest, each.date.latest))


def test_the_last_day_is_the_last_that_is_named() -> None:
    assert last_day(talks()) == date(2025, 6, 2) == max(dated(talks()))
