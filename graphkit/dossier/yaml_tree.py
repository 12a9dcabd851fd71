"""YAML by hand as values with their comments, for writing it again.

A comment belongs to what stands on its line, else to the entry below it.  Comments below a list or mapping that are
indented as its own, or further, stay at its end.  All comments keep their order.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from graphkit.dossier.model import Part
from graphkit.dossier.shape import Field, by_key
from graphkit.dossier.yaml_lines import NULLS, needs_stand_ins, with_stand_ins, without_stand_ins
from graphkit.dossier.yaml_text import Entry, Group, Scalar

_REMARK = re.compile(r"#[^\n]*|(?<=\n)[ \t]*(?=\n)")
_HEAD = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\n]*)?")
_BLOCKS = ("|", ">")


def groups_of(text: str, model: type[Part]) -> Iterator[Group]:
    """The entries of a file one by one, with their comments.

    Parameters
    ----------
    text : str
        A file that the reader finds no fault with.
    model : type of Part
        What the file holds: one mapping of a manifest, or a list of mappings of a kind of record.

    Yields
    ------
    Group
        One for each record of a list or key of a mapping, and one with the comments at the end.
    """
    yield from _Builder(text).groups(model)


def comments_of(group: Group) -> Iterator[str]:
    """Every comment of a group, in order."""
    for entry in group.entries:
        yield from filter(None, [*entry.before, entry.after])
        if isinstance(entry.value, Group):
            yield from comments_of(entry.value)
    yield from filter(None, group.tail)


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment, or an empty line, which has no text."""

    index: int
    col: int
    text: str


class _Builder:
    """Takes the events of a file in turn, and the remarks before each."""

    def __init__(self, text: str) -> None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._has_stand_ins = needs_stand_ins(text)
        self._text = with_stand_ins(text) if self._has_stand_ins else text
        self._remarks: deque[_Remark] = deque()
        self._scanned = 0
        self._closed_at = 0
        self._brackets = 0
        self._events: Iterator[Any] = yaml.parse(self._text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self._following: Any = next(self._events)

    def groups(self, model: type[Part]) -> Iterator[Group]:
        """One group for each entry, the last with what is left."""
        opened = False
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.CollectionStartEvent):
                listed = isinstance(event, yaml.SequenceStartEvent)
                for entry in self._entries(model, listed=listed):
                    entry.before = entry.before if opened else _without_empty_start(entry.before)
                    opened = True
                    yield Group(listed, [entry])
                self._next()
        tail = self._texts(len(self._remarks))
        tail = tail if opened else _without_empty_start(tail)
        yield Group(listed=True, tail=tail[:-1] if tail and not tail[-1] else tail)

    def _entries(self, model: type[Part] | None, *, listed: bool) -> Iterator[Entry]:
        while not isinstance(self._following, yaml.CollectionEndEvent):
            yield self._item(model) if listed else self._pair(model)

    def _pair(self, model: type[Part] | None) -> Entry:
        before = self._until(self._following.start_mark.index)
        key = self._next()
        field = by_key(model).get(key.value) if model else None
        entry = Entry(key.value, Scalar(None), before)
        value = self._following
        start = value.start_mark.index
        if isinstance(value, yaml.ScalarEvent):
            entry.before += filter(None, self._until(start))
        elif not value.flow_style:
            entry.after = self._beside(key.end_mark.index)
        self._fill(entry, field, field.part if field else None)
        return entry

    def _item(self, model: type[Part] | None) -> Entry:
        entry = Entry(None, Scalar(None), self._until(self._following.start_mark.index))
        self._fill(entry, None, model)
        return entry

    def _fill(self, entry: Entry, field: Field | None, model: type[Part] | None) -> None:
        """Give an entry the value that comes next, and the comment beside it."""
        event = self._next()
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            entry.value = self._scalar(event, bare=field is not None and field.bare)
            entry.after = self._beside(start if event.style in _BLOCKS else end)
        else:
            entry.value = self._group(event, model)
            if event.flow_style:
                self._set_aside(entry, entry.value, self._beside(self._closed_at))

    def _group(self, opening: Any, model: type[Part] | None) -> Group:
        group = Group(isinstance(opening, yaml.SequenceStartEvent), flow=bool(opening.flow_style))
        self._brackets += group.flow
        group.entries = list(self._entries(model, listed=group.listed))
        if group.entries:
            group.entries[0].before = _without_empty_start(group.entries[0].before)
        closing = self._following.start_mark
        group.tail = self._until(closing.index) if group.flow else self._below(opening.start_mark.column, closing)
        self._brackets -= group.flow
        self._closed_at = self._next().end_mark.index
        return group

    def _set_aside(self, entry: Entry, group: Group, comment: str) -> None:
        """Put a comment that follows a closing bracket where it keeps its turn."""
        if any(comments_of(group)):
            group.tail += filter(None, [comment])
        else:
            entry.after = comment

    def _scalar(self, event: Any, *, bare: bool) -> Scalar:
        if event.implicit[0] and event.value in NULLS:
            return Scalar(None)
        text = without_stand_ins(event.value) if self._has_stand_ins else event.value
        return Scalar(text, bare, event.style if event.style in _BLOCKS else "")

    def _next(self) -> Any:
        """The next event; what stands before the one after it is known then."""
        event = self._following
        start = self._scanned
        if isinstance(event, yaml.ScalarEvent):
            start = self._end_of(event)
        if not isinstance(event, yaml.StreamEndEvent):
            self._following = next(self._events)
            end = self._following.start_mark.index
            self._remarks += self._between(start, end)
            self._scanned = max(start, end)
        return event

    def _end_of(self, event: Any) -> int:
        """Where a scalar ends; of a text on lines of its own the comment at its head is none, nor are empty lines."""
        start, end = int(event.start_mark.index), int(event.end_mark.index)
        if event.style not in _BLOCKS:
            return end
        head = _HEAD.match(self._text, start)
        assert head
        self._remarks += self._between(start, head.end())
        return max(head.end(), start + len(self._text[start:end].rstrip()))

    def _between(self, start: int, end: int) -> Iterator[_Remark]:
        for match in _REMARK.finditer(self._text, start, end):
            line_start = self._text.rfind("\n", 0, match.start()) + 1
            yield _Remark(match.start(), match.start() - line_start, match[0].rstrip())

    def _beside(self, start: int) -> str:
        """The comment that follows on the same line, if no bracket closes before it."""
        if self._remarks and self._remarks[0].text:
            gap = self._text[start : self._remarks[0].index]
            if not set("\n]}") & set(gap):
                return self._texts(1)[0]
        return ""

    def _until(self, index: int) -> list[str]:
        """The comments before a place, with at most one empty line between them."""
        return self._texts(sum(remark.index < index for remark in self._remarks))

    def _below(self, column: int, following: Any) -> list[str]:
        """The comments below a list or mapping that are indented as its own."""
        count = 0
        for number, remark in enumerate(self._remarks, 1):
            if remark.index >= following.index or (remark.text and remark.col < max(column, following.column + 1)):
                break
            count = number if remark.text else count
        return self._texts(count)

    def _texts(self, count: int) -> list[str]:
        taken: list[str] = []
        for _ in range(count):
            text = self._remarks.popleft().text
            if text or not (self._brackets or (taken and not taken[-1])):
                taken.append(without_stand_ins(text) if self._has_stand_ins else text)
        return taken


def _without_empty_start(remarks: list[str]) -> list[str]:
    return remarks[1:] if remarks and not remarks[0] else remarks
