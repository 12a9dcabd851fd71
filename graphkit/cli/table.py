"""Rows as a table for people, or record by record where a table would have to break words."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any

from graphkit.cli.output import plain

GAP = 2
IN_A_PIPE = 160
WIDE_IN_A_PIPE = 40
WORD_AT_MOST = 200  # an id is no longer; what is may be broken


def table(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, width: int | None, bold: bool, names: int = 0
) -> str:
    """Rows as text, without the columns in which nothing stands.

    Parameters
    ----------
    rows : sequence of mappings
    columns : sequence of str
        Keys of the rows, in this order.
    width : int or None
        Of the terminal, in letters.  No word is broken, an id least of all: what does not fit is told record by record.
        None is a pipe, where there is always room.
    bold : bool
        Whether the names of the columns are set in bold.
    names : int
        How many of the first columns name a row.  What does not fit side by side is then told in several tables below
        each other, each of which begins with these.

    Returns
    -------
    str
        Lines without blanks at their ends.
    """
    cells = {column: [plain(row[column]) for row in rows] for column in columns}
    shown = {column.replace("_", " "): texts for column, texts in cells.items() if any(texts)}
    needs = [_need(name, texts) for name, texts in shown.items()]
    gaps = GAP * (len(shown) - 1)
    room = max(IN_A_PIPE - gaps, sum(_widths(needs, WIDE_IN_A_PIPE))) if width is None else width - gaps
    if sum(_widths(needs, 0)) <= room:
        cap = max(each for each in range(room + 1) if sum(_widths(needs, each)) <= room)
        return _side_by_side(shown, _widths(needs, cap), bold=bold)
    parts = _parted(columns, cells, names, width or room) if names else []
    if not parts:
        return _record_by_record(shown, width)
    return "\n\n".join(table(rows, part, width=width, bold=bold) for part in parts)


def _parted(columns: Sequence[str], cells: Mapping[str, Sequence[str]], names: int, width: int) -> list[list[str]]:
    """The columns in parts that fit, each with those that name a row; none if not even one fits beside them."""
    least = {column: _need(column, texts)[0] + GAP for column, texts in cells.items() if any(texts)}
    first = [column for column in columns[:names] if column in least]
    room = width + GAP - sum(least[column] for column in first)
    parts: list[list[str]] = []
    left = -1
    for column in [column for column in columns[names:] if column in least]:
        if least[column] > room:
            return []
        if least[column] > left:
            parts.append([*first])
            left = room
        parts[-1].append(column)
        left -= least[column]
    return parts


def _need(name: str, texts: Sequence[str]) -> tuple[int, int]:
    """The width that a column needs at least, for its longest word, and at most, for its longest text."""
    from rich.cells import cell_len

    words = {word for text in texts for word in text.split()}
    return min(max(map(cell_len, [name, *words])), WORD_AT_MOST), max(map(cell_len, [name, *texts]))


def _widths(needs: Sequence[tuple[int, int]], cap: int) -> list[int]:
    """The width of each column: what it needs, up to a cap where it can be less."""
    return [max(least, min(most, cap)) for least, most in needs]


def _side_by_side(shown: Mapping[str, Sequence[str]], widths: Sequence[int], *, bold: bool) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0))
    for name, width in zip(shown, widths, strict=True):
        drawn.add_column(name, width=width, overflow="fold")
    for texts in zip(*shown.values(), strict=True):
        drawn.add_row(*map(Text, texts))
    out = io.StringIO()
    Console(file=out, width=sum(widths) + GAP * len(widths), force_terminal=bold, highlight=False).print(drawn)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _record_by_record(shown: Mapping[str, Sequence[str]], width: int | None) -> str:
    records = zip(*shown.values(), strict=True)
    lines = ([_told(name, text, width) for name, text in zip(shown, texts, strict=True) if text] for texts in records)
    return "\n\n".join("\n".join(each) for each in lines)


def _told(name: str, text: str, width: int | None) -> str:
    """A cell under its name, in several lines where its words fit these."""
    longest = max(map(len, text.split()), default=0) + GAP
    return folded(f"{name}: {text}", width if width is None or longest <= width else None, indent=" " * GAP)


def folded(line: str, width: int | None, *, indent: str) -> str:
    """A line in as many as fit the width, the later ones indented; no word is broken, and None is room for all."""
    if width is None:
        return line
    return fill(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or line
