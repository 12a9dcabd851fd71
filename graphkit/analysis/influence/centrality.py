"""Centrality: how well each actor is placed in a network."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
import rustworkx as rx
from scipy import sparse

from graphkit.analysis.influence.pivots import walks
from graphkit.analysis.influence.tied import Floats, Matrix, Tied
from graphkit.graph.frame import frame
from graphkit.graph.inline import Shown, ShowsItself

Measure = Literal["pagerank", "betweenness", "closeness", "eigenvector", "hub", "authority", "core"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
DAMPING = 0.85
TOLERANCE = 1e-10
NOTHING = 1e-8
ROUNDS = 10_000
STEPS_AT_MOST = 5 * 10**8  # actors times ties, up to which paths are walked from everybody
PIVOTS = 256
Scores: TypeAlias = "list[float | None]"


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor in a network.

    Attributes
    ----------
    actor, label : str
    rank : int
        By the first measure, 1 for the highest; equals share a rank.
    neighbours : int
        How many others it has a tie with.
    sources : int or None
        How many sources its ties rest on; None where that is not known.
    scores : mapping of str to (float or None)
        By name of measure; None where a measure is not defined.
    """

    actor: str
    label: str
    rank: int
    neighbours: int
    sources: int | None
    scores: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Centrality(ShowsItself):
    """The standings in one network and how they were computed.

    Attributes
    ----------
    rows : tuple of Standing
        By rank, then by id.
    actors, ties : int
    directed : bool
    parameters : mapping
    notes : tuple of str
        What was left out, estimated or is not defined.
    """

    rows: tuple[Standing, ...]
    actors: int
    ties: int
    directed: bool
    parameters: Mapping[str, Any]
    notes: tuple[str, ...] = field(default=())

    def to_frame(self) -> Any:
        """The standings as a pandas DataFrame.

        Returns
        -------
        pandas.DataFrame
            With actor, label, rank, neighbours, sources and a column for each measure.
        """
        return frame(map(as_row, self.rows), ("actor", "label", "rank", "neighbours", "sources", *self.measures))

    def _shown(self) -> Shown:
        columns = ("rank", "label", "neighbours", "sources", *self.measures)
        told: dict[str, Any] = {
            "caption": f"influence among {self.actors} actors",
            "parameters": self.parameters,
            "notes": self.notes,
        }
        return Shown(map(as_row, self.rows), columns, total=len(self.rows), **told)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures, the one that ranks first."""
        return tuple(self.parameters["measures"])


def as_row(standing: Standing) -> dict[str, Any]:
    """A standing as one flat row."""
    names = ("actor", "label", "rank", "neighbours", "sources")
    return {name: getattr(standing, name) for name in names} | dict(standing.scores)


def centrality(
    ties: Tied,
    measures: Sequence[Measure] = MEASURES,
    *,
    pivots: int | None = None,
    seed: int = 0,
    sources: Mapping[str, int] | None = None,
) -> Centrality:
    """Score the actors of a network.

    Parameters
    ----------
    ties : Tied
    measures : sequence of str
        The first ranks.  ``pagerank`` (Page et al. 1999, damping .85, sums to 1); ``betweenness`` (Freeman 1977, share
        of the pairs of others); ``closeness`` (of those who reach the actor, as Wasserman and Faust 1994 scale it);
        ``eigenvector`` (Bonacich 1972, of length 1); ``hub`` and ``authority`` (Kleinberg 1999, each sums to 1);
        ``core`` (Seidman 1983, k of the k-core, whatever the direction of ties).  PageRank, eigenvector, hub and
        authority go by the strength of ties; the others count ties.
    pivots : int, optional
        From how many actors, drawn at random, paths are walked for betweenness and closeness.  By default from all, and
        from 256 where actors times ties are above 5 · 10⁸.
    seed : int
        Of the draw.
    sources : mapping of str to int, optional
        How many sources the ties of each actor rest on.

    Returns
    -------
    Centrality
    """
    scores, notes = _scores(ties, measures, pivots, seed) if len(ties) else ({each: [] for each in measures}, [])
    ranks = _ranks(scores[measures[0]])
    standings = [
        Standing(id, label, rank, int(neighbours), None if sources is None else sources.get(id, 0), each)
        for id, label, rank, neighbours, each in zip(
            ties.ids, ties.labels, ranks, ties.neighbours, _by_actor(scores, len(ties)), strict=True
        )
    ]
    parameters = {"measures": list(measures), "damping": DAMPING, "pivots": pivots, "seed": seed}
    rows = tuple(sorted(standings, key=lambda each: (each.rank, each.actor)))
    return Centrality(rows, len(ties), ties.ties, ties.directed, parameters, (*ties.notes, *notes))


def pagerank(ties: Tied, *, tolerance: float = TOLERANCE) -> Floats:
    """PageRank, damping .85; who has no tie onward passes its rank on to all.

    Parameters
    ----------
    ties : Tied
    tolerance : float
        Sum over actors of what the last round changed, at most.

    Returns
    -------
    array of float
        Sums to 1.

    Notes
    -----
    Libraries stop where each actor changed by less than their tolerance on the average; on a large network that is
    much too soon.  Here it is the sum that counts.
    """
    average = tolerance / max(len(ties), 1)
    equal = bool((ties.matrix.data == 1).all())
    found = rx.pagerank(_arcs(ties), DAMPING, weight_fn=None if equal else float, tol=average, max_iter=ROUNDS)
    return np.array([found[place] for place in range(len(ties))])


def _scores(
    ties: Tied, measures: Sequence[Measure], pivots: int | None, seed: int
) -> tuple[dict[str, Scores], list[str]]:
    graph, notes = _graph(ties), list[str]()
    found: dict[str, Scores] = {}
    walked = {"betweenness", "closeness"} & set(measures)
    if walked and (pivots or len(ties) * ties.ties > STEPS_AT_MOST):
        estimated, note = _estimated(ties, pivots or PIVOTS, seed, wanted=walked)
        found |= {name: estimated[name] for name in sorted(walked)}
        notes.append(f"{' and '.join(sorted(walked))} {note}")
    notes += _of_parts(ties, measures)
    for measure in measures:
        if measure not in found:
            scores, note = _one(ties, graph, measure)
            found[measure] = scores
            notes += [note] if note else []
    return found, notes


def _of_parts(ties: Tied, measures: Sequence[Measure]) -> list[str]:
    """What must be said where a network falls into parts: some measures see one of them only."""
    blind = [measure for measure in measures if measure in ("eigenvector", "hub", "authority")]
    parts, _ = sparse.csgraph.connected_components(ties.matrix, directed=False)
    if not blind or parts == 1:
        return []
    return [f"the network has {parts} parts, of which only that of the strongest ties counts for {', '.join(blind)}"]


def _one(ties: Tied, graph: Arcs | Edges, measure: Measure) -> tuple[Scores, str]:
    """One measure of all actors, and what must be said of it."""
    if measure == "pagerank":
        return _plain(pagerank(ties)), ""
    if measure in ("eigenvector", "hub", "authority"):
        return _settled(ties, graph, measure)
    counted: dict[str, Callable[[], Any]] = {
        "betweenness": lambda: rx.betweenness_centrality(graph, normalized=True),
        "closeness": lambda: rx.closeness_centrality(graph, wf_improved=True),
        "core": lambda: rx.core_number(_edges(ties)),
    }
    found = counted[measure]()
    return [found[place] for place in range(len(ties))], ""


def _settled(ties: Tied, graph: Arcs | Edges, measure: Measure) -> tuple[Scores, str]:
    """A measure that is found by rounds, which may not settle."""
    nobody: Scores = [None] * len(ties)
    if measure == "eigenvector" and ties.directed and _has_no_circle(graph):
        return nobody, "eigenvector is not defined here: ties with a direction that lead nowhere back have none"
    try:
        if measure == "eigenvector":
            found = rx.eigenvector_centrality(graph, weight_fn=float, max_iter=ROUNDS, tol=TOLERANCE)
            return [_clean(found[place]) for place in range(len(ties))], ""
        hubs, authorities = rx.hits(_arcs(ties), weight_fn=float, max_iter=ROUNDS, tol=TOLERANCE)
    except rx.FailedToConverge:
        return nobody, f"{measure} does not settle on one answer here"
    chosen = hubs if measure == "hub" else authorities
    return [_clean(chosen[place]) for place in range(len(ties))], ""


def _clean(score: float) -> float:
    """A score found by rounds, without what the last rounds had not yet brought down to 0."""
    return score if score > NOTHING else 0.0


def _has_no_circle(graph: Arcs | Edges) -> bool:
    return isinstance(graph, rx.PyDiGraph) and rx.is_directed_acyclic_graph(graph)


def _estimated(ties: Tied, pivots: int, seed: int, *, wanted: Collection[str]) -> tuple[dict[str, Scores], str]:
    """Betweenness and closeness from some pivots, and how sure they are."""
    many = len(ties)
    count = min(pivots, many)
    chosen = np.sort(np.random.default_rng(seed).choice(many, count, replace=False))
    found = walks(ties.matrix, chosen)
    scale = many / count / max((many - 1) * (many - 2), 1)
    spread = np.maximum(found.squares / count - (found.dependency / count) ** 2, 0.0)
    left = np.sqrt(max(many - count, 0) / max(many - 1, 1))
    error = float((np.sqrt(spread * count) * scale * left).max())
    reached = found.reached * (many / count)
    with np.errstate(divide="ignore", invalid="ignore"):
        close = np.where(found.distance > 0, reached**2 / (found.distance * (many / count)) / (many - 1), 0.0)
    note = f"estimated from {count:,} of {many:,} actors"
    note += f"; standard error of betweenness at most {error:.2g}" if error and "betweenness" in wanted else ""
    return {"betweenness": _plain(found.dependency * scale), "closeness": _plain(close)}, note


def _plain(values: Floats) -> Scores:
    return [float(each) for each in values]


Arcs: TypeAlias = "rx.PyDiGraph[None, float]"
Edges: TypeAlias = "rx.PyGraph[None, float]"


def _graph(ties: Tied) -> Arcs | Edges:
    """The same network for rustworkx."""
    return _arcs(ties) if ties.directed else _edges(ties)


def _arcs(ties: Tied) -> Arcs:
    """Every tie from its row's actor to its column's; one without a direction is two."""
    graph: Arcs = rx.PyDiGraph()
    graph.add_nodes_from([None] * len(ties))
    graph.add_edges_from(_listed(ties.matrix))
    return graph


def _edges(ties: Tied) -> Edges:
    """Every pair that is tied, once, whatever the direction."""
    graph: Edges = rx.PyGraph()
    graph.add_nodes_from([None] * len(ties))
    graph.add_edges_from(_listed(sparse.triu(ties.matrix.maximum(ties.matrix.T), format="csr")))
    return graph


def _listed(matrix: Matrix) -> list[tuple[int, int, float]]:
    start, end = matrix.tocoo().coords
    return list(zip(start.tolist(), end.tolist(), matrix.data.tolist(), strict=True))


def _ranks(scores: Scores) -> list[int]:
    """1 for the highest; what differs by no more than rounding does is equal."""
    shown = [float(f"{-1.0 if score is None else score:.9g}") for score in scores]
    higher = {score: rank for rank, score in reversed(list(enumerate(sorted(shown, reverse=True), 1)))}
    return [higher[score] for score in shown]


def _by_actor(scores: Mapping[str, Scores], many: int) -> Iterator[dict[str, float | None]]:
    return ({name: values[place] for name, values in scores.items()} for place in range(many))
