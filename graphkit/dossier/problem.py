"""Places in files, problems at those places, and how both print."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
JOINERS = "\u200c\u200d"
LETTERS_AT_LEAST = 3  # fewer stand in too many names to tell which was meant


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: line and column count characters from 1."""

    file: str
    line: int
    col: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place: what was found and what would be right.

    An error blocks building, rendering and loading; a warning does not.
    """

    place: Place
    code: str
    found: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        mark = "warning: " if self.severity == "warning" else ""
        return printable(f"{self.place} {self.code} {mark}{self.found}; {self.remedy}")

    def as_dict(self) -> dict[str, str | int]:
        """The problem as plain values, for editors and scripts."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "col": self.place.col,
            "code": self.code,
            "severity": self.severity,
            "found": self.found,
            "remedy": self.remedy,
        }


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, line, column and code."""
    return sorted(problems, key=lambda problem: (problem.place, problem.code, problem.found))


def printable(text: str) -> str:
    r"""A text on one line that controls no terminal and turns no line around.

    A line feed and a tab become a space; every other sign that shows nothing and acts on what stands around it, such as
    an escape or a change of writing direction, becomes its code.  Joiners stay: Persian and Hindi are spelt with them.

    Examples
    --------
    >>> printable("two\nlines, \x1b[31mred\u202e")
    'two lines, \\x1b[31mred\\u202e'
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else _shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign in "\n\t":
        return " "
    hidden = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in JOINERS
    return sign.encode("unicode_escape").decode() if hidden else sign


def quoted(text: str, *, limit: int = 60) -> str:
    r"""Quote a text from a file so that it prints on one line and controls no terminal.

    Examples
    --------
    >>> quoted("a\nb")
    "'a\\nb'"
    """
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


def near(word: str, words: Iterable[str] | Mapping[str, str]) -> str:
    """Say which of `words` was probably meant, or which there are.

    Parameters
    ----------
    word : str
        What was written.
    words : iterable of str, or mapping of str to str
        What would be right; a mapping gives for each name the id of what bears it, and only ids are listed.

    Examples
    --------
    >>> near("umarov", ["umerov", "putin"])
    "did you mean 'umerov'?"
    >>> near("Mara", {"Mara Dunn": "dunn", "dunn": "dunn"})
    "did you mean 'Mara Dunn'?"
    """
    from rapidfuzz import fuzz, process

    known = dict(words) if isinstance(words, Mapping) else {each: each for each in words}
    meant = _with(word, known)
    if not meant:
        best = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=70)
        meant = [best[0]] if best else []
    if meant:
        return f"did you mean {' or '.join(map(quoted, meant))}?"
    ids = sorted(set(known.values()))
    if not ids:
        return "none is declared"
    shown = ", ".join(map(printable, ids[:8]))
    return f"declared are {shown}" + (f" and {len(ids) - 8} more" if len(ids) > 8 else "")


def _with(word: str, known: Mapping[str, str]) -> list[str]:
    """Up to three names in which a word stands, one for each id; those that begin with it first."""
    wanted = word.casefold().strip()
    if len(wanted) < LETTERS_AT_LEAST:
        return []
    holding = (name for name in known if wanted in name.casefold())
    first: dict[str, str] = {}
    for name in sorted(holding, key=lambda name: (not name.casefold().startswith(wanted), name)):
        first.setdefault(known[name], name)
    return list(first.values())[:3]
