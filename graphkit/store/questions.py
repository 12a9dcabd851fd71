"""The library of questions: what each file of cypher/questions/ asks, as its header tells.

A header is the lines that begin with ``//`` at the top of the file, in this order::

    // title: Who blocks an issue?
    // Actors that oppose, or hold a red line on, one issue, hardest first.
    // param dossier, as_of, known_on: always
    // param issue: issue id, e.g. issue:ceasefire-30-days
    // param days: whole number, default 90
    // returns actor, position, sources

A list of columns that ends in a comma goes on in the next line.  A parameter is of one of `KINDS`, or ``one of`` and
the words to choose from.  ``e.g.`` gives an example and ``default`` what counts when it is left out; the default
``all`` is null in Cypher and narrows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from graphkit.store.files import cypher_folder

Value = str | int | float | date
IDS = ("actor", "issue", "event", "source", "proposal", "position")
CHOICE = "one of"
KINDS = (*(f"{kind} id" for kind in IDS), "day", "whole number", "number", "text")
ALWAYS = ("dossier", "as_of", "known_on")
ALL = "all"
_NAME = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_WORD = "[a-z][a-z0-9_]*"
_SLUG = "[a-z0-9][a-z0-9-]*"
_GRAMMAR = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)}|{CHOICE} (?P<choices>.+?))"
    r"(, e\.g\. (?P<example>[^,]+))?(, default (?P<default>[^,]+))?"
)


class BadQuestion(ValueError):
    """A question file whose header does not say what it must; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to know.

    Attributes
    ----------
    kind : str
        One of `KINDS`, or ``"one of"`` with the `choices`.
    description : str
        What the header says of it.
    default : str, int, float, datetime.date or None
        None where it is required, and where the default is to narrow nothing.
    """

    name: str
    kind: str
    description: str
    default: Value | None = None
    required: bool = True
    choices: tuple[str, ...] = ()
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its signature and its Cypher.

    Attributes
    ----------
    parameters : tuple of Parameter
        Its own; dossier, as_of and known_on come with every question.
    columns : tuple of str
        What a row of the answer has, in order.
    text : str
        The whole file.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    path: Path


@cache
def questions() -> Mapping[str, Question]:
    """Every question that came with graphkit by its name, in order of name."""
    files = sorted(cypher_folder("questions").glob("*.cypher"), key=lambda path: path.stem)
    return MappingProxyType({path.stem: read_question(path) for path in files})


def read_question(path: Path) -> Question:
    """Read a question file.

    Raises
    ------
    BadQuestion
        If its name or its header is not as the module says.
    """
    if not re.fullmatch(_NAME, path.stem):
        raise _bad(path, 1, "a question is named in small letters, digits and hyphens, such as who-blocks.cypher")
    return question_in(path.read_text(encoding="utf-8"), path)


def question_in(text: str, path: Path) -> Question:
    """The question that the text of a file asks, whatever the file is called; errors as `read_question`."""
    header = _Header(path, tuple(_header(text)))
    title, described = header.title(), header.description()
    parameters, columns = header.parameters(), header.columns()
    if not "".join(text.splitlines()[len(header.lines) :]).strip():
        raise _bad(path, len(header.lines), "a header without a query; write the query under it")
    return Question(path.stem, title, described, parameters, columns, text, path)


def read_value(parameter: Parameter, text: str) -> Value:
    """The value that a text gives to a parameter; an id may leave its kind out.

    Raises
    ------
    ValueError
        If it is none; the message says what would be right.

    Examples
    --------
    >>> read_value(Parameter("issue", "issue id", ""), "ceasefire"), read_value(Parameter("n", "whole number", ""), "9")
    ('issue:ceasefire', 9)
    """
    kind = parameter.kind
    if kind == CHOICE and text not in parameter.choices:
        raise ValueError(f"{text!r} is none of {', '.join(parameter.choices)}")
    if kind.endswith(" id"):
        return _id(kind.removesuffix(" id"), text)
    try:
        return _plain(kind, text)
    except ValueError:
        raise ValueError(f"{text!r} is no {kind}; write one such as {_EXAMPLES[kind]}") from None


_EXAMPLES = {"day": "2025-06-02", "whole number": "90", "number": "12.5"}


def _plain(kind: str, text: str) -> Value:
    if kind == "day":
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
            raise ValueError(text)
        return date.fromisoformat(text)
    if kind == "whole number":
        if not re.fullmatch("-?[0-9]{1,9}", text, re.ASCII):
            raise ValueError(text)
        return int(text)
    if kind == "number":
        if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text, re.ASCII):
            raise ValueError(text)
        return float(text)
    return text


def _id(kind: str, text: str) -> str:
    slug = text.removeprefix(f"{kind}:")
    if not re.fullmatch(_SLUG, slug):
        raise ValueError(f"{text!r} is no {kind} id; write one such as {kind}:SLUG")
    return f"{kind}:{slug}"


def _bad(path: Path, line: int, said: str) -> BadQuestion:
    return BadQuestion(f"{path}:{line}: {said}")


def _header(text: str) -> Iterator[str]:
    """The header's lines without their slashes."""
    for line in text.splitlines():
        if not line.startswith("//"):
            return
        yield line.removeprefix("//").strip()


