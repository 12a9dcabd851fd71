"""How likely a position stands, by how its evidence is graded: one rule for all, and every number of it can be changed.

The scales of grades are words.  No standard says how likely a position stands that carries one, so the numbers of
`CHANCES` are this program's; they are printed with what rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from graphkit.bargaining.inputs import Found
from graphkit.bargaining.table import BadInputs
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Evidence, Position
from graphkit.dossier.problem import near, quoted

Chances = Mapping[str, float]

CHANCES: Chances = MappingProxyType(
    {
        "reliability.A": 1.0,
        "reliability.B": 0.9,
        "reliability.C": 0.7,
        "reliability.D": 0.4,
        "reliability.E": 0.2,
        "reliability.F": 0.5,
        "credibility.1": 1.0,
        "credibility.2": 0.9,
        "credibility.3": 0.7,
        "credibility.4": 0.4,
        "credibility.5": 0.2,
        "credibility.6": 0.5,
        "confidence.high": 1.0,
        "confidence.moderate": 0.8,
        "confidence.low": 0.5,
        "status.plain": 1.0,
        "status.alleged": 0.5,
        "status.disputed": 0.5,
    }
)


def chances(changes: Mapping[str, float] | None = None) -> Chances:
    """The rule with some of its numbers changed.

    Parameters
    ----------
    changes : mapping of str to float, optional
        From 0 to 1, by grade, such as ``{"credibility.5": 0.1}``.

    Raises
    ------
    BadInputs
        If there is no such grade, or a number is not from 0 to 1.

    Examples
    --------
    >>> chances({"confidence.low": 0.3})["confidence.low"]
    0.3
    """
    for grade, chance in (changes or {}).items():
        if grade not in CHANCES:
            raise BadInputs(f"no grade {quoted(grade)}; {near(grade, tuple(CHANCES))}")
        if not 0 <= chance <= 1:
            raise BadInputs(f"the chance {chance:g} of {grade} is not from 0 to 1")
    return {**CHANCES, **(changes or {})}


def chance_of(position: Position, dossier: Dossier, rule: Chances = CHANCES) -> float | None:
    """How likely a position stands: no likelier than its weakest grade, where the best evidence counts.

    A piece of evidence is worth the least of its credibility and of the reliability of its source and of the source
    that carries it; of several that are graded the best counts.  A grade that is missing limits nothing.  The
    likelihood of what a claim foresees is none of these grades: it does not say whether somebody holds the position.

    Parameters
    ----------
    position : Position
    dossier : Dossier
    rule : mapping of str to float

    Returns
    -------
    float or None
        None where the position carries no grade at all.

    Examples
    --------
    >>> from graphkit import open_dossier
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> dossier = open_dossier(bundled_dossier("istanbul-2025"))
    >>> chance_of(dossier.positions["ukraine-ceasefire-30-days-jeddah"], dossier)
    0.7
    """
    own = [] if position.status == "plain" else [rule[f"status.{position.status}"]]
    own += [rule[f"confidence.{position.confidence}"]] if position.confidence else []
    pieces = [list(_of_evidence(each, dossier, rule)) for each in position.evidence]
    worth = [min(each) for each in pieces if each]
    return min([*own, *([max(worth)] if worth else [])], default=None)


def _of_evidence(evidence: Evidence, dossier: Dossier, rule: Chances) -> Iterator[float]:
    if evidence.credibility is not None:
        yield rule[f"credibility.{evidence.credibility}"]
    for id in dict.fromkeys((evidence.source, evidence.carrier)):
        source = dossier.sources.get(id)
        if source is not None and source.reliability is not None:
            yield rule[f"reliability.{source.reliability}"]


def graded(found: Iterable[Found], dossier: Dossier, rule: Chances = CHANCES) -> tuple[Found, ...]:
    """The inputs of a dossier with the chance that each position stands; NaN where it carries no grade.

    Parameters
    ----------
    found : iterable of Found
        As `graphkit.bargaining.inputs.of_dossier` gives them.
    dossier : Dossier
        The same.
    rule : mapping of str to float
    """
    return tuple(_graded(each, dossier, rule) for each in found)


def _graded(found: Found, dossier: Dossier, rule: Chances) -> Found:
    if found.inputs is None:
        return found
    every = [chance_of(found.positions[actor], dossier, rule) for actor in found.inputs.actors]
    known = np.array([np.nan if each is None else each for each in every])
    return replace(found, inputs=replace(found.inputs, chance=known))
