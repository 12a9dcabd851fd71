"""`graphkit check`: print everything that is wrong with a dossier."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from graphkit.cli.opening import counted, existing, folder_of, number_of
from graphkit.cli.options import dossier_argument
from graphkit.cli.output import print_json

if TYPE_CHECKING:
    from graphkit.dossier.cache import Summary


@click.command()
@dossier_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people and compilers' problem matchers, json for editors.",
)
def check(folder: str | None, format_: str) -> None:
    """Check the dossier in DIR and print every problem as FILE:LINE:COL CODE found; remedy.

    Every code is explained in docs/reference/problems.md. Exit code 1 where there is an error; warnings alone exit 0.

    \b
    Example:
      graphkit check seed/istanbul-2025
    """
    from graphkit.dossier.cache import summarise

    summary = summarise(existing(folder_of(folder)))
    problems = summary.problems
    if format_ == "json":
        print_json([problem.as_dict() for problem in problems])
    else:
        for problem in problems:
            click.echo(str(problem))
    told = counted(problems) if problems else "no problems"
    click.echo(f"{summary.id}: {_contents(summary)}; {told}", err=True)
    sys.exit(any(problem.severity == "error" for problem in problems))


def _contents(summary: Summary) -> str:
    return ", ".join(
        number_of(summary.counts[kind], kind) for kind in ("actor", "issue", "position", "event", "source")
    )
