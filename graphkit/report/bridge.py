"""The bridge to vis-network: pyvis' Network, with what this page needs put right.

pyvis keeps one edge a pair in an undirected graph, looks through all edges for each new one, and writes a page that
asks a content delivery network for its style.  Here edges are kept, adding is O(1), and the page is our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pyvis.network import Network

from graphkit.report.style import FONT, FONT_SIZE, HIDE_LINES_FROM, INK, WORD_SIZE


class Bridge(Network):  # type: ignore[misc]  # pyvis ships no types
    """A pyvis network whose page is written by `page`, from nodes, edges and options as plain values.

    Parameters
    ----------
    page : callable
        Gets ``{"nodes": …, "edges": …, "options": …}`` and returns the HTML.
    options : mapping
        Options of vis-network.
    """

    def __init__(self, page: Callable[[Mapping[str, Any]], str], options: Mapping[str, Any]) -> None:
        super().__init__(directed=True)
        self._page = page
        self.options = dict(options)

    def add_node(self, n_id: str, label: str | None = None, shape: str = "dot", color: Any = None, **more: Any) -> None:
        """Add a node; nothing is looked up, and an empty label stays empty."""
        node = {"id": n_id, "label": label, "shape": shape, "color": color, **more}
        self.nodes.append({name: value for name, value in node.items() if value is not None})
        self.node_ids.append(n_id)
        self.node_map[n_id] = self.nodes[-1]

    def add_edge(self, source: str, to: str, **more: Any) -> None:
        """Add an edge, also beside others between the same two nodes."""
        self.edges.append({"from": source, "to": to, **more})

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:  # noqa: FBT001, FBT002
        """The page, as text; the arguments of pyvis' own method have no effect."""
        return self._page({"nodes": self.nodes, "edges": self.edges, "options": self.options})


def options(nodes: int, edges: int, *, seed: int) -> dict[str, Any]:
    """Options of vis-network for a picture of this size: laid out already, physics off."""
    many = edges > HIDE_LINES_FROM
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": seed},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
            "tooltipDelay": 10**9,
        },
        "nodes": {
            "borderWidth": 1.5,
            "borderWidthSelected": 4,
            "font": {"face": FONT, "size": FONT_SIZE, "color": INK, "strokeWidth": 3, "strokeColor": "#ffffff"},
            "labelHighlightBold": False,
        },
        "edges": {
            "arrows": {"to": {"enabled": False, "scaleFactor": 0.6}},
            "color": {"inherit": False},
            "font": {"face": FONT, "size": WORD_SIZE, "color": INK, "strokeWidth": 4, "strokeColor": "#ffffff"},
            "hoverWidth": 1,
            "labelHighlightBold": False,
            "selectionWidth": 2,
            "smooth": False,
        },
    }
