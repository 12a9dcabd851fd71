"""Which statements repeat an earlier one, and so do not count."""

from __future__ import annotations

from typing import Literal

import numpy as np

from graphkit.analysis.discourse.statements import Flags, Integers, Statements, Times

Duplicates = Literal["include", "document", "week", "month", "year", "range"]
_BOXED = 127  # see `firsts_as_dna`
_MONDAY = 3  # 1970-01-01 was a Thursday


def firsts(statements: Statements, per: Duplicates) -> Statements:
    """Each statement once per document, week, month, year or in all.

    Two statements are the same when actor, issue and stance are.  Of those in one unit the first counts.  Weeks begin
    on Monday.

    Parameters
    ----------
    statements : Statements
        In order of time.
    per : "include", "document", "week", "month", "year" or "range"
        ``include`` keeps all.

    Returns
    -------
    Statements
        In the same order; takes time in proportion to n log n.
    """
    if per == "include":
        return statements
    return statements.take(_first_of(_stances(statements), _unit(statements, per), statements))


def firsts_as_dna(statements: Statements, per: Duplicates, *, ignore: bool) -> Statements:
    """As `firsts`, by the rules of DNA 3 (class Exporter, method filterStatements).

    Its weeks and months are those of any year, with `ignore` the stance does not matter, and since it compares boxed
    integers by identity no two numbers beyond -128 to 127 are the same to it.  Its week is that of the machine's
    country; here it is the ISO week.
    """
    if per == "include":
        return statements
    stances = np.zeros(len(statements), np.int64) if ignore else _stances(statements)
    first = _first_of(stances, _unit_of_any_year(statements, per), statements)
    if statements.scale.kind == "number" and not ignore:
        first |= (statements.stance > _BOXED) | (statements.stance < -_BOXED - 1)
    return statements.take(first)


def _first_of(stances: Integers, units: Integers, statements: Statements) -> Flags:
    first = np.zeros(len(statements), np.bool_)
    first[first_indices(statements.actor, statements.issue, stances, units)] = True
    return first


def first_indices(*columns: Integers) -> Integers:
    """Where each combination of values first occurs, by combination.

    Examples
    --------
    >>> first_indices(np.array([1, 0, 1]), np.array([5, 5, 5])).tolist()
    [1, 0]
    """
    return np.unique(joined(*columns), return_index=True)[1].astype(np.int64)


def joined(*columns: Integers) -> Integers:
    """One number for each combination of values, in their order."""
    key = np.unique(columns[0], return_inverse=True)[1].astype(np.int64)
    for column in columns[1:]:
        values, codes = np.unique(column, return_inverse=True)
        if len(values) > 1 and int(key.max()) >= np.iinfo(np.int64).max // len(values):
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
        key = key * max(len(values), 1) + codes
    return key


def _stances(statements: Statements) -> Integers:
    return np.unique(statements.stance, return_inverse=True)[1].astype(np.int64)


def _unit(statements: Statements, per: Duplicates) -> Integers:
    """The document, week, month or year of each statement."""
    if per in ("month", "year"):
        return _since_1970(statements.time, "M" if per == "month" else "Y")
    if per == "week":
        return (_since_1970(statements.time, "D") + _MONDAY) // 7
    return statements.document if per == "document" else np.zeros(len(statements), np.int64)


def _unit_of_any_year(statements: Statements, per: Duplicates) -> Integers:
    if per == "month":
        return _since_1970(statements.time, "M") % 12
    return _iso_week(statements.time) if per == "week" else _unit(statements, per)


def _iso_week(time: Times) -> Integers:
    """The number of the ISO week, 1 to 53: the week is that of its Thursday."""
    days = _since_1970(time, "D")
    thursday = (days + _MONDAY) // 7 * 7
    first_day = thursday.astype("datetime64[D]").astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    return (thursday - first_day) // 7 + 1


def _since_1970(time: Times, unit: Literal["D", "M", "Y"]) -> Integers:
    return time.astype(f"datetime64[{unit}]").astype(np.int64)
