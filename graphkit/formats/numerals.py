"""Numbers as people write them in tables: a decimal point or comma, and thousands set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Decimal = Literal[".", ",", ""]
OTHER = {".": ",", ",": "."}
MINUS = str.maketrans("−–‒", "---")
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")  # between groups of three digits
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?P<mark>[.,])\d{3}((?P=mark)\d{3})*")
_PLAIN = re.compile(r"[+-]?\d*([.,]\d*)?([eE][+-]?\d+)?")
_BOTH = re.compile(r"[+-]?[1-9]\d{0,2}((?P<thousands>[.,])\d{3})+(?!(?P=thousands))(?P<decimal>[.,])\d+")


class Ambiguous(ValueError):
    """A number can be read in two ways, which are told."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        digits = text.replace(",", "").replace(".", "")
        self.ways = (re.sub("[.,]", ".", text), digits)


def numeral(text: str, decimal: Decimal = "") -> str:
    """A number as Python writes it.

    Parameters
    ----------
    text : str
        Such as ``-2``, ``0.5``, ``0,5``, ``1 250``, ``1,250.5`` or ``1.250,5``.
    decimal : ".", "," or ""
        The sign of decimals in the table, as `decimal_of` finds it; by it a number is read that could be either,
        such as ``1,250``.

    Returns
    -------
    str
        What `float` reads; the text itself where it is no number.

    Raises
    ------
    Ambiguous
        If a comma may stand before decimals or between thousands, and the table does not tell.

    Examples
    --------
    >>> [numeral(each) for each in ("−2", "0,5", "1 250", "1.250,5", "1,250.5", "much")]
    ['-2', '0.5', '1250', '1250.5', '1250.5', 'much']
    >>> numeral("1,250", "."), numeral("1,250", ",")
    ('1250', '1.250')
    """
    digits = _SPACES.sub("", text.translate(MINUS))
    if both := _BOTH.fullmatch(digits):
        return digits.replace(both["thousands"], "").replace(both["decimal"], ".")
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None:
        return digits.replace(",", ".") if _PLAIN.fullmatch(digits) else digits
    mark = grouped["mark"]
    if digits.count(mark) > 1 or decimal == OTHER[mark]:
        return digits.replace(mark, "")
    if mark == "," and not decimal:
        raise Ambiguous(digits)
    return digits.replace(",", ".")


def decimal_of(texts: Iterable[str]) -> Decimal:
    """The sign before decimals, as far as any of some numbers leaves no doubt; empty where none does, or they differ.

    Examples
    --------
    >>> decimal_of(["1,250", "62,5"]), decimal_of(["1,250", "0.5"]), decimal_of(["1,250", "40"])
    (',', '.', '')
    """
    found = {sign for text in texts for sign in _told(_SPACES.sub("", text.translate(MINUS)))}
    return found.pop() if len(found) == 1 else ""


def _told(digits: str) -> Iterable[Decimal]:
    if both := _BOTH.fullmatch(digits):
        return [_sign(both["decimal"])]
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        return [_sign(OTHER[grouped["mark"]])] if digits.count(grouped["mark"]) > 1 else []
    plain = _PLAIN.fullmatch(digits)
    return [_sign(plain[1][0])] if plain and plain[1] and any(map(str.isdigit, digits)) else []


def _sign(mark: str) -> Decimal:
    return "," if mark == "," else "."
