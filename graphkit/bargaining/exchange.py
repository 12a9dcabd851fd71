"""The exchange model: two actors who differ on two issues each give way on the one that matters less to them.

Stokman and Van Oosten (1994), The exchange of voting positions, in Bueno de Mesquita and Stokman, European Community
Decision Making, chapter 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.joint import Joint, joint
from graphkit.bargaining.rounds import History, Move
from graphkit.bargaining.table import BadInputs, Floats, Inputs
from graphkit.dossier.problem import near, quoted

LEAST = 1e-10  # gains, moves and saliences below are none
ALIKE = 1e-9  # gains, and points of a scale, that differ by less are the same but for rounding


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange between two actors, as it stands at some state.

    Attributes
    ----------
    one, one_gives : str
        An actor and the issue on which it moves towards the other.
    other, other_gives : str
    gain : float
        Of each alike: points of the issues' scales from 0 to 100, times salience as a share of full salience.
    """

    one: str
    one_gives: str
    other: str
    other_gives: str
    gain: float


@dataclass(frozen=True, slots=True)
class LogRoll:
    """What two actors can trade on two issues.

    Attributes
    ----------
    before, equal, full : (float, float)
        The outcomes on both issues: as they stand, after the exchange that gives both the same gain, and after a full
        swap in which each takes the other's position.
    gain : float
        Of each, in the exchange with equal gains.
    full_gains : (float, float)
        Of both in the full swap; below 0 for who loses by it.
    """

    before: tuple[float, float]
    equal: tuple[float, float]
    full: tuple[float, float]
    gain: float
    full_gains: tuple[float, float]


def potential(tables: Sequence[Inputs]) -> tuple[Exchange, ...]:
    """Every exchange that two actors might make, at the positions that go in, with its gain; 0 where it gains nothing.

    Two actors may exchange on two issues if they lie on opposite sides of the expected outcome, Σcsx / Σcs, on both;
    who stands at it takes no side.

    Parameters
    ----------
    tables : sequence of Inputs
        Of two issues or more.  Who lacks salience or capability on an issue takes no part there.

    Returns
    -------
    tuple of Exchange
        Largest gain first.

    Raises
    ------
    BadInputs
        If an issue stands twice, its scale has no length, or nobody has weight on it.

    Examples
    --------
    >>> p = Inputs("p", ("a", "b"), [0, 100], salience=[10, 60], capability=[1, 1])
    >>> q = Inputs("q", ("a", "b"), [0, 100], salience=[90, 50], capability=[1, 1])
    >>> [(each.one, each.one_gives, each.other_gives, round(each.gain, 6)) for each in potential([p, q])]
    [('b', 'q', 'p', 5.0)]
    """
    market = _Market(_by_content(tables))
    gains = market.gains(market.all)
    order = np.argsort(-gains, kind="stable")
    return tuple(market.told(int(row), float(gains[row])) for row in order)


def exchange(tables: Sequence[Inputs]) -> History:
    """Realise exchanges, the one with the largest gain first, until none is left that gains anything.

    j gives way on issue p by m points: the outcome moves by dp = m·s_j·c_j / Σcs.  i gives way on q so that both gain
    alike: dq = dp·(s_ip + s_jp) / (s_iq + s_jq), and the gain is dp·s_ip − dq·s_iq.  Of the exchanges that are possible
    it is the largest: nobody moves beyond the other's own position, nor moves an outcome beyond it, and on one issue an
    actor moves one way only.  Each exchange is realised once at most.

    Parameters
    ----------
    tables : sequence of Inputs
        As for `potential`.

    Returns
    -------
    History
        A state after each exchange.  Outcomes are Σcsx / Σcs of the voting positions; `detail` has the number of
        `potential` exchanges and the `gains` of those realised.

    Raises
    ------
    BadInputs
        As for `potential`.
    """
    market = _Market(_by_content(tables))
    gains, states, outcomes, moves, realised = market.gains(market.all), [market.voting], [market.outcome], [], []
    while len(gains) and gains.max() > LEAST:
        best = int(np.argmax(gains > gains.max() - ALIKE))
        realised.append(float(gains[best]))
        moves += market.realise(best, len(states) - 1)
        states.append(market.voting)
        outcomes.append(market.outcome)
        touched = market.touched_by(best)
        gains[touched] = market.gains(touched)
    scales, order = market.table.on_scales, np.argsort(market.table.actors)
    return History(
        market.table.issues,
        tuple(market.table.actors[row] for row in order.tolist()),
        scales(np.array(states)[:, order]),
        scales(np.array(outcomes)),
        tuple(moves),
        {"potential": len(market.all), "gains": realised},
    )


