"""The spatial model of politics of KTAB: actors challenge each other on several issues at once, and bargain.

The model of KTAB, the KAPSARC Toolkit for Behavioral Analysis (Wise, Lester and Efird 2015, Multidimensional bargaining
using KTAB).  Its parameters are `Options`, with the values of its example as default.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from graphkit.bargaining.joint import Joint, joint
from graphkit.bargaining.pce import Election, Victory, Voting, coalitions, election, votes
from graphkit.bargaining.rounds import History, Move
from graphkit.bargaining.table import BadInputs, Floats, Inputs
from graphkit.dossier.problem import quoted

RiskRange = Literal["min", "mid", "max"]
RiskSeen = Literal["none", "one-third", "half", "two-thirds", "full"]
ThirdParty = Literal["none", "semi", "full"]
Interpolation = Literal["s1p1", "s2p2", "s2pmax"]
Bargains = Literal["initiator", "both", "compromise"]
Transition = Literal["deterministic", "stochastic"]
SEEN = {"none": 0.0, "one-third": 1 / 3, "half": 1 / 2, "two-thirds": 2 / 3, "full": 1.0}
SMALLEST_GAIN = 1e-5
SMALLEST_COALITION = 1e-10
SMALLEST_WEIGHT = 1e-6
SAME = 1e-3  # positions nearer than this, as a share of the scale, are one
AT_LEAST, AT_MOST, QUIET = 2, 100, 0.02


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


class _Bargain(NamedTuple):
    """What two actors would hold after a bargain; before one, `receiver` is the initiator itself."""

    initiator: int
    receiver: int
    theirs: Floats
    others: Floats


def smp(tables: Sequence[Inputs], *, rounds: int = AT_MOST, options: Options | None = None) -> History:
    """Run the model until positions hardly move.

    In each turn actors infer each other's attitude to risk from how likely their positions are to win; each challenges
    the one from whom it expects to gain most, and both get the bargain that the contest would lead to.  Each actor then
    takes, of the bargains that involve it, the one that wins a vote of all.  It ends when a turn moves positions by
    less than a fiftieth of the first.

    Parameters
    ----------
    tables : sequence of Inputs
        One or more issues.  Who lacks position, salience or capability on one of them takes no part.  Where the
        saliences of an actor sum to more than full salience, all are divided by the largest such sum.
    rounds : int
        At most.
    options : Options, optional

    Returns
    -------
    History
        Outcomes are the positions weighted by their probability to win.  `detail` has, for each state, the
        `probability` of the position of each actor (which it may share) and its attitude to `risk`.

    Raises
    ------
    BadInputs
        If fewer than two actors are left, one has no salience or capability, or its capability differs between issues.

    Examples
    --------
    >>> table = Inputs("toll", ("a", "b", "c"), [10, 50, 90], salience=[50, 50, 50], capability=[1, 2, 3])
    >>> history = smp([table])
    >>> (len(history.positions), [round(each, 1) for each in history.outcomes[[0, -1], 0].tolist()])
    (5, [62.7, 44.5])
    """
    model = _Model(joint(tables), options or Options())
    states, moves = [model.start], []
    turns = [model.turn(model.start)]
    while len(states) <= rounds:
        after, moved = model.step(states[-1], turns[-1], len(states) - 1)
        moves += moved
        states.append(after)
        turns.append(model.turn(after))
        if _is_quiet(states):
            break
    likely = [model.probabilities(state, turn) for state, turn in zip(states, turns, strict=True)]
    on_scales = model.table.on_scales
    return History(
        model.table.issues,
        model.table.actors,
        on_scales(np.array(states) * 100),
        on_scales(np.array([share @ state for (share, _), state in zip(likely, states, strict=True)]) * 100),
        tuple(moves),
        {"probability": [held.tolist() for _, held in likely], "risk": [turn.risk.tolist() for turn in turns]},
    )


def first_turn(tables: Sequence[Inputs], options: Options | None = None) -> tuple[Turn, tuple[Target | None, ...]]:
    """What actors think at the start, and whom each would challenge, by its number; None for who would gain nothing.

    Parameters
    ----------
    tables : sequence of Inputs
    options : Options, optional

    Returns
    -------
    Turn
    tuple of Target or None
        In order of actors, which is that of their ids.
    """
    model = _Model(joint(tables), options or Options())
    turn = model.turn(model.start)
    return turn, tuple(model.target(actor, turn) for actor in range(len(model.start)))


def _is_quiet(states: Sequence[Floats]) -> bool:
    """Whether the last turn moved positions by less than a fiftieth of the first."""
    if len(states) <= AT_LEAST:
        return False
    first, last = (np.linalg.norm(states[n] - states[n - 1], axis=1).sum() for n in (1, -1))
    return bool(last / (first + 1e-4) < QUIET)


class _Model:
    """The numbers that stay the same from turn to turn; positions are shares of the scales."""

    def __init__(self, table: Joint, options: Options) -> None:
        self.table = _whole(table)
        self.options = options
        self.start = self.table.position / 100
        if len(self.start) < 2:
            raise BadInputs("fewer than two actors have position, salience and capability on every issue")
        self.capability = _one_each(self.table)
        total = self.table.salience.sum(axis=1)
        for name, number in (("salience", total), ("capability", self.capability)):
            if not (number > 0).all():
                raise BadInputs(
                    f"{quoted(self.table.actors[int(np.argmin(number))])} has no {name} above 0; give it some"
                )
        self.salience = self.table.salience / max(1.0, float(total.max()))
        self.stake = self.salience.sum(axis=1)
        self.random = np.random.default_rng(options.seed)

    def distance(self, ideal: Floats, position: Floats) -> Floats:
        """Distances of positions to the rows' ideal points, by the rows' saliences: √(Σ(s·gap)² / Σs²)."""
        squares = self.salience**2
        gaps = (ideal[:, None, :] - position[None, :, :]) ** 2
        far: Floats = np.sqrt((squares[:, None, :] * gaps).sum(axis=2) / squares.sum(axis=1)[:, None])
        return far

    def turn(self, state: Floats) -> Turn:
        """What actors think at a state."""
        far = self.distance(state, state)
        value = _utility(far, np.zeros(len(state))[:, None])
        chosen = self.options
        strong = coalitions(self.capability, value, chosen.voting)
        risk = _risk(election(strong, chosen.victory, chosen.election), chosen.risk_range)
        part = SEEN[chosen.risk_seen]
        seen = (1 - part) * risk[:, None] + part * risk[None, :]
        return Turn(value, risk, _utility(far[None, :, :], seen[:, :, None]))

    def target(self, actor: int, turn: Turn) -> Target | None:
        """Whom an actor would best challenge."""
        found = None
        for other in range(len(turn.risk)):
            if other != actor:
                wins, gain = self.contest(turn.utility[actor], actor, other)
                if gain > max(SMALLEST_GAIN, found.gain if found else 0):
                    found = Target(other, wins, gain)
        return found

    def contest(self, utility: Floats, i: int, j: int) -> tuple[float, float]:
        """The probability that i beats j, and what i gains by challenging it, in the eyes of one actor."""
        for_i, for_j = self._principals(utility, i, j)
        joined = self._third_parties(utility, i, j, for_i, for_j)
        strong_i = for_i + np.maximum(joined, 0).sum()
        strong_j = for_j - np.minimum(joined, 0).sum()
        wins = strong_i / (strong_i + strong_j)
        won, lost = 2 * utility[i, i], 2 * utility[i, j]
        challenge = (1 - self.stake[j]) * won + self.stake[j] * (wins * won + (1 - wins) * lost)
        return float(wins), float(challenge - utility[i, i] - utility[i, j])

    def _principals(self, utility: Floats, i: int, j: int) -> tuple[float, float]:
        """What both put in themselves."""
        force = self.stake * self.capability
        cast = [force[k] * float(votes(self.options.voting, utility[k, i] - utility[k, j])) for k in (i, j)]
        return (
            SMALLEST_COALITION + sum(max(each, 0.0) for each in cast),
            SMALLEST_COALITION - sum(min(each, 0.0) for each in cast),
        )

    def _third_parties(self, utility: Floats, i: int, j: int, for_i: float, for_j: float) -> Floats:
        """What each other actor puts in for i, or, below 0, for j."""
        rule, force = self.options.voting, self.stake * self.capability
        at_i, at_j, own = utility[:, i], utility[:, j], utility.diagonal()
        leans = force * votes(rule, at_i - at_j)
        with_i, with_j = for_i + np.maximum(leans, 0), for_j - np.minimum(leans, 0)
        wins = with_i / (with_i + with_j)
        joins_i, joins_j = self._joining(wins, at_i, at_j, own)
        joined: Floats = force * votes(rule, joins_i - joins_j)
        joined[[i, j]] = 0
        return joined

    def _joining(self, wins: Floats, at_i: Floats, at_j: Floats, own: Floats) -> tuple[Floats, Floats]:
        """What joining i, and joining j, is worth: the positions of i, j and oneself after either victory."""
        commit = self.options.third_party
        if_safe_i, if_safe_j = 2 * at_i + own, 2 * at_j + own
        won_i, won_j = (3 * at_i, 3 * at_j) if commit == "full" else (if_safe_i, if_safe_j)
        lost_i, lost_j = (if_safe_i, if_safe_j) if commit == "none" else (3 * at_i, 3 * at_j)
        return wins * won_i + (1 - wins) * lost_j, wins * lost_i + (1 - wins) * won_j

    def step(self, state: Floats, turn: Turn, number: int) -> tuple[Floats, list[Move]]:
        """The state after a turn, and who moved."""
        queues: list[list[_Bargain]] = [[_Bargain(k, k, state[k], state[k])] for k in range(len(state))]
        for actor in range(len(state)):
            target = self.target(actor, turn)
            if target is not None:
                for bargain in self._bargains(state, turn, actor, target):
                    queues[actor].append(bargain)
                    queues[target.other].append(bargain)
        after, moves = state.copy(), []
        for actor, queue in enumerate(queues):
            bargain = queue[self._chosen(state, turn, queue)]
            if bargain.initiator != bargain.receiver:
                after[actor] = bargain.theirs if bargain.initiator == actor else bargain.others
                moves += self._told(number, actor, bargain, state, after)
        return after, moves

    def _bargains(self, state: Floats, turn: Turn, i: int, target: Target) -> list[_Bargain]:
        j = target.other
        first = self._between(state, i, j, target.wins)
        if self.options.bargains == "initiator":
            return [first]
        second = self._between(state, i, j, self.contest(turn.utility[j], i, j)[0])
        if self.options.bargains == "both":
            return [first, second]
        force = self.stake * self.capability
        part = force[i] / (force[i] + force[j])
        mean = [part * one + (1 - part) * other for one, other in zip(first[2:], second[2:], strict=True)]
        return [_Bargain(i, j, *mean)]

    def _between(self, state: Floats, i: int, j: int, wins: float) -> _Bargain:
        """The bargain to which a contest leads that i wins with some probability."""
        one, other = self.salience[i], self.salience[j]
        if self.options.interpolation == "s2pmax":
            part_i = _yields(1 - 2 * wins, other**2, one**2)
            part_j = _yields(2 * wins - 1, one**2, other**2)
            return _Bargain(i, j, state[i] + part_i * (state[j] - state[i]), state[j] + part_j * (state[i] - state[j]))
        power = 1 if self.options.interpolation == "s1p1" else 2
        at_i, at_j = (one * wins) ** power, (other * (1 - wins)) ** power
        total = at_i + at_j + SMALLEST_WEIGHT
        for_i = ((at_i + SMALLEST_WEIGHT) * state[i] + at_j * state[j]) / total
        for_j = (at_i * state[i] + (at_j + SMALLEST_WEIGHT) * state[j]) / total
        return _Bargain(i, j, _rounded(for_i), _rounded(for_j))

    def _chosen(self, state: Floats, turn: Turn, queue: Sequence[_Bargain]) -> int:
        """Which bargain of an actor wins a vote of all on the states that they would lead to."""
        worth = np.column_stack([self._worth(state, turn, bargain) for bargain in queue])
        strong = coalitions(self.capability, worth, self.options.voting)
        likely = election(strong, self.options.victory, self.options.election)
        if self.options.transition == "stochastic":
            return int(self.random.choice(len(queue), p=likely))
        return int(np.argmax(likely))

    def _worth(self, state: Floats, turn: Turn, bargain: _Bargain) -> Floats:
        """The mean utility to each actor of all positions after a bargain."""
        own = np.einsum("iij->ij", turn.utility).copy()
        if bargain.initiator != bargain.receiver:
            far = self.distance(state, np.array([bargain.theirs, bargain.others]))
            own[:, [bargain.initiator, bargain.receiver]] = _utility(far, turn.risk[:, None])
        mean: Floats = own.mean(axis=1)
        return mean

    def _told(self, number: int, actor: int, bargain: _Bargain, state: Floats, after: Floats) -> list[Move]:
        other = bargain.receiver if bargain.initiator == actor else bargain.initiator
        kind = "challenge" if bargain.initiator == actor else "challenged"
        starts, ends = (self.table.on_scales(each[actor] * 100).tolist() for each in (state, after))
        names = self.table.actors
        return [
            Move(number, issue, names[actor], names[other], kind, start, end)
            for issue, start, end in zip(self.table.issues, starts, ends, strict=True)
            if start != end
        ]

    def probabilities(self, state: Floats, turn: Turn) -> tuple[Floats, Floats]:
        """The probability of each position, that of actors who share one at the first of them; and of each actor's."""
        gaps = np.linalg.norm(state[:, None, :] - state[None, :, :], axis=2)
        first = (gaps < SAME).argmax(axis=1)
        different, place = np.unique(first, return_inverse=True)
        utility = np.einsum("iij->ij", turn.utility)[:, different]
        strong = coalitions(self.capability, utility, "proportional")
        likely = election(strong, self.options.victory, self.options.election)
        share = np.zeros(len(state))
        share[different] = likely
        return share, likely[place]


