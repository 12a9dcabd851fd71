"""How sure a forecast is, in a notebook: which inputs matter, and how good those were that were stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.dossier.dossier import Dossier
from graphkit.notebook.deals import forecast
from graphkit.notebook.dossiers import is_dossier, open_dossier, whole_of

if TYPE_CHECKING:
    from graphkit.bargaining.scoreboard import Scoreboard
    from graphkit.bargaining.sensitivity import Sobol


def sobol(
    source: Dossier | Path | str,
    models: str | Sequence[str] | None = None,
    *,
    issues: str | Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: Mapping[str, Any] | int = 1000,
    grades: Mapping[str, float] | None = None,
    **settings: Any,
) -> Sobol:
    """Which input of a forecast matters most, by indices of Sobol; see `graphkit.bargaining.sensitivity.sobol`.

    Parameters
    ----------
    source, models, issues, assume, draws, grades, **settings
        As for `forecast`, whose `sobol` over draws this is: say ``draws={"seed": 1}`` to draw others.

    Returns
    -------
    Sobol
        With `rows`, `reasons` and `to_frame`.

    Raises
    ------
    ValueError
        As for `forecast`.

    Examples
    --------
    >>> found = sobol(open_dossier("istanbul-2025"), "mean", issues="nato-membership")
    >>> sorted((row.actor, row.what) for row in found.rows[:2])
    [('putin', 'evidence'), ('ukraine', 'evidence')]
    """
    given: Any = dict(draws) if isinstance(draws, Mapping) else {"draws": draws}
    how: dict[str, Any] = {"issues": issues, "assume": assume, "grades": grades}
    return forecast(source, models, draws={"draws": 1000, **given}, **how, **settings).sobol()


def score(dossier: Dossier | Path | str, *, hindsight: bool = False) -> Scoreboard:
    """How good the forecasts were that a dossier stores; see `graphkit.bargaining.scoreboard`.

    Parameters
    ----------
    dossier : Dossier, Path or str
        A dossier as `open_dossier` gives it, or its folder.
    hindsight : bool
        Whether to score those too that were made when their outcome could have been known.

    Returns
    -------
    Scoreboard
        With `entries`, a row for each model as `rows`, and `to_frame` for the forecasts one by one.

    Raises
    ------
    ValueError
        If the dossier has errors.

    Examples
    --------
    >>> score("istanbul-2025").entries
    ()
    """
    from graphkit.bargaining.scoreboard import scoreboard

    if not isinstance(dossier, Dossier):
        if not is_dossier(dossier):
            raise ValueError(f"no dossier {str(dossier)!r}; what is scored are the forecasts that a folder stores")
        dossier = open_dossier(dossier)
    return scoreboard(whole_of(dossier)[0], hindsight=hindsight)
