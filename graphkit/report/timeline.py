"""Events in time: cards from left to right, actors above and below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from graphkit.report.boxes import Spots, frame, scale
from graphkit.report.scene import Node, Scene


def in_time(scene: Scene) -> Spots:
    """Events from left to right, in as many staggered rows as fill the room best; actors above and below."""
    tries = [_in_time(scene, rows) for rows in range(1, 1 + min(6, len(scene.order)))]
    return max(tries, key=lambda spots: scale(frame(spots, [node for node in scene.nodes if node.id in spots])))


def _in_time(scene: Scene, rows: int) -> Spots:
    by_id = {node.id: node for node in scene.nodes}
    spots = _time_line([by_id[id] for id in scene.order], rows)
    actors = [node for node in scene.nodes if node.kind != "event" and node.degree]
    mine = {node.id: [spots[edge.end][0] for edge in scene.edges if edge.start == node.id] for node in actors}
    wish = {id: float(np.mean(places)) for id, places in mine.items()}
    left, top, right, bottom = frame(spots, [by_id[id] for id in scene.order])
    for side, sign, edge in zip(_halves(actors), (-1, 1), (top, bottom), strict=True):
        y = edge
        for row in _rows(side, max(right - left, 700.0)):
            high = max(node.room[1] for node in row)
            middle = y + sign * (high / 2 + 44)
            spots |= {node.id: (x, middle - node.room[2]) for node, x in _along(row, wish)}
            y = middle + sign * high / 2
    return spots


def _time_line(cards: Sequence[Node], rows: int) -> Spots:
    high = max(node.room[1] for node in cards) + 26
    ends = [-1e9] * rows
    spots: Spots = {}
    x = 0.0
    for index, node in enumerate(cards):
        row, wide = index % rows, node.room[0]
        x = max(x + (48 if index else 0), ends[row] + 30 + wide / 2)
        ends[row] = x + wide / 2
        spots[node.id] = (x, row * high)
    return spots


def _halves(actors: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """Whole camps above or below, the largest first to the emptier half."""
    camps: dict[str, list[Node]] = {}
    for node in actors:
        camps.setdefault(node.camp, []).append(node)
    halves: tuple[list[Node], list[Node]] = ([], [])
    for _, camp in sorted(camps.items(), key=lambda item: (-len(item[1]), item[0])):
        min(halves, key=len).extend(camp)
    return halves


def _rows(side: Sequence[Node], width: float) -> list[list[Node]]:
    """The best linked in the row nearest to the events, as many a row as fit, rows about equally full."""
    ranked = sorted(side, key=lambda node: (-node.degree, node.id))
    needed = sum(node.room[0] + 30 for node in ranked)
    number = max(1, int(np.ceil(needed / (width * 1.1))))
    size = int(np.ceil(len(ranked) / number)) if ranked else 1
    return [ranked[start : start + size] for start in range(0, len(ranked), size)]


def _along(row: Sequence[Node], wish: Mapping[str, float]) -> list[tuple[Node, float]]:
    """Places in a row, each as near to its wish as its neighbours allow."""
    ordered = sorted(row, key=lambda node: (wish[node.id], node.id))
    places = [wish[node.id] for node in ordered]
    apart = [(one.room[0] + other.room[0]) / 2 + 24 for one, other in pairwise(ordered)]
    for _ in range(60):
        for i, need in enumerate(apart):
            short = need - (places[i + 1] - places[i])
            if short > 0:
                places[i] -= short / 2
                places[i + 1] += short / 2
    for i, need in enumerate(apart):
        places[i + 1] = max(places[i + 1], places[i] + need)
    return list(zip(ordered, places, strict=True))
