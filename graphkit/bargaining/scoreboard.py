"""Stored forecasts of a dossier beside what came of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from graphkit.bargaining.forecast import JOINT
from graphkit.bargaining.inputs import Found, of_dossier
from graphkit.bargaining.scoring import Predicted, Scored
from graphkit.bargaining.table import ARRAYS, BadInputs, Inputs
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.forecasts import StoredForecast
from graphkit.dossier.model import Issue, StatusQuo

MIDDLE = 50.0
ASKED = {"made", "as_of", "known_on", "assumed", "exclude", "on_behalf"}  # of a forecast, what its inputs depend on
NAIVE = ("status quo", "mean of positions", "middle of the scale", "last forecast")


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored forecast and what came of it.

    Attributes
    ----------
    number : int
        Of the forecast in its file, from 1.
    forecast : StoredForecast
    outcome : StatusQuo, optional
        What counts as its outcome; None where there is none yet.
    scored : Scored, optional
    hindsight : bool
        Whether it was made when its outcome could have been known: a test of the model on the past, and no forecast.
    reproduces : bool, optional
        Whether the same inputs come out of the dossier as it is now; None where they cannot be had.
    """

    number: int
    forecast: StoredForecast
    outcome: StatusQuo | None
    scored: Scored | None
    hindsight: bool
    reproduces: bool | None


def scoreboard(dossier: Dossier) -> tuple[Entry, ...]:
    """Every stored forecast of a dossier with its outcome.

    The outcome is where the issue first stood on a day after that of the inputs; of a forecast for a day, where it
    stood last up to that day.  A dossier's issues hold this, dated, in `status_quo`.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    """
    whole = at(dossier, as_of=date.max, known_on=None)
    earlier: dict[tuple[str, str], float] = {}
    read: dict[str, tuple[Found, ...] | None] = {}  # a run stores many forecasts that have their inputs in common
    found = []
    for number, each in enumerate(dossier.forecasts, start=1):
        issue = whole.issues.get(each.issue)
        outcome = outcome_of(each, issue) if issue else None
        asked = each.model_dump_json(include=ASKED)
        if asked not in read:
            read[asked] = _inputs_of(dossier, each)
        inputs = read[asked]
        scored = None
        if outcome is not None and issue is not None:
            naive = tuple(_naive(each, issue, inputs, earlier.get((each.issue, each.model))))
            scored = Scored(_predicted(each), float(outcome.value), naive)
        happened = outcome.on.earliest if outcome else None
        late = happened is not None and each.made >= happened
        tables = [one.inputs for one in inputs or () if one.inputs is not None]
        same = None if inputs is None else inputs_hash(tables, each.issue, each.model) == each.inputs
        found.append(Entry(number, each, outcome, scored, late, same))
        earlier[each.issue, each.model] = each.outcome
    return tuple(found)


def _predicted(forecast: StoredForecast) -> Predicted:
    pairs = forecast.distribution or ()
    return Predicted(forecast.outcome, tuple(level for level, _ in pairs), tuple(place for _, place in pairs))


def outcome_of(forecast: StoredForecast, issue: Issue) -> StatusQuo | None:
    """Where an issue stood that says what came of a forecast; None where that is not known yet."""
    since = forecast.as_of or forecast.made
    dated = sorted(
        ((each.on.earliest, each) for each in issue.status_quo if each.on.earliest and each.on.earliest > since),
        key=lambda pair: pair[0],
    )
    if forecast.target is None:
        return dated[0][1] if dated else None
    return next((each for _, each in reversed(dated) if each.on.latest and each.on.latest <= forecast.target), None)


def inputs_hash(tables: Sequence[Inputs], issue: str, model: str) -> str:
    """SHA-256, in hexadecimal digits, of the numbers that went into the outcome of an issue by a model.

    Parameters
    ----------
    tables : sequence of Inputs
        Of all issues: a model may look at all at once.
    issue, model : str
    """
    said = [_plain(table) for table in tables if model in JOINT or table.issue == issue]
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(table: Inputs) -> dict[str, Any]:
    numbers = [name for name in ARRAYS if name != "chance"]  # which is set by grades, when draws are asked for
    arrays = {name: [None if value != value else value for value in getattr(table, name).tolist()] for name in numbers}
    names = ("issue", "actors", "scale", "full_salience", "status_quo", "quota")
    return {name: getattr(table, name) for name in names} | arrays


def _inputs_of(dossier: Dossier, forecast: StoredForecast) -> tuple[Found, ...] | None:
    """The inputs as they come out of the dossier now."""
    assumed = forecast.assumed.model_dump(exclude_none=True) if forecast.assumed else {}
    exclude: dict[str, set[str]] = {}
    for each in forecast.exclude:
        mark, _, word = each.partition("=")
        exclude.setdefault(mark, set()).add(word)
    cut = at(dossier, as_of=forecast.as_of, known_on=forecast.known_on or forecast.made)
    on_behalf: Any = forecast.on_behalf or "committed"
    try:
        return of_dossier(cut, None, assume=assumed, exclude=exclude, on_behalf=on_behalf)
    except BadInputs:
        return None


def _naive(
    forecast: StoredForecast, issue: Issue, inputs: Sequence[Found] | None, last: float | None
) -> Iterator[tuple[str, float]]:
    """What would have been said without any model."""
    since = forecast.as_of or forecast.made
    stood = [each for each in issue.status_quo if each.on.earliest and each.on.earliest <= since]
    if stood:
        yield NAIVE[0], float(max(stood, key=lambda each: each.on.sort_key).value)
    table = next((each.inputs for each in inputs or () if each.issue == forecast.issue), None)
    if table is not None:
        yield NAIVE[1], float(table.position.mean())
    yield NAIVE[2], MIDDLE
    if last is not None:
        yield NAIVE[3], last
