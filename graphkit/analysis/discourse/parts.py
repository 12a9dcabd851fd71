"""The statements of each window, weighted by the kernel where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from graphkit.analysis.discourse.kernels import kernel_weights, kernel_weights_as_dna
from graphkit.analysis.discourse.options import Options
from graphkit.analysis.discourse.statements import Floats, Scale, Statements, Times
from graphkit.analysis.discourse.windows import Slice, Width, Window, slices_as_dna, windows, windows_as_dna

DAY_S = 86_400
Period = tuple[np.datetime64 | None, np.datetime64 | None]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one network is made from.

    Attributes
    ----------
    statements : Statements
        Those that count, weighted.
    named : Statements
        Those whose actors and issues are shown: with a kernel those of all windows.
    since, until : datetime.date or None
        The first and the last day.
    """

    statements: Statements
    named: Statements
    since: date | None
    until: date | None


def parts(statements: Statements, options: Options, period: Period) -> Iterator[Part]:
    """Part statements into windows.

    Parameters
    ----------
    statements : Statements
        All complete, in order of time.
    options : Options
    period : pair of datetime64[s] or None
        The first moment that counts, and the first after the last.

    Yields
    ------
    Part
        A single one without windows.
    """
    if options.size is None:
        first, last = _ends(statements.time)
        yield Part(statements, statements, options.since or first, options.until or last)
        return
    dated = statements.take(~np.isnat(statements.time))
    if options.kernel:
        yield from _smoothed_as_dna(dated, options, period) if options.dna_compatible else _smoothed(dated, options)
        return
    for window in _windows(dated.time, options, options.size, period):
        inside = dated.take(window.chosen)
        yield Part(inside, inside, *_days(window))


def _windows(time: Times, options: Options, size: Width, period: Period) -> Iterator[Window]:
    if options.dna_compatible:
        return windows_as_dna(time, size, since=period[0], until=period[1])
    return windows(time, size, step=options.move, since=period[0])


def _smoothed(statements: Statements, options: Options) -> Iterator[Part]:
    assert options.size is not None
    assert options.kernel is not None
    first = np.datetime64(options.since, "s") if options.since else None
    for window in windows(statements.time, options.size, step=options.move, since=first):
        inside = statements if options.kernel == "gaussian" else statements.take(window.chosen)
        half = (window.until - window.since) / np.timedelta64(2, "s")
        distance = (inside.time - window.since) / np.timedelta64(1, "s") / half - 1
        weighted = inside.weighing(_per_statement(kernel_weights(distance, options.kernel), options))
        yield Part(weighted, statements, *_days(window))


def _smoothed_as_dna(statements: Statements, options: Options, period: Period) -> Iterator[Part]:
    assert options.size is not None
    assert options.kernel is not None
    reaching = options.kernel == "gaussian"
    ranked = _ranked_as_dna(statements)
    for each in slices_as_dna(statements.time, options.size, reaching=reaching, since=period[0], until=period[1]):
        inside = ranked.take(each.window.chosen)
        distance = _distance_as_dna(inside.time, each, options.size)
        weighted = inside.weighing(_per_statement(kernel_weights_as_dna(distance, options.kernel), options))
        yield Part(weighted, ranked, *_days(each.window))


def _per_statement(weights: Floats, options: Options) -> Floats:
    """A tie between actors multiplies two statements and has the geometric mean of their weights."""
    return weights if options.network == "two-mode" else np.sqrt(weights)


def _distance_as_dna(time: Times, each: Slice, size: Width) -> Floats:
    """In halves of the width, above 0 before the middle; in whole units towards 0, as Java counts them."""
    even = size.count + size.count % 2
    if size.unit in "dw":
        seconds = (each.middle - time).astype("timedelta64[s]").astype(np.int64)
        units = np.trunc(np.trunc(seconds / DAY_S) / (7 if size.unit == "w" else 1))
    else:
        units = np.trunc(_months_between(time, each.middle) / (12 if size.unit == "y" else 1))
    return np.asarray(2 * units / even, np.float64)


def _months_between(time: Times, middle: np.datetime64) -> Floats:
    """Whole months from each day to the middle one, below 0 where it comes first (java.time.Period.between)."""
    month, middle_month = time.astype("datetime64[M]"), middle.astype("datetime64[M]")
    months = (middle_month - month).astype(np.int64)
    days = (middle.astype("datetime64[D]") - middle_month).astype(np.int64) - (
        time.astype("datetime64[D]") - month
    ).astype(np.int64)
    whole = months - ((months > 0) & (days < 0)) + ((months < 0) & (days > 0))
    return np.asarray(whole, np.float64)


def _ranked_as_dna(statements: Statements) -> Statements:
    """Stances as DNA compares them under a kernel: numbers by rank among their digits as text, all words alike."""
    if statements.scale.kind == "number":
        numbers = np.unique(statements.stance)
        as_text = sorted(range(len(numbers)), key=lambda place: str(int(numbers[place])))
        rank = np.empty(len(numbers))
        rank[as_text] = np.arange(len(numbers))
        stance = rank[np.searchsorted(numbers, statements.stance)]
        return replace(statements, stance=stance, scale=Scale("number", max(len(numbers) - 1.0, 0.0)))
    if statements.scale.kind == "category":
        return replace(statements, stance=np.ones(len(statements)), scale=Scale("number", 1.0))
    return statements


def _days(window: Window) -> tuple[date, date]:
    return _day(window.since), _day(window.until - np.timedelta64(1, "s"))


def _ends(time: Times) -> tuple[date | None, date | None]:
    dated = time[~np.isnat(time)]
    return (_day(dated[0]), _day(dated[-1])) if len(dated) else (None, None)


def _day(moment: np.datetime64) -> date:
    day: date = moment.astype("datetime64[D]").item()
    return day
