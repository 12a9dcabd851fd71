"""A plain table: a row for each actor on each issue.

Columns are told by name, in any case and order: `actor` and `position` must be there; `salience`, `capability`,
`issue`, `low` and `high` (of the position), `salience_low`, `salience_high`, `capability_low`, `capability_high`,
`at_least` and `at_most` (red lines) may be; usual other names, such as power or importance, are known.  Cells are
parted by commas, semicolons or tabs; decimals follow a point or a comma.  A number that is not known is an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import nan
from pathlib import Path

from graphkit.bargaining.table import Inputs
from graphkit.dossier.problem import quoted
from graphkit.formats.bargaining.rows import NUMBERS, RANGES, Row, ends, full, together
from graphkit.formats.cell_numbers import amount_in, number_in
from graphkit.formats.csv_table import Cell, Complaint, CsvTable, header_of, open_table

COLUMNS = ("actor", "issue", *NUMBERS)
ALSO_CALLED = {
    **dict.fromkeys(("name", "player", "stakeholder", "party", "country", "member", "organisation"), "actor"),
    **dict.fromkeys(("actors", "actor_name", "organization"), "actor"),
    **dict.fromkeys(("dimension", "topic", "issues", "issue_name", "question"), "issue"),
    **dict.fromkeys(("power", "resources", "influence", "clout", "weight", "weights", "capabilities"), "capability"),
    **dict.fromkeys(("importance", "saliency", "priority"), "salience"),
    **dict.fromkeys(("value", "stance", "positions", "preference", "ideal_point"), "position"),
    **dict.fromkeys(("position_low", "value_low"), "low"),
    **dict.fromkeys(("position_high", "value_high"), "high"),
    **{
        f"{name}_{end}": f"{column}_{end}"
        for end in ("low", "high")
        for name, column in (
            ("power", "capability"),
            ("weight", "capability"),
            ("influence", "capability"),
            ("importance", "salience"),
        )
    },
}


def read_plain(path: Path | str, *, scale: tuple[float, float] | None = None) -> tuple[Inputs, ...]:
    """Read a plain table.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8 or UTF-16.
    scale : (float, float), optional
        Ends of the scale of every issue.  Default: 0 to 1 or 0 to 100 where all numbers on the issue lie there, else
        the smallest and the largest of them.

    Returns
    -------
    tuple of Inputs
        One for each issue; one, named after the file, where there is no column `issue`.  Full salience is 1 where no
        salience is above it, else 100, else the largest.

    Raises
    ------
    BadTable
        If the file cannot be read, or any row is wrong.
    """
    table = open_table(path, COLUMNS, ("actor", "position"), also=ALSO_CALLED)
    stem = Path(path).stem
    rows: dict[tuple[str, str], Row] = {}
    spelt: dict[tuple[str, str], str] = {}
    for row in table.each(lambda cell: _row(cell, stem)):
        _one_spelling(table, spelt, row)
        if (row.issue, row.actor) in rows:
            where = f" on {quoted(row.issue)}" if "issue" in table.columns else ""
            table.complain(
                "actor", f"{quoted(row.actor)} stands{where} above already; give each actor one row an issue"
            )
        rows.setdefault((row.issue, row.actor), replace(row, line=table.first))
    if not rows and not table.complaints:
        table.complain("", "no row below the header; write one for each actor, such as Ann,40")
    table.stop_if_wrong()
    scales = {row.issue: scale or ends(_places(rows.values(), row.issue)) for row in rows.values()}
    saliences = full(row.numbers["salience"] for row in rows.values())
    return together(rows.values(), scales=scales, full_salience=saliences)


def columns_not_read(path: Path | str) -> list[str]:
    """The columns of a plain table that are passed over, as they are written; empty names are none.

    Raises
    ------
    BadTable
        If the file cannot be read, or its header is wrong.
    """
    table = open_table(path, COLUMNS, ("actor", "position"), also=ALSO_CALLED)
    return [name for place, name in enumerate(table.header) if name and place not in table.columns.values()]


def is_plain(path: Path) -> bool:
    """Whether the header of a file names actors and their positions."""
    return {"actor", "position"} <= header_of(path, COLUMNS, also=ALSO_CALLED)


def _one_spelling(table: CsvTable, spelt: dict[tuple[str, str], str], row: Row) -> None:
    """Complain of a name that stands above in other letters or blanks, which would be somebody else."""
    for column, name in (("actor", row.actor), ("issue", row.issue)):
        first = spelt.setdefault((column, " ".join(name.casefold().split())), name)
        if first != name:
            table.complain(column, f"{quoted(name)} is written {quoted(first)} above; write it alike")


def _row(cell: Cell, stem: str) -> Row:
    if not cell("actor"):
        raise Complaint("actor", "no actor; name one")
    numbers = {"position": number_in(cell, "position")}
    numbers |= {name: amount_in(cell, name, nan) for name in ("salience", "capability", *RANGES)}
    numbers |= {name: number_in(cell, name, nan) for name in ("low", "high", "at_least", "at_most")}
    for name, low, high in (("position", "low", "high"), ("salience", *RANGES[:2]), ("capability", *RANGES[2:])):
        if numbers[low] > numbers[name] or numbers[high] < numbers[name]:
            wrong = low if numbers[low] > numbers[name] else high
            raise Complaint(wrong, f"the {name} {cell(name)} lies outside {wrong} {cell(wrong)}; mend one of them")
    if numbers["at_least"] > numbers["at_most"]:
        raise Complaint("at_least", f"at_least {cell('at_least')} is above at_most {cell('at_most')}; nothing would do")
    return Row(cell("issue") or stem, cell("actor"), numbers)


def _places(rows: Iterable[Row], issue: str) -> list[float]:
    names = ("position", "low", "high", "at_least", "at_most")
    return [row.numbers[name] for row in rows if row.issue == issue for name in names]
