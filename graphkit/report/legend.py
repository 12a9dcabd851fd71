"""The legend of a picture: which camps, kinds and lines occur in it, how they look and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphkit.report.scene import Scene
from graphkit.report.style import BORDER, CAMPS, LINES, NO_CAMP, SHAPES


def camp_colors(camps: Iterable[str]) -> dict[str, str]:
    """Each camp's colour, the same in every view: the largest camp takes the first; no country is grey."""
    sizes = Counter(camps)
    named = [camp for camp, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0])) if camp != "country:"]
    colors = {camp: CAMPS[index % len(CAMPS)] for index, camp in enumerate(named)}
    return colors | ({"country:": NO_CAMP} if "country:" in sizes else {})


def legend(scene: Scene, colors: Mapping[str, str]) -> dict[str, Any]:
    """What occurs in the picture: camps, kinds and lines, each with its look and number."""
    means = next((node.camp.partition(":")[0] for node in scene.nodes if node.camp), "country")
    # where a colour says the kind, the kinds say all that the camps would
    both = means == "kind"
    camps = () if both else _camps(scene, colors, means)
    entries = [*camps, *_kinds(scene, colors if both else {}), *_lines(scene), *_ties(scene)]
    return {
        "entries": entries,
        "titles": {
            "camp": f"Colour: {means}",
            "kind": "Shape and colour: kind" if both else "Shape: kind",
            "line": "Line",
            "tie": "Kind of tie",
        },
    }


def _camps(scene: Scene, colors: Mapping[str, str], means: str) -> Iterator[dict[str, Any]]:
    number = Counter(node.camp for node in scene.nodes)
    for camp, color in colors.items():
        if not number[camp]:
            continue
        code = camp.partition(":")[2]
        label = code or "none given"
        name = {"label": label, **({"country": code} if means == "country" else {})}
        yield {"group": "camp", "key": f"camp:{camp}", "color": color, "border": BORDER, "count": number[camp], **name}


def _kinds(scene: Scene, colors: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    number = Counter(node.kind for node in scene.nodes)
    for kind, shape in SHAPES.items():
        if number[kind]:
            fill = shape.fill or colors.get(f"kind:{kind}", "#ffffff")
            look: dict[str, Any] = {"shape": shape.shape, "color": fill, "border": BORDER}
            look |= {"dashes": shape.dashes} if shape.dashes else {}
            yield {"group": "kind", "key": f"kind:{kind}", "label": shape.plural, "count": number[kind], **look}


def _lines(scene: Scene) -> Iterator[dict[str, Any]]:
    number = Counter(edge.line for edge in scene.edges)
    for key, line in LINES.items():
        if number[key]:
            look = {"color": line.color, "dashes": line.dashes, "arrow": line.arrow}
            yield {"group": "line", "key": f"line:{key}", "label": line.label, "count": number[key], **look}


def _ties(scene: Scene) -> Iterator[dict[str, Any]]:
    """The kinds of tie, where there are several."""
    number = Counter(edge.word for edge in scene.edges if edge.line == "tie")
    look = {"color": LINES["tie"].color, "dashes": LINES["tie"].dashes, "arrow": True}
    for word in sorted(number) if len(number) > 1 else ():
        yield {"group": "tie", "key": f"tie:{word.replace(' ', '_')}", "label": word, "count": number[word], **look}
