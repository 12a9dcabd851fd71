"""CSV cells that Excel, Gephi and Python read as meant."""

from __future__ import annotations

LIST_SEPARATOR = "; "
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """One value as a CSV cell.

    A list is its members with ``"; "`` between; a number has no needless ``.0``; None is empty.  A text that a
    spreadsheet would run as a formula gets an apostrophe in front, as spreadsheets themselves mark texts.

    Examples
    --------
    >>> cell(["a", "b"]), cell(40.0), cell(-1), cell(None), cell("=1+1")
    ('a; b', '40', '-1', '', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, int):
        return str(value)
    text = LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