@dataclass(frozen=True, slots=True)
class _Header:
    path: Path
    lines: tuple[str, ...]

    def title(self) -> str:
        """The first line."""
        found = re.fullmatch(r"title: (.*\S)", self.lines[0]) if self.lines else None
        if found is None:
            raise _bad(self.path, 1, "the first line gives the title; write '// title: Who blocks an issue?'")
        if not found[1].endswith("?"):
            raise _bad(self.path, 1, f"the title {found[1]!r} asks nothing; end it with a question mark")
        return found[1]

    def description(self) -> str:
        """The lines between the title and the first parameter, as one text."""
        said = [line for number, line in enumerate(self.lines, 1) if 1 < number < self._first_parameter()]
        if not "".join(said):
            raise _bad(self.path, 2, "no description; say under the title what the answer holds")
        return " ".join(said)

    def parameters(self) -> tuple[Parameter, ...]:
        """The question's own parameters."""
        first, always = self._first_parameter(), f"param {', '.join(ALWAYS)}: always"
        if self.lines[first - 1] != always:
            raise _bad(self.path, first, f"the first parameters are the same for all questions; write '// {always}'")
        found: list[Parameter] = []
        for number in range(first + 1, self._first_column()):
            parameter = self._parameter(number)
            if parameter.name in (*ALWAYS, *(each.name for each in found)):
                raise _bad(self.path, number, f"a second parameter {parameter.name!r}; give it another name")
            found.append(parameter)
        return tuple(found)

    def columns(self) -> tuple[str, ...]:
        """What the last lines say."""
        number = self._first_column()
        found = re.fullmatch(rf"returns ({_WORD}(?:, {_WORD})*)", " ".join(self.lines[number - 1 :]))
        if found is None:
            said = "the header ends with the columns; write '// returns actor, position, sources'"
            raise _bad(self.path, number, said)
        columns = tuple(found[1].split(", "))
        if len(set(columns)) < len(columns):
            raise _bad(self.path, number, "a column is named twice; give each a name of its own")
        return columns

    def _first_parameter(self) -> int:
        """The number of the first line that is a parameter's; one past the last where none is."""
        starts = (number for number, line in enumerate(self.lines, 1) if line.startswith("param "))
        return next(starts, len(self.lines))

    def _first_column(self) -> int:
        """The number of the line in which the columns begin; the last one where none does."""
        starts = (number for number, line in enumerate(self.lines, 1) if line.startswith("returns "))
        return next(starts, len(self.lines))

    def _parameter(self, number: int) -> Parameter:
        line = self.lines[number - 1]
        found = re.fullmatch(rf"param ({_WORD}): (.+)", line)
        if found is None:
            raise _bad(self.path, number, f"{line!r} is no parameter; write '// param issue: issue id, e.g. issue:x'")
        name, said = found[1], found[2]
        grammar = _GRAMMAR.fullmatch(said)
        if grammar is None:
            kinds = ", ".join(KINDS)
            raise _bad(self.path, number, f"{said!r} is no kind of parameter; write one of {kinds} or 'one of A, B'")
        return self._with_values(number, _parameter(name, said, grammar), grammar["default"])

    def _with_values(self, number: int, parameter: Parameter, default: str | None) -> Parameter:
        """The parameter with its default, once that and the example are seen to be of its kind."""
        try:
            if parameter.example is not None:
                read_value(parameter, parameter.example)
            value = None if default in (None, ALL) else read_value(parameter, str(default))
        except ValueError as error:
            raise _bad(self.path, number, str(error)) from None
        return Parameter(
            parameter.name,
            parameter.kind,
            parameter.description,
            value,
            default is None,
            parameter.choices,
            parameter.example,
        )


def _parameter(name: str, said: str, grammar: re.Match[str]) -> Parameter:
    choices = tuple(grammar["choices"].split(", ")) if grammar["choices"] else ()
    kind = CHOICE if choices else grammar["kind"]
    return Parameter(name, kind, said, choices=choices, example=grammar["example"])
