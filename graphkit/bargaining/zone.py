"""The zone of agreement: where on an issue all whose consent is needed could live, or how far apart they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from graphkit.bargaining.drafts import Asking, Attached, conditions_on
from graphkit.bargaining.inputs import OnBehalf, exclusions, held_by_actor, is_among, label_of
from graphkit.bargaining.places import Place, places, places_in
from graphkit.bargaining.places import lines as lines_of
from graphkit.bargaining.scales import written
from graphkit.bargaining.table import BadInputs, Inputs
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Issue, Position
from graphkit.dossier.problem import near, quoted
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Verdict = Literal["zone", "gap", "open", "none"]
COLUMNS = (
    "issue",
    "verdict",
    "low",
    "high",
    "gap",
    "at_least_by",
    "at_most_by",
    "closers",
    "unknown",
    "conditions",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Lines:
    """The red lines of one actor on an issue: what it would still accept.

    Attributes
    ----------
    actor, label : str
    low, high : float
        Ends of what it accepts; those of the scale where it draws no line on that side.
    positions : tuple of Position
        Behind the lines; empty for a table.
    """

    actor: str
    label: str
    low: float
    high: float
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Zone:
    """What is known of agreement on one issue.

    Attributes
    ----------
    issue : str
    verdict : "zone", "gap", "open" or "none"
        All lines are known and leave a zone; lines that are known leave none; those that are known leave a zone, but
        not all are; or there is nothing to work with, and `reason` says why.
    low, high : float, optional
        Ends of the zone that the known lines leave.
    gap : float, optional
        How far the lines are apart: the highest *at least* less the lowest *at most*.
    at_least_by, at_most_by : tuple of str
        Whose lines bound the zone, or the gap; empty where the end of the scale does.
    closers : mapping of str to float
        Who could close the gap alone, and by how many points its line would have to move, up or, below 0, down.
    unknown : tuple of str
        Whose consent is needed and who drew no line that is known; that is not consent to everything.
    lines : tuple of Lines
    reason : str
    conditions : tuple of Attached
        What those whose consent is needed attached to the issue.
    needed : tuple of str
        Whose consent is needed.
    places : tuple of Place
        Where everybody stands, also those whose consent is not needed.
    """

    issue: str
    verdict: Verdict
    low: float | None = None
    high: float | None = None
    gap: float | None = None
    at_least_by: tuple[str, ...] = ()
    at_most_by: tuple[str, ...] = ()
    closers: Mapping[str, float] | None = None
    unknown: tuple[str, ...] = ()
    lines: tuple[Lines, ...] = ()
    reason: str = ""
    conditions: tuple[Attached, ...] = ()
    needed: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def __repr__(self) -> str:
        where = f", gap {written(self.gap)}" if self.gap is not None else ""
        if self.low is not None and self.high is not None:
            where = f", {written(self.low)} to {written(self.high)}"
        return f"<Zone: {self.issue} {self.verdict}{where}>"


@dataclass(frozen=True, slots=True, repr=False)
class Zones(ShowsItself):
    """The zones of several issues."""

    rows: tuple[Zone, ...]

    def to_frame(self) -> Any:
        """The zones as a pandas DataFrame."""
        return frame(map(as_row, self.rows), COLUMNS)

    def _shown(self) -> Shown:
        return Shown(map(as_row, self.rows), COLUMNS, total=len(self.rows), caption="zones of agreement")


def as_row(found: Zone) -> dict[str, Any]:
    """A zone as one row, with a row for each actor within."""
    lists = {name: list(getattr(found, name)) for name in ("at_least_by", "at_most_by", "unknown")}
    plain = {name: getattr(found, name) for name in COLUMNS}
    conditions = [f"{each.actor}: {each.part.words}" for each in found.conditions]
    actors = [each.as_row(found.needed) for each in found.places]
    return {**plain, **lists, "closers": dict(found.closers or {}), "conditions": conditions, "actors": actors}


def zone(
    issue: str, lines: Iterable[Lines], needed: Sequence[str], *, scale: tuple[float, float] = (0.0, 100.0)
) -> Zone:
    """The intersection of what the actors accept whose consent is needed.

    Parameters
    ----------
    issue : str
    lines : iterable of Lines
        At most one for each actor; those of others count for nothing.
    needed : sequence of str
        Ids of the actors whose consent is needed.
    scale : (float, float)
        Ends of the issue's scale.

    Returns
    -------
    Zone

    Examples
    --------
    >>> found = zone("toll", [Lines("a", "A", 0, 40), Lines("b", "B", 55, 100)], ["a", "b"])
    >>> found.verdict, found.gap, dict(found.closers)
    ('gap', 15, {'a': 15, 'b': -15})
    """
    mine = tuple(sorted((each for each in lines if each.actor in needed), key=lambda each: each.actor))
    drawn = {each.actor for each in mine}
    unknown = tuple(actor for actor in needed if actor not in drawn)
    if not needed:
        return Zone(issue, "none", reason="the issue does not say whose consent a deal needs")
    if not mine:
        return Zone(issue, "none", unknown=unknown, reason="nobody whose consent is needed drew a line that is known")
    low, high = max(each.low for each in mine), min(each.high for each in mine)
    at_least_by = tuple(each.actor for each in mine if each.low == low and low > min(scale))
    at_most_by = tuple(each.actor for each in mine if each.high == high and high < max(scale))
    if low <= high:
        verdict: Verdict = "open" if unknown else "zone"
        return Zone(issue, verdict, low, high, None, at_least_by, at_most_by, None, unknown, mine)
    return Zone(issue, "gap", None, None, low - high, at_least_by, at_most_by, dict(_closers(mine)), unknown, mine)


def _closers(lines: Sequence[Lines]) -> Iterator[tuple[str, float]]:
    """Who alone could close the gap: whoever the others leave a zone without."""
    for each in lines:
        others = [other for other in lines if other is not each]
        low, high = (
            max((other.low for other in others), default=each.high),
            min((other.high for other in others), default=each.low),
        )
        if low <= high and each.low <= each.high:
            yield each.actor, low - each.high if low > each.high else high - each.low


def of_dossier(
    dossier: Dossier,
    issues: Iterable[str] | None = None,
    *,
    parties: Sequence[str] = (),
    exclude: Mapping[str, Collection[str]] | None = None,
    on_behalf: OnBehalf = "committed",
) -> Zones:
    """The zone of agreement on each issue of a dossier.

    An actor's red lines are the `accepts` of all positions that it holds on the day; where there are several, all of
    them bind.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    issues : iterable of str, optional
        Ids; default all.
    parties : sequence of str, optional
        Whose consent is needed, in place of what the issues say.
    exclude : mapping of str to collection of str, optional
    on_behalf : "committed" or "holder"
        As for `graphkit.bargaining.inputs.of_dossier`.

    Returns
    -------
    Zones

    Raises
    ------
    BadInputs
        If there is no such issue, or an exclusion is none.

    Examples
    --------
    >>> from graphkit import open_dossier
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> found = of_dossier(open_dossier(bundled_dossier("istanbul-2025")), ["size-of-forces"]).rows[0]
    >>> found.verdict, found.low, found.high
    ('zone', 25.0, 50.0)
    """
    unwanted = exclusions(exclude or {})
    positions = [each for each in dossier.positions if not is_among(each, unwanted)]
    chosen = dossier.issues.ids if issues is None else tuple(issues)
    asking = Asking(tuple(parties), exclude=exclude or {}, on_behalf=on_behalf)
    found = [_of_issue(dossier, id, positions, parties, on_behalf) for id in chosen]
    standing = places(dossier, chosen, exclude=exclude, on_behalf=on_behalf)
    return Zones(
        tuple(
            replace(
                each,
                conditions=tuple(conditions_on(dossier, each.issue, asking)),
                needed=tuple(parties) or dossier.issues[each.issue].consent,
                places=standing[each.issue],
            )
            for each in found
        )
    )


def _of_issue(
    dossier: Dossier, id: str, positions: Sequence[Position], parties: Sequence[str], on_behalf: OnBehalf
) -> Zone:
    issue: Issue | None = dossier.issues.get(id)
    if issue is None:
        raise BadInputs(f"no issue {quoted(id)}; {near(id, dossier.issues.ids)}")
    if issue.scale is None:
        return Zone(id, "none", reason="the issue has no scale, so no line has a place on it")
    if issue.quota is not None and not parties and not issue.consent:
        return Zone(id, "none", reason="a quota decides, and nobody's consent alone; ask for a forecast by quota")
    held = held_by_actor([each for each in positions if each.issue == id and each.accepts], on_behalf)
    lines = (_lines(dossier, actor, mine) for actor, mine in held.items())
    return zone(id, lines, tuple(parties) or issue.consent)


def _lines(dossier: Dossier, actor: str, positions: Sequence[Position]) -> Lines:
    """The lines of an actor, all of which bind."""
    low, high = lines_of(positions)
    ends = (0.0 if low is None else low, 100.0 if high is None else high)
    return Lines(actor, label_of(dossier, actor), *ends, tuple(positions))


def of_tables(tables: Iterable[Inputs], *, parties: Sequence[str] = ()) -> Zones:
    """The zone of agreement on each issue of some tables.

    Parameters
    ----------
    tables : iterable of Inputs
        With `at_least` and `at_most`.
    parties : sequence of str, optional
        Whose consent is needed; default that of the table, else everybody's.

    Returns
    -------
    Zones

    Raises
    ------
    BadInputs
        If somebody whose consent is needed is on no issue.
    """
    every = list(tables)
    known = {actor for table in every for actor in table.actors}
    for actor in parties:
        if actor not in known:
            raise BadInputs(f"no actor {quoted(actor)}; {near(actor, sorted(known))}")
    return Zones(
        tuple(
            replace(
                zone(table.issue, _lines_in(table), needed, scale=table.scale),
                needed=needed,
                places=tuple(places_in(table)),
            )
            for table in every
            for needed in [tuple(parties) or table.consent or table.actors]
        )
    )


def _lines_in(table: Inputs) -> Iterator[Lines]:
    for actor, label, low, high in zip(table.actors, table.labels, table.at_least, table.at_most, strict=True):
        if not np.isnan([low, high]).all():
            yield Lines(
                actor,
                label,
                min(table.scale) if np.isnan(low) else float(low),
                max(table.scale) if np.isnan(high) else float(high),
            )
