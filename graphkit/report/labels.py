"""Labels that fit: a name as a few short lines, and how much room they take.

The page is laid out before any browser has measured a letter, so widths are estimated from above: no letter is wider
here than in DejaVu Sans, the widest font of the page's stack.
"""

from __future__ import annotations

import unicodedata

LINE_HEIGHT = 1.0  # of the font size: as vis-network sets lines
_NARROW = frozenset("ijl.,:;'|!I()[] ft/r-")
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
    words = [piece for word in _plain(text).split() for piece in _pieces(word, width)]
    filled: list[str] = []
    for word in words:
        if filled and len(filled[-1]) + 1 + len(word) <= width:
            filled[-1] += f" {word}"
        else:
            filled.append(word)
    if len(filled) > most:
        filled = [*filled[: most - 1], filled[most - 1][: width - 1] + "…"]
    return tuple(filled) or ("?",)


def extent(rows: tuple[str, ...], size: float) -> tuple[float, float]:
    """Width and height, in pixels, that a label of font size `size` takes at most.

    Examples
    --------
    >>> extent(("mm", "i"), 10)
    (22.0, 20.0)
    """
    return (round(size * max(map(_ems, rows)), 2), round(size * LINE_HEIGHT * len(rows), 2))


def _plain(text: str) -> str:
    """The text without characters that control a terminal, a line or its direction."""
    return "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)


def _pieces(word: str, width: int) -> list[str]:
    return [word[start : start + width] for start in range(0, len(word), width)]


def _ems(row: str) -> float:
    return sum(map(_em, row))


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.42
    if char in _WIDE or unicodedata.east_asian_width(char) in "WF":
        return 1.1
    return 0.79 if char.isupper() or not char.isascii() else 0.64
