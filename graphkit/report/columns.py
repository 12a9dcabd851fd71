"""Positions in three columns: issues in the middle, actors left and right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphkit.report.boxes import Spots
from graphkit.report.scene import Edge, Node


def in_columns(nodes: Sequence[Node], edges: Sequence[Edge]) -> Spots:
    """Issues in the middle; actors left and right, each with those who mostly share their sides."""
    actors = [node for node in nodes if node.kind != "issue"]
    issues = [node for node in nodes if node.kind == "issue"]
    left = _left_side(actors, issues, edges)
    columns = [
        [node for node in actors if node.id in left],
        issues,
        [node for node in actors if node.id not in left],
    ]
    heights = _untangled(columns, edges)
    wide = [max((node.room[0] for node in column), default=0.0) for column in columns]
    tall = max(_height(column) for column in columns)
    aside = min(400.0, max(190.0, tall * 0.24))
    across = [-wide[1] / 2 - aside - wide[0] / 2, 0.0, wide[1] / 2 + aside + wide[2] / 2]
    return {node.id: (x, heights[node.id]) for x, column in zip(across, columns, strict=True) for node in column}


def _left_side(actors: Sequence[Node], issues: Sequence[Node], edges: Sequence[Edge]) -> set[str]:
    """Camps on one side of the main division: the sign in the leading vector of who takes whose sides.

    Those on neither side go where there is room.
    """
    row = {node.id: index for index, node in enumerate(actors)}
    column = {node.id: index for index, node in enumerate(issues)}
    stances = np.zeros((len(actors), len(issues)))
    for edge in edges:
        stances[row[edge.start], column[edge.end]] += {"support": 1.0, "oppose": -1.0}.get(edge.line, 0.0)
    leading = np.linalg.svd(stances, full_matrices=False)[0][:, 0].round(9)
    camps: dict[str, list[int]] = {}
    for index, node in enumerate(actors):
        camps.setdefault(node.camp if node.camp.startswith("country:") else node.id, []).append(index)
    value = {camp: float(leading[members].sum()) for camp, members in camps.items()}
    strongest = max(camps, key=lambda camp: (abs(value[camp]), camp))
    decided = abs(value[strongest]) / 4
    left: list[int] = []
    for camp in sorted(camps, key=lambda camp: (-abs(value[camp]), camp)):
        taken = sum(len(camps[each]) for each in camps if abs(value[each]) > abs(value[camp]))
        alike = value[camp] * value[strongest] > 0
        if alike if abs(value[camp]) > decided else 2 * len(left) < taken:
            left += camps[camp]
    return {actors[index].id for index in left}


def _untangled(columns: Sequence[list[Node]], edges: Sequence[Edge], rounds: int = 24) -> dict[str, float]:
    """Heights of the members of three columns, ordered so that lines cross little (barycentres in turn)."""
    near: dict[str, list[str]] = {node.id: [] for column in columns for node in column}
    for edge in edges:
        near[edge.start].append(edge.end)
        near[edge.end].append(edge.start)
    tall = max(map(_height, columns))
    heights = {id: y for column in columns for id, y in _down(column, tall).items()}
    for turn in range(rounds):
        column = columns[1] if turn % 2 else columns[0] + columns[2]
        mean = {node.id: float(np.mean([heights[other] for other in near[node.id]])) for node in column}
        for part in (column,) if turn % 2 else (columns[0], columns[2]):
            part.sort(key=lambda node: (mean[node.id], node.id))
            heights |= _down(part, tall)
    return heights


def _down(column: Sequence[Node], tall: float = 0.0) -> dict[str, float]:
    """A column from top to bottom, centred on 0; one much shorter than `tall` is spaced wider, up to a point."""
    heights: dict[str, float] = {}
    more = min(60.0, max(0.0, 0.7 * tall - _height(column)) / max(1, len(column)))
    y = -(_height(column) + more * len(column)) / 2
    for node in column:
        _, high, shift = node.room
        heights[node.id] = y + high / 2 - shift
        y += high + _space(node) + more
    return heights


def _height(column: Sequence[Node]) -> float:
    return sum(node.room[1] + _space(node) for node in column)


def _space(node: Node) -> float:
    return 2.0 if node.card else 20.0
