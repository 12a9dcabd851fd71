"""How reading and checking grow with the dossier, and what the cache saves.

Usage: ``python benchmarks/size.py [POSITIONS ...]``; by default 1,000, 10,000 and 100,000.  For each size and form a
made-up dossier is checked in a process of its own, first without and then with what the cache kept.  The peer reads the
same files in the same run and checks nothing: PyYAML's fast loader for YAML, the csv module for CSV.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate import write

YAML = (
    "import pathlib, sys, yaml\n"
    "for file in pathlib.Path(sys.argv[1]).glob('*.yaml'):\n"
    "    yaml.load(file.read_text('utf-8'), getattr(yaml, 'CSafeLoader', yaml.SafeLoader))"
)
CSV = (
    "import csv, pathlib, sys\n"
    "for file in pathlib.Path(sys.argv[1]).glob('*.csv'):\n"
    "    list(csv.DictReader(file.open(encoding='utf-8', newline='')))"
)
PEERS = {"yaml": YAML, "csv": CSV}
TARGETS = {"yaml": "90 s, 1.5 GB, again 2 s", "csv": "15 s, 1 GB, again 2 s"}


def run(arguments: list[str], cache: str) -> tuple[float, float]:
    """Seconds and peak memory, in MB, of one run of Python."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "GRAPHKIT_CACHE": cache},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments[:3]} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main(*sizes: int) -> None:
    """Run, and print seconds, memory and ratios."""
    heads = ("positions", "check s", "MB", "us each", "again s", "peer s", "ratio")
    print("form " + "".join(f"{head:>10}" for head in heads))
    for form, peer in PEERS.items():
        for size in sizes:
            print(f"{form:5}{size:10,}" + "".join(f"{value:10.2f}" for value in measured(form, peer, size)))
        print(f"     target for 100,000: {TARGETS[form]}")


def measured(form: str, peer: str, size: int) -> tuple[float, ...]:
    """Seconds, megabytes, microseconds a position, seconds again, seconds of the peer, and the ratio to it."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder, "d"), size, form=form)
        dossier, cache = str(Path(folder, "d")), str(Path(folder, "cache"))
        others, _ = run(["-c", peer, dossier], cache)
        first, memory = run(["-m", "graphkit", "check", dossier], cache)
        again, _ = run(["-m", "graphkit", "check", dossier], cache)
    return first, memory, 1e6 * first / size, again, others, first / others


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:]) if sys.argv[1:] else (1_000, 10_000, 100_000)))
