"""How soon a page stands, how it moves and how large it is: ours against pyvis, gravis and neo4j-viz, in one run.

Usage: ``python benchmarks/page.py [NODES ...]``; by default 1,000, 5,000 and 20,000.  The graph is made up: three ties
an actor, clustered.  All get the same nodes, edges and, but for pyvis as it comes, the same places.  For each page

- made: seconds of the processor from the graph in memory to the text of the page; ours with the layout, the peers'
  without;
- MB: the size of the file;
- drawn: seconds from asking for the file until there is ink on a canvas and two frames passed (capped at 30);
- fps: frames a second while the mouse drags the picture for two seconds, or zooms one that cannot be dragged.

Ratios are of pyvis with places to graphkit's `render`: above 1 is in graphkit's favour.  gravis (MIT) and neo4j-viz
(GPL-3) are no dependencies: they are installed into an environment of their own in the user's cache when this is run,
and left out with the reason where that fails.  Chromium is headless, with a canvas in software, 1440 x 900.

On two cores with nothing else going on (Chromium 156, Python 3.11):

    1,000 nodes, 3,000 edges; layout 0.3 s
    graphkit render  made   0.96 s    0.7 MB  drawn  0.51 s    61 fps pan
    graphkit report  made   1.27 s    0.8 MB  drawn  0.50 s    61 fps pan
    pyvis            made   0.09 s    1.1 MB  drawn not within 30 s
    pyvis, placed    made   0.10 s    1.1 MB  drawn  0.71 s    54 fps pan
    gravis           made   0.03 s    1.0 MB  drawn  1.35 s    60 fps pan
    neo4j-viz        made   0.11 s    4.9 MB  drawn  1.06 s     0 fps zoom

    5,000 nodes, 15,000 edges; layout 1.7 s
    graphkit render  made   4.36 s    1.5 MB  drawn  0.82 s    61 fps pan
    graphkit report  made   7.45 s    1.8 MB  drawn  0.98 s    60 fps pan
    pyvis, placed    made   0.79 s    2.7 MB  drawn  1.70 s    15 fps pan
    gravis           made   0.07 s    2.3 MB  drawn  3.68 s    21 fps pan
    neo4j-viz        made   0.24 s    7.0 MB  drawn  1.64 s     0 fps zoom

    20,000 nodes, 60,000 edges; layout 7.3 s
    graphkit render  made  17.08 s    4.7 MB  drawn  1.61 s    61 fps pan
    graphkit report  made  30.10 s    6.1 MB  drawn  2.33 s    60 fps pan
    pyvis, placed    made  10.53 s    8.9 MB  drawn  4.99 s     4 fps pan
    gravis           made   0.26 s    7.3 MB  drawn 12.46 s     6 fps pan
    neo4j-viz        made   1.03 s   14.7 MB  drawn  4.97 s     0 fps zoom
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.files import write_text
from graphkit.dossier.model import Actor, Evidence, Manifest, Source, Tie
from graphkit.report.arrange import arranged
from graphkit.report.network import relations
from graphkit.report.page import render
from graphkit.report.whole import report

sys.path.insert(0, str(Path(__file__).parent))

from page_peers import PEERS

CAP_S = 30
PHYSICS_UP_TO = 1000
WANTED = ("gravis==0.1.0", "neo4j-viz==1.11.0")
KINDS = ("person", "organization", "state", "bloc", "delegation", "public")
TIES = ("member_of", "heads", "represents", "part_of", "ally_of", "supports", "opposes", "pressures")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
INKED = """() => [...document.querySelectorAll('canvas')].some(canvas => {
    if (canvas.width < 300 || canvas.height < 300) return false;
    const small = new OffscreenCanvas(96, 64).getContext('2d');
    small.drawImage(canvas, 0, 0, 96, 64);
    const { data } = small.getImageData(0, 0, 96, 64);
    let inked = 0;
    for (let i = 0; i < data.length; i += 4)
        if (data[i + 3] > 0 && data[i] + data[i + 1] + data[i + 2] < 750) inked += 1;
    return inked > 60;
})"""
SEEN = """() => { const [canvas] = [...document.querySelectorAll('canvas')].sort((a, b) => b.width - a.width);
    const small = new OffscreenCanvas(96, 64).getContext('2d'); small.drawImage(canvas, 0, 0, 96, 64);
    return small.getImageData(0, 0, 96, 64).data.join(); }"""
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
COUNT = """() => { window.frames_ = 0; window.since = performance.now();
    (function next() { frames_ += 1; requestAnimationFrame(next); })(); }"""


def dossier(actors: int, *, seed: int = 1) -> Dossier:
    """Actors with three ties each, most of them to those near by."""
    rng = random.Random(seed)
    evidence = (Evidence(source="source"),)
    people = [
        Actor(id=f"actor-{i}", name=f"Actor {i}", kind=KINDS[i % 6], country=("UA", "RU", "TR", "US")[i % 4])
        for i in range(actors)
    ]
    ties = []
    for i in range(3 * actors):
        start = rng.randrange(actors)
        end = (start + 1 + int(rng.expovariate(0.08))) % actors
        ends = {"from": f"actor-{start}", "to": f"actor-{end}"}
        fields = {"id": f"tie-{i}", **ends, "kind": rng.choice(TIES), "valid": "2025", "evidence": evidence}
        ties.append(Tie.model_validate(fields))
    source = Source(id="source", title="Source", publisher="Nobody", kind="other", published="2025")
    manifest = Manifest(id="made-up", title="A made-up dossier")
    return Dossier(manifest, actors=Records(people), ties=Records(ties), sources=Records([source]))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor that `work` took, and what it gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def peers_python() -> tuple[str, str]:
    """A Python that has gravis and neo4j-viz, or why there is none."""
    from platformdirs import user_cache_path

    home = user_cache_path("graphkit") / "benchmark-peers"
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    ready = home / ".ready"
    if not ready.exists() or ready.read_text("utf-8") != " ".join(WANTED):
        for command in ([sys.executable, "-m", "venv", home], [python, "-m", "pip", "install", "--quiet", *WANTED]):
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            if ended.returncode:
                return "", (ended.stderr.strip().splitlines() or ["installing failed"])[-1]
        ready.write_text(" ".join(WANTED), "utf-8")
    return str(python), ""


def pages(folder: Path, nodes: int) -> Iterator[tuple[str, float, Path]]:
    """Each page with its name and the seconds that it took to make."""
    made = dossier(nodes)
    scene = relations(made)
    seconds, arrangement = timed(lambda: arranged("relations", scene, seed=1))
    print(f"\n{nodes:,} nodes, {len(scene.edges):,} edges; layout {seconds:.1f} s", flush=True)
    ours: dict[str, Callable[[Dossier], str]] = {"graphkit render": render, "graphkit report": report}
    for name, make in ours.items():
        seconds, html = timed(lambda make=make: make(made))
        path = folder / f"{name}.html"
        write_text(path, html)
        yield name, seconds, path
    graph = folder / "graph.json"
    places = [[node.id, " ".join(node.rows), *arrangement.spots[node.id]] for node in scene.nodes]
    graph.write_text(json.dumps({"nodes": places, "edges": [[e.start, e.end, e.word] for e in scene.edges]}), "utf-8")
    other, reason = peers_python()
    for peer in PEERS:
        path = folder / f"{peer}.html"
        python = sys.executable if peer.startswith("pyvis") else other
        if peer == "pyvis" and nodes > PHYSICS_UP_TO:
            print(f"{peer:16} left out: with physics on, {PHYSICS_UP_TO:,} nodes are its limit")
        elif not python:
            print(f"{peer:16} left out: {reason}")
        else:
            yield peer, _made_by(python, peer, graph, path), path


def _made_by(python: str, peer: str, graph: Path, path: Path) -> float:
    script = str(Path(__file__).with_name("page_peers.py"))
    ended = subprocess.run([python, script, peer, graph, path], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{peer} ended with {ended.returncode}: {ended.stderr[-500:]}")
    return float(ended.stdout.split()[-1])


def opened(page: Any, path: Path) -> float:
    """Seconds until there is ink on a canvas and two frames passed; infinite past the cap."""
    from playwright.sync_api import TimeoutError as TooLong

    start = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=CAP_S * 1000)
        page.wait_for_function(INKED, timeout=CAP_S * 1000, polling=50)
        page.evaluate(FRAMES)
    except TooLong:
        return float("inf")
    return time.perf_counter() - start


def moved(page: Any) -> tuple[float, str]:
    """Frames a second while the mouse drags the picture from an empty spot, or zooms where that has no effect."""
    box = page.evaluate(
        """() => { const { left, top, width, height } = [...document.querySelectorAll('canvas')]
            .sort((a, b) => b.width - a.width)[0].getBoundingClientRect(); return [left, top, width, height]; }"""
    )
    x, y = box[0] + 40, min(box[1] + box[3], 900) - 40
    page.mouse.move(x, y)
    page.mouse.down()
    fps = _frames(page, lambda step: page.mouse.move(x + (7 * step) % 300, y - (3 * step) % 200))
    page.mouse.up()
    if fps:
        return fps, "pan"
    page.mouse.move(box[0] + box[2] / 2, y - 200)
    return _frames(page, lambda step: page.mouse.wheel(0, -60 if step % 40 < 20 else 60)), "zoom"


def _frames(page: Any, move: Callable[[int], None], seconds: float = 2.0) -> float:
    """Frames a second while something moves the picture; 0 if it does not."""
    before = page.evaluate(SEEN)
    page.evaluate(COUNT)
    end, step = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        step += 1
        move(step)
    found: float = page.evaluate("() => frames_ / (performance.now() - since) * 1000")
    page.evaluate(FRAMES)
    return found if page.evaluate(SEEN) != before else 0.0


def main(*sizes: int) -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        for nodes in sizes:
            results = {}
            with tempfile.TemporaryDirectory() as folder:
                for name, made_s, path in pages(Path(folder), nodes):
                    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
                    page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
                    page.set_default_timeout(CAP_S * 1000)
                    drawn_s = opened(page, path)
                    fps, way = moved(page) if drawn_s < CAP_S else (0.0, "")
                    results[name] = (made_s, path.stat().st_size / 1e6, drawn_s, fps)
                    drawn = f"{drawn_s:5.2f} s" if drawn_s < CAP_S else f"not within {CAP_S} s"
                    figures = f"made {made_s:6.2f} s  {results[name][1]:5.1f} MB  drawn {drawn}  {fps:4.0f} fps {way}"
                    print(f"{name:16} {figures}", flush=True)
                    browser.close()
            ours, peer = results["graphkit render"], results["pyvis, placed"]
            ratios = (peer[1] / ours[1], peer[2] / ours[2], ours[3] / max(peer[3], 0.1))
            print("ratio of pyvis, placed: size {:.1f}, drawn {:.1f}, fps {:.1f}".format(*ratios), flush=True)


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:]) if sys.argv[1:] else (1_000, 5_000, 20_000)))
