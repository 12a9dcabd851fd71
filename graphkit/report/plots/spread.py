"""Forecasts over draws as a picture for print: intervals by issue, how they settle, and which input matters most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.bargaining.sensitivity import Index, Sobol
from graphkit.bargaining.spread import FIRST, LEVELS, Spread, running
from graphkit.bargaining.swings import Swing
from graphkit.report.plots.letters import width, wrapped
from graphkit.report.plots.style import (
    A4,
    MARGIN,
    PALE,
    RULE,
    SOFT,
    CannotDraw,
    framed,
)
from graphkit.report.style import BLUE, INK, VERMILLION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE = 7.5
ROW, INPUT, HEAD, AXIS, GAP, LEGEND = 22.0, 13.0, 20.0, 17.0, 14.0, 22.0
NAMES, LEFT, RIGHT = MARGIN + 4, MARGIN + 196.0, 550.0  # where names begin, and the scale from end to end
NUMBERS, COURSE, COURSE_END = 566.0, 672.0, A4[0] - MARGIN - 4
SHORTEST = 250.0
INPUTS = 3  # of each issue and model
LEAST = 0.005  # of the variance; what matters less is not drawn
SHARES = "share of variance that comes from one input: dark by itself, pale in all, with the 95 % interval of that"
TORNADO = "where the outcome goes as one input alone moves through its range: blue up with the input, red down"
TICKS = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a picture is to show.

    Attributes
    ----------
    rows : sequence of Spread
    names : mapping of str to str
        Of issues.
    labels : mapping of str to str
        Of actors.
    indices : Sobol, optional
    swings : tuple of Swing
    about : str
        Of what it is, such as the title of a dossier.
    said : tuple of str
        What the caption says of it.
    """

    rows: Sequence[Spread]
    names: Mapping[str, str]
    labels: Mapping[str, str]
    indices: Sobol | None
    swings: tuple[Swing, ...]
    about: str
    said: tuple[str, ...]


def spread_figure(drawn: Drawn, title: str) -> Figure:
    """Draw the intervals of every issue, on a page as tall as that takes.

    Parameters
    ----------
    drawn : Drawn
    title : str

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    CannotDraw
        If no issue has an outcome, or they take more than a page can be.
    """
    known = [row for row in drawn.rows if row.has_answer]
    if not known:
        raise CannotDraw("no issue has an outcome; the notes say what is missing")
    groups = [(issue, list(rows)) for issue, rows in groupby(known, lambda row: row.point.issue)]

    def draw(canvas: Axes, y: float, _: float) -> None:
        _legend(canvas, y + 6, known, drawn)
        y += LEGEND + 8
        for issue, rows in groups:
            y = _group(canvas, y, drawn, drawn.names.get(issue, issue), rows)

    body = LEGEND + 8 + sum(_height(drawn, rows) for _, rows in groups)
    below = f"{drawn.about}; " * bool(drawn.about) + f"median and the middle {known[0].interval:g} % of draws"
    said = (drawn.about, *drawn.said)
    return framed(title, below, said, draw, body=body, least=SHORTEST, remedy="name an --issue or a --model")


def _height(drawn: Drawn, rows: Sequence[Spread]) -> float:
    inputs = sum(len(_indices(drawn, row)) + len(_swings(drawn, row)) for row in rows)
    heads = bool(drawn.indices and any(_indices(drawn, row) for row in rows)) + any(_swings(drawn, row) for row in rows)
    return HEAD + ROW * len(rows) + AXIS + INPUT * (inputs + heads) + GAP


def _indices(drawn: Drawn, row: Spread) -> list[Index]:
    every = drawn.indices.rows if drawn.indices else ()
    mine = (row.point.issue, row.point.model)
    return [each for each in every if (each.issue, each.model) == mine and each.total >= LEAST][:INPUTS]


def _swings(drawn: Drawn, row: Spread) -> list[Swing]:
    mine = (row.point.issue, row.point.model)
    found = [each for each in drawn.swings if (each.varied.issue, each.model) == mine and each.size]
    return found[:INPUTS]


