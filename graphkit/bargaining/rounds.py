"""What a model that runs in rounds leaves behind: the positions of every state, and who moved why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphkit.bargaining.table import Floats
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

COLUMNS = ("state", "issue", "actor", "position")


@dataclass(frozen=True, slots=True)
class Move:
    """One actor moved on one issue, between one state and the next.

    Attributes
    ----------
    state : int
        The state from which it moved; the first is 0.
    issue, actor, other : str
        `other` is whose offer or pressure it was.
    kind : str
        As the model calls it, such as ``"compromise"``.
    start, end : float
        On the issue's scale.
    """

    state: int
    issue: str
    actor: str
    other: str
    kind: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class History(ShowsItself):
    """Every state of a model that runs in rounds.

    Attributes
    ----------
    issues, actors : tuple of str
    positions : array of shape (states, actors, issues)
        On the issues' scales; NaN where an actor has no position on an issue.  The first state is what went in.
    outcomes : array of shape (states, issues)
        Where each issue would end if it ended then.
    moves : tuple of Move
    detail : mapping
        What else the model tells.
    settled : bool
        Whether the model came to rest, not to the end of the rounds that it was given.
    """

    issues: tuple[str, ...]
    actors: tuple[str, ...]
    positions: Floats
    outcomes: Floats
    moves: tuple[Move, ...]
    detail: Mapping[str, Any] = field(default_factory=dict)
    settled: bool = True

    def rows(self) -> list[dict[str, Any]]:
        """A row for each state, issue and actor that has a position on it."""
        return [
            {"state": state, "issue": issue, "actor": actor, "position": position}
            for state, at in enumerate(self.positions.tolist())
            for column, issue in enumerate(self.issues)
            for actor, places in zip(self.actors, at, strict=True)
            if (position := places[column]) == position
        ]

    def _shown(self) -> Shown:
        told = zip(*([None if each != each else each for each in at] for at in self.outcomes.T.tolist()), strict=True)
        rows = ({"state": state, **dict(zip(self.issues, at, strict=True))} for state, at in enumerate(told))
        caption = f"outcomes, state by state, of {len(self.actors)} actors"
        return Shown(rows, ("state", *self.issues), total=len(self.outcomes), caption=caption)

    def to_frame(self) -> Any:
        """The positions as a pandas DataFrame."""
        return frame(self.rows(), COLUMNS)
