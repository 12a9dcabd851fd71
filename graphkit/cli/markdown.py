"""Rows as a Markdown table that shows every text as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphkit.cli.output import plain


def markdown(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    r"""Rows as a Markdown table.

    Examples
    --------
    >>> print(markdown([{"actor": "a|b", "score": 0.5}], ["actor", "score"]))
    | actor | score |
    | --- | --- |
    | a\|b | 0.5 |
    """
    body = [_line([escaped(plain(row[column])) for column in columns]) for row in rows]
    return "\n".join([_line([escaped(column) for column in columns]), _line(["---"] * len(columns)), *body])


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it stands."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|" else sign for sign in text)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
