"""`graphkit neo4j up`: start a server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.neo4j.options import home_of, home_option, told
from graphkit.cli.neo4j.waiting import waiting
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.store.artifacts import Plugin
    from graphkit.store.home import Home, Server
    from graphkit.store.settings import Wanted

PORT = click.IntRange(1, 65535)


class HeapType(click.ParamType[str]):
    """A size of memory as Java writes it."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The size, which must be one."""
        if not re.fullmatch(r"[1-9]\d{0,6}[mMgG]", value):
            self.fail(f"{value!r} is no size; write it as 1g or 512m", param, ctx)
        return str(value)


@click.command(short_help="Start a server.")
@home_option
@click.option("--apoc", is_flag=True, help="Add APOC's procedures and functions.")
@click.option("--gds", is_flag=True, help="Add the Graph Data Science library.")
@click.option(
    "--heap", type=HeapType(), metavar="SIZE", default="1g", show_default=True, help="Most memory for objects."
)
@click.option("--bolt-port", type=PORT, metavar="PORT", help="Port for drivers; default: a free one.")
@click.option("--http-port", type=PORT, metavar="PORT", help="Port for Neo4j Browser; default: a free one.")
@click.option("--version", metavar="VERSION", help="Version of Neo4j; default: the one that graphkit is tested with.")
def up(home: Path | None, *, apoc: bool, gds: bool, version: str | None, **sizes: Any) -> None:
    """Start a Neo4j Community on this machine, and wait until it answers.

    It listens on this machine only and wants a password, which it gets at random and which stands in a file that only
    you can read. Its ports and its data stay the same from one start to the next. The first start fetches Neo4j with
    Maven (140 MB); it needs Java 17 or newer, or `pip install 'graphkit[neo4j]'`, which brings one.

    \b
    Example:
      graphkit neo4j up
    """
    from graphkit.store.home import running
    from graphkit.store.server import start
    from graphkit.store.settings import Wanted

    plugins: tuple[Plugin, ...] = (*(("apoc",) if apoc else ()), *(("gds",) if gds else ()))
    place = home_of(home)
    wanted = Wanted(version=version, plugins=plugins, **sizes)
    before = running(place)
    with told(), waiting() as tell:
        server = start(place, wanted, tell=tell)
    _tell(server, place, again=before == server)
    if before == server:
        _tell_difference(server, wanted)


def _tell(server: Server, home: Home, *, again: bool) -> None:
    click.echo(f"Neo4j {server.version} runs {'already' if again else 'now'}")
    click.echo(f"  for drivers    {server.uri}")
    click.echo(f"  for a browser  {server.browser}")
    click.echo(f"  user           neo4j, password in {plain(home.password_file)}")


def _tell_difference(server: Server, wanted: Wanted) -> None:
    """Say where a server that ran already is not what was asked for."""
    asked = {
        "version": (wanted.version or server.version, server.version),
        "bolt port": (wanted.bolt_port or server.bolt_port, server.bolt_port),
        "http port": (wanted.http_port or server.http_port, server.http_port),
        "plugins": (set(wanted.plugins) | set(server.plugins), set(server.plugins)),
    }
    other = [name for name, (want, is_) in asked.items() if want != is_]
    if other:
        click.echo(f"note: with another {' and '.join(other)} than asked; graphkit neo4j down, then up", err=True)
