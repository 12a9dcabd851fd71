"""Statements counted by actor, issue and stance: the array A[i,j,k] as one sparse table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from graphkit.analysis.discourse.duplicates import joined
from graphkit.analysis.discourse.statements import Floats, Integers, Statements, Table


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """How often each actor said what.

    Attributes
    ----------
    counts : sparse array of shape (actors, cells)
        Sums of weights.  A cell is an issue with a stance; where stances are merged, an issue.
    issue : array of int
        The code of each cell's issue, ascending.
    stance : array of float
        The stance of each cell, ascending within an issue.
    """

    counts: Table
    issue: Integers
    stance: Floats

    @property
    def totals(self) -> Floats:
        """How much each actor said: the sum of its row."""
        return np.asarray(self.counts.sum(axis=1), np.float64).ravel()

    @property
    def filled(self) -> Table:
        """1 where an actor said something, in the shape of `counts`."""
        ones = np.ones_like(self.counts.data)
        return sparse.csr_array((ones, self.counts.indices, self.counts.indptr), shape=self.counts.shape)


def cells(statements: Statements, *, actors: Integers, merged: bool) -> Cells:
    """Count statements by actor, issue and stance.

    Parameters
    ----------
    statements : Statements
        All complete.
    actors : array of int
        Codes of the rows, ascending; every statement's is among them.
    merged : bool
        Whether the stance does not matter, so that each issue is one cell.

    Returns
    -------
    Cells
    """
    stance = np.zeros(len(statements)) if merged else statements.stance
    level = np.unique(stance, return_inverse=True)[1].astype(np.int64)
    _, first, cell = np.unique(joined(statements.issue, level), return_index=True, return_inverse=True)
    counts = table(statements.weight, np.searchsorted(actors, statements.actor), cell, (len(actors), len(first)))
    return Cells(counts, statements.issue[first], stance[first])


def table(data: Floats, rows: Integers, columns: Integers, shape: tuple[int, int]) -> Table:
    """A sparse table in which entries of one place are summed."""
    return sparse.csr_array(sparse.coo_array((data, (rows, columns)), shape=shape))


def rows_of(matrix: Table) -> Integers:
    """The row of each stored entry; its column stands in `matrix.indices`."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
