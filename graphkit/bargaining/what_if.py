"""A dossier as it would be if some numbers or stances were others: a dossier in, another out, and nothing is written.

What is changed loses its evidence, since no source says it, and its claim says that it is a supposition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from graphkit.bargaining.inputs import held_by_actor
from graphkit.bargaining.judged import JUDGED, began
from graphkit.bargaining.table import BadInputs
from graphkit.dossier.dates import edtf
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Accepts, Judgement, Position, Stance
from graphkit.dossier.problem import near, quoted

LINES = ("at_least", "at_most")
OF_POSITIONS = ("value", "stance", *LINES)
QUANTITIES = (*OF_POSITIONS, *JUDGED)
NO_LONGER_SAID: dict[str, Any] = {
    "evidence": (),
    "attributed_by": None,
    "basis": "inferred",
    "status": "plain",
    "note": None,
}
WITHOUT: dict[str, Any] = {"value": None, "low": None, "high": None, "accepts": None, "conditions": ()}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is supposed of an actor on an issue.

    Attributes
    ----------
    actor, issue : str
        Ids.
    quantity : str
        One of `QUANTITIES`.
    to : float or str
        From 0 to 100, or a stance.
    """

    actor: str
    issue: str
    quantity: str
    to: float | str

    def __str__(self) -> str:
        to = f"{self.to:g}" if isinstance(self.to, float) else self.to
        return f"{self.actor}.{self.issue}.{self.quantity}={to}"


def with_changes(dossier: Dossier, changes: Iterable[Change], *, day: date | None = None) -> Dossier:
    """A dossier in which some things are otherwise.

    A value or a stance changes the latest position that counts for the actor on the issue, one with a value first;
    where it commits others, theirs stay as they are.  A line changes that position's, and takes the same line out of
    the actor's others, which would bind besides.  A new stance comes without the old value, red lines and conditions,
    unless they are set as well.  An actor that holds no position takes a new one, if its stance is set.  Salience and
    capability change the judgement of that issue.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    changes : iterable of Change
    day : datetime.date, optional
        From when a new position holds; default always.

    Returns
    -------
    Dossier

    Raises
    ------
    BadInputs
        If there is no such actor, issue, quantity or stance, a number is out of range, or lines leave nothing.

    Examples
    --------
    >>> from graphkit import open_dossier
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> dossier = open_dossier(bundled_dossier("istanbul-2025"))
    >>> changed = with_changes(dossier, [Change("russia", "size-of-forces", "at_least", 60)])
    >>> changed.positions["russia-size-of-forces"].accepts.at_least
    60.0
    """
    grouped: dict[tuple[str, str], dict[str, float | str]] = defaultdict(dict)
    for each in changes:
        grouped[each.actor, each.issue][each.quantity] = _fitting(dossier, each)
    for (actor, issue), wanted in grouped.items():
        of_position = {name: to for name, to in wanted.items() if name in OF_POSITIONS}
        if of_position:
            dossier = _repositioned(dossier, actor, issue, of_position, day)
        for quantity in JUDGED:
            if quantity in wanted:
                dossier = _rejudged(dossier, actor, issue, quantity, wanted[quantity])
    return dossier


def on_record(dossier: Dossier, change: Change, *, own: Callable[[float], float] = float) -> str:
    """What a dossier has where a change would have something else, in words; ``none`` where it has nothing.

    Parameters
    ----------
    dossier : Dossier
    change : Change
    own : function
        From a number of the dossier to the one that is told, for a dossier that was read from another scale.

    Examples
    --------
    >>> from graphkit import open_dossier
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> on_record(open_dossier(bundled_dossier("istanbul-2025")), Change("russia", "size-of-forces", "value", 60))
    '75'
    """
    if change.quantity in JUDGED:
        return _values(_judged(dossier, change.actor, change.issue, change.quantity), own)
    held = _holding(dossier, change.actor, change.issue)
    if change.quantity in LINES:
        lines = [_held(each, change.quantity) for each in held]
        return ", ".join(_in_words(each, own) for each in lines if each is not None) or _in_words(None)
    return _in_words(_held(held[0], change.quantity) if held else None, own)


