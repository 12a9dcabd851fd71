"""Make a database hold one version of a dossier: in one transaction, whole or not at all."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from graphkit.dossier.dossier import Dossier
from graphkit.store.changes import Progress
from graphkit.store.error import ServerError
from graphkit.store.ledger import Ledger, ledger_of, pages_for
from graphkit.store.memory import memory_told
from graphkit.store.schema import migrate
from graphkit.store.writing import Loaded, differences, held, remove, summary, write

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

LOOK_FOR_S = 300  # how long to wait for what another transaction writes
TIMED_OUT = re.compile(r"TransactionTimedOut|LockAcquisitionTimeout|LockClientStopped")
ATTEMPTS = 3


def load(
    driver: Driver,
    dossier: Dossier,
    *,
    database: str | None = None,
    anew: bool = False,
    progress: Progress | None = None,
) -> Loaded:
    """Make a database hold a dossier, and nothing else under its id.

    All is written in one transaction that first locks the dossier, so that two loads end as one after the other.  A
    connection that breaks while the server commits leaves open what became of it; that is looked up before anything
    is tried again.

    Parameters
    ----------
    driver : neo4j.Driver
    dossier : Dossier
        Whole, free of errors.
    database : str, optional
    anew : bool
        Write everything anew, also what the database seems to hold already.
    progress : callable, optional
        Told how many of how many steps are done.

    Returns
    -------
    Loaded

    Raises
    ------
    ServerError
        If it cannot be written; the database then holds what it held before.
    """
    from neo4j.exceptions import ServiceUnavailable, SessionExpired

    migrate(driver, database=database)
    ledger = _ledger(driver, dossier, database)
    for _ in range(ATTEMPTS):
        name = uuid.uuid4().hex
        done: list[Loaded] = []

        def work(transaction: ManagedTransaction, name: str = name, done: list[Loaded] = done) -> Loaded:
            done[:] = []
            with memory_told(dossier.manifest.id):
                done.append(write(transaction, ledger, name, anew=anew, progress=progress or _silent))
            return done[0]

        try:
            with driver.session(database=database) as session, memory_told(dossier.manifest.id):
                return session.execute_write(work)  # which also commits
        except (ServiceUnavailable, SessionExpired) as error:
            if not done:  # the driver has tried again for half a minute
                raise ServerError(_broken(dossier.manifest.id)) from error
            if _was_committed(driver, dossier.manifest.id, name, database):
                return done[0]
    raise ServerError(_broken(dossier.manifest.id))


def _broken(dossier: str) -> str:
    return (
        f"the connection broke while {dossier!r} was written; the database holds what it held before; look whether the "
        "server still runs, and load again"
    )


def would_load(driver: Driver, dossier: Dossier, *, database: str | None = None) -> Loaded:
    """What `load` would change, with nothing written but the schema's absence noticed: records alone are counted."""
    ledger = _ledger(driver, dossier, database)

    def look(transaction: ManagedTransaction) -> Loaded:
        there = held(transaction, ledger.id)
        return summary(ledger, there, differences(transaction, ledger, there), {})

    with driver.session(database=database) as session:
        return session.execute_read(look)


def drop(driver: Driver, dossier: str, *, database: str | None = None) -> bool:
    """Remove a dossier from a database, in one transaction; tell whether it was there."""
    with driver.session(database=database) as session, memory_told(dossier):
        return session.execute_write(remove, dossier)


def _ledger(driver: Driver, dossier: Dossier, database: str | None) -> Ledger:
    """The ledger, with as many pages as the database's has unless that is far from what fits."""
    with driver.session(database=database) as session:
        there = session.execute_read(held, dossier.manifest.id)
    fitting = pages_for(sum(1 for _ in dossier.records()))
    kept = there.pages if there.pages and fitting <= 4 * there.pages <= 16 * fitting else None
    return ledger_of(dossier, pages=kept or fitting)


def _was_committed(driver: Driver, dossier: str, name: str, database: str | None) -> bool:
    """Whether a load reached the database; waits until a transaction that still writes the dossier has ended.

    Raises
    ------
    ServerError
        If nobody can tell.
    """
    from neo4j import unit_of_work
    from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired

    @unit_of_work(timeout=LOOK_FOR_S)
    def look(transaction: ManagedTransaction) -> bool:
        return held(transaction, dossier, by="hold-dossier").load == name

    try:
        with driver.session(database=database) as session:
            return session.execute_write(look)
    except Neo4jError as error:
        if not TIMED_OUT.search(error.code or ""):
            raise
        raise ServerError(
            f"the connection broke while the server committed {dossier!r}; {LOOK_FOR_S} s later it still writes; it "
            "will hold the old version or the new one, whole; load again later"
        ) from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise ServerError(
            f"the connection broke while the server committed {dossier!r}, and it cannot be reached to look whether it "
            "did; it holds the old version or the new one, whole; load again when it runs"
        ) from error


def _silent(done: int, steps: int) -> None:
    """Nobody watches."""
