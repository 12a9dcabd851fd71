"""How lines curve: those between the same two nodes bend apart, as vis-network draws it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import atan2, cos, hypot, pi, sin
from typing import Any, TypeAlias

from graphkit.report.scene import Edge

Point: TypeAlias = tuple[float, float]
_BEND = 0.22


def curves(edges: Sequence[Edge], *, columns: bool) -> dict[str, dict[str, Any]]:
    """What vis-network is told of the curve of each line; nothing of a straight one.

    Parameters
    ----------
    edges : sequence of Edge
        All of a picture.
    columns : bool
        Whether the nodes stand in columns.

    Returns
    -------
    dict
        By id of the line.
    """
    ranks, totals = _parallel(edges)
    bent = _swung if columns else _bent
    return {edge.id: bent(edge, ranks[edge.id], totals[_pair(edge)]) for edge in edges}


def point_on(curve: Mapping[str, Any], start: Point, end: Point, share: float) -> Point:
    """Where a line is after a share of its way.

    Parameters
    ----------
    curve : mapping
        Of `curves`, but not that of a line from a node to itself or between columns.
    start, end : (float, float)
    share : float
        From 0 to 1.

    Returns
    -------
    (float, float)
        The straight line, or the quadratic Bézier curve over the point that vis-network takes for ``curvedCW`` and
        ``curvedCCW``.
    """
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    if smooth := curve.get("smooth"):
        bend = smooth["roundness"] if smooth["type"] == "curvedCW" else -smooth["roundness"]
        angle = atan2(start[1] - end[1], end[0] - start[0]) + (bend + 1) / 2 * pi
        reach = (smooth["roundness"] + 1) / 2 * hypot(end[0] - start[0], end[1] - start[1])
        middle = (start[0] + reach * sin(angle), start[1] + reach * cos(angle))
    before, over, after = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (
        before * start[0] + over * middle[0] + after * end[0],
        before * start[1] + over * middle[1] + after * end[1],
    )


def _parallel(edges: Sequence[Edge]) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Which of its pair's edges an edge is, and how many each pair has; those of one track count as one."""
    tracks: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    ranks: dict[str, int] = {}
    for edge in edges:
        there = tracks[_pair(edge)]
        ranks[edge.id] = there.setdefault(edge.track or edge.id, len(there))
    return ranks, {pair: len(there) for pair, there in tracks.items()}


def _pair(edge: Edge) -> tuple[str, str]:
    return (min(edge.start, edge.end), max(edge.start, edge.end))


def _bent(edge: Edge, rank: int, total: int) -> dict[str, Any]:
    """How an edge curves: alone it is straight, among others it keeps to its own side of the pair."""
    if edge.start == edge.end:
        return {"selfReference": {"size": 14 + 8 * rank}}
    bend = _BEND * (rank - (total - 1) / 2)
    if bend == 0:
        return {}
    clockwise = (bend > 0) == (edge.start < edge.end)
    return {
        "smooth": {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": round(abs(bend), 3)}
    }


def _swung(_: Edge, rank: int, total: int) -> dict[str, Any]:
    """How an edge between columns curves: level at both ends, so that it passes behind no neighbour."""
    roundness = round(0.5 + _BEND * (rank - (total - 1) / 2), 3)
    swing = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": roundness}
    return {"smooth": swing}
