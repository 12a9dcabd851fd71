"""Where the level of a series changes, and which events came just before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graphkit.analysis.discourse.statements import Floats
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Event
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A change of level.

    Attributes
    ----------
    at : int
        The index of the first value of the new level.
    on : datetime.date or None
        The first day of its window.
    before, after : float
        The mean of the stretch before and of the one after.
    chance : float
        The share of shuffled series, 0 to 1, that a single change fits at least as well as this one fits the two
        stretches.
    events : tuple of Event
        What happened in the days before, the last first.  That it came before is all that is said.
    """

    at: int
    on: date | None
    before: float
    after: float
    chance: float
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class ChangePoints(ShowsItself):
    """The changes of a series, and how they were found."""

    points: tuple[ChangePoint, ...]
    parameters: dict[str, Any]

    def rows(self) -> list[dict[str, Any]]:
        """One row for each change."""
        return [
            {
                "on": each.on,
                "before": each.before,
                "after": each.after,
                "chance": each.chance,
                "events": [f"event:{event.id}" for event in each.events],
            }
            for each in self.points
        ]

    def _shown(self) -> Shown:
        columns = ("on", "before", "after", "chance", "events")
        caption = "change points"
        return Shown(self.rows(), columns, total=len(self.points), caption=caption, parameters=self.parameters)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), ["on", "before", "after", "chance", "events"])


def change_points(
    values: Floats,
    days: Sequence[date | None],
    *,
    dossier: Dossier | None = None,
    within: int = 30,
    at_least: int = 2,
    shuffles: int = 999,
    seed: int = 0,
) -> ChangePoints:
    """Find where the mean of a series changes.

    The stretches are those with the least sum of squares plus a penalty for each change, 2 σ² log n with σ from the
    differences of neighbours (Yao 1988, Statistics & Probability Letters 6; solved exactly by dynamic programming as in
    Jackson et al. 2005).  Windows that overlap make neighbours alike and changes smeared: let the step be the window.

    Parameters
    ----------
    values : array of float
        NaN is passed over.
    days : sequence of date or None
        The first day of each value's window.
    dossier : Dossier, optional
        Whose events are told.
    within : int
        How many days before a change an event may lie, 1 or more.
    at_least : int
        Values in a stretch.
    shuffles : int
        How often two neighbouring stretches are shuffled for `chance`.
    seed : int

    Returns
    -------
    ChangePoints
    """
    known = np.flatnonzero(~np.isnan(values))
    series = values[known]
    starts = _stretches(series, at_least)
    random = np.random.default_rng(seed)
    past = Past(dossier) if dossier else None
    points = []
    for start, cut, end in zip(starts, starts[1:], [*starts[2:], len(series)], strict=False):
        at = int(known[cut])
        chance = _chance(series[start:end], cut - start, at_least, shuffles, random)
        levels = float(series[start:cut].mean()), float(series[cut:end].mean())
        day = days[at]
        told = past.before(day, within) if past and day else ()
        points.append(ChangePoint(at, days[at], *levels, chance, told))
    return ChangePoints(
        tuple(points), {"within_days": within, "at_least": at_least, "shuffles": shuffles, "seed": seed}
    )


def just_before(dossier: Dossier, day: date | None, within: int) -> tuple[Event, ...]:
    """The events in the days before a day, that day included, the last first.

    A vague date counts by its last day, so that no event is told before it can have happened.
    """
    return Past(dossier).before(day, within) if day else ()


class Past:
    """The events of a dossier, to be asked what came just before each of many days."""

    def __init__(self, dossier: Dossier) -> None:
        dated = [(event.date.latest, event.id, event) for event in dossier.events if event.date.latest]
        self._events = sorted(dated, key=lambda each: each[:2])
        self._days = [day for day, _, _ in self._events]

    def before(self, day: date, within: int) -> tuple[Event, ...]:
        """The same events as `just_before` gives."""
        first = date.fromordinal(max(day.toordinal() - within, 1))
        near = self._events[bisect_left(self._days, first) : bisect_right(self._days, day)]
        return tuple(event for _, _, event in sorted(near, key=lambda each: (-each[0].toordinal(), each[1])))


def _stretches(series: Floats, at_least: int) -> list[int]:
    """Where the stretches of the best parting begin."""
    size = len(series)
    if size < 2 * at_least:
        return [0]
    penalty = 2 * _noise(series) * np.log(size)
    total, square = np.cumsum([0, *series]), np.cumsum([0, *series**2])
    best, last = np.full(size + 1, np.inf), np.zeros(size + 1, np.int64)
    best[0] = -penalty
    for end in range(at_least, size + 1):
        start = np.arange(end - at_least + 1)
        spread = square[end] - square[start] - (total[end] - total[start]) ** 2 / (end - start)
        value = best[start] + np.maximum(spread, 0) + penalty
        last[end] = int(np.argmin(value))
        best[end] = value[last[end]]
    starts, end = [], size
    while end > 0:
        end = int(last[end])
        starts.append(end)
    return starts[::-1]


def _noise(series: Floats) -> float:
    """The variance of a value about its level from the differences of neighbours (von Neumann 1941); never quite 0.

    Their mean square is raised by every change, which costs little; their median would be 0 where most windows are
    alike, and every blip then a change.
    """
    return float(np.mean(np.diff(series) ** 2)) / 2 + 1e-18


def _chance(series: Floats, cut: int, at_least: int, shuffles: int, random: np.random.Generator) -> float:
    """How often a shuffled series has a change that explains as much."""
    seen = _explained(series, np.array([cut]))
    cuts = np.arange(at_least, len(series) - at_least + 1)
    often = sum(_explained(random.permutation(series), cuts) >= seen - 1e-12 for _ in range(shuffles))
    return float((1 + often) / (1 + shuffles))


def _explained(series: Floats, cuts: Any) -> float:
    """The most that the sum of squares falls by one change at any of some places."""
    left = np.cumsum(series)[cuts - 1]
    right = series.sum() - left
    fall = left**2 / cuts + right**2 / (len(series) - cuts) - series.sum() ** 2 / len(series)
    return float(fall.max())
