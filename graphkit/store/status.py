"""What a server is, and which dossiers it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.store.files import cypher_folder

if TYPE_CHECKING:
    from neo4j import Driver


def version(driver: Driver, database: str | None) -> str:
    """The version of Neo4j, such as ``5.26.30``."""
    with driver.session(database=database) as session:
        return session.run("RETURN 1").consume().server.agent.removeprefix("Neo4j/")


def dossiers(driver: Driver, database: str | None) -> list[dict[str, Any]]:
    """The dossiers that a database holds: `dossier`, `title`, `version` and `loaded_at` of each, by key."""
    query = (cypher_folder("load") / "list-dossiers.cypher").read_text(encoding="utf-8")
    records = driver.execute_query(query, database_=database, routing_="r").records
    return [{name: value and str(value) for name, value in record.data().items()} for record in records]
