"""Where issues would end by models of bargaining, for a page's scales: the consequence of the dossier's own numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graphkit.bargaining.forecast import BOTH, MODELS, Model, Outcome, forecast
from graphkit.bargaining.inputs import Found, of_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier

SLOW: tuple[Model, ...] = ("challenge", "exchange", "smp")  # they run in rounds of pairs
MANY = 400  # places, weighed; more take these models longer than all the rest of a page
UNWEIGHED = "mean"  # needs no judgement, and so says little where it stands alone


def models_on_scales(
    dossier: Dossier,
    *,
    day: date,
    known_on: date | None = None,
    models: Sequence[Model] | None = None,
    assume: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """The outcomes of a dossier on a day, issue by issue.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    day : datetime.date
        Day of the world.
    known_on : datetime.date, optional
        Day of the record; default its end.
    models : sequence of str, optional
        Default all; the plain mean, which weighs nobody, then only where another model has an outcome, and none of
        `SLOW` where there are more than `MANY` places.
    assume : mapping of str to float, optional
        Salience or capability of everybody who has none.  Nothing is assumed unless it is said here.

    Returns
    -------
    dict
        `day`, `assumed`; `unrun`, the models that were left out since there are many places; `issues`: by id, for those
        on which anybody has a place, ``rows`` of ``[model, outcome, low, high]`` with numbers on the issue's scale,
        rounded to hundredths, and ``missing``: what is not known and was not filled in, as ``[what, names]``.
    """
    cut = at(dossier, as_of=day, known_on=known_on)
    found = of_dossier(cut, assume=assume)
    judged = [each for each in found if models or _is_weighed(each)]
    places = sum(len(each.inputs) for each in judged if each.inputs)
    unrun = SLOW if models is None and places > MANY else ()
    chosen = models or tuple(model for model in MODELS if model not in unrun)
    rows = forecast(judged, chosen).rows if judged else ()
    by: dict[str, list[Outcome]] = defaultdict(list)
    for row in rows:
        by[row.issue].append(row)
    told = {each.issue: _told(each, by[each.issue], plain=models is not None) for each in found if each.inputs}
    assumed = dict(sorted((assume or {}).items()))
    return {"day": day.isoformat(), "assumed": assumed, "unrun": list(unrun), "issues": told}


def _is_weighed(found: Found) -> bool:
    """Whether anybody who has a place on the issue has all the numbers that weigh it."""
    if found.inputs is None:
        return False
    return len(found.inputs.having(*BOTH)) > 0


def _told(found: Found, outcomes: Iterable[Outcome], *, plain: bool) -> dict[str, Any]:
    rows = [
        [row.model, *(None if each is None else round(each, 2) for each in (row.outcome, row.low, row.high))]
        for row in outcomes
        if row.outcome is not None
    ]
    if not plain and [row[0] for row in rows] == [UNWEIGHED]:
        rows = []
    missing: dict[str, list[str]] = defaultdict(list)
    for gap in found.missing:
        missing[gap.what].append(gap.label)
    return {"rows": rows, "missing": [[what, names] for what, names in sorted(missing.items())]}
