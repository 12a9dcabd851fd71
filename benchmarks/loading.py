"""Load 100,000 nodes and 300,000 relationships into a real Neo4j, checks and all, against a bare ``UNWIND … MERGE``.

The bare loop sends the same rows with the driver in the same run, in batches of the same size.
Usage: ``python benchmarks/loading.py [load|change|questions|largest]``, without a word all but the last.  It starts a
server of its own in a temporary folder.  Ratios above 1 are in graphkit's favour.  Beside the seconds stand those
of the processor, client and server together, which tell more on a machine that others use too.

load       the loader against the bare loop, its memory, and bulk export with offline import against the loader
change     one claim in a dossier of 100,000 positions
questions  every question on that dossier
largest    the largest dossier that one transaction holds on a heap of 1 GB, by bisection (an hour)
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
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from generate import write as generate

from graphkit.dossier.checks import examine
from graphkit.dossier.dossier import Records
from graphkit.dossier.writer import write
from graphkit.store.connection import connect, target_of
from graphkit.store.home import Home, running
from graphkit.store.server import start, stop
from graphkit.store.settings import Wanted

BATCH = 10_000
HEAP = "3g"  # one transaction of this size needs more than 2
POSITIONS = 43_500  # with two on whose behalf each is taken, these make 100,000 nodes and 300,000 relationships
LARGE = 100_000  # positions
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


class Took(NamedTuple):
    """Seconds that something took, those of the processor in it, and the most megabytes."""

    seconds: float
    cpu: float
    megabytes: float = 0

    def __add__(self, other: Took) -> Took:  # type: ignore[override]  # one after the other, not one tuple behind the other
        return Took(self.seconds + other.seconds, self.cpu + other.cpu, max(self.megabytes, other.megabytes))

    def __str__(self) -> str:
        return f"{self.seconds:6.1f} s ({self.cpu:.1f} s of the processor)"


def timed(work: Callable[[], Any], home: Home | None = None) -> Took:
    """What `work` took, with the processor's seconds of its children and of the server of a home."""
    begin, busy = time.perf_counter(), _busy(home)
    work()
    return Took(time.perf_counter() - begin, _busy(home) - busy)


def _busy(home: Home | None) -> float:
    """Seconds of the processor that this process, its children and a server used until now."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system + _server_busy(home)


def _server_busy(home: Home | None) -> float:
    serving = running(home) if home else None
    if serving is None:
        return 0
    told = subprocess.run(["ps", "-o", "time=", "-p", str(serving.pid)], check=True, stdout=subprocess.PIPE, text=True)
    seconds = 0.0
    for part in told.stdout.strip().replace("-", ":").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def told(*words: object) -> dict[str, Any]:
    """What this program, called again with these words, says as JSON; a process of its own shows its own memory."""
    done = subprocess.run([sys.executable, str(HERE), *map(str, words)], check=True, stdout=subprocess.PIPE)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def graphkit(*words: object, home: Home | None = None) -> Took:
    """What a command takes, with the processor's seconds of the server of a home."""
    begin, busy = time.perf_counter(), _server_busy(home)
    with subprocess.Popen([sys.executable, "-m", "graphkit", *map(str, words)], stdout=subprocess.DEVNULL) as command:
        _, code, usage = os.wait4(command.pid, 0)
        command.returncode = os.waitstatus_to_exitcode(code)
    if command.returncode:
        raise SystemExit(f"{words} gave {command.returncode}")
    cpu = usage.ru_utime + usage.ru_stime + _server_busy(home) - busy
    return Took(time.perf_counter() - begin, cpu, usage.ru_maxrss / 1024)


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

        return {"took": timed(loop, home), "nodes": len(graph), "relationships": graph.number_of_edges()}


