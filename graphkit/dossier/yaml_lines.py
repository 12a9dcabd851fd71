"""YAML as text, with the line and column of every value.

Only what a dossier needs of YAML is let through: lists, mappings and scalars.  Scalars stay text, as the type of the
field decides what they mean; aliases, tags, repeated keys and several documents are problems, size and depth are
capped.  Events are taken one record at a time, so a large file is never held as a whole tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from graphkit.dossier.dossier import Path
from graphkit.dossier.lines import NOT_READ, SCALAR_AT_MOST, RawRecord, Value, end_of
from graphkit.dossier.problem import Place, Problem, quoted

DEPTH_AT_MOST = 16
NULLS = ("", "~", "null", "Null", "NULL")

Spot = tuple[int, int]  # line and column, from 1

# YAML 1.2 takes these in texts, as JSON does; PyYAML ends a line at some and refuses others. Private ones stand in.
_MISREAD = [*map(chr, range(0x7F, 0xA0)), "\u2028", "\u2029", "\ufffe", "\uffff"]
_MISREAD_HERE = re.compile(f"[{''.join(_MISREAD)}]")
_STAND_INS = [chr(0x10FF00 + number) for number in range(len(_MISREAD))]
_TO_STAND_INS = str.maketrans(dict(zip(_MISREAD, _STAND_INS, strict=True)))
_FROM_STAND_INS = str.maketrans(dict(zip(_STAND_INS, _MISREAD, strict=True)))


def needs_stand_ins(text: str) -> bool:
    """Whether a text has a letter that PyYAML would refuse or take for the end of a line."""
    return _MISREAD_HERE.search(text) is not None


def with_stand_ins(text: str) -> str:
    """The text with other letters in place of those, for PyYAML."""
    return text.translate(_TO_STAND_INS)


def without_stand_ins(text: str) -> str:
    """What PyYAML read, with the letters that stood in the file."""
    return text.translate(_FROM_STAND_INS)


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
    yield from _File(text, file).records(single=False)


def read_mapping(text: str, file: str) -> Iterator[RawRecord | Problem]:
    """The one mapping of a file such as dossier.yaml; yields as `read_records` does."""
    yield from _File(text, file).records(single=True)


def spots_of(text: str) -> tuple[dict[Path, Spot], dict[Path, Spot]]:
    """Line and column of every value and of every key of the first record in a text."""
    composer = _Composer(text, "", spots={}, key_spots={})
    composer.skip_to(yaml.DocumentStartEvent)
    composer.compose(composer.next(), ())
    return composer.spots or {}, composer.key_spots or {}


@dataclass(frozen=True, slots=True)
class _RecordSpots:
    """Where the values of one record stand: found by reading its part of the file again, which is seldom needed."""

    file: str
    text: str
    start: int
    end: int
    spot: Spot

    def at(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest value around it."""
        spots, _ = self._found()
        return self._place(next(spots[path[:end]] for end in range(len(path), -1, -1) if path[:end] in spots))

    def key_at(self, path: Path) -> Place:
        """The place of the key at `path`, or of the value around it."""
        _, keys = self._found()
        return self._place(keys[path]) if path in keys else self.at(path)

    def _found(self) -> tuple[dict[Path, Spot], dict[Path, Spot]]:
        return spots_of(" " * (self.spot[1] - 1) + self.text[self.start : self.end])

    def _place(self, spot: Spot) -> Place:
        return Place(self.file, self.spot[0] + spot[0] - 1, spot[1])


