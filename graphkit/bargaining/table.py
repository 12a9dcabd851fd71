"""What a model of bargaining takes: who wants what on an issue, how much it matters to them, and what they can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.standing import Standing
from graphkit.dossier.problem import near, quoted
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Floats: TypeAlias = npt.NDArray[np.float64]
Quantity = Literal["position", "salience", "capability"]
QUANTITIES: tuple[Quantity, ...] = ("position", "salience", "capability")
LINES = ("at_least", "at_most")
COLUMNS = ("issue", "actor", "position", "low", "high", "salience", "capability", "at_least", "at_most")


class BadInputs(ValueError):
    """Inputs are not what a model can take; the message says what would be right."""


def _unknown() -> Floats:
    return np.empty(0)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Inputs(ShowsItself):
    """The inputs on one issue, a number for each actor; NaN where a number is not known.

    Whatever array is left out is not known.  Arrays become read-only.

    Attributes
    ----------
    issue : str
        Id, or any name.
    actors : tuple of str
        Ids, all different.
    position : array of shape (actors,)
        On the issue's scale; always known.
    salience, capability : array of shape (actors,)
        From 0 up.  Only their proportions count, but for `full_salience`.
    low, high, salience_low, salience_high, capability_low, capability_high : array of shape (actors,)
        Ends of the coder's uncertainty.
    at_least, at_most : array of shape (actors,)
        Red lines: what the actor would still accept.
    chance : array of shape (actors,)
        From 0 to 1, how likely the position stands, as its evidence is graded; NaN where no grade says.  A model that
        runs once takes every position as it stands.
    standing : tuple of Standing or None, one for each actor
        What that chance comes from, where sources are known; empty where they are not.
    spans : mapping of (str, str) to (float, float)
        By quantity and actor, the least and the most that coders gave who do not agree.  Draws alone take them; the
        number of the preferred coder, if there is one, is the number.
    labels : tuple of str
        Names for readers; the ids unless given.
    lines : tuple of int
        The line of a file on which each actor stands; 0 where there is none.
    name : str
        Of the issue, for readers.
    scale : (float, float)
        Ends of the issue's scale.
    full_salience : float
        Salience of an issue that matters as much as any can: 100, or 1 where salience is a share.
    status_quo : float, optional
        Where the issue stands.
    quota : float, optional
        Share of capability, in percent, that a deal needs.
    consent : tuple of str
        Actors whose yes a deal needs.

    Raises
    ------
    BadInputs
        If there are two actors of one id, an array has another length, or a number is not allowed.

    Examples
    --------
    >>> table = Inputs("toll", ("a", "b"), [0, 100], salience=[10, 60], capability=[1, 1])
    >>> table.weight.tolist()
    [10.0, 60.0]
    """

    issue: str
    actors: tuple[str, ...]
    position: Floats
    salience: Floats = field(default_factory=_unknown)
    capability: Floats = field(default_factory=_unknown)
    low: Floats = field(default_factory=_unknown)
    high: Floats = field(default_factory=_unknown)
    at_least: Floats = field(default_factory=_unknown)
    at_most: Floats = field(default_factory=_unknown)
    salience_low: Floats = field(default_factory=_unknown)
    salience_high: Floats = field(default_factory=_unknown)
    capability_low: Floats = field(default_factory=_unknown)
    capability_high: Floats = field(default_factory=_unknown)
    chance: Floats = field(default_factory=_unknown)
    standing: tuple[Standing | None, ...] = ()
    spans: Mapping[tuple[Quantity, str], tuple[float, float]] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    name: str = ""
    scale: tuple[float, float] = (0.0, 100.0)
    full_salience: float = 100.0
    status_quo: float | None = None
    quota: float | None = None
    consent: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _settle(self, actors=tuple(self.actors), labels=tuple(self.labels) or tuple(self.actors))
        _settle(self, lines=tuple(self.lines) or (0,) * len(self.actors))
        if len(set(self.actors)) < len(self.actors):
            raise BadInputs(f"an actor stands twice on {quoted(self.issue)}; give each one row")
        for name in ARRAYS:
            _settle(self, **{name: _array(getattr(self, name), len(self.actors), name)})
        if self.standing and len(self.standing) != len(self.actors):
            raise BadInputs(f"standing has {len(self.standing)} entries; give {len(self.actors)}, one for each actor")
        if not np.isfinite(self.position).all():
            raise BadInputs(f"a position on {quoted(self.issue)} is not finite; leave out who has none")
        for name in ("salience", "capability"):
            if (getattr(self, name) < 0).any():
                raise BadInputs(f"a {name} on {quoted(self.issue)} is below 0; give numbers from 0 up")
        if ((self.chance < 0) | (self.chance > 1)).any():
            raise BadInputs(f"a chance on {quoted(self.issue)} is not from 0 to 1")

    def __len__(self) -> int:
        return len(self.actors)

    @property
    def weight(self) -> Floats:
        """Capability times salience, of shape (actors,)."""
        return self.capability * self.salience

    @property
    def heard(self) -> tuple[str, ...]:
        """Who has salience and capability above 0; who has not influences nobody."""
        rows = np.flatnonzero((self.salience > 0) & (self.capability > 0))
        return tuple(self.actors[row] for row in rows.tolist())

    def lacking(self, *needs: Quantity) -> dict[str, tuple[str, ...]]:
        """For each quantity that somebody lacks, who lacks it."""
        gaps = {need: np.flatnonzero(np.isnan(getattr(self, need))) for need in needs}
        return {need: tuple(self.actors[row] for row in rows) for need, rows in gaps.items() if len(rows)}

    def having(self, *needs: Quantity) -> Inputs:
        """The same without the actors that lack one of the quantities."""
        known = np.all([~np.isnan(getattr(self, need)) for need in needs] or [np.ones(len(self), bool)], axis=0)
        return self.only([actor for actor, is_known in zip(self.actors, known, strict=True) if is_known])

    def only(self, actors: Sequence[str]) -> Inputs:
        """The same with these actors alone, in their order here."""
        wanted = set(actors)
        rows = [row for row, actor in enumerate(self.actors) if actor in wanted]
        parts: dict[str, Any] = {name: getattr(self, name)[rows] for name in ARRAYS}
        parts |= {name: tuple(getattr(self, name)[row] for row in rows) for name in ("actors", "labels", "lines")}
        parts["standing"] = tuple(self.standing[row] for row in rows) if self.standing else ()
        return replace(self, **parts)

    def at(self, position: Floats) -> Inputs:
        """The same with other positions."""
        return replace(self, position=position)

    def spanned(self) -> Inputs:
        """The same with the middle of what coders gave, where they do not agree and nobody's number counts."""
        parts: dict[str, Any] = {}
        for (quantity, actor), ends in self.spans.items():
            values = parts.get(quantity, getattr(self, quantity))
            row = self.actors.index(actor) if actor in self.actors else None
            if row is not None and np.isnan(values[row]):
                parts[quantity] = _put(values, row, sum(ends) / 2)
        return replace(self, **parts) if parts else self

    def what_if(self, actor: str, quantity: str, value: float) -> Inputs:
        """The same with one number changed, one of `QUANTITIES` or of `LINES`.

        The uncertainty about it goes, and a position that is set stands.

        Raises
        ------
        BadInputs
            If there is no such actor or quantity, or a position or line is not on the scale.
        """
        if quantity not in (*QUANTITIES, *LINES):
            raise BadInputs(f"no quantity {quoted(quantity)}; {near(quantity, (*QUANTITIES, *LINES))}")
        if actor not in self.actors:
            raise BadInputs(f"no actor {quoted(actor)} on {quoted(self.issue)}; {near(actor, self.actors)}")
        if quantity in ("position", *LINES) and not min(self.scale) <= value <= max(self.scale):
            low, high = self.scale
            raise BadInputs(f"{value:g} lies outside the scale of {quoted(self.issue)}, {low:g} to {high:g}")
        row = self.actors.index(actor)
        ends = ("low", "high", "chance") if quantity == "position" else (f"{quantity}_low", f"{quantity}_high")
        changed = {quantity: value, **(dict.fromkeys(ends, np.nan) if quantity in QUANTITIES else {})}
        parts: dict[str, Any] = {name: _put(getattr(self, name), row, each) for name, each in changed.items()}
        parts["spans"] = {key: span for key, span in self.spans.items() if key != (quantity, actor)}
        if quantity == "position" and self.standing:
            parts["standing"] = (*self.standing[:row], None, *self.standing[row + 1 :])
        return replace(self, **parts)

    def joined_by(self, actor: str, position: float, *, label: str = "") -> Inputs:
        """The same with one more actor at its end, of whom nothing but the position is known.

        Raises
        ------
        BadInputs
            If it is there already.
        """
        arrays: dict[str, Any] = {name: np.append(getattr(self, name), np.nan) for name in ARRAYS}
        arrays["position"] = np.append(self.position, position)
        arrays["standing"] = (*self.standing, None) if self.standing else ()
        names: dict[str, Any] = {"actors": (*self.actors, actor), "labels": (*self.labels, label or actor)}
        return replace(self, **names, lines=(*self.lines, 0), **arrays)

    def rows(self) -> list[dict[str, Any]]:
        """An actor a row; None where a number is not known."""
        numbers = {name: getattr(self, name).tolist() for name in COLUMNS[2:]}
        return [
            {"issue": self.issue, "actor": actor}
            | {name: None if values[row] != values[row] else values[row] for name, values in numbers.items()}
            for row, actor in enumerate(self.actors)
        ]

    def _shown(self) -> Shown:
        caption = f"inputs on {self.name or self.issue}, scale {self.scale[0]:g} to {self.scale[1]:g}"
        return Shown(self.rows(), COLUMNS[1:], total=len(self), caption=caption)

    def to_frame(self) -> Any:
        """The actors as a pandas DataFrame."""
        return frame(self.rows(), COLUMNS)