def _legend(canvas: Axes, y: float, rows: Sequence[Spread], drawn: Drawn) -> None:
    """What the marks mean, in one row."""
    x = float(NAMES)
    _bar(canvas, x, x + 30, y, 1.2, BLUE)
    _bar(canvas, x + 5, x + 25, y, 4.0, BLUE)
    _bar(canvas, x + 10, x + 20, y, 8.0, BLUE)
    canvas.plot([x + 15], [y], "o", color="white", markersize=3.5, markeredgecolor=INK, markeredgewidth=0.8)
    x = _word(canvas, x + 36, y, f"median, {', '.join(f'{level} %' for level in LEVELS)} of draws")
    canvas.plot([x + 3], [y], "D", color=VERMILLION, markersize=4, markeredgecolor=INK, markeredgewidth=0.5)
    x = _word(canvas, x + 11, y, "inputs as they stand")
    if any(row.status_quo is not None for row in rows):
        canvas.plot([x + 2, x + 2], [y - 6, y + 6], color=INK, linewidth=0.9, dashes=(3, 2))
        x = _word(canvas, x + 8, y, "status quo")
    if any(row.zone for row in rows):
        _bar(canvas, x, x + 16, y, 10.0, "#cfe8df")
        x = _word(canvas, x + 22, y, "zone of agreement")
    if any(len(row.values) for row in rows):
        canvas.text(COURSE, y, "how they settle with more draws", fontsize=SIZE, va="center", color=SOFT)


def _word(canvas: Axes, x: float, y: float, word: str) -> float:
    canvas.text(x, y, word, fontsize=SIZE, va="center")
    return x + width(word, SIZE) + 16


def _group(canvas: Axes, y: float, drawn: Drawn, name: str, rows: Sequence[Spread]) -> float:
    """One issue: its name, a row for each model, the scale, and what matters most; where the next may begin."""
    at = _Scale(rows)
    for line in wrapped(name, RIGHT - NAMES, 10):
        canvas.text(NAMES, y + 10, line, fontsize=10, va="baseline")
    top, bottom = y + HEAD - 4, y + HEAD + ROW * len(rows)
    _ground(canvas, at, rows[0], top, bottom)
    for number, row in enumerate(rows):
        _row(canvas, at, row, y + HEAD + ROW * (number + 0.5))
    _axis(canvas, at, bottom)
    _axis_of_courses(canvas, rows, bottom)
    y = bottom + AXIS
    y = _bars(canvas, y, drawn, rows)
    return _tornado(canvas, y, at, drawn, rows) + GAP


class _Scale:
    """Where a place on an issue's scale lies on the page."""

    def __init__(self, rows: Sequence[Spread]) -> None:
        low, high = rows[0].scale
        outcomes = [row.point.outcome for row in rows if row.point.outcome is not None]
        values = [float(each) for row in rows if len(row.known) for each in (row.known.min(), row.known.max())]
        self.low, self.high = min(low, high, *outcomes, *values), max(low, high, *outcomes, *values)

    def __call__(self, value: float) -> float:
        return LEFT + (value - self.low) / ((self.high - self.low) or 1.0) * (RIGHT - LEFT)


def _ground(canvas: Axes, at: _Scale, row: Spread, top: float, bottom: float) -> None:
    """What lies behind the intervals: the zone of agreement, lines of the scale, and where the issue stands."""
    from matplotlib.patches import Rectangle

    if row.zone:
        left, right = map(at, row.zone)
        canvas.add_patch(
            Rectangle(
                (left, top), max(right - left, 1.5), bottom - top, facecolor="#cfe8df", edgecolor="none", zorder=0.2
            )
        )
    for value in np.linspace(at.low, at.high, TICKS + 1).tolist():
        canvas.plot([at(value)] * 2, [top, bottom], color=RULE, linewidth=0.4, zorder=0.3)
    if row.status_quo is not None:
        canvas.plot([at(row.status_quo)] * 2, [top, bottom], color=INK, linewidth=0.9, dashes=(3, 2), zorder=0.4)


