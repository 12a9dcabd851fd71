"""What actors of KTAB's spatial model think of each other: worth, risk, and who would win a contest.

See `graphkit.bargaining.smp` for the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from graphkit.bargaining.joint import Joint
from graphkit.bargaining.pce import Election, Victory, Voting, coalitions, election, votes
from graphkit.bargaining.table import BadInputs, Floats
from graphkit.dossier.problem import quoted

RiskRange = Literal["min", "mid", "max"]
RiskSeen = Literal["none", "one-third", "half", "two-thirds", "full"]
ThirdParty = Literal["none", "semi", "full"]
Interpolation = Literal["s1p1", "s2p2", "s2pmax"]
Bargains = Literal["initiator", "both", "compromise"]
Transition = Literal["deterministic", "stochastic"]
SEEN = {"none": 0.0, "one-third": 1 / 3, "half": 1 / 2, "two-thirds": 2 / 3, "full": 1.0}
SMALLEST_GAIN = 1e-5
SMALLEST_COALITION = 1e-12  # of the largest capability times salience
ALIKE = 1e-7  # gains and probabilities that differ by less are the same, but for rounding


@dataclass(frozen=True, slots=True)
class Options:
    """The parameters of KTAB's model.

    Attributes
    ----------
    victory, voting, election : str
        VictoryProbModel, VotingRule and PCEModel; see `graphkit.bargaining.pce`.
    transition : "deterministic" or "stochastic"
        StateTransitions: whether the likeliest bargain is chosen, or one by its probability, drawn with `seed`.
    risk_range : "min", "mid" or "max"
        BigRRange: whether attitudes to risk run from 0, −½ or −1 to 1.
    risk_seen : "none", "one-third", "half", "two-thirds" or "full"
        BigRAdjust: how much of another's attitude to risk an actor sees; the rest is its own.
    third_party : "none", "semi" or "full"
        ThirdPartyCommit: whether who joins a side has to take the victor's position with it.
    interpolation : "s1p1", "s2p2" or "s2pmax"
        InterVecBrgn: the weight of a side in a bargain: s·P, s²·P², or how far the stronger prevails.
    bargains : "initiator", "both" or "compromise"
        BargnModel: what is proposed: as the initiator sees it; that and as the receiver sees it; or the mean of both,
        weighted by capability times salience.
    seed : int
    """

    victory: Victory = "linear"
    voting: Voting = "proportional"
    election: Election = "conditional"
    transition: Transition = "deterministic"
    risk_range: RiskRange = "mid"
    risk_seen: RiskSeen = "one-third"
    third_party: ThirdParty = "semi"
    interpolation: Interpolation = "s2p2"
    bargains: Bargains = "initiator"
    seed: int = 0


class Turn(NamedTuple):
    """What actors think at one state.

    Attributes
    ----------
    value : array of shape (actors, actors)
        Worth of the column's position to the row's actor, without regard to risk.
    risk : array of shape (actors,)
        R: above 0 who avoids risk, below 0 who takes it.
    utility : array of shape (actors, actors, actors)
        As the first index sees it: utility of the last's position to the second.
    """

    value: Floats
    risk: Floats
    utility: Floats


class Target(NamedTuple):
    """Whom an actor would best challenge: its number, the probability to win, and the gain."""

    other: int
    wins: float
    gain: float


class Contests:
    """Actors with the numbers that stay the same from turn to turn; positions are shares of the scales."""

    def __init__(self, table: Joint, options: Options) -> None:
        self.table = heard_of(table)
        self.options = options
        self.start = self.table.position / 100
        if len(self.start) < 2:
            raise BadInputs(
                "fewer than two actors have position, salience and capability on every issue, and any weight"
            )
        self.capability = _one_each(self.table)
        self.salience = self.table.salience / max(1.0, float(self.table.salience.sum(axis=1).max()))
        self.stake = self.salience.sum(axis=1)

    def distance(self, ideal: Floats, position: Floats) -> Floats:
        """Distances of positions to the rows' ideal points, by the rows' saliences: √(Σ(s·gap)² / Σs²)."""
        squares = (self.salience / self.salience.max(axis=1, keepdims=True)) ** 2
        gaps = (ideal[:, None, :] - position[None, :, :]) ** 2
        far: Floats = np.sqrt((squares[:, None, :] * gaps).sum(axis=2) / squares.sum(axis=1)[:, None])
        return far

    def turn(self, state: Floats) -> Turn:
        """What actors think at a state."""
        far = self.distance(state, state)
        value = utility_of(far, np.zeros(len(state))[:, None])
        chosen = self.options
        strong = coalitions(self.capability, value, chosen.voting)
        risk = _risk(election(strong, chosen.victory, chosen.election), chosen.risk_range)
        part = SEEN[chosen.risk_seen]
        seen = (1 - part) * risk[:, None] + part * risk[None, :]
        return Turn(value, risk, utility_of(far[None, :, :], seen[:, :, None]))

    def target(self, actor: int, turn: Turn) -> Target | None:
        """Whom an actor would best challenge."""
        wins, gains = self.contests(turn.utility[actor], actor)
        other = first_of(gains)
        return Target(other, float(wins[other]), float(gains[other])) if gains[other] > SMALLEST_GAIN else None

    def contests(self, utility: Floats, i: int) -> tuple[Floats, Floats]:
        """The probability that i beats each other, and what it gains by challenging it, in the eyes of one actor.

        Of itself the gain is below 0.
        """
        for_i, for_others = self._principals(utility, i)
        joined = self._third_parties(utility, i, for_i, for_others)
        strong = for_i + np.maximum(joined, 0).sum(axis=0)
        wins = strong / (strong + for_others - np.minimum(joined, 0).sum(axis=0))
        won, lost = 2 * utility[i, i], 2 * utility[i]
        challenge = (1 - self.stake) * won + self.stake * (wins * won + (1 - wins) * lost)
        gains: Floats = challenge - utility[i, i] - utility[i]
        gains[i] = -1.0
        return wins, gains

    def _principals(self, utility: Floats, i: int) -> tuple[Floats, Floats]:
        """What i and each other put in themselves, for i and for the other."""
        force, rule = self.stake * self.capability, self.options.voting
        least = SMALLEST_COALITION * force.max()
        of_i, of_others = utility[i, i] - utility[i], utility[:, i] - utility.diagonal()
        cast = [force[i] * votes(rule, of_i), force * votes(rule, of_others)]
        return (
            least + np.sum([np.maximum(each, 0) for each in cast], axis=0),
            least - np.sum([np.minimum(each, 0) for each in cast], axis=0),
        )

    def _third_parties(self, utility: Floats, i: int, for_i: Floats, for_others: Floats) -> Floats:
        """What each actor, in a row, puts in for i against another, in a column; below 0 for the other."""
        rule, force = self.options.voting, (self.stake * self.capability)[:, None]
        at_i, own = utility[:, [i]], utility.diagonal()[:, None]
        leans = force * votes(rule, at_i - utility)
        with_i, with_other = for_i + np.maximum(leans, 0), for_others - np.minimum(leans, 0)
        joins_i, joins_other = self._joining(with_i / (with_i + with_other), at_i, utility, own)
        joined: Floats = force * votes(rule, joins_i - joins_other)
        joined[i] = 0
        np.fill_diagonal(joined, 0)
        return joined

    def _joining(self, wins: Floats, at_i: Floats, at_j: Floats, own: Floats) -> tuple[Floats, Floats]:
        """What joining i, and joining j, is worth: the positions of i, j and oneself after either victory."""
        commit = self.options.third_party
        free_i, free_j = 2 * at_i + own, 2 * at_j + own
        won_i, won_j = (3 * at_i, 3 * at_j) if commit == "full" else (free_i, free_j)
        lost_i, lost_j = (free_i, free_j) if commit == "none" else (3 * at_i, 3 * at_j)
        return wins * won_i + (1 - wins) * lost_j, wins * lost_i + (1 - wins) * won_j


def whole_of(table: Joint) -> Joint:
    """The same with the actors alone that have all numbers on every issue."""
    return table.only(np.flatnonzero(~np.isnan(table.position).any(axis=1)))


def heard_of(table: Joint) -> Joint:
    """The same with those of them alone that have any weight."""
    whole = whole_of(table)
    return whole.only(np.flatnonzero(whole.heard))


def first_of(values: Floats) -> int:
    """The first of the largest values, taking those for the same that differ by rounding alone."""
    return int(np.argmax(values >= values.max() - ALIKE))


def _one_each(table: Joint) -> Floats:
    """The capability of each actor, which must be one for all issues."""
    differs = np.ptp(table.capability, axis=1) > 1e-9 * table.capability.max(axis=1)
    if differs.any():
        name = table.actors[int(np.argmax(differs))]
        raise BadInputs(f"the capability of {quoted(name)} differs between issues; this model takes one for all")
    first: Floats = table.capability[:, 0]
    return first


def utility_of(far: Floats, risk: Floats) -> Floats:
    """(1 − d)(1 + dR)."""
    worth: Floats = (1 - far) * (1 + np.minimum(far, 1) * risk)
    return worth


def _risk(likely: Floats, range_: RiskRange) -> Floats:
    """R from the probability that each actor's position wins: 1 for the likeliest, for the least likely 0, −½ or −1."""
    least, most = float(likely.min()), float(likely.max())
    if most - least < 1e-12:
        return np.zeros_like(likely)
    low = {"min": 0.0, "mid": -0.5, "max": -1.0}[range_]
    return low + (1 - low) * (likely - least) / (most - least)
