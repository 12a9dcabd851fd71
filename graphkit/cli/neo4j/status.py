"""`graphkit neo4j status`: what a server is, and which dossiers it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.neo4j.options import Where, connected, home_of, server_options
from graphkit.cli.options import format_option
from graphkit.cli.output import plain, print_json, print_rows

if TYPE_CHECKING:
    from neo4j import Driver

    from graphkit.store.connection import Target

COLUMNS = ("dossier", "title", "version", "loaded_at")


@click.command(short_help="Tell what the server is and holds.")
@server_options
@format_option
def status(where: Where, format_: str) -> None:
    """Tell a server's addresses, version and memory, and which dossiers it holds in which version.

    Exit code 1 where none runs or answers.

    \b
    Example:
      graphkit neo4j status
    """
    from graphkit.store.status import dossiers

    with connected(where) as (driver, target):
        facts, held = _facts(driver, target, where), dossiers(driver, target.database)
    if format_ == "json":
        print_json({**facts, "dossiers": held})
    elif format_ == "csv":
        print_rows(held, "csv", columns=COLUMNS)
    else:
        for name, value in facts.items():
            click.echo(f"{name:10} {_size(value) if name == 'memory' else plain(value)}".rstrip())
        click.echo("\ndossiers" if held else "\nno dossier yet; load one with: graphkit neo4j load DIR")
        if held:
            print_rows(held, "table", columns=COLUMNS)


def _facts(driver: Driver, target: Target, where: Where) -> dict[str, Any]:
    """What there is to say of the server; more where it is one that `graphkit neo4j up` started."""
    from graphkit.store.home import running
    from graphkit.store.process import memory
    from graphkit.store.status import version

    facts = {"version": version(driver, target.database), "bolt": target.uri, "user": target.user}
    home = home_of(where.home)
    server = running(home)
    if server is None or server.uri != target.uri:
        return facts | {"database": target.database or "the user's own"}
    held = memory(server.pid) if server.pid else None  # bytes
    return facts | {
        "browser": server.browser,
        "password": str(home.password_file),
        "home": str(server.home),
        "process": server.pid,
        "memory": held,
        "heap": server.heap,
        "plugins": list(server.plugins),
    }


def _size(count: int | None) -> str:
    """Bytes in words."""
    return "not known" if count is None else f"{count >> 20} MB"
