"""Krippendorff's alpha: agreement beyond chance of any number of coders, of whom each may leave units out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Level = Literal["nominal", "interval"]
Floats = npt.NDArray[np.float64]
NO_PAIRS = "no unit was coded by two coders"
NO_VARIATION = "all codes are the same, so that chance would agree as well"
LIKELY = (2.5, 97.5)  # percentiles: the middle 95 % of the resamples


@dataclass(frozen=True, slots=True)
class Alpha:
    """Agreement of coders on units.

    Attributes
    ----------
    alpha : float or None
        1 where all agree, 0 where they agree as chance would have it, below where less; None where it has no value.
    reason : str or None
        Why it has none.
    units, values : int
        Units that two or more coders coded, and the codes in them.
    agreement, expected : float or None
        Share of pairs of codes of a unit that are equal, 0 to 1, and of any two codes whatever.
    observed_disagreement, expected_disagreement : float or None
        Mean squared difference in those pairs; of codes without order the share that is not equal.
    low, high : float or None
        The middle 95 % of the bootstrap.
    """

    alpha: float | None
    reason: str | None
    units: int
    values: int
    agreement: float | None = None
    expected: float | None = None
    observed_disagreement: float | None = None
    expected_disagreement: float | None = None
    low: float | None = None
    high: float | None = None


def alpha(
    units: Sequence[Sequence[str | float]], level: Level = "nominal", *, resamples: int = 0, seed: int = 0
) -> Alpha:
    """Krippendorff's alpha, 1 - D_o / D_e.

    Parameters
    ----------
    units : sequence of sequences of str or float
        The codes that each unit got, one a coder, in any order; numbers for the level interval.  A unit with fewer than
        two says nothing and is left out.
    level : "nominal" or "interval"
        The squared difference of two codes is 0 or 1, or (c - k)².
    resamples : int
        How often units are drawn anew, with replacement, for the interval; 0 for none.
    seed : int
        Of the draws.

    Returns
    -------
    Alpha

    Notes
    -----
    K. Krippendorff (2019), Content Analysis, 4th ed., ch. 12; A. F. Hayes & K. Krippendorff (2007), Answering the call
    for a standard reliability measure for coding data, Communication Methods and Measures 1, 77-89.  With o_ck
    coincidences, n_c their margins and n their sum, D_o = Σ o_ck δ²_ck / n and D_e = Σ n_c n_k δ²_ck / n(n - 1).
    The interval is the percentile bootstrap over units (A. Zapf et al. (2016), BMC Medical Research Methodology 16:93);
    draws without variation are left out of it.

    Examples
    --------
    >>> found = alpha([["support", "support"], ["oppose", "oppose"], ["support", "oppose"]])
    >>> round(found.alpha, 3), round(found.agreement, 3), found.units
    (0.444, 0.667, 3)
    """
    paired = [unit for unit in units if len(unit) > 1]
    values = sum(map(len, paired))
    if not paired:
        return Alpha(None, NO_PAIRS, 0, 0)
    counts, codes = _counts(paired)
    apart = np.subtract.outer(codes, codes) ** 2 if level == "interval" else 1.0 - np.eye(len(codes))
    every = np.ones((1, len(paired)))
    observed, expected = (float(each[0]) for each in _disagreements(counts, apart, every))
    unequal, unequal_by_chance = (float(each[0]) for each in _disagreements(counts, 1.0 - np.eye(len(codes)), every))
    value = 1 - observed / expected if expected else None
    low, high = _interval(counts, apart, resamples, seed) if value is not None and resamples else (None, None)
    return Alpha(
        value,
        None if expected else NO_VARIATION,
        len(paired),
        values,
        1 - unequal,
        1 - unequal_by_chance,
        observed,
        expected,
        low,
        high,
    )


def _counts(units: Sequence[Sequence[str | float]]) -> tuple[Floats, Floats]:
    """How often each unit got each code, and the codes as numbers; words have none that means anything."""
    known = sorted({code for unit in units for code in unit})
    place = {code: number for number, code in enumerate(known)}
    counts = np.zeros((len(units), len(known)))
    for row, unit in enumerate(units):
        for code in unit:
            counts[row, place[code]] += 1
    numbers = [float(each) if isinstance(each, int | float) else 0.0 for each in known]
    return counts, np.array(numbers, np.float64)


def _disagreements(counts: Floats, apart: Floats, drawn: Floats) -> tuple[Floats, Floats]:
    """Observed and expected disagreement, for each row of `drawn`: how often each unit counts."""
    coded = counts.sum(axis=1)
    within = np.einsum("uc,ck,uk->u", counts, apart, counts) / (coded - 1)
    margins, sums = drawn @ counts, drawn @ coded
    between = np.einsum("rc,ck,rk->r", margins, apart, margins)
    return (drawn @ within) / sums, between / (sums * (sums - 1))


def _interval(counts: Floats, apart: Floats, resamples: int, seed: int) -> tuple[float | None, float | None]:
    patterns, times = np.unique(counts, axis=0, return_counts=True)  # units coded alike are drawn as one
    drawn = np.random.default_rng(seed).multinomial(len(counts), times / len(counts), resamples).astype(np.float64)
    observed, expected = _disagreements(patterns, apart, drawn)
    varied = expected > 0
    if not varied.any():
        return None, None
    low, high = np.percentile(1 - observed[varied] / expected[varied], LIKELY)
    return float(low), float(high)
