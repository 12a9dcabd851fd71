"""What a question is given on the command line: its name, and its parameters as values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from graphkit.store.questions import Parameter, Question

Finder: TypeAlias = Callable[[str, str], str]
_LARGEST = 2**63
_WORDS = {"true": True, "false": False, "null": None}
_INTEGER = re.compile(r"[-+]?[0-9]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete to the names of questions, with their titles as help."""
    from click.shell_completion import CompletionItem

    from graphkit.store.questions import questions

    found = questions().values()
    return [CompletionItem(each.name, help=each.title) for each in found if each.name.startswith(incomplete)]


def parameter_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete to the parameters of the question on the line, then to what each may be."""
    from click.shell_completion import CompletionItem

    from graphkit.store.questions import questions

    question = questions().get(_argument(ctx, "name", 0) or "")
    name, equals, _ = incomplete.partition("=")
    made: list[CompletionItem] = []
    for each in question.parameters if question else ():
        if not equals and each.name.startswith(incomplete):
            made.append(CompletionItem(f"{each.name}=", help=each.description))
        elif each.name == name:
            made += [CompletionItem(word) for word in _choices(ctx, each) if word.startswith(incomplete)]
    return made


parameters_option = click.option(
    "-p",
    "--param",
    "assignments",
    metavar="NAME=VALUE",
    multiple=True,
    shell_complete=parameter_names,
    help="A parameter of the question; may be given several times.",
)


def question_named(name: str) -> Question:
    """The question of that name; misuse where there is none."""
    from graphkit.dossier.problem import near, quoted
    from graphkit.store.questions import questions

    found = questions().get(name)
    if found is None:
        hint = near(name, list(questions()))
        hint = hint if hint.startswith("did you mean") else "graphkit questions lists them"
        raise click.UsageError(f"no question {quoted(name)}; {hint}")
    return found


def assigned(assignments: tuple[str, ...]) -> dict[str, str]:
    """Names and words of ``NAME=VALUE``; a name that ends with a colon keeps it."""
    found: dict[str, str] = {}
    for each in assignments:
        name, equals, words = each.partition("=")
        if not equals or not name:
            raise click.UsageError(f"-p {each!r} has no name and '='; write -p NAME=VALUE")
        if name.removesuffix(":") in {given.removesuffix(":") for given in found}:
            raise click.UsageError(f"-p {name.removesuffix(':')} is given twice; give it once")
        if not words.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in words):
            raise click.UsageError(f"-p {name}: the value is not UTF-8")
        found[name] = words
    return found


def typed(question: Question, given: Mapping[str, str], find: Finder, *, partly: bool = False) -> dict[str, Any]:
    """The values of a question's parameters.

    Parameters
    ----------
    question : Question
    given : mapping of str to str
        What was written, by name.
    find : callable
        From a kind of record and words to the id of the record that is meant.
    partly : bool
        Whether what is required may be missing; it is then left out.

    Returns
    -------
    dict
        Every parameter with its value, or its default.

    Raises
    ------
    click.UsageError
        If a name is not the question's, one is missing, or a value is of the wrong kind.
    """
    known = {each.name: each for each in question.parameters}
    _refuse_unknown(given, known, f"{question.name} has no parameter")
    missing = [each for each in question.parameters if each.required and each.name not in given]
    if missing and not partly:
        wanted = ", ".join(f"-p {each.name}=… ({each.description})" for each in missing)
        raise click.UsageError(f"{question.name} needs {wanted}")
    return {
        name: _value(each, given[name], find) if name in given else each.default
        for name, each in known.items()
        if name in given or not each.required
    }


def untyped(given: Mapping[str, str]) -> dict[str, Any]:
    """Values read as YAML 1.2 reads a plain scalar, and days; a name that ends with a colon has JSON."""
    found: dict[str, Any] = {}
    for name, words in given.items():
        if name.endswith(":"):
            try:
                found[name.removesuffix(":")] = json.loads(words)
            except ValueError as error:
                raise click.UsageError(f"-p {name}= is not JSON: {error}") from None
        else:
            found[name] = scalar(words)
    for name, value in found.items():
        if any(isinstance(each, int) and not -_LARGEST <= each < _LARGEST for each in _leaves(value)):
            raise click.UsageError(f"-p {name}: a whole number beyond 64 bits; Neo4j has none")
    return found


def scalar(words: str) -> Any:
    """A plain value.

    Examples
    --------
    >>> [scalar(each) for each in ("9", "1.5", "true", "NO", "null", "")]
    [9, 1.5, True, 'NO', None, '']
    >>> scalar("2025-06-02"), scalar("2025-13-02")
    (datetime.date(2025, 6, 2), '2025-13-02')
    """
    if words in _WORDS:
        return _WORDS[words]
    if _INTEGER.fullmatch(words):
        return int(words)
    if _FLOAT.fullmatch(words):
        return float(words)
    if _DAY.fullmatch(words):
        try:
            return date.fromisoformat(words)
        except ValueError:
            return words
    return words


def refuse_unused(given: Collection[str], used: Collection[str]) -> None:
    """Misuse where a parameter is given that the query does not have."""
    _refuse_unknown(given, used, "the query has no parameter")


def _refuse_unknown(given: Collection[str], known: Collection[str], said: str) -> None:
    from graphkit.dossier.problem import near, quoted

    for name in given:
        if name not in known:
            hint = near(name, list(known)).replace("declared are", "it has") if known else "it has none"
            raise click.UsageError(f"{said} {quoted(name)}; {hint}")


def _value(parameter: Parameter, words: str, find: Finder) -> Any:
    from graphkit.store.questions import read_value

    if parameter.kind.endswith(" id"):
        return find(parameter.kind.removesuffix(" id"), words)
    try:
        return read_value(parameter, words)
    except ValueError as error:
        raise click.UsageError(f"-p {parameter.name}: {error}") from None


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


def _argument(ctx: click.Context, name: str, place: int) -> str | None:
    """An argument on the line, which click leaves aside while an option still lacks its value."""
    given = [*ctx.args, None, None][place]
    return ctx.params.get(name) or given


def _choices(ctx: click.Context, parameter: Parameter) -> Iterator[str]:
    """What a parameter may be, as ``NAME=VALUE``: its choices, or the ids of the dossier at hand."""
    from graphkit.cli.opening import folder_of
    from graphkit.dossier.reader import read

    yield from (f"{parameter.name}={choice}" for choice in parameter.choices)
    if parameter.kind.endswith(" id"):
        try:
            dossier, _ = read(folder_of(_argument(ctx, "folder", 1)))
        except (click.UsageError, OSError):
            return
        for record in dossier.of_kind(parameter.kind.removesuffix(" id")):
            yield f"{parameter.name}={record.id}"
