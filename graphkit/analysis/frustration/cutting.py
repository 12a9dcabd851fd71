"""The frustration index of one block of a network, by an integer programme with cycle inequalities.

A tie e is frustrated (f_e = 1) or not.  Round a cycle the number of frustrated ties is even if its number of negative
ties is, else odd; for a cycle C and an odd part F of it this says that the ties of F cannot be cut (have their ends in
two camps) while the rest are not:

    Σ_F c_e - Σ_{C-F} c_e ≤ |F| - 1        with c_e = f_e for positive, 1 - f_e for negative ties

(Barahona & Mahjoub 1986, "On the cut polytope", Mathematical Programming 36).  A linear programme starts without any;
the violated ones are the shortest paths between the two copies of an actor in the doubled network, and are added until
there are none.  HiGHS then branches on the sides of actors, as in Aref, Mason & Wilson (2020), "A modeling and
computational study of the frustration index in signed networks", Networks 75.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from graphkit.analysis.camps.signed import SignedNetwork
from graphkit.analysis.discourse.statements import Floats, Integers
from graphkit.analysis.frustration.search import cost, descended, two_camps

VIOLATED = 1e-3  # by how much at least; less is the noise of the solver
TIGHT = 0.3  # inequalities with more room than this are left out of the integer programme
SHAKES = 500
PATIENCE, PROGRESS = 8, 0.02  # rounds in which the bound must rise so much of a step
CELLS_AT_MOST = 4 * 10**6  # of one table of distances: from as many actors at a time as this allows
STRONG_BRANCHING = 1  # times that HiGHS tries a variable before it trusts its record; more took longer
Cycle = tuple[tuple[int, bool], ...]  # ties, and whether each is in F


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """What is known of a block.

    Attributes
    ----------
    sides : array of float
        +1 or -1 for each actor.
    upper, lower : float
        The frustration of these sides, and what that of no sides falls below.
    """

    sides: Floats
    upper: float
    lower: float


def solve(network: SignedNetwork, *, step: float, seed: int, time_limit_s: float) -> Solved:
    """Find the sides with the least frustration.

    Parameters
    ----------
    network : SignedNetwork
        In one piece.
    step : float
        What the frustration of any two camps differs by from that of others is a multiple of this; 0 where unknown.
    seed : int
        Of the search for a first guess.
    time_limit_s : float
        Seconds of work after which the best sides so far are given.

    Returns
    -------
    Solved
        Proven where `lower` is `upper`.
    """
    sides = two_camps(network, seed=seed)
    if cost(network, sides) == 0:
        return Solved(sides, 0.0, 0.0)
    work = _Relaxation(network, sides, step, time_limit_s=time_limit_s)
    work.tighten()
    if work.lower < work.upper:
        work.shake(seed)
    if work.lower < work.upper and work.left > 0:
        work.branch(seed)
    return Solved(work.sides, work.upper, work.lower)


class _Relaxation:
    """The linear programme of a block, the best sides so far, and the bound."""

    def __init__(self, network: SignedNetwork, sides: Floats, step: float, *, time_limit_s: float) -> None:
        self.network = network
        self.ends = time.monotonic() + time_limit_s
        self.turn = 0
        self.cost = np.abs(network.weight)
        self.negative = network.weight < 0
        self.step = step
        self.sides, self.upper, self.lower = sides, cost(network, sides), 0.0
        self.cycles: list[Cycle] = []
        self.frustrated: Floats = np.zeros(len(self.cost))
        self.programme = _programme()
        size = len(self.cost)
        self.programme.addVars(size, np.zeros(size), np.ones(size))
        self.programme.changeColsCost(size, np.arange(size, dtype=np.int32), self.cost)
        ends = zip(network.one.tolist(), network.other.tolist(), strict=True)
        self.tie = {pair: number for number, (a, b) in enumerate(ends) for pair in ((a, b), (b, a))}

    @property
    def left(self) -> float:
        """Seconds."""
        return self.ends - time.monotonic()

    def tighten(self) -> None:
        """Add violated inequalities until there are none, the bound meets the best sides, or it hardly rises."""
        bounds = [-np.inf]
        while True:
            self.programme.run()
            value = self.programme.getInfo().objective_function_value
            self.frustrated = np.array(self.programme.getSolution().col_value)
            self.lower = self._up(value)
            self._guess()
            bounds.append(value)
            cycles = [] if self._stuck(bounds) else self._violated()
            if not cycles:
                return
            self.cycles += cycles
            _add(self.programme, map(self._inequality, cycles))

    def shake(self, seed: int) -> None:
        """Turn some actors of the best sides at random and let them settle, again and again."""
        random = np.random.default_rng(seed)
        size = len(self.network)
        for _ in range(SHAKES):
            if self.left < 0:
                return
            sides = self.sides.copy()
            sides[random.choice(size, int(random.integers(1, max(size // 8, 2) + 1)), replace=False)] *= -1
            self._offer(sides)

    def branch(self, seed: int) -> None:
        """Solve the integer programme, with the inequalities that hold the bound."""
        import highspy

        programme = self._integer_programme()
        programme.setOptionValue("time_limit", max(self.left, 1.0))
        programme.setOptionValue("random_seed", seed % 2**31)
        programme.setOptionValue("mip_rel_gap", 0.0)
        programme.setOptionValue("mip_abs_gap", max(self.step * 0.999, 1e-9))
        programme.setOptionValue("mip_pscost_minreliable", STRONG_BRANCHING)
        programme.setOptionValue("mip_heuristic_effort", 0.01)
        programme.setOptionValue("presolve", "off")  # the inequalities leave it nothing to do
        programme.run()
        solution = programme.getSolution().col_value
        if programme.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            self._offer(np.where(np.array(solution[len(self.cost) :]) > 0.5, 1.0, -1.0))
        self.lower = max(self.lower, self._up(programme.getInfo().mip_dual_bound))

    def _up(self, bound: float) -> float:
        """A bound raised to the next value that the index can have, which is no more than what is known to do."""
        if self.step:
            bound = self.upper - float(np.floor((self.upper - bound) / self.step + 1e-6)) * self.step
        return min(bound, self.upper)

    def _stuck(self, bounds: list[float]) -> bool:
        met = self.lower >= self.upper
        slow = len(bounds) > 3 * PATIENCE and bounds[-1] - bounds[-PATIENCE] < PROGRESS * (self.step or 1e-6)
        return met or slow or self.left < 0

    def _violated(self) -> list[Cycle]:
        """For each actor the most violated inequality of a cycle through it; of a large network from some actors."""
        size = len(self.network)
        one, other = self.network.one, self.network.other
        cut = np.clip(np.where(self.negative, 1 - self.frustrated, self.frustrated), 0, 1)
        rows, columns = (
            np.concatenate([one, one + size] * 2),
            np.concatenate([other, other + size, other + size, other]),
        )
        length = np.concatenate([cut, cut, 1 - cut, 1 - cut]) + 1e-9  # a length of 0 would be no tie
        doubled = sparse.csr_array((length, (rows, columns)), shape=(2 * size, 2 * size))
        for some in self._in_turn():
            far, before = dijkstra(doubled, directed=False, indices=some, return_predecessors=True, limit=1.0)
            apart = far[np.arange(len(some)), some + size]
            near = [place for place in np.argsort(apart, kind="stable").tolist() if apart[place] < 1 - VIOLATED]
            found = (self._cycle(before[place], int(some[place])) for place in near)
            once = dict.fromkeys(cycle for cycle in found if len({tie for tie, _ in cycle}) == len(cycle))
            if once or self.left < 0:
                return list(once)
        return []

    def _in_turn(self) -> Iterator[Integers]:
        """All actors, as many at a time as there is room for, and each time others first."""
        size = len(self.network)
        room = max(1, CELLS_AT_MOST // (2 * size))
        every = np.roll(np.arange(size), -self.turn)
        self.turn = (self.turn + room) % size if room < size else 0
        return (every[first : first + room] for first in range(0, size, room))

    def _cycle(self, before: Integers, actor: int) -> Cycle:
        """The ties of the path from an actor to its copy; a tie that changes between copies is in F."""
        size, at, ties = len(self.network), actor + len(self.network), []
        while at != actor:
            last = int(before[at])
            ties.append((self.tie[last % size, at % size], (last >= size) != (at >= size)))
            at = last
        return tuple(sorted(ties))

    def _inequality(self, cycle: Cycle) -> tuple[list[int], list[float], float]:
        """Ties, coefficients and upper bound of a cycle inequality in terms of f."""
        sign = [1.0 if inside else -1.0 for _, inside in cycle]
        most = sum(inside for _, inside in cycle) - 1.0
        most -= sum(each for each, (tie, _) in zip(sign, cycle, strict=True) if self.negative[tie])
        turned = [-each if self.negative[tie] else each for each, (tie, _) in zip(sign, cycle, strict=True)]
        return [tie for tie, _ in cycle], turned, most

    def _guess(self) -> None:
        """Sides that follow the ties on which the programme has most clearly decided."""
        order = np.argsort(-np.abs(self.frustrated - 0.5), kind="stable")
        alike = (self.network.weight > 0) == (self.frustrated < 0.5)
        rank = np.empty(len(order))
        rank[order] = np.arange(1, len(order) + 1)
        size = len(self.network)
        graph = sparse.csr_array((rank, (self.network.one, self.network.other)), shape=(size, size))
        tree = sparse.coo_array(sparse.csgraph.minimum_spanning_tree(graph))
        ties = np.array([self.tie[pair] for pair in zip(tree.row.tolist(), tree.col.tolist(), strict=True)], np.int64)
        sign = sparse.csr_array((np.where(alike[ties], 1.0, -1.0), (tree.row, tree.col)), shape=(size, size))
        joined = sparse.csr_array(sign + sign.T)
        walk, before = sparse.csgraph.breadth_first_order(joined, 0, directed=False)
        sides = np.ones(size)
        for actor in walk[1:].tolist():
            sides[actor] = sides[before[actor]] * joined[before[actor], actor]
        self._offer(sides)

    def _offer(self, sides: Floats) -> None:
        sides = descended(self.network.matrix, sides)
        value = cost(self.network, sides)
        if value <= self.upper + 1e-9:  # as good ones too, to get about
            self.sides, self.upper = sides, min(value, self.upper)

    def _integer_programme(self) -> Any:
        import highspy

        ties, size = len(self.cost), len(self.network)
        programme = _programme()
        programme.addVars(ties + size, np.zeros(ties + size), np.ones(ties + size))
        programme.changeColsCost(ties, np.arange(ties, dtype=np.int32), self.cost)
        actors = np.arange(ties, ties + size, dtype=np.int32)
        programme.changeColsIntegrality(size, actors, np.full(size, highspy.HighsVarType.kInteger))
        anchor = int(np.argmax(np.bincount(np.concatenate([self.network.one, self.network.other]), minlength=size)))
        side = 1.0 if self.sides[anchor] > 0 else 0.0
        programme.changeColBounds(ties + anchor, side, side)  # camps have no names: one actor may stay put
        _add(programme, (row for tie in range(ties) for row in self._sides_of(tie)))
        inequalities = map(self._inequality, self.cycles)
        _add(programme, (each for each in inequalities if each[2] - np.dot(each[1], self.frustrated[each[0]]) < TIGHT))
        known = highspy.HighsSolution()
        against = self.sides[self.network.one] * self.sides[self.network.other] * self.network.weight < 0
        known.col_value = [*against.astype(float).tolist(), *(self.sides > 0).astype(float).tolist()]
        programme.setSolution(known)
        return programme

    def _sides_of(self, tie: int) -> list[tuple[list[int], list[float], float]]:
        """A positive tie is frustrated if its ends differ, a negative one if they do not."""
        ties = len(self.cost)
        variables = [tie, ties + int(self.network.one[tie]), ties + int(self.network.other[tie])]
        if self.negative[tie]:
            return [(variables, [-1.0, -1.0, -1.0], -1.0), (variables, [-1.0, 1.0, 1.0], 1.0)]
        return [(variables, [-1.0, 1.0, -1.0], 0.0), (variables, [-1.0, -1.0, 1.0], 0.0)]


def _add(programme: Any, rows: Any) -> None:
    """Add rows (variables, coefficients, upper bound) to a programme."""
    import highspy

    every = list(rows)
    starts = np.cumsum([0, *(len(variables) for variables, _, _ in every)])[:-1]
    variables = np.array([each for row in every for each in row[0]], np.int32)
    coefficients = np.array([each for row in every for each in row[1]], np.float64)
    most = np.array([row[2] for row in every], np.float64)
    least = np.full(len(every), -highspy.kHighsInf)
    programme.addRows(len(every), least, most, len(variables), starts.astype(np.int32), variables, coefficients)


def _programme() -> Any:
    from highspy import Highs

    programme: Any = Highs()  # type: ignore[no-untyped-call]  # its stub leaves the constructor untyped
    programme.setOptionValue("output_flag", False)  # noqa: FBT003 -- that is how HiGHS has it
    programme.setOptionValue("threads", 1)  # the same work in the same order
    return programme


def step_of(weights: Floats) -> float:
    """The frustration of any two camps is a multiple of this: the greatest common divisor of whole weights; else 0."""
    whole = np.round(weights)
    if len(weights) and np.all(np.abs(weights - whole) < 1e-9):
        return float(np.gcd.reduce(whole.astype(np.int64)))
    return 0.0
