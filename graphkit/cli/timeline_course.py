"""The answer of `graphkit timeline --measure`: a measure window by window, and where its level changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.camps_words import told_changes
from graphkit.cli.difference import Compared, beside
from graphkit.cli.opening import number_of
from graphkit.cli.plotting import write_plot
from graphkit.cli.printing import print_answer
from graphkit.cli.timeline_answers import Asked
from graphkit.cli.what_if import what_if_in_short, what_if_lines

if TYPE_CHECKING:
    from graphkit.analysis.timeline import Course, WindowOf

COURSE = {
    "from": "from",
    "to": "to",
    "value_in_words": "value",
    "by_issue_in_words": "by issue",
    "counted": "counted",
    "sources": "sources",
    "change_in_words": "change of level",
    "events_in_words": "events just before",
}
COURSE_WITH_BASE = {"from": "from", "to": "to", "value_in_words": "value", "base_value": "base value"} | COURSE
WINDOWS = Compared(("from", "to"), ("value", "counted"), ("value", "counted"), in_order=True)
UNITS = {
    "positions": "positions taken",
    "held": "positions held on the last day of a window",
    "events": "events",
    "proposals": "proposals",
    "balance": "support less opposition, of the positions taken",
    "held-balance": "support less opposition, of the positions held on the last day of a window",
    "agreement": "ties of agreement between actors, by the positions taken",
    "conflict": "ties of conflict between actors, by the positions taken",
    "modularity": "modularity of the two camps with the least frustration",
    "ei_index": "E-I index of the two camps with the least frustration",
    "controversy": "random-walk controversy of the two camps with the least frustration",
    "esteban_ray": "polarization of stances by Esteban and Ray",
    "frustration": "frustration index of the signed network",
}


def course(asked: Asked, format_: str) -> None:
    """Print a measure window by window, with the events before each change of its level."""
    from graphkit.analysis.timeline import CourseOptions
    from graphkit.analysis.timeline import course as follow

    wishes = asked.wishes
    draws = 200 if wishes["resamples"] is None else wishes["resamples"]
    options = CourseOptions(
        window=wishes["window"] or "1m",
        step=wishes["step"],
        within=wishes["within"],
        draws=draws,
        seed=wishes["seed"],
    )
    found = follow(asked.dossier, wishes["measure"], options, wanted=asked.wanted)
    step = found.parameters["step"]
    caption = (
        f"{wishes['measure']} ({UNITS[wishes['measure']]}){asked.about}; window {options.window} moved by {step}; "
        f"{asked.day}; {number_of(len(found.windows), 'window')}"
    )
    if "draws" in found.parameters and draws:
        caption += f"; ranges hold 95 % of {draws} draws of a window's positions with replacement"
    rows, difference = _windows(found), None
    more, told, shown = {"changes": found.changes.rows()}, _told(found, wishes), COURSE
    if asked.base:
        base = follow(asked.base, wishes["measure"], replace(options, draws=0), wanted=asked.wanted)
        difference = beside(rows, _windows(base), WINDOWS, wishes["sets"])
        more |= {"base_changes": base.changes.rows()}
        rows, told, shown = difference.rows, [*told, "", "base:", *_told(base, wishes)], COURSE_WITH_BASE
    print_answer(
        rows,
        format_,
        caption=caption,
        parameters=asked.parameters | found.parameters,
        notes=found.notes,
        shown=shown,
        more=more,
        difference=difference,
        then=lambda: click.echo("\n" + "\n".join(told)),
    )
    if wishes["plot"]:
        from graphkit.report.plots.course import course_figure, line_of
        from graphkit.report.plots.style import texts_of

        title = f"{UNITS[wishes['measure']]}{asked.about}"
        title = what_if_in_short(title[:1].upper() + title[1:], wishes["sets"])
        line = line_of(found, as_of=asked.as_of, known_on=wishes["known_on"])
        line = replace(line, said=(*what_if_lines(wishes["sets"]), *line.said))
        write_plot(
            wishes["plot"],
            asked.folder,
            lambda: course_figure(line, title),
            title=title,
            texts=texts_of(asked.dossier),
        )


def _windows(found: Course) -> list[dict[str, Any]]:
    return [_window(found, index, row) for index, row in enumerate(found.rows())]


def _told(found: Course, wishes: Mapping[str, Any]) -> list[str]:
    return list(told_changes(found.changes, wishes["measure"], len(found.windows), wishes["within"]))


def _window(found: Course, index: int, row: dict[str, Any]) -> dict[str, Any]:
    change = next((each for each in found.changes.points if each.at == index), None)
    return {
        **row,
        "value_in_words": _value(found.windows[index]),
        "by_issue_in_words": [f"{id} {value:+g}" for id, value in row["by_issue"].items()] or None,
        "change_in_words": f"{change.before:.3g} > {change.after:.3g}" if change else None,
        "events_in_words": [event.id for event in change.events] or "none recorded" if change else None,
    }


def _value(window: WindowOf) -> str:
    """A value with its range, where it has one."""
    import math

    if math.isnan(window.value):
        return "nothing to measure"
    return f"{window.value:.3g}" + ("" if math.isnan(window.low) else f" ({window.low:.3g} to {window.high:.3g})")
