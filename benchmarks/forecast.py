"""How long forecasts over draws take: 10,000 draws, 30 actors, 15 issues, against the same models run draw by draw.

Usage: ``python benchmarks/forecast.py``.  Every number has a range and half of the positions may not stand, and rest on
three sources.  The peer
runs in the same process on the first draws, and its outcomes must be the same; how long it would take for all is what
it took, times how many more there are.  Ratios are of processor time, which others on the machine disturb less.
"""

from __future__ import annotations

import resource
import time

import numpy as np

from graphkit.bargaining.batch_challenge import WORKERS
from graphkit.bargaining.forecast import Model, Settings, forecast
from graphkit.bargaining.plans import plan
from graphkit.bargaining.sensitivity import sobol
from graphkit.bargaining.standing import standing
from graphkit.bargaining.table import Inputs
from graphkit.bargaining.uncertainty import uncertain

DRAWS, ACTORS, ISSUES, TARGET_S = 10_000, 30, 15, 60.0
ONE_BY_ONE = 40
RELIABILITY = {"carrier": 0.9, "source 0": 0.9, "source 1": 0.9, "source 2": 0.7}
MODELS: tuple[Model, ...] = ("compromise", "challenge")


def drawn(issue: str, *, seed: int, actors: int = ACTORS) -> Inputs:
    """An issue on which every number has a range."""
    random = np.random.default_rng(seed)
    position, salience = random.uniform(0, 100, actors), random.uniform(20, 90, actors)
    capability = random.uniform(1, 100, actors)
    rests = tuple(
        standing(f"{issue} {number}", 1.0, [((f"source {number % 3}", "carrier"), 0.95)], RELIABILITY)
        if number % 2
        else None
        for number in range(actors)
    )
    return Inputs(
        issue,
        tuple(f"{number:02}" for number in range(actors)),
        position,
        salience=salience,
        capability=capability,
        low=np.maximum(position - 10, 0),
        high=np.minimum(position + 10, 100),
        salience_low=salience - 10,
        salience_high=salience + 10,
        capability_low=0.8 * capability,
        capability_high=1.2 * capability,
        chance=np.array([np.nan if each is None else each.chance for each in rests]),
        standing=rests,
    )


def main() -> None:
    """Run, and print seconds and ratios."""
    tables = [drawn(f"issue-{number}", seed=number) for number in range(ISSUES)]
    before = memory()
    start, busy = time.perf_counter(), time.process_time()
    uncertain(tables, MODELS, draws=DRAWS, seed=1)
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    print(
        f"{' and '.join(MODELS)}: {DRAWS:,} draws, {ACTORS} actors, {ISSUES} issues: {seconds:.1f} s "
        f"({cpu:.1f} s of processor time in {WORKERS} threads; target {TARGET_S:g} s)"
    )
    print(f"memory: {memory() - before:.0f} MB more than before, at most")
    table = tables[0]
    draws = plan(table).realise(plan(table).uniforms(ONE_BY_ONE, 1))
    for model in MODELS:
        start = time.process_time()
        alone = [forecast([draws.at(row)], [model], Settings()).rows[0].outcome for row in range(ONE_BY_ONE)]
        slow = (time.process_time() - start) / ONE_BY_ONE
        start = time.process_time()
        values = uncertain([table], [model], draws=DRAWS, seed=1).rows[0].values
        quick = (time.process_time() - start) / DRAWS
        worst = float(np.abs(values[:ONE_BY_ONE] - np.array(alone, np.float64)).max())
        print(
            f"{model}: {quick * 1e6:.0f} µs a draw; one by one {slow * 1e3:.1f} ms, {slow / quick:.0f} times as long "
            f"({slow * DRAWS * ISSUES:,.0f} s for all); outcomes differ by {worst:.0e} at most"
        )
    few = drawn("few", seed=1, actors=9)
    found = uncertain([few], ["challenge"], draws=1000, seed=1)
    start = time.perf_counter()
    found_indices = sobol(found)
    runs = found_indices.base * (len(found.plans[0].varied) + 2)
    print(f"Sobol indices of the challenge model, 9 actors: {runs:,} runs in {time.perf_counter() - start:.1f} s")


def memory() -> float:
    """The most that the process has taken so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
