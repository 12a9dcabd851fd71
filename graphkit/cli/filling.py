"""Fill in a new record: from options, from the names that people use, from a quotation, or by questions."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.options import resolve
from graphkit.cli.streams import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphkit.dossier.adding import Value
    from graphkit.dossier.dossier import Dossier
    from graphkit.dossier.model import Part, Record
    from graphkit.dossier.shape import Field

SHORTS = {  # options that stand for a field inside another, by kind
    "issue": {"low": "scale.low", "high": "scale.high"},
    "position": {"at_least": "accepts.at_least", "at_most": "accepts.at_most"},
}
PAIRS = {  # options that stand for the two fields of a mapping in a list, by kind: the list, and the fields
    "event": {"participant": ("participants", "actor", "role")},
}
LISTED_AT_MOST = 20  # ids that a question shows to choose from
EVIDENCE = {
    "source": "evidence.1.source",
    "via": "evidence.1.via",
    "paragraph": "evidence.1.locator.paragraph",
    "credibility": "evidence.1.credibility",
}


def shorts_of(kind: type[Record]) -> dict[str, str]:
    """The columns that options of a kind stand for, where they are not named like their field."""
    from graphkit.dossier.shape import by_key

    return SHORTS.get(kind.name_of_kind, {}) | (EVIDENCE if "evidence" in by_key(kind) else {})


def pairs_of(kind: type[Record]) -> dict[str, tuple[str, str, str]]:
    """The options of a kind that take two fields at once."""
    return PAIRS.get(kind.name_of_kind, {})


def field_at(column: str, kind: type[Record]) -> Field:
    """The field behind a column of a table."""
    return _found(column, kind)[1]


def _found(column: str, kind: type[Record]) -> tuple[type[Part], Field]:
    """The mapping that has the field behind a column, and the field."""
    from graphkit.dossier.shape import by_key

    model: type[Part] = kind
    *outer, last = [step for step in column.split(".") if not step.isdecimal()]
    for step in outer:
        model = by_key(model)[step].part or model
    return model, by_key(model)[last]


def target_of(key: str, kind: type[Record]) -> str | None:
    """The kind of record that a field names, if it names one."""
    from graphkit.dossier.references import KIND_OF_FIELD

    return kind.name_of_kind if key == "corrects" else KIND_OF_FIELD.get("from_" if key == "from" else key)


def given_by(options: Mapping[str, Any], assignments: tuple[str, ...], kind: type[Record]) -> dict[str, Value]:
    """What options and ``--set`` give, by the columns of a table."""
    shorts, pairs = shorts_of(kind), pairs_of(kind)
    given = {key: value for key, value in options.items() if value not in (None, ())}
    values = {shorts.get(key, key): value for key, value in given.items() if key not in pairs}
    for key, fields in pairs.items():
        values.update(_paired(key, given.get(key, ()), *fields))
    for assignment in assignments:
        column, equals, value = assignment.partition("=")
        if not equals:
            raise click.UsageError(f"--set {assignment!r} has no '='; write FIELD=VALUE")
        _must_exist(column, kind)
        values[column] = value
    return values


def _paired(key: str, given: tuple[str, ...], listed: str, first: str, second: str) -> Iterator[tuple[str, str]]:
    """The columns of the mappings for which an option stands, such as ``--participant ACTOR=ROLE``."""
    for number, words in enumerate(given, start=1):
        one, equals, other = words.partition("=")
        if not (equals and one and other):
            raise click.UsageError(f"--{key} {words!r} is no pair; write {first.upper()}={second.upper()}")
        yield f"{listed}.{number}.{first}", one
        yield f"{listed}.{number}.{second}", other


def _must_exist(column: str, kind: type[Record]) -> None:
    from graphkit.dossier import cells
    from graphkit.dossier.problem import near

    try:
        cells.column(column, kind)
    except cells.UnknownColumn as unknown:
        raise click.UsageError(f"--set: no field {column!r}; {near(column, unknown.keys)}") from None


def resolved(dossier: Dossier, kind: type[Record], column: str, value: Value) -> Value:
    """A value with ids in place of the names of other records; misuse where a name is not known."""
    target = target_of(field_at(column, kind).key, kind)
    if target is None:
        return value
    known = dossier.of_kind(target)
    if isinstance(value, str):
        return value if value in known else resolve(dossier, target, value)
    return tuple(each if each in known else resolve(dossier, target, each) for each in value)


def locked(quote: str | None, file: Path | None, values: Mapping[str, Value]) -> dict[str, Value]:
    """The lock of a quotation, and its paragraph."""
    from graphkit.cli.cite import not_there
    from graphkit.dossier.evidence import cite, normalise

    if quote is None or file is None:
        raise click.UsageError("--quote and --text go together: the words, and the file in which they stand")
    paragraph = values.get(EVIDENCE["paragraph"])
    text = normalise(text_of(file.read_bytes(), file))
    anywhere = cite(text, quote)
    found = [each for each in anywhere if paragraph in (None, str(each.paragraph))]
    if not anywhere:
        raise click.ClickException(not_there(file, text, quote))
    if not found:
        told = ", ".join(str(each.paragraph) for each in anywhere)
        raise click.UsageError(f"the words do not stand in paragraph {paragraph}, but in {told}; leave out --paragraph")
    if len(found) > 1:
        told = ", ".join(str(each.paragraph) for each in found)
        raise click.UsageError(f"the words stand in paragraphs {told}; choose with --paragraph, or quote more")
    lock = {f"evidence.1.lock.{key}": str(value) for key, value in found[0].lock.model_dump().items()}
    return {EVIDENCE["paragraph"]: str(found[0].paragraph), **lock}


def asked_for(dossier: Dossier, kind: type[Record], values: Mapping[str, Value]) -> dict[str, Value]:
    """What is required and was not given, from the terminal; misuse where there is none."""
    missing = dict(_missing(kind, values))
    if missing and not on_a_terminal():
        raise click.UsageError("missing --" + ", --".join(key.replace("_", "-") for key in missing))
    return {column: _prompted(dossier, kind, column) for column in missing.values()}


def _missing(kind: type[Record], values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Option and column of what a record of the kind must have."""
    from graphkit.dossier.shape import by_key, fields_of

    given = {column.partition(".")[0] for column in values}
    for field in fields_of(kind):
        if field.required and field.key != "id" and field.key not in given:
            yield field.key, field.key
    if "evidence" in by_key(kind) and not any(re.fullmatch(r"evidence\.\d+\.source", column) for column in values):
        yield "source", EVIDENCE["source"]


