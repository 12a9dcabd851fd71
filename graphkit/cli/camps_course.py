"""The answer of `graphkit camps --window`: polarization window by window, and where it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.camps_found import kind_of, parameters_of
from graphkit.cli.camps_input import Read
from graphkit.cli.camps_words import caption_of_course, in_words, told_changes
from graphkit.cli.difference import GONE, Compared, beside
from graphkit.cli.printing import print_answer
from graphkit.cli.what_if import what_if_in_short, what_if_lines
from graphkit.cli.wishes import Wishes

if TYPE_CHECKING:
    from graphkit.analysis.changepoints import ChangePoints
    from graphkit.analysis.polarization import Course

TITLES = {"ei_index": "E-I index", "esteban_ray": "Esteban and Ray", "frustration": "frustration index"}
COURSE = {
    "from": "from",
    "to": "to",
    "actors": "actors",
    "statements": "positions",
    "sources": "sources",
    "frustration": "frustration",
    "modularity": "modularity",
    "ei_index": "E-I",
    "controversy": "controversy",
    "esteban_ray": "Esteban-Ray",
}
MEASURES = ("frustration", "modularity", "ei_index", "controversy", "esteban_ray")


def answer_course(read: Read, wishes: Wishes, format_: str) -> None:
    """Print polarization window by window, and where it changes."""
    measure: Any = wishes["measure"] or "modularity"
    course, changes = _course(read, wishes, measure, wishes["resamples"])
    rows, difference = course.rows(), None
    more, told = {"changes": changes.rows()}, _told(changes, measure, len(rows), wishes)
    if read.base:
        before, base_changes = _course(read.base, wishes, measure, 0)
        difference = beside(rows, before.rows(), _compared(measure), wishes["sets"])
        more |= {"base_changes": base_changes.rows()}
        told += ["", "base:", *_told(base_changes, measure, len(before.windows), wishes)]
        rows = difference.rows
    print_answer(
        rows if format_ in ("json", "csv") else _for_readers(course, rows),
        format_,
        caption="\n".join(caption_of_course(read, course, wishes)),
        parameters=parameters_of(read, wishes, {**course.parameters, **changes.parameters, "measure": measure}),
        notes=[*read.notes, *course.notes],
        shown=COURSE,
        names=2,
        more=more,
        difference=difference,
        then=lambda: click.echo("\n" + "\n".join(told)),
    )
    if format_ == "csv" and changes.points:
        click.echo("\n".join(told), err=True)
    if wishes["plot"]:
        _plot(read, course, changes, measure, wishes)


def _course(read: Read, wishes: Wishes, measure: Any, draws: int) -> tuple[Course, ChangePoints]:
    """Polarization window by window, and where the measure changes."""
    from graphkit.analysis.changepoints import change_points
    from graphkit.analysis.polarization import PolarizationOptions, polarization

    if read.stands is None:
        raise click.UsageError("windows need dated positions; name a dossier or a DNA database")
    options = PolarizationOptions(
        kind=kind_of(read),
        window=wishes["window"],
        step=wishes["step"] or wishes["window"],
        draws=draws,
        unit=wishes["resample"],
        seed=wishes["seed"],
    )
    course = polarization(read.stands.statements, options)
    days = [each.since for each in course.windows]
    within = wishes["within"] or 30
    return course, change_points(course.series(measure), days, dossier=read.dossier, within=within, seed=wishes["seed"])


def _compared(measure: str) -> Compared:
    return Compared(("from", "to"), MEASURES, MEASURES, shown=(measure,), in_order=True)


def _told(changes: ChangePoints, measure: str, windows: int, wishes: Wishes) -> list[str]:
    return list(told_changes(changes, measure, windows, wishes["within"] or 30))


def _for_readers(course: Course, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their measures in words; windows that are gone have none."""
    windows, draws = iter(course.windows), course.options.draws
    return [row if row.get("difference") == GONE else in_words(next(windows), row, draws) for row in rows]


def _plot(read: Read, course: Course, changes: ChangePoints, measure: Any, wishes: Wishes) -> None:
    """Draw one measure window by window."""
    from graphkit.cli.plotting import write_plot
    from graphkit.report.plots.course import course_figure, line_of_polarization
    from graphkit.report.plots.style import texts_of

    dossier = read.dossier
    about = dossier.manifest.title if dossier else ""
    as_of = (wishes["as_of"] or dossier.manifest.as_of) if dossier else None
    line = line_of_polarization(course, measure, changes, about=about, as_of=as_of, known_on=wishes["known_on"])
    line = replace(line, said=(*what_if_lines(wishes["sets"]), *line.said))
    title = what_if_in_short(
        f"Polarization ({TITLES.get(measure, measure)}) between the two camps of the network {read.name}",
        wishes["sets"],
    )
    texts = texts_of(dossier) if dossier else []
    write_plot(wishes["plot"], None, lambda: course_figure(line, title), title=title, texts=texts)
