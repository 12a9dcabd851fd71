"""A network of any sort as the ties that measures read: who, to whom, how strong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy import sparse

Integers: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Matrix: TypeAlias = sparse.csr_array[np.float64, tuple[int, int]]
Direction = Literal["forward", "backward", "both"]
Sign = Literal["positive", "negative", "both"]


@dataclass(frozen=True, slots=True, eq=False)
class Tied:
    """Actors and their ties.

    Attributes
    ----------
    ids, labels : tuple of str
        The actors, in order of id.
    matrix : sparse array of shape (actors, actors)
        Strength of the tie from the row's actor to the column's, above 0; the diagonal is empty.  Symmetric where ties
        have no direction.
    directed : bool
    notes : tuple of str
        What was left out.
    """

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    matrix: Matrix
    directed: bool
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def ties(self) -> int:
        """The number of pairs that are tied; with a direction each way counts."""
        return int(self.matrix.nnz) if self.directed else int(self.matrix.nnz) // 2

    @property
    def neighbours(self) -> Integers:
        """How many others each actor has a tie with, in whatever direction."""
        pattern = abs(self.matrix) + abs(self.matrix.T)
        return np.diff(pattern.tocsr().indptr).astype(np.int64)


def tied(
    network: nx.Graph[Any],
    *,
    direction: Direction = "forward",
    sign: Sign = "positive",
    unweighted: bool = False,
    isolates: bool = False,
) -> Tied:
    """Read the ties of a network.

    Parameters
    ----------
    network : networkx.Graph or a subclass
        `weight` of an edge is its strength, 1 where there is none; parallel edges add up.  An actor's node may have
        `id` (``actor:slug``), `short` and `name`.
    direction : "forward", "backward" or "both"
        Whether a directed tie leads from its start to its end, back, or both ways.  Without effect on other networks.
    sign : "positive", "negative" or "both"
        Which ties count where weights may be below 0; the strength is the weight's size.  A weight of 0 is no tie.
    unweighted : bool
        Whether every tie has the strength 1.
    isolates : bool
        Whether actors without a tie that counts are kept: of them nothing is known here, which is not the same as a
        low score.

    Returns
    -------
    Tied
    """
    names = sorted((_id(node, data), node, _label(node, data)) for node, data in network.nodes(data=True))
    matrix = _matrix(network, {node: place for place, (_, node, _) in enumerate(names)})
    both = not network.is_directed() or direction == "both"
    turned = matrix + matrix.T if both else (matrix.T if direction == "backward" else matrix)
    matrix, left_out = _signed(turned.tocsr(), sign)
    if unweighted:
        matrix.data[:] = 1.0
    notes = (f"left out, ties of the other sign: {left_out}",) if left_out else ()
    found = Tied(tuple(id for id, *_ in names), tuple(label for *_, label in names), matrix, not both, notes)
    return found if isolates else _without_isolates(found)


def _id(node: Any, data: dict[str, Any]) -> str:
    return str(data.get("id", node)).removeprefix("actor:")


def _label(node: Any, data: dict[str, Any]) -> str:
    return str(data.get("short") or data.get("name") or node)


def _matrix(network: nx.Graph[Any], place: dict[Any, int]) -> Matrix:
    """The weights of the edges as they stand, each once, without loops."""
    start = np.fromiter((place[start] for start, _ in network.edges()), np.int64)
    end = np.fromiter((place[end] for _, end in network.edges()), np.int64)
    weight = np.fromiter((each for *_, each in network.edges(data="weight", default=1)), np.float64)
    apart = start != end
    return sparse.csr_array((weight[apart], (start[apart], end[apart])), shape=(len(place), len(place)))


def _signed(matrix: Matrix, sign: Sign) -> tuple[Matrix, int]:
    """The ties of a sign by their size, and how many of the other sign there were."""
    wanted = {"positive": matrix.data > 0, "negative": matrix.data < 0, "both": matrix.data != 0}[sign]
    left_out = int(((matrix.data != 0) & ~wanted).sum())
    found = matrix.copy()
    found.data = np.where(wanted, np.abs(matrix.data), 0.0)
    found.eliminate_zeros()
    symmetric = left_out and abs(matrix - matrix.T).nnz == 0
    return found, left_out // 2 if symmetric else left_out


def _without_isolates(found: Tied) -> Tied:
    kept = np.flatnonzero(found.neighbours)
    gone = len(found) - len(kept)
    if not gone:
        return found
    return Tied(
        tuple(found.ids[place] for place in kept),
        tuple(found.labels[place] for place in kept),
        found.matrix[kept][:, kept].tocsr(),
        found.directed,
        (*found.notes, f"left out, actors without a tie in this network: {gone}"),
    )
