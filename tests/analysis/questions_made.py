"""Small dossiers for questions: only what a question is about is written, and what it names is declared besides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from graphkit.analysis.questions import Asked, answer
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS, Actor, Event, Evidence, Issue, Manifest, Position, Record, Source
from graphkit.dossier.references import references


def shown(*sources: str) -> tuple[Evidence, ...]:
    """Evidence from sources; ``a via b`` is what a says and b carries."""
    parts = (each.split(" via ") for each in sources)
    return tuple(Evidence(source=each[0], via=each[1] if each[1:] else None) for each in parts)


def position(id: str, actor: str, issue: str, stance: str, *, by: str = "gazette", **more: Any) -> Position:
    """A position from 2025 on, shown by one source unless told otherwise."""
    fields = {"id": id, "actor": actor, "issue": issue, "stance": stance, "claim": "Says so.", "valid": "2025"}
    return Position.model_validate({**fields, "evidence": shown(*by.split(", ")), **more})


def event(id: str, day: str, *, by: str = "gazette", **more: Any) -> Event:
    """An event of some kind."""
    fields = {"id": id, "name": id, "kind": "talks", "date": day, "evidence": shown(by)}
    participants = [{"actor": actor, "role": role} for actor, role in more.pop("roles", ())]
    return Event.model_validate({**fields, "participants": participants, **more})


def asked(*records: Record, as_of: date = date.max, known_on: date = date.max) -> Asked:
    """A dossier of these records and of the actors, issues, events and sources that they name."""
    every = [*records, *_named(records)]
    kinds: dict[str, Any] = {
        f"{kind.name_of_kind}s": Records(each for each in every if isinstance(each, kind)) for kind in RECORD_KINDS
    }
    return Asked(Dossier(Manifest(id="d", title="D"), **kinds), as_of, known_on)


def _named(records: Iterable[Record]) -> Iterable[Record]:
    declared = {each.key for each in records}
    for kind, id in sorted({("source", "gazette"), *(each for record in records for each in references(record))}):
        if f"{kind}:{id}" in declared:
            continue
        if kind == "actor":
            yield Actor(id=id, name=id.title(), kind="organization")
        elif kind == "issue":
            yield Issue(id=id, name=id.title(), question="Should it be?")
        elif kind == "event":
            yield event(id, "2025")
        elif kind == "source":
            yield Source(id=id, title=id, publisher="River", kind="article")


def cells(rows: Iterable[dict[str, Any]], *columns: str) -> list[Any]:
    """The cells of some columns, row by row; of one column the cells alone."""
    found = [tuple(row[column] for column in columns) for row in rows]
    return [each[0] for each in found] if len(columns) == 1 else found


def ask(at: Asked, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """Answer a question."""
    return answer(name, at, **parameters)
