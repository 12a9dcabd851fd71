"""Who stands where on what, and the signed network that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from scipy import sparse

from graphkit.analysis.camps.signed import SignedNetwork, of_matrix
from graphkit.analysis.discourse.duplicates import joined
from graphkit.analysis.discourse.statements import Floats, Integers, Names, Statements, Table, complete

Network = Literal["signed", "agreement", "conflict"]
Unit = Literal["positions", "sources"]
NETWORKS: tuple[Network, ...] = get_args(Network)


@dataclass(frozen=True, slots=True, eq=False)
class Stands:
    """Each actor's stands: an issue and a sign, however often it was said.

    Attributes
    ----------
    statements : Statements
        Those with a sign; what has none changes nothing.
    of : array of int
        The stand of each statement.
    actor, issue : arrays of int
        Codes of each stand.
    sign, weight : arrays of float
        +1 or -1, and the largest weight of its statements.
    """

    statements: Statements
    of: Integers
    actor: Integers
    issue: Integers
    sign: Floats
    weight: Floats

    def __len__(self) -> int:
        return len(self.actor)


def stands_of(statements: Statements) -> Stands:
    """The stands in a table of statements.

    Parameters
    ----------
    statements : Statements
        Stances are signs; 0 is none.
    """
    table = complete(statements)
    table = table.take(np.isin(table.stance, (-1.0, 1.0)))
    sign = (table.stance > 0).astype(np.int64)
    _, first, of = np.unique(joined(table.actor, table.issue, sign), return_index=True, return_inverse=True)
    weight = np.zeros(len(first))
    np.maximum.at(weight, of, table.weight)
    return Stands(table, of, table.actor[first], table.issue[first], table.stance[first], weight)


def network_of(stands: Stands, kind: Network = "signed", *, times: Floats | None = None) -> SignedNetwork:
    """The network of actors by their stands.

    An issue on which two take the same side is agreement, one on which they take opposite sides conflict, weighing the
    product of the weights of both stands.  ``signed`` is agreement less conflict.

    Parameters
    ----------
    stands : Stands
    kind : "signed", "agreement" or "conflict"
        Ties of ``conflict`` are negative.
    times : array of float, optional
        What each stand's weight is multiplied by.

    Returns
    -------
    SignedNetwork
        With all actors that are named.
    """
    weight = stands.weight if times is None else stands.weight * times
    names = stands.statements.actors
    shape = (len(names), len(stands.statements.issues))
    return of_sides(names, shape, (stands.actor, stands.issue), stands.sign, weight, kind)


def of_sides(
    actors: Names,
    shape: tuple[int, int],
    places: tuple[Integers, Integers],
    sign: Floats,
    weight: Floats,
    kind: Network = "signed",
) -> SignedNetwork:
    """The network of actors by the sides that they take, each actor on each issue at most once a sign.

    Parameters
    ----------
    actors : Names
    shape : (int, int)
        How many actors and issues there are.
    places : pair of arrays of int
        The actor and the issue of each side that is taken.
    sign, weight : arrays of float
        +1 or -1, and above 0.
    kind : "signed", "agreement" or "conflict"
        As for `network_of`.
    """
    plus, minus = (_by_issue(shape, places, np.where(sign == side, weight, 0.0)) for side in (1, -1))
    agreement = plus @ plus.T + minus @ minus.T
    across = plus @ minus.T
    conflict = across + across.T
    matrix = {"signed": agreement - conflict, "agreement": agreement, "conflict": -conflict}[kind]
    return of_matrix(actors, sparse.csr_array(matrix))


def _by_issue(shape: tuple[int, int], places: tuple[Integers, Integers], weight: Floats) -> Table:
    table = sparse.csr_array(sparse.coo_array((weight, places), shape=shape))
    table.eliminate_zeros()
    return table


def drawn(stands: Stands, unit: Unit, random: np.random.Generator) -> Floats:
    """How often each stand comes up when the evidence is drawn anew, as many pieces as there are, with replacement.

    A stand that several pieces show counts the mean of how often they came up.

    Parameters
    ----------
    stands : Stands
    unit : "positions" or "sources"
        What is drawn: statements one by one, or sources with all that they show.
    random : numpy.random.Generator

    Returns
    -------
    array of float
        0 or more for each stand.
    """
    statements = stands.statements
    if unit == "positions":
        return _mean(stands, _often(np.arange(len(statements)), random, len(statements)))
    shown = _shown_by(statements)
    often = _often(np.unique(shown.indices), random, shown.shape[1])
    return _mean(stands, np.asarray(shown @ often, np.float64) / np.maximum(np.diff(shown.indptr), 1))


def _often(pieces: Integers, random: np.random.Generator, size: int) -> Floats:
    """How often each of `size` pieces comes up when as many of those that there are are drawn."""
    often = np.zeros(size)
    if len(pieces):
        np.add.at(often, random.choice(pieces, len(pieces)), 1.0)
    return often


def _shown_by(statements: Statements) -> Table:
    if statements.shown_by is not None:
        return statements.shown_by
    size = len(statements)
    shape = (size, int(statements.document.max(initial=-1)) + 1)
    return sparse.csr_array((np.ones(size), statements.document, np.arange(size + 1)), shape=shape)


def _mean(stands: Stands, of_statement: Floats) -> Floats:
    total = np.bincount(stands.of, of_statement, len(stands))
    return total / np.maximum(np.bincount(stands.of, minlength=len(stands)), 1)
