"""Brokerage: who stands between actors that have no tie of their own, and between which groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import comb, sqrt
from typing import Any, Literal, get_args

from graphkit.analysis.discourse.rollup import groups as blocs
from graphkit.analysis.influence.tied import Tied
from graphkit.dossier.dossier import Dossier
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Grouping = Literal["country", "bloc", "kind"]
Role = Literal["coordinator", "itinerant", "gatekeeper", "representative", "liaison"]
ROLES: tuple[Role, ...] = get_args(Role)
ALL = (*ROLES, "total")
# in these, both ways through an undirected tie are the same role
BOTH_WAYS = frozenset({"coordinator", "itinerant", "liaison", "total"})


@dataclass(frozen=True, slots=True)
class Broker:
    """How often an actor is a broker, in each role.

    Attributes
    ----------
    actor, label, group : str
    counts, expected : mapping of str to number
        By role and in ``total``: how often, and how often it would be by chance.
    z : mapping of str to (float or None)
        (count - expected) / standard deviation; None where chance leaves no room.
    sources : int or None
        From how many sources its ties are; None where that is not known.
    """

    actor: str
    label: str
    group: str
    counts: Mapping[str, int]
    expected: Mapping[str, float]
    z: Mapping[str, float | None]
    sources: int | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Brokerage(ShowsItself):
    """The brokers of one network.

    Attributes
    ----------
    rows : tuple of Broker
        The most frequent broker first.
    actors, ties : int
        Of the network, among actors with a group.
    groups : mapping of str to int
        How many actors each group has.
    directed : bool
    parameters : mapping
    notes : tuple of str
        What was left out.
    """

    rows: tuple[Broker, ...]
    actors: int
    ties: int
    groups: Mapping[str, int]
    directed: bool
    parameters: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    def to_frame(self) -> Any:
        """The brokers as a pandas DataFrame, with expected_ROLE and z_ROLE beside each role."""
        return frame(map(as_row, self.rows), COLUMNS)

    def _shown(self) -> Shown:
        told: dict[str, Any] = {
            "caption": f"brokers among {self.actors} actors",
            "parameters": self.parameters,
            "notes": self.notes,
        }
        return Shown(map(as_row, self.rows), ("label", "group", *ALL), total=len(self.rows), **told)


COLUMNS = (
    *("actor", "label", "group", "sources", *ALL),
    *(f"expected_{role}" for role in ALL),
    *(f"z_{role}" for role in ALL),
)


def as_row(broker: Broker) -> dict[str, Any]:
    """A broker as one flat row."""
    row: dict[str, Any] = {name: getattr(broker, name) for name in ("actor", "label", "group", "sources")}
    row |= {role: broker.counts[role] for role in ALL}
    row |= {f"expected_{role}": broker.expected[role] for role in ALL}
    return row | {f"z_{role}": broker.z[role] for role in ALL}


def brokerage(ties: Tied, groups: Mapping[str, str], *, sources: Mapping[str, int] | None = None) -> Brokerage:
    """Count the brokerage roles of Gould and Fernandez.

    A broker k stands on a path i → k → j where i has no tie to j.  By the groups of i, k and j it is coordinator
    (A A A), itinerant or consultant (A B A), gatekeeper (A B B), representative (A A B) or liaison (A B C).  A tie
    without a direction counts as one each way.  Strength plays no part.

    Parameters
    ----------
    ties : Tied
        Isolates count: chance may tie them.
    groups : mapping of str to str
        The group of each actor by id; who has none is left out with its ties, as not known.
    sources : mapping of str to int, optional
        From how many sources the ties of each actor are.

    Returns
    -------
    Brokerage

    Notes
    -----
    R. V. Gould and R. M. Fernandez (1989), Structures of mediation, Sociological Methodology 19.  Chance means that
    each tie is there or not by itself with the density of the network, while groups keep their size.
    """
    kept = [place for place, id in enumerate(ties.ids) if groups.get(id)]
    matrix = ties.matrix[kept][:, kept].tocsr()
    ids, labels = [ties.ids[place] for place in kept], [ties.labels[place] for place in kept]
    group = [groups[id] for id in ids]
    sizes = Counter(group)
    onward = [set(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist()) for row in range(len(kept))]
    density = matrix.nnz / max(len(kept) * (len(kept) - 1), 1)
    by_chance = {each: moments(each, sizes, density=density, directed=ties.directed) for each in sorted(sizes)}
    rows = [
        _broker((id, label, mine), counts, by_chance[mine], None if sources is None else sources.get(id, 0))
        for id, label, mine, counts in zip(ids, labels, group, _counts(onward, group), strict=True)
    ]
    left_out = len(ties) - len(kept)
    notes = (*ties.notes, *([f"left out, actors without a group: {left_out}"] if left_out else []))
    return Brokerage(
        tuple(sorted(rows, key=lambda each: (-each.counts["total"], each.actor))),
        len(kept),
        int(matrix.nnz) if ties.directed else int(matrix.nnz) // 2,
        dict(sorted(sizes.items())),
        ties.directed,
        {"density": density},
        notes,
    )


def moments(
    group: str, sizes: Mapping[str, int], *, density: float, directed: bool = True
) -> dict[str, tuple[float, float]]:
    """Expectation and variance of how often an actor of a group is a broker, by role and in total.

    Two paths through a broker hang together where they share the tie from i or the tie to j; each such couple has the
    covariance d³ (1 - d)³.  A path is there with the probability p = d² (1 - d) and has the variance p (1 - p).

    Parameters
    ----------
    group : str
        The broker's.
    sizes : mapping of str to int
        How many actors each group has.
    density : float
        d, share of the possible ties that there are, 0 to 1.
    directed : bool
        Whether ties have a direction.  Where they have none, the two ways between i and j are one event: in the roles
        that hold both ways it counts twice, which doubles the variance.

    Returns
    -------
    dict of str to (float, float)

    Notes
    -----
    Gould and Fernandez (1989), appendix; derived anew and checked against all graphs of few actors.
    """
    path, couple = density**2 * (1 - density), (density * (1 - density)) ** 3
    found = {}
    for role, (paths, couples) in _possible(group, sizes).items():
        times = 1 if directed or role not in BOTH_WAYS else 2
        found[role] = (paths * path, times * (paths * path * (1 - path) + couples * couple))
    return found


def _possible(group: str, sizes: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """How many paths i → k → j are possible in each role, and how many ordered couples of them share a tie."""
    mine, others = sizes[group], [size for each, size in sizes.items() if each != group]
    many, outside = sum(sizes.values()), sum(others)
    inside = mine - 1
    mixed = inside * outside, 2 * (inside * comb(outside, 2) + outside * comb(inside, 2))
    return {
        "coordinator": (inside * (inside - 1), _ordered(inside)),
        "itinerant": (sum(size * (size - 1) for size in others), sum(map(_ordered, others))),
        "gatekeeper": mixed,
        "representative": mixed,
        "liaison": (
            sum(size * (outside - size) for size in others),
            4 * sum(size * comb(outside - size, 2) for size in others),
        ),
        "total": ((many - 1) * (many - 2), _ordered(many - 1)),
    }


def _ordered(size: int) -> int:
    """Couples of paths within a group of this size: 2 n (n - 1) (n - 2)."""
    return 2 * size * (size - 1) * (size - 2)


@dataclass(frozen=True, slots=True)
class Triad:
    """One open path over a broker, and the role it gives."""

    role: Role
    start: str
    broker: str
    end: str


def triads(ties: Tied, groups: Mapping[str, str], broker: str) -> tuple[Triad, ...]:
    """The paths on which one actor is a broker, by role, from, to.

    Parameters
    ----------
    ties, groups
        As for `brokerage`.
    broker : str
        Id; without a group it has no role.

    Returns
    -------
    tuple of Triad
    """
    if not groups.get(broker):
        return ()
    table = ties.matrix.tocoo()
    pairs = {(ties.ids[start], ties.ids[end]) for start, end in zip(*table.coords, strict=True)}
    found = [
        Triad(role_of(groups[start], groups[broker], groups[end]), start, broker, end)
        for start in ties.ids
        for end in ties.ids
        if start != end and {(start, broker), (broker, end)} <= pairs and (start, end) not in pairs
        if groups.get(start) and groups.get(end)
    ]
    return tuple(sorted(found, key=lambda each: (ROLES.index(each.role), each.start, each.end)))


def groups_of(dossier: Dossier, by: Grouping) -> dict[str, str]:
    """The group of each actor of a dossier that has one.

    Parameters
    ----------
    dossier : Dossier
        Cut to a day.
    by : "country", "bloc" or "kind"
        An actor's country, the actor to which its ties of the kinds member_of and part_of lead (itself where they lead
        to none or to several), or its kind.

    Returns
    -------
    dict of str to str
    """
    if by == "bloc":
        return {actor: group for actor, (group, _) in blocs(dossier, "bloc")[0].items()}
    found = ((actor.id, getattr(actor, by)) for actor in dossier.actors)
    return {id: group for id, group in found if group}


def _counts(onward: list[set[int]], group: list[str]) -> Iterator[Counter[str]]:
    """How often each actor is a broker, by role and in total."""
    arriving: list[list[int]] = [[] for _ in onward]
    for start, ends in enumerate(onward):
        for end in ends:
            arriving[end].append(start)
    for broker, mine in enumerate(group):
        counts: Counter[str] = Counter()
        for start in arriving[broker]:
            for end in onward[broker] - onward[start] - {start}:
                counts[role_of(group[start], mine, group[end])] += 1
        counts["total"] = counts.total()
        yield counts


def role_of(start: str, broker: str, end: str) -> Role:
    """The role of a broker by the groups of the three on a path.

    Examples
    --------
    >>> role_of("RU", "TR", "UA"), role_of("RU", "TR", "TR")
    ('liaison', 'gatekeeper')
    """
    if start == broker == end:
        return "coordinator"
    if start == end:
        return "itinerant"
    if broker == end:
        return "gatekeeper"
    return "representative" if start == broker else "liaison"


def _broker(
    names: tuple[str, str, str], counts: Counter[str], by_chance: Mapping[str, tuple[float, float]], sources: int | None
) -> Broker:
    return Broker(
        *names,
        {role: counts[role] for role in ALL},
        {role: by_chance[role][0] for role in ALL},
        {role: _z(counts[role], *by_chance[role]) for role in ALL},
        sources,
    )


def _z(count: int, expected: float, variance: float) -> float | None:
    return (count - expected) / sqrt(variance) if variance > 0 else None