ARRAYS = tuple(each.name for each in fields(Inputs) if each.type == "Floats")


def needed(table: Inputs, *needs: Quantity) -> None:
    """Refuse a table in which somebody lacks a quantity, or in which there is nobody.

    Raises
    ------
    BadInputs
    """
    if not len(table):
        raise BadInputs(f"nobody has a position on {quoted(table.issue)}; give at least one")
    for need, actors in table.lacking(*needs).items():
        some = ", ".join(actors[:8]) + (f" and {len(actors) - 8} more" if len(actors) > 8 else "")
        raise BadInputs(f"no {need} of {some} on {quoted(table.issue)}; give it, or leave them out")


def by_issue(tables: Sequence[Inputs]) -> Mapping[str, Inputs]:
    """The tables by the ids of their issues."""
    return {table.issue: table for table in tables}


def _settle(table: Inputs, **values: Any) -> None:
    for name, value in values.items():
        object.__setattr__(table, name, value)


def _array(values: Any, length: int, name: str) -> Floats:
    array = np.array(values, np.float64)
    if not array.size:
        array = np.full(length, np.nan)
    if array.shape != (length,):
        raise BadInputs(f"{name} has the shape {array.shape}; give {length} numbers, one for each actor")
    array.flags.writeable = False
    return array


def _put(array: Floats, row: int, value: float) -> Floats:
    changed = array.copy()
    changed[row] = value
    return changed
