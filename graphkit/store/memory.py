"""When a server's memory does not hold what a transaction writes: what its limit is, and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graphkit.store.error import ServerError

MEASURED = "1 GB of heap holds some 19,000 new positions"  # benchmarks/loading.py largest: 18,750 but not 27,500
_SIGNS = ("OutOfMemory", "MemoryLimit", "MemoryPool")


class TooLarge(ServerError):
    """A transaction that needs more memory than the server gives one."""


@contextmanager
def memory_told(dossier: str) -> Iterator[None]:
    """Turn the server's refusal into words, at once: the driver would try again and again.

    Raises
    ------
    TooLarge
        If the server ran out of the memory that it gives a transaction.
    """
    from neo4j.exceptions import Neo4jError

    try:
        yield
    except Neo4jError as error:
        if any(sign in (error.code or "") for sign in _SIGNS):
            raise TooLarge(_words(dossier, error)) from error
        raise


def _words(dossier: str, error: Exception) -> str:
    said = " ".join(str(getattr(error, "message", None) or error).split())
    return (
        f"the server's memory does not hold {dossier!r} in one transaction ({said}); the database holds what it held "
        f"before; give the server more heap ({MEASURED}; graphkit neo4j down, then up --heap 2g), or build the "
        "database aside: graphkit neo4j load --offline"
    )
