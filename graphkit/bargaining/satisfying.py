"""Whether any package of terms could satisfy all whose consent is needed; if none can, what stands against each other.

On each issue the numbers that positions and conditions name cut the scale into points and open gaps between, and
nothing that anybody said tells two values of one cell apart.  So to look at one value of each cell is to look at all.
Issues that no condition ties together are settled apart.  Of n issues that hang together, with c cells each, at most cⁿ
packages are looked at, fewer where a part of a package is refused already; conditions can say any formula of
propositional logic, so that no way is known that is always fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from graphkit.bargaining.conditions import Package
from graphkit.bargaining.consent import Kind, broken, demands, said, told
from graphkit.bargaining.drafts import Asking, Table, Terms, Verdict, judged, refuse_bad
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Condition, Position
from graphkit.graph.frame import frame

Answer = Literal["yes", "no", "open", "unsettled"]
COLUMNS = ("issue", "value", "room", "fixed", "undetermined")
STEPS_AT_MOST = 50_000
MIDDLE = 50.0


class Cell(NamedTuple):
    """Values that nothing anybody said tells apart: a point, or all between two of them.

    Attributes
    ----------
    low, high : float
        Equal for a point.
    """

    low: float
    high: float

    @property
    def value(self) -> float:
        """The point, or the middle."""
        return (self.low + self.high) / 2


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
    """

    issue: str
    value: float
    cells: tuple[Cell, ...]
    fixed: bool
    undetermined: tuple[str, ...]

    @property
    def room(self) -> str:
        """The values of the cells, such as ``above 25 to 50``."""
        first, last = self.cells[0], self.cells[-1]
        if first == last and first.low == first.high:
            return f"{first.low:g}"
        start = "" if first.low == first.high else "above "
        end = "" if last.low == last.high else "below "
        return f"{start}{first.low:g} to {end}{last.high:g}"


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing on which an actor's consent hangs: a red line, an answer, or a condition.

    Attributes
    ----------
    actor : str
    position : Position
    kind, number
        As of `graphkit.bargaining.consent.Part`.
    """

    actor: str
    position: Position
    kind: Kind
    number: int

    @property
    def name(self) -> str:
        """The position and the part of it."""
        return f"{self.position.id} {self.kind}" + (f" {self.number}" if self.number else "")

    @property
    def reads(self) -> tuple[str, ...]:
        """The issues on whose values it hangs."""
        conditions = self.position.conditions if self.kind in ("answer", "condition") else ()
        chosen = conditions[self.number - 1 : self.number] if self.kind == "condition" else conditions
        return tuple(dict.fromkeys((self.position.issue, *_named(chosen))))

    @property
    def words(self) -> str:
        """What is asked."""
        return told(self.position, self.kind, self.number)


@dataclass(frozen=True, slots=True)
class Possible:
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
        than `STEPS_AT_MOST` steps.
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

    def to_frame(self) -> Any:
        """The package as a pandas DataFrame, a row for each issue."""
        return frame(map(as_row, self.package), COLUMNS)


def as_row(chosen: Chosen) -> dict[str, Any]:
    """A term of a package as plain values."""
    plain = {name: getattr(chosen, name) for name in ("issue", "value", "room", "fixed")}
    return plain | {"undetermined": list(chosen.undetermined)}


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
    problem = _Problem(table, wanted, {issue: value for issue, value in terms.items() if value is not None})
    return problem.solved()


def _all_issues(table: Table) -> list[str]:
    return [each.id for each in table.dossier.issues if each.scale and table.asked(each.id)]


class _TooMany(Exception):
    """More packages than there is time to look at."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """An actor whose consent on an issue is needed, its positions, and the issues on which what it says hangs."""

    actor: str
    issue: str
    positions: tuple[Position, ...]
    reads: tuple[str, ...]


class _Test(NamedTuple):
    """A demand with what is asked of it often."""

    demand: Demand
    name: str
    reads: tuple[str, ...]


class _Problem:
    """Issues, their cells, and who must consent."""

    def __init__(self, table: Table, wanted: Sequence[str], fixed: Package) -> None:
        self.table = table
        self.fixed = fixed
        self.scope = _scope(table, wanted)
        self.pairs = [_pair(table, actor, issue) for issue in self.scope for actor in table.asked(issue)]
        self.positions = {each.id: each for pair in self.pairs for each in pair.positions}
        self.cells = {issue: self._cells(issue) for issue in self.scope}
        self.judged: dict[tuple[Any, ...], Verdict] = {}
        self.broken: dict[tuple[Any, ...], bool] = {}

    def _cells(self, issue: str) -> list[Cell]:
        """The cells of an issue, from the middle outwards; one where the draft says where it is."""
        if issue in self.fixed:
            return [Cell(self.fixed[issue], self.fixed[issue])]
        cut = sorted({0.0, 100.0, *_numbers(self.positions.values(), issue)})
        cells = [Cell(each, each) for each in cut] + [Cell(low, high) for low, high in pairwise(cut)]
        return sorted(cells, key=lambda cell: (abs(cell.value - MIDDLE), cell))

    def solved(self) -> Possible:
        """The best package, or what stands against each other."""
        package: dict[str, float] = {}
        conflicts: list[tuple[Demand, ...]] = []
        settled, refused = True, False
        for part in self._parts():
            best, proven = self._best(part)
            settled &= proven
            if best is not None:
                package |= best
            elif proven:
                refused = True
                conflicts += self._conflicts(part)
        unasked = tuple(issue for issue in self.scope if not self.table.asked(issue))
        if refused:
            return Possible("no", (), tuple(conflicts), self.scope, unasked)
        if len(package) < len(self.scope):
            return Possible("unsettled", (), (), self.scope, unasked)
        chosen = tuple(self._chosen(issue, package) for issue in self.scope)
        known = not any(each.undetermined for each in chosen)
        return Possible("yes" if known else "open" if settled else "unsettled", chosen, (), self.scope, unasked)

    def _parts(self) -> list[list[str]]:
        """Issues that hang together, those on which most hangs first."""
        groups: list[set[str]] = [{issue} for issue in self.scope]
        for pair in self.pairs:
            tied = set(pair.reads) & set(self.scope)
            touched = [group for group in groups if group & tied]
            groups = [group for group in groups if not group & tied] + [set().union(*touched)]
        weight = {issue: sum(issue in pair.reads for pair in self.pairs) for issue in self.scope}
        order = {issue: (-weight[issue], self.scope.index(issue)) for issue in self.scope}
        return sorted((sorted(group, key=order.__getitem__) for group in groups), key=lambda part: order[part[0]])

    def _best(self, part: Sequence[str]) -> tuple[dict[str, float] | None, bool]:
        """The package on some issues to which most consents are known and that nobody refuses; and if that is sure."""
        pairs = [pair for pair in self.pairs if pair.issue in part and pair.positions]
        best: tuple[int, dict[str, float] | None] = (len(pairs) + 1, None)
        try:
            for cost, package in self._search(part, pairs):
                best = cost, package
        except _TooMany:
            return best[1], best[0] == 0
        return best[1], True

    def _search(self, part: Sequence[str], pairs: Sequence[_Pair]) -> Iterator[tuple[int, dict[str, float]]]:
        """Ever better packages on some issues, by depth-first branch and bound."""
        due = [_due(pairs, part, depth) for depth in range(len(part))]
        touched = [[pair for pair in pairs if issue in pair.reads] for issue in part]
        bound, steps = len(pairs) + 1, 0
        stack: list[tuple[dict[str, float], int]] = [({}, 0)]
        while stack:
            package, cost = stack.pop()
            if cost >= bound:
                continue
            if len(package) == len(part):
                bound = cost
                yield cost, package
                continue
            issue, longer = part[len(package)], []
            for cell in self.cells[issue]:
                steps += 1
                grown = {**package, issue: cell.value}
                says = [self._judge(pair, grown) for pair in due[len(package)]]
                if "refuses" not in says and not self._refused(touched[len(package)], grown):
                    longer.append((grown, cost + says.count("undetermined")))
            if steps > STEPS_AT_MOST:
                raise _TooMany
            stack += _worst_first(longer)

    def _refused(self, pairs: Sequence[_Pair], package: Package) -> bool:
        """Whether somebody refuses already, whatever the rest of the package will be."""
        return any(pair.issue in package and self._judge(pair, package) == "refuses" for pair in pairs)

    def _judge(self, pair: _Pair, package: Package) -> Verdict:
        key = (pair.actor, pair.issue, *(package.get(issue) for issue in pair.reads))
        if key not in self.judged:
            answers = [said(each, package, self.table.facts) for each in pair.positions]
            self.judged[key] = judged(answers, known=pair.issue in package)[0]
        return self.judged[key]

    def _chosen(self, issue: str, package: dict[str, float]) -> Chosen:
        """Where the package puts an issue, whose consent there is not known, and how far it could move alone."""
        mine = [pair for pair in self.pairs if issue in pair.reads]

        def worse(cell: Cell) -> bool:
            moved = {**package, issue: cell.value}
            pairs = ((self._judge(pair, package), self._judge(pair, moved)) for pair in mine)
            return any(after != before and after != "accepts" for before, after in pairs)

        cells = sorted(self.cells[issue], key=lambda cell: (cell.low + cell.high, cell.high - cell.low))
        at = next(place for place, cell in enumerate(cells) if cell.value == package[issue])
        start = end = at
        while start and not worse(cells[start - 1]):
            start -= 1
        while end + 1 < len(cells) and not worse(cells[end + 1]):
            end += 1
        unknown = [p.actor for p in self.pairs if p.issue == issue and self._judge(p, package) == "undetermined"]
        return Chosen(issue, package[issue], tuple(cells[start : end + 1]), issue in self.fixed, tuple(unknown))

    def _conflicts(self, part: Sequence[str]) -> Iterator[tuple[Demand, ...]]:
        """Minimal conflicts among the demands on some issues, one after the other until something can be agreed."""
        standing = sorted(self._demands(part), key=_weakest_first)
        try:
            while not self._can_be_met(part, standing):
                kept = list(standing)
                for demand in standing:
                    fewer = [each for each in kept if each is not demand]
                    if not self._can_be_met(part, fewer):
                        kept = fewer
                yield tuple(sorted(kept, key=lambda each: (each.position.issue, each.actor, each.name)))
                standing = [each for each in standing if each not in kept]
        except _TooMany:
            return

    def _demands(self, part: Sequence[str]) -> list[Demand]:
        """What may be broken, each position's once, with one of those whom it commits."""
        found: dict[str, Demand] = {}
        for pair in self.pairs:
            if pair.issue in part:
                for position in pair.positions:
                    for kind, number in demands(position):
                        demand = Demand(pair.actor, position, kind, number)
                        found.setdefault(demand.name, demand)
        return list(found.values())

    def _can_be_met(self, part: Sequence[str], standing: Sequence[Demand]) -> bool:
        """Whether a package breaks none of some demands."""
        tests = [_Test(each, each.name, each.reads) for each in standing]
        touched = [[each for each in tests if issue in each.reads] for issue in part]
        stack: list[dict[str, float]] = [{}]
        steps = 0
        while stack:
            package = stack.pop()
            if len(package) == len(part):
                return True
            issue, longer = part[len(package)], []
            for cell in self.cells[issue]:
                steps += 1
                grown = {**package, issue: cell.value}
                if not any(self._breaks(each, grown) for each in touched[len(package)]):
                    longer.append(grown)
            if steps > STEPS_AT_MOST:
                raise _TooMany
            stack += longer[::-1]
        return False

    def _breaks(self, test: _Test, package: Package) -> bool:
        key = (test.name, *map(package.get, test.reads))
        if key not in self.broken:
            demand = test.demand
            self.broken[key] = broken(demand.position, demand.kind, demand.number, package, self.table.facts)
        return self.broken[key]


