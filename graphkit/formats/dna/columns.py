"""Columns of a DNA database as arrays.

SQLite joins each column into one text, which NumPy parses: about ten times faster than a Python object for each cell.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphkit.analysis.discourse.statements import NOBODY, Flags, Floats, Integers, Names
from graphkit.dossier.problem import near, quoted
from graphkit.formats.dna.database import BadDatabase

ON_DOCUMENTS = {
    "author": "Author",
    "source": "Source",
    "section": "Section",
    "type": "Type",
    "title": "Title",
    "id": "ID",
}
_NAMES_OF_DOCUMENTS = {
    "author": "SELECT CAST(ID AS INTEGER), Author FROM DOCUMENTS",
    "source": "SELECT CAST(ID AS INTEGER), Source FROM DOCUMENTS",
    "section": "SELECT CAST(ID AS INTEGER), Section FROM DOCUMENTS",
    "type": "SELECT CAST(ID AS INTEGER), Type FROM DOCUMENTS",
    "title": "SELECT CAST(ID AS INTEGER), Title FROM DOCUMENTS",
    "id": "SELECT CAST(ID AS INTEGER), CAST(ID AS TEXT) FROM DOCUMENTS",
}
_ENTITIES = "SELECT CAST(ID AS INTEGER), Value FROM ENTITIES WHERE VariableId = ?"
_NUMBERS = {
    "boolean": "SELECT {} FROM DATABOOLEAN WHERE VariableId = ?",
    "integer": "SELECT {} FROM DATAINTEGER WHERE VariableId = ?",
}
CALENDAR_S = (-62_135_596_800, 253_402_300_799)  # the years 1 to 9999


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a statement type, or a column of the documents.

    Attributes
    ----------
    id : int
        Of the variable; 0 for a column of the documents.
    name : str
    data_type : "boolean", "integer", "short text", "long text" or "document"
    """

    id: int
    name: str
    data_type: str


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The statements of one type, in order of id.

    Attributes
    ----------
    ids, documents, starts : arrays of int
        Of each statement: its id, the id of its document, and its first character there.
    """

    ids: Integers
    documents: Integers
    starts: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of names: a code for each statement, `NOBODY` where it has none, and what the codes stand for."""

    codes: Integers
    names: Names


def statement_type(connection: sqlite3.Connection, label: str) -> int:
    """The id of a statement type.

    Raises
    ------
    BadDatabase
        If there is none of that name.
    """
    types = {str(name): int(id) for id, name in connection.execute("SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID")}
    if label not in types:
        raise BadDatabase(f"no statement type {quoted(label)} in the database; {near(label, list(types))}")
    return types[label]


def variables(connection: sqlite3.Connection, type_id: int) -> dict[str, Variable]:
    """The variables of a statement type and the columns of documents, by name; a variable takes the name first."""
    query = "SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = ? ORDER BY ID"
    found = {
        str(name): Variable(int(id), str(name), str(kind)) for id, name, kind in connection.execute(query, [type_id])
    }
    return {name: Variable(0, name, "document") for name in ON_DOCUMENTS} | found


def variable(known: dict[str, Variable], name: str, kinds: Sequence[str], role: str) -> Variable:
    """The variable of a name, which must be of one of some kinds.

    Raises
    ------
    BadDatabase
        If there is none, or it is of another kind.
    """
    fitting = [each.name for each in known.values() if each.data_type in kinds]
    if name not in known:
        raise BadDatabase(f"no variable {quoted(name)} for {role}; {near(name, fitting)}")
    if known[name].data_type not in kinds:
        raise BadDatabase(
            f"the variable {quoted(name)} is {known[name].data_type} and cannot be {role}; "
            f"take {' or '.join(kinds)}, such as {', '.join(fitting)}"
        )
    return known[name]


def rows(connection: sqlite3.Connection, type_id: int) -> Rows:
    """The statements of a type."""
    query = "SELECT {} FROM STATEMENTS WHERE StatementTypeId = ?"
    ids, documents, starts = _numbers(connection, query, ("ID", "DocumentId", "Start"), [type_id])
    order = np.argsort(ids, kind="stable")
    return Rows(ids[order], documents[order], starts[order])


