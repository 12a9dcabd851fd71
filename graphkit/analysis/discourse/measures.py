"""Ties between actors that speak on the same issues, and ties of actors to issues.

The one-mode measures follow Leifeld (2017), "Discourse network analysis: policy debates as dynamic networks", in The
Oxford Handbook of Political Networks, and the class Exporter of DNA 3.  With A[i,j,k] how often actor i took stance k
on issue j, and s(k,k') the similarity of two stances:

    congruence   Σ_j Σ_kk' A_ijk · A_ljk' · s(k,k')           conflict   the same with 1 - s(k,k')
    subtract     congruence - conflict                         ignore     Σ_j Σ_kk' A_ijk · A_ljk'

Two words or signs have the similarity 1 where they are equal, else 0; two numbers 1 - |k - k'| / spread of the scale.
The diagonal is 0.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy import sparse

from graphkit.analysis.discourse.cells import Cells, rows_of, table
from graphkit.analysis.discourse.duplicates import joined
from graphkit.analysis.discourse.statements import Floats, Integers, Scale, Statements, Table

Measure = Literal["ignore", "congruence", "conflict", "subtract", "combine"]
LEVELS_AT_MOST = 52  # so many powers of two a float adds up exactly


class TooManyStances(ValueError):
    """There are more stances than `combine` can tell apart."""


def one_mode(cells: Cells, measure: Measure, scale: Scale, spread: float) -> Table:
    """Ties between actors.

    Parameters
    ----------
    cells : Cells
        Merged for ``ignore``, otherwise not.
    measure : "ignore", "congruence", "conflict" or "subtract"
    scale : Scale
        What stances are.
    spread : float
        Distance between the ends of a scale of numbers; with 0 all numbers are the same.

    Returns
    -------
    sparse array of shape (actors, actors)
        Symmetric, with an empty diagonal.
    """
    weighted = cells.counts if measure == "ignore" else _weighted(cells, measure, scale, spread)
    return without_diagonal(sparse.csr_array(weighted @ cells.counts.T))


def self_congruence(cells: Cells, scale: Scale, spread: float) -> Floats:
    """What the congruence of each actor with itself would be; of merged cells, what `ignore` would be."""
    weighted = _weighted(cells, "congruence", scale, spread)
    return np.asarray(weighted.multiply(cells.counts).sum(axis=1), np.float64).ravel()


def _weighted(cells: Cells, measure: Measure, scale: Scale, spread: float) -> Table:
    """For each actor and cell, what the actor said on that issue, weighted by how like the cell's stance it is."""
    if measure == "congruence" and scale.kind != "number":
        return cells.counts
    return sparse.csr_array(cells.counts @ _kernel(cells, measure, scale, spread))


def _kernel(cells: Cells, measure: Measure, scale: Scale, spread: float) -> Table:
    """The weight of each pair of cells of one issue."""
    one, other = _pairs(cells.issue)
    apart = np.abs(cells.stance[one] - cells.stance[other])
    far = (apart > 0).astype(np.float64) if scale.kind != "number" else apart / spread if spread else apart * 0
    weight = {"congruence": 1 - far, "conflict": far}.get(measure, 1 - 2 * far)
    some = weight != 0
    return table(weight[some], one[some], other[some], (len(cells.issue), len(cells.issue)))


def _pairs(issue: Integers) -> tuple[Integers, Integers]:
    """Every ordered pair of cells of one issue; cells of one issue stand together."""
    _, start, inverse, size = np.unique(issue, return_index=True, return_inverse=True, return_counts=True)
    partners = size[inverse]
    one = np.repeat(np.arange(len(issue)), partners)
    within = np.arange(len(one)) - np.repeat(np.cumsum(partners) - partners, partners)
    return one, start[inverse][one] + within


def without_diagonal(matrix: Table) -> Table:
    """The same matrix with nothing on its diagonal; the argument is used up."""
    matrix.data[rows_of(matrix) == matrix.indices] = 0
    matrix.eliminate_zeros()
    return matrix


def one_mode_of_words_as_dna(cells: Cells, measure: Measure) -> Table:
    """Conflict and subtract as DNA 3 computes them where the stance is one of several words.

    It adds up what one actor said in cells where the other said nothing, of issues that the other never touched too.
    """
    met = (cells.counts @ cells.filled.T).toarray()
    alone = cells.totals[:, None] + cells.totals[None, :] - met - met.T
    same = (cells.counts @ cells.counts.T).toarray()
    return without_diagonal(sparse.csr_array(alone if measure == "conflict" else same - alone))


def two_mode(statements: Statements, measure: Measure, *, actors: Integers, issues: Integers, levels: Floats) -> Table:
    """Ties of actors to issues.

    Parameters
    ----------
    statements : Statements
        All complete.
    measure : "ignore", "subtract" or "combine"
        How often; for less against; or which stances were taken: with signs 1 only for, 2 only against, 3 both.  With
        n words or numbers the first in order counts 2^(n-1) and the last 1, and those that were taken add up.
        `subtract` of numbers adds up (number - middle) / unit; of words it is ``ignore``.
    actors, issues : array of int
        Codes of rows and columns, ascending.
    levels : array of float
        The stances that there are, ascending.

    Returns
    -------
    sparse array of shape (actors, issues)

    Raises
    ------
    TooManyStances
        If more than 52 stances are to be combined.
    """
    rows, columns = np.searchsorted(actors, statements.actor), np.searchsorted(issues, statements.issue)
    shape = (len(actors), len(issues))
    if measure == "combine":
        level = np.searchsorted(levels, statements.stance)
        _, first = np.unique(joined(rows, columns, level), return_index=True)
        return table(_powers(levels, statements.scale)[level[first]], rows[first], columns[first], shape)
    return table(statements.weight * _signs(statements, measure), rows, columns, shape)


def _signs(statements: Statements, measure: Measure) -> Floats:
    if measure == "ignore" or statements.scale.kind not in ("sign", "number"):
        return np.ones(len(statements))
    signs: Floats = (statements.stance - statements.scale.middle) / statements.scale.unit
    return signs


def _powers(levels: Floats, scale: Scale) -> Floats:
    """The power of two of each stance, by its place from the end."""
    if scale.kind == "sign":
        return np.where(levels > 0, 1.0, 2.0).astype(np.float64)
    if len(levels) > LEVELS_AT_MOST:
        raise TooManyStances(
            f"{len(levels)} different stances; combine can tell {LEVELS_AT_MOST} apart, so choose another --measure"
        )
    return np.exp2(np.arange(len(levels) - 1, -1, -1, dtype=np.float64))
