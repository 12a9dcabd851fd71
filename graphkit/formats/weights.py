"""A table of the members of a body and the weights of their votes: a CSV file with the columns member and weight."""

from __future__ import annotations

from pathlib import Path

from graphkit.dossier.problem import quoted
from graphkit.formats.csv_table import Cell, Complaint, amount_in, numeral_in, open_table

COLUMNS = ("member", "weight")
ALSO_CALLED = {"name": "member", "actor": "member", "id": "member", "votes": "weight", "seats": "weight"}


def read_weights(path: Path | str) -> dict[str, str]:
    """Read the weight of every member's vote.

    Parameters
    ----------
    path : Path or str
        A CSV file in UTF-8 with the columns `member` (or name, actor, id) and `weight` (or votes, seats).

    Returns
    -------
    dict of str to str
        In file order; numbers as texts, so that decimals stay exact.

    Raises
    ------
    BadTable
        If the file cannot be read, any row is wrong, or a member stands twice.
    """
    table = open_table(path, COLUMNS, COLUMNS, also=ALSO_CALLED)
    weights: dict[str, str] = {}
    for member, weight in table.each(_row):
        if member in weights:
            table.complain("member", f"{quoted(member)} stands above already; give every member one row")
        weights.setdefault(member, weight)
    table.stop_if_wrong()
    return weights


def _row(cell: Cell) -> tuple[str, str]:
    if not cell("member"):
        raise Complaint("member", "no member; name one")
    amount_in(cell, "weight")
    return cell("member"), numeral_in(cell, "weight")
