"""Which positions count where several coders coded the same passage."""

from __future__ import annotations

from collections import defaultdict

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Position


def of_preferred_coders(dossier: Dossier) -> list[Position]:
    """The positions, without those of other coders where the preferred one coded the same passage.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.

    Returns
    -------
    list of Position
        In file order.
    """
    preferred = next((coder.id for coder in dossier.manifest.coders if coder.preferred), None)
    every = list(dossier.positions)
    passages: dict[tuple[str, str], set[object]] = defaultdict(set)
    for each in every:
        if each.coder in (None, preferred):
            passages[each.actor, each.issue] |= _passages(each)
    return [
        each
        for each in every
        if each.coder in (None, preferred) or not passages[each.actor, each.issue] & _passages(each)
    ]


def _passages(position: Position) -> set[object]:
    return {(each.carrier, each.lock or each.locator) for each in position.evidence}
