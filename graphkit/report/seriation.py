"""The order of a matrix of stances: who answers alike stands side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.dossier.dossier import Dossier
from graphkit.report.spans import covers, spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLACE = {"support": 1.0, "oppose": -1.0, "conditional": 0.3, "neutral": 0.0}
_UNKNOWN = 0.75
_BEST_UP_TO = 400


def orders(dossier: Dossier, day: date) -> dict[str, list[str]]:
    """Actors and issues in the order in which neighbours are most alike.

    Rows are clustered by mean distance of their stances and the leaves of the tree turned so that neighbours differ
    least: Bar-Joseph, Gifford and Jaakkola, *Fast optimal leaf ordering for hierarchical clustering* (Bioinformatics
    17, 2001).  Above 400 rows the leaves stay as the tree has them.

    Parameters
    ----------
    dossier : Dossier
        As `graphkit.report.spans.history` gives it.
    day : datetime.date
        The day whose stances count; where an actor held none on an issue then, those of other days do.

    Returns
    -------
    dict
        `actors`: keys of those who hold a position or on whose behalf one was taken; `issues`: keys of all.  Of the two
        directions of an order the one is taken that has the first name in its first half.
    """
    actors = sorted({id for each in dossier.positions for id in (each.actor, *each.on_behalf_of)})
    actors = [id for id in actors if id in dossier.actors]
    issues = sorted(dossier.issues.ids)
    matrix = _matrix(dossier, day, actors, issues)
    return {
        "actors": [f"actor:{id}" for id in _ordered(actors, matrix)],
        "issues": [f"issue:{id}" for id in _ordered(issues, matrix.T)],
    }


def _matrix(dossier: Dossier, day: date, actors: Sequence[str], issues: Sequence[str]) -> NDArray[np.float64]:
    """The mean place of each actor's stances on each issue; NaN where none is known."""
    row, column = ({id: at for at, id in enumerate(ids)} for ids in (actors, issues))
    known = spans(dossier)
    found: tuple[dict[tuple[int, int], list[float]], ...] = (defaultdict(list), defaultdict(list))
    for each in dossier.positions:
        held = covers(known[each.key], day)
        for id in {each.actor, *each.on_behalf_of}:
            if id in row and each.issue in column:
                found[held][row[id], column[each.issue]].append(_PLACE[each.stance])
    matrix = np.full((len(actors), len(issues)), np.nan)
    for places in found:  # what holds comes last and counts
        for cell, values in places.items():
            matrix[cell] = float(np.mean(values))
    return matrix


def _ordered(names: Sequence[str], matrix: NDArray[np.float64]) -> list[str]:
    if len(names) < 3:
        return list(names)
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering

    apart = _distances(matrix)
    tree: Any = linkage(apart, method="average")
    if len(names) <= _BEST_UP_TO:
        tree = optimal_leaf_ordering(tree, apart)
    found = [names[at] for at in leaves_list(tree).tolist()]
    return found if found.index(min(names)) < len(found) / 2 else found[::-1]


def _distances(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far apart each two rows are, condensed: the mean over what either of them answered.

    What only one of them answered counts as far apart, but less so than opposite answers.
    """
    known = ~np.isnan(matrix)
    values = np.where(known, matrix, 0.0)
    parts = []
    for at in range(len(matrix) - 1):
        both, either = known[at] & known[at + 1 :], known[at] | known[at + 1 :]
        differ = np.where(both, np.abs(values[at] - values[at + 1 :]), np.where(either, _UNKNOWN, 0.0))
        parts.append(differ.sum(axis=1) / np.maximum(either.sum(axis=1), 1))
    return np.concatenate(parts)
