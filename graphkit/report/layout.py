"""Places for boxes: distances that follow the lines, and no box on another.

Coordinates are pixels at scale 1, x to the right and y down.  Everything is deterministic: a seed decides the start,
arrays keep the order of the input.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, shortest_path
from scipy.spatial import cKDTree

Points: TypeAlias = NDArray[np.float64]
Pairs: TypeAlias = NDArray[np.int64]
STRESS_UP_TO = 400
_GAP = np.array([14.0, 10.0])
_NEAREST, _REACH = 20, 3.0


def components(number: int, pairs: Pairs) -> list[NDArray[np.int64]]:
    """The connected parts, largest first; each as the indices of its members."""
    ones = np.ones(len(pairs))
    graph = csr_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(number, number))
    _, part = connected_components(graph, directed=False)
    parts = [np.flatnonzero(part == each) for each in range(part.max() + 1)] if number else []
    return sorted(parts, key=lambda members: (-len(members), int(members[0])))


def placed(number: int, pairs: Pairs, lengths: Points, *, seed: int) -> Points:
    """Places of the members of one connected part, wider than high, about 1 long a line of length 1."""
    start = np.random.default_rng(seed).normal(size=(number, 2))
    if number == 1:
        return np.zeros((1, 2))
    spots = _stress(start, pairs, lengths) if number <= STRESS_UP_TO else _springs(start, pairs, lengths)
    return _lying(spots)


def _stress(start: Points, pairs: Pairs, lengths: Points, rounds: int = 300) -> Points:
    """Stress majorization (Gansner, Koren and North 2004): drawn distances near path lengths, near ones first."""
    number = len(start)
    graph = csr_array((lengths, (pairs[:, 0], pairs[:, 1])), shape=(number, number))
    wanted = shortest_path(graph.maximum(graph.T), directed=False)
    weight = 1 / np.maximum(wanted, 1e-9) ** 2
    np.fill_diagonal(weight, 0)
    total = weight.sum(axis=1, keepdims=True)
    spots: Points = start * wanted.max() / 2
    for _ in range(rounds):
        apart = spots[:, None] - spots[None]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-9)
        pull = weight * wanted / distance
        spots = (weight @ spots + pull.sum(axis=1, keepdims=True) * spots - pull @ spots) / total
    return spots


def _springs(start: Points, pairs: Pairs, lengths: Points, rounds: int = 60) -> Points:
    """Springs on lines, repulsion between neighbours in space (Fruchterman and Reingold 1991), cooling.

    Each is pushed by its nearest only, so that a round takes the same time however crowded the start is.
    """
    number, lines = len(start), np.arange(len(pairs))
    side = np.sqrt(number)
    ends = (pairs.T.ravel(), np.concatenate([lines, lines]))
    pull = csr_array((np.repeat([-1.0, 1.0], len(pairs)), ends), shape=(number, len(pairs)))
    spots: Points = _spectral(number, pairs, start) * side
    for step in range(rounds):
        apart = spots[pairs[:, 0]] - spots[pairs[:, 1]]
        force = _repulsion(spots) + pull @ (apart * _far(apart) / lengths[:, None]) - 0.02 * spots
        size = np.maximum(_far(force), 1e-9)
        spots = spots + force / size * np.minimum(size, side / 8 * (1 - step / rounds) ** 2 + 0.01)
    return spots


def _repulsion(spots: Points) -> Points:
    """How each is pushed by those of its nearest that are within reach."""
    far, near = cKDTree(spots).query(spots, k=min(_NEAREST, len(spots)) + 1, distance_upper_bound=_REACH)
    near = np.where(np.isinf(far), np.arange(len(spots))[:, None], near)  # itself pushes nowhere
    apart = spots[:, None] - spots[near]
    pushes: Points = (apart / np.maximum(_far(apart), 0.05) ** 2).sum(axis=1)
    return pushes


def _far(apart: Points) -> Points:
    """Lengths of vectors, kept as a last axis of one."""
    far: Points = np.sqrt((apart**2).sum(axis=-1, keepdims=True))
    return far


def _spectral(number: int, pairs: Pairs, start: Points, rounds: int = 60) -> Points:
    """A start that already unfolds the graph: the two slowest modes, by power iteration from a seeded start."""
    ones = np.ones(len(pairs))
    graph = csr_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(number, number))
    graph = graph + graph.T
    degree = np.maximum(np.asarray(graph.sum(axis=1)).reshape(-1, 1), 1)
    spots: Points = start
    for _ in range(rounds):
        spots = (spots + graph @ spots / degree) / 2
        spots = spots - (degree * spots).sum(axis=0) / degree.sum()
        spots = np.linalg.qr(spots)[0]
    unfolded: Points = spots / np.abs(spots).max(axis=0) + 0.01 * start
    return unfolded


def _lying(spots: Points) -> Points:
    """Turned so that the longest extent lies across, with signs fixed by the first member."""
    centred = spots - spots.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned: Points = centred @ axes.T
    first = turned[np.abs(turned).sum(axis=1).argmax()]
    turned *= np.where(first < 0, -1.0, 1.0)
    return turned


def stretched(spots: Points, sizes: Points, *, aspect: float, air: float) -> Points:
    """Scaled to a rectangle of the wanted aspect that has `air` times the area of the boxes."""
    area = air * (sizes + _GAP).prod(axis=1).sum()
    extent = np.array([np.sqrt(area * aspect), np.sqrt(area / aspect)])
    low, high = spots.min(axis=0), spots.max(axis=0)
    scaled: Points = (spots - (low + high) / 2) / np.maximum(high - low, 1e-9) * extent
    return scaled


def spread(spots: Points, sizes: Points, *, rounds: int = 400) -> Points:
    """Move boxes apart, each the short way, until none overlaps another.

    Parameters
    ----------
    spots : array of shape (n, 2)
        Middles of the boxes.
    sizes : array of shape (n, 2)
        Their widths and heights; a gap is added.

    Returns
    -------
    array of shape (n, 2)
        The new middles.
    """
    wanted = sizes + _GAP
    # Boxes on the very same spot have no short way apart: a tiny grid gives them one.
    now = spots + np.stack([np.arange(len(spots)), np.arange(len(spots))[::-1]], axis=1) * 1e-3
    reach = float(np.sqrt((wanted**2).sum(axis=1)).max()) if len(wanted) else 0.0
    for _ in range(rounds):
        pairs = cKDTree(now).query_pairs(reach, output_type="ndarray")
        apart = now[pairs[:, 0]] - now[pairs[:, 1]]
        need = (wanted[pairs[:, 0]] + wanted[pairs[:, 1]]) / 2 - np.abs(apart)
        hit = (need > 0.01).all(axis=1)
        if not hit.any():
            break
        now = now + _moves(now, pairs[hit], apart[hit], need[hit])
    return now


def _moves(now: Points, pairs: Pairs, apart: Points, need: Points) -> Points:
    across = need[:, 0] < need[:, 1] * 1.6
    move = np.where(np.stack([across, ~across], axis=1), need, 0) * np.where(apart < 0, -0.5, 0.5)
    total = np.zeros_like(now)
    np.add.at(total, pairs[:, 0], move)
    np.add.at(total, pairs[:, 1], -move)
    meetings = np.bincount(pairs.ravel(), minlength=len(now)).reshape(-1, 1)
    return total / np.sqrt(np.maximum(meetings, 1)) + total * 0.05


def grid(sizes: Points, *, columns: int) -> Points:
    """Middles of boxes set in rows of equal cells, from the left and from y = 0 downwards."""
    cell = sizes.max(axis=0) + _GAP + 6
    index = np.arange(len(sizes))
    tops = (index // columns) * cell[1] + sizes[:, 1] / 2
    return np.stack([(index % columns + 0.5) * cell[0], tops], axis=1)


def tangle(spots: Points, pairs: Pairs, sizes: Points) -> float:
    """How hard lines are to follow: crossings, and three for each box that a line runs through."""
    start, end = spots[pairs[:, 0]], spots[pairs[:, 1]]
    one, other = np.triu_indices(len(pairs), 1)
    apart = ~(pairs[one][:, :, None] == pairs[other][:, None, :]).any(axis=(1, 2))
    one, other = one[apart], other[apart]
    crossing = (_turn(start[one], end[one], start[other]) * _turn(start[one], end[one], end[other]) < 0) & (
        _turn(start[other], end[other], start[one]) * _turn(start[other], end[other], end[one]) < 0
    )
    share = np.linspace(0.04, 0.96, 24)[:, None, None]
    along = start + share * (end - start)
    within = np.abs(along[:, :, None] - spots) < sizes / 2
    strange = np.ones((len(pairs), len(spots)), dtype=bool)
    strange[np.arange(len(pairs)), pairs[:, 0]] = False
    strange[np.arange(len(pairs)), pairs[:, 1]] = False
    through = within.all(axis=3).any(axis=0) & strange
    return float(crossing.sum() + 3 * through.sum())


def _turn(one: Points, other: Points, third: Points) -> Points:
    """Positive where the way from one over the other to the third turns left."""
    along, aside = other - one, third - one
    turn: Points = along[:, 0] * aside[:, 1] - along[:, 1] * aside[:, 0]
    return turn
