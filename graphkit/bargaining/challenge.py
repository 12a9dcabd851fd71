"""The challenge model: actors press each other, and those who expect to lose give way, round by round.

The expected utility model of Bueno de Mesquita (1985, 1994), as Scholz, Calbert and Smith print it (2011, Unravelling
Bueno De Mesquita's group decision model, Journal of Theoretical Politics 23:510-531).  Replications differ where the
papers leave room; each difference is an option of `challenge`, and the printed paper is the default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graphkit.bargaining.challenge_offers import Expected, Taken, moves_of, nearer, put_together
from graphkit.bargaining.rounds import History, Move
from graphkit.bargaining.spatial import compromise as mean_of
from graphkit.bargaining.spatial import median_of
from graphkit.bargaining.table import BadInputs, Floats, Inputs, needed
from graphkit.dossier.problem import quoted

Denominator = Literal["pair", "all-pairs"]
Votes = Literal["linear", "risk"]
Risk = Literal["actors", "positions", "neutral"]
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Options:
    """How to read the paper where replications differ.

    Attributes
    ----------
    denominator : "pair" or "all-pairs"
        Of the probability that i beats j: the votes cast between the two (printed), or those between all pairs, which
        makes victories rare (the authors' code).
    votes : "linear" or "risk", optional
        Whether a vote grows with the difference of distances (printed), or distances are first raised to the voter's
        risk exponent (the authors' code).  Default: linear beside "pair", risk beside "all-pairs".
    risk : "actors", "positions" or "neutral"
        Range in which R places an actor's danger: that of all actors (printed), that of all places where the actor
        itself might stand (Bueno de Mesquita's wording), or no risk at all, r = 1.
    compromise : "smallest-move" or "lowest-position"
        Which of several compromises is taken: the one that moves least (printed), or the one whose mean of both
        positions, weighted by expected utilities, is lowest (the authors' code).
    q : float
        Q: probability that j stays where it is if i does not press it, 0 to 1; the paper has 1, others .5.
    t : float or "position"
        T: probability that things get better for i if j does not stay; 1, or 1 where the median, to which j is then
        drawn, is nearer to i than j is, 0 where it is farther, and .5 between.
    """

    denominator: Denominator = "pair"
    votes: Votes | None = None
    risk: Risk = "actors"
    compromise: Taken = "smallest-move"
    q: float = 1.0
    t: float | Literal["position"] = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.q <= 1 or not (self.t == "position" or 0 <= float(self.t) <= 1):
            raise BadInputs("q and t are probabilities from 0 to 1; t may be 'position'")

    @property
    def risky_votes(self) -> bool:
        """Whether distances are raised to the voter's risk exponent."""
        return self.votes == "risk" or (self.votes is None and self.denominator == "all-pairs")


def challenge(table: Inputs, *, rounds: int = ROUNDS, options: Options | None = None) -> History:
    """Run the challenge model on one issue.

    In each round every actor weighs, with its own attitude to risk, what it expects from pressing each other and what
    that one expects from pressing it (`expected`).  Where both gain and the other more, it loses a confrontation and
    takes the other's position; where it loses and the other gains more than that, it moves part of the way; where it
    loses as much as the other gains or more, it capitulates.  Of several offers it takes a confrontation before a
    compromise before a capitulation, and of one kind that which moves it least.  All move at once.  Who has no salience
    or no capability makes and gets no offers, counts for no range, and stays where it is.

    Parameters
    ----------
    table : Inputs
        Salience, as a share of full salience, and capability must be known of everybody.
    rounds : int
        At most; it ends before when nobody moves, and `History.settled` says whether it did.
    options : Options, optional

    Returns
    -------
    History
        Its outcomes are the weighted medians.  `detail` has the weighted `means` of each state and the `risk` of each
        round, of those who make offers.

    Raises
    ------
    BadInputs
        If a number is missing or out of range.

    Examples
    --------
    >>> table = Inputs("toll", ("a", "b", "c"), [0, 40, 100], salience=[90, 20, 60], capability=[3, 1, 1])
    >>> history = challenge(table)
    >>> [(move.state, move.actor, move.other, move.kind, round(move.end, 3)) for move in history.moves][:1]
    [(0, 'b', 'a', 'compromise', 26.234)]
    """
    chosen = options or Options()
    model = _Model(table, chosen)
    at = np.flatnonzero(np.isin(table.actors, model.table.actors))
    positions, moves, risks, settled = [table.position], [], [], False
    for state in range(rounds):
        found = model.expected(positions[-1][at])
        risks.append(found.risk.tolist())
        moved = list(_moves(model, positions[-1][at], found, state))
        settled = not moved
        if settled:
            break
        moves += moved
        after = positions[-1].copy()
        for move in moved:
            after[table.actors.index(move.actor)] = move.end
        after[at] = put_together(after[at], model.length)
        positions.append(after)
    return History(
        (table.issue,),
        table.actors,
        np.array(positions)[:, :, None],
        np.array([[median_of(each[at], model.weight)] for each in positions]),
        tuple(moves),
        {"means": [mean_of(table.at(each)) for each in positions], "risk": risks},
        settled,
    )


def expected(table: Inputs, options: Options | None = None) -> Expected:
    """What each actor expects from pressing each other in the first round.

    E(Uij) = s_j(P·Us + (1−P)Uf) + (1−s_j)Us − Q·Usq − (1−Q)(T·Ub + (1−T)Uw), with, for d = |xi − xj| / (xmax − xmin),
    Us = 2 − 4(.5 − .5d)^r, Uf = 2 − 4(.5 + .5d)^r, Usq = 2 − 4·.5^r, and Ub, Uw = 2 − 4(.5 ∓ .25(|xi − μ| / (xmax −
    xmin) + d))^r (Scholz, Calbert and Smith 2011).

    Parameters
    ----------
    table : Inputs
    options : Options, optional

    Returns
    -------
    Expected
        Of those who have salience and capability above 0, in their order.

    Raises
    ------
    BadInputs
        If a number is missing or out of range.
    """
    model = _Model(table, options or Options())
    return model.expected(model.table.position)


class _Model:
    """The numbers that stay the same from round to round."""

    def __init__(self, table: Inputs, options: Options) -> None:
        needed(table, "salience", "capability")
        self.options = options
        self.table = table.only(table.heard)
        if not len(self.table):
            raise BadInputs(f"nobody has both capability and salience above 0 on {quoted(table.issue)}")
        self.salience = self.table.salience / table.full_salience
        if (self.salience > 1).any():
            raise BadInputs(f"a salience on {quoted(table.issue)} is above the full {table.full_salience:g}")
        weight = self.table.capability / self.table.capability.max() * self.table.salience
        self.weight = weight / weight.sum()
        self.length = float(np.ptp(self.table.position)) or 1.0

    def expected(self, position: Floats) -> Expected:
        """Expectations at some positions, after every attitude to risk was inferred there."""
        neutral = np.ones(len(position))
        risk = neutral if self.options.risk == "neutral" else self._risk(position, neutral)
        winning = self._winning(position, risk)
        return Expected(
            self._utility(position, winning, risk[:, None]),
            self._utility(position, winning, risk[None, :]).T,
            risk,
        )

    def _risk(self, position: Floats, neutral: Floats) -> Floats:
        """The exponent r = (1 − R/3) / (1 + R/3), R placing the actor's danger in a range from −1 to 1."""
        danger = self._danger(position, neutral)
        low, high = np.full(len(position), danger.min()), np.full(len(position), danger.max())
        if self.options.risk == "positions":
            might = np.array([self._danger_of_each_at(position, neutral, at) for at in np.unique(position)])
            low, high = might.min(axis=0), might.max(axis=0)
        wide = high - low > 1e-12
        place = np.where(wide, (2 * danger - high - low) / np.where(wide, high - low, 1.0), 0.0)
        exponent: Floats = (1 - place / 3) / (1 + place / 3)
        return exponent

    def _danger(self, position: Floats, neutral: Floats) -> Floats:
        """What all others together expect from pressing each actor."""
        utility = self._utility(position, self._winning(position, neutral), neutral[:, None])
        danger: Floats = utility.sum(axis=0) - utility.diagonal()
        return danger

    def _danger_of_each_at(self, position: Floats, neutral: Floats, at: float) -> Floats:
        """The danger that each actor would be in if it alone stood at a place."""
        numbers = np.arange(len(position))
        danger = np.empty(len(position))
        for actor in numbers.tolist():
            moved = np.where(numbers == actor, at, position)
            utility = self._utility(moved, self._winning(moved, neutral, only=actor), neutral[:, None])[:, actor]
            danger[actor] = utility.sum() - utility[actor]
        return danger

    def _winning(self, position: Floats, risk: Floats, *, only: int | None = None) -> Floats:
        """The probability that the row's position beats the column's; 0 where they are one.

        With `only`, of one column alone where that is enough.
        """
        distance = np.abs(position[:, None] - position[None, :]) / self.length
        if self.options.risky_votes:
            distance = distance ** risk[:, None]
        won, cast = np.zeros_like(distance), np.zeros_like(distance)
        for column in range(len(position)) if only is None or self.options.denominator == "all-pairs" else [only]:
            votes = self.weight[:, None] * (distance[:, [column]] - distance)
            won[:, column], cast[:, column] = np.maximum(votes, 0).sum(axis=0), np.abs(votes).sum(axis=0)
        if self.options.denominator == "all-pairs":
            cast = np.full_like(cast, cast.sum())
        probability: Floats = np.divide(won, cast, out=np.zeros_like(won), where=cast > 0)
        return probability

    def _utility(self, position: Floats, winning: Floats, risk: Floats) -> Floats:
        """What the row's actor expects from pressing the column's, seen with an attitude to risk."""
        gap = np.abs(position[:, None] - position[None, :]) / self.length
        success, failure = 2 - 4 * np.maximum(0.5 - 0.5 * gap, 0) ** risk, 2 - 4 * (0.5 + 0.5 * gap) ** risk
        resists = self.salience[None, :]
        pressing = resists * (winning * success + (1 - winning) * failure) + (1 - resists) * success
        return pressing - self.options.q * (2 - 4 * 0.5**risk) - self._if_it_moves(position, gap, risk)

    def _if_it_moves(self, position: Floats, gap: Floats, risk: Floats) -> Floats:
        """(1 − Q)(T·Ub + (1 − T)Uw): what the row's actor expects if the column's moves without being pressed."""
        if self.options.q == 1:
            return np.zeros_like(gap)
        far = np.abs(position - median_of(position, self.weight))[:, None] / self.length
        better = 2 - 4 * np.maximum(0.5 - 0.25 * (far + gap), 0) ** risk
        worse = 2 - 4 * (0.5 + 0.25 * (far + gap)) ** risk
        likely = nearer(gap, far) if self.options.t == "position" else np.full_like(gap, self.options.t)
        moves: Floats = (1 - self.options.q) * (likely * better + (1 - likely) * worse)
        return moves


def _moves(model: _Model, position: Floats, found: Expected, state: int) -> Iterator[Move]:
    """The move that each actor makes, if any."""
    table = model.table
    for actor, offer in moves_of(position, found, model.length, model.options.compromise):
        name, other = table.actors[actor], table.actors[offer.other]
        yield Move(state, table.issue, name, other, offer.kind, float(position[actor]), offer.end)
