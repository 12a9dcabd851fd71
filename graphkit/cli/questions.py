"""`graphkit questions`: the library of questions, and what each needs to know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click
from click.formatting import wrap_text

from graphkit.cli.asking import assigned, names, parameters_option, question_named, typed
from graphkit.cli.opening import open_dossier
from graphkit.cli.options import clocks, dossier_argument, format_option, resolve
from graphkit.cli.output import print_json, print_rows

if TYPE_CHECKING:
    from graphkit.store.questions import Parameter, Question

COLUMNS = ("name", "title", "parameters", "columns")
PARAMETERS = ("name", "kind", "example", "default")
WIDE = 88
ASTRAL = 0x10000


@click.command()
@click.argument("name", metavar="[NAME]", required=False, shell_complete=names)
@dossier_argument
@click.option("--cypher", is_flag=True, help="Print the query of NAME with its :param lines, for Neo4j Browser.")
@parameters_option
@clocks
@format_option
def questions(
    name: str | None,
    folder: str | None,
    *,
    cypher: bool,
    assignments: tuple[str, ...],
    as_of: date | None,
    known_on: date | None,
    format_: str,
) -> None:
    """List the questions that can be asked of any dossier, or tell what the question NAME asks and needs to know.

    With --cypher, values given with -p and the id and day of the dossier in DIR stand in the :param lines; what is not
    given stands there as the example.

    \b
    Example:
      graphkit questions who-blocks
      graphkit questions who-blocks seed/istanbul-2025 --cypher -p issue=ceasefire-30-days
    """
    if name is None:
        if cypher or assignments:
            raise click.UsageError("--cypher and -p are about one question; name it")
        print_rows(list(_rows()), format_, columns=COLUMNS, aside={"columns"})
        return
    question = question_named(name)
    if cypher:
        click.echo(_pasteable(question, folder, assigned(assignments), as_of, known_on), nl=False)
    elif assignments or folder or as_of or known_on:
        raise click.UsageError("values and days go with --cypher; to answer the question, write graphkit ask")
    elif format_ == "json":
        print_json(_as_json(question))
    elif format_ == "csv":
        print_rows([_parameter(each) for each in question.parameters], "csv", columns=PARAMETERS)
    else:
        click.echo("\n".join(_told(question)))


def _rows() -> Iterator[dict[str, Any]]:
    from graphkit.store.questions import questions as library

    for each in library().values():
        wanted = [f"{one.name}" if one.required else f"[{one.name}]" for one in each.parameters]
        yield {"name": each.name, "title": each.title, "parameters": wanted, "columns": list(each.columns)}


def _as_json(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "description": question.description,
        "parameters": [_parameter(each) for each in question.parameters],
        "columns": list(question.columns),
    }


def _parameter(each: Parameter) -> dict[str, Any]:
    kind = f"{each.kind} {', '.join(each.choices)}" if each.choices else each.kind
    default = None if each.required else "all" if each.default is None else str(each.default)
    return {"name": each.name, "kind": kind, "example": each.example, "default": default}


def _told(question: Question) -> Iterator[str]:
    """A question as a person reads it."""
    yield question.title
    yield wrap_text(question.description, WIDE)
    yield ""
    yield from (f"-p {each.name}=…  {each.description}" for each in question.parameters)
    yield "--as-of, --known-on  days of the world and of the record"
    yield ""
    yield wrap_text(f"The answer tells {', '.join(question.columns)}.", WIDE)
    yield ""
    given = "".join(f" -p {each.name}={each.example or '…'}" for each in question.parameters if each.required)
    yield f"graphkit ask {question.name} DIR{given}"


def _pasteable(
    question: Question, folder: str | None, given: dict[str, str], as_of: date | None, known_on: date | None
) -> str:
    """The query under lines that set its parameters."""
    dossier = open_dossier(folder) if folder is not None else None

    def find(kind: str, words: str) -> str:
        return f"{kind}:{resolve(dossier, kind, words)}" if dossier else f"{kind}:{words.removeprefix(f'{kind}:')}"

    values = {
        "dossier": dossier.manifest.id if dossier else "DOSSIER",
        "as_of": as_of or (dossier.manifest.as_of if dossier else None) or date.max,
        "known_on": known_on or date.max,
        **_examples(question),
        **typed(question, given, find, partly=True),
    }
    lines = [f":param {name} => {literal(value)};" for name, value in values.items()]
    return "\n".join([*lines, "", question.text])


def _examples(question: Question) -> dict[str, Any]:
    """A value for every parameter that must have one."""
    from graphkit.store.questions import read_value

    return {
        each.name: read_value(each, each.example) if each.example else (*each.choices, "…")[0]
        for each in question.parameters
        if each.required
    }


def literal(value: Any) -> str:
    r"""A value as Cypher writes it.

    Examples
    --------
    >>> print(literal("the Kremlin's"), literal(date(2025, 6, 2)), literal(90), literal(None))
    'the Kremlin\'s' date('2025-06-02') 90 null
    """
    if value is None:
        return "null"
    if isinstance(value, date):
        return f"date('{value}')"
    if isinstance(value, str):
        # a sign outside plain ASCII text becomes its code, so that none can end the text or the line
        return "'" + "".join(_sign(sign) for sign in value) + "'"
    return str(value)


def _sign(sign: str) -> str:
    if sign in "'\\":
        return f"\\{sign}"
    return sign if sign.isprintable() and ord(sign) < ASTRAL else "".join(f"\\u{unit:04x}" for unit in _units(sign))


def _units(sign: str) -> list[int]:
    """The UTF-16 units of a sign, as Cypher's escapes name them."""
    data = sign.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[start : start + 2], "big") for start in range(0, len(data), 2)]
