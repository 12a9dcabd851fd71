"""Which input matters most for an outcome: Sobol indices of variance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from graphkit.bargaining.draws import Varied, stream
from graphkit.bargaining.forecast import Settings
from graphkit.bargaining.plans import Plan
from graphkit.bargaining.running import is_joint, needs_of, outcomes
from graphkit.bargaining.table import BadInputs, Floats
from graphkit.bargaining.uncertainty import Uncertain, varied_for
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

BASE, RESAMPLES, CONFIDENCE = 1024, 200, 0.95
TOO_SLOW = "it looks at all issues at once and is too slow for so many runs"
SOBOL_COLUMNS = ("issue", "model", "actor", "source", "what", "first", "first_error", "total", "total_error", "resting")


@dataclass(frozen=True, slots=True)
class Index:
    """How much of the variance of an outcome comes from one input.

    Attributes
    ----------
    issue, model : str
    actor, source, what : str
        Whose position, salience, capability or evidence; or which source's reliability.
    first : float
        The share that goes if the input alone is known.
    total : float
        The share that is left if all other inputs are known: what it does by itself and together with others.
    first_error, total_error : float
        Half of the 95 % confidence interval of each.
    resting : int
        How many of the positions rest on the source; 0 for all else.
    """

    issue: str
    model: str
    actor: str
    source: str
    what: str
    first: float
    first_error: float
    total: float
    total_error: float
    resting: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Sobol(ShowsItself):
    """Indices, those of one issue and model together, the largest total first.

    Attributes
    ----------
    rows : tuple of Index
    reasons : mapping of (str, str) to str
        Why there are none, by issue and model.
    base, seed : int
    """

    rows: tuple[Index, ...]
    reasons: Mapping[tuple[str, str], str]
    base: int
    seed: int

    def to_frame(self) -> Any:
        """The indices as a pandas DataFrame."""
        return frame(map(index_row, self.rows), SOBOL_COLUMNS)

    def _shown(self) -> Shown:
        caption = (
            "Sobol indices: the share of an outcome's variance that goes if one input were known (first), and that "
        )
        caption += "stays if all others were (total)"
        return Shown(map(index_row, self.rows), SOBOL_COLUMNS, total=len(self.rows), caption=caption)


def index_row(index: Index) -> dict[str, Any]:
    """An index as one flat row."""
    return {name: getattr(index, name) for name in SOBOL_COLUMNS}


def sobol(found: Uncertain, *, base: int = BASE) -> Sobol:
    """The indices of Sobol for every issue and model that looks at one issue alone.

    Parameters
    ----------
    found : Uncertain
        With its seed.
    base : int
        A power of 2: points of each of the two samples.  A model runs base · (inputs that vary + 2) times.

    Returns
    -------
    Sobol

    Raises
    ------
    BadInputs
        If the base is no power of 2.
    """
    if base < 2 or base & (base - 1):
        raise BadInputs(f"the base {base} of Sobol indices is no power of 2; take one such as 1024")
    plans = {each.table.issue: each for each in found.plans}
    rows: list[Index] = []
    reasons: dict[tuple[str, str], str] = {}
    for spread in found.rows:
        issue, model = spread.point.issue, spread.point.model
        if not spread.has_answer:
            continue
        indices, reason = _of_model(plans[issue], model, found.points.settings, base, found.seed)
        rows += indices
        reasons |= {(issue, model): reason} if reason else {}
    return Sobol(tuple(rows), reasons, base, found.seed)


def _of_model(of: Plan, model: Any, settings: Settings, base: int, seed: int) -> tuple[list[Index], str]:
    taken = varied_for(of, model)
    if is_joint(model):
        return [], TOO_SLOW
    if not taken:
        return [], "no input of it varies"

    columns = [list(of.columns[number]) for number in taken]
    every = [column for each in columns for column in each]
    width = sum(map(len, of.columns))

    def run(uniforms: Floats) -> Floats:
        whole = np.full((len(uniforms), width), 0.5)
        whole[:, every] = uniforms
        return outcomes(of.realise(whole), model, settings)

    sizes = [len(each) for each in columns]
    found = indices_of(run, sizes, base=base, random=stream(seed, "sobol", of.table.issue))
    if np.isnan(found).any():
        return [], "some runs of it have no outcome"
    pairs = zip((of.varied[number] for number in taken), found.T.tolist(), strict=True)
    named = [
        Index(
            of.table.issue,
            model,
            each.actor,
            each.source,
            each.what,
            first,
            first_error,
            total,
            total_error,
            _resting(of, each, model),
        )
        for each, (first, first_error, total, total_error) in pairs
    ]
    return sorted(named, key=lambda each: (-each.total, each.actor, each.source, each.what)), ""


def _resting(of: Plan, source: Varied, model: Any) -> int:
    """How many of the positions that a model takes rest on a source."""
    return len({*source.actors} & {*of.table.having(*needs_of(model)).actors}) if source.source else 0


def indices_of(
    run: Callable[[Floats], Floats], sizes: Sequence[int], *, base: int = BASE, random: np.random.Generator
) -> Floats:
    """First-order and total indices of any function of inputs that are made of numbers uniform between 0 and 1.

    First order after Saltelli et al. (2010), Computer Physics Communications 181:259-270, table 2 (b): the mean of
    f(B)(f(A_B) − f(A)); total after Jansen (1999), (f) there: half the mean of (f(A) − f(A_B))²; both over the
    variance.  Their errors are from resampled points.  A and B are halves of a scrambled Sobol sequence.

    Parameters
    ----------
    run : function
        From an array of shape (runs, numbers) to one of shape (runs,).
    sizes : sequence of int
        Of how many of the numbers each input is made, one input after the other; those of one change together, which
        makes the index that of a group (Saltelli et al. 2008, section 4.7).
    base : int
        Points of each sample, a power of 2.
    random : numpy.random.Generator

    Returns
    -------
    array of shape (4, inputs)
        First order and half of its 95 % interval, total and half of its interval; 0 where the outcome never varies, NaN
        where a run has no outcome.

    Examples
    --------
    >>> found = indices_of(lambda x: x[:, 0] + 2 * x[:, 1], [1, 1], random=np.random.default_rng(1))
    >>> found[0].round(2).tolist(), found[2].round(2).tolist()
    ([0.2, 0.8], [0.2, 0.8])
    """
    ends = np.cumsum(sizes).tolist()
    both = qmc.Sobol(2 * ends[-1], rng=random).random(base)
    one, other = both[:, : ends[-1]], both[:, ends[-1] :]
    at_one, at_other = run(one), run(other)
    crossed = np.empty((base, len(sizes)))
    for number, (size, end) in enumerate(zip(sizes, ends, strict=True)):
        mixed = one.copy()
        mixed[:, end - size : end] = other[:, end - size : end]
        crossed[:, number] = run(mixed)
    first, total = estimates(at_one, at_other, crossed)
    rows = random.integers(base, size=(RESAMPLES, base))
    again = np.array([estimates(at_one[each], at_other[each], crossed[each]) for each in rows])
    half = float(ndtri(0.5 + CONFIDENCE / 2)) * again.std(axis=0, ddof=1)
    return np.array([first, half[0], total, half[1]])


def estimates(one: Floats, other: Floats, crossed: Floats) -> tuple[Floats, Floats]:
    """First-order and total indices from f(A), f(B), each of shape (base,), and f(A_B) of shape (base, inputs).

    Outcomes are centred first, which keeps the error of the first order small; so does SALib.
    """
    both = np.concatenate([one, other])
    variance = both.var()
    if variance <= np.finfo(float).eps * max(1.0, float(np.abs(both).max())) ** 2:
        return np.zeros(crossed.shape[1]), np.zeros(crossed.shape[1])
    centre = (both.sum() + crossed.sum()) / (both.size + crossed.size)
    first = ((other - centre)[:, None] * (crossed - one[:, None])).mean(axis=0) / variance
    total = 0.5 * ((one[:, None] - crossed) ** 2).mean(axis=0) / variance
    return first, total


def most_important(indices: Sequence[Index]) -> Iterator[Index]:
    """The input with the largest total index on each issue by each model."""
    seen: set[tuple[str, str]] = set()
    for each in indices:
        if (each.issue, each.model) not in seen:
            seen.add((each.issue, each.model))
            yield each
