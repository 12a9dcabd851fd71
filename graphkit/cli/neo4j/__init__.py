"""`graphkit neo4j`: a server on this machine, and what is in it."""

from __future__ import annotations

import click

from graphkit.cli.neo4j.audit import audit
from graphkit.cli.neo4j.browser import browser
from graphkit.cli.neo4j.down import down
from graphkit.cli.neo4j.drop import drop
from graphkit.cli.neo4j.fetch import fetch
from graphkit.cli.neo4j.load import load
from graphkit.cli.neo4j.status import status
from graphkit.cli.neo4j.up import up


@click.group()
def neo4j() -> None:
    """Run a Neo4j on this machine, with no Docker, and look into it or into another one.

    Commands that speak to a server find it so: the one whose folder --home names; else the one that NEO4J_URI names,
    with NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE; else the one that `graphkit neo4j up` started.

    \b
    Example:
      graphkit neo4j up
    """


for command in (up, down, status, browser, load, fetch, audit, drop):
    neo4j.add_command(command)
