"""Which words can stand on the picture at rest: those that hide no other and can be read at the first glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

from graphkit.report.boxes import drawn_scale
from graphkit.report.labels import extent
from graphkit.report.scene import Scene
from graphkit.report.style import FONT_SIZE, WORD_SIZE

Box: TypeAlias = tuple[float, float, float, float]
_LEAST = 12.0  # CSS pixels
_MOST = 80
_HUBS = 60


def words_that_fit(scene: Scene, spots: Mapping[str, tuple[int, int]]) -> frozenset[str]:
    """Ids of the ties and other relationships whose word fits on the middle of the line.

    Parameters
    ----------
    scene : Scene
    spots : mapping
        Places of the nodes.

    Returns
    -------
    frozenset of str
        Empty where the picture is drawn so small that the words could not be read.
    """
    ties = [edge for edge in scene.edges if edge.type in ("tie", "link")]
    if not ties or len(ties) > _MOST or WORD_SIZE * drawn_scale(scene, spots) < _LEAST:
        return frozenset()
    pairs = Counter(frozenset((edge.start, edge.end)) for edge in scene.edges)
    taken = _boxes(scene, spots)
    kept = set()
    for edge in ties:
        if pairs[frozenset((edge.start, edge.end))] > 1:  # bent lines have their middle elsewhere
            continue
        one, other = spots[edge.start], spots[edge.end]
        box = _around((one[0] + other[0]) / 2, (one[1] + other[1]) / 2, *extent((edge.word,), WORD_SIZE))
        if not any(_meet(box, each) for each in taken):
            taken.append(box)
            kept.add(edge.id)
    return frozenset(kept)


def hub_labels(scene: Scene, spots: Mapping[str, tuple[int, int]]) -> tuple[frozenset[str], int]:
    """Where labels wait for a click: ids of the best-linked nodes whose label hides no other, and their font size.

    The size is such that the labels can be read when the whole picture is in view.
    """
    if not any(node.bare for node in scene.nodes):
        return frozenset(), FONT_SIZE
    size = round(_LEAST / drawn_scale(scene, spots))
    taken: list[Box] = []
    kept: set[str] = set()
    for node in sorted(scene.nodes, key=lambda node: (-node.degree, node.id))[:_HUBS]:
        (x, y), (wide, high) = spots[node.id], extent(node.rows, size)
        box = _around(x, y + max(node.radius, node.reach) + high / 2, wide, high)
        if node.degree and not any(_meet(box, each) for each in taken):
            taken.append(box)
            kept.add(node.id)
    return frozenset(kept), size


def _boxes(scene: Scene, spots: Mapping[str, tuple[int, int]]) -> list[Box]:
    rooms = [(spots[node.id], node.room) for node in scene.nodes]
    return [_around(x, y + shift, wide, high) for (x, y), (wide, high, shift) in rooms]


def _around(x: float, y: float, wide: float, high: float) -> Box:
    return (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
