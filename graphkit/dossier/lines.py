"""YAML as text with the line and column of every value.

Only what a dossier needs of YAML is let through: lists, mappings and scalars.  Scalars stay text, as the type of the
field decides what they mean; aliases, tags, repeated keys and several documents are problems, size and depth are
capped.  Events are taken one record at a time, so a large file is never held as a whole tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from graphkit.dossier.dossier import Path
from graphkit.dossier.problem import Place, Problem, quoted

FILE_CODES = {
    "F003": "a file is UTF-8, with or without a byte order mark",
    "F004": "a file is YAML",
    "F005": "a file has no anchors, aliases or tags: every record says all of itself",
    "F006": "a key stands once in a mapping",
    "F007": "a file, a text and the nesting of a record stay within the limits",
    "F009": "a file of records is a list of mappings; dossier.yaml is one mapping",
}
BYTES_AT_MOST = 1 << 30
SCALAR_AT_MOST = 1 << 20
DEPTH_AT_MOST = 16
NULLS = ("", "~", "null", "Null", "NULL")

Value = Any  # str, None, list of Value or dict of str to Value: the shapes of YAML, checked by the models


@dataclass
class RawRecord:
    """One mapping as it stands in the file: texts, and the line and column of each value and key."""

    file: str
    value: Value
    spots: dict[Path, tuple[int, int]] = field(default_factory=dict)
    key_spots: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path = ()) -> Place:
        """The place of the value at `path`, or of the nearest value around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.spots:
                return Place(self.file, *self.spots[path[:end]])
        return Place(self.file, 1, 1)

    def key_place(self, path: Path) -> Place:
        """The place of the key at `path`."""
        return Place(self.file, *self.key_spots[path]) if path in self.key_spots else self.place(path)


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Bytes of a file as text.

    Returns
    -------
    (str, list of Problem)
        The text, without a byte order mark, and no problem; or an empty text and the problem.
    """
    if len(data) > BYTES_AT_MOST:
        return "", [
            Problem(Place(file, 1, 1), "F007", f"the file has {len(data)} bytes", f"split it below {BYTES_AT_MOST}")
        ]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        col = len(before.rsplit(b"\n", 1)[-1].decode("utf-8-sig", "replace")) + 1
        found = f"byte {error.start} ({data[error.start]:#04x}) is not UTF-8"
        return "", [Problem(Place(file, line, col), "F003", found, "save the file as UTF-8")]


def read_records(text: str, file: str) -> Iterator[RawRecord | Problem]:
    """The mappings of a file that is a list of records, one by one.

    Parameters
    ----------
    text : str
        The file's text.
    file : str
        Its name, as it is to stand in problems.

    Yields
    ------
    RawRecord or Problem
    """
    yield from _Composer(text, file).top(single=False)


def read_mapping(text: str, file: str) -> Iterator[RawRecord | Problem]:
    """The one mapping of a file such as dossier.yaml; yields as `read_records` does."""
    yield from _Composer(text, file).top(single=True)


def _spot(event: yaml.Event) -> tuple[int, int]:
    """Line and column, from 1, at which an event starts."""
    mark: Any = event.start_mark
    return (mark.line + 1, mark.column + 1)


class _Stop(Exception):
    """Reading a file cannot go on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Composer:
    """Turns the events of PyYAML's parser into records."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._text = text
        self._record = RawRecord(file, None)

    def top(self, *, single: bool) -> Iterator[RawRecord | Problem]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self._parser = loader(self._text)
            yield from self._document(single=single)
        except _Stop as stop:
            yield stop.problem
        except yaml.MarkedYAMLError as error:
            yield self._not_yaml(error)
        except yaml.reader.ReaderError as error:
            yield self._bad_character(error)

    def _document(self, *, single: bool) -> Iterator[RawRecord | Problem]:
        self._next()  # the stream starts
        if isinstance(self._next(), yaml.StreamEndEvent):
            return
        event = self._next()
        wanted = yaml.MappingStartEvent if single else yaml.SequenceStartEvent
        empty = isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value in NULLS
        if isinstance(event, wanted):
            yield from [self._compose_record(event)] if single else self._items()
        elif not empty:
            what = "one mapping of keys to values" if single else "a list: start each record with '- '"
            raise self._stop(event, "F009", "the file does not hold what it should", f"write {what}")
        self._next()  # the document ends
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._stop(after, "F009", "a second document starts here", "keep one document in a file")

    def _items(self) -> Iterator[RawRecord | Problem]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._compose_record(event)

    def _compose_record(self, event: yaml.Event) -> RawRecord:
        record = self._record = RawRecord(self._file, None)
        record.value = self._compose(event, ())
        if not isinstance(record.value, dict):
            found = "a record is not a mapping"
            record.problems.append(self._problem(event, "F009", found, "write it as keys and values: 'id: …'"))
        return record

    def _compose(self, event: yaml.Event, path: Path) -> Value:
        self._record.spots[path] = _spot(event)
        if len(path) > DEPTH_AT_MOST:
            raise self._stop(event, "F007", f"nesting is deeper than {DEPTH_AT_MOST}", "no record needs that")
        if isinstance(event, yaml.AliasEvent):
            self._note(event, "F005", f"an alias *{event.anchor}", "write the value out in full")
            return None
        self._refuse_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        text: str = event.value
        if len(text) > SCALAR_AT_MOST:
            self._note(event, "F007", f"a text of {len(text)} characters", f"stay below {SCALAR_AT_MOST}")
            return None
        return None if event.implicit[0] and text in NULLS else text

    def _sequence(self, path: Path) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._compose(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._stop(event, "F004", "a key is not a plain word", "write keys as words, such as 'id:'")
            self._refuse_decoration(event)
            key = event.value
            repeated = (*path, key) in self._record.key_spots
            if repeated:
                first = self._record.key_spots[(*path, key)]
                self._note(event, "F006", f"key {quoted(key)} again; it stands on line {first[0]} too", "keep one")
            else:
                self._record.key_spots[(*path, key)] = _spot(event)
            value = self._compose(self._next(), (*path, key))
            if value is not None and not repeated:
                mapping[key] = value
        return mapping

    def _refuse_decoration(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self._note(event, "F005", f"an anchor &{anchor}", "leave it out; nothing may refer to it")
        if tag:
            self._note(event, "F005", f"a tag {quoted(tag)}", "leave it out; the field decides the type")

    def _next(self) -> yaml.Event:
        event: yaml.Event | None = self._parser.get_event()
        if event is None:
            raise yaml.MarkedYAMLError(problem="the file ends too early")
        return event

    def _problem(self, event: yaml.Event, code: str, found: str, remedy: str) -> Problem:
        return Problem(Place(self._file, *_spot(event)), code, found, remedy)

    def _note(self, event: yaml.Event, code: str, found: str, remedy: str) -> None:
        self._record.problems.append(self._problem(event, code, found, remedy))

    def _stop(self, event: yaml.Event, code: str, found: str, remedy: str) -> _Stop:
        return _Stop(self._problem(event, code, found, remedy))

    def _not_yaml(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        place = Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file, 1, 1)
        found = f"this is not YAML: {error.problem or error.context}"
        return Problem(place, "F004", found, "check quotes, indentation and ': ' just before this place")

    def _bad_character(self, error: yaml.reader.ReaderError) -> Problem:
        # PyYAML's C parser counts bytes
        before = self._text.encode()[: error.position].decode(errors="ignore")
        place = Place(self._file, before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1)
        return Problem(place, "F004", "a character that YAML does not allow", "write it as an escape in double quotes")
