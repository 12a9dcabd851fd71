"""Read a dossier back from a database, which must hold exactly what was loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.store.compare import compare
from graphkit.store.error import ServerError
from graphkit.store.stored import dossier_in, elements_in, read_steadily

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

    from graphkit.dossier.dossier import Dossier

SHOWN = 3  # differences that a refusal names


def fetch(driver: Driver, dossier: str, *, database: str | None = None) -> Dossier:
    """The dossier that a database holds, whole, with what was retracted.

    The nodes and relationships are read as well: were one changed by hand after loading, then a report from here would
    say what no file says.

    Parameters
    ----------
    driver : neo4j.Driver
    dossier : str
        Its id.
    database : str, optional

    Returns
    -------
    Dossier
        Equal to the one that was loaded.

    Raises
    ------
    ServerError
        If the database does not hold it, or its graph is not the one that was loaded.
    """

    def read(transaction: ManagedTransaction) -> Dossier:
        found = dossier_in(transaction, dossier)
        differences = compare(found, elements_in(transaction, dossier))
        if differences:
            some = "; ".join(f"{each.element} {each.key} {each.what}" for each in differences[:SHOWN])
            raise ServerError(
                f"the graph of {dossier!r} is not the one that was loaded ({len(differences)} differ: {some}); "
                "graphkit neo4j audit tells more, graphkit neo4j load DIR --anew writes it anew"
            )
        return found

    return read_steadily(driver, dossier, read, database)
