"""Issues as scales, a picture for print: who stands where, what they would accept, and where all of it may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graphkit.report.plots.letters import width, wrapped
from graphkit.report.plots.style import (
    A4,
    MARGIN,
    RULE,
    SOFT,
    CannotDraw,
    framed,
)
from graphkit.report.style import BLUE, INK, VERMILLION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE, NAME = 7.5, 10.0
LINE, ROW, AXIS, GAP, LEGEND = 12.5, 14.0, 14.0, 16.0, 22.0
NAMES, LEFT, RIGHT = MARGIN + 4, MARGIN + 204.0, 660.0  # where names begin, and the scale from end to end
NUMBERS = RIGHT + 14
TICKS = 4
SHADE, ROOM, LACK, ACCEPTED = "#cfe8df", "#f4faf8", "#f7ddcf", "#8c949c"
ENDS = 2  # lines of words at most at each end


@dataclass(frozen=True, slots=True)
class Row:
    """One actor, or one model, on a scale.

    Attributes
    ----------
    name : str
    at : float, optional
        Its position, or its outcome.
    low, high : float, optional
        Ends of the uncertainty.
    accepts : (float, float), optional
        What an actor would still accept.  An end that is that of the scale draws no line.
    note : str
        Told in place of numbers where there are none, such as ``"line not known"``.
    """

    name: str
    at: float | None = None
    low: float | None = None
    high: float | None = None
    accepts: tuple[float, float] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One issue.

    Attributes
    ----------
    name : str
    scale : (float, float)
    ends : (str, str)
        What the ends mean, in words; empty where nobody said.
    actors, models : sequence of Row
    status_quo : float, optional
    zone, gap : (float, float), optional
        From where to where there is room for all, or none.
    room : (float, float), optional
        From where to where the lines that are known leave room, where others are not known.
    said : str
        What is told beside the name, such as a verdict.
    """

    name: str
    scale: tuple[float, float]
    ends: tuple[str, str] = ("", "")
    actors: Sequence[Row] = ()
    models: Sequence[Row] = ()
    status_quo: float | None = None
    zone: tuple[float, float] | None = None
    gap: tuple[float, float] | None = None
    room: tuple[float, float] | None = None
    said: str = ""


def scales_figure(panels: Sequence[Panel], title: str, about: str, said: Sequence[str]) -> Figure:
    """Draw the scale of every issue, on a page as tall as that takes.

    Parameters
    ----------
    panels : sequence of Panel
    title, about : str
        What is drawn, and of what.
    said : sequence of str
        Parts of the caption: of when, and from how many sources.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    CannotDraw
        If there is nothing to draw, or more than a page can be.
    """
    if not panels:
        raise CannotDraw("no issue has anything on its scale; the notes say what is missing")

    def draw(canvas: Axes, y: float, _: float) -> None:
        _legend(canvas, y + 6, panels)
        y += LEGEND + 8
        for panel in panels:
            _draw(canvas, panel, y)
            y += _height(panel)

    body = LEGEND + 8 + sum(map(_height, panels))
    return framed(title, about, (about, *said), draw, body=body, remedy="name an --issue")


def _names(panel: Panel) -> tuple[str, ...]:
    return wrapped(panel.name, NUMBERS - NAMES, NAME, most=2)


def _ends(panel: Panel) -> list[tuple[str, ...]]:
    room = (RIGHT - LEFT) / 2 - 10
    return [wrapped(words, room, SIZE, most=ENDS) if words else () for words in panel.ends]


def _height(panel: Panel) -> float:
    lines = max(map(len, _ends(panel)))
    rows = len(panel.actors) + len(panel.models)
    return LINE * len(_names(panel)) + (10 if panel.said else 0) + 4 + ROW * rows + AXIS + 9.5 * lines + GAP


