"""The records of a dossier as flat rows, for tables, CSV and scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar, get_args

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.evidence import evidence_of
from graphkit.dossier.model import Actor, Event, Evidence, Issue, Judgement, Position, Proposal, Record, Source, Tie
from graphkit.dossier.references import references

Kind = Literal["actors", "ties", "issues", "positions", "judgements", "proposals", "events", "sources"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Row = dict[str, Any]
R = TypeVar("R", bound=Record)


def select(dossier: Dossier, kind: Kind, *, actor: str | None = None, issue: str | None = None) -> list[Record]:
    """The records of one kind, narrowed to an actor, an issue or both.

    Parameters
    ----------
    dossier : Dossier
    kind : str
        One of `KINDS`.
    actor, issue : str, optional
        Ids.  A record is about an actor or issue when it names it; an actor also by the records that name it, an
        issue by positions of the actor on it, a source by the records that it shows.

    Returns
    -------
    list of Record
        What carries a date by date, the rest in file order.
    """
    wanted = [id for id in (actor and f"actor:{actor}", issue and f"issue:{issue}") if id]
    records = list(dossier.of_kind(kind.removesuffix("s")))
    if wanted:
        near = _keys_near(dossier, wanted)
        records = [record for record in records if record.key in near]
    return in_time(records) if kind in ("positions", "proposals", "events") else records


def in_time(records: Iterable[R]) -> list[R]:
    """Positions, proposals or events by date, and by id on one date."""
    return sorted(records, key=_when)


def named_by(record: Record) -> set[str]:
    """Keys of the actors, issues, events and sources that a record names.

    Examples
    --------
    >>> from graphkit.dossier.model import Tie
    >>> sorted(named_by(Tie(id="t", from_="a", to="b", kind="heads")))
    ['actor:a', 'actor:b']
    """
    return {f"{kind}:{id}" for kind, id in references(record)}


def row(record: Record) -> Row:
    """One record as a flat row: ids where it names others, one column a question, None where nothing was coded."""
    return {"id": record.id, **_COLUMNS[type(record)](record)}


def sources_of(record: Record) -> list[str]:
    """Ids of the sources of a record's evidence as ``source`` or ``source via carrier``, each once."""
    return list(dict.fromkeys(_source(evidence) for _, evidence in evidence_of(record)))


def _keys_near(dossier: Dossier, wanted: Iterable[str]) -> set[str]:
    """Keys of the records that are, name, or are named together with everything wanted."""
    wanted = set(wanted)
    near = set(wanted) if len(wanted) == 1 else set()
    for record in dossier.records():
        names = named_by(record) | {record.key}
        if wanted <= names:
            near |= {record.key, *(name for name in names if _follows(record, name))}
    return near


def _follows(record: Record, name: str) -> bool:
    """Whether what a record names is about the same thing: a source always, actor and issue of a position."""
    return name.startswith("source:") or (isinstance(record, Position) and name.startswith(("actor:", "issue:")))


def _when(record: Any) -> tuple[Any, str]:
    when = record.valid if isinstance(record, Position) else record.date
    return (when.sort_key, record.id)


def _source(evidence: Evidence) -> str:
    return f"{evidence.source} via {evidence.via}" if evidence.via else evidence.source


def _actor(actor: Actor) -> Row:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "public_role": actor.public_role or actor.description,
        "aliases": list(actor.aliases),
    }


def _tie(tie: Tie) -> Row:
    return {"from": tie.from_, "kind": tie.kind, "to": tie.to, "valid": _text(tie.valid), "sources": sources_of(tie)}


def _issue(issue: Issue) -> Row:
    latest = max(issue.status_quo, key=lambda each: each.on.sort_key, default=None)
    return {
        "name": issue.name,
        "question": issue.question,
        "low": issue.scale.low if issue.scale else None,
        "high": issue.scale.high if issue.scale else None,
        "status_quo": latest.value if latest else None,
        "parent": issue.parent,
    }


def _position(position: Position) -> Row:
    return {
        "actor": position.actor,
        "issue": position.issue,
        "stance": position.stance,
        "value": position.value,
        "valid": str(position.valid),
        "claim": position.claim,
        "conditions": [condition.text for condition in position.conditions],
        "on_behalf_of": list(position.on_behalf_of),
        "attributed_by": position.attributed_by,
        "basis": position.basis,
        "status": position.status,
        "sources": sources_of(position),
    }


def _judgement(judgement: Judgement) -> Row:
    return {
        "actor": judgement.actor,
        "quantity": judgement.quantity,
        "issue": judgement.issue,
        "value": judgement.value,
        "coder": judgement.coder,
        "note": judgement.note,
    }


def _proposal(proposal: Proposal) -> Row:
    return {
        "name": proposal.name,
        "by": list(proposal.by),
        "date": str(proposal.date),
        "terms": [term.text for term in proposal.terms],
        "responses": [f"{response.actor}: {response.answer}" for response in proposal.responses],
        "sources": sources_of(proposal),
    }


def _event(event: Event) -> Row:
    return {
        "date": str(event.date),
        "name": event.name,
        "kind": event.kind,
        "place": event.place,
        "participants": [f"{each.actor} ({each.role})" for each in event.participants],
        "outcome": event.outcome,
        "follows": list(event.follows),
        "sources": sources_of(event),
    }


def _source_row(source: Source) -> Row:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind,
        "published": _text(source.published),
        "reliability": source.reliability,
        "url": source.url,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


_COLUMNS: dict[type[Record], Callable[[Any], Row]] = {
    Actor: _actor,
    Tie: _tie,
    Issue: _issue,
    Position: _position,
    Judgement: _judgement,
    Proposal: _proposal,
    Event: _event,
    Source: _source_row,
}
