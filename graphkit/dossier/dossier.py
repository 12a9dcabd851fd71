"""A dossier in memory: its records by kind, and where each value stands in the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Generic, Protocol, TypeVar

from graphkit.dossier.forecasts import StoredForecast
from graphkit.dossier.model import (
    RECORD_KINDS,
    Actor,
    Event,
    Issue,
    Judgement,
    Manifest,
    Position,
    Proposal,
    Record,
    Source,
    Tie,
)
from graphkit.dossier.problem import Place, near, quoted
from graphkit.dossier.story import Step

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]
NOWHERE = Place("", 0, 0)
_KINDS = tuple(f"{kind.name_of_kind}s" for kind in RECORD_KINDS)


class NoRecord(KeyError):
    """There is no record of that id; which one was probably meant is found out when somebody reads the message."""

    def __init__(self, id: object, known: Iterable[str]) -> None:
        super().__init__(id)
        self._known = known

    def __str__(self) -> str:
        (id,) = self.args
        return f"no record {quoted(str(id))}; {near(str(id), self._known)}"


class Records(Generic[R]):
    """The records of one kind, in file order.

    Iterating gives the records; ``id in records`` and ``records[id]`` look one up.  An id whose record could not be
    read is still ``in`` them, and so is every id when a file of the kind could not be read to its end (`incomplete`):
    one broken record must not make every reference to it a problem.
    """

    __slots__ = ("_broken", "_by_id", "_incomplete")

    def __init__(self, records: Iterable[R] = (), *, broken: Iterable[str] = (), incomplete: bool = False) -> None:
        self._by_id: dict[str, R] = {}
        for record in records:
            self._by_id.setdefault(record.id, record)
        self._broken = frozenset(broken)
        self._incomplete = incomplete

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id or id in self._broken or self._incomplete

    def __getitem__(self, id: str) -> R:
        try:
            return self._by_id[id]
        except KeyError:
            raise NoRecord(id, self._by_id) from None

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and self._by_id == other._by_id

    __hash__ = None  # type: ignore[assignment]  # equality is by content, and content may be large

    def __repr__(self) -> str:
        first = ", ".join(list(self._by_id)[:3])
        return f"<{len(self):,} records{f': {first}' if first else ''}{', …' if len(self) > 3 else ''}>"

    def get(self, id: str) -> R | None:
        """The record with this id, or None."""
        return self._by_id.get(id)

    @property
    def incomplete(self) -> bool:
        """Whether a file of the kind could not be read to its end."""
        return self._incomplete

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in file order."""
        return tuple(self._by_id)


class Spots(Protocol):
    """Where the values of one record stand."""

    def at(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest value around it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that has values which could not be read: what stands in the file for it, as text."""

    name_of_kind: str
    id: str
    value: Any
    where: Spots


@dataclass(frozen=True)
class Dossier:
    """Everything a dossier says, or what of it counts on some day.

    Two dossiers are equal when they say the same, wherever it stands.  `cut` tells that only the records that count
    on some day are left.  The `story` and the stored `forecasts` are told about the dossier and are
    no part of what it says.
    """

    manifest: Manifest
    actors: Records[Actor] = field(default_factory=Records)
    ties: Records[Tie] = field(default_factory=Records)
    issues: Records[Issue] = field(default_factory=Records)
    positions: Records[Position] = field(default_factory=Records)
    judgements: Records[Judgement] = field(default_factory=Records)
    proposals: Records[Proposal] = field(default_factory=Records)
    events: Records[Event] = field(default_factory=Records)
    sources: Records[Source] = field(default_factory=Records)
    places: Mapping[str, Spots] = field(default_factory=dict, compare=False, repr=False)
    cut: bool = field(default=False, compare=False)
    unread: tuple[Unread, ...] = field(default=(), compare=False, repr=False)
    story: tuple[Step, ...] = field(default=(), compare=False, repr=False)
    forecasts: tuple[StoredForecast, ...] = field(default=(), compare=False, repr=False)

    def at(self, record: Record | Manifest, *path: str | int) -> Place:
        """Where a value of a record stands in the files.

        Parameters
        ----------
        record : Record or Manifest
        *path : str or int
            Keys and indices as written in the file, such as ``"evidence", 0, "source"``.

        Returns
        -------
        Place
            Of that value; of the nearest value around it where it was left out.
        """
        spots = self.places.get(record.key)
        return spots.at(path) if spots else NOWHERE

    def __repr__(self) -> str:
        held = ", ".join(f"{number:,} {name}" for name, number in self.counts.items() if number)
        return f"<dossier {self.manifest.id}: {held or 'no records'}>"

    @property
    def counts(self) -> dict[str, int]:
        """How many records there are of each kind, by the plural of its name."""
        return {name: len(getattr(self, name)) for name in _KINDS}

    def of_kind(self, kind: str) -> Records[Any]:
        """The records of a kind, by its singular name, such as ``"actor"``."""
        records: Records[Any] = getattr(self, f"{kind}s")
        return records

    def records(self) -> Iterator[Record]:
        """All records, kind by kind."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Records):
                yield from value