def _axis(canvas: Axes, at: _Scale, y: float) -> None:
    canvas.plot([LEFT, RIGHT], [y, y], color=SOFT, linewidth=0.8)
    for value in np.linspace(at.low, at.high, TICKS + 1).tolist():
        canvas.text(at(value), y + 9, f"{value:.4g}", fontsize=7, ha="center", va="baseline", color=SOFT)


def _axis_of_courses(canvas: Axes, rows: Sequence[Spread], y: float) -> None:
    """From how many draws to how many, where all rows of the issue have as many."""
    counts = {len(row.values) for row in rows if len(row.values)}
    if len(counts) == 1:
        (count,) = counts
        canvas.text(COURSE, y + 9, f"{min(FIRST, count)}", fontsize=7, va="baseline", color=SOFT)
        words = f"{count:,} draws"
        canvas.text(COURSE_END - 34, y + 9, words, fontsize=7, ha="right", va="baseline", color=SOFT)


def _row(canvas: Axes, at: _Scale, row: Spread, y: float) -> None:
    """One model: its interval, its numbers, and how they settle."""
    canvas.text(NAMES + 8, y, row.point.model, fontsize=8.5, va="center")
    outcome = row.point.outcome
    for level, thick in zip(reversed(LEVELS), (1.2, 4.0, 8.0), strict=True):
        ends = row.ends(level)
        if ends:
            _bar(canvas, at(ends[0]), at(ends[1]), y, thick, BLUE)
    if outcome is not None:
        canvas.plot(
            [at(outcome)], [y], "D", color=VERMILLION, markersize=4, markeredgecolor=INK, markeredgewidth=0.5, zorder=4
        )
    median, ends = row.quantile(0.5), row.ends(row.interval)
    if median is None or ends is None:
        why = "no draw has an outcome" if len(row.values) else "nothing varies"
        words = why if outcome is None else f"{outcome:.1f}, {why}"
        canvas.text(NUMBERS, y, words, fontsize=SIZE, va="center", color=SOFT)
        return
    canvas.plot(
        [at(median)], [y], "o", color="white", markersize=3.5, markeredgecolor=INK, markeredgewidth=0.8, zorder=5
    )
    canvas.text(NUMBERS, y, f"{median:.1f}  ({ends[0]:.1f} to {ends[1]:.1f})", fontsize=SIZE, va="center")
    _course(canvas, row, y)


def _bar(canvas: Axes, left: float, right: float, y: float, thick: float, color: str) -> None:
    from matplotlib.patches import Rectangle

    box = (left, y - thick / 2), max(right - left, 0.8), thick
    shade = {1.2: 1.0, 4.0: 0.55, 8.0: 1.0}.get(thick, 1.0)
    canvas.add_patch(Rectangle(*box, facecolor=color, edgecolor="none", alpha=shade, zorder=2 + thick / 10))


def _course(canvas: Axes, row: Spread, y: float) -> None:
    """The median and the ends of the interval by ever more of the draws, from the left, on a scale of their own."""
    counts, ends = running(row)
    good = ~np.isnan(ends).any(axis=1)
    counts, ends = counts[good], ends[good]
    if len(counts) < 2:
        return
    steady = row.converged
    right = COURSE_END - 34
    x = COURSE + (np.log(counts) - np.log(counts[0])) / (np.log(counts[-1]) - np.log(counts[0])) * (right - COURSE)
    low, high = float(ends.min()), float(ends.max())
    half = ROW / 2 - 2
    places = y + half - (ends - low) / ((high - low) or 1.0) * 2 * half
    canvas.fill_between(x, places[:, 0], places[:, 2], color=BLUE, alpha=0.15, linewidth=0)
    for column, line in ((0, 0.7), (1, 1.2), (2, 0.7)):
        canvas.plot(x, places[:, column], color=BLUE, linewidth=line)
    canvas.text(
        right + 4,
        y,
        "steady" if steady else "unsteady",
        fontsize=6.5,
        va="center",
        color=SOFT if steady else VERMILLION,
    )


