"""Camps and brokers as analyses whose outcomes can be compared; see `graphkit.analysis.gaps.sensitivity`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

import networkx as nx
import numpy as np

from graphkit.analysis.brokerage import Grouping, brokerage, groups_of
from graphkit.analysis.camps.found import letters, sides_as_camps
from graphkit.analysis.camps.signed import SignedNetwork
from graphkit.analysis.camps.stability import successors
from graphkit.analysis.camps.stands import of_sides
from graphkit.analysis.discourse.positions import SIGN
from graphkit.analysis.discourse.statements import Integers, Names
from graphkit.analysis.frustration import proven_or_searched
from graphkit.analysis.frustration.exact import PROVE_AT_MOST, STARTS
from graphkit.analysis.frustration.search import two_camps
from graphkit.analysis.gaps.sensitivity import Outcome
from graphkit.analysis.influence.chosen import chosen
from graphkit.analysis.influence.tied import tied
from graphkit.dossier.dossier import Dossier, Records
from graphkit.dossier.model import Position

FIRST = "first"
APART, NEW = "apart from", "new"
BrokerNetwork = Literal["ties", "co-participation"]
BROKER_NETWORKS: tuple[BrokerNetwork, ...] = get_args(BrokerNetwork)


class CampsOf:
    """The camps of a dossier's signed network, named after those of a first dossier.

    Two camps in each part of the network with the least frustration, as `graphkit camps` has them.  Those of the first
    dossier are proven where at most 40 actors are tied, and searched for where more are.  From them the camps of others
    are searched for: actors stay where they are unless others would fit better.

    Parameters
    ----------
    first : Dossier
        Cut to a day.
    seed : int
        Of the search.
    like : CampsOf, optional
        Of a dossier with the same actors; then the camps of the first are named after those whose place they take.

    Attributes
    ----------
    proven : bool
        Whether the camps of the first dossier are the best.
    tied : int
        How many actors have ties in it.
    """

    def __init__(self, first: Dossier, *, seed: int = 0, like: CampsOf | None = None) -> None:
        self._sides_of = _SidesOf(first)
        self._seed = seed
        network = self._sides_of.network(first)
        self.tied = int((network.components >= 0).sum())
        self._few = self.tied <= PROVE_AT_MOST
        exact = proven_or_searched(network, seed=seed)
        self._sides, self.proven = exact.sides, self._few and exact.proven
        camp = sides_as_camps(network, self._sides)
        self._camp: Integers = camp if like is None else _named_after(like._camp, camp)

    def __call__(self, dossier: Dossier) -> Outcome:
        """The camp of each actor that has one.

        Returns
        -------
        mapping of str to str
            A letter; ``apart from`` a letter for those who part from the rest of their camp; ``new`` for others whose
            camp takes the place of none.
        """
        network = self._sides_of.network(dossier)
        starts = STARTS if self._few else 0  # random starts in large networks would find other camps as good
        sides = two_camps(network, seed=self._seed, starts=starts, known=self._sides)
        camp = sides_as_camps(network, sides)
        former = {after: before for before, after in enumerate(successors(self._camp, camp).tolist()) if after >= 0}
        places = zip(network.actors.ids, self._camp.tolist(), camp.tolist(), strict=True)
        return {actor: _camp_name(before, former.get(after)) for actor, before, after in places if after >= 0}


class _SidesOf:
    """The sides that positions take, each looked at once, and the signed networks of dossiers made of them."""

    def __init__(self, first: Dossier) -> None:
        actors = sorted({each.id for each in first.actors} | {each.actor for each in first.positions})
        issues = sorted({each.id for each in first.issues} | {each.issue for each in first.positions})
        self._actors = Names(tuple(actors), tuple(actors))
        self._actor = {id: code for code, id in enumerate(actors)}
        self._issue = {id: code for code, id in enumerate(issues)}
        self._seen: dict[str, int] = {}

    def network(self, dossier: Dossier) -> SignedNetwork:
        """Agreement less conflict, as `graphkit.analysis.camps.stands.network_of` has it for stands of weight 1."""
        positions = dossier.positions
        counting = positions.ids
        for id in counting:
            if id not in self._seen:
                self._seen[id] = self._side(positions[id])
        sides = np.unique(np.fromiter(map(self._seen.__getitem__, counting), np.int64))
        sides = sides[sides >= 0]
        place, side = np.divmod(sides, 2)
        shape = len(self._actor), len(self._issue)
        return of_sides(self._actors, shape, np.divmod(place, max(shape[1], 1)), 2.0 * side - 1.0, np.ones(len(sides)))

    def _side(self, position: Position) -> int:
        """Actor, issue and sign as one number; below 0 where there is no sign."""
        sign = SIGN.get(position.stance)
        actor, issue = self._actor.get(position.actor), self._issue.get(position.issue)
        if sign is None or actor is None or issue is None:
            return -1
        return 2 * (actor * len(self._issue) + issue) + (sign > 0)


def _named_after(before: Integers, after: Integers) -> Integers:
    """The same camps, with the numbers of those whose place they take; others are numbered after these."""
    numbers = {new: old for old, new in enumerate(successors(before, after).tolist()) if new >= 0}
    free = int(before.max(initial=-1)) + 1
    for camp in sorted(set(after[after >= 0].tolist()) - numbers.keys()):
        numbers[camp], free = free, free + 1
    return np.array([numbers.get(camp, camp) for camp in after.tolist()], np.int64)


def _camp_name(before: int, now: int | None) -> str:
    if now is not None:
        return letters(now)
    return f"{APART} {letters(before)}" if before >= 0 else NEW


class BrokersOf:
    """The first brokers of a network of a dossier, by the roles of Gould and Fernandez taken together.

    Parameters
    ----------
    network : "ties" or "co-participation"
    by : "country", "bloc" or "kind"
        What groups are.
    top : int
        How many are told.
    """

    def __init__(self, *, network: BrokerNetwork = "ties", by: Grouping = "country", top: int = 3) -> None:
        self.network, self.by, self.top = network, by, top

    def __call__(self, dossier: Dossier) -> Outcome:
        """Who is a broker most often, and who comes next, as far as the number goes; who is as often comes along.

        Returns
        -------
        mapping of str to str
            ``first``, or ``among the first N``.  Nobody where no actor stands between two others.
        """
        ties = tied(_graph(dossier, self.network), isolates=True)
        counts = Counter(
            {each.actor: each.counts["total"] for each in brokerage(ties, groups_of(dossier, self.by)).rows}
        )
        return _leading(counts, self.top)


def _leading(counts: Counter[str], top: int) -> dict[str, str]:
    among = f"among the first {top}"
    often: Sequence[int] = sorted((count for count in counts.values() if count), reverse=True)[:top]
    return {
        actor: FIRST if count == often[0] else among
        for actor, count in sorted(counts.items())
        if often and count >= often[-1]
    }


def _graph(dossier: Dossier, network: BrokerNetwork) -> nx.Graph[Any]:
    """The network as `graphkit.analysis.influence.chosen` has it, without what its measures do not read."""
    if network == "co-participation":
        bare = replace(dossier, positions=Records(), proposals=Records(), ties=Records(), sources=Records())
        return chosen(bare, network).graph
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_nodes_from((each.id, {"name": each.label}) for each in dossier.actors)
    graph.add_edges_from((each.from_, each.to) for each in dossier.ties if each.from_ in graph and each.to in graph)
    return graph
