"""The command `graphkit`: its commands by section, its version, and how it ends.

A command is the function of its name in the module of its name, which is imported when the command is called for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from graphkit import __version__
from graphkit.cli.streams import ends_well, make_ready

SECTIONS = {
    "Write a dossier": {
        "new": "Start a dossier.",
        "check": "Print every problem of a dossier.",
        "add": "Append a record to a dossier.",
        "fmt": "Write a dossier's files in one style.",
        "cite": "Lock a passage of a source.",
        "verify": "Prove every lock against your copies.",
        "schema": "Print JSON Schemas for editors.",
    },
    "Look into it": {
        "show": "List actors, positions, events and more.",
        "who": "Tell all about one actor.",
        "log": "Tell a record's history in both clocks.",
        "changes": "Tell what changed between two days.",
        "questions": "List the questions of the library.",
        "ask": "Answer a question of the library.",
    },
    "Who stands where": {
        "discourse": "Compute discourse networks: who says the same.",
        "backbone": "Find the issues that hold a discourse network.",
        "phases": "Find the phases of a debate.",
        "camps": "Find camps; how firm and how polarized they are.",
        "timeline": "Tell and draw what happened when.",
    },
    "Who moves whom": {
        "influence": "Score influence; settle opinions; test who moved whom.",
        "brokers": "Find brokers between groups, with z-scores.",
    },
    "Is there a deal": {
        "zone": "Find the room for a deal on each issue, or the gap.",
        "draft": "Tell who accepts a draft, who refuses, and why.",
        "forecast": "Where issues would end, by models of bargaining.",
        "score": "Tell how good stored forecasts were.",
        "trade": "Find trades across issues, and the best package of two.",
        "stability": "Find the stable states of a conflict.",
        "voting-power": "How often each vote decides, under a quota.",
    },
    "How do we know": {
        "gaps": "Tell what is not known, and what hangs on one source.",
        "coders": "Measure agreement between coders; list what to settle.",
    },
    "Show it and hand it on": {
        "demo": "Draw the dossier that comes with graphkit.",
        "report": "Write one HTML report with linked views.",
        "render": "Draw one view as one HTML file.",
        "serve": "Show the report while you write the dossier.",
        "export": "Write the graph for Gephi, Excel, NetworkX.",
        "neo4j": "Run a Neo4j here, and look into one.",
        "cypher": "Run a query of your own on Neo4j.",
    },
}
SHORT_HELP = {name: help_ for section in SECTIONS.values() for name, help_ in section.items()}


class _Graphkit(click.Group):
    """Ends well, be it in help, in misuse or in an answer: a closed pipe and a full disk are no tracebacks."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SHORT_HELP)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SHORT_HELP:
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(import_module(f"graphkit.cli.{name}"), name)
        assert isinstance(command, click.Command)
        command.short_help = SHORT_HELP[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, SHORT_HELP))
        for title, section in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), help_) for name, help_ in section.items()])

    def main(self, *args: Any, **extra: Any) -> Any:
        make_ready()
        return super().main(*args, **extra)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with ends_well():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with ends_well():
            return super().invoke(ctx)


@click.group(cls=_Graphkit, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="graphkit", message="%(prog)s %(version)s")
def main() -> None:
    """Plain-text accounting for negotiations.

    A dossier is a folder of text files that say who took which position on which issue, when, and on what evidence.
    graphkit checks it, answers questions about it, and draws it as one HTML file.

    DIR is the dossier's folder; it may be left out inside one, or when GRAPHKIT_DOSSIER names one. Whatever only
    reads also takes neo4j:ID, a dossier on a server, a database of Discourse Network Analyzer (.dna), an event list
    that it exported (.csv), and, as far as it goes, a table of positions (.csv).

    \b
    Exit codes: 0 clean, 1 problems, 2 misuse,
    and 141 where the reader of the output went away.

    \b
    Words complete with the Tab key after this (or zsh_source, fish_source):
      eval "$(_GRAPHKIT_COMPLETE=bash_source graphkit)"

    \b
    Example:
      graphkit demo
    """
