"""How answers are printed: plain text, and tables that break no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.cli.output import plain
from graphkit.cli.printing import say
from graphkit.cli.table import GAP, IN_A_PIPE, folded, table

ROWS: list[dict[str, object]] = [
    {"id": "north-bank-for-a-toll", "claim": "Would accept a toll if the other town pays half.", "event": ""},
    {"id": "south", "claim": "Rejects any toll.", "event": None},
]
COLUMNS = ("id", "claim", "event")
WORDS = st.text(alphabet="ab橋-", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("sign", "shown"),
    [("\u202e", r"\u202e"), ("\u2066", r"\u2066"), ("\u200e", r"\u200e"), ("\u00ad", r"\xad"), ("\ufeff", r"\ufeff")],
)
def test_a_sign_that_hides_or_turns_what_stands_beside_it_is_shown_as_its_code(sign: str, shown: str) -> None:
    assert plain(f"a{sign}b") == f"a{shown}b"


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "Умєров", "橋", "é 😀"])
def test_letters_and_the_joiners_between_them_stay(text: str) -> None:
    assert plain(text) == text


def test_a_table_fills_the_room_there_is_and_leaves_out_what_is_empty() -> None:
    assert table(ROWS, COLUMNS, width=50, bold=False).splitlines() == [
        "id                     claim",
        "north-bank-for-a-toll  Would accept a toll if the",
        "                       other town pays half.",
        "south                  Rejects any toll.",
    ]


def test_a_table_that_is_too_wide_is_parted_where_its_first_columns_name_a_row() -> None:
    rows = [{"id": "a", "first": "1" * 9, "second": "2" * 9}, {"id": "b", "first": "3", "second": "4"}]
    assert table(rows, ["id", "first", "second"], width=14, bold=False, names=1).split("\n") == [
        "id  first",
        "a   111111111",
        "b   3",
        "",
        "id  second",
        "a   222222222",
        "b   4",
    ]
    assert "first: 1" in table(rows, ["id", "first", "second"], width=9, bold=False, names=1)


def test_what_does_not_fit_without_breaking_a_word_is_told_record_by_record() -> None:
    assert table(ROWS, COLUMNS, width=28, bold=False).splitlines() == [
        "id: north-bank-for-a-toll",
        "claim: Would accept a toll",
        "  if the other town pays",
        "  half.",
        "",
        "id: south",
        "claim: Rejects any toll.",
    ]


def test_a_pipe_has_room_for_every_word() -> None:
    rows = [{"id": "x" * 150, "claim": "y" * 150}]
    header, line = table(rows, ("id", "claim"), width=None, bold=False).splitlines()
    assert line.split() == ["x" * 150, "y" * 150]
    assert IN_A_PIPE < len(header.rpartition("claim")[0]) + 150


def test_one_endless_word_does_not_widen_a_pipe_without_end() -> None:
    shown = table([{"id": "a", "claim": "y" * 10_000}], ("id", "claim"), width=None, bold=False)
    assert max(map(len, shown.splitlines())) <= 250


@given(
    st.lists(st.fixed_dictionaries({"id": WORDS, "claim": st.lists(WORDS, max_size=6).map(" ".join)}), min_size=1),
    st.integers(1, 60),
)
def test_no_word_is_broken_or_lost_at_any_width(rows: list[dict[str, str]], width: int) -> None:
    shown = table(rows, ("id", "claim"), width=width, bold=False)
    for word in {word for row in rows for text in row.values() for word in text.split()}:
        assert word in shown.replace(":", " ").split()
    if not shown.startswith("id:"):
        assert max(map(len, shown.splitlines())) <= width + GAP


def test_notes_of_one_sort_stand_under_one_head(capsys: pytest.CaptureFixture[str]) -> None:
    say(["missing: no salience: ann", "missing: no capability: ben", "thin"])
    assert capsys.readouterr().err.splitlines() == [
        "note: missing",
        "      no salience: ann",
        "      no capability: ben",
        "note: thin",
    ]


@given(st.text("ab -:", max_size=60), st.integers(12, 40))
def test_a_folded_line_says_what_the_line_said(words: str, width: int) -> None:
    found = folded(words, width, indent="  ").split("\n")
    assert " ".join(found).split() == words.split()
    assert all(len(line) <= width or len(line.split()) < 2 for line in found)
