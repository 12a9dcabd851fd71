"""What may stand at each key of a record, and in which order the keys are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from graphkit.dossier.dates import Edtf
from graphkit.dossier.fields import OneOrMore, Slug
from graphkit.dossier.model import Part

_BARE = (float, int, bool, date, Edtf)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record.

    Attributes
    ----------
    key, name : str
        As written in the file, and as an attribute of the record.
    part : type of Part or None
        What the mapping below it holds, where it takes mappings.
    many : bool
        Whether it takes a list.
    names : bool
        Whether that is a list of ids, of which a single one stands without a list.
    bare : bool
        Whether it takes a number, a date or a flag, which is never quoted for its look.
    required : bool
    choices : tuple of str
        The words of a closed list; else empty.
    description : str
    default : object
    """

    key: str
    name: str
    part: type[Part] | None
    many: bool
    names: bool
    bare: bool
    required: bool
    choices: tuple[str, ...]
    description: str
    default: Any


@cache
def fields_of(model: type[Part]) -> tuple[Field, ...]:
    """The keys of a record or a part in the order of the house.

    The id comes first, then what belongs to the kind, then what every record may carry, and the evidence last.

    Examples
    --------
    >>> from graphkit.dossier.model import Event
    >>> [field.key for field in fields_of(Event)][-6:]
    ['recorded_on', 'retracted_on', 'corrects', 'coder', 'note', 'evidence']
    """
    own = [name for name in model.__annotations__ if name in model.model_fields]
    names = [*own, *(name for name in model.model_fields if name not in own)]
    rank = {"id": -1, "evidence": 1}
    return tuple(_field(model, name) for name in sorted(names, key=lambda name: rank.get(name, 0)))


@cache
def by_key(model: type[Part]) -> dict[str, Field]:
    """The same by key."""
    return {field.key: field for field in fields_of(model)}


def hint_of(model: type[Part], field: Field) -> Any:
    """The type of a field with all that refines it."""
    return get_type_hints(model, include_extras=True)[field.name]


def rank_of(column: str, model: type[Part]) -> tuple[int, ...]:
    """Where a column of a table, such as ``evidence.1.source``, stands among the others."""
    found: list[int] = []
    for step in column.split("."):
        if step.isdecimal():
            found.append(int(step))
        else:
            field = by_key(model)[step]
            found.append(fields_of(model).index(field))
            model = field.part or model
    return tuple(found)


def _field(model: type[Part], name: str) -> Field:
    info = model.model_fields[name]
    leaves = list(_leaves(info.annotation))
    types = [each for each in leaves if isinstance(each, type)]
    return Field(
        key=info.alias or name,
        name=name,
        part=next((each for each in types if issubclass(each, Part)), None),
        many=tuple in types,
        names=get_type_hints(model, include_extras=True)[name] == OneOrMore[Slug],
        bare=any(issubclass(each, _BARE) for each in types),
        required=info.is_required(),
        choices=next((get_args(each) for each in leaves if get_origin(each) is Literal), ()),
        description=info.description or "",
        default=info.default,
    )


def _leaves(annotation: Any) -> Iterator[Any]:
    """The types that an annotation is made of, without what refines them; `tuple` for a list."""
    inner = get_args(annotation)
    if get_origin(annotation) is tuple:
        yield tuple
    if hasattr(annotation, "__metadata__"):
        yield from _leaves(inner[0])
    elif inner and get_origin(annotation) is not Literal:
        for each in inner:
            yield from _leaves(each)
    else:
        yield annotation
