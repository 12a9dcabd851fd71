"""Which record names which: every reference that a record can hold, and the walk along them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, get_args, get_origin

from graphkit.dossier.dossier import Dossier, Path, Unread
from graphkit.dossier.fields import SLUG
from graphkit.dossier.model import RECORD_KINDS, Part, Record
from graphkit.dossier.problem import Place, near
from graphkit.dossier.references import KIND_OF_FIELD

Holder = Record | Unread
Naming = tuple[Holder, Path, str]  # who names, where in its record, and the id that stands there
_FIELDS = {"from": "from_"}  # keys that are no names in Python
_LETTERS = {"tie": "T", "issue": "I", "position": "P", "judgement": "J", "proposal": "O", "event": "E"}
_NUMBERS = {"actor": "103", "issue": "104", "event": "105", "position": "106"}
_LOOKS_AT_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the records of one kind that names records of another: in `path` a ``*`` is any item of a list.

    `code` is the code of the rule that asks for the named record to be declared.
    """

    code: str
    kind: str
    path: str
    target: str


def _references() -> Iterator[Reference]:
    """A row for each field of each kind that names a record."""
    for model in RECORD_KINDS:
        kind = model.name_of_kind
        yield Reference("D104", kind, "corrects", kind)
        for path, target in _paths(model):
            yield Reference(_code(kind, target), kind, path, target)


def _paths(annotation: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Paths from a model or a list of them to the fields that name records, with the kind that each names."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        for name, info in annotation.model_fields.items():
            inner = f"{path}.{info.alias or name}".lstrip(".")
            if name in KIND_OF_FIELD:
                yield f"{inner}.*" if get_origin(info.annotation) is tuple else inner, KIND_OF_FIELD[name]
            else:
                yield from _paths(info.annotation, inner)
    else:
        inner = f"{path}.*" if get_origin(annotation) is tuple else path
        for each in get_args(annotation):
            yield from _paths(each, inner)


def _code(kind: str, target: str) -> str:
    return "S103" if target == "source" else _LETTERS[kind] + _NUMBERS[target]


REFERENCES = tuple(_references())


def namings(dossier: Dossier, reference: Reference, records: Iterable[Record] | None = None) -> Iterator[Naming]:
    """Every record that a reference names, and who names it.

    Parameters
    ----------
    dossier : Dossier
    reference : Reference
    records : iterable of Record, optional
        The only ones to look at; default all of the kind, those with unreadable values included.
    """
    head, *rest = reference.path.split(".")
    value_of = attrgetter(_FIELDS.get(head, head))
    for record in dossier.of_kind(reference.kind) if records is None else records:
        if not (value := value_of(record)):
            continue
        if not rest:
            yield record, (head,), value
        else:
            yield from ((record, path, id) for path, id in _within(value, rest, (head,)))
    for unread in dossier.unread if records is None else ():
        if unread.name_of_kind == reference.kind:
            yield from ((unread, path, id) for path, id in _within(unread.value, [head, *rest], ()))


def _within(value: Any, steps: Sequence[str], path: Path) -> Iterator[tuple[Path, str]]:
    """The ids at the end of some steps into a record, or into what stands in the file for one."""
    if not steps:
        if isinstance(value, str) and SLUG.fullmatch(value):
            yield path, value
    elif steps[0] == "*":
        items = value if isinstance(value, list | tuple) else [value] if isinstance(value, str) else []
        for index, item in enumerate(items):
            yield from _within(item, steps[1:], (*path, index))
    else:
        inner = value.get(steps[0]) if isinstance(value, dict) else getattr(value, steps[0], None)
        if inner is not None:
            yield from _within(inner, steps[1:], (*path, steps[0]))


def place_of(dossier: Dossier, holder: Holder, path: Path) -> Place:
    """Where the value at a path of a record stands, whether the record could be read or not."""
    return holder.where.at(path) if isinstance(holder, Unread) else dossier.at(holder, *path)


class Hints:
    """Did-you-mean for the ids of one kind, within bounds: to compare many unknown ids with many known takes long."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = sorted(ids)
        self._left = max(20, _LOOKS_AT_MOST // max(1, len(self._ids)))

    def near(self, word: str, *, but: str | None = None) -> str:
        """Say which id was probably meant; `but` is the one that cannot be."""
        if not self._left:
            return "write the id of one that is declared"
        self._left -= 1
        return near(word, [id for id in self._ids if id != but])
