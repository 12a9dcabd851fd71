"""How long a discourse network takes, from a DNA database to a normalised matrix, and how duplicates and size grow.

Usage: ``python benchmarks/discourse.py [STATEMENTS]``; by default 100,000 in the database.  The peer does the same in
the same run with plain Python, a row and a pair of actors at a time.  Each stage counts after imports; the last table
runs in a process of its own, for its memory.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.statements import Names, Scale, Statements
from graphkit.formats.dna import statements_of

ACTORS, ISSUES, WORDS = 500, 100, 400  # words in a document's text
FILE_TO_MATRIX_S = 0.4
LARGE = (1_000_000, 5_000, 2_000)
LARGE_TARGET = "20 s, 2 GB"


def write_database(path: Path, statements: int, *, seed: int = 1) -> None:
    """Write a DNA 3 database with a tenth as many documents as statements."""
    random = np.random.default_rng(seed)
    documents = max(statements // 10, 1)
    ids = range(1, statements + 1)
    with sqlite3.connect(path) as file:
        file.executescript(SCHEMA)
        file.execute("INSERT INTO SETTINGS VALUES ('version', '3.0.11')")
        file.execute("INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement')")
        names = [(1, "organization", "short text"), (2, "concept", "short text"), (3, "agreement", "boolean")]
        file.executemany("INSERT INTO VARIABLES VALUES (?, ?, ?, 1)", names)
        file.executemany("INSERT INTO ENTITIES VALUES (?, 1, ?)", ((n, f"Actor {n}") for n in range(1, ACTORS + 1)))
        concepts = ((ACTORS + n, f"Issue {n}") for n in range(1, ISSUES + 1))
        file.executemany("INSERT INTO ENTITIES VALUES (?, 2, ?)", concepts)
        days = np.sort(random.integers(0, 3650, documents)) * 86_400 + 1_100_000_000
        text = "word " * WORDS
        rows = ((n, f"Document {n}", text, int(days[n - 1])) for n in range(1, documents + 1))
        file.executemany("INSERT INTO DOCUMENTS (ID, Title, Text, Date) VALUES (?, ?, ?, ?)", rows)
        where = np.sort(random.integers(1, documents + 1, statements)).tolist()
        file.executemany("INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, 1)", zip(ids, where, ids, ids, strict=True))
        who, what = random.integers(1, ACTORS + 1, statements), random.integers(1, ISSUES + 1, statements) + ACTORS
        pairs = zip(ids, who.tolist(), what.tolist(), strict=True)
        entities = ((n, variable, each) for n, *both in pairs for variable, each in zip((1, 2), both, strict=True))
        file.executemany("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)", entities)
        stances = zip(ids, random.integers(0, 2, statements).tolist(), strict=True)
        file.executemany("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 3, ?)", stances)


SCHEMA = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT DEFAULT '',
    Source TEXT DEFAULT '', Section TEXT DEFAULT '', Notes TEXT DEFAULT '', Type TEXT DEFAULT '', Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT);
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
    Stop INTEGER, Coder INTEGER);
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER,
    UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER,
    UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
"""
PEER = """
SELECT a.Value, i.Value, b.Value FROM STATEMENTS s
JOIN DATASHORTTEXT da ON da.StatementId = s.ID AND da.VariableId = 1 JOIN ENTITIES a ON a.ID = da.Entity
JOIN DATASHORTTEXT di ON di.StatementId = s.ID AND di.VariableId = 2 JOIN ENTITIES i ON i.ID = di.Entity
JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 3
"""


def file_to_matrix(path: Path, **wishes: Any) -> None:
    """What is measured."""
    discourse(statements_of(path), Options(measure="congruence", normalize="average", **wishes))


def peer(path: Path) -> None:
    """The same in plain Python."""
    said: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    with sqlite3.connect(path) as file:
        for actor, issue, agrees in file.execute(PEER):
            said[issue, agrees][actor] += 1
            totals[actor] += 1
    ties: Counter[tuple[str, str]] = Counter()
    for counts in said.values():
        for one, mine in counts.items():
            for other, theirs in counts.items():
                if one < other:
                    ties[one, other] += mine * theirs
    for one, other in ties:
        ties[one, other] /= (totals[one] + totals[other]) / 2  # type: ignore[assignment]  # a Counter may hold floats


def best(work: Callable[[], None], rounds: int = 5) -> float:
    """Seconds of the fastest of some rounds."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def large() -> None:
    """Congruence of a million statements; alone in its process."""
    size, actors, issues = LARGE
    random = np.random.default_rng(1)
    named = [Names(ids, ids) for ids in (tuple(f"{n:05}" for n in range(many)) for many in (actors, issues))]
    table = Statements(
        actor=random.integers(0, actors, size),
        issue=random.integers(0, issues, size),
        stance=random.choice([-1.0, 1.0], size),
        document=random.integers(0, size // 10, size),
        time=np.sort(random.integers(0, 10**9, size)).astype("datetime64[s]"),
        weight=np.ones(size),
        kept=np.ones(size, np.bool_),
        actors=named[0],
        issues=named[1],
        scale=Scale("sign"),
    )
    start = time.perf_counter()
    ties = discourse(table).networks[0].matrix.nnz
    print(f"{time.perf_counter() - start:.2f} s, {ties:,} ties", end="")


def main(size: int = 100_000) -> None:
    """Run, and print seconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.dna")
        write_database(path, size)
        mine, others = best(lambda: file_to_matrix(path)), best(lambda: peer(path), 1)
        aim = f"   (target {FILE_TO_MATRIX_S:g} s)" if size == 100_000 else ""
        print(f"{size:,} statements, file to normalised congruence: {mine:.3f} s{aim}")
        print(f"plain Python the same: {others:.2f} s, {others / mine:.0f} times as long")
        for part in (size // 4, size // 2, size):
            smaller = Path(folder, f"{part}.dna")
            write_database(smaller, part)
            seconds = best(lambda smaller=smaller: file_to_matrix(smaller, duplicates="document"))  # type: ignore[misc]
            print(f"{part:9,} once per document: {seconds:.3f} s, {1e6 * seconds / part:.2f} us each")
    process = subprocess.Popen([sys.executable, __file__, "large"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    sizes = "{:,} statements x {:,} actors x {:,} issues".format(*LARGE)
    print(f"{sizes}: {told}, {usage.ru_maxrss / 1024:,.0f} MB   (target {LARGE_TARGET})")


if __name__ == "__main__":
    large() if sys.argv[1:] == ["large"] else main(*map(int, sys.argv[1:2]))
