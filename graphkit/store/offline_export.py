"""A whole dossier, with all that a server remembers of it, as tables for Neo4j's bulk importer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graphkit.dossier.dossier import Dossier
from graphkit.store.compare import wanted
from graphkit.store.ledger import ledger_of
from graphkit.store.offline_tables import ARGUMENTS, Tables, write_arguments
from graphkit.store.stored import Element
from graphkit.store.writing import dossier_properties, page_properties

COMMAND = f"neo4j-admin database import full @{ARGUMENTS} --overwrite-destination=true neo4j"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of a dossier.

    Attributes
    ----------
    dossier, version, load : str
        Its id, what it says, and the name that this load has on a server.
    nodes, relationships : int
        How many, without what the server remembers.
    """

    dossier: str
    version: str
    load: str
    nodes: int
    relationships: int


def export(dossier: Dossier, folder: Path) -> Written:
    """Write a dossier's tables into a folder, which is there and empty.

    A server that imports them holds the dossier as if it had been loaded: the next ``graphkit neo4j load`` adds the
    schema and finds nothing else to do.

    Parameters
    ----------
    dossier : Dossier
        Whole, free of errors.
    folder : Path

    Raises
    ------
    ServerError
        If a value cannot be written for the importer.
    """
    with Tables(folder) as tables:
        written = add(dossier, tables)
    write_arguments(folder, tables.arguments())
    return written


def add(dossier: Dossier, tables: Tables) -> Written:
    """Add a dossier to tables; parameters and errors as `export`."""
    before = tables.nodes, tables.relationships
    for element in wanted(dossier):
        tables.add(element)
    nodes, relationships = tables.nodes - before[0], tables.relationships - before[1]
    ledger = ledger_of(dossier)
    for page in range(len(ledger.pages)):
        properties = page_properties(ledger, page)
        tables.add(Element("node", properties["key"], ("Ledger",), (), properties))
    load = uuid.uuid4().hex
    told = dossier_properties(ledger, load, nodes=nodes, relationships=relationships)
    properties = {**told, "loaded_at": datetime.now(UTC)}
    tables.add(Element("node", properties["key"], ("Dossier",), (), properties))
    return Written(ledger.id, ledger.version, load, nodes, relationships)
