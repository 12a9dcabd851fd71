"""A file of the exchange model (Stokman and Van Oosten), as its programs Decide and their successors read it.

Cells are parted by tabs, and the first is a mark: #A actor; #P issue; #M issue and one end of its scale (twice: low,
high); #D actor, issue, position, salience as a share, and power.  Texts may stand in single quotes; #/ is a comment.
"""

from __future__ import annotations

from pathlib import Path

from graphkit.bargaining.table import Inputs
from graphkit.dossier.problem import near, quoted
from graphkit.formats.bargaining.rows import Row, ends, full, together
from graphkit.formats.cell_numbers import amount_in, number_in
from graphkit.formats.csv_table import Cell, Complaint, CsvTable, text_of

COLUMNS = {
    "#A": ("mark", "actor"),
    "#P": ("mark", "issue"),
    "#M": ("mark", "issue", "end"),
    "#D": ("mark", "actor", "issue", "position", "salience", "power"),
}
COMMENT = "#/"


def read_decide(path: Path | str, *, scale: tuple[float, float] | None = None) -> tuple[Inputs, ...]:
    """Read a file of the exchange model.

    Parameters
    ----------
    path : Path or str
    scale : (float, float), optional
        Ends of the scale of every issue; default what #M says, else as for a plain table.

    Returns
    -------
    tuple of Inputs
        One for each issue that has positions.  Full salience is 1 where no salience is above it, else 100.

    Raises
    ------
    BadTable
        If any line is wrong.
    """
    reading = _Reading(Path(path))
    rows = [row for row in reading.rows() if row is not None]
    reading.table.stop_if_wrong()
    scales = {issue: scale or reading.scale(issue, rows) for issue in reading.issues}
    return together(rows, scales=scales, full_salience=full(row.numbers["salience"] for row in rows))


class _Reading:
    """The lines of a file, and what they declared so far."""

    def __init__(self, path: Path) -> None:
        self.table = CsvTable(path, text_of(path), delimiter="\t", quote="'")
        self.actors: dict[str, None] = {}
        self.issues: dict[str, list[float]] = {}
        self.seen: set[tuple[str, str]] = set()

    def rows(self) -> list[Row | None]:
        """A row for each line #D that is right, None for any other."""
        found: list[Row | None] = []
        for cells in self.table.rows():
            mark = cells[0].strip('"')
            if not mark.startswith(COMMENT):
                names = COLUMNS.get(mark)
                self.table.row = self.table.header = cells
                self.table.columns = {name: place for place, name in enumerate(names or ("mark",))}
                found += list(self.table.checked(lambda cell, names=names: self._read(cell, names)))  # type: ignore[misc]
        if not any(found) and not self.table.complaints:
            self.table.complain_at(1, "no line #D; write one for each actor and issue")
        return found

    def _read(self, cell: Cell, names: tuple[str, ...] | None) -> Row | None:
        if names is None:
            marks = ", ".join(COLUMNS)
            raise Complaint("mark", f"the mark {quoted(cell('mark'))} is none; the first cell is one of {marks}")
        if len(self.table.row) < len(names):
            raise Complaint(
                "mark", f"{names and cell('mark')} has {len(self.table.row)} cells; give {', '.join(names[1:])}"
            )
        if cell("mark") == "#A":
            self.actors[cell("actor")] = None
        elif cell("mark") == "#P":
            self.issues.setdefault(cell("issue"), [])
        elif cell("mark") == "#M":
            self._known(cell, "issue", self.issues)
            self.issues[cell("issue")].append(number_in(cell, "end"))
        else:
            return self._row(cell)
        return None

    def _row(self, cell: Cell) -> Row:
        self._known(cell, "actor", self.actors)
        self._known(cell, "issue", self.issues)
        key = (cell("issue"), cell("actor"))
        if key in self.seen:
            raise Complaint("actor", f"{quoted(key[1])} stands on {quoted(key[0])} above already; give it one line")
        self.seen.add(key)
        numbers = {"position": number_in(cell, "position"), "salience": amount_in(cell, "salience")}
        return Row(*key, {**numbers, "capability": amount_in(cell, "power")}, self.table.first)

    @staticmethod
    def _known(cell: Cell, column: str, declared: dict[str, list[float]] | dict[str, None]) -> None:
        if cell(column) not in declared:
            raise Complaint(column, f"no {column} {quoted(cell(column))}; {near(cell(column), list(declared))}")

    def scale(self, issue: str, rows: list[Row]) -> tuple[float, float]:
        """The ends of an issue's scale."""
        declared = self.issues[issue]
        if len(set(declared)) > 1:
            return min(declared), max(declared)
        return ends(row.numbers["position"] for row in rows if row.issue == issue)
