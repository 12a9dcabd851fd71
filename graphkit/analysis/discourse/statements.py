"""The table of statements that every discourse network is computed from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

Integers: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Times: TypeAlias = npt.NDArray[np.datetime64]
Table: TypeAlias = sparse.csr_array[np.float64, tuple[int, int]]
Kind = Literal["sign", "number", "category", "none"]
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Names:
    """What the codes of a column stand for: code 0 is the first, in order of id.

    Attributes
    ----------
    ids : tuple of str
        For programs.
    labels : tuple of str
        For readers; as many.
    """

    ids: tuple[str, ...]
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, codes: Integers) -> Names:
        """The names of some codes, in their order."""
        return Names(tuple(self.ids[code] for code in codes), tuple(self.labels[code] for code in codes))


@dataclass(frozen=True, slots=True)
class Scale:
    """What the stance of a statement is.

    Attributes
    ----------
    kind : "sign", "number", "category" or "none"
        For or against (+1, -1; 0 has no sign), a place on a scale, one of several words (by code), or nothing.
    spread : float or None
        Distance between the ends of a scale of numbers; None takes the furthest two numbers that occur, as DNA does.
    middle, unit : float
        Where a number counts neither for nor against, and how far from there it counts one, in two-mode `subtract`.
    """

    kind: Kind
    spread: float | None = None
    middle: float = 0.0
    unit: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Statements:
    """Statements as columns of equal length, in order of time; undated ones come last.

    Attributes
    ----------
    actor, issue, document : arrays of int
        Codes; `NOBODY` (-1) where an actor or an issue is left empty.
    stance : array of float
        As `scale` says.
    time : array of datetime64[s]
        When it was said; NaT where that is not known.
    weight : array of float
        0 or more; 1 without weighting.
    kept : array of bool
        False for what is excluded: it counts nowhere, but its actor is an isolate.
    shown_by : sparse array of shape (statements, documents), or None
        Every document that shows a statement; None where that is its `document` alone.
    span : pair of datetime64[s], or None
        When the first and the last document are from, also of those without a statement.
    words : tuple of three str
        What actors, issues and stances are called where they come from.
    notes : tuple of str
        What was left out on the way here, in sentences.
    """

    actor: Integers
    issue: Integers
    stance: Floats
    document: Integers
    time: Times
    weight: Floats
    kept: Flags
    actors: Names
    issues: Names
    scale: Scale
    shown_by: Table | None = None
    span: tuple[np.datetime64, np.datetime64] | None = None
    words: tuple[str, str, str] = ("actor", "issue", "stance")
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.actor)

    def take(self, chosen: Integers | Flags | slice) -> Statements:
        """Some of the statements, by index, by flag or by slice."""
        return replace(
            self,
            actor=self.actor[chosen],
            issue=self.issue[chosen],
            stance=self.stance[chosen],
            document=self.document[chosen],
            time=self.time[chosen],
            weight=self.weight[chosen],
            kept=self.kept[chosen],
            shown_by=None if self.shown_by is None else self.shown_by[chosen],
        )

    def turned(self) -> Statements:
        """The same with actors and issues in each other's place."""
        actors, issues, stances = self.words
        return replace(
            self,
            actor=self.issue,
            issue=self.actor,
            actors=self.issues,
            issues=self.actors,
            words=(issues, actors, stances),
        )

    def weighing(self, factor: Floats) -> Statements:
        """The same with each weight times a factor."""
        return replace(self, weight=self.weight * factor)

    @property
    def sources(self) -> int:
        """How many documents the statements come from."""
        if self.shown_by is None:
            return len(np.unique(self.document))
        return len(np.unique(self.shown_by.indices))


def in_order(statements: Statements, *place: Integers) -> Statements:
    """Sort statements by time, then by document, then by their place in it."""
    return statements.take(np.lexsort((*reversed(place), statements.document, statements.time)))


def in_period(statements: Statements, *, since: np.datetime64 | None, until: np.datetime64 | None) -> Statements:
    """The statements from one moment to just before another; undated ones count only where neither is given.

    Parameters
    ----------
    statements : Statements
    since, until : datetime64[s] or None
        The first moment, and the first after the last.
    """
    if since is None and until is None:
        return statements
    chosen = ~np.isnat(statements.time)
    if since is not None:
        chosen &= statements.time >= since
    if until is not None:
        chosen &= statements.time < until
    return noting_undated(statements).take(chosen)


def noting_undated(statements: Statements) -> Statements:
    """The same, with a note on how many have no date and so lie in no period."""
    undated = int(np.isnat(statements.time[statements.kept]).sum())
    note = f"{undated} without a first day, which lie in no period" if undated else ""
    return replace(statements, notes=(*statements.notes, note)) if note and note not in statements.notes else statements


def complete(statements: Statements) -> Statements:
    """The statements that count: not excluded, with an actor, an issue and a stance."""
    return statements.take(
        statements.kept & (statements.actor != NOBODY) & (statements.issue != NOBODY) & ~np.isnan(statements.stance)
    )


def spread_of(statements: Statements) -> float:
    """The distance between the ends of the scale: as declared, else between the furthest numbers that occur."""
    if statements.scale.spread is not None:
        return statements.scale.spread
    numbers = statements.stance[~np.isnan(statements.stance)]
    return float(np.ptp(numbers)) if len(numbers) else 0.0
