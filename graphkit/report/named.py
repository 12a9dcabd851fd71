"""What the rows of an answer name: the cells with ids of records, and which of these a picture is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphkit.dossier.problem import printable
from graphkit.report.answer import in_words
from graphkit.report.asked import Cell, Named, Table

_ID = re.compile(r"(actor|tie|issue|position|judgement|proposal|event|source|evidence):[a-z0-9][a-z0-9.-]*")
_CITED = ("source", "evidence")
CARDS_AT_MOST = 12


def table_of(dossier: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Table:
    """Rows whose ids name nodes of one dossier."""

    def part(value: object) -> str | Named:
        return Named(f"{dossier}/{value}", str(value)) if _is_id(value) else _text(value)

    def cell(value: object) -> Cell:
        return [part(each) for each in value] if isinstance(value, list | tuple) else [part(value)]

    return Table(tuple(columns), tuple(tuple(cell(row[name]) for name in columns) for row in rows))


def keys_of(dossier: str, rows: Sequence[Mapping[str, Any]], parameters: Mapping[str, Any]) -> frozenset[str]:
    """What an answer to a question is about, as keys of nodes.

    Sources that stand in a list are citations: they are drawn only where there is nothing else.  Many claims and the
    sources that carry them make a crowd: the claims alone are drawn then.
    """
    alone = {value for row in [*rows, parameters] for value in row.values() if _is_id(value)}
    listed = {each for row in rows for value in row.values() if isinstance(value, list | tuple) for each in value}
    cited = {id for id in listed if _is_id(id) and _is_cited(id)}
    about = alone | {id for id in listed if _is_id(id) and not _is_cited(id)}
    if sum(id.startswith("position:") for id in about) > CARDS_AT_MOST:
        about = {id for id in about if not _is_cited(id)}
    return frozenset(f"{dossier}/{id}" for id in about or cited)


def _text(value: object) -> str:
    return "" if value is None else printable(in_words(value))


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_cited(id: str) -> bool:
    return id.partition(":")[0] in _CITED
