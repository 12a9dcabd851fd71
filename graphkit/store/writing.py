"""One transaction that turns what a database holds of a dossier into what its ledger says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from graphkit import __version__
from graphkit.graph.vocabulary import LABELS
from graphkit.store.changes import Change, Op, Plan, Progress, Row
from graphkit.store.error import ServerError
from graphkit.store.files import statement
from graphkit.store.ledger import FORMAT, Ledger, packed, read_entry, read_manifest, unpacked

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Result

T = TypeVar("T")
BATCH = 10_000  # rows a statement
MOST_WAITING = 2 * BATCH  # rows that wait for others of their kind
PAGES_AT_ONCE = 64
LARGEST = 2**63 - 1
_DONE = {"create": "created", "set": "changed", "delete": "removed"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, or would do.

    Attributes
    ----------
    dossier, version : str
        What the database then holds.
    before : str or None
        The version that it held; None where the dossier was not there.
    records : mapping of str to tuple of str
        Keys of the records that are ``created``, ``changed`` and ``removed``.
    written : mapping of str to int
        How many rows were written, such as ``nodes created`` and ``relationships removed``.
    nodes, relationships : int
        How many the database then holds of the dossier.
    """

    dossier: str
    version: str
    before: str | None
    records: Mapping[str, tuple[str, ...]]
    written: Mapping[str, int] = field(default_factory=dict)
    nodes: int = 0
    relationships: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What a database says of a dossier; all None where it has none."""

    version: str | None = None
    format: int | None = None
    pages: int | None = None
    load: str | None = None
    nodes: int | None = None
    relationships: int | None = None


def held(transaction: ManagedTransaction, dossier: str, *, by: str = "read-dossier") -> Held:
    """What the database says of a dossier.

    `by` is the statement that asks: one that only reads, ``hold-dossier``, after which nobody else writes to it until
    the transaction ends, or ``lock-dossier``, which does so and makes a place for a dossier that is not there.
    """
    record = transaction.run(statement(by), dossier=dossier).single()
    return Held(**{name: record[name] for name in Held.__slots__}) if record else Held()


def differences(transaction: ManagedTransaction, ledger: Ledger, there: Held) -> tuple[Change, ...]:
    """The records by which a ledger differs from the one that the database keeps, in order of key."""
    hashes = {
        record["page"]: record["hash"] for record in transaction.run(statement("read-page-hashes"), dossier=ledger.id)
    }
    same = there.pages == len(ledger.pages)
    ours = {page: hash for page, hash in enumerate(ledger.hashes) if not (same and hashes.get(page) == hash)}
    theirs = sorted(page for page, hash in hashes.items() if not (same and ours.get(page, hash) == hash))
    if hashes and not same:
        return tuple(_changes(ledger, _entries(transaction, ledger.id, theirs), ours))
    found: list[Change] = []
    for pages in batched(sorted(ours.keys() | set(theirs)), PAGES_AT_ONCE):
        there_now = _entries(transaction, ledger.id, [page for page in pages if page in hashes])
        found += _changes(ledger, there_now, pages)
    return tuple(sorted(found, key=lambda change: change.key))


def _changes(ledger: Ledger, old: Mapping[str, str], pages: Iterable[int]) -> Iterator[Change]:
    """How the records on some pages differ from what the database says of them, in order of key."""
    new: dict[str, str] = {}
    for page in pages:
        new |= ledger.entries(page)
    for key in sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key)):
        yield Change(key, read_entry(key, old[key])[1] if key in old else None, ledger.editions.get(key))


def write(
    transaction: ManagedTransaction, ledger: Ledger, load: str, *, anew: bool = False, progress: Progress
) -> Loaded:
    """Write what differs, every row of it, and the ledger.

    Raises
    ------
    ServerError
        If a row could not be written; the transaction must then be rolled back.
    """
    there = held(transaction, ledger.id, by="lock-dossier")
    if there.version == ledger.version and there.format == FORMAT and not anew:
        return summary(ledger, there, (), Counter())
    if anew or there.format != FORMAT:
        _clear(transaction, ledger.id)
        there = Held(version=there.version)
    changes = differences(transaction, ledger, there)
    plan = Plan(ledger.id, changes, ledger.retracted())
    written = _write_rows(transaction, plan, progress)
    done = summary(ledger, there, changes, written)
    _write_ledger(transaction, ledger, load, done, changes, there)
    return done


def remove(transaction: ManagedTransaction, dossier: str) -> bool:
    """Remove a dossier; tell whether it was there."""
    if held(transaction, dossier, by="hold-dossier").version is None:
        return False
    _clear(transaction, dossier)
    transaction.run(statement("delete-dossier"), dossier=dossier).consume()
    return True


def summary(ledger: Ledger, there: Held, changes: Sequence[Change], written: Mapping[str, int]) -> Loaded:
    """What a load comes to."""
    records: dict[str, list[str]] = {"created": [], "changed": [], "removed": []}
    for change in changes:
        records["created" if change.before is None else "removed" if change.after is None else "changed"].append(
            change.key
        )
    return Loaded(
        ledger.id,
        ledger.version,
        there.version,
        {what: tuple(keys) for what, keys in records.items()},
        dict(written),
        (there.nodes or 0) + written.get("nodes created", 0) - written.get("nodes removed", 0),
        (there.relationships or 0) + written.get("relationships created", 0) - written.get("relationships removed", 0),
    )


def _entries(transaction: ManagedTransaction, dossier: str, pages: Sequence[int]) -> dict[str, str]:
    """What the database's ledger says of the records on some pages."""
    found: dict[str, str] = {}
    for some in batched(pages, PAGES_AT_ONCE):
        keys = [page_key(dossier, page) for page in some]
        for record in transaction.run(statement("read-pages"), keys=keys):
            found |= unpacked(record["content"])
    return found


