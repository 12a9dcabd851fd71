"""Plain edge lists: a CSV table of ties, and a table of actors with their groups.

A table has a header and a row for each tie.  Columns are told by name, in any case and order: `source` and `target`
must be there; `weight`, `sign`, `group` (that of the source) and `target_group` may be.  Cells are parted by commas,
semicolons or tabs, whichever the header uses.  Other columns are passed over.
"""

from __future__ import annotations

import csv
import io
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

import networkx as nx

from graphkit.dossier.csv_lines import delimiter_of
from graphkit.dossier.problem import Place, printable, quoted

Network: TypeAlias = "nx.Graph[str] | nx.DiGraph[str]"
Value = TypeVar("Value")
SIGNS = {"1": 1, "+1": 1, "+": 1, "positive": 1, "-1": -1, "-": -1, "−1": -1, "−": -1, "negative": -1}
OF_TIES = ("source", "target", "weight", "sign", "group", "target_group")
OF_ACTORS = ("id", "group")
ALSO_CALLED = {"from": "source", "to": "target", "node": "id", "actor": "id", "name": "id", "source_group": "group"}
TOLD_AT_MOST = 20


class BadEdges(ValueError):
    """A table cannot be read as ties or as groups; the message has a line ``FILE:LINE:COL found; remedy`` for each."""


class _Complaint(Exception):
    """What is wrong in one column of a row, and what would be right."""

    def __init__(self, column: str, found: str) -> None:
        self.column = column
        self.found = found


def read_edges(path: Path | str, *, directed: bool = False) -> Network:
    """Read an edge list.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8.
    directed : bool
        Whether a tie goes from source to target only.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        Actors in order of name, with `group` where the table gives one.  A tie has `weight`: positive where it has no
        sign or a positive one, negative where it has a negative one; 1 or -1 where no weight is given.  Ties of one
        pair add up, and a pair whose ties cancel stays with the weight 0.  A sign may be 1, +, positive, -1, - or
        negative; without a column of signs the sign is that of the weight.  Graph attributes: `signed` (bool: whether
        there is a column of signs or a negative weight) and `rows` (int).

    Raises
    ------
    BadEdges
        If the file cannot be read, or any row is wrong; every wrong row is told, up to 20.
    """
    table = _table(Path(path), OF_TIES, ("source", "target"))
    ties: list[tuple[str, str, float]] = []
    groups: dict[str, str] = {}
    for source, target, weight, group, other in table.each(_tie):
        table.put(groups, source, group, "group")
        table.put(groups, target, other, "target_group")
        ties.append((source, target, weight))
    table.stop_if_wrong()
    network: Network = nx.DiGraph() if directed else nx.Graph()
    for actor in sorted({each for source, target, _ in ties for each in (source, target)}):
        network.add_node(actor, **({"group": groups[actor]} if actor in groups else {}))
    for source, target, weight in ties:
        before = network[source][target]["weight"] if network.has_edge(source, target) else 0
        network.add_edge(source, target, weight=before + weight)
    network.graph.update(signed="sign" in table.columns or any(weight < 0 for *_, weight in ties), rows=len(ties))
    return network


def read_groups(path: Path | str) -> dict[str, str]:
    """Read a table of actors and their groups.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8 with the columns `id` (or node, actor, name) and `group`.

    Returns
    -------
    dict of str to str
        The group of each actor, in order of name; who has none is left out.

    Raises
    ------
    BadEdges
        If the file cannot be read, any row is wrong, or an actor has two groups.
    """
    table = _table(Path(path), OF_ACTORS, OF_ACTORS)
    groups: dict[str, str] = {}
    for actor, group in table.each(_member):
        table.put(groups, actor, group, "group")
    table.stop_if_wrong()
    return dict(sorted(groups.items()))


def _tie(cell: Callable[[str], str]) -> tuple[str, str, float, str, str]:
    """Source, target, weight, and the groups of both."""
    return _named(cell, "source"), _named(cell, "target"), _weight(cell), cell("group"), cell("target_group")


def _member(cell: Callable[[str], str]) -> tuple[str, str]:
    return _named(cell, "id"), cell("group")


def _named(cell: Callable[[str], str], column: str) -> str:
    if not cell(column):
        raise _Complaint(column, f"no {column}; name an actor")
    return cell(column)


def _weight(cell: Callable[[str], str]) -> float:
    """The weight of a tie with its sign."""
    weight, sign = _number(cell("weight")), cell("sign").casefold()
    if not sign:
        return weight
    if sign not in SIGNS:
        raise _Complaint("sign", f"the sign {quoted(cell('sign'))} is none; write 1 or -1, or leave the row out")
    if weight < 0:
        raise _Complaint("weight", f"the weight {cell('weight')} is below 0 beside a sign; give its size alone")
    return weight * SIGNS[sign]


