"""The coverage matrix of `graphkit gaps`: a sign for each actor and issue, sums at the ends, the issues below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.cli.gaps_part import Part
from graphkit.cli.opening import number_of
from graphkit.cli.output import plain

if TYPE_CHECKING:
    from graphkit.analysis.gaps.coverage import Coverage

SIGN = {"sourced": "●", "single": "◐", "stale": "○", "none": "·"}
NAME_AT_MOST = 28
SHOWN = {
    "actor_name": "actor",
    "issue_name": "issue",
    "state": "state",
    "stances": "stances",
    "carriers": "carriers",
    "newest": "newest",
    "best_grade": "best grade",
    "doubtful": "doubtful",
}
Counted = Mapping[Any, int]


def coverage_part(found: Coverage, *, top: int | None) -> Part:
    """The matrix as a part of the answer; `top` is how many actors and issues a table shows."""
    from graphkit.analysis.gaps.coverage import COLUMNS

    hidden = f"{number_of(found.left_out, 'actor')} without a position not shown; --all shows them"
    return Part(
        "coverage",
        _caption(found),
        found.rows(),
        COLUMNS,
        lambda width: _lines(found, width, top),
        SHOWN,
        (hidden,) if found.left_out else (),
        more={"summary": {"cells": found.counts, "actors": found.of_actor, "issues": found.of_issue}},
    )


def _caption(found: Coverage) -> str:
    day, counts = found.parameters["as_of"], found.counts
    size = f"{number_of(len(found.actors), 'actor')} × {number_of(len(found.issues), 'issue')}"
    states = (
        f"{counts['sourced']:,} sourced, {counts['single']:,} from a single source, {counts['stale']:,} stale,"
        f" {counts['none']:,} none known"
    )
    return f"as of {day or 'the last day'}; {size}, {number_of(len(found.cells), 'cell')}: {states}"


def _lines(found: Coverage, width: int, top: int | None) -> Iterator[str]:
    if not found.cells:
        yield "none"
        return
    yield from _legend(found.parameters["stale_after"], width)
    actors, issues = _first(found.of_actor, top), _first(found.of_issue, top)
    left = _width_of([found.actors[id] for id in actors])
    ends = _sums([found.of_actor[id] for id in actors])
    cell, blocks = _columns(len(issues), width - left - 1 - len(ends[0]))
    signs = {actor: {each.issue: SIGN[each.state] for each in found.by_actor[actor]} for actor in actors}
    for block in blocks:
        last = block.stop == len(issues)
        yield ""
        *above, head = _heads(block, len(issues), cell)
        yield from ((" " * (left + 1) + line).rstrip() for line in above)
        yield (" " * (left + 1) + head + (ends[0] if last else "")).rstrip()
        for number, actor in enumerate(actors, 1):
            row = "".join(signs[actor][issues[place]].rjust(cell) for place in block)
            yield f"{_cut(found.actors[actor], left)} {row}{ends[number] if last else ''}"
    yield ""
    yield from _key(found, issues, width)
    yield from _more(len(found.actors) - len(actors), len(found.issues) - len(issues))


def _legend(stale_after: int, width: int) -> Iterator[str]:
    words = {
        "sourced": "two texts or more",
        "single": "one text alone",
        "stale": f"nothing newer than {number_of(stale_after, 'day')}",
        "none": "none known",
    }
    line = ""
    for each in (f"{SIGN[state]} {told}" for state, told in words.items()):
        if line and len(line) + 3 + len(each) > width:
            yield line
            line = ""
        line += f"   {each}" if line else each
    yield line


def _first(counted: Mapping[str, Counted], top: int | None) -> list[str]:
    """Ids in order; where only some are shown, those of which most is known."""
    ids = list(counted)
    known = sorted(ids, key=lambda id: (counted[id]["none"] - sum(counted[id].values()), id))
    return sorted(known[: len(ids) if top is None else top])


def _columns(issues: int, room: int) -> tuple[int, list[range]]:
    """The width of a column, and the columns that stand beside each other; closer together where that helps."""
    widths = (len(str(issues)) + 1, 2, 1)
    cell = next((each for each in widths if issues * each <= room), 1)
    most = max(room // cell, 10)  # in the narrowest of windows lines break
    return cell, [range(start, min(start + most, issues)) for start in range(0, issues, most)]


def _heads(block: range, issues: int, cell: int) -> list[str]:
    """The numbers of the columns, upright where they fit, else a digit a line."""
    digits = len(str(issues))
    numbers = [str(place + 1).rjust(digits) for place in block]
    if cell > digits:
        return ["".join(number.rjust(cell) for number in numbers)]
    lines = ["".join(number[digit].rjust(cell) for number in numbers) for digit in range(digits)]
    return [line for line in lines if line.strip()]


def _key(found: Coverage, issues: Sequence[str], width: int) -> Iterator[str]:
    """The issues by number, with their sums."""
    digits = len(str(len(issues)))
    sums = _sums([found.of_issue[id] for id in issues])
    names = [plain(found.issues[id]) for id in issues]
    left = max(min(_width_of(names, at_most=width), width - digits - 1 - len(sums[0])), len("issue") - digits - 1)
    yield f"{'issue'.ljust(left + digits + 1)}{sums[0]}"
    for number, (name, sum_) in enumerate(zip(names, sums[1:], strict=True), 1):
        yield f"{number:>{digits}} {_cut(name, left)}{sum_}"


def _sums(counted: Iterable[Counted]) -> list[str]:
    """How many cells have each state, in columns under the signs."""
    rows = [[str(each[state]) for state in SIGN] for each in counted]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [list(SIGN.values()), *rows]
    return ["   " + "  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True)) for row in lines]


def _width_of(names: Iterable[str], *, at_most: int = NAME_AT_MOST) -> int:
    from rich.cells import cell_len

    return min(max(cell_len(plain(name)) for name in names), at_most)


def _cut(name: str, width: int) -> str:
    """A name in so many cells; the end of a longer one is left out."""
    from rich.cells import cell_len, set_cell_size

    text = plain(name)
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def _more(actors: int, issues: int) -> Iterator[str]:
    if actors or issues:
        names = (number_of(count, f"more {noun}") for count, noun in ((actors, "actor"), (issues, "issue")) if count)
        yield f"{' and '.join(names)}, of which less is known: --only coverage shows all"
