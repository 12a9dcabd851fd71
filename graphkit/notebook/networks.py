"""Who stands where and who moves whom: from a dossier, a file or a graph to a typed result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from graphkit.dossier.dossier import Dossier
from graphkit.notebook.dossiers import is_dossier, is_table, open_dossier
from graphkit.notebook.mistakes import known, made, several

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import networkx as nx

    from graphkit.analysis.brokerage import Brokerage, Grouping
    from graphkit.analysis.camps.found import Camps
    from graphkit.analysis.discourse.results import Discourse
    from graphkit.analysis.influence.centrality import Centrality, Measure
    from graphkit.analysis.influence.chosen import Name
    from graphkit.analysis.influence.tied import Direction, Sign


def discourse(
    source: Dossier | Path | str,
    *,
    value: bool = False,
    conditional: bool = False,
    weigh: bool = False,
    roll_up: Literal["bloc", "state"] | None = None,
    **options: Any,
) -> Discourse:
    """The discourse network of a dossier, or of a database of Discourse Network Analyzer.

    Parameters
    ----------
    source : Dossier, Path or str
        A dossier as `open_dossier` gives it; or a DNA database, or an event list that DNA exported.
    value, conditional, weigh, roll_up
        Of a dossier alone; see `graphkit.analysis.discourse.positions.statements_of`.
    **options
        See `graphkit.analysis.discourse.options.Options`, such as ``network="issue"`` or ``measure="subtract"``.

    Returns
    -------
    Discourse
        With `networks`, one for each window, and `to_frame`.

    Raises
    ------
    ValueError
        If the database cannot be read, or two wishes do not go together.

    Examples
    --------
    >>> found = discourse(open_dossier("istanbul-2025"), measure="conflict")
    >>> (found.networks[0].statements, found.networks[0].matrix.shape[0] > 5)
    (31, True)
    """
    from graphkit.analysis.discourse import positions
    from graphkit.analysis.discourse.network import discourse as compute
    from graphkit.analysis.discourse.options import Options
    from graphkit.formats.dna import read_statements

    wishes = made(Options, options, besides=("value", "conditional", "weigh", "roll_up"))
    given: Any = _given(source)
    if isinstance(given, Path):
        return compute(read_statements(given), wishes)
    statements = positions.statements_of(given, value=value, conditional=conditional, weigh=weigh, roll_up=roll_up)
    return compute(statements, wishes)


def influence(
    source: Dossier | nx.Graph[Any] | Path | str,
    *,
    network: Name | None = None,
    measures: str | Sequence[Measure] = (),
    kinds: str | Collection[str] = (),
    direction: Direction = "forward",
    sign: Sign = "positive",
    unweighted: bool = False,
    pivots: int | None = None,
    seed: int = 0,
) -> Centrality:
    """How well each actor is placed in a network.

    Parameters
    ----------
    source : Dossier, networkx.Graph or a subclass, Path or str
        A dossier as `open_dossier` gives it, a graph of actors, or a file: an edge list, whose ties lead from source to
        target, or a DNA database.
    network : str, optional
        Of a dossier or a database; see `graphkit.analysis.influence.chosen.chosen`.  By default ``ties`` of a dossier,
        ``congruence`` of a database.
    measures : str or sequence of str
        The first ranks; all by default.  See `graphkit.analysis.influence.centrality.centrality`.
    kinds : collection of str
        Kinds of tie of a dossier that count; all by default.
    direction, sign, unweighted
        See `graphkit.analysis.influence.tied.tied`.
    pivots, seed
        See `graphkit.analysis.influence.centrality.centrality`.

    Returns
    -------
    Centrality
        With `rows`, `notes` and `to_frame`.

    Raises
    ------
    ValueError
        If a file cannot be read.

    Examples
    --------
    >>> found = influence(open_dossier("istanbul-2025"), network="agreement")
    >>> found.rows[0].actor, round(found.rows[0].scores["pagerank"], 2)
    ('russia', 0.26)
    """
    from graphkit.analysis.influence.centrality import MEASURES, centrality
    from graphkit.analysis.influence.tied import Direction, Sign, tied

    wanted: Any = several(measures) or MEASURES
    known("measure", wanted, MEASURES)
    known("direction", direction, get_args(Direction))
    known("sign", sign, get_args(Sign))
    given = _given(source)
    graph, sources = _ties_of(given, network, several(kinds) or ())
    ties = tied(graph, direction=direction, sign=sign, unweighted=unweighted, isolates=not isinstance(given, Dossier))
    return centrality(ties, wanted, pivots=pivots, seed=seed, sources=sources)


def brokers(
    source: Dossier | nx.Graph[Any] | Path | str,
    *,
    groups: Mapping[str, str] | Path | str | None = None,
    by: Grouping = "country",
    network: Name | None = None,
    kinds: str | Collection[str] = (),
    direction: Direction = "forward",
    sign: Sign = "positive",
) -> Brokerage:
    """How often each actor stands between two that have no tie, by the roles of Gould and Fernandez.

    Parameters
    ----------
    source, network, kinds, direction, sign
        As for `influence`.
    groups : mapping of str to str, Path or str, optional
        The group of each actor, or a CSV table with the columns id and group; with an edge list, actors that have a
        group and no tie count too.  By default `by` of a dossier, and else the attribute ``group`` of the actors.
    by : "country", "bloc" or "kind"
        What groups are, of a dossier.

    Returns
    -------
    Brokerage
        With `rows`, `notes` and `to_frame`.

    Raises
    ------
    ValueError
        If a file cannot be read, or nobody has a group.

    Examples
    --------
    >>> import networkx as nx
    >>> path = nx.DiGraph([("Ann", "Ben"), ("Ben", "Cid")])
    >>> brokers(path, groups={"Ann": "X", "Ben": "Y", "Cid": "Z"}).rows[0].counts["liaison"]
    1
    """
    from graphkit.analysis.brokerage import Grouping, brokerage, groups_of
    from graphkit.analysis.influence.tied import Direction, Sign, tied
    from graphkit.formats.edges import read_groups

    known("grouping", by, get_args(Grouping))
    known("direction", direction, get_args(Direction))
    known("sign", sign, get_args(Sign))
    given = _given(source)
    graph, sources = _ties_of(given, network, several(kinds) or ())
    if isinstance(groups, str | Path):
        groups = read_groups(groups)
    if groups is None:
        own = {str(actor): str(group) for actor, group in graph.nodes(data="group") if group}
        groups = groups_of(given, by) if isinstance(given, Dossier) else own
    with_tie = set(tied(graph, isolates=True).ids)
    if with_tie and not groups.keys() & with_tie:
        raise ValueError("nobody in the network has a group; give groups, by the ids of the network")
    if isinstance(given, Path) and not _holds_statements(given):
        graph.add_nodes_from(groups)
    ties = tied(graph, direction=direction, sign=sign, isolates=True)
    return brokerage(ties, groups, sources=sources)


def camps(
    source: Dossier | nx.Graph[Any] | Path | str,
    *,
    network: Literal["signed", "agreement", "conflict"] = "signed",
    **options: Any,
) -> Camps:
    """The camps of a signed network.

    Parameters
    ----------
    source : Dossier, networkx.Graph or a subclass, Path or str
        A dossier as `open_dossier` gives it, a graph whose weights bear a sign, or a file: an edge list, whose ties
        have no direction here, or a DNA database.
    network : "signed", "agreement" or "conflict"
        Of a dossier or a database.
    **options
        See `graphkit.analysis.camps.found.CampOptions`, such as ``method="leiden"``.

    Returns
    -------
    Camps
        With `frustration`, `clusterings`, `pressure`, `rows` and `to_frame`.

    Raises
    ------
    ValueError
        If a file cannot be read.

    Examples
    --------
    >>> import networkx as nx
    >>> found = camps(nx.Graph([("Ann", "Ben", {"weight": 1}), ("Ben", "Cid", {"weight": -1})]))
    >>> found.frustration.index, found.frustration.proven, found.camp.tolist()
    (0.0, True, [0, 0, 1])
    """
    from graphkit.analysis.camps.found import METHODS, CampOptions
    from graphkit.analysis.camps.found import camps as find
    from graphkit.analysis.camps.signed import of_graph
    from graphkit.analysis.camps.stands import network_of, stands_of
    from graphkit.analysis.discourse import positions
    from graphkit.formats.dna import read_statements
    from graphkit.formats.networks import network_in

    known("network", network, ("signed", "agreement", "conflict"))
    wishes = made(CampOptions, options, besides=("network",))
    known("method", wishes.method, METHODS)
    given = _given(source)
    if isinstance(given, Dossier):
        return find(network_of(stands_of(positions.statements_of(given)), network), wishes)
    if isinstance(given, Path) and _holds_statements(given):
        return find(network_of(stands_of(read_statements(given)), network), wishes)
    return find(of_graph(network_in(given) if isinstance(given, Path) else given), wishes)


def _ties_of(
    given: Dossier | nx.Graph[Any] | Path, network: Name | None, kinds: Collection[str]
) -> tuple[nx.Graph[Any], dict[str, int] | None]:
    """The graph of a dossier, a file or itself, and from how many sources the ties of each actor are."""
    from graphkit.analysis.influence.chosen import NAMES, OF_STATEMENTS, chosen, documents_behind, of_statements
    from graphkit.dossier.model import TieKind
    from graphkit.formats.dna import read_statements
    from graphkit.formats.networks import network_in

    known("network", network, NAMES)
    known("kind of tie", kinds, get_args(TieKind))
    if isinstance(given, Dossier):
        found = chosen(given, network or "ties", kinds=kinds)
        return found.graph, found.sources_of()
    if not isinstance(given, Path):
        return given, None
    if not _holds_statements(given):
        return network_in(given, directed=True), None
    measure: Any = network or "congruence"
    if measure not in OF_STATEMENTS:
        raise ValueError(f"a DNA database has no network {measure}; it has congruence, conflict and subtract")
    table = read_statements(given)
    behind = documents_behind(table, measure)
    return of_statements(table, measure), {actor: len(documents) for actor, documents in behind.items()}


def _given(source: Dossier | nx.Graph[Any] | Path | str) -> Dossier | nx.Graph[Any] | Path:
    """A dossier, a graph or the path of a file; a folder, and the name of a bundled dossier, become the dossier."""
    import networkx as nx

    if isinstance(source, Dossier | nx.Graph):
        return source
    if not isinstance(source, str | Path):
        raise TypeError(
            f"{type(source).__name__} cannot be measured; give a dossier, a networkx graph or the path of a file"
        )
    if not is_dossier(source) and not Path(source).exists():
        raise FileNotFoundError(f"no file or folder {str(source)!r}, and no dossier of that name comes with graphkit")
    return open_dossier(source) if is_dossier(source) or is_table(source) else Path(source)


def _holds_statements(path: Path) -> bool:
    """Whether a file is a database or an event list of DNA, rather than a network."""
    from graphkit.formats.networks import kind_in

    return kind_in(path) in ("database", "events")
