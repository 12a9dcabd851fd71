"""DNA databases as a test needs them, written from scratch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

SCHEMA = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER,
    Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '',
    Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT NOT NULL);
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT NOT NULL, DataType TEXT NOT NULL, StatementTypeId INTEGER);
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL,
    Stop INTEGER NOT NULL, Coder INTEGER);
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER NOT NULL, Value TEXT NOT NULL);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement'), (2, 'Annotation');
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
    (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'intensity', 'integer', 1),
    (6, 'tone', 'short text', 1), (7, 'remark', 'long text', 1), (8, 'note', 'long text', 2);
"""
Said = tuple[str, str, int, int, str]


def write_dna(
    path: Path, said: Iterable[Said], *, dates: dict[int, str], tones: Iterable[str] = (), version: str = "3.0.11"
) -> Path:
    """Write a database with statements (organization, concept, agreement, document, person), in this order.

    The intensity of each is its number, beginning with -2; `dates` gives the day of each document.
    """
    with sqlite3.connect(path) as file:
        file.executescript(SCHEMA)
        file.execute("INSERT INTO SETTINGS VALUES ('version', ?)", [version])
        for document, day in dates.items():
            seconds = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
            row = (document, f"Title {document}", "Words.", f"Author {document % 2}", "Gazette", seconds)
            file.execute("INSERT INTO DOCUMENTS (ID, Title, Text, Author, Source, Date) VALUES (?, ?, ?, ?, ?, ?)", row)
        tone = list(tones)
        for number, (organization, concept, agreement, document, person) in enumerate(said, 1):
            place = (number, document, number * 10, number * 10 + 5)
            file.execute("INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, 1)", place)
            words = {1: person, 2: organization, 3: concept, 6: tone[number - 1] if tone else "calm"}
            for variable, word in words.items():
                query = "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)"
                file.execute(query, (number, variable, _entity(file, variable, word)))
            for table, variable, value in (
                ("DATABOOLEAN", 4, agreement),
                ("DATAINTEGER", 5, number - 3),
                ("DATALONGTEXT", 7, f"remark {number}"),
            ):
                query = f"INSERT INTO {table} (StatementId, VariableId, Value) VALUES (?, ?, ?)"
                file.execute(query, (number, variable, value))
    file.close()
    return path


def _entity(file: sqlite3.Connection, variable: int, word: str) -> int:
    found = file.execute("SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", (variable, word)).fetchone()
    if found:
        return int(found[0])
    return int(file.execute("INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, word)).lastrowid or 0)
