"""Is there a deal: zones of agreement, trades, forecasts and stable states, from a dossier, a table or a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from graphkit.dossier.dossier import Dossier
from graphkit.notebook.dossiers import is_dossier, open_dossier
from graphkit.notebook.mistakes import known, made, several

if TYPE_CHECKING:
    from graphkit.bargaining.forecast import Forecast
    from graphkit.bargaining.inputs import Found
    from graphkit.bargaining.packages import Packages
    from graphkit.bargaining.stability import Stability
    from graphkit.bargaining.table import Inputs
    from graphkit.bargaining.uncertainty import Uncertain
    from graphkit.bargaining.zone import Zones


@overload
def forecast(
    source: Dossier | Path | str,
    models: str | Sequence[str] | None = None,
    *,
    issues: str | Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: None = None,
    grades: Mapping[str, float] | None = None,
    **settings: Any,
) -> Forecast: ...
@overload
def forecast(
    source: Dossier | Path | str,
    models: str | Sequence[str] | None = None,
    *,
    issues: str | Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: Mapping[str, Any] | int,
    grades: Mapping[str, float] | None = None,
    **settings: Any,
) -> Uncertain: ...
def forecast(
    source: Dossier | Path | str,
    models: str | Sequence[str] | None = None,
    *,
    issues: str | Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: Mapping[str, Any] | int | None = None,
    grades: Mapping[str, float] | None = None,
    **settings: Any,
) -> Forecast | Uncertain:
    """Where issues would end by models of bargaining; see `graphkit.bargaining.forecast`.

    Parameters
    ----------
    source : Dossier, Path or str
        A dossier as `open_dossier` gives it, its folder, or a table as `graphkit.formats.bargaining.read_inputs` reads
        it.
    models : str or sequence of str, optional
        Default all of `graphkit.bargaining.forecast.MODELS`.
    issues : str or sequence of str, optional
        Default all.
    assume : mapping of str to float, optional
        Of a dossier: a salience or capability for everybody who has none.  Nothing is assumed unless it is said here.
    draws : int or mapping, optional
        Draw so often what is not certain; or the options of `graphkit.bargaining.uncertainty.uncertain`, such as
        ``{"draws": 2000, "seed": 1, "interval": 90}``.
    grades : mapping of str to float, optional
        With `draws`, of a dossier: how likely a position stands by its grades, in changes of
        `graphkit.bargaining.grades.CHANCES`; without draws it has no use.  Every position stands with
        ``dict.fromkeys(CHANCES, 1.0)``.
    **settings
        See `graphkit.bargaining.forecast.Settings`, such as ``quota=66``.

    Returns
    -------
    Forecast, or with `draws` Uncertain
        With `rows` and `to_frame`, and `histories` of a forecast.

    Raises
    ------
    ValueError
        If the table cannot be read, or there is no such issue, model or setting.

    Examples
    --------
    >>> found = forecast(open_dossier("istanbul-2025"), "mean", issues="nato-membership")
    >>> [(row.issue, round(row.outcome, 1)) for row in found.rows]
    [('nato-membership', 58.3)]
    """
    from graphkit.bargaining import forecast as bargaining
    from graphkit.bargaining.grades import chances, graded
    from graphkit.bargaining.inputs import of_dossier
    from graphkit.bargaining.uncertainty import uncertain

    known("model", models, bargaining.MODELS)
    chosen: Any = several(models) or bargaining.MODELS
    wanted = made(bargaining.Settings, settings, besides=("models", "issues", "assume", "draws", "grades"))
    tables = _inputs(source, several(issues), assume)
    if draws is None:
        return bargaining.forecast(tables, chosen, wanted)
    if (dossier := _dossier(source)) is not None:
        tables = graded(of_dossier(dossier, several(issues), assume=assume), dossier, chances(grades))
    return uncertain(tables, chosen, wanted, **({"draws": draws} if isinstance(draws, int) else draws))


def zone(
    source: Dossier | Path | str,
    *,
    issues: str | Sequence[str] | None = None,
    parties: str | Sequence[str] = (),
    exclude: Mapping[str, Collection[str]] | None = None,
) -> Zones:
    """Where all could live whose consent is needed, or how far apart they are; see `graphkit.bargaining.zone`.

    Parameters
    ----------
    source
        As for `forecast`; a table has the columns at_least and at_most.
    issues, parties : str or sequence of str, optional
        Ids of issues, default all; and of actors whose consent is needed in place of what the issues say.
    exclude : mapping of str to collection of str, optional
        Of a dossier: positions that do not count, such as ``{"status": {"alleged"}}``.

    Returns
    -------
    Zones
        With `rows` and `to_frame`.

    Raises
    ------
    ValueError
        If the table cannot be read, or there is no such issue or actor.

    Examples
    --------
    >>> zone(open_dossier("istanbul-2025"), issues="size-of-forces").rows[0].verdict
    'zone'
    """
    from graphkit.bargaining.zone import of_dossier, of_tables

    needed = several(parties) or ()
    dossier = _dossier(source)
    if dossier is not None:
        known("actor", needed, dossier.actors.ids)
        return of_dossier(dossier, several(issues), parties=needed, exclude=exclude)
    if exclude:
        raise ValueError("exclude belongs to a dossier; a table does not say how its positions are known")
    return of_tables(_tables(source, several(issues)), parties=needed)


def trade(
    source: Dossier | Path | str,
    one: str,
    other: str,
    *,
    issues: str | Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    disagreement: Literal["expected", "status-quo"] = "expected",
) -> Packages:
    """What two actors could agree on across issues; see `graphkit.bargaining.packages.packages`.

    Parameters
    ----------
    source, issues, assume
        As for `forecast`.
    one, other : str
        Ids of the two.
    disagreement : "expected" or "status-quo"
        What is without a deal: the expected outcome of all, or where the issues stand.

    Returns
    -------
    Packages
        With `pareto`, `nash`, `best`, `log_roll`, `swaps` and `to_frame`.

    Raises
    ------
    ValueError
        If the two share too few issues, or as for `forecast`.

    Examples
    --------
    >>> dossier = open_dossier("istanbul-2025")
    >>> found = trade(dossier, "russia", "ukraine", assume={"salience": 50, "capability": 50})
    >>> [round(gain, 1) for gain in found.best.gains]
    [6.1, 6.1]
    """
    from graphkit.bargaining.packages import packages

    known("disagreement", disagreement, ("expected", "status-quo"))
    found = _inputs(source, several(issues), assume)
    tables: list[Any] = [getattr(each, "inputs", each) for each in found]
    return packages([each for each in tables if each is not None], one, other, disagreement=disagreement)


def stability(file: Path | str) -> Stability:
    """Which states of a conflict are stable, and for whom; see `graphkit.bargaining.stability.stability`.

    Parameters
    ----------
    file : Path or str
        A YAML file with options, states and preferences; see ``graphkit stability --help``.

    Returns
    -------
    Stability
        With `rows`, `equilibria` and `to_frame`.

    Raises
    ------
    ValueError
        If the file cannot be read.
    """
    from graphkit.bargaining.stability import stability as find
    from graphkit.formats.conflict import read_conflict

    return find(read_conflict(Path(file)))


def _dossier(source: Dossier | Path | str) -> Dossier | None:
    """The dossier that is meant; None for a table."""
    if isinstance(source, Dossier):
        return source
    if not isinstance(source, str | Path):
        raise TypeError(f"{type(source).__name__} is neither a dossier nor the path of one or of a table")
    return open_dossier(source) if is_dossier(source) else None


def _tables(source: Any, issues: list[str] | None) -> list[Inputs]:
    from graphkit.formats.bargaining import read_inputs

    tables = list(read_inputs(source))
    known("issue", issues, [table.issue for table in tables])
    return [table for table in tables if issues is None or table.issue in issues]


def _inputs(
    source: Dossier | Path | str, issues: list[str] | None, assume: Mapping[str, float] | None
) -> Sequence[Inputs | Found]:
    from graphkit.bargaining.inputs import of_dossier

    dossier = _dossier(source)
    if dossier is not None:
        return of_dossier(dossier, issues, assume=assume)
    if assume:
        raise ValueError("assume belongs to a dossier; write salience and capability into the table")
    return _tables(source, issues)
