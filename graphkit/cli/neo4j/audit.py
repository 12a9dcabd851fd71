"""`graphkit neo4j audit`: whether a server holds exactly what was loaded."""

from __future__ import annotations

import sys
from typing import Any

import click

from graphkit.cli.neo4j.options import Where, connected, server_options
from graphkit.cli.opening import number_of
from graphkit.cli.options import format_option
from graphkit.cli.output import print_rows

COLUMNS = ("dossier", "audit", "key", "found")


@click.command(short_help="Check a server against what was loaded.")
@click.argument("dossiers", metavar="[DOSSIER]...", nargs=-1)
@format_option
@server_options
def audit(dossiers: tuple[str, ...], format_: str, where: Where) -> None:
    """Read everything back and compare it with what was loaded, for the dossiers named or for all on the server.

    Every node and relationship is compared with what the records make; then each query of cypher/audits is run, which
    a sound database answers with no row.  Exit code 1 where something is found.

    \b
    Example:
      graphkit neo4j audit istanbul-2025
    """
    from graphkit.store.audit import audit as audit_it
    from graphkit.store.status import dossiers as held

    rows: list[dict[str, Any]] = []
    with connected(where) as (driver, target):
        names = dossiers or [each["dossier"] for each in held(driver, target.database)]
        for name in names:
            done = audit_it(driver, name, database=target.database)
            rows += ({"dossier": name, **_row(finding)} for finding in done.findings)
            click.echo(f"{name}: {number_of(len(done.findings), 'finding')}, version {done.version}", err=True)
    if not names:
        click.echo("the server holds no dossier; graphkit neo4j load DIR loads one", err=True)
    if rows or format_ != "table":
        print_rows(rows, format_, columns=COLUMNS)
    if rows:
        sys.exit(1)


def _row(finding: Any) -> dict[str, str]:
    return {"audit": finding.audit, "key": finding.key, "found": finding.found}