def page_key(dossier: str, page: int) -> str:
    """The key of a page of a ledger."""
    return f"{dossier}/ledger:{page}"


def _clear(transaction: ManagedTransaction, dossier: str) -> None:
    """Delete all that the database holds under a dossier's id, whatever wrote it."""
    for label in LABELS:
        transaction.run(statement("clear-label", LABEL=label), dossier=dossier).consume()
    transaction.run(statement("delete-pages"), dossier=dossier, first=0).consume()


def _write_rows(transaction: ManagedTransaction, plan: Plan, progress: Progress) -> Counter[str]:
    """Write a plan, phase by phase, and count what was written; the next rows are made while the server writes some."""
    written: Counter[str] = Counter()
    sent: _Sent | None = None
    for phase in plan.ops(progress):
        for ops in _by_text(phase):
            if sent:
                _expect(transaction, sent)
            sent = _send(transaction, ops)
            verb, what = ops[0].statement.split("-")[:2]
            written[f"{what} {_DONE[verb]}"] += len(ops)
    if sent:
        _expect(transaction, sent)
    return written


def _by_text(ops: Iterable[Op]) -> Iterator[list[Op]]:
    """Rows for one statement at a time, at most `BATCH`, in the order in which they came."""
    waiting: dict[tuple[str, tuple[tuple[str, str], ...]], list[Op]] = defaultdict(list)
    count = 0
    for op in ops:
        some = waiting[op.statement, op.labels]
        some.append(op)
        count += 1
        if len(some) == BATCH or count == MOST_WAITING:
            most = max(waiting, key=lambda each: len(waiting[each]))
            count -= len(waiting[most])
            yield waiting.pop(most)
    yield from waiting.values()


@dataclass(frozen=True, slots=True)
class _Sent:
    """Rows on their way, and the server's answer."""

    ops: list[Op]
    rows: list[Row]
    result: Result


def _send(transaction: ManagedTransaction, ops: list[Op]) -> _Sent:
    """Let the server begin to write rows."""
    text = statement(ops[0].statement, **dict(ops[0].labels))
    rows = [op.row for op in ops]
    try:
        return _Sent(ops, rows, transaction.run(text, rows=rows))
    except OverflowError as error:
        raise ServerError(_too_large(rows)) from error


