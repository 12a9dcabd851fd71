"""The outcome of every issue by every model, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import numpy as np

from graphkit.bargaining import challenge, smp, spatial
from graphkit.bargaining.exchange import exchange
from graphkit.bargaining.inputs import Found
from graphkit.bargaining.rounds import History
from graphkit.bargaining.table import BadInputs, Inputs, Quantity
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Model = Literal["compromise", "median", "mean", "nash", "quota", "challenge", "exchange", "smp"]
MODELS: tuple[Model, ...] = ("compromise", "median", "mean", "nash", "quota", "challenge", "exchange", "smp")
JOINT = ("exchange", "smp")
BOTH: tuple[Quantity, ...] = ("salience", "capability")
NEEDS: Mapping[str, tuple[Quantity, ...]] = {"mean": (), "quota": ("capability",)}
COLUMNS = ("issue", "model", "outcome", "low", "high", "actors", "left_out", "reason", "detail")
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """What models may be told.

    Attributes
    ----------
    quota : float, optional
        For `spatial.quota_voting`.
    exponent, breakdown : float
    disagreement : "breakdown" or "status-quo"
        For `spatial.nash`.
    rounds : int, optional
        How many rounds the challenge model and the spatial model of KTAB run at most; default 10 and 100.
    challenge : challenge.Options
    smp : smp.Options
    """

    quota: float | None = None
    exponent: float = 2.0
    disagreement: spatial.Disagreement = "breakdown"
    breakdown: float = 1.0
    rounds: int | None = None
    challenge: challenge.Options = field(default_factory=challenge.Options)
    smp: smp.Options = field(default_factory=smp.Options)


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
        position has such an end, and for models in which an outcome need not rise with positions.
    actors : tuple of str
        Who took part.
    left_out : tuple of str
        Who has a position and lacks what the model needs besides.
    reason : str
    detail : mapping
        What else the model tells: of models that run in rounds the number of `states`, of challenge and smp whether
        they `settled`; and who is `without_influence`, having no salience or no capability, where somebody is.
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Forecast(ShowsItself):
    """Outcomes, issue by issue and model by model.

    Attributes
    ----------
    rows : tuple of Outcome
    histories : tuple of (str, History)
        The models that run in rounds, by name, with every state.
    settings : Settings
    """

    rows: tuple[Outcome, ...]
    histories: tuple[tuple[str, History], ...]
    settings: Settings

    def to_frame(self) -> Any:
        """The outcomes as a pandas DataFrame."""
        return frame(map(as_row, self.rows), COLUMNS)

    def _shown(self) -> Shown:
        changed = {
            each.name: getattr(self.settings, each.name)
            for each in fields(Settings)
            if getattr(self.settings, each.name) != getattr(Settings(), each.name)
        }
        computed = [row for row in self.rows if row.outcome is not None]
        caption = f"forecast: {len(computed)} of {len(self.rows)} outcomes could be computed"
        return Shown(
            map(as_row, computed or self.rows), COLUMNS[:-1], total=len(self.rows), caption=caption, parameters=changed
        )


def as_row(outcome: Outcome) -> dict[str, Any]:
    """An outcome as one flat row."""
    return {name: getattr(outcome, name) for name in COLUMNS} | {
        "actors": list(outcome.actors),
        "left_out": list(outcome.left_out),
        "detail": dict(outcome.detail),
    }


def forecast(
    found: Iterable[Found | Inputs], models: Sequence[Model] = MODELS, settings: Settings | None = None
) -> Forecast:
    """The outcome of every issue by every model, or the reason why there is none.

    Parameters
    ----------
    found : iterable of Found or Inputs
        As `graphkit.bargaining.inputs.of_dossier` gives them.
    models : sequence of str
        See `MODELS`.
    settings : Settings, optional

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
    chosen, every = settings or Settings(), list(found)
    tables = [table for table in map(_table, every) if table is not None]
    together: dict[str, _Together] = {model: _together(tables, model, chosen) for model in models if model in JOINT}
    results = [result for each in every for result in _of_issue(each, models, chosen, together)]
    rows = tuple(row for row, _ in results)
    histories = [(row.model, history) for row, history in results if history is not None]
    histories += [(model, history) for model, (_, history) in together.items() if history is not None]
    return Forecast(rows, tuple(histories), chosen)


