"""Where issues would end by models of bargaining, for a page's scales: the consequence of the dossier's own numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from graphkit.bargaining.forecast import BOTH, MODELS, Model, Outcome, forecast
from graphkit.bargaining.inputs import Found, of_dossier
from graphkit.dossier.clocks import at
from graphkit.dossier.dossier import Dossier
from graphkit.report.deal import courses_of, packages_of, short, spread_of, swings_of

if TYPE_CHECKING:
    from graphkit.bargaining.uncertainty import Uncertain

SLOW: tuple[Model, ...] = ("challenge", "exchange", "smp")  # they run in rounds of pairs
MANY = 400  # places, weighed; more take these models longer than all the rest of a page
FEW = 40  # places; with more their draws take as long
DRAWS = 1_000
JOINT = 10  # of so many draws models that look at all issues at once, which run draw by draw, take one
UNWEIGHED = "mean"  # needs no judgement, and so says little where it stands alone


def models_on_scales(
    dossier: Dossier,
    *,
    day: date,
    known_on: date | None = None,
    models: Sequence[Model] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: int | None = None,
    seed: int = 1,
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
    draws : int, optional
        How often what is not certain is drawn, for intervals and for which input matters most; 0 for neither.  Default
        `DRAWS`, but none of `SLOW` where there are more than `FEW` places, and none at all with more than `MANY`.
    seed : int
        Of the draws, from 0 up.

    Returns
    -------
    dict
        `day`, `assumed`; `unrun`, the models that were left out since there are many places; `draws`, how often was
        drawn and how, or None; `packages`, as `graphkit.report.deal.packages_of` gives them; `issues`: by id, for those
        on which anybody has a place, ``rows`` of ``[model, outcome, low, high]`` with numbers on the issue's scale,
        rounded to hundredths, and ``missing``: what is not known and was not filled in, as ``[what, names]``; and where
        there is any of it ``spreads``, by model, ``varies``, ``courses`` and ``swings``.
    """
    cut = at(dossier, as_of=day, known_on=known_on)
    found = of_dossier(cut, assume=assume)
    judged = [each for each in found if models or _is_weighed(each)]
    places = sum(len(each.inputs) for each in judged if each.inputs)
    unrun = SLOW if models is None and places > MANY else ()
    chosen = models or tuple(model for model in MODELS if model not in unrun)
    points = forecast(judged, chosen if judged else ())
    by: dict[str, list[Outcome]] = defaultdict(list)
    for row in points.rows:
        by[row.issue].append(row)
    told = {each.issue: _told(each, by[each.issue], plain=models is not None) for each in found if each.inputs}
    drawn = _drawn(judged, cut, _to_draw(chosen, draws, places), DRAWS if draws is None else draws, seed)
    _add(told, courses=courses_of(points.histories, judged), **_spread(drawn))
    return {
        "day": day.isoformat(),
        "assumed": dict(sorted((assume or {}).items())),
        "unrun": list(unrun),
        "draws": _how(drawn, chosen),
        "packages": packages_of(cut, found),
        "issues": told,
    }


def _is_weighed(found: Found) -> bool:
    """Whether anybody who has a place on the issue has all the numbers that weigh it."""
    if found.inputs is None:
        return False
    return len(found.inputs.having(*BOTH)) > 0


def _told(found: Found, outcomes: Iterable[Outcome], *, plain: bool) -> dict[str, Any]:
    rows = [
        [row.model, *(None if each is None else short(each) for each in (row.outcome, row.low, row.high))]
        for row in outcomes
        if row.outcome is not None
    ]
    if not plain and [row[0] for row in rows] == [UNWEIGHED]:
        rows = []
    missing: dict[str, list[str]] = defaultdict(list)
    for gap in found.missing:
        missing[gap.what].append(gap.label)
    return {"rows": rows, "missing": [[what, names] for what, names in sorted(missing.items())]}


def _to_draw(models: Sequence[Model], draws: int | None, places: int) -> Sequence[Model]:
    """The models that are run over draws: by default no more than take about as long as the rest of a page."""
    if draws is not None or places <= FEW:
        return models if draws != 0 else ()
    return [model for model in models if model not in SLOW] if places <= MANY else ()


def _drawn(
    found: Sequence[Found], dossier: Dossier, models: Sequence[Model], draws: int, seed: int
) -> Uncertain | None:
    """The outcomes over draws; None where nothing is drawn, or nothing is uncertain."""
    if not found or not models:
        return None
    from graphkit.bargaining.grades import graded
    from graphkit.bargaining.uncertainty import uncertain

    drawn = uncertain(graded(found, dossier), models, draws=draws, joint_draws=max(1, draws // JOINT), seed=seed)
    return drawn if any(len(row.known) for row in drawn.rows) else None


def _spread(drawn: Uncertain | None) -> dict[str, dict[str, Any]]:
    """Of each issue the intervals by model, what of its inputs varies, and what moves outcomes most."""
    if drawn is None:
        return {}
    from graphkit.bargaining.swings import tornado

    spreads: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in drawn.rows:
        if told := spread_of(row):
            spreads[row.point.issue][row.point.model] = told
    varies = {
        plan.table.issue: [plan.ranges, plan.numbers, int((plan.table.chance < 1).sum()), len(plan.table)]
        for plan in drawn.plans
    }
    return {"spreads": spreads, "varies": varies, "swings": swings_of(tornado(drawn))}


def _add(told: Mapping[str, dict[str, Any]], **parts: Mapping[str, Any]) -> None:
    """Add to each issue that has outcomes what there is besides."""
    for issue, each in told.items():
        if each["rows"]:
            each |= {name: of[issue] for name, of in parts.items() if of.get(issue)}


def _how(drawn: Uncertain | None, models: Sequence[Model]) -> dict[str, Any] | None:
    """How draws were made."""
    if drawn is None:
        return None
    ran = {row.point.model for row in drawn.rows}
    return {
        "count": drawn.draws,
        "joint": drawn.joint_draws,
        "seed": drawn.seed,
        "interval": drawn.rows[0].interval,
        "undrawn": [model for model in models if model not in ran],
    }
