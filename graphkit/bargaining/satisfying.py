"""Whether any package of terms could satisfy all whose consent is needed; if none can, what stands against each other.

On each issue the numbers that positions and conditions name cut the scale into points and open gaps between, and
nothing that anybody said tells two values of one cell apart.  So to look at one value of each cell is to look at all.
Issues that no condition ties together are settled apart.  Of n issues that hang together, with c cells each, at most cⁿ
packages are looked at, fewer where a part of a package is refused already; conditions can say any formula of
propositional logic, so that no way is known that is always fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graphkit.bargaining.drafts import Asking, Table, Terms, refuse_bad
from graphkit.bargaining.package_search import Cell, Demand, Problem
from graphkit.bargaining.scales import USUAL, Scale, back, written
from graphkit.dossier.dossier import Dossier
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Answer = Literal["yes", "no", "open", "unsettled"]
ANSWERS: Mapping[Answer, str] = {
    "yes": "yes: one to which all consent",
    "no": "no: somebody refuses each",
    "open": "not known: one that nobody refuses, without the consent of all being known",
    "unsettled": "not settled: there are too many packages to look at",
}
COLUMNS = ("issue", "value", "room", "fixed", "undetermined")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where a package puts an issue, and how far that could move alone without making the package worse.

    Attributes
    ----------
    issue : str
    value : float
    cells : tuple of Cell
        In order, one next to the other.
    fixed : bool
        Whether the draft says so.
    undetermined : tuple of str
        Whose consent on the issue is then not known.
    scale : (float, float)
        Ends of the scale on which the room is told.
    """

    issue: str
    value: float
    cells: tuple[Cell, ...]
    fixed: bool
    undetermined: tuple[str, ...]
    scale: Scale = USUAL

    @property
    def room(self) -> str:
        """The values of the cells, such as ``above 25 to 50``."""
        first, last = self.cells[0], self.cells[-1]
        low, high = (written(back(self.scale, each)) for each in (first.low, last.high))
        if first == last and first.low == first.high:
            return low
        start = "" if first.low == first.high else "above "
        end = "" if last.low == last.high else "below "
        return f"{start}{low} to {end}{high}"


@dataclass(frozen=True, slots=True, repr=False)
class Possible(ShowsItself):
    """Whether a package could satisfy all.

    Attributes
    ----------
    answer : "yes", "no", "open" or "unsettled"
        To one all consent; there is none that nobody refuses; one is refused by nobody, but to none is the consent of
        all known; or there are too many packages to look at, and the best so far is told if there is any.
    package : tuple of Chosen
        One that nobody refuses and to which the consent of as many as can be is known; empty if there is none.
    conflicts : tuple of tuple of Demand
        Sets of demands that cannot all be met; without any one of its members a set could be.  None shares a member
        with another; where all are lifted something can be agreed.  Fewer, or none, where looking for them takes more
        steps than `graphkit.bargaining.package_search.STEPS_AT_MOST`.
    scope : tuple of str
        The issues of the package: those asked for and, in turn, those that conditions on them name.
    unasked : tuple of str
        Those of them on which nobody's consent is known to be needed.
    """

    answer: Answer
    package: tuple[Chosen, ...] = ()
    conflicts: tuple[tuple[Demand, ...], ...] = ()
    scope: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()

    def _shown(self) -> Shown:
        demands = ([f"{each.actor} on {each.position.issue}: {each.words}" for each in one] for one in self.conflicts)
        notes = [f"these cannot all be met: {'; '.join(each)}" for each in demands]
        caption = f"could any package on {', '.join(self.scope)} satisfy all? {ANSWERS[self.answer]}"
        return Shown(map(as_row, self.package), COLUMNS, total=len(self.package), caption=caption, notes=notes)

    def to_frame(self) -> Any:
        """The package as a pandas DataFrame, a row for each issue."""
        return frame(map(as_row, self.package), COLUMNS)


def as_row(chosen: Chosen) -> dict[str, Any]:
    """A term of a package as plain values, its number on the issue's scale."""
    plain = {name: getattr(chosen, name) for name in ("issue", "value", "room", "fixed")}
    return plain | {"value": back(chosen.scale, chosen.value), "undetermined": list(chosen.undetermined)}


