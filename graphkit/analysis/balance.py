"""Structural balance: how many triangles fit, how far k camps would do, and how much each actor is pulled both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from graphkit.analysis.camps.signed import SignedNetwork
from graphkit.analysis.discourse.statements import Flags, Floats, Integers
from graphkit.analysis.frustration import Frustration


@dataclass(frozen=True, slots=True, eq=False)
class Triangles:
    """The triangles of a signed network.

    Attributes
    ----------
    total, balanced : int
        All, and those with an even number of negative ties.
    of_actor, unbalanced_of_actor : arrays of int
        Those of which each actor is a corner.
    """

    total: int
    balanced: int
    of_actor: Integers
    unbalanced_of_actor: Integers

    @property
    def share(self) -> float:
        """The share of triangles that are balanced, 0 to 1; NaN where there are none."""
        return self.balanced / self.total if self.total else float("nan")


def triangles(network: SignedNetwork) -> Triangles:
    """Count balanced triangles (Heider 1946; Cartwright & Harary 1956).

    Parameters
    ----------
    network : SignedNetwork
        Weights count by their sign alone.

    Returns
    -------
    Triangles

    Examples
    --------
    >>> import networkx as nx
    >>> from graphkit.analysis.camps.signed import of_graph
    >>> graph = nx.Graph([("a", "b", {"weight": 1}), ("b", "c", {"weight": -2}), ("a", "c", {"weight": -1})])
    >>> triangles(of_graph(graph)).share
    1.0
    """
    sign = sparse.csr_array(network.matrix.sign())
    tied = abs(sign)
    every = np.asarray((tied * (tied @ tied)).sum(axis=1), np.float64).ravel() / 2
    surplus = np.asarray((sign * (sign @ sign)).sum(axis=1), np.float64).ravel() / 2
    of_actor, unbalanced = every.round().astype(np.int64), ((every - surplus) / 2).round().astype(np.int64)
    total = int(of_actor.sum()) // 3
    return Triangles(total, total - int(unbalanced.sum()) // 3, of_actor, unbalanced)


@dataclass(frozen=True, slots=True, eq=False)
class Clustering:
    """The best that was found with up to k camps.

    Attributes
    ----------
    k : int
    inconsistency : float
        The weight of ties that do not fit: conflict within a camp, agreement between camps.
    camps : array of int
        The camp of each actor, from 0.
    proven : bool
        Whether nothing better exists.
    """

    k: int
    inconsistency: float
    camps: Integers
    proven: bool


def clusterings(
    network: SignedNetwork, exact: Frustration, *, at_most: int = 5, seed: int = 0, starts: int | None = None
) -> tuple[Clustering, ...]:
    """How well 1, 2, … camps fit a network (k-way clusterability; Davis 1967; Doreian & Mrvar 1996).

    The criterion is that of Doreian & Mrvar with equal weight of both kinds of misfit, twice theirs at α = ½.

    Parameters
    ----------
    network : SignedNetwork
    exact : Frustration
        Of the network: what two camps can do.
    at_most : int
        The largest number of camps to try, 1 or more.
    seed : int
        Of the random starts.
    starts : int, optional
        How many there are for each k above 2; each is improved by moving one actor at a time.  By default 50, and fewer
        above 400 actors.

    Returns
    -------
    tuple of Clustering
        Proven for one and two camps, and for more where nothing is left to gain.
    """
    random = np.random.default_rng(seed)
    starts = max(2, min(50, 20_000 // max(len(network), 1))) if starts is None else starts
    nobody = np.zeros(len(network), np.int64)
    found = [Clustering(1, inconsistency(network, nobody), nobody, proven=True)]
    two = (exact.sides < 0).astype(np.int64)
    found.append(Clustering(2, exact.index, two, exact.proven))
    for k in range(3, at_most + 1):
        best = k_camps(network, k, [found[-1].camps, *random.integers(0, k, (starts, len(network)))])
        value = inconsistency(network, best)
        found.append(Clustering(k, value, best, proven=value <= _least(network)))
    return tuple(found[:at_most])


def k_camps(network: SignedNetwork, k: int, starts: Iterable[Integers]) -> Integers:
    """The camps with the least inconsistency that come of some starts, by moving one actor at a time.

    Parameters
    ----------
    network : SignedNetwork
    k : int
        How many camps there may be.
    starts : iterable of arrays of int
        A camp of each actor, 0 to k - 1.
    """
    tries = [_moved(network, camps, k) for camps in starts]
    return min(tries, key=lambda camps: round(inconsistency(network, camps), 9))


def inconsistency(network: SignedNetwork, camps: Integers) -> float:
    """The weight of ties that do not fit camps: agreement between two, conflict within one."""
    return float(np.abs(network.weight[_misfit(network, camps)]).sum())


def misfit_of_actor(network: SignedNetwork, camps: Integers) -> tuple[Floats, Floats]:
    """The weight of each actor's ties that fit its camp, and of those that do not.

    The share that does not, 0 to 1, is the pressure on the actor: at ½ it would fit another camp as well.
    """
    size, misfit = np.abs(network.weight), _misfit(network, camps)
    return _of_actor(network, size * ~misfit), _of_actor(network, size * misfit)


def is_clusterable(network: SignedNetwork) -> bool:
    """Whether some number of camps fits without misfit: no cycle has exactly one negative tie (Davis 1967)."""
    return _least(network) == 0


def _of_actor(network: SignedNetwork, of_tie: Floats) -> Floats:
    """The sum over the ties of each actor."""
    size = len(network)
    both = np.bincount(network.one, of_tie, size) + np.bincount(network.other, of_tie, size)
    return np.asarray(both, np.float64)


def _misfit(network: SignedNetwork, camps: Integers) -> Flags:
    together: Flags = camps[network.one] == camps[network.other]
    return together ^ (network.weight > 0)


def _least(network: SignedNetwork) -> float:
    """A bound for any number of camps: 0 where agreement alone holds no two opponents together, else one tie."""
    friends = network.only(network.weight > 0).components
    held = (friends[network.one] == friends[network.other]) & (friends[network.one] >= 0) & (network.weight < 0)
    return float(np.abs(network.weight).min()) if held.any() else 0.0


def _moved(network: SignedNetwork, camps: Integers, k: int) -> Integers:
    """Move whoever gains most to the camp that it fits best, until nobody gains."""
    camps, matrix = camps.copy(), network.matrix
    fit = np.asarray(matrix @ np.eye(k)[camps], np.float64)
    every = np.arange(len(camps))
    best = fit.max(axis=1, initial=-np.inf) - fit[every, camps]
    while len(camps):
        actor = int(np.argmax(best))
        if best[actor] <= 1e-9:
            break
        camp, row = int(np.argmax(fit[actor])), slice(matrix.indptr[actor], matrix.indptr[actor + 1])
        others = matrix.indices[row]
        fit[others, camp] += matrix.data[row]
        fit[others, camps[actor]] -= matrix.data[row]
        camps[actor] = camp
        changed = np.append(others, actor)
        best[changed] = fit[changed].max(axis=1) - fit[changed, camps[changed]]
    return camps
