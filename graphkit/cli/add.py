"""`graphkit add`: append a record to a dossier, from options or by questions on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.completion import ids_of
from graphkit.cli.filling import asked_for, field_at, given_by, locked, new_id, pairs_of, resolved, shorts_of, target_of
from graphkit.cli.opening import counted, existing, folder_of, print_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphkit.dossier.adding import Value
    from graphkit.dossier.model import Record
    from graphkit.dossier.problem import Problem
    from graphkit.dossier.shape import Field

EXAMPLES = {
    "actor": "--name 'Town of North Bank' --kind organization",
    "tie": "--from mayor-north --kind heads --to north-bank --valid 2024/.. --source gazette",
    "issue": "--name 'Toll on the bridge' --question 'Should cars pay a toll?' --low 'no toll' --high 'the full toll'",
    "position": "--actor north-bank --issue toll --stance oppose --claim 'No toll.' --valid 2025 --source gazette",
    "judgement": "--actor north-bank --quantity salience --issue toll --value 80 --coder ada --note 'Voted on it.'",
    "proposal": "--name 'Half a toll' --by north-bank --date 2025 --source gazette --set terms.1.issue=toll"
    " --set terms.1.text='Half of it.'",
    "event": "--name 'Joint session' --kind talks --date 2025-01-13 --place 'North Bank' --source gazette",
    "source": "--title 'Councils meet' --publisher 'River Gazette' --kind article --published 2025-01-14",
}
UNUSED = ("I110", "S107")  # what was just added cannot be in use yet; `check` tells where it stays so


class _Kinds(click.Group):
    """A command for each kind of record, made from the record's fields when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(EXAMPLES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(cmd_name) if cmd_name in EXAMPLES else None


@click.group(cls=_Kinds)
def add() -> None:
    """Append a record to the dossier in DIR and print its key and place.

    Values come from options; what is required and missing is asked for on a terminal. Names do for ids. The record
    goes to the end of the last file of its kind, and what stands there stays as it is. The whole dossier is checked
    first: where the record would bring an error, nothing is written and the exit code is 1.

    \b
    Example:
      graphkit add position --actor north-bank --issue toll --stance oppose --claim 'No toll.' --valid 2025 --source gazette
    """  # noqa: E501  # an example is one line, to be copied


def _command(name: str) -> click.Command:
    """`graphkit add` for one kind of record."""
    from graphkit.dossier.model import RECORD_KINDS

    (kind,) = [each for each in RECORD_KINDS if each.name_of_kind == name]

    def run(folder: str | None, assignments: tuple[str, ...], **given: Any) -> None:
        _add(existing(folder_of(folder)), kind, assignments, given)

    article = "an" if name[0] in "aeiou" else "a"
    help_ = f"Append {article} {name} to the dossier in DIR and print its key and place.\n\n{_summary(kind)}\n\n"
    help_ += f"\b\nExample:\n  graphkit add {name} {EXAMPLES[name]}\n"
    return click.Command(name, params=list(_params(kind)), callback=run, help=help_, short_help=_summary(kind))


def _summary(kind: type[Record]) -> str:
    return (kind.__doc__ or "").strip()


def _params(kind: type[Record]) -> Iterator[click.Parameter]:
    """The options of a kind: one for each field that takes a word or words, and those that stand for inner fields."""
    from graphkit.dossier.shape import by_key, fields_of

    yield click.Argument(["folder"], metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=str))
    for field in fields_of(kind):
        if not field.part:
            yield _option(field.key, field, kind)
    for key, column in shorts_of(kind).items():
        yield _option(key, field_at(column, kind), kind)
    yield from _paired_options(kind)
    yield click.Option(
        ["--set", "assignments"],
        multiple=True,
        metavar="FIELD=VALUE",
        help="Any other field, named as the column of a table: conditions.1.text, evidence.2.source; may be repeated.",
    )
    if "evidence" in by_key(kind):
        yield click.Option(["--quote"], metavar="WORDS", help="Lock these words of FILE as the evidence; needs --text.")
        yield click.Option(
            ["--text"],
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Your own copy of the source, or of the one that carries it.",
        )


def _paired_options(kind: type[Record]) -> Iterator[click.Option]:
    """The options that take two fields of a mapping in a list at once."""
    for key, (listed, first, second) in pairs_of(kind).items():
        one, other = (field_at(f"{listed}.1.{name}", kind) for name in (first, second))
        yield click.Option(
            [f"--{key}"],
            multiple=True,
            metavar=f"{first.upper()}={second.upper()}",
            help=f"{one.description}, and as what: {', '.join(other.choices)}; may be repeated.",
        )


def _option(key: str, field: Field, kind: type[Record]) -> click.Option:
    target = target_of(field.key, kind)
    help_ = field.description + ("; may be repeated" if field.many else "")
    return click.Option(
        [f"--{key.replace('_', '-')}", key],
        multiple=field.many,
        type=click.Choice(field.choices) if field.choices else click.STRING,
        metavar=None if field.choices else "ID" if target else "VALUE" if field.bare else "TEXT",
        shell_complete=ids_of(target) if target else None,
        help=f"{help_}; default: made from other fields." if key == "id" else f"{help_}.",
    )


def _add(folder: Path, kind: type[Record], assignments: tuple[str, ...], given: dict[str, Any]) -> None:
    """Fill in a record and append it."""
    from graphkit.dossier.cache import examine

    dossier, _ = examine(folder)
    quote, text = given.pop("quote", None), given.pop("text", None)
    values = given_by(given, assignments, kind)
    if quote is not None or text is not None:
        values |= locked(quote, text, values)
    values = {column: resolved(dossier, kind, column, value) for column, value in values.items()}
    values |= asked_for(dossier, kind, values)
    _append(folder, kind, {"id": new_id(dossier, kind, values), **values})


def _append(folder: Path, kind: type[Record], values: Mapping[str, Value]) -> None:
    """Write a record where the dossier stays sound with it."""
    from graphkit.dossier.adding import CannotAdd, attempt, file_for, record_of, with_record
    from graphkit.dossier.files import write_text

    path = file_for(folder, kind)
    key = f"{kind.name_of_kind}:{values['id']}"
    try:
        text = with_record(path, record_of(values, kind), kind)
        problems, place = attempt(folder, path, text, key)
    except CannotAdd as error:
        raise click.ClickException(str(error)) from None
    problems = [each for each in problems if each.code not in UNUSED or each.place != place]
    print_problems(problems)
    if place is None or any(problem.severity == "error" for problem in problems):
        _refuse(problems)
    write_text(path, text)
    click.echo(f"{key} {place}")


def _refuse(problems: list[Problem]) -> None:
    click.echo(f"{counted(problems)} with the new record in its place; nothing was written", err=True)
    sys.exit(1)
