"""Efficient packages of two actors: a path from the best package for the one to the best for the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphkit.bargaining.exchange import LEAST
from graphkit.bargaining.table import Floats, Inputs


@dataclass(frozen=True, slots=True)
class Package:
    """An outcome on every issue, and what it is worth to the two.

    Attributes
    ----------
    name : str
        ``no deal``, ``pareto 1`` and so on, ``nash``, ``kalai_smorodinsky`` or ``best``.
    values : mapping of str to float
        On the issues' own scales.
    losses : (float, float)
        Σ s·|x − own position|: points of scales from 0 to 100, times salience as a share of full salience.
    gains : (float, float), optional
        How much less each loses than without a deal; None where it is not known what is without one.
    """

    name: str
    values: Mapping[str, float]
    losses: tuple[float, float]
    gains: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Concession:
    """What a package changes on one issue, against no deal.

    Attributes
    ----------
    issue : str
    start, end : float
        On the issue's scale: without a deal, and in the package.
    gains : (float, float)
        What each of the two gains by the change, below 0 for who loses: points from 0 to 100 times salience as a share.
    gives, takes : tuple of str
        Who loses by the change, and who gains.
    """

    issue: str
    start: float
    end: float
    gains: tuple[float, float]
    gives: tuple[str, ...]
    takes: tuple[str, ...]


class Path:
    """The Pareto set as a path from 0, the best for the first actor, to `steps`, the best for the second."""

    def __init__(self, tables: Sequence[Inputs], actors: tuple[str, str]) -> None:
        self.issues, self.actors = [table.issue for table in tables], actors
        self.low = np.array([table.scale[0] for table in tables])
        self.length = np.array([table.scale[1] - table.scale[0] for table in tables])
        own = np.array([[table.actors.index(actor) for table in tables] for actor in actors])
        places = [[table.position[row] for table, row in zip(tables, rows, strict=True)] for rows in own]
        self.ideal = self._shares(np.array(places))
        salience = [[t.salience[row] / t.full_salience for t, row in zip(tables, rows, strict=True)] for rows in own]
        self.salience = np.array(salience)
        self.start: Floats | None = None
        self._order()

    def _order(self) -> None:
        """In which step each issue goes over; those that matter to one alone, or to both alike, never move."""
        one, other = self.salience
        moves = (self.ideal[0] != self.ideal[1]) & (one > 0) & (other > 0)
        ratio = np.divide(one, other, out=np.zeros(len(one)), where=moves)
        order = [int(k) for k in np.argsort(ratio, kind="stable") if moves[k]]
        self.steps = len(order)
        self.step = np.where(one > 0, self.steps, -1).astype(float)
        self.step[order] = np.arange(self.steps)

    def _shares(self, values: Floats) -> Floats:
        """Values on the issues' scales as points from 0 to 100."""
        shares: Floats = (values - self.low) / self.length * 100
        return shares

    def at(self, point: float) -> Floats:
        """The package at a point of the path, in points from 0 to 100."""
        share = np.clip(point - self.step, 0, 1)
        package: Floats = (1 - share) * self.ideal[0] + share * self.ideal[1]
        return package

    def from_here(self, start: Floats) -> None:
        """Count gains from what is without a deal, values on the issues' scales."""
        self.start = self._shares(start)

    def losses(self, points: Floats) -> Floats:
        """What each of the two loses by a package."""
        losses: Floats = (self.salience * np.abs(points - self.ideal)).sum(axis=1)
        return losses

    def gains(self, point: float) -> Floats:
        """What each of the two gains at a point of the path; what is next to nothing is 0."""
        assert self.start is not None
        gains = self.losses(self.start) - self.losses(self.at(point))
        return np.where(np.abs(gains) < LEAST, 0.0, gains)

    def rational(self) -> tuple[float, float]:
        """The part of the path on which nobody gets less than without a deal; from high to low if there is none."""
        corners = np.arange(self.steps + 1.0)
        first, second = np.array([self.gains(point) for point in corners]).T
        low = np.interp(0, second, corners) if second[-1] >= 0 else np.inf
        high = np.interp(0, -first, corners) if first[0] >= 0 else -np.inf
        return float(low), float(high)

    def package(self, name: str, point: float) -> Package:
        """The package at a point of the path."""
        return self._told(name, self.at(point))

    def told(self, name: str, values: Floats) -> Package:
        """Values on the issues' scales as a package."""
        return self._told(name, self._shares(values))

    def _told(self, name: str, points: Floats) -> Package:
        losses = self.losses(points)
        values = (points / 100 * self.length + self.low).tolist()
        first, second = losses.tolist()
        package = dict(zip(self.issues, values, strict=True))
        if self.start is None:
            return Package(name, package, (first, second))
        one, other = (self.losses(self.start) - losses).tolist()
        return Package(name, package, (first, second), (one, other))

    def concessions(self, values: Mapping[str, float]) -> tuple[Concession, ...]:
        """What a package changes, issue by issue, against no deal."""
        assert self.start is not None
        end = self._shares(np.array([values[issue] for issue in self.issues]))
        nearer = (np.abs(self.start - self.ideal) - np.abs(end - self.ideal)) * self.salience
        moved = np.flatnonzero(np.abs(end - self.start) > LEAST)
        return tuple(self._concession(int(column), nearer[:, column], values) for column in moved)

    def _concession(self, column: int, nearer: Floats, values: Mapping[str, float]) -> Concession:
        assert self.start is not None
        first, second = nearer.tolist()
        gives = tuple(actor for actor, gain in zip(self.actors, nearer, strict=True) if gain < -LEAST)
        takes = tuple(actor for actor, gain in zip(self.actors, nearer, strict=True) if gain > LEAST)
        start = float(self.start[column] / 100 * self.length[column] + self.low[column])
        return Concession(self.issues[column], start, values[self.issues[column]], (first, second), gives, takes)