def carried_over(whole: Dossier, before: Dossier, after: Dossier) -> Dossier:
    """A dossier that was not cut to a day, with what is supposed on a day.

    Parameters
    ----------
    whole : Dossier
        Cut to a day of the record alone, by `graphkit.dossier.clocks.known_at`.
    before, after : Dossier
        The same cut to a day of the world, without and with suppositions.

    Returns
    -------
    Dossier
    """
    parts: dict[str, Any] = {}
    for kind in ("position", "judgement"):
        old, new = before.of_kind(kind), after.of_kind(kind)
        gone = {id for id in old.ids if new.get(id) is None}
        other = {each.id: each for each in new if old.get(each.id) != each}
        kept = [other.pop(each.id, each) for each in whole.of_kind(kind) if each.id not in gone]
        parts[f"{kind}s"] = Records([*kept, *other.values()])
    return replace(whole, **parts)


def _fitting(dossier: Dossier, change: Change) -> float | str:
    """What a change sets, if the dossier can take it."""
    issue = dossier.issues.get(change.issue)
    if change.quantity not in QUANTITIES:
        raise BadInputs(f"no quantity {quoted(change.quantity)}; {near(change.quantity, QUANTITIES)}")
    if dossier.actors.get(change.actor) is None:
        raise BadInputs(f"no actor {quoted(change.actor)}; {near(change.actor, dossier.actors.ids)}")
    if issue is None:
        raise BadInputs(f"no issue {quoted(change.issue)}; {near(change.issue, dossier.issues.ids)}")
    if change.quantity == "stance":
        if change.to not in get_args(Stance):
            raise BadInputs(f"no stance {quoted(str(change.to))}; {near(str(change.to), get_args(Stance))}")
        return change.to
    if issue.scale is None and change.quantity in OF_POSITIONS:
        raise BadInputs(f"the issue {quoted(change.issue)} has no scale, so no number has a place on it")
    number = float(change.to)
    if not 0 <= number <= 100:
        raise BadInputs(f"{number:g} is not from 0 to 100")
    return number


def _repositioned(dossier: Dossier, actor: str, issue: str, wanted: dict[str, Any], day: date | None) -> Dossier:
    """The same dossier with another position of one actor on one issue."""
    held = _holding(dossier, actor, issue)
    if not held:
        return _with_position(dossier, {}, [_new(dossier, actor, issue, wanted, day)])
    base = held[0]
    changed, added = {}, []
    for each in held:
        mine = _supposed(each, wanted) if each is base else _without_lines(each, wanted)
        others = tuple(id for id in each.on_behalf_of if id != actor) if actor in each.on_behalf_of else ()
        if mine is not each and others:
            changed[each.id] = each.model_copy(update={"on_behalf_of": others})
            added.append(
                mine.model_copy(update={"id": _free(dossier, f"{each.id}-if-{actor}"), "on_behalf_of": (actor,)})
            )
        elif mine is not each:
            changed[each.id] = mine
    return _with_position(dossier, changed, added)


def _holding(dossier: Dossier, actor: str, issue: str) -> list[Position]:
    """The positions that count for an actor on an issue, the one first that a value or a stance changes."""
    on_issue = [each for each in dossier.positions if each.issue == issue]
    held = held_by_actor(on_issue, "committed").get(actor) or [each for each in on_issue if each.actor == actor]
    return sorted(held, key=lambda each: (each.value is not None, began(each), each.actor == actor, each.id))[::-1]


def _with_position(dossier: Dossier, changed: dict[str, Position], added: Sequence[Position]) -> Dossier:
    positions = [changed.get(each.id, each) for each in dossier.positions]
    return replace(dossier, positions=Records([*positions, *added]))


def _supposed(position: Position, wanted: dict[str, Any]) -> Position:
    """A position with what is set, and without what no longer goes with it."""
    update = {**NO_LONGER_SAID, "claim": _claim(wanted, position)}
    if "stance" in wanted and wanted["stance"] != position.stance:
        update |= {**WITHOUT, "stance": wanted["stance"]}
    if "value" in wanted:
        update |= {"value": wanted["value"], "low": None, "high": None}
    kept = update.get("accepts", position.accepts)
    lines = {name: wanted.get(name, kept and getattr(kept, name)) for name in LINES}
    return position.model_copy(update={**update, "accepts": _accepts(lines)})


