"""How likely a position stands, by how its evidence is graded: one rule for all, and every number of it can be changed.

The scales of grades are words.  No standard says how likely a position stands that carries one, so the numbers of
`CHANCES` are this program's; they are printed with what rests on them.

Grades overlap: that a source is doubtful is a reason to doubt what it says, and to be less sure of its coding.  So each
is a ceiling and not a factor.  The doubt that there is about a source is drawn once, for all that rests on it; a
claim's own doubt is what its credibility leaves beyond that, and the coder's what confidence and status leave beyond
both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import prod
from types import MappingProxyType

import numpy as np

from graphkit.bargaining.inputs import Found
from graphkit.bargaining.standing import Standing, standing
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


def standing_of(position: Position, dossier: Dossier, rule: Chances = CHANCES) -> Standing | None:
    """What it takes that a position stands.

    A piece of evidence stands if the source and the one that carries it are reliable and what they say is credible; it
    is no likelier than its credibility says.  A position stands if one of its pieces does, of those that are graded,
    and the coder read it right; it is no likelier than its confidence and its status say.  A grade that is missing
    limits nothing.  The likelihood of what a claim foresees is none of these grades: it does not say whether somebody
    holds the position.

    Parameters
    ----------
    position : Position
    dossier : Dossier
    rule : mapping of str to float

    Returns
    -------
    Standing or None
        None where the position carries no grade at all.
    """
    own = [] if position.status == "plain" else [rule[f"status.{position.status}"]]
    own += [rule[f"confidence.{position.confidence}"]] if position.confidence else []
    graded = [each for each in position.evidence if each.credibility is not None or _marks(each, dossier)]
    if not own and not graded:
        return None
    marks = {id: mark for each in graded for id, mark in _marks(each, dossier).items()}
    reliability = {id: rule[f"reliability.{mark}"] for id, mark in marks.items()}
    pieces = []
    for each in graded:
        sources = tuple(_marks(each, dossier))
        most = rule[f"credibility.{each.credibility}"] if each.credibility else 1.0
        pieces.append((sources, _given(most, prod(reliability[id] for id in sources))))
    evidence = standing(position.id, 1.0, pieces, reliability).chance
    return standing(position.id, _given(min(own, default=1.0), evidence), pieces, reliability)


def _given(most: float, chance: float) -> float:
    """How likely a thing is, given another that it takes and that has a chance, to be no likelier than a ceiling."""
    return 1.0 if most >= chance else most / chance


def _marks(evidence: Evidence, dossier: Dossier) -> dict[str, str]:
    """The reliability of the source and of the one that carries it, where they are graded."""
    sources = (dossier.sources.get(id) for id in (evidence.source, evidence.carrier))
    return {each.id: each.reliability for each in sources if each is not None and each.reliability is not None}


def chance_of(position: Position, dossier: Dossier, rule: Chances = CHANCES) -> float | None:
    """How likely a position stands, from 0 to 1; None where it carries no grade at all.

    Parameters
    ----------
    position : Position
    dossier : Dossier
    rule : mapping of str to float

    Examples
    --------
    Source C and carrier B, .7 · .9; credibility 2 and moderate confidence, .9 and .8, are no lower.

    >>> from graphkit import open_dossier
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> dossier = open_dossier(bundled_dossier("istanbul-2025"))
    >>> round(chance_of(dossier.positions["ukraine-ceasefire-30-days-jeddah"], dossier), 4)
    0.63
    """
    found = standing_of(position, dossier, rule)
    return None if found is None else found.chance


def graded(found: Iterable[Found], dossier: Dossier, rule: Chances = CHANCES) -> tuple[Found, ...]:
    """The inputs of a dossier with what it takes that each position stands; its chance is NaN where it has no grade.

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
    every = tuple(standing_of(found.positions[actor], dossier, rule) for actor in found.inputs.actors)
    known = np.array([np.nan if each is None else each.chance for each in every])
    return replace(found, inputs=replace(found.inputs, chance=known, standing=every))
