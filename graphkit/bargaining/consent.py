"""What a position says of a package of terms: whether its holder accepts, refuses, or does not tell.

Red lines decide where there are any.  A stance answers the issue's question, so that it speaks at the ends of the scale
alone: support says yes to 100 and no to 0, opposition the reverse; and an actor accepts its own value.  Conditions
say what stance would be taken: all that lead to one stance hold together, and those that say of none hold besides all.
A conditional position consents *only if* they are met.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from graphkit.bargaining.conditions import Checked, Facts, Package, Truth, bounds, check, every
from graphkit.bargaining.scales import Scales, in_words
from graphkit.dossier.model import Position

Say = Literal["accepts", "refuses", "depends", "silent"]
State = Literal["met", "fails", "undetermined"]
Kind = Literal["at_least", "at_most", "answer", "condition"]
STATES: Mapping[Truth, State] = {True: "met", False: "fails", None: "undetermined"}
USUAL_SCALES: Scales = {}
ENDS = {"support": 100.0, "oppose": 0.0}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a position asks of a package, and whether the package gives it.

    Attributes
    ----------
    position : Position
    kind : "at_least", "at_most", "answer" or "condition"
        A red line, the stance as an answer to the issue's question, or a condition.
    number : int
        Of a condition, from 1; else 0.
    words : str
        What is asked.
    state : "met", "fails" or "undetermined"
    why : str
    """

    position: Position
    kind: Kind
    number: int
    words: str
    state: State
    why: str

    @property
    def name(self) -> str:
        """The position and the part of it, such as ``bankova-nato at_most``."""
        return f"{self.position.id} {self.kind}" + (f" {self.number}" if self.number else "")


@dataclass(frozen=True, slots=True)
class Said:
    """What a position says of a package.

    Attributes
    ----------
    say : "accepts", "refuses", "depends" or "silent"
        It depends where a condition is not known to be met; it is silent where its words do not reach the value.
    parts : tuple of Part
    refusing : tuple of Part
        Those of them for which it refuses.
    """

    say: Say
    parts: tuple[Part, ...]
    refusing: tuple[Part, ...] = ()


def said(position: Position, package: Package, facts: Facts) -> Said:
    """What a position says of a package.

    Parameters
    ----------
    position : Position
    package : mapping of str to float
        The value, 0 to 100, of each issue on which the package says anything.
    facts : Facts

    Returns
    -------
    Said
        Silent on a package that leaves the position's issue out.

    Examples
    --------
    >>> from graphkit.dossier.model import Position
    >>> if_no_toll = {"text": "No toll", "issue": "toll", "at_most": 0, "then": "support"}
    >>> bridge = Position(
    ...     id="p", actor="a", issue="bridge", stance="conditional", claim="c", valid="2025", conditions=[if_no_toll]
    ... )
    >>> [said(bridge, {"bridge": 100, **rest}, Facts()).say for rest in ({"toll": 0}, {"toll": 50}, {})]
    ['accepts', 'refuses', 'depends']
    """
    found = [check(each, package, facts) for each in position.conditions]
    value = package.get(position.issue)
    if value is None:
        return Said("silent", tuple(_conditions(position, found)))
    parts = (*_lines(position, value, facts), *_answer(position, value, found, facts), *_conditions(position, found))
    say = _say(position, value, found)
    if say != "refuses":
        return Said(say, parts)
    failing = tuple(each for each in parts if each.state == "fails")
    alone = tuple(each for each in failing if broken(position, each.kind, each.number, package, facts))
    return Said(say, parts, alone or failing)


def broken(position: Position, kind: Kind, number: int, package: Package, facts: Facts) -> bool:
    """Whether a package breaks one part of a position, whatever the issues that it leaves out will be.

    A position refuses a package exactly if one of its `demands` is broken.

    Parameters
    ----------
    position : Position
    kind, number
        As of a `Part`.
    package : mapping of str to float
    facts : Facts

    Returns
    -------
    bool
    """
    value = package.get(position.issue)
    if value is None:
        return False
    if kind in ("at_least", "at_most"):
        return kind in _crossed(position, value)
    found = [check(each, package, facts) for each in position.conditions]
    if kind == "condition":
        return found[number - 1].met is False and _asked(position, value)
    if _crossed(position, value):
        return False
    if _parted(position):
        return _met(position, found)[_leads_to(position)] is True and _after(position, value) == "refuses"
    return _say(position, value, found) == "refuses"


def demands(position: Position) -> Iterator[tuple[Kind, int]]:
    """The parts of a position that a package may break, each for itself."""
    if position.accepts:
        for kind in ("at_least", "at_most"):
            if getattr(position.accepts, kind) is not None:
                yield kind, 0
    yield "answer", 0
    if _parted(position):
        yield from (("condition", number) for number in range(1, len(position.conditions) + 1))


