"""Shortest paths from a few actors, the pivots, to all: what betweenness and closeness add up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from graphkit.analysis.influence.tied import Floats, Integers, Matrix

CELLS_AT_MOST = 1 << 22  # of one table of actors by pivots: as many pivots walk together as this allows


@dataclass(frozen=True, slots=True, eq=False)
class Walks:
    """Sums over shortest paths from the pivots.

    Attributes
    ----------
    dependency, squares : array of float, one for each actor
        Sum over pivots of the dependency of the pivot on the actor (Brandes 2001), and of its square.
    reached : array of int
        How many other pivots reach the actor.
    distance : array of int
        Sum of their distances to it, in ties.
    """

    dependency: Floats
    squares: Floats
    reached: Integers
    distance: Integers


def walks(matrix: Matrix, pivots: Integers) -> Walks:
    """Walk all shortest paths from each pivot; every tie is one step.

    Brandes' two passes, forward by distance and back again, for many pivots at once: each step is a product of a sparse
    matrix, cut to the actors at hand, with a table that has a column for each pivot.

    Parameters
    ----------
    matrix : sparse array of shape (actors, actors)
        A tie wherever an entry is stored.
    pivots : array of int
        Each at most once.

    Returns
    -------
    Walks
        What the pivots in all add up to.

    Notes
    -----
    U. Brandes (2001), A faster algorithm for betweenness centrality, J. Mathematical Sociology 25; U. Brandes and
    C. Pich (2007), Centrality estimation in large networks, Int. J. Bifurcation and Chaos 17.
    """
    many = matrix.shape[0]
    ties = sparse.csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)
    back = ties.T.tocsr()
    found = Walks(np.zeros(many), np.zeros(many), np.zeros(many, np.int64), np.zeros(many, np.int64))
    together = max(1, min(32, CELLS_AT_MOST // max(many, 1)))
    for first in range(0, len(pivots), together):
        found = _added(found, _walk(ties, back, pivots[first : first + together]))
    return found


def _added(one: Walks, other: Walks) -> Walks:
    return Walks(
        one.dependency + other.dependency,
        one.squares + other.squares,
        one.reached + other.reached,
        one.distance + other.distance,
    )


def _walk(ties: Matrix, back: Matrix, pivots: Integers) -> Walks:
    columns = np.arange(len(pivots))
    distance = np.full((ties.shape[0], len(pivots)), -1, np.int32)
    paths = np.zeros(distance.shape)
    distance[pivots, columns], paths[pivots, columns] = 0, 1.0
    levels = [np.unique(pivots)]
    while len(rows := _onward(ties, levels[-1], len(levels), distance, paths)):
        levels.append(rows)
    depends = np.zeros(distance.shape)
    for step in range(len(levels) - 1, 0, -1):
        _backward(back, levels[step], step, distance, paths, depends)
    depends[pivots, columns] = 0.0
    return Walks(
        depends.sum(axis=1), (depends**2).sum(axis=1), (distance > 0).sum(axis=1), distance.clip(min=0).sum(axis=1)
    )


def _onward(ties: Matrix, rows: Integers, step: int, distance: np.ndarray, paths: Floats) -> Integers:
    """Go one step on from `rows`: note distance and number of paths of whom it reaches first, and tell who that is."""
    part, touched = _cut(ties, rows)
    arriving = part.T @ np.where(distance[rows] == step - 1, paths[rows], 0.0)
    before = distance[touched]
    first = (before < 0) & (arriving > 0)
    some = first.any(axis=1)
    reached = touched[some]
    distance[reached] = np.where(first[some], step, before[some])
    paths[reached] += np.where(first[some], arriving[some], 0.0)
    return reached


def _backward(back: Matrix, rows: Integers, step: int, distance: np.ndarray, paths: Floats, depends: Floats) -> None:
    """Hand the dependency of those `step` ties away on to the actors just before them."""
    here = distance[rows] == step
    handed = np.where(here, (1.0 + depends[rows]) / np.where(here, paths[rows], 1.0), 0.0)
    part, touched = _cut(back, rows)
    depends[touched] += np.where(distance[touched] == step - 1, (part.T @ handed) * paths[touched], 0.0)


def _cut(ties: Matrix, rows: Integers) -> tuple[Matrix, Integers]:
    """The rows of a matrix, with only those columns in which they have a tie; and which columns these are."""
    part = ties[rows]
    touched = np.zeros(ties.shape[1], np.bool_)
    touched[part.indices] = True
    columns = np.flatnonzero(touched)
    number = np.cumsum(touched) - 1
    cut: Matrix = sparse.csr_array((part.data, number[part.indices], part.indptr), shape=(len(rows), len(columns)))
    return cut, columns
