"""Whether the nodes and relationships in a database are those that a dossier makes: each is hashed and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.editions import editions
from graphkit.graph.build import on_node, on_relationship
from graphkit.graph.elements import elements
from graphkit.store.stored import Element

What = Literal["missing", "added", "changed", "twice"]


@dataclass(frozen=True, slots=True)
class Difference:
    """An element in which a database departs from the dossier that was loaded.

    Attributes
    ----------
    what : "missing", "added", "changed" or "twice"
        Seen from the database.
    element : str
        ``"node"`` or ``"relationship"``.
    key : str
    details : tuple of str
        Where both have it: which labels, ends or properties differ, and how.
    """

    what: What
    element: str
    key: str
    details: tuple[str, ...] = ()


def wanted(dossier: Dossier) -> Iterator[Element]:
    """Every node and relationship that a whole dossier makes, as a database should have it."""
    name = dossier.manifest.id
    for found in editions(dossier).values():
        made = elements(found, dated=True)
        for id, properties in made.nodes.items():
            rest = {each: value for each, value in properties.items() if each != "labels"}
            labels = tuple(sorted(properties["labels"]))
            yield Element("node", f"{name}/{id}", labels, (), on_node(name, id, rest))
        for id, each in made.relationships.items():
            ends = (f"{name}/{each.start}", f"{name}/{each.end}")
            yield Element("relationship", f"{name}/{id}", (each.type,), ends, on_relationship(name, id, each))


def compare(dossier: Dossier, there: Iterable[Element]) -> list[Difference]:
    """Where what is there departs from what the dossier makes.

    Parameters
    ----------
    dossier : Dossier
        Whole.
    there : iterable of Element
        What the database has.

    Returns
    -------
    list of Difference
        In order of kind and key; empty where both are the same.
    """
    missing = {(each.what, each.key): _hash(each) for each in wanted(dossier)}
    seen: set[tuple[str, str]] = set()
    found: list[Difference] = []
    changed: dict[tuple[str, str], Element] = {}
    for each in there:
        name = (each.what, each.key)
        if name in seen:
            found.append(Difference("twice", *name))
        elif name not in missing:
            found.append(Difference("added", *name, _says(each)))
        elif missing.pop(name) != _hash(each):
            changed[name] = each
        seen.add(name)
    found += (Difference("missing", *name) for name in missing)
    found += _details(dossier, changed)
    return sorted(found, key=lambda each: (each.element, each.key, each.what))


def _hash(element: Element) -> bytes:
    """A hash of all that an element says; the order of properties does not show."""
    said = repr((element.labels, element.ends, sorted(element.properties.items())))
    return hashlib.sha256(said.encode()).digest()[:16]


def _details(dossier: Dossier, changed: Mapping[tuple[str, str], Element]) -> Iterator[Difference]:
    """How elements differ; those of the dossier are made once more, since only their hashes were kept."""
    if not changed:
        return
    for each in wanted(dossier):
        other = changed.get((each.what, each.key))
        if other is not None:
            yield Difference("changed", each.what, each.key, tuple(_departures(each, other)))


def _departures(ours: Element, theirs: Element) -> Iterator[str]:
    if ours.labels != theirs.labels:
        yield f"{':'.join(theirs.labels)} instead of {':'.join(ours.labels)}"
    if ours.ends != theirs.ends:
        yield f"from {' to '.join(theirs.ends)} instead of {' to '.join(ours.ends)}"
    for name in sorted(ours.properties.keys() | theirs.properties.keys()):
        one, other = ours.properties.get(name), theirs.properties.get(name)
        if repr(one) != repr(other):
            yield f"{name}: {_short(other)} instead of {_short(one)}"


def _says(element: Element) -> tuple[str, ...]:
    return (" ".join((":".join(element.labels), *element.ends)),)


def _short(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