def _expect(transaction: ManagedTransaction, sent: _Sent) -> None:
    """Make sure that each of the rows was written."""
    done = sent.result.single(strict=True)["done"]
    if done != len(sent.ops):
        raise ServerError(_not_written(transaction, sent.ops, done))
    sent.rows.clear()  # the driver remembers all that was sent until the transaction ends


def _too_large(rows: Iterable[Mapping[str, Any]]) -> str:
    """Which number a Neo4j cannot hold."""
    for row in rows:
        for name, value in row["properties"].items():
            if isinstance(value, int) and abs(value) > LARGEST:
                return f"{row['properties']['id']}: {name} is {value}, and Neo4j holds whole numbers up to {LARGEST}"
    return "a number is larger than Neo4j holds"


def _not_written(transaction: ManagedTransaction, ops: Sequence[Op], done: int) -> str:
    """Which rows found nothing to write to."""
    labels = dict(ops[0].labels)
    keys: dict[str, set[str]] = defaultdict(set)
    for op in ops:
        for place in ("START", "END", "LABEL"):
            if place in labels:
                keys[labels[place]].add(op.row["key" if place == "LABEL" else place.lower()])
    missing = sorted(key for label, some in keys.items() for key in some - _there(transaction, label, some))
    what = f"the database lacks {', '.join(missing[:5])}" if missing else f"{len(ops) - done} of {len(ops)} rows"
    return (
        f"{ops[0].statement}: {what}, though its ledger has it: somebody changed the graph by hand; nothing was "
        "written; `graphkit neo4j audit` lists what differs, `graphkit neo4j load --anew` writes all anew"
    )


def _there(transaction: ManagedTransaction, label: str, keys: Iterable[str]) -> set[str]:
    found = transaction.run(statement("keys-there", LABEL=label), keys=sorted(keys))
    return {record["key"] for record in found}


def _write_ledger(
    transaction: ManagedTransaction, ledger: Ledger, load: str, done: Loaded, changes: Sequence[Change], there: Held
) -> None:
    """Write the pages on which something changed, and last what the database says of the dossier."""
    same = there.pages == len(ledger.pages)
    touched = {ledger.page_of(change.key) for change in changes} if same else set(range(len(ledger.pages)))
    for some in batched(sorted(touched), PAGES_AT_ONCE):
        rows = [{"key": page_key(ledger.id, page), "properties": page_properties(ledger, page)} for page in some]
        transaction.run(statement("write-pages"), rows=rows).consume()
        rows.clear()  # as above
    transaction.run(statement("delete-pages"), dossier=ledger.id, first=len(ledger.pages)).consume()
    properties = dossier_properties(ledger, load, nodes=done.nodes, relationships=done.relationships)
    transaction.run(statement("write-dossier"), dossier=ledger.id, properties=properties).single(strict=True)


def dossier_properties(ledger: Ledger, load: str, *, nodes: int, relationships: int) -> dict[str, Any]:
    """What a database says of a dossier that it holds; when it was loaded comes besides."""
    manifest = read_manifest(ledger.manifest)
    told = {
        name: getattr(manifest, name)
        for name in ("id", "title", "summary", "language", "licence", "as_of", "recorded_on")
        if getattr(manifest, name) is not None
    }
    return {
        **told,
        "key": ledger.id,
        "version": ledger.version,
        "format": FORMAT,
        "pages": len(ledger.pages),
        "load": load,
        "nodes": nodes,
        "relationships": relationships,
        "manifest": ledger.manifest,
        "loaded_by": f"graphkit {__version__}",
    }


def page_properties(ledger: Ledger, page: int) -> dict[str, Any]:
    """A page of a ledger as a database keeps it."""
    return {
        "key": page_key(ledger.id, page),
        "dossier": ledger.id,
        "page": page,
        "hash": ledger.hashes[page],
        "content": packed(ledger.entries(page)),
    }


def batched(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values, some at a time."""
    every = iter(values)
    while some := list(islice(every, size)):
        yield some