def loaded(folder: Path, home: Home) -> dict[str, Any]:
    """The same by the loader, from a dossier in memory; the most memory that the process had, opening included."""
    from graphkit.store.load import load

    found, _ = examine(folder)
    with connect(target_of(home)) as driver:
        took = timed(lambda: load(driver, found), home)
    return {"took": took, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


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
        bare_took, load_took = (min(Took(*each["took"]) for each in some) for some in (bares, loads))
        sizes = f"{bares[0]['nodes']} nodes, {bares[0]['relationships']} relationships"
        print(f"load      {load_took} for {sizes}, {loads[0]['megabytes']:.0f} MB")
        print(f"bare      {bare_took}; {_ratio(bare_took, load_took)} (must be above 0.5)")
        empty(home)
        online = graphkit("neo4j", "load", files, "--home", home.folder, home=home)
        print(f"command   {online} with opening the files, {online.megabytes:.0f} MB (must be under 600)")
        again_took = graphkit("neo4j", "load", files, "--home", home.folder, home=home)
        print(f"again     {again_took}, which changes nothing")
    tables = folder / "tables"
    export = graphkit("export", files, "--format", "neo4j-admin", "-o", tables)
    bulk = export + Took(*told("imported", tables, again)["took"])
    print(f"bulk      {bulk}, {export.seconds:.1f} s of them export; {_ratio(online, bulk)} to the command")
    with server(again, HEAP) as home:
        offline = graphkit("neo4j", "load", files, "--offline", "--home", home.folder)
        print(f"offline   {offline} with checks and two stops, {offline.megabytes:.0f} MB (or the importer's)")


def _ratio(one: Took, other: Took) -> str:
    return f"ratio {one.seconds / other.seconds:.2f}, of the processor {one.cpu / other.cpu:.2f}"


def imported(tables: Path, home: Path) -> dict[str, Any]:
    """The import of tables, as by hand."""
    from graphkit.store.home import last
    from graphkit.store.offline_import import import_tables

    known = last(Home(home))
    assert known
    with tempfile.TemporaryDirectory(dir=home) as folder:
        return {"took": timed(lambda: import_tables(tables, Path(folder), known, tell=lambda _: None))}


@contextmanager
def large(folder: Path) -> Iterator[tuple[Home, Path]]:
    """A server that holds a dossier of 100,000 positions, and its files."""
    files = folder / "large"
    dossier(files, LARGE, on_behalf=0)
    with server(folder / "home", "1g") as home:
        graphkit("neo4j", "load", files, "--offline", "--home", home.folder)
        yield home, files


def measure_change(folder: Path) -> None:
    """One changed claim in a dossier of 100,000 positions."""
    with large(folder) as (home, files):
        table = files / "positions.csv"
        text = table.read_text("utf-8")
        table.write_text(text.replace(f"({LARGE // 2}).", "(changed)."), "utf-8")
        first = told("loaded", files, home.folder)
        nothing = graphkit("neo4j", "load", files, "--home", home.folder, home=home)
        table.write_text(text.replace(f"({LARGE // 2}).", "(changed again)."), "utf-8")
        again = graphkit("neo4j", "load", files, "--home", home.folder, home=home)
        print(f"change    {Took(*first['took'])} for one claim among 100,000 positions (must be under 5)")
        print(f"          {again} with reading and checking the files, {nothing.seconds:.1f} s to find nothing to do")
        print(f"          {again.megabytes:.0f} MB")


def measure_questions(folder: Path) -> None:
    """Every question on a dossier of 100,000 positions: the fastest of five answers."""
    from graphkit.store.questions import questions
    from graphkit.store.run import reading, rows

    chosen = {
        f"{kind} id": f"{kind}:{kind}-7" for kind in ("actor", "issue", "event", "source", "proposal", "position")
    }
    always = {"dossier": "generated", "as_of": date(2025, 12, 30), "known_on": date.max}
    with large(folder) as (home, _), connect(target_of(home)) as driver:
        for question in questions().values():
            values = {each.name: each.default for each in question.parameters} | {
                each.name: chosen.get(each.kind) or (each.choices or (each.example,))[0]
                for each in question.parameters
                if each.required
            }
            if "other" in values:
                values["other"] = "actor:actor-8"
            with reading(driver, timeout=300) as transaction:
                parameters = {**always, **values}
                count = len(rows(transaction, question.text, parameters).rows)
                took = [timed(lambda: rows(transaction, question.text, parameters)) for _ in range(6)]  # noqa: B023
            print(f"{question.name:24} {1000 * min(took).seconds:8.0f} ms, {count} rows")


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
    measures = {
        "load": measure_load,
        "change": measure_change,
        "questions": measure_questions,
        "largest": measure_largest,
    }
    if what in ("bare", "loaded", "imported"):
        files, home = words
        target: Any = Path(home) if what == "imported" else Home(Path(home))
        print(json.dumps(globals()[what](Path(files), target)))
        return
    for each in [what] if what else ["load", "change", "questions"]:
        with tempfile.TemporaryDirectory() as folder:
            measures[each](Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
