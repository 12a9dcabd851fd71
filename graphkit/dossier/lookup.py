"""Find the record that a person means: by id, key, name or alias."""

from __future__ import annotations

import unicodedata
from typing import Any

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Record
from graphkit.dossier.problem import near, quoted


class NotFound(LookupError):
    """No record, or more than one, answers to the words; the message says which would."""


def find(dossier: Dossier, kind: str, words: str) -> str:
    """The id of the one record of a kind that answers to some words.

    Parameters
    ----------
    dossier : Dossier
    kind : str
        Such as ``"actor"``.
    words : str
        An id, a key ``kind:id``, a name, a short name or an alias, in any script and case.

    Returns
    -------
    str

    Raises
    ------
    NotFound
        If none answers, or several do.
    """
    records = dossier.of_kind(kind)
    id = words.removeprefix(f"{kind}:")
    if records.get(id) is not None:
        return id
    wanted = fold(words)
    matches = [record.id for record in records if wanted in {fold(name) for name in names_of(record)}]
    if not matches:
        every = {name: record.id for record in records for name in (record.id, *names_of(record))}
        raise NotFound(f"no {kind} {quoted(words)}; {near(words, every)}")
    if len(matches) > 1:
        raise NotFound(f"{quoted(words)} names {len(matches)} {kind}s; write one of the ids {', '.join(matches)}")
    return str(matches[0])


def find_known(dossier: Dossier, known: Dossier, kind: str, words: str) -> str:
    """The id of the one record that answers to some words and counts on the day to which a dossier was cut.

    Parameters
    ----------
    dossier, known : Dossier
        The whole one, and the same cut by `graphkit.dossier.clocks.at`.
    kind, words : str
        As for `find`.

    Returns
    -------
    str

    Raises
    ------
    NotFound
        If none answers, or several do; where the whole dossier has one, the message says when it counts.
    """
    try:
        return find(known, kind, words)
    except NotFound:
        record = dossier.of_kind(kind)[find(dossier, kind, words)]
        if known.of_kind(kind).get(record.id) is not None:
            raise
        when = _when_it_counts(dossier, record)
        raise NotFound(f"{kind} {quoted(words)} does not count on that day of the record; {when}") from None


def _when_it_counts(dossier: Dossier, record: Record) -> str:
    begins = record.recorded_on or dossier.manifest.recorded_on
    later = [each for each in dossier.of_kind(record.name_of_kind) if each.corrects == record.id]
    told = [f"begins on {begins}"] if begins else []
    told += [f"was corrected by {each.key}" for each in later]
    told += [f"was retracted on {record.retracted_on}"] if record.retracted_on else []
    return f"its record {' and '.join(told)}"


def names_of(record: Any) -> tuple[str, ...]:
    """Every name by which people know a record."""
    name, short = getattr(record, "name", None), getattr(record, "short", None)
    return tuple(each for each in (name, short, getattr(record, "title", None)) if each) + getattr(
        record, "aliases", ()
    )


def fold(text: str) -> str:
    """Text without case, accents and outer space, for comparing names.

    Examples
    --------
    >>> fold(" Türkiye") == fold("turkiye")
    True
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()
