"""Find the dossier, or the file in its place, that a command is about, open it, and stop where it has errors."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.output import named, plain
from graphkit.dossier.names import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.problem import Problem
    from graphkit.formats.bargaining import Tabled

VARIABLE = "GRAPHKIT_DOSSIER"
ON_A_SERVER = "neo4j:"


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
    """Open a dossier that has no errors; print what is wrong and exit with 1 otherwise.

    ``neo4j:ID`` is fetched from a server; a database of Discourse Network Analyzer, an event list that it exported, or
    a table of positions is read as a dossier.
    """
    from graphkit.dossier.cache import examine

    place = folder_of(folder)
    if on_a_server(place):
        return _fetched(on_a_server(place))
    if place.is_file():
        return _of_file(place)
    dossier, problems = examine(existing(place))
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


def on_a_server(place: Path) -> str:
    """The id of a dossier that is to be read from a server, as in ``neo4j:istanbul-2025``; empty for a folder."""
    return str(place).removeprefix(ON_A_SERVER) if str(place).startswith(ON_A_SERVER) else ""


def _fetched(id: str) -> Dossier:
    """The dossier of this id on the server that is meant."""
    from graphkit.cli.neo4j.options import Where, connected
    from graphkit.store.fetch import fetch

    with connected(Where()) as (driver, target):
        return fetch(driver, id, database=target.database)


def _of_file(file: Path) -> Dossier:
    """A file in place of a dossier: a table, or what Discourse Network Analyzer wrote."""
    from graphkit.formats.bargaining import are_inputs
    from graphkit.formats.dna import kind_of

    refuse_network(file)
    if kind_of(file) is not None or file.suffix.lower() == ".dna":
        return _of_database(file)
    if are_inputs(file):
        return open_table(file)
    _refuse_unreadable(file)
    raise click.UsageError(
        f"{named(file)} is none of the files that are read as a dossier: a database of DNA (.dna), an event list that "
        "it exported (.csv), or a table with the columns actor and position; or name the folder of a dossier"
    )


def _of_database(file: Path) -> Dossier:
    """What Discourse Network Analyzer wrote as a dossier, with the variables that DNA itself proposes."""
    from graphkit.formats.dna import BadDatabase, read_dossier

    try:
        return read_dossier(file)
    except BadDatabase as error:
        raise click.ClickException(str(error)) from None


def _refuse_unreadable(file: Path) -> None:
    """Refuse a file that is no text, with the place at which it is none."""
    from graphkit.formats.csv_table import BadTable, text_of

    try:
        text_of(file)
    except BadTable as error:
        raise click.ClickException(str(error)) from None


def open_table(file: Path, *, scale: tuple[float, float] | None = None) -> Tabled:
    """Read a table of positions as a dossier; stop where it has errors, and say which columns it does not read."""
    from graphkit.formats.bargaining import read_tabled
    from graphkit.formats.csv_table import BadTable

    try:
        found = read_tabled(file, scale=scale)
    except BadTable as error:
        raise click.ClickException(str(error)) from None
    tell_not_read(file)
    return found


def tell_not_read(file: Path) -> None:
    """Say which columns of a table that was read are passed over: one may be misspelt."""
    from graphkit.dossier.problem import quoted
    from graphkit.formats.bargaining import columns_not_read

    others = columns_not_read(file)
    if others:
        click.echo(plain(f"note: columns of {named(file)} not read: {', '.join(map(quoted, others))}"), err=True)


def table_meant(words: str | None) -> Path | None:
    """The table of positions that is meant in place of a dossier's folder, if it is one."""
    from graphkit.formats.bargaining import are_inputs
    from graphkit.formats.edges import are_edges
    from graphkit.formats.networks import kind_in

    path = Path(words) if words else None
    if path is None or not path.is_file() or are_edges(path) or kind_in(path) is not None:
        return None
    return path if are_inputs(path) else None


def file_beside(words: str | None) -> Path | None:
    """The file that is meant, if it is one that is not read as a dossier: no table of positions."""
    path = Path(words) if words else None
    return path if path is not None and path.is_file() and table_meant(words) is None else None


def refuse_table(words: str | None, lacks: str) -> None:
    """Refuse a table of positions, with what a command needs and such a table lacks."""
    table = table_meant(words)
    if table is not None:
        raise click.UsageError(
            f"{named(table)} is a table of positions, which {lacks}; name the folder of a dossier. What takes a "
            "table: forecast, zone, draft, trade, gaps, report, render, show, who, ask, discourse, camps, export"
        )


def refuse_network(file: Path) -> None:
    """Refuse a file that holds a network alone, where positions are asked for."""
    from graphkit.formats.dna import kind_of
    from graphkit.formats.edges import are_edges

    if kind_of(file) == "network" or are_edges(file):
        raise click.UsageError(
            f"{named(file)} is a network: it says who is tied to whom, not who took which position, when and on what "
            "evidence; name the database (.dna) or the event list (.csv) that it was made from, or a dossier. "
            "What takes a network: graphkit influence, graphkit brokers, graphkit camps"
        )


def file_meant(words: str | None) -> Path | None:
    """The file of statements that is meant in place of a dossier's folder, if it is one."""
    place = folder_of(words)
    if on_a_server(place) or not place.is_file():
        return None
    refuse_network(place)
    return place


def keep_from_records(folder: Path, path: Path) -> None:
    """Refuse to write a table into a dossier, where it would take the place of records or be taken for some."""
    if path.suffix in (".yaml", ".yml", ".csv") and _is_read(folder, path):
        raise click.UsageError(f"{named(path)} lies among the records of the dossier; name another place with -o")


def note_if_inside(folder: Path, path: Path) -> None:
    """Say on standard error that a file was written where `check` will ask what it is."""
    if path.exists() and _is_read(folder, path):
        click.echo("note: it lies inside the dossier, where check warns of it (F008); -o names another place", err=True)


def _is_read(folder: Path, path: Path) -> bool:
    """Whether a path is inside a dossier's folder and not hidden there."""
    home, target = folder.resolve(), path.resolve()
    return home in target.parents and not any(part.startswith(".") for part in target.relative_to(home).parts)


def existing(folder: Path) -> Path:
    """The folder, which must be one, on this machine."""
    if on_a_server(folder):
        id = on_a_server(folder)
        raise click.UsageError(f"this needs the files of {id!r}; get them with: graphkit neo4j fetch {id}")
    if folder.is_file():
        raise click.UsageError(f"{named(folder)} is a file; name the folder of a dossier")
    if not folder.is_dir():
        if folder.suffix:
            raise click.UsageError(f"no file {named(folder)}, and no folder; name a file or the folder of a dossier")
        raise click.UsageError(f"no folder {named(folder)}; name the folder of a dossier")
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
