"""Why an actor stands where it does: its ties one by one, with the records behind each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from graphkit.analysis.influence.centrality import DAMPING, pagerank
from graphkit.analysis.influence.chosen import Chosen, Record
from graphkit.analysis.influence.tied import Tied

Way = Literal["to", "from", "with"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One tie of an actor.

    Attributes
    ----------
    actor, other, label : str
        Whose tie it is, and with whom.
    way : "to", "from" or "with"
        Whether it leads from the actor to the other, comes from there, or has no direction.
    strength : float
    gives : float or None
        How much of the actor's PageRank comes over this tie; None where nothing can.
    records : tuple of records
        The ties of either direction, positions or events behind it; empty where the network came without.
    """

    actor: str
    other: str
    label: str
    way: Way
    strength: float
    gives: float | None
    records: tuple[Record, ...] = ()


def reasons(ties: Tied, actor: str, network: Chosen | None = None) -> tuple[Reason, ...]:
    """The ties behind the standing of one actor; its scores hang on those among others as well.

    Parameters
    ----------
    ties : Tied
    actor : str
        Id of an actor in the network.
    network : Chosen, optional
        Where the records come from.

    Returns
    -------
    tuple of Reason
        What gives most comes first, then the strongest.
    """
    here = ties.ids.index(actor)
    share = pagerank(ties) / np.maximum(ties.matrix.sum(axis=1), np.finfo(float).tiny)
    arriving, leaving = ties.matrix[:, [here]].tocoo(), ties.matrix[[here]].tocoo()
    to_here = zip(arriving.coords[0].tolist(), arriving.data.tolist(), strict=True)
    from_here = zip(leaving.coords[1].tolist(), leaving.data.tolist(), strict=True) if ties.directed else ()
    way: Way = "from" if ties.directed else "with"
    found = [
        _reason(ties, (here, other), way, strength, float(DAMPING * share[other] * strength), network)
        for other, strength in to_here
    ]
    found += [_reason(ties, (here, other), "to", strength, None, network) for other, strength in from_here]
    return tuple(sorted(found, key=lambda each: (-(each.gives or 0.0), -each.strength, each.other, each.way)))


def _reason(
    ties: Tied, ends: tuple[int, int], way: Way, strength: float, gives: float | None, network: Chosen | None
) -> Reason:
    actor, other = (ties.ids[end] for end in ends)
    records = network.behind.get((min(actor, other), max(actor, other)), ()) if network else ()
    return Reason(actor, other, ties.labels[ends[1]], way, strength, gives, records)
