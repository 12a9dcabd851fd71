"""How much a statement counts by its distance from the middle of a window."""

from __future__ import annotations

from typing import Literal

import numpy as np

from graphkit.analysis.discourse.statements import Floats

Kernel = Literal["uniform", "triangular", "epanechnikov", "gaussian"]


def kernel_weights(distance: Floats, kernel: Kernel) -> Floats:
    """The weight of a statement in a window.

    Parameters
    ----------
    distance : array of float
        From the middle of the window, in halves of its width: -1 at its start, 1 at its end.
    kernel : "uniform", "triangular", "epanechnikov" or "gaussian"
        Each integrates to 1 (Silverman 1986, table 3.1, without the scaling by the square root of 5).  All but the
        Gaussian, whose standard deviation is half the window's width, are 0 outside the window.

    Returns
    -------
    array of float
        0 to 1.

    Examples
    --------
    >>> kernel_weights(np.array([-1.0, -0.5, 0.0, 0.5, 2.0]), "epanechnikov").tolist()
    [0.0, 0.5625, 0.75, 0.5625, 0.0]
    """
    if kernel == "gaussian":
        return _normal(distance)
    inside = np.abs(distance) <= 1
    shapes: dict[Kernel, Floats] = {
        "uniform": np.full_like(distance, 0.5),
        "triangular": 1 - np.abs(distance),
        "epanechnikov": 0.75 * (1 - distance**2),
    }
    return np.where(inside, shapes[kernel], 0.0)


def kernel_weights_as_dna(distance: Floats, kernel: Kernel) -> Floats:
    """As `kernel_weights`, by the formulas of DNA 3 (class Exporter, method zeta).

    Its triangular |1 - d| and Epanechnikov 3/4 (1 - d)² are not even functions: what comes after the middle of the
    window (d below 0) weighs more than what comes before.

    Parameters
    ----------
    distance : array of float
        Above 0 before the middle of the window.
    """
    if kernel == "gaussian":
        return _normal(distance)
    inside = np.abs(distance) <= 1
    shapes: dict[Kernel, Floats] = {
        "uniform": np.full_like(distance, 0.5),
        "triangular": np.abs(1 - distance),
        "epanechnikov": 0.75 * (1 - distance) ** 2,
    }
    return np.where(inside, shapes[kernel], 0.0)


def _normal(distance: Floats) -> Floats:
    density: Floats = np.exp(-0.5 * distance**2) / np.sqrt(2 * np.pi)
    return density
