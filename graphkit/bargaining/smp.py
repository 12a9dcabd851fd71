"""The spatial model of politics of KTAB: actors challenge each other on several issues at once, and bargain.

The model of KTAB, the KAPSARC Toolkit for Behavioral Analysis (Wise, Lester and Efird 2015, Multidimensional bargaining
using KTAB).  Its parameters are `Options`, with the values of its example as default.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.joint import joint
from graphkit.bargaining.pce import coalitions, election
from graphkit.bargaining.rounds import History, Move
from graphkit.bargaining.smp_contests import Contests, Options, Target, Turn, first_of, utility_of, whole_of
from graphkit.bargaining.table import Floats, Inputs

__all__ = ["Options", "Target", "Turn", "first_turn", "smp"]
SMALLEST_WEIGHT = 1e-6
SAME = 1e-3 * (1 - 1e-6)  # positions nearer than a thousandth of the scale are one, and not those just so far apart
HALF = 1e-7  # of the last decimal, by which a half may fall short
AT_LEAST, AT_MOST, QUIET = 2, 100, 0.02


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
        One or more issues.  Who lacks position, salience or capability on one of them takes no part.  Who has no
        capability, or no salience on any of them, influences nobody and stays where it is.  Where the saliences of an
        actor sum to more than full salience, all are divided by the largest such sum.
    rounds : int
        At most; `History.settled` is False where it would have gone on.
    options : Options, optional

    Returns
    -------
    History
        Outcomes are the positions weighted by their probability to win.  `detail` has, for each state, the
        `probability` of the position of each actor (which it may share) and its attitude to `risk`, both 0 for who
        influences nobody.

    Raises
    ------
    BadInputs
        If fewer than two actors are left, or the capability of one differs between issues.

    Examples
    --------
    >>> table = Inputs("toll", ("a", "b", "c"), [10, 50, 90], salience=[50, 50, 50], capability=[1, 2, 3])
    >>> history = smp([table])
    >>> (len(history.positions), [round(each, 1) for each in history.outcomes[[0, -1], 0].tolist()])
    (5, [62.7, 45.3])
    """
    table = joint(tables)
    actors = Contests(table.only(table.by_content()), options or Options())
    model = _Model(actors)
    states, moves = [actors.start], []
    turns = [actors.turn(actors.start)]
    settled = False
    while len(states) <= rounds and not settled:
        after, moved = model.step(states[-1], turns[-1], len(states) - 1)
        moves += moved
        states.append(after)
        turns.append(actors.turn(after))
        settled = _is_quiet(states)
    likely = [model.probabilities(state, turn) for state, turn in zip(states, turns, strict=True)]
    outcomes = np.array([share @ state for (share, _), state in zip(likely, states, strict=True)])
    whole = whole_of(table)
    rows = np.array([whole.actors.index(actor) for actor in actors.table.actors])
    positions = np.repeat(whole.position[None], len(states), axis=0)
    positions[:, rows] = np.array(states) * 100
    return History(
        whole.issues,
        whole.actors,
        whole.on_scales(positions),
        whole.on_scales(outcomes * 100),
        tuple(sorted(moves, key=lambda move: (move.state, move.actor))),
        {
            "probability": _placed(rows, len(whole.actors), [held for _, held in likely]),
            "risk": _placed(rows, len(whole.actors), [turn.risk for turn in turns]),
        },
        settled,
    )


