"""The passages of a text that come nearest to some words, for an analyst who did not copy them exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.dossier.evidence import BREAK, normalise, paragraph_spans

LIKE_AT_LEAST = 60.0
COMPARED_AT_MOST = 2000  # of longer words the first so many characters are looked for


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a normalised text.

    Attributes
    ----------
    paragraph : int
        From 1.
    start, end : int
        Characters, from 0; the passage starts and ends with a whole word.
    likeness : float
        To the words that were looked for, 0 to 100 (100 is equal): the normalised indel similarity.
    """

    paragraph: int
    start: int
    end: int
    likeness: float


def passages_like(normalised: str, words: str, *, limit: int = 5) -> list[Passage]:
    """The passages of a normalised text that come nearest to some words.

    Parameters
    ----------
    normalised : str
        Through `graphkit.dossier.evidence.normalise`.
    words : str
        Normalised or not; words of several paragraphs are compared with as many.
    limit : int
        How many to give at most; one for each paragraph.

    Returns
    -------
    list of Passage
        The most alike first, and of two that are equally alike the earlier one.

    Examples
    --------
    >>> [best] = passages_like("They met. She said they would pay half.", "they will pay half")
    >>> "They met. She said they would pay half."[best.start : best.end]
    'they would pay half.'
    """
    wanted = normalise(words)
    found = (_best(normalised, wanted, *stretch) for stretch in _stretches(normalised, wanted.count(BREAK) + 1))
    alike = [each for each in found if each is not None and wanted]
    return sorted(alike, key=lambda each: (-each.likeness, each.start))[:limit]


def _stretches(normalised: str, paragraphs: int) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of every run of so many paragraphs."""
    spans = paragraph_spans(normalised)
    for index in range(max(len(spans) - paragraphs, -1) + 1 if spans else 0):
        yield index + 1, spans[index][0], spans[min(index + paragraphs, len(spans)) - 1][1]


def _best(text: str, wanted: str, paragraph: int, start: int, end: int) -> Passage | None:
    """What comes nearest in one stretch of a text."""
    from rapidfuzz import fuzz

    stretch, sought = text[start:end], wanted[:COMPARED_AT_MOST]
    if len(stretch) <= len(sought):
        likeness = fuzz.ratio(sought, stretch, score_cutoff=LIKE_AT_LEAST)
        return Passage(paragraph, start, end, likeness) if likeness else None
    nearest = fuzz.partial_ratio_alignment(sought, stretch, score_cutoff=LIKE_AT_LEAST)
    if nearest is None:
        return None
    first, last = nearest.dest_start, nearest.dest_end + len(wanted) - len(sought)
    return Passage(paragraph, start + _word_start(stretch, first), start + _word_end(stretch, last), nearest.score)


def _word_start(text: str, at: int) -> int:
    """Where the word begins in which, or before which, a character stands."""
    while at < len(text) and text[at].isspace():
        at += 1
    return max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1


def _word_end(text: str, at: int) -> int:
    """Where the word ends in which, or after which, a passage ends."""
    end = len(text[:at].rstrip())
    found = re.compile(r"\s").search(text, end)
    return found.start() if found else len(text)
