"""Where every actor stands on an issue's scale: its value, how sure that is, and what it accepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from graphkit.bargaining.inputs import OnBehalf, held_by_actor, is_among, label_of, of_dossier
from graphkit.bargaining.table import Inputs
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position

NUMBERS = ("value", "low", "high", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one actor stands on an issue; None where a number is not known.

    Attributes
    ----------
    actor, label : str
    value : float, optional
        On the issue's scale.
    low, high : float, optional
        Ends of the coder's uncertainty.
    at_least, at_most : float, optional
        Red lines: what the actor would still accept.
    """

    actor: str
    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    def as_row(self, needed: Collection[str]) -> dict[str, Any]:
        """A flat row, which tells whether the actor's consent is needed."""
        numbers = asdict(self)
        return {"actor": numbers.pop("actor"), "label": numbers.pop("label"), **numbers, "needed": self.actor in needed}


def places(
    dossier: Dossier,
    issues: Sequence[str],
    *,
    exclude: Mapping[str, Collection[str]] | None = None,
    on_behalf: OnBehalf = "committed",
) -> dict[str, tuple[Place, ...]]:
    """Where everybody stands who holds a position, issue by issue.

    The value is that of `graphkit.bargaining.inputs.of_dossier`; red lines are those of all positions that an actor
    holds on the issue, and all of them bind.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    issues : sequence of str
        Ids.
    exclude, on_behalf
        As for `graphkit.bargaining.inputs.of_dossier`.

    Returns
    -------
    dict
        From the id of an issue to its places, by id of the actor; none for an issue without a scale.
    """
    found = of_dossier(dossier, issues, exclude=exclude, on_behalf=on_behalf)
    known = {each.issue: {place.actor: place for place in places_in(each.inputs)} for each in found if each.inputs}
    counting: dict[str, list[Position]] = defaultdict(list)
    for each in dossier.positions:
        if not is_among(each, exclude or {}):
            counting[each.issue].append(each)
    out: dict[str, tuple[Place, ...]] = {}
    for id in issues:
        issue = dossier.issues.get(id)
        held = held_by_actor(counting[id], on_behalf) if issue is not None and issue.scale else {}
        out[id] = tuple(
            _with_lines(known.get(id, {}).get(actor) or Place(actor, label_of(dossier, actor)), held[actor])
            for actor in sorted(held)
        )
    return out


def places_in(table: Inputs) -> Iterator[Place]:
    """Where everybody in a table stands."""
    columns = [table.position, table.low, table.high, table.at_least, table.at_most]
    for row, (actor, label) in enumerate(zip(table.actors, table.labels, strict=True)):
        numbers = {name: float(column[row]) for name, column in zip(NUMBERS, columns, strict=True)}
        yield Place(actor, label, **{name: number for name, number in numbers.items() if not np.isnan(number)})


def lines(positions: Sequence[Position]) -> tuple[float | None, float | None]:
    """What all positions of an actor together let it accept: the highest *at least* and the lowest *at most*."""
    accepts = [each.accepts for each in positions if each.accepts]
    low = max((each.at_least for each in accepts if each.at_least is not None), default=None)
    return low, min((each.at_most for each in accepts if each.at_most is not None), default=None)


def _with_lines(place: Place, held: Sequence[Position]) -> Place:
    low, high = lines(held)
    return Place(place.actor, place.label, place.value, place.low, place.high, low, high)
