"""Inputs as draws: numbers from the ranges that coders gave them, and positions that stand or may be anywhere.

An actor whose report does not stand still bargains; it is not known where it stands, so in such a draw its position is
anywhere on the scale alike.

What has no range is not varied.  Each input has a random stream of its own, named after actor, quantity and issue, so
that its draws depend neither on which others there are nor on their order: two forecasts with the same seed differ by
what was changed alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.table import QUANTITIES, BadInputs, Floats, Inputs, Quantity
from graphkit.dossier.problem import near, quoted

Shape = Literal["triangular", "uniform"]
What = Literal["position", "salience", "capability", "evidence"]
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
    issue, actor : str
    what : "position", "salience", "capability" or "evidence"
        Evidence is whether the position stands as it was coded, and where the actor stands if it does not.
    low, value, high : float
        The range and the number as it stands; of evidence the ends of the scale and the chance, 0 to 1, that the
        position stands.
    """

    issue: str
    actor: str
    what: What
    low: float
    value: float
    high: float

    @property
    def stream(self) -> tuple[str, ...]:
        """The name of its random stream; an actor's capability has one for all issues."""
        return (self.what, self.actor, "" if self.what == "capability" else self.issue)


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


@dataclass(frozen=True, slots=True)
class Plan:
    """What of the inputs on one issue varies, and how.

    Attributes
    ----------
    table : Inputs
    varied : tuple of Varied
        By actor and quantity.
    numbers : int
        How many numbers the table has: positions, saliences and capabilities that are known.
    shape : "triangular" or "uniform"
    """

    table: Inputs
    varied: tuple[Varied, ...]
    numbers: int
    shape: Shape

    @property
    def ranges(self) -> int:
        """How many of the numbers have a range."""
        return sum(each.what != "evidence" for each in self.varied)

    def uniforms(self, count: int, seed: int) -> Floats:
        """Draws between 0 and 1 of shape (count, varied); the first of many are the same as of few."""
        found = np.empty((count, len(self.varied)))
        for column, each in enumerate(self.varied):
            found[:, column] = stream(seed, *each.stream).random(count)
        return found

    def realise(self, uniforms: Floats) -> Draws:
        """The inputs that draws between 0 and 1 stand for.

        Parameters
        ----------
        uniforms : array of shape (draws, varied)
        """
        count, table = len(uniforms), self.table
        numbers = {what: np.tile(getattr(table, what), (count, 1)) for what in QUANTITIES}
        for column, each in enumerate(self.varied):
            row, drawn = table.actors.index(each.actor), uniforms[:, column]
            if each.what == "evidence":
                numbers["position"][:, row] = anywhere(drawn, each, numbers["position"][:, row])
            else:
                numbers[each.what][:, row] = spread_over(drawn, each, self.shape)
        return Draws(table, numbers["position"], numbers["salience"], numbers["capability"])


def plan(
    table: Inputs,
    *,
    shape: Shape = "triangular",
    margins: Mapping[str, Margin] = NO_MARGINS,
) -> Plan:
    """What varies on one issue: numbers that have a range, and positions whose evidence is graded below certain.

    Parameters
    ----------
    table : Inputs
    shape : "triangular" or "uniform"
        How a number is drawn from its range: likeliest as it stands and ever less so towards the ends, or from
        anywhere alike.
    margins : mapping of str to Margin, optional
        By quantity, a range for every number that has none.  Ranges end where the scale does; salience ends at full
        salience, and nothing is below 0 but what the scale has there.

    Returns
    -------
    Plan

    Raises
    ------
    BadInputs
        If there is no such quantity or shape, or a number lies outside its range.

    Examples
    --------
    >>> found = plan(Inputs("toll", ("a", "b"), [0, 50], low=[0, 40], high=[0, 70]))
    >>> [(each.actor, each.what, each.low, each.high) for each in found.varied], found.numbers
    ([('b', 'position', 40.0, 70.0)], 2)
    """
    if shape not in ("triangular", "uniform"):
        raise BadInputs(f"no shape {quoted(shape)}; {near(shape, ('triangular', 'uniform'))}")
    for name in margins:
        if name not in QUANTITIES:
            raise BadInputs(f"no quantity {quoted(name)}; {near(name, QUANTITIES)}")
    varied = [each for row in range(len(table)) for each in _of_actor(table, row, margins)]
    numbers = sum(int((~np.isnan(getattr(table, what))).sum()) for what in QUANTITIES)
    return Plan(table, tuple(varied), numbers, shape)


