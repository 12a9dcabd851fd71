"""What a page's pictures of bargaining are made of: intervals, courses over rounds, what matters most, and packages.

All of it is what `graphkit forecast` and `graphkit trade` tell, rounded to hundredths; actors and issues are ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.bargaining.inputs import Found, label_of
from graphkit.bargaining.package_path import Package
from graphkit.bargaining.packages import Packages, consenting, efficient_packages
from graphkit.bargaining.rounds import History
from graphkit.bargaining.table import Floats, Inputs
from graphkit.dossier.dossier import Dossier

if TYPE_CHECKING:
    from graphkit.bargaining.spread import Spread
    from graphkit.bargaining.swings import Swing

MOST = 3  # inputs of each issue and model
STILL = 0.005  # who moves by less does not move on the page
STANDS = "status quo"
NEEDED = "a package is of two parties whose consent a deal needs"
REMEDY = "graphkit trade --parties A,B tells those of any two"
Told = dict[str, Any]


def spread_of(spread: Spread) -> list[float | int] | None:
    """The ends of an interval and the median between, the error that drawing leaves in them, and how many draws."""
    ends, median, error = spread.ends(spread.interval), spread.quantile(0.5), spread.error
    if ends is None or median is None or error is None:
        return None
    return [short(ends[0]), short(median), short(ends[1]), short(error), len(spread.known)]


def courses_of(histories: Iterable[tuple[str, History]], found: Sequence[Found]) -> dict[str, list[Told]]:
    """The positions of all actors over the states of each model that runs in rounds, by issue.

    Parameters
    ----------
    histories : iterable of (str, History)
    found : sequence of Found
        What went in; for the stances of the positions.

    Returns
    -------
    dict of str to list of dict
        For each model `states`, the numbers of those in which anything on the issue has moved or is about to, with the
        first and the last; `paths` of ``[actor, stance, positions]`` and `outcomes`, a number for each of these states.
    """
    positions = {each.issue: each.positions for each in found}
    told: dict[str, list[Told]] = defaultdict(list)
    for model, history in histories:
        for column, issue in enumerate(history.issues):
            there = np.flatnonzero(~np.isnan(history.positions[0, :, column]))
            if len(there):
                stances = {actor: position.stance for actor, position in positions[issue].items()}
                told[issue].append(_course(model, history, column, there.tolist(), stances))
    return told


def _course(model: str, history: History, column: int, rows: Sequence[int], stances: Mapping[str, str]) -> Told:
    courses, outcomes = history.positions[:, rows, column], history.outcomes[:, column]
    states = _turns(np.column_stack([courses, outcomes]))
    actors = [history.actors[row] for row in rows]
    paths = zip(actors, courses[states].T.tolist(), strict=True)
    return {
        "model": model,
        "states": states,
        "paths": [[actor, stances.get(actor, ""), [short(each) for each in path]] for actor, path in paths],
        "outcomes": [short(each) for each in outcomes[states].tolist()],
    }


def _turns(courses: Floats) -> list[int]:
    """The first state, the last, and those before and after something moved; one alone where nothing ever does."""
    moved = (np.flatnonzero((np.abs(np.diff(courses, axis=0)) >= STILL).any(axis=1)) + 1).tolist()
    return sorted({0, *([len(courses) - 1] if moved else []), *moved, *(state - 1 for state in moved)})


def swings_of(swings: Iterable[Swing]) -> dict[str, list[list[Any]]]:
    """The inputs that move each outcome farthest, by issue: those of one model together, the farthest first.

    Returns
    -------
    dict of str to list of list
        ``[model, whose, what, from, to, outcome at from, outcome at to]``; whose are the ids of actors, or
        of reliability that of a source.  At most `MOST` of a model.
    """
    by: dict[tuple[str, str], list[Swing]] = defaultdict(list)
    for each in swings:
        if abs(each.size) >= STILL:
            by[each.varied.issue, each.model].append(each)
    told: dict[str, list[list[Any]]] = defaultdict(list)
    for (issue, model), every in by.items():
        for each in every[:MOST]:
            over = each.varied
            numbers = (over.low, over.high, each.at_low or 0.0, each.at_high or 0.0)
            whose = [over.source] if over.source else list(over.actors)
            told[issue].append([model, whose, over.what, *map(short, numbers)])
    return told


def packages_of(dossier: Dossier, found: Iterable[Found]) -> Told:
    """The packages of the two parties whose consent the issues need, or why there are none.

    Parameters
    ----------
    dossier : Dossier
        For the names in reasons.
    found : iterable of Found

    Returns
    -------
    dict
        `parties`, ids, and `why` there is less than a best package, if so.  Where there are packages also `issues`;
        `left_out` as ``[why, issues]``; `gains`, whether worth counts from no deal; `points` as ``[name, worth,
        values]``, worth to both and the value on each issue, with `STANDS` where it is known of all; `unknown`, the
        issues of which it is not; and `roll` as ``[issue, start, end, gains, gives, takes]``.
    """
    tables = [each.inputs for each in found if each.inputs is not None]
    pair = consenting(tables)
    if pair is None:
        return {"parties": None, "why": f"{NEEDED}, and {_no_pair(tables)}; {REMEDY}"}
    names = {table.issue: table.name for table in tables} | {actor: label_of(dossier, actor) for actor in pair}
    silent = [names[actor] for actor in pair if not any(actor in table.actors for table in tables)]
    if silent:
        return {"parties": list(pair), "why": f"no position with a value is known of {' and '.join(silent)}"}
    chosen = efficient_packages(tables, *pair, names=names)
    return _packages(chosen, tables) if chosen.pareto else {"parties": list(pair), "why": chosen.reason}


def _no_pair(tables: Sequence[Inputs]) -> str:
    needs = {tuple(sorted(set(table.consent))) for table in tables if table.consent}
    pairs = sum(len(each) == 2 for each in needs)
    if pairs > 1:
        return f"{pairs} pairs are needed on as many issues each"
    return "no issue needs the consent of two" if needs else "no issue with positions says whose consent it needs"


def _packages(found: Packages, tables: Sequence[Inputs]) -> Told:
    by: dict[str, list[str]] = defaultdict(list)
    for issue, why in found.left_out.items():
        by[why].append(issue)
    roll = [
        [each.issue, short(each.start), short(each.end), [*map(short, each.gains)], list(each.gives), list(each.takes)]
        for each in found.log_roll
    ]
    fit = [table for table in tables if table.issue in found.issues]
    return {
        "parties": list(found.actors),
        "why": found.reason,
        "issues": list(found.issues),
        "left_out": [[why, issues] for why, issues in by.items()],
        "gains": found.no_deal is not None,
        "points": [_point(each, found.issues) for each in (*found.every, *_stays(found, fit))],
        "unknown": [table.issue for table in fit if table.status_quo is None],
        "roll": roll,
    }


def _stays(found: Packages, fit: Sequence[Inputs]) -> Iterator[Package]:
    """All issues staying where they stand, counted like the packages; nothing where that of one is not known."""
    stays = efficient_packages(fit, *found.actors, disagreement="status-quo").no_deal
    if stays is None:
        return
    base = found.no_deal.losses if found.no_deal else None
    gains = (base[0] - stays.losses[0], base[1] - stays.losses[1]) if base else None
    yield replace(stays, name=STANDS, gains=gains)


def _point(package: Package, issues: Sequence[str]) -> list[Any]:
    worth = package.gains or (-package.losses[0], -package.losses[1])
    return [package.name, [*map(short, worth)], [short(package.values[issue]) for issue in issues]]


def short(number: float) -> float:
    """A number as it stands in the page."""
    return round(number, 2) + 0.0
