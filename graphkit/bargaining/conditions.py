"""Whether a condition is met by a package of terms, and by what has happened; or whether that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from graphkit.bargaining.scales import Scales
from graphkit.dossier.model import Condition, Event

Truth: TypeAlias = bool | None
Package: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Facts:
    """What has happened by the day for which a draft is judged.

    Attributes
    ----------
    day : datetime.date
    events : mapping of str to Event
        Those that may have happened by then.
    scales : mapping of str to (float, float)
        Ends of the scale on which numbers on an issue are told; 0 and 100 where there are none.
    """

    day: date = date.max
    events: Mapping[str, Event] = field(default_factory=dict)
    scales: Scales = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition and whether it is met.

    Attributes
    ----------
    condition : Condition
    met : bool, optional
        None where it is not known.
    why : str
    """

    condition: Condition
    met: Truth
    why: str


def every(truths: Iterable[Truth]) -> Truth:
    """Whether all are true, in the strong logic of three values (Kleene 1952, Introduction to Metamathematics, § 64).

    Examples
    --------
    >>> every([True, None]), every([True, None, False]), every([])
    (None, False, True)
    """
    seen = set(truths)
    return False if False in seen else None if None in seen else True


def check(condition: Condition, package: Package, facts: Facts) -> Checked:
    """Whether a condition is met by a package.

    A bound on an issue is met or not by the package's value; where the package leaves the issue out, it is not known.
    An event is met once it has happened for certain, and is not known before: terms cannot make it happen, and it may
    happen yet.  What is told in words alone is not known.

    Parameters
    ----------
    condition : Condition
    package : mapping of str to float
        The value of each issue on which the package says anything.
    facts : Facts

    Returns
    -------
    Checked

    Examples
    --------
    >>> toll = Condition(text="No toll above 40", issue="toll", at_most=40)
    >>> [check(toll, package, Facts()).met for package in ({"toll": 30}, {"toll": 50}, {})]
    [True, False, None]
    """
    parts = [*_of_bounds(condition, package), *_of_event(condition, facts)]
    if not parts:
        return Checked(condition, None, "told in words alone")
    return Checked(condition, every(met for met, _ in parts), "; ".join(why for _, why in parts))


def bounds(condition: Condition) -> str:
    """What a condition asks for, in short; nothing where it is told in words alone.

    Examples
    --------
    >>> bounds(Condition(text="Half a toll at most", issue="toll", at_most=50, event="vote"))
    'toll at most 50 and vote has happened'
    """
    ends = [
        f"{word} {end:g}"
        for word, end in (("at least", condition.at_least), ("at most", condition.at_most))
        if end is not None
    ]
    told = [f"{condition.issue} {' and '.join(ends)}"] if ends else []
    return " and ".join(told + ([f"{condition.event} has happened"] if condition.event else []))


def _of_bounds(condition: Condition, package: Package) -> Iterator[tuple[Truth, str]]:
    if condition.issue is None or (condition.at_least is None and condition.at_most is None):
        return
    value = package.get(condition.issue)
    if value is None:
        yield None, f"{condition.issue} is left open"
        return
    low = -1.0 if condition.at_least is None else condition.at_least
    high = 101.0 if condition.at_most is None else condition.at_most
    yield low <= value <= high, f"{condition.issue} is at {value:g}"


def _of_event(condition: Condition, facts: Facts) -> Iterator[tuple[Truth, str]]:
    if condition.event is None:
        return
    event = facts.events.get(condition.event)
    by = "" if facts.day == date.max else f" by {facts.day}"
    if event is None:
        yield None, f"{condition.event} has not happened{by}"
    elif event.date.latest is None or event.date.latest > facts.day:
        yield None, f"{condition.event} may have happened{by}"
    else:
        yield True, f"{condition.event} has happened"