def _draw(canvas: Axes, panel: Panel, y: float) -> None:
    """One issue: its name, a row for each actor and each model, and the scale."""
    for line in _names(panel):
        canvas.text(NAMES, y + 9, line, fontsize=NAME, va="baseline")
        y += LINE
    if panel.said:
        canvas.text(NAMES, y + 6, wrapped(panel.said, A4[0] - MARGIN - NAMES, SIZE)[0], fontsize=SIZE, color=SOFT)
        y += 10
    y += 4
    at = _Places(panel)
    bottom = y + ROW * (len(panel.actors) + len(panel.models))
    _ground(canvas, panel, at, y, bottom)
    for number, row in enumerate((*panel.actors, *panel.models)):
        _row(canvas, row, at, y + ROW * (number + 0.5), model=number >= len(panel.actors))
    _axis(canvas, panel, at, bottom)


class _Places:
    """Where a place on an issue's scale lies on the page; the scale is widened where something lies beyond it."""

    def __init__(self, panel: Panel) -> None:
        rows = (*panel.actors, *panel.models)
        every = [each for row in rows for each in (row.at, row.low, row.high, *(row.accepts or ())) if each is not None]
        self.ends = panel.scale
        self.low, self.high = min(*panel.scale, *every), max(*panel.scale, *every)

    def __call__(self, value: float) -> float:
        return float(LEFT + (value - self.low) / ((self.high - self.low) or 1.0) * (RIGHT - LEFT))


def _ground(canvas: Axes, panel: Panel, at: _Places, top: float, bottom: float) -> None:
    """What lies behind the rows: the zone or the gap, lines of the scale, and where the issue stands."""
    for span, color, hatch in ((panel.zone, SHADE, ""), (panel.room, ROOM, "...."), (panel.gap, LACK, "////")):
        if span:
            _box(canvas, at(span[0]), at(span[1]), top, bottom, color, hatch)
    for value in _ticks(at):
        canvas.plot([at(value)] * 2, [top, bottom], color=RULE, linewidth=0.4, zorder=0.3)
    if panel.status_quo is not None:
        canvas.plot([at(panel.status_quo)] * 2, [top, bottom], color=INK, linewidth=0.9, dashes=(3, 2), zorder=0.4)


def _ticks(at: _Places) -> list[float]:
    ticks: list[float] = np.linspace(at.low, at.high, TICKS + 1).tolist()
    return ticks


def _box(canvas: Axes, left: float, right: float, top: float, bottom: float, color: str, hatch: str = "") -> None:
    from matplotlib.patches import Rectangle

    size = (left, top), max(right - left, 1.5), bottom - top
    edge = {"////": "#e0b8a0", "....": "#9cc9b8"}.get(hatch, "none")
    canvas.add_patch(Rectangle(*size, facecolor=color, edgecolor=edge, hatch=hatch, linewidth=0, zorder=0.2))


def _row(canvas: Axes, row: Row, at: _Places, y: float, *, model: bool) -> None:
    """A name, its marks and its numbers."""
    name = wrapped(row.name, LEFT - NAMES - 14, SIZE)[0]
    canvas.text(LEFT - 8, y, name, fontsize=SIZE, ha="right", va="center_baseline", color=VERMILLION if model else INK)
    if row.accepts:
        _accepts(canvas, row.accepts, at, y)
    _mark(canvas, row, at, y, model=model)
    canvas.text(NUMBERS, y, _numbers(row, at), fontsize=SIZE, va="center_baseline", color=SOFT)


def _accepts(canvas: Axes, accepts: tuple[float, float], at: _Places, y: float) -> None:
    """What would still be accepted, with a stroke at each red line."""
    left, right = map(at, accepts)
    canvas.plot([left, right], [y, y], color=ACCEPTED, linewidth=4.5, solid_capstyle="butt", alpha=0.55, zorder=1)
    for value, x in zip(accepts, (left, right), strict=True):
        if value not in (min(at.ends), max(at.ends)):
            canvas.plot([x, x], [y - 5, y + 5], color="#b3261e", linewidth=1.6, solid_capstyle="butt", zorder=2)


