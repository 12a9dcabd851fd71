"""What a load writes: the nodes and relationships by which two states of a dossier differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphkit.dossier.editions import Edition
from graphkit.graph.build import on_node, on_relationship
from graphkit.graph.elements import Elements, elements
from graphkit.graph.relationships import Relationship
from graphkit.graph.vocabulary import RETRACTED, label_of

Row = dict[str, Any]
Progress = Callable[[int, int], None]
TOLD_EVERY = 500  # records
NOTHING = Elements({}, {})


@dataclass(frozen=True, slots=True)
class Change:
    """A record that differs: its editions before and after, None where it was or is not there."""

    key: str
    before: tuple[Edition, ...] | None
    after: tuple[Edition, ...] | None


class Op(NamedTuple):
    """One row for a statement of cypher/load, and the labels or type that stand in its text."""

    statement: str
    labels: tuple[tuple[str, str], ...]
    row: Row


@dataclass(frozen=True)
class Plan:
    """The rows of a load, phase by phase in the order in which they must be written.

    Attributes
    ----------
    dossier : str
        Its id.
    changes : tuple of Change
        In order of key.
    retracted : frozenset of str
        Ids of the nodes of records that no longer count.
    """

    dossier: str
    changes: tuple[Change, ...]
    retracted: frozenset[str]

    def ops(self, progress: Progress) -> Iterator[Iterator[Op]]:
        """What to delete, to change and to create, phase by phase: nodes go after their relationships and come first.

        `progress` is told how many of how many steps are done.
        """
        known = [change for change in self.changes if change.before is not None]
        phases = (
            (self._relationships_gone, known),
            (self._nodes_gone, known),
            (self._nodes_changed, known),
            (self._nodes_new, self.changes),
            (self._relationships_new, self.changes),
            (self._relationships_changed, known),
        )
        steps, done = sum(len(changes) for _, changes in phases), 0
        for phase, changes in phases:
            yield phase(_watched(changes, done, steps, progress))
            done += len(changes)
        progress(steps, steps)

    def _relationships_gone(self, changes: Iterable[Change]) -> Iterator[Op]:
        for old, new in map(_sides, changes):
            for id, each in old.relationships.items():
                if not _joins_the_same(each, new.relationships.get(id)):
                    yield Op("delete-relationships", (("TYPE", each.type),), {"id": f"{self.dossier}/{id}"})

    def _nodes_gone(self, changes: Iterable[Change]) -> Iterator[Op]:
        for old, new in map(_sides, changes):
            for id, properties in old.nodes.items():
                if id not in new.nodes:
                    yield Op("delete-nodes", (("LABEL", _label(id, properties)),), {"key": f"{self.dossier}/{id}"})

    def _nodes_changed(self, changes: Iterable[Change]) -> Iterator[Op]:
        for old, new in map(_sides, changes):
            for id, properties in new.nodes.items():
                former = old.nodes.get(id)
                if former is not None and former != properties:
                    row = {**self._node(id, properties), "former": former["labels"]}
                    yield Op("set-nodes", (("LABEL", _label(id, former)),), row)

    def _nodes_new(self, changes: Iterable[Change]) -> Iterator[Op]:
        for old, new in map(_sides, changes):
            for id, properties in new.nodes.items():
                if id not in old.nodes:
                    yield Op("create-nodes", (), self._node(id, properties))

    def _relationships_new(self, changes: Iterable[Change]) -> Iterator[Op]:
        for change in changes:
            old, new = _sides(change)
            for id, each in new.relationships.items():
                if not _joins_the_same(each, old.relationships.get(id)):
                    ends = (("START", self._label_at(each.start, new)), ("END", self._label_at(each.end, new)))
                    yield Op("create-relationships", ends, self._relationship(id, each))

    def _relationships_changed(self, changes: Iterable[Change]) -> Iterator[Op]:
        for old, new in map(_sides, changes):
            for id, each in new.relationships.items():
                former = old.relationships.get(id)
                if former is not None and _joins_the_same(each, former) and each.properties != former.properties:
                    row = self._relationship(id, each)
                    yield Op("set-relationships", (("TYPE", each.type),), {**row, "id": row["properties"]["id"]})

    def _node(self, id: str, properties: Mapping[str, Any]) -> Row:
        rest = {name: value for name, value in properties.items() if name != "labels"}
        key = f"{self.dossier}/{id}"
        return {"key": key, "labels": properties["labels"], "properties": on_node(self.dossier, id, rest)}

    def _relationship(self, id: str, each: Relationship) -> Row:
        return {
            "start": f"{self.dossier}/{each.start}",
            "type": each.type,
            "end": f"{self.dossier}/{each.end}",
            "properties": on_relationship(self.dossier, id, each),
        }

    def _label_at(self, id: str, own: Elements) -> str:
        """The label by which an end of a relationship is found: one of the record's own nodes, or another record's."""
        if id in own.nodes:
            return _label(id, own.nodes[id])
        return label_of(id, retracted=id in self.retracted)


def _watched(changes: Iterable[Change], done: int, steps: int, progress: Progress) -> Iterator[Change]:
    for number, change in enumerate(changes):
        if number % TOLD_EVERY == 0:
            progress(done + number, steps)
        yield change


def _sides(change: Change) -> tuple[Elements, Elements]:
    """What a record added to the graph, and what it adds now."""
    before = elements(change.before, dated=True) if change.before else NOTHING
    after = elements(change.after, dated=True) if change.after else NOTHING
    return before, after


def _label(id: str, properties: Mapping[str, Any]) -> str:
    return label_of(id, retracted=RETRACTED in properties["labels"])


def _joins_the_same(one: Relationship, other: Relationship | None) -> bool:
    return other is not None and (one.start, one.type, one.end) == (other.start, other.type, other.end)
