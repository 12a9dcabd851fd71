"""What an error of the driver means to the one who typed the command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neo4j.exceptions import DriverError, Neo4jError

MOST = 200  # letters of what the driver said

# A sign in the error's code or words, and what to say then.  The code tells more than the status of GQL, which in 5.26
# is the same for almost everything.
_SIGNS: tuple[tuple[str, str], ...] = (
    (
        r"Security\.Unauthorized",
        "{uri} does not take this password of {user!r}; check NEO4J_USER and NEO4J_PASSWORD, or the password file",
    ),
    (
        r"Security\.AuthenticationRateLimit",
        "{uri} was given too many wrong passwords of {user!r}; wait some seconds, then try with the right one",
    ),
    (
        r"Security\.CredentialsExpired",
        "{uri} wants {user!r} to change the password first; do so in Neo4j Browser, or with ALTER CURRENT USER",
    ),
    (
        r"Database\.DatabaseNotFound",
        "{uri} has no database {database!r}; name another one in NEO4J_DATABASE, or unset it for the user's own",
    ),
    (
        r"Schema\.ConstraintValidationFailed",
        (
            "a constraint that somebody added to {uri} refuses it ({said}); nothing was written; drop the constraint, "
            "or correct the dossier"
        ),
    ),
    (
        r"Security\.Forbidden|ReadOnly|AccessMode",
        "{user!r} may not do this at {uri} ({said}); name a user who may write in NEO4J_USER",
    ),
    (
        r"TransactionTimedOut|Transaction\.Terminated",
        (
            "{uri} ended the transaction ({said}); the database holds what it held before; ask its administrator for a "
            "longer db.transaction.timeout"
        ),
    ),
    (
        r"DatabaseUnavailable",
        "the database at {uri} is not ready; try again in a moment, or look at its logs",
    ),
    (
        r"SSL|TLS|certificate",
        (
            "no encrypted connection to {uri} ({said}); write +ssc for +s where the server made its own certificate, "
            "or leave +s out where it is on this machine and has none"
        ),
    ),
    (
        r"HTTP",
        "at {uri} answers a web server; name the port for bolt, usually 7687",
    ),
    (
        r"DNS|getaddrinfo",
        "nobody knows the host of {uri}; check NEO4J_URI, and whether the network is there",
    ),
    (
        r"refused",
        "nobody listens at {uri}; start the server (graphkit neo4j up starts one), or correct NEO4J_URI",
    ),
    (
        r"[Tt]imed out|TimeoutError",
        "{uri} does not answer; check the address, the network and any firewall between",
    ),
    (
        r"reset by peer|closed|Broken pipe|defunct|incomplete",
        (
            "{uri} broke the connection ({said}); look whether the server still runs, and write +s in the address "
            "where it wants encryption"
        ),
    ),
    (
        r"does not support communication|handshake",
        "{uri} does not speak as Neo4j 5.26 and later do ({said}); check the address and the server's version",
    ),
    (
        r"routing",
        "{uri} names no server of a cluster ({said}); write bolt for neo4j where it is a single server",
    ),
)


def in_words(error: DriverError | Neo4jError | OSError, uri: str, user: str, database: str | None) -> str:
    """What an error of the driver means, with the remedy.

    Parameters
    ----------
    error : DriverError, Neo4jError or OSError
        What the driver raised while it reached for a server.
    uri, user, database : str
        Where to, as whom.
    """
    code = getattr(error, "code", None) or ""
    chain = list(_chain(error))
    all_said = " ".join(chain)
    for sign, words in _SIGNS:
        if re.search(sign, code) or re.search(sign, all_said):
            return words.format(uri=uri, user=user, database=database, said=_short(chain[-1]))
    return f"{uri}: {_short(chain[0])}"


def _chain(error: BaseException | None) -> Iterator[str]:
    """The words of an error and of those that led to it, the first cause last."""
    while error is not None:
        yield str(error)
        for member in getattr(error, "exceptions", ()):  # a cluster's servers fail each for its own reason
            yield from _chain(member)
        error = error.__cause__ or error.__context__


def _short(said: str) -> str:
    """An error's words in one line of bearable length."""
    line = " ".join(said.split())
    return line if len(line) <= MOST else f"{line[: MOST - 1]}…"
