"""Which ties of a dossier speak for one camp and which for two."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graphkit.dossier.dossier import Dossier

# A convention of graphkit, told in docs/explanation/camps.md; an offer may go to a friend or to an opponent.
SIGN_OF_TIE = {
    "member_of": 1,
    "heads": 1,
    "represents": 1,
    "part_of": 1,
    "ally_of": 1,
    "supports": 1,
    "opposes": -1,
    "pressures": -1,
    "threatens": -1,
}


@dataclass(frozen=True, slots=True)
class SignedTies:
    """Pairs of actors with the sum of the signs of their ties, each kind once for each direction.

    Attributes
    ----------
    pairs : tuple of (str, str, int)
    left_out : int
        How many ties have no sign.
    sources : int
        From how many sources the others are.
    """

    pairs: tuple[tuple[str, str, int], ...]
    left_out: int
    sources: int


def signed_ties(dossier: Dossier) -> SignedTies:
    """The signed ties of a dossier.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day.
    """
    known = [tie for tie in dossier.ties if tie.from_ in dossier.actors and tie.to in dossier.actors]
    signed = [tie for tie in known if tie.kind in SIGN_OF_TIE]
    total: Counter[tuple[str, str]] = Counter()
    for start, end, kind in sorted({(tie.from_, tie.to, tie.kind) for tie in signed}):
        total[min(start, end), max(start, end)] += SIGN_OF_TIE[kind]
    sources = {each.carrier for tie in signed for each in tie.evidence}
    return SignedTies(
        tuple((*pair, weight) for pair, weight in sorted(total.items())), len(known) - len(signed), len(sources)
    )
