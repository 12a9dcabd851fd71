"""Packages: what two actors could agree on across issues, which packages are efficient, and the log-roll one needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from graphkit.bargaining.exchange import LogRoll, log_roll
from graphkit.bargaining.package_path import Concession, Package, Path
from graphkit.bargaining.solutions import Solution, egalitarian, kalai_smorodinsky, nash_solution
from graphkit.bargaining.table import BadInputs, Floats, Inputs
from graphkit.dossier.problem import near, quoted
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Disagreement = Literal["expected", "status-quo"]
FEWEST = 2
NO_NAMES: Mapping[str, str] = MappingProxyType({})
SOLUTIONS: Mapping[str, Callable[..., Solution]] = {
    "nash": nash_solution,
    "kalai_smorodinsky": kalai_smorodinsky,
    "best": egalitarian,
}


@dataclass(frozen=True, slots=True, repr=False)
class Packages(ShowsItself):
    """What two actors could agree on.

    Attributes
    ----------
    actors : (str, str)
    issues : tuple of str
        On which both have a position and salience.
    left_out : mapping of str to str
        Why each other issue is not in the packages.
    no_deal : Package, optional
        What is without a deal.
    pareto : tuple of Package
        The corners of the Pareto set, from the best for the first actor to the best for the second.  Between one and
        the next a single issue moves, and every point in between belongs to the set; there are no others but such as
        are worth the same.
    nash, kalai_smorodinsky, best : Package, optional
        The best for both is where who gains less gains most.  None where there is none, and `reason` says why.
    log_roll : tuple of Concession
        Who gives on which issue in the best package, and who gains.
    swaps : mapping of (str, str) to LogRoll
        What they can trade on any two issues, by the exchange model.
    reason : str
    """

    actors: tuple[str, str]
    issues: tuple[str, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    no_deal: Package | None = None
    pareto: tuple[Package, ...] = ()
    nash: Package | None = None
    kalai_smorodinsky: Package | None = None
    best: Package | None = None
    log_roll: tuple[Concession, ...] = ()
    swaps: Mapping[tuple[str, str], LogRoll] = field(default_factory=dict)
    reason: str = ""

    @property
    def every(self) -> tuple[Package, ...]:
        """All packages that were found."""
        found = (self.no_deal, *self.pareto, self.nash, self.kalai_smorodinsky, self.best)
        return tuple(each for each in found if each is not None)

    def to_frame(self) -> Any:
        """The packages as a pandas DataFrame, a row for each package and issue."""
        return frame(rows(self), COLUMNS)

    def _shown(self) -> Shown:
        gains = [f"{actor} gains" for actor in self.actors]
        told = [
            {"package": each.name, **dict(zip(gains, each.gains or (None, None), strict=True)), **each.values}
            for each in self.every
        ]
        caption, notes = f"packages of {' and '.join(self.actors)}", [self.reason] if self.reason else []
        return Shown(told, ("package", *gains, *self.issues), total=len(told), caption=caption, notes=notes)


COLUMNS = ("package", "issue", "value", "first", "first_gains", "second", "second_gains")


def rows(found: Packages) -> list[dict[str, Any]]:
    """A flat row for each package and issue; the gains are those of the whole package."""
    return [
        {
            "package": each.name,
            "issue": issue,
            "value": value,
            "first": found.actors[0],
            "first_gains": each.gains[0] if each.gains else None,
            "second": found.actors[1],
            "second_gains": each.gains[1] if each.gains else None,
        }
        for each in found.every
        for issue, value in each.values.items()
    ]


def consenting(tables: Sequence[Inputs]) -> tuple[str, str] | None:
    """The two whose consent the issues need; where issues need that of several pairs, the pair of most issues.

    Where no issue says whose consent it needs and there are two actors in all, it is these.  None where no issue needs
    that of two alone, or several pairs are needed on as many.

    Examples
    --------
    >>> tables = [Inputs("p", ("a", "b"), [0, 100], consent=("b", "a")), Inputs("q", ("a",), [0], consent=("a",))]
    >>> consenting(tables)
    ('a', 'b')
    """
    everybody = {actor for table in tables for actor in table.actors}
    if len(everybody) == 2 and not any(table.consent for table in tables):
        first, second = sorted(everybody)
        return first, second
    pairs = Counter(tuple(sorted(table.consent)) for table in tables if len(set(table.consent)) == 2)
    ranked = pairs.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    one, other = ranked[0][0]
    return one, other


def packages(
    tables: Sequence[Inputs],
    one: str,
    other: str,
    *,
    disagreement: Disagreement = "expected",
    names: Mapping[str, str] = NO_NAMES,
) -> Packages:
    """The efficient packages of two actors, the solutions of Nash and Kalai–Smorodinsky, and the best for both.

    An actor loses Σ s|x − own position| by a package x, as in the exchange model.  Such losses are linear, so that the
    Pareto set is found whole and without a grid: on each issue x lies between the two positions, and issues go over
    from the first actor to the second in order of what they matter to the first by what they matter to the second.  The
    solutions lie on that path, and are closed in on from a grid of 2,001 of its points.  The best for both is the
    egalitarian one: Kalai (1977), Proportional solutions to bargaining situations, Econometrica 45:1623-1630.

    Parameters
    ----------
    tables : sequence of Inputs
        Of two issues or more.
    one, other : str
        Ids of two actors.
    disagreement : "expected" or "status-quo"
        What is without a deal: the expected outcome Σcsx / Σcs of all who have the numbers, or where issues stand.
    names : mapping of str to str
        How reasons call actors and issues; their ids unless given.

    Returns
    -------
    Packages

    Raises
    ------
    BadInputs
        If the two are one, one of them has no position at all, or an issue stands twice.

    Examples
    --------
    >>> p = Inputs("p", ("a", "b"), [0, 100], salience=[10, 60], capability=[1, 1])
    >>> q = Inputs("q", ("a", "b"), [0, 100], salience=[90, 50], capability=[1, 1])
    >>> found = packages([p, q], "a", "b")
    >>> {issue: round(value, 6) for issue, value in found.best.values.items()}
    {'p': 100.0, 'q': 28.571429}
    >>> [(each.issue, each.gives, each.takes) for each in found.log_roll]
    [('p', ('a',), ('b',)), ('q', ('b',), ('a',))]
    """
    found = efficient_packages(tables, one, other, disagreement=disagreement, names=names)
    if not found.pareto:
        return found
    fit = [each for each in tables if each.issue in found.issues]
    return replace(found, swaps=dict(_swaps(tables, fit, found.actors)))


def efficient_packages(
    tables: Sequence[Inputs],
    one: str,
    other: str,
    *,
    disagreement: Disagreement = "expected",
    names: Mapping[str, str] = NO_NAMES,
) -> Packages:
    """What `packages` finds but for the swaps on two issues, which take long where there are many issues."""
    actors = (one, other)
    _both(tables, actors)
    left_out = {each.issue: why for each in tables if (why := _lacks(each, actors, names))}
    fit = [each for each in tables if each.issue not in left_out]
    issues = tuple(each.issue for each in fit)
    if len(fit) < FEWEST:
        many = f"there is {names.get(issues[0], issues[0])} alone" if fit else "there is none"
        reason = f"a package needs two issues on which both have a position and salience, and {many}"
        return Packages(actors, issues, left_out, reason=reason)
    path = Path(fit, actors)
    start, reason = _without_a_deal(fit, actors, disagreement, names)
    if start is None:
        corners = tuple(path.package(f"pareto {n + 1}", n) for n in range(path.steps + 1))
        return Packages(actors, issues, left_out, pareto=corners, reason=reason)
    path.from_here(start)
    corners = tuple(path.package(f"pareto {n + 1}", n) for n in range(path.steps + 1))
    found, reason = _solved(path)
    roll = path.concessions(found["best"].values) if found else ()
    no_deal = path.told("no deal", start)
    nash, fair, best = (found.get(name) for name in SOLUTIONS)
    return Packages(actors, issues, left_out, no_deal, corners, nash, fair, best, log_roll=roll, reason=reason)


def _both(tables: Sequence[Inputs], actors: tuple[str, str]) -> None:
    everybody = sorted({actor for table in tables for actor in table.actors})
    for actor in actors:
        if actor not in everybody:
            raise BadInputs(f"no actor {quoted(actor)} has a position; {near(actor, everybody)}")
    if actors[0] == actors[1]:
        raise BadInputs(f"{quoted(actors[0])} stands twice; name two actors")
    if len({table.issue for table in tables}) < len(tables):
        raise BadInputs("give the inputs on each issue once")


def _lacks(table: Inputs, actors: Sequence[str], names: Mapping[str, str]) -> str:
    """What keeps an issue out of the packages."""
    if not np.ptp(table.scale) > 0:
        return "the scale has no length"
    lacking = table.lacking("salience").get("salience", ())
    if not lacking and all(actor in table.actors and not table.only([actor]).salience.any() for actor in actors):
        return "it matters to neither"
    positions = [f"no position of {names.get(actor, actor)}" for actor in actors if actor not in table.actors]
    saliences = [f"no salience of {names.get(actor, actor)}" for actor in actors if actor in lacking]
    return "; ".join([*positions, *saliences])


def _without_a_deal(
    tables: Sequence[Inputs], actors: Sequence[str], disagreement: Disagreement, names: Mapping[str, str]
) -> tuple[Floats | None, str]:
    """Where each issue ends without a deal, on its own scale; or why that is not known."""
    if disagreement == "status-quo":
        without = [names.get(table.issue, table.issue) for table in tables if table.status_quo is None]
        if without:
            return None, f"it is not known what is without a deal: no status quo of {', '.join(without)}"
        return np.array([table.status_quo for table in tables], np.float64), ""
    for actor in actors:
        lacking = [table.issue for table in tables if actor in table.lacking("capability").get("capability", ())]
        if lacking:
            issues = ", ".join(names.get(issue, issue) for issue in lacking)
            lacks = f"no capability of {names.get(actor, actor)} on {issues}"
            return None, f"it is not known what is without a deal, the expected outcome: {lacks}"
    full = [table.having("salience", "capability") for table in tables]
    for table in full:
        if not table.weight.sum() > 0:
            return (
                None,
                f"it is not known what is without a deal: nobody has weight on {names.get(table.issue, table.issue)}",
            )
    return np.array([(table.weight * table.position).sum() / table.weight.sum() for table in full]), ""


def _solved(path: Path) -> tuple[dict[str, Package], str]:
    """The solutions, among the packages in which nobody gets less than without a deal."""
    low, high = path.rational()
    if not path.steps and (path.gains(0) > 0).all():
        return {name: path.package(name, 0) for name in SOLUTIONS}, ""
    if not low < high:
        return {}, "no package is better for both than none"
    try:
        points = {name: solve(path.gains, low, high, disagreement=(0, 0)).point for name, solve in SOLUTIONS.items()}
    except BadInputs:
        return {}, "no package is better for both than none"
    return {name: path.package(name, point) for name, point in points.items()}, ""


def _swaps(
    tables: Sequence[Inputs], fit: Sequence[Inputs], actors: tuple[str, str]
) -> Iterator[tuple[tuple[str, str], LogRoll]]:
    for pair in combinations(fit, 2):
        try:
            yield (pair[0].issue, pair[1].issue), log_roll(pair, *actors)
        except BadInputs:  # they lie on one side of an outcome, or lack capability
            continue
