"""Options and messages that the commands about a server share."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from neo4j import Driver

    from graphkit.store.connection import Target
    from graphkit.store.home import Home

home_option = click.option(
    "--home",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the server; default: GRAPHKIT_NEO4J_HOME, else one in your data folder.",
)
password_file_option = click.option(
    "--password-file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File with the password, in place of NEO4J_PASSWORD.",
)
insecure_option = click.option(
    "--insecure", is_flag=True, help="Let the password go in clear to a server that is not on this machine."
)


@dataclass(frozen=True, slots=True)
class Where:
    """Which server is meant, as far as options say it."""

    home: Path | None = None
    password_file: Path | None = None
    insecure: bool = False

    def target(self) -> Target:
        """The database that is meant; exit 1 with a message where there is none."""
        from graphkit.store.connection import find_target

        with told():
            return find_target(home=self.home, password_file=self.password_file, insecure=self.insecure)


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which server is meant, as one argument `where`."""

    @home_option
    @password_file_option
    @insecure_option
    @functools.wraps(command)
    def with_where(*args: Any, home: Path | None, password_file: Path | None, insecure: bool, **options: Any) -> Any:
        return command(*args, where=Where(home, password_file, insecure), **options)

    return with_where


@contextmanager
def connected(where: Where) -> Iterator[tuple[Driver, Target]]:
    """A driver for the server that is meant, and what it is; exit 1 with a message where it cannot be reached."""
    from neo4j.exceptions import Neo4jError

    from graphkit.store.connection import connect
    from graphkit.store.driver_errors import in_words

    target = where.target()
    try:
        with told(), connect(target) as driver:
            yield driver, target
    except Neo4jError as error:
        raise click.ClickException(in_words(error, target.uri, target.user, target.database)) from error


@contextmanager
def told() -> Iterator[None]:
    """Turn what is wrong with a server into a message and exit code 1."""
    from graphkit.store.error import ServerError

    try:
        yield
    except ServerError as error:
        raise click.ClickException(str(error)) from error


def home_of(folder: Path | None) -> Home:
    """The home that an option names, else the usual one."""
    from graphkit.store.home import Home, default_home

    return Home((folder or default_home()).expanduser().absolute())