def told(position: Position, kind: Kind, number: int, scales: Scales = USUAL_SCALES) -> str:
    """What a part of a position asks, in words; numbers on the scales of issues."""
    if kind == "condition":
        condition = position.conditions[number - 1]
        asked = bounds(condition)
        then = f"be {condition.then}" if condition.then in ("neutral", "conditional") else condition.then
        then = then or "take another stance"
        return f"would {then} if {asked}: {condition.text}" if asked else f"would {then} if: {condition.text}"
    if kind == "answer":
        return f"{position.stance}s the issue" if position.stance in ENDS else f"{position.stance} on the issue"
    return f"{kind.replace('_', ' ')} {in_words(scales, position.issue, getattr(position.accepts, kind))}"


def _parted(position: Position) -> bool:
    """Whether each condition can be told by itself: the position is conditional and they lead to one stance."""
    return position.stance == "conditional" and len(_stances(position)) == 1


def _stances(position: Position) -> list[str | None]:
    """The stances to which conditions lead; None where they do not say."""
    known = list(dict.fromkeys(each.then for each in position.conditions if each.then))
    return [*known] or ([None] if position.conditions else [])


def _leads_to(position: Position) -> str | None:
    return _stances(position)[0]


def _met(position: Position, found: Collection[Checked]) -> dict[str | None, Truth]:
    """For each stance whether the conditions that lead to it are all met."""
    return {
        stance: every(each.met for each in found if each.condition.then in (stance, None))
        for stance in _stances(position)
    }


def _say(position: Position, value: float, found: Collection[Checked]) -> Say:
    """What all stances that the actor may take by its conditions say alike; else it depends."""
    met = _met(position, found)
    says = {_of_stance(position, stance, value) for stance, truth in met.items() if truth is not False}
    if True not in met.values():
        says.add(_before(position, value))
    return says.pop() if len(says) == 1 else "depends"


def _before(position: Position, value: float) -> Say:
    """What a position says while no conditions are met."""
    if position.stance != "conditional":
        return _of_stance(position, position.stance, value)
    if _crossed(position, value) or _asked(position, value):
        return "refuses"
    return "silent" if position.conditions else "depends"


def _asked(position: Position, value: float) -> bool:
    """Whether the value is one to which the actor would consent once its conditions are met."""
    return any(_of_stance(position, stance, value) == "accepts" for stance in _stances(position))


def _after(position: Position, value: float) -> Say:
    return _of_stance(position, _leads_to(position), value)


def _of_stance(position: Position, stance: str | None, value: float) -> Say:
    """What a position says of a value when it has a stance: its own, or one to which its conditions lead."""
    own = stance == position.stance
    if _crossed(position, value):
        return "refuses"
    if not own and _opposite(stance) == value:
        return "refuses"
    if position.accepts or (own and position.value == value):
        return "accepts"
    if stance is None:
        return "depends"
    if _opposite(stance) == value:
        return "refuses"
    placed_elsewhere = own and position.value is not None
    return "accepts" if ENDS.get(stance) == value and not placed_elsewhere else "silent"


def _opposite(stance: str | None) -> float | None:
    end = ENDS.get(stance or "")
    return None if end is None else 100.0 - end


def _crossed(position: Position, value: float) -> list[Kind]:
    """The red lines that a value crosses."""
    if position.accepts is None:
        return []
    low, high = position.accepts.at_least, position.accepts.at_most
    crossed: list[Kind] = ["at_least"] if low is not None and value < low else []
    return [*crossed, "at_most"] if high is not None and value > high else crossed


def _lines(position: Position, value: float, facts: Facts) -> Iterator[Part]:
    has = f"the draft has {in_words(facts.scales, position.issue, value)}"
    for kind, number in demands(position):
        if kind in ("at_least", "at_most"):
            state: State = "fails" if kind in _crossed(position, value) else "met"
            yield Part(position, kind, number, told(position, kind, number, facts.scales), state, has)


def _answer(position: Position, value: float, found: Collection[Checked], facts: Facts) -> Iterator[Part]:
    """The stance as an answer, or the actor's own value, where it is what decides."""
    number = in_words(facts.scales, position.issue, value)
    stances = [stance for stance, truth in _met(position, found).items() if truth is True] or [position.stance]
    for stance in stances:
        say = _of_stance(position, stance, value)
        by_line = _crossed(position, value) or (position.accepts and say == "accepts")
        if say in ("accepts", "refuses") and not by_line and stance != "conditional":
            words = told(position, "answer", 0) if stance == position.stance else f"then {stance}s the issue"
            own = stance == position.stance and position.value == value
            at = "its own value" if own else f"{number} on the scale"
            words = f"its own value is {number}" if own and stance not in ENDS else words
            yield Part(position, "answer", 0, words, "met" if say == "accepts" else "fails", f"the draft has {at}")


def _conditions(position: Position, found: Collection[Checked]) -> Iterator[Part]:
    for number, each in enumerate(found, 1):
        yield Part(position, "condition", number, told(position, "condition", number), STATES[each.met], each.why)
