"""What a notebook needs, as functions: from a dossier, a file or a graph to a typed result.

`graphkit` offers them under its own name; heavy libraries are imported where they are used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import networkx as nx

    from graphkit.analysis.brokerage import Brokerage, Grouping
    from graphkit.analysis.camps.found import Camps
    from graphkit.analysis.discourse.results import Discourse
    from graphkit.analysis.influence.centrality import Centrality, Measure
    from graphkit.analysis.influence.chosen import Name
    from graphkit.analysis.influence.tied import Direction, Sign
    from graphkit.bargaining.forecast import Forecast
    from graphkit.bargaining.uncertainty import Uncertain
    from graphkit.dossier.dossier import Dossier


def open_dossier(folder: Path | str, *, as_of: str | None = None, known_on: str | None = None) -> Dossier:
    """Open a dossier, cut to one day of the world as known on one day of the record.

    Parameters
    ----------
    folder : Path or str
        The dossier's folder; or a DNA database, or an event list that DNA exported.
    as_of, known_on : str, optional
        Days, YYYY-MM-DD; by default the dossier's own day, and the end of the record.

    Returns
    -------
    Dossier

    Raises
    ------
    ValueError
        If the dossier has errors, which the message lists, the file cannot be read, or a day is not one.
    """
    from graphkit.dossier.cache import examine
    from graphkit.dossier.clocks import at
    from graphkit.dossier.dates import day
    from graphkit.formats.dna import read_dossier

    dossier, problems = (read_dossier(Path(folder)), []) if Path(folder).is_file() else examine(folder)
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    if errors:
        raise ValueError("\n".join(errors))
    days = {name: day(text) for name, text in (("as_of", as_of), ("known_on", known_on)) if text is not None}
    return at(dossier, **days)


def to_networkx(dossier: Dossier) -> nx.MultiDiGraph[Any]:
    """The property graph of a dossier; see `graphkit.graph.build.property_graph`."""
    from graphkit.graph.build import property_graph

    return property_graph(dossier)


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
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> found = discourse(open_dossier(bundled_dossier("istanbul-2025")), measure="conflict")
    >>> (found.networks[0].statements, found.networks[0].matrix.shape[0] > 5)
    (31, True)
    """
    from graphkit.analysis.discourse import positions
    from graphkit.analysis.discourse.network import discourse as compute
    from graphkit.analysis.discourse.options import Options
    from graphkit.formats.dna import read_statements

    if isinstance(source, str | Path):
        return compute(read_statements(Path(source)), Options(**options))
    statements = positions.statements_of(source, value=value, conditional=conditional, weigh=weigh, roll_up=roll_up)
    return compute(statements, Options(**options))


@overload
def forecast(
    source: Dossier | Path | str,
    models: Sequence[str] | None = None,
    *,
    issues: Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: None = None,
    grades: Mapping[str, float] | None = None,
    **settings: Any,
) -> Forecast: ...
@overload
def forecast(
    source: Dossier | Path | str,
    models: Sequence[str] | None = None,
    *,
    issues: Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: Mapping[str, Any] | int,
    grades: Mapping[str, float] | None = None,
    **settings: Any,
) -> Uncertain: ...
def forecast(
    source: Dossier | Path | str,
    models: Sequence[str] | None = None,
    *,
    issues: Sequence[str] | None = None,
    assume: Mapping[str, float] | None = None,
    draws: Mapping[str, Any] | int | None = None,
    grades: Mapping[str, float] | None = None,
    **settings: Any,
) -> Forecast | Uncertain:
    """Where issues would end by models of bargaining; see `graphkit.bargaining.forecast`.

    Parameters
    ----------
    source : Dossier, Path or str
        A dossier as `open_dossier` gives it, or a table as `graphkit.formats.bargaining.read_inputs` reads it.
    models : sequence of str, optional
        Default all of `graphkit.bargaining.forecast.MODELS`.
    issues : sequence of str, optional
        Default all.
    assume : mapping of str to float, optional
        Of a dossier: a salience or capability for everybody who has none.  Nothing is assumed unless it is said here.
    draws : int or mapping, optional
        Draw so often what is not certain; or the options of `graphkit.bargaining.uncertainty.uncertain`, such as
        ``{"draws": 2000, "seed": 1, "interval": 90}``.
    grades : mapping of str to float, optional
        With `draws`, of a dossier: how likely a position stands by its grades, in changes of
        `graphkit.bargaining.grades.CHANCES`; without draws it has no use.  Every position stands with
        ``dict.fromkeys(CHANCES, 1.0)``.
    **settings
        See `graphkit.bargaining.forecast.Settings`, such as ``quota=66``.

    Returns
    -------
    Forecast, or with `draws` Uncertain
        With `rows` and `to_frame`, and `histories` of a forecast.

    Raises
    ------
    ValueError
        If the table cannot be read, or there is no such issue.

    Examples
    --------
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> found = forecast(open_dossier(bundled_dossier("istanbul-2025")), ["mean"], issues=["nato-membership"])
    >>> [(row.issue, round(row.outcome, 1)) for row in found.rows]
    [('nato-membership', 58.3)]
    """
    from graphkit.bargaining import forecast as bargaining
    from graphkit.bargaining.grades import chances, graded
    from graphkit.bargaining.inputs import Found, of_dossier
    from graphkit.bargaining.table import Inputs
    from graphkit.bargaining.uncertainty import uncertain
    from graphkit.formats.bargaining import read_inputs

    chosen: Any = models or bargaining.MODELS
    tables: Sequence[Found | Inputs]
    if isinstance(source, str | Path):
        tables = [table for table in read_inputs(source) if issues is None or table.issue in issues]
    else:
        tables = of_dossier(source, issues, assume=assume)
        tables = tables if draws is None else graded(tables, source, chances(grades))
    told = bargaining.Settings(**settings)
    if draws is None:
        return bargaining.forecast(tables, chosen, told)
    return uncertain(tables, chosen, told, **({"draws": draws} if isinstance(draws, int) else draws))


