"""What a load writes: the nodes and relationships by which two states of a dossier differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from graphkit.dossier.editions import Edition
from graphkit.graph.build import on_node, on_relationship
from graphkit.graph.elements import Elements, elements
from graphkit.graph.relationships import Relationship
from graphkit.graph.vocabulary import RETRACTED, label_of

Row = dict[str, Any]
Progress = Callable[[int, int], None]
Phase = Literal["nodes_gone", "nodes_changed", "nodes_new", "relationships_new", "relationships_changed"]
PHASES: tuple[Phase, ...] = get_args(Phase)
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

        Each phase must be read to its end before the next.  `progress` is told how many of how many steps are done.
        """
        known = [change for change in self.changes if change.before is not None]
        created = [change for change in self.changes if change.before is None]
        work: dict[Phase, list[Change]] = {phase: [] for phase in PHASES}
        work["nodes_new"], work["relationships_new"] = list(created), list(created)
        watch = _Watch(progress, 2 * len(self.changes))
        yield self._relationships_gone(watch(known), work)
        for phase in PHASES:
            watch.steps = watch.done + sum(len(work[each]) for each in PHASES[PHASES.index(phase) :])
            phase_ops: Callable[[Iterable[Change]], Iterator[Op]] = getattr(self, f"_{phase}")
            yield phase_ops(watch(work[phase]))
        progress(watch.steps, watch.steps)

    def _relationships_gone(self, changes: Iterable[Change], work: Mapping[Phase, list[Change]]) -> Iterator[Op]:
        """Also finds out in which phases a change has work, since to make its elements is what takes time."""
        for change in changes:
            old, new = _sides(change)
            for phase in _phases(old, new):
                work[phase].append(change)
            for id, each in old.relationships.items():
                if not _joins_the_same(each, new.relationships.get(id)):
                    yield self._gone(id, each, old)

    def _gone(self, id: str, each: Relationship, own: Elements) -> Op:
        """How to find a relationship that goes: from an end that is the record's own, which has few.

        To find it by its id takes the longer the more the transaction has deleted.
        """
        row = {"id": f"{self.dossier}/{id}"}
        for end, way in ((each.start, "from"), (each.end, "to")):
            if end in own.nodes:
                labels = (("LABEL", _label(end, own.nodes[end])), ("TYPE", each.type))
                return Op(f"delete-relationships-{way}", labels, {**row, "key": f"{self.dossier}/{end}"})
        return Op("delete-relationships", (("TYPE", each.type),), row)

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


class _Watch:
    """Tells how far things are while changes are gone through."""

    def __init__(self, progress: Progress, steps: int) -> None:
        self.progress = progress
        self.steps = steps
        self.done = 0

    def __call__(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The changes, one after the other."""
        for change in changes:
            if self.done % TOLD_EVERY == 0:
                self.progress(self.done, max(self.done, self.steps))
            self.done += 1
            yield change


def _phases(old: Elements, new: Elements) -> Iterator[Phase]:
    """The phases in which a record that was there has something to write, but for relationships that go."""
    if not old.nodes.keys() <= new.nodes.keys():
        yield "nodes_gone"
    if any(old.nodes.get(id, properties) != properties for id, properties in new.nodes.items()):
        yield "nodes_changed"
    if not new.nodes.keys() <= old.nodes.keys():
        yield "nodes_new"
    pairs = [(each, old.relationships.get(id)) for id, each in new.relationships.items()]
    if not all(_joins_the_same(each, former) for each, former in pairs):
        yield "relationships_new"
    if any(former and each.properties != former.properties for each, former in pairs):
        yield "relationships_changed"


def _sides(change: Change) -> tuple[Elements, Elements]:
    """What a record added to the graph, and what it adds now."""
    before = elements(change.before, dated=True) if change.before else NOTHING
    after = elements(change.after, dated=True) if change.after else NOTHING
    return before, after


def _label(id: str, properties: Mapping[str, Any]) -> str:
    return label_of(id, retracted=RETRACTED in properties["labels"])


def _joins_the_same(one: Relationship, other: Relationship | None) -> bool:
    return other is not None and (one.start, one.type, one.end) == (other.start, other.type, other.end)
