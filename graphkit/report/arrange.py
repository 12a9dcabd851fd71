"""Where everything in a view goes: what is linked by its links, what is loose in rows beside or below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graphkit.report.boxes import Frame, Spots, rooms, scale
from graphkit.report.boxes import frame as frame_of
from graphkit.report.columns import in_columns
from graphkit.report.labels import lines
from graphkit.report.layout import Pairs, Points, components, grid, placed, spread, stretched, tangle
from graphkit.report.scene import Edge, Node, Scene
from graphkit.report.style import GREY
from graphkit.report.timeline import in_time

View = Literal["relations", "positions", "events"]
_LENGTH = {"tie": 1.0, "agreement": 1.1, "conflict": 2.2, "oppose": 1.4}
_COLUMNS_UP_TO = 60
_TRIES, _TRIES_UP_TO, _LINES_UP_TO, _PARTS_UP_TO = 20, 120, 600, 10


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Places of the nodes, words written on the picture itself, and whether it stands in columns."""

    spots: Mapping[str, tuple[int, int]]
    texts: tuple[Mapping[str, object], ...] = ()
    columns: bool = False


def arranged(view: View, scene: Scene, *, seed: int) -> Arrangement:
    """Place a scene's nodes.

    Parameters
    ----------
    view : "relations", "positions" or "events"
    scene : Scene
    seed : int
        Start of the layout; the same seed gives the same places.

    Returns
    -------
    Arrangement
        In whole pixels, x to the right and y down.
    """
    linked = [node for node in scene.nodes if node.degree]
    loose = [node for node in scene.nodes if not node.degree]
    columns = view == "positions" and 0 < len(linked) <= _COLUMNS_UP_TO
    if view == "events" and scene.order:
        spots = in_time(scene)
        loose = [node for node in loose if node.id not in spots]
    elif columns:
        spots = in_columns(linked, scene.edges)
    else:
        spots = by_force(linked, scene.edges, seed=seed)
    texts: list[Mapping[str, object]] = []
    if loose:
        spots, texts = _with_loose(spots, linked, loose, scene.loose)
    return Arrangement({id: (round(x), round(y)) for id, (x, y) in spots.items()}, tuple(texts), columns)


def by_force(nodes: Sequence[Node], edges: Sequence[Edge], *, seed: int) -> Spots:
    """Linked nodes near each other, opponents further apart; separate parts in rows below the largest."""
    at = {node.id: index for index, node in enumerate(nodes)}
    lengths: dict[tuple[int, int], float] = {}
    for edge in edges:
        pair = (min(at[edge.start], at[edge.end]), max(at[edge.start], at[edge.end]))
        if pair[0] != pair[1]:
            lengths[pair] = min(lengths.get(pair, 9.0), _LENGTH.get(edge.line, 1.0))
    pairs = np.array(sorted(lengths), dtype=np.int64).reshape(-1, 2)
    long = np.array([lengths[pair] for pair in sorted(lengths)])
    parts = components(len(nodes), pairs)
    tries = _TRIES if len(parts) <= _PARTS_UP_TO else 1
    blocks = []
    for members in parts:
        inside = np.isin(pairs[:, 0], members)
        local = np.searchsorted(members, pairs[inside])
        blocks.append(_block([nodes[i] for i in members], local, long[inside], seed=seed, tries=tries))
    return _stacked(blocks, nodes)


def _block(nodes: Sequence[Node], pairs: Pairs, lengths: Points, *, seed: int, tries: int) -> Spots:
    """One connected part: of several starts the one whose lines are easiest to follow."""
    sizes, shifts = rooms(nodes)
    few = len(nodes) <= _TRIES_UP_TO
    several = few and tries > 1 and len(pairs) <= _LINES_UP_TO  # among more lines no start is easy to follow
    found = []
    for start in range(tries if several else 1):
        spots = placed(len(nodes), pairs, lengths, seed=seed + start)
        found.append(spread(stretched(spots, sizes, aspect=1.5, air=5.5 if few else 8.0), sizes))
    middles = min(found, key=lambda spots: tangle(spots, pairs, sizes)) if several else found[0]
    return {node.id: (x, y) for node, (x, y) in zip(nodes, (middles - shifts).tolist(), strict=True)}


def _stacked(blocks: Sequence[Spots], nodes: Sequence[Node]) -> Spots:
    """The first block, the others in rows below it."""
    if not blocks:
        return {}
    by_id = {node.id: node for node in nodes}
    frames = [frame_of(block, [by_id[id] for id in block]) for block in blocks]
    left, _, right, bottom = frames[0]
    spots = dict(blocks[0])
    x, y, high = left, bottom + 40, 0.0
    for block, (low, up, far, down) in zip(blocks[1:], frames[1:], strict=True):
        if x > left and x + far - low > max(right, left + 600):
            x, y, high = left, y + high + 40, 0.0
        spots |= {id: (one + x - low, other + y - up) for id, (one, other) in block.items()}
        x, high = x + far - low + 60, max(high, down - up)
    return spots


def _with_loose(
    spots: Spots, linked: Sequence[Node], loose: Sequence[Node], words: str
) -> tuple[Spots, list[Mapping[str, object]]]:
    """Set the loose ones beside or below the others in a grid, whichever leaves the picture larger."""
    frame = frame_of(spots, [node for node in linked if node.id in spots])
    sizes, shifts = rooms(loose)
    size = max(15, round(13 / scale(frame)))
    beside = [_beside(grid(sizes, columns=columns), frame, size) for columns in range(1, 1 + min(60, len(loose)))]
    cell = float(sizes[:, 0].max()) + 20
    below = grid(sizes, columns=max(1, int(max(frame[2] - frame[0], 900.0) // cell)))
    middles = max([_below(below, frame, size), *beside], key=lambda middles: scale(_around(frame, middles, sizes)))
    low, high = (middles - sizes / 2).min(axis=0), (middles + sizes / 2).max(axis=0)
    text = {"x": round(low[0]), "size": size, "color": GREY, "style": "italic"}
    rows = lines(words, width=max(14, int((high[0] - low[0]) / (0.55 * size))), most=4)
    written: list[Mapping[str, object]] = [
        {"text": row, "y": round(low[1] - 1.2 * size * (len(rows) - i) + size / 4), **text}
        for i, row in enumerate(rows)
    ]
    spots = spots | {node.id: (x, y) for node, (x, y) in zip(loose, (middles - shifts).tolist(), strict=True)}
    return spots, written


def _beside(middles: Points, frame: Frame, size: float) -> Points:
    moved: Points = middles + np.array([frame[2] + 2.7 * size, frame[1] + 3 * size])
    return moved


def _below(middles: Points, frame: Frame, size: float) -> Points:
    moved: Points = middles + np.array([frame[0], frame[3] + 3 * size])
    return moved


def _around(frame: Frame, middles: Points, sizes: Points) -> Frame:
    low, high = (middles - sizes / 2).min(axis=0), (middles + sizes / 2).max(axis=0)
    return (min(frame[0], low[0]), min(frame[1], low[1]), max(frame[2], high[0]), max(frame[3], high[1]))
