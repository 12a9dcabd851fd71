"""What stands in the text of a query: its parameters, its statements, and lines meant for Neo4j Browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PIECES = re.compile(
    r"""
    (?P<comment> //[^\n]* | /\*.*?(?:\*/|\Z) )
  | (?P<string> '(?:\\.|[^'\\])*(?:'|\Z) | "(?:\\.|[^"\\])*(?:"|\Z) )
  | \$(?P<parameter> `(?:``|[^`])*` | \w+ )
  | (?P<name> `(?:``|[^`])*(?:`|\Z) )
  | (?P<end> ; )
  | (?P<blank> \s+ )
  | (?P<rest> [^\s;'"`$/]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_SET = re.compile(
    r"^[ \t]*:params?[ \t]+(?:(?P<name>`(?:``|[^`])+`|\w+)[ \t]*=>[ \t]*)?(?P<value>\S.*?);?[ \t]*$", re.MULTILINE
)
_COMMAND = re.compile(r"\A:\w+")


@dataclass(frozen=True, slots=True)
class Setting:
    """A line ``:param name => expression`` of Neo4j Browser; without a name the expression is a map of parameters."""

    line: int
    name: str
    expression: str


def parameters(query: str) -> tuple[str, ...]:
    r"""The names of all parameters, in the order of their first use.

    Examples
    --------
    >>> parameters("MATCH (a {id: $id}) // not $this\nRETURN '$nor this', $`my day`, $id")
    ('id', 'my day')
    """
    return tuple(dict.fromkeys(_bare(piece["parameter"]) for piece in _pieces(query) if piece["parameter"]))


def statements(query: str) -> tuple[int, ...]:
    r"""The lines, from 1, on which the statements of a text begin.

    Examples
    --------
    >>> statements("RETURN ';'; // one;\n\nRETURN 2;")
    (1, 3)
    """
    lines: list[int] = []
    inside = False
    for piece in _pieces(query):
        if piece["end"]:
            inside = False
        elif not (inside or piece["blank"] or piece["comment"]):
            inside = True
            lines.append(query.count("\n", 0, piece.start()) + 1)
    return tuple(lines)


def command(query: str) -> str:
    """The command of Neo4j Browser, such as ``:play``, with which a text begins; empty where it begins with none."""
    code = "".join(piece[0] for piece in _pieces(query) if not piece["comment"]).lstrip()
    found = _COMMAND.match(code)
    return found[0] if found else ""


def settings(text: str) -> tuple[str, tuple[Setting, ...]]:
    r"""The query without its ``:param`` lines, every other line where it was, and what those lines set.

    Examples
    --------
    >>> settings(":param id => 'actor:fidan'\nRETURN $id")
    ('\nRETURN $id', (Setting(line=1, name='id', expression="'actor:fidan'"),))
    """
    found = tuple(
        Setting(text.count("\n", 0, each.start()) + 1, _bare(each["name"] or ""), each["value"])
        for each in _SET.finditer(text)
    )
    return _SET.sub("", text), found


def _pieces(query: str) -> Iterator[re.Match[str]]:
    return _PIECES.finditer(query)


def _bare(name: str) -> str:
    """A name without the backticks around it."""
    return name[1:-1].replace("``", "`") if name.startswith("`") else name
