"""Values with their comments as YAML in the style of the house.

Two spaces a level, lists below their keys, one key a line.  A short mapping or list that its author had in brackets
keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from graphkit.dossier.scalars import WIDTH, Style, block, one_line

STEP = 2


@dataclass(slots=True)
class Scalar:
    """A single value; None where a key has none.

    Attributes
    ----------
    text : str or None
    bare : bool
        Whether the field takes a number, a date or a flag.
    style : str
        ``>`` or ``|`` where the author had it on lines of its own.
    """

    text: str | None
    bare: bool = False
    style: Style = ""


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list, which has no key.

    Attributes
    ----------
    key : str or None
    value : Scalar or Group
    before : list of str
        The comments above it, and empty texts for empty lines.
    after : str
        The comment on its line.
    """

    key: str | None
    value: Node
    before: list[str] = field(default_factory=list)
    after: str = ""


@dataclass(slots=True)
class Group:
    """A list or a mapping.

    Attributes
    ----------
    entries : list of Entry
    listed : bool
        Whether it is a list.
    flow : bool
        Whether the author had it in brackets.
    tail : list of str
        Comments and empty lines below the last entry.
    """

    listed: bool
    entries: list[Entry] = field(default_factory=list)
    flow: bool = False
    tail: list[str] = field(default_factory=list)


Node: TypeAlias = Scalar | Group


def text_of(group: Group, *, indent: int = 0) -> str:
    """A group as the text of a file, or of a part of one that stands at `indent`."""
    return "".join(f"{line}\n" for line in _lines(group, indent))


def _lines(group: Group, indent: int) -> Iterator[str]:
    for entry in group.entries:
        yield from _entry(entry, indent)
    yield from _remarks(group.tail, indent)


def _remarks(remarks: Iterable[str], indent: int) -> Iterator[str]:
    for remark in remarks:
        yield " " * indent + remark if remark else ""


def _entry(entry: Entry, indent: int) -> Iterator[str]:
    lead = " " * indent + ("-" if entry.key is None else f"{one_line(entry.key, bare=True)}:")
    if not isinstance(entry.value, Scalar):
        yield from _group(entry, entry.value, lead, indent)
        return
    yield from _remarks(entry.before, indent)
    head, *rest = _scalar(entry.value, len(lead) + 1, indent + STEP)
    yield (f"{lead} {head}" if head else lead) + _aside(entry.after)
    yield from (" " * (indent + STEP) + line if line else "" for line in rest)


def _scalar(scalar: Scalar, column: int, indent: int) -> list[str]:
    """The lines of a value that starts at `column`, and goes on at `indent`."""
    if scalar.text is None:
        return [""]
    line = one_line(scalar.text, bare=scalar.bare)
    if not scalar.bare and (scalar.style or "\n" in scalar.text or column + len(line) > WIDTH):
        return block(scalar.text, scalar.style, room=WIDTH - indent) or [line]
    return [line]


def _group(entry: Entry, group: Group, lead: str, indent: int) -> Iterator[str]:
    line = f"{lead} {flow}" if (flow := _in_brackets(group)) is not None else ""
    if line and (len(line) <= WIDTH or not group.entries):
        yield from _remarks([*entry.before, *group.tail], indent)
        yield line + _aside(entry.after)
    elif entry.key is None:
        yield from _item(entry, group, indent)
    else:
        yield from _remarks(entry.before, indent)
        yield lead + _aside(entry.after)
        yield from _lines(group, indent + STEP)


def _item(entry: Entry, group: Group, indent: int) -> Iterator[str]:
    """A list's item that is a group: its first entry stands beside the dash, the comments of both above it."""
    first = group.entries[0]
    after = [entry.after] if entry.after else []
    yield from _remarks([*entry.before, *after, *first.before], indent)
    rest = Group(group.listed, [Entry(first.key, first.value, [], first.after), *group.entries[1:]], tail=group.tail)
    lines = _lines(rest, indent + STEP)
    yield " " * indent + "- " + next(lines).lstrip(" ")
    yield from lines


def _aside(comment: str) -> str:
    return f"  {comment}" if comment else ""


def _in_brackets(node: Node) -> str | None:
    """A node on one line, or None where it belongs on several."""
    if isinstance(node, Scalar):
        return None if node.text is None or node.style else one_line(node.text, bare=node.bare, flow=True)
    if node.entries and (not node.flow or node.tail):
        return None
    parts = []
    for entry in node.entries:
        inner = _in_brackets(entry.value)
        if inner is None or entry.before or entry.after:
            return None
        parts.append(inner if entry.key is None else f"{one_line(entry.key, bare=True, flow=True)}: {inner}")
    return f"[{', '.join(parts)}]" if node.listed else f"{{{', '.join(parts)}}}"
