"""`graphkit stability`: which states of a conflict are stable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli.opening import number_of
from graphkit.cli.output import file_to_write, named, plain, write_output
from graphkit.cli.plotting import plot_option, plot_to_write, write_plot
from graphkit.cli.printing import format_option, print_answer

if TYPE_CHECKING:
    from graphkit.bargaining.stability import Conflict, Stability

CONCEPTS = {"nash": "Nash", "seq": "SEQ", "gmr": "GMR", "smr": "SMR"}
EVERYBODY = "all"


@click.command()
@click.argument("file", metavar="FILE.yaml", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--equilibria", is_flag=True, help="Only states that are stable for all in some sense.")
@plot_option
@click.option(
    "--export",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write the moves as a graph for Gephi or NetworkX; the name ends in .graphml or .json.",
)
@format_option
def stability(file: Path, format_: str, **wishes: Any) -> None:
    """Tell for whom each state of a conflict is stable, by the graph model for conflict resolution.

    \b
    A state is stable for a mover
      Nash  if it cannot improve alone;
      SEQ   if others can answer every improvement by steps that improve matters for
            themselves, and it is then no better off;
      GMR   if they can by any steps;
      SMR   if they can by any steps, and it cannot get away from there.

    What is stable for all is an equilibrium. FILE.yaml lists options, states and preferences:

    \b
      options:
        - {name: modify, by: M, irreversible: true}
        - {name: delay, by: U}
      states: {1: NY, 2: YY, 3: -N}   # a sign for each option: Y done, N not, - either
      preferences:                    # best first; [1, 2] are liked alike
        M: [3, 1, 2]
        U: [1, [2, 3]]

    Without states every combination of options is one, but those that fit a pattern in the list infeasible. An
    irreversible option cannot be undone.

    --plot draws the states with the moves between them.

    \b
    Example:
      graphkit stability elmira.yaml --equilibria
      graphkit stability elmira.yaml --plot moves.svg --export moves.graphml
    """
    from graphkit.bargaining.stability import as_row
    from graphkit.bargaining.stability import stability as find
    from graphkit.formats.conflict import BadConflict, read_conflict

    if wishes["plot"]:
        wishes["plot"] = plot_to_write(wishes["plot"])
    if wishes["export"]:
        wishes["export"] = _graph_to_write(wishes["export"])
    try:
        conflict = read_conflict(file)
    except BadConflict as error:
        raise click.ClickException(str(error)) from None
    found = find(conflict)
    rows = [as_row(each, found.movers) for each in found.rows]
    rows = [row for row in rows if not wishes["equilibria"] or any(row[concept] for concept in CONCEPTS)]
    print_answer(
        rows if format_ in ("json", "csv") else [_for_readers(row, found.movers) for row in rows],
        format_,
        caption=_caption(conflict, found, file),
        parameters={"input": str(file), "movers": {mover: conflict.labels.get(mover, mover) for mover in found.movers}},
        notes=[],
        shown={"state": "state", "options": "options done", **CONCEPTS, "improvements": "improvements"},
        more={"equilibria": {concept: found.equilibria(concept) for concept in CONCEPTS}},  # type: ignore[arg-type]
    )
    if wishes["plot"] or wishes["export"]:
        _draw_and_export(conflict, found, file, wishes)


def _graph_to_write(path: Path) -> Path:
    """The path of a graph, whose form its name tells; misuse otherwise."""
    if path.suffix.lower() not in (".graphml", ".json"):
        raise click.UsageError(f"{named(path)} names no form of a graph; let it end in .graphml or .json")
    try:
        return file_to_write(path)
    except click.UsageError as error:
        raise click.UsageError(error.message.replace("with -o", "with --export")) from None


def _draw_and_export(conflict: Conflict, found: Stability, file: Path, wishes: dict[str, Any]) -> None:
    """Write the moves as a graph and as a picture."""
    from graphkit.bargaining.moves import moves

    graph = moves(conflict)
    if wishes["export"]:
        _export(graph, wishes["export"])
    if wishes["plot"]:
        from graphkit.report.plots.moves import moves_figure

        title = f"Moves of {conflict.name or file.stem}"
        lines = _caption(conflict, found, file).splitlines()
        options = [option.name for option in conflict.options]
        texts = [*lines, *conflict.states, *options, *conflict.movers, *conflict.labels.values()]
        write_plot(
            wishes["plot"],
            None,
            lambda: moves_figure(graph, title, lines[1], [lines[0], file.name]),
            title=title,
            texts=texts,
        )


def _export(graph: Any, path: Path) -> None:
    from graphkit.formats.graphml import graphml
    from graphkit.formats.nodelink import nodelink

    write = graphml if path.suffix.lower() == ".graphml" else nodelink
    if write_output(path, write(graph)):
        click.echo(f"written: {named(path)}", err=True)


def _for_readers(row: dict[str, Any], movers: tuple[str, ...]) -> dict[str, Any]:
    """For whom the state is stable, in words, and who can improve to where."""
    some = {concept: ", ".join(row[f"{concept}_for"]) or "none" for concept in CONCEPTS}
    for_whom = {concept: EVERYBODY if row[concept] else told for concept, told in some.items()}
    leads = [f"{mover} to {row['improvements'][mover]}" for mover in movers if mover in row["improvements"]]
    return {**row, **for_whom, "improvements": leads, "options": ", ".join(row["options"]) or "none"}


def _caption(conflict: Conflict, found: Stability, file: Path) -> str:
    movers = ", ".join(f"{m} {conflict.labels[m]}" if m in conflict.labels else m for m in found.movers)
    head = f"{conflict.name or file.stem}: {number_of(len(found.rows), 'state')}; stable for {movers}"
    told = [f"{heading} {{{', '.join(found.equilibria(concept))}}}" for concept, heading in CONCEPTS.items()]  # type: ignore[arg-type]
    return "\n".join([plain(head), plain(f"Equilibria: {'; '.join(told)}")])
