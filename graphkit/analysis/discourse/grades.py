"""How much a position counts by the grades of its evidence."""

from __future__ import annotations

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Evidence, Position

# Equal steps from 1 to 0.2; what cannot be judged lies half way.  The Admiralty code names grades and gives no numbers,
# so these are a convention of graphkit: docs/explanation/discourse-networks.md says so, and why.
RELIABILITY = {"A": 1.0, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": 0.5}
CREDIBILITY = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.4, 5: 0.2, 6: 0.5}


def evidence_weight(dossier: Dossier, position: Position) -> float:
    """The weight of a position: that of its best piece of evidence.

    Several pieces do not add up, since one source often repeats another.

    Parameters
    ----------
    dossier : Dossier
    position : Position

    Returns
    -------
    float
        0.04 to 1.
    """
    return max((_weight(dossier, each) for each in position.evidence), default=RELIABILITY["F"] * CREDIBILITY[6])


def _weight(dossier: Dossier, evidence: Evidence) -> float:
    """Reliability, of the source or the carrier, whichever is less, times credibility."""
    reliability = min(_reliability(dossier, source) for source in (evidence.source, evidence.carrier))
    return reliability * CREDIBILITY[evidence.credibility or 6]


def _reliability(dossier: Dossier, source: str) -> float:
    found = dossier.sources.get(source)
    return RELIABILITY[(found.reliability if found else None) or "F"]