class _Stop(Exception):
    """Reading a file cannot go on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _spot(event: yaml.Event) -> Spot:
    mark: Any = event.start_mark
    return (mark.line + 1, mark.column + 1)


def _index(mark: Any) -> int:
    return int(mark.index)


class _File:
    """A file of records: what stands around them."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._text = text

    def records(self, *, single: bool) -> Iterator[RawRecord | Problem]:
        """Every record of the file, or its one mapping, and what is wrong with the file."""
        try:
            self._composer = _Composer(self._text, self._file)
            yield from self._document(single=single)
        except _Stop as stop:
            yield stop.problem
        except yaml.MarkedYAMLError as error:
            yield self._not_yaml(error)
        except yaml.reader.ReaderError as error:
            yield self._bad_character(error)

    def _document(self, *, single: bool) -> Iterator[RawRecord | Problem]:
        composer = self._composer
        if isinstance(composer.skip_to(yaml.DocumentStartEvent, yaml.StreamEndEvent), yaml.StreamEndEvent):
            return
        event = composer.next()
        wanted = yaml.MappingStartEvent if single else yaml.SequenceStartEvent
        empty = isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value in NULLS
        if isinstance(event, wanted):
            yield from [self._record(event)] if single else self._items(event)
        elif not empty:
            what = "one mapping of keys to values" if single else "a list: start each record with '- '"
            raise _Stop(composer.problem(event, "F009", "the file does not hold what it should", f"write {what}"))
        composer.next()  # the document ends
        after = composer.next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Stop(
                composer.problem(
                    after, "F009", "a second document starts here", f"keep one document in a file; {NOT_READ}"
                )
            )

    def _items(self, opening: yaml.Event) -> Iterator[RawRecord | Problem]:
        self._composer.refuse_decoration(opening)
        yield from self._composer.take_problems()
        while not isinstance(event := self._composer.next(), yaml.SequenceEndEvent):
            yield self._record(event)

    def _record(self, event: yaml.Event) -> RawRecord:
        self._composer.empty = []
        value = self._composer.compose(event, ())
        where = _RecordSpots(
            self._file, self._composer.text, _index(event.start_mark), self._composer.end, _spot(event)
        )
        problems = self._composer.take_problems()
        if not isinstance(value, dict) and not problems:
            found = "a record is not a mapping"
            problems.append(self._composer.problem(event, "F009", found, "write it as keys and values: 'id: …'"))
        return RawRecord(self._file, value, where, problems, self._composer.empty)

    def _not_yaml(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        end = end_of(self._text, self._file)  # where PyYAML names the line after it
        place = min(end, Place(self._file, mark.line + 1, mark.column + 1)) if mark else end
        found = f"this is not YAML: {error.problem or error.context}"
        return Problem(place, "F004", found, f"check quotes, indentation and ': ' just before this place; {NOT_READ}")

    def _bad_character(self, error: yaml.reader.ReaderError) -> Problem:
        # PyYAML's C parser counts bytes
        index = len(self._composer.text.encode()[: error.position].decode(errors="ignore"))
        found = f"character U+{ord(self._text[index]):04X}, which a YAML file may not hold"
        remedy = "leave it out, or write it as an escape in double quotes; the file was not read"
        return Problem(end_of(self._text[:index], self._file), "F004", found, remedy)


@dataclass
class _Composer:
    """Turns the events of PyYAML's parser into texts, lists and mappings; notes where they stand when it is to."""

    given: str
    file: str
    spots: dict[Path, Spot] | None = None
    key_spots: dict[Path, Spot] | None = None
    end: int = 0
    empty: list[Path] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._has_stand_ins = needs_stand_ins(self.given)
        self.text = with_stand_ins(self.given) if self._has_stand_ins else self.given
        self._parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self.text)

    def next(self) -> yaml.Event:
        """The next event of the file."""
        event: yaml.Event | None = self._parser.get_event()
        if event is None:
            raise yaml.MarkedYAMLError(problem="the file ends too early")
        return event

    def skip_to(self, *kinds: type[yaml.Event]) -> yaml.Event:
        """The next event of one of these kinds."""
        while not isinstance(event := self.next(), kinds):
            pass
        return event

    def take_problems(self) -> list[Problem]:
        """The problems noted since they were last taken."""
        taken, self._problems = self._problems, []
        return taken

    def problem(self, event: yaml.Event, code: str, found: str, remedy: str) -> Problem:
        """A problem at the place of an event."""
        return Problem(Place(self.file, *_spot(event)), code, found, remedy)

    def compose(self, event: yaml.Event, path: Path) -> Value:
        """The value that an event starts, with everything in it."""
        if self.spots is not None:
            self.spots[path] = _spot(event)
        if len(path) > DEPTH_AT_MOST:
            raise _Stop(
                self.problem(
                    event, "F007", f"nesting is deeper than {DEPTH_AT_MOST}", f"no record needs that; {NOT_READ}"
                )
            )
        if isinstance(event, yaml.AliasEvent):
            self._note(event, "F005", f"an alias *{event.anchor}", "write the value out in full")
            return self._ended(event, None)
        self.refuse_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._ended(event, self._scalar(event))
        return self._sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def refuse_decoration(self, event: yaml.Event) -> None:
        """Note an anchor or a tag as a problem."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self._note(event, "F005", f"an anchor &{anchor}", "leave it out; nothing may refer to it")
        if tag:
            self._note(event, "F005", f"a tag {quoted(tag)}", "leave it out; the field decides the type")

    def _ended(self, event: yaml.Event, value: Value) -> Value:
        self.end = _index(event.end_mark)
        return value

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        text: str = event.value
        if len(text) > SCALAR_AT_MOST:
            self._note(event, "F007", f"a text of {len(text)} characters", f"stay below {SCALAR_AT_MOST}")
            return None
        if event.style in ('"', "'") and self._runs_over_a_record(event):
            self._note(event, "F004", "the quotes that open here close in another record", "close them in this one")
        if event.implicit[0] and text in NULLS:
            return None
        return without_stand_ins(text) if self._has_stand_ins else text

    def _runs_over_a_record(self, event: yaml.ScalarEvent) -> bool:
        """Whether a text in quotes holds what looks like the start of a record, which YAML forbids, PyYAML not."""
        return "\n- " in self.text[_index(event.start_mark) : _index(event.end_mark)]

    def _sequence(self, path: Path) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            items.append(self.compose(event, (*path, len(items))))
        self.end = _index(event.end_mark)
        return items

    def _mapping(self, path: Path) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Stop(
                    self.problem(event, "F004", "a key is not a plain word", f"write keys as words: 'id:'; {NOT_READ}")
                )
            self.refuse_decoration(event)
            key = event.value
            if key in lines:
                self._note(event, "F006", f"key {quoted(key)} again; it stands on line {lines[key]} too", "keep one")
                self._skip_value()
                continue
            lines[key] = _spot(event)[0]
            if self.key_spots is not None:
                self.key_spots[*path, key] = _spot(event)
            value = self.compose(self.next(), (*path, key))
            if value is None:
                self.empty.append((*path, key))
            else:
                mapping[key] = value
        self.end = _index(event.end_mark)
        return mapping

    def _skip_value(self) -> None:
        depth = 0
        while True:
            event = self.next()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return

    def _note(self, event: yaml.Event, code: str, found: str, remedy: str) -> None:
        self._problems.append(self.problem(event, code, found, remedy))