def _of_actor(table: Inputs, row: int, margins: Mapping[str, Margin]) -> Iterator[Varied]:
    for what in QUANTITIES:
        value = float(getattr(table, what)[row])
        low, high = _range(table, row, what, value, margins.get(what))
        if low < high:
            yield Varied(table.issue, table.actors[row], what, low, value, high)
    chance = float(table.chance[row])
    if chance < 1:
        yield Varied(table.issue, table.actors[row], "evidence", min(table.scale), chance, max(table.scale))


def _range(table: Inputs, row: int, what: Quantity, value: float, margin: Margin | None) -> tuple[float, float]:
    """The ends of a range; the number itself at an end that nobody gave."""
    names = ("low", "high") if what == "position" else (f"{what}_low", f"{what}_high")
    low, high = (float(getattr(table, name)[row]) for name in names)
    if np.isnan(low) and np.isnan(high):
        if margin is None or np.isnan(value):
            return value, value
        (low, high), (least, most) = margin.around(value), _bounds(table, what, value)
        return max(low, least), min(high, most)
    low, high = (value if np.isnan(each) else each for each in (low, high))
    if not low <= value <= high:
        actor, issue = quoted(table.actors[row]), quoted(table.issue)
        raise BadInputs(f"the {what} {value:g} of {actor} on {issue} is not in its range from {low:g} to {high:g}")
    return low, high


def _bounds(table: Inputs, what: Quantity, value: float) -> tuple[float, float]:
    """Where a range that a margin makes ends at the latest."""
    if what == "position":
        return min(*table.scale, value), max(*table.scale, value)
    return 0.0, max(table.full_salience, value) if what == "salience" else np.inf


def spread_over(uniforms: Floats, over: Varied, shape: Shape) -> Floats:
    """The numbers of a range that draws between 0 and 1 stand for, by the inverse of its distribution.

    Parameters
    ----------
    uniforms : array of shape (draws,)
    over : Varied
    shape : "triangular" or "uniform"

    Examples
    --------
    >>> over = Varied("toll", "a", "position", 0, 50, 100)
    >>> spread_over(np.array([0.125, 0.5, 0.875]), over, "triangular").tolist()
    [25.0, 50.0, 75.0]
    """
    low, value, high = over.low, over.value, over.high
    length = high - low
    if shape == "uniform":
        return low + length * uniforms
    rising = low + np.sqrt(uniforms * length * (value - low))
    falling = high - np.sqrt((1 - uniforms) * length * (high - value))
    drawn: Floats = np.where(uniforms * length < value - low, rising, falling)
    return np.clip(drawn, low, high)


def anywhere(uniforms: Floats, evidence: Varied, coded: Floats) -> Floats:
    """Positions as coded where draws between 0 and 1 are below the chance of that, and anywhere on the scale elsewhere.

    One draw decides both: what it has above the chance, as a share of the rest, is the place on the scale.

    Parameters
    ----------
    uniforms, coded : array of shape (draws,)
    evidence : Varied

    Examples
    --------
    >>> evidence = Varied("toll", "a", "evidence", 0, 0.5, 100)
    >>> anywhere(np.array([0.2, 0.5, 0.75]), evidence, np.array([30.0, 30.0, 30.0])).tolist()
    [30.0, 0.0, 50.0]
    """
    chance = evidence.value
    place = evidence.low + (uniforms - chance) / (1 - chance) * (evidence.high - evidence.low)
    return np.where(uniforms < chance, coded, np.minimum(place, evidence.high))


def stream(seed: int, *names: str) -> np.random.Generator:
    """A random stream that depends on a seed and a name alone."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    key = tuple(int.from_bytes(digest[start : start + 4], "little") for start in range(0, 32, 4))
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
