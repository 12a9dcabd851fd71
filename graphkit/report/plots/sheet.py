"""The parts of a timeline on its page: legend, axis, marks of events, lanes with bars, and the key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from graphkit.dossier.model import Event, Proposal
from graphkit.report.plots.bars import NAME, PAD, SIZE, Bar, Lane
from graphkit.report.plots.letters import width, wrapped
from graphkit.report.plots.marks import ROW as MARK_ROW
from graphkit.report.plots.marks import Mark
from graphkit.report.plots.style import A4, MARGIN, PALE, RULE, SOFT, STANCES
from graphkit.report.plots.ticks import Axis, ticks
from graphkit.report.style import INK
from graphkit.report.words import short_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEGEND = 20.0
BAR = 5.0
COLUMNS = 3
BETWEEN = 14.0
LINE = 9.5
GUIDES = 12


def draw_legend(canvas: Axes, y: float, bars: Sequence[Bar]) -> None:
    """What the bars that are drawn mean, in one row."""
    there = {bar.positions[0].stance for bar in bars}
    x = MARGIN + 3
    for stance, look in STANCES.items():
        if stance in there:
            _stretch(canvas, x, x + 24, y, stance, certain=True)
            canvas.plot([x], [y], look.mark, color=look.color, markersize=5, markeredgecolor=INK, markeredgewidth=0.5)
            x = _word(canvas, x + 29, y, stance)
    if any(bar.positions[0].status != "plain" for bar in bars):
        canvas.plot([x + 4], [y], "o", markersize=5, markerfacecolor="white", markeredgecolor=INK, markeredgewidth=0.8)
        x = _word(canvas, x + 12, y, "hollow mark: alleged or disputed")
    if any(bar.turns for bar in bars):
        _turn(canvas, x + 3, y)
        x = _word(canvas, x + 9, y, "change of position")
    if any(_is_vague(bar) for bar in bars):
        _stretch(canvas, x, x + 24, y, None, certain=False)
        x = _word(canvas, x + 29, y, "may hold, the date is vague")


def _word(canvas: Axes, x: float, y: float, word: str) -> float:
    canvas.text(x, y, word, fontsize=7.5, va="center")
    return x + width(word, 7.5) + 16


def draw_axis(canvas: Axes, axis: Axis, y: float, bottom: float, *, as_of: date | None) -> None:
    """Days with faint lines down to the bottom, and where the dossier's knowledge ends."""
    canvas.plot([axis.left, axis.edge], [y, y], color=SOFT, linewidth=0.8)
    right = MARGIN
    for day, name in ticks(axis):
        x = axis.at(day)
        canvas.plot([x, x], [y, bottom], color=RULE, linewidth=0.4, zorder=0.5)
        half = width(name, 7) / 2
        if x - half >= right and x + half <= axis.edge - (_room_of_end(axis) if as_of else 0):
            _text(canvas, x, y + 10, name, ha="center", color=SOFT)
            right = x + half + 6
    if as_of and as_of == axis.last:
        canvas.plot([axis.right, axis.right], [y, bottom], color=SOFT, linewidth=0.8, dashes=(3, 2), zorder=0.7)
        _text(canvas, axis.edge, y + 10, _end(axis), ha="right")


def _end(axis: Axis) -> str:
    return f"as of {short_name(axis.last)}"


def _room_of_end(axis: Axis) -> float:
    return width(_end(axis), 7) + 6


def draw_marks(
    canvas: Axes,
    axis: Axis,
    marks: Sequence[Mark],
    others: Iterable[Event | Proposal],
    y: float,
    bottom: float,
) -> None:
    """Events above the axis: a dot on a day, a line over the days that a vague date allows."""
    for other in others:
        day = other.date.earliest or other.date.latest
        if day and axis.first <= day <= axis.last:
            x = axis.middle(day)
            canvas.plot([x, x], [y - 3, y + 2], color=SOFT, linewidth=0.5)
    certain = [each for each in marks if each.is_one_day]
    for each in marks:
        height = y - MARK_ROW * each.row - 5
        if each.is_one_day:
            middle = (each.left + each.right) / 2
            canvas.plot([middle], [height], "o", color=INK, markersize=3.5)
            if len(certain) <= GUIDES:
                canvas.plot([middle, middle], [height, bottom], color=SOFT, linewidth=0.5, dashes=(1, 2), zorder=0.6)
        else:
            _vague_mark(canvas, axis, each, height)
        _text(canvas, each.left - 4, height, each.numbers, ha="right", va="center_baseline")


def _vague_mark(canvas: Axes, axis: Axis, mark: Mark, y: float) -> None:
    canvas.plot([mark.left, mark.right], [y, y], color=INK, linewidth=1.2, solid_capstyle="butt")
    for x, is_open, side in ((mark.left, mark.first is None, "<"), (mark.right, mark.last is None, ">")):
        outside = is_open or (mark.first is not None and side == "<" and mark.first < axis.first)
        canvas.plot([x], [y], side if outside else "|", color=INK, markersize=4, markeredgewidth=0.8)


