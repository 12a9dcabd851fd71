"""How long the command line takes to start and to check the bundled dossier.

Usage: ``python benchmarks/startup.py [ROUNDS]``.  Each command runs in a process of its own, the peers by turns with
it; the median counts.  Peers: ``import click`` for the help, and PyYAML's fast loader reading the same files, which
checks nothing, for the check.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from graphkit.dossier.bundled import bundled_dossier

SEED = str(bundled_dossier("istanbul-2025"))
LOAD = (
    "import pathlib, sys, yaml\n"
    "for file in pathlib.Path(sys.argv[1]).glob('*.yaml'):\n"
    "    yaml.load(file.read_text('utf-8'), getattr(yaml, 'CSafeLoader', yaml.SafeLoader))"
)
COMMANDS = {
    "graphkit --help": ["-m", "graphkit", "--help"],
    "import click": ["-c", "import click"],
    "graphkit check SEED": ["-m", "graphkit", "check", SEED],
    "PyYAML reads SEED": ["-c", LOAD, SEED],
}
RATIOS = (("graphkit --help", "import click", 2.0), ("graphkit check SEED", "PyYAML reads SEED", None))
TARGETS_S = {"graphkit check SEED": 1.5}


def seconds(arguments: list[str]) -> float:
    """Wall time of one run of Python."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def main(rounds: int = 15) -> None:
    """Run, and print medians and ratios."""
    runs: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            runs[name].append(seconds(arguments))
    medians = {name: statistics.median(each) for name, each in runs.items()}
    for name, median in medians.items():
        target = f"   (target {TARGETS_S[name]:g} s)" if name in TARGETS_S else ""
        print(f"{name:24} {median:7.3f} s, fastest {min(runs[name]):.3f} s{target}")
    for mine, peer, target_ratio in RATIOS:
        aim = f"   (target {target_ratio:g})" if target_ratio else ""
        print(f"{mine} / {peer}: {medians[mine] / medians[peer]:.2f}{aim}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
