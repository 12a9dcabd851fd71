"""Who moved whom: changes of position that follow what another said or did, and how often chance does as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from scipy import stats

from graphkit.analysis.influence.chosen import carriers
from graphkit.analysis.influence.impulses import Change, Impulse, dated
from graphkit.analysis.influence.tied import Integers
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

SIGN = {"support": 1, "oppose": -1}
COLUMNS = ("moved", "by", "followed", "changes", "expected", "p", "q", "toward", "away", "sources")


@dataclass(frozen=True, slots=True)
class Following:
    """A change and the last impulse before it within the time allowed."""

    change: Change
    impulse: Impulse

    @property
    def days(self) -> int:
        """From the impulse to the change."""
        return self.change.day - self.impulse.day


@dataclass(frozen=True, slots=True)
class Mover:
    """How the changes of one actor lie after the impulses of another.

    Attributes
    ----------
    moved, by : str
        Ids: whose changes, after whose impulses.
    changes, followed : int
        How many changes the first made, and how many of them follow an impulse of the second on the same issue.
    expected : float
        How many would follow by chance, on the average.
    p : float
        How often chance does at least as well, from 0 to 1, with the +1 of Phipson and Smyth (2010).
    q : float
        p among all pairs that were tested (Benjamini and Hochberg 1995).
    toward, away : int
        How many of those that follow went toward the position that was their impulse, or away from it; after an event,
        or where there is no value or sign to compare, it is neither.
    sources : int
        From how many sources these changes and impulses are.
    following : tuple of Following
    """

    moved: str
    by: str
    changes: int
    followed: int
    expected: float
    p: float
    q: float
    toward: int
    away: int
    sources: int
    following: tuple[Following, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Movers(ShowsItself):
    """All pairs that could be tested.

    Attributes
    ----------
    rows : tuple of Mover
        The smallest p first.
    since, until : datetime.date or None
        The period within which chance moves changes; None where there is nothing to test.
    changes, impulses : int
        How many there are in it.
    sources : int
    parameters : mapping
    notes : tuple of str
        What could not count.
    """

    rows: tuple[Mover, ...]
    since: date | None
    until: date | None
    changes: int
    impulses: int
    sources: int
    parameters: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    def to_frame(self) -> Any:
        """The pairs as a pandas DataFrame."""
        return frame(map(as_row, self.rows), COLUMNS)

    def _shown(self) -> Shown:
        told: dict[str, Any] = {"caption": "who moved after whom", "parameters": self.parameters, "notes": self.notes}
        return Shown(map(as_row, self.rows), COLUMNS, total=len(self.rows), **told)


def as_row(mover: Mover) -> dict[str, Any]:
    """A pair as one flat row."""
    return {name: getattr(mover, name) for name in COLUMNS}


def movers(
    dossier: Dossier,
    *,
    within: int = 14,
    permutations: int = 9999,
    seed: int = 0,
    issue: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Movers:
    """Test for every two actors whether changes of the one follow impulses of the other more often than by chance.

    A change follows an impulse on the same issue that came 1 to `within` days before it.  An impulse is a position that
    an actor took, or an event about the issue in which it had an active role.

    Parameters
    ----------
    dossier : Dossier
        With every position taken, also those that no longer hold; see `graphkit.analysis.discourse.positions.taken`.
    within : int
        Days.
    permutations : int
        How often chance is tried.
    seed : int
    issue : str, optional
        Id of the only issue that counts.
    since, until : datetime.date, optional
        The period; by default from the first impulse or change to the last.

    Returns
    -------
    Movers
        Pairs of which one made a change and the other gave an impulse on the same issue.

    Notes
    -----
    Chance is this: all changes of an actor move together by the same number of days, drawn at random, round the period
    as round a circle.  Their number, their distances and their issues stay as they are, and so do all impulses; only
    the time between the two is random.  A date that is not one day takes no part.
    """
    changes, impulses, notes = dated(dossier, issue)
    days = [each.day for each in changes] + [each.day for each in impulses]
    first = since.toordinal() if since else min(days, default=0)
    last = until.toordinal() if until else max(days, default=0)
    changes = [each for each in changes if first <= each.day <= last]
    impulses = [each for each in impulses if first <= each.day <= last]
    shifts = _shifts(last - first + 1, permutations, seed)
    rows = _tested(_pairs(changes, impulses), (first, last), within, shifts) if changes else []
    parameters = {"within": within, "permutations": permutations, "seed": seed, "issue": issue}
    return Movers(
        tuple(rows),
        date.fromordinal(first) if changes else None,
        date.fromordinal(last) if changes else None,
        len(changes),
        len(impulses),
        len(_sources(changes, impulses)),
        parameters,
        notes,
    )


def chance(changes: Integers, impulses: Integers, length: int, within: int, shifts: Integers) -> Integers:
    """How many changes follow an impulse, for each shift of all changes round a period.

    Parameters
    ----------
    changes, impulses : arrays of int
        Days from 0 to `length` - 1.
    length : int
        Days in the period.
    within : int
        Greatest distance, in days; the least is 1.
    shifts : array of int

    Returns
    -------
    array of int
        As many as there are shifts.
    """
    followed: Integers = _covered(impulses, length, within)[(changes[:, None] + shifts) % length].sum(axis=0)
    return followed


def p_value(observed: int, by_chance: Integers) -> float:
    """(1 + how often chance does at least as well) / (1 + how often it was tried); Phipson and Smyth (2010).

    Examples
    --------
    >>> p_value(2, np.array([0, 1, 2]))
    0.5
    """
    return float((1 + int((by_chance >= observed).sum())) / (1 + len(by_chance)))


def _shifts(length: int, permutations: int, seed: int) -> Integers:
    return np.random.default_rng(seed).integers(0, max(length, 1), permutations, dtype=np.int64)


def _covered(impulses: Integers, length: int, within: int) -> Integers:
    """For each day of a period 1 where an impulse came 1 to `within` days before it, else 0."""
    edges = np.zeros(length + 1, np.int64)
    np.add.at(edges, np.minimum(impulses + 1, length), 1)
    np.add.at(edges, np.minimum(impulses + within + 1, length), -1)
    return np.where(np.cumsum(edges[:-1]) > 0, 1, 0)


_Pair = tuple[str, str]


@dataclass(slots=True)
class _Series:
    """The changes of one actor and the impulses of another on one issue."""

    changes: list[Change]
    impulses: list[Impulse]


def _pairs(changes: Sequence[Change], impulses: Sequence[Impulse]) -> dict[_Pair, dict[str, _Series]]:
    """For each two actors, by issue, the changes of the one and the impulses of the other."""
    moved: dict[str, dict[str, list[Change]]] = defaultdict(lambda: defaultdict(list))
    gave: dict[str, dict[str, list[Impulse]]] = defaultdict(lambda: defaultdict(list))
    for change in changes:
        moved[change.after.actor][change.after.issue].append(change)
    for impulse in impulses:
        gave[impulse.actor][impulse.issue].append(impulse)
    return {
        (one, other): {issue: _Series(mine, theirs.get(issue, [])) for issue, mine in moved[one].items()}
        for one in sorted(moved)
        for other, theirs in sorted(gave.items())
        if one != other and moved[one].keys() & theirs.keys()
    }


def _tested(
    pairs: Mapping[_Pair, dict[str, _Series]], period: tuple[int, int], within: int, shifts: Integers
) -> list[Mover]:
    found = [_mover(pair, series, period, within, shifts) for pair, series in pairs.items()]
    if not found:
        return []
    adjusted = stats.false_discovery_control([each.p for each in found]).tolist()
    rows = [replace(each, q=q) for each, q in zip(found, adjusted, strict=True)]
    return sorted(rows, key=lambda each: (each.p, -each.followed, each.moved, each.by))


def _mover(pair: _Pair, series: Mapping[str, _Series], period: tuple[int, int], within: int, shifts: Integers) -> Mover:
    first, last = period
    by_chance = np.zeros(len(shifts), np.int64)
    following: list[Following] = []
    for each in series.values():
        moved = np.array([change.day - first for change in each.changes], np.int64)
        said = np.array([impulse.day - first for impulse in each.impulses], np.int64)
        by_chance += chance(moved, said, last - first + 1, within, shifts)
        following += _following(each, within)
    told = [_told(each) for each in following]
    return Mover(
        *pair,
        sum(len(each.changes) for each in series.values()),
        len(following),
        float(by_chance.mean()) if len(by_chance) else 0.0,
        p_value(len(following), by_chance),
        1.0,
        told.count(1),
        told.count(-1),
        len(set().union(*(_sources(each.changes, each.impulses) for each in series.values()))),
        tuple(sorted(following, key=lambda each: (each.change.day, each.change.after.id))),
    )


def _following(series: _Series, within: int) -> Iterator[Following]:
    """Each change that follows an impulse, with the last one before it."""
    for change in series.changes:
        before = [each for each in series.impulses if 1 <= change.day - each.day <= within]
        if before:
            yield Following(change, before[-1])


def _told(found: Following) -> int:
    """1 where a change went toward the position that was its impulse, -1 away from it, else 0."""
    there = found.impulse.record
    if not isinstance(there, Position):
        return 0
    change = found.change
    for place in (_value, _sign):
        before, after, goal = place(change.before), place(change.after), place(there)
        if before is not None and after is not None and goal is not None:
            return int(np.sign(abs(before - goal) - abs(after - goal)))
    return 0


def _value(position: Position) -> float | None:
    return position.value


def _sign(position: Position) -> float | None:
    return SIGN.get(position.stance)


def _sources(changes: Iterable[Change], impulses: Iterable[Impulse]) -> set[str]:
    records = [record for each in changes for record in (each.before, each.after)]
    return carriers([*records, *(each.record for each in impulses)])
