"""Dates are as vague as their source, and each says which days it allows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.dossier.dates import BadDate, Edtf, begins, certain, day, edtf

YEAR_1 = date(1, 1, 1)
YEAR_9999 = date(9999, 12, 31)


def days_of(text: str) -> tuple[str | None, str | None]:
    earliest, latest = edtf(text).earliest, edtf(text).latest
    return (None if earliest is None else str(earliest), None if latest is None else str(latest))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-06-02", "2025-06-02", "2025-06-02"),
        ("2025-06", "2025-06-01", "2025-06-30"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_date_of_level_0_allows_its_day_month_or_year(text: str, earliest: str, latest: str) -> None:
    assert days_of(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-06-02~", "2025-06-02", "2025-06-02"),
        ("2025?", "2025-01-01", "2025-12-31"),
        ("2025%", "2025-01-01", "2025-12-31"),
        ("2025-XX", "2025-01-01", "2025-12-31"),
        ("2025-06-XX", "2025-06-01", "2025-06-30"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2025-21", "2025-03-01", "2025-05-31"),
    ],
)
def test_a_date_of_level_1_allows_every_day_that_it_may_mean(text: str, earliest: str, latest: str) -> None:
    assert days_of(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2025-23", "2025-09-01", "2025-11-30"),
        ("2025-24", "2025-12-01", "2026-02-28"),
        ("2027-24", "2027-12-01", "2028-02-29"),
        ("2025-28", "2025-12-01", "2026-02-28"),
        ("2025-29", "2025-09-01", "2025-11-30"),
        ("2025-30", "2025-12-01", "2026-02-28"),
        ("2025-32", "2025-06-01", "2025-08-31"),
        ("2025-24~", "2025-12-01", "2026-02-28"),
        ("2025-22?", "2025-06-01", "2025-08-31"),
        ("9999-24", "9999-12-01", "9999-12-31"),
        ("2025-24/2026-21", "2025-12-01", "2026-05-31"),
    ],
)
def test_a_season_is_three_whole_months_and_winter_ends_in_the_next_year(text: str, earliest: str, latest: str) -> None:
    assert days_of(text) == (earliest, latest)


@pytest.mark.parametrize("text", ["0000-24", "2025-20", "2025-42", "2025-2", "2025-24~~", "2025-24/2025-12-01/2026"])
def test_what_is_no_season_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        edtf(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-06-02", "2025-06-02", "2025-06-02"),
        ("2025-06", "2025-06-01", "2025-06-30"),
        ("2025-03/2025-05", "2025-03-01", "2025-03-31"),
        ("../2025-05", "0001-01-01", "2025-05-01"),
        ("[..2025-01-01]", "0001-01-01", "2025-01-01"),
        ("[2025-01-01..]", "2025-01-01", "9999-12-31"),
    ],
)
def test_a_validity_begins_on_a_day_that_its_start_allows(text: str, first: str, last: str) -> None:
    assert tuple(map(str, begins(edtf(text)))) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-06-02", "2025-06-02", "9999-12-31"),
        ("2025-06", "2025-06-30", "9999-12-31"),
        ("2025-03/2025-05", "2025-03-31", "2025-05-01"),
        ("2025-03/2025-03", "2025-03-31", "2025-03-01"),
        ("2025-03/..", "2025-03-31", "9999-12-31"),
        ("2025-03/", "2025-03-31", "2025-03-31"),
        ("../2025-05", "2025-05-01", "2025-05-01"),
    ],
)
def test_a_validity_is_certain_from_its_last_beginning_to_its_first_end(text: str, first: str, last: str) -> None:
    assert tuple(map(str, certain(edtf(text)))) == (first, last)


def test_what_has_no_date_has_always_held() -> None:
    assert begins(None) == (YEAR_1, YEAR_1)
    assert certain(None) == (YEAR_1, YEAR_9999)


@given(st.text(alphabet="0123456789-/.X~?%[]", max_size=24))
def test_a_certain_day_is_one_that_the_date_allows(text: str) -> None:
    try:
        read = edtf(text)
    except BadDate:
        return
    first, last = certain(read)
    assert begins(read)[0] <= begins(read)[1] == first
    assert first > last or (read.earliest or YEAR_1) <= first
    assert first > last or not read.interval or last <= (read.latest or YEAR_9999)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-?06-02", "2025-06-02", "2025-06-02"),
        ("{2024,2026}", "2024-01-01", "2026-12-31"),
        ("[2024,2025-03]", "2024-01-01", "2025-03-31"),
        ("2025-41", "2025-07-01", "2025-12-31"),
        ("[..2025-06-02]", None, "2025-06-02"),
        ("[2025-06-02..]", "2025-06-02", None),
    ],
)
def test_a_date_of_level_2_allows_every_day_that_it_may_mean(
    text: str, earliest: str | None, latest: str | None
) -> None:
    assert days_of(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-06-01/2025-06-05", "2025-06-01", "2025-06-05"),
        ("2025-03/2025", "2025-03-01", "2025-12-31"),
        ("2025-06-02/2025-06-02", "2025-06-02", "2025-06-02"),
        ("2025-06~/2025-08%", "2025-06-01", "2025-08-31"),
    ],
)
def test_an_interval_runs_from_the_earliest_start_to_the_latest_end(text: str, earliest: str, latest: str) -> None:
    assert days_of(text) == (earliest, latest)
    assert edtf(text).interval


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-06-02/..", "2025-06-02", None),
        ("2025-06-02/", "2025-06-02", None),
        ("../2025-06-02", None, "2025-06-02"),
        ("/2025", None, "2025-12-31"),
    ],
)
def test_an_open_end_of_an_interval_is_no_day(text: str, earliest: str | None, latest: str | None) -> None:
    assert days_of(text) == (earliest, latest)
    assert edtf(text).interval


@pytest.mark.parametrize("text", ["2025-06-02", "2025", "2025-06-02~", "2025-21", "{2024,2026}"])
def test_a_single_date_is_no_interval_however_vague(text: str) -> None:
    assert not edtf(text).interval


def test_a_leap_day_is_in_the_calendar_of_leap_years_alone() -> None:
    assert edtf("2024-02-29").earliest == date(2024, 2, 29)
    assert edtf("2024-02").latest == date(2024, 2, 29)
    assert edtf("1900-02").latest == date(1900, 2, 28)
    assert edtf("2000-02").latest == date(2000, 2, 29)
    for text in ("2025-02-29", "1900-02-29", "2025-02-29~", "2025-02-29/..", "../2025-02-29"):
        with pytest.raises(BadDate):
            edtf(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "yesterday", "open", "unknown", "2025-06-31", "2025-06-31~", "2025-04-31?", "2025-13", "2025-00"),
        *("2025-06-00", "2025-6-2", "02.06.2025", "6/2/2025", "20250602", "2025-W23", "2025-153", "25-06-02"),
        *(" 2025", "2025 ", "2025-06-02\n", "٢٠٢٥-٠٦-٠٢", "２０２５", "2025–06–02", "-0044", "0000", "10000"),
        *("Y12345", "Y1E9", "XXXX", "2025/2026/2027", "/", "..", "../..", "../", "2025-06-05/2025-06-01"),
        *("2025-06-02/2025-06-01~", "[" * 60, "{2025," * 8, "X" * 10_000),
    ],
)
def test_what_is_no_date_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadDate) as refusal:
        edtf(text)
    assert len(str(refusal.value)) < 250


def test_a_refusal_says_which_end_of_an_interval_is_wrong() -> None:
    with pytest.raises(BadDate, match="'2025-06-31' is not in the calendar"):
        edtf("2025-06-02/2025-06-31")


def test_dates_sort_by_the_first_day_that_is_told_then_by_the_last() -> None:
    texts = ["2024", "../2024", "2025-01-01", "2025-01", "2025", "2025-01-01/..", "2025-01-02"]
    assert sorted(set(texts), key=lambda text: edtf(text).sort_key) == texts


def test_a_date_prints_as_it_was_written() -> None:
    assert str(edtf("2025-06-02~")) == "2025-06-02~"


@given(st.dates())
def test_every_day_is_read_as_itself(any_day: date) -> None:
    text = any_day.isoformat()
    assert day(text) == any_day
    assert edtf(text) == Edtf(text, any_day, any_day, interval=False)


@given(st.dates(), st.dates())
def test_an_interval_is_read_exactly_when_it_does_not_end_before_it_starts(start: date, end: date) -> None:
    text = f"{start}/{end}"
    if end < start:
        with pytest.raises(BadDate, match="ends before it starts"):
            edtf(text)
    else:
        assert edtf(text) == Edtf(text, start, end, interval=True)


@given(st.text(alphabet="0123456789-/.X~?%[]{},SYE: T+Z", max_size=24) | st.text(max_size=24))
def test_any_text_is_a_date_that_allows_a_day_or_is_refused(text: str) -> None:
    try:
        read = edtf(text)
    except BadDate:
        return
    assert (read.earliest or YEAR_1) <= (read.latest or YEAR_9999)
    assert read.text == text


@pytest.mark.parametrize("text", ["2025", "2025-06", "2025-06-02~", "2025-06-02/..", "2025-6-2", "2025-02-30", "", "x"])
def test_a_day_of_the_record_is_one_whole_day(text: str) -> None:
    with pytest.raises(BadDate):
        day(text)