def influence(
    source: Dossier | nx.Graph[Any] | Path | str,
    *,
    network: Name | None = None,
    measures: Sequence[Measure] = (),
    kinds: Collection[str] = (),
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
    measures : sequence of str
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
    >>> from graphkit.dossier.bundled import bundled_dossier
    >>> found = influence(open_dossier(bundled_dossier("istanbul-2025")), network="agreement")
    >>> found.rows[0].actor, round(found.rows[0].scores["pagerank"], 2)
    ('russia', 0.26)
    """
    from graphkit.analysis.influence.centrality import MEASURES, centrality
    from graphkit.analysis.influence.tied import tied

    graph, sources = _ties_of(source, network, kinds)
    kept = not _is_dossier(source)
    ties = tied(graph, direction=direction, sign=sign, unweighted=unweighted, isolates=kept)
    return centrality(ties, measures or MEASURES, pivots=pivots, seed=seed, sources=sources)


def brokers(
    source: Dossier | nx.Graph[Any] | Path | str,
    *,
    groups: Mapping[str, str] | Path | str | None = None,
    by: Grouping = "country",
    network: Name | None = None,
    kinds: Collection[str] = (),
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
    from graphkit.analysis.brokerage import brokerage, groups_of
    from graphkit.analysis.influence.tied import tied
    from graphkit.formats.edges import read_groups

    graph, sources = _ties_of(source, network, kinds)
    if isinstance(groups, str | Path):
        groups = read_groups(groups)
    if groups is None:
        own = {str(actor): str(group) for actor, group in graph.nodes(data="group") if group}
        groups = groups_of(source, by) if _is_dossier(source) else own  # type: ignore[arg-type]  # a dossier it is
    with_tie = set(tied(graph, isolates=True).ids)
    if with_tie and not groups.keys() & with_tie:
        raise ValueError("nobody in the network has a group; give groups, by the ids of the network")
    if isinstance(source, str | Path) and not _holds_statements(source):
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
    from graphkit.analysis.camps.found import CampOptions
    from graphkit.analysis.camps.found import camps as find
    from graphkit.analysis.camps.signed import of_graph
    from graphkit.analysis.camps.stands import network_of, stands_of
    from graphkit.analysis.discourse import positions
    from graphkit.formats.dna import read_statements
    from graphkit.formats.networks import network_in

    if isinstance(source, str | Path) and not _holds_statements(source):
        source = network_in(Path(source))
    if isinstance(source, str | Path):
        return find(network_of(stands_of(read_statements(Path(source))), network), CampOptions(**options))
    if _is_dossier(source):
        return find(network_of(stands_of(positions.statements_of(source)), network), CampOptions(**options))  # type: ignore[arg-type]
    return find(of_graph(source), CampOptions(**options))  # type: ignore[arg-type]  # a graph it is


def to_frame(found: Any) -> Any:
    """A result as a pandas DataFrame: what its own `to_frame` gives.

    Parameters
    ----------
    found : a result
        Such as `influence`, `brokers`, `camps` and `discourse` return.

    Raises
    ------
    ImportError
        If pandas is not installed.
    """
    return found.to_frame()


def _ties_of(source: Any, network: Name | None, kinds: Collection[str]) -> tuple[nx.Graph[Any], dict[str, int] | None]:
    """The graph of a dossier, a file or itself, and from how many sources the ties of each actor are."""
    from graphkit.analysis.influence.chosen import chosen, documents_behind, of_statements
    from graphkit.formats.dna import read_statements
    from graphkit.formats.networks import network_in

    if _is_dossier(source):
        found = chosen(source, network or "ties", kinds=kinds)
        return found.graph, found.sources_of()
    if not isinstance(source, str | Path):
        return source, None
    if not _holds_statements(source):
        return network_in(Path(source), directed=True), None
    table, measure = read_statements(Path(source)), network or "congruence"
    if measure not in ("congruence", "conflict", "subtract"):
        raise ValueError(f"a DNA database has no network {measure}; it has congruence, conflict and subtract")
    behind = documents_behind(table, measure)
    return of_statements(table, measure), {actor: len(documents) for actor, documents in behind.items()}


def _is_dossier(source: Any) -> bool:
    from graphkit.dossier.dossier import Dossier

    return isinstance(source, Dossier)


def _holds_statements(source: Path | str) -> bool:
    """Whether a file is a database or an event list of DNA, rather than a network."""
    from graphkit.formats.networks import kind_in

    return kind_in(Path(source)) in ("database", "events")
