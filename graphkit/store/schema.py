"""The constraints and indexes of a database: ordered files that are applied once and never changed afterwards."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.store.error import ServerError
from graphkit.store.files import cypher_folder, statement

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

SECONDS_FOR_INDEXES = 600
_END = re.compile(r";[ \t]*(?:\n|\Z)")
_MADE_BY_ANOTHER = ("EquivalentSchemaRuleAlreadyExists", "ConstraintAlreadyExists", "IndexAlreadyExists")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its name, its statements, and the hash of its text."""

    name: str
    statements: tuple[str, ...]
    checksum: str


def migrations() -> tuple[Migration, ...]:
    """The steps in cypher/schema, in the order of their names."""
    files = sorted(cypher_folder("schema").glob("*.cypher"))
    return tuple(migration(file.stem, file.read_text("utf-8")) for file in files)


def migration(name: str, text: str) -> Migration:
    """A step out of its text: statements that end with a semicolon at the end of a line."""
    lines = "\n".join(text.splitlines())
    statements = tuple(each.strip() for each in _END.split(lines) if each.strip())
    return Migration(name, statements, hashlib.sha256(lines.encode()).hexdigest())


def migrate(
    driver: Driver, *, database: str | None = None, steps: tuple[Migration, ...] | None = None
) -> tuple[str, ...]:
    """Bring the schema of a database up to date.

    Every statement says IF NOT EXISTS or does nothing the second time, so that a step which was cut short, or which
    two programs apply at once, ends as it should.

    Parameters
    ----------
    driver : neo4j.Driver
    database : str, optional
    steps : tuple of Migration, optional
        Default: those that come with graphkit.

    Returns
    -------
    tuple of str
        The names of the steps that were applied now.

    Raises
    ------
    ServerError
        If a step was edited after it was applied, or the database has steps that this graphkit does not know.
    """
    steps = migrations() if steps is None else steps
    with driver.session(database=database) as session:
        applied = session.execute_read(_history)
        _check(steps, applied)
        missing = [step for step in steps if step.name not in applied]
        for step in missing:
            _tolerant(session.execute_write, step)
            session.run(statement("record-migration"), name=step.name, checksum=step.checksum).consume()
        if missing:
            session.run("CALL db.awaitIndexes($seconds)", seconds=SECONDS_FOR_INDEXES).consume()
    return tuple(step.name for step in missing)


def _history(transaction: ManagedTransaction) -> dict[str, str]:
    """The checksum of every step that was applied, by its name."""
    return {record["name"]: record["checksum"] for record in transaction.run(statement("read-migrations"))}


def _check(steps: tuple[Migration, ...], applied: Mapping[str, str]) -> None:
    """Refuse a database whose history is not ours."""
    ours = {step.name: step.checksum for step in steps}
    unknown = sorted(applied.keys() - ours.keys())
    if unknown:
        raise ServerError(
            f"the database has the schema of a newer graphkit ({', '.join(unknown)}); use that graphkit, or another "
            "database"
        )
    edited = [name for name, checksum in applied.items() if ours[name] != checksum]
    if edited:
        raise ServerError(
            f"cypher/schema/{min(edited)}.cypher was edited after it was applied to this database; undo the "
            "edit, and write what should change as a new file with the next number"
        )
    late = [name for name in ours.keys() - applied.keys() if applied and name < max(applied)]
    if late:
        raise ServerError(
            f"cypher/schema/{min(late)}.cypher comes before {max(applied)}, which was applied already; give it the "
            "next number"
        )


def _tolerant(execute_write: object, step: Migration) -> None:
    """Apply a step; what another program made meanwhile is as good."""
    from neo4j.exceptions import ClientError

    def apply(transaction: ManagedTransaction) -> None:
        for each in step.statements:
            transaction.run(each).consume()

    assert callable(execute_write)
    for attempt in (1, 2, 3):
        try:
            execute_write(apply)
            return
        except ClientError as error:
            if attempt == 3 or not (error.code or "").endswith(_MADE_BY_ANOTHER):
                raise