def draw_lane(canvas: Axes, axis: Axis, lane: Lane, y: float, *, shaded: bool) -> None:
    """A lane: its name on the left, its bars in rows."""
    from matplotlib.patches import Rectangle

    if shaded:
        box = Rectangle((MARGIN, y), A4[0] - 2 * MARGIN, lane.height, facecolor=PALE, edgecolor="none", zorder=0.1)
        canvas.add_patch(box)
    lines = [*lane.name, *([f"{lane.left_out} more not drawn"] if lane.left_out else [])]
    for number, line in enumerate(lines):
        faint = number >= len(lane.name)
        size = SIZE if faint else NAME
        canvas.text(MARGIN + 5, y + PAD + 5 + (NAME + 1.5) * number, line, fontsize=size, color=SOFT if faint else INK)
    for number, row in enumerate(lane.rows):
        for bar in row:
            _draw_bar(canvas, axis, bar, y + PAD / 2 + lane.row * number, lane.row, PALE if shaded else "white")


def _draw_bar(canvas: Axes, axis: Axis, bar: Bar, top: float, row: float, ground: str) -> None:
    stance = bar.positions[0].stance
    look, y = STANCES[stance], top + row - BAR / 2 - 0.2
    begun = max(bar.left, min(bar.right, axis.at(bar.span.begun)))
    certain = bar.right if bar.span.may_end >= axis.last else min(bar.right, axis.after(bar.span.may_end))
    certain = max(certain, begun + min(3.0, bar.right - begun))
    if begun > bar.left:
        _stretch(canvas, bar.left, begun, y, stance, certain=False)
    if certain > begun:
        _stretch(canvas, begun, certain, y, stance, certain=True)
    if bar.right > certain:
        _stretch(canvas, certain, bar.right, y, stance, certain=False)
    if bar.span.ended > axis.last:
        canvas.plot([bar.right], [y], ">", color=look.color, markersize=5, clip_on=False)
    if bar.span.may_begin < axis.first:
        canvas.plot([bar.left], [y], "<", color=look.color, markersize=5)
    if bar.turns and bar.span.may_begin >= axis.first:
        _turn(canvas, bar.left, y)
    hollow = bar.positions[0].status != "plain"
    fill = "white" if hollow else look.color
    edge = look.color if hollow else INK
    if bar.span.may_begin >= axis.first:
        mark: dict[str, Any] = {"markersize": 5.5, "markerfacecolor": fill, "markeredgecolor": edge}
        canvas.plot([bar.left + 3], [y], look.mark, markeredgewidth=0.9 if hollow else 0.5, **mark)
    if bar.text:
        _text(canvas, bar.at, top + SIZE - 0.3, bar.text, ground=ground)


def _text(canvas: Axes, x: float, y: float, words: str, *, ground: str = "white", **how: Any) -> None:
    """Words that lines pass behind, and that no bar does."""
    box = {"facecolor": ground, "edgecolor": "none", "pad": 0.4}
    canvas.text(x, y, words, fontsize=SIZE, bbox=box, zorder=0.9, **{"va": "baseline", **how})


def _stretch(canvas: Axes, left: float, right: float, y: float, stance: str | None, *, certain: bool) -> None:
    """Part of a bar: filled and hatched where the position holds, in outline where it may."""
    from matplotlib.patches import Rectangle

    look = STANCES[stance] if stance else None
    color = look.color if look else SOFT
    box = (left, y - BAR / 2), right - left, BAR
    if certain and look:
        canvas.add_patch(Rectangle(*box, facecolor=color, edgecolor="white", hatch=look.hatch, linewidth=0))
        canvas.add_patch(Rectangle(*box, facecolor="none", edgecolor=color, linewidth=0.6))
    else:
        canvas.add_patch(Rectangle(*box, facecolor="white", edgecolor=color, linewidth=0.7, linestyle=(0, (2, 1.5))))


def _turn(canvas: Axes, x: float, y: float) -> None:
    canvas.plot([x, x], [y - 5, y + 5], color=INK, linewidth=1.8, solid_capstyle="butt", zorder=3)


def _is_vague(bar: Bar) -> bool:
    span = bar.span
    ends = span.ended < date.max and span.ended - span.may_end > timedelta(0) and not span.superseded
    return span.begun > span.may_begin or ends


def key_height(key: Sequence[tuple[str, str, str]]) -> float:
    """How much room a key takes."""
    return LINE * -(-len(key) // COLUMNS) + 10 if key else 0.0


def draw_key(canvas: Axes, key: Sequence[tuple[str, str, str]], y: float) -> None:
    """What the numbers mean, column by column."""
    rows = -(-len(key) // COLUMNS)
    for first in range(0, len(key), max(rows, 1)):
        x = MARGIN + (_column() + BETWEEN) * (first // rows)
        _key_column(canvas, key[first : first + rows], x, y + 8)


def _key_column(canvas: Axes, key: Sequence[tuple[str, str, str]], x: float, y: float) -> None:
    dated = min(max(width(when, SIZE) for _, when, _ in key), _column() / 2)
    room = _column() - 28 - dated
    for row, (number, when, name) in enumerate(key):
        line = y + LINE * row
        canvas.text(x + 14, line, number, fontsize=SIZE, ha="right", va="baseline")
        canvas.text(x + 20, line, wrapped(when, dated + 1, SIZE)[0], fontsize=SIZE, va="baseline", color=SOFT)
        canvas.text(x + 28 + dated, line, wrapped(name, room, SIZE)[0], fontsize=SIZE, va="baseline")


def _column() -> float:
    return (A4[0] - 2 * MARGIN - BETWEEN * (COLUMNS - 1)) / COLUMNS
