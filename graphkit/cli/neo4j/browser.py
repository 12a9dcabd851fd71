"""`graphkit neo4j browser`: look into a server with Neo4j Browser."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.desktop import has_desktop
from graphkit.cli.neo4j.options import home_of, home_option
from graphkit.cli.output import plain


@click.command(short_help="Open Neo4j Browser.")
@home_option
@click.option("--open/--no-open", "open_", default=True, help="Open it where there is a desktop.")
def browser(home: Path | None, *, open_: bool) -> None:
    """Open Neo4j Browser, already pointed at the server that `graphkit neo4j up` started.

    \b
    Example:
      graphkit neo4j browser
    """
    from graphkit.store.files import cypher_folder
    from graphkit.store.home import USER, running

    place = home_of(home)
    server = running(place)
    if server is None:
        raise click.ClickException(f"no Neo4j runs from {plain(place.folder)}; start it with: graphkit neo4j up")
    click.echo(server.browser)
    click.echo(f"user {USER}, password in {plain(place.password_file)}", err=True)
    click.echo(f"colours, questions and a guide to drop into it are in {plain(cypher_folder('browser'))}", err=True)
    if open_ and has_desktop():
        click.launch(server.browser)
