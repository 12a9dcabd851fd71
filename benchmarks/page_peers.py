"""The peers of `page.py`, each in a page of its own making: ``python page_peers.py PEER GRAPH.json OUT.html``.

Runs in a Python that has the peer.  Prints the seconds of the processor from nodes and edges in memory to the text of
the page.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Graph = dict[str, Any]
HEIGHT = 760


def pyvis(graph: Graph) -> str:
    """As it comes: physics until the picture settles."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line", height=f"{HEIGHT}px")
    for id, label, _, _ in graph["nodes"]:
        net.add_node(id, label=label)
    return _with_edges(net, graph)


def pyvis_placed(graph: Graph) -> str:
    """With our places, physics off."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line", height=f"{HEIGHT}px")
    net.toggle_physics(status=False)
    for id, label, x, y in graph["nodes"]:
        net.add_node(id, label=label, x=x, y=y, physics=False)
    return _with_edges(net, graph)


def _with_edges(net: Any, graph: Graph) -> str:
    for start, end, word in graph["edges"]:
        net.add_edge(start, end, title=word)
    text: str = net.generate_html()
    return text


def gravis(graph: Graph) -> str:
    """Its vis.js page with our places, layout off."""
    import gravis as gv

    nodes = {id: {"label": label, "metadata": {"x": x, "y": y}} for id, label, x, y in graph["nodes"]}
    edges = [{"source": start, "target": end, "label": word} for start, end, word in graph["edges"]]
    figure = gv.vis(
        {"graph": {"directed": True, "nodes": nodes, "edges": edges}},
        graph_height=HEIGHT,
        node_label_data_source="label",
        layout_algorithm_active=False,
        large_graph_threshold=10**9,
    )
    text: str = figure.to_html_standalone()
    return text


def neo4j_viz(graph: Graph) -> str:
    """Its canvas page with our places."""
    from neo4j_viz import Node, Relationship, VisualizationGraph

    nodes = [Node(id=id, caption=label, x=x, y=y) for id, label, x, y in graph["nodes"]]
    edges = [Relationship(source=start, target=end, caption=word) for start, end, word in graph["edges"]]
    page = VisualizationGraph(nodes, edges).render(
        layout="free", renderer="canvas", height=f"{HEIGHT}px", max_allowed_nodes=10**6
    )
    return f"<!doctype html><html><body>{page.data}</body></html>"


PEERS: dict[str, Callable[[Graph], str]] = {
    "pyvis": pyvis,
    "pyvis, placed": pyvis_placed,
    "gravis": gravis,
    "neo4j-viz": neo4j_viz,
}


def main(peer: str, graph: str, out: str) -> None:
    """Make the page and print the seconds; what the peer needs is imported before the clock starts."""
    given = json.loads(Path(graph).read_text("utf-8"))
    few = {"nodes": given["nodes"][:2], "edges": []}
    PEERS[peer](few)
    start = time.process_time()
    html = PEERS[peer](given)
    print(time.process_time() - start)
    Path(out).write_text(html, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
