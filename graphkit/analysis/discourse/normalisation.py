"""What a tie is divided by, so that actors who speak a lot are not tied to everybody for that alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy import sparse

from graphkit.analysis.discourse.cells import Cells, rows_of
from graphkit.analysis.discourse.measures import self_congruence
from graphkit.analysis.discourse.statements import Floats, Integers, Scale, Table

Normalisation = Literal["no", "average", "jaccard", "cosine", "dna_cosine", "activity", "prominence"]


def normalised(matrix: Table, cells: Cells, how: Normalisation, scale: Scale, spread: float) -> Table:
    """Divide the ties between actors by what they would be at most, or on average.

    With N_i how much actor i said, and A its counts by cell:

    - ``average``: (N_i + N_l) / 2 (Leifeld 2017);
    - ``jaccard``: m01 + m10 + m11, where m10 is what i said in cells in which l said nothing, m01 the other way round,
      and m11 the sum of A_i · A_l; a cell is an issue with a stance, for the measure ``ignore`` an issue;
    - ``cosine``: √(C_ii · C_ll), where C_ii is the congruence of i with itself: for signs and words the cosine of the
      rows of A, and never beyond -1 to 1;
    - ``dna_cosine``: N_i · N_l, which DNA 3 calls cosine.

    Parameters
    ----------
    matrix : sparse array of shape (actors, actors)
    cells : Cells
        From which the matrix was made.
    how : str
    scale : Scale
    spread : float

    Returns
    -------
    sparse array of the same shape
    """
    rows, columns = rows_of(matrix), matrix.indices.astype(np.int64, copy=False)
    denominators: dict[Normalisation, Callable[[], Floats]] = {
        "average": lambda: (cells.totals[rows] + cells.totals[columns]) / 2,
        "jaccard": lambda: _union(cells, rows, columns),
        "cosine": lambda: _product(np.sqrt(self_congruence(cells, scale, spread)), rows, columns),
        "dna_cosine": lambda: _product(cells.totals, rows, columns),
    }
    return matrix if how == "no" else _divided(matrix, denominators[how]())


def normalised_two_mode(matrix: Table, counts: Table, how: Normalisation) -> Table:
    """Divide the ties of actors to issues by how much the actor said, or by how much was said on the issue.

    Parameters
    ----------
    matrix, counts : sparse arrays of shape (actors, issues)
        The ties, and how much was said, whatever the stance.
    how : "no", "activity" or "prominence"
    """
    if how == "no":
        return matrix
    totals = np.asarray(counts.sum(axis=1 if how == "activity" else 0), np.float64).ravel()
    return _divided(matrix, totals[rows_of(matrix) if how == "activity" else matrix.indices])


def average_of_kernels_as_dna(matrix: Table, cells: Cells) -> Table:
    """Multiply ties by Σ 2 / (A_ijk + A_ljk) over all cells in which one of the two spoke.

    This is what DNA 3 calls average activity where statements are weighted by a kernel (class Exporter, method
    processTimeSlice); its counts are those of the whole period.
    """
    factor = np.zeros((matrix.shape[0], matrix.shape[0]))
    for column in cells.counts.toarray().T:
        both = column[:, None] + column[None, :]
        factor += np.divide(2.0, both, out=np.zeros_like(both), where=both > 0)
    return _divided(matrix, 1 / factor[rows_of(matrix), matrix.indices])


def _divided(matrix: Table, denominator: Floats) -> Table:
    """Each stored entry by its denominator; where that is 0, nothing is left."""
    data = np.divide(matrix.data, denominator, out=np.zeros_like(matrix.data), where=denominator != 0)
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _product(values: Floats, rows: Integers, columns: Integers) -> Floats:
    return values[rows] * values[columns]


def _union(cells: Cells, rows: Integers, columns: Integers) -> Floats:
    """m01 + m10 + m11: all that both said, less what they said in shared cells, plus the products there."""
    if not len(rows):
        return np.zeros(0)
    shared = cells.counts @ cells.filled.T
    less = sparse.csr_matrix(shared + shared.T - cells.counts @ cells.counts.T)
    less.sort_indices()
    return cells.totals[rows] + cells.totals[columns] - np.asarray(less[rows, columns], np.float64).ravel()
