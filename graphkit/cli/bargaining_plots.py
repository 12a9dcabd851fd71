"""Forecasts, zones of agreement and packages as pictures: what is told of them, and where it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.cli.forecast_input import Read
from graphkit.cli.forecast_notes import tables_of
from graphkit.cli.opening import number_of
from graphkit.cli.plotting import write_plot
from graphkit.cli.what_if import what_if_lines

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from graphkit.bargaining.forecast import Forecast, Outcome
    from graphkit.bargaining.inputs import Found
    from graphkit.bargaining.packages import Packages
    from graphkit.bargaining.table import Inputs
    from graphkit.bargaining.zone import Zone, Zones
    from graphkit.dossier.dossier import Dossier
    from graphkit.report.plots.scales import Panel, Row

Wishes = Mapping[str, Any]


def plot_forecast(
    input_: str | None, given: Read, tables: Sequence[Found | Inputs], wishes: Wishes, found: Forecast
) -> None:
    """Draw the scale of each issue with its actors and the outcomes of the models."""
    from graphkit.report.plots.scales import scales_figure

    by: dict[str, list[Outcome]] = {}
    for row in found.rows:
        by.setdefault(row.issue, []).append(row)
    panels = [_forecast_panel(table, by[table.issue], given.dossier) for table in tables_of(tables)]
    about, said = _about(input_, given.dossier), [*_said_of(given, wishes), *_assumptions(wishes)]
    title = "Where issues would end"
    _write(
        wishes,
        input_,
        given,
        title,
        _texts(given.dossier, tables_of(tables), about, said),
        lambda: scales_figure(panels, title, about, said),
    )


def plot_rounds(
    input_: str | None, given: Read, tables: Sequence[Found | Inputs], wishes: Wishes, found: Forecast
) -> None:
    """Draw the positions over the rounds of each model that runs in rounds."""
    from graphkit.report.plots.rounds import panels_of, rounds_figure

    every = tables_of(tables)
    panels = panels_of(
        found.histories,
        names={table.issue: table.name for table in every},
        labels=_labels(every),
        scales={table.issue: table.scale for table in every},
    )
    about, said = _about(input_, given.dossier), [*_said_of(given, wishes), *_assumptions(wishes)]
    title = "Positions over the rounds"
    _write(
        wishes,
        input_,
        given,
        title,
        _texts(given.dossier, every, about, said),
        lambda: rounds_figure(panels, title, about, said),
    )


def plot_packages(
    input_: str | None, given: Read, tables: Sequence[Inputs], wishes: Wishes, found: Packages | None, no_deal: str
) -> None:
    """Draw the packages of two parties by what they are worth to both."""
    from graphkit.report.plots.pareto import pareto_figure
    from graphkit.report.plots.style import CannotDraw

    labels = _labels(tables)
    about, said = _about(input_, given.dossier), [*_said_of(given, wishes), *_assumptions(wishes)]
    if found is not None:
        said = [f"packages on {number_of(len(found.issues), 'issue')}", f"no deal: {no_deal}", *said]
    whose = [labels.get(actor) or actor for actor in found.actors] if found else []
    title = f"Packages of {' and '.join(whose)}"

    def draw() -> Figure:
        if found is None:
            raise CannotDraw("no two parties are known; name them with --parties A,B")
        names = {table.issue: table.name for table in tables}
        return pareto_figure(found, title, about, said, labels=labels, names=names)

    _write(wishes, input_, given, title, _texts(given.dossier, tables, about, said), draw)


def plot_zones(
    input_: str | None, dossier: Dossier | None, tables: Sequence[Inputs], wishes: Wishes, found: Zones, sources: int
) -> None:
    """Draw the scales of the issues with the red lines on them, the zone or the gap, and where they stand."""
    from graphkit.report.plots.scales import scales_figure

    by = {table.issue: table for table in tables}
    panels = [_zone_panel(each, by.get(each.issue), dossier) for each in found.rows if each.verdict != "none"]
    about = _about(input_, dossier)
    said = [*_days(dossier, wishes), f"red lines from {number_of(sources, 'source')}"] if dossier else []
    said += what_if_lines(wishes["sets"])
    title = "Where all could live whose consent is needed"
    given = Read((), dossier)
    _write(
        wishes,
        input_,
        given,
        title,
        _texts(dossier, tables, about, said),
        lambda: scales_figure(panels, title, about, said),
    )


def _write(wishes: Wishes, input_: str | None, given: Read, title: str, texts: Iterable[str], draw: Any) -> None:
    write_plot(wishes["plot"], input_ if given.dossier else None, draw, title=title, texts=texts)


def _forecast_panel(table: Inputs, outcomes: Sequence[Outcome], dossier: Dossier | None) -> Panel:
    from graphkit.report.plots.scales import Panel, Row

    numbers = (table.labels, table.position.tolist(), table.low.tolist(), table.high.tolist())
    actors = [Row(name, at, _known(low), _known(high)) for name, at, low, high in zip(*numbers, strict=True)]
    models = [Row(row.model, row.outcome, row.low, row.high) for row in outcomes if row.outcome is not None]
    actors.sort(key=lambda row: (row.at, row.name))
    name = table.name or table.issue
    return Panel(name, table.scale, _ends(dossier, table.issue), actors, models, table.status_quo)


def _zone_panel(found: Zone, table: Inputs | None, dossier: Dossier | None) -> Panel:
    from graphkit.report.plots.scales import Panel

    low, high = max(each.low for each in found.lines), min(each.high for each in found.lines)
    issue = dossier.issues.get(found.issue) if dossier else None
    stands = table.status_quo if table else None
    if issue and issue.status_quo:
        stands = max(issue.status_quo, key=lambda each: each.on.sort_key).value
    return Panel(
        (issue.name if issue else "") or (table.name if table else "") or found.issue,
        table.scale if table else (0.0, 100.0),
        _ends(dossier, found.issue),
        _red_lines(found, table, dossier),
        (),
        stands,
        zone=(low, high) if found.verdict == "zone" else None,
        room=(low, high) if found.verdict == "open" else None,
        gap=(high, low) if found.verdict == "gap" else None,
        said=_verdict(found),
    )


def _red_lines(found: Zone, table: Inputs | None, dossier: Dossier | None) -> list[Row]:
    """A row for everybody whose consent is needed: its line, and its position where that is known."""
    from graphkit.bargaining.inputs import label_of
    from graphkit.report.plots.scales import Row

    places = {}
    if table is not None:
        numbers = (table.actors, table.position.tolist(), table.low.tolist(), table.high.tolist())
        places = {actor: (at, _known(low), _known(high)) for actor, at, low, high in zip(*numbers, strict=True)}
    nothing = (None, None, None)
    rows = [Row(each.label, *places.get(each.actor, nothing), (each.low, each.high)) for each in found.lines]
    rows.sort(key=lambda row: (row.accepts or (0.0, 0.0), row.name))
    labels = dict(zip(table.actors, table.labels, strict=True)) if table is not None else {}
    return rows + [
        Row(
            label_of(dossier, actor) if dossier else labels.get(actor, actor),
            *places.get(actor, nothing),
            note="line not known",
        )
        for actor in found.unknown
    ]


def _verdict(found: Zone) -> str:
    """The verdict in words, and who could close a gap alone."""
    if found.verdict == "gap":
        labels = {each.actor: each.label for each in found.lines}
        closers = [f"{labels[actor]} by {points:+g}" for actor, points in (found.closers or {}).items()]
        return f"gap of {found.gap:g}; could close it alone: {', '.join(closers) or 'nobody'}"
    room = f"{found.low:g} to {found.high:g}"
    return (
        f"zone from {room}"
        if found.verdict == "zone"
        else f"open: the known lines leave {room}, and some are not known"
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def _labels(tables: Iterable[Inputs]) -> dict[str, str]:
    return {actor: label for table in tables for actor, label in zip(table.actors, table.labels, strict=True)}


def _ends(dossier: Dossier | None, issue: str) -> tuple[str, str]:
    found = dossier.issues.get(issue) if dossier else None
    return (found.scale.low, found.scale.high) if found and found.scale else ("", "")


def _about(input_: str | None, dossier: Dossier | None) -> str:
    return dossier.manifest.title if dossier else Path(input_ or "").name


def _said_of(given: Read, wishes: Wishes) -> list[str]:
    if given.dossier is None:
        return []
    sources = {source for each in given.found for source in each.sources}
    return [*_days(given.dossier, wishes), f"positions from {number_of(len(sources), 'source')}"]


def _days(dossier: Dossier, wishes: Wishes) -> list[str]:
    from graphkit.report.plots.style import days_in_words

    return [days_in_words(wishes["as_of"] or dossier.manifest.as_of, wishes["known_on"])]


def _assumptions(wishes: Wishes) -> list[str]:
    assumed = [f"assumed of who has none: {', '.join(wishes['assume'])}"] if wishes["assume"] else []
    return [*assumed, *what_if_lines(wishes["sets"])]


def _texts(dossier: Dossier | None, tables: Iterable[Inputs], about: str, said: Iterable[str]) -> list[str]:
    """All that may be written in the picture."""
    from graphkit.report.plots.style import texts_of

    written = [about, *said, *(word for table in tables for word in (table.issue, table.name, *table.labels))]
    if dossier is None:
        return written
    ends = [word for issue in dossier.issues for word in _ends(dossier, issue.id)]
    return [*written, *texts_of(dossier), *ends]
