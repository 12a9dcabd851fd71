"""Say on standard error what takes a while: turning where a person looks on, else in lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from graphkit.dossier.problem import printable


@contextmanager
def waiting() -> Iterator[Callable[[str], None]]:
    """A function that is told, in a few words, what goes on at the moment."""
    if not sys.stderr.isatty():
        yield lambda words: click.echo(printable(words), err=True)
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status("") as status:
        yield lambda words: status.update(Text(words))
