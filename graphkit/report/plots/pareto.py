"""Packages of two parties, a picture for print: what each is worth to both, and the front beyond which none lies."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.bargaining.package_path import Package
from graphkit.bargaining.packages import Packages
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

SIZE = 8.0
LEFT, RIGHT, KEY = MARGIN + 52.0, 500.0, 530.0  # the field from end to end, and where the key begins
TICKS = 5
ROW = 11.0
MARKS = {
    "no deal": ("X", INK),
    "nash": ("s", VERMILLION),
    "kalai_smorodinsky": ("^", "#009e73"),
    "best": ("*", "#e69f00"),
}
NAMES = {"no deal": "no deal", "nash": "Nash", "kalai_smorodinsky": "Kalai–Smorodinsky (K–S)", "best": "best for both"}
SHORT = {"no deal": "no deal", "nash": "Nash", "kalai_smorodinsky": "K–S", "best": "best"}
NEAR = 1.5  # points on the page within which two packages are told as one
Box = tuple[float, float, float, float]


def pareto_figure(
    found: Packages,
    title: str,
    about: str,
    said: Sequence[str],
    *,
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the packages of two parties by what both gain over no deal, or lose where that is not known.

    Parameters
    ----------
    found : Packages
    title, about : str
    said : sequence of str
        Parts of the caption.
    labels, names : mapping of str to str, optional
        Of actors, and of issues.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    CannotDraw
        If there are no packages.
    """
    if not found.pareto:
        raise CannotDraw(found.reason or "there are no packages")
    whose = [(labels or {}).get(actor) or actor for actor in found.actors]

    def draw(canvas: Axes, top: float, bottom: float) -> None:
        at = _Places(found, top + 14, bottom - 46)
        _frame(canvas, at, whose)
        _front(canvas, found, at)
        _words(canvas, found, at, _points(canvas, found, at))
        _key(canvas, found, whose, names or {}, top + 14, bottom - 16)

    return framed(title, about, (about, *said), draw)


def _worth(package: Package) -> tuple[float, float]:
    return package.gains or (-package.losses[0], -package.losses[1])


class _Places:
    """Where a package lies on the page, by what it is worth to the one and to the other."""

    def __init__(self, found: Packages, top: float, bottom: float) -> None:
        worth = np.array([_worth(each) for each in found.every])
        low, high = worth.min(axis=0), worth.max(axis=0)
        room = np.where(high > low, high - low, 1.0) * 0.07
        self.low, self.high = low - room, high + room
        self.top, self.bottom = top, bottom
        self.gains = found.no_deal is not None

    def __call__(self, worth: tuple[float, float]) -> tuple[float, float]:
        across, up = ((each - low) / (high - low) for each, low, high in zip(worth, self.low, self.high, strict=True))
        return float(LEFT + across * (RIGHT - LEFT)), float(self.bottom - up * (self.bottom - self.top))


def _frame(canvas: Axes, at: _Places, whose: Sequence[str]) -> None:
    """The field, its figures, and whose gains run along which side."""
    from matplotlib.patches import Rectangle
    from matplotlib.ticker import MaxNLocator

    size = (LEFT, at.top), RIGHT - LEFT, at.bottom - at.top
    canvas.add_patch(Rectangle(*size, facecolor="white", edgecolor=RULE, linewidth=0.8, zorder=0.1))
    for side in (0, 1):
        for value in np.asarray(MaxNLocator(TICKS).tick_values(at.low[side], at.high[side])).tolist():
            if not at.low[side] <= value <= at.high[side]:
                continue
            x, y = at((value, at.low[1]) if side == 0 else (at.low[0], value))
            line = ([x, x], [at.top, at.bottom]) if side == 0 else ([LEFT, RIGHT], [y, y])
            strong = at.gains and value == 0
            canvas.plot(*line, color=SOFT if strong else RULE, linewidth=0.8 if strong else 0.4, zorder=0.4)
            how: Any = {"ha": "center", "va": "top"} if side == 0 else {"ha": "right", "va": "center"}
            canvas.text(*((x, y + 5) if side == 0 else (x - 5, y)), f"{value:.4g}", fontsize=7, color=SOFT, **how)
    what = "gains over no deal" if at.gains else "loses, with a minus"
    across, up = (f"{wrapped(who, 230, SIZE)[0]} {what}" for who in whose)
    canvas.text((LEFT + RIGHT) / 2, at.bottom + 26, across, fontsize=SIZE, ha="center", va="baseline")
    canvas.text(MARGIN + 8, (at.top + at.bottom) / 2, up, fontsize=SIZE, ha="center", va="center", rotation=90)


def _front(canvas: Axes, found: Packages, at: _Places) -> None:
    """The Pareto front, and the part of the field in which both gain."""
    from matplotlib.patches import Rectangle

    if at.gains:
        x, y = at((0.0, 0.0))
        canvas.add_patch(Rectangle((x, at.top), RIGHT - x, y - at.top, facecolor=PALE, edgecolor="none", zorder=0.2))
    places = [at(_worth(each)) for each in found.pareto]
    canvas.plot([x for x, _ in places], [y for _, y in places], color=BLUE, linewidth=1.6, zorder=2)
    for x, y in places:
        canvas.plot([x], [y], "o", color="white", markersize=5, markeredgecolor=BLUE, mew=1.2, zorder=3)


