"""Find the dossier that a command is about, open it, and stop where it has errors."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.problem import Problem

VARIABLE = "GRAPHKIT_DOSSIER"
MANIFEST = "dossier.yaml"


def folder_of(folder: str | None) -> Path:
    """The dossier's folder: as named, else the current one, else the one that GRAPHKIT_DOSSIER names."""
    if folder is not None:
        return Path(folder)
    if Path(MANIFEST).is_file():
        return Path()
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    raise click.UsageError(
        f"no dossier here: name its folder, change into one (it has a {MANIFEST}), or set {VARIABLE}"
    )


def open_dossier(folder: str | None) -> Dossier:
    """Open a dossier that has no errors; print its errors and exit with 1 otherwise."""
    from graphkit.dossier.checks import examine

    dossier, problems = examine(existing(folder_of(folder)))
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        print_problems(errors)
        click.echo(f"{counted(errors)}; mend them first", err=True)
        sys.exit(1)
    return dossier


def open_at(folder: str | None, *, as_of: date | None, known_on: date | None) -> Dossier:
    """Open a dossier and cut it to a day of the world, as known on a day of the record."""
    from graphkit.dossier.clocks import at

    return at(open_dossier(folder), as_of=as_of, known_on=known_on)


def existing(folder: Path) -> Path:
    """The folder, which must be one."""
    if not folder.is_dir():
        raise click.UsageError(f"no folder {str(folder)!r}; name the folder of a dossier")
    return folder


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems, one a line, on standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)


def counted(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, in words."""
    errors = sum(problem.severity == "error" for problem in problems)
    return f"{number_of(errors, 'error')}, {number_of(len(problems) - errors, 'warning')}"


def number_of(count: int, noun: str) -> str:
    """A count with its noun.

    Examples
    --------
    >>> number_of(1, "error"), number_of(0, "error")
    ('1 error', '0 errors')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
