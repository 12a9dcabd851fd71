"""Find the record that a person means: by id, key, name or alias."""

from __future__ import annotations

import unicodedata
from typing import Any

from graphkit.dossier.dossier import Dossier
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
