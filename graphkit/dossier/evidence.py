"""Locks: a passage of a source as offsets and a hash, made and proved against the analyst's own copy.

The passage itself is never kept.  A copy is *normalised* before anything is counted or hashed, so that an encoding,
a line ending or a hard wrap does not matter while every character of the wording does:

1. the bytes are UTF-8; byte order marks are dropped; characters are composed (Unicode NFC);
2. line ends become line feeds, and lines that are empty or white space part the text into paragraphs;
3. inside a paragraph every run of white space is one space, and none stands at its ends;
4. the normalised text is the paragraphs joined by two line feeds.

Paragraphs count from 1, characters (code points) from 0, and the hash is the SHA-256 of the passage in UTF-8.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.dossier.dossier import Dossier, Path
from graphkit.dossier.model import Evidence, Lock, Record

BREAK = "\n\n"
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def normalise(text: str) -> str:
    r"""The text in which offsets count; see the module for the rules.

    Examples
    --------
    >>> normalise("One  hard\r\nwrapped line.\r\n\r\n\r\nTwo.")
    'One hard wrapped line.\n\nTwo.'
    """
    text = unicodedata.normalize("NFC", text.replace("\ufeff", ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = (" ".join(block.split()) for block in _BLANK_LINES.split(text))
    return BREAK.join(paragraph for paragraph in paragraphs if paragraph)


def paragraph_of(normalised: str, start: int) -> int:
    """The number, from 1, of the paragraph in which a character stands."""
    return normalised.count(BREAK, 0, start + 1) + 1


def paragraph_spans(normalised: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, in order; an empty text has none."""
    spans, start = [], 0
    for paragraph in normalised.split(BREAK) if normalised else ():
        spans.append((start, start + len(paragraph)))
        start += len(paragraph) + len(BREAK)
    return spans


def paragraph_span(normalised: str, paragraph: int) -> tuple[int, int]:
    """Start and end of a paragraph; raises IndexError when the text has no such paragraph."""
    spans = paragraph_spans(normalised)
    if not 1 <= paragraph <= len(spans):
        there = "1 paragraph" if len(spans) == 1 else f"{len(spans) or 'no'} paragraphs"
        raise IndexError(f"the text has {there}, none is number {paragraph}")
    return spans[paragraph - 1]


def sha256_of(passage: str) -> str:
    """SHA-256 of a passage in UTF-8, in hexadecimal."""
    return hashlib.sha256(passage.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage found in a text."""

    paragraph: int
    lock: Lock


def cite(text: str, quotation: str) -> list[Citation]:
    """Lock every occurrence of a quotation.

    Parameters
    ----------
    text : str
        The source's text, normalised or not.
    quotation : str
        The words as they stand there; white space and line ends do not matter.

    Returns
    -------
    list of Citation
        In order of place; empty when the words do not occur.
    """
    normalised, wanted = normalise(text), normalise(quotation)
    starts = (match.start() for match in re.finditer(f"(?={re.escape(wanted)})", normalised)) if wanted else ()
    return [cite_span(normalised, start, start + len(wanted)) for start in starts]


def cite_span(normalised: str, start: int, end: int) -> Citation:
    """Lock the passage between two offsets of a normalised text."""
    lock = Lock(start=start, end=end, sha256=sha256_of(normalised[start:end]))
    return Citation(paragraph_of(normalised, start), lock)


def evidence_of(record: Record) -> Iterator[tuple[Path, Evidence]]:
    """Every piece of evidence in a record, with its path in the record."""
    fields = record.__class__.model_fields  # to ask a record for a field that it lacks takes long
    for index, evidence in enumerate(record.evidence if "evidence" in fields else ()):  # type: ignore[attr-defined]  # it has one
        yield ("evidence", index), evidence
    for part in ("status_quo", "responses"):
        for outer, holder in enumerate(getattr(record, part) if part in fields else ()):
            for index, evidence in enumerate(holder.evidence):
                yield (part, outer, "evidence", index), evidence


def all_evidence(dossier: Dossier) -> Iterator[tuple[Record, Path, Evidence]]:
    """Every piece of evidence in a dossier, record by record."""
    for record in dossier.records():
        for path, evidence in evidence_of(record):
            yield record, path, evidence
