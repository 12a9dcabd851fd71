"""Which part of a dossier a timeline is about: actors, issues, kinds of happening, and days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

Kind = Literal["event", "position", "proposal", "answer"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a timeline tells.

    Attributes
    ----------
    actors, issues : tuple of str
        Ids; what concerns one of them is told, and everything where there are none.
    kinds : tuple of str
        Of `KINDS`; everything where there are none.
    since, until : datetime.date or None
        The first and the last day; what may have happened on one of the days between is told.

    Raises
    ------
    ValueError
        If the period ends before it begins.
    """

    actors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that no day can lie in."""
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"the period ends on {self.until}, before it begins on {self.since}; swap --from and --to")

    @property
    def parameters(self) -> dict[str, Any]:
        """The wishes as plain values."""
        found = asdict(self)
        return {"actors": list(self.actors), "issues": list(self.issues), "kinds": list(self.kinds)} | {
            "from": found["since"],
            "to": found["until"],
        }

    def concerns(self, actors: Collection[str], issues: Collection[str]) -> bool:
        """Whether something about these actors and issues is wanted."""
        return _meets(self.actors, actors) and _meets(self.issues, issues)

    def is_in_time(self, first: date | None, last: date | None) -> bool:
        """Whether a day from `first` to `last` may lie in the period.

        What has no first day counts by its last, as it does in the clocks; what has no day at all lies in no period
        that has a beginning.
        """
        low = first or last
        if low is None:
            return self.since is None
        return low <= (self.until or date.max) and (self.since or date.min) <= (last or date.max)


def _meets(wanted: Collection[str], there: Collection[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(there)
