"""What actors of the challenge model do with what they expect: the offers that they get, and the one that each takes.

See `graphkit.bargaining.challenge` for the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from graphkit.bargaining.table import Floats

Taken = Literal["smallest-move", "lowest-position"]
Kind = Literal["confrontation", "compromise", "capitulation"]
KINDS: tuple[Kind, ...] = ("confrontation", "compromise", "capitulation")
SAME = 1e-9  # positions nearer than this, as a share of their range, are one
ALIKE = 1e-10  # expectations that differ by less are the same, but for rounding


class Expected(NamedTuple):
    """What each actor expects, with its own attitude to risk.

    Attributes
    ----------
    own : array of shape (actors, actors)
        What the row's actor expects from pressing the column's.
    others : array of shape (actors, actors)
        What the row's actor believes the column's to expect from pressing it.
    risk : array of shape (actors,)
        The exponent r: below 1 who takes risks, above 1 who avoids them; from .5 to 2.
    """

    own: Floats
    others: Floats
    risk: Floats


class Offer(NamedTuple):
    """Where an actor would go, by whose offer, and how good both think it is."""

    kind: Kind
    other: int
    end: float
    own: float
    theirs: float


def moves_of(position: Floats, found: Expected, length: float, taken: Taken) -> Iterator[tuple[int, Offer]]:
    """The offer that each actor takes, if there is one that moves it.

    Parameters
    ----------
    position : array of shape (actors,)
    found : Expected
        Of the same actors.
    length : float
        Range of the positions at the start.
    taken : "smallest-move" or "lowest-position"
        Which of several compromises.

    Yields
    ------
    (int, Offer)
        The number of the actor, and the best offer that it has.
    """
    same = SAME * length
    for actor in range(len(position)):
        offers = list(_offers(actor, position, found))
        for kind in KINDS:
            alike = [each for each in offers if each.kind == kind]
            if alike:
                best = _best(alike, [_rank(offer, actor, position, taken) for offer in alike], same)
                if abs(best.end - float(position[actor])) > same:
                    yield actor, best
                break


def _offers(actor: int, position: Floats, found: Expected) -> Iterator[Offer]:
    for other in np.flatnonzero(np.abs(position - position[actor]) > 0).tolist():
        own, theirs = float(found.own[actor, other]), float(found.others[actor, other])
        if own > ALIKE and theirs > own + ALIKE:
            yield Offer("confrontation", other, float(position[other]), own, theirs)
        elif theirs > ALIKE and own < -ALIKE and -own < theirs - ALIKE:
            part = float(position[other] - position[actor]) * -own / theirs
            yield Offer("compromise", other, float(position[actor]) + part, own, theirs)
        elif theirs > ALIKE and own < -ALIKE:
            yield Offer("capitulation", other, float(position[other]), own, theirs)


def _best(offers: Sequence[Offer], ranks: Sequence[float], same: float) -> Offer:
    """The offer of the lowest rank; of those that rank alike, the one with the lowest end."""
    least = min(ranks)
    alike = (offer for offer, rank in zip(offers, ranks, strict=True) if rank <= least + same)
    return min(alike, key=lambda offer: (offer.end, offer.other))


def _rank(offer: Offer, actor: int, position: Floats, taken: Taken) -> float:
    """Lowest first: how far an offer moves the actor, or where it lies."""
    if offer.kind == "compromise" and taken == "lowest-position":
        total = abs(offer.own) + abs(offer.theirs)
        place = abs(offer.own) * position[actor] + abs(offer.theirs) * position[offer.other]
        return float(place) / total
    return abs(offer.end - float(position[actor]))


def put_together(position: Floats, length: Floats | float) -> Floats:
    """Positions with those put at one place that are apart by rounding alone, at the lowest of them.

    Parameters
    ----------
    position : array of shape (..., actors)
    length : float or array
        Range of the positions at the start.

    Returns
    -------
    array of shape (..., actors)
    """
    order = np.argsort(position, axis=-1, kind="stable")
    places = np.take_along_axis(position, order, -1)
    new = np.ones(places.shape, bool)
    new[..., 1:] = np.diff(places, axis=-1) > SAME * length
    first = np.maximum.accumulate(np.where(new, np.arange(places.shape[-1]), 0), axis=-1)
    together = np.empty_like(position)
    np.put_along_axis(together, order, np.take_along_axis(places, first, -1), -1)
    return together


def nearer(gap: Floats, far: Floats) -> Floats:
    """1 where the median is nearer than the other actor is, 0 where it is farther, and .5 where both are as far."""
    apart = gap - far
    likely: Floats = (1 + np.where(np.abs(apart) > SAME, np.sign(apart), 0)) / 2
    return likely