def on_a_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _prompted(dossier: Dossier, kind: type[Record], column: str) -> Value:
    field = field_at(column, kind)
    target = target_of(field.key, kind)
    declared = sorted(each.id for each in dossier.of_kind(target) if each.retracted_on is None) if target else []
    listed = f" ({', '.join(declared)})" if 0 < len(declared) <= LISTED_AT_MOST else ""
    click.echo(f"{field.description}{listed}.", err=True)
    if field.choices:
        choice: str = click.prompt(field.key, type=click.Choice(field.choices), err=True)
        return choice

    def checked(words: str) -> Any:
        return _checked(dossier, kind, column, words.strip())

    answer: Value = click.prompt(field.key, value_proc=checked, err=True)
    return answer


def _checked(dossier: Dossier, kind: type[Record], column: str, words: str) -> Value:
    """What was typed, with ids for names; a UsageError asks again."""
    from pydantic import TypeAdapter, ValidationError

    from graphkit.dossier.shape import hint_of

    value = resolved(dossier, kind, column, words)
    model, field = _found(column, kind)
    try:
        TypeAdapter(hint_of(model, field)).validate_python(value)
    except ValidationError as error:
        raise click.UsageError(error.errors(include_url=False)[0]["msg"]) from None
    return value


def new_id(dossier: Dossier, kind: type[Record], values: Mapping[str, Value]) -> str:
    """The id that was given, or one made from what the record is about."""
    from graphkit.dossier.lookup import fold

    if "id" in values:
        return str(values["id"])
    words = " ".join(str(values.get(key, "")) for key in _telling(kind.name_of_kind, values))
    slug = re.sub("[^a-z0-9]+", "-", fold(words))[:190].strip("-")
    if not slug:
        raise click.UsageError("no id can be made from these letters; give one with --id")
    taken = dossier.of_kind(kind.name_of_kind)
    return next(id for id in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if taken.get(id) is None)


def _telling(name: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """The fields that tell a record from others of its kind."""
    if name == "position":
        return ("actor", "issue")
    if name == "tie":
        return ("from", "kind", "to")
    if name == "judgement":
        return ("actor", "issue" if "issue" in values else "quantity")
    if name == "source":
        return ("publisher", "published") if "published" in values else ("title",)
    return ("name",)
