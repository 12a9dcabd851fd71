"""Slugs made from the names that another program gave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LENGTH_AT_MOST = 80


def slugs(names: Iterable[str], *, kind: str) -> dict[str, str]:
    """A slug for each name, in order; a name that another took gets a number.

    Parameters
    ----------
    names : iterable of str
        All different.
    kind : str
        What a name without a Latin letter or digit is called, with a number.

    Examples
    --------
    >>> slugs(["Sierra Club", "SIERRA club!", "中国"], kind="actor")
    {'Sierra Club': 'sierra-club', 'SIERRA club!': 'sierra-club-2', '中国': 'actor'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    next_number: dict[str, int] = {}
    for name in names:
        stem = slug(name) or kind
        chosen = stem
        while chosen in taken:
            next_number[stem] = next_number.get(stem, 1) + 1
            chosen = f"{stem}-{next_number[stem]}"
        taken.add(chosen)
        found[name] = chosen
    return found


def slug(text: str) -> str:
    """The Latin letters and digits of a text, in small letters, with hyphens for all else.

    Examples
    --------
    >>> slug("Umweltbundesamt (Österreich)")
    'umweltbundesamt-osterreich'
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain)[:LENGTH_AT_MOST].strip("-")
