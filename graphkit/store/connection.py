"""Which Neo4j is meant, and a driver for it that is known to work."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graphkit import __version__
from graphkit.store.driver_errors import in_words
from graphkit.store.error import ServerError
from graphkit.store.home import DATABASE, USER, Home, default_home, password, running
from graphkit.store.settings import LOWEST

if TYPE_CHECKING:
    from neo4j import Driver

PLAIN = ("bolt", "neo4j")
ENCRYPTED = ("bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc")
CONNECT_WITHIN = 15.0  # seconds
_SILENT = logging.NullHandler()  # else what the driver logs goes to standard error where nobody asked for logs


@dataclass(frozen=True, slots=True)
class Target:
    """The database that a command is about.

    Parameters
    ----------
    uri : str
        The address, such as ``neo4j+s://example.org``.
    user : str
    password : str
        Left out where a target is printed.
    database : str or None
        The name of the database; None for the user's own.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None


def find_target(*, home: Path | None = None, password_file: Path | None = None, insecure: bool = False) -> Target:
    """The database that is meant.

    The one of `home` where that is given; else the one that NEO4J_URI names, with NEO4J_USER (or NEO4J_USERNAME),
    NEO4J_PASSWORD and NEO4J_DATABASE; else the one that ``graphkit neo4j up`` started.

    Parameters
    ----------
    home : Path, optional
        The folder of a server that ``graphkit neo4j up`` started.
    password_file : Path, optional
        A file with the password, which wins over NEO4J_PASSWORD.
    insecure : bool, optional
        Whether the password may go to another machine in clear.

    Raises
    ------
    ServerError
        If there is none, something is missing, or the password would travel in clear.
    """
    uri = os.environ.get("NEO4J_URI")
    if home is not None or not uri:
        return target_of(Home(home or default_home()), password_file=password_file)
    _check(uri, insecure=insecure)
    user = os.environ.get("NEO4J_USER") or os.environ.get("NEO4J_USERNAME") or USER
    secret = _read(password_file) if password_file else os.environ.get("NEO4J_PASSWORD")
    if not secret:
        raise ServerError(f"no password for {user} at {uri}; set NEO4J_PASSWORD, or name a file with --password-file")
    return Target(uri, user, secret, os.environ.get("NEO4J_DATABASE") or None)


def target_of(home: Home, *, password_file: Path | None = None) -> Target:
    """The database of a server that ``graphkit neo4j up`` started; errors as `find_target`."""
    server = running(home)
    if server is None:
        raise ServerError(
            f"no Neo4j runs from {home.folder}; start it with: graphkit neo4j up; or name another one in NEO4J_URI, "
            "NEO4J_USER and NEO4J_PASSWORD"
        )
    return Target(server.uri, USER, _read(password_file) if password_file else password(home), DATABASE)


def _check(uri: str, *, insecure: bool) -> None:
    """Refuse an address that is none, and one that would show the password to others."""
    try:
        parts = urlsplit(uri)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in (*PLAIN, *ENCRYPTED) or not host:
        hint = "; the address for a driver begins with bolt, not http" if parts.scheme.startswith("http") else ""
        raise ServerError(f"NEO4J_URI is {_shown(uri)}, no address of a Neo4j such as neo4j+s://example.org{hint}")
    if parts.username or parts.password:
        raise ServerError("NEO4J_URI holds a user or a password; name them in NEO4J_USER and NEO4J_PASSWORD")
    if parts.scheme in PLAIN and not insecure and not is_loopback(host):
        raise ServerError(
            f"{uri} would send the password to {host} in clear; write {parts.scheme}+s:// "
            f"({parts.scheme}+ssc:// where its certificate is its own), or add --insecure if that network is yours"
        )


def _shown(uri: str) -> str:
    """An address without what may be a password."""
    return repr(re.sub(r"//[^/@]*@", "//…@", uri))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or number alone.

    Examples
    --------
    >>> [is_loopback(host) for host in ("localhost", "127.0.0.2", "::1", "127.example.org")]
    [True, True, True, False]
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().removesuffix(".") == "localhost"


def _read(file: Path) -> str:
    """The password in a file, without the end of its line."""
    try:
        secret = file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ServerError(f"cannot read the password file {file}: {why}") from error
    if not secret or "\n" in secret:
        raise ServerError(f"the password file {file} must hold the password alone, in one line")
    return secret


@contextmanager
def connect(target: Target) -> Iterator[Driver]:
    """A driver for a target that was seen to take a query, closed at the end.

    What fails to reach it, then or later, is a `ServerError`; what a query does wrong stays the driver's error.

    Raises
    ------
    ServerError
        If it cannot be reached, refuses us, or is older than Neo4j 5.26.
    """
    from neo4j import GraphDatabase
    from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

    logging.getLogger("neo4j").addHandler(_SILENT)
    try:
        driver = GraphDatabase.driver(
            target.uri,
            auth=(target.user, target.password),
            connection_timeout=CONNECT_WITHIN,
            connection_acquisition_timeout=2 * CONNECT_WITHIN,
            user_agent=f"graphkit/{__version__}",
            notifications_min_severity="OFF",  # a database without a dossier knows none of our names
        )
    except (DriverError, ValueError) as error:
        raise ServerError(f"{target.uri}: {error}") from error
    with driver:
        try:
            _try(driver, target)
        except (DriverError, Neo4jError, OSError) as error:
            raise ServerError(in_words(error, target.uri, target.user, target.database)) from error
        try:
            yield driver
        except (ServiceUnavailable, SessionExpired, AuthError) as error:
            raise ServerError(in_words(error, target.uri, target.user, target.database)) from error


def _try(driver: Driver, target: Target) -> None:
    """Run a query once; the driver's `execute_query` would try for half a minute."""
    with driver.session(database=target.database) as session:
        summary = session.run("RETURN 1").consume()
    agent = summary.server.agent
    found = re.fullmatch(r"Neo4j/(\d+)\.(\d+).*", agent)
    if found is None:
        raise ServerError(f"at {target.uri} answers {agent!r}, which is no Neo4j; name another one in NEO4J_URI")
    if (int(found[1]), int(found[2])) < LOWEST:
        lowest = ".".join(map(str, LOWEST))
        raise ServerError(f"at {target.uri} answers {agent}; graphkit needs Neo4j {lowest} or newer")
