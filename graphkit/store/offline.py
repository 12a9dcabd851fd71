"""Make a server of our own hold a dossier of any size: its database is built aside and takes the old one's place.

Nothing that the server holds is lost: other dossiers are carried over as they are, and whatever belongs to none is a
reason to refuse.  The server answers with the old database until the new one was looked through.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.dossier.dossier import Dossier
from graphkit.graph.vocabulary import ACTOR_LABELS, LABELS, PAST, TYPES
from graphkit.store.compare import compare
from graphkit.store.connection import connect, target_of
from graphkit.store.error import ServerError
from graphkit.store.files import statement
from graphkit.store.home import DATABASE, Home, Server
from graphkit.store.offline_export import Written, add
from graphkit.store.offline_import import aside, import_tables
from graphkit.store.offline_swap import forget, swap_in, undo
from graphkit.store.offline_tables import Tables, write_arguments
from graphkit.store.process import locked
from graphkit.store.schema import migrate
from graphkit.store.server import Tell, start, start_after_swap, stop, stopped
from graphkit.store.settings import Wanted
from graphkit.store.stored import Element, elements_in, plain
from graphkit.store.writing import Loaded, held

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

COMPARED = 500_000  # nodes and relationships up to which all content is read back; beyond, they are counted
# Bytes that the tables and the new database take, measured at 7,000 for each record with its nodes and relationships.
PER_RECORD = 10_000
NEEDED = 300 << 20
FAST = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_OURS = (*LABELS, *ACTOR_LABELS, "Dossier", "Ledger", "Migration")


@dataclass(frozen=True, slots=True)
class _Before:
    """What a server held when the building began."""

    log: tuple[str, int]
    dossiers: tuple[str, ...]
    version: str | None


def load_offline(
    home: Home, dossier: Dossier, *, wanted: Wanted | None = None, tell: Tell, compared: int = COMPARED
) -> Loaded:
    """Make the server of a home hold a dossier; it need not run, and runs in the end.

    Parameters
    ----------
    home : Home
        Of a server that ``graphkit neo4j up`` started.
    dossier : Dossier
        Whole, free of errors.
    wanted : Wanted, optional
        What is wanted of the server when it is started again; default: what it was.
    tell : callable
        Is told what takes a while.
    compared : int
        Up to how many nodes and relationships all content is read back before it is served.

    Raises
    ------
    ServerError
        If it cannot be done; the server then has the database that it had.
    """
    home = Home(home.folder.absolute())
    server = start(home, wanted, tell=tell)
    again = wanted or _as_it_was(server)
    with _disk_told(home), _alone(home, tell), aside(home) as folder:
        _check_room(home, dossier)
        before, written, total = _write(home, dossier, folder, tell)
        made = import_tables(folder / "tables", folder, server, tell=tell)
        _check(made, home, server, dossier, written, total, tell=tell, compared=compared)
        _swap(home, made, before, again, tell)
        _verify(home, written, again, tell)
        tell("removing the old database")
        forget(home)
    created = {"nodes created": written.nodes, "relationships created": written.relationships}
    return Loaded(written.dossier, written.version, before.version, {}, created, written.nodes, written.relationships)


def _as_it_was(server: Server) -> Wanted:
    """What a server was started with, as far as it is known."""
    return Wanted(
        version=server.version,
        heap=server.heap,
        plugins=server.plugins,  # type: ignore[arg-type]  # written down as text
    )


@contextmanager
def _disk_told(home: Home) -> Iterator[None]:
    """Tell what the disk refuses."""
    try:
        yield
    except OSError as error:
        raise ServerError(
            f"{error.filename or home.folder}: {error.strerror}; no data is lost, and the next graphkit neo4j up "
            "finds them; make room there and load again"
        ) from error


@contextmanager
def _alone(home: Home, tell: Tell) -> Iterator[None]:
    """Only one builds aside."""
    with locked(home.folder / ".aside", waiting=lambda: tell("waiting for another graphkit that builds aside")):
        yield


def _check_room(home: Home, dossier: Dossier) -> None:
    there = sum(file.stat().st_size for file in (home.folder / "data" / "databases" / DATABASE).rglob("*.db*"))
    needed = NEEDED + 2 * there + PER_RECORD * sum(1 for _ in dossier.records())
    free = shutil.disk_usage(home.folder).free
    if free < needed:
        raise ServerError(
            f"the disk of {home.folder} has {free >> 20} MB free, and building the database aside takes some "
            f"{needed >> 20} MB; make room"
        )


def _write(home: Home, dossier: Dossier, folder: Path, tell: Tell) -> tuple[_Before, Written, tuple[int, int]]:
    """Write the tables of the dossier, and of the others that the server holds; give how many elements they have."""
    (folder / "tables").mkdir()
    log = _log(home)
    with connect(target_of(home)) as driver, driver.session(database=DATABASE) as session:
        names = [record["dossier"] for record in session.run(statement("list-dossiers"))]
        _refuse_strangers(driver, names)
        version = session.execute_read(held, dossier.manifest.id).version
        with Tables(folder / "tables") as tables:
            tell("writing tables")
            written = add(dossier, tables)
            others = [name for name in names if name != dossier.manifest.id]
            for name in others:
                tell(f"writing tables of {name}")
                session.execute_read(_carry, name, tables)
        write_arguments(folder / "tables", tables.arguments())
    return _Before(log, tuple(others), version), written, (tables.nodes, tables.relationships)


def _refuse_strangers(driver: Driver, dossiers: list[str]) -> None:
    """Refuse where the database holds what a load would not bring back."""
    types = [*TYPES, *(f"{PAST}{each}" for each in TYPES)]
    with driver.session(database=DATABASE) as session:
        found = session.run(statement("count-strangers"), labels=list(_OURS), dossiers=dossiers, types=types)
        counts = {record["what"]: record["strangers"] for record in found}
    if any(counts.values()):
        told = ", ".join(f"{what}s: {count}" for what, count in counts.items() if count)
        raise ServerError(
            f"the database also holds what belongs to no dossier ({told}), and one built aside would lack it; keep it "
            "in another database, or load without --offline"
        )


def _carry(transaction: ManagedTransaction, dossier: str, tables: Tables) -> None:
    """Write the tables of a dossier that the server holds, as it holds it."""
    for element in elements_in(transaction, dossier):
        tables.add(element)
    for record in transaction.run(statement("read-remembered"), dossier=dossier):
        properties = plain(record["properties"])
        tables.add(Element("node", properties["key"], tuple(sorted(record["labels"])), (), properties))


def _log(home: Home) -> tuple[str, int]:
    """The newest file of the log in which the database writes what is committed, and its checksum: any write shows."""
    folder = home.folder / "data" / "transactions" / DATABASE
    files = {int(file.suffix[1:]): file for file in folder.glob("neostore.transaction.db.*")}
    newest = files[max(files)]
    found = 0
    with newest.open("rb") as opened:
        while some := opened.read(1 << 20):
            found = zlib.crc32(some.rstrip(b"\0"), found)  # room that is set aside comes and goes
    return newest.name, found


def _check(
    made: Home,
    home: Home,
    server: Server,
    dossier: Dossier,
    written: Written,
    total: tuple[int, int],
    *,
    tell: Tell,
    compared: int,
) -> None:
    """Start a server aside on what was built, give it the schema, and see that all is there."""
    small = Wanted(version=server.version, heap=server.heap, settings={"db.tx_log.preallocate": "false"}, java=FAST)
    start(made, small, tell=lambda words: tell(f"{words}, aside"))
    try:
        with connect(target_of(made)) as there, connect(target_of(home)) as now:
            _check_counts(there, total)
            tell("building indexes")
            migrate(there, database=DATABASE)
            _other_schema(now, there)
            tell("reading it back")
            with there.session(database=DATABASE) as session:
                session.execute_read(_check_content, dossier, written, all_of_it=sum(total) <= compared)
    finally:
        stop(made, tell=lambda words: tell(f"{words}, aside"))


def _check_counts(driver: Driver, total: tuple[int, int]) -> None:
    with driver.session(database=DATABASE) as session:
        record = session.run(statement("count-all")).single(strict=True)
    found = record["nodes"], record["relationships"]
    if found != total:
        raise ServerError(f"the database built aside has {found} nodes and relationships instead of {total}")


def _check_content(transaction: ManagedTransaction, dossier: Dossier, written: Written, *, all_of_it: bool) -> None:
    there = held(transaction, written.dossier)
    if (there.version, there.load) != (written.version, written.load):
        raise ServerError(f"the database built aside has version {there.version} instead of {written.version}")
    differences = compare(dossier, elements_in(transaction, written.dossier)) if all_of_it else []
    if differences:
        first = differences[0]
        raise ServerError(
            f"the database built aside is not what was to be loaded: {first.element} {first.key} {first.what}"
        )


def _other_schema(now: Driver, there: Driver) -> None:
    """Give a database the constraints and indexes that somebody added to the one from before."""
    with now.session(database=DATABASE) as ours, there.session(database=DATABASE) as theirs:
        for listed in ("read-constraints", "read-indexes"):
            has = {record["name"] for record in theirs.run(statement(listed))}
            for record in ours.run(statement(listed)).fetch(10_000):
                if record["name"] not in has:
                    _make(theirs, record["name"], record["statement"])


def _make(session: Session, name: str, text: str) -> None:
    """Make a constraint or an index; the text is what the server itself gave for it."""
    from neo4j.exceptions import Neo4jError

    try:
        session.run(text).consume()
    except Neo4jError as error:
        said = " ".join((error.message or str(error)).split())
        raise ServerError(
            f"{name}, which somebody added to the database, cannot be made on the new one: {said}; drop it with: "
            f"DROP CONSTRAINT {name} (or DROP INDEX), or correct the dossier"
        ) from error


def _swap(home: Home, made: Home, before: _Before, again: Wanted, tell: Tell) -> None:
    """Stop the server, put the new database in the old one's place, and start it again."""
    with stopped(home, tell=tell):
        unchanged = _log(home) == before.log
        if unchanged:
            swap_in(home, made.folder / "data")
    start_after_swap(home, again, tell=tell)
    if not unchanged:
        raise ServerError(
            "somebody wrote to the database while the new one was built, which would be lost; the server holds what it "
            "held; load again"
        )


def _verify(home: Home, written: Written, again: Wanted, tell: Tell) -> None:
    """See that the server serves the new database; else put the old one back."""
    with connect(target_of(home)) as driver, driver.session(database=DATABASE) as session:
        load = session.execute_read(held, written.dossier).load
    if load != written.load:
        with stopped(home, tell=tell):
            undo(home)
        start(home, again, tell=tell)
        raise ServerError("the server does not hold what was built aside; the database from before is back")
