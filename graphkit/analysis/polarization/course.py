"""How polarized a network is, in all or in moving windows, with ranges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np

from graphkit.analysis.camps.found import none_if_nan, opposed, sides_as_camps
from graphkit.analysis.camps.stands import Network, Stands, Unit, drawn, network_of, stands_of
from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.parts import parts
from graphkit.analysis.discourse.statements import Floats, Integers, Statements, complete, noting_undated
from graphkit.analysis.frustration import frustration
from graphkit.analysis.polarization.measures import MEASURES, Measure, esteban_ray_of, measures
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

LEVEL = 0.95
COLUMNS = (
    *("from", "to", "actors", "statements", "sources", "frustration"),
    *(f"{measure}{end}" for measure in MEASURES for end in ("", "_low", "_high")),
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the range in which it lies in 95 % of draws of the evidence; NaN where it cannot be computed."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PolarizationOptions:
    """How polarization is computed.

    Attributes
    ----------
    kind : "signed", "agreement" or "conflict"
        Of which network the two camps are those with the least frustration.
    alpha : float
        Of Esteban–Ray.
    hubs : float
        Of random-walk controversy.
    window, step : str or None
        As for discourse networks.
    draws : int
        How often the evidence is drawn anew for an interval; 0 for none.
    unit : "positions" or "sources"
        What is drawn.
    seed : int
    """

    kind: Network = "signed"
    alpha: float = 1.0
    hubs: float = 0.1
    window: str | None = None
    step: str | None = None
    draws: int = 200
    unit: Unit = "positions"
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Polarization:
    """The polarization in one window.

    Attributes
    ----------
    since, until : datetime.date or None
        The first and the last day of the window.
    actors, statements, sources : int
        How many actors have ties, how many statements with a sign there are, and from how many sources.
    frustration : float
        The frustration index.
    modularity, ei_index, controversy, esteban_ray : Interval
    """

    since: date | None
    until: date | None
    actors: int
    statements: int
    sources: int
    frustration: float
    modularity: Interval
    ei_index: Interval
    controversy: Interval
    esteban_ray: Interval


@dataclass(frozen=True, slots=True, repr=False)
class Course(ShowsItself):
    """Polarization window by window.

    Attributes
    ----------
    windows : tuple of Polarization
    options : PolarizationOptions
    notes : tuple of str
        What was left out.
    """

    windows: tuple[Polarization, ...]
    options: PolarizationOptions
    notes: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, Any]:
        """How it was computed."""
        return {name: getattr(self.options, name) for name in PolarizationOptions.__slots__}

    def series(self, measure: Measure | Literal["frustration"]) -> Floats:
        """The values of one measure, window by window; NaN where it cannot be computed."""
        values = (getattr(each, measure) for each in self.windows)
        return np.array([each.value if isinstance(each, Interval) else each for each in values], np.float64)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each window."""
        return [_row(each) for each in self.windows]

    def _shown(self) -> Shown:
        caption = f"polarization in {len(self.windows)} windows"
        columns = [name for name in COLUMNS if not name.endswith(("_low", "_high"))]
        return Shown(self.rows(), columns, total=len(self.windows), caption=caption, notes=self.notes)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def polarization(statements: Statements, options: PolarizationOptions | None = None) -> Course:
    """Measure polarization in the whole period or in moving windows.

    In each window the two camps are those with the least frustration in its own network.  An interval is that of the
    middle 95 % of draws of the window's evidence, with replacement (percentile bootstrap; Efron 1979), the camps being
    held.

    Parameters
    ----------
    statements : Statements
        Stances are signs.
    options : PolarizationOptions, optional

    Returns
    -------
    Course

    Raises
    ------
    BadWindow
        If a width is not one, or makes too many windows.
    """
    options = options or PolarizationOptions()
    how = Options(window=options.window, step=options.step, measure="subtract")
    table = noting_undated(complete(statements)) if options.window else complete(statements)
    table = table.take(np.isin(table.stance, (-1.0, 1.0)))
    found = tuple(
        _of_window(part.statements, part.since, part.until, options) for part in parts(table, how, (None, None))
    )
    return Course(found, options, table.notes)


def _of_window(
    statements: Statements, since: date | None, until: date | None, options: PolarizationOptions
) -> Polarization:
    stands = stands_of(statements)
    network = network_of(stands, options.kind)
    exact = frustration(network, seed=options.seed)
    camps = sides_as_camps(network, exact.sides)
    facing = opposed(network, camps)
    random = np.random.default_rng(options.seed)
    here = _measured(stands, None, (camps, facing), options)
    draws = [
        _measured(stands, drawn(stands, options.unit, random), (camps, facing), options) for _ in range(options.draws)
    ]
    intervals = {name: _interval(here[name], [each[name] for each in draws]) for name in MEASURES}
    there = int((network.components >= 0).sum())
    return Polarization(since, until, there, len(statements), statements.sources, exact.index, **intervals)


def _measured(
    stands: Stands, times: Floats | None, camps: tuple[Integers, Integers], options: PolarizationOptions
) -> dict[Measure, float]:
    network = network_of(stands, options.kind, times=times)
    return {
        **measures(network, *camps, hubs=options.hubs),
        "esteban_ray": esteban_ray_of(stands, times=times, alpha=options.alpha),
    }


def _interval(value: float, draws: list[float]) -> Interval:
    known = [each for each in draws if not np.isnan(each)]
    if np.isnan(value) or len(known) < LEVEL * len(draws) or not known:  # too often there is nothing to measure
        return Interval(value, float("nan"), float("nan"))
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(value, float(low), float(high))


def _row(window: Polarization) -> dict[str, Any]:
    row: dict[str, Any] = {
        "from": window.since,
        "to": window.until,
        "actors": window.actors,
        "statements": window.statements,
        "sources": window.sources,
        "frustration": window.frustration,
    }
    for name in MEASURES:
        interval: Interval = getattr(window, name)
        row[name] = none_if_nan(interval.value)
        row[f"{name}_low"], row[f"{name}_high"] = none_if_nan(interval.low), none_if_nan(interval.high)
    return row
