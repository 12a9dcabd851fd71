"""`graphkit export`: hand a dossier's graph to other programs."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import folder_of, keep_from_records, note_if_inside, number_of, open_dossier
from graphkit.cli.options import clocks, dossier_argument
from graphkit.cli.output import STANDARD_OUTPUT, file_to_write, make_folder, named, write_output
from graphkit.cli.what_if import open_supposed, what_if_option

if TYPE_CHECKING:
    import networkx as nx

NEO4J = "neo4j-admin"
NETWORKS = ("property", "ties", "actor-issue", "agreement", "conflict", "signed", "co-participation")


@click.command()
@dossier_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["graphml", "gexf", "json", "csv", NEO4J]),
    required=True,
    help="What the other program reads.",
)
@click.option(
    "--network",
    type=click.Choice(NETWORKS),
    default="property",
    show_default=True,
    help="The whole property graph, or one of its projections.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="File to write, a folder for csv and neo4j-admin; default, or -: standard output.",
)
@click.option(
    "--with-retracted",
    is_flag=True,
    help="The whole record at its end, with what was retracted or corrected labelled Retracted; goes with no day.",
)
@what_if_option
@clocks
def export(
    folder: str | None,
    *,
    format_: str,
    network: str,
    output: Path | None,
    with_retracted: bool,
    sets: tuple[str, ...],
    as_of: date | None,
    known_on: date | None,
) -> None:
    """Write the graph of the dossier in DIR for Gephi, Excel, NetworkX and others.

    csv is two tables, nodes.csv and edges.csv, in the folder that -o names.  neo4j-admin is a folder of tables for the
    bulk importer of Neo4j, with the whole record: for a dossier that is too large for `graphkit neo4j load`.

    With --set the title of the graph says what is supposed, and every node and edge in `difference` whether it is that
    of the base; an edge of another weight has `base_weight`.

    \b
    Example:
      graphkit export seed/istanbul-2025 --network signed --format gexf -o signed.gexf
    """
    from graphkit.dossier.clocks import at

    if format_ == NEO4J:
        _for_importer(folder, network, output, whole=not (as_of or known_on), sets=sets)
        return
    target = _target(folder_of(folder), format_, output)
    if with_retracted and (as_of or known_on):
        raise click.UsageError("--with-retracted is the whole record; leave the days out")
    if with_retracted and sets:
        raise click.UsageError("--with-retracted is the whole record, in which nothing is supposed; leave out --set")
    if with_retracted:
        graph = _network(open_dossier(folder), network)
    else:
        opened = open_supposed(folder, sets, as_of=as_of, known_on=known_on)
        graph, *base = (
            _network(at(each, as_of=as_of, known_on=known_on), network) for each in (opened.whole, opened.base) if each
        )
        graph = _marked(graph, base[0], sets) if base else graph
    if format_ == "csv":
        make_folder(target)
        for name, text in _tables(graph).items():
            write_output(target / name, text)
    else:
        write_output(target, _text(graph, format_))
    if output is not None:
        note_if_inside(folder_of(folder), target)


def _marked(graph: nx.Graph[Any], base: nx.Graph[Any], sets: tuple[str, ...]) -> nx.Graph[Any]:
    """The graph with what differs from the base; what it lacks is told."""
    from graphkit.cli.export_difference import marked

    found, gone = marked(graph, base, sets)
    lacks = [number_of(count, noun) for noun, count in gone.items() if count]
    if lacks:
        click.echo(f"note: {' and '.join(lacks)} of the base are gone", err=True)
    return found


def _for_importer(folder: str | None, network: str, output: Path | None, *, whole: bool, sets: tuple[str, ...]) -> None:
    """Write tables for Neo4j's bulk importer, and say how to run it."""
    from graphkit.store.error import ServerError
    from graphkit.store.offline_export import COMMAND
    from graphkit.store.offline_export import export as export_tables

    if sets:
        raise click.UsageError(f"{NEO4J} is the record for a server, in which nothing is supposed; leave out --set")
    if not whole or network != "property":
        raise click.UsageError(f"{NEO4J} is the whole record as one graph; leave the days and --network out")
    if output is None or str(output) == STANDARD_OUTPUT:
        raise click.UsageError(f"{NEO4J} is many files; name a folder for them with -o")
    keep_from_records(folder_of(folder), output / "nodes.csv")
    if output.is_dir() and any(output.iterdir()):
        raise click.UsageError(f"{named(output)} holds something; name a new or an empty folder with -o")
    dossier = open_dossier(folder)
    make_folder(output)
    try:
        done = export_tables(dossier, output)
    except ServerError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"cannot write {named(output)}: {error.strerror}; name another place") from error
    click.echo(f"{number_of(done.nodes, 'node')}, {number_of(done.relationships, 'relationship')}", err=True)
    click.echo(f"version  {done.version}", err=True)
    click.echo(f"import   stop that Neo4j; cd {shlex.quote(str(output))}; {COMMAND}", err=True)
    click.echo("         it replaces all that the database holds; graphkit neo4j load then adds the indexes", err=True)


def _target(home: Path, format_: str, output: Path | None) -> Path:
    """Where to write, which is not among the records of the dossier."""
    target = Path(STANDARD_OUTPUT) if output is None else output
    if format_ != "csv":
        keep_from_records(home, target)
        return file_to_write(target)
    if str(target) == STANDARD_OUTPUT:
        raise click.UsageError("csv is two files; name a folder for them with -o")
    keep_from_records(home, target / "nodes.csv")
    return target


def _network(dossier: Any, name: str) -> nx.Graph[Any]:
    from graphkit.graph import networks
    from graphkit.graph.build import property_graph

    graph = property_graph(dossier)
    if name == "property":
        return graph
    projection: nx.Graph[Any] = getattr(networks, name.replace("-", "_"))(graph)
    return projection


def _text(graph: nx.Graph[Any], format_: str) -> str:
    from graphkit.formats.gexf import gexf
    from graphkit.formats.graphml import graphml
    from graphkit.formats.nodelink import nodelink

    return {"graphml": graphml, "gexf": gexf, "json": nodelink}[format_](graph)


def _tables(graph: nx.Graph[Any]) -> dict[str, str]:
    from graphkit.formats.tables import tables

    return tables(graph)
