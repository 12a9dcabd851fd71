"""The page's data in columns: names once, repeated values once, so that a large dossier stays a small file.

It stays JSON that a reader can follow, and the same data give the same bytes everywhere, which a compressed form would
not: what zlib writes depends on its version.  `unpacked` says what each form means; ``web/src/packed.js`` does the same
in the page.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby, takewhile
from typing import Any, TypeAlias

Column: TypeAlias = Any
FORMAT = 3
ROWS_FROM, NAMES_FROM = 8, 50
_TUPLE_UP_TO = 4
_TABLE, _MAP = "$table", "$map"
_ABSENT = object()


class _Texts(list[str]):
    """Texts of one column, before it is known which of them other columns have too."""


def packed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Long lists of records as columns.

    Parameters
    ----------
    data : mapping
        What the page's script is to get: JSON values; no name in it begins with a dollar sign.

    Returns
    -------
    dict
        `version`, the `texts` that occur in more than one column, and `data`, in which a long list of objects is
        ``{"$table": rows, "columns": column}`` and a large object of texts ``{"$map": column, "to": column}``.

    Examples
    --------
    >>> rows = [{"id": f"tie-{i}", "kind": "heads"} for i in range(8)]
    >>> packed({"ties": rows})["data"]["ties"]["columns"]
    {'o': {'id': {'p': 'tie-', 'n': (0, 1, 2, 3, 4, 5, 6, 7)}, 'kind': {'c': 'heads'}}}
    >>> unpacked(packed({"ties": rows})) == {"ties": rows}
    True
    """
    told = _walked(data)
    found = Counter(chain.from_iterable(map(set, _leaves(told))))
    shared = sorted(text for text, number in found.items() if number > 1 and len(text) > 3)
    return {"version": FORMAT, "texts": shared, "data": _placed(told, {text: at for at, text in enumerate(shared)})}


def _walked(value: Any) -> Any:
    if isinstance(value, Mapping):
        values = list(value.values())
        if len(values) >= NAMES_FROM and all(isinstance(each, str) for each in values):
            return {_MAP: _column(list(value)), "to": _column(values)}
        return {name: _walked(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        if len(value) >= ROWS_FROM and all(isinstance(each, Mapping) for each in value):
            return {_TABLE: len(value), "columns": _column(value)}
        return [_walked(each) for each in value]
    return value


def _column(values: Sequence[Any]) -> Column:
    """Values, one a row, in the shortest of the forms that `unpacked` knows; a tuple holds plain values as they are."""
    if {type(each) for each in values} == {int}:
        return {"c": values[0]} if len(values) > 1 and len(set(values)) == 1 else tuple(values)
    keys = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in values]
    distinct = dict(zip(keys, values, strict=True))
    if len(distinct) == 1 and len(values) > 1:
        return {"c": values[0]}
    if any(each is None for each in values):
        return {"z": _runs(each is not None for each in values), "of": _column([v for v in values if v is not None])}
    if not all(isinstance(each, int | float) for each in values) and len(distinct) <= len(values) / 2:
        at = {key: index for index, key in enumerate(distinct)}
        return {"d": _column(list(distinct.values())), "i": tuple(at[key] for key in keys)}
    if values and all(isinstance(each, Mapping) for each in values):
        return {"o": _fields(values)}
    if values and all(isinstance(each, list | tuple) for each in values):
        return _lists(values)
    return _texts(values) if values and all(isinstance(each, str) for each in values) else tuple(values)


def _fields(rows: Sequence[Mapping[str, Any]]) -> dict[str, Column]:
    """One column a name; one that not every row has tells which rows have it."""
    found = {}
    for name in dict.fromkeys(chain.from_iterable(rows)):
        values = [row.get(name, _ABSENT) for row in rows]
        there = [each for each in values if each is not _ABSENT]
        runs = _runs(each is not _ABSENT for each in values)
        found[name] = _column(there) if len(there) == len(rows) else {"h": runs, "of": _column(there)}
    return found


def _lists(rows: Sequence[Sequence[Any]]) -> Column:
    """Short rows of one length as a column a place; others as their lengths and one column of all they hold."""
    lengths = {len(row) for row in rows}
    if len(lengths) == 1 and 0 < max(lengths) <= _TUPLE_UP_TO:
        return {"r": [_column(list(place)) for place in zip(*rows, strict=True)]}
    return {"l": _column([len(row) for row in rows]), "of": _column(list(chain.from_iterable(rows)))}


def _texts(values: Sequence[str]) -> Column:
    """Without what all begin with, and as numbers where nothing else is left."""
    ends = zip(min(values), max(values), strict=False)
    prefix = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], ends)).rstrip("0123456789")
    rest = [each[len(prefix) :] for each in values]
    if all(each.isascii() and each.isdigit() and len(each) < 16 and str(int(each)) == each for each in rest):
        return {"p": prefix, "n": tuple(map(int, rest))}
    return {"p": prefix, "of": _column(rest)} if len(prefix) > 2 else _Texts(values)


