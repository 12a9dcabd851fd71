"""Event lists that DNA exported as CSV: one statement a row, as a table of statements or as a dossier.

DNA parts cells with semicolons, and in its texts writes commas for semicolons and apostrophes for quotation marks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

from graphkit.analysis.discourse.statements import NOBODY, Floats, Integers, Names, Scale, Statements, in_order
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.problem import near, quoted
from graphkit.formats.dna.database import BadDatabase
from graphkit.formats.dna.dossier import PERSONS, Document, Said, made
from graphkit.formats.dna.exported import Row, refused, rows_of

EVENTS = ("statement_id", "time", "start_position", "document_id")
_RENAMED = {name: f"document_{name}" for name in ("author", "source", "section", "type", "title", "id")}
Values = Mapping[str, Collection[str]]
Cell = TypeVar("Cell")


class Events(NamedTuple):
    """The columns of an event list, and the line on which each row begins."""

    path: Path
    lines: tuple[int, ...]
    columns: Mapping[str, Sequence[str]]

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column, which documents may have too, such as `author`."""
        there = name if name in self.columns else _RENAMED.get(name, name)
        if there not in self.columns:
            raise BadDatabase(f"no column {quoted(name)} in the event list; {near(name, list(self.columns))}")
        return self.columns[there]

    def told(self, name: str) -> Sequence[str]:
        """The cells of a column; empty ones where there is no such column."""
        return self.columns.get(name, [""] * len(self.lines))

    def each(self, name: str, read: Callable[[str], Cell], wrong: str) -> list[Cell]:
        """The cells of a column, read one by one; an error on its line where one cannot be."""
        found = []
        for line, text in zip(self.lines, self.column(name), strict=True):
            try:
                found.append(read(text))
            except (ValueError, OverflowError):
                raise refused(self.path, f"{wrong}, found {quoted(text)}", line) from None
        return found


def events_of(
    path: Path,
    *,
    actors: str = "organization",
    issues: str = "concept",
    stance: str | None = "agreement",
    exclude: Values | None = None,
    only: Values | None = None,
) -> Statements:
    """Read an event list that DNA exported as CSV.

    Parameters
    ----------
    path : Path
    actors, issues, stance, exclude, only
        As for `graphkit.formats.dna.statements.statements_of`.  An event list does not say of what kind a variable is:
        as a stance, nothing but 0 and 1 is agreement, other whole numbers are a scale, and anything else is words.

    Returns
    -------
    Statements

    Raises
    ------
    BadDatabase
        If the file is no event list, or has no such column or value.
    """
    events = read(path)
    kept = np.ones(len(events.lines), np.bool_)
    for wanted, asked in ((False, exclude or {}), (True, only or {})):
        for name, words in asked.items():
            column = events.column(name)
            for word in words:
                if word not in column:
                    raise BadDatabase(f"no statement has the {name} {quoted(word)}; {near(word, set(column))}")
            kept &= np.array([(each in words) == wanted for each in column], np.bool_)
    actor, actor_names = _coded(events.column(actors))
    issue, issue_names = _coded(events.column(issues))
    values, scale = _stances(events.column(stance)) if stance else (np.zeros(len(kept)), Scale("none"))
    found = Statements(
        actor=actor,
        issue=issue,
        stance=values,
        document=_whole(events, "document_id"),
        time=np.array([each.replace(tzinfo=None) for each in _times(events)], "datetime64[s]"),
        weight=np.ones(len(kept)),
        kept=kept,
        actors=actor_names,
        issues=issue_names,
        scale=scale,
        words=(actors, issues, stance or "no stance"),
    )
    return in_order(found, _whole(events, "start_position"))


def dossier_of_events(
    path: Path, *, actors: str = "organization", issues: str = "concept", stance: str = "agreement"
) -> Dossier:
    """Read an event list that DNA exported as a dossier, as `graphkit.formats.dna.dossier.dossier_of` reads a database.

    Parameters
    ----------
    path : Path
    actors, issues : str
        Columns of words.
    stance : str
        A column of 0 and 1.

    Returns
    -------
    Dossier
        Without the documents of which no statement is in the list.

    Raises
    ------
    BadDatabase
        If the file is no event list, has no such column, or the stance is not 0 or 1.
    """
    said, documents = said_of_events(path, actors=actors, issues=issues, stance=stance)
    return made(path, said, documents, persons=actors.lower() in PERSONS)


