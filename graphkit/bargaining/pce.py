"""The probabilistic Condorcet election: actors vote between options, pair by pair; how likely is each to win.

Formulas are those of KTAB, the KAPSARC Toolkit for Behavioral Analysis (Wise, Lester and Efird 2015, An introduction to
the KAPSARC toolkit for behavioral analysis using one-dimensional spatial models).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np

from graphkit.bargaining.table import Floats

Voting = Literal["binary", "proportional-binary", "proportional", "proportional-cubic", "cubic", "asymmetric"]
Victory = Literal["linear", "square", "quartic", "octic", "binary"]
Election = Literal["conditional", "markov-incentive", "markov-uniform"]
LEAST = 1e-8  # for a largest strength of 100
ITSELF = 0.51  # of the strength of an option against itself, which keeps the favourite challenged by somebody
CERTAIN = 1.1  # times the strength of the other side, which then never wins a binary contest
ROUNDS = 100_000


def _binary(gain: Floats) -> Floats:
    return np.clip(gain / 1e-8, -1, 1)


_VOTES: Mapping[str, Callable[[Floats], Floats]] = {
    "binary": _binary,
    "proportional-binary": lambda gain: 0.8 * gain + 0.2 * _binary(gain),
    "proportional": lambda gain: gain,
    "proportional-cubic": lambda gain: 0.5 * gain + 0.5 * gain**3,
    "cubic": lambda gain: gain**3,
    "asymmetric": lambda gain: np.where(gain > 0, 2 * gain / 3, gain),
}
_POWERS = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}


def votes(rule: Voting, gain: Floats) -> Floats:
    """How strongly an actor votes for one option against another that is worth less to it by so much.

    Parameters
    ----------
    rule : str
        "proportional" to the difference, "cubic" in it, half of each ("proportional-cubic"), all or nothing ("binary"),
        a fifth of that and the rest proportional ("proportional-binary"), or "asymmetric": gains count two thirds.
    gain : array
        Difference of utilities.

    Returns
    -------
    array
        Below 0 for a vote against; to be multiplied by the voter's strength.
    """
    return _VOTES[rule](gain)


def coalitions(strength: Floats, utility: Floats, rule: Voting) -> Floats:
    """The strength of those who prefer the row's option to the column's: ε + Σ v⁺.

    ε is 1e−8 where the largest strength is 100, and in proportion to it else, so that units do not matter.

    Parameters
    ----------
    strength : array of shape (actors,)
    utility : array of shape (actors, options)
    rule : str
        See `votes`.

    Returns
    -------
    array of shape (options, options)
    """
    cast = strength[:, None, None] * votes(rule, utility[:, :, None] - utility[:, None, :])
    strong: Floats = np.maximum(cast, 0).sum(axis=0) + LEAST * float(strength.max()) / 100
    return strong


def victories(strong: Floats, model: Victory) -> Floats:
    """The probability that the row's coalition beats the column's: C^m / (C^m + C'^m); ½ on the diagonal.

    Parameters
    ----------
    strong : array of shape (options, options)
    model : str
        "linear", "square", "quartic" and "octic" have m = 1, 2, 4 and 8; in a "binary" contest who is stronger by a
        tenth wins for certain.

    Returns
    -------
    array of shape (options, options)
    """
    share = strong / (strong + strong.T)
    if model == "binary":
        likely: Floats = np.clip((share * (CERTAIN + 1) - 1) / (CERTAIN - 1), 0, 1)
        return likely
    power = _POWERS[model]
    return share**power / (share**power + (1 - share) ** power)


def election(strong: Floats, victory: Victory, kind: Election) -> Floats:
    """The probability that each option wins.

    Parameters
    ----------
    strong : array of shape (options, options)
        See `coalitions`.
    victory : str
        See `victories`.
    kind : "conditional", "markov-incentive" or "markov-uniform"
        That it beats every other, given that one does, p ∝ Π P; or the share of time that it is in favour, where a
        challenger comes up by its support or with equal chances.

    Returns
    -------
    array of shape (options,)
        Sums to 1.

    Examples
    --------
    >>> strong = coalitions(np.array([2.0, 1.0]), np.array([[1.0, 0.0], [0.0, 1.0]]), "proportional")
    >>> election(strong, "linear", "conditional").round(3).tolist()
    [0.667, 0.333]
    """
    likely = victories(strong, victory)
    if kind == "conditional":
        logs = np.log(np.maximum(likely, np.finfo(float).tiny)).sum(axis=1)
        beats: Floats = np.exp(logs - logs.max())
        beats /= beats.sum()
        return beats
    chosen = np.full_like(likely, 1 / len(likely)) if kind == "markov-uniform" else _by_support(strong, likely)
    return _settled(likely, chosen)


def _by_support(strong: Floats, likely: Floats) -> Floats:
    """How likely the row's option challenges the column's while that one is in favour."""
    support = strong * likely
    np.fill_diagonal(support, ITSELF * strong.diagonal())
    share: Floats = support / support.sum(axis=0)
    return share


def _settled(likely: Floats, chosen: Floats) -> Floats:
    """Where the process settles in which a challenger meets the favourite, and the winner is the next favourite."""
    favour = np.full(len(likely), 1 / len(likely))
    for _ in range(ROUNDS):
        meets = favour[:, None] * chosen.T
        after = (likely * (meets + meets.T)).sum(axis=1)
        change, favour = np.abs(after - favour).max(), (favour + after) / 2
        if change < 1e-12:
            break
    share: Floats = favour / favour.sum()
    return share
