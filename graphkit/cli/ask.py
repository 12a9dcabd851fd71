"""`graphkit ask`: answer a question of the library, from a dossier or from Neo4j."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.asking import assigned, names, parameters_option, question_named, typed
from graphkit.cli.difference import GONE, Compared, beside
from graphkit.cli.drawing import draw, is_standard_output, page_to_write, render_option
from graphkit.cli.neo4j.options import Where, connected, server_options
from graphkit.cli.opening import (
    ON_A_SERVER,
    existing,
    folder_of,
    keep_from_records,
    number_of,
    on_a_server,
)
from graphkit.cli.options import clocks, dossier_argument, format_option, resolve
from graphkit.cli.output import plain, print_rows
from graphkit.cli.what_if import open_supposed, what_if_option, what_if_title
from graphkit.cli.wording import issue_name, name_of

if TYPE_CHECKING:
    from graphkit.cli.difference import Difference
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Manifest
    from graphkit.store.questions import Question

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Days:
    """The two days as they were given; None is the dossier's own, and the end of the record."""

    as_of: date | None
    known_on: date | None

    def of(self, manifest: Manifest) -> tuple[date, date]:
        """The days for which a dossier answers."""
        return self.as_of or manifest.as_of or date.max, self.known_on or date.max


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: what was asked of which dossier, and its rows; `more` tells that some were left out.

    `difference` is that to the base, where something is supposed; then `rows` are its rows.
    """

    manifest: Manifest
    parameters: dict[str, Any]
    rows: Rows
    more: bool
    whole: Dossier | None
    difference: Difference | None = None

    @property
    def answer(self) -> Rows:
        """The rows without those that only the base has."""
        return [row for row in self.rows if row.get("difference") != GONE]


@click.command()
@click.argument("name", metavar="NAME", shell_complete=names)
@dossier_argument
@parameters_option
@clocks
@click.option(
    "--on",
    type=click.Choice(["dossier", "neo4j"]),
    help="Who answers: the files in DIR, or the server that holds the dossier; default: as DIR is written.",
)
@what_if_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print at most this many rows; default: all.")
@render_option
@format_option
@server_options
def ask(
    name: str,
    folder: str | None,
    *,
    assignments: tuple[str, ...],
    sets: tuple[str, ...],
    as_of: date | None,
    known_on: date | None,
    on: str | None,
    limit: int | None,
    page: Path | None,
    format_: str,
    where: Where,
) -> None:
    """Answer the question NAME of the library, for one day of the world and one of the record.

    `graphkit questions` lists the questions and what each needs to know. What is asked about may be written as an id, a
    name or an alias. DIR is a dossier's folder, or neo4j:DOSSIER for one that a server holds; both give the same rows.

    Rows go to standard output, in json as a list; which dossier and days they are of goes to standard error.

    \b
    Example:
      graphkit ask who-blocks seed/istanbul-2025 -p issue=ceasefire-30-days --render who-blocks.html
    """
    question, given, days = question_named(name), assigned(assignments), Days(as_of, known_on)
    if page is not None:
        page_to_write(page)
    elsewhere = str(folder_of(folder)).startswith(ON_A_SERVER)
    if elsewhere and on == "dossier":
        raise click.UsageError(f"{plain(folder_of(folder))} is on a server; leave --on out, or write --on neo4j")
    if elsewhere or on == "neo4j":
        if sets:
            raise click.UsageError(
                "--set supposes in memory, and the server answers from what it holds; ask the dossier's files, which "
                "graphkit neo4j fetch writes"
            )
        found = _from_server(question, folder, given, days, where, limit, drawing=page is not None)
    else:
        if page is not None:
            keep_from_records(folder_of(folder), page)
        found = _from_dossier(question, folder, given, days, sets, limit)
    click.echo(_said(question, found, days), err=True)
    if not is_standard_output(page):
        _print(question, found, format_)
    if page is not None:
        _draw(question, found, days, page)


def _print(question: Question, found: Found, format_: str) -> None:
    if found.difference is None:
        print_rows(found.rows, format_, columns=question.columns)
        return
    click.echo(found.difference.lines[-1], err=True)
    columns = {name: name for name in question.columns}
    if format_ == "table":
        rows, columns = list(map(found.difference.for_readers, found.rows)), found.difference.shown(columns)
        rows = [{heading: row[name] for name, heading in columns.items()} for row in rows]
        print_rows(rows, format_, columns=list(columns.values()))
    else:
        print_rows(found.rows, format_, columns=[*columns, *found.difference.columns])


def _from_dossier(
    question: Question,
    folder: str | None,
    given: dict[str, str],
    days: Days,
    sets: tuple[str, ...],
    limit: int | None,
) -> Found:
    from graphkit.analysis.questions import Asked, answer
    from graphkit.dossier.clocks import known_at

    opened = open_supposed(folder, sets, as_of=days.as_of, known_on=days.known_on)
    whole = opened.whole
    day, known_on = days.of(whole.manifest)
    known = known_at(whole, known_on)
    values = typed(question, given, lambda kind, words: f"{kind}:{resolve(whole, kind, words, cut=known)}")
    rows, difference = answer(question.name, Asked(whole, day, known_on), **values), None
    if opened.base:
        base = answer(question.name, Asked(opened.base, day, known_on), **values)
        difference = beside(rows, base, _compared(question.columns, rows, base), sets)
        rows = difference.rows
    more = limit is not None and len(rows) > limit
    return Found(whole.manifest, values, rows[:limit], more, whole, difference)


def _compared(columns: Sequence[str], rows: Rows, base: Rows) -> Compared:
    """The first columns are the key, as many as tell the rows apart; the rest is compared."""

    def tell_apart(count: int) -> bool:
        keys = ([tuple(str(row[name]) for name in columns[:count]) for row in each] for each in (rows, base))
        return all(len(set(each)) == len(each) for each in keys)

    count = next(filter(tell_apart, range(1, len(columns))), len(columns))
    return Compared(tuple(columns[:count]), tuple(columns[count:]))


def _from_server(
    question: Question,
    folder: str | None,
    given: dict[str, str],
    days: Days,
    where: Where,
    limit: int | None,
    *,
    drawing: bool,
) -> Found:
    from graphkit.store.asking import ask as ask_server
    from graphkit.store.asking import found_on_server, manifest_of
    from graphkit.store.fetch import fetch
    from graphkit.store.run import reading
    from graphkit.store.stored import steadily

    dossier = _dossier_meant(folder)
    with connected(where) as (driver, target):

        def once() -> Found:
            with refusals(), reading(driver, database=target.database) as transaction:
                manifest = manifest_of(transaction, dossier)
                day, known_on = days.of(manifest)

                def find(kind: str, words: str) -> str:
                    return found_on_server(transaction, manifest, kind, words, known_on=known_on)

                with not_found():
                    values = typed(question, given, find)
                found = ask_server(
                    transaction, question, dossier, as_of=day, known_on=known_on, parameters=values, limit=limit
                )
            whole = fetch(driver, dossier, database=target.database) if drawing else None
            return Found(manifest, values, list(found.rows), found.more, whole)

        return steadily(driver, dossier, once, target.database)


def _dossier_meant(folder: str | None) -> str:
    """The id of the dossier: as written behind neo4j:, else that of the folder."""
    from graphkit.dossier.reader import read

    place = folder_of(folder)
    if str(place) == ON_A_SERVER:
        raise click.UsageError("neo4j: names no dossier; write neo4j:DOSSIER, such as neo4j:istanbul-2025")
    return on_a_server(place) or read(existing(place))[0].manifest.id


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what a server refuses into a message and exit code 1."""
    from graphkit.store.run import QueryError

    try:
        yield
    except QueryError as error:
        raise click.ClickException(f"the server gives no answer: {error}") from error


