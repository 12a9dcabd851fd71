"""What the server remembers of each record, so that the next load can tell what differs.

A dossier's ledger is its records as text with their editions, packed into pages; a record's page follows from its key.
The hash of a page tells whether anything on it differs, so that one changed claim among 100,000 costs one page.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graphkit.dossier.digest import digest_of, text_of, version_of
from graphkit.dossier.dossier import Dossier
from graphkit.dossier.editions import Edition, editions
from graphkit.dossier.model import RECORD_KINDS, Manifest, Record

FORMAT = 2  # of the graph and the ledger; another one on the server means that all is written anew
PER_PAGE = 256
MODELS = {kind.name_of_kind: kind for kind in RECORD_KINDS}
Entries = Mapping[str, str]


@dataclass(frozen=True)
class Ledger:
    """What a dossier looks like to the server.

    Attributes
    ----------
    manifest : str
        What the dossier says of itself, as text.
    version : str
        As `graphkit.dossier.digest.version` gives it.
    records : mapping of str to Record
        As they were written, by key.
    editions : mapping of str to tuple of Edition
    pages : tuple of tuple of str
        The keys of the records on each page, in order.
    hashes : tuple of str
        SHA-256 of what stands on each page.
    """

    id: str
    manifest: str
    version: str
    records: Mapping[str, Record]
    editions: Mapping[str, tuple[Edition, ...]]
    pages: tuple[tuple[str, ...], ...]
    hashes: tuple[str, ...]

    def entries(self, page: int) -> dict[str, str]:
        """The text of every record on a page by its key."""
        return {
            key: _entry(text_of(self.records[key]), self.records[key], self.editions[key]) for key in self.pages[page]
        }

    def page_of(self, key: str) -> int:
        """The page on which a record stands."""
        return page_of(key, len(self.pages))

    def retracted(self) -> frozenset[str]:
        """Keys of the records that no longer count."""
        return frozenset(key for key, found in self.editions.items() if not found[-1].stands)


def ledger_of(dossier: Dossier, *, pages: int | None = None) -> Ledger:
    """Keep the ledger of a whole dossier.

    Parameters
    ----------
    dossier : Dossier
        Whole, not cut to a day.
    pages : int, optional
        How many; a power of two.  Default: as many as hold some `PER_PAGE` records each.
    """
    records = {record.key: record for record in dossier.records()}
    found = editions(dossier)
    count = pages or pages_for(len(records))
    keys: list[list[str]] = [[] for _ in range(count)]
    hashes = [hashlib.sha256() for _ in range(count)]

    def digests() -> Iterator[tuple[str, bytes]]:
        for key in sorted(records):
            text = text_of(records[key])
            page = page_of(key, count)
            keys[page].append(key)
            hashes[page].update(digest_of(_entry(text, records[key], found[key])))
            yield key, digest_of(text)
        yield dossier.manifest.key, digest_of(manifest)

    manifest = text_of(dossier.manifest)
    version = version_of(digests())
    return Ledger(
        dossier.manifest.id,
        manifest,
        version,
        records,
        found,
        tuple(map(tuple, keys)),
        tuple(page.hexdigest() for page in hashes),
    )


def _entry(text: str, record: Record, found: tuple[Edition, ...]) -> str:
    """A record's text with the days of its editions, and how these read where they read otherwise."""
    spans = ",".join(
        f'["{each.known_from}","{each.known_until}",{"null" if each.record is record else text_of(each.record)}]'
        for each in found
    )
    return f'{{"record":{text},"editions":[{spans}]}}'


def pages_for(records: int) -> int:
    """How many pages a dossier's ledger has: a power of two.

    Examples
    --------
    >>> pages_for(0), pages_for(256), pages_for(257), pages_for(100_000)
    (1, 1, 2, 512)
    """
    return 1 << max(0, (records - 1) // PER_PAGE).bit_length()


def page_of(key: str, pages: int) -> int:
    """The page on which a record stands."""
    return zlib.crc32(key.encode()) & (pages - 1)


def packed(entries: Entries) -> str:
    """Entries as one text that a database keeps well."""
    text = json.dumps(dict(entries), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode()


def unpacked(content: str) -> dict[str, str]:
    """The entries in a packed text.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        found = json.loads(zlib.decompress(base64.b64decode(content, validate=True)))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise ValueError("no entries")
    return found


def read_entry(key: str, entry: str) -> tuple[Record, tuple[Edition, ...]]:
    """A record as it was written, and its editions.

    Raises
    ------
    ValueError
        If the entry is none of such a record.
    """
    model = MODELS[key.partition(":")[0]]
    said = json.loads(entry)
    record = model.model_validate(said["record"])
    found = tuple(
        Edition(
            record if each is None else model.model_validate(each), date.fromisoformat(first), date.fromisoformat(last)
        )
        for first, last, each in said["editions"]
    )
    return record, found


def read_manifest(text: str) -> Manifest:
    """The manifest that `graphkit.dossier.digest.text_of` wrote."""
    return Manifest.model_validate_json(text)
