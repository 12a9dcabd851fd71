"""The relationships that a record makes, with their types, ends and properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import singledispatch

from graphkit.dossier.evidence import evidence_of
from graphkit.dossier.model import Condition, Event, Issue, Judgement, Position, Proposal, Record, Tie
from graphkit.graph.nodes import Properties, common, evidence_ids, period, present


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


def relationships(record: Record) -> dict[str, Relationship]:
    """Every relationship that a record makes, by an id which is unique in the dossier."""
    found: dict[str, Relationship] = {}
    seen: Counter[str] = Counter()
    for each in [*of_record(record), *_of_evidence(record)]:
        seen[each.base_id] += 1
        id = each.base_id if seen[each.base_id] == 1 else f"{each.base_id}#{seen[each.base_id]}"
        found[id] = each
    return found


def _of_evidence(record: Record) -> Iterator[Relationship]:
    """From evidence to its sources, and to it from its record; a tie, which is no node, carries the keys instead."""
    ids = evidence_ids(record)
    for path, evidence in evidence_of(record):
        if not isinstance(record, Tie):
            yield Relationship(record.key, "SHOWN_BY", ids[path])
        yield Relationship(ids[path], "FROM", f"source:{evidence.source}")
        if evidence.via:
            yield Relationship(ids[path], "VIA", f"source:{evidence.via}")


@singledispatch
def of_record(record: Record) -> Iterator[Relationship]:
    """The relationships that a record itself makes."""
    yield from ()


@of_record.register
def _(tie: Tie) -> Iterator[Relationship]:
    properties = {
        "evidence": tuple(evidence_ids(tie).values()),
        **present({"valid": tie.valid}),
        **period(tie.valid, lasts=True),
        **common(tie),
    }
    yield Relationship(f"actor:{tie.from_}", tie.kind.upper(), f"actor:{tie.to}", present(properties), id=tie.key)


@of_record.register
def _(issue: Issue) -> Iterator[Relationship]:
    if issue.parent:
        yield Relationship(issue.key, "PART_OF", f"issue:{issue.parent}")
    for actor in issue.consent:
        yield Relationship(issue.key, "NEEDS_CONSENT_OF", f"actor:{actor}")


@of_record.register
def _(position: Position) -> Iterator[Relationship]:
    yield Relationship(f"actor:{position.actor}", "TOOK", position.key)
    yield Relationship(position.key, "ON", f"issue:{position.issue}")
    if position.attributed_by:
        yield Relationship(f"actor:{position.attributed_by}", "ATTRIBUTED", position.key)
    for condition in position.conditions:
        yield from _depends_on(position, condition)
    for actor in position.on_behalf_of:
        yield Relationship(position.key, "ON_BEHALF_OF", f"actor:{actor}")
    if position.event:
        yield Relationship(position.key, "STATED_AT", f"event:{position.event}")
    if position.supersedes:
        yield Relationship(position.key, "SUPERSEDES", f"position:{position.supersedes}")


def _depends_on(position: Position, condition: Condition) -> Iterator[Relationship]:
    """A condition that is about an issue or an event; one in words alone stands on the position's node."""
    fields = ("text", "at_least", "at_most", "then")
    properties = present({name: getattr(condition, name) for name in fields})
    if condition.issue:
        yield Relationship(position.key, "DEPENDS_ON", f"issue:{condition.issue}", properties)
    if condition.event:
        yield Relationship(position.key, "DEPENDS_ON", f"event:{condition.event}", properties)


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
    ids = evidence_ids(proposal)
    for index, response in enumerate(proposal.responses):
        keys = tuple(ids["responses", index, "evidence", number] for number in range(len(response.evidence)))
        properties = {"answer": response.answer, "date": response.date, "evidence": keys, "note": response.note}
        dated = {**present(properties), **period(response.date, lasts=False)}
        part = f"{response.answer}@{response.date}" if response.date else response.answer
        yield Relationship(f"actor:{response.actor}", "ANSWERED", proposal.key, dated, part=part)


@of_record.register
def _(event: Event) -> Iterator[Relationship]:
    keys = tuple(evidence_ids(event).values())
    for each in event.participants:
        properties = present({"role": each.role, "evidence": keys})
        yield Relationship(f"actor:{each.actor}", "TOOK_PART", event.key, properties, part=each.role)
    for issue in event.issues:
        yield Relationship(event.key, "ADDRESSED", f"issue:{issue}")
    for earlier in event.follows:
        yield Relationship(event.key, "FOLLOWS", f"event:{earlier}")
