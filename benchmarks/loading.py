"""Load 100,000 nodes and 300,000 relationships into a real Neo4j, checks and all, against a bare ``UNWIND … MERGE``.

The bare loop sends the same rows with the driver in the same run, in batches of the same size.
Usage: ``python benchmarks/loading.py [load|change|largest]``, without a word the first two.  It starts a server of its
own in a temporary folder.  Ratios above 1 are in graphkit's favour.

load     the loader against the bare loop, its memory, and bulk export with offline import against the loader
change   one claim in a dossier of 100,000 positions
largest  the largest dossier that one transaction holds on a heap of 1 GB, by bisection (an hour)
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from generate import write as generate

from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Records
from graphkit.dossier.writer import write
from graphkit.store.connection import connect, target_of
from graphkit.store.home import Home
from graphkit.store.server import start, stop
from graphkit.store.settings import Wanted

BATCH = 10_000
HEAP = "3g"  # one transaction of this size needs more than 2
POSITIONS = 43_500  # with two on whose behalf each is taken, these make 100,000 nodes and 300,000 relationships
HERE = Path(__file__).resolve()


def dossier(folder: Path, positions: int, *, on_behalf: int = 2) -> None:
    """Write a made-up dossier whose positions commit others."""
    with tempfile.TemporaryDirectory() as plain:
        generate(Path(plain), positions, form="csv")
        made, _ = examine(Path(plain))
    rng = random.Random(1)
    actors = [actor.id for actor in made.actors]

    def others(actor: str) -> tuple[str, ...]:
        return tuple(each for each in rng.sample(actors, on_behalf + 1) if each != actor)[:on_behalf]

    committed = [each.model_copy(update={"on_behalf_of": others(each.actor)}) for each in made.positions]
    write(replace(made, positions=Records(committed)), folder, form="csv")


@contextmanager
def server(folder: Path, heap: str) -> Iterator[Home]:
    """A server of our own."""
    home = Home(folder)
    start(home, Wanted(heap=heap))
    try:
        yield home
    finally:
        stop(home)


def timed(work: Callable[[], Any]) -> float:
    """Seconds that `work` took."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def told(*words: object) -> dict[str, Any]:
    """What this program, called again with these words, says as JSON; a process of its own shows its own memory."""
    done = subprocess.run([sys.executable, str(HERE), *map(str, words)], check=True, stdout=subprocess.PIPE)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def graphkit(*words: object) -> tuple[float, float]:
    """Seconds and megabytes that a command takes."""
    begin = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "graphkit", *map(str, words)], stdout=subprocess.DEVNULL) as command:
        _, code, usage = os.wait4(command.pid, 0)
        command.returncode = os.waitstatus_to_exitcode(code)
    if command.returncode:
        raise SystemExit(f"{words} gave {command.returncode}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def empty(home: Home) -> None:
    """Delete all but the schema."""
    with connect(target_of(home)) as driver, driver.session() as session:
        session.run(
            "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        ).consume()


def bare(folder: Path, home: Home) -> dict[str, Any]:
    """The graph of a dossier by a loop as anybody would write it; the rows are made before the clock runs."""
    from graphkit.graph.build import property_graph
    from graphkit.graph.vocabulary import LABELS

    graph = property_graph(examine(folder)[0])
    nodes, relationships = defaultdict(list), defaultdict(list)
    label = {}
    for key, data in graph.nodes(data=True):
        label[key] = next(each for each in data["labels"] if each in LABELS)
        properties = {name: value for name, value in data.items() if name != "labels"}
        nodes[tuple(data["labels"])].append({"key": key, "properties": properties})
    for begin, end, id, data in graph.edges(keys=True, data=True):
        properties = {name: value for name, value in data.items() if name != "type"}
        row = {"start": begin, "end": end, "id": id, "properties": properties}
        relationships[label[begin], data["type"], label[end]].append(row)
    with connect(target_of(home)) as driver, driver.session() as session:

        def loop() -> None:
            for labels, rows in nodes.items():
                text = f"MERGE (n:{labels[0]} {{key: row.key}}) SET n:{':'.join(labels)}, n = row.properties"
                send(text, rows)
            for (one, type_, other), rows in relationships.items():
                text = f"MATCH (a:{one} {{key: row.start}}) MATCH (b:{other} {{key: row.end}}) "
                send(f"{text} MERGE (a)-[r:{type_} {{id: row.id}}]->(b) SET r = row.properties", rows)

        def send(text: str, rows: list[dict[str, Any]]) -> None:
            for first in range(0, len(rows), BATCH):
                session.run(f"UNWIND $rows AS row {text}", rows=rows[first : first + BATCH]).consume()

        return {"seconds": timed(loop), "nodes": len(graph), "relationships": graph.number_of_edges()}


def loaded(folder: Path, home: Home) -> dict[str, Any]:
    """The same by the loader, from a dossier in memory; the most memory that the process had, opening included."""
    from graphkit.store.load import load

    found, _ = examine(folder)
    with connect(target_of(home)) as driver:
        seconds = timed(lambda: load(driver, found))
    return {"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def measure_load(folder: Path) -> None:
    """The loader against the bare loop, and the bulk importer against the loader."""
    dossier(folder / "dossier", POSITIONS)
    files, again = folder / "dossier", folder / "home"
    with server(again, HEAP) as home:
        told("loaded", files, home.folder)  # warms the server up, makes the schema, and is not counted
        bares, loads = [], []
        for _ in range(2):
            empty(home)
            bares.append(told("bare", files, home.folder))
            empty(home)
            loads.append(told("loaded", files, home.folder))
        bare_s, load_s = (min(each["seconds"] for each in some) for some in (bares, loads))
        sizes = f"{bares[0]['nodes']} nodes, {bares[0]['relationships']} relationships"
        print(f"load      {load_s:6.1f} s for {sizes}, {loads[0]['megabytes']:.0f} MB")
        print(f"bare      {bare_s:6.1f} s; ratio {bare_s / load_s:.2f} (must be above 0.5)")
        empty(home)
        online, megabytes = graphkit("neo4j", "load", files, "--home", home.folder)
        print(f"command   {online:6.1f} s with opening the files, {megabytes:.0f} MB (must be under 600)")
        again_s, _ = graphkit("neo4j", "load", files, "--home", home.folder)
        print(f"again     {again_s:6.1f} s, which changes nothing")
    tables = folder / "tables"
    export, megabytes = graphkit("export", files, "--format", "neo4j-admin", "-o", tables)
    import_s = told("imported", tables, again)["seconds"]
    print(f"bulk      {export:6.1f} s export ({megabytes:.0f} MB) + {import_s:.1f} s import; ", end="")
    print(f"ratio to the command {online / (export + import_s):.1f} (must be above 5)")
    with server(again, HEAP) as home:
        offline, megabytes = graphkit("neo4j", "load", files, "--offline", "--home", home.folder)
        print(f"offline   {offline:6.1f} s with checks and two stops of servers, {megabytes:.0f} MB")


def imported(tables: Path, home: Path) -> dict[str, Any]:
    """The import of tables, as by hand."""
    from graphkit.store.home import last
    from graphkit.store.offline_import import import_tables

    known = last(Home(home))
    assert known
    with tempfile.TemporaryDirectory(dir=home) as folder:
        return {"seconds": timed(lambda: import_tables(tables, Path(folder), known, tell=lambda _: None))}


def measure_change(folder: Path) -> None:
    """One changed claim in a dossier of 100,000 positions."""
    dossier(folder / "large", 100_000, on_behalf=0)
    files = folder / "large"
    with server(folder / "home", "1g") as home:
        graphkit("neo4j", "load", files, "--offline", "--home", home.folder)
        table = files / "positions.csv"
        text = table.read_text("utf-8")
        table.write_text(text.replace("(50000).", "(changed)."), "utf-8")
        first = told("loaded", files, home.folder)
        command, megabytes = graphkit("neo4j", "load", files, "--home", home.folder)
        table.write_text(text, "utf-8")
        again, _ = graphkit("neo4j", "load", files, "--home", home.folder)
        print(f"change    {first['seconds']:6.1f} s for one claim among 100,000 positions (must be under 5)")
        print(f"          {again:6.1f} s with reading the changed files, {command:.1f} s to find nothing to do")
        print(f"          {megabytes:.0f} MB")


def measure_largest(folder: Path) -> None:
    """Find by bisection how many positions one transaction holds, on a server with a heap of 1 GB."""
    low, high = 10_000, 160_000
    while high - low > 2_500:
        middle = (low + high) // 2
        holds = _holds(folder / str(middle), middle)
        print(f"{middle} positions: {holds or 'too large'}", flush=True)
        low, high = (middle, high) if holds else (low, middle)


def _holds(folder: Path, positions: int) -> str:
    from graphkit.store.load import load
    from graphkit.store.memory import TooLarge

    dossier(folder / "dossier", positions, on_behalf=0)
    found, _ = examine(folder / "dossier")
    with server(folder / "home", "1g") as home, connect(target_of(home)) as driver:
        try:
            done = load(driver, found)
        except TooLarge:
            return ""
    return f"{done.nodes} nodes, {done.relationships} relationships"


def main(what: str = "", *words: str) -> None:
    """Measure what is asked for and print it."""
    measures = {"load": measure_load, "change": measure_change, "largest": measure_largest}
    if what in ("bare", "loaded", "imported"):
        files, home = words
        target: Any = Path(home) if what == "imported" else Home(Path(home))
        print(json.dumps(globals()[what](Path(files), target)))
        return
    for each in [what] if what else ["load", "change"]:
        with tempfile.TemporaryDirectory() as folder:
            measures[each](Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