_Result = tuple[Outcome, History | None]
_Together = tuple[Mapping[str, Outcome], History | None]


def _table(found: Found | Inputs) -> Inputs | None:
    return found if isinstance(found, Inputs) else found.inputs


def _of_issue(
    found: Found | Inputs, models: Sequence[Model], settings: Settings, together: Mapping[str, _Together]
) -> Iterator[_Result]:
    table = _table(found)
    for model in models:
        if table is None:
            assert isinstance(found, Found)
            yield Outcome(found.issue, model, None, reason=found.reason), None
        elif model in together:
            yield together[model][0][table.issue], None
        else:
            yield _alone(table, model, settings)


def _together(tables: Sequence[Inputs], model: str, settings: Settings) -> _Together:
    """The outcomes of a model that looks at all issues at once, by issue."""
    full = {table.issue: table.having(*BOTH) for table in tables}
    heard = {actor for table in full.values() for actor in table.heard}
    fit = [table for table in full.values() if len(table.only(list(heard))) >= FEWEST and table.heard]
    history, reason = None, ""
    try:
        history = _run_together(fit, model, settings)
    except BadInputs as error:
        reason = str(error)
    outcomes = {}
    for table in tables:
        left_out = tuple(actor for actor in table.actors if actor not in full[table.issue].actors)
        if history is not None and table.issue in history.issues:
            counts = heard if model == "smp" else full[table.issue].heard
            told = _without_influence([actor for actor in full[table.issue].actors if actor not in counts])
            outcomes[table.issue] = _of_history(history, model, table, left_out, told)
        else:
            why = reason if full[table.issue] in fit else _too_few(table, BOTH)
            outcomes[table.issue] = Outcome(table.issue, model, None, left_out=left_out, reason=why)
    return outcomes, history


def _run_together(fit: Sequence[Inputs], model: str, settings: Settings) -> History:
    if model == "smp":
        return smp.smp(fit, rounds=settings.rounds or smp.AT_MOST, options=settings.smp)
    if len(fit) < FEWEST:
        raise BadInputs("an exchange needs two issues with two actors or more that have all numbers")
    return exchange(fit)


def _of_history(
    history: History, model: str, table: Inputs, left_out: tuple[str, ...], told: dict[str, Any]
) -> Outcome:
    """The outcome on one of the issues of a model that looks at all of them."""
    column = history.issues.index(table.issue)
    took_part = ~np.isnan(history.positions[0, :, column])
    actors = tuple(actor for actor, took in zip(history.actors, took_part.tolist(), strict=True) if took)
    left_out = tuple(actor for actor in table.actors if actor not in actors) or left_out
    outcome = float(history.outcomes[-1, column])
    detail: dict[str, Any] = {"states": len(history.positions), "before": float(history.outcomes[0, column])}
    if model == "exchange":
        detail |= {"potential": history.detail["potential"], "realised": len(history.detail["gains"])}
    else:
        detail |= {"settled": history.settled}
    return Outcome(table.issue, model, outcome, actors=actors, left_out=left_out, detail=detail | told)


def _without_influence(actors: Sequence[str]) -> dict[str, Any]:
    return {"without_influence": list(actors)} if actors else {}


def _weightless(table: Inputs, needs: Sequence[Quantity]) -> dict[str, Any]:
    """Who counts for nothing by a model that looks at one issue alone and needs these quantities."""
    weights = [getattr(table, need) for need in needs] or [np.ones(len(table))]
    rows = np.flatnonzero(np.min(weights, axis=0) == 0)
    return _without_influence([table.actors[row] for row in rows.tolist()])


