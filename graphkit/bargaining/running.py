"""The outcomes of models over draws: those of one issue all at once, those of all issues draw by draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from graphkit.bargaining import batch, batch_challenge
from graphkit.bargaining.challenge import ROUNDS
from graphkit.bargaining.draws import Draws
from graphkit.bargaining.forecast import BOTH, JOINT, NEEDS, Model, Settings, forecast
from graphkit.bargaining.table import Floats, Inputs, Quantity

_MODELS: Mapping[str, Callable[[Draws, Settings], Floats]] = {
    "compromise": lambda draws, _: batch.compromise(draws),
    "median": lambda draws, _: batch.weighted_median(draws),
    "mean": lambda draws, _: batch.mean(draws),
    "nash": lambda draws, told: batch.nash(
        draws, exponent=told.exponent, disagreement=told.disagreement, breakdown=told.breakdown
    ),
    "quota": lambda draws, told: batch.quota_voting(draws, quota=told.quota),
    "challenge": lambda draws, told: batch_challenge.challenge(
        draws, rounds=told.rounds or ROUNDS, options=told.challenge
    ),
}


def needs_of(model: str) -> tuple[Quantity, ...]:
    """What a model needs of an actor besides a position."""
    return NEEDS.get(model, BOTH)


def outcomes(draws: Draws, model: Model, settings: Settings) -> Floats:
    """The outcome of one issue in each draw, by a model that looks at one issue alone.

    Parameters
    ----------
    draws : Draws
        Who lacks what the model needs takes no part.
    model : str
    settings : Settings

    Returns
    -------
    array of shape (draws,)
        NaN in a draw without an outcome.
    """
    return _MODELS[model](draws.having(*needs_of(model)), settings)


def outcomes_together(every: Sequence[Draws], model: Model, settings: Settings) -> dict[str, Floats]:
    """The outcomes of all issues in each draw, by a model that looks at all of them; one draw after another.

    Parameters
    ----------
    every : sequence of Draws
        Of different issues, as many of each.
    model : "exchange" or "smp"
    settings : Settings

    Returns
    -------
    dict of str to array of shape (draws,)
        By issue.
    """
    count = min(map(len, every), default=0)
    found = {draws.table.issue: np.full(count, np.nan) for draws in every}
    for row in range(count):
        tables: list[Inputs] = [draws.at(row) for draws in every]
        for each in forecast(tables, [model], settings).rows:
            if each.outcome is not None:
                found[each.issue][row] = each.outcome
    return found


def is_joint(model: str) -> bool:
    """Whether a model looks at all issues at once."""
    return model in JOINT