def _number(text: str) -> float:
    try:
        number = float(text or 1)
    except ValueError:
        raise _Complaint("weight", f"the weight {quoted(text)} is no number; write one such as 2 or 0.5") from None
    if not math.isfinite(number):
        raise _Complaint("weight", f"the weight {quoted(text)} is not finite; write a number such as 2 or 0.5")
    return int(number) if number.is_integer() else number


class _Table:
    """The rows of a file, and what is wrong with them."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = tuple(io.StringIO(text, newline=""))
        self.delimiter = delimiter_of(text)
        self.header: Sequence[str] = ()
        self.columns: dict[str, int] = {}
        self.complaints: list[str] = []
        self.first = self.last = 0
        self.row: Sequence[str] = ()

    def each(self, read: Callable[[Callable[[str], str]], Value]) -> Iterator[Value]:
        """The value of every row that is right; notes those that are not."""
        for row in itertools.islice(self.rows(), 1, None):
            self.row = row
            try:
                if len(self.row) != len(self.header):
                    found = f"the row has {len(self.row)} cells and the header {len(self.header)}"
                    raise _Complaint("", f"{found}; give every row a cell for each column")
                yield read(self._cell)
            except _Complaint as wrong:
                self.complain(wrong.column, wrong.found)

    def put(self, groups: dict[str, str], actor: str, group: str, column: str) -> None:
        """Note the group of an actor, and a complaint if it has another already."""
        if group and groups.setdefault(actor, group) != group:
            found = f"{quoted(actor)} is in the group {quoted(groups[actor])} above and {quoted(group)} here"
            self.complain(column, f"{found}; give every actor one group")

    def complain(self, column: str, found: str) -> None:
        """Note what is wrong in a column of the row at hand."""
        self.complaints.append(f"{self._place(column)} {found}")

    def stop_if_wrong(self) -> None:
        """Raise what was noted."""
        if self.complaints:
            more = len(self.complaints) - TOLD_AT_MOST
            told = self.complaints[:TOLD_AT_MOST] + ([f"and {more} more like these"] if more > 0 else [])
            raise BadEdges("\n".join(map(printable, told)))

    def rows(self) -> Iterator[list[str]]:
        """Every row, the header too, with blanks around cells taken away."""
        reader = csv.reader(self.lines, delimiter=self.delimiter, strict=True)
        try:
            for row in reader:
                self.first, self.last = self.last + 1, reader.line_num
                if any(row):
                    yield [cell.strip() for cell in row]
        except csv.Error as error:
            place = Place(str(self.path), min(self.last + 1, len(self.lines)), 1)
            found = f"{place} this is not CSV: {error}; check the quotes in this row and before it"
            raise BadEdges(printable(found)) from None

    def _cell(self, column: str) -> str:
        place = self.columns.get(column)
        return "" if place is None else self.row[place]

    def _place(self, column: str) -> Place:
        """Where a cell of the row at hand begins; of a row of several lines only the row is known."""
        index = self.columns.get(column)
        if index is None or self.first != self.last:
            return Place(str(self.path), max(self.first, 1), 1)
        return Place(str(self.path), self.first, _start(self.lines[self.first - 1], self.delimiter, index))


def _table(path: Path, known: Sequence[str], needed: Sequence[str]) -> _Table:
    """A file opened, with its header read."""
    try:
        table = _Table(path, path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadEdges(printable(f"cannot read '{path}': {error.strerror}; name a CSV file")) from None
    except UnicodeDecodeError as error:
        raise BadEdges(printable(f"'{path}' is not UTF-8 (byte {error.start}); save it as CSV UTF-8")) from None
    table.header = table.row = next(table.rows(), [])
    for index, name in enumerate(table.header):
        column = _called(name, known)
        if column in table.columns:
            table.complain(column, f"a column {column} stands here and further on; keep one")
        elif column in known:
            table.columns[column] = index
    for column in needed:
        if column not in table.columns:
            there = f"the header has {', '.join(map(quoted, table.header))}" if table.header else "the file is empty"
            table.complain("", f"no column {column}: {there}; write a header such as {','.join(needed)}")
    table.stop_if_wrong()
    return table


def _called(name: str, known: Sequence[str]) -> str:
    column = name.casefold().replace(" ", "_")
    also = ALSO_CALLED.get(column, column)
    return column if column in known else also


def _start(line: str, delimiter: str, index: int) -> int:
    """The column, from 1, at which a cell of a line begins."""
    col, inside = 1, False
    for letter in line:
        if index == 0:
            break
        inside ^= letter == '"'
        index -= letter == delimiter and not inside
        col += 1
    return col


def are_edges(path: Path) -> bool:
    """Whether a file is a table with the columns of an edge list.

    A table of statements, as Discourse Network Analyzer exports one, is not.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            header = file.readline(10_000)
    except (OSError, UnicodeDecodeError):
        return False
    names = next(iter(csv.reader([header], delimiter=delimiter_of(header))), [])
    return {"source", "target"} <= {_called(name.strip(), OF_TIES) for name in names}
