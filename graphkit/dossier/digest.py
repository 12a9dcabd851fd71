"""What a dossier's version is: a hash of all that it says, whichever files say it, in whatever order and form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from graphkit.dossier.dossier import Dossier
from graphkit.dossier.model import Part

SHORT = 12  # letters of a version that people read


def text_of(part: Part) -> str:
    """A record, or the manifest, as JSON with its fields in fixed order; what says nothing new is left out.

    Examples
    --------
    >>> from graphkit.dossier.model import Actor
    >>> text_of(Actor(id="ukraine", name="Ukraine", kind="state", country="UA"))
    '{"id":"ukraine","name":"Ukraine","kind":"state","country":"UA"}'
    """
    return part.model_dump_json(exclude_defaults=True, by_alias=True)


def version(dossier: Dossier) -> str:
    """The version of a dossier: SHA-256 over every record's key and JSON, in order of key, as 64 hexadecimal digits."""
    parts = {record.key: record for record in dossier.records()}
    keyed: list[tuple[str, Part]] = [*sorted(parts.items()), (dossier.manifest.key, dossier.manifest)]
    return version_of((key, digest_of(text_of(part))) for key, part in keyed)


def digest_of(text: str) -> bytes:
    """SHA-256 of a record's text."""
    return hashlib.sha256(text.encode()).digest()


def version_of(digests: Iterable[tuple[str, bytes]]) -> str:
    """The version that the digests of records give: sorted by key, the manifest last."""
    whole = hashlib.sha256()
    for key, digest in digests:
        whole.update(f"{key}\0".encode())
        whole.update(digest)
    return whole.hexdigest()
