"""Bars in lanes: which positions make one bar, which row of its lane it takes, and what is written above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graphkit.analysis.timeline.spans import Span
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position
from graphkit.report.plots.letters import clean, first_shown, width, wrapped
from graphkit.report.plots.ticks import Axis

By = Literal["actor", "issue"]
SIZE = 7.0  # of what is written above a bar, in points
ROW = 13.5
LOW = 9.0  # a row in which nothing is written
PAD = 5.0
NAME = 8.0
GAP = 6.0
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Bar:
    """Positions of one stance that begin and end together.

    Attributes
    ----------
    positions : tuple of Position
    span : Span
    turns : bool
        Whether it is a change of position.
    left, right : float
        Where the bar begins and ends, in points, with all days on which it may hold.
    text : str
        What is written above it.
    at : float
        Where the text begins.
    """

    positions: tuple[Position, ...]
    span: Span
    turns: bool
    left: float
    right: float
    text: str
    at: float

    @property
    def room(self) -> tuple[float, float]:
        """What the bar and its text take of a row."""
        if not self.text:
            return self.left, self.right
        return min(self.left, self.at) - GAP, max(self.right, self.at + width(self.text, SIZE)) + GAP


@dataclass(frozen=True, slots=True)
class Lane:
    """The bars of one actor or issue, in rows, and how many positions found no row."""

    id: str
    name: tuple[str, ...]
    rows: tuple[tuple[Bar, ...], ...]
    left_out: int

    @property
    def row(self) -> float:
        """How high a row is, in points."""
        return ROW if any(bar.text for row in self.rows for bar in row) else LOW

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return max(self.row * len(self.rows), (NAME + 1.5) * (len(self.name) + bool(self.left_out))) + PAD


def bars(
    positions: Iterable[Position],
    spans: Mapping[str, Span],
    turns: frozenset[str],
    axis: Axis,
    by: By,
    dossier: Dossier,
) -> dict[str, list[Bar]]:
    """The bars of each lane, those that begin first come first.

    Nothing is written above them where all would have the same name.
    """
    positions = list(positions)
    named = len({each.issue if by == "actor" else each.actor for each in positions}) > 1
    groups: dict[tuple[str, Span, str, bool, bool], list[Position]] = defaultdict(list)
    for each in positions:
        lane = each.actor if by == "actor" else each.issue
        groups[lane, spans[each.id], each.stance, each.id in turns, each.status != "plain"].append(each)
    found: dict[str, list[Bar]] = defaultdict(list)
    for (lane, span, _, turned, _), every in sorted(groups.items(), key=lambda item: _order(item[0], item[1])):
        ordered = tuple(sorted(every, key=lambda each: each.id))
        text = _text(ordered, axis, by, dossier) if named else ""
        found[lane].append(_bar(ordered, span, axis, text, turned=turned))
    return found


def _order(key: tuple[str, Span, str, bool, bool], every: list[Position]) -> tuple[object, ...]:
    span = key[1]
    return (span.may_begin, span.begun, span.ended, key[2], min(each.id for each in every))


def _bar(every: tuple[Position, ...], span: Span, axis: Axis, text: str, *, turned: bool) -> Bar:
    left = axis.at(span.may_begin)
    right = axis.edge if span.ended > axis.last else max(axis.after(span.ended), left + 3)
    at = max(axis.left, min(left, axis.edge - width(text, SIZE))) if text else left
    return Bar(every, span, turned, left, right, text, at)


def _text(every: Sequence[Position], axis: Axis, by: By, dossier: Dossier) -> str:
    names = [issue_name(dossier, each.issue) if by == "actor" else actor_name(dossier, each.actor) for each in every]
    return _joined(list(dict.fromkeys(names)), axis.edge - axis.left)


def _joined(names: Sequence[str], room: float) -> str:
    """As many names as fit, and how many more there are."""
    for number in range(len(names), 0, -1):
        more = f" + {len(names) - number} more" if number < len(names) else ""
        text = clean(SEPARATOR.join(names[:number])) + more
        if width(text, SIZE) <= room:
            return text
    more = f" + {len(names) - 1} more" if len(names) > 1 else ""
    return wrapped(names[0], room - width(more, SIZE), SIZE)[0] + more


def lane(id: str, name: tuple[str, ...], every: Sequence[Bar], most: int | None) -> Lane:
    """Put the bars of a lane into rows where they do not touch.

    Where there are at most so many rows, changes of position come first, then what began last.
    """
    rows: list[list[Bar]] = []
    left_out = 0
    important = sorted(every, key=lambda bar: (not bar.turns, -bar.span.may_begin.toordinal())) if most else every
    for bar in important:
        row = next((row for row in rows if not any(_touch(bar, other) for other in row)), None)
        if row is None and (most is None or len(rows) < most):
            rows.append(row := [])
        if row is None:
            left_out += len(bar.positions)
        else:
            row.append(bar)
    ordered = sorted(rows, key=lambda row: min((bar.span.may_begin, bar.left, bar.positions[0].id) for bar in row))
    return Lane(id, name, tuple(map(tuple, ordered)), left_out)


def _touch(one: Bar, other: Bar) -> bool:
    (left, right), (start, end) = one.room, other.room
    return left < end and start < right


def actor_name(dossier: Dossier, id: str) -> str:
    """The short name of an actor that can be shown; its id where the record does not count."""
    actor = dossier.actors.get(id)
    return first_shown([actor.label, actor.name, *actor.aliases, id]) if actor else id


def issue_name(dossier: Dossier, id: str) -> str:
    """The name of an issue; its id where the record does not count."""
    issue = dossier.issues.get(id)
    return first_shown([issue.name, id]) if issue else id
