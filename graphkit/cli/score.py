"""`graphkit score`: how good stored forecasts were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import number_of, open_dossier, refuse_table
from graphkit.cli.options import dossier_argument
from graphkit.cli.output import plain
from graphkit.cli.printing import format_option, print_answer

if TYPE_CHECKING:
    from graphkit.bargaining.scoreboard import Entry
    from graphkit.dossier.dossier import Dossier

FEW = 30
Row = dict[str, Any]
EACH = {
    "made": "made",
    "as_of": "as of",
    "issue": "issue",
    "model": "model",
    "outcome": "forecast",
    "low": "80 % from",
    "high": "to",
    "came": "came",
    "on": "on",
    "error": "error",
    "crps": "CRPS",
    "remarks": "remarks",
}


@click.command()
@dossier_argument
@click.option("--each", is_flag=True, help="List the forecasts themselves, with what came of each.")
@click.option(
    "--hindsight", is_flag=True, help="Score those too that were made when their outcome could have been known."
)
@format_option
def score(folder: str | None, format_: str, **wishes: Any) -> None:
    """Tell how good the forecasts were that `forecast --store` kept of the dossier in DIR, model by model.

    What came of a forecast is where its issue first stood on a day after that of the inputs, or, of one made for a day,
    where it stood last up to that day: the dated status_quo of the issue.

    \b
    error     mean absolute error, in points of the scale from 0 to 100
    CRPS      the same for whole ranges: continuous ranked probability score, 0 at best
    held      how many outcomes lay in the intervals of 50, 80 and 90 %, of those that have any
    naive     the error of saying that nothing changes, of the mean of positions, of the middle of the scale and of the
              last forecast; the skill beside it is above 0 where the model was better

    \b
    Example:
      graphkit score my-talks
      graphkit score my-talks --each --format csv
    """
    from graphkit.bargaining.scoreboard import entry_row, scoreboard

    refuse_table(folder, "keeps no forecasts and no outcomes")
    dossier = open_dossier(folder)
    found = scoreboard(dossier, hindsight=wishes["hindsight"])
    entries, counted = found.entries, found.counted
    rows = [entry_row(each) for each in entries] if wishes["each"] else found.rows()
    shown = EACH if wishes["each"] else _columns(rows)
    print_answer(
        rows if format_ not in ("table", "markdown") else [_for_readers(row) for row in rows],
        format_,
        caption=_caption(dossier, entries, counted),
        parameters={"input": folder, **wishes},
        notes=_notes(entries, counted, wishes),
        shown=shown,
    )


def _columns(rows: Sequence[Row]) -> dict[str, str]:
    """The columns of a table: those in which something stands."""
    from graphkit.bargaining.scoreboard import NAIVE
    from graphkit.bargaining.scoring import INTERVALS

    shown = {"model": "model", "forecasts": "forecasts", "error": "error", "crps": "CRPS"}
    shown |= {f"held_{percent}": f"held by {percent} %" for percent in INTERVALS}
    shown |= {"places": "outcomes by fifths"} | {name: f"naive (skill): {name}" for name in NAIVE}
    return {name: head for name, head in shown.items() if any(_for_readers(row)[name] is not None for row in rows)}


def _for_readers(row: Row) -> Row:
    from graphkit.bargaining.scoreboard import NAIVE
    from graphkit.bargaining.scoring import INTERVALS

    if "places" not in row:
        return row
    told = {
        name: None if row[name] is None else f"{row[name]} of {row['ranged']}"
        for name in (f"held_{percent}" for percent in INTERVALS)
    }
    for name in NAIVE:
        key = name.replace(" ", "_")
        error, skill = row[f"{key}_error"], row[f"{key}_skill"]
        told[name] = None if error is None else f"{error:.1f}" + (f" ({skill:+.2f})" if skill is not None else "")
    return row | told


def _caption(dossier: Dossier, entries: Sequence[Entry], counted: Sequence[Entry]) -> str:
    title = dossier.manifest.title
    return plain(f"{title}: {number_of(len(entries), 'stored forecast')}, {len(counted)} scored; points of 0 to 100")


def _notes(entries: Sequence[Entry], counted: Sequence[Entry], wishes: Mapping[str, Any]) -> list[str]:
    notes = []
    if not entries:
        return ["no forecast is stored; graphkit forecast --store keeps one"]
    open_ = sum(each.outcome is None for each in entries)
    if open_:
        notes.append(f"no outcome yet: {open_}; a later entry in the issue's status_quo tells it")
    late = sum(each.hindsight for each in entries)
    if late:
        left = "scored too, as asked" if wishes["hindsight"] else "not scored; --hindsight scores them too"
        notes.append(f"made when the outcome could have been known, which foretells nothing: {late}; {left}")
    changed = sum(each.reproduces is False for each in entries)
    if changed:
        notes.append(f"inputs that no longer come out of the dossier as they were: {changed}; --each tells which")
    if 0 < len(counted) < FEW:
        notes.append(f"{number_of(len(counted), 'forecast')} are few: what differs between models may be chance")
    issues = {each.forecast.issue for each in counted}
    if counted and len(issues) * 2 < len(counted):
        notes.append(
            f"they are on {number_of(len(issues), 'issue')} only: several forecasts of one outcome are not independent"
        )
    return notes
