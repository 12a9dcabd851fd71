"""What a database holds of a dossier: what its ledger says, and the nodes and relationships that are really there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graphkit.dossier.digest import digest_of, text_of, version_of
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import RECORD_KINDS, Record
from graphkit.dossier.problem import near
from graphkit.graph.vocabulary import LABELS, PAST, TYPES
from graphkit.store.error import ServerError
from graphkit.store.files import statement
from graphkit.store.ledger import FORMAT, read_entry, read_manifest, unpacked

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session, Transaction

ATTEMPTS = 5
T = TypeVar("T")
Properties = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Element:
    """A node, or a relationship between the nodes with two keys, as a database has it.

    Attributes
    ----------
    what : str
        ``"node"`` or ``"relationship"``.
    key : str
        The node's `key` or the relationship's `id`; empty where it has none.
    labels : tuple of str
        A node's labels in order of the alphabet, or a relationship's type.
    ends : tuple of str
        Keys of start and end; none of a node.
    properties : mapping
        Dates as `datetime.date`, lists as tuples.
    """

    what: str
    key: str
    labels: tuple[str, ...]
    ends: tuple[str, ...]
    properties: Properties


def dossier_in(transaction: ManagedTransaction | Transaction, dossier: str) -> Dossier:
    """The dossier that a database's ledger holds, its records in order of their ids.

    Raises
    ------
    ServerError
        If it holds none of this name, one that another graphkit wrote, or the ledger is damaged.
    """
    record = transaction.run(statement("read-dossier"), dossier=dossier).single()
    if record is None or record["version"] is None:
        raise ServerError(_none_such(transaction, dossier))
    check_format(dossier, record["format"])
    try:
        found = _read(transaction, dossier, record["manifest"])
    except (ValueError, KeyError, TypeError) as error:
        raise ServerError(_damaged(dossier)) from error
    if _version(found) != record["version"]:
        raise ServerError(_damaged(dossier))
    return found


def check_format(dossier: str, there: int | None) -> None:
    """Refuse a dossier that another graphkit loaded: its graph may lack what is asked for.

    Raises
    ------
    ServerError
        If the format there is not ours.
    """
    if there != FORMAT:
        raise ServerError(
            f"{dossier!r} was loaded by another version of graphkit (format {there}, here {FORMAT}); load it again "
            "from its files: graphkit neo4j load DIR"
        )


def elements_in(transaction: ManagedTransaction | Transaction, dossier: str) -> Iterator[Element]:
    """Every node of a dossier with a label of the graph, and every relationship of its types that leaves one."""
    for label in LABELS:
        for record in transaction.run(statement("read-nodes", LABEL=label), dossier=dossier):
            properties = plain(record["properties"])
            yield Element("node", str(properties.get("key", "")), tuple(sorted(record["labels"])), (), properties)
    for label in LABELS:
        for record in transaction.run(statement("read-relationships", LABEL=label), dossier=dossier):
            if record["type"].removeprefix(PAST) in TYPES:
                properties = plain(record["properties"])
                ends = (str(record["start"]), str(record["end"]))
                yield Element("relationship", str(properties.get("id", "")), (record["type"],), ends, properties)


def read_steadily(driver: Driver, dossier: str, read: Callable[[ManagedTransaction], T], database: str | None) -> T:
    """What `read` gives, in a transaction, where nobody loaded the dossier meanwhile; see `steadily`."""

    def once() -> T:
        with driver.session(database=database) as session:
            return session.execute_read(read)

    return steadily(driver, dossier, once, database)


def steadily(driver: Driver, dossier: str, once: Callable[[], T], database: str | None) -> T:
    """What `once` gives where nobody loaded the dossier meanwhile: a server shows each query what is there by then.

    A commit becomes visible bit by bit.  So before and after the reading it waits until nobody writes the dossier, and
    reads again where the load is another one then.

    Raises
    ------
    ServerError
        As `once` raises it, or if the dossier is loaded again and again.
    """

    def attempt() -> T | ServerError:
        try:
            return once()
        except ServerError as error:
            return error

    with driver.session(database=database) as session:
        before = _load(session, dossier)
        for _ in range(ATTEMPTS):
            found = attempt()
            after = _load(session, dossier)
            if before == after and isinstance(found, ServerError):
                raise found
            if before == after:
                return found  # type: ignore[return-value]  # mypy does not see that the error is raised above
            before = after
    raise ServerError(f"{dossier!r} was loaded again while it was read, {ATTEMPTS} times; try when the loading is done")


def _load(session: Session, dossier: str) -> str | None:
    """The name of the load that wrote a dossier last, once no other is under way.

    Who may only read cannot wait for that, and is told what is there.
    """
    from neo4j.exceptions import Forbidden

    try:
        return session.execute_write(_name_of_load, dossier, "hold-dossier")
    except Forbidden:
        return session.execute_read(_name_of_load, dossier, "read-dossier")


def _name_of_load(transaction: ManagedTransaction, dossier: str, by: str) -> str | None:
    record = transaction.run(statement(by), dossier=dossier).single()
    return record["load"] if record else None


def _none_such(transaction: ManagedTransaction | Transaction, dossier: str) -> str:
    there = [record["dossier"] for record in transaction.run(statement("list-dossiers"))]
    if not there:
        return f"the database holds no dossier {dossier!r}, and no other; graphkit neo4j load DIR loads one"
    guess = near(dossier, there)
    hint = f"; {guess}" if guess.startswith("did you mean") else ""
    return f"the database holds no dossier {dossier!r}; it holds {', '.join(there)}{hint}"


def _damaged(dossier: str) -> str:
    return (
        f"what the database remembers of {dossier!r} was changed by hand (its Dossier or Ledger nodes); load it anew "
        "from its files: graphkit neo4j load DIR --anew"
    )


def _read(transaction: ManagedTransaction | Transaction, dossier: str, manifest: str) -> Dossier:
    records: dict[str, list[Record]] = {kind.name_of_kind: [] for kind in RECORD_KINDS}
    for page in transaction.run(statement("read-all-pages"), dossier=dossier):
        for key, entry in unpacked(page["content"]).items():
            records[key.partition(":")[0]].append(read_entry(key, entry)[0])
    return Dossier(
        read_manifest(manifest),
        **{f"{kind}s": Records(sorted(some, key=lambda each: each.id)) for kind, some in records.items()},  # type: ignore[arg-type]  # by name
    )


def _version(dossier: Dossier) -> str:
    keyed = sorted((record.key, digest_of(text_of(record))) for record in dossier.records())
    return version_of([*keyed, (dossier.manifest.key, digest_of(text_of(dossier.manifest)))])


def plain(properties: Properties) -> dict[str, Any]:
    """Properties with dates as Python has them, and lists as tuples."""
    return {name: _value(value) for name, value in properties.items()}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(each) for each in value)
    return value.to_native() if hasattr(value, "to_native") else value