def _pair(table: Table, actor: str, issue: str) -> _Pair:
    positions = table.of(actor, issue)
    named = (name for each in positions for name in _named(each.conditions))
    return _Pair(actor, issue, positions, tuple(dict.fromkeys((issue, *named))))


def _worst_first(longer: list[tuple[dict[str, float], int]]) -> list[tuple[dict[str, float], int]]:
    """Last the package to look at next: fewest consents that are not known, then nearest to the middle."""
    return sorted(longer, key=lambda each: each[1])[::-1]


def _due(pairs: Sequence[_Pair], part: Sequence[str], depth: int) -> list[_Pair]:
    """The pairs of which everything is known once the issue at a depth has its value, and not before."""
    now, before = set(part[: depth + 1]), set(part[:depth])
    inside = [(pair, set(pair.reads) & set(part)) for pair in pairs]
    return [pair for pair, reads in inside if reads <= now and not reads <= before]


def _scope(table: Table, wanted: Sequence[str]) -> tuple[str, ...]:
    """The issues asked for that have a scale and, in turn, those that conditions of those asked there name."""
    scope: dict[str, None] = {}
    queue = list(wanted)
    while queue:
        issue = queue.pop(0)
        found = table.dossier.issues.get(issue)
        if issue in scope or found is None or found.scale is None:
            continue
        scope[issue] = None
        queue += [
            name for actor in table.asked(issue) for each in table.of(actor, issue) for name in _named(each.conditions)
        ]
    return tuple(scope)


def _named(conditions: Iterable[Condition]) -> Iterator[str]:
    """The issues on whose value conditions hang."""
    for each in conditions:
        if each.issue is not None and (each.at_least is not None or each.at_most is not None):
            yield each.issue


def _numbers(positions: Iterable[Position], issue: str) -> Iterator[float]:
    """The values of an issue that positions and conditions name."""
    for position in positions:
        about: list[Any] = [each for each in position.conditions if each.issue == issue]
        if position.issue == issue:
            about += [position.accepts] if position.accepts else []
            yield from () if position.value is None else (position.value,)
        for each in about:
            yield from (end for end in (each.at_least, each.at_most) if end is not None)


def _weakest_first(demand: Demand) -> tuple[Any, ...]:
    """Order of trying to do without a demand: what is alleged or disputed, or graded low, before the rest."""
    position: Position = demand.position
    best = min((each.credibility or 6 for each in position.evidence), default=7)
    line = demand.kind in ("at_least", "at_most")
    return (position.status == "plain", -best, line, demand.name)


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