def _runs(there: Iterable[bool]) -> tuple[int, ...]:
    """How many rows in turn do not and do have a value, beginning with those that do not."""
    found = [(has, len(list(group))) for has, group in groupby(there)]
    return (*([0] if found and found[0][0] else []), *(number for _, number in found))


def _leaves(value: Any) -> Iterable[_Texts]:
    if isinstance(value, _Texts):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)


def _placed(value: Any, at: Mapping[str, int]) -> Any:
    """With the place of each text that other columns have too, in place of the text."""
    if isinstance(value, _Texts):
        return {"t": tuple(at.get(text, text) for text in value)} if not at.keys().isdisjoint(value) else tuple(value)
    if isinstance(value, dict):
        return {name: _placed(each, at) for name, each in value.items()}
    return [_placed(each, at) for each in value] if isinstance(value, list) else value


def unpacked(page: Mapping[str, Any]) -> Any:
    """The data again that `packed` was given.

    Parameters
    ----------
    page : mapping
        As `packed` gives it.

    Returns
    -------
    dict
    """
    return _read(page["data"], page["texts"])


def _read(value: Any, texts: Sequence[str]) -> Any:
    if isinstance(value, list):
        return [_read(each, texts) for each in value]
    if not isinstance(value, dict):
        return value
    if _TABLE in value:
        return _rows(value["columns"], value[_TABLE], texts)
    if _MAP in value:
        keys = _rows(value[_MAP], 0, texts)
        return dict(zip(keys, _rows(value["to"], len(keys), texts), strict=True))
    return {name: _read(each, texts) for name, each in value.items()}


def _rows(column: Column, number: int, texts: Sequence[str]) -> list[Any]:
    """The values of a column that stands for `number` rows."""
    if isinstance(column, list | tuple):
        return list(column)
    if "c" in column:
        return [column["c"]] * number
    if "t" in column:
        return [texts[each] if isinstance(each, int) else each for each in column["t"]]
    if "i" in column:
        distinct = _rows(column["d"], max(column["i"]) + 1, texts)
        return [distinct[at] for at in column["i"]]
    if "z" in column:
        return [None if each is _ABSENT else each for each in _spaced(column["z"], column["of"], texts)]
    if "p" in column:
        rest = column["n"] if "n" in column else _rows(column["of"], number, texts)
        return [f"{column['p']}{each}" for each in rest]
    if "r" in column:
        return [list(row) for row in zip(*(_rows(each, number, texts) for each in column["r"]), strict=True)]
    return _nested(column, number, texts)


def _nested(column: Column, number: int, texts: Sequence[str]) -> list[Any]:
    if "l" in column:
        lengths = _rows(column["l"], number, texts)
        flat = iter(_rows(column["of"], sum(lengths), texts))
        return [[next(flat) for _ in range(length)] for length in lengths]
    rows: list[dict[str, Any]] = [{} for _ in range(number)]
    for name, each in column["o"].items():
        optional = isinstance(each, dict) and "h" in each
        values = _spaced(each["h"], each["of"], texts) if optional else _rows(each, number, texts)
        for row, value in zip(rows, values, strict=True):
            if value is not _ABSENT:
                row[name] = value
    return rows


def _spaced(runs: Sequence[int], column: Column, texts: Sequence[str]) -> list[Any]:
    values = iter(_rows(column, sum(runs[1::2]), texts))
    return [next(values) if at % 2 else _ABSENT for at, run in enumerate(runs) for _ in range(run)]
