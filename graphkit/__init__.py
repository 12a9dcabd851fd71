"""Plain-text accounting for negotiations: who stands where, who moves whom, and how we know.

The few names a notebook needs; everything else is in the stages `dossier`, `graph`, `analysis`, `bargaining`, `formats`
and `report`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.analysis.discourse.results import Discourse
    from graphkit.bargaining.forecast import Forecast
    from graphkit.dossier.dossier import Dossier

__version__ = "0.1.0"
__all__ = ["discourse", "forecast", "open_dossier", "to_networkx"]


def open_dossier(folder: Path | str, *, as_of: str | None = None, known_on: str | None = None) -> Dossier:
    """Open a dossier, cut to one day of the world as known on one day of the record.

    Parameters
    ----------
    folder : Path or str
        The dossier's folder; or a DNA database, or an event list that DNA exported.
    as_of, known_on : str, optional
        Days, YYYY-MM-DD; by default the dossier's own day, and the end of the record.

    Returns
    -------
    Dossier

    Raises
    ------
    ValueError
        If the dossier has errors, which the message lists, the file cannot be read, or a day is not one.
    """
    from graphkit.dossier.cache import examine
    from graphkit.dossier.clocks import at
    from graphkit.dossier.dates import day

    dossier, problems = (_of_file(Path(folder)), []) if Path(folder).is_file() else examine(folder)
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    if errors:
        raise ValueError("\n".join(errors))
    days = {name: day(text) for name, text in (("as_of", as_of), ("known_on", known_on)) if text is not None}
    return at(dossier, **days)


def _of_file(file: Path) -> Dossier:
    from graphkit.formats.dna import dossier_of, dossier_of_events, kind_of

    return dossier_of_events(file) if kind_of(file) == "events" else dossier_of(file)


def to_networkx(dossier: Dossier) -> nx.MultiDiGraph[Any]:
    """The property graph of a dossier; see `graphkit.graph.build.property_graph`."""
    from graphkit.graph.build import property_graph

    return property_graph(dossier)


def discourse(
    source: Dossier | Path | str,
    *,
    value: bool = False,
    conditional: bool = False,
    weigh: bool = False,
    roll_up: Literal["bloc", "state"] | None = None,
    **options: Any,
) -> Discourse:
    """The discourse network of a dossier, or of a database of Discourse Network Analyzer.

    Parameters
    ----------
    source : Dossier, Path or str
        A dossier as `open_dossier` gives it; or a DNA database, or an event list that DNA exported.
    value, conditional, weigh, roll_up
        Of a dossier alone; see `graphkit.analysis.discourse.positions.statements_of`.
    **options
        See `graphkit.analysis.discourse.options.Options`, such as ``network="issue"`` or ``measure="subtract"``.

    Returns
    -------
    Discourse
        With `networks`, one for each window, and `to_frame`.

    Raises
    ------
    ValueError
        If the database cannot be read, or two wishes do not go together.

    Examples
    --------
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> found = discourse(open_dossier(bundled_dossier("istanbul-2025")), measure="conflict")
    >>> (found.networks[0].statements, found.networks[0].matrix.shape[0] > 5)
    (31, True)
    """
    from graphkit.analysis.discourse import positions
    from graphkit.analysis.discourse.network import discourse as compute
    from graphkit.analysis.discourse.options import Options
    from graphkit.formats.dna import events_of, kind_of, statements_of

    if isinstance(source, str | Path):
        read = events_of if kind_of(Path(source)) == "events" else statements_of
        return compute(read(Path(source)), Options(**options))
    statements = positions.statements_of(source, value=value, conditional=conditional, weigh=weigh, roll_up=roll_up)
    return compute(statements, Options(**options))


def forecast(
    source: Dossier | Path | str,
    models: Sequence[str] | None = None,
    *,
    issues: Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    **settings: Any,
) -> Forecast:
    """Where issues would end by models of bargaining; see `graphkit.bargaining.forecast`.

    Parameters
    ----------
    source : Dossier, Path or str
        A dossier as `open_dossier` gives it, or a table as `graphkit.formats.bargaining.read_inputs` reads it.
    models : sequence of str, optional
        Default all of `graphkit.bargaining.forecast.MODELS`.
    issues : sequence of str, optional
        Default all.
    assume : mapping of str to float, optional
        Of a dossier: a salience or capability for everybody who has none.  Nothing is assumed unless it is said here.
    **settings
        See `graphkit.bargaining.forecast.Settings`, such as ``quota=66``.

    Returns
    -------
    Forecast
        With `rows`, `histories` and `to_frame`.

    Raises
    ------
    ValueError
        If the table cannot be read, or there is no such issue.

    Examples
    --------
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> found = forecast(open_dossier(bundled_dossier("istanbul-2025")), ["mean"], issues=["nato-membership"])
    >>> [(row.issue, round(row.outcome, 1)) for row in found.rows]
    [('nato-membership', 58.3)]
    """
    from graphkit.bargaining import forecast as bargaining
    from graphkit.bargaining.inputs import of_dossier
    from graphkit.formats.bargaining import read_inputs

    chosen: Any = models or bargaining.MODELS
    if isinstance(source, str | Path):
        tables = [table for table in read_inputs(source) if issues is None or table.issue in issues]
        return bargaining.forecast(tables, chosen, bargaining.Settings(**settings))
    return bargaining.forecast(of_dossier(source, issues, assume=assume), chosen, bargaining.Settings(**settings))
