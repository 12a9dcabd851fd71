"""A CSV file of KTAB's spatial model: a line of title and counts, a header, then a row for each actor.

The title line holds the name, a description, and the numbers of actors and of dimensions; a row holds the actor, its
description, its power, and position and salience, each 0 to 100, on every dimension.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from graphkit.bargaining.table import Inputs
from graphkit.dossier.problem import quoted
from graphkit.formats.bargaining.rows import Row, together
from graphkit.formats.cell_numbers import amount_in, number_in
from graphkit.formats.csv_table import Cell, Complaint, CsvTable, text_of

SCALE = (0.0, 100.0)
FIRST = 3  # column of the first position


def is_ktab(text: str) -> bool:
    """Whether the second line of a text is the header of KTAB."""
    second = text.partition("\n")[2].partition("\n")[0]
    names = [name.strip().strip('"').casefold() for name in second.split(",")]
    return names[:FIRST] == ["actor", "description", "power"]


def read_ktab(path: Path | str, *, scale: tuple[float, float] | None = None) -> tuple[Inputs, ...]:
    """Read a CSV file of KTAB.

    Parameters
    ----------
    path : Path or str
    scale : (float, float), optional
        Default 0 to 100, as KTAB has it.

    Returns
    -------
    tuple of Inputs
        One for each dimension, with the name of its column.

    Raises
    ------
    BadTable
        If any row is wrong, or the counts in the first line are others.
    """
    table = CsvTable(Path(path), text_of(Path(path)), delimiter=",")
    rows = table.rows()
    title, table.row = next(rows), _full(next(rows, []))
    dimensions = table.row[FIRST::2]
    if not dimensions or len(table.row) % 2 == 0 or len(set(dimensions)) < len(dimensions):
        table.complain(
            "", "the header has no position and salience, or two of one name; write Actor,Description,Power,A,A_Sal"
        )
        table.stop_if_wrong()
    columns = ["actor", "description", "power", *chain(*((f"position on {d}", f"salience on {d}") for d in dimensions))]
    table.header, table.columns = columns, {name: place for place, name in enumerate(columns)}
    found: dict[str, list[Row]] = {}
    for cells in rows:
        table.row = _full(cells)
        for of_actor in table.checked(lambda cell: _rows(cell, dimensions)):
            actor = of_actor[0].actor
            if actor in found:
                table.complain("actor", f"{quoted(actor)} stands above already; give each actor one row")
            found.setdefault(actor, [replace(row, line=table.first) for row in of_actor])
    _count(table, title, actors=len(found), dimensions=len(dimensions))
    table.stop_if_wrong()
    every = [row for place in range(len(dimensions)) for row in (each[place] for each in found.values())]
    return together(every, scales=dict.fromkeys(dimensions, scale or SCALE), full_salience=100.0)


def _full(cells: Sequence[str]) -> list[str]:
    """The cells of a row without the empty one after a last comma."""
    return list(cells[:-1] if cells and not cells[-1] else cells)


def _rows(cell: Cell, dimensions: Sequence[str]) -> list[Row]:
    if not cell("actor"):
        raise Complaint("actor", "no actor; name one")
    power = amount_in(cell, "power")
    return [
        Row(
            dimension,
            cell("actor"),
            {
                "capability": power,
                "position": number_in(cell, f"position on {dimension}"),
                "salience": amount_in(cell, f"salience on {dimension}"),
            },
        )
        for dimension in dimensions
    ]


def _count(table: CsvTable, title: Sequence[str], *, actors: int, dimensions: int) -> None:
    """Compare the counts in the title line, where they are numbers, with what was read."""
    if table.complaints or len(title) < FIRST + 1:
        return
    for place, what, count in ((2, "actors", actors), (3, "dimensions", dimensions)):
        if title[place].isdecimal() and int(title[place]) != count:
            table.complain_at(1, f"the first line counts {title[place]} {what}, and there are {count}; mend the count")
