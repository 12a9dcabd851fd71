"""The graph model for conflict resolution: which states of a conflict are stable, for whom, and in what sense.

Fang, Hipel and Kilgour (1993), Interactive Decision Making: The Graph Model for Conflict Resolution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.table import BadInputs
from graphkit.dossier.problem import quoted
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Concept = Literal["nash", "seq", "gmr", "smr"]
CONCEPTS: tuple[Concept, ...] = ("nash", "seq", "gmr", "smr")
OPTIONS_AT_MOST = 12
COLUMNS = ("state", "options", *CONCEPTS, *(f"{concept}_for" for concept in CONCEPTS), "improvements")
Moves = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Option:
    """What one mover can do or leave.

    Attributes
    ----------
    name, by : str
        `by` is the mover.
    irreversible : bool
        Whether it cannot be undone once it was done.
    """

    name: str
    by: str
    irreversible: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """States, movers and what they prefer.

    Attributes
    ----------
    options : tuple of Option
    states : mapping of str to str
        For each state a sign for each option, in order: Y done, N not, - either.
    preferences : mapping of str to sequence of sequences of str
        For each mover the states, best first; those it likes alike stand together.
    name : str
    labels : mapping of str to str
        Names of movers for readers.

    Raises
    ------
    BadInputs
        If two states overlap, a pattern has another length or sign, or a preference leaves out or repeats a state.
    """

    options: tuple[Option, ...]
    states: Mapping[str, str]
    preferences: Mapping[str, Sequence[Sequence[str]]]
    name: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for state, pattern in self.states.items():
            if len(pattern) != len(self.options) or set(pattern) - set("YN-"):
                found = f"the state {quoted(state)} is {quoted(pattern)}"
                raise BadInputs(f"{found}; give Y, N or - for each option, in order")
        for one, other in combinations(self.states, 2):
            if all(a == b or "-" in (a, b) for a, b in zip(self.states[one], self.states[other], strict=True)):
                raise BadInputs(f"the states {quoted(one)} and {quoted(other)} overlap; make them differ in an option")
        for mover in self.movers:
            ranked = sorted(state for tier in self.preferences.get(mover, ()) for state in tier)
            if ranked != sorted(self.states):
                raise BadInputs(f"the preference of {quoted(mover)} does not name every state once")

    @property
    def movers(self) -> tuple[str, ...]:
        """Who has options, in order of them."""
        return tuple(dict.fromkeys(option.by for option in self.options))

    def moves(self, mover: str) -> Moves:
        """From which state, in a row, a mover can go alone to which, in a column; in order of `states`."""
        patterns = list(self.states.values())
        return np.array([[one != other and self._leads(one, other, mover) for other in patterns] for one in patterns])

    def _leads(self, one: str, other: str, mover: str) -> bool:
        return all(
            not (option.irreversible and before == "Y" and after == "N")
            if option.by == mover
            else before == after or "-" in (before, after)
            for option, before, after in zip(self.options, one, other, strict=True)
        )

    def worth(self, mover: str) -> npt.NDArray[np.int64]:
        """How much a mover likes each state, higher for better, in order of `states`."""
        tiers = self.preferences[mover]
        place = {state: -rank for rank, tier in enumerate(tiers) for state in tier}
        return np.array([place[state] for state in self.states], np.int64)


@dataclass(frozen=True, slots=True)
class Stable:
    """In which sense one state is stable, and for whom.

    Attributes
    ----------
    state : str
    options : tuple of str
        What is done in it.
    stable_for : mapping of Concept to tuple of str
        The movers for whom it is stable.
    improvements : mapping of str to tuple of str
        For each mover the better states to which it can go alone.
    """

    state: str
    options: tuple[str, ...]
    stable_for: Mapping[Concept, tuple[str, ...]]
    improvements: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, repr=False)
class Stability(ShowsItself):
    """The states of a conflict."""

    rows: tuple[Stable, ...]
    movers: tuple[str, ...]

    def equilibria(self, concept: Concept) -> tuple[str, ...]:
        """The states that are stable for every mover."""
        return tuple(row.state for row in self.rows if len(row.stable_for[concept]) == len(self.movers))

    def to_frame(self) -> Any:
        """The states as a pandas DataFrame."""
        return frame((as_row(row, self.movers) for row in self.rows), COLUMNS)

    def _shown(self) -> Shown:
        rows = (as_row(row, self.movers) for row in self.rows)
        return Shown(rows, COLUMNS, total=len(self.rows), caption="stable states")


def as_row(stable: Stable, movers: Sequence[str]) -> dict[str, Any]:
    """A state as one flat row: whether it is an equilibrium in each sense, and for whom it is stable."""
    everybody: dict[str, Any] = {concept: len(stable.stable_for[concept]) == len(movers) for concept in CONCEPTS}
    return {
        "state": stable.state,
        "options": list(stable.options),
        **everybody,
        **{f"{concept}_for": list(stable.stable_for[concept]) for concept in CONCEPTS},
        "improvements": {mover: ", ".join(states) for mover, states in stable.improvements.items() if states},
    }


def stability(conflict: Conflict) -> Stability:
    """Which states are stable.

    A state is stable for a mover

    - by *Nash*, if it cannot improve by going alone to another;
    - *GMR*, general metarationality, if for every improvement others can go on to a state that it likes no better;
    - *SMR*, symmetric metarationality, if they can, and it cannot go on from there to a better one;
    - *SEQ*, sequential stability, if they can by steps each of which improves matters for who takes it.

    Others may answer in any order and number of steps, but nobody twice in a row (Fang, Hipel and Kilgour 1993,
    definitions 3.1 to 3.10).  A state that is stable for everybody is an equilibrium.

    Parameters
    ----------
    conflict : Conflict

    Returns
    -------
    Stability

    Examples
    --------
    The prisoners' dilemma, with what each confesses; not confessing is stable if one looks further than one step:

    >>> options = (Option("a confesses", "a"), Option("b confesses", "b"))
    >>> states = {"none": "NN", "a": "YN", "b": "NY", "both": "YY"}
    >>> likes = {"a": [["a"], ["none"], ["both"], ["b"]], "b": [["b"], ["none"], ["both"], ["a"]]}
    >>> found = stability(Conflict(options, states, likes))
    >>> found.equilibria("nash"), found.equilibria("seq")
    (('both',), ('none', 'both'))
    """
    states = list(conflict.states)
    moves = {mover: conflict.moves(mover) for mover in conflict.movers}
    worth = {mover: conflict.worth(mover) for mover in conflict.movers}
    better = {mover: moves[mover] & (worth[mover][None, :] > worth[mover][:, None]) for mover in conflict.movers}
    stable = {mover: _stable(mover, moves, better, worth[mover]) for mover in conflict.movers}
    rows = (
        Stable(
            state,
            tuple(option.name for option, sign in zip(conflict.options, pattern, strict=True) if sign == "Y"),
            {concept: tuple(m for m in conflict.movers if stable[m][concept][row]) for concept in CONCEPTS},
            {mover: tuple(states[to] for to in np.flatnonzero(better[mover][row])) for mover in conflict.movers},
        )
        for row, (state, pattern) in enumerate(conflict.states.items())
    )
    return Stability(tuple(rows), conflict.movers)


def every_state(options: Sequence[Option], infeasible: Sequence[str] = ()) -> dict[str, str]:
    """Every combination of options but those that a pattern calls infeasible, named by its own pattern.

    Raises
    ------
    BadInputs
        If there are too many options for that.
    """
    if len(options) > OPTIONS_AT_MOST:
        raise BadInputs(f"{len(options)} options have too many combinations; list the states that can be")
    patterns = ("".join(signs) for signs in product("NY", repeat=len(options)))
    return {each: each for each in patterns if not any(_fits(each, pattern) for pattern in infeasible)}


def _fits(state: str, pattern: str) -> bool:
    return all(wanted in (sign, "-") for sign, wanted in zip(state, pattern, strict=True))


def _stable(
    mover: str, moves: Mapping[str, Moves], better: Mapping[str, Moves], worth: npt.NDArray[np.int64]
) -> dict[Concept, Moves]:
    """For each concept, which states are stable for a mover."""
    others = [each for each in moves if each != mover]
    nothing = np.zeros_like(moves[mover])
    answers, improving = (_answers([nothing, *(each[other] for other in others)]) for each in (moves, better))
    no_better = worth[None, :] <= worth[:, None]  # the column's state is no better than the row's
    can_leave = moves[mover] @ ~no_better.T  # from the row's state it can reach one better than the column's
    sanctions: dict[Concept, Moves] = {
        "nash": np.zeros_like(no_better),
        "seq": no_better @ improving.T,
        "gmr": no_better @ answers.T,
        "smr": (no_better & ~can_leave.T) @ answers.T,
    }
    return {concept: np.all(~better[mover] | found, axis=1) for concept, found in sanctions.items()}


def _answers(moves: Sequence[Moves]) -> Moves:
    """From which state, in a row, movers can lead on to which by any steps, none of them taking two in a row."""
    last = [each.copy() for each in moves]  # reached with a step of each as the last
    while True:
        before = sum(int(each.sum()) for each in last)
        for number, each in enumerate(moves):
            for other, reached in enumerate(last):
                if other != number:
                    last[number] |= reached @ each
        if sum(int(each.sum()) for each in last) == before:
            at_all: Moves = np.logical_or.reduce(last)
            return at_all
