"""Tables of inputs for laws: a few actors with whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from graphkit.bargaining.table import Inputs
from graphkit.formats.bargaining import read_inputs

NAMES = "abcdefgh"


def made(actors: Sequence[str], position: Any, **more: Any) -> Inputs:
    """A table on the issue ``toll``."""
    return Inputs("toll", tuple(actors), position, **more)


def changed(table: Inputs, **parts: Any) -> Inputs:
    """A table with other parts, given as lists."""
    return replace(table, **parts)


@st.composite
def tables(draw: st.DrawFn, *, fewest: int = 1, most: int = 6, salience: tuple[int, int] = (1, 100)) -> Inputs:
    """A table on the issue ``x`` in which everybody has some capability."""
    many = draw(st.integers(fewest, most))

    def numbers(low: int, high: int) -> list[float]:
        return draw(st.lists(st.integers(low, high).map(float), min_size=many, max_size=many))

    return made(NAMES[:many], numbers(0, 100), salience=numbers(*salience), capability=numbers(1, 100))


def emission_standards(shared: Path) -> Inputs:
    """The table of Bueno de Mesquita (1994), p. 78, and Scholz, Calbert and Smith (2011), table 1."""
    return read_inputs(shared / "data" / "challenge" / "emission_standards.csv", scale=(4, 10))[0]
