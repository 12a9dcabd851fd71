"""What it takes that a position stands: reliable sources, a credible claim and a right reading, each by a chance.

A position stands if it was read right and one of its pieces of evidence at least stands; a piece stands if all sources
that it passed through are reliable and what they say is credible.  This is a fault tree (Vesely et al. 1981, Fault Tree
Handbook, NUREG-0492): a source is a common cause, on which several pieces and positions may rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence, as far as it is in doubt.

    Attributes
    ----------
    sources : frozenset of str
        Those it passed through whose reliability is in doubt; it needs all of them.
    chance : float
        From 0 to 1, how likely what it says is right if they are reliable.
    """

    sources: frozenset[str]
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """When a position stands.

    Attributes
    ----------
    claim : str
        Its name; actors who hold one position, as where it commits several, share the claim, which falls for all.
    reading : float
        From 0 to 1, how likely it was read right, whatever the sources are.
    pieces : tuple of Piece
        One of them has to stand; where there are none, evidence leaves nothing in doubt.
    reliability : mapping of str to float
        From 0 to 1, how likely each source of the pieces is reliable.

    Examples
    --------
    >>> both = (Piece(frozenset({"paper"}), 0.8), Piece(frozenset({"rival"}), 0.8))
    >>> round(Standing("p", 1.0, both, {"paper": 0.5, "rival": 0.5}).chance, 2)
    0.64
    """

    claim: str
    reading: float = 1.0
    pieces: tuple[Piece, ...] = ()
    reliability: Mapping[str, float] = field(default_factory=dict)

    @property
    def sources(self) -> frozenset[str]:
        """The sources in doubt that it rests on."""
        return frozenset[str]().union(*(each.sources for each in self.pieces))

    @property
    def needed(self) -> frozenset[str]:
        """The sources in doubt without which it cannot stand."""
        every = [each.sources for each in self.pieces]
        return frozenset.intersection(*every) if every else frozenset()

    @property
    def chance(self) -> float:
        """How likely it stands, from 0 to 1."""
        return self.reading * (_any(self.pieces, self.reliability) if self.pieces else 1.0)

    def given(self, reliable: Mapping[str, Flags], draws: int) -> Floats:
        """How likely it stands in each of many draws, given which sources are reliable there.

        Parameters
        ----------
        reliable : mapping of str to array of shape (draws,)
            Of every source that it rests on.
        draws : int

        Returns
        -------
        array of shape (draws,)
        """
        if not self.pieces:
            return np.full(draws, self.reading)
        fails = np.ones(draws)
        for each in self.pieces:
            whole = np.ones(draws, bool)
            for source in each.sources:
                whole &= reliable[source]
            fails *= 1 - each.chance * whole
        found: Floats = self.reading * (1 - fails)
        return found


def standing(
    claim: str,
    reading: float,
    pieces: Sequence[tuple[Sequence[str], float]],
    reliability: Mapping[str, float],
) -> Standing:
    """A standing without all that is certain, and with pieces from the same sources taken as one.

    That a source says a thing twice makes it no likelier: of its pieces the most credible counts.

    Parameters
    ----------
    claim : str
    reading : float
    pieces : sequence of (sequence of str, float)
        The sources of each piece, and how credible it is.
    reliability : mapping of str to float
        From 0 to 1; a source that is not in it is certain.

    Examples
    --------
    >>> standing("p", 0.5, [(("paper",), 1.0), (("record",), 0.9)], {"paper": 0.4, "record": 1.0}).sources
    frozenset({'paper'})
    >>> standing("p", 0.5, [(("record",), 1.0)], {"record": 1.0}).pieces
    ()
    """
    best: dict[frozenset[str], float] = {}
    for sources, chance in pieces:
        doubted = frozenset(source for source in sources if reliability.get(source, 1.0) < 1)
        if chance > 0 and all(reliability[source] > 0 for source in doubted):
            best[doubted] = max(chance, best.get(doubted, 0.0))
    if not reading or (pieces and not best):
        return Standing(claim, 0.0)
    if best.get(frozenset()) == 1:
        return Standing(claim, reading)
    ranked = sorted(best.items(), key=lambda each: sorted(each[0]))
    kept = tuple(Piece(sources, chance) for sources, chance in ranked)
    used = sorted({source for sources in best for source in sources})
    return Standing(claim, reading, kept, {source: reliability[source] for source in used})


def _any(pieces: Sequence[Piece], reliability: Mapping[str, float]) -> float:
    """How likely one of the pieces at least stands: a source that several share is tried both ways (Shannon 1938)."""
    counts = Counter(source for each in pieces for source in each.sources)
    shared = min(((-count, source) for source, count in counts.items() if count > 1), default=None)
    if shared is None:
        return 1 - prod(1 - each.chance * prod(reliability[source] for source in each.sources) for each in pieces)
    source, chance = shared[1], reliability[shared[1]]
    held = [Piece(each.sources - {source}, each.chance) for each in pieces]
    lost = [each for each in pieces if source not in each.sources]
    return chance * _any(held, reliability) + (1 - chance) * _any(lost, reliability)
