"""`graphkit cypher`: run one's own query on Neo4j, which can read and not write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.asking import assigned, parameters_option, refuse_unused, typed, untyped
from graphkit.cli.drawing import draw, is_standard_output, page_to_write, render_option
from graphkit.cli.neo4j.options import Where, connected, server_options
from graphkit.cli.options import format_option
from graphkit.cli.output import plain, print_rows
from graphkit.cli.streams import read_input, text_of

if TYPE_CHECKING:
    from neo4j import Transaction

    from graphkit.store.run import Answer, Note, QueryError
    from graphkit.store.text import Setting

LIMIT, SECONDS = 1000, 30.0
STANDARD_INPUT = "-"
ANY_DAY = {"as_of": date.max, "known_on": date.max}  # what a question gets where no day is given


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its file.

    Attributes
    ----------
    text : str
        The whole file.
    code : str
        The same without ``:param`` lines, line for line.
    settings : tuple of Setting
        What those lines set.
    title : str
        Of its header, else the name of its file.
    values : dict
        What -p and the header give.
    """

    file: str
    text: str
    code: str
    settings: tuple[Setting, ...]
    title: str
    values: dict[str, Any]


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@parameters_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=LIMIT,
    show_default=True,
    help="Read at most this many rows.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=SECONDS,
    show_default=True,
    help="The server gives up after this long.",
)
@render_option
@format_option
@server_options
def cypher(
    file: Path,
    *,
    assignments: tuple[str, ...],
    limit: int,
    timeout: float,
    page: Path | None,
    format_: str,
    where: Where,
) -> None:
    """Run the query in FILE, or from standard input where FILE is -, on a Neo4j server. It can read and not write.

    Values for its $parameters come from -p NAME=VALUE: a number, true, false, null, a day YYYY-MM-DD, else a text;
    NAME:=JSON gives lists and maps. Where FILE begins with the header of a question, its kinds hold. Lines
    `:param NAME => VALUE`, as Neo4j Browser takes them, count too.

    In json, a node has its labels and properties, a relationship its type, ends and properties.

    \b
    Example:
      graphkit cypher mine.cypher -p issue=issue:ceasefire-30-days --render answer.html
    """
    from graphkit.store.run import reading

    if page is not None:
        page_to_write(page)
    query = _query(file, assigned(assignments))
    with connected(where) as (driver, target), _told(query):
        with reading(driver, database=target.database, timeout=timeout) as transaction:
            answer = _answer(transaction, query, limit)
            picture = _picture(transaction, answer) if page is not None else None
        _say(query, answer, limit)
        if answer.plan and not answer.rows:
            click.echo(answer.plan)
        elif not is_standard_output(page):
            _print(answer, format_)
        if page is not None and picture is not None:
            from graphkit.cli.answering import answered

            draw(
                answered(driver, target.database, query.title, answer, picture),
                page,
                hint="return nodes or relationships, as in RETURN a, r, b, and not their properties alone",
            )


def _query(file: Path, given: dict[str, str]) -> Query:
    """The query with all that can be known of it before any server is asked."""
    from graphkit.store.text import command, parameters, settings, statements

    name = "standard input" if str(file) == STANDARD_INPUT else str(file)
    text = read_input() if str(file) == STANDARD_INPUT else _read(file)
    code, found = settings(text)
    begun = statements(code)
    if command(code):
        raise click.UsageError(f"{plain(name)}: {command(code)} is a command of Neo4j Browser, no Cypher")
    if not begun:
        raise click.UsageError(f"{plain(name)} has no query")
    if len(begun) > 1:
        raise click.UsageError(
            f"{plain(name)}:{begun[1]} begins a second query; one is run at a time, so give each a file of its own"
        )
    refuse_unused([each.removesuffix(":") for each in given], parameters(code))
    title, values = _with_header(file, text, given)
    names = {each.name for each in found}
    missing = [each for each in parameters(code) if each not in values and each not in names]
    if missing and "" not in names:
        raise click.UsageError(_missing(missing))
    return Query(name, text, code, found, title, values)


def _missing(names: list[str]) -> str:
    return f"no value for {', '.join(f'${name}' for name in names)}; write {' '.join(f'-p {name}=…' for name in names)}"


