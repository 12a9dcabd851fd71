"""Inputs as draws: numbers from the ranges that coders gave them, and positions that stand or may be anywhere.

An actor whose report does not stand still bargains; it is not known where it stands, so in such a draw its position is
anywhere on the scale alike.  Whether a source is reliable is drawn once for all that rests on it, on every issue;
whether what it says is credible, once for each claim.

What has no range is not varied.  Each input has random streams of its own, named after actor, quantity and issue, or
after the source or the claim, so that its draws depend neither on which others there are nor on their order: two
forecasts with the same seed differ by what was changed alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.table import Floats, Inputs, Quantity

Shape = Literal["triangular", "uniform"]
What = Literal["position", "salience", "capability", "evidence", "reliability"]
NO_MARGINS: Mapping[str, Margin] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Margin:
    """A range to give a number that has none: so much to either side.

    Attributes
    ----------
    size : float
        From 0 up, in points, or in percent of the number.
    percent : bool
    """

    size: float
    percent: bool = False

    def around(self, value: float) -> tuple[float, float]:
        """The ends of the range.

        Examples
        --------
        >>> Margin(10, percent=True).around(50)
        (45.0, 55.0)
        """
        by = abs(value) * self.size / 100 if self.percent else self.size
        return value - by, value + by


@dataclass(frozen=True, slots=True)
class Varied:
    """One input that is not certain.

    Attributes
    ----------
    issue : str
    actors : tuple of str
        Whose; of evidence all who hold the position, of reliability all whose positions rest on the source.
    what : "position", "salience", "capability", "evidence" or "reliability"
        Evidence is whether the position stands as it was coded, given its sources, and where the actors stand if it
        does not; reliability is whether a source is reliable.
    low, value, high : float
        The range and the number as it stands; of evidence and reliability the ends of the scale and the chance, 0 to
        1, that the position stands or the source is reliable.
    shape : "triangular" or "uniform"
        How a number is drawn from its range.
    name : str
        Of reliability the id of the source, of evidence the name of the claim.
    """

    issue: str
    actors: tuple[str, ...]
    what: What
    low: float
    value: float
    high: float
    shape: Shape = "triangular"
    name: str = ""

    @property
    def actor(self) -> str:
        """Whose it is, as a word; empty for a source, which is nobody's."""
        return "" if self.what == "reliability" else ", ".join(self.actors)

    @property
    def source(self) -> str:
        """The id of the source whose reliability it is; empty for all else."""
        return self.name if self.what == "reliability" else ""

    @property
    def streams(self) -> tuple[tuple[str, ...], ...]:
        """The names of its random streams; an actor's capability has one for all issues, and so has a source."""
        if self.what == "reliability":
            return (("reliability", self.name),)
        if self.what == "evidence":
            claim = ("claim", self.name) if self.name else ("claim", self.actor, self.issue)
            return claim, *(("place", actor, self.issue) for actor in self.actors)
        return ((self.what, self.actor, "" if self.what == "capability" else self.issue),)


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """The inputs on one issue, drawn many times.

    Attributes
    ----------
    table : Inputs
        As they stand.
    position, salience, capability : array of shape (draws, actors)
        NaN where a number is not known.
    """

    table: Inputs
    position: Floats
    salience: Floats
    capability: Floats

    def __len__(self) -> int:
        return len(self.position)

    def having(self, *needs: Quantity) -> Draws:
        """The same without the actors that lack one of the quantities."""
        full = self.table.having(*needs)
        kept = [row for row, actor in enumerate(self.table.actors) if actor in full.actors]
        return Draws(full, self.position[:, kept], self.salience[:, kept], self.capability[:, kept])

    def part(self, rows: slice | npt.NDArray[np.int64]) -> Draws:
        """Some of the draws."""
        return Draws(self.table, self.position[rows], self.salience[rows], self.capability[rows])

    def at(self, row: int) -> Inputs:
        """One draw as a table."""
        return replace(
            self.table, position=self.position[row], salience=self.salience[row], capability=self.capability[row]
        )


def spread_over(uniforms: Floats, over: Varied) -> Floats:
    """The numbers of a range that draws between 0 and 1 stand for, by the inverse of its distribution.

    Parameters
    ----------
    uniforms : array of shape (draws,)
    over : Varied

    Examples
    --------
    >>> over = Varied("toll", ("a",), "position", 0, 50, 100)
    >>> spread_over(np.array([0.125, 0.5, 0.875]), over).tolist()
    [25.0, 50.0, 75.0]
    """
    low, value, high = over.low, over.value, over.high
    length = high - low
    if over.shape == "uniform":
        return low + length * uniforms
    rising = low + np.sqrt(uniforms * length * (value - low))
    falling = high - np.sqrt((1 - uniforms) * length * (high - value))
    drawn: Floats = np.where(uniforms * length < value - low, rising, falling)
    return np.clip(drawn, low, high)


def stream(seed: int, *names: str) -> np.random.Generator:
    """A random stream that depends on a seed and a name alone."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    key = tuple(int.from_bytes(digest[start : start + 4], "little") for start in range(0, 32, 4))
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
