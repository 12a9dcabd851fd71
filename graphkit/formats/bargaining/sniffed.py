"""Which of the formats a file of inputs has."""

from __future__ import annotations

from pathlib import Path

from graphkit.bargaining.table import Inputs
from graphkit.formats.bargaining.decide import read_decide
from graphkit.formats.bargaining.ktab import is_ktab, read_ktab
from graphkit.formats.bargaining.ktab_xml import read_ktab_xml
from graphkit.formats.bargaining.plain import read_plain
from graphkit.formats.csv_table import text_of


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
    begins = text_of(file).lstrip()[:2000]
    if begins.startswith("<"):
        return read_ktab_xml(file, scale=scale)
    if begins.startswith(("'#", '"#', "#")):
        return read_decide(file, scale=scale)
    if is_ktab(begins):
        return read_ktab(file, scale=scale)
    return read_plain(file, scale=scale)
