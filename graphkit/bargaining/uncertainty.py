"""How sure an outcome is: the same models over many draws of what is not certain, with intervals and their own error.

An interval says what the ranges of inputs and the grades of evidence leave open, given the model.  It does not say how
good the model is, nor how good numbers are that have no range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.bargaining.draws import NO_MARGINS, Margin, Shape
from graphkit.bargaining.forecast import MODELS, Forecast, Model, Outcome, Settings, forecast
from graphkit.bargaining.inputs import Found
from graphkit.bargaining.plans import Plan, plan
from graphkit.bargaining.running import is_joint, needs_of, outcomes, outcomes_together
from graphkit.bargaining.spread import COLUMNS, Spread, as_row
from graphkit.bargaining.table import QUANTITIES, BadInputs, Floats, Inputs
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

if TYPE_CHECKING:
    from graphkit.bargaining.sensitivity import Sobol
    from graphkit.bargaining.swings import Swing

DRAWS, JOINT_DRAWS, INTERVAL = 10_000, 500, 80
NO_ZONES: Mapping[str, tuple[float, float]] = MappingProxyType({})
SHOWN = ("issue", "model", "outcome", "median", "low", "high", "interval", "converged", "ranges", "numbers")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Uncertain(ShowsItself):
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
        """How far each input alone moves an outcome; see `graphkit.bargaining.swings.tornado`."""
        from graphkit.bargaining.swings import tornado

        return tornado(self)

    def _shown(self) -> Shown:
        known = [row for row in self.rows if row.point.outcome is not None]
        drawn = {"draws": self.draws, "seed": self.seed}
        caption = f"forecast over draws: {len(known)} of {len(self.rows)} outcomes could be computed"
        return Shown(map(as_row, known), SHOWN, total=len(known), caption=caption, parameters=drawn)


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
