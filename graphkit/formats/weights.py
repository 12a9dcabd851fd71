"""A table of the members of a body and the weights of their votes: a CSV file with the columns member and weight.

A table of positions is one, with its actors and their capability, if that is the same on every issue.
"""

from __future__ import annotations

from pathlib import Path

from graphkit.dossier.problem import quoted
from graphkit.formats.cell_numbers import amount_in, numeral_in
from graphkit.formats.csv_table import Cell, Complaint, open_table

COLUMNS = ("member", "weight")
ALSO_CALLED = {
    **dict.fromkeys(("name", "actor", "id", "player", "stakeholder", "party", "country"), "member"),
    **dict.fromkeys(("votes", "seats", "capability", "power"), "weight"),
}


def read_weights(path: Path | str) -> dict[str, str]:
    """Read the weight of every member's vote.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8 with the columns `member` (or name, actor, id) and `weight` (or votes, seats, capability).

    Returns
    -------
    dict of str to str
        In file order; numbers as texts, so that decimals stay exact.

    Raises
    ------
    BadTable
        If the file cannot be read, any row is wrong, or a member stands twice; with one weight it may, issue by issue.
    """
    table = open_table(path, COLUMNS, COLUMNS, also=ALSO_CALLED)
    weights: dict[str, str] = {}
    by_issue = "issue" in map(str.casefold, table.header)
    for member, weight in table.each(_row):
        if member in weights and not (by_issue and weights[member] == weight):
            table.complain("member", f"{quoted(member)} stands above already; give every member one row")
        weights.setdefault(member, weight)
    table.stop_if_wrong()
    return weights


def _row(cell: Cell) -> tuple[str, str]:
    if not cell("member"):
        raise Complaint("member", "no member; name one")
    amount_in(cell, "weight")
    return cell("member"), numeral_in(cell, "weight")
