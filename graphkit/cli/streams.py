"""Standard input, output and error: made ready for any letter, and how a command ends when one of them fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from graphkit.dossier.problem import printable

READER_GONE = 141  # as a shell reports of a program that SIGPIPE ended


def make_ready() -> None:
    """Let closed streams take what is written to them, and show the code of a letter that a terminal lacks."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # lives as long as we
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


@contextmanager
def ends_well() -> Iterator[None]:
    """Turn the failure of a stream or a file into an exit code and a message."""
    try:
        yield
    except BrokenPipeError:
        _drop_what_is_left()
        raise click.exceptions.Exit(READER_GONE) from None
    except OSError as error:
        _drop_what_is_left()
        where = printable(str(error.filename or "standard output"))  # which alone has no name
        raise click.ClickException(f"{where}: {error.strerror or error}") from error


def read_input() -> str:
    """All of standard input, which must be UTF-8."""
    if getattr(sys, "stdin", None) is None:
        raise click.UsageError("standard input is closed")
    text, problem = _decoded(sys.stdin.buffer.read(), "standard input")
    if problem:
        raise click.UsageError(problem)
    return text


def text_of(data: bytes, file: Path) -> str:
    """The text that the bytes of a file hold, which must be UTF-8."""
    text, problem = _decoded(data, str(file))
    if problem:
        raise click.ClickException(problem)
    return text


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """A text, or what is wrong with it."""
    from graphkit.dossier.lines import decode

    text, problems = decode(data, name)
    return text, str(problems[0]) if problems else ""


def _drop_what_is_left() -> None:
    """Where standard output takes nothing more, let nothing be written to it at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
