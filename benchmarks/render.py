"""Render 1,000 actors and 3,000 lines, and open the file: against pyvis as it comes, in the same run.

Usage: ``python benchmarks/render.py [ACTORS]``.  Prints seconds, megabytes and ratios; a ratio above 1 is in graphkit's
favour.  pyvis' own page runs physics until it settles; the wait for that is capped.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.files import write_text
from graphkit.dossier.model import Actor, Evidence, Issue, Manifest, Position, Source, Tie
from graphkit.report.network import relations
from graphkit.report.page import render

CAP_S = 20.0
KINDS = ("person", "organization", "state", "bloc", "delegation", "public")
TIES = ("member_of", "heads", "represents", "part_of", "ally_of", "supports", "opposes", "pressures")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def dossier(actors: int, *, seed: int = 1) -> Dossier:
    """A made-up dossier: clustered ties, and positions in pairs, about three lines an actor."""
    rng = random.Random(seed)
    evidence = (Evidence(source="source"),)
    names = [f"actor-{number}" for number in range(actors)]
    people = [
        Actor(id=name, name=f"Actor {i}", kind=KINDS[i % 6], country=("UA", "RU", "TR", "US")[i % 4])
        for i, name in enumerate(names)
    ]
    ties = []
    for i in range(2 * actors):
        start = rng.randrange(actors)
        end = (start + 1 + int(rng.expovariate(0.08))) % actors
        ties.append(
            Tie.model_validate(
                {
                    "id": f"tie-{i}",
                    "from": names[start],
                    "to": names[end],
                    "kind": rng.choice(TIES),
                    "valid": "2025",
                    "evidence": evidence,
                }
            )
        )
    issues, positions = [], []
    for i in range(actors // 3):
        issues.append(Issue(id=f"issue-{i}", name=f"Issue {i}", question="Is it so?"))
        for actor in rng.sample(range(i * 3, i * 3 + min(60, actors - i * 3)), 3):
            stance = rng.choice(("support", "oppose"))
            positions.append(
                Position(
                    id=f"position-{len(positions)}",
                    actor=names[actor],
                    issue=f"issue-{i}",
                    stance=stance,
                    claim=f"Claim {i}",
                    valid="2025",
                    evidence=evidence,
                )
            )
    return Dossier(
        Manifest(id="made-up", title="A made-up dossier"),
        actors=Records(people),
        ties=Records(ties),
        issues=Records(issues),
        positions=Records(positions),
        sources=Records([Source(id="source", title="Source", publisher="Nobody", kind="other", published="2025")]),
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that `work` took, and what it gave."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def plain_pyvis(scene: Any) -> str:
    """The same nodes and edges through pyvis as it comes."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for node in scene.nodes:
        net.add_node(node.id, label=" ".join(node.rows))
    for edge in scene.edges:
        net.add_edge(edge.start, edge.end, title=edge.word)
    html: str = net.generate_html()
    return html


def opened(page: Any, path: Path, ready: str) -> float:
    """Seconds from asking for the file until `ready` holds and two frames were drawn."""
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_function(ready, timeout=CAP_S * 1000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return time.perf_counter() - start


def dragged(page: Any, network: str) -> float:
    """Seconds until a node that the mouse takes has moved and is drawn elsewhere."""
    spot = page.evaluate(
        f"""() => {{ const n = {network}; const id = n.body.nodeIndices[0];
        const at = n.canvasToDOM(n.getPosition(id)); const box = n.canvas.frame.getBoundingClientRect();
        return {{ id, x: box.left + at.x, y: box.top + at.y, from: n.getPosition(id).x }}; }}"""
    )
    start = time.perf_counter()
    page.mouse.move(spot["x"], spot["y"])
    page.mouse.down()
    page.mouse.move(spot["x"] + 40, spot["y"] + 30, steps=8)
    page.mouse.up()
    page.wait_for_function(
        f"() => Math.abs({network}.getPosition('{spot['id']}').x - {spot['from']}) > 1", timeout=CAP_S * 1000
    )
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return time.perf_counter() - start


def settled(page: Any) -> str:
    """How long pyvis' physics runs, or that it still ran at the cap."""
    seconds, done = timed(
        lambda: page.evaluate(
            "cap => Promise.race([new Promise(done => network.once('stabilizationIterationsDone', () => done(true))),"
            " new Promise(done => setTimeout(() => done(false), cap))])",
            CAP_S * 1000,
        )
    )
    return f"{seconds:.1f} s" if done else f"not within {CAP_S:.0f} s"


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    actors = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    made = dossier(actors)
    scene = relations(made)
    print(f"{len(scene.nodes)} actors, {len(scene.edges)} lines")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, theirs = Path(folder) / "graphkit.html", Path(folder) / "pyvis.html"
        ours_s, html = timed(lambda: render(made))
        write_text(ours, html)
        theirs_s, html = timed(lambda: plain_pyvis(scene))
        theirs.write_text(html, "utf-8")
        sizes = [path.stat().st_size / 1e6 for path in (ours, theirs)]
        print(f"render    graphkit {ours_s:6.2f} s, layout included, {sizes[0]:.1f} MB")
        print(f"          pyvis    {theirs_s:6.2f} s, no layout,       {sizes[1]:.1f} MB")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
        open_s = opened(page, ours, "() => window.graphkit !== undefined")
        drag_s = dragged(page, "graphkit.network")
        page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
        peer_s = opened(page, theirs, "() => typeof network !== 'undefined' && network.body !== undefined")
        print(f"open      graphkit {open_s:6.2f} s; pyvis {peer_s:6.2f} s; ratio {peer_s / open_s:.1f}")
        print(f"drag      graphkit {drag_s:6.2f} s; open and dragged {open_s + drag_s:.2f} s")
        print(f"physics   graphkit    off; pyvis settles: {settled(page)}")
        browser.close()


if __name__ == "__main__":
    main()
