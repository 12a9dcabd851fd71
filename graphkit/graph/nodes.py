"""The nodes that a record makes: one of its own unless it is a tie, and one for each piece of its evidence."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from typing import Any

from graphkit.dossier.dates import Edtf
from graphkit.dossier.dossier import Path
from graphkit.dossier.evidence import evidence_of
from graphkit.dossier.model import Actor, Event, Evidence, Issue, Part, Position, Proposal, Record, Source
from graphkit.graph.vocabulary import RETRACTED, label_of, labels_of

Properties = dict[str, Any]
_COMMON = ("recorded_on", "retracted_on", "corrects", "coder", "note")
_OWN = {
    "actor": ("name", "kind", "short", "aliases", "country", "same_as", "description", "public_role"),
    "issue": ("name", "question", "quota"),
    "position": (
        "stance",
        "claim",
        "value",
        "low",
        "high",
        "basis",
        "status",
        "setting",
        "likelihood",
        "confidence",
    ),
    "judgement": ("quantity", "value", "low", "high"),
    "proposal": ("name",),
    "event": ("name", "kind", "place", "outcome", "code"),
    "source": (
        "title",
        "publisher",
        "kind",
        "published",
        "url",
        "author",
        "language",
        "accessed",
        "reliability",
        "sha256",
    ),
    "evidence": ("credibility", "language", "note"),
}


def node(record: Record, *, retracted: bool) -> Properties:
    """The properties of a record's node, with `labels`."""
    kind = record.kind if isinstance(record, Actor) else None
    labels = (RETRACTED,) if retracted else labels_of(record.name_of_kind, kind)
    return {"labels": labels, **pick(record, _OWN[record.name_of_kind]), **_derived(record), **common(record)}


def evidence_nodes(record: Record, *, retracted: bool) -> dict[str, Properties]:
    """The nodes of a record's evidence by their ids, ``evidence:…``."""
    ids = evidence_ids(record)
    return {ids[path]: _evidence(evidence, retracted=retracted) for path, evidence in evidence_of(record)}


def evidence_ids(record: Record) -> dict[Path, str]:
    """Ids of a record's evidence, by its path in the record: what it shows, and a digest of what it says.

    An id such as ``evidence:proposal.p.3f2a90c1d4`` stays the same when other evidence, answers or days of a status quo
    come or go.  Full stops part the pieces, since no slug contains one.
    """
    ids: dict[Path, str] = {}
    seen: Counter[str] = Counter()
    for path, evidence in evidence_of(record):
        holder = _holder(record, path)
        said = f"{path[0]}|{holder}|{evidence.model_dump_json(exclude_none=True)}"
        id = f"evidence:{record.name_of_kind}.{record.id}.{hashlib.sha256(said.encode()).hexdigest()[:10]}"
        seen[id] += 1
        ids[path] = id if seen[id] == 1 else f"{id}.{seen[id]}"
    return ids


def _holder(record: Record, path: Path) -> str:
    """The part of a record that the evidence at `path` shows, without its evidence; empty for the record itself."""
    if len(path) <= 2:
        return ""
    part: Part = getattr(record, str(path[0]))[path[1]]
    return part.model_dump_json(exclude={"evidence"}, exclude_none=True)


def period(when: Edtf | None, *, lasts: bool) -> Properties:
    """First and last day of a date; what `lasts` and has a single date has no last day."""
    if when is None:
        return {}
    until = None if lasts and not when.interval else when.latest
    return present({"valid_from": when.earliest, "valid_until": until})


def present(properties: Properties) -> Properties:
    """Properties that have a value; dates as written become text, lists of texts become tuples."""
    return {
        name: str(value) if isinstance(value, Edtf) else value
        for name, value in properties.items()
        if value is not None and value != ()
    }


def pick(record: Any, names: tuple[str, ...]) -> Properties:
    """The named fields of a record that have a value."""
    return present({name: getattr(record, name) for name in names})


def common(record: Record) -> Properties:
    """What every record may carry."""
    return pick(record, _COMMON)


def _derived(record: Record) -> Properties:
    """Properties that a record holds in parts: scales, red lines, conditions, dates."""
    if isinstance(record, Issue):
        return _issue(record)
    if isinstance(record, Position):
        return _position(record)
    if isinstance(record, Source):
        return period(record.published, lasts=False)
    if isinstance(record, Event | Proposal):
        return {"date": str(record.date), **period(record.date, lasts=False)}
    valid = getattr(record, "valid", None)
    return {**present({"valid": valid}), **period(valid, lasts=True)}


def _issue(issue: Issue) -> Properties:
    scale = {"scale_low": issue.scale.low, "scale_high": issue.scale.high} if issue.scale else {}
    notes = tuple(each.note or "" for each in issue.status_quo)
    status = {
        "status_quo_values": tuple(each.value for each in issue.status_quo),
        "status_quo_on": tuple(str(each.on) for each in issue.status_quo),
        "status_quo_notes": notes if any(notes) else (),
    }
    return {**scale, **present(status)}


def _position(position: Position) -> Properties:
    accepts = position.accepts
    lines = {"accepts_at_least": accepts.at_least, "accepts_at_most": accepts.at_most} if accepts else {}
    conditions = {"conditions": tuple(condition.text for condition in position.conditions)}
    valid = {"valid": str(position.valid), **period(position.valid, lasts=True)}
    return {**present(lines), **present(conditions), **valid}


def _evidence(evidence: Evidence, *, retracted: bool) -> Properties:
    where: dict[str, int | str | date] = {}
    if evidence.locator:
        where["paragraph"] = evidence.locator.paragraph
    if evidence.lock:
        lock = evidence.lock
        where |= {"lock_start": lock.start, "lock_end": lock.end, "sha256": lock.sha256}
    return {"labels": (label_of("evidence:", retracted=retracted),), **pick(evidence, _OWN["evidence"]), **where}