def log_roll(tables: Sequence[Inputs], one: str, other: str) -> LogRoll:
    """What two actors can trade on two issues, with gains alike and in a full swap.

    Parameters
    ----------
    tables : sequence of Inputs
        Of the two issues.
    one, other : str
        Ids; they must lie on opposite sides of the outcome on both issues.

    Returns
    -------
    LogRoll

    Raises
    ------
    BadInputs
        If there are not two issues, or the two actors cannot exchange on them.

    Examples
    --------
    >>> p = Inputs("p", ("a", "b"), [0, 100], salience=[10, 60], capability=[1, 1])
    >>> q = Inputs("q", ("a", "b"), [0, 100], salience=[90, 50], capability=[1, 1])
    >>> roll = log_roll([p, q], "a", "b")
    >>> [round(each, 6) for each in (*roll.before, *roll.full)]
    [85.714286, 35.714286, 100.0, 0.0]
    """
    if len(tables) != 2:
        raise BadInputs(f"a log-roll is on two issues; {len(tables)} are given")
    market = _Market(_by_content(tables))
    row = market.between(one, other)
    gain, before = float(market.gains(market.all)[row]), market.outcome
    full, full_gains = market.swapped(row, one)
    if gain > LEAST:
        market.realise(row, 0)
    on_p, on_q = np.array([market.table.on_scales(each) for each in (before, market.outcome, full)]).T.tolist()
    first, equal, last = zip(on_p, on_q, strict=True)
    return LogRoll(first, equal, last, gain, full_gains)


def _by_content(tables: Sequence[Inputs]) -> Joint:
    """Tables side by side, actors in an order without regard to names, so that these decide between no exchanges."""
    table = joint(tables)
    return table.only(table.by_content())


