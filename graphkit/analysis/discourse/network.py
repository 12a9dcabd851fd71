"""Discourse networks from a table of statements: one for the whole period, or one for each window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from graphkit.analysis.discourse.cells import cells
from graphkit.analysis.discourse.duplicates import firsts, firsts_as_dna
from graphkit.analysis.discourse.measures import one_mode, one_mode_of_words_as_dna, two_mode
from graphkit.analysis.discourse.normalisation import average_of_kernels_as_dna, normalised, normalised_two_mode
from graphkit.analysis.discourse.options import Options, check
from graphkit.analysis.discourse.parts import Part, parts
from graphkit.analysis.discourse.results import Discourse, DiscourseNetwork
from graphkit.analysis.discourse.statements import (
    NOBODY,
    Integers,
    Statements,
    Table,
    complete,
    in_period,
    noting_undated,
    spread_of,
)


def discourse(statements: Statements, options: Options | None = None) -> Discourse:
    """Compute discourse networks.

    Parameters
    ----------
    statements : Statements
        Of a DNA database (`graphkit.formats.dna`) or a dossier (`graphkit.analysis.discourse.positions`).
    options : Options, optional

    Returns
    -------
    Discourse
        What is excluded goes first, then duplicates; what is left is parted into windows.

    Raises
    ------
    BadChoice
        If options do not go together.
    BadWindow
        If a width is not one, or makes too many windows.
    TooManyStances
        If there are more than `combine` can tell apart.
    """
    options = options or Options()
    period, counting = counted_statements(statements, options)
    since, until = _ends(options)
    if options.dna_compatible and statements.span:
        since = statements.span[0] if since is None else since
        until = statements.span[1] + np.timedelta64(1, "s") if until is None else until
    networks = tuple(_network(part, period, options) for part in parts(counting, options, (since, until)))
    return Discourse(networks, options, statements.words, period.notes)


def counted_statements(statements: Statements, options: Options) -> tuple[Statements, Statements]:
    """The statements of the period, with issues for actors in a network of issues; and those of them that count.

    Raises
    ------
    BadChoice, BadWindow
        As `discourse`.
    """
    check(options, statements.scale.kind)
    since, until = _ends(options)
    period = in_period(statements, since=since, until=until)
    period = noting_undated(period) if options.window else period
    period = period.turned() if options.network == "issue" else period
    return period, _once(_signed(complete(period), options), options)


def _ends(options: Options) -> tuple[np.datetime64 | None, np.datetime64 | None]:
    return _midnight(options.since), _midnight(options.until, days_later=1)


def _midnight(day: date | None, *, days_later: int = 0) -> np.datetime64 | None:
    return None if day is None else np.datetime64(day, "s") + np.timedelta64(days_later, "D")


def _signed(statements: Statements, options: Options) -> Statements:
    """Without the stances that have no sign, unless the stance does not matter."""
    if statements.scale.kind != "sign" or options.chosen == "ignore":
        return statements
    return statements.take(statements.stance != 0)


def _once(statements: Statements, options: Options) -> Statements:
    if options.dna_compatible:
        return firsts_as_dna(statements, options.duplicates, ignore=options.chosen == "ignore")
    return firsts(statements, options.duplicates)


def _network(part: Part, period: Statements, options: Options) -> DiscourseNetwork:
    shown = period if options.isolates else part.named
    actors, issues = _present(shown.actor), _present(shown.issue)
    if options.network == "two-mode":
        matrix, columns = _two_mode(part.statements, period, actors, issues, options), period.issues.take(issues)
    else:
        matrix, columns = one_mode_network(part, period, actors, options), period.actors.take(actors)
    return DiscourseNetwork(
        matrix,
        period.actors.take(actors),
        columns,
        part.since,
        part.until,
        len(part.statements),
        part.statements.sources,
    )


def _present(codes: Integers) -> Integers:
    return np.unique(codes[codes != NOBODY])


def one_mode_network(part: Part, period: Statements, actors: Integers, options: Options) -> Table:
    """The matrix of a network in one mode, with a row for each of some actors."""
    merged = options.chosen == "ignore"
    scale = part.statements.scale
    spread = spread_of(replace(period, scale=scale))
    counted = cells(part.statements, actors=actors, merged=merged)
    if options.dna_compatible and scale.kind == "category" and options.chosen in ("conflict", "subtract"):
        matrix = one_mode_of_words_as_dna(counted, options.chosen)
    else:
        matrix = one_mode(counted, options.chosen, scale, spread)
    if not options.dna_compatible:
        return normalised(matrix, counted, options.normalize, scale, spread)
    return _normalised_as_dna(matrix, part, actors, options)


def _normalised_as_dna(matrix: Table, part: Part, actors: Integers, options: Options) -> Table:
    """As DNA normalises: by cells of issue and stance whatever the measure, and with its own cosine."""
    if options.kernel and options.normalize == "average":
        return average_of_kernels_as_dna(matrix, cells(part.named, actors=actors, merged=False))
    how = "dna_cosine" if options.normalize == "cosine" else options.normalize
    counted = cells(part.statements, actors=actors, merged=False)
    return normalised(matrix, counted, how, part.statements.scale, 0.0)


def _two_mode(
    statements: Statements, period: Statements, actors: Integers, issues: Integers, options: Options
) -> Table:
    levels = np.unique(period.stance[~np.isnan(period.stance)])
    matrix = two_mode(statements, options.chosen, actors=actors, issues=issues, levels=levels)
    counts = two_mode(statements, "ignore", actors=actors, issues=issues, levels=levels)
    kernel_of_dna = options.dna_compatible and options.kernel
    return matrix if kernel_of_dna else normalised_two_mode(matrix, counts, options.normalize)
