"""A part of the answer of `graphkit gaps` beside that of the base: what opens and what closes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphkit.cli.difference import Compared, Difference, beside
from graphkit.cli.gaps_part import Part, wrapped

MANY = 10  # differences that an overview tells


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is compared of a part, what a row is called, and what columns are in words."""

    compared: Compared
    name: Callable[[Mapping[str, Any]], str]
    words: Mapping[str, str]


def _of_whom(row: Mapping[str, Any]) -> str:
    return f"{row['actor_name']} on {row['issue_name']}"


PARTS = {
    "coverage": _Beside(
        Compared(
            ("actor", "issue"), ("state", "stances", "carriers", "best_grade", "doubtful"), shown=("state", "stances")
        ),
        _of_whom,
        {"state": "state", "stances": "stance"},
    ),
    "contradictions": _Beside(
        Compared(("kind", "actor", "first_position", "second_position"), ("first_stance", "second_stance")),
        lambda row: f"{_of_whom(row)}: {row['kind']}, {row['first_position']} and {row['second_position']}",
        {"first_stance": "first", "second_stance": "second"},
    ),
    "sensitivity": _Beside(
        Compared(("by", "cause"), ("falls", "impact", "changes"), ("falls", "impact")),
        lambda row: f"without {row['cause']}, by {row['by']}",
        {"falls": "records that fall", "changes": "what changes"},
    ),
    "source": _Beside(
        Compared(("effect", "kind", "id")), lambda row: f"{row['effect']}: {row['id']}  {row['what']}", {}
    ),
}


def beside_base(part: Part, base: Part, sets: Sequence[str], *, whole: bool) -> Part:
    """A part with its rows beside those of the base, and the differences told in words.

    Parameters
    ----------
    part, base : Part
        The same part, with and without suppositions.
    sets : sequence of str
        What is supposed.
    whole : bool
        Whether every difference is told in words, or only the first.
    """
    how = PARTS[part.name]
    difference = beside(part.rows, base.rows, how.compared, sets)
    columns = dict.fromkeys([*part.columns, *base.columns, *difference.columns])
    return replace(
        part,
        caption="\n".join([part.caption, *difference.lines]),
        rows=[dict.fromkeys(columns) | row for row in difference.rows],
        columns=tuple(columns),
        text=lambda width: [*part.text(width), *_told(part, difference, width, whole=whole)],
        shown=difference.shown(part.shown),
        more={
            **part.more,
            **{f"base_{name}": each for name, each in base.more.items()},
            "differences": difference.counts,
        },
    )


def _told(part: Part, difference: Difference, width: int, *, whole: bool) -> Iterator[str]:
    how = PARTS[part.name]
    told = list(difference.told(how.name, how.words))
    if told:
        yield ""
        yield "difference to the base"
    for line in told if whole else told[:MANY]:
        yield from wrapped(line, width, first="  - ", rest="    ")
    if not whole and len(told) > MANY:
        yield f"  {len(told) - MANY:,} more: --only {part.name} tells all"