def _mark(canvas: Axes, row: Row, at: _Places, y: float, *, model: bool) -> None:
    color = VERMILLION if model else BLUE
    ends = [each for each in (row.low, row.high) if each is not None]
    if row.at is not None and ends:
        low, high = min(*ends, row.at), max(*ends, row.at)
        canvas.plot([at(low), at(high)], [y, y], color=color, linewidth=1.2, solid_capstyle="butt", zorder=3)
        for x in {at(low), at(high)}:
            canvas.plot([x, x], [y - 2.5, y + 2.5], color=color, linewidth=1.0, zorder=3)
    if row.at is not None:
        look = "D" if model else "o"
        canvas.plot([at(row.at)], [y], look, color=color, markersize=4.6, markeredgecolor=INK, mew=0.5, zorder=4)


def _numbers(row: Row, at: _Places) -> str:
    """Position, uncertainty and red lines in figures."""
    parts = [] if row.at is None else [f"{row.at:.3g}"]
    if row.at is not None and (row.low is not None or row.high is not None):
        low, high = (row.at if end is None else end for end in (row.low, row.high))
        parts[0] += f" ({low:.3g}–{high:.3g})"
    if row.accepts:
        low, high = row.accepts
        parts += [f"at least {low:.3g}"] * (low > min(at.ends)) + [f"at most {high:.3g}"] * (high < max(at.ends))
    return wrapped("; ".join([*parts, *([row.note] if row.note else [])]), A4[0] - MARGIN - NUMBERS, SIZE)[0]


def _axis(canvas: Axes, panel: Panel, at: _Places, y: float) -> None:
    """The scale, its figures, and what its ends mean."""
    canvas.plot([LEFT, RIGHT], [y, y], color=SOFT, linewidth=0.8)
    for value in _ticks(at):
        canvas.text(at(value), y + 9, f"{value:.4g}", fontsize=7, ha="center", va="baseline", color=SOFT)
    for lines, x, side in zip(_ends(panel), (LEFT, RIGHT), ("left", "right"), strict=True):
        for number, line in enumerate(lines):
            canvas.text(x, y + AXIS + 5 + 9.5 * number, line, fontsize=SIZE, ha=side, va="baseline")


def _legend(canvas: Axes, y: float, panels: Sequence[Panel]) -> None:
    """What the marks mean that are drawn, in one row."""
    rows = [row for panel in panels for row in panel.actors]
    models = [row for panel in panels for row in panel.models]
    x = float(NAMES)
    if any(row.at is not None for row in rows):
        canvas.plot([x + 3], [y], "o", color=BLUE, markersize=4.6, markeredgecolor=INK, mew=0.5)
        x = _word(canvas, x + 11, y, "position of an actor")
    if models:
        canvas.plot([x + 3], [y], "D", color=VERMILLION, markersize=4.6, markeredgecolor=INK, mew=0.5)
        x = _word(canvas, x + 11, y, "outcome by a model")
    if any(row.low is not None or row.high is not None for row in (*rows, *models)):
        canvas.plot([x, x + 16], [y, y], color=INK, linewidth=1.2)
        x = _word(canvas, x + 22, y, "uncertainty")
    if any(row.accepts for row in rows):
        canvas.plot([x, x + 16], [y, y], color=ACCEPTED, linewidth=4.5, solid_capstyle="butt", alpha=0.55)
        canvas.plot([x + 16] * 2, [y - 5, y + 5], color="#b3261e", linewidth=1.6)
        x = _word(canvas, x + 22, y, "would accept, up to a red line")
    for there, color, hatch, word in (
        (any(panel.zone for panel in panels), SHADE, "", "zone of agreement"),
        (any(panel.room for panel in panels), ROOM, "....", "room, if lines not known allow"),
        (any(panel.gap for panel in panels), LACK, "////", "gap"),
    ):
        if there:
            _box(canvas, x, x + 16, y - 5, y + 5, color, hatch)
            x = _word(canvas, x + 22, y, word)
    if any(panel.status_quo is not None for panel in panels):
        canvas.plot([x + 2] * 2, [y - 6, y + 6], color=INK, linewidth=0.9, dashes=(3, 2))
        _word(canvas, x + 8, y, "status quo")


def _word(canvas: Axes, x: float, y: float, word: str) -> float:
    canvas.text(x, y, word, fontsize=SIZE, va="center")
    return x + width(word, SIZE) + 14
