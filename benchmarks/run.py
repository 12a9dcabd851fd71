"""Run every benchmark: ``python benchmarks/run.py``.  What each measures, and against whom, stands at its head."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

BENCHMARKS = (
    "startup.py",
    "size.py",
    "page.py",
    "discourse.py",
    "influence.py",
    "camps.py",
    "voting.py",
    "forecast.py",
    "loading.py",
)


def main() -> int:
    """Run the benchmarks one after the other; the exit code of the first that fails."""
    print(f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores")
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        code = subprocess.run([sys.executable, str(Path(__file__).with_name(name))], check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