def _without_lines(position: Position, wanted: dict[str, Any]) -> Position:
    """Another position of the same actor, without the lines that are set."""
    if position.accepts is None or not set(LINES) & set(wanted):
        return position
    lines = {name: None if name in wanted else getattr(position.accepts, name) for name in LINES}
    return position.model_copy(update={"accepts": _accepts(lines)})


def _accepts(lines: dict[str, Any]) -> Accepts | None:
    low, high = lines["at_least"], lines["at_most"]
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        raise BadInputs(f"at_least {low:g} is above at_most {high:g}, so that nothing would do; set both")
    return Accepts(at_least=low, at_most=high)


def _new(dossier: Dossier, actor: str, issue: str, wanted: dict[str, Any], day: date | None) -> Position:
    """A position of an actor that holds none."""
    if "stance" not in wanted:
        told = f"{quoted(actor)} holds no position on {quoted(issue)}"
        raise BadInputs(f"{told}; set its stance as well, as in {actor}.{issue}.stance=support")
    blank = Position(
        id=_free(dossier, f"{actor}-{issue}-if"),
        actor=actor,
        issue=issue,
        stance=wanted["stance"],
        claim=_claim(wanted, None),
        valid=edtf(f"{day}/.." if day else f"../{date.max}"),
    )
    return _supposed(blank, wanted).model_copy(update={"claim": blank.claim})


def _claim(wanted: dict[str, Any], position: Position | None) -> str:
    """What is supposed, and in place of what: all that a page or a table says of it."""
    told = (f"{name.replace('_', ' ')} {_in_words(to)}" for name, to in wanted.items())
    if position is None:
        return f"What if: {', '.join(told)}; no position is on record. No source says so."
    held = (f"{name.replace('_', ' ')} {_in_words(_held(position, name))}" for name in wanted)
    return f"What if: {', '.join(told)}; on record: {', '.join(held)}. No source says so."


def _held(position: Position, quantity: str) -> Any:
    return getattr(position.accepts, quantity, None) if quantity in LINES else getattr(position, quantity)


def _in_words(value: Any, own: Callable[[float], float] = float) -> str:
    return "none" if value is None else value if isinstance(value, str) else f"{own(value):g}"


def _rejudged(dossier: Dossier, actor: str, issue: str, quantity: str, to: float | str) -> Dossier:
    """The same dossier with another judgement of an actor's salience or capability on one issue.

    One judgement of that issue keeps its id; a new one takes the place of several, and stands beside one in general.
    """
    judged = _judged(dossier, actor, issue, quantity)
    of_issue = [each.id for each in judged if each.issue == issue]
    rest = [each for each in dossier.judgements if each.id not in of_issue]
    coder = next((each.id for each in dossier.manifest.coders if each.preferred), "what-if")
    id = of_issue[0] if len(of_issue) == 1 else _free(dossier, f"{actor}-{issue}-{quantity}-if")
    note = f"What if; on record: {_values(judged)}."
    fields = {"id": id, "actor": actor, "issue": issue, "quantity": quantity, "value": to, "coder": coder, "note": note}
    return replace(dossier, judgements=Records([*rest, Judgement.model_validate(fields)]))


def _judged(dossier: Dossier, actor: str, issue: str, quantity: str) -> list[Judgement]:
    """The judgements of that issue; where there are none, those in general."""
    own = [each for each in dossier.judgements if (each.actor, each.quantity) == (actor, quantity)]
    return [each for each in own if each.issue == issue] or [each for each in own if each.issue is None]


def _values(judged: Sequence[Judgement], own: Callable[[float], float] = float) -> str:
    return ", ".join(_in_words(each.value, own) for each in judged) or _in_words(None)


def _free(dossier: Dossier, id: str) -> str:
    """The id, with a number where it is taken."""
    taken = {*dossier.positions.ids, *dossier.judgements.ids}
    return next(each for each in (id, *(f"{id}-{number}" for number in range(2, len(taken) + 3))) if each not in taken)
