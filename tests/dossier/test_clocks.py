"""A dossier is cut to what held in the world on one day, as the record knew it on another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.clocks import at, has_begun, holds, is_known
from graphkit.dossier.dates import edtf
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Record, Source

Examine = Callable[[Mapping[str, str | bytes]], tuple[Dossier, list[str]]]
EVIDENCE = "  evidence: [{source: gazette}]\n"
SOURCES = "- {id: gazette, title: Councils meet, publisher: River Gazette, kind: article, published: 2025}\n"
ACTORS = "- {id: north, name: North Bank, kind: organization}\n- {id: south, name: South Bank, kind: organization}\n"
TOLL = "- id: toll\n  name: Toll\n  question: Should cars pay a toll?\n"


def position(id: str, valid: str, more: str = "") -> str:
    said = f"- {{id: {id}, actor: north, issue: toll, stance: support, claim: Wants {id}., valid: {valid}{more},\n"
    return said + "   evidence: [{source: gazette}]}\n"


def day(text: str) -> date:
    return date.fromisoformat(text)


def ids(records: Iterable[Record]) -> list[str]:
    return [record.id for record in records]


@pytest.fixture
def dossier_with(examined: Examine) -> Callable[..., Dossier]:
    def read(**files: str) -> Dossier:
        named = {f"{stem}.yaml": text for stem, text in files.items()}
        dossier, problems = examined({"sources.yaml": SOURCES, "actors.yaml": ACTORS, "issues.yaml": TOLL, **named})
        assert problems == []
        return dossier

    return read


def positions_at(dossier: Dossier, as_of: str, known_on: str | None = None) -> list[str]:
    cut = at(dossier, as_of=day(as_of), known_on=None if known_on is None else day(known_on))
    return ids(cut.positions)


def test_a_single_day_counts_from_that_day_on(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with(positions=position("wants", "2025-06-02"))
    assert positions_at(dossier, "2025-06-01") == []
    assert positions_at(dossier, "2025-06-02") == ["wants"]
    assert positions_at(dossier, "2030-01-01") == ["wants"]


def test_a_vague_date_counts_from_the_earliest_day_that_it_allows(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with(positions=position("wants", "2025-06"))
    assert positions_at(dossier, "2025-05-31") == []
    assert positions_at(dossier, "2025-06-01") == ["wants"]
    assert positions_at(dossier, "2026-06-01") == ["wants"]


def test_an_interval_ends_after_its_last_day(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with(positions=position("wants", "2025-06-02/2025-07"))
    assert positions_at(dossier, "2025-06-01") == []
    assert positions_at(dossier, "2025-07-31") == ["wants"]
    assert positions_at(dossier, "2025-08-01") == []


def test_an_open_end_does_not_end_and_an_open_start_has_always_begun(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with(positions=position("since", "2025-06-02/..") + position("until", "../2025-06-02"))
    assert positions_at(dossier, "1900-01-01") == ["until"]
    assert positions_at(dossier, "2025-06-02") == ["since", "until"]
    assert positions_at(dossier, "2099-01-01") == ["since"]


def test_a_position_is_closed_by_the_one_that_supersedes_it_once_that_has_begun(
    dossier_with: Callable[..., Dossier],
) -> None:
    later = position("rejects", "2025-06-02", ", supersedes: wants")
    dossier = dossier_with(positions=later + position("wants", "2025-03"))
    assert positions_at(dossier, "2025-06-01") == ["wants"]
    assert positions_at(dossier, "2025-06-02") == ["rejects"]


def test_a_chain_of_positions_leaves_the_last_that_has_begun(dossier_with: Callable[..., Dossier]) -> None:
    chain = (
        position("a", "2025-01")
        + position("b", "2025-02", ", supersedes: a")
        + position("c", "2025-03", ", supersedes: b")
    )
    dossier = dossier_with(positions=chain)
    assert [positions_at(dossier, f"2025-0{month}-15") for month in (1, 2, 3)] == [["a"], ["b"], ["c"]]


def test_a_position_that_was_superseded_for_a_while_does_not_come_back(dossier_with: Callable[..., Dossier]) -> None:
    later = position("rejects", "2025-06-02/2025-06-30", ", supersedes: wants")
    dossier = dossier_with(positions=position("wants", "2025-03") + later)
    assert positions_at(dossier, "2025-07-01") == []


def test_a_retracted_position_closes_nothing(dossier_with: Callable[..., Dossier]) -> None:
    later = position("rejects", "2025-06-02", ", supersedes: wants, recorded_on: 2025-06-03, retracted_on: 2025-06-10")
    dossier = dossier_with(positions=position("wants", "2025-03", ", recorded_on: 2025-06-01") + later)
    assert positions_at(dossier, "2025-06-02") == ["wants"]
    assert positions_at(dossier, "2025-06-02", known_on="2025-06-09") == ["rejects"]
    assert positions_at(dossier, "2025-06-02", known_on="2025-06-10") == ["wants"]


def test_a_correction_hides_what_it_corrects_from_the_day_it_was_recorded(dossier_with: Callable[..., Dossier]) -> None:
    right = position("right", "2025-03", ", corrects: wrong, recorded_on: 2025-06-05")
    dossier = dossier_with(positions=position("wrong", "2025-03", ", recorded_on: 2025-06-01") + right)
    assert positions_at(dossier, "2025-06-02") == ["right"]
    assert positions_at(dossier, "2025-06-02", known_on="2025-06-04") == ["wrong"]
    assert positions_at(dossier, "2025-06-02", known_on="2025-06-05") == ["right"]


def test_a_correction_that_is_itself_corrected_hides_the_first_record_still(
    dossier_with: Callable[..., Dossier],
) -> None:
    thrice = position("a", "2025") + position("b", "2025", ", corrects: a") + position("c", "2025", ", corrects: b")
    assert positions_at(dossier_with(positions=thrice), "2025-06-02") == ["c"]


def test_a_record_counts_from_its_recording_to_the_day_before_its_retraction(
    dossier_with: Callable[..., Dossier],
) -> None:
    short = position("short", "2025-03", ", recorded_on: 2025-06-03, retracted_on: 2025-06-10")
    dossier = dossier_with(positions=short)
    known = {text: positions_at(dossier, "2025-06-02", known_on=f"2025-06-{text}") for text in ("02", "03", "09", "10")}
    assert known == {"02": [], "03": ["short"], "09": ["short"], "10": []}
    assert positions_at(dossier, "2025-06-02") == []


def test_a_record_that_does_not_say_was_made_on_the_day_of_the_dossier(dossier_with: Callable[..., Dossier]) -> None:
    manifest = "id: toll\ntitle: Toll\nrecorded_on: 2025-06-03\n"
    dossier = dossier_with(positions=position("wants", "2025-03"), dossier=manifest)
    assert positions_at(dossier, "2025-06-02", known_on="2025-06-02") == []
    assert positions_at(dossier, "2025-06-02", known_on="2025-06-03") == ["wants"]


def test_every_kind_of_record_is_cut_to_what_was_known(dossier_with: Callable[..., Dossier]) -> None:
    actors = "- {id: north, name: North, kind: state, recorded_on: 2025-06-03}\n"
    dossier = dossier_with(actors=actors, sources=SOURCES.replace("}", ", retracted_on: 2025-06-02}"))
    cut = at(dossier, known_on=day("2025-06-02"))
    assert (ids(cut.actors), ids(cut.sources)) == ([], [])


def test_the_day_of_the_world_is_the_dossiers_own_unless_one_is_asked_for(dossier_with: Callable[..., Dossier]) -> None:
    both = position("early", "2025-01") + position("late", "2025-07")
    manifest = "id: toll\ntitle: Toll\nas_of: 2025-06-02\n"
    dossier = dossier_with(positions=both, dossier=manifest)
    assert ids(at(dossier).positions) == ["early"]
    assert positions_at(dossier, "2025-08-01") == ["early", "late"]


def test_without_any_day_everything_up_to_the_last_counts(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with(positions=position("late", "9999") + position("over", "2025/2026"))
    assert ids(at(dossier).positions) == ["late"]


def test_ties_and_judgements_end_with_their_interval(dossier_with: Callable[..., Dossier]) -> None:
    ties = f"- id: t\n  from: north\n  to: south\n  kind: opposes\n  valid: 2024/2025\n{EVIDENCE}"
    ties += f"- id: always\n  from: south\n  to: north\n  kind: opposes\n{EVIDENCE}"
    judgement = "- {id: j, actor: north, quantity: capability, value: 5, coder: ada, note: So., valid: 2025/..}\n"
    manifest = "id: toll\ntitle: Toll\ncoders: [{id: ada}]\n"
    dossier = dossier_with(ties=ties, judgements=judgement, dossier=manifest)
    cuts = {year: at(dossier, as_of=date(year, 6, 1)) for year in (2023, 2024, 2026)}
    assert {year: ids(cut.ties) for year, cut in cuts.items()} == {
        2023: ["always"],
        2024: ["t", "always"],
        2026: ["always"],
    }
    assert {year: ids(cut.judgements) for year, cut in cuts.items()} == {2023: [], 2024: [], 2026: ["j"]}


def test_what_has_happened_stays_happened(dossier_with: Callable[..., Dossier]) -> None:
    events = f"- id: e\n  name: Session\n  kind: talks\n  date: 2025-06-01/2025-06-03\n{EVIDENCE}"
    dossier = dossier_with(events=events)
    cuts = [at(dossier, as_of=day(text)) for text in ("2025-05-31", "2025-06-01", "2026-01-01")]
    assert [ids(cut.events) for cut in cuts] == [[], ["e"], ["e"]]


def test_a_proposal_is_cut_to_the_answers_that_had_been_given(dossier_with: Callable[..., Dossier]) -> None:
    proposal = (
        "- id: half\n  name: Half of the toll\n  by: north\n  date: 2025-06-01\n"
        "  responses:\n"
        "    - {actor: south, answer: pending, date: 2025-06-01, evidence: [{source: gazette}]}\n"
        "    - {actor: south, answer: reject, date: 2025-06-05, evidence: [{source: gazette}]}\n" + EVIDENCE
    )
    dossier = dossier_with(proposals=proposal)
    answers = [
        [answer.answer for each in at(dossier, as_of=day(text)).proposals for answer in each.responses]
        for text in ("2025-06-01", "2025-06-05")
    ]
    assert answers == [["pending"], ["pending", "reject"]]
    assert ids(at(dossier, as_of=day("2025-05-31")).proposals) == []


def test_a_status_quo_of_the_future_is_not_known_yet(dossier_with: Callable[..., Dossier]) -> None:
    issue = TOLL + (
        "  scale: {low: no toll, high: the full toll}\n  status_quo:\n"
        "    - {value: 0, on: 2020, evidence: [{source: gazette}]}\n"
        "    - {value: 50, on: 2026-01-01, evidence: [{source: gazette}]}\n"
    )
    dossier = dossier_with(issues=issue)
    values = [
        [status.value for status in at(dossier, as_of=day(text)).issues["toll"].status_quo]
        for text in ("2019-12-31", "2025-12-31", "2026-01-01")
    ]
    assert values == [[], [0], [0, 50]]


def test_the_dossier_itself_is_not_changed(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with(positions=position("wants", "2025-06-02"))
    at(dossier, as_of=day("2000-01-01"))
    assert ids(dossier.positions) == ["wants"]


def test_cutting_twice_is_cutting_once(dossier_with: Callable[..., Dossier]) -> None:
    both = position("wants", "2025-03") + position("rejects", "2025-06-02", ", supersedes: wants")
    dossier = dossier_with(positions=both)
    once = at(dossier, as_of=day("2025-06-02"), known_on=day("2025-06-02"))
    assert at(once, as_of=day("2025-06-02"), known_on=day("2025-06-02")) == once


@given(st.dates(), st.dates(), st.dates())
def test_an_interval_holds_exactly_between_its_days(start: date, end: date, today: date) -> None:
    first, last = sorted((start, end))
    interval = edtf(f"{first}/{last}")
    assert holds(interval, today) == (first <= today <= last)
    assert has_begun(interval, today) == (first <= today)
    assert holds(edtf(str(first)), today) == (first <= today)
    assert holds(None, today)


@given(st.none() | st.dates(), st.none() | st.dates(), st.none() | st.dates(), st.dates())
def test_a_record_is_known_from_its_recording_until_its_retraction(
    recorded: date | None, retracted: date | None, default: date | None, known_on: date
) -> None:
    source: dict[str, Any] = {"id": "s", "title": "T", "publisher": "P", "kind": "post"}
    record = Source.model_construct(**source, recorded_on=recorded, retracted_on=retracted)
    begun = (recorded or default or date.min) <= known_on
    over = retracted is not None and retracted <= known_on
    assert is_known(record, known_on, default) == (begun and not over)
    assert is_known(record, None, default) == (retracted is None)


def test_who_named_a_corrected_record_names_its_correction(dossier_with: Callable[..., Dossier]) -> None:
    correction = "- {id: north-2, name: North Bank, kind: organization, corrects: north, recorded_on: 2025-06-05}\n"
    dossier = dossier_with(actors=ACTORS + correction, positions=position("wants", "2025-06-02"))
    assert [position.actor for position in at(dossier, known_on=day("2025-06-04")).positions] == ["north"]
    assert [position.actor for position in at(dossier, known_on=day("2025-06-05")).positions] == ["north-2"]


def test_evidence_of_a_corrected_source_leads_to_its_correction(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with(
        sources=SOURCES
        + "- {id: gazette-2, title: T, publisher: P, kind: article, published: 2025, corrects: gazette}\n",
        positions=position("wants", "2025-06-02"),
    )
    (wants,) = at(dossier).positions
    assert [evidence.source for evidence in wants.evidence] == ["gazette-2"]


def test_a_correction_of_a_superseded_position_stays_superseded(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with(
        positions=position("first", "2025-03-01")
        + position("second", "2025-05-01", ", supersedes: first")
        + position("first-again", "2025-03-02", ", corrects: first")
    )
    assert positions_at(dossier, "2025-04-01") == ["first-again"]
    assert positions_at(dossier, "2025-06-01") == ["second"]


def test_a_reference_leads_along_a_chain_of_corrections_to_the_last(dossier_with: Callable[..., Dossier]) -> None:
    chain = "".join(
        f"- {{id: north-{number}, name: N, kind: organization, corrects: {earlier}}}\n"
        for number, earlier in ((1, "north"), (2, "north-1"))
    )
    (wants,) = at(dossier_with(actors=ACTORS + chain, positions=position("wants", "2025-06-02"))).positions
    assert wants.actor == "north-2"


def test_a_cut_says_that_it_is_one(dossier_with: Callable[..., Dossier]) -> None:
    dossier = dossier_with()
    assert not dossier.cut
    assert at(dossier).cut