def _placed(rows: npt.NDArray[np.intp], many: int, values: Sequence[Floats]) -> list[list[float]]:
    """Numbers of those who are heard, in each state, among those of all actors; 0 for the others."""
    found = np.zeros((len(values), many))
    found[:, rows] = values
    return found.tolist()


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
        Both in order of the ids of the actors that have any weight.
    """
    table = joint(tables)
    actors = Contests(table.only(table.by_content()), options or Options())
    turn = actors.turn(actors.start)
    order = np.argsort(actors.table.actors)
    number = {row: new for new, row in enumerate(order.tolist())}
    targets = (actors.target(row, turn) for row in order.tolist())
    return (
        Turn(turn.value[np.ix_(order, order)], turn.risk[order], turn.utility[np.ix_(order, order, order)]),
        tuple(target and target._replace(other=number[target.other]) for target in targets),
    )


def _is_quiet(states: Sequence[Floats]) -> bool:
    """Whether the last turn moved positions by less than a fiftieth of the first."""
    if len(states) <= AT_LEAST:
        return False
    first, last = (np.linalg.norm(states[n] - states[n - 1], axis=1).sum() for n in (1, -1))
    return bool(last / (first + 1e-4) < QUIET * (1 - 1e-9))  # rounded moves may be just a fiftieth


class _Model:
    """The actors, and how they bargain."""

    def __init__(self, contests: Contests) -> None:
        self.contests = contests
        self.table = contests.table
        self.options = contests.options
        self.random = np.random.default_rng(self.options.seed)

    def step(self, state: Floats, turn: Turn, number: int) -> tuple[Floats, list[Move]]:
        """The state after a turn, and who moved."""
        queues: list[list[_Bargain]] = [[_Bargain(k, k, state[k], state[k])] for k in range(len(state))]
        for actor in range(len(state)):
            target = self.contests.target(actor, turn)
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
        second = self._between(state, i, j, float(self.contests.contests(turn.utility[j], i)[0][j]))
        if self.options.bargains == "both":
            return [first, second]
        force = self.contests.stake * self.contests.capability
        part = force[i] / (force[i] + force[j])
        mean = [part * one + (1 - part) * other for one, other in zip(first[2:], second[2:], strict=True)]
        return [_Bargain(i, j, *mean)]

    def _between(self, state: Floats, i: int, j: int, wins: float) -> _Bargain:
        """The bargain to which a contest leads that i wins with some probability."""
        one, other = self.contests.salience[i], self.contests.salience[j]
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
        strong = coalitions(self.contests.capability, worth, self.options.voting)
        likely = election(strong, self.options.victory, self.options.election)
        if self.options.transition == "stochastic":
            return int(self.random.choice(len(queue), p=likely))
        return first_of(likely)

    def _worth(self, state: Floats, turn: Turn, bargain: _Bargain) -> Floats:
        """The mean utility to each actor of all positions after a bargain."""
        own = np.einsum("iij->ij", turn.utility).copy()
        if bargain.initiator != bargain.receiver:
            far = self.contests.distance(state, np.array([bargain.theirs, bargain.others]))
            own[:, [bargain.initiator, bargain.receiver]] = utility_of(far, turn.risk[:, None])
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
        """The probability of each position, of a shared one at the first of those who share it; and of each actor's."""
        different, place = np.unique(_clusters(state), return_inverse=True)
        utility = np.einsum("iij->ij", turn.utility)[:, different]
        strong = coalitions(self.contests.capability, utility, "proportional")
        likely = election(strong, self.options.victory, self.options.election)
        share = np.zeros(len(state))
        share[different] = likely
        return share, likely[place]


def _clusters(state: Floats) -> npt.NDArray[np.intp]:
    """For each actor the first of those with whom it shares a position, directly or by others in between."""
    near = np.linalg.norm(state[:, None, :] - state[None, :, :], axis=2) < SAME
    first: npt.NDArray[np.intp] = near.argmax(axis=1)
    while True:
        further = np.where(near, first[None, :], len(state)).min(axis=1)
        if (further == first).all():
            return first
        first = further


def _yields(lead: float, others: Floats, own: Floats) -> Floats:
    """How far a side goes to the other, that leads it by some probability."""
    by = max(lead, 0.0)
    part: Floats = by * others / (by * others + SMALLEST_WEIGHT + (1 - by) * own)
    return part


def _rounded(position: Floats) -> Floats:
    """To four decimals, as KTAB does, so that bargains do not differ by nothing."""
    return np.floor(position * 1e4 + 0.5 + HALF) / 1e4
