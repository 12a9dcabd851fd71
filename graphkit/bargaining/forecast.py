"""The outcome of every issue by every model, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from graphkit.bargaining import spatial
from graphkit.bargaining.inputs import Found
from graphkit.bargaining.table import BadInputs, Inputs, Quantity
from graphkit.graph.frame import frame

Model = Literal["compromise", "median", "mean", "nash", "quota"]
MODELS: tuple[Model, ...] = ("compromise", "median", "mean", "nash", "quota")
BOTH: tuple[Quantity, ...] = ("salience", "capability")
NEEDS: Mapping[str, tuple[Quantity, ...]] = {"mean": (), "quota": ("capability",)}
COLUMNS = ("issue", "model", "outcome", "low", "high", "actors", "left_out", "reason", "detail")
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where one issue would end by one model.

    Attributes
    ----------
    issue, model : str
    outcome : float, optional
        On the issue's scale; None where the model has none, and `reason` says why.
    low, high : float, optional
        The outcome with every position at the low, or the high, end of the coder's uncertainty; None where no
        position has such an end or the model gives no such bounds.
    actors : tuple of str
        Who took part.
    left_out : tuple of str
        Who has a position and lacks what the model needs besides.
    reason : str
    detail : mapping
        What else the model tells.
    """

    issue: str
    model: str
    outcome: float | None
    low: float | None = None
    high: float | None = None
    actors: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Outcomes, issue by issue and model by model."""

    rows: tuple[Outcome, ...]
    parameters: Mapping[str, Any]

    def to_frame(self) -> Any:
        """The outcomes as a pandas DataFrame."""
        return frame(map(as_row, self.rows), COLUMNS)


def as_row(outcome: Outcome) -> dict[str, Any]:
    """An outcome as one flat row."""
    return {name: getattr(outcome, name) for name in COLUMNS} | {
        "actors": list(outcome.actors),
        "left_out": list(outcome.left_out),
        "detail": dict(outcome.detail),
    }


def forecast(found: Iterable[Found | Inputs], models: Sequence[Model] = MODELS, **options: Any) -> Forecast:
    """The outcome of every issue by every model, or the reason why there is none.

    Parameters
    ----------
    found : iterable of Found or Inputs
        As `graphkit.bargaining.inputs.of_dossier` gives them.
    models : sequence of str
        See `MODELS`.
    **options
        ``quota`` of `spatial.quota_voting`; ``exponent``, ``disagreement`` and ``breakdown`` of `spatial.nash`.

    Returns
    -------
    Forecast
        A row for each issue and model.

    Examples
    --------
    >>> table = Inputs("toll", ("a", "b"), [0, 100], salience=[10, 60], capability=[1, 1])
    >>> [(row.model, row.outcome) for row in forecast([table], ["median", "mean"]).rows]
    [('median', 100.0), ('mean', 50.0)]
    """
    rows = [row for each in found for row in _of_issue(each, models, options)]
    return Forecast(tuple(rows), {"models": list(models), **options})


def _of_issue(found: Found | Inputs, models: Sequence[Model], options: Mapping[str, Any]) -> Iterator[Outcome]:
    table = found if isinstance(found, Inputs) else found.inputs
    for model in models:
        if table is None:
            assert isinstance(found, Found)
            yield Outcome(found.issue, model, None, reason=found.reason)
        else:
            yield _point(table, model, options)


def _point(table: Inputs, model: Model, options: Mapping[str, Any]) -> Outcome:
    """The outcome of a model that looks at one issue alone."""
    needs = NEEDS.get(model, BOTH)
    full = table.having(*needs)
    left_out = tuple(actor for actor in table.actors if actor not in full.actors)
    if len(full) < FEWEST:
        return Outcome(table.issue, model, None, left_out=left_out, reason=_too_few(table, needs))
    try:
        outcome, detail, reason = _run(full, model, options)
        low, high = _bounds(full, model, options)
    except BadInputs as error:
        return Outcome(table.issue, model, None, actors=full.actors, left_out=left_out, reason=str(error))
    return Outcome(table.issue, model, outcome, low, high, full.actors, left_out, reason, detail)


def _run(table: Inputs, model: Model, options: Mapping[str, Any]) -> tuple[float | None, dict[str, Any], str]:
    """The outcome, what else the model tells, and why there is no outcome."""
    if model == "quota":
        core = spatial.quota_voting(table, quota=options.get("quota"))
        reason = "" if core.outcome is not None else f"no status quo; all from {core.low:g} to {core.high:g} is stable"
        return core.outcome, {"core": [core.low, core.high]}, reason
    if model == "nash":
        return spatial.nash(table, **{name: options[name] for name in NASH if name in options}), {}, ""
    return (
        {"compromise": spatial.compromise, "median": spatial.weighted_median, "mean": spatial.mean}[model](table),
        {},
        "",
    )


NASH = ("exponent", "disagreement", "breakdown")


def _bounds(table: Inputs, model: Model, options: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """The outcomes of all positions at their low ends, and at their high ends: every outcome rises with positions."""
    if np.isnan(table.low).all() and np.isnan(table.high).all():
        return None, None
    ends = (np.where(np.isnan(end), table.position, end) for end in (table.low, table.high))
    low, high = (_run(table.at(end), model, options)[0] for end in ends)
    return low, high


def _too_few(table: Inputs, needs: Sequence[Quantity]) -> str:
    lacks = [f"no {need} of {', '.join(actors)}" for need, actors in table.lacking(*needs).items()]
    few = f"{len(table)} with a position" if not lacks else "; ".join(lacks)
    return f"fewer than {FEWEST} actors with all that it needs: {few}"
