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
from graphkit.bargaining.scoring import INTERVALS, Predicted, Score, Scored, crps, score
from graphkit.bargaining.table import ARRAYS, BadInputs, Inputs
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.forecasts import StoredForecast
from graphkit.dossier.model import Issue, StatusQuo
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

MIDDLE = 50.0
ASKED = {"made", "as_of", "known_on", "assumed", "exclude", "on_behalf"}  # of a forecast, what its inputs depend on
NAIVE = ("status quo", "mean of positions", "middle of the scale", "last forecast")

EACH = ("made", "as_of", "issue", "model", "outcome", "low", "high", "came", "on", "error", "crps", "remarks")
COLUMNS = (
    *("made", "as_of", "for", "issue", "model", "outcome", "low", "high", "came", "on", "error", "crps"),
    *("hindsight", "reproduces", "remarks"),
)


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


@dataclass(frozen=True, slots=True, repr=False)
class Scoreboard(ShowsItself):
    """The stored forecasts of a dossier, and how good they were, model by model.

    Attributes
    ----------
    entries : tuple of Entry
        In the order of the file.
    hindsight : bool
        Whether those are scored too that were made when their outcome could have been known.
    """

    entries: tuple[Entry, ...]
    hindsight: bool = False

    @property
    def counted(self) -> tuple[Entry, ...]:
        """Those that are scored."""
        return tuple(each for each in self.entries if each.scored and (self.hindsight or not each.hindsight))

    def rows(self) -> list[dict[str, Any]]:
        """A row for each model that was scored."""
        by_model: dict[str, list[Scored]] = {}
        for each in self.counted:
            if each.scored:
                by_model.setdefault(each.forecast.model, []).append(each.scored)
        return [_model_row(model, score(scored)) for model, scored in by_model.items()]

    def _shown(self) -> Shown:
        caption = f"{len(self.entries)} stored forecasts, {len(self.counted)} scored; points of 0 to 100"
        rows = [entry_row(each) for each in self.entries]
        return Shown(rows, EACH, total=len(rows), caption=caption)

    def to_frame(self) -> Any:
        """The forecasts, each with what came of it, as a pandas DataFrame."""
        return frame(map(entry_row, self.entries), COLUMNS)


def entry_row(entry: Entry) -> dict[str, Any]:
    """A stored forecast as one flat row, with what came of it; `low` and `high` hold 80 % of it."""
    forecast, scored = entry.forecast, entry.scored
    remarks = ["made in hindsight"] * entry.hindsight + ["inputs no longer reproduce"] * (entry.reproduces is False)
    remarks += ["no outcome yet"] * (entry.outcome is None)
    ends = scored.predicted.interval(80) if scored and scored.predicted.levels else (None, None)
    values = (
        *(forecast.made, forecast.as_of, forecast.target, forecast.issue, forecast.model, forecast.outcome, *ends),
        float(entry.outcome.value) if entry.outcome else None,
        str(entry.outcome.on) if entry.outcome else None,
        scored.error if scored else None,
        crps(scored.predicted, scored.outcome) if scored else None,
        *(entry.hindsight, entry.reproduces, remarks),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _model_row(model: str, found: Score) -> dict[str, Any]:
    """How good a model was, as one flat row."""
    row: dict[str, Any] = {"model": model, "forecasts": found.count, "error": found.error, "crps": found.crps}
    row |= {f"held_{percent}": None for percent in INTERVALS}
    row |= {f"held_{percent}": held for percent, (held, _) in found.held.items()}
    row["ranged"] = max((of for _, of in found.held.values()), default=None)
    row["places"] = list(found.places) if found.held else None
    for name in NAIVE:
        count, error, skill = found.naive.get(name, (0, None, None))
        key = name.replace(" ", "_")
        row |= {f"{key}_forecasts": count, f"{key}_error": error, f"{key}_skill": skill}
    return row


def scoreboard(dossier: Dossier, *, hindsight: bool = False) -> Scoreboard:
    """Every stored forecast of a dossier with its outcome.

    The outcome is where the issue first stood on a day after that of the inputs; of a forecast for a day, where it
    stood last up to that day.  A dossier's issues hold this, dated, in `status_quo`.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    hindsight : bool
        Whether to score those too that were made when their outcome could have been known.

    Returns
    -------
    Scoreboard
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
    return Scoreboard(tuple(found), hindsight)


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
