"""The page of the library of questions, from the headers of cypher/questions."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.store.questions import Parameter, Question, questions

INTRO = """\
What an analyst may ask of any dossier. `graphkit ask NAME DIR` answers from the files, `graphkit ask NAME neo4j:ID`
from a server, with the same rows. [Ask questions](../how-to/ask-questions.md) shows how; [The library of
questions](../explanation/questions.md) says what counts and how to read a row. Every question takes `--as-of`, a day
of the world, and `--known-on`, a day of the record. A parameter in brackets may be left out."""


def questions_blocks() -> Iterator[str]:
    """The page in blocks: a table of all, then each question."""
    library = questions().values()
    yield "# Questions"
    yield INTRO
    rows = [f"| [{each.name}](#{each.name}) | {each.title} | {_wanted(each)} |" for each in library]
    yield "\n".join(["| question | asks | of |", "|---|---|---|", *rows])
    for each in library:
        yield from _question(each)


def _wanted(question: Question) -> str:
    return ", ".join(each.name if each.required else f"[{each.name}]" for each in question.parameters)


def _question(question: Question) -> Iterator[str]:
    yield f"## {question.name}"
    yield f"**{question.title}** {question.description}"
    if question.parameters:
        rows = [_parameter(each) for each in question.parameters]
        yield "\n".join(["| parameter | takes | default |", "|---|---|---|", *rows])
    path = f"../../cypher/questions/{question.path.name}"
    yield f"Tells {', '.join(f'`{column}`' for column in question.columns)}. [Its Cypher]({path})."
    given = "".join(f" -p {each.name}={each.example or '…'}" for each in question.parameters if each.required)
    yield f"```text\ngraphkit ask {question.name} DIR{given}\n```"


def _parameter(each: Parameter) -> str:
    kind = f"one of {', '.join(f'`{choice}`' for choice in each.choices)}" if each.choices else each.kind
    example = f", such as `{each.example}`" if each.example else ""
    default = "" if each.required else "all" if each.default is None else f"`{each.default}`"
    return f"| `{each.name}` | {kind}{example} | {default} |"
