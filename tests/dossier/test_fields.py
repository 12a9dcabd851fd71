"""A scalar stays the text that stands in the file until the field decides what it means, as YAML 1.2 would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from graphkit.dossier import fields
from graphkit.dossier.dates import FORMS
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Accepts

Examine = Callable[[Mapping[str, str | bytes]], tuple[Dossier, list[str]]]
SCORE: TypeAdapter[Any] = TypeAdapter(fields.Score)
OFFSET: TypeAdapter[Any] = TypeAdapter(fields.Offset)
FLAG: TypeAdapter[Any] = TypeAdapter(fields.Flag)
SLUG: TypeAdapter[Any] = TypeAdapter(fields.Slug)
EDTF: TypeAdapter[Any] = TypeAdapter(fields.Edtf)
DAY: TypeAdapter[Any] = TypeAdapter(fields.Day)


def accepts(adapter: TypeAdapter[Any], value: object) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def test_no_is_norway_where_a_country_stands(examined: Examine) -> None:
    dossier, problems = examined(
        {"actors.yaml": "- {id: no, name: NO, kind: state, country: NO, aliases: [on, y, Off]}\n"}
    )
    assert problems == []
    norway = dossier.actors["no"]
    assert (norway.id, norway.name, norway.country, norway.aliases) == ("no", "NO", "NO", ("on", "y", "Off"))


@pytest.mark.parametrize(
    "title", ["1984", "2025-06-02", "0o7", "1e3", "12:30:45", "true", "No", ".inf", "<<", "=", "007"]
)
def test_a_title_that_looks_like_something_else_is_a_title(title: str, examined: Examine) -> None:
    dossier, problems = examined({"dossier.yaml": f"id: book\ntitle: {title}\n"})
    assert problems == []
    assert dossier.manifest.title == title


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("40", 40), ("62.5", 62.5), ("1e1", 10), ("1E+1", 10), ("10e-1", 1), (".5", 0.5), ("5.", 5), ("+7", 7)),
        *(("0o7", 7), ("0o17", 15), ("0x1F", 31), ("007", 7), ("-0", 0), ("00", 0), ("100.000", 100)),
    ],
)
def test_a_number_is_read_as_yaml_1_2_reads_it(text: str, value: float) -> None:
    assert SCORE.validate_python(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("1_000", "1,5", "1 000", "40%", "12:30", "0b11", "0o8", "0xg", "1e", "e1", ".", "-", "+", "", " 40", "40 "),
        *("yes", "ten", ".inf", "-.inf", ".nan", "inf", "nan", "Infinity", "NaN", "٤٠", "４０", "½", "1e1e1", "--1"),
        *("1" * 33, "9" * 10_000, "0x" + "f" * 100),
    ],
)
def test_what_yaml_1_2_does_not_read_as_a_finite_number_is_refused(text: str) -> None:
    assert not accepts(SCORE, text)
    assert not accepts(OFFSET, text)


@pytest.mark.parametrize("text", ["-1", "-0.01", "100.01", "101", "1e999", "-1e999", "99999999999999999999"])
def test_a_score_lies_between_0_and_100(text: str) -> None:
    assert not accepts(SCORE, text)


def test_quoted_numbers_are_numbers(examined: Examine) -> None:
    issue = "- {id: toll, name: Toll, question: Shall we?, quota: '66.5'}\n"
    dossier, problems = examined({"issues.yaml": issue})
    assert problems == []
    assert dossier.issues["toll"].quota == 66.5


def test_a_whole_number_may_be_written_with_an_exponent_but_not_with_a_fraction() -> None:
    assert OFFSET.validate_python("1e3") == 1000
    assert OFFSET.validate_python("12.0") == 12
    assert not accepts(OFFSET, "1.5")
    assert not accepts(OFFSET, "-1")


@given(st.floats(min_value=0, max_value=100, allow_nan=False))
def test_a_score_is_written_as_it_is_read(value: float) -> None:
    written = SCORE.dump_python(SCORE.validate_python(value))
    assert SCORE.validate_python(str(written)) == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_is_refused(text: str) -> None:
    for adapter in (SCORE, OFFSET, FLAG):
        accepts(adapter, text)


def test_only_true_and_false_are_booleans() -> None:
    assert [FLAG.validate_python(text) for text in ("true", "True", "TRUE")] == [True] * 3
    assert [FLAG.validate_python(text) for text in ("false", "False", "FALSE")] == [False] * 3
    assert not any(accepts(FLAG, text) for text in ("yes", "no", "on", "off", "y", "1", "0", "tRUE", "", "true "))


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", "# a comment"])
def test_nothing_is_as_good_as_left_out(nothing: str, examined: Examine) -> None:
    actor = f"- id: north-bank\n  name: North Bank\n  kind: organization\n  country: {nothing}\n  aliases: {nothing}\n"
    dossier, problems = examined({"actors.yaml": actor})
    assert problems == []
    assert (dossier.actors["north-bank"].country, dossier.actors["north-bank"].aliases) == (None, ())


@pytest.mark.parametrize("name", ["'null'", '"~"', "nUll", "nil", "None"])
def test_a_quoted_null_is_a_text(name: str, examined: Examine) -> None:
    dossier, problems = examined({"actors.yaml": f"- {{id: nobody, name: {name}, kind: person}}\n"})
    assert problems == []
    assert dossier.actors["nobody"].name == name.strip("'\"")


@pytest.mark.parametrize("blank", ["''", '""', "'  '", '"\\t\\n"', '"\\u00a0"', "|\n    \n"])
def test_a_text_of_white_space_says_nothing(blank: str, examined: Examine) -> None:
    _, problems = examined({"dossier.yaml": f"id: blank\ntitle: {blank}\n"})
    assert problems == ["dossier.yaml:2:8 R109 the text is empty; write something, or leave the key out"]


@pytest.mark.parametrize("slug", ["a", "0", "north-bank", "a--b", "1-", "a" * 200])
def test_a_slug_is_of_small_letters_digits_and_hyphens(slug: str) -> None:
    assert SLUG.validate_python(slug) == slug


@pytest.mark.parametrize("slug", ["", "-a", "A", "north_bank", "north bank", "é", "a\n", "a/b", "..", "٣", "a" * 201])
def test_what_would_not_do_in_a_key_is_no_slug(slug: str) -> None:
    assert not accepts(SLUG, slug)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        (fields.CountryCode, ["NO", "UA"], ["no", "NOR", "N", "N0", "ÑO", "NO\n"]),
        (fields.LanguageTag, ["en", "uk", "zh-Hant", "de-CH-1996"], ["english", "e", "en_GB", "en-", "en\n"]),
        (fields.WikidataId, ["Q7747"], ["7747", "Q0", "Q", "q7747", "Q07747", "Q7747\n"]),
        (fields.Sha256, ["0f" * 32], ["0F" * 32, "0f" * 31, "0f" * 33, "0g" * 32, "0f" * 32 + "\n"]),
        (
            fields.Url,
            ["https://example.org", "http://example.org/a?b#c", "https://пример.укр/а"],
            [
                "example.org",
                "ftp://example.org",
                "javascript:alert(1)",
                "https://",
                "https:///a",
                "https://a b",
                "HTTPS:",
            ],
        ),
    ],
)
def test_a_code_has_the_form_of_one(field: Any, good: list[str], bad: list[str]) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(field)
    assert [text for text in good if not accepts(adapter, text)] == []
    assert [text for text in bad if accepts(adapter, text)] == []


def test_a_list_of_one_may_be_written_as_its_only_member(examined: Examine) -> None:
    actors = "- {id: a, name: A, kind: state, aliases: Alpha}\n- {id: b, name: B, kind: state, aliases: [Beta, Be]}\n"
    dossier, problems = examined({"actors.yaml": actors})
    assert problems == []
    assert [actor.aliases for actor in dossier.actors] == [("Alpha",), ("Beta", "Be")]


def test_a_semicolon_in_a_wrong_date_stays_in_what_was_found(examined: Examine) -> None:
    source = "- {id: s, title: T, publisher: P, kind: post, published: 'June; 2025', accessed: 'May; 2'}\n"
    _, problems = examined({"sources.yaml": source})
    assert [problem.partition("; write")[0] for problem in problems] == [
        "sources.yaml:1:58 R105 'June; 2025' is not an EDTF date",
        "sources.yaml:1:82 R105 'May; 2' is not a day",
    ]


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("{text: zzz, earliest: 2025-01-01}", "a mapping"),
        ("{a: 1}", "a mapping"),
        ("[2025]", "a list"),
        ("[~]", "a list"),
    ],
)
def test_a_date_is_a_text_and_nothing_else(value: str, shape: str, examined: Examine) -> None:
    tie = f"- {{id: t, from: a, to: b, kind: heads, valid: {value}, recorded_on: {value}}}\n"
    _, problems = examined({"ties.yaml": tie})
    wrong = [problem.partition(" ")[2] for problem in problems if " R" in problem]
    assert wrong == [
        f"R103 {shape} stands here; write a date such as {FORMS}",
        f"R103 {shape} stands here; write a day as YYYY-MM-DD",
    ]


@pytest.mark.parametrize("value", [2025, 2025.5, True, None, b"2025", ("2025",)])
def test_a_date_made_in_memory_is_a_date_or_a_text(value: object) -> None:
    assert not accepts(EDTF, value)
    assert not accepts(DAY, value)
    assert accepts(EDTF, EDTF.validate_python("2025-03"))
    assert accepts(DAY, DAY.validate_python("2025-03-01"))


@pytest.mark.parametrize(
    "url", ["ftp://example.org", "www.example.org", "javascript:alert(1)", "https://", "http:/x", "mailto:a@b"]
)
def test_an_address_is_of_the_web(url: str) -> None:
    assert not accepts(TypeAdapter(fields.Url), url)


def test_a_red_line_is_drawn_on_one_side_at_least() -> None:
    with pytest.raises(ValidationError, match="neither 'at_least' nor 'at_most'"):
        Accepts.model_validate({})
    assert Accepts.model_validate({"at_most": "40"}).at_most == 40
