"""A DNA database as a table of statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np

from graphkit.analysis.discourse.statements import NOBODY, Flags, Floats, Scale, Statements, Times, in_order
from graphkit.dossier.problem import near, quoted
from graphkit.formats.dna import columns
from graphkit.formats.dna.columns import Rows, Variable
from graphkit.formats.dna.database import BadDatabase, opened

NAMED = ("short text", "document")
STANCES = ("boolean", "integer", "short text", "document")
Span = tuple[np.datetime64, np.datetime64]
Values = Mapping[str, Collection[str]]


def statements_of(
    path: Path,
    *,
    type_: str = "DNA Statement",
    actors: str = "organization",
    issues: str = "concept",
    stance: str | None = "agreement",
    exclude: Values | None = None,
    only: Values | None = None,
) -> Statements:
    """Read the statements of one type from a DNA 3 database.

    Parameters
    ----------
    path : Path
    type_ : str
        Name of the statement type.
    actors, issues : str
        Short text variables of the type, or what a document has: author, source, section, type, title, id.
    stance : str or None
        A variable of the type: boolean (1 is +1, 0 is -1), integer, or short text; None does without.
    exclude, only : mapping of str to collection of str, optional
        Values of variables of the type or of documents.  Left out is what has one of the first, or for some variable
        none of the second.

    Returns
    -------
    Statements
        As DNA orders them.  Whose actor or issue is empty counts nowhere; where the document is missing it is left out.

    Raises
    ------
    BadDatabase
        If the file is no DNA 3 database, or there is no such type, variable or value.
    """
    with opened(path) as connection:
        type_id = columns.statement_type(connection, type_)
        known = columns.variables(connection, type_id)
        actor_variable = columns.variable(known, actors, NAMED, "actors")
        issue_variable = columns.variable(known, issues, NAMED, "issues")
        stance_variable = columns.variable(known, stance, STANCES, "the stance") if stance else None
        rows = columns.rows(connection, type_id)
        actor = columns.names(connection, rows, actor_variable)
        issue = columns.names(connection, rows, issue_variable)
        values, scale = _stances(connection, rows, stance_variable)
        kept = _kept(connection, rows, known, exclude or {}, only or {})
        time, dated, span = _times(connection, rows)
    found = Statements(
        actor=actor.codes,
        issue=issue.codes,
        stance=values,
        document=rows.documents,
        time=time,
        weight=np.ones(len(rows.ids)),
        kept=kept,
        actors=actor.names,
        issues=issue.names,
        scale=scale,
        span=span,
        words=(actors, issues, stance or "no stance"),
        notes=_unsaid(values, stance),
    )
    return in_order(found.take(dated), rows.starts[dated])


def _stances(connection: sqlite3.Connection, rows: Rows, of: Variable | None) -> tuple[Floats, Scale]:
    if of is None:
        return np.zeros(len(rows.ids)), Scale("none")
    if of.data_type == "boolean":
        return columns.numbers(connection, rows, of) * 2 - 1, Scale("sign")
    if of.data_type == "integer":
        return columns.numbers(connection, rows, of), Scale("number")
    codes = columns.names(connection, rows, of).codes
    return np.where(codes == NOBODY, np.nan, codes), Scale("category")


def _times(connection: sqlite3.Connection, rows: Rows) -> tuple[Times, Flags, Span | None]:
    """When each statement's document is from, whether there is one, and when the first and the last of all are from."""
    documents, seconds = columns.dates(connection)
    span = (_moment(seconds.min()), _moment(seconds.max())) if len(seconds) else None
    place, there = columns.aligned(documents, rows.documents)
    time = np.full(len(rows.ids), np.datetime64("NaT"), "datetime64[s]")
    time[there] = seconds[place[there]].astype("datetime64[s]")
    return time, there, span


def _moment(seconds: np.int64) -> np.datetime64:
    return np.datetime64(int(seconds), "s")


def _kept(
    connection: sqlite3.Connection, rows: Rows, known: dict[str, Variable], exclude: Values, only: Values
) -> Flags:
    kept = np.ones(len(rows.ids), np.bool_)
    for wanted, asked in ((False, exclude), (True, only)):
        for name, words in asked.items():
            if name not in known:
                raise BadDatabase(f"no variable {quoted(name)} in the database; {near(name, list(known))}")
            found = columns.texts(connection, rows, known[name])
            code = {text: number for number, text in enumerate(found.names.ids)}
            kept &= np.isin(found.codes, [_code(code, word, name) for word in words]) == wanted
    return kept


def _code(code: dict[str, int], word: str, variable: str) -> int:
    if word in code:
        return code[word]
    if not word:
        return NOBODY
    raise BadDatabase(f"no statement has the {variable} {quoted(word)}; {near(word, list(code))}")


def _unsaid(values: Floats, stance: str | None) -> tuple[str, ...]:
    without = int(np.isnan(values).sum())
    return (f"{without} statements without {stance}",) if without else ()
