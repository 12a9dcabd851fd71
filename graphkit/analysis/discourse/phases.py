"""The phases of a debate: windows whose networks are alike are in one state, and a phase lasts while a state does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal, get_args

import numpy as np
from scipy.cluster import hierarchy
from scipy.spatial.distance import pdist, squareform

from graphkit.analysis.discourse.network import discourse
from graphkit.analysis.discourse.options import BadChoice, Options
from graphkit.analysis.discourse.results import DiscourseNetwork
from graphkit.analysis.discourse.spectra import NOTHING, spectrum
from graphkit.analysis.discourse.statements import Floats, Integers, Statements
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Distance = Literal["spectral", "absdiff"]
Linkage = Literal["average", "complete", "single", "ward"]
DISTANCES: tuple[Distance, ...] = get_args(Distance)
LINKAGES: tuple[Linkage, ...] = get_args(Linkage)
WINDOWS_AT_MOST = 3_000
COLUMNS = ("state", "from", "to", "reached", "windows", "statements", "spread", "jump")


@dataclass(frozen=True, slots=True)
class Phase:
    """A run of windows in one state.

    Attributes
    ----------
    state : int
        From 0, in order of first window; a state may come back.
    since, until : datetime.date or None
        The first day of the first window, and the last day of the last one; windows overlap, and so do phases.
    reached : datetime.date or None
        The last day of the first window: what was said by then made the state.
    windows : int
        How many windows there are in it.
    statements : int
        In the fullest of these windows.
    spread : float
        The mean distance between two of these windows; 0 for a single one.
    jump : float or None
        How far its first window lies from the one before; None for the first phase.
    """

    state: int
    since: date | None
    until: date | None
    reached: date | None
    windows: int
    statements: int
    spread: float
    jump: float | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Phases(ShowsItself):
    """The phases of a debate and how they were found.

    Attributes
    ----------
    phases : tuple of Phase
    networks : tuple of DiscourseNetwork
        One for each window, all of the same actors.
    state : array of int
        The state of each window.
    distances : array of float of shape (windows, windows)
    dunn : dict of int to float
        Dunn's index by number of states; the highest chose the number, unless it was given.
    options : Options
    words : tuple of three str
        What actors, issues and stances are called where they come from.
    how : dict
        The further parameters.
    notes : tuple of str
        What was left out.
    """

    phases: tuple[Phase, ...]
    networks: tuple[DiscourseNetwork, ...]
    state: Integers
    distances: Floats
    dunn: dict[int, float]
    options: Options
    words: tuple[str, str, str]
    how: dict[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(np.unique(self.state))

    @property
    def parameters(self) -> dict[str, Any]:
        """How the phases were found, by name of option."""
        return asdict(self.options) | {"measure": self.options.chosen} | self.how

    def rows(self) -> list[dict[str, Any]]:
        """One row for each phase."""
        return [
            {
                "state": each.state,
                "from": each.since,
                "to": each.until,
                "reached": each.reached,
                "windows": each.windows,
                "statements": each.statements,
                "spread": each.spread,
                "jump": each.jump,
            }
            for each in self.phases
        ]

    def _shown(self) -> Shown:
        told: dict[str, Any] = {"parameters": self.how, "notes": self.notes}
        caption = f"{len(self.phases)} phases of {len(self.networks)} windows"
        return Shown(self.rows(), COLUMNS, total=len(self.phases), caption=caption, **told)

    def to_frame(self) -> Any:
        """The rows as a pandas DataFrame.

        Raises
        ------
        ImportError
            If pandas is not installed.
        """
        return frame(self.rows(), COLUMNS)


def phases(
    statements: Statements,
    options: Options,
    *,
    distance: Distance = "spectral",
    linkage: Linkage = "average",
    states: int | None = None,
    at_most: int = 6,
) -> Phases:
    """Find the states of a debate from the distances between the networks of moving windows.

    Parameters
    ----------
    statements : Statements
    options : Options
        With a window, in one mode for spectra.  Every actor is in every network.
    distance : "spectral" or "absdiff"
        Of the spectra of their Laplacians (see `graphkit.analysis.discourse.spectra`), or the sum of differences
        between ties, each network divided by the sum of its ties' sizes.
    linkage : "average", "complete", "single" or "ward"
        How windows are joined into states.
    states : int, optional
        How many there are; by default as many as give the highest index of Dunn (1974), from 2 to `at_most`.
    at_most : int
        2 or more.

    Returns
    -------
    Phases
        With fewer than three windows, or where all are alike, there is one state.

    Raises
    ------
    BadChoice
        If there is no window, or options do not go together, or there are more than 3,000 windows.

    Notes
    -----
    Masuda & Holme (2019), Detecting sequences of system states in temporal networks, Scientific Reports 9, 795; rDNA
    offers the same as phase transitions.  Windows that overlap are alike for that alone.
    """
    if not options.window:
        raise BadChoice("phases are told from moving windows; give their width with --window, such as 30d")
    if options.network == "two-mode" and distance == "spectral":
        raise BadChoice("spectra are of networks in one mode; take --distance absdiff for two-mode")
    found = discourse(statements, replace(options, isolates=True))
    if len(found.networks) > WINDOWS_AT_MOST:
        raise BadChoice(
            f"{len(found.networks)} windows, of which {WINDOWS_AT_MOST:,} can be compared; move by a wider --step"
        )
    apart = _spectral(found.networks, options) if distance == "spectral" else _absolute(found.networks)
    state, dunn = _states(apart, linkage, states, at_most)
    how = {"distance": distance, "linkage": linkage, "states": len(np.unique(state)), "at_most": at_most}
    return Phases(
        tuple(_phases(found.networks, state, apart)),
        found.networks,
        state,
        apart,
        dunn,
        options,
        found.words,
        how,
        found.notes,
    )


def dunn_index(apart: Floats, state: Integers) -> float:
    """Dunn's index: the least distance between two states by the largest within one (J. C. Dunn 1974).

    Parameters
    ----------
    apart : array of float of shape (windows, windows)
    state : array of int

    Returns
    -------
    float
        0 or more; infinite where no state has any spread, NaN with one state.

    Examples
    --------
    >>> places = np.array([0.0, 1.0, 5.0])
    >>> dunn_index(abs(places[:, None] - places), np.array([0, 0, 1]))
    4.0
    """
    together = state[:, None] == state[None, :]
    if together.all():
        return float("nan")
    widest, nearest = float(apart[together].max()), float(apart[~together].min())
    return nearest / widest if widest > NOTHING else float("inf")


def _spectral(networks: tuple[DiscourseNetwork, ...], options: Options) -> Floats:
    spectra = [spectrum(each.matrix, as_dna=options.dna_compatible) for each in networks]
    apart = np.zeros((len(spectra), len(spectra)))
    if len(spectra) > 1 and len(spectra[0]):
        apart = squareform(pdist(np.array(spectra), "cityblock" if options.dna_compatible else "euclidean"))
    return np.asarray(apart, np.float64)


def _absolute(networks: tuple[DiscourseNetwork, ...]) -> Floats:
    flat = [each.matrix.toarray().ravel() for each in networks]
    shares = [each / total if (total := np.abs(each).sum()) > NOTHING else each for each in flat]
    if len(shares) < 2 or not len(shares[0]):
        return np.zeros((len(shares), len(shares)))
    return np.asarray(squareform(pdist(np.array(shares), "cityblock")), np.float64)


def _states(apart: Floats, linkage: Linkage, states: int | None, at_most: int) -> tuple[Integers, dict[int, float]]:
    """The state of each window, and Dunn's index by number of states."""
    many = len(apart)
    if many < 3 or apart.max(initial=0.0) <= NOTHING:
        return np.zeros(many, np.int64), {}
    tree = hierarchy.linkage(squareform(apart, checks=False), linkage)
    cuts = {k: _numbered(hierarchy.fcluster(tree, k, "maxclust")) for k in range(2, min(at_most, many - 1) + 1)}
    dunn = {k: dunn_index(apart, cut) for k, cut in cuts.items() if len(np.unique(cut)) == k}
    if states is not None:
        return _numbered(hierarchy.fcluster(tree, states, "maxclust")), dunn
    best = max(dunn, key=lambda k: (round(dunn[k], 9), -k), default=None)
    return (cuts[best] if best else np.zeros(many, np.int64)), dunn


def _numbered(state: Any) -> Integers:
    """States numbered from 0 in order of first window."""
    first = {int(each): None for each in state}
    places = {each: place for place, each in enumerate(first)}
    return np.array([places[int(each)] for each in state], np.int64)


def _phases(networks: tuple[DiscourseNetwork, ...], state: Integers, apart: Floats) -> Iterator[Phase]:
    for one, run in groupby(range(len(networks)), key=lambda window: int(state[window])):
        inside = list(run)
        within = apart[np.ix_(inside, inside)]
        pairs = len(inside) * (len(inside) - 1)
        yield Phase(
            state=one,
            since=networks[inside[0]].since,
            until=networks[inside[-1]].until,
            reached=networks[inside[0]].until,
            windows=len(inside),
            statements=max(networks[window].statements for window in inside),
            spread=float(within.sum() / pairs) if pairs else 0.0,
            jump=float(apart[inside[0] - 1, inside[0]]) if inside[0] else None,
        )
