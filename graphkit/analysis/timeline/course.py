"""A measure of a dossier in moving windows: how much was said and done, the balance of stances, ties, polarization."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

import numpy as np

from graphkit.analysis.camps.found import none_if_nan
from graphkit.analysis.changepoints import ChangePoints, change_points
from graphkit.analysis.discourse.windows import BadWindow, Width, Window, width, windows
from graphkit.analysis.timeline.counting import Counting, counting
from graphkit.analysis.timeline.wanted import Wanted
from graphkit.dossier.dossier import Dossier
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Measure = Literal[
    "positions",
    "held",
    "events",
    "proposals",
    "balance",
    "held-balance",
    "agreement",
    "conflict",
    "modularity",
    "ei_index",
    "controversy",
    "esteban_ray",
    "frustration",
]
MEASURES: tuple[Measure, ...] = get_args(Measure)
COLUMNS = ("from", "to", "value", "low", "high", "counted", "sources", "by_issue", "change", "events_before")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOptions:
    """How a measure is followed through time.

    Attributes
    ----------
    window, step : str
        Width and move of the window, such as ``"1m"``; see `graphkit.analysis.discourse.windows`.  The step is the
        window by default.
    within : int
        How many days before a change of level an event may lie.
    draws : int
        How often the evidence is drawn anew for the range of a measure of polarization; 0 for none.
    seed : int
    """

    window: str = "1m"
    step: str | None = None
    within: int = 30
    draws: int = 200
    seed: int = 0


@dataclass(frozen=True, slots=True)
class WindowOf:
    """What was measured in one window.

    Attributes
    ----------
    since, until : datetime.date
        The first and the last day.
    value, low, high : float
        NaN where there is nothing to measure; the range only of measures of polarization.
    counted : int
        How many positions, events or proposals are behind it.
    sources : int
        From how many sources they are.
    by_issue : mapping of str to float
        Of a balance, the part of each issue.
    """

    since: date
    until: date
    value: float
    low: float
    high: float
    counted: int
    sources: int
    by_issue: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Course(ShowsItself):
    """A measure window by window, and where its level changes.

    Attributes
    ----------
    measure : str
    windows : tuple of WindowOf
    changes : ChangePoints
        With the events before each; that they came before is all that is said.
    dossier : Dossier
    parameters : dict
    notes : tuple of str
    """

    measure: Measure
    windows: tuple[WindowOf, ...]
    changes: ChangePoints
    dossier: Dossier
    parameters: dict[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def values(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """The values, window by window; NaN where there is nothing to measure."""
        return np.array([each.value for each in self.windows], np.float64)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each window; a change of level is told with the first window of the new level."""
        told = {each.at: each for each in self.changes.points}
        return [self._row(index, each, told.get(index)) for index, each in enumerate(self.windows)]

    def _row(self, index: int, window: WindowOf, change: Any) -> dict[str, Any]:
        return {
            "from": window.since,
            "to": window.until,
            "value": none_if_nan(window.value),
            "low": none_if_nan(window.low),
            "high": none_if_nan(window.high),
            "counted": window.counted,
            "sources": window.sources,
            "by_issue": dict(window.by_issue),
            "change": [change.before, change.after] if change else None,
            "events_before": [event.key for event in change.events] if change else [],
        }

    def _shown(self) -> Shown:
        columns = ("from", "to", "value", "low", "high", "counted", "sources", "change")
        told: dict[str, Any] = {"caption": f"course of {self.measure}", "parameters": self.parameters}
        return Shown(self.rows(), columns, total=len(self.windows), notes=self.notes, **told)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def course(
    dossier: Dossier, measure: Measure, options: CourseOptions | None = None, *, wanted: Wanted | None = None
) -> Course:
    """Follow a measure through time.

    ``positions``, ``events`` and ``proposals`` count what began or happened in a window, ``held`` the positions that
    hold on its last day.  ``balance`` is support less opposition among the positions taken in it, ``held-balance``
    among those held on its last day.  ``agreement`` and ``conflict`` add up the ties between actors by the positions
    taken in it, each pair once (`graphkit.analysis.discourse`).  The rest are of `graphkit.analysis.polarization`,
    between the two camps with the least frustration in the window's own signed network.

    Parameters
    ----------
    dossier : Dossier
        With every position taken, also those that no longer hold; see `graphkit.analysis.discourse.positions.taken`.
    measure : str
        Of `MEASURES`.
    options : CourseOptions, optional
    wanted : Wanted, optional
        The issues and the actors that count.  For agreement and conflict one actor means its ties, several the ties
        among them.  The first window begins on `since`, by default on the first day of anything that counts.

    Returns
    -------
    Course

    Raises
    ------
    BadWindow
        If a width is not one, or makes too many windows.

    Examples
    --------
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> from graphkit.dossier.cache import examine
    >>> dossier, _ = examine(bundled_dossier("istanbul-2025"))
    >>> [each.value for each in course(dossier, "positions").windows]
    [6.0, 0.0, 2.0, 25.0]
    """
    options, wanted = options or CourseOptions(), wanted or Wanted()
    counts = counting(dossier, measure, wanted, draws=options.draws, seed=options.seed)
    size, step = width(options.window), width(options.step or options.window)
    if size.unit == "n" and not counts.by_number:
        raise BadWindow(f"a window of {size} counts positions; {measure} needs one of time, such as 1m")
    found = tuple(_by_number(counts, size, step) if size.unit == "n" else _in_time(counts, size, step, wanted.since))
    values = np.array([each.value for each in found], np.float64)
    days = [each.since for each in found]
    changes = change_points(values, days, dossier=dossier, within=options.within, seed=options.seed)
    parameters = {
        **{name: value for name, value in wanted.parameters.items() if name != "kinds"},
        "measure": measure,
        "window": options.window,
        "step": options.step or options.window,
        **({"draws": options.draws} if counts.ranged else {}),
        **changes.parameters,
    }
    return Course(measure, found, changes, dossier, parameters, (*counts.notes, *_notes(changes, overlap=size != step)))


def _notes(changes: ChangePoints, *, overlap: bool) -> Iterator[str]:
    if overlap and changes.points:
        yield "windows that overlap smear a change of level; let the step be the window to place it"


def _by_number(counts: Counting, size: Width, step: Width) -> Iterator[WindowOf]:
    for each in windows(counts.times, size, step=step):
        yield _window(counts, each, each.chosen)


def _in_time(counts: Counting, size: Width, step: Width, since: date | None) -> Iterator[WindowOf]:
    start = np.datetime64(since, "s") if since else None
    for each in windows(counts.all_times, size, step=step, since=start):
        low, high = np.searchsorted(counts.times, [each.since, each.until])
        yield _window(counts, each, slice(int(low), int(high)))


def _window(counts: Counting, window: Window, chosen: slice) -> WindowOf:
    since, until = _day(window.since), _day(window.until - np.timedelta64(1, "s"))
    found = counts.measure(chosen, until)
    return WindowOf(since, until, found.value, found.low, found.high, found.counted, found.sources, found.by_issue)


def _day(moment: np.datetime64) -> date:
    day: date = moment.astype("datetime64[D]").item()
    return day
