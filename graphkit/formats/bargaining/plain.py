"""A plain table: a row for each actor on each issue.

Columns are told by name, in any case and order: `actor` and `position` must be there; `salience`, `capability`,
`issue`, `low` and `high` (of the position), `salience_low`, `salience_high`, `capability_low`, `capability_high`,
`at_least` and `at_most` (red lines) may be.  Cells are parted by commas, semicolons or tabs.  A number that is not
known is an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import nan
from pathlib import Path

from graphkit.bargaining.table import Inputs
from graphkit.dossier.problem import quoted
from graphkit.formats.bargaining.rows import NUMBERS, RANGES, Row, ends, full, together
from graphkit.formats.csv_table import Cell, Complaint, amount_in, number_in, open_table

COLUMNS = ("actor", "issue", *NUMBERS)
ALSO_CALLED = {
    **dict.fromkeys(("name", "player", "stakeholder"), "actor"),
    **dict.fromkeys(("dimension", "topic"), "issue"),
    **dict.fromkeys(("power", "resources", "influence", "clout"), "capability"),
    "value": "position",
}


def read_plain(path: Path | str, *, scale: tuple[float, float] | None = None) -> tuple[Inputs, ...]:
    """Read a plain table.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8.
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
    for row in table.each(lambda cell: _row(cell, stem)):
        if (row.issue, row.actor) in rows:
            where = f" on {quoted(row.issue)}" if "issue" in table.columns else ""
            table.complain(
                "actor", f"{quoted(row.actor)} stands{where} above already; give each actor one row an issue"
            )
        rows.setdefault((row.issue, row.actor), row)
    if not rows and not table.complaints:
        table.complain("", "no row below the header; write one for each actor, such as Ann,40")
    table.stop_if_wrong()
    scales = {row.issue: scale or ends(_places(rows.values(), row.issue)) for row in rows.values()}
    saliences = full(row.numbers["salience"] for row in rows.values())
    return together(rows.values(), scales=scales, full_salience=saliences)


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
