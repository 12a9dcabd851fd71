"""A measure over time as a picture for print: a line with its range, and where its level changes after which events."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.analysis.changepoints import ChangePoint, ChangePoints
from graphkit.analysis.discourse.statements import Floats
from graphkit.analysis.discourse.windows import in_words
from graphkit.analysis.discourse.windows import width as width_of
from graphkit.analysis.polarization import Course as Polarized
from graphkit.analysis.polarization import Interval
from graphkit.analysis.timeline import Course
from graphkit.report.plots.bars import issue_name
from graphkit.report.plots.letters import first_shown, width, wrapped
from graphkit.report.plots.style import (
    A4,
    MARGIN,
    SOFT,
    STROKES,
    CannotDraw,
    Stroke,
    caption_height,
    caption_lines,
    days_in_words,
    heading,
    page,
    write_caption,
)
from graphkit.report.plots.ticks import Axis, ticks
from graphkit.report.style import INK
from graphkit.report.words import count, long_day, short_day, short_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE = 7.0
LINE = 9.5
LEGEND = 20.0
Y_LABELS = 36.0
KEY_AT_MOST = 12  # lines
LINES_AT_MOST = len(STROKES)
COUNTS = ("positions", "held", "events", "proposals")


@dataclass(frozen=True, slots=True)
class Line:
    """A measure in windows, as it is drawn.

    Attributes
    ----------
    measure : str
    days : tuple of pairs of datetime.date
        The first and the last day of each window.
    values, low, high : array of float
        NaN where there is nothing to measure, or no range.
    changes : ChangePoints
    parts : mapping of str to array of float
        Further lines by their names, at most so many as there are strokes.
    about : str
        Of what it is, such as the title of a dossier.
    said : tuple of str
        What the caption says of it.
    counts : bool
        Whether it counts, so that the axis begins at 0.
    """

    measure: str
    days: tuple[tuple[date, date], ...]
    values: Floats
    low: Floats
    high: Floats
    changes: ChangePoints
    parts: Mapping[str, Floats] = field(default_factory=dict)
    about: str = ""
    said: tuple[str, ...] = ()
    counts: bool = False


def line_of(found: Course, *, as_of: date | None = None, known_on: date | None = None) -> Line:
    """The line of a measure, with one more for each issue where a balance of several was asked for."""
    windows = found.windows
    return Line(
        found.measure,
        tuple((each.since, each.until) for each in windows),
        found.values,
        np.array([each.low for each in windows], np.float64),
        np.array([each.high for each in windows], np.float64),
        found.changes,
        _by_issue(found),
        found.dossier.manifest.title,
        _said(days_in_words(as_of, known_on), found.parameters, [each.sources for each in windows]),
        counts=found.measure in COUNTS,
    )


def line_of_polarization(
    found: Polarized,
    measure: Any,
    changes: ChangePoints,
    *,
    about: str = "",
    as_of: date | None = None,
    known_on: date | None = None,
) -> Line:
    """The line of a measure of polarization."""
    every = [getattr(each, measure) for each in found.windows]
    intervals = [each if isinstance(each, Interval) else Interval(each, math.nan, math.nan) for each in every]
    days = tuple((each.since or date.min, each.until or date.max) for each in found.windows)
    return Line(
        measure,
        days,
        found.series(measure),
        np.array([each.low for each in intervals], np.float64),
        np.array([each.high for each in intervals], np.float64),
        changes,
        about=about,
        said=_said(
            days_in_words(as_of, known_on) if as_of else "", found.parameters, [each.sources for each in found.windows]
        ),
    )


def _said(days: str, parameters: Mapping[str, Any], sources: Sequence[int]) -> tuple[str, ...]:
    size, step = (in_words(width_of(parameters[name])) for name in ("window", "step"))
    moved = "" if size == step else f" moved by {step}"
    windows = f"{count(len(sources), 'window')} of {size}{moved}"
    return tuple(filter(None, [days, windows, f"up to {count(max(sources, default=0), 'source')} a window"]))


def _by_issue(found: Course) -> dict[str, Floats]:
    asked = found.parameters["issues"]
    if not 1 < len(asked) < LINES_AT_MOST or "balance" not in found.measure:
        return {}
    nothing = float("nan")
    return {
        issue_name(found.dossier, id): np.array([each.by_issue.get(id, nothing) for each in found.windows], np.float64)
        for id in asked
    }


def course_figure(line: Line, title: str) -> Figure:
    """Draw a measure over time on an A4 page.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    CannotDraw
        If no window has a value.
    """
    if not np.isfinite(line.values).any():
        raise CannotDraw("no window has anything to measure; take wider windows or leave out a filter")
    figure, canvas = page()
    words = caption_lines(_caption(line))
    key = _key(line.changes)
    below = heading(canvas, title, _below(line))
    top = below + (LEGEND if line.parts else 0) + 8
    low = A4[1] - caption_height(words) - LINE * len(key) - (10 if key else 0) - 22
    axis = Axis(line.days[0][0], line.days[-1][1], MARGIN + Y_LABELS, A4[0] - MARGIN, A4[0] - MARGIN)
    letters = _letters(line.changes, axis)
    top += 10 * (1 + max((row for _, _, row in letters), default=-1))
    plot = _plot_area(figure, axis, top, low)
    _draw_lines(plot, line, axis)
    _draw_changes(plot, canvas, line, axis, letters, top)
    if line.parts:
        _draw_legend(canvas, ["all together", *line.parts], below + 4)
    for number, text in enumerate(key):
        canvas.text(MARGIN, low + 34 + LINE * number, text, fontsize=SIZE, va="baseline")
    write_caption(canvas, words, A4[1])
    return figure


def _below(line: Line) -> str:
    days = f"{long_day(line.days[0][0])} to {long_day(line.days[-1][1])}, a point for each window at its middle"
    return f"{line.about}; {days}" if line.about else days


def _caption(line: Line) -> list[str]:
    told = [*([line.about] if line.about else []), *line.said]
    if np.isfinite(line.low).any():
        told.append("the band holds 95 % of draws of a window's evidence")
    if line.changes.points:
        told.append("dashed: the level changes; horizontal lines are the means between")
        told.append("that an event came before a change is all that is said")
    return told


def _plot_area(figure: Figure, axis: Axis, top: float, low: float) -> Axes:
    from matplotlib.ticker import MaxNLocator

    high = A4[1]
    plot = figure.add_axes(
        (axis.left / A4[0], 1 - low / high, (axis.right - axis.left) / A4[0], (low - top) / high), facecolor="none"
    )
    plot.set_xlim(axis.left, axis.right)
    days = ticks(axis)
    plot.set_xticks([axis.at(day) for day, _ in days], [name for _, name in days], fontsize=SIZE)
    plot.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    plot.tick_params(axis="y", labelsize=SIZE)
    plot.tick_params(length=3, width=0.6)
    plot.grid(visible=True, axis="y", color="#e3e7eb", linewidth=0.6)
    plot.set_axisbelow(True)
    for side in ("top", "right"):
        plot.spines[side].set_visible(False)
    return plot


def _draw_lines(plot: Axes, line: Line, axis: Axis) -> None:
    x = np.array([(axis.at(since) + axis.after(until)) / 2 for since, until in line.days])
    shown = [line.values, *line.parts.values()]
    if np.nanmin(np.concatenate(shown)) < 0 < np.nanmax(np.concatenate(shown)):
        plot.axhline(0, color=SOFT, linewidth=0.8)
    _band(plot, x, line.low, line.high)
    size = 4.5 if len(x) <= 60 else 2.5
    for stroke, values in reversed(list(zip(STROKES, shown, strict=False))):
        _draw_line(plot, x, values, stroke, size)
    if line.counts:
        plot.set_ylim(bottom=0)


def _band(plot: Axes, x: Floats, low: Floats, high: Floats) -> None:
    """The range: a band over neighbours that have one, and a whisker for each."""
    known = np.isfinite(low) & np.isfinite(high)
    if known.any():
        plot.fill_between(x, low, high, where=known.tolist(), color=STROKES[0].color, alpha=0.15, linewidth=0)
        plot.vlines(x[known], low[known], high[known], color=STROKES[0].color, linewidth=0.6, alpha=0.4)


def _draw_line(plot: Axes, x: Floats, values: Floats, stroke: Stroke, size: float) -> None:
    style: Any = (0, stroke.dashes) if stroke.dashes else "-"
    plot.plot(
        x,
        values,
        color=stroke.color,
        linestyle=style,
        linewidth=1.5,
        marker=stroke.mark,
        markersize=size,
        markeredgecolor="white",
        markeredgewidth=0.6,
        clip_on=False,
        zorder=3,
    )


def _letters(changes: ChangePoints, axis: Axis) -> list[tuple[str, float, int]]:
    """The letter of each change, where it stands, and in which row, so that none touch."""
    found: list[tuple[str, float, int]] = []
    for number, each in enumerate(changes.points):
        if each.on is not None:
            name, x, row = letter(number), axis.at(each.on), 0
            room = (width(name, 8) + 4) / 2
            while any(other == row and abs(x - at) < room + (width(text, 8) + 4) / 2 for text, at, other in found):
                row += 1
            found.append((name, x, row))
    return found


def letter(number: int) -> str:
    """A, B, …, Z, AA, AB and so on.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    more, here = divmod(number, 26)
    return (letter(more - 1) if more else "") + chr(ord("A") + here)


