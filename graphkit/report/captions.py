"""Which words can stand on the picture at rest: those that hide no other and can be read at the first glance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from graphkit.report.boxes import drawn_scale
from graphkit.report.curves import point_on
from graphkit.report.labels import extent
from graphkit.report.scene import Scene
from graphkit.report.style import FONT_SIZE, WORD_SIZE

Box: TypeAlias = tuple[float, float, float, float]
_LEAST = 12.0  # CSS pixels
_MOST = 80
_HUBS = 60
_LEVEL = 0.5
_ALONG = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.27, 0.73)


def words_that_fit(
    scene: Scene, spots: Mapping[str, tuple[int, int]], curved: Mapping[str, Mapping[str, Any]]
) -> dict[str, float]:
    """Ties and other relationships whose word fits on the line, and where on it.

    Parameters
    ----------
    scene : Scene
    spots : mapping
        Places of the nodes.
    curved : mapping
        The curve of each line, of `graphkit.report.curves.curves`.

    Returns
    -------
    dict
        From the id to the share of the way from 0 to 1; the middle where there is room.  Empty where the picture is
        drawn so small that the words could not be read.
    """
    ties = [edge for edge in scene.edges if edge.type in ("tie", "link") and edge.start != edge.end]
    if not ties or len(ties) > _MOST or WORD_SIZE * drawn_scale(scene, spots) < _LEAST:
        return {}
    taken = _boxes(scene, spots)
    kept = {}
    for edge in ties:
        between = () if _swings(curved[edge.id]) else _ALONG
        wide, high = extent((edge.word,), WORD_SIZE)
        for share in between:
            x, y = point_on(curved[edge.id], spots[edge.start], spots[edge.end], share)
            box = _around(x, y, wide, high)
            if not any(_meet(box, each) for each in taken):
                taken.append(box)
                kept[edge.id] = share
                break
    return kept


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


def _swings(curve: Mapping[str, Any]) -> bool:
    """Whether a line between columns leaves the middle that it would have alone."""
    smooth = curve.get("smooth", {})
    return bool(smooth.get("type") == "cubicBezier" and smooth["roundness"] != _LEVEL)