def _alone(table: Inputs, model: Model, settings: Settings) -> _Result:
    """The outcome of a model that looks at one issue alone."""
    needs = NEEDS.get(model, BOTH)
    full = table.having(*needs)
    left_out = tuple(actor for actor in table.actors if actor not in full.actors)
    if len(full) < FEWEST:
        return Outcome(table.issue, model, None, left_out=left_out, reason=_too_few(table, needs)), None
    try:
        if model == "challenge":
            history = challenge.challenge(full, rounds=settings.rounds or challenge.ROUNDS, options=settings.challenge)
            return _told(_last(history, model, full.actors, left_out), full, needs), history
        return _told(_point(full, model, settings, left_out), full, needs), None
    except BadInputs as error:
        return Outcome(table.issue, model, None, actors=full.actors, left_out=left_out, reason=str(error)), None


def _told(outcome: Outcome, table: Inputs, needs: Sequence[Quantity]) -> Outcome:
    return replace(outcome, detail={**outcome.detail, **_weightless(table, needs)})


def _last(history: History, model: str, actors: tuple[str, ...], left_out: tuple[str, ...]) -> Outcome:
    """The outcome of the last state."""
    detail = {"states": len(history.positions), "mean": history.detail["means"][-1], "settled": history.settled}
    outcome = float(history.outcomes[-1, 0])
    return Outcome(history.issues[0], model, outcome, actors=actors, left_out=left_out, detail=detail)


def _point(table: Inputs, model: Model, settings: Settings, left_out: tuple[str, ...]) -> Outcome:
    if model == "quota":
        return _by_quota(table, settings, left_out)
    run = _MODELS[model]
    low, high = _bounds(table, lambda each: run(each, settings))
    return Outcome(table.issue, model, run(table, settings), low, high, table.actors, left_out)


_MODELS: Mapping[str, Callable[[Inputs, Settings], float]] = {
    "compromise": lambda table, _: spatial.compromise(table),
    "median": lambda table, _: spatial.weighted_median(table),
    "mean": lambda table, _: spatial.mean(table),
    "nash": lambda table, told: spatial.nash(
        table, exponent=told.exponent, disagreement=told.disagreement, breakdown=told.breakdown
    ),
}


def _by_quota(table: Inputs, settings: Settings, left_out: tuple[str, ...]) -> Outcome:
    core = spatial.quota_voting(table, quota=settings.quota)
    detail = {"core": [core.low, core.high]}
    if core.outcome is None:
        reason = f"no status quo; all from {core.low:g} to {core.high:g} is stable"
        return Outcome(table.issue, "quota", None, None, None, table.actors, left_out, reason, detail)
    low, high = _bounds(table, lambda each: spatial.quota_voting(each, quota=settings.quota).outcome)
    return Outcome(table.issue, "quota", core.outcome, low, high, table.actors, left_out, "", detail)


def _bounds(table: Inputs, run: Callable[[Inputs], float | None]) -> tuple[float | None, float | None]:
    """The outcomes of all positions at their low ends, and at their high ends: every outcome rises with positions."""
    if np.isnan(table.low).all() and np.isnan(table.high).all():
        return None, None
    low, high = (np.where(np.isnan(end), table.position, end) for end in (table.low, table.high))
    return run(table.at(low)), run(table.at(high))


def _too_few(table: Inputs, needs: Sequence[Quantity]) -> str:
    lacks = [f"no {need} of {', '.join(actors)}" for need, actors in table.lacking(*needs).items()]
    if tuple(needs) == BOTH and not lacks and len(table.heard) < len(table):
        weightless = (actor for actor in table.actors if actor not in table.heard)
        lacks = [f"salience or capability is 0 of {', '.join(weightless)}"]
    few = f"{len(table)} with a position" if not lacks else "; ".join(lacks)
    return f"fewer than {FEWEST} actors with all that it needs: {few}"
