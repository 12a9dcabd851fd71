"""`graphkit neo4j down`: stop a server."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.neo4j.options import home_of, home_option, told
from graphkit.cli.neo4j.waiting import waiting
from graphkit.cli.output import plain


@click.command(short_help="Stop the server.")
@home_option
def down(home: Path | None) -> None:
    """Stop the server that `graphkit neo4j up` started; its data stay.

    \b
    Example:
      graphkit neo4j down
    """
    from graphkit.store.server import stop

    place = home_of(home)
    with told(), waiting() as tell:
        server = stop(place, tell=tell)
    if server:
        click.echo(f"Neo4j {server.version} is stopped; its data stay in {plain(place.folder)}")
    else:
        click.echo(f"no Neo4j runs from {plain(place.folder)}")
