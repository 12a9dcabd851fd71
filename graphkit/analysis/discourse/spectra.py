"""How far apart two networks of the same actors are, by the spectra of their Laplacians."""

from __future__ import annotations

import numpy as np

from graphkit.analysis.discourse.statements import Floats, Table

NOTHING = 1e-12


def spectrum(matrix: Table, *, as_dna: bool = False) -> Floats:
    """The eigenvalues of the Laplacian of a network, ascending, divided by their sum.

    Parameters
    ----------
    matrix : sparse array of shape (actors, actors)
        Symmetric; ties below 0 count 0.
    as_dna : bool
        The degrees in their place, as DNA 3 has it (class Exporter, method computeNormalizedEigenvalues): its
        subtraction of the network from the degrees is lost.

    Returns
    -------
    array of float of shape (actors,)
        Sums to 1; all 0 where nobody is tied.
    """
    weights = np.maximum(matrix.toarray(), 0.0)
    degrees = weights.sum(axis=1)
    values = np.sort(degrees) if as_dna else np.linalg.eigvalsh(np.diag(degrees) - weights)
    total = values.sum()
    return np.asarray(values / total if total > NOTHING else np.zeros(len(values)), np.float64)


def distance(one: Floats, other: Floats, *, as_dna: bool = False) -> float:
    """The Euclidean distance of two spectra, 0 to √2; as DNA has it the sum of differences, 0 to 2."""
    apart = one - other
    return float(np.abs(apart).sum() if as_dna else np.sqrt((apart**2).sum()))
