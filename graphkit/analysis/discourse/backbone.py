"""The backbone of a discourse network: the few issues that hold its structure, and those that add nothing to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from itertools import combinations
from math import comb, exp
from typing import Any, TypeAlias

import numpy as np

from graphkit.analysis.discourse.network import counted_statements, one_mode_network
from graphkit.analysis.discourse.options import BadChoice, Options
from graphkit.analysis.discourse.parts import Part
from graphkit.analysis.discourse.spectra import NOTHING, distance, spectrum
from graphkit.analysis.discourse.statements import Floats, Integers, Names, Statements
from graphkit.dossier.problem import near, quoted
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Kept: TypeAlias = tuple[int, ...]
TRIED_AT_MOST = 5_000  # sets, up to which all of one size are tried
COLUMNS = ("place", "issue", "label", "alone", "loss", "rest", "statements")


@dataclass(frozen=True, slots=True)
class Step:
    """One issue, and what goes with it.

    Attributes
    ----------
    place : int
        1 for the issue that is taken away last, as the most needed.
    issue, label : str
    alone : float
        How far the network lies from the whole without this issue alone, 0 to √2.
    loss : float
        How far it lies without this issue and all with a higher place.
    rest : float
        How far the network of this issue and all with a higher place lies from the whole.
    statements : int
        How many statements are on this issue.
    """

    place: int
    issue: str
    label: str
    alone: float
    loss: float
    rest: float
    statements: int


@dataclass(frozen=True, slots=True)
class IssueSet:
    """Some issues, and how much of the structure they hold.

    Attributes
    ----------
    issues : tuple of str
        Ids, in order.
    loss : float
        How far the network of these issues lies from the whole, 0 to √2.
    rest : float
        How far that of all others does.
    proven : bool
        Whether every set of this size was tried, so that none is better.
    """

    issues: tuple[str, ...]
    loss: float
    rest: float
    proven: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Backbone(ShowsItself):
    """The issues of a network by what their removal does, the most needed first.

    Attributes
    ----------
    steps : tuple of Step
    chosen : IssueSet or None
        The set that was asked for.
    actors, statements, sources : int
        What the network is of.
    options : Options
    words : tuple of three str
        What actors, issues and stances are called where they come from.
    penalty : float or None
        With which the set was chosen.
    notes : tuple of str
        What was left out.
    """

    steps: tuple[Step, ...]
    chosen: IssueSet | None
    actors: int
    statements: int
    sources: int
    options: Options
    words: tuple[str, str, str]
    penalty: float | None = None
    notes: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, Any]:
        """How it was computed, by name of option."""
        return asdict(self.options) | {"measure": self.options.chosen, "penalty": self.penalty}

    def rows(self) -> list[dict[str, Any]]:
        """One row for each issue."""
        return [asdict(step) for step in self.steps]

    def _shown(self) -> Shown:
        caption = f"backbone of a network of {self.actors} actors, from {self.statements} statements"
        columns = [name for name in COLUMNS if name != "issue"]
        return Shown(self.rows(), columns, total=len(self.steps), caption=caption, notes=self.notes)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def backbone(
    statements: Statements,
    options: Options | None = None,
    *,
    keep: Collection[str] | None = None,
    size: int | None = None,
    penalty: float | None = None,
) -> Backbone:
    """Order the issues of a network of actors by how much of its structure hangs on them.

    Starting from all issues, the one whose removal changes the network least is taken away, until none is left: DNA's
    nested algorithm.  Two networks are compared by the eigenvalues of their Laplacians, each divided by their sum:
    the Euclidean distance of the two spectra.  Ties below 0 count 0.

    Parameters
    ----------
    statements : Statements
    options : Options, optional
        A network in one mode, without windows; by default as in rDNA between actors, ``subtract``, ``average``, each
        statement once per document.
    keep : collection of str, optional
        Ids of issues: how much they hold alone is told.
    size : int, optional
        How many issues the best set shall have; all sets of that size are tried up to 5,000, else issues of the nested
        solution are exchanged until no exchange helps.
    penalty : float, optional
        Choose the set, of any size, with the least loss times exp(-penalty (n - size) / n) for n issues; as DNA does, a
        larger penalty makes a smaller set.  0 or more.

    Returns
    -------
    Backbone

    Raises
    ------
    BadChoice
        If options do not go together, or an issue or a size is none of the network's.

    Notes
    -----
    With `dna_compatible` spectra are those of DNA 3 (class Exporter, method computeNormalizedEigenvalues): since its
    subtraction of the network from the degrees is lost, they are the degrees alone, and distances are sums of
    differences.  Issues that do equally little go together there; here one at a time, the last by id first.
    """
    options = options or Options(measure="subtract", normalize="average", duplicates="document")
    _check(options, given=sum(each is not None for each in (keep, size, penalty)))
    network = _Network(statements, options)
    order = network.nested()
    steps = tuple(reversed(list(network.steps(order))))
    chosen = _chosen(network, order, keep, size, penalty)
    return Backbone(
        steps,
        chosen,
        len(network.actors),
        len(network.counting),
        network.counting.sources,
        options,
        statements.words,
        penalty,
        network.period.notes,
    )


def _check(options: Options, *, given: int) -> None:
    if options.network == "two-mode" or options.window:
        raise BadChoice("a backbone is of one network in one mode; leave out two-mode and windows")
    if given > 1:
        raise BadChoice("keep, size and penalty each choose a set; give one of them")


class _Network:
    """A network as a function of the issues that count."""

    def __init__(self, statements: Statements, options: Options) -> None:
        self.options = options
        self.period, self.counting = counted_statements(statements, options)
        self.actors = np.unique(self.counting.actor)
        self.issues = np.unique(self.counting.issue)
        self.names: Names = self.period.issues.take(self.issues)
        self._by_issue = [np.flatnonzero(self.counting.issue == issue) for issue in self.issues]
        self._seen: dict[Kept, float] = {}
        self._whole = self.spectrum(self.all)

    @property
    def all(self) -> Kept:
        return tuple(range(len(self.issues)))

    def said_on(self, issue: int) -> int:
        """How many statements are on an issue."""
        return len(self._by_issue[issue])

    def loss(self, kept: Kept) -> float:
        """How far the network of some issues lies from the whole."""
        if kept not in self._seen:
            as_dna = self.options.dna_compatible
            self._seen[kept] = distance(self.spectrum(kept), self._whole, as_dna=as_dna)
        return self._seen[kept]

    def rest(self, kept: Kept) -> Kept:
        """All other issues."""
        return tuple(issue for issue in self.all if issue not in set(kept))

    def spectrum(self, kept: Kept) -> Floats:
        """The spectrum of the network of some issues."""
        chosen: Integers = np.sort(np.concatenate([self._by_issue[issue] for issue in kept] or [np.zeros(0, np.int64)]))
        part = self.counting.take(chosen)
        matrix = one_mode_network(Part(part, part, None, None), self.period, self.actors, self.options)
        return spectrum(matrix, as_dna=self.options.dna_compatible)

    def nested(self) -> list[tuple[int, float]]:
        """The issues in the order in which they go, each with the loss then."""
        left, order = self.all, list[tuple[int, float]]()
        while left:
            losses = {issue: self.loss(tuple(each for each in left if each != issue)) for issue in left}
            least = min(losses.values())
            equal = [issue for issue in reversed(left) if losses[issue] <= least + NOTHING]
            going = equal if self.options.dna_compatible else equal[:1]
            order += [(issue, least) for issue in going]
            left = tuple(issue for issue in left if issue not in going)
        return order

    def steps(self, order: list[tuple[int, float]]) -> Iterator[Step]:
        """What goes with each issue, in the order in which they go."""
        gone: list[int] = []
        for issue, loss in order:
            gone.append(issue)
            yield Step(
                place=len(order) - len(gone) + 1,
                issue=self.names.ids[issue],
                label=self.names.labels[issue],
                alone=self.loss(self.rest((issue,))),
                loss=loss,
                rest=self.loss(tuple(sorted(gone))),
                statements=self.said_on(issue),
            )

    def best(self, order: list[tuple[int, float]], size: int) -> tuple[Kept, bool]:
        """The best set of a size, and whether all were tried."""
        if comb(len(self.issues), size) <= TRIED_AT_MOST:
            return min(combinations(self.all, size), key=lambda kept: round(self.loss(kept), 12)), True
        return self.exchanged(tuple(sorted(issue for issue, _ in order[len(order) - size :]))), False

    def exchanged(self, kept: Kept) -> Kept:
        """A set after the best exchange of one issue, again and again until none helps."""
        while True:
            others = self.rest(kept)
            swaps = (tuple(sorted([*(each for each in kept if each != out), new])) for out in kept for new in others)
            better = min(swaps, key=lambda each: round(self.loss(each), 12), default=kept)
            if self.loss(better) >= self.loss(kept) - NOTHING:
                return kept
            kept = better


def _chosen(
    network: _Network,
    order: list[tuple[int, float]],
    keep: Collection[str] | None,
    size: int | None,
    penalty: float | None,
) -> IssueSet | None:
    if keep is not None:
        return _told(network, _codes(network, keep), proven=True)
    if size is not None:
        if not 1 <= size <= len(network.issues):
            raise BadChoice(
                f"a backbone of {size} issues; the network has {len(network.issues)}, so take 1 to that many"
            )
        return _told(network, *network.best(order, size))
    return _penalised(network, order, penalty) if penalty is not None and network.issues.size else None


def _penalised(network: _Network, order: list[tuple[int, float]], penalty: float) -> IssueSet:
    if penalty < 0:
        raise BadChoice(f"a penalty of {penalty} is below 0; take 0 or more, such as 3.5")
    many = len(network.issues)
    found = [network.best(order, size) for size in range(1, max(many, 2))]  # a backbone lacks one issue at least
    return _told(
        network,
        *min(found, key=lambda each: round(network.loss(each[0]) * exp(-penalty * (many - len(each[0])) / many), 12)),
    )


def _codes(network: _Network, keep: Collection[str]) -> Kept:
    places = {id: place for place, id in enumerate(network.names.ids)}
    unknown = sorted(set(keep) - places.keys())
    if unknown:
        raise BadChoice(f"no issue {quoted(unknown[0])} in the network; {near(unknown[0], network.names.ids)}")
    return tuple(sorted(places[id] for id in set(keep)))


def _told(network: _Network, kept: Kept, proven: bool) -> IssueSet:  # noqa: FBT001  # what `best` gives is passed on
    ids = tuple(network.names.ids[issue] for issue in kept)
    return IssueSet(ids, network.loss(kept), network.loss(network.rest(kept)), proven)
