"""Dossiers at random: every kind, every field, and texts that trip up careless writers."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import BaseModel

from graphkit.dossier import dates, fields
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS, Manifest

NAUGHTY = (
    "null", "~", "NO", "yes", "on", "y", "=", "<<", "045", "0o17", "0x1F", "1_000", "1e3", "12:30:45", "-5", ".5",
    ".inf", ".NaN", "2025", "2025-06-02", "2025-06-02 12:00:00", "- a", "-", "---", "--- a", "...", "? a", ": a",
    "a: b", "a:", "a:b", "a #b", "a#b", "#", "# a", "!tag", "&anchor", "*alias", "%directive", "@at", "`tick`",
    "{a: b}", "[a, b]", "a, b", "]", "}", "'", "''", '"', '""', "it's", 'say "so"', "\\", "a\\nb", "|", ">", ">-",
    "| a", " a", "a ", "  a  ", "a  b", "\ta", "a\tb", "a\t", "a\nb", "a\n", "\na", "a\n\n", "a\n\nb\n", "a\n  b",
    "a \nb", "a\n#b", "a\n---\nb", "a\n...\nb", "a\r\nb", "a\rb", "a\r", "\x00", "a\x01b", "\x1b[31m", "\x7f", "a\x85b",
    "a\u2028b", "a\u2029b", "\ufeffa", "a\ufeff", "a\ufffeb", "a\uffff", "\U0010ff00", "a\x85b\U0010ff00", "a\xa0b",
    "\xa0a", "a\u3000", "\u202ea\u202c", "👩‍👩‍👧", "e\u0301", "é", "Тüрк", "ישראל", "a;b", "a; b", ";", "=1+1", "+1",
    "@x", "'quoted'", "','", "long " * 60 + "end", "long  gaps " * 30 + "end", "x" * 300, "colon: " * 40 + "end",
    "'" * 120, "one line\n" + "word " * 50 + "end", "- item " * 30 + "end", "http://a.b/" + "c" * 150,
)  # fmt: skip
SLUGS = ("a", "b", "no", "on", "null", "true", "y", "2025", "2025-06-02", "1e5", "0x1f", "1-2", "a-", "0")
EDTF = ("2025", "2025-03", "2025-06-02", "2025-06-02~", "2025-06-02?", "2025-06-02/..", "../2025", "[..2025-06-02]",
        "2024/2025-06", "2025-XX", "2025-21", "0999")  # fmt: skip

texts = (st.sampled_from(NAUGHTY) | st.text(max_size=40) | st.lists(st.sampled_from(NAUGHTY), max_size=4).map(" ".join)
         | st.text(alphabet="ab :#-'\"\n\t,;[]{}|>&*!%@`=+", max_size=30)).filter(str.strip)  # fmt: skip
scores = st.integers(0, 100) | st.floats(0, 100)
SIMPLE: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (fields.Text, texts),
    (fields.Slug, st.sampled_from(SLUGS)),
    (fields.CountryCode, st.sampled_from(["NO", "UA"])),
    (fields.LanguageTag, st.sampled_from(["no", "en", "on", "zh-Hant"])),
    (fields.WikidataId, st.just("Q7747")),
    (fields.Sha256, st.sampled_from(["1" * 64, "1" * 40 + "e" + "1" * 23, "0a" * 32])),
    (fields.Url, st.sampled_from(["https://a.b", "http://a.b/c#d?e=[f]&g={h},i", "https://a.b/" + "c" * 200])),
    (fields.Score, scores),
    (fields.Offset, st.integers(0, 10**20)),
    (fields.Ordinal, st.integers(1, 10**20)),
    (fields.Credibility, st.integers(1, 6)),
    (fields.Flag, st.booleans()),
    (fields.Edtf, st.sampled_from(EDTF).map(dates.edtf)),
    (fields.Day, st.dates()),
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """What a field with this type may hold."""
    inner = get_args(hint)
    known = next((strategy for each, strategy in SIMPLE if each == hint), None)
    if known is not None:
        return known
    if get_origin(hint) in (Union, UnionType):
        return st.none() | values(next(each for each in inner if each is not type(None)))
    if get_origin(hint) is Literal:
        return st.sampled_from(inner)
    if get_origin(hint) is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return records(hint)
    return values(inner[0])  # a list of one or more


@cache
def records(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Records or parts of a kind; a list that must not be empty is not, and no mapping is empty."""
    hints = get_type_hints(model, include_extras=True)
    needed, rest = {}, {}
    for name, info in model.model_fields.items():
        strategy = values(hints[name])
        if info.is_required():
            needed[name] = strategy.filter(lambda value: value != ())
        else:
            rest[name] = strategy
    made = st.fixed_dictionaries(needed, optional=rest)
    return made.filter(lambda values: any(each not in (None, ()) for each in values.values())).map(
        lambda values: model(**values)
    )


def dossiers() -> st.SearchStrategy[Dossier]:
    """Whole dossiers; what they name need not be declared."""
    kinds = {f"{kind.name_of_kind}s": st.lists(records(kind), max_size=3).map(Records) for kind in RECORD_KINDS}
    return st.builds(Dossier, manifest=records(Manifest), **kinds)
