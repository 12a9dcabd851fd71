"""What coders coded: one entry for each position, with the passages in which it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphkit.dossier.clocks import coded_at, known_at
from graphkit.dossier.coders import Cited, cited, preferred_coder
from graphkit.dossier.dossier import NOWHERE, Dossier
from graphkit.dossier.model import Position, Stance

STANCES: tuple[Stance, ...] = ("oppose", "neutral", "conditional", "support")  # from one end to the other


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder made of a passage.

    Attributes
    ----------
    coder : str
        Id of the coder.
    record : str
        Id of the position, or of the statement in a database.
    actor, issue : str
    stance : str
    value : float or None
        0 to 100 on the issue's scale.
    passages : tuple of Cited
    place : str
        ``FILE:LINE:COL`` of the record; empty where it does not stand in a file.
    counts : bool
        Whether this is what the dossier counts.
    """

    coder: str
    record: str
    actor: str
    issue: str
    stance: str
    value: float | None
    passages: tuple[Cited, ...]
    place: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Codings:
    """All that coders coded.

    Attributes
    ----------
    codings : tuple of Coding
    coders : tuple of str
        All who coded something, in order of id.
    preferred : str or None
        The coder whose record counts.
    notes : tuple of str
        What was left out.
    """

    codings: tuple[Coding, ...]
    coders: tuple[str, ...]
    preferred: str | None = None
    notes: tuple[str, ...] = ()


def codings_of(dossier: Dossier, *, known_on: date | None = None) -> Codings:
    """Read the positions of a dossier by coder.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    known_on : datetime.date, optional
        Day of the record; what had been retracted or corrected by then is left out.  Default: its end.

    Returns
    -------
    Codings
        Whatever the world's clock says of a position: coders agree on a passage or not.  A position without a coder is
        the preferred coder's; where there is none it cannot be compared and is left out.
    """
    preferred = preferred_coder(dossier.manifest)
    counting = known_at(dossier, known_on).positions
    every = list(coded_at(dossier, known_on).positions)
    found = tuple(
        _coding(dossier, each, each.coder or preferred or "", counts=each.id in counting)
        for each in every
        if each.coder or preferred
    )
    nobodys = len(every) - len(found)
    notes = (f"{nobodys} positions without a coder, while no coder is preferred",) if nobodys else ()
    return Codings(found, tuple(sorted({each.coder for each in found})), preferred, notes)


def _coding(dossier: Dossier, position: Position, coder: str, *, counts: bool) -> Coding:
    place = dossier.at(position)
    return Coding(
        coder,
        position.id,
        position.actor,
        position.issue,
        position.stance,
        position.value,
        tuple(map(cited, position.evidence)),
        "" if place == NOWHERE else str(place),
        counts,
    )
