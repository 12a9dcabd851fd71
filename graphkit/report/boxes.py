"""The room that a scene's nodes take, and how large all of it can be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from graphkit.report.layout import Points
from graphkit.report.scene import Node, Scene

Spots: TypeAlias = dict[str, tuple[float, float]]
Frame: TypeAlias = tuple[float, float, float, float]
ROOM = (1196.0, 700.0)  # the picture's room in a window of 1440 x 900, less its margin


def drawn_scale(scene: Scene, spots: Mapping[str, tuple[float, float]]) -> float:
    """How many CSS pixels one pixel of the layout takes when the whole fits a window of 1440 x 900."""
    return min(1.5, scale(frame(spots, scene.nodes)))


def rooms(nodes: Sequence[Node]) -> tuple[Points, Points]:
    """Sizes of the boxes, and how far their middles lie from the nodes'."""
    rooms = np.array([node.room for node in nodes]).reshape(-1, 3)
    return rooms[:, :2], np.stack([np.zeros(len(rooms)), rooms[:, 2]], axis=1)


def frame(spots: Mapping[str, tuple[float, float]], nodes: Sequence[Node]) -> Frame:
    """The box around nodes: left, top, right, bottom."""
    if not nodes:
        return (0.0, 0.0, 0.0, 0.0)
    sizes, shifts = rooms(nodes)
    middles = np.array([spots[node.id] for node in nodes]) + shifts
    low, high = (middles - sizes / 2).min(axis=0), (middles + sizes / 2).max(axis=0)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def scale(box: Frame) -> float:
    """How large what is in the box can be drawn in the room there is."""
    return min(ROOM[0] / max(box[2] - box[0], 1), ROOM[1] / max(box[3] - box[1], 1))
