"""The command `graphkit`: its groups of commands, its version, and how it ends."""

from __future__ import annotations

from typing import Any

import click

from graphkit import __version__
from graphkit.cli.add import add
from graphkit.cli.ask import ask
from graphkit.cli.backbone import backbone
from graphkit.cli.brokers import brokers
from graphkit.cli.camps import camps
from graphkit.cli.changes import changes
from graphkit.cli.check import check
from graphkit.cli.cite import cite
from graphkit.cli.coders import coders
from graphkit.cli.cypher import cypher
from graphkit.cli.demo import demo
from graphkit.cli.discourse import discourse
from graphkit.cli.export import export
from graphkit.cli.fmt import fmt
from graphkit.cli.forecast import forecast
from graphkit.cli.gaps import gaps
from graphkit.cli.influence import influence
from graphkit.cli.log import log
from graphkit.cli.neo4j import neo4j
from graphkit.cli.new import new
from graphkit.cli.phases import phases
from graphkit.cli.questions import questions
from graphkit.cli.render import render
from graphkit.cli.schema import schema
from graphkit.cli.show import show
from graphkit.cli.stability import stability
from graphkit.cli.streams import ends_well, make_ready
from graphkit.cli.timeline import timeline
from graphkit.cli.verify import verify
from graphkit.cli.voting_power import voting_power
from graphkit.cli.who import who
from graphkit.cli.zone import zone

SECTIONS = {
    "Write a dossier": (new, check, add, fmt, cite, verify, schema),
    "Look into it": (show, who, log, changes, questions, ask),
    "Who stands where": (discourse, backbone, phases, camps, timeline),
    "Who moves whom": (influence, brokers),
    "Is there a deal": (zone, forecast, stability, voting_power),
    "How do we know": (gaps, coders),
    "Show it and hand it on": (demo, render, export, neo4j, cypher),
}


class _Graphkit(click.Group):
    """Ends well, be it in help, in misuse or in an answer: a closed pipe and a full disk are no tracebacks."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, self.commands))
        limit = formatter.width - 6 - width
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(f"{each.name or '':{width}}", each.get_short_help_str(limit)) for each in commands]
                )

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
    reads also takes neo4j:ID, a dossier on a server, and a database of Discourse Network Analyzer (.dna) or an event
    list that it exported (.csv).

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


for section in SECTIONS.values():
    for command in section:
        main.add_command(command)
