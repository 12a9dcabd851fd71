"""The inputs of a dossier: who wants what on an issue as of a day, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

import numpy as np

from graphkit.bargaining.judged import JUDGED, Disagreement, Judged, began
from graphkit.bargaining.table import BadInputs, Inputs, Quantity
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Basis, Issue, Position, Setting, Stance, Status
from graphkit.dossier.problem import near, quoted

OnBehalf = Literal["committed", "holder"]
Assumed = Mapping[str, float]
MARKS = {"stance": get_args(Stance), "basis": get_args(Basis), "status": get_args(Status), "setting": get_args(Setting)}
FOR_OTHERS = "took its position for others, for whom it counts"
Held = Mapping[str, Sequence[Position]]


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """An input that a model would need and the dossier does not hold; nothing was filled in for it."""

    issue: str
    what: str
    actor: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The inputs on one issue, as far as the dossier holds them.

    Attributes
    ----------
    issue : str
    inputs : Inputs, optional
        Everybody whose position has a value; salience and capability are NaN where nobody judged them.  None where
        there is nobody.
    reason : str
        Why there are no inputs; empty where there are.
    missing : tuple of Missing
        In order.
    assumed : tuple of (str, str)
        Quantity and actor of each number that was assumed, because the caller said so.
    positions : mapping of str to Position
        The position behind each actor's value.
    sources : tuple of str
        Ids of the sources that carry those positions.
    disagreements : tuple of Disagreement
        Of coders about those actors; draws alone take them.
    """

    issue: str
    inputs: Inputs | None
    reason: str = ""
    missing: tuple[Missing, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def of_dossier(
    dossier: Dossier,
    issues: Iterable[str] | None = None,
    *,
    assume: Assumed | None = None,
    exclude: Mapping[str, Collection[str]] | None = None,
    on_behalf: OnBehalf = "committed",
) -> tuple[Found, ...]:
    """The inputs of a dossier, issue by issue.

    The position of an actor is the latest that it holds and that has a value; two of one day with different values
    are none.  It counts whatever its stance, also a conditional one, and whoever says that the actor holds it.
    Salience and capability are the coders' judgements, those of the preferred coder first; a capability that names the
    issue comes before one that does not.  What coders give who do not agree is kept beside, for draws.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    issues : iterable of str, optional
        Ids; default all, in file order.
    assume : mapping of str to float, optional
        A salience or capability, 0 to 100, for everybody who has none.  Nothing is assumed unless it is said here.
    exclude : mapping of str to collection of str, optional
        Positions that do not count, by stance, basis, status or setting, such as ``{"status": {"alleged"}}``.
    on_behalf : "committed" or "holder"
        Whether a position taken on behalf of others counts for those it commits, or for its holder.

    Returns
    -------
    tuple of Found

    Raises
    ------
    BadInputs
        If an assumption or an exclusion is none.

    Examples
    --------
    >>> from graphkit import open_dossier
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> dossier = open_dossier(bundled_dossier("istanbul-2025"))
    >>> found = of_dossier(dossier, ["ceasefire-30-days"])[0]
    >>> dict(zip(found.inputs.actors, found.inputs.position.tolist()))
    {'kremlin': 25.0, 'russia': 0.0, 'ukraine': 100.0}
    """
    assumed, unwanted = _assumptions(assume or {}), exclusions(exclude or {})
    positions = [each for each in dossier.positions if not is_among(each, unwanted)]
    chosen = dossier.issues.ids if issues is None else tuple(issues)
    judged = Judged(dossier)
    return tuple(_of_issue(dossier, id, positions, judged, assumed, on_behalf) for id in chosen)


def _of_issue(
    dossier: Dossier,
    id: str,
    positions: Sequence[Position],
    judged: Judged,
    assume: Assumed,
    on_behalf: OnBehalf,
) -> Found:
    issue = dossier.issues.get(id)
    if issue is None:
        raise BadInputs(f"no issue {quoted(id)}; {near(id, dossier.issues.ids)}")
    if issue.scale is None:
        return Found(id, None, "the issue has no scale, so no position has a place on it")
    held = held_by_actor([each for each in positions if each.issue == id], on_behalf)
    found, missing = _with_values(dossier, issue, held)
    spoke = {each.actor for each in positions if each.issue == id}
    missing += [
        _missing(dossier, id, actor, FOR_OTHERS if actor in spoke else "no position")
        for actor in sorted(_expected(issue, judged) - set(held))
    ]
    if not found:
        reason = "no position on it has a value" if held else "nobody has a position on it"
        return Found(id, None, reason, tuple(sorted(missing)))
    numbers, assumed, unjudged = _numbers(dossier, issue, list(found), judged, assume)
    disagreements = judged.disagreements(id, list(found))
    return Found(
        id,
        _inputs(dossier, issue, found, numbers, {each.key: (each.low, each.high) for each in disagreements}),
        "",
        tuple(sorted(missing + unjudged)),
        tuple(assumed),
        found,
        tuple(sorted({each.carrier for position in found.values() for each in position.evidence})),
        disagreements,
    )


def held_by_actor(positions: Iterable[Position], on_behalf: OnBehalf) -> Held:
    """The positions that count for each actor."""
    held: dict[str, list[Position]] = defaultdict(list)
    for each in positions:
        for actor in (each.on_behalf_of if on_behalf == "committed" else ()) or (each.actor,):
            held[actor].append(each)
    return held


def _with_values(dossier: Dossier, issue: Issue, held: Held) -> tuple[dict[str, Position], list[Missing]]:
    """The position behind each actor's value, in order of id; and who has none that will do."""
    found: dict[str, Position] = {}
    missing = []
    for actor in sorted(held):
        valued = [each for each in held[actor] if each.value is not None]
        last = max((began(each) for each in valued), default=date.min)
        latest = [each for each in valued if began(each) == last]
        latest = [each for each in latest if each.actor == actor] or latest
        if not latest:
            missing.append(_missing(dossier, issue.id, actor, "a position without a value"))
        elif len({each.value for each in latest}) > 1:
            ids = ", ".join(sorted(each.id for each in latest))
            missing.append(_missing(dossier, issue.id, actor, f"several values on one day ({ids})"))
        else:
            found[actor] = min(latest, key=lambda each: each.id)
    return found, missing


def _expected(issue: Issue, judged: Judged) -> set[str]:
    """Who should have a position: whose consent is needed, and whom coders gave a salience on it or a capability."""
    return set(issue.consent) | {actor for actor, _, about in judged.by if about in (None, issue.id)}


def _numbers(
    dossier: Dossier, issue: Issue, actors: Sequence[str], judged: Judged, assume: Assumed
) -> tuple[dict[str, list[float]], list[tuple[str, str]], list[Missing]]:
    """Salience and capability with their ends, actor by actor; which were assumed, and which are missing."""
    numbers: dict[str, list[float]] = defaultdict(list)
    assumed: list[tuple[str, str]] = []
    missing = []
    for quantity in JUDGED:
        for actor in actors:
            judgement, lacks = judged.of(actor, quantity, issue.id)
            value, low, high = np.nan, None, None
            if judgement is not None:
                value, low, high = judgement.value, judgement.low, judgement.high
            elif quantity in assume and lacks == f"no {quantity}":
                value = assume[quantity]
                assumed.append((quantity, actor))
            else:
                missing.append(_missing(dossier, issue.id, actor, lacks))
            for name, number in ((quantity, value), (f"{quantity}_low", low), (f"{quantity}_high", high)):
                numbers[name].append(np.nan if number is None else number)
    return numbers, assumed, missing


def _inputs(
    dossier: Dossier,
    issue: Issue,
    found: Mapping[str, Position],
    numbers: Mapping[str, Sequence[float]],
    spans: Mapping[tuple[Quantity, str], tuple[float, float]],
) -> Inputs:
    def each(read: Any) -> Any:
        return [np.nan if read(position) is None else read(position) for position in found.values()]

    judged: dict[str, Any] = dict(numbers)
    return Inputs(
        issue=issue.id,
        actors=tuple(found),
        position=each(lambda position: position.value),
        low=each(lambda position: position.low),
        high=each(lambda position: position.high),
        at_least=each(lambda position: position.accepts and position.accepts.at_least),
        at_most=each(lambda position: position.accepts and position.accepts.at_most),
        labels=tuple(label_of(dossier, actor) for actor in found),
        name=issue.name,
        status_quo=max(issue.status_quo, key=lambda each: each.on.sort_key).value if issue.status_quo else None,
        quota=issue.quota,
        consent=issue.consent,
        spans=spans,
        **judged,
    )


def is_among(position: Position, unwanted: Mapping[str, Collection[str]]) -> bool:
    """Whether a position is one of those left out."""
    return any(getattr(position, mark) in words for mark, words in unwanted.items())


def _assumptions(assume: Assumed) -> Assumed:
    for quantity, value in assume.items():
        if quantity not in JUDGED:
            raise BadInputs(f"{quoted(quantity)} cannot be assumed; salience and capability can")
        if not 0 <= value <= 100:
            raise BadInputs(f"the {quantity} {value:g} is not from 0 to 100")
    return assume


def exclusions(exclude: Mapping[str, Collection[str]]) -> Mapping[str, Collection[str]]:
    """What is left out, if positions have such marks; refuses it otherwise."""
    for mark, words in exclude.items():
        if mark not in MARKS:
            raise BadInputs(f"positions are not left out by {quoted(mark)}; {near(mark, list(MARKS))}")
        for word in sorted(words):
            if word not in MARKS[mark]:
                raise BadInputs(f"no {mark} is {quoted(word)}; {near(word, MARKS[mark])}")
    return exclude


def _missing(dossier: Dossier, issue: str, actor: str, what: str) -> Missing:
    return Missing(issue, what, actor, label_of(dossier, actor))


def label_of(dossier: Dossier, actor: str) -> str:
    """How readers call an actor; its id where it is not declared."""
    found = dossier.actors.get(actor)
    return found.label if found else actor
