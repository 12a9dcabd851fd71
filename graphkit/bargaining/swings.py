"""How far an outcome goes if one input alone moves through its range: tornado diagrams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphkit.bargaining.draws import Draws, Varied
from graphkit.bargaining.forecast import Model
from graphkit.bargaining.plans import Plan
from graphkit.bargaining.running import is_joint, outcomes
from graphkit.bargaining.spread import Spread
from graphkit.bargaining.table import QUANTITIES, Floats
from graphkit.bargaining.uncertainty import Uncertain, varied_for

SWING_COLUMNS = ("issue", "model", "actor", "source", "what", "from", "to", "at_from", "at_to", "swing")


@dataclass(frozen=True, slots=True)
class Swing:
    """Where an outcome goes if one input moves from one end of its range to the other and all else stays as it stands.

    Attributes
    ----------
    varied : Varied
        Of evidence, the position itself moves from one end of the scale to the other; of a source, all positions
        together that cannot stand without it.
    model : str
    at_low, at_high : float, optional
        Outcomes; None where there is none.
    """

    varied: Varied
    model: str
    at_low: float | None
    at_high: float | None

    @property
    def size(self) -> float:
        """How far the outcome goes, up or, below 0, down; 0 where it has none at an end."""
        return 0.0 if self.at_low is None or self.at_high is None else self.at_high - self.at_low


def swing_row(swing: Swing) -> dict[str, Any]:
    """A swing as one flat row."""
    over = swing.varied
    values = (
        over.issue,
        swing.model,
        over.actor,
        over.source,
        over.what,
        over.low,
        over.high,
        swing.at_low,
        swing.at_high,
        swing.size,
    )
    return dict(zip(SWING_COLUMNS, values, strict=True))


def tornado(found: Uncertain) -> tuple[Swing, ...]:
    """How far each outcome goes if one input alone moves through its range; of each issue and model the farthest first.

    Models that look at all issues at once are left out.

    Parameters
    ----------
    found : Uncertain

    Returns
    -------
    tuple of Swing
    """
    swings = [swing for spread in found.rows for swing in _swings(found, spread)]
    return tuple(swings)


def _swings(found: Uncertain, spread: Spread) -> list[Swing]:
    issue = spread.point.issue
    model: Any = spread.point.model
    of = next((each for each in found.plans if each.table.issue == issue), None)
    if of is None or is_joint(model) or not spread.has_answer:
        return []
    taken = varied_for(of, model)
    values = _at_ends(found, of, taken, model)
    swings = [
        Swing(of.varied[number], model, *(None if each != each else each for each in pair))
        for number, pair in zip(taken, values.tolist(), strict=True)
    ]
    return sorted(swings, key=lambda each: (-abs(each.size), each.varied.actor, each.varied.source, each.varied.what))


def _at_ends(found: Uncertain, of: Plan, taken: Sequence[int], model: Model) -> Floats:
    """The outcome at the low and at the high end of each input, all others as they stand, of shape (inputs, 2)."""
    numbers = {what: np.tile(getattr(of.table, what), (2 * len(taken), 1)) for what in QUANTITIES}
    for row, number in enumerate(taken):
        each = of.varied[number]
        who = of.resting(each.source) if each.source else each.actors
        moved = each.what if each.what in QUANTITIES else "position"
        for actor in who:
            numbers[moved][[2 * row, 2 * row + 1], of.table.actors.index(actor)] = each.low, each.high
    at_ends = Draws(of.table, numbers["position"], numbers["salience"], numbers["capability"])
    return outcomes(at_ends, model, found.points.settings).reshape(-1, 2)
