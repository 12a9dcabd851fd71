"""Tables of statements in view, and the formulas once more with loops over pairs, issues and stances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import product
from math import sqrt
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from graphkit.analysis.discourse.results import DiscourseNetwork
from graphkit.analysis.discourse.statements import Kind, Names, Scale, Statements, in_order

Ties = dict[tuple[str, str], float]


class Said(NamedTuple):
    """One statement in a test."""

    actor: str
    issue: str
    stance: float
    document: int = 1
    day: str = "2025-01-01"
    weight: float = 1.0


def table(said: Iterable[Said], *, kind: Kind = "sign", scale: Scale | None = None) -> Statements:
    """Statements as the table that is computed from."""
    rows = list(said)
    actors, issues = tuple(sorted({row.actor for row in rows})), tuple(sorted({row.issue for row in rows}))
    return in_order(
        Statements(
            actor=np.array([actors.index(row.actor) for row in rows], np.int64),
            issue=np.array([issues.index(row.issue) for row in rows], np.int64),
            stance=np.array([row.stance for row in rows], np.float64),
            document=np.array([row.document for row in rows], np.int64),
            time=np.array([row.day for row in rows], "datetime64[s]"),
            weight=np.array([row.weight for row in rows], np.float64),
            kept=np.ones(len(rows), np.bool_),
            actors=Names(actors, actors),
            issues=Names(issues, issues),
            scale=scale or Scale(kind),
        )
    )


def ties(network: DiscourseNetwork) -> Ties:
    """The cells of a matrix that are not 0, by the ids of row and column."""
    return {
        (row, column): value
        for row, values in zip(network.rows.ids, network.matrix.toarray(), strict=True)
        for column, value in zip(network.columns.ids, values.tolist(), strict=True)
        if value
    }


def similarity(one: float, other: float, *, kind: Kind, spread: float) -> float:
    """1 where two stances are the same."""
    if kind != "number":
        return float(one == other)
    return 1 - abs(one - other) / spread if spread else 1.0


def slowly(said: Iterable[Said], measure: str, norm: str = "no", *, kind: Kind = "sign", spread: float = 0) -> Ties:
    """One-mode ties by the formulas of REFERENCE, with loops; for signs without what has none."""
    rows = [row for row in said if measure == "ignore" or kind != "sign" or row.stance]
    rows = [row._replace(stance=0) for row in rows] if measure == "ignore" else rows
    counts: Counter[tuple[str, str, float]] = Counter()
    for row in rows:
        counts[row.actor, row.issue, row.stance] += row.weight  # type: ignore[assignment]  # a Counter may hold floats
    actors, issues = sorted({row.actor for row in rows}), sorted({row.issue for row in rows})
    stances = sorted({row.stance for row in rows})

    def tie(one: str, other: str, how: str) -> float:
        total = 0.0
        for issue, mine, theirs in product(issues, stances, stances):
            alike = similarity(mine, theirs, kind=kind, spread=spread)
            factor = {"ignore": 1.0, "congruence": alike, "conflict": 1 - alike, "subtract": 2 * alike - 1}[how]
            total += counts[one, issue, mine] * counts[other, issue, theirs] * factor
        return total

    def divisor(one: str, other: str) -> float:
        said_by = {actor: sum(counts[actor, *cell] for cell in product(issues, stances)) for actor in (one, other)}
        mine, theirs = ([counts[actor, *cell] for cell in product(issues, stances)] for actor in (one, other))
        itself = "ignore" if measure == "ignore" else "congruence"
        return {
            "no": 1.0,
            "average": (said_by[one] + said_by[other]) / 2,
            "dna_cosine": said_by[one] * said_by[other],
            "cosine": sqrt(tie(one, one, itself) * tie(other, other, itself)),
            "jaccard": sum(a * b if a and b else a + b for a, b in zip(mine, theirs, strict=True)),
        }[norm]

    pairs = ((one, other) for one, other in product(actors, actors) if one != other)
    found = {pair: tie(*pair, measure) / divisor(*pair) for pair in pairs if divisor(*pair)}
    return {pair: value for pair, value in found.items() if abs(value) > 1e-12}


def said_at_random(*, stances: Iterable[float] = (-1, 0, 1), weights: bool = False) -> st.SearchStrategy[list[Said]]:
    """Statements of few actors on few issues, so that they meet."""
    return st.lists(
        st.builds(
            Said,
            actor=st.sampled_from("ABCD"),
            issue=st.sampled_from("xyz"),
            stance=st.sampled_from(sorted(stances)).map(float),
            document=st.integers(1, 4),
            day=st.dates(date(2023, 11, 1), date(2025, 3, 1)).map(str),
            weight=st.sampled_from([0.25, 0.5, 1.0]) if weights else st.just(1.0),
        ),
        min_size=1,
        max_size=30,
    )
