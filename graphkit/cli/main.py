"""The command `graphkit`: its groups of commands, its version, and how it ends."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from graphkit import __version__
from graphkit.cli.changes import changes
from graphkit.cli.check import check
from graphkit.cli.demo import demo
from graphkit.cli.evidence import cite, verify
from graphkit.cli.export import export
from graphkit.cli.log import log
from graphkit.cli.new import new
from graphkit.cli.render import render
from graphkit.cli.schema import schema
from graphkit.cli.show import show
from graphkit.cli.who import who


class _Graphkit(click.Group):
    """Ends well: a closed pipe and a failing disk are messages, not tracebacks."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # nobody reads any more; what is left in the buffer must not be written at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except OSError as error:
            raise click.ClickException(_explained(error)) from error


def _explained(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


@click.group(cls=_Graphkit, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="graphkit", message="%(prog)s %(version)s")
def main() -> None:
    """Plain-text accounting for negotiations.

    A dossier is a folder of text files that say who took which position on which issue, when, and on what evidence.
    graphkit checks it, answers questions about it, and draws it as one HTML file.

    DIR is the dossier's folder; it may be left out inside one, or when GRAPHKIT_DOSSIER names one.

    \b
    Exit codes: 0 clean, 1 problems, 2 misuse.

    \b
    Example:
      graphkit demo
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its code


for command in (new, check, show, who, log, changes, schema, cite, verify, render, export, demo):
    main.add_command(command)
