"""Every record has its editions: how it read on which days of the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from graphkit.dossier.clocks import known_at
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.editions import editions
from graphkit.dossier.model import RECORD_KINDS, Actor, Manifest, Record, Tie
from tests.dossier import made

JUNE_1, JUNE_2, JUNE_3, JUNE_9 = (date(2025, 6, day) for day in (1, 2, 3, 9))
few_days = st.sampled_from([None, date.min, JUNE_1, JUNE_2, JUNE_3, JUNE_9, date.max])


def actor(id: str, **more: Any) -> Actor:
    return Actor(id=id, name=id, kind="state", **more)


def dossier_of(*actors: Actor, ties: tuple[Tie, ...] = ()) -> Dossier:
    return Dossier(Manifest(id="d", title="D", recorded_on=JUNE_1), actors=Records(actors), ties=Records(ties))


def spans(dossier: Dossier, key: str) -> list[tuple[date, date]]:
    return [(each.known_from, each.known_until) for each in editions(dossier)[key]]


def test_a_record_that_nothing_happened_to_has_one_edition_from_its_day_on() -> None:
    assert spans(dossier_of(actor("a")), "actor:a") == [(JUNE_1, date.max)]


def test_a_retracted_record_is_known_until_the_day_before() -> None:
    assert spans(dossier_of(actor("a", retracted_on=JUNE_3)), "actor:a") == [(JUNE_1, JUNE_2)]


def test_a_corrected_record_gives_way_and_stands_again_when_the_correction_is_taken_back() -> None:
    dossier = dossier_of(actor("a"), actor("b", corrects="a", recorded_on=JUNE_3, retracted_on=JUNE_9))
    assert spans(dossier, "actor:a") == [(JUNE_1, JUNE_2), (JUNE_9, date.max)]
    assert spans(dossier, "actor:b") == [(JUNE_3, date(2025, 6, 8))]


def test_who_names_a_corrected_record_reads_otherwise_from_that_day_on() -> None:
    tie = Tie(id="t", from_="x", to="a", kind="heads")
    dossier = dossier_of(actor("x"), actor("a"), actor("b", corrects="a", recorded_on=JUNE_3), ties=(tie,))
    assert [(getattr(each.record, "to", ""), each.known_from) for each in editions(dossier)["tie:t"]] == [
        ("a", JUNE_1),
        ("b", JUNE_3),
    ]


def test_a_record_that_never_counted_has_an_edition_that_covers_no_day() -> None:
    dossier = dossier_of(actor("a"), actor("b", corrects="a"))
    ((first, last),) = spans(dossier, "actor:a")
    assert last < first


def test_in_a_cut_everything_has_always_been_known() -> None:
    dossier = known_at(dossier_of(actor("a", recorded_on=JUNE_3)), JUNE_9)
    assert spans(dossier, "actor:a") == [(date.min, date.max)]


def dated(record: Record) -> st.SearchStrategy[Record]:
    return st.fixed_dictionaries({"recorded_on": few_days, "retracted_on": few_days}).map(
        lambda days: record.model_copy(update=days)
    )


def with_days(dossier: Dossier) -> st.SearchStrategy[Dossier]:
    """The dossier with days of the record out of a few, so that they meet."""
    kinds = {f"{kind.name_of_kind}s": list(dossier.of_kind(kind.name_of_kind)) for kind in RECORD_KINDS}
    dealt = {name: st.tuples(*map(dated, records)).map(Records) for name, records in kinds.items()}
    return st.builds(Dossier, manifest=st.just(dossier.manifest), **dealt)


def known_on(dossier: Dossier, day: date) -> Iterator[Record]:
    for found in editions(dossier).values():
        for each in found:
            if each.known_from <= day <= each.known_until:
                yield each.record


@given(made.dossiers().flatmap(with_days), few_days)
@example(dossier_of(actor("a"), actor("b", corrects="a"), actor("c", corrects="b", retracted_on=JUNE_3)), JUNE_2)
def test_on_every_day_the_editions_are_what_a_cut_to_that_day_holds(dossier: Dossier, day: date | None) -> None:
    cut = known_at(dossier, day)
    assert sorted(known_on(dossier, day or date.max), key=repr) == sorted(cut.records(), key=repr)
