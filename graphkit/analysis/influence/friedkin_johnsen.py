"""The model of Friedkin and Johnsen: influence pulls opinions together, and where they began holds them back."""

from __future__ import annotations

import numpy as np

from graphkit.analysis.influence.tied import Floats

SETTLED = 1e-12
ROUNDS = 100_000


class NoEquilibrium(ValueError):
    """Opinions go on for ever; the message says for whom and what would settle them."""


class BadModel(ValueError):
    """Weights, opinions and susceptibilities do not make a model; the message says which."""


def path(weights: Floats, initial: Floats, susceptibility: Floats, steps: int) -> Floats:
    """Opinions step by step, y(t+1) = A W y(t) + (I - A) y(0).

    Parameters
    ----------
    weights : array of shape (actors, actors)
        W: row i says how much actor i goes by each other and by itself; 0 or more, each row sums to 1.
    initial : array of shape (actors,)
        y(0), on any scale.
    susceptibility : array of shape (actors,)
        The diagonal of A, 0 (never moves) to 1 (forgets where it began).
    steps : int
        How many.

    Returns
    -------
    array of shape (steps + 1, actors)
        The first row is `initial`.

    Raises
    ------
    BadModel
        If a row of weights does not sum to 1, or a number is out of its range.

    Notes
    -----
    N. E. Friedkin and E. C. Johnsen (1990), Social influence and opinions, J. Mathematical Sociology 15.
    """
    _check(weights, initial, susceptibility)
    found = [initial]
    for _ in range(steps):
        found.append(_step(weights, initial, susceptibility, found[-1]))
    return np.array(found)


def equilibrium(weights: Floats, initial: Floats, susceptibility: Floats) -> Floats:
    """Where opinions settle, y = (I - A W)⁻¹ (I - A) y(0).

    Parameters
    ----------
    weights, initial, susceptibility
        As for `path`.

    Returns
    -------
    array of shape (actors,)
        Within the range of `initial`.  Where the inverse does not exist, because some go by nobody who holds on to
        anything, the limit of the path.

    Raises
    ------
    BadModel
        As for `path`.
    NoEquilibrium
        If the path has no limit.

    Examples
    --------
    >>> equilibrium(np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([0.0, 100.0]), np.array([0.5, 0.5])).round(2)
    array([33.33, 66.67])
    """
    _check(weights, initial, susceptibility)
    if _all_held(weights, susceptibility):
        pulled = np.eye(len(initial)) - susceptibility[:, None] * weights
        return np.asarray(np.linalg.solve(pulled, (1.0 - susceptibility) * initial), np.float64)
    now = initial
    for _ in range(ROUNDS):
        then, now = now, _step(weights, initial, susceptibility, now)
        if np.abs(now - then).max() <= SETTLED * max(float(np.abs(initial).max()), 1.0):
            return now
    raise NoEquilibrium("the opinions never settle, some go round and round; give a susceptibility below 1")


def _step(weights: Floats, initial: Floats, susceptibility: Floats, now: Floats) -> Floats:
    return np.asarray(susceptibility * (weights @ now) + (1.0 - susceptibility) * initial, np.float64)


def _all_held(weights: Floats, susceptibility: Floats) -> bool:
    """Whether everybody goes, be it by way of others, by somebody with a susceptibility below 1."""
    held = susceptibility < 1
    while True:
        more = held | ((weights > 0) @ held)
        if (more == held).all():
            return bool(held.all())
        held = more


def _check(weights: Floats, initial: Floats, susceptibility: Floats) -> None:
    many = len(initial)
    if weights.shape != (many, many) or susceptibility.shape != (many,):
        raise BadModel(f"{many} opinions need {many} susceptibilities and {many} rows and columns of weights")
    if not np.isfinite(initial).all():
        raise BadModel("an opinion is no finite number")
    if not ((susceptibility >= 0) & (susceptibility <= 1)).all():
        raise BadModel("a susceptibility lies between 0 and 1")
    if (weights < 0).any() or not np.allclose(weights.sum(axis=1), 1.0):
        raise BadModel("weights are 0 or more, and those of each actor sum to 1")
