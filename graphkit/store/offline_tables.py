"""Nodes and relationships as the CSV files that Neo4j's bulk importer reads.

One table a set of labels or a type, with typed columns; a column that comes later, or with another type, begins a
further table.  Nothing is held back, so that a dossier of any size takes little memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from graphkit.store.error import ServerError
from graphkit.store.stored import Element

ARGUMENTS = "import.args"
BETWEEN = "\ufdd0"  # parts the members of a list: a code point that stands for no character and never will
LARGEST = 2**63 - 1
START, END = "", " "  # names of the columns for the ends of a relationship, which no property has

Encoder = Callable[[Any], str]
Labels = tuple[str, ...]


def quoted(text: str) -> str:
    """A text as a cell, in quotes, so that an empty one is not taken for none.

    Examples
    --------
    >>> quoted('say "yes", now')
    '"say ""yes"", now"'
    """
    return '"' + text.replace('"', '""') + '"' if '"' in text else f'"{text}"'


def _whole(number: int) -> str:
    if not -LARGEST - 1 <= number <= LARGEST:
        raise ServerError(f"{number} stands in the dossier, and Neo4j holds whole numbers up to {LARGEST}")
    return str(number)


_ENCODERS: dict[type, tuple[str, Encoder]] = {
    str: ("string", quoted),
    bool: ("boolean", lambda value: str(value).lower()),
    int: ("long", _whole),
    float: ("double", repr),
    date: ("date", date.isoformat),
    datetime: ("datetime", datetime.isoformat),
}


def type_of(value: Any) -> str:
    """The importer's name for the type of a value.

    Examples
    --------
    >>> type_of("a"), type_of(1.5), type_of((date(2025, 6, 2),))
    ('string', 'double', 'date[]')

    Raises
    ------
    ServerError
        If the importer has no such type.
    """
    if isinstance(value, tuple | list):
        kinds = {type_of(each) for each in value}
        if len(kinds) != 1 or tuple(value) == ("",):
            raise ServerError(f"the list {list(value)!r} cannot be written for Neo4j's bulk importer")
        return f"{kinds.pop()}[]"
    try:
        return _ENCODERS[type(value)][0]
    except KeyError:
        raise ServerError(f"{value!r} cannot be written for Neo4j's bulk importer") from None


def _encoder(kind: str) -> Encoder:
    encoders = dict(_ENCODERS.values())
    if not kind.endswith("[]"):
        return encoders[kind]
    if kind == "string[]":
        return lambda values: quoted(BETWEEN.join(map(_member, values)))
    return lambda values: BETWEEN.join(map(encoders[kind.removesuffix("[]")], values))


def _member(text: str) -> str:
    if BETWEEN in text:
        raise ServerError(f"a text in a list holds U+{ord(BETWEEN):04X}, which parts its members; take it out")
    return text


@dataclass(frozen=True, slots=True)
class _Table:
    """One file of rows, and the type of each of its columns."""

    path: Path
    file: TextIO
    columns: Mapping[str, str]

    def takes(self, types: Mapping[str, str]) -> bool:
        """Whether a row with properties of these types has a column for each."""
        return all(self.columns.get(name) == kind for name, kind in types.items())

    def header(self) -> str:
        """The header, which stands in a file of its own."""
        return ",".join(f"{_named(name.strip())}:{kind}" for name, kind in self.columns.items()) + "\n"

    @property
    def header_path(self) -> Path:
        """The file of the header."""
        return self.path.with_suffix(".header.csv")


def _named(name: str) -> str:
    """The name of a property, which stands in a header as it is."""
    if name and not name.isidentifier():
        raise ServerError(f"a property is named {name!r}, which cannot be written for Neo4j's bulk importer")
    return name


@dataclass(frozen=True, slots=True)
class _Form:
    """How rows with one set of properties are written: their table, and the column and encoder of each property."""

    table: _Table
    blank: list[str]
    places: tuple[int, ...]
    encoders: tuple[Encoder, ...]

    def line(self, values: Iterable[Any]) -> str:
        """A row as text."""
        cells = self.blank.copy()
        for place, encode, value in zip(self.places, self.encoders, values, strict=True):
            cells[place] = encode(value)
        return ",".join(cells) + "\n"


class Tables:
    """A folder of tables that grows by one element at a time; close it to have it whole.

    Parameters
    ----------
    folder : Path
        Is there, and empty.
    part : str
        Distinguishes the tables of several that write into one folder.
    """

    def __init__(self, folder: Path, *, part: str = "") -> None:
        self.folder = folder
        self.part = part
        self.nodes = 0
        self.relationships = 0
        self._tables: dict[Labels, list[_Table]] = defaultdict(list)
        self._forms: dict[tuple[Any, ...], _Form] = {}
        self._files = ExitStack()
        self._lines_in_text = False

    def __enter__(self) -> Tables:
        """Write into the folder."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Close the tables."""
        self._files.close()

    def add(self, element: Element) -> None:
        """Write one node or relationship.

        Raises
        ------
        ServerError
            If the importer could not read it as it is.
        """
        row = element.properties
        if element.what == "node":
            self.nodes += 1
        else:
            self.relationships += 1
            row = {START: element.ends[0], END: element.ends[1], **row}
        values = row.values()
        types = tuple(map(type, values))
        kinds = tuple(map(type_of, values)) if tuple in types else types
        signature = (element.labels, *row, *kinds)
        form = self._forms.get(signature)
        if form is None:
            form = self._forms[signature] = self._form(element, row)
        line = form.line(values)
        if line.find("\n") < len(line) - 1 or "\r" in line:
            self._lines_in_text = True
        try:
            form.table.file.write(line)
        except UnicodeEncodeError as error:
            raise ServerError(f"{element.key} holds half a character, which Neo4j does not take") from error

    def arguments(self) -> Iterator[str]:
        """What the importer is to be told of these tables, once they are closed; files as seen from the folder."""
        if self._lines_in_text:
            yield "--multiline-fields=true"
        for labels, tables in sorted(self._tables.items()):
            for table in tables:
                table.header_path.write_text(table.header(), encoding="utf-8")
                what = "relationships" if START in table.columns else "nodes"
                # 2026.08.1 finds no file whose name has no folder before it
                yield f"--{what}={':'.join(labels)}=./{table.header_path.name},./{table.path.name}"

    def _form(self, element: Element, row: Mapping[str, Any]) -> _Form:
        kinds = {name: type_of(value) for name, value in row.items()}
        if element.what == "node":
            if not element.key:
                raise ServerError("a node of the dossier has no key, and Neo4j's bulk importer needs one")
            types = {**kinds, "key": "ID"}
        else:
            types = {**kinds, START: "START_ID", END: "END_ID"}
        tables = self._tables[element.labels]
        table = next((each for each in tables if each.takes(types)), None) or self._table(element.labels, types)
        places = {name: place for place, name in enumerate(table.columns)}
        encoders = tuple(map(_encoder, kinds.values()))
        return _Form(table, [""] * len(places), tuple(places[name] for name in row), encoders)

    def _table(self, labels: Labels, types: Mapping[str, str]) -> _Table:
        """A table with the columns of the last one, as far as they agree, and those that are new."""
        tables = self._tables[labels]
        path = self.folder / f"{'-'.join(labels)}{self.part}-{len(tables) + 1}.csv"
        file = self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
        table = _Table(path, file, {**(tables[-1].columns if tables else {}), **types})
        tables.append(table)
        return table


def write_arguments(folder: Path, arguments: Iterable[str]) -> None:
    """Write down what the importer is to be told of all tables in a folder."""
    common = (f"--array-delimiter=U+{ord(BETWEEN):04X}", "--bad-tolerance=0", "--strict=true")
    lines = dict.fromkeys((*common, *sorted(arguments)))
    (folder / ARGUMENTS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
