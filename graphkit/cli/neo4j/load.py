"""`graphkit neo4j load`: make a server hold one version of a dossier."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.neo4j.options import Where, connected, home_of, server_options, told
from graphkit.cli.neo4j.waiting import waiting
from graphkit.cli.opening import number_of, open_dossier, refuse_table
from graphkit.cli.options import dossier_argument
from graphkit.cli.output import plain, print_json

if TYPE_CHECKING:
    from graphkit.dossier.dossier import Dossier
    from graphkit.store.home import Home
    from graphkit.store.writing import Loaded

SHOWN = 20  # records that a dry run names


@click.command(short_help="Make a server hold a dossier.")
@dossier_argument
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--anew", is_flag=True, help="Write all anew, also what the server seems to hold already.")
@click.option("--offline", is_flag=True, help="Build the database aside with the bulk importer and swap it in.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@server_options
def load(folder: str | None, *, dry_run: bool, anew: bool, offline: bool, format_: str, where: Where) -> None:
    """Make a server hold exactly what the dossier in DIR says.

    What differs is written in one transaction, whole or not at all; other dossiers on the server are left alone.
    Loading twice changes nothing.  At the end it tells the version, a hash of all that the dossier says.

    --offline is for a dossier that one transaction does not hold, on a server that `graphkit neo4j up` started: its
    database is built anew beside the old one, with the other dossiers in it, looked through, and put in its place while
    the server is down for some seconds.

    \b
    Example:
      graphkit neo4j load seed/istanbul-2025
    """
    if offline and (dry_run or anew):
        raise click.UsageError("--offline writes all anew; leave --dry-run and --anew out")
    home = _own_home(where, folder) if offline else None
    refuse_table(folder, "names no days and no sources")
    dossier = open_dossier(folder)
    done = _aside(home, dossier) if home else _online(dossier, where, dry_run=dry_run, anew=anew)
    if format_ == "json":
        print_json(_as_json(done))
    else:
        click.echo("\n".join(_told(done, dry_run=dry_run)))


def _online(dossier: Dossier, where: Where, *, dry_run: bool, anew: bool) -> Loaded:
    from graphkit.store.load import load as load_it
    from graphkit.store.load import would_load

    with connected(where) as (driver, target):
        if dry_run:
            return would_load(driver, dossier, database=target.database)
        with _bar() as progress:
            return load_it(driver, dossier, database=target.database, anew=anew, progress=progress)


def _aside(home: Home, dossier: Dossier) -> Loaded:
    from graphkit.store.offline import load_offline

    with told(), waiting() as tell:
        return load_offline(home, dossier, tell=tell)


def _own_home(where: Where, folder: str | None) -> Home:
    """The home of a server of ours; exit 2 with what to do where another one is meant."""
    if where.home is None and os.environ.get("NEO4J_URI"):
        from graphkit.store.offline_export import COMMAND

        raise click.UsageError(
            "the server that NEO4J_URI names is not one that graphkit started, so its files are out of reach; write "
            f"tables with: graphkit export {folder or 'DIR'} --format neo4j-admin -o FOLDER; then stop that "
            f"Neo4j, and in FOLDER run there: {COMMAND}; it replaces all that the database holds"
        )
    return home_of(where.home)


def _as_json(done: Loaded) -> dict[str, Any]:
    names = ("dossier", "version", "before", "records", "written", "nodes", "relationships")
    return {name: getattr(done, name) for name in names}


def _told(done: Loaded, *, dry_run: bool) -> Iterator[str]:
    """What was or would be done, in words."""
    records = {what: keys for what, keys in done.records.items() if keys}
    if not records and not done.written and done.before == done.version:
        yield f"nothing to do: the server holds {plain(done.dossier)} in this version"
    for what, keys in records.items():
        yield f"{what:8} {number_of(len(keys), 'record')}"
        if dry_run:
            yield from (f"         {key}" for key in keys[:SHOWN])
            yield from [f"         and {len(keys) - SHOWN} more"] if len(keys) > SHOWN else []
    if not dry_run:
        rows = ", ".join(f"{count} {what}" for what, count in done.written.items())
        yield from [f"written  {rows}"] if rows else []
        yield f"held     {number_of(done.nodes, 'node')}, {number_of(done.relationships, 'relationship')}"
    yield f"version  {done.version}"


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal; else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("loading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None)
        yield lambda done, steps: bar.update(task, completed=done, total=steps)