def _read(file: Path) -> str:
    try:
        return text_of(file.read_bytes(), file)
    except FileNotFoundError:
        raise click.UsageError(f"no file {plain(file)!r}; name a file with a query, or - for standard input") from None


def _with_header(file: Path, text: str, given: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """Title and values: of the kinds that a header names, else read as plain values."""
    from graphkit.store.questions import BadQuestion, question_in

    if not text.startswith("// title:"):
        return f"Answer to {file.name}" if str(file) != STANDARD_INPUT else "Answer to a query", untyped(given)
    try:
        question = question_in(text, file)
    except BadQuestion as error:
        raise click.UsageError(str(error)) from None
    own = {each.name for each in question.parameters}
    always = untyped({name: words for name, words in given.items() if name not in own})
    mine = {name: words for name, words in given.items() if name in own}
    return question.title, {**ANY_DAY, **always, **typed(question, mine, _as_written)}


def _as_written(kind: str, words: str) -> str:
    return f"{kind}:{words.removeprefix(f'{kind}:')}"


def _answer(transaction: Transaction, query: Query, limit: int) -> Answer:
    from graphkit.store.run import rows
    from graphkit.store.text import parameters

    values = {**_set(transaction, query.settings), **query.values}
    missing = [each for each in parameters(query.code) if each not in values]
    if missing:
        raise click.UsageError(_missing(missing))
    return rows(transaction, query.code, values, limit=limit)


def _set(transaction: Transaction, settings: tuple[Setting, ...]) -> dict[str, Any]:
    """What ``:param`` lines set: the server reads the expressions, which can only read."""
    from graphkit.store.run import QueryError, rows

    found: dict[str, Any] = {}
    for each in settings:
        try:
            value = rows(transaction, f"RETURN {each.expression} AS value", limit=1).rows[0]["value"]
        except QueryError as error:
            raise QueryError(f":param {each.name}: {error}", line=each.line, code=error.code) from error
        found |= {each.name: value} if each.name else value
    return found


def _picture(transaction: Transaction, answer: Answer) -> Any:
    from graphkit.store.picture import picture

    return picture(transaction, answer.rows)


@contextmanager
def _told(query: Query) -> Iterator[None]:
    """Turn what the server refuses into a message with its place in the file."""
    from graphkit.store.run import QueryError

    try:
        yield
    except QueryError as error:
        raise click.ClickException(_refused(query, error)) from error


def _refused(query: Query, error: QueryError) -> str:
    """What the server refuses, with the line of the file and a mark under the place."""
    from graphkit.store.run import TIMED_OUT

    if not error.line:
        more = "; narrow it, or give it longer with --timeout" if error.code == TIMED_OUT else ""
        return f"{plain(query.file)}: {plain(str(error))}{more}"
    lines = query.text.splitlines()
    shown = lines[error.line - 1] if error.line <= len(lines) else ""
    place = f"{plain(query.file)}:{error.line}" + (f":{error.column}" if error.column else "")
    said = f"{place} {plain(str(error))}\n  {plain(shown)}"
    return said + (f"\n  {' ' * len(plain(shown[: error.column - 1]))}^" if error.column else "")


def _say(query: Query, answer: Answer, limit: int) -> None:
    """What there is to know besides the rows."""
    for note in answer.notes:
        click.echo(f"note: {_place(query, note)}{plain(note.text)}", err=True)
    if answer.plan and answer.rows:
        click.echo(answer.plan, err=True)
    if answer.more:
        click.echo(f"only the first {limit} rows were read; --limit reads more", err=True)


def _place(query: Query, note: Note) -> str:
    return f"{plain(query.file)}:{note.line}:{note.column} " if note.line else ""


def _print(answer: Answer, format_: str) -> None:
    from graphkit.store.values import in_a_line, whole

    def shown(row: Mapping[str, Any]) -> dict[str, Any]:
        return {plain(name): whole(row[name]) if format_ == "json" else in_a_line(row[name]) for name in answer.columns}

    print_rows([shown(row) for row in answer.rows], format_, columns=[plain(name) for name in answer.columns])