def _draw_changes(
    plot: Axes, canvas: Axes, line: Line, axis: Axis, letters: Sequence[tuple[str, float, int]], top: float
) -> None:
    points = line.changes.points
    for name, x, row in letters:
        canvas.text(x, top - 3 - 10 * row, name, fontsize=8, ha="center", va="baseline")
        plot.axvline(x, color=INK, linewidth=0.8, dashes=(4, 2), zorder=2)
    starts = [0, *(each.at for each in points)]
    ends = [*(each.at for each in points), len(line.days)]
    levels = [each.before for each in points[:1]] + [each.after for each in points]
    for start, end, level in zip(starts, ends, levels, strict=False):
        left, right = axis.at(line.days[start][0]), axis.after(line.days[end - 1][1])
        plot.plot([left, right], [level, level], color=INK, linewidth=1.0, alpha=0.55, zorder=2.5)


def _draw_legend(canvas: Axes, names: Sequence[str], y: float) -> None:
    x = MARGIN + 3
    room = (A4[0] - 2 * MARGIN) / len(names)
    for stroke, name in zip(STROKES, names, strict=False):
        style: Any = (0, stroke.dashes) if stroke.dashes else "-"
        canvas.plot([x, x + 12, x + 24], [y] * 3, color=stroke.color, linestyle=style, marker=stroke.mark, markersize=4)
        text = wrapped(name, room - 44, 7.5)[0]
        canvas.text(x + 29, y, text, fontsize=7.5, va="center")
        x += 29 + width(text, 7.5) + 15