def dates(connection: sqlite3.Connection) -> tuple[Integers, Integers]:
    """The ids of the documents, ascending, and their dates in seconds since 1970 (UTC), within the calendar."""
    ids, seconds = _numbers(connection, "SELECT {} FROM DOCUMENTS", ("ID", "Date"), [])
    beyond = ids[(seconds < CALENDAR_S[0]) | (seconds > CALENDAR_S[1])]
    if len(beyond):
        raise BadDatabase(f"the date of document {beyond[0]} lies beyond the calendar; mend it in DNA")
    order = np.argsort(ids)
    return ids[order], seconds[order]


def names(connection: sqlite3.Connection, rows: Rows, of: Variable) -> Coded:
    """The names that a short text variable, or a column of the documents, gives each statement."""
    if of.data_type == "document":
        return _coded(rows.documents, connection.execute(_NAMES_OF_DOCUMENTS[of.name]).fetchall())
    query = "SELECT {} FROM DATASHORTTEXT WHERE VariableId = ?"
    statements, entities = _numbers(connection, query, ("StatementId", "Entity"), [of.id])
    found = np.full(len(rows.ids), NOBODY, np.int64)
    place, there = aligned(rows.ids, statements)
    found[place[there]] = entities[there]
    return _coded(found, connection.execute(_ENTITIES, [of.id]).fetchall())


def numbers(connection: sqlite3.Connection, rows: Rows, of: Variable) -> Floats:
    """The numbers that a boolean or integer variable gives each statement; NaN where it gives none."""
    statements, values = _numbers(connection, _NUMBERS[of.data_type], ("StatementId", "Value"), [of.id])
    found = np.full(len(rows.ids), np.nan)
    place, there = aligned(rows.ids, statements)
    found[place[there]] = values[there]
    return found


def texts(connection: sqlite3.Connection, rows: Rows, of: Variable) -> Coded:
    """What any variable gives each statement, as DNA writes it: numbers by their digits."""
    if of.data_type in ("short text", "document"):
        return names(connection, rows, of)
    if of.data_type == "long text":
        query = "SELECT CAST(StatementId AS INTEGER), Value FROM DATALONGTEXT WHERE VariableId = ?"
        return _coded(rows.ids, connection.execute(query, [of.id]).fetchall())
    values = numbers(connection, rows, of)
    known = np.unique(values[~np.isnan(values)])
    codes = np.where(np.isnan(values), NOBODY, np.searchsorted(known, values)).astype(np.int64)
    digits = tuple(str(int(each)) for each in known)
    return Coded(codes, Names(digits, digits))


def aligned(known: Integers, wanted: Integers) -> tuple[Integers, Flags]:
    """Where each wanted number stands among known ones, which are ascending, and whether it does."""
    if not len(known):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1).astype(np.int64)
    return place, known[place] == wanted


def _coded(keys: Integers, told: Sequence[tuple[Any, Any]]) -> Coded:
    """Each key as the code of its name, in order of name; `told` gives the name of each key."""
    named = sorted((int(key), str(name or "")) for key, name in told)
    known = tuple(sorted({name for _, name in named if name}))
    code = {name: number for number, name in enumerate(known)}
    codes = np.array([code.get(name, NOBODY) for _, name in named], np.int64)
    place, there = aligned(np.array([key for key, _ in named], np.int64), keys)
    found = np.full(len(keys), NOBODY, np.int64)
    found[there] = codes[place[there]]
    return Coded(found, Names(known, known))


def _numbers(
    connection: sqlite3.Connection, query: str, columns: Sequence[str], parameters: Sequence[int]
) -> list[Integers]:
    """Whole numbers of a table, column by column: one pass over the rows, in whatever order it goes."""
    asked = ", ".join(f"group_concat(CAST(ifnull({column}, {NOBODY}) AS INTEGER))" for column in columns)
    (found,) = connection.execute(query.format(asked), parameters)
    return [np.fromstring(text or "", np.int64, sep=",") for text in found]
