"""What is not known on a page's day, and which claims do not go together, for its view of the evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from graphkit.analysis.gaps.contradictions import contradictions
from graphkit.analysis.gaps.coverage import STATES, coverage
from graphkit.analysis.questions.asked import Asked
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier

AT_MOST = 5_000  # positions, which take some seconds; a larger page would wait for its gaps longer than for the rest


def gaps(dossier: Dossier, *, day: date, known_on: date | None = None) -> dict[str, Any] | None:
    """The gaps of a dossier on a day.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    day : datetime.date
        Day of the world.
    known_on : datetime.date, optional
        Day of the record; default its end.

    Returns
    -------
    dict or None
        `day`; `contradictions` as ``[kind, actor, line of, issue, position, position]``, ids; and `issues`: for each
        issue with its `silent` ids of actors whose yes it needs and of whom no position is known, and `known`, how many
        of the actors that speak at all are in each state of `graphkit.analysis.gaps.coverage`.  None where there are
        more than `AT_MOST` positions.
    """
    if len(dossier.positions) > AT_MOST:
        return None
    asked = Asked(dossier, as_of=day, known_on=known_on or date.max)
    covered = coverage(asked)
    held = at(dossier, as_of=day, known_on=known_on).positions
    speaking = {(actor, each.issue) for each in held for actor in (each.actor, *each.on_behalf_of)}
    issues = [
        {
            "id": id,
            "known": [counts[state] for state in STATES],
            "silent": [actor for actor in dossier.issues[id].consent if (actor, id) not in speaking],
        }
        for id, counts in covered.of_issue.items()
    ]
    pairs = contradictions(asked).found
    return {
        "day": day.isoformat(),
        "states": list(STATES),
        "issues": issues,
        "contradictions": [
            [each.kind, each.actor, each.line_of, each.issue, each.first.position, each.second.position]
            for each in pairs
        ],
    }