def _key(changes: ChangePoints) -> list[str]:
    """What the letters mean, two lines each at most; what finds no room is counted."""
    found: list[str] = []
    for number, each in enumerate(changes.points):
        lines = _told(letter(number), each, changes.parameters["within_days"])
        if len(found) + len(lines) > KEY_AT_MOST - 1 and number < len(changes.points) - 1:
            return [*found, f"and {len(changes.points) - number} more changes; the table tells them all"]
        found += lines
    return found


def _told(name: str, change: ChangePoint, within: int) -> tuple[str, ...]:
    """A change with as many of the events before it as fit, and how many more there are."""
    on = short_name(change.on) if change.on else "not said"
    chance = f"shuffled windows do as well in {100 * change.chance:.2g} %"
    said = f"{name}: {on}, from {change.before:.3g} to {change.after:.3g} ({chance}). In the {within} days before: "
    events = [f"{short_day(each.date)} {first_shown([each.name, each.id])}" for each in change.events]
    for number in range(len(events), 0, -1):
        more = f" and {len(events) - number} more" if number < len(events) else ""
        lines = wrapped(f"{said}{'; '.join(events[:number])}{more}", A4[0] - 2 * MARGIN, SIZE, most=2)
        if number == 1 or not lines[-1].endswith("…"):
            return lines
    return wrapped(f"{said}no event is recorded", A4[0] - 2 * MARGIN, SIZE, most=2)