def possible(
    dossier: Dossier, issues: Iterable[str] | None = None, *, fixed: Terms | None = None, asking: Asking | None = None
) -> Possible:
    """Whether any package on some issues could satisfy all whose consent is needed.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day by `graphkit.dossier.clocks.at`.
    issues : iterable of str, optional
        Default those of the fixed terms; without any, all that have a scale and on which somebody's consent is asked.
    fixed : mapping of str to float or None, optional
        Terms that stand; the rest of the issues is left open.
    asking : Asking, optional

    Returns
    -------
    Possible

    Raises
    ------
    BadInputs
        As for `graphkit.bargaining.drafts.of_dossier`.

    Notes
    -----
    Of a package that nobody refuses the best is found by branch and bound; a minimal conflict by the deletion filter of
    Chinneck and Dravnieks (1991, Locating minimal infeasible constraint sets in linear programs, ORSA Journal on
    Computing 3:157-168), which lifts one demand after the other and leaves out those without which there still is no
    package.  What rests on weaker evidence is tried first, so that a conflict rests on the better.

    Examples
    --------
    >>> from graphkit import open_dossier
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> found = possible(open_dossier(bundled_dossier("istanbul-2025")), ["size-of-forces"])
    >>> found.answer, [(each.issue, each.room) for each in found.package]
    ('yes', [('size-of-forces', '25 to 50')])
    """
    table, terms = Table(dossier, asking or Asking()), dict(fixed or {})
    wanted = [*terms, *(issues if issues is not None else () if terms else _all_issues(table))]
    refuse_bad(dossier, {**dict.fromkeys(wanted), **terms}, table.asking)
    return _solved(Problem(table, wanted, {issue: value for issue, value in terms.items() if value is not None}))


def _all_issues(table: Table) -> list[str]:
    return [each.id for each in table.dossier.issues if each.scale and table.asked(each.id)]


def _solved(problem: Problem) -> Possible:
    """The best package, or what stands against each other."""
    package: dict[str, float] = {}
    conflicts: list[tuple[Demand, ...]] = []
    settled, refused = True, False
    for part in problem.parts():
        best, proven = problem.best(part)
        settled &= proven
        if best is not None:
            package |= best
        elif proven:
            refused = True
            conflicts += problem.conflicts(part)
    scope, unasked = problem.scope, tuple(issue for issue in problem.scope if not problem.table.asked(issue))
    if refused:
        return Possible("no", (), tuple(conflicts), scope, unasked)
    if len(package) < len(scope):
        return Possible("unsettled", (), (), scope, unasked)
    chosen = tuple(_chosen(problem, issue, package) for issue in scope)
    known = not any(each.undetermined for each in chosen)
    return Possible("yes" if known else "open" if settled else "unsettled", chosen, (), scope, unasked)


def _chosen(problem: Problem, issue: str, package: Mapping[str, float]) -> Chosen:
    asked = [pair for pair in problem.pairs if pair.issue == issue]
    unknown = tuple(pair.actor for pair in asked if problem.judge(pair, package) == "undetermined")
    scale = problem.table.facts.scales.get(issue, USUAL)
    return Chosen(issue, package[issue], problem.room(issue, package), issue in problem.fixed, unknown, scale)


def answer_of(found: Possible) -> Mapping[str, Any]:
    """What was found as plain values, for programs."""
    return {
        "answer": found.answer,
        "package": [as_row(each) for each in found.package],
        "conflicts": [[demand_row(each) for each in conflict] for conflict in found.conflicts],
        "scope": list(found.scope),
        "unasked": list(found.unasked),
    }


def demand_row(demand: Demand) -> dict[str, Any]:
    """A demand as plain values."""
    position = demand.position
    return {
        "actor": demand.actor,
        "issue": position.issue,
        "position": position.id,
        "part": demand.kind + (f" {demand.number}" if demand.number else ""),
        "words": demand.words,
        "claim": position.claim,
        "sources": sorted({each.carrier for each in position.evidence}),
    }
