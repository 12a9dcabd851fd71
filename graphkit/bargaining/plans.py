"""What of the inputs on an issue varies, and how: numbers that have ranges, claims that may fall, doubtful sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graphkit.bargaining.draws import NO_MARGINS, Draws, Margin, Shape, Varied, spread_over, stream
from graphkit.bargaining.table import QUANTITIES, BadInputs, Floats, Inputs, Quantity
from graphkit.dossier.problem import near, quoted


@dataclass(frozen=True, slots=True)
class Plan:
    """What of the inputs on one issue varies, and how.

    Attributes
    ----------
    table : Inputs
    varied : tuple of Varied
        Numbers by actor and quantity, then evidence by actor, then the reliability of sources.
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
        return sum(each.what in QUANTITIES for each in self.varied)

    @property
    def columns(self) -> tuple[tuple[int, ...], ...]:
        """For each input that varies, the columns of the draws between 0 and 1 that it takes."""
        starts = np.cumsum([0, *(len(each.streams) for each in self.varied)]).tolist()
        return tuple(tuple(range(start, end)) for start, end in pairwise(starts))

    def uniforms(self, count: int, seed: int) -> Floats:
        """Draws between 0 and 1 of shape (count, columns); the first of many are the same as of few."""
        names = [name for each in self.varied for name in each.streams]
        found = np.empty((count, len(names)))
        for column, name in enumerate(names):
            found[:, column] = stream(seed, *name).random(count)
        return found

    def realise(self, uniforms: Floats) -> Draws:
        """The inputs that draws between 0 and 1 stand for.

        Parameters
        ----------
        uniforms : array of shape (draws, columns)
        """
        count, table = len(uniforms), self.table
        numbers = {what: np.tile(getattr(table, what), (count, 1)) for what in QUANTITIES}
        drawn = [(each, uniforms[:, columns]) for each, columns in zip(self.varied, self.columns, strict=True)]
        reliable = {each.name: by[:, 0] < each.value for each, by in drawn if each.what == "reliability"}
        for each, by in drawn:
            if each.what in QUANTITIES:
                numbers[each.what][:, table.actors.index(each.actor)] = spread_over(by[:, 0], each)
        for each, by in drawn:
            if each.what == "evidence":
                rows = [table.actors.index(actor) for actor in each.actors]
                rests = table.standing[rows[0]] if table.standing else None
                falls = by[:, 0] >= (each.value if rests is None else rests.given(reliable, count))
                places = each.low + by[:, 1:] * (each.high - each.low)
                numbers["position"][:, rows] = np.where(falls[:, None], places, numbers["position"][:, rows])
        return Draws(table, numbers["position"], numbers["salience"], numbers["capability"])

    def resting(self, source: str) -> tuple[str, ...]:
        """The actors whose positions cannot stand without a source."""
        pairs = zip(self.table.actors, self.table.standing, strict=True)
        return tuple(actor for actor, rests in pairs if rests is not None and source in rests.needed)


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
        anywhere alike.  Between coders who do not agree it is drawn from anywhere alike.
    margins : mapping of str to Margin, optional
        By quantity, a range for every number that has none, also in place of what coders leave open who do not agree.
        Ranges end where the scale does; salience ends at full salience, and nothing is below 0 but what the scale has
        there.

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
    spans = {key: span for key, span in table.spans.items() if key[0] not in margins or not _has(table, *key)}
    table = table.spanned()
    varied = [each for row in range(len(table)) for each in _of_actor(table, row, margins, spans, shape)]
    numbers = sum(int((~np.isnan(getattr(table, what))).sum()) for what in QUANTITIES)
    return Plan(table, (*varied, *_evidence(table), *_sources(table)), numbers, shape)


def _has(table: Inputs, what: Quantity, actor: str) -> bool:
    """Whether a number is known of an actor."""
    return actor in table.actors and not np.isnan(getattr(table, what)[table.actors.index(actor)])


def _of_actor(
    table: Inputs,
    row: int,
    margins: Mapping[str, Margin],
    spans: Mapping[tuple[Quantity, str], tuple[float, float]],
    shape: Shape,
) -> Iterator[Varied]:
    actor = table.actors[row]
    for what in QUANTITIES:
        value = float(getattr(table, what)[row])
        low, high = _range(table, row, what, value, margins.get(what))
        span = spans.get((what, actor))
        if span is not None:
            low, high = min(low, span[0]), max(high, span[1])
            yield Varied(table.issue, (actor,), what, low, value, high, "uniform")
        elif low < high:
            yield Varied(table.issue, (actor,), what, low, value, high, shape)


def _evidence(table: Inputs) -> Iterator[Varied]:
    """Each claim that may fall, once for all who share it."""
    holders: dict[tuple[str, str], list[int]] = {}
    for row in np.flatnonzero(table.chance < 1).tolist():
        rests = table.standing[row] if table.standing else None
        holders.setdefault((rests.claim, "") if rests else ("", table.actors[row]), []).append(row)
    for (claim, _), rows in holders.items():
        actors = tuple(sorted(table.actors[row] for row in rows))
        ends = min(table.scale), float(table.chance[rows[0]]), max(table.scale)
        yield Varied(table.issue, actors, "evidence", *ends, name=claim)


def _sources(table: Inputs) -> Iterator[Varied]:
    """Each source whose reliability is in doubt, with those whose positions rest on it."""
    on: dict[str, list[str]] = {}
    chances: dict[str, float] = {}
    for actor, rests in zip(table.actors, table.standing, strict=False):
        for source in sorted(rests.sources) if rests else ():
            on.setdefault(source, []).append(actor)
            chances |= {source: rests.reliability[source]} if rests else {}
    for source in sorted(on):
        ends = min(table.scale), chances[source], max(table.scale)
        yield Varied(table.issue, tuple(sorted(on[source])), "reliability", *ends, name=source)


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
