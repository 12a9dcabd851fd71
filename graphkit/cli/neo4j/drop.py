"""`graphkit neo4j drop`: remove a dossier from a server."""

from __future__ import annotations

import click

from graphkit.cli.neo4j.options import Where, connected, server_options


@click.command(short_help="Remove a dossier from a server.")
@click.argument("dossier")
@click.option("--yes", is_flag=True, help="Do not ask.")
@server_options
def drop(dossier: str, *, yes: bool, where: Where) -> None:
    """Remove the dossier with the id DOSSIER from a server, in one transaction; its files are left alone.

    \b
    Example:
      graphkit neo4j drop istanbul-2025
    """
    from graphkit.store.load import drop as drop_it

    with connected(where) as (driver, target):
        if not yes:
            click.confirm(f"Remove {dossier} from {target.uri}?", abort=True, err=True)
        if not drop_it(driver, dossier, database=target.database):
            raise click.ClickException(f"the server holds no dossier {dossier!r}; graphkit neo4j status lists them")
    click.echo(f"removed {dossier}")