def _bars(canvas: Axes, y: float, drawn: Drawn, rows: Sequence[Spread]) -> float:
    """What matters most, as shares of variance: by itself dark, in all pale, with the interval of that."""
    every = [each for row in rows for each in _indices(drawn, row)]
    if not every:
        return y
    y = _subhead(canvas, y, SHARES)
    for each, first in _with_heads(every, lambda index: index.model):
        middle = y + INPUT / 2
        _input_name(canvas, middle, each.model if first else "", *_named(drawn, each.actor, each.source, each.what))
        room = RIGHT - LEFT
        first_share, total = (min(max(share, 0.0), 1.0) for share in (each.first, each.total))
        _plain_bar(canvas, LEFT, LEFT + total * room, middle, PALE, edge=SOFT)
        _plain_bar(canvas, LEFT, LEFT + first_share * room, middle, BLUE)
        ends = [LEFT + min(max(total + sign * each.total_error, 0.0), 1.0) * room for sign in (-1, 1)]
        canvas.plot(ends, [middle, middle], color=INK, linewidth=0.8, zorder=5)
        canvas.text(
            NUMBERS, middle, f"{first_share:.0%} and {total:.0%}".replace("%", " %"), fontsize=SIZE, va="center"
        )
        y += INPUT
    return y


def _tornado(canvas: Axes, y: float, at: _Scale, drawn: Drawn, rows: Sequence[Spread]) -> float:
    """How far the outcome goes as one input alone moves through its range, on the scale above."""
    every = [(each, row) for row in rows for each in _swings(drawn, row)]
    if not every:
        return y
    y = _subhead(canvas, y, TORNADO)
    for (each, row), first in _with_heads(every, lambda pair: pair[0].model):
        middle = y + INPUT / 2
        _input_name(
            canvas,
            middle,
            each.model if first else "",
            *_named(drawn, each.varied.actor, each.varied.source, each.varied.what),
        )
        low, high = each.at_low or 0.0, each.at_high or 0.0
        left, right = sorted((at(low), at(high)))
        _plain_bar(canvas, left, right, middle, BLUE if high > low else VERMILLION)
        if row.point.outcome is not None:
            stands = at(row.point.outcome)
            canvas.plot([stands, stands], [y + 1, y + INPUT - 1], color=INK, linewidth=1.2, zorder=5)
        canvas.text(NUMBERS, middle, f"{low:.1f} → {high:.1f}", fontsize=SIZE, va="center")
        y += INPUT
    return y


def _named(drawn: Drawn, actor: str, source: str, what: str) -> tuple[str, str]:
    """Whose an input is, and what; of a source its id."""
    if source:
        return source, "source"
    return ", ".join(drawn.labels.get(each, each) for each in actor.split(", ")), what


def _with_heads(every: Sequence[Any], key: Any) -> Iterator[tuple[Any, bool]]:
    """Each with whether it is the first of its sort."""
    for _, group in groupby(every, key):
        for number, each in enumerate(group):
            yield each, not number


def _subhead(canvas: Axes, y: float, words: str) -> float:
    canvas.text(LEFT, y + INPUT / 2, words, fontsize=SIZE, va="center", color=SOFT)
    return y + INPUT


def _input_name(canvas: Axes, y: float, model: str, actor: str, what: str) -> None:
    canvas.text(NAMES + 8, y, model, fontsize=SIZE, va="center", color=SOFT)
    room = LEFT - NAMES - 66
    who = wrapped(actor, room - width(f" {what}", SIZE) + 4, SIZE)[0]
    canvas.text(LEFT - 6, y, f"{who} {what}", fontsize=SIZE, va="center", ha="right")


def _plain_bar(canvas: Axes, left: float, right: float, y: float, color: str, *, edge: str = "none") -> None:
    from matplotlib.patches import Rectangle

    box = (left, y - 3.5), max(right - left, 0.6), 7.0
    canvas.add_patch(Rectangle(*box, facecolor=color, edgecolor=edge, linewidth=0.5, zorder=3))
