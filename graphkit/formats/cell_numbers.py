"""The numbers in the cells of a table, and what is wrong with those that are none."""

from __future__ import annotations

import math

from graphkit.dossier.problem import quoted
from graphkit.formats.csv_table import Cell, Complaint
from graphkit.formats.numerals import Ambiguous, numeral

LARGEST = 1e15
NOT_KNOWN = ("na", "n/a", "nan")


def amount_in(cell: Cell, column: str, default: float | None = None) -> float:
    """The number in a cell, from 0 up.

    Raises
    ------
    Complaint
        If it is none, or below 0.
    """
    number = number_in(cell, column, default)
    if number < 0:
        raise Complaint(column, f"the {column} {cell(column)} is below 0; write a number from 0 up")
    return number


def number_in(cell: Cell, column: str, default: float | None = None) -> float:
    """The number in a cell; whole numbers as int.

    Raises
    ------
    Complaint
        If it is none, or the cell is empty and there is no default.
    """
    text = numeral_in(cell, column)
    if not text and default is not None:
        return default
    try:
        number = float(text)
    except ValueError:
        found = f"the {column} {quoted(text)} is no number" if text else f"no {column}"
        raise Complaint(column, f"{found}; write one such as 2 or 0.5") from None
    if not abs(number) < LARGEST:
        what = "is too large" if math.isfinite(number) else "is not finite"
        raise Complaint(column, f"the {column} {quoted(text)} {what}; write a number such as 2 or 0.5")
    return int(number) if number.is_integer() else number


def numeral_in(cell: Cell, column: str) -> str:
    """The number in a cell as Python writes it; nothing where the cell is empty or says that it is not known.

    Raises
    ------
    Complaint
        If it can be read in two ways.
    """
    text = cell(column)
    if text.casefold() in NOT_KNOWN:
        return ""
    try:
        return numeral(text) if "," not in text and "." not in text else numeral(text, cell.decimal)
    except Ambiguous as either:
        ways = " or ".join(either.ways)
        raise Complaint(column, f"the {column} {quoted(text)} could be {ways}; write one of them") from None