class _Market:
    """Potential exchanges: i gives on q and is given p, j gives on p and is given q; and where everybody now votes."""

    def __init__(self, table: Joint) -> None:
        self.table = table
        self.weight = np.nan_to_num(table.salience * table.capability)
        self.total = self.weight.sum(axis=0)
        if not (self.total > 0).all():
            issue = table.issues[int(np.argmin(self.total))]
            raise BadInputs(f"nobody has both capability and salience above 0 on {quoted(issue)}")
        self.ideal = table.position
        self.voting = table.position.copy()
        self.way = np.zeros_like(table.position)
        self.outcome = self._outcome()
        self.i, self.j, self.p, self.q = _candidates(self.ideal, self.outcome, table.salience)
        self.all = np.arange(len(self.i))
        self.open = np.ones(len(self.i), bool)

    def _outcome(self) -> Floats:
        outcome: Floats = np.nansum(self.weight * self.voting, axis=0) / self.total
        return outcome

    def told(self, row: int, gain: float) -> Exchange:
        """An exchange in names."""
        actors, issues = self.table.actors, self.table.issues
        i, j, p, q = self.i[row], self.j[row], self.p[row], self.q[row]
        return Exchange(actors[i], issues[q], actors[j], issues[p], gain)

    def gains(self, rows: npt.NDArray[np.int64]) -> Floats:
        """What each of some exchanges gains now."""
        i, j, p, q = self.i[rows], self.j[rows], self.p[rows], self.q[rows]
        on_p, on_q = self._shifts(rows)
        gain = on_p * self.table.salience[i, p] - on_q * self.table.salience[i, q]
        moves_p, moves_q = self._moves(rows, on_p, on_q)
        possible = self.open[rows] & (np.abs(moves_p) > LEAST) & (np.abs(moves_q) > LEAST)
        possible &= (self.way[j, p] * moves_p >= 0) & (self.way[i, q] * moves_q >= 0)
        return np.where(possible, np.maximum(gain, 0), 0.0)

    def _shifts(self, rows: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
        """How far the outcomes on p and on q move, at most, with gains alike."""
        salience = self.table.salience
        i, j, p, q = self.i[rows], self.j[rows], self.p[rows], self.q[rows]
        wanted = salience[i, q] + salience[j, q]
        rate = np.divide(salience[i, p] + salience[j, p], wanted, out=np.zeros(len(rows)), where=wanted > LEAST)
        most_p, most_q = self._most(j, i, p), self._most(i, j, q)
        on_p = np.minimum(most_p, np.divide(most_q, rate, out=np.zeros(len(rows)), where=rate > LEAST))
        return on_p, on_p * rate

    def _most(self, giver: npt.NDArray[np.int64], taker: npt.NDArray[np.int64], issue: npt.NDArray[np.int64]) -> Floats:
        """How far the giver can move the outcome, before it or the outcome is where the taker wants it."""
        target = self.ideal[taker, issue]
        gap = target - self.voting[giver, issue]
        by_moving = np.abs(gap) * self.weight[giver, issue] / self.total[issue]
        left = (target - self.outcome[issue]) * np.sign(gap)
        return np.clip(left, 0, by_moving)

    def _moves(self, rows: npt.NDArray[np.int64], on_p: Floats, on_q: Floats) -> tuple[Floats, Floats]:
        """How far j moves on p, and i on q, signed."""
        i, j, p, q = self.i[rows], self.j[rows], self.p[rows], self.q[rows]
        return self._move(j, i, p, on_p), self._move(i, j, q, on_q)

    def _move(
        self,
        giver: npt.NDArray[np.int64],
        taker: npt.NDArray[np.int64],
        issue: npt.NDArray[np.int64],
        shift: Floats,
    ) -> Floats:
        weight = self.weight[giver, issue]
        size = np.divide(shift * self.total[issue], weight, out=np.zeros(len(shift)), where=shift > 0)
        move: Floats = size * np.sign(self.ideal[taker, issue] - self.voting[giver, issue])
        return move

    def realise(self, row: int, state: int) -> list[Move]:
        """Let both move; tell how."""
        rows = np.array([row])
        on_p, on_q = self._moves(rows, *self._shifts(rows))
        i, j, p, q = (int(each[row]) for each in (self.i, self.j, self.p, self.q))
        before, self.voting = self.voting, self.voting.copy()
        for giver, issue, move in ((i, q, float(on_q[0])), (j, p, float(on_p[0]))):
            self.voting[giver, issue] += move
            self.way[giver, issue] = np.sign(move)
        self.open[row] = False
        self.outcome = self._outcome()
        return [self._told_move(state, giver, taker, issue, before) for giver, taker, issue in ((i, j, q), (j, i, p))]

    def _told_move(self, state: int, giver: int, taker: int, issue: int, before: Floats) -> Move:
        start, end = (float(self.table.on_scales(each)[giver, issue]) for each in (before, self.voting))
        actors = self.table.actors
        return Move(state, self.table.issues[issue], actors[giver], actors[taker], "exchange", start, end)

    def touched_by(self, row: int) -> npt.NDArray[np.int64]:
        """The exchanges on one of the issues of an exchange."""
        issues = (self.p[row], self.q[row])
        return np.flatnonzero(np.isin(self.p, issues) | np.isin(self.q, issues))

    def between(self, one: str, other: str) -> int:
        """The only exchange that two actors can make on two issues."""
        for actor in (one, other):
            if actor not in self.table.actors:
                raise BadInputs(f"no actor {quoted(actor)}; {near(actor, self.table.actors)}")
        both = {self.table.actors.index(one), self.table.actors.index(other)}
        found = [row for row in self.all.tolist() if {int(self.i[row]), int(self.j[row])} == both]
        if not found:
            raise BadInputs(f"{quoted(one)} and {quoted(other)} are not on opposite sides of both outcomes")
        return int(found[0])

    def swapped(self, row: int, one: str) -> tuple[Floats, tuple[float, float]]:
        """The outcomes after a full swap, and what it gains the first actor and the second."""
        i, j, p, q = (int(each[row]) for each in (self.i, self.j, self.p, self.q))
        voting = self.voting.copy()
        voting[i, q], voting[j, p] = self.ideal[j, q], self.ideal[i, p]
        outcome: Floats = np.nansum(self.weight * voting, axis=0) / self.total
        nearer = np.abs(self.ideal - self.outcome) - np.abs(self.ideal - outcome)
        gains = (nearer * self.table.salience)[:, [p, q]].sum(axis=1)
        first, second = (i, j) if self.table.actors[i] == one else (j, i)
        return outcome, (float(gains[first]), float(gains[second]))


def _candidates(ideal: Floats, outcome: Floats, salience: Floats) -> tuple[npt.NDArray[np.int64], ...]:
    """Pairs of actors on opposite sides on two issues; i cares more for p, against q, than j does."""
    parts = list(_by_issues(ideal, outcome, salience))
    return tuple(np.concatenate(each) for each in zip(*parts, strict=True)) if parts else (np.empty(0, np.int64),) * 4


def _by_issues(ideal: Floats, outcome: Floats, salience: Floats) -> Iterator[tuple[npt.NDArray[np.int64], ...]]:
    apart = np.nan_to_num(ideal - outcome)
    side = np.where(np.abs(apart) > ALIKE, np.sign(apart), 0)
    for p, q in combinations(range(ideal.shape[1]), 2):
        opposite = (side[:, None, p] * side[None, :, p] < 0) & (side[:, None, q] * side[None, :, q] < 0)
        one, other = np.nonzero(np.triu(opposite, 1))
        cares = salience[one, p] * salience[other, q] >= salience[other, p] * salience[one, q]
        yield np.where(cares, one, other), np.where(cares, other, one), np.full(len(one), p), np.full(len(one), q)
