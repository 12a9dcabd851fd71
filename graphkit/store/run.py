"""One read query on a server: read-only, for a limited time, up to a number of rows."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j.exceptions import ClientError, Neo4jError

from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself
from graphkit.store.values import plain

AT_ONCE = 1000
SECONDS = 30.0
_AT = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\)(?:\n.*)?\Z", re.DOTALL)
TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"
_TOLD = {
    "Neo.ClientError.Statement.AccessMode": "it would change the database, and may only read; nothing was changed",
    TIMED_OUT: "it took longer than it may",
    "Neo.ClientError.Transaction.TransactionTimedOut": "it took longer than the server allows",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "it needs more memory than the server allows",
    "Neo.TransientError.General.TransactionOutOfMemoryError": "it needs more memory than the server allows",
    "Neo.DatabaseError.Transaction.TransactionStartFailed": "CALL … IN TRANSACTIONS writes, and it may only read",
}


# What the server warns of is part of the answer; without a handler Python would print it too.
logging.getLogger("neo4j.notifications").addHandler(logging.NullHandler())


class QueryError(Exception):
    """A query that the server refuses or gives up.

    Attributes
    ----------
    line, column : int
        Where in the query, from 1; 0 where the server does not say.
    code : str
        The server's own code, such as ``Neo.ClientError.Statement.SyntaxError``.
    """

    def __init__(self, message: str, *, line: int = 0, column: int = 0, code: str = "") -> None:
        super().__init__(message)
        self.line, self.column, self.code = line, column, code


@dataclass(frozen=True, slots=True)
class Note:
    """What the server warns of, such as a label that nothing has; line and column from 1, or 0."""

    text: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Answer(ShowsItself):
    """The rows that a query gave.

    Attributes
    ----------
    columns : tuple of str
    rows : tuple of dict
        Plain values, as `graphkit.store.values.plain` gives them.
    more : bool
        Whether there were more rows than the limit.
    notes : tuple of Note
    plan : str
        How the server runs it, where the query begins with EXPLAIN or PROFILE.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    more: bool = False
    notes: tuple[Note, ...] = ()
    plan: str = ""

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame."""
        return frame(self.rows, self.columns)

    def _shown(self) -> Shown:
        caption = "answer of the server" + (", of more rows" if self.more else "")
        notes = [note.text for note in self.notes]
        return Shown(self.rows, self.columns, total=len(self.rows), caption=caption, notes=notes)


@contextmanager
def reading(
    driver: neo4j.Driver, *, database: str | None = None, timeout: float = SECONDS
) -> Iterator[neo4j.Transaction]:
    """A transaction that can write nothing, since the server itself refuses to.

    Each query in it sees what is there by then: see `graphkit.store.stored.steadily`.

    Parameters
    ----------
    driver : neo4j.Driver
    database : str, optional
        Default the server's own.
    timeout : float
        Seconds after which the server ends it, more than 0.

    Yields
    ------
    neo4j.Transaction
        Nothing in it is tried twice.

    Raises
    ------
    QueryError
        If the server refuses a query or ends it.
    """
    try:
        with (
            driver.session(
                database=database,
                default_access_mode=neo4j.READ_ACCESS,
                fetch_size=AT_ONCE,
                notifications_min_severity=neo4j.NotificationMinimumSeverity.WARNING,
            ) as session,
            session.begin_transaction(timeout=timeout) as transaction,
        ):
            yield transaction
    except Neo4jError as error:
        raise _refusal(error) from error


def rows(
    transaction: neo4j.Transaction, query: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None
) -> Answer:
    """The answer to a query in a transaction that `reading` gave.

    Parameters
    ----------
    transaction : neo4j.Transaction
    query : str
    parameters : mapping, optional
        Values that the driver can send.
    limit : int, optional
        How many rows to read at most; the server is told to stop there.

    Returns
    -------
    Answer
    """
    result = transaction.run(query, dict(parameters or {}))
    columns = tuple(result.keys())
    found: list[dict[str, Any]] = []
    more = False
    for record in result:
        if limit is not None and len(found) == limit:
            more = True
            break
        found.append({name: plain(record[name]) for name in columns})
    summary = result.consume()
    return Answer(columns, tuple(found), more, tuple(_notes(summary)), _plan(summary))


def _refusal(error: Neo4jError) -> QueryError:
    """What the server said, in plain words where they are known, without the copy of the query below them."""
    message, code = error.message or str(error), error.code or ""
    at = _AT.search(message)
    line, column = (int(at[1]), int(at[2])) if at else (0, 0)
    told = _TOLD.get(code) or _AT.sub("", message).strip()
    retry = "" if isinstance(error, ClientError) or code in _TOLD else " (run the command again)"
    return QueryError(told + retry, line=line, column=column, code=code)


def _notes(summary: neo4j.ResultSummary) -> Iterator[Note]:
    for status in summary.gql_status_objects:
        if status.is_notification and status.severity is neo4j.NotificationSeverity.WARNING:
            text = status.status_description.partition(". ")[2] or status.status_description
            at = status.position
            yield Note(text, at.line, at.column) if at else Note(text)


def _plan(summary: neo4j.ResultSummary) -> str:
    plan = summary.profile or summary.plan or {}
    return str(plan.get("args", {}).get("string-representation", "")).strip()
