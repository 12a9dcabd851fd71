"""Which fields of a record name another record, and of which kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from graphkit.dossier.model import Part

P = TypeVar("P", bound=Part)
Names = Mapping[str, Mapping[str, str]]  # for a kind: from an id to the id that takes its place

KIND_OF_FIELD = {
    "actor": "actor",
    "from_": "actor",
    "to": "actor",
    "consent": "actor",
    "attributed_by": "actor",
    "on_behalf_of": "actor",
    "by": "actor",
    "issue": "issue",
    "issues": "issue",
    "parent": "issue",
    "event": "event",
    "follows": "event",
    "source": "source",
    "via": "source",
    "supersedes": "position",
}


def references(part: Part) -> Iterator[tuple[str, str]]:
    """Kind and id of every record that a record or one of its parts names; `corrects` apart.

    Examples
    --------
    >>> from graphkit.dossier.model import Tie
    >>> list(references(Tie(id="t", from_="a", to="b", kind="heads", evidence=({"source": "s"},))))
    [('actor', 'a'), ('actor', 'b'), ('source', 's')]
    """
    for name, value in part:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Part):
                yield from references(each)
            elif each is not None and name in KIND_OF_FIELD:
                yield KIND_OF_FIELD[name], each


def renamed(part: P, names: Names) -> P:
    """A record in which references to some ids are references to others; the same object where none is."""
    changes = {}
    for name, value in part:
        new = _renamed(value, names.get(KIND_OF_FIELD.get(name, ""), {}), names)
        if new is not value:
            changes[name] = new
    return part.model_copy(update=changes) if changes else part


def _renamed(value: object, ids: Mapping[str, str], names: Names) -> object:
    if isinstance(value, Part):
        return renamed(value, names)
    if isinstance(value, tuple):
        new = tuple(_renamed(each, ids, names) for each in value)
        return new if any(one is not other for one, other in zip(new, value, strict=True)) else value
    return ids.get(value, value) if isinstance(value, str) else value
