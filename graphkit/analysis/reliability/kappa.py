"""Cohen's kappa: agreement beyond chance of two coders."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Weights = Literal["linear", "quadratic"]
NO_PAIRS = "no unit was coded by both"
NO_VARIATION = "both gave one and the same code throughout, so that chance would agree as well"


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement of two coders.

    Attributes
    ----------
    kappa : float or None
        1 where both agree, 0 where they agree as chance would have it; None where it has no value.
    reason : str or None
        Why it has none.
    units : int
        Coded by both.
    """

    kappa: float | None
    reason: str | None
    units: int


def kappa(
    pairs: Sequence[tuple[Hashable, Hashable]], *, order: Sequence[Hashable] = (), weights: Weights | None = None
) -> Kappa:
    """Cohen's kappa, or weighted kappa, of two coders.

    Parameters
    ----------
    pairs : sequence of (code, code)
        What the one and the other coder gave each unit that both coded.
    order : sequence of codes, optional
        From one end to the other, for weights; the distance of two codes is the number of steps between them.
    weights : "linear" or "quadratic", optional
        A disagreement counts by its distance, or by the square of that.  Without, all disagreements count alike.

    Returns
    -------
    Kappa

    Notes
    -----
    J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 37-46:
    κ = (p_o - p_e) / (1 - p_e), chance p_e from the margins of each coder.  J. Cohen (1968), Weighted kappa,
    Psychological Bulletin 70, 213-220: κ_w = 1 - Σ v_ij p_oij / Σ v_ij p_cij with v_ij how far codes are apart.

    Examples
    --------
    >>> kappa([("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "no")]).kappa
    0.5
    """
    if weights is None:
        return weighted(pairs, lambda one, other: float(one != other))
    step = {code: number for number, code in enumerate(order)}
    power = 1 if weights == "linear" else 2
    return weighted(pairs, lambda one, other: float(abs(step[one] - step[other]) ** power))


def weighted(pairs: Sequence[tuple[Hashable, Hashable]], apart: Callable[[Hashable, Hashable], float]) -> Kappa:
    """Weighted kappa with any weights: `apart` gives how far apart two codes are, 0 for two that agree."""
    if not pairs:
        return Kappa(None, NO_PAIRS, 0)
    codes = list(dict.fromkeys(code for pair in pairs for code in pair))
    place = {code: number for number, code in enumerate(codes)}
    found = np.zeros((len(codes), len(codes)))
    for one, other in pairs:
        found[place[one], place[other]] += 1 / len(pairs)
    weights: npt.NDArray[np.float64] = np.array([[apart(one, other) for other in codes] for one in codes])
    by_chance = float((weights * np.outer(found.sum(axis=1), found.sum(axis=0))).sum())
    if not by_chance:
        return Kappa(None, NO_VARIATION, len(pairs))
    return Kappa(1 - float((weights * found).sum()) / by_chance, None, len(pairs))
