"""Which of the formats a file of inputs has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphkit.bargaining.table import Inputs
from graphkit.dossier.problem import Place, printable
from graphkit.formats.bargaining import plain
from graphkit.formats.bargaining.decide import read_decide
from graphkit.formats.bargaining.ktab import is_ktab, read_ktab
from graphkit.formats.bargaining.ktab_xml import read_ktab_xml
from graphkit.formats.csv_table import TOLD_AT_MOST, BadTable, text_of

MARKS = ("#A", "#P", "#M", "#D", "#/")


def read_inputs(path: Path | str, *, scale: tuple[float, float] | None = None) -> tuple[Inputs, ...]:
    """Read inputs of models of bargaining, whichever format they have.

    Parameters
    ----------
    path : Path or str
        A plain table, a CSV or XML file of KTAB, or a file of the exchange model, in UTF-8.
    scale : (float, float), optional
        Ends of the scale of every issue; default what the format says.

    Returns
    -------
    tuple of Inputs
        One for each issue, in file order.

    Raises
    ------
    BadTable
        If the file cannot be read; the message has a line ``FILE:LINE:COL found; remedy`` for each thing that is wrong.
    """
    file = Path(path)
    tables = READERS[_format_of(text_of(file))](file, scale=scale)
    outside = [told for table in tables for told in _outside(table, file)]
    if outside:
        raise BadTable("\n".join(map(printable, outside[:TOLD_AT_MOST])))
    return tables


def _outside(table: Inputs, file: Path) -> Iterator[str]:
    """What is wrong with positions that are not on the issue's scale."""
    low, high = table.scale
    for name in ("position", "low", "high", "at_least", "at_most"):
        for line, number in zip(table.lines, getattr(table, name).tolist(), strict=True):
            if not (number != number or min(low, high) <= number <= max(low, high)):
                what = f"the {name} {number:g} lies outside the scale from {low:g} to {high:g}"
                yield f"{Place(str(file), max(line, 1), 1)} {what}; give other ends, as in --scale 0,200"


def are_inputs(path: Path) -> bool:
    """Whether a file looks like one that `read_inputs` takes, by its first line or its header."""
    try:
        found = _format_of(text_of(path))
    except BadTable:
        return False
    return found != "plain" or plain.is_plain(path)


def columns_not_read(path: Path) -> list[str]:
    """The columns of a plain table that are passed over, as they are written; none of any other format."""
    return plain.columns_not_read(path) if _format_of(text_of(path)) == "plain" else []


def _format_of(text: str) -> str:
    begins = text.lstrip()[:2000]
    if begins.startswith("<"):
        return "ktab_xml"
    if begins.lstrip("'\"").startswith(MARKS):
        return "decide"
    return "ktab" if is_ktab(begins) else "plain"


READERS = {"ktab_xml": read_ktab_xml, "decide": read_decide, "ktab": read_ktab, "plain": plain.read_plain}
