"""How sure an outcome is: the same models over many draws of what is not certain, with intervals and their own error.

An interval says what the ranges of inputs and the grades of evidence leave open, given the model.  It does not say how
good the model is, nor how good numbers are that have no range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from graphkit.bargaining.draws import NO_MARGINS, Margin, Shape
from graphkit.bargaining.forecast import MODELS, Forecast, Model, Outcome, Settings, forecast
from graphkit.bargaining.inputs import Found
from graphkit.bargaining.plans import Plan, plan
from graphkit.bargaining.running import is_joint, needs_of, outcomes, outcomes_together
from graphkit.bargaining.table import QUANTITIES, BadInputs, Floats, Inputs
from graphkit.graph.frame import frame
from graphkit.graph.inline import html

if TYPE_CHECKING:
    from graphkit.bargaining.sensitivity import Sobol, Swing

DRAWS, JOINT_DRAWS, INTERVAL = 10_000, 500, 80
LEVELS = (50, 80, 90)
FIRST = 20  # draws from which on quantiles are followed
PARTS = (8, 4, 2, 1)  # the first eighth, quarter and half of the draws, and all
STEADY = 0.01  # of the scale: an end of an interval that is less certain, or moves by more, is not steady
NO_ZONES: Mapping[str, tuple[float, float]] = MappingProxyType({})
SHOWN = ("issue", "model", "outcome", "median", "low", "high", "interval", "converged", "ranges", "numbers")
COLUMNS = (
    *("issue", "model", "outcome", "median", "low", "high", "interval", "mean", "error", "converged", "draws"),
    *("without", "above_status_quo", "below_status_quo", "in_zone", "ranges", "numbers", "evidence", "intervals"),
    *("convergence", "quantiles", "actors", "left_out", "reason", "detail"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Where one issue would end by one model, over all draws.

    Attributes
    ----------
    point : Outcome
        By the inputs as they stand.
    interval : float
        Share of draws between `low` and `high`, in percent; as many are below as above.
    ranges, numbers : int
        How many of the numbers that went in have a range, and how many there are.
    evidence : int
        How many of the positions may be anywhere on the scale.
    values : array of shape (draws,)
        The outcome of each draw, on the issue's scale, in the order of drawing; NaN where there is none.  Empty where
        nothing varies.
    scale : (float, float)
        Ends of the issue's scale.
    status_quo : float, optional
    zone : (float, float), optional
        Where agreement is possible.
    actors : tuple of str
        Who takes part in the draws: also those of whom coders who do not agree gave numbers, and nobody's counts.
    """

    point: Outcome
    interval: float
    ranges: int
    numbers: int
    evidence: int
    values: Floats = field(default_factory=lambda: np.empty(0))
    scale: tuple[float, float] = (0.0, 100.0)
    status_quo: float | None = None
    zone: tuple[float, float] | None = None
    actors: tuple[str, ...] = ()

    @property
    def has_answer(self) -> bool:
        """Whether there is an outcome, by the inputs as they stand or in draws."""
        return self.point.outcome is not None or len(self.values) > 0

    @property
    def known(self) -> Floats:
        """The outcomes of the draws that have one."""
        return self.values[~np.isnan(self.values)]

    @property
    def without(self) -> float | None:
        """The share of draws without an outcome."""
        return float(np.isnan(self.values).mean()) if len(self.values) else None

    def quantile(self, share: float) -> float | None:
        """The outcome that a share of draws, from 0 to 1, does not pass; None without draws."""
        return float(np.quantile(self.known, share)) if len(self.known) else None

    def ends(self, level: float) -> tuple[float, float] | None:
        """The ends of the interval that so many percent of draws lie in."""
        if not len(self.known):
            return None
        low, high = np.quantile(self.known, _shares(level)).tolist()
        return low, high

    @property
    def quantiles(self) -> tuple[float, ...]:
        """The 99 percentiles; empty without draws."""
        if not len(self.known):
            return ()
        return tuple(np.quantile(self.known, np.arange(1, 100) / 100).tolist())

    @property
    def convergence(self) -> tuple[tuple[int, float, float, float], ...]:
        """How many draws, and the low end, median and high end by so many: an eighth of them first, all last."""
        counts = [len(self.values) // part for part in PARTS]
        firsts = [(count, self.values[:count]) for count in counts if count]
        shares = (_shares(self.interval)[0], 0.5, _shares(self.interval)[1])
        known = [(count, values[~np.isnan(values)]) for count, values in firsts]
        return tuple((count, *np.quantile(values, shares).tolist()) for count, values in known if len(values))

    @property
    def error(self) -> float | None:
        """The largest standard error that drawing leaves in low end, median and high end, on the issue's scale."""
        shares = (_shares(self.interval)[0], 0.5, _shares(self.interval)[1])
        return max(error_of(self.known, share) for share in shares) if len(self.known) else None

    @property
    def converged(self) -> bool | None:
        """Whether more draws would hardly move the interval.

        Its error is at most one hundredth of the scale, and so is the move of its ends and of the median from the first
        half of the draws to all; None without draws.
        """
        if self.error is None:
            return None
        if len(self.convergence) < len(PARTS):
            return False
        half, every = (np.array(each[1:]) for each in self.convergence[-2:])
        worst = max(self.error, float(np.abs(every - half).max()))
        return worst <= STEADY * (abs(self.scale[1] - self.scale[0]) or 1.0)

    def share(self, low: float, high: float) -> float | None:
        """The share of the draws with an outcome in which it lies between two points, the ends counted in."""
        return float(((self.known >= low) & (self.known <= high)).mean()) if len(self.known) else None

    def beyond_status_quo(self, way: int) -> float | None:
        """The share of draws in which the outcome is above (1) or below (-1) where the issue stands."""
        if self.status_quo is None or not len(self.known):
            return None
        return float((way * (self.known - self.status_quo) > 0).mean())


@dataclass(frozen=True, slots=True, eq=False)
class Uncertain:
    """Outcomes over draws, issue by issue and model by model.

    Attributes
    ----------
    rows : tuple of Spread
    plans : tuple of Plan
        What varies on each issue that has inputs.
    points : Forecast
        By the inputs as they stand.
    draws, joint_draws, seed : int
    """

    rows: tuple[Spread, ...]
    plans: tuple[Plan, ...]
    points: Forecast
    draws: int
    joint_draws: int
    seed: int

    def to_frame(self) -> Any:
        """The outcomes as a pandas DataFrame."""
        return frame(map(as_row, self.rows), COLUMNS)

    def sobol(self) -> Sobol:
        """How much each input matters; see `graphkit.bargaining.sensitivity.sobol`."""
        from graphkit.bargaining.sensitivity import sobol

        return sobol(self)

    def tornado(self) -> tuple[Swing, ...]:
        """How far each input alone moves an outcome; see `graphkit.bargaining.sensitivity.tornado`."""
        from graphkit.bargaining.sensitivity import tornado

        return tornado(self)

    def _repr_html_(self) -> str:
        known = [row for row in self.rows if row.point.outcome is not None]
        drawn = {"draws": self.draws, "seed": self.seed}
        caption = f"forecast over draws: {len(known)} of {len(self.rows)} outcomes could be computed"
        return html(map(as_row, known), SHOWN, total=len(known), caption=caption, parameters=drawn)


def as_row(spread: Spread) -> dict[str, Any]:
    """An outcome over draws as one flat row; `low` and `high` are the ends of the interval, not those of all inputs."""
    ends, point = spread.ends(spread.interval), spread.point
    row = {
        "issue": point.issue,
        "model": point.model,
        "outcome": point.outcome,
        "median": spread.quantile(0.5),
        "low": ends and ends[0],
        "high": ends and ends[1],
        "interval": spread.interval,
        "mean": float(spread.known.mean()) if len(spread.known) else None,
        "draws": len(spread.values),
        "above_status_quo": spread.beyond_status_quo(1),
        "below_status_quo": spread.beyond_status_quo(-1),
        "in_zone": spread.share(*spread.zone) if spread.zone else None,
        "intervals": {str(level): list(spread.ends(level) or ()) for level in LEVELS},
        "convergence": [list(each) for each in spread.convergence],
        "quantiles": list(spread.quantiles),
        "actors": list(spread.actors or point.actors),
        "left_out": [actor for actor in point.left_out if actor not in spread.actors],
        "reason": point.reason,
        "detail": dict(point.detail),
    }
    row |= {name: getattr(spread, name) for name in COLUMNS if name not in row}
    return {name: row[name] for name in COLUMNS}


def uncertain(
    found: Iterable[Found | Inputs],
    models: Sequence[Model] = MODELS,
    settings: Settings | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    interval: float = INTERVAL,
    shape: Shape = "triangular",
    margins: Mapping[str, Margin] = NO_MARGINS,
    joint_draws: int = JOINT_DRAWS,
    zones: Mapping[str, tuple[float, float]] = NO_ZONES,
) -> Uncertain:
    """The outcome of every issue by every model, over draws of what is not certain.

    Numbers are drawn from their ranges, each by itself; a position stands in as many draws as its `chance` says, and
    what rests on one source falls together.  All models of an issue see the same draws, and so do two calls with one
    seed, in all inputs that they share.  Who has a number only in the draws, because coders do not agree on it and
    nobody's counts, takes part in them alone.

    Parameters
    ----------
    found : iterable of Found or Inputs
        As `graphkit.bargaining.inputs.of_dossier` gives them; after `graphkit.bargaining.grades.graded` positions may
        fall.
    models : sequence of str
    settings : Settings, optional
    draws : int
        From 1 up.
    seed : int
        From 0 up.
    interval : float
        In percent, above 0 and below 100.
    shape : "triangular" or "uniform"
    margins : mapping of str to Margin
        See `graphkit.bargaining.draws.plan`.
    joint_draws : int
        Draws at most of the models that look at all issues at once, which run draw by draw: the first ones.
    zones : mapping of str to (float, float)
        Where agreement is possible, by issue.

    Returns
    -------
    Uncertain
        A row for each issue and model.

    Raises
    ------
    BadInputs
        If a number is out of range.

    Examples
    --------
    >>> table = Inputs("toll", ("a", "b"), [0, 80], low=[0, 60], high=[0, 100])
    >>> row = uncertain([table], ["mean"], draws=4000, shape="uniform").rows[0]
    >>> (row.point.outcome, [round(each) for each in row.ends(80)])
    (40.0, [32, 48])
    """
    if draws < 1 or joint_draws < 1 or seed < 0 or not 0 < interval < 100:
        raise BadInputs("draws are from 1 up, a seed from 0 up, and an interval is above 0 and below 100 percent")
    every, chosen = list(found), settings or Settings()
    points = forecast(every, models, chosen)
    tables = [table for each in every if (table := each if isinstance(each, Inputs) else each.inputs) is not None]
    plans = {table.issue: plan(table, shape=shape, margins=margins) for table in tables}
    spanned = [each.table for each in plans.values()]
    in_draws = forecast(spanned, models, chosen) if any(table.spans for table in spanned) else points
    values = _values(list(plans.values()), in_draws, chosen, draws, joint_draws, seed)
    pairs = zip(points.rows, in_draws.rows, strict=True)
    rows = [_spread(point, drawn, plans.get(point.issue), values, interval, zones) for point, drawn in pairs]
    return Uncertain(tuple(rows), tuple(plans.values()), points, draws, joint_draws, seed)


def _values(
    plans: Sequence[Plan], points: Forecast, settings: Settings, draws: int, joint_draws: int, seed: int
) -> dict[tuple[str, str], Floats]:
    """The outcomes of all draws, by issue and model, where there is an outcome and something varies."""
    wanted = [(row.issue, row.model) for row in points.rows if row.outcome is not None]
    found: dict[tuple[str, str], Floats] = {}
    for each in plans:
        alone: list[Any] = [model for issue, model in wanted if issue == each.table.issue and not is_joint(model)]
        drawn = each.realise(each.uniforms(draws, seed)) if alone else None
        for model in alone:
            if varied_for(each, model) and drawn is not None:
                found[each.table.issue, model] = outcomes(drawn, model, settings)
    for model in dict.fromkeys(model for _, model in wanted if is_joint(model)):
        every = _values_together(plans, model, settings, min(draws, joint_draws), seed)
        found |= {key: values for key, values in every.items() if key in wanted}
    return found


def _values_together(
    plans: Sequence[Plan], model: Any, settings: Settings, draws: int, seed: int
) -> dict[tuple[str, str], Floats]:
    if not any(varied_for(each, model) for each in plans):
        return {}
    every = [each.realise(each.uniforms(draws, seed)) for each in plans]
    return {(issue, model): values for issue, values in outcomes_together(every, model, settings).items()}


def varied_for(of: Plan, model: str) -> list[int]:
    """Which of the inputs that vary a model takes, by their numbers in the plan."""
    needs = needs_of(model)
    actors = {*of.table.having(*needs).actors}
    return [
        number
        for number, each in enumerate(of.varied)
        if not actors.isdisjoint(each.actors) and each.what in ("position", "evidence", "reliability", *needs)
    ]


def _spread(
    point: Outcome,
    drawn: Outcome,
    of: Plan | None,
    values: Mapping[tuple[str, str], Floats],
    interval: float,
    zones: Mapping[str, tuple[float, float]],
) -> Spread:
    if of is None:
        return Spread(point, interval, 0, 0, 0)
    varied = [of.varied[number] for number in varied_for(of, point.model)]
    actors = of.table.having(*needs_of(point.model)).actors
    return Spread(
        point,
        interval,
        sum(each.what in QUANTITIES for each in varied),
        len(actors) * (1 + len(needs_of(point.model))),
        len({actor for each in varied if each.what == "evidence" for actor in each.actors} & {*actors}),
        values.get((point.issue, point.model), np.empty(0)),
        of.table.scale,
        of.table.status_quo,
        zones.get(point.issue),
        drawn.actors,
    )


def _shares(level: float) -> tuple[float, float]:
    return (1 - level / 100) / 2, (1 + level / 100) / 2


def error_of(values: Floats, share: float) -> float:
    """The standard error of a quantile, from the draws that stand a standard error of their count to either side of it.

    How many of n draws lie below the quantile of a share p is binomial, with deviation √(np(1 − p)).

    Examples
    --------
    >>> round(error_of(np.linspace(0, 1, 10_001), 0.5), 3)
    0.005
    """
    ordered, last = np.sort(values), len(values) - 1
    by = np.sqrt(len(values) * share * (1 - share))
    low, high = int(np.floor(last * share - by)), int(np.ceil(last * share + by))
    return float(ordered[min(high, last)] - ordered[max(low, 0)]) / 2


def running(spread: Spread, points: int = 60) -> tuple[npt.NDArray[np.int64], Floats]:
    """The low end, median and high end by ever more of the draws.

    Returns
    -------
    array of int of shape (points,)
        How many draws.
    array of shape (points, 3)
    """
    counts = np.unique(np.geomspace(min(FIRST, len(spread.values)), len(spread.values), points).astype(np.int64))
    shares = (_shares(spread.interval)[0], 0.5, _shares(spread.interval)[1])
    firsts = [spread.values[:count] for count in counts.tolist()]
    known = [values[~np.isnan(values)] for values in firsts]
    return counts, np.array([np.quantile(each, shares) if len(each) else [np.nan] * 3 for each in known])
