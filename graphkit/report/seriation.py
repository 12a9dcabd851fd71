"""The order of a matrix of stances: who answers alike stands side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from graphkit.dossier.dossier import Dossier
from graphkit.report.spans import covers, spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

Cells: TypeAlias = Mapping[tuple[int, int], float]
_PLACE = {"support": 1.0, "oppose": -1.0, "conditional": 0.3, "neutral": 0.0}
_UNKNOWN = 0.75
_BEST_UP_TO, _TREE_UP_TO = 400, 1000


def orders(dossier: Dossier, day: date) -> dict[str, list[str]]:
    """Actors and issues in the order in which neighbours are most alike.

    Rows are clustered by mean distance of their stances and the leaves of the tree turned so that neighbours differ
    least: Bar-Joseph, Gifford and Jaakkola, *Fast optimal leaf ordering for hierarchical clustering* (Bioinformatics
    17, 2001).  Above 400 rows the leaves stay as the tree has them; above 1,000 rows
    stand by the leading vector of who takes whose sides.

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
    places = _places(dossier, day, actors, issues)
    turned = {(column, row): value for (row, column), value in places.items()}
    return {
        "actors": [f"actor:{id}" for id in _ordered(actors, issues, places)],
        "issues": [f"issue:{id}" for id in _ordered(issues, actors, turned)],
    }


def _places(dossier: Dossier, day: date, actors: Sequence[str], issues: Sequence[str]) -> Cells:
    """The mean place of each actor's stances on each issue, where one is known."""
    row, column = ({id: at for at, id in enumerate(ids)} for ids in (actors, issues))
    known = spans(dossier)
    found: tuple[dict[tuple[int, int], list[float]], ...] = (defaultdict(list), defaultdict(list))
    for each in dossier.positions:
        held = covers(known[each.key], day)
        for id in {each.actor, *each.on_behalf_of}:
            if id in row and each.issue in column:
                found[held][row[id], column[each.issue]].append(_PLACE[each.stance])
    past, now = found  # what holds comes last and counts
    return {cell: sum(places) / len(places) for cell, places in (past | now).items()}


def _ordered(names: Sequence[str], across: Sequence[str], places: Cells) -> list[str]:
    if len(names) < 3 or not across:
        return list(names)
    shape = (len(names), len(across))
    order = _by_tree(shape, places) if len(names) <= _TREE_UP_TO else _by_side(shape, places)
    found = [names[at] for at in order]
    return found if found.index(min(names)) < len(found) / 2 else found[::-1]


def _by_tree(shape: tuple[int, int], places: Cells) -> list[int]:
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering

    matrix = np.full(shape, np.nan)
    for cell, value in places.items():
        matrix[cell] = value
    apart = _distances(matrix)
    tree: Any = linkage(apart, method="average")
    if len(matrix) <= _BEST_UP_TO:
        tree = optimal_leaf_ordering(tree, apart)
    leaves: list[int] = leaves_list(tree).tolist()
    return leaves


def _by_side(shape: tuple[int, int], places: Cells) -> list[int]:
    """By the leading vector of who takes whose sides."""
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import svds

    cells = np.array(sorted(places), dtype=np.int64).reshape(-1, 2)
    stances = csr_array(([places[cell] for cell in sorted(places)], (cells[:, 0], cells[:, 1])), shape=shape)
    if min(shape) < 2 or not stances.count_nonzero():
        return list(range(shape[0]))
    leading = svds(stances, k=1, v0=np.ones(min(shape)))[0][:, 0]
    order: list[int] = np.argsort(leading.round(9), kind="stable").tolist()
    return order


def _distances(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far apart each two rows are, condensed: the mean over what either of them answered.

    What only one of them answered counts as far apart, but less so than opposite answers.
    """
    from scipy.spatial.distance import pdist, squareform

    known = (~np.isnan(matrix)).astype(float)
    size = np.abs(np.nan_to_num(matrix))
    both = known @ known.T
    answered, sizes = known.sum(axis=1), size.sum(axis=1)
    # The sum of differences also has what only one answered, by its size: that comes off, and the fixed part on.
    alone = (sizes[:, None] + sizes) - (size @ known.T + known @ size.T)
    either = answered[:, None] + answered - both
    fixed = _UNKNOWN * (either - both) - alone
    apart = pdist(np.nan_to_num(matrix), "cityblock") + squareform(fixed, checks=False)
    far: NDArray[np.float64] = (apart / np.maximum(squareform(either, checks=False), 1)).round(12)
    return far
