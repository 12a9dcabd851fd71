"""Positions over the rounds of a model, a picture for print: a panel for each issue, each line named at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graphkit.bargaining.rounds import History
from graphkit.bargaining.table import Floats
from graphkit.report.plots.letters import width, wrapped
from graphkit.report.plots.style import (
    A4,
    MARGIN,
    RULE,
    SOFT,
    STROKES,
    CannotDraw,
    Stroke,
    framed,
)
from graphkit.report.style import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE = 7.0
LINE, HEAD, AXIS, GAP, LEGEND = 8.6, 26.0, 14.0, 18.0, 18.0
COLUMNS, BETWEEN = 2, 22.0
LABELS, NAMES = 150.0, 102.0  # room of names with where they began and ended, and of names
FIGURES, LEAD = 26.0, 14.0  # room of the figures of the scale, and of the lines to names
SHORTEST = 118.0  # of a panel's field
MARKED_AT_MOST = 16  # states
TICKS = 4
OUTCOME = "outcome, if it ended there"


@dataclass(frozen=True, slots=True)
class Panel:
    """The positions on one issue by one model.

    Attributes
    ----------
    name, model : str
    scale : (float, float)
    actors : tuple of str
        Names for readers.
    positions : array of shape (states, actors)
    outcomes : array of shape (states,)
    """

    name: str
    model: str
    scale: tuple[float, float]
    actors: tuple[str, ...]
    positions: Floats
    outcomes: Floats


def panels_of(
    histories: Sequence[tuple[str, History]],
    *,
    names: Mapping[str, str],
    labels: Mapping[str, str],
    scales: Mapping[str, tuple[float, float]],
) -> list[Panel]:
    """A panel for each model and issue, with the actors that have a position on it.

    Parameters
    ----------
    histories : sequence of (str, History)
    names, labels : mapping of str to str
        Of issues, and of actors; the id where there is none.
    scales : mapping of str to (float, float)
        By issue.
    """
    return [
        Panel(
            names.get(issue) or issue,
            model,
            scales[issue],
            tuple(labels.get(history.actors[row]) or history.actors[row] for row in there),
            history.positions[:, there, column],
            history.outcomes[:, column],
        )
        for model, history in histories
        for column, issue in enumerate(history.issues)
        if len(there := np.flatnonzero(~np.isnan(history.positions[0, :, column])))
    ]


def rounds_figure(panels: Sequence[Panel], title: str, about: str, said: Sequence[str]) -> Figure:
    """Draw the positions of all actors over the rounds, on a page as tall as that takes.

    Parameters
    ----------
    panels : sequence of Panel
    title, about : str
    said : sequence of str
        Parts of the caption.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    CannotDraw
        If there is nothing to draw, or more than a page can be.
    """
    if not panels:
        raise CannotDraw("no model ran in rounds; the notes say what is missing")
    rows = [panels[first : first + COLUMNS] for first in range(0, len(panels), COLUMNS)]
    heights = [max(map(_field, row)) for row in rows]

    def draw(canvas: Axes, y: float, _: float) -> None:
        y += 6
        canvas.plot([MARGIN, MARGIN + 22], [y, y], color=INK, linewidth=2.2, dashes=(1, 1))
        canvas.text(MARGIN + 28, y, OUTCOME, fontsize=SIZE + 0.5, va="center")
        y += LEGEND - 6
        for row, field in zip(rows, heights, strict=True):
            for column, panel in enumerate(row):
                _draw(canvas, panel, MARGIN + column * (_width() + BETWEEN), y, field)
            y += HEAD + field + AXIS + GAP

    body = LEGEND + sum(HEAD + each + AXIS + GAP for each in heights)
    return framed(title, about, (about, *said), draw, body=body, remedy="name an --issue or a --model")


def _width() -> float:
    return (A4[0] - 2 * MARGIN - BETWEEN * (COLUMNS - 1)) / COLUMNS


def _field(panel: Panel) -> float:
    return max(SHORTEST, LINE * len(panel.actors))


def _draw(canvas: Axes, panel: Panel, left: float, top: float, field: float) -> None:
    """One panel: its name, its scale, the lines, and their names at the right."""
    canvas.text(left, top + 9, wrapped(panel.name, _width(), 9)[0], fontsize=9, va="baseline")
    canvas.text(left, top + 19, panel.model, fontsize=SIZE, va="baseline", color=SOFT)
    first, last = left + FIGURES, left + _width() - LABELS - LEAD
    top += HEAD
    low, high = _ends(panel)

    def place(values: Floats) -> Floats:
        return np.asarray(top + field - (values - low) / ((high - low) or 1.0) * field)

    states = len(panel.positions)
    x = np.linspace(first, last, states) if states > 1 else np.array([first, last])
    for value in np.linspace(low, high, TICKS + 1):
        y = float(place(value))
        canvas.plot([first, last], [y, y], color=RULE, linewidth=0.4, zorder=0.3)
        canvas.text(first - 5, y, f"{value:.4g}", fontsize=SIZE, ha="right", va="center", color=SOFT)
    _states(canvas, x, states, top + field)
    courses = place(panel.positions if states > 1 else np.repeat(panel.positions, 2, axis=0))
    outcomes = place(panel.outcomes if states > 1 else np.repeat(panel.outcomes, 2))
    canvas.plot(x, outcomes, color=INK, linewidth=2.2, dashes=(1, 1), zorder=2)
    order = np.lexsort((courses[0], courses[-1])).tolist()  # who ends at one place stands in order of the start
    ends = spread(courses[-1, order], top + LINE / 2, top + field - LINE / 2)
    figures = last + LEAD + min(NAMES, max(width(name, SIZE) for name in panel.actors)) + LABELS - NAMES
    for number, end in zip(order, ends, strict=True):
        _line(canvas, x, courses[:, number], STROKES[number % len(STROKES)], end)
        start, stop = panel.positions[[0, -1], number].tolist()
        canvas.text(
            last + LEAD, end, wrapped(panel.actors[number], NAMES, SIZE)[0], fontsize=SIZE, va="center_baseline"
        )
        told = f"{start:.3g} → {stop:.3g}" if states > 1 and start != stop else f"{stop:.3g}"
        canvas.text(figures, end, told, fontsize=SIZE, ha="right", va="center_baseline", color=SOFT)


def _ends(panel: Panel) -> tuple[float, float]:
    return (
        min(*panel.scale, float(np.nanmin(panel.positions)), float(np.nanmin(panel.outcomes))),
        max(*panel.scale, float(np.nanmax(panel.positions)), float(np.nanmax(panel.outcomes))),
    )


def _states(canvas: Axes, x: Floats, states: int, y: float) -> None:
    """The numbers of states below the field, as many as there is room for."""
    every = max(1, -(-states * 16 // int(x[-1] - x[0])))
    shown = [*range(0, max(states - every, 1), every), *([states - 1] if states > 1 else [])]
    for state in shown:
        canvas.text(float(x[state]), y + 10, f"{state}", fontsize=SIZE, ha="center", va="baseline", color=SOFT)
    canvas.text(float(x[-1]) + LEAD, y + 10, "state", fontsize=SIZE, va="baseline", color=SOFT)


def _line(canvas: Axes, x: Floats, y: Floats, stroke: Stroke, end: float) -> None:
    """The course of one actor, and a line from its end to its name."""
    canvas.plot(x, y, color=stroke.color, linewidth=1.1, zorder=3, dashes=stroke.dashes or (None, None))
    if len(x) <= MARKED_AT_MOST:
        canvas.plot(x, y, stroke.mark, color=stroke.color, markersize=2.8, linestyle="", zorder=3)
    right = float(x[-1])
    canvas.plot([right + 2, right + LEAD - 2], [float(y[-1]), end], color=stroke.color, linewidth=0.5)


def spread(places: Floats, top: float, bottom: float, *, apart: float = LINE) -> list[float]:
    """Where names stand, as near to their places as may be, in the same order and never closer than a line.

    Parameters
    ----------
    places : array of shape (n,)
        In points, downwards.
    top, bottom : float
        Between which they stand; there must be room for all.
    apart : float
        The least distance.

    Returns
    -------
    list of float

    Examples
    --------
    >>> spread(np.array([10.0, 10.0, 90.0]), 0.0, 100.0, apart=8.0)
    [6.0, 14.0, 90.0]
    """
    order = np.argsort(places, kind="stable").tolist()
    found = [0.0] * len(order)
    for first, size, middle in _blocks([float(places[each]) for each in order], top, bottom, apart):
        for number in range(size):
            found[order[first + number]] = middle + (number - (size - 1) / 2) * apart
    return found


def _blocks(places: Sequence[float], top: float, bottom: float, apart: float) -> Iterator[tuple[int, int, float]]:
    """Names that touch stand together around the middle of their places: first, how many, and that middle."""
    blocks: list[tuple[int, list[float], float]] = []
    for number, place in enumerate(places):
        first, members = number, [place]
        while True:
            half = (len(members) - 1) / 2 * apart
            middle = min(max(sum(members) / len(members), top + half), bottom - half)
            if not blocks or blocks[-1][2] + (len(blocks[-1][1]) - 1) / 2 * apart + apart <= middle - half:
                break
            first, before, _ = blocks.pop()
            members = [*before, *members]
        blocks.append((first, members, middle))
    return iter((first, len(members), middle) for first, members, middle in blocks)
