"""Letters in a picture: what can be shown, how wide it is, and where a line breaks.

DejaVu Sans comes with matplotlib.  What it lacks is looked for in the fonts of the machine, and what no font has is
shown as an empty box, or by another name of the same record that can be shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from graphkit.dossier.problem import printable

BASE = "DejaVu Sans"
BOX = "□"
_INVISIBLE = "\u200c\u200d"  # joiners, which shape what stands around them


def clean(text: str) -> str:
    """A text on one line that controls nothing, in which the fonts at hand have every sign."""
    fonts = _fonts()
    return "".join(sign if _family(sign) in fonts else BOX for sign in printable(text))


def can_show(text: str) -> bool:
    """Whether the fonts at hand have every sign of a text."""
    fonts = _fonts()
    return all(_family(sign) in fonts for sign in printable(text))


def first_shown(names: Iterable[str]) -> str:
    """The first of several names that can be shown; the last where none can.

    Examples
    --------
    >>> first_shown(["\U000e0100", "Ann"])
    'Ann'
    """
    every = list(names)
    return clean(next((name for name in every if can_show(name)), every[-1]))


def families(texts: Iterable[str]) -> list[str]:
    """The fonts that some texts take: DejaVu Sans, then those that have what it lacks.

    Examples
    --------
    >>> families(["Istanbul", "Стамбул", "إسطنبول"])
    ['DejaVu Sans']
    """
    signs = sorted(set().union(*(printable(text) for text in texts)))
    return list(dict.fromkeys([BASE, *filter(None, map(_family, signs))]))


def width(text: str, size: float) -> float:
    """How wide a text is, in points."""
    return _width(text, size, _fonts())


def wrapped(text: str, room: float, size: float, *, most: int = 1) -> tuple[str, ...]:
    """A text in at most so many lines, each at most `room` points wide; what is cut ends in an ellipsis.

    Examples
    --------
    >>> wrapped("Office of the President", 60, 8, most=2)
    ('Office of the', 'President')
    """
    words = clean(text).split()
    found: list[str] = []
    while words:
        if len(found) == most - 1:
            return (*found, _cut(" ".join(words), room, size))
        found.append(_line(words, room, size))
    return tuple(found) or ("",)


def _line(words: list[str], room: float, size: float) -> str:
    """Take as many words as fit on a line, and part of the first where not even that fits."""
    line = words.pop(0)
    if width(line, size) > room:
        some = _longest(line, room, size)
        words.insert(0, line[some:])
        return line[:some]
    while words and width(f"{line} {words[0]}", size) <= room:
        line = f"{line} {words.pop(0)}"
    return line


def _cut(text: str, room: float, size: float) -> str:
    if width(text, size) <= room:
        return text
    return text[: _longest(text, room - width("…", size), size)].rstrip() + "…"


def _longest(text: str, room: float, size: float) -> int:
    """How many signs of a text fit, at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle], size) <= room else (low, middle - 1)
    return low


def _fonts() -> tuple[str, ...]:
    """The fonts that the picture at hand is drawn with, as `families` found them."""
    from matplotlib import rcParams

    return (BASE, *(name for name in rcParams["font.family"] if name not in (BASE, "sans-serif")))


@lru_cache(maxsize=65536)
def _width(text: str, size: float, fonts: tuple[str, ...]) -> float:
    from matplotlib.font_manager import FontProperties

    measured, _, _ = _renderer().get_text_width_height_descent(
        text, FontProperties(family=list(fonts), size=size), ismath=False
    )
    return float(measured) / 10


@lru_cache(maxsize=1)
def _renderer() -> Any:
    from matplotlib.backends import backend_agg

    make: Any = backend_agg.RendererAgg  # it is not typed
    return make(16, 16, 720)  # ten pixels a point


@lru_cache(maxsize=65536)
def _family(sign: str) -> str | None:
    """The font that has a sign; None where there is none."""
    if sign in _INVISIBLE or ord(sign) in _letters(_path_of_base()):
        return BASE
    for name, path in _others():
        if ord(sign) in _letters(path):
            return name
    return None


@lru_cache(maxsize=256)
def _letters(path: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(FT2Font(path).get_charmap())
    except (RuntimeError, OSError):
        return frozenset()  # a broken font has no letters


@lru_cache(maxsize=1)
def _path_of_base() -> str:
    from matplotlib import get_data_path

    return str(Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")


@lru_cache(maxsize=1)
def _others() -> tuple[tuple[str, str], ...]:
    """The upright fonts of the machine by name, those without serifs first."""
    from matplotlib.font_manager import fontManager

    found = {
        each.name: each.fname
        for each in sorted(fontManager.ttflist, key=lambda each: (each.name, each.fname))
        if each.style == "normal" and each.weight in (400, "normal", "regular") and each.name != BASE
    }
    usable = {name: path for name, path in found.items() if "last resort" not in name.lower() and name[:2] != "cm"}
    return tuple(sorted(usable.items(), key=lambda each: ("sans" not in each[0].lower(), each)))