def _points(canvas: Axes, found: Packages, at: _Places) -> list[Box]:
    """The packages that have a name; what all points take of the field."""
    corners = [at(_worth(each)) for each in found.pareto]
    taken = [_around(x, y, 4.0) for x, y in corners]
    for one, other in pairwise(corners):  # names do not lie over the front either
        steps = max(2, int(math.dist(one, other) / 4))
        taken += [_around(x, y, 1.5) for x, y in np.linspace(one, other, steps).tolist()]
    for each in found.every:
        if each.name in MARKS:
            x, y = at(_worth(each))
            mark, color = MARKS[each.name]
            size = 12 if mark == "*" else 7
            canvas.plot([x], [y], mark, color=color, markersize=size, markeredgecolor=INK, mew=0.6, zorder=5)
            taken.append(_around(x, y, size / 2 + 1))
    return taken


def _around(x: float, y: float, reach: float) -> Box:
    return x - reach, y - reach, x + reach, y + reach


def _words(canvas: Axes, found: Packages, at: _Places, taken: list[Box]) -> None:
    """A name beside each point, where it lies over nothing else; those of one place share it."""
    for x, y, name in (*_named(found, at), *_numbered(found, at)):
        box = _free(x, y, name, at, taken)
        if box is None:
            continue  # the key tells it all the same
        taken.append(box)
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        canvas.text(
            *middle,
            name,
            fontsize=SIZE,
            ha="center",
            va="center_baseline",
            zorder=6,
            bbox={"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"},
        )
        if max(abs(middle[0] - x) - (box[2] - box[0]) / 2, abs(middle[1] - y)) > 14:
            edge = box[0] if x < box[0] else box[2] if x > box[2] else middle[0]
            canvas.plot([x, edge], [y, middle[1]], color=SOFT, linewidth=0.5, zorder=1.5)


def _named(found: Packages, at: _Places) -> Iterator[tuple[float, float, str]]:
    together: dict[tuple[float, float], list[str]] = defaultdict(list)
    for each in found.every:
        if each.name in NAMES:
            place = at(_worth(each))
            near = (one for one in together if max(abs(one[0] - place[0]), abs(one[1] - place[1])) < NEAR)
            together[next(near, place)].append(SHORT[each.name])
    for (x, y), names in together.items():
        yield x, y, ", ".join(names)


def _numbered(found: Packages, at: _Places) -> Iterator[tuple[float, float, str]]:
    for number, each in enumerate(found.pareto, 1):
        yield *at(_worth(each)), str(number)


def _free(x: float, y: float, name: str, at: _Places, taken: Sequence[Box]) -> Box | None:
    """The nearest room for a name that touches nothing, within the field."""
    half, high = width(name, SIZE) / 2 + 1, SIZE * 0.7
    for reach in (9.0, 16.0, 26.0, 40.0, 60.0):
        for across, up in ((1, 0), (1, -1), (-1, 0), (1, 1), (-1, 1), (0, -1), (0, 1), (-1, -1)):
            middle = x + across * (reach + half), y + up * (reach + (0 if across else 3))
            box = middle[0] - half, middle[1] - high, middle[0] + half, middle[1] + high
            inside = box[0] > LEFT and box[2] < RIGHT and box[1] > at.top and box[3] < at.bottom
            if inside and not any(_touch(box, other) for other in taken):
                return box
    return None


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _key(
    canvas: Axes, found: Packages, whose: Sequence[str], names: Mapping[str, str], top: float, bottom: float
) -> None:
    """What each package is worth to the two, and on which issue the front moves between its corners."""
    right = A4[0] - MARGIN
    ends = right - 62, right
    y = top + 8
    for who, x in zip(whose, ends, strict=True):
        canvas.text(x, y, wrapped(who, 58, SIZE)[0], fontsize=SIZE, ha="right", va="baseline", color=SOFT)
    for each in found.every:
        if each.name in MARKS:
            y += ROW + 2
            mark, color = MARKS[each.name]
            canvas.plot([KEY + 5], [y - 3], mark, color=color, markersize=7, markeredgecolor=INK, mew=0.6)
            _line(canvas, NAMES[each.name], each, ends, y)
    y += ROW
    moves = _moves(found, whose[0], names)
    room = int((bottom - y) // ROW) - 1
    for number, (each, move) in enumerate(zip(found.pareto, moves, strict=True)):
        if number == room - 1 and len(moves) > room:
            canvas.text(KEY + 14, y + ROW + 2, f"and {len(moves) - number} more", fontsize=SIZE, color=SOFT)
            return
        y += ROW
        canvas.plot([KEY + 5], [y - 3], "o", color="white", markersize=5, markeredgecolor=BLUE, mew=1.2)
        _line(canvas, f"{number + 1}  {move}", each, ends, y)


def _line(canvas: Axes, words: str, package: Package, ends: Sequence[float], y: float) -> None:
    room = ends[0] - 34 - KEY - 14
    canvas.text(KEY + 14, y, wrapped(words, room, SIZE)[0], fontsize=SIZE, va="baseline")
    for value, x in zip(_worth(package), ends, strict=True):
        canvas.text(x, y, f"{round(value, 6) + 0.0:.4g}", fontsize=SIZE, ha="right", va="baseline")


def _moves(found: Packages, who: str, names: Mapping[str, str]) -> list[str]:
    """What moves up to each corner, from the one before."""
    told = [f"{who} has its way"]
    for before, after in pairwise(found.pareto):
        moved = [issue for issue in found.issues if abs(after.values[issue] - before.values[issue]) > 1e-9]
        told += [", ".join(f"{names.get(issue) or issue} to {after.values[issue]:.4g}" for issue in moved)]
    return told
