"""What a single value of a record may be: slugs, texts, scores, dates, hashes.

Scalars reach the models as the text that stands in the file; the type of the field decides how it is read.  So ``NO``
is Norway in a country and a word in a claim, ``1984`` is a title, and a number follows the YAML 1.2 core schema.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from graphkit.dossier import dates
from graphkit.dossier.problem import quoted

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_TRUE, _FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")
SLUG = re.compile("[a-z0-9][a-z0-9-]*")
_DIGITS_AT_MOST = 32  # as many as the shortest exact form of a float may take, and more


def _refuse(code: str, found: str, remedy: str) -> PydanticCustomError:
    """An error that carries its code and its remedy to the reader."""
    return PydanticCustomError(code, "{found}; {remedy}", {"found": found, "remedy": remedy})


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    if len(value) <= _DIGITS_AT_MOST:
        if _INTEGER.fullmatch(value):
            return int(value, 0) if value[:2] in ("0o", "0x") else int(value)
        if _FLOAT.fullmatch(value):
            return float(value)
    raise _refuse("R103", f"{quoted(value)} is not a number", "write digits, such as 40 or 62.5")


def _boolean(value: object) -> object:
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    if isinstance(value, str):
        raise _refuse("R103", f"{quoted(value)} is neither true nor false", "write true or false")
    return value


def _edtf(value: object) -> object:
    if isinstance(value, dates.Edtf):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("edtf_type", "a date is a text")
    try:
        return dates.edtf(value)
    except dates.BadDate as error:
        raise _refuse("R105", *_parted(str(error), f"write one such as {dates.FORMS}")) from None


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("day_type", "a day is a text")
    try:
        return dates.day(value)
    except dates.BadDate as error:
        raise _refuse("R105", *_parted(str(error), "write a day as YYYY-MM-DD")) from None


def _parted(message: str, remedy: str) -> tuple[str, str]:
    """What was found and what would be right; the text that was found may have a semicolon of its own."""
    found, semicolon, said = message.rpartition("; ")
    return (found, said) if semicolon else (message, remedy)


def _one_or_more(value: object) -> object:
    """A single scalar stands for a list of one."""
    return (value,) if isinstance(value, str) else value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise _refuse("R109", "the text is empty", "write something, or leave the key out")
    return value


def _matching(pattern: str | re.Pattern[str], what: str, remedy: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise _refuse("R106", f"{quoted(value)} is not {what}", remedy)
        return value

    return AfterValidator(check)


def _plain_number(value: float) -> float | int:
    return int(value) if value.is_integer() else value


class _ListOrItsOnlyMember:
    """Says in the JSON Schema that a list of one may be written as its member."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        schema: dict[str, Any] = handler(core)
        return {"anyOf": [schema, schema["items"]]}


T = TypeVar("T")

Text = Annotated[str, AfterValidator(_not_blank)]
Slug = Annotated[
    str,
    StringConstraints(max_length=200),
    _matching(SLUG, "a slug", "use small letters a-z, digits and hyphens, starting with a letter or digit"),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 200}),
]
CountryCode = Annotated[
    str,
    _matching("[A-Z]{2}", "an ISO 3166-1 alpha-2 code", "write two capital letters, such as UA"),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"}),
]
LanguageTag = Annotated[
    str,
    _matching("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a BCP 47 language tag", "write one such as en, uk or zh-Hant"),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}),
]
WikidataId = Annotated[
    str,
    _matching("Q[1-9][0-9]*", "a Wikidata item", "write Q and digits, such as Q7747"),
    WithJsonSchema({"type": "string", "pattern": "^Q[1-9][0-9]*$"}),
]
Sha256 = Annotated[
    str,
    _matching("[0-9a-f]{64}", "a SHA-256", "write 64 hexadecimal digits in small letters; `graphkit cite` makes them"),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
]
Url = Annotated[
    str,
    _matching(r"https?://[^\s/?#]+[^\s]*", "an http or https address", "write one such as https://example.org/page"),
    WithJsonSchema({"type": "string", "pattern": r"^https?://[^\s/?#]+[^\s]*$", "format": "uri"}),
]
Score = Annotated[
    float,
    Field(ge=0, le=100, allow_inf_nan=False),
    BeforeValidator(_number),
    PlainSerializer(_plain_number, return_type=float | int),
]
Offset = Annotated[int, Field(ge=0), BeforeValidator(_number)]
Ordinal = Annotated[int, Field(ge=1), BeforeValidator(_number)]
Credibility = Annotated[int, Field(ge=1, le=6), BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Edtf = Annotated[
    dates.Edtf,
    BeforeValidator(_edtf),
    PlainSerializer(str, return_type=str),
    # an editor reads a bare year as a number
    WithJsonSchema(
        {"type": ["string", "integer"], "description": "EDTF (ISO 8601-2) date", "examples": ["2025-06-02", "2025-03"]}
    ),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    PlainSerializer(date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(_one_or_more), _ListOrItsOnlyMember()]
