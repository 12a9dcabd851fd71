"""The relationships of the property graph, with their types, ends and properties.

A relationship that comes from a retracted record has the type RETRACTED and says in `was` which type it had, so that
a count of ties or of positions taken is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import singledispatch

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.evidence import all_evidence, evidence_of
from graphkit.dossier.model import Event, Issue, Judgement, Position, Proposal, Record, Tie
from graphkit.graph.nodes import RETRACTED, Properties, common, evidence_id, period, present, retracted_keys


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship between two nodes, named by their ids ``kind:slug``."""

    start: str
    type: str
    end: str
    properties: Properties = field(default_factory=dict)
    id: str | None = None
    part: str = ""

    @property
    def base_id(self) -> str:
        """What tells it from others; parallel relationships of one type get a number besides."""
        if self.id:
            return self.id
        return f"{self.type.lower()}:{self.start}>{self.end}" + (f":{self.part}" if self.part else "")


def relationships(dossier: Dossier) -> dict[str, Relationship]:
    """Every relationship of a dossier by its id, which is unique in the dossier."""
    retracted = retracted_keys(dossier)
    found: dict[str, Relationship] = {}
    seen: Counter[str] = Counter()
    for record in dossier.records():
        for each in [*of_record(record), *_shown_by(record)]:
            seen[each.base_id] += 1
            id = each.base_id if seen[each.base_id] == 1 else f"{each.base_id}#{seen[each.base_id]}"
            found[id] = _retracted(each) if record.key in retracted else each
    for record, path, evidence in all_evidence(dossier):
        start = evidence_id(record, path)
        ends = [("FROM", evidence.source)] + ([("VIA", evidence.via)] if evidence.via else [])
        for type_, source in ends:
            each = Relationship(start, type_, f"source:{source}")
            found[each.base_id] = _retracted(each) if record.key in retracted else each
    return found


def _retracted(each: Relationship) -> Relationship:
    return replace(each, type=RETRACTED.upper(), properties={**each.properties, "was": each.type})


def _shown_by(record: Record) -> Iterator[Relationship]:
    """From a record that is a node to its evidence; a tie is none and carries the keys instead."""
    if not isinstance(record, Tie):
        for path, _ in evidence_of(record):
            yield Relationship(record.key, "SHOWN_BY", evidence_id(record, path))


@singledispatch
def of_record(record: Record) -> Iterator[Relationship]:
    """The relationships that a record itself makes."""
    yield from ()


@of_record.register
def _(tie: Tie) -> Iterator[Relationship]:
    keys = tuple(evidence_id(tie, path) for path, _ in evidence_of(tie))
    properties = {"evidence": keys, **present({"valid": tie.valid}), **period(tie.valid, lasts=True), **common(tie)}
    yield Relationship(f"actor:{tie.from_}", tie.kind.upper(), f"actor:{tie.to}", present(properties), id=tie.key)


@of_record.register
def _(issue: Issue) -> Iterator[Relationship]:
    if issue.parent:
        yield Relationship(issue.key, "PART_OF", f"issue:{issue.parent}")


@of_record.register
def _(position: Position) -> Iterator[Relationship]:
    yield Relationship(f"actor:{position.actor}", "TOOK", position.key)
    yield Relationship(position.key, "ON", f"issue:{position.issue}")
    if position.attributed_by:
        yield Relationship(f"actor:{position.attributed_by}", "ATTRIBUTED", position.key)
    for actor in position.on_behalf_of:
        yield Relationship(position.key, "ON_BEHALF_OF", f"actor:{actor}")
    if position.event:
        yield Relationship(position.key, "STATED_AT", f"event:{position.event}")
    if position.supersedes:
        yield Relationship(position.key, "SUPERSEDES", f"position:{position.supersedes}")


@of_record.register
def _(judgement: Judgement) -> Iterator[Relationship]:
    yield Relationship(judgement.key, "OF", f"actor:{judgement.actor}")
    if judgement.issue:
        yield Relationship(judgement.key, "ON", f"issue:{judgement.issue}")


@of_record.register
def _(proposal: Proposal) -> Iterator[Relationship]:
    for actor in proposal.by:
        yield Relationship(f"actor:{actor}", "PROPOSED", proposal.key)
    for term in proposal.terms:
        properties = present({"value": term.value, "text": term.text})
        yield Relationship(proposal.key, "TERM", f"issue:{term.issue}", properties)
    if proposal.event:
        yield Relationship(proposal.key, "TABLED_AT", f"event:{proposal.event}")
    yield from _answers(proposal)


def _answers(proposal: Proposal) -> Iterator[Relationship]:
    for index, response in enumerate(proposal.responses):
        path = ("responses", index, "evidence")
        keys = tuple(evidence_id(proposal, (*path, number)) for number in range(len(response.evidence)))
        properties = {"answer": response.answer, "date": response.date, "evidence": keys, "note": response.note}
        dated = {**present(properties), **period(response.date, lasts=False)}
        yield Relationship(f"actor:{response.actor}", "ANSWERED", proposal.key, dated)


@of_record.register
def _(event: Event) -> Iterator[Relationship]:
    keys = tuple(evidence_id(event, path) for path, _ in evidence_of(event))
    for each in event.participants:
        properties = present({"role": each.role, "evidence": keys})
        yield Relationship(f"actor:{each.actor}", "TOOK_PART", event.key, properties, part=each.role)
    for issue in event.issues:
        yield Relationship(event.key, "ADDRESSED", f"issue:{issue}")
    for earlier in event.follows:
        yield Relationship(event.key, "FOLLOWS", f"event:{earlier}")
