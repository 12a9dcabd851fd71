"""Whether a database holds exactly what was loaded: everything is read back, the audits are run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.dossier.digest import version
from graphkit.store.compare import Difference, compare
from graphkit.store.files import cypher_folder
from graphkit.store.stored import dossier_in, elements_in, read_steadily

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Transaction

MOST = 100  # rows that one audit tells


@dataclass(frozen=True, slots=True)
class Audit:
    """One query that a sound database answers with no row.

    Attributes
    ----------
    name, title : str
    text : str
        Takes the dossier's id as ``$dossier``, and gives ``key`` and ``found``.
    """

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit found: which one, about which node or relationship, and what is so."""

    audit: str
    key: str
    found: str


@dataclass(frozen=True, slots=True)
class Audited:
    """What a database holds of a dossier, and where that is not what was loaded."""

    dossier: str
    version: str
    findings: tuple[Finding, ...]


def audits() -> tuple[Audit, ...]:
    """The audits in cypher/audits, in order of their names."""
    return tuple(map(_read, sorted(cypher_folder("audits").glob("*.cypher"))))


def audit(driver: Driver, dossier: str, *, database: str | None = None) -> Audited:
    """Read a dossier back and compare every node, relationship and property with what its records make.

    Parameters
    ----------
    driver : neo4j.Driver
    dossier : str
        Its id.
    database : str, optional

    Returns
    -------
    Audited
        Without findings where the database holds exactly what was loaded.

    Raises
    ------
    ServerError
        If the database does not hold it, or what it remembers of it is damaged.
    """
    return read_steadily(driver, dossier, lambda transaction: audit_in(transaction, dossier), database)


def audit_in(transaction: ManagedTransaction | Transaction, dossier: str) -> Audited:
    """The audit of what one transaction sees."""
    found = dossier_in(transaction, dossier)
    compared = compare(found, elements_in(transaction, dossier))
    return Audited(dossier, version(found), (*map(_finding, compared), *_run_all(transaction, dossier)))


def _read(file: Path) -> Audit:
    text = file.read_text("utf-8")
    title = text.partition("\n")[0].removeprefix("// title:").strip()
    return Audit(file.stem, title, text)


def _finding(each: Difference) -> Finding:
    details = f": {'; '.join(each.details)}" if each.details else ""
    return Finding("content", each.key, f"{each.element} {each.what}{details}")


def _run_all(transaction: ManagedTransaction | Transaction, dossier: str) -> Iterator[Finding]:
    for each in audits():
        rows: list[dict[str, Any]] = transaction.run(each.text, dossier=dossier).fetch(MOST)  # type: ignore[assignment]  # records read like mappings
        for row in rows:
            yield Finding(each.name, str(row["key"]), str(row["found"]))