def _whole(table: Joint) -> Joint:
    """The same with the actors alone that take part in every issue."""
    whole = np.flatnonzero(~np.isnan(table.position).any(axis=1))
    actors = tuple(table.actors[row] for row in whole.tolist())
    position, salience, capability = (each[whole] for each in (table.position, table.salience, table.capability))
    return Joint(table.issues, actors, position, salience, capability, table.low, table.length)


def _one_each(table: Joint) -> Floats:
    """The capability of each actor, which must be one for all issues."""
    differs = np.ptp(table.capability, axis=1) > 1e-9 * table.capability.max(axis=1)
    if differs.any():
        name = table.actors[int(np.argmax(differs))]
        raise BadInputs(f"the capability of {quoted(name)} differs between issues; this model takes one for all")
    first: Floats = table.capability[:, 0]
    return first


def _utility(far: Floats, risk: Floats) -> Floats:
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


def _yields(lead: float, others: Floats, own: Floats) -> Floats:
    """How far a side goes to the other, that leads it by some probability."""
    by = max(lead, 0.0)
    part: Floats = by * others / (by * others + SMALLEST_WEIGHT + (1 - by) * own)
    return part


def _rounded(position: Floats) -> Floats:
    """To four decimals, as KTAB does, so that bargains do not differ by nothing."""
    return np.floor(position * 1e4 + 0.5) / 1e4
