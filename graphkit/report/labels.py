"""Labels that fit: a name as a few short lines, and how much room they take.

The page is laid out before any browser has measured a letter, so widths are estimated from above: no letter is wider
here than in DejaVu Sans, the widest font of the page's stack.
"""

from __future__ import annotations

import unicodedata

LINE_HEIGHT = 1.0  # of the font size: as vis-network sets lines
_NARROW = frozenset("ijl.,:;'|!I()[] ft/r-")
_JOINS = "\u200d"
_JOINERS = frozenset(("\u200c", _JOINS))
_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # a flag is two of them
_WIDE = frozenset("mwMWQGO@%ШЩЮЖМФЪЫшщюжмф&+=<>#~^_…")


def lines(text: str, *, width: int = 18, most: int = 3) -> tuple[str, ...]:
    """Break a text into lines of about `width` characters, at most `most` of them.

    Examples
    --------
    >>> lines("Office of the President of Ukraine")
    ('Office of the', 'President of', 'Ukraine')
    >>> lines("a" * 30, width=10, most=2)
    ('aaaaaaaaaa', 'aaaaaaaaa…')
    """
    words = [piece for word in _plain(text).split() for piece in _pieces(_clusters(word), width)]
    filled: list[list[str]] = []
    for word in words:
        if filled and len(filled[-1]) + 1 + len(word) <= width:
            filled[-1] += [" ", *word]
        else:
            filled.append([*word])
    if len(filled) > most:
        filled = [*filled[: most - 1], [*filled[most - 1][: width - 1], "…"]]
    return tuple("".join(row) for row in filled) or ("?",)


def extent(rows: tuple[str, ...], size: float) -> tuple[float, float]:
    """Width and height, in pixels, that a label of font size `size` takes at most.

    Examples
    --------
    >>> extent(("mm", "i"), 10)
    (22.0, 20.0)
    """
    return (round(size * max(map(_ems, rows)), 2), round(size * LINE_HEIGHT * len(rows), 2))


def _plain(text: str) -> str:
    """The text without characters that control a terminal, a line or its direction; what joins letters stays."""
    return "".join(" " if unicodedata.category(char)[0] in "CZ" and char not in _JOINERS else char for char in text)


def _clusters(word: str) -> list[str]:
    """The letters of a word, each with its marks and with what it is joined to: what a reader takes for one.

    The rules of Unicode Standard Annex 29 that occur in names: marks, joiners, skin tones and flags.
    """
    found: list[str] = []
    for char in word:
        if found and _belongs(char, found[-1]):
            found[-1] += char
        else:
            found.append(char)
    return found


def _belongs(char: str, before: str) -> bool:
    """Whether a character is no letter of its own after what stands before it."""
    if char in _JOINERS or char in _TONES or unicodedata.category(char)[0] == "M" or before[-1] == _JOINS:
        return True
    return char in _FLAGS and before in _FLAGS


def _pieces(letters: list[str], width: int) -> list[list[str]]:
    return [letters[start : start + width] for start in range(0, len(letters), width)]


def _ems(row: str) -> float:
    return sum(map(_em, row))


def _em(char: str) -> float:
    if char in _JOINERS:
        return 0.0
    if char in _NARROW:
        return 0.42
    if char in _WIDE or unicodedata.east_asian_width(char) in "WF":
        return 1.1
    return 0.79 if char.isupper() or not char.isascii() else 0.64