@contextmanager
def not_found() -> Iterator[None]:
    """Turn a name that nothing answers to into misuse."""
    from graphkit.dossier.lookup import NotFound

    try:
        yield
    except NotFound as error:
        raise click.UsageError(str(error)) from None


def _said(question: Question, found: Found, days: Days) -> str:
    """Of what the rows are an answer."""
    day, known_on = days.of(found.manifest)
    world = "every day" if day == date.max else str(day)
    record = "" if known_on == date.max else f", as known on {known_on}"
    number = number_of(len(found.answer), "row") + (", more were left out" if found.more else "")
    return plain(f"{question.title} {found.manifest.id}, as of {world}{record}: {number}")


def _draw(question: Question, found: Found, days: Days, page: Path) -> None:
    from graphkit.dossier.clocks import at, known_at
    from graphkit.report.asked import Answered, Asking
    from graphkit.report.named import keys_of, table_of
    from graphkit.report.share import Share

    assert found.whole is not None
    if not found.answer:
        raise click.ClickException("nothing was drawn: the answer has no row")
    manifest, rows = found.manifest, found.answer
    day, known_on = days.of(manifest)
    share = Share(at(found.whole, as_of=day, known_on=known_on), known_at(found.whole, known_on))
    keys = keys_of(manifest.id, rows, found.parameters)
    shown_day = None if day == date.max else day
    asking = Asking(
        what_if_title(question.title, found.difference.sets if found.difference else ()),
        _about(found, share.ever),
        f"{manifest.id}-{question.name}",
        shown_day,
        days.known_on,
    )
    table = table_of(manifest.id, question.columns, rows)
    draw(Answered(asking, table, (share,), keys), page, hint="a table shows it: leave --render out")


def _about(found: Found, dossier: Dossier) -> str:
    """The dossier and the parameters in words."""
    told = [f"from “{found.manifest.title}”"]
    for name, value in found.parameters.items():
        if value is not None:
            told.append(f"{name.replace('_', ' ')}: {_in_words(value, dossier)}")
    rows = number_of(len(found.answer), "row")
    return ", ".join([*told, f"{rows} of more" if found.more else rows]) + ","


def _in_words(value: Any, dossier: Dossier) -> str:
    """A value as a reader knows it: an id by the name of its record."""
    from graphkit.dossier.model import Position

    kind, colon, id = str(value).partition(":")
    record = dossier.of_kind(kind).get(id) if colon and hasattr(dossier, f"{kind}s") else None
    if isinstance(record, Position):
        return f"{name_of(dossier, record.actor)} on {issue_name(dossier, record.issue)}"
    return str(getattr(record, "name", None) or getattr(record, "title", None) or value)