def said_of_events(path: Path, *, actors: str, issues: str, stance: str) -> tuple[list[Said], list[Document]]:
    """The statements of an event list that have an actor and an issue, and their documents; as `dossier_of_events`."""
    events = read(path)
    _each_once(events)
    said = sorted(
        _said_in(events, actors=actors, issues=issues, stance=stance),
        key=lambda pair: (pair[1].day, pair[0].document, pair[0].start, pair[0].id),
    )
    documents = {document.id: document for _, document in reversed(said)}
    return [each for each, _ in said if each.actor and each.issue], sorted(documents.values())


def _each_once(events: Events) -> None:
    seen: set[str] = set()
    for line, id in zip(events.lines, events.column("statement_id"), strict=True):
        if id in seen:
            raise refused(events.path, f"the statement {quoted(id)} stands there twice; give each its own number", line)
        seen.add(id)


def _said_in(events: Events, *, actors: str, issues: str, stance: str) -> list[tuple[Said, Document]]:
    """Each statement of an event list, with its document."""
    numbers = {name: _whole(events, name).tolist() for name in ("statement_id", "document_id", "start_position")}
    stops = _whole(events, "stop_position").tolist() if "stop_position" in events.columns else numbers["start_position"]
    coders = [int(each) if each.isdecimal() else None for each in events.told("coder")]
    agrees = events.each(stance, ("0", "1").index, f"the {stance} of a dossier's position is 0 or 1")
    days = [each.date().isoformat() for each in _times(events)]
    rest = zip(*(events.told(f"document_{name}") for name in ("title", "author", "source", "type")), strict=True)
    rows = zip(
        *(numbers["statement_id"], numbers["document_id"], numbers["start_position"], stops, coders),
        *(events.column(actors), events.column(issues), agrees, days, rest),
        strict=True,
    )
    return [
        (Said(id, document, start, stop, coder, actor, issue, agree), Document(document, day, *told))
        for id, document, start, stop, coder, actor, issue, agree, day, told in rows
    ]


def read(path: Path) -> Events:
    """Read the columns of an event list.

    Raises
    ------
    BadDatabase
        If the file is none, or a row has not a cell for each column.
    """
    header, *rows = rows_of(path) or [Row(1, [])]
    names = header.cells
    if not rows or not set(EVENTS) <= set(names):
        raise refused(
            path, f"an event list of DNA has the columns {', '.join(EVENTS)}, and a row for each statement", 1
        )
    for number, (line, cells) in enumerate(rows, 2):
        if len(cells) != len(names):
            raise refused(path, f"row {number} has {len(cells)} cells and the first one {len(names)}", line)
    columns = zip(*(cells for _, cells in rows), strict=True)
    return Events(path, tuple(line for line, _ in rows), dict(zip(names, columns, strict=True)))


def _coded(texts: Sequence[str]) -> tuple[Integers, Names]:
    known = tuple(sorted({each for each in texts if each}))
    code = {text: number for number, text in enumerate(known)}
    return np.array([code.get(each, NOBODY) for each in texts], np.int64), Names(known, known)


def _stances(texts: Sequence[str]) -> tuple[Floats, Scale]:
    try:
        values = np.array([int(each) if each else np.nan for each in texts], np.float64)
    except ValueError:
        codes, _ = _coded(texts)
        return np.where(codes == NOBODY, np.nan, codes), Scale("category")
    if np.isin(values[~np.isnan(values)], (0, 1)).all():
        return values * 2 - 1, Scale("sign")
    return values, Scale("number")


def _times(events: Events) -> list[datetime]:
    def moment(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    return events.each("time", moment, "a time is not like 2005-01-26 00:00:00")


def _whole(events: Events, column: str) -> Integers:
    def whole(text: str) -> Any:
        return np.int64(int(text))

    return np.array(events.each(column, whole, f"the column {column} holds what is no whole number"), np.int64)
