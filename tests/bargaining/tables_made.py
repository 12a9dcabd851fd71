"""Tables of inputs for laws: a few actors with whole numbers."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from graphkit.bargaining.table import Inputs

NAMES = "abcdefgh"


def made(actors: Sequence[str], position: Any, **more: Any) -> Inputs:
    """A table on the issue ``toll``."""
    return Inputs("toll", tuple(actors), position, **more)


@st.composite
def tables(draw: st.DrawFn, *, fewest: int = 1, most: int = 6, salience: tuple[int, int] = (1, 100)) -> Inputs:
    """A table on the issue ``x`` in which everybody has some capability."""
    many = draw(st.integers(fewest, most))

    def numbers(low: int, high: int) -> list[float]:
        return draw(st.lists(st.integers(low, high).map(float), min_size=many, max_size=many))

    return made(NAMES[:many], numbers(0, 100), salience=numbers(*salience), capability=numbers(1, 100))


def emission_standards(shared: Path) -> Inputs:
    """The table of Bueno de Mesquita (1994), p. 78, and Scholz, Calbert and Smith (2011), table 1."""
    with (shared / "data" / "challenge" / "emission_standards.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    numbers: Any = {name: [float(row[name.title()]) for row in rows] for name in ("position", "salience", "capability")}
    actors = tuple(row["Actor"] for row in rows)
    return Inputs("years", actors, **numbers, scale=(4.0, 10.0), full_salience=1.0)
