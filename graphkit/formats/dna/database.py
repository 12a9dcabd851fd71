"""A DNA database as SQLite: opened to read, never changed, and refused where it is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graphkit.dossier.problem import printable, quoted

MAGIC = b"SQLite format 3\0"
COLUMNS = {
    "SETTINGS": ("Property", "Value"),
    "DOCUMENTS": ("ID", "Title", "Author", "Source", "Section", "Type", "Date"),
    "STATEMENTTYPES": ("ID", "Label"),
    "VARIABLES": ("ID", "Variable", "DataType", "StatementTypeId"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"),
    "ENTITIES": ("ID", "VariableId", "Value"),
    "DATASHORTTEXT": ("StatementId", "VariableId", "Entity"),
    "DATALONGTEXT": ("StatementId", "VariableId", "Value"),
    "DATABOOLEAN": ("StatementId", "VariableId", "Value"),
    "DATAINTEGER": ("StatementId", "VariableId", "Value"),
}


class BadDatabase(ValueError):
    """The file is no DNA 3 database, or has not what is asked for; the message says what would be right."""


def is_database(path: Path) -> bool:
    """Whether a path is a file that is, or by its name should be, a DNA database."""
    if not path.is_file():
        return False
    if path.suffix.lower() == ".dna":
        return True
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a DNA 3 database that cannot change it.

    Raises
    ------
    BadDatabase
        If the file is no SQLite database, is damaged, is of another version, lacks a table, or is being written to.
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise _refused(path, "it is no SQLite file; name a .dna file of DNA 3")
    for suffix in ("-wal", "-journal"):
        beside = path.with_name(path.name + suffix)
        if beside.is_file() and beside.stat().st_size:
            raise _refused(path, f"{beside.name} holds changes that are not in it yet; close it in DNA first")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.text_factory = lambda octets: octets.decode("utf-8", "replace")
            _check(path, connection)
            yield connection
    except sqlite3.Error as error:
        raise _refused(path, f"SQLite cannot read it ({error}); restore it from a copy") from error


def _check(path: Path, connection: sqlite3.Connection) -> None:
    tables = {name.upper() for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "SETTINGS" not in tables:
        raise _refused(path, "it is an SQLite file of something else; name a .dna file of DNA 3")
    version = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    if version is None or not str(version[0]).startswith("3"):
        found = f"its version is {quoted(str(version[0]))}" if version else "it names no version"
        raise _refused(path, f"{found}; DNA 3 imports it into a new database of its own version")
    for table, columns in COLUMNS.items():
        there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        missing = [column for column in columns if column not in there]
        if missing:
            lacks = f"column {missing[0]} of table {table}" if there else f"table {table}"
            raise _refused(path, f"it lacks the {lacks}; restore it from a copy")


def _refused(path: Path, reason: str) -> BadDatabase:
    return BadDatabase(f"'{printable(str(path))}' is not a readable DNA database: {reason}")
