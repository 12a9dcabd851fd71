"""The moves of a conflict, a picture for print: states in a ring, an arrow for each move, equilibria marked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.report.plots.letters import width, wrapped
from graphkit.report.plots.style import (
    A4,
    MARGIN,
    SOFT,
    STROKES,
    CannotDraw,
    Stroke,
    framed,
)
from graphkit.report.style import INK

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE = 8.0
STATES_AT_MOST = 40
MOVERS_AT_MOST = len(STROKES)
KEY = 590.0  # where the key begins
RADIUS = 13.0  # of a state
ROW = 11.0
BENDS = (0.07, 0.16, 0.25, 0.34, 0.43, 0.52)  # by mover, so that the moves of two do not lie over each other
CONCEPTS = {"nash": "Nash", "seq": "SEQ", "gmr": "GMR", "smr": "SMR"}
STRONG, WEAK = "#f0e442", "#fbf8cf"  # stable by Nash, and by another concept alone
Place = tuple[float, float]


def moves_figure(graph: nx.MultiDiGraph[Any], title: str, about: str, said: Sequence[str]) -> Figure:
    """Draw the moves of a conflict.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As `graphkit.bargaining.moves.moves` makes it.
    title, about : str
    said : sequence of str
        Parts of the caption.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    CannotDraw
        If there are more states or movers than can be told apart.
    """
    moves: list[Any] = list(graph.edges(keys=True, data=True))
    labels = {mover: str(what["label"]) for _, _, mover, what in moves}
    if not 0 < len(graph) <= STATES_AT_MOST:
        raise CannotDraw(f"{len(graph)} states; a picture has room for 1 to {STATES_AT_MOST}; --export has them all")
    if len(labels) > MOVERS_AT_MOST:
        raise CannotDraw(f"{len(labels)} movers; a picture tells {MOVERS_AT_MOST} apart; --export has them all")
    strokes = dict(zip(labels, STROKES, strict=False))
    bends = dict(zip(labels, BENDS, strict=False))

    def draw(canvas: Axes, top: float, bottom: float) -> None:
        places = _ring(list(graph), top + 10, bottom - 8)
        for start, end, mover, what in moves:
            _arrow(canvas, places[start], places[end], strokes[mover], bends[mover], improves=what["improves"])
        for number, (state, what) in enumerate(graph.nodes(data=True), 1):
            _state(canvas, places[state], _short(state, number, graph), what)
        _key(canvas, graph, {labels[mover]: stroke for mover, stroke in strokes.items()}, top + 10, bottom - 8)

    return framed(title, about, said, draw)


def _ring(states: Sequence[str], top: float, bottom: float) -> dict[str, Place]:
    """The states in a ring, the first at the top, clockwise."""
    middle = (MARGIN + KEY - 24) / 2, (top + bottom) / 2
    across, up = middle[0] - MARGIN - RADIUS - 4, (bottom - top) / 2 - RADIUS - 4
    turns = [2 * math.pi * number / len(states) for number in range(len(states))]
    if len(states) == 1:
        return {states[0]: middle}
    return {
        state: (middle[0] + across * math.sin(turn), middle[1] - up * math.cos(turn))
        for state, turn in zip(states, turns, strict=True)
    }


def _short(state: str, number: int, graph: nx.MultiDiGraph[Any]) -> str:
    """What stands in a circle: the names of states, or their numbers in the key where a name has no room."""
    fits = all(width(str(each), SIZE) <= 2 * RADIUS - 5 for each in graph)
    return state if fits else str(number)


def _arrow(canvas: Axes, start: Place, end: Place, stroke: Stroke, bend: float, *, improves: bool) -> None:
    """A move: bold where the mover would be better off, thin where not."""
    from matplotlib.patches import FancyArrowPatch

    dashes: Any = (0, stroke.dashes) if stroke.dashes else "solid"
    canvas.add_patch(
        FancyArrowPatch(
            start,
            end,
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-|>",
            mutation_scale=9 if improves else 6,
            shrinkA=RADIUS + 1,
            shrinkB=RADIUS + 2,
            color=stroke.color,
            linewidth=1.5 if improves else 0.6,
            alpha=1.0 if improves else 0.55,
            linestyle=dashes,
            zorder=2 if improves else 1,
        )
    )


def _state(canvas: Axes, place: Place, name: str, what: Mapping[str, Any]) -> None:
    """A state: a plain circle, or a filled one with a double rim where it is an equilibrium."""
    from matplotlib.patches import Circle

    some = any(what[concept] for concept in CONCEPTS)
    fill = STRONG if what["nash"] else WEAK if some else "white"
    canvas.add_patch(Circle(place, RADIUS, facecolor=fill, edgecolor=INK, linewidth=1.0 if some else 0.7, zorder=4))
    if some:
        canvas.add_patch(Circle(place, RADIUS - 2.4, facecolor="none", edgecolor=INK, linewidth=0.6, zorder=4))
    canvas.text(*place, name, fontsize=SIZE, ha="center", va="center_baseline", zorder=5)


def _key(canvas: Axes, graph: nx.MultiDiGraph[Any], strokes: Mapping[str, Stroke], top: float, bottom: float) -> None:
    """Who moves how, and of each state what is done in it and in which sense it is an equilibrium."""
    y = top + 6
    for label, stroke in strokes.items():
        for x, improves in ((KEY, True), (KEY + 32, False)):
            _arrow(canvas, (x - RADIUS, y - 3), (x + 28 + RADIUS, y - 3), stroke, 0.0, improves=improves)
        canvas.text(KEY + 68, y, wrapped(label, A4[0] - MARGIN - KEY - 68, SIZE)[0], fontsize=SIZE, va="baseline")
        y += ROW + 1
    canvas.text(KEY, y, "bold: better for who moves; thin: no better", fontsize=7, va="baseline", color=SOFT)
    y += ROW + 7
    size = min(SIZE, max(6.0, (bottom - y) / len(graph) - 1.5))
    step = min(2 * ROW, (bottom - y) / len(graph))
    for number, (state, what) in enumerate(graph.nodes(data=True), 1):
        y = _told(canvas, graph, state, number, what, y, size, step)


def _told(
    canvas: Axes,
    graph: nx.MultiDiGraph[Any],
    state: str,
    number: int,
    what: Mapping[str, Any],
    y: float,
    size: float,
    step: float,
) -> float:
    """One state in the key, on two lines where there is room; where the next begins."""
    short, room = _short(state, number, graph), A4[0] - MARGIN - KEY - 26
    name = "" if short == state else f"{state}: "
    senses = [word for concept, word in CONCEPTS.items() if what[concept]]
    done = name + (", ".join(what["options"]) or "nothing is done")
    canvas.text(KEY + 18, y, short, fontsize=size, ha="right", va="baseline", weight="bold")
    told = f"equilibrium: {', '.join(senses)}" if senses else ""
    if step >= 1.9 * ROW:
        canvas.text(KEY + 26, y, wrapped(done, room, size)[0], fontsize=size, va="baseline")
        canvas.text(KEY + 26, y + ROW - 1, told, fontsize=7, va="baseline", color=SOFT)
    else:
        line = f"{', '.join(senses)}: {done}" if senses else done
        canvas.text(KEY + 26, y, wrapped(line, room, size)[0], fontsize=size, va="baseline")
    return y + step
