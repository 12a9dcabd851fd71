"""How a record stands in a row of cells, and comes back the same.

- A column is the path to a value: ``actor``, ``accepts.at_least``, ``evidence.1.source``; items of a list count from 1.
- A list of words may stand in one cell with semicolons between: ``kremlin; russia``.  Where a word has a semicolon of
  its own, or white space at its ends, the list takes a column for each: ``aliases.1``, ``aliases.2``.
- An empty cell says nothing, like a key that was left out.
- A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or an apostrophe has an apostrophe in front, so that no
  spreadsheet takes it for a formula; it is taken away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from graphkit.dossier.dossier import Path

SEPARATOR = ";"
_GUARDED = ("=", "+", "-", "@", "'", "\t", "\r", "\n")


def row_of(value: Mapping[str, Any]) -> dict[str, str]:
    """A record's plain values as cells by column.

    Examples
    --------
    >>> row_of({"id": "p", "accepts": {"at_most": 40}, "on_behalf_of": ["a", "b"], "evidence": [{"source": "s"}]})
    {'id': 'p', 'accepts.at_most': '40', 'on_behalf_of': 'a; b', 'evidence.1.source': 's'}
    """
    return dict(_cells("", value))


def _cells(column: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _cells(f"{column}.{key}" if column else str(key), inner)
    elif isinstance(value, list | tuple):
        if value and all(isinstance(each, str) and _fits_a_shared_cell(each) for each in value):
            yield column, _guarded(f"{SEPARATOR} ".join(value))
        else:
            for number, inner in enumerate(value, 1):
                yield from _cells(f"{column}.{number}", inner)
    elif value is not None:
        yield column, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    return _guarded(str(value))


def _fits_a_shared_cell(word: str) -> bool:
    return SEPARATOR not in word and word == word.strip() and not word.startswith(_GUARDED)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_GUARDED) else text


def unguarded(cell: str) -> str:
    """A cell's text without the apostrophe that keeps spreadsheets from reading a formula.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'quoted'")
    ('=1+1', "'quoted'")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: where its cells belong in a record.

    Attributes
    ----------
    path : tuple
        Keys, and positions in lists as numbers from 1.
    words : bool
        Whether a cell may hold several words.
    """

    path: Path
    words: bool


class UnknownColumn(ValueError):
    """No field of the record has this name; carries the keys that would do at that place."""

    def __init__(self, name: str, keys: list[str]) -> None:
        super().__init__(f"no field {name!r}")
        self.name = name
        self.keys = keys


def column(name: str, model: type[BaseModel]) -> Column:
    """Where the cells of a column belong.

    Parameters
    ----------
    name : str
        The column's name, such as ``evidence.1.source``.
    model : type of record

    Returns
    -------
    Column

    Raises
    ------
    UnknownColumn
        If the record has no such field.
    """
    annotation: Any = model
    path: list[str | int] = []
    for step in name.split("."):
        keys = _keys(annotation)
        member = _member(annotation)
        if step in keys:
            annotation = keys[step]
            path.append(step)
        elif member is not None and re.fullmatch("[1-9][0-9]{0,3}", step):
            annotation = member
            path.append(int(step))
        else:
            raise UnknownColumn(name, [".".join([*map(str, path), key]) for key in keys or ["1"]])
    if _keys(annotation):
        raise UnknownColumn(name, [f"{name}.{key}" for key in _keys(annotation)])
    member = _member(annotation)
    if member is not None and _keys(member):
        raise UnknownColumn(name, [f"{name}.1.{key}" for key in _keys(member)])
    return Column(tuple(path), words=member is not None)


def _keys(annotation: Any) -> dict[str, Any]:
    """The fields of a model behind an annotation, by the keys of the file."""
    for each in _alternatives(annotation):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return {info.alias or name: info.annotation for name, info in each.model_fields.items()}
    return {}


def _member(annotation: Any) -> Any:
    """What a list behind an annotation holds; None where there is no list."""
    return next((get_args(each)[0] for each in _alternatives(annotation) if get_origin(each) is tuple), None)


def _alternatives(annotation: Any) -> Iterator[Any]:
    """What an annotation may be, without ``None`` and without what refines it."""
    if hasattr(annotation, "__metadata__"):
        yield from _alternatives(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for each in get_args(annotation):
            yield from _alternatives(each)
    else:
        yield annotation


def raw_value(cells: Sequence[str], columns: Sequence[Column | None]) -> dict[Any, Any]:
    """The filled cells of a row as nested mappings, in which the items of a list still have their numbers."""
    raw: dict[Any, Any] = {}
    for cell, each in zip(cells, columns, strict=False):
        if not cell or each is None:
            continue
        node = raw
        for step in each.path[:-1]:
            node = node.setdefault(step, {})
        text = unguarded(cell)
        node[each.path[-1]] = _words(text) if each.words else text
    return raw


def closed(raw: Any) -> Any:
    """Nested mappings with the items of lists closed up: items 1 and 3 become the first and the second."""
    if not isinstance(raw, dict):
        return raw
    if raw and all(isinstance(key, int) for key in raw):
        return [closed(raw[key]) for key in sorted(raw)]
    return {key: closed(value) for key, value in raw.items()}


def raw_path(raw: Any, path: Path) -> Path:
    """The path in a raw value that became `path` when its lists closed up; as far as it goes."""
    found: list[str | int] = []
    for step in path:
        if not isinstance(raw, dict):
            break
        key = sorted(raw)[step] if isinstance(step, int) and step < len(raw) else step
        found.append(key)
        raw = raw.get(key)
    return tuple(found)


def _words(text: str) -> list[str]:
    return [word for word in (part.strip() for part in text.split(SEPARATOR)) if word]
