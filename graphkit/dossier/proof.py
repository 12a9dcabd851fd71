"""Prove locks against the analyst's own copy of a text, and find passages that moved in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

from graphkit.dossier.evidence import normalise, paragraph_of, sha256_of
from graphkit.dossier.model import Locator, Lock

NEAR = 1 << 15  # characters to both sides of the old place in which a passage is looked for at every one
HASHED_AT_MOST = 1 << 27  # characters hashed in each half of a search, which takes some tenths of a second
_SPACELESS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
_STARTS = re.compile(rf"(?=\S)(?:(?<!\w)|(?<={_SPACELESS})|(?={_SPACELESS}))")
_ENDS = re.compile(rf"(?<=\S)(?:(?!\w)|(?<={_SPACELESS})|(?={_SPACELESS}))")

Outcome = Literal["proved", "misplaced", "moved", "changed", "outside"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a lock.

    Attributes
    ----------
    outcome : str
        ``proved`` in place; ``misplaced``, in place but in another paragraph than the locator says; ``moved``
        elsewhere; ``changed``; or ``outside``, beyond the end of the text.
    start, end : int
        Where the passage stands now; for a changed one, what stands in its place.
    """

    outcome: Outcome
    start: int
    end: int


def verify(text: str, lock: Lock, locator: Locator | None = None) -> Verdict:
    """Prove a lock against a text that need not be normalised; see `prove`."""
    return prove(normalise(text), lock, locator)


def prove(normalised: str, lock: Lock, locator: Locator | None = None) -> Verdict:
    """Prove a lock against a normalised text.

    Parameters
    ----------
    normalised : str
        The carrier's text, through `graphkit.dossier.evidence.normalise`.
    lock : Lock
    locator : Locator, optional
        Where the evidence says that the passage stands.

    Returns
    -------
    Verdict
        A passage that is not in its place is looked for elsewhere, the nearest first: within `NEAR` characters at every
        one, beyond that where it would start and end with a word, and in either half until `HASHED_AT_MOST` characters
        have been hashed.  What is not found by then has ``changed``.
    """
    length = lock.end - lock.start
    inside = length > 0 and lock.end <= len(normalised)
    if inside and sha256_of(normalised[lock.start : lock.end]) == lock.sha256:
        fits = locator is None or locator.paragraph in _paragraphs(normalised, lock)
        return Verdict("proved" if fits else "misplaced", lock.start, lock.end)
    start = _elsewhere(normalised, lock) if 0 < length <= len(normalised) else None
    if start is not None:
        return Verdict("moved", start, start + length)
    return Verdict("changed" if inside else "outside", lock.start, min(lock.end, len(normalised)))


def _paragraphs(normalised: str, lock: Lock) -> range:
    """The paragraphs over which a passage runs."""
    return range(paragraph_of(normalised, lock.start), paragraph_of(normalised, lock.end - 1) + 1)


def _elsewhere(text: str, lock: Lock) -> int | None:
    """Where a passage starts now, the nearest to its old place; None where it is not found."""
    length = lock.end - lock.start
    last = len(text) - length
    old, at_most = min(lock.start, last), HASHED_AT_MOST // length
    for starts in (_near(old, last), _far(text, old, length)):
        for start in islice(starts, at_most):
            if hashlib.sha256(text[start : start + length].encode()).hexdigest() == lock.sha256:
                return start
    return None


def _near(old: int, last: int) -> Iterator[int]:
    """Every start up to the last within reach, the nearest first."""
    yield old
    for distance in range(1, NEAR + 1):
        if distance <= old:
            yield old - distance
        if old + distance <= last:
            yield old + distance


def _far(text: str, old: int, length: int) -> Iterator[int]:
    """Starts out of reach of the other search at which a passage of whole words would begin, the nearest first."""
    if len(text) <= NEAR:
        return
    starts, ends = _words(text)
    far = (start for start in starts if abs(start - old) > NEAR and start + length in ends)
    yield from sorted(far, key=lambda start: abs(start - old))


@lru_cache(maxsize=1)
def _words(text: str) -> tuple[list[int], frozenset[int]]:
    """Where words start and end; each letter of a script that parts no words counts as one."""
    return [each.start() for each in _STARTS.finditer(text)], frozenset(each.start() for each in _ENDS.finditer(text))
