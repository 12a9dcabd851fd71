"""A result that shows itself: in a notebook as a table of the first rows, escaped, with a caption; else in a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import islice
from typing import Any

from graphkit.dossier.problem import printable

ROWS_AT_MOST = 20
LETTERS_AT_MOST = 200
LEFT = ' style="text-align: left; padding: 2px 8px"'
RIGHT = ' style="text-align: right; padding: 2px 8px; font-variant-numeric: tabular-nums"'


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result shows of itself: the parameters of `html`."""

    rows: Iterable[Mapping[str, Any]]
    columns: Sequence[str]
    total: int
    caption: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    notes: Iterable[str] = ()
    most: int = ROWS_AT_MOST


class ShowsItself:
    """A result that is a table in a notebook and a line in a terminal."""

    __slots__ = ()

    def _shown(self) -> Shown:
        """What it shows."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        shown = self._shown()
        return html(
            shown.rows,
            shown.columns,
            total=shown.total,
            caption=shown.caption,
            parameters=shown.parameters,
            notes=shown.notes,
            most=shown.most,
        )

    def __repr__(self) -> str:
        shown = self._shown()
        name = type(self).__name__
        caption = printable(shown.caption).removeprefix(f"{name.lower()}: ")
        rows = f"{shown.total:,} row{'' if shown.total == 1 else 's'}"
        return f"<{name}: {'; '.join(filter(None, [_short(caption), rows]))}>"


def html(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    total: int,
    caption: str = "",
    parameters: Mapping[str, Any] | None = None,
    notes: Iterable[str] = (),
    most: int = ROWS_AT_MOST,
) -> str:
    """Rows as an HTML table, for a `_repr_html_`.

    Parameters
    ----------
    rows : iterable of mapping
        Only the first `most` are read.
    columns : sequence of str
        What to show of each row.
    total : int
        How many rows there are.
    caption : str, optional
    parameters : mapping, optional
        How the result was computed; those that are None or empty say nothing and are left out.
    notes : iterable of str, optional
        What was left out, below the table.

    Examples
    --------
    >>> "&lt;b&gt;" in html([{"actor": "<b>"}], ["actor"], total=1)
    True
    """
    shown = list(islice(rows, most))
    head = "".join(f"<th{LEFT}>{escape(name.replace('_', ' '))}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(_cell(row.get(name)) for name in columns)}</tr>" for row in shown)
    below = [
        *notes,
        *(["no rows"] if not total else []),
        *([f"{total - len(shown):,} more rows; to_frame gives all"] if total > len(shown) else []),
    ]
    told = "; ".join(filter(None, [caption, *_told(parameters or {})]))
    return (
        f'<figure style="margin: 0"><figcaption>{escape(told)}</figcaption><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></figure>"
        + "".join(f"<p><small>{escape(_short(note))}</small></p>" for note in below)
    )


def in_words(value: Any) -> str:
    """A value as a reader of a table knows it: four digits, lists with semicolons, nothing for nothing.

    Examples
    --------
    >>> in_words(0.123456789), in_words(["a", 2.0]), in_words(None), in_words({"a": 1}), in_words(float("nan"))
    ('0.1235', 'a; 2', '', 'a: 1', '')
    """
    if value is None or value != value:  # NaN
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {in_words(each)}" for name, each in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        every = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return "; ".join(map(in_words, every))
    return printable(str(value))


def _cell(value: Any) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    style = RIGHT if number else LEFT
    return f"<td{style}>{escape(_short(in_words(value)))}</td>"


def _told(parameters: Mapping[str, Any]) -> list[str]:
    told = {name: in_words(value) for name, value in parameters.items()}
    return [f"{name.replace('_', ' ')} {_short(words)}" for name, words in told.items() if words]


def _short(words: str) -> str:
    return words if len(words) <= LETTERS_AT_MOST else f"{words[: LETTERS_AT_MOST - 1]}…"
