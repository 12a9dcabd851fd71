"""The search for a package that nobody refuses, and for what stands against each other where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from graphkit.bargaining.conditions import Package
from graphkit.bargaining.consent import Kind, broken, demands, said, told
from graphkit.bargaining.drafts import Table, Verdict, judged
from graphkit.dossier.model import Condition, Position

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
class Demand:
    """One thing on which an actor's consent hangs: a red line, an answer, or a condition.

    Attributes
    ----------
    actor : str
    position : Position
    kind, number
        As of `graphkit.bargaining.consent.Part`.
    words : str
        What is asked.
    """

    actor: str
    position: Position
    kind: Kind
    number: int
    words: str

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


class TooMany(Exception):
    """More packages than there is time to look at."""


@dataclass(frozen=True, slots=True)
class Pair:
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


class Problem:
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

    def parts(self) -> list[list[str]]:
        """Issues that hang together, those on which most hangs first."""
        groups: list[set[str]] = [{issue} for issue in self.scope]
        for pair in self.pairs:
            tied = set(pair.reads) & set(self.scope)
            touched = [group for group in groups if group & tied]
            groups = [group for group in groups if not group & tied] + [set().union(*touched)]
        weight = {issue: sum(issue in pair.reads for pair in self.pairs) for issue in self.scope}
        order = {issue: (-weight[issue], self.scope.index(issue)) for issue in self.scope}
        return sorted((sorted(group, key=order.__getitem__) for group in groups), key=lambda part: order[part[0]])

    def best(self, part: Sequence[str]) -> tuple[dict[str, float] | None, bool]:
        """The package on some issues to which most consents are known and that nobody refuses; and if that is sure."""
        pairs = [pair for pair in self.pairs if pair.issue in part and pair.positions]
        best: tuple[int, dict[str, float] | None] = (len(pairs) + 1, None)
        try:
            for cost, package in self._search(part, pairs):
                best = cost, package
        except TooMany:
            return best[1], best[0] == 0
        return best[1], True

    def _search(self, part: Sequence[str], pairs: Sequence[Pair]) -> Iterator[tuple[int, dict[str, float]]]:
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
                says = [self.judge(pair, grown) for pair in due[len(package)]]
                if "refuses" not in says and not self._refused(touched[len(package)], grown):
                    longer.append((grown, cost + says.count("undetermined")))
            if steps > STEPS_AT_MOST:
                raise TooMany
            stack += _worst_first(longer)

    def _refused(self, pairs: Sequence[Pair], package: Package) -> bool:
        """Whether somebody refuses already, whatever the rest of the package will be."""
        return any(pair.issue in package and self.judge(pair, package) == "refuses" for pair in pairs)

    def judge(self, pair: Pair, package: Package) -> Verdict:
        """What an actor says of an issue of a package; of a part of one, only what holds of the whole."""
        key = (pair.actor, pair.issue, *(package.get(issue) for issue in pair.reads))
        if key not in self.judged:
            answers = [said(each, package, self.table.facts) for each in pair.positions]
            self.judged[key] = judged(answers, known=pair.issue in package)[0]
        return self.judged[key]

    def room(self, issue: str, package: Package) -> tuple[Cell, ...]:
        """The cells in which an issue of a package could lie, next to each other, without making it worse."""
        mine = [pair for pair in self.pairs if issue in pair.reads]

        def worse(cell: Cell) -> bool:
            moved = {**package, issue: cell.value}
            pairs = ((self.judge(pair, package), self.judge(pair, moved)) for pair in mine)
            return any(after != before and after != "accepts" for before, after in pairs)

        cells = sorted(self.cells[issue], key=lambda cell: (cell.low + cell.high, cell.high - cell.low))
        at = next(place for place, cell in enumerate(cells) if cell.value == package[issue])
        start = end = at
        while start and not worse(cells[start - 1]):
            start -= 1
        while end + 1 < len(cells) and not worse(cells[end + 1]):
            end += 1
        return tuple(cells[start : end + 1])

    def conflicts(self, part: Sequence[str]) -> Iterator[tuple[Demand, ...]]:
        """Minimal conflicts among the demands on some issues, one after the other until something can be agreed."""
        standing = sorted(self._demands(part), key=_weakest_first)
        if len(part) == 1 and _are_lines_alike(standing):
            yield from _crossing(standing)
            return
        try:
            while not self._can_be_met(part, standing):
                kept = list(standing)
                for demand in standing:
                    fewer = [each for each in kept if each is not demand]
                    if not self._can_be_met(part, fewer):
                        kept = fewer
                yield tuple(sorted(kept, key=lambda each: (each.position.issue, each.actor, each.name)))
                standing = [each for each in standing if each not in kept]
        except TooMany:
            return

    def _demands(self, part: Sequence[str]) -> list[Demand]:
        """What may be broken, each position's once, with one of those whom it commits."""
        found: dict[str, Demand] = {}
        for pair in self.pairs:
            if pair.issue in part:
                for position in pair.positions:
                    for kind, number in demands(position):
                        words = told(position, kind, number, self.table.facts.scales)
                        demand = Demand(pair.actor, position, kind, number, words)
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
                raise TooMany
            stack += longer[::-1]
        return False

    def _breaks(self, test: _Test, package: Package) -> bool:
        key = (test.name, *map(package.get, test.reads))
        if key not in self.broken:
            demand = test.demand
            self.broken[key] = broken(demand.position, demand.kind, demand.number, package, self.table.facts)
        return self.broken[key]


def _are_lines_alike(demands: Sequence[Demand]) -> bool:
    """Whether nothing but red lines can be broken, and all rest on evidence alike, as those of a table do."""
    can_break = [each for each in demands if each.kind != "answer" or each.position.stance != "neutral"]
    lines = all(each.kind in ("at_least", "at_most") and not each.position.conditions for each in can_break)
    return lines and len({_weakest_first(each)[:-1] for each in can_break}) <= 1


def _crossing(demands: Iterable[Demand]) -> Iterator[tuple[Demand, ...]]:
    """Of red lines on one issue the two furthest apart, then those of the rest, until they leave room."""
    by: dict[str, list[tuple[float, Demand]]] = {"at_least": [], "at_most": []}
    for each in demands:
        if each.kind in by:
            by[each.kind].append((getattr(each.position.accepts, each.kind), each))
    highest = sorted(by["at_least"], key=lambda pair: (-pair[0], pair[1].name))
    lowest = sorted(by["at_most"], key=lambda pair: (pair[0], pair[1].name))
    for (least, one), (most, other) in zip(highest, lowest, strict=False):
        if least <= most:
            return
        yield tuple(sorted((one, other), key=lambda each: (each.position.issue, each.actor, each.name)))


def _pair(table: Table, actor: str, issue: str) -> Pair:
    positions = table.of(actor, issue)
    named = (name for each in positions for name in _named(each.conditions))
    return Pair(actor, issue, positions, tuple(dict.fromkeys((issue, *named))))


def _worst_first(longer: list[tuple[dict[str, float], int]]) -> list[tuple[dict[str, float], int]]:
    """Last the package to look at next: fewest consents that are not known, then nearest to the middle."""
    return sorted(longer, key=lambda each: each[1])[::-1]


def _due(pairs: Sequence[Pair], part: Sequence[str], depth: int) -> list[Pair]:
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
