"""Places in files, problems at those places, and how both print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


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
        return f"{self.place} {self.code} {mark}{self.found}; {self.remedy}"

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


def quoted(text: str, *, limit: int = 60) -> str:
    r"""Quote a text from a file so that it prints on one line and controls no terminal.

    Examples
    --------
    >>> quoted("a\nb")
    "'a\\nb'"
    """
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


def near(word: str, words: Iterable[str]) -> str:
    """Say which of `words` was probably meant, or which there are.

    Examples
    --------
    >>> near("umarov", ["umerov", "putin"])
    "did you mean 'umerov'?"
    """
    from rapidfuzz import fuzz, process

    known = sorted(words)
    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=70)
    if best:
        return f"did you mean {best[0]!r}?"
    if not known:
        return "none is declared"
    shown = ", ".join(known[:8])
    return f"declared are {shown}" + (f" and {len(known) - 8} more" if len(known) > 8 else "")
