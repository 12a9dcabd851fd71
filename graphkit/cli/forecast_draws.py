"""Forecasts over draws as text: intervals, how steady they are, and which input matters most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from graphkit.cli.difference import Compared, beside
from graphkit.cli.forecast_draws_input import rule_of, uncertain_over, with_grades
from graphkit.cli.forecast_draws_notes import notes_of
from graphkit.cli.forecast_importance import most, print_importance
from graphkit.cli.forecast_input import Read, read, what_if
from graphkit.cli.forecast_notes import caption_of, caveats, left_out, missing, more, parameters_of, reasons, tables_of
from graphkit.cli.plotting import write_plot
from graphkit.cli.printing import print_answer
from graphkit.cli.what_if import what_if_lines
from graphkit.cli.wishes import refuse

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Outcome, Settings
    from graphkit.bargaining.grades import Chances
    from graphkit.bargaining.sensitivity import Sobol
    from graphkit.bargaining.spread import Spread
    from graphkit.bargaining.swings import Swing
    from graphkit.bargaining.uncertainty import Uncertain

Wishes = Mapping[str, Any]
Row = dict[str, Any]
ASKS = ("draws", "sobol", "tornado")
OF_DRAWS = {
    "seed": "--seed",
    "interval": "--interval",
    "shape": "--shape",
    "spreads": "--spread",
    "grades": "--grade",
    "no_grades": "--no-grades",
    "joint_draws": "--joint-draws",
    "top": "--top",
}
LEGEND = (
    "error: how far ends and median may be off by drawing, * not steady yet; above now: draws above the status quo; "
    "ranges: numbers that have one; may fall: positions that may be anywhere"
)
COMPARED = Compared(("issue", "model"), ("outcome",), ("outcome",))
BY_DRAW = ("change_low", "change_high", "rises")


def is_drawn(wishes: Wishes) -> bool:
    """Whether a forecast over draws is asked for; refuses options that belong to one where it is not."""
    if any(wishes[name] for name in ASKS):
        refuse(wishes, {"rounds": "--rounds"}, "is of one run, and draws are many")
        return True
    refuse(wishes, OF_DRAWS, "belongs to draws; add --draws 10000, or")
    return False


def print_draws(input_: str | None, format_: str, wishes: Wishes, told: Settings) -> tuple[Read, Uncertain]:
    """Print the forecast over draws, and draw it where that is asked for; what went in, and what came out."""
    from graphkit.bargaining.sensitivity import sobol
    from graphkit.bargaining.swings import tornado
    from graphkit.bargaining.table import BadInputs

    if format_ == "csv" and wishes["sobol"] and wishes["tornado"]:
        raise click.UsageError("one table goes into one CSV; take --sobol or --tornado")
    rule = rule_of(wishes)
    given = with_grades(read(input_, wishes), rule)
    try:
        base = uncertain_over(given, given.tables, wishes, told)
        found = uncertain_over(given, what_if(given, wishes["sets"]), wishes, told) if wishes["sets"] else base
        indices = sobol(found) if wishes["sobol"] else None
    except BadInputs as error:
        raise click.UsageError(str(error)) from None
    swings = tornado(found) if wishes["tornado"] else ()
    _print(input_, format_, given, wishes, found, base, rule, indices, swings)
    if wishes["plot"]:
        _draw(wishes["plot"], input_ if given.dossier else None, given, wishes, found, indices, swings)
    return given, found


def _print(
    input_: str | None,
    format_: str,
    given: Read,
    wishes: Wishes,
    found: Uncertain,
    base: Uncertain,
    rule: Chances | None,
    indices: Sobol | None,
    swings: Sequence[Swing],
) -> None:
    from graphkit.bargaining.sensitivity import index_row
    from graphkit.bargaining.spread import as_row
    from graphkit.bargaining.swings import swing_row

    compare = bool(wishes["sets"])
    rows = [_row(mine, theirs, compare=compare) for mine, theirs in zip(found.rows, base.rows, strict=True)]
    difference = beside(rows, list(map(as_row, base.rows)), COMPARED, wishes["sets"]) if compare else None
    rows = difference.rows if difference else rows
    ranks = [index_row(each) for each in indices.rows] if indices else []
    moves = [swing_row(each) for each in swings]
    notes = [
        *missing(given),
        *reasons([row.point for row in found.rows if not row.has_answer]),
        *left_out([_left_out(row) for row in found.rows]),
        *caveats(found.points.rows),
        *notes_of(given, found, rule, indices),
    ]
    told = {"sobol": ranks} if indices else {}
    told |= {"tornado": moves} if wishes["tornado"] else {}
    parameters = {"input": input_, "models": list(wishes["models"])} | parameters_of(input_, given, wishes)
    parameters |= {"settings": asdict(found.points.settings)} | _asked(wishes, found, rule)
    caption = f"{caption_of(given, wishes)}\n{_said(wishes, found)}"
    caption += f"\n{LEGEND}" if format_ in ("table", "markdown") else ""
    if format_ == "csv" and (indices or wishes["tornado"]):
        rows, difference = ranks if indices else moves, None
        caption = "\n".join([caption, *what_if_lines(wishes["sets"])])
    shown = _shown(rows, compare=compare) if format_ in ("table", "markdown") else {name: name for name in ("issue",)}
    if format_ in ("table", "markdown"):
        known = [row for row in rows if any(row.get(name) is not None for name in ("outcome", "low", "base_outcome"))]
        rows = _grouped(list(map(_cells, known)))
    print_answer(
        rows,
        format_,
        caption=caption,
        parameters=parameters,
        notes=notes,
        shown=shown,
        names=2,
        more={**more(given), **told, **({"matters_most": most(indices)} if indices else {})},
        difference=difference,
        then=lambda: print_importance(format_, wishes, indices, ranks, moves if wishes["tornado"] else None),
    )


def _left_out(row: Spread) -> Outcome:
    """The outcome by the inputs as they stand, without naming as left out who takes part in the draws."""
    return replace(row.point, left_out=tuple(actor for actor in row.point.left_out if actor not in row.actors))


def _row(mine: Spread, theirs: Spread, *, compare: bool) -> Row:
    """An outcome over draws, and, draw by draw, its difference to the one without what was set."""
    from graphkit.bargaining.spread import as_row

    row = as_row(mine)
    if not compare:
        return row
    row |= dict.fromkeys(BY_DRAW)
    if len(mine.values) and len(mine.values) == len(theirs.values):
        change = mine.values - theirs.values
        change = change[~np.isnan(change)]
        if len(change):
            shares = [(1 - mine.interval / 100) / 2, (1 + mine.interval / 100) / 2]
            low, high = np.quantile(change, shares).tolist()
            row |= {"change_low": low, "change_high": high, "rises": float((change > 0).mean())}
    return row


def _shown(rows: Sequence[Row], *, compare: bool) -> dict[str, str]:
    percent = f"{rows[0]['interval']:g} %" if rows else ""
    shown = {
        "issue": "issue",
        "model": "model",
        "outcome": "outcome",
        "median": "median",
        "ends": f"{percent} of draws",
    }
    shown |= {"error": "error", "above_status_quo": "above now", "in_zone": "in zone"}
    if compare:
        shown |= {"change_outcome": "change", "changes": f"{percent} of changes"}
    return shown | {"varies": "ranges", "falls": "may fall"}


def _cells(row: Row) -> Row:
    """A row in words."""
    cells = {name: f"{row[name]:.1f}" for name in ("outcome", "median", "base_outcome") if row.get(name) is not None}
    known = row["low"] is not None
    told = {
        "median": "",
        "ends": f"{row['low']:.1f} to {row['high']:.1f}" if known else "not known",
        "error": f"{row['error']:.2f}{'' if row['converged'] else '*'}" if known else "",
        "above_status_quo": _percent(row["above_status_quo"]),
        "in_zone": _percent(row["in_zone"]),
        "varies": f"{row['ranges']} of {row['numbers']}",
        "falls": f"{row['evidence']} of {len(row['actors'])}",
    }
    if "change_outcome" in row:
        low, high = row["change_low"], row["change_high"]
        told["changes"] = "" if low is None else f"{low:+.1f} to {high:+.1f}"
        told["change_outcome"] = "" if row["change_outcome"] is None else f"{row['change_outcome']:+.1f}"
    return row | told | cells


def _grouped(rows: Sequence[Row]) -> list[Row]:
    """Rows that name their issue where it begins, and not again."""
    before = [None, *(row["issue"] for row in rows)]
    return [row | ({"issue": ""} if row["issue"] == last else {}) for row, last in zip(rows, before, strict=False)]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f} %"


def _said(wishes: Wishes, found: Uncertain) -> str:
    """How draws were made."""
    shape = found.plans[0].shape if found.plans else wishes["shape"] or "triangular"
    parts = [f"{found.draws:,} draws, seed {found.seed}", f"numbers {shape} over their ranges"]
    if any(row.point.model in ("exchange", "smp") and len(row.values) for row in found.rows):
        parts[0] += f" (exchange and smp: the first {min(found.draws, found.joint_draws):,})"
    if wishes["spreads"]:
        parts.append(f"ranges given to numbers that had none: {', '.join(wishes['spreads'])}")
    return "; ".join(parts)


def _asked(wishes: Wishes, found: Uncertain, rule: Chances | None) -> Row:
    return {
        "draws": found.draws,
        "joint_draws": found.joint_draws,
        "seed": found.seed,
        "interval": found.rows[0].interval if found.rows else wishes["interval"],
        "shape": wishes["shape"] or "triangular",
        "spread": list(wishes["spreads"]),
        "grades": dict(rule) if rule is not None else None,
    }


def _draw(
    path: Path,
    folder: str | None,
    given: Read,
    wishes: Wishes,
    found: Uncertain,
    indices: Sobol | None,
    swings: Sequence[Swing],
) -> None:
    from graphkit.report.plots.spread import Drawn, spread_figure
    from graphkit.report.plots.style import texts_of

    about = given.dossier.manifest.title if given.dossier else ""
    tables = tables_of(given.tables)
    names = {table.issue: table.name or table.issue for table in tables}
    labels = {actor: label for table in tables for actor, label in zip(table.actors, table.labels, strict=True)}
    title = "Where issues would end, and how sure that is"
    said = (*caption_of(given, wishes).split("\n"), *what_if_lines(wishes["sets"]), _said(wishes, found))
    drawn = Drawn(found.rows, names, labels, indices, tuple(swings), about, said)
    texts = [about, *names.values(), *labels.values(), *said, *(texts_of(given.dossier) if given.dossier else ())]
    write_plot(path, folder, lambda: spread_figure(drawn, title), title=title, texts=texts)
