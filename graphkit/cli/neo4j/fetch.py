"""`graphkit neo4j fetch`: read a dossier back from a server into files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from graphkit.cli.neo4j.options import Where, connected, server_options
from graphkit.cli.output import named, plain


@click.command(short_help="Read a dossier back into files.")
@click.argument("dossier")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write, which must be new or empty; default: one named after the dossier.",
)
@click.option(
    "--files", "form", type=click.Choice(["yaml", "csv"]), default="yaml", show_default=True, help="What to write."
)
@server_options
def fetch(dossier: str, *, output: Path | None, form: Literal["yaml", "csv"], where: Where) -> None:
    """Read the dossier with the id DOSSIER from a server, and write it as a folder of files.

    It says the same as the one that was loaded, with records in order of their ids.  A graph that was changed by hand
    since is refused: what no file says must not get into one.

    \b
    Example:
      graphkit neo4j fetch istanbul-2025 -o copy
    """
    from graphkit.dossier.digest import version
    from graphkit.dossier.writer import write
    from graphkit.store.fetch import fetch as fetch_it

    folder = _empty(output or Path(dossier))
    with connected(where) as (driver, target):
        found = fetch_it(driver, dossier, database=target.database)
    try:
        write(found, folder, form=form)
    except OSError as error:
        raise click.ClickException(f"cannot write {named(folder)}: {error.strerror}; name another place") from error
    click.echo(plain(folder))
    click.echo(f"version  {version(found)}", err=True)


def _empty(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{named(folder)} is there already; name a new folder with -o")
    return folder
