"""What a view draws, before it has places: nodes with their room, lines with what stands behind them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace

from graphkit.report.labels import extent
from graphkit.report.style import FONT_SIZE, SHAPES

CARD_MARGIN = 8
CORNERS = {"issue": 7, "event": 3, "position": 7, "proposal": 14, "judgement": 7, "source": 0, "other": 0}
LABEL_GAP = 11  # as vis-network sets a label below its shape


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, issue, event or other record in the picture; `rows` is its label.

    `bare` says that the label waits for a click, `faint` that it only joins others, and `line` names the line in whose
    colour its border is drawn.  Room is kept for a radius up to `reach`, and for `more` at the end of the label.
    """

    id: str
    kind: str
    rows: tuple[str, ...]
    camp: str = ""
    degree: int = 0
    bare: bool = False
    faint: bool = False
    line: str = ""
    reach: float = 0.0
    more: str = ""

    @property
    def card(self) -> bool:
        """Whether the label stands inside the shape."""
        return SHAPES[self.kind].card

    @property
    def radius(self) -> float:
        """Half the size of the shape: larger with more lines, smaller where the label is left out."""
        return (6 if self.bare else 12) + min(12.0, 2.4 * math.sqrt(self.degree))

    @property
    def room(self) -> tuple[float, float, float]:
        """Width, height and how far below the node's own middle the middle of that box lies."""
        radius = max(self.radius, self.reach)
        if self.bare:
            return (2 * radius, 2 * radius, 0.0)
        width, height = extent((*self.rows[:-1], self.rows[-1] + self.more), FONT_SIZE)
        if self.card:
            # vis-network counts the radius of the corners into a card's box once more
            edge = 2 * (CARD_MARGIN + CORNERS[self.kind])
            return (width + edge, height + edge, 0.0)
        below = height + LABEL_GAP
        return (max(width, 2 * radius), 2 * radius + below, below / 2)


@dataclass(frozen=True, slots=True)
class Edge:
    """A line: a tie, a position, a role, or agreement or conflict computed from positions.

    `ref` is the record behind it; `facts` are the issues and positions behind a computed one, and `alleged` says on how
    many of these issues it rests on a position that is alleged or disputed.  Lines of one `track` replace each other in
    time, so that they may lie where the others lay.  `behind` are the records behind a line
    that stands for more than one, and `told` the properties of a relationship that belongs to no record.
    """

    id: str
    start: str
    end: str
    type: str
    line: str
    word: str
    says: str
    ref: str = ""
    weight: int = 1
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    alleged: int = 0
    behind: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    track: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a view draws, and in words what it draws and what it leaves out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    drawn: str
    loose: str = "Nothing known"
    order: tuple[str, ...] = field(default=())

    def linked(self) -> Scene:
        """The scene with the number of lines at each node."""
        degree = Counter(end for edge in self.edges for end in (edge.start, edge.end))
        return replace(self, nodes=tuple(replace(node, degree=degree[node.id]) for node in self.nodes))

    def bared(self) -> Scene:
        """The scene with no room kept for labels: those of hubs are written over the picture where they fit."""
        return replace(self, nodes=tuple(replace(node, bare=True) for node in self.nodes))
