"""From a scene with places to nodes and edges as vis-network draws them, and the legend of what occurs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.report.arrange import Arrangement
from graphkit.report.captions import hub_labels, words_that_fit
from graphkit.report.curves import curves
from graphkit.report.scene import CARD_MARGIN, CORNERS, Node, Scene
from graphkit.report.style import BORDER, FAINT, FAINT_INK, INK, LINES, NO_CAMP, SHAPES

MIDDLE = 0.5


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
    curved = curves(scene.edges, columns=bool(arrangement.columns))
    worded = words_that_fit(scene, arrangement.spots, curved)
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
        drawn |= {"at": worded[edge.id]} if worded.get(edge.id, MIDDLE) != MIDDLE else {}
        yield {"source": edge.start, "to": edge.end, **drawn, **curved[edge.id]}
