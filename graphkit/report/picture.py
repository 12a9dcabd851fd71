"""From a scene with places to nodes and edges as vis-network draws them, and the legend of what occurs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphkit.report.arrange import Arrangement
from graphkit.report.captions import hub_labels, words_that_fit
from graphkit.report.scene import CARD_MARGIN, CORNERS, Edge, Node, Scene
from graphkit.report.style import BORDER, FAINT, FAINT_INK, INK, LINES, NO_CAMP, SHAPES

_BEND = 0.22


def drawn_nodes(scene: Scene, arrangement: Arrangement, colors: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The nodes as vis-network takes them."""
    hubs, size = hub_labels(scene, arrangement.spots)
    for node in scene.nodes:
        x, y = arrangement.spots[node.id]
        text = "\n".join(node.rows)
        look = _point(node, size) if node.bare else _card(node) if node.card else _figure(node)
        fill = SHAPES[node.kind].fill or colors.get(node.camp, NO_CAMP)
        label = {"word": text} if node.bare and node.id not in hubs else {"label": text}
        plain = {"background": fill, "border": LINES[node.line].color if node.line else FAINT if node.faint else BORDER}
        color = {**plain, "highlight": {"background": fill, "border": INK}, "hover": plain}
        yield {"n_id": node.id, "x": x, "y": y, "kind": node.kind, "camp": node.camp, "color": color, **label, **look}


def _card(node: Node) -> dict[str, Any]:
    margin = dict.fromkeys(("top", "right", "bottom", "left"), CARD_MARGIN)
    dashes = SHAPES[node.kind].dashes or (LINES[node.line].dashes if node.line else ())
    border = {"borderRadius": CORNERS[node.kind], **({"borderDashes": dashes} if dashes else {})}
    return {"shape": "box", "margin": margin, "shapeProperties": border, "font": {"strokeWidth": 0, **_ink(node)}}


def _point(node: Node, size: int) -> dict[str, Any]:
    shape = "square" if node.card else SHAPES[node.kind].shape
    return {"shape": shape, "size": round(node.radius, 1), "borderWidth": 0.5, "font": {"size": size}}


def _figure(node: Node) -> dict[str, Any]:
    font = {"font": _ink(node)} if node.faint else {}
    return {"shape": SHAPES[node.kind].shape, "size": round(node.radius, 1), **font}


def _ink(node: Node) -> dict[str, str]:
    return {"color": FAINT_INK} if node.faint else {}


def drawn_edges(scene: Scene, arrangement: Arrangement) -> Iterator[dict[str, Any]]:
    """The edges as vis-network takes them; those between the same two nodes bend apart."""
    ranks, totals = _parallel(scene.edges)
    worded = words_that_fit(scene, arrangement.spots)
    for edge in scene.edges:
        line = LINES[edge.line]
        width = round(min(8.0, 1.6 + 1.3 * (edge.weight - 1)), 1)
        drawn: dict[str, Any] = {
            "id": edge.id,
            "type": edge.type,
            "line": edge.line,
            "word": edge.word,
            "says": edge.says,
        }
        drawn |= {"ref": edge.ref} if edge.ref else {}
        drawn |= {"facts": edge.facts} if edge.facts else {}
        drawn |= {"behind": edge.behind} if edge.behind else {}
        drawn |= {"told": edge.told} if edge.told else {}
        drawn |= {"color": line.color, "width": width}
        drawn |= {"dashes": line.dashes} if line.dashes else {}
        drawn |= {"arrows": "to"} if line.arrow else {}
        drawn |= {"label": edge.word} if edge.id in worded else {}
        bent = _swung if arrangement.columns else _bent
        drawn |= bent(edge, ranks[edge.id], totals[_pair(edge)])
        yield {"source": edge.start, "to": edge.end, **drawn}


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
